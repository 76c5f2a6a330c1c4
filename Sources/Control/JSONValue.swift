/// A JSON value that was read. Objects keep the order of their members.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number that fits, however it was spelt: `100`, `1e2`, `100.0`.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members in order; no two have the same key.
  case object([JSONMember])

  /// Reads one value and nothing after it but white space.
  ///
  /// - Throws: `JSONError`.
  public init(parsing bytes: [UInt8], depth: Int = 32, size: Int = 16 << 20) throws {
    var parser = JSONParser(bytes: bytes, depthLimit: depth)
    guard bytes.count <= size else { throw JSONError(offset: size, reason: "longer than \(size) bytes") }
    self = try parser.parse()
  }

  /// Reads one value from text.
  ///
  /// - Throws: `JSONError`.
  public init(parsing text: String) throws { try self.init(parsing: Array(text.utf8)) }

  /// The value of an object's key; `nil` where there is none, or where this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// What it is, for messages: `a number`.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer, .number: "a number"
    case .string: "text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// A member of an object.
public struct JSONMember: Hashable, Sendable {
  /// Its key.
  public var key: String
  /// Its value.
  public var value: JSONValue

  /// A member.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

extension JSONValue: JSONWritable {
  /// Writes the value anew; of numbers the value is kept, not the spelling.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.value(value)
    case .integer(let value): writer.value(value)
    case .number(let value): writer.value(value)
    case .string(let value): writer.value(value)
    case .array(let values): values.write(to: &writer)
    case .object(let members):
      writer.object { for member in members { $0.member(member.key, member.value) } }
    }
  }
}

/// Why a text is no JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many bytes stand before the place.
  public var offset: Int
  /// What is wrong there.
  public var reason: String

  /// An error.
  public init(offset: Int, reason: String) {
    self.offset = offset
    self.reason = reason
  }

  /// `byte 17: expected "," or "}"`.
  public var description: String { "byte \(offset): \(reason)" }
}
