/// What a station is set to: stored, and restored after a restart within `session_gap`.
public struct Selection: Hashable, Sendable {
  /// The athlete's id.
  public var athlete: String
  /// The exercise's id.
  public var exercise: String
  /// The side that is due.
  public var side: Side
  /// The load in kg, kept per athlete and exercise.
  public var loadKg: Double?
  /// The target that was asked for by hand; `nil` where the usual one applies.
  public var target: Target?

  /// A selection.
  public init(athlete: String, exercise: String, side: Side, loadKg: Double? = nil, target: Target? = nil) {
    self.athlete = athlete
    self.exercise = exercise
    self.side = side
    self.loadKg = loadKg
    self.target = target
  }
}

/// A set that has begun and not ended: what the journal must know to finish it after a crash.
public struct RunningSet: Hashable, Sendable {
  /// What carries the set, and so decides how it may go on after a crash or an unplug.
  public enum Carrier: Hashable, Sendable {
    /// Nothing: begun by command.
    case none
    /// Begun by a tap of a device; it goes on without it.
    case tap(device: String)
    /// Begun by movement that an accelerometer saw, which may end it too.
    case motion(device: String)
    /// A momentary hold: this key of this device must stay down (`code` `nil` is the virtual key `any`).
    case key(device: String, code: UInt16?)
  }

  /// Who trains.
  public var athlete: String
  /// The exercise's id.
  public var exercise: String
  /// Timed or counted.
  public var kind: Kind
  /// The side, fixed at the start.
  public var side: Side
  /// The load in kg.
  public var loadKg: Double?
  /// What is asked for.
  public var target: Target?
  /// The rating given while running.
  public var rpe: Double?
  /// When it started, on the boot's clock.
  public var startedAt: Instant
  /// The repetitions so far; `nil` where nothing could count.
  public var reps: Int?
  /// When the last repetition came.
  public var lastRepAt: Instant?
  /// Whether the set was begun by its first repetition (tapped), not by a start.
  public var isTapped: Bool
  /// What carries it.
  public var carrier: Carrier

  /// A running set.
  public init(
    athlete: String, exercise: String, kind: Kind, side: Side, loadKg: Double? = nil, target: Target? = nil,
    rpe: Double? = nil, startedAt: Instant, reps: Int? = nil, lastRepAt: Instant? = nil,
    isTapped: Bool = false,
    carrier: Carrier = .none
  ) {
    self.athlete = athlete
    self.exercise = exercise
    self.kind = kind
    self.side = side
    self.loadKg = loadKg
    self.target = target
    self.rpe = rpe
    self.startedAt = startedAt
    self.reps = reps
    self.lastRepAt = lastRepAt
    self.isTapped = isTapped
    self.carrier = carrier
  }
}

/// What a sensor sent during a set. Only who made the bytes looks inside.
public struct SensorTape: Hashable, Sendable {
  /// What names the sensor across a replug.
  public var device: String
  /// The tape.
  public var bytes: [UInt8]

  /// A tape.
  public init(device: String, bytes: [UInt8]) {
    self.device = device
    self.bytes = bytes
  }
}

/// A set that has ended and is to be stored.
public struct FinishedSet: Hashable, Sendable {
  /// What was running, with its final count and rating.
  public var running: RunningSet
  /// When it ended, on the boot's clock; not before its start.
  public var endedAt: Instant
  /// What ended it.
  public var endedBy: EndedBy
  /// What an accelerometer saw; `nil` where none was there.
  public var motion: SetMotion?
  /// What it sent, where that is to be kept.
  public var tape: SensorTape?

  /// A finished set.
  public init(running: RunningSet, endedAt: Instant, endedBy: EndedBy, motion: SetMotion? = nil) {
    self.running = running
    self.endedAt = endedAt
    self.endedBy = endedBy
    self.motion = motion
  }

  /// From start to end.
  public var duration: Interval { endedAt - running.startedAt }

  /// Whether its target was met.
  public var targetMet: Bool? { running.target?.isMet(duration: duration, count: running.reps) ?? nil }
}
