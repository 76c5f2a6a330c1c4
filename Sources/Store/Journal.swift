public import Training

/// A set that was running when the daemon last stopped.
public struct JournalEntry: Hashable, Sendable {
  /// Where.
  public var station: String
  /// The id under which it will be stored.
  public var id: SetID
  /// The set as its last heartbeat left it. Its instants are of the boot in which it was begun.
  public var running: RunningSet
  /// When it was last known to be alive, on that boot's clock.
  public var heartbeat: Instant
  /// Whether that boot is the one that is going on, so that the set can.
  public var isSameBoot: Bool
  /// Whether the daemon was told to stop, and was not cut off.
  public var wasStopped: Bool
  /// From that boot's clock to the calendar, which dates the set.
  public var offset: WallOffset
  /// That boot.
  var bootID: String

  /// What ended the set, if it cannot go on: the daemon within this boot, else the machine.
  public var endedBy: EndedBy {
    if wasStopped { return .shutdown }
    return isSameBoot ? .crash : .powerCut
  }

  /// The set as it ended at its last heartbeat.
  public var finished: FinishedSet {
    FinishedSet(running: running, endedAt: max(heartbeat, running.startedAt), endedBy: endedBy)
  }

  /// What is to be stored of it.
  func record(_ finished: FinishedSet) -> SetRecord {
    SetRecord(
      station: station, finished, ActiveSet(id: id, offset: offset), boot: BootIdentity(id: bootID))
  }
}

extension Store {
  /// What the journal says was running, by station.
  ///
  /// A set of this boot may go on: `heartbeat` and `finish` then find it under its old id and date. The
  /// others, and those that may not, are for `close` or `discard`.
  /// - Throws: A `StoreError`.
  public func openJournal() throws(StoreError) -> [JournalEntry] {
    let entries = try journalEntries()
    for entry in entries where entry.isSameBoot {
      active[entry.station] = ActiveSet(id: entry.id, offset: entry.offset)
    }
    return entries
  }

  /// What the journal says was running, and nothing knows of any more.
  func leftovers() throws(StoreError) -> [JournalEntry] {
    try journalEntries().filter { active[$0.station]?.id != $0.id }
  }

  private func journalEntries() throws(StoreError) -> [JournalEntry] {
    let here = boot.id
    return try connection.all(
      """
      SELECT r.station, r.id, r.athlete, r.exercise, r.kind, r.side, r.load_kg, r.target, r.rpe, r.instant_us, r.reps,
        r.last_rep_us, r.tapped, r.carrier, r.device, r.key, r.offset_us, r.synced, r.heartbeat_us, r.stopped,
        b.boot_id
      FROM running r JOIN boots b ON b.number = r.boot ORDER BY r.station
      """
    ) { (row: borrowing Row) throws(StoreError) -> JournalEntry in
      let kind = Kind(rawValue: row.text(4)) ?? .hold
      let device = row.text(14)
      let carrier: RunningSet.Carrier =
        switch row.text(13) {
        case "tap": .tap(device: device)
        case "motion": .motion(device: device)
        case "key": .key(device: device, code: row.optionalInt64(15).map { UInt16(clamping: $0) })
        default: .none
        }
      let running = RunningSet(
        athlete: row.text(2), exercise: row.text(3), kind: kind, side: Side(rawValue: row.text(5)) ?? .both,
        loadKg: row.optionalDouble(6), target: row.optionalText(7).flatMap { Target($0, kind: kind) },
        rpe: row.optionalDouble(8), startedAt: Instant(microseconds: row.int64(9)),
        reps: row.optionalInt(10), lastRepAt: row.optionalInt64(11).map { Instant(microseconds: $0) },
        isTapped: row.bool(12), carrier: carrier)
      return JournalEntry(
        station: row.text(0), id: SetID(row.text(1)) ?? SetID.make(at: WallTime(microseconds: 0)),
        running: running, heartbeat: Instant(microseconds: row.int64(18)), isSameBoot: row.text(20) == here,
        wasStopped: row.bool(19),
        offset: WallOffset(microseconds: row.int64(16), isSynchronized: row.bool(17)), bootID: row.text(20))
    }
  }

  /// Stores a set of the journal that cannot go on, as it ended, and clears it, in one commit.
  /// - Parameter finished: How it ended; `entry.finished` unless something better is known.
  /// - Returns: The set as it stands in the log.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func close(
    _ entry: JournalEntry, _ finished: FinishedSet? = nil
  ) throws(StoreError) -> LoggedSet {
    let set = try store(entry.record(finished ?? entry.finished))
    active.forget(entry)
    return set
  }

  /// Journals, in one commit, that the daemon was told to stop while these sets run, so that it can be told
  /// from a power cut or a crash afterwards. The next heartbeat takes that back.
  /// - Throws: A `StoreError`.
  public func noteShutdown(_ running: [String: RunningSet], at instant: Instant) throws(StoreError) {
    guard !running.isEmpty else { return }
    try connection.transaction { () throws(StoreError) in
      for (station, set) in running {
        guard let started = active[station] else { continue }
        try journal(station: station, set, started, at: instant, isStopped: true)
      }
    }
  }

  /// Writes the whole row, so that a heartbeat makes good a beginning that was not written.
  func journal(
    station: String, _ running: RunningSet, _ started: ActiveSet, at instant: Instant, isStopped: Bool = false
  ) throws(StoreError) {
    let carrier: (name: String, device: String?, key: UInt16?) =
      switch running.carrier {
      case .none: ("none", nil, nil)
      case .tap(let device): ("tap", device, nil)
      case .motion(let device): ("motion", device, nil)
      case .key(let device, let code): ("key", device, code)
      }
    try connection.transaction { () throws(StoreError) in
      let boot = try connection.boot(boot, seeing: started.offset)
      let values: [Value] = [
        .text(station), .text(started.id.description), .text(running.athlete), .text(running.exercise),
        .text(running.kind.rawValue), .text(running.side.rawValue), Value(running.loadKg),
        Value(running.target?.storedText), Value(running.rpe), .integer(running.startedAt.microseconds),
        Value(running.reps), Value(running.lastRepAt?.microseconds), Value(running.isTapped),
        .text(carrier.name), Value(carrier.device), Value(carrier.key.map { Int64($0) }),
        .integer(boot.number), .integer(started.offset.microseconds),
        Value(started.offset.isSynchronized), .integer(max(instant, running.startedAt).microseconds),
        Value(isStopped),
      ]
      try connection.run(
        """
        INSERT OR REPLACE INTO running(
          station, id, athlete, exercise, kind, side, load_kg, target, rpe, instant_us, reps, last_rep_us, tapped,
          carrier, device, key, boot, offset_us, synced, heartbeat_us, stopped)
        VALUES (\(Connection.marks(values.count)))
        """, values)
    }
  }
}
