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
  /// What a change of the log, an undo or a redo did.
  case change(ChangeReport)
  /// What starting or stopping a program did.
  case program(ProgramChange)
  /// What came of runs that were added.
  case runs(RunsReport)
  /// The run that was deleted.
  case run(LoggedRun)
  /// The answer that is kept.
  case answer(Answer)
  /// The posture that was learnt, or is forgotten.
  case posture(LearntPosture)
  /// It could not be done.
  case failure(ControlError)
}

/// What a change of the log did, or an undo or a redo.
public struct ChangeReport: Hashable, Sendable, JSONWritable, JSONReadable {
  /// How many sets `before` and `after` name at most.
  public static let listed = 20

  /// The kind of the change that was made, taken back or brought back.
  public var kind: ChangeKind
  /// What was done for people, in one line: `took back wall-sit, 45.0 s`.
  public var text: String
  /// The set it was about, as it was before it was taken back or deleted, or as it is now; `nil` where it was about
  /// several, or none.
  public var set: LoggedSet?
  /// How many sets it was about; 0 where nothing was to be changed.
  public var count: Int
  /// The sets it touched as they were before, at most 20 of them.
  public var before: [LoggedSet]
  /// The sets it touched as they are now, at most 20 of them.
  public var after: [LoggedSet]

  /// A change; of the sets, the first 20 are taken. Where they have too many repetitions together, these are not listed.
  public init(
    kind: ChangeKind, text: String, set: LoggedSet?, count: Int, before: [LoggedSet], after: [LoggedSet]
  ) {
    self.kind = kind
    self.text = text
    self.set = set
    self.count = count
    self.before = Array(before.prefix(Self.listed))
    self.after = Array(after.prefix(Self.listed))
    let reps = (self.before + self.after + [set].compactMap { $0 }).reduce(0) { $0 + $1.listedReps }
    if reps > LoggedSet.listedInMessage {
      self.set = set?.withoutList
      self.before = self.before.map(\.withoutList)
      self.after = self.after.map(\.withoutList)
    }
  }

  /// Writes `{"kind":"edit","text":"…","set":{…},"count":1,"before":[…],"after":[…]}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("kind", kind)
      $0.member("text", text)
      $0.member("set", set)
      $0.member("count", count)
      $0.member("before", before)
      $0.member("after", after)
    }
  }

  /// Reads a change.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      kind: try fields.required("kind"), text: try fields.required("text"), set: try fields.optional("set"),
      count: try fields.required("count"), before: try fields.required("before"),
      after: try fields.required("after"))
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
      case .set(let set): succeed(set.listing(atMost: LoggedSet.listedInMessage), &$0)
      case .change(let report): succeed(report, &$0)
      case .program(let change): succeed(change, &$0)
      case .runs(let report): succeed(report, &$0)
      case .run(let run): succeed(run, &$0)
      case .answer(let answer): succeed(answer, &$0)
      case .posture(let posture): succeed(posture, &$0)
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
