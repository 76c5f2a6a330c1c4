public import Training

/// What the daemon sends as soon as a client is connected: `{"holdfast":1,"version":"0.1.0","pid":812}`.
public struct Greeting: Hashable, Sendable, JSONWritable, JSONReadable {
  /// The version of the protocol that this code speaks: grows when old clients would misunderstand.
  public static let currentProtocol = 1

  /// The version of the protocol; in JSON `holdfast`.
  public var protocolVersion: Int
  /// The daemon's own version.
  public var version: String
  /// Its process.
  public var process: Int

  /// A greeting.
  public init(version: String, process: Int, protocolVersion: Int = Greeting.currentProtocol) {
    self.protocolVersion = protocolVersion
    self.version = version
    self.process = process
  }

  /// Writes the greeting.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("holdfast", protocolVersion)
      $0.member("version", version)
      $0.member("pid", process)
    }
  }

  /// Reads a greeting.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      version: try fields.required("version"), process: try fields.required("pid"),
      protocolVersion: try fields.required("holdfast"))
  }
}

/// What comes of a request.
public enum Reply: Sendable {
  /// Done; there is nothing to say. `"result":null`.
  case done
  /// How things are.
  case status(StatusReport)
  /// How the station is now.
  case station(StationReport)
  /// The set that was stored.
  case set(LoggedSet)
  /// What was taken back or brought back.
  case change(ChangeReport)
  /// It could not be done.
  case failure(ControlError)
}

/// What `undo` and `redo` did.
public struct ChangeReport: Hashable, Sendable, JSONWritable, JSONReadable {
  /// The change for people, in one line: `took back wall-sit, 45.0 s`.
  public var text: String
  /// The set it was about, as it was before it was taken back or as it is now that it is back; `nil` where it was
  /// about several.
  public var set: LoggedSet?

  /// A change.
  public init(text: String, set: LoggedSet?) {
    self.text = text
    self.set = set
  }

  /// Writes `{"text":"…","set":{…}}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("text", text)
      $0.member("set", set)
    }
  }

  /// Reads a change.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(text: try fields.required("text"), set: try fields.optional("set"))
  }
}

/// A reply with the id of its request: `{"id":7,"ok":true,"result":…}` or `{"id":7,"ok":false,"error":…}`.
struct ReplyLine: JSONWritable {
  var id: RequestID?
  var reply: Reply

  func write(to writer: inout JSONWriter) {
    writer.object {
      if let id { $0.member("id", id) }
      switch reply {
      case .done: succeed(JSONValue.null, &$0)
      case .status(let report): succeed(report, &$0)
      case .station(let report): succeed(report, &$0)
      case .set(let set): succeed(set, &$0)
      case .change(let report): succeed(report, &$0)
      case .failure(let error):
        $0.member("ok", false)
        $0.member("error", error)
      }
    }
  }

  private func succeed(_ result: some JSONWritable, _ writer: inout JSONWriter) {
    writer.member("ok", true)
    writer.member("result", result)
  }
}
