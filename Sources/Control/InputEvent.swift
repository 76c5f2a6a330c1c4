public import Training

/// What a device sent, as `monitor` and `record` hear of it:
/// `{"input":{"path":"/dev/input/event7","name":"…","time":12.345678,"type":1,"code":48,"value":1,
/// "type_name":"EV_KEY","code_name":"KEY_B"}}`.
public struct InputEvent: Hashable, Sendable {
  /// The device's node.
  public var path: String
  /// The kernel's name of the device.
  public var name: String
  /// The kernel's time of the event, on the daemon's clock (`CLOCK_BOOTTIME`).
  public var time: Instant
  /// The event's type: 1 is `EV_KEY`.
  public var type: Int
  /// Its code.
  public var code: Int
  /// Its value.
  public var value: Int
  /// The kernel's name of the type, where it has one.
  public var typeName: String?
  /// The kernel's name of the code, where it has one.
  public var codeName: String?

  /// An event of these parts.
  public init(
    path: String, name: String, time: Instant, type: Int, code: Int, value: Int, typeName: String? = nil,
    codeName: String? = nil
  ) {
    self.path = path
    self.name = name
    self.time = time
    self.type = type
    self.code = code
    self.value = value
    self.typeName = typeName
    self.codeName = codeName
  }
}

extension InputEvent: JSONWritable, JSONReadable {
  /// Writes the event.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.key("input")
      $0.object {
        $0.member("path", path)
        $0.member("name", name)
        $0.member("time", time)
        $0.member("type", type)
        $0.member("code", code)
        $0.member("value", value)
        $0.member("type_name", typeName)
        $0.member("code_name", codeName)
      }
    }
  }

  /// Reads an event.
  public init(json: JSONValue, at path: String) throws {
    let outer = try JSONFields(json, at: path)
    let fields = try JSONFields(outer["input"] ?? .null, at: outer.place(of: "input"))
    self.init(
      path: try fields.required("path"), name: try fields.required("name"),
      time: try fields.required("time"), type: try fields.required("type"),
      code: try fields.required("code"), value: try fields.required("value"),
      typeName: try fields.optional("type_name"), codeName: try fields.optional("code_name"))
  }
}

/// One line of a subscription.
public enum StreamLine: Hashable, Sendable, JSONReadable {
  /// Something happened.
  case event(Event)
  /// A device sent something.
  case input(InputEvent)

  /// Reads a line of either kind.
  public init(json: JSONValue, at path: String) throws {
    self =
      json["input"] == nil
      ? .event(try Event(json: json, at: path)) : .input(try InputEvent(json: json, at: path))
  }
}
