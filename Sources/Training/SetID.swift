/// The id of a set: a UUID of version 7 (RFC 9562, section 5.7).
///
/// Its time part is a help for the eye only: a Pi's clock may have been wrong when the id was made, so nothing
/// sorts by it.
public struct SetID: Hashable, Sendable, CustomStringConvertible {
  /// The first 64 bits.
  public var high: UInt64
  /// The last 64 bits.
  public var low: UInt64

  /// An id from its bits, whatever its version.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A version 7 UUID: 48 bits of Unix milliseconds, then 74 random bits.
  public init(at time: WallTime, random: (UInt64, UInt64)) {
    let milliseconds = UInt64(max(0, time.microseconds / 1_000)) & 0xFFFF_FFFF_FFFF
    high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
    low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
  }

  /// Reads the usual form: 32 hexadecimal digits with hyphens after the 8th, 12th, 16th and 20th.
  public init?(_ text: String) {
    var text = text
    guard let id = text.withUTF8({ SetID(utf8: $0) }) else { return nil }
    self = id
  }

  /// Reads the usual form from its bytes.
  public init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count == 36 else { return nil }
    var bits: (UInt64, UInt64) = (0, 0)
    for index in 0..<36 {
      let byte = utf8[index]
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let value = Self.value(ofDigit: byte) else { return nil }
      // 16 digits and two hyphens are the first half.
      if index < 18 { bits.0 = bits.0 << 4 | value } else { bits.1 = bits.1 << 4 | value }
    }
    (high, low) = bits
  }

  @inline(__always)
  private static func value(ofDigit byte: UInt8) -> UInt64? {
    let digit = byte &- UInt8(ascii: "0")
    if digit < 10 { return UInt64(digit) }
    // The two cases differ by one bit.
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt64(letter) + 10 : nil
  }

  /// The usual form in lower case, 36 characters.
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var count = 0
      for digit in 0..<32 {
        if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
          text[count] = UInt8(ascii: "-")
          count += 1
        }
        text[count] = digitText(digit)
        count += 1
      }
      return count
    }
  }

  /// The last six characters, which `log` prints.
  public var short: String {
    String(unsafeUninitializedCapacity: 6) { text in
      for place in 0..<6 { text[place] = digitText(26 + place) }
      return 6
    }
  }

  /// One of the 32 digits as a character.
  private func digitText(_ digit: Int) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: (digit < 16 ? high : low) >> UInt64(60 - digit % 16 * 4) & 0xF)
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
