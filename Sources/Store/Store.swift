internal import Glibc
public import Training

/// The log, the journal of what is running, and what stations are set to: one database, used by one thread at
/// a time.
///
/// Everything is synchronous and durable when it returns: each change is one transaction, on the disk before
/// the call is back. What throws has changed nothing in the database.
public final class Store {
  /// The database's file; `:memory:` for a replay's.
  public let path: String
  /// The boot in which instants are given.
  public let boot: BootIdentity
  /// The same database, to be read.
  public let log: Log
  let connection: Connection
  let active: ActiveSets

  /// Opens a database for writing, making it where it is missing (0640), and brings it up to date.
  /// - Parameter busyTimeout: How long to wait while another program holds it locked.
  /// - Throws: A `StoreError`: `notADatabase`, `fromTheFuture`, `readOnly`, `locked`, `full`, `corrupt`…
  public convenience init(
    path: String, boot: BootIdentity, busyTimeout: Interval = .seconds(1)
  ) throws(StoreError) {
    try self.init(path: path, boot: boot, busyTimeout: busyTimeout, active: ActiveSets())
  }

  init(path: String, boot: BootIdentity, busyTimeout: Interval, active: ActiveSets) throws(StoreError) {
    self.path = path
    self.boot = boot
    self.active = active
    connection = try Store.openForWriting(path, busyTimeout: busyTimeout)
    log = Log(connection)
  }

  /// A store on a connection to a database that is up to date.
  init(_ connection: Connection, boot: BootIdentity) {
    path = connection.path
    self.boot = boot
    active = ActiveSets()
    self.connection = connection
    log = Log(connection)
  }

  /// A database that is gone when it is let go: for a replay that stores nothing.
  public static func inMemory(
    boot: BootIdentity = BootIdentity(id: "replay")
  ) throws(StoreError) -> Store {
    let connection = try Connection(path: ":memory:")
    try connection.run("PRAGMA foreign_keys = ON")
    try Schema.migrate(connection)
    return Store(connection, boot: boot)
  }

  /// Whether somebody has moved or removed the file, so that what is written would be lost.
  var hasMoved: Bool { connection.hasMoved }

  // MARK: - A set's life

  /// Journals that a set has begun, in one commit.
  ///
  /// Where that fails the set still has its id and its date: `finish` uses them, `heartbeat` tries again.
  /// - Parameter offset: From the boot's clock to the calendar, seen now: what dates the set.
  /// - Returns: The id under which it will be stored.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func begin(
    station: String, _ running: RunningSet, offset: WallOffset
  ) throws(StoreError) -> SetID {
    let started = active.begin(station: station, running, offset: offset)
    try journal(station: station, running, started, at: running.startedAt)
    return started.id
  }

  /// Journals that a running set is alive, with its count, in one commit.
  ///
  /// Does nothing for a station where no set has begun.
  /// - Throws: A `StoreError`.
  public func heartbeat(station: String, _ running: RunningSet, at instant: Instant) throws(StoreError) {
    guard let started = active[station] else { return }
    try journal(station: station, running, started, at: instant)
  }

  /// Stores a set that has ended and clears its journal, in one commit.
  ///
  /// Works where `begin` never succeeded, or was never called. Storing the same set twice changes nothing.
  /// - Parameter offset: From the boot's clock to the calendar, seen now. It dates the set only where nothing
  ///   was known when it began.
  /// - Returns: The set as it stands in the log.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func finish(
    station: String, _ finished: FinishedSet, offset: WallOffset
  ) throws(StoreError) -> LoggedSet {
    let record = active.record(station: station, finished, offset: offset, boot: boot)
    let set = try store(record, now: offset)
    active[station] = nil
    return set
  }

  /// Clears the journal of a set that was thrown away.
  /// - Throws: A `StoreError`.
  public func discard(station: String) throws(StoreError) {
    active[station] = nil
    try connection.run("DELETE FROM running WHERE station = ?", [.text(station)])
  }

  /// Adds a set that was measured, with its change, and takes it from the journal; idempotent by its id.
  /// - Parameters:
  ///   - now: The offset seen now, in the record's own boot.
  ///   - isLate: Whether it had to wait, so that it may have been stored and taken back, and the clock set
  ///     right, since.
  func store(
    _ record: SetRecord, now: WallOffset? = nil, isLate: Bool = false
  ) throws(StoreError) -> LoggedSet {
    try connection.transaction { () throws(StoreError) in
      var set = record.set
      let identity = BootIdentity(id: record.bootID)
      let seen = now.flatMap { $0.isSynchronized ? $0 : nil } ?? record.offset
      var boot = try connection.boot(identity, seeing: seen)
      if let former = try connection.storedSet(set.id) { return former.set }
      if isLate, try connection.wasTakenBack(set.id) { return set }
      if set.clock == .unsynced {
        let better =
          now?.isSynchronized == true ? now : isLate && boot.offset.isSynchronized ? boot.offset : nil
        if let better {
          set.startedAt = better.wallTime(of: record.startedAt)
          set.clock = .synced
          boot.offset = better
        }
      }
      set.isDoubtful = try isDoubtful(set)
      try connection.insert(
        StoredSet(
          set: set, boot: boot.number, instant: record.startedAt, sort: boot.sort(record.startedAt),
          isHandDated: false))
      let endedAt = record.startedAt + set.duration
      let change = try newChange(
        .set, station: set.station, athlete: set.athlete, made: set.endedAt, boot: boot.number, ended: endedAt
      )
      try addImage(of: set.id, nil, to: change)
      try connection.run(
        "DELETE FROM running WHERE station = ? AND id = ?",
        [.text(set.station), .text(set.id.description)])
      try touchSelection(station: set.station, boot, at: endedAt)
      return set
    }
  }

  /// Whether a hold is beyond belief: longer than 5 minutes and three times the athlete's best of that
  /// exercise.
  private func isDoubtful(_ set: LoggedSet) throws(StoreError) -> Bool {
    guard set.kind == .hold, set.duration > .seconds(300) else { return false }
    // An edit confirms: what it left counts, however the set ended.
    let measured = EndedBy.allCases.filter(\.isMeasuredToTheEnd).map { "'\($0.rawValue)'" }
    let best = try connection.integer(
      """
      SELECT max(duration_us) FROM sets WHERE athlete = ? AND exercise = ? AND kind = 'hold' AND NOT doubtful
        AND (ended_by IN (\(measured.joined(separator: ", "))) OR measured_started_us IS NOT NULL)
      """, [.text(set.athlete), .text(set.exercise)])
    guard let best else { return false }
    return set.duration > Interval(microseconds: best) * 3
  }

  // MARK: - The clock

  /// Dates the sets of this boot that were stored before the clock was right, in one commit; those dated by
  /// hand keep their date. Ids stay, and undo does not know of it.
  /// - Parameter offset: From the boot's clock to the calendar, synchronized.
  /// - Returns: How many sets of the log have a new date.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func synchronized(offset: WallOffset) throws(StoreError) -> Int {
    active.synchronize(offset)
    return try connection.transaction { () throws(StoreError) in
      // A boot in which nothing was stored has nothing to date, and is not worth a write.
      guard var known = try connection.boot("boot_id", .text(boot.id)) else { return 0 }
      return try connection.synchronize(&known, offset)
    }
  }
}
