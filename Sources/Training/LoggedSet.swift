/// What ended a set.
public enum EndedBy: String, CaseIterable, Hashable, Sendable {
  /// A tap of a pedal or key.
  case tap
  /// The release of a momentary hold.
  case release
  /// A command.
  case command
  /// A change of exercise, side or athlete.
  case change
  /// The target, with `stop_at_target`.
  case target
  /// No repetition for `rep_idle`.
  case idle
  /// `max_hold`: forgotten.
  case timeout
  /// Motion that stopped, with `auto`.
  case motion
  /// The device that carried a momentary hold was unplugged.
  case unplug
  /// A momentary key found released after the kernel dropped events.
  case dropped
  /// The daemon ended without warning and came back too late.
  case crash
  /// The machine was shut down.
  case shutdown
  /// The machine lost power.
  case powerCut = "power-cut"
  /// Typed in.
  case edit

  /// Whether a set that ended so was measured to its end, and may be a record.
  public var isMeasuredToTheEnd: Bool {
    switch self {
    case .tap, .release, .command, .change, .target, .idle, .motion, .edit: true
    case .timeout, .unplug, .dropped, .crash, .shutdown, .powerCut: false
    }
  }
}

/// Whether the wall clock was known to be right when a set was dated.
public enum ClockState: String, CaseIterable, Hashable, Sendable {
  /// The kernel called the clock synchronized.
  case synced
  /// It did not: the date may be hours or months off until the set is dated anew.
  case unsynced
}

/// What an edited set said before it was first edited: what was measured.
public struct Measured: Hashable, Sendable {
  /// When it started.
  public var startedAt: WallTime
  /// How long it was.
  public var duration: Interval
  /// The repetitions, where something counted.
  public var reps: Int?
  /// The load in kg.
  public var loadKg: Double?
  /// The exercise's id.
  public var exercise: String
  /// The side.
  public var side: Side

  /// The former values of a set.
  public init(
    startedAt: WallTime, duration: Interval, reps: Int?, loadKg: Double?, exercise: String, side: Side
  ) {
    self.startedAt = startedAt
    self.duration = duration
    self.reps = reps
    self.loadKg = loadKg
    self.exercise = exercise
    self.side = side
  }
}

/// A set of the log: one hold, or one bout of repetitions. The unit that is stored.
public struct LoggedSet: Hashable, Sendable {
  /// Its id, kept for ever.
  public var id: SetID
  /// Who trained.
  public var athlete: String
  /// Where.
  public var station: String
  /// The exercise's id.
  public var exercise: String
  /// Timed or counted, as the catalogue said then.
  public var kind: Kind
  /// The side it was done on.
  public var side: Side
  /// When it started.
  public var startedAt: WallTime
  /// From start to end.
  public var duration: Interval
  /// The repetitions; `nil` where nothing could count.
  public var reps: Int?
  /// The load in kg.
  public var loadKg: Double?
  /// Rating of perceived exertion, 1 to 10.
  public var rpe: Double?
  /// What was asked for.
  public var target: Target?
  /// Whether that was met; `nil` without a target, or for `max`.
  public var targetMet: Bool?
  /// What ended it.
  public var endedBy: EndedBy
  /// Whether its date is trustworthy.
  public var clock: ClockState
  /// What somebody wrote to it.
  public var note: String?
  /// What an accelerometer saw; `nil` where none was there.
  public var motion: SetMotion?
  /// What was measured before the first edit.
  public var measured: Measured?
  /// Stored with a fault cue: a hold beyond belief, which is no record until it is confirmed by an edit.
  public var isDoubtful: Bool

  /// A set of the log.
  public init(
    id: SetID, athlete: String, station: String, exercise: String, kind: Kind, side: Side,
    startedAt: WallTime,
    duration: Interval, reps: Int? = nil, loadKg: Double? = nil, rpe: Double? = nil, target: Target? = nil,
    targetMet: Bool? = nil, endedBy: EndedBy, clock: ClockState, note: String? = nil,
    motion: SetMotion? = nil, measured: Measured? = nil, isDoubtful: Bool = false
  ) {
    self.id = id
    self.athlete = athlete
    self.station = station
    self.exercise = exercise
    self.kind = kind
    self.side = side
    self.startedAt = startedAt
    self.duration = duration
    self.reps = reps
    self.loadKg = loadKg
    self.rpe = rpe
    self.target = target
    self.targetMet = targetMet
    self.endedBy = endedBy
    self.clock = clock
    self.note = note
    self.motion = motion
    self.measured = measured
    self.isDoubtful = isDoubtful
  }

  /// When it ended.
  public var endedAt: WallTime { startedAt + duration }
}
