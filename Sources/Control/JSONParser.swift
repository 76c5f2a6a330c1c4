/// Reads JSON by RFC 8259, to the letter: no comments, no trailing commas, no leading zeros.
///
/// Where the RFC leaves the choice: a key that stands twice in one object is an error, and so is half of a
/// surrogate pair, since neither has a meaning that two programs would agree on. Numbers that no `Double` holds
/// (`1e999`) are errors; whole ones too large for `Int` become `Double`, and `1e2` is the integer 100.
struct JSONParser {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private let depthLimit: Int

  init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  mutating func parse() throws -> JSONValue {
    let value = try parseValue()
    skipSpace()
    guard index == bytes.count else { throw error("something follows the value") }
    return value
  }

  // MARK: Values

  private mutating func parseValue() throws -> JSONValue {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try nested { try $0.parseObject() }
    case UInt8(ascii: "["): return try nested { try $0.parseArray() }
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parse("true", .bool(true))
    case UInt8(ascii: "f"): return try parse("false", .bool(false))
    case UInt8(ascii: "n"): return try parse("null", .null)
    case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try parseNumber()
    case nil: throw error("a value is missing")
    default: throw error("no value begins so")
    }
  }

  private mutating func nested(_ body: (inout JSONParser) throws -> JSONValue) throws -> JSONValue {
    guard depth < depthLimit else { throw error("nested more than \(depthLimit) deep") }
    depth += 1
    index += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func parseObject() throws -> JSONValue {
    var members: [JSONMember] = []
    var keys: Set<String> = []
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      let start = index
      guard peek == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
      let key = try parseString()
      guard keys.insert(key).inserted else {
        throw JSONError(offset: start, reason: "the key \"\(key)\" stands twice")
      }
      skipSpace()
      guard take(":") else { throw error("expected \":\"") }
      members.append(JSONMember(key, try parseValue()))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw error("expected \",\" or \"}\"") }
    }
  }

  private mutating func parseArray() throws -> JSONValue {
    var values: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      values.append(try parseValue())
      skipSpace()
      if take("]") { return .array(values) }
      guard take(",") else { throw error("expected \",\" or \"]\"") }
    }
  }

  private mutating func parse(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
    let length = word.utf8CodeUnitCount
    let isEqual = word.withUTF8Buffer { bytes[index...].prefix(length).elementsEqual($0) }
    guard isEqual else { throw error("no value begins so") }
    index += length
    return value
  }

  private mutating func parseNumber() throws -> JSONValue {
    let start = index
    var isWhole = true
    _ = take("-")
    if !take("0") { try skipDigits() }
    if take(".") {
      isWhole = false
      try skipDigits()
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      try skipDigits()
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw JSONError(offset: start, reason: "a number that is too large")
    }
    return number == number.rounded() && abs(number) < 1e15 ? .integer(Int(number)) : .number(number)
  }

  private mutating func skipDigits() throws {
    let start = index
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
    guard index > start else { throw error("expected a digit") }
  }

  // MARK: Text

  private mutating func parseString() throws -> String {
    index += 1
    var text: [UInt8] = []
    var runStart = index
    while true {
      switch peek {
      case UInt8(ascii: "\""):
        text.append(contentsOf: try validated(runStart..<index))
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: try validated(runStart..<index))
        index += 1
        text.append(contentsOf: String(try parseEscape()).utf8)
        runStart = index
      case nil: throw error("the text does not end")
      case (0..<0x20)?: throw error("a control character in text")
      default: index += 1
      }
    }
  }

  /// The bytes of a range, if they are UTF-8: neither overlong, nor surrogates, nor cut short.
  private func validated(_ range: Range<Int>) throws -> ArraySlice<UInt8> {
    let slice = bytes[range]
    if slice.allSatisfy({ $0 < 0x80 }) { return slice }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = slice.makeIterator()
    var offset = range.lowerBound
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return slice
      case .error: throw JSONError(offset: offset, reason: "not UTF-8")
      }
    }
  }

  private mutating func parseEscape() throws -> Unicode.Scalar {
    defer { index += 1 }
    switch peek {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default: throw error("no such escape")
    }
  }

  /// Reads from the `u` of `\u00e9` or `\ud83d\ude00` to its last digit.
  private mutating func parseUnicodeEscape() throws -> Unicode.Scalar {
    let start = index - 1
    let first = try parseHex()
    guard 0xD800..<0xE000 ~= first else { return Unicode.Scalar(first)! }
    index += 1
    guard first < 0xDC00, take("\\"), peek == UInt8(ascii: "u"), case let second = try parseHex(),
      0xDC00..<0xE000 ~= second
    else { throw JSONError(offset: start, reason: "half of a surrogate pair") }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))!
  }

  /// Reads four digits, `index` being before the first and then on the last.
  private mutating func parseHex() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      index += 1
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  // MARK: Bytes

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private func error(_ reason: String) -> JSONError {
    JSONError(offset: min(index, bytes.count), reason: reason)
  }
}
