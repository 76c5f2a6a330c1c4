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
    var bits: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (index, byte) in text.utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let value = Self.value(ofDigit: byte), digits < 32 else { return nil }
      if digits < 16 { bits.0 = bits.0 << 4 | value } else { bits.1 = bits.1 << 4 | value }
      digits += 1
    }
    guard digits == 32 else { return nil }
    (high, low) = bits
  }

  private static func value(ofDigit byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The usual form in lower case, 36 characters.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for digit in 0..<32 {
      if digit == 8 || digit == 12 || digit == 16 || digit == 20 { text.append(UInt8(ascii: "-")) }
      let word = digit < 16 ? high : low
      let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - digit % 16 * 4) & 0xF)
      text.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The last six characters, which `log` prints.
  public var short: String { String(description.suffix(6)) }
}
