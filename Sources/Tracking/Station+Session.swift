public import Training

/// A set that was stored at a station, as far as the numbers of the next ones go.
public struct SessionSet: Hashable, Sendable {
  /// What it is known by in the log; `nil` until it is known to be there.
  public var id: SetID?
  /// The athlete's id.
  public var athlete: String
  /// The exercise's id.
  public var exercise: String
  /// The side it was done on.
  public var side: Side
  /// When it started.
  public var startedAt: Instant
  /// How long it was.
  public var duration: Interval

  /// A set of these parts.
  public init(
    id: SetID? = nil, athlete: String, exercise: String, side: Side, startedAt: Instant, duration: Interval
  ) {
    self.id = id
    self.athlete = athlete
    self.exercise = exercise
    self.side = side
    self.startedAt = startedAt
    self.duration = duration
  }

  /// A set of the log.
  /// - Parameter offset: how the engine's clock relates to the calendar now.
  public init(_ set: LoggedSet, offset: WallOffset) {
    self.init(
      id: set.id, athlete: set.athlete, exercise: set.exercise, side: set.side,
      startedAt: Instant(microseconds: set.startedAt.microseconds - offset.microseconds),
      duration: set.duration)
  }

  /// When it ended.
  public var endedAt: Instant { startedAt + duration }
}

/// Where a station's athlete is in the running session.
public struct SessionPlace: Hashable, Sendable {
  /// The number of the set that runs, or of the one that comes next: of this exercise and side, from 1; where a program asks
  /// for it, the number that it has there.
  public var setNumber: Int
  /// How many of them a program asks for; `nil` where it does not ask for this set.
  public var setCount: Int?
  /// When the athlete's last set of the session ended; `nil` before the first.
  public var lastEndedAt: Instant?
  /// When the session is over if no other set is begun; `nil` before the first.
  public var endsAt: Instant?
}

/// The running session. As in the log, it is the sets of one athlete with less than `session_gap` between the end of
/// one and the start of the next; but a station knows only its own.
extension Station {
  /// Where the athlete is in the session, at an instant that is not before anything that happened here.
  public func session(at now: Instant) -> SessionPlace {
    var (athlete, exercise, side) = (selection.athlete, selection.exercise, selection.side)
    var start = now
    switch phase {
    case .idle: break
    case .gettingReady(let countdown): start = countdown.startAt
    case .running(let run):
      (athlete, exercise, side) = (run.set.athlete, run.set.exercise, run.set.side)
      start = run.set.startedAt
    }
    let sets = session(of: athlete, upTo: start)
    let last = sets.map(\.endedAt).max()
    let planned = planned
    return SessionPlace(
      setNumber: planned?.number ?? sets.count { $0.exercise == exercise && $0.side == side } + 1,
      setCount: planned?.count, lastEndedAt: last, endsAt: last.map { $0 + configuration.sessionGap })
  }

  /// The sets of the session that a set would belong to which begins at an instant, newest first.
  private func session(of athlete: String, upTo instant: Instant) -> [SessionSet] {
    var sets: [SessionSet] = []
    var next = instant
    for set in stored.reversed() where set.athlete == athlete && set.startedAt <= instant {
      if next - set.endedAt >= configuration.sessionGap { break }
      sets.append(set)
      next = set.startedAt
    }
    return sets
  }

  /// Sets were stored here, are back in the log, or are different now.
  public mutating func count(_ sets: [SessionSet]) {
    let ids = Set(sets.compactMap(\.id))
    stored.removeAll { $0.id.map(ids.contains) ?? false }
    stored += sets
    stored.sort { $0.startedAt < $1.startedAt }
    noteTimers()
    for athlete in Set(sets.map(\.athlete)) { forgetUnreached(of: athlete) }
  }

  /// A set has ended here: the last of all, and not in the log yet.
  mutating func count(_ set: SessionSet) {
    guard stored.last.map({ $0.startedAt <= set.startedAt }) ?? true else { return count([set]) }
    stored.append(set)
    noteTimers()
    forgetUnreached(of: set.athlete)
  }

  /// Forgets what no later set can reach any more: what came before the last break.
  private mutating func forgetUnreached(of athlete: String) {
    var next: Instant?
    var unreached: Int?
    for index in stored.indices.reversed() where stored[index].athlete == athlete {
      if let next, next - stored[index].endedAt >= configuration.sessionGap {
        unreached = index
        break
      }
      next = stored[index].startedAt
    }
    guard let unreached else { return }
    for index in (0...unreached).reversed() where stored[index].athlete == athlete {
      stored.remove(at: index)
    }
  }

  /// A set that ended here is in the log now.
  public mutating func saved(_ set: LoggedSet) {
    if let index = index(of: set) { stored[index].id = set.id }
  }

  /// A set is no longer in the log.
  public mutating func uncount(_ set: LoggedSet) {
    if let index = index(of: set) { stored.remove(at: index) }
    // A deadline that is of this set's end alone would be due for ever.
    noteTimers()
  }

  /// A set that began when it did is otherwise no longer as it was. It stays where the station's own clock has it.
  /// - Returns: whether it is one of those that count.
  public mutating func revise(_ former: LoggedSet, as set: LoggedSet) -> Bool {
    guard let index = index(of: former) else { return false }
    var revised = stored.remove(at: index)
    revised.id = set.id
    (revised.athlete, revised.exercise, revised.side) = (set.athlete, set.exercise, set.side)
    revised.duration = set.duration
    count([revised])
    return true
  }

  /// A set of which the id is not known yet is told by its duration in microseconds.
  private func index(of set: LoggedSet) -> Int? {
    stored.lastIndex { $0.id == set.id }
      ?? stored.lastIndex {
        $0.id == nil && $0.athlete == set.athlete && $0.exercise == set.exercise && $0.side == set.side
          && $0.duration == set.duration
      }
  }
}
