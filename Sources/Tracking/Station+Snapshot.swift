public import Training

/// What a station is doing, for `status` and `watch`.
public struct StationSnapshot: Sendable {
  /// What happens there.
  public enum State: Sendable {
    /// Nothing.
    case idle
    /// A countdown that ends at an instant.
    case gettingReady(startsAt: Instant)
    /// A set.
    case running(RunningSet)
    /// A rest that ends at an instant.
    case resting(until: Instant)
  }

  /// What happens there.
  public var state: State
  /// What is selected.
  public var selection: Selection
  /// The selected exercise.
  public var exercise: Exercise
  /// What the next set is asked for.
  public var target: Target?
  /// Whether the device that carries the running set is gone.
  public var isUnplugged: Bool
  /// The session that a program asks for; `nil` without one.
  public var guide: SessionGuide?
  /// The planned set that is selected, or runs.
  public var planned: PlannedSet?
}

extension Station {
  /// What the station is doing.
  public var snapshot: StationSnapshot {
    var isUnplugged = false
    let state: StationSnapshot.State
    switch phase {
    case .idle: state = restEndsAt.map { .resting(until: $0) } ?? .idle
    case .gettingReady(let countdown): state = .gettingReady(startsAt: countdown.startAt)
    case .running(let run):
      state = .running(run.set)
      isUnplugged = run.unpluggedAt != nil
    }
    return StationSnapshot(
      state: state, selection: selection, exercise: exercise, target: effectiveTarget,
      isUnplugged: isUnplugged, guide: guide, planned: planned)
  }

  /// Whether a set or a countdown runs: a station that was removed from the configuration goes when neither does.
  public var isBusy: Bool { if case .idle = phase { false } else { true } }
}
