public import Training

/// What a client asks of the daemon: one JSON object a line, `{"request":"start","id":7,"station":"main"}`.
public enum Request: Hashable, Sendable {
  /// How things are: the result is a `StatusReport`.
  case status
  /// Send what happens from now on, until the connection ends. Answered by the server itself.
  case subscribe(Subscription)
  /// Change what a station is set to: the result is its `StationReport`.
  case select(SelectRequest)
  /// Start a set: the result is the `StationReport`.
  case start(station: String?)
  /// Stop and store the set: the result is the set, once it is durable.
  case stop(station: String?)
  /// Count one repetition: the result is the `StationReport`.
  case rep(station: String?)
  /// Throw away what is running: the result is the `StationReport`.
  case discard(station: String?)
  /// Take back the newest change, of one station or athlete where that is given: the result is a `ChangeReport`.
  case undo(station: String?, athlete: String?)
  /// Bring back what was taken back last: the result is a `ChangeReport`.
  case redo
  /// Type a set in: the result is a `ChangeReport`, as of all that follow.
  case add(LoggedSet)
  /// Put a set right.
  case edit(SetID, SetEdit)
  /// Write a note to a set, or remove it.
  case note(SetID, String?)
  /// Delete sets, all or none.
  case delete([SetID])
  /// Take sets from a file, but for those whose ids are known: a piece of them, as a line holds only so much. Pieces
  /// that more follow have no result; with the last one all are taken, or none. `after` is how many sets the pieces
  /// before had. The server gathers them: its handler gets all in one.
  case `import`([LoggedSet], after: Int, more: Bool)
  /// Have an athlete follow a program: the result is a `ProgramChange`.
  case programStart(ProgramStartRequest)
  /// Have an athlete follow no program any more: the result is a `ProgramChange`.
  case programStop(athlete: String?)
  /// Take a run in, unless it is known: the result is a `RunsReport`.
  case runAdd(LoggedRun)
  /// Take runs in, but for those that are known, as many as a line holds, all or none: the result is a `RunsReport`.
  case runImport([LoggedRun])
  /// Delete a run: the result is the run.
  case runDelete(SetID)
  /// Keep what an athlete has answered: the result is the answer.
  case answer(Answer)
  /// Keep the posture of a hold: the result is the `LearntPosture`.
  case learn(LearnRequest)
  /// Forget the posture of a hold: the result is the `LearntPosture`. The athlete is needed only where there are several.
  case forget(athlete: String?, exercise: String)
  /// Read the configuration anew: no result.
  case reload

  /// How many sets one import may have.
  public static let importLimit = 100_000
  /// How many sets may be deleted at once.
  public static let deleteLimit = 1_000

  /// The names of the requests.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    /// `status`.
    case status
    /// `subscribe`.
    case subscribe
    /// `select`.
    case select
    /// `start`.
    case start
    /// `stop`.
    case stop
    /// `rep`.
    case rep
    /// `discard`.
    case discard
    /// `undo`.
    case undo
    /// `redo`.
    case redo
    /// `add`.
    case add
    /// `edit`.
    case edit
    /// `note`.
    case note
    /// `delete`.
    case delete
    /// `import`.
    case `import`
    /// `program_start`.
    case programStart = "program_start"
    /// `program_stop`.
    case programStop = "program_stop"
    /// `run_add`.
    case runAdd = "run_add"
    /// `run_import`.
    case runImport = "run_import"
    /// `run_delete`.
    case runDelete = "run_delete"
    /// `answer`.
    case answer
    /// `learn`.
    case learn
    /// `forget`.
    case forget
    /// `reload`.
    case reload
  }

  /// The request's name.
  public var name: Name {
    switch self {
    case .status: .status
    case .subscribe: .subscribe
    case .select: .select
    case .start: .start
    case .stop: .stop
    case .rep: .rep
    case .discard: .discard
    case .undo: .undo
    case .redo: .redo
    case .add: .add
    case .edit: .edit
    case .note: .note
    case .delete: .delete
    case .import: .import
    case .programStart: .programStart
    case .programStop: .programStop
    case .runAdd: .runAdd
    case .runImport: .runImport
    case .runDelete: .runDelete
    case .answer: .answer
    case .learn: .learn
    case .forget: .forget
    case .reload: .reload
    }
  }
}

/// What a subscriber wants to hear of.
public struct Subscription: Hashable, Sendable {
  /// The streams there are.
  public enum Stream: String, CaseIterable, Hashable, Sendable {
    /// What happens at stations and to devices: lines with `event`.
    case events
    /// What the daemon's devices send: lines with `input`.
    case input
  }

  /// Which streams; in JSON `what`, `["events"]` where it is absent.
  public var streams: Set<Stream>
  /// Only events of this station, and those of no station; `nil` for all.
  public var station: String?
  /// Only input of the device with exactly this path or name; `nil` for all.
  public var device: String?

  /// A subscription.
  public init(_ streams: Set<Stream> = [.events], station: String? = nil, device: String? = nil) {
    self.streams = streams
    self.station = station
    self.device = device
  }
}

/// What a station is to be set to; what is `nil` or `keep` stays.
public struct SelectRequest: Hashable, Sendable {
  /// The station; needed only where there are several.
  public var station: String?
  /// An exercise's id, name or alias.
  public var exercise: String?
  /// The side.
  public var side: Side?
  /// The load in kg, 0 to 1,000; in JSON `load_kg`.
  public var load: Change<Double>
  /// A target as people type it (`45s`, `8-10`, `max`), which means what the exercise's kind makes of it; cleared,
  /// the usual one applies again.
  public var target: Change<String>
  /// An athlete's id.
  public var athlete: String?

  /// A selection.
  public init(
    station: String? = nil, exercise: String? = nil, side: Side? = nil, load: Change<Double> = .keep,
    target: Change<String> = .keep, athlete: String? = nil
  ) {
    self.station = station
    self.exercise = exercise
    self.side = side
    self.load = load
    self.target = target
    self.athlete = athlete
  }
}

/// The id that a client gave its request, and that the reply repeats.
public enum RequestID: Hashable, Sendable, JSONWritable {
  /// A whole number.
  case number(Int)
  /// Text.
  case text(String)

  /// Writes the id.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .number(let value): writer.value(value)
    case .text(let value): writer.value(value)
    }
  }
}
