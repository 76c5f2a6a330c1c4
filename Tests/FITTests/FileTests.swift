import Testing
import Training

@testable import FIT

@Suite struct FileTests {
  /// CRC-16/ARC, whose check value is published: the polynomial, beginning and reversal of FIT's.
  @Test func checksumOfKnownTexts() {
    #expect(checksum(of: Array("123456789".utf8)) == 0xBB3D)
    #expect(checksum(of: []) == 0)
    #expect(checksum(of: [0]) == 0)
    #expect(checksum(of: [1]) == 0xC0C1)
    #expect(checksum(of: Array("A".utf8)) == 0x30C0)
    // What has its sum behind it has the sum 0: so decoders check a file.
    let text = Array("wall-sit".utf8)
    let sum = checksum(of: text)
    #expect(checksum(of: text + [UInt8(sum & 0xFF), UInt8(sum >> 8)]) == 0)
  }

  /// Every byte by hand, after the protocol's description.
  @Test func aFileByteForByte() {
    var file = File()
    file.add(
      Message(
        number: 0x0102,
        fields: [
          (0, .enumeration(4)), (1, .uint16(0x1234)), (3, .uint32z(nil)), (4, .uint32(0x0A0B_0C0D)),
          (8, .text("ab", size: 4)),
        ]))
    let header: [UInt8] = [
      14, 0x10, 0xB3, 0x52,  // header's size, protocol 1.0, profile 21171
      37, 0, 0, 0, 0x2E, 0x46, 0x49, 0x54,  // size of the records, ".FIT"
    ]
    let definition: [UInt8] = [
      0x40, 0, 0, 0x02, 0x01, 5,  // definition of local type 0, reserved, little end first, number, fields
      0, 1, 0x00, 1, 2, 0x84, 3, 4, 0x8C, 4, 4, 0x86, 8, 4, 0x07,  // number, size, base type
    ]
    let data: [UInt8] = [
      0x00, 4, 0x34, 0x12, 0, 0, 0, 0, 0x0D, 0x0C, 0x0B, 0x0A, 0x61, 0x62, 0, 0,
    ]
    let bytes = file.bytes
    #expect(Array(bytes[..<12]) == header)
    #expect(Array(bytes[14..<(14 + definition.count)]) == definition)
    #expect(Array(bytes[(14 + definition.count)..<(bytes.count - 2)]) == data)
    // The header's sum, and the file's, which covers the header with its sum.
    #expect(checksum(of: bytes[..<14]) == 0)
    #expect(checksum(of: bytes) == 0)
  }

  @Test func whatIsMissingIsInvalid() {
    let table: [(Value, [UInt8])] = [
      (.enumeration(nil), [0xFF]), (.uint8(nil), [0xFF]), (.uint16(nil), [0xFF, 0xFF]),
      (.uint32(nil), [0xFF, 0xFF, 0xFF, 0xFF]), (.uint32z(nil), [0, 0, 0, 0]), (.text("", size: 2), [0, 0]),
    ]
    for (value, expected) in table {
      var bytes: [UInt8] = []
      value.write(to: &bytes)
      #expect(bytes == expected, "\(value)")
      #expect(bytes.count == Int(value.type.size))
    }
  }

  @Test func textEndsBeforeTheLastByte() {
    func bytes(_ text: String, _ size: UInt8) -> [UInt8] {
      var bytes: [UInt8] = []
      Value.text(text, size: size).write(to: &bytes)
      return bytes
    }
    #expect(bytes("abcd", 4) == [0x61, 0x62, 0x63, 0])
    // Never half a character.
    #expect(bytes("aé", 3) == [0x61, 0, 0])
    #expect(bytes("a\u{0}b", 4) == [0x61, 0, 0, 0])
  }

  @Test func oneDefinitionForMessagesOfOneShape() {
    func records(_ messages: Message...) -> [UInt8] {
      var file = File()
      for message in messages { file.add(message) }
      return Array(file.bytes[14...].dropLast(2))
    }
    let first = Message(number: 20, fields: [(253, .uint32(1))])
    let second = Message(number: 20, fields: [(253, .uint32(2))])
    let other = Message(number: 21, fields: [(253, .uint32(3))])
    let expected: [[UInt8]] = [
      [0x40, 0, 0, 20, 0, 1, 253, 4, 0x86], [0, 1, 0, 0, 0], [0, 2, 0, 0, 0],
      [0x41, 0, 0, 21, 0, 1, 253, 4, 0x86], [1, 3, 0, 0, 0], [0, 2, 0, 0, 0],
    ]
    #expect(records(first, second, other, second) == Array(expected.joined()))
  }
}
