public import Training

/// What can be read from one JSON value.
public protocol JSONReadable {
  /// Reads a value.
  ///
  /// - Parameter path: where it stands, for messages: `set.target`.
  /// - Throws: `ControlError` with code `data`, naming the field.
  init(json: JSONValue, at path: String) throws
}

/// The members of an object, read by name, with errors that name the field.
struct JSONFields {
  /// Where the object stands: `set.target`; empty for a whole message.
  let path: String
  private let members: [JSONMember]

  init(_ json: JSONValue, at path: String) throws {
    guard case .object(let members) = json else { throw wrongType(json, at: path, wanted: "an object") }
    self.members = members
    self.path = path
  }

  /// The value of a key; `nil` where it is absent. `null` is a value.
  subscript(key: String) -> JSONValue? { members.first { $0.key == key }?.value }

  /// A value that must be there.
  func required<Value: JSONReadable>(_ key: String) throws -> Value {
    guard let value = self[key] else { throw fieldError("is missing", at: place(of: key)) }
    return try Value(json: value, at: place(of: key))
  }

  /// A value that may be absent or `null`.
  func optional<Value: JSONReadable>(_ key: String) throws -> Value? {
    guard let value = self[key], value != .null else { return nil }
    return try Value(json: value, at: place(of: key))
  }

  /// Refuses any key that is not one of these.
  func allowOnly(_ keys: [String]) throws {
    for member in members where !keys.contains(member.key) {
      let nearest = nearestName(to: member.key, among: keys)
      throw fieldError(
        "is not known here", at: place(of: member.key),
        remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "known are: " + keys.joined(separator: ", "))
    }
  }

  func place(of key: String) -> String { path.isEmpty ? key : path + "." + key }
}

/// An error about a field: `field "set.target": must be an object, not text`.
func fieldError(_ reason: String, at path: String, remedy: String? = nil) -> ControlError {
  ControlError(.data, (path.isEmpty ? "the message" : "field \"\(path)\"") + ": " + reason, remedy: remedy)
}

func wrongType(_ json: JSONValue, at path: String, wanted: String) -> ControlError {
  fieldError("must be \(wanted), not \(json.kind)", at: path)
}

// MARK: - What can be read

extension String: JSONReadable {
  /// Reads text.
  public init(json: JSONValue, at path: String) throws {
    guard case .string(let text) = json else { throw wrongType(json, at: path, wanted: "text") }
    self = text
  }
}

extension Int: JSONReadable {
  /// Reads a whole number.
  public init(json: JSONValue, at path: String) throws {
    guard case .integer(let value) = json else { throw wrongType(json, at: path, wanted: "a whole number") }
    self = value
  }
}

extension Double: JSONReadable {
  /// Reads a number.
  public init(json: JSONValue, at path: String) throws {
    switch json {
    case .integer(let value): self = Double(value)
    case .number(let value): self = value
    default: throw wrongType(json, at: path, wanted: "a number")
    }
  }
}

extension Bool: JSONReadable {
  /// Reads `true` or `false`.
  public init(json: JSONValue, at path: String) throws {
    guard case .bool(let value) = json else { throw wrongType(json, at: path, wanted: "true or false") }
    self = value
  }
}

extension Array: JSONReadable where Element: JSONReadable {
  /// Reads an array.
  public init(json: JSONValue, at path: String) throws {
    guard case .array(let values) = json else { throw wrongType(json, at: path, wanted: "an array") }
    self = []
    for (index, value) in values.enumerated() {
      append(try Element(json: value, at: "\(path)[\(index)]"))
    }
  }
}

extension Interval: JSONReadable {
  /// Reads seconds.
  public init(json: JSONValue, at path: String) throws {
    self = .seconds(try Double(json: json, at: path))
  }
}

extension Instant: JSONReadable {
  /// Reads seconds of its clock.
  public init(json: JSONValue, at path: String) throws {
    self.init(microseconds: try Interval(json: json, at: path).microseconds)
  }
}

extension WallTime: JSONReadable {
  /// Reads a date and time with its offset from UTC.
  public init(json: JSONValue, at path: String) throws {
    let text = try String(json: json, at: path)
    guard let time = WallTime(iso8601: text) else {
      throw fieldError(
        "\"\(text)\" is no date and time", at: path, remedy: "write it as 2026-11-21T10:00:00.123456+00:00")
    }
    self = time
  }
}

extension SetID: JSONReadable {
  /// Reads the usual form of a UUID.
  public init(json: JSONValue, at path: String) throws {
    let text = try String(json: json, at: path)
    guard let id = SetID(text) else { throw fieldError("\"\(text)\" is no UUID", at: path) }
    self = id
  }
}

/// A name out of a few: written as text, read with the nearest valid one in the error.
public protocol JSONName: JSONWritable, JSONReadable, RawRepresentable, CaseIterable
where RawValue == String {}

extension JSONName {
  /// Writes the name.
  public func write(to writer: inout JSONWriter) { writer.value(rawValue) }

  /// Reads a name.
  public init(json: JSONValue, at path: String) throws {
    let text = try String(json: json, at: path)
    guard let value = Self(rawValue: text) else {
      let names = Self.allCases.map(\.rawValue)
      throw fieldError(
        "\"\(text)\" is not one of " + names.joined(separator: ", "), at: path,
        remedy: nearestName(to: text, among: names).map { "did you mean \"\($0)\"?" })
    }
    self = value
  }
}

extension Kind: JSONName {}
extension Side: JSONName {}
extension EndedBy: JSONName {}
extension ClockState: JSONName {}
extension ChangeKind: JSONName {}
