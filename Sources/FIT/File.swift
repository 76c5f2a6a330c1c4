/// The value of a field, of one of the protocol's base types; `nil` is written as the type's invalid value.
enum Value: Hashable {
  case enumeration(UInt8?)
  case uint8(UInt8?)
  case uint16(UInt16?)
  case uint32(UInt32?)
  /// A number that is never 0, which is its invalid value.
  case uint32z(UInt32?)
  /// Text in so many bytes, the last of them 0.
  case text(String, size: UInt8)

  /// The number of the base type, and the size in bytes, as a field's definition has them.
  var type: (number: UInt8, size: UInt8) {
    switch self {
    case .enumeration: (0x00, 1)
    case .uint8: (0x02, 1)
    case .uint16: (0x84, 2)
    case .uint32: (0x86, 4)
    case .uint32z: (0x8C, 4)
    case .text(_, let size): (0x07, size)
    }
  }

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .enumeration(let value), .uint8(let value): bytes.append(value ?? .max)
    case .uint16(let value): bytes.append(number: value ?? .max)
    case .uint32(let value): bytes.append(number: value ?? .max)
    case .uint32z(let value): bytes.append(number: value ?? 0)
    case .text(let text, let size):
      let kept = fitting(text, in: Int(size) - 1)
      bytes.append(contentsOf: kept.utf8)
      bytes.append(contentsOf: repeatElement(0, count: Int(size) - kept.utf8.count))
    }
  }

  /// As many whole characters of a text as so many bytes hold; it ends before a 0.
  private func fitting(_ text: String, in size: Int) -> String {
    var kept = ""
    for character in text {
      guard kept.utf8.count + character.utf8.count <= size, !character.utf8.contains(0) else { break }
      kept.append(character)
    }
    return kept
  }
}

/// A message: its number in the profile, and its fields by theirs.
struct Message {
  var number: UInt16
  var fields: [(number: UInt8, value: Value)]
}

/// A FIT file while it is written: definitions and messages, then the header in front and the sum behind.
struct File {
  private var records: [UInt8] = []
  /// What has been defined, by local message type.
  private var definitions: [[UInt8]] = []

  /// A local type has four bits in the header of a record.
  private static let localTypes = 16
  private static let isDefinition: UInt8 = 0x40
  private static let littleEndian: UInt8 = 0
  private static let headerSize: UInt8 = 14
  /// Nothing of protocol 2.0 (fields of developers, numbers of 64 bits) is used.
  private static let protocolVersion: UInt8 = 0x10
  /// Of the profile that `CategoryNames` was written from: 21.171.
  private static let profileVersion: UInt16 = 21_171

  /// Adds a message, with its definition where the same has not been defined before.
  mutating func add(_ message: Message) {
    var definition: [UInt8] = [0, Self.littleEndian]
    definition.append(number: message.number)
    definition.append(UInt8(message.fields.count))
    for (number, value) in message.fields { definition += [number, value.type.size, value.type.number] }
    let local: Int
    if let known = definitions.firstIndex(of: definition) {
      local = known
    } else {
      local = definitions.count
      precondition(local < Self.localTypes, "more kinds of messages than there are local types")
      definitions.append(definition)
      records.append(Self.isDefinition | UInt8(local))
      records += definition
    }
    records.append(UInt8(local))
    for field in message.fields { field.value.write(to: &records) }
  }

  /// The whole file.
  var bytes: [UInt8] {
    var bytes = [Self.headerSize, Self.protocolVersion]
    bytes.append(number: Self.profileVersion)
    bytes.append(number: UInt32(records.count))
    bytes += ".FIT".utf8
    bytes.append(number: checksum(of: bytes))
    bytes += records
    bytes.append(number: checksum(of: bytes))
    return bytes
  }
}

extension [UInt8] {
  /// Appends a number, little end first.
  fileprivate mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
