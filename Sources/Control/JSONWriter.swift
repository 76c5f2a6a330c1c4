public import Training

/// What can be written as one JSON value.
public protocol JSONWritable {
  /// Writes exactly one value.
  func write(to writer: inout JSONWriter)
}

/// Writes JSON: keys in the order in which they are given, no spaces, text as UTF-8.
///
/// It keeps what `JSONEncoder` loses, the order of keys and the six decimals of times, and costs one buffer. Commas
/// are its own business; that members stand in objects and values do not is the caller's.
public struct JSONWriter {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// A writer with room for so many bytes before it must move.
  public init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

  /// One value and a line feed: a message of the protocol.
  public static func line(_ value: some JSONWritable) -> [UInt8] {
    var writer = JSONWriter()
    value.write(to: &writer)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  /// One value as text.
  public static func text(_ value: some JSONWritable) -> String {
    var writer = JSONWriter()
    value.write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  // MARK: Objects and arrays

  /// An object, whose members the closure writes.
  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    begin(UInt8(ascii: "{"))
    members(&self)
    end(UInt8(ascii: "}"))
  }

  /// An array, whose values the closure writes.
  public mutating func array(_ values: (inout JSONWriter) -> Void) {
    begin(UInt8(ascii: "["))
    values(&self)
    end(UInt8(ascii: "]"))
  }

  /// A key, which the next value belongs to.
  public mutating func key(_ key: String) {
    separate()
    appendQuoted(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A key with its value.
  public mutating func member(_ key: String, _ value: some JSONWritable) {
    self.key(key)
    value.write(to: &self)
  }

  // MARK: Values

  /// `null`.
  public mutating func null() { literal("null") }

  /// `true` or `false`.
  public mutating func value(_ value: Bool) { literal(value ? "true" : "false") }

  /// A whole number.
  public mutating func value(_ value: Int) { literal(String(value)) }

  /// The shortest decimal that reads back as the same number, whole ones without a fraction: `2.5`, `20`. JSON has
  /// no infinities and no NaN: those are `null`.
  public mutating func value(_ value: Double) { literal(value.isFinite ? decimalText(value) : "null") }

  /// Text. Characters below U+0020, `"` and `\` are escaped, all others stand as they are.
  public mutating func value(_ value: String) {
    separate()
    appendQuoted(value)
    needsComma = true
  }

  /// Seconds with six decimals: `45.012345`.
  public mutating func value(_ value: Interval) { literal(value.decimalSeconds) }

  // MARK: Bytes

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func appendQuoted(_ text: String) {
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    bytes.append(quote)
    // Nearly all text is as it should be, and copied at once.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != quote && $0 != backslash }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for byte in text.utf8 {
        switch byte {
        case quote, backslash: bytes += [backslash, byte]
        case UInt8(ascii: "\n"): bytes += [backslash, UInt8(ascii: "n")]
        case UInt8(ascii: "\r"): bytes += [backslash, UInt8(ascii: "r")]
        case UInt8(ascii: "\t"): bytes += [backslash, UInt8(ascii: "t")]
        case 0..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(quote)
  }
}

// MARK: - What can be written

extension String: JSONWritable {
  /// Writes text.
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Int: JSONWritable {
  /// Writes a whole number.
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Double: JSONWritable {
  /// Writes the shortest decimal.
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Bool: JSONWritable {
  /// Writes `true` or `false`.
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  /// Writes the value, or `null`.
  public func write(to writer: inout JSONWriter) {
    if let self { self.write(to: &writer) } else { writer.null() }
  }
}

extension Array: JSONWritable where Element: JSONWritable {
  /// Writes an array.
  public func write(to writer: inout JSONWriter) {
    writer.array { for element in self { element.write(to: &$0) } }
  }
}

extension Interval: JSONWritable {
  /// Writes seconds with six decimals.
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Instant: JSONWritable {
  /// Writes seconds of its clock with six decimals.
  public func write(to writer: inout JSONWriter) { writer.value(Interval(microseconds: microseconds)) }
}

extension WallTime: JSONWritable {
  /// Writes the moment in UTC with six decimals, as text.
  public func write(to writer: inout JSONWriter) { writer.value(iso8601) }
}

extension SetID: JSONWritable {
  /// Writes the usual form of a UUID.
  public func write(to writer: inout JSONWriter) { writer.value(description) }
}
