/// A set of event codes or device properties: small numbers, kept as bits.
public struct CodeSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// 64 codes a word, the lowest first; the last word is never 0, so that equal sets are equal arrays.
  private var words: [UInt64] = []

  /// A set of these codes.
  public init(_ codes: some Sequence<UInt16> = []) {
    for code in codes { insert(code) }
  }

  /// A set of these codes.
  public init(arrayLiteral elements: UInt16...) { self.init(elements) }

  /// Whether there is none.
  public var isEmpty: Bool { words.isEmpty }

  /// Whether the code is in the set.
  public func contains(_ code: UInt16) -> Bool {
    let word = Int(code >> 6)
    return word < words.count && words[word] >> UInt64(code & 63) & 1 == 1
  }

  /// Whether all these codes are in the set.
  public func contains(all codes: some Sequence<UInt16>) -> Bool { codes.allSatisfy(contains) }

  /// Puts a code in.
  public mutating func insert(_ code: UInt16) {
    let word = Int(code >> 6)
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(code & 63)
  }

  /// The codes, lowest first.
  public var codes: [UInt16] {
    (0..<UInt16(words.count * 64)).filter(contains)
  }

  /// Puts in what a byte of a little-endian bit field says: bit 0 of byte 2 is code 16.
  mutating func insert(byte: UInt8, at index: Int) {
    for bit in 0..<8 where byte >> UInt8(bit) & 1 == 1 { insert(UInt16(index * 8 + bit)) }
  }

  /// The byte of the bit field at an index, 0 beyond its end.
  func byte(at index: Int) -> UInt8 {
    let word = index / 8
    return word < words.count ? UInt8(truncatingIfNeeded: words[word] >> UInt64(index % 8 * 8)) : 0
  }

  /// The bits as sysfs writes them: words of the machine in hexadecimal, the highest first, zeros left out.
  ///
  /// A word that is not hexadecimal, as no kernel writes it, counts as 0.
  init(sysfs text: [UInt8]) {
    let parts = text.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    for (index, part) in parts.reversed().enumerated() {
      let word = UInt64(String(decoding: part, as: UTF8.self), radix: 16) ?? 0
      for bit in 0..<UInt.bitWidth where word >> UInt64(bit) & 1 == 1 {
        insert(UInt16(truncatingIfNeeded: index * UInt.bitWidth + bit))
      }
    }
  }
}
