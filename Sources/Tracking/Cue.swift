public import Training

/// What a station says back.
public enum Cue: Hashable, Sendable {
  /// Something new is ready to be started: after a selection, and when the other side is due.
  case ready
  /// A set has started.
  case started
  /// The countdown: so many seconds are left.
  case tick(Int)
  /// The target's lower bound is reached.
  case target
  /// A set has stopped, or a countdown was called off.
  case stopped
  /// A set is durable.
  case saved
  /// A repetition was counted; the count.
  case rep(Int)
  /// The form of a hold breaks.
  case form
  /// The rest is over.
  case restOver
  /// All that a program asks for in this session is done.
  case sessionDone
  /// Something could not be done.
  case fault(Fault)

  /// Why something could not be done.
  public enum Fault: String, CaseIterable, Hashable, Sendable {
    /// `rep` on a hold.
    case repOnHold = "rep-on-hold"
    /// `hold` on an exercise of repetitions.
    case holdOnReps = "hold-on-reps"
    /// `side` on an exercise of both sides.
    case noSides = "no-sides"
    /// `start` while a set runs or the countdown does, or `hold` or `rep` where it does not fit.
    case alreadyRunning = "already-running"
    /// `stop` or `discard` while nothing runs.
    case nothingRunning = "nothing-running"
    /// `undo` or `rpe` with no set to act on.
    case nothingToUndo = "nothing-to-undo"
    /// An exercise or athlete that is not known.
    case unknown = "unknown"
    /// A set in which no repetition came was dropped.
    case noReps = "no-reps"
    /// A hold beyond belief was stored.
    case doubtful = "doubtful"
    /// A set is held in memory only: neither the database nor the spill file took it.
    case notSaved = "not-saved"
    /// The pedal under a running hold was unplugged.
    case unplugged = "unplugged"
    /// The accelerometer says what cannot be, or nothing, while a set runs.
    case sensor = "sensor"
  }

  /// The cue's name in events, JSON and scenarios.
  public var name: String {
    switch self {
    case .ready: "ready"
    case .started: "started"
    case .tick: "tick"
    case .target: "target"
    case .stopped: "stopped"
    case .saved: "saved"
    case .rep: "rep"
    case .form: "form"
    case .restOver: "rest-over"
    case .sessionDone: "session-done"
    case .fault: "fault"
    }
  }
}

/// What a station wants done: the pure core's only way out.
public enum Effect: Hashable, Sendable {
  /// Say this. The instant is when it became true, not when it was noticed.
  case cue(Cue, at: Instant)
  /// A set has begun: journal it.
  case began(RunningSet)
  /// A running set is alive: journal the instant and what has changed.
  case heartbeat(RunningSet, at: Instant)
  /// A set has ended: store it, and clear the journal in the same transaction.
  case finished(FinishedSet)
  /// The running set was thrown away: clear the journal.
  case discarded(RunningSet, at: Instant)
  /// The selection has changed: store it. `loadKg` is also kept for the athlete and exercise.
  case selected(Selection, at: Instant)
  /// Take back the last set that was stored at this station since the instant, if there is one.
  case undoLast(since: Instant, at: Instant)
  /// Rate the last set of the session at this station, stored since the instant, if there is one.
  case rateLast(Double, since: Instant, at: Instant)
  /// The session of an athlete who follows a program is over: tell anew, from the log, what is next (`Station.follow`).
  case sessionOver(athlete: String, at: Instant)
  /// An action came too late to be carried out: log it.
  case late(Action, dated: Instant, at: Instant)
}
