public import Evdev
public import Store
internal import Tracking
public import Training

/// Runs recordings through the engine, as fast as it can.
///
/// The time line is that of the recordings: deadlines pass between their events as they would have passed live, and
/// after the last event until nothing runs.
public struct Replay {
  private let gym: Gym
  private var playback: Playback
  private let seats: [Gym.Seat?]
  private let store: Store
  private let offset: WallOffset
  private let planning: Planning?
  /// What begins and ends the set that no device does, in order of time.
  private var commands: [(at: Instant, action: Action, station: Int)] = []
  /// When the calendar alone changes what programs ask for.
  private var plansChangeAt: Instant?
  /// The ids of the sets that were stored, in the order in which they ended.
  private var ended: [(id: SetID, at: WallTime)] = []

  /// A replay that has not begun.
  /// - Parameters:
  ///   - playback: the recordings' events; `shift` may move them.
  ///   - seats: for each recording where its device sits; `nil` where no station listens to it.
  ///   - gym: the stations, with those devices attached.
  ///   - store: where the sets go; the postures that were learnt there start and stop holds.
  ///   - isDated: whether the dates can be trusted.
  ///   - planning: the programs that are followed; `nil` for none.
  ///   - set: the set that is to be begun and ended where the first recording's device sits, on the playback's clock; `nil`
  ///     where devices do that.
  public init(
    _ playback: Playback, seats: [Gym.Seat?], gym: Gym, store: Store, isDated: Bool,
    planning: Planning? = nil, set: RecordedSet? = nil
  ) {
    self.gym = gym
    self.playback = playback
    self.seats = seats
    self.store = store
    self.planning = planning
    // The playback's clock is the calendar itself.
    offset = WallOffset(microseconds: 0, isSynchronized: isDated)
    guard let station = seats.first??.station, let set else { return }
    if let exercise = set.exercise { commands.append((set.begun, .exercise(exercise), station)) }
    commands += [(set.begun, .start, station), (set.ended, .stop, station)]
  }

  /// Runs to the end.
  /// - Returns: the sets that stand then, in the order in which they ended.
  /// - Throws: a `StoreError`.
  public mutating func run() throws(StoreError) -> [LoggedSet] {
    gym.learn(try store.postures())
    if let at = playback.nextAt { try plan(at: at) }
    while let at = nextAt {
      // A day that begins comes before what happens on it.
      while let midnight = plansChangeAt, midnight <= at {
        try endTurn(midnight)
        try plan(at: midnight)
      }
      // What a session's end brings up is known before the next one begins, as it is live.
      while planning != nil, let deadline = gym.nextDeadline, deadline <= at { try endTurn(deadline) }
      try perform(at) { $0 != .stop }
      while playback.nextAt == at, let (recording, event) = playback.next() {
        if let seat = seats[recording] { gym.collect(event, from: seat) }
      }
      try endTurn(at)
      // What comes at the time of a set's end is the set's.
      try perform(at) { $0 == .stop }
    }
    while let deadline = gym.nextDeadline { try endTurn(deadline) }
    var sets: [LoggedSet] = []
    for (id, _) in ended.enumerated().sorted(by: { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) })
      .map(\.element)
    {
      // Gone where it was undone, and as it was rated since.
      if let set = try store.log.set(id) { sets.append(set) }
    }
    return sets
  }

  private var nextAt: Instant? {
    guard let command = commands.first else { return playback.nextAt }
    return playback.nextAt.map { min($0, command.at) } ?? command.at
  }

  private mutating func perform(_ now: Instant, where isMeant: (Action) -> Bool) throws(StoreError) {
    guard !commands.isEmpty else { return }
    for command in commands where command.at == now && isMeant(command.action) {
      gym.perform(command.action, station: command.station, at: now)
      try endTurn(now)
    }
    commands.removeAll { $0.at == now && isMeant($0.action) }
  }

  /// Lets the stations know what programs ask for.
  private mutating func plan(at now: Instant) throws(StoreError) {
    guard let planning else { return }
    for followed in planning.followed { try plan(followed.run.athlete, at: now) }
    let midnight = planning.changes(after: offset.wallTime(of: now))
    plansChangeAt = Instant(microseconds: midnight.microseconds - offset.microseconds)
  }

  private func plan(_ athlete: String, at now: Instant) throws(StoreError) {
    let guide = try planning?.guide(of: athlete, in: store.log, at: offset.wallTime(of: now))
    gym.follow(guide ?? nil, athlete: athlete, at: now)
  }

  private mutating func endTurn(_ now: Instant) throws(StoreError) {
    gym.endTurn(now: now)
    // Taking a set back makes new requests.
    while !gym.requests.isEmpty {
      let requests = gym.requests
      gym.requests.removeAll(keepingCapacity: true)
      for request in requests {
        if case .sessionOver(let athlete, _) = request.effect {
          try plan(athlete, at: now)
          continue
        }
        let station = gym.stations[request.station].configuration.name
        let outcome = try Ledger.apply(request.effect, station: station, to: store, offset: offset)
        switch outcome {
        case .saved(let set):
          ended.append((set.id, set.endedAt))
          gym.saved(set, station: request.station)
        case .tookBack(let set): gym.tookBack(set, station: request.station, at: now)
        case .rated, .nothingToChange, nil: break
        }
      }
    }
  }
}
