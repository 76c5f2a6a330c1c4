/// Walks over the bytes of one line of a recording. Fields are separated by blanks.
struct LineCursor {
  private var next: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  init(_ line: UnsafeBufferPointer<UInt8>, from start: Int) {
    next = line.baseAddress! + start
    end = line.baseAddress! + line.count
  }

  /// Whether nothing follows but blanks and a comment.
  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return next == end || next.pointee == UInt8(ascii: "#")
    }
  }

  /// Whether the last field ended with the line, so that it may have been longer.
  var touchesEnd: Bool { next == end }

  /// Takes a byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next < end, next.pointee == byte else { return false }
    next += 1
    return true
  }

  /// Takes a word if it is the next field.
  mutating func takeWord(_ word: StaticString) -> Bool {
    skipBlanks()
    var index = next
    for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
      guard index < end, index.pointee == byte else { return false }
      index += 1
    }
    guard index == end || Self.isBlank(index.pointee) else { return false }
    next = index
    return true
  }

  /// The next field; `nil` at the end.
  mutating func word() -> String? {
    skipBlanks()
    let start = next
    while next < end, !Self.isBlank(next.pointee) { next += 1 }
    return next > start
      ? String(decoding: UnsafeBufferPointer(start: start, count: next - start), as: UTF8.self) : nil
  }

  /// The next field as a hexadecimal number of at most `digits` digits.
  mutating func hex(digits: Int) -> UInt32? {
    skipBlanks()
    var value: UInt32 = 0
    var count = 0
    while next < end, let digit = Self.hexDigit(next.pointee) {
      value = value << 4 | digit
      count += 1
      if count > digits { return nil }
      next += 1
    }
    return count > 0 && isAtFieldEnd ? value : nil
  }

  /// The next field as a whole number of 32 bits, with a sign or without.
  mutating func integer() -> Int32? {
    skipBlanks()
    let isNegative = take(UInt8(ascii: "-"))
    guard let magnitude = digits(atMost: 10), isAtFieldEnd else { return nil }
    return Int32(exactly: isNegative ? -magnitude : magnitude)
  }

  /// The next field as seconds with six decimals, in µs: at most 10¹² s.
  mutating func time() -> Int64? {
    skipBlanks()
    guard let seconds = digits(atMost: 12), take(UInt8(ascii: ".")) else { return nil }
    let start = next
    guard let micros = digits(atMost: 6), next - start == 6, isAtFieldEnd else { return nil }
    return seconds * 1_000_000 + micros
  }

  @inline(__always) private mutating func digits(atMost limit: Int) -> Int64? {
    let start = next
    var value: Int64 = 0
    while next < end, next.pointee &- 0x30 < 10 {
      value = value &* 10 &+ Int64(next.pointee &- 0x30)
      next += 1
      if next - start > limit { return nil }
    }
    return next > start ? value : nil
  }

  @inline(__always) private mutating func skipBlanks() {
    while next < end, Self.isBlank(next.pointee) { next += 1 }
  }

  private var isAtFieldEnd: Bool {
    next == end || Self.isBlank(next.pointee) || next.pointee == UInt8(ascii: "#")
  }

  @inline(__always) private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  @inline(__always) private static func hexDigit(_ byte: UInt8) -> UInt32? {
    if byte &- 0x30 < 10 { return UInt32(byte &- 0x30) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt32(letter) + 10 : nil
  }
}
