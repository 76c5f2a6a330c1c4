import Glibc
import Testing
import Training

@testable import Store

@Suite struct WriterTests {
  let scratch = Scratch()

  private func open(boot: String = "boot-1", retryDelay: Interval = .seconds(60)) throws -> (
    writer: Writer, opening: Opening
  ) {
    try Writer.open(
      path: scratch.database, boot: BootIdentity(id: boot), at: at(0), offset: synced,
      busyTimeout: .milliseconds(20), retryDelay: retryDelay)
  }

  /// Drains until so many outcomes have come.
  private func outcomes(_ writer: Writer, _ count: Int) -> [Outcome.Event] {
    var events: [Outcome.Event] = []
    var patience = 10
    while events.count < count, patience > 0 {
      var poller = pollfd(fd: writer.descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&poller, 1, 1_000) == 0 { patience -= 1 }
      events += writer.drain().map(\.event)
    }
    return events
  }

  private func saved(_ event: Outcome.Event?) -> (set: LoggedSet, place: Durability)? {
    if case .saved(let set, let place)? = event { (set, place) } else { nil }
  }

  private func id(_ event: Outcome.Event?) -> SetID? {
    switch event {
    case .began(_, let id): id
    case .saved(let set, _), .notSaved(let set, _): set.id
    default: nil
    }
  }

  @Test func jobsAreDoneInTheirOrder() throws {
    let (writer, opening) = try open()
    #expect(
      opening.journal == [] && opening.loads == [] && opening.selections == [:] && opening.trouble == nil)
    let selection = Selection(athlete: "me", exercise: "wall-sit", side: .both, loadKg: 5)
    writer.submit(.select(station: "main", selection, at: at(1), offset: synced), request: 1)
    writer.submit(.begin(station: "main", hold(10), offset: unsynced), request: 2)
    writer.submit(.heartbeat(station: "main", hold(10), at: at(20)), request: 3)
    writer.submit(.finish(station: "main", finished(10, 30), offset: unsynced), request: 4)
    writer.submit(.rateLast(8, station: "main", since: at(0), at: tenOClock), request: 5)
    writer.submit(.synchronized(offset: synced), request: 6)
    writer.submit(.undoLast(station: "main", since: at(0)), request: 7)
    writer.submit(.redo, request: 8)
    writer.submit(.undo(station: nil, athlete: nil), request: 9)
    writer.submit(.change(.add([typed(1)]), at: tenOClock), request: 10)
    writer.submit(.discard(station: "main"), request: 11)
    writer.submit(.begin(station: "main", hold(50), offset: synced), request: 12)
    writer.submit(.noteShutdown(["main": hold(50)], at: at(60)), request: 13)
    writer.stop()
    let outcomes = writer.drain()
    #expect(outcomes.map(\.request) == (1...13).map { $0 })
    let events = outcomes.map(\.event)
    let began = try #require(id(events[1]))
    #expect(id(events[3]) == began)
    #expect(saved(events[3])?.place == .database && saved(events[3])?.set.clock == .unsynced)
    if case .rated("main", let set?) = events[4] {
      #expect(set.rpe == 8)
    } else {
      Issue.record("\(events[4])")
    }
    #expect(events[5] == .redated(1))
    if case .undone("main", let set?) = events[6] {
      #expect(set.id == began && set.clock == .synced)
    } else {
      Issue.record("\(events[6])")
    }
    #expect(events[0] == .done && events[2] == .done && events[10] == .done && events[12] == .done)
    #expect(writer.pending.count == 0)

    let (again, found) = try open()
    #expect(found.journal.map(\.id) == [id(events[11])] && found.journal[0].endedBy == .shutdown)
    #expect(found.selections["main"]?.selection == selection && found.loads.map(\.kg) == [5])
    again.submit(.close(found.journal[0], found.journal[0].finished))
    let closed = try #require(saved(self.outcomes(again, 1).first))
    #expect(closed.set.endedBy == .shutdown && closed.set.duration == .seconds(10))
    again.stop()
    #expect(try scratch.store().openJournal() == [])
  }

  @Test func submittingNeverWaits() throws {
    let (writer, _) = try open()
    let other = try Connection(path: scratch.database)
    try other.run("BEGIN IMMEDIATE")
    var start = timespec()
    clock_gettime(CLOCK_MONOTONIC, &start)
    for number in 0..<50 { writer.submit(.begin(station: "\(number)", hold(1), offset: synced)) }
    var end = timespec()
    clock_gettime(CLOCK_MONOTONIC, &end)
    let took = (end.tv_sec - start.tv_sec) * 1_000_000 + (end.tv_nsec - start.tv_nsec) / 1_000
    #expect(took < 200_000, "50 times 20 ms would be a second")
    let events = outcomes(writer, 50)
    #expect(events.allSatisfy { if case .failed(_, let error) = $0 { error.code == .locked } else { false } })
    try other.run("ROLLBACK")
  }

  @Test func aLockedDatabaseSpillsAndIsCaughtUpWith() throws {
    let (writer, _) = try open(retryDelay: .milliseconds(100))
    let other = try Connection(path: scratch.database)
    writer.submit(.begin(station: "main", hold(10), offset: unsynced))
    let began = id(outcomes(writer, 1).first)
    try other.run("BEGIN IMMEDIATE")
    writer.submit(.finish(station: "main", finished(10, 30), offset: unsynced))
    writer.submit(.finish(station: "main", finished(60, 30), offset: unsynced))
    writer.submit(.undoLast(station: "main", since: at(0)))
    writer.submit(.synchronized(offset: synced))
    let events = outcomes(writer, 5)
    guard case .trouble(let error) = events[0] else {
      Issue.record("\(events)")
      return
    }
    #expect(error.code == .locked)
    #expect(saved(events[1])?.place == .spill && id(events[1]) == began)
    #expect(saved(events[2])?.place == .spill)
    guard case .failed(.undoLast, _) = events[3], case .failed(.synchronized, _) = events[4] else {
      Issue.record("\(events)")
      return
    }
    #expect(writer.pending == Pending(spilled: 2, held: 0))
    try other.run("ROLLBACK")
    #expect(outcomes(writer, 1) == [.flushed(2)], "tried again by itself")
    #expect(writer.pending.count == 0)
    let sets = try #require(try Store.openReadOnly(scratch.database)).sets()
    #expect(sets.map(\.id) == [began, id(events[2])])
    #expect(sets.map(\.startedAt) == [tenOClock + .seconds(10), tenOClock + .seconds(60)])
    #expect(try scratch.store().openJournal() == [])
    #expect(try SpillFile(database: scratch.database).found == [])
  }

  @Test func aSpilledSetIsStoredByTheNextDaemon() throws {
    let (writer, _) = try open()
    let other = try Connection(path: scratch.database)
    writer.submit(.begin(station: "main", hold(10), offset: synced))
    let began = id(outcomes(writer, 1).first)
    try other.run("BEGIN IMMEDIATE")
    writer.submit(.finish(station: "main", finished(10, 30), offset: synced))
    _ = outcomes(writer, 2)
    writer.stop()
    try other.run("ROLLBACK")
    let (again, opening) = try open(boot: "boot-2")
    #expect(opening.journal == [], "it is not running any more")
    #expect(outcomes(again, 1) == [.flushed(1)])
    let sets = try #require(try Store.openReadOnly(scratch.database)).sets()
    #expect(sets.map(\.id) == [began] && sets[0].endedBy == .tap)
  }

  @Test func withoutASpillFileASetIsHeldInMemoryAndSaidToBe() throws {
    let (writer, _) = try open(retryDelay: .milliseconds(100))
    let other = try Connection(path: scratch.database)
    // The spill file is full to the brim.
    let spill = try SpillFile(database: scratch.database)
    writer.submit(.begin(station: "main", hold(10), offset: synced))
    _ = outcomes(writer, 1)
    try other.run("BEGIN IMMEDIATE")
    let long = String(repeating: "x", count: 255 * 1_024)
    writer.submit(.finish(station: "main", finished(10, 30, athlete: long), offset: synced))
    writer.submit(.finish(station: "main", finished(60, 30, athlete: long), offset: synced))
    let events = outcomes(writer, 3)
    #expect(saved(events[1])?.place == .spill)
    guard case .notSaved(let held, let error) = events[2] else {
      Issue.record("\(events)")
      return
    }
    #expect(error.code == .locked)
    #expect(writer.pending == Pending(spilled: 1, held: 1))
    try other.run("ROLLBACK")
    let later = outcomes(writer, 2)
    #expect(later == [.saved(held, in: .database), .flushed(1)])
    #expect(writer.pending.count == 0)
    withExtendedLifetime(spill) {}
  }

  @Test func aDatabaseThatIsLockedAtTheStartIsOpenedLater() throws {
    do {
      let store = try scratch.store()
      try store.begin(station: "main", hold(1), offset: synced)
      try store.heartbeat(station: "main", hold(1), at: at(5))
    }
    // In this mode the file is locked for readers too, until the connection is closed.
    var other: Connection? = try Connection(path: scratch.database)
    try other?.run("PRAGMA locking_mode = EXCLUSIVE")
    try other?.run("BEGIN IMMEDIATE")
    let (writer, opening) = try open()
    #expect(opening.trouble?.code == .locked && opening.journal == [])
    writer.submit(.begin(station: "main", hold(10), offset: synced))
    writer.submit(.finish(station: "main", finished(10, 30), offset: synced))
    let events = outcomes(writer, 3)
    #expect(saved(events[2])?.place == .spill)
    writer.submit(.begin(station: "main", hold(60), offset: synced))
    #expect(outcomes(writer, 1).count == 1)
    other = nil
    writer.submit(.heartbeat(station: "main", hold(60), at: at(70)))
    writer.submit(.finish(station: "main", finished(60, 30), offset: synced))
    writer.stop()
    let log = try #require(try Store.openReadOnly(scratch.database))
    #expect(
      try log.sets().map(\.endedBy) == [.crash, .tap, .tap],
      "what ran before the start ended at its heartbeat")
    #expect(try log.sets().map(\.duration) == [.seconds(4), .seconds(30), .seconds(30)])
    #expect(writer.pending.count == 0)
  }

  // MARK: - Damage

  /// A database of one set, all of it in its own file: what is in the write-ahead log would cover damage.
  private func makeDatabase() throws {
    let store = try scratch.store()
    try store.hold(10, 30)
    try store.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private func damage(_ range: Range<Int>) {
    scratch.write([UInt8](repeating: 0xA5, count: range.count), to: scratch.database, at: range.lowerBound)
  }

  @Test func aDatabaseThatIsDamagedAtTheStartIsKeptAside() throws {
    try makeDatabase()
    damage(100..<4_096)
    let (writer, opening) = try open()
    #expect(opening.trouble == nil)
    guard case .setAside(let kept, let error) = outcomes(writer, 1).first else {
      Issue.record("it was not kept aside")
      return
    }
    #expect(error.code == .corrupt)
    #expect(kept.hasPrefix(scratch.database + ".damaged-"))
    #expect(access(kept, F_OK) == 0 && access(kept + "-wal", F_OK) == 0)
    writer.submit(.finish(station: "main", finished(10, 30), offset: synced))
    #expect(saved(outcomes(writer, 1).first)?.place == .database)
    writer.stop()
    #expect(try Store.openReadOnly(scratch.database)?.count() == 1)
  }

  @Test func aSmashedHeaderIsDamageOnlyWhereTheSpillFileShowsThatItWasOurs() throws {
    try makeDatabase()
    damage(0..<4_096)
    #expect(code { _ = try open() } == .notADatabase)
    _ = try SpillFile(database: scratch.database)
    let (writer, _) = try open()
    guard case .setAside = outcomes(writer, 1).first else {
      Issue.record("it was not kept aside")
      return
    }
  }

  @Test func aDatabaseThatIsDamagedMeanwhileIsKeptAsideAndTheSetStored() throws {
    let (writer, _) = try open()
    writer.submit(.finish(station: "main", finished(10, 30), offset: synced))
    _ = outcomes(writer, 1)
    // Another connection's commit makes the writer read the file again.
    do {
      let other = try scratch.store()
      try other.hold(50, 30)
      try other.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    var status = stat()
    _ = stat(scratch.database, &status)
    damage(4_096..<Int(status.st_size))
    writer.submit(.begin(station: "main", hold(100), offset: synced))
    writer.submit(.finish(station: "main", finished(100, 30), offset: synced))
    writer.stop()
    let events = writer.drain().map(\.event)
    #expect(events.contains { if case .setAside = $0 { true } else { false } })
    #expect(saved(events.last)?.place == .database)
    #expect(try Store.openReadOnly(scratch.database)?.count() == 1)
    #expect(scratch.names.contains { $0.hasPrefix("holdfast.db.damaged-") && $0.hasSuffix("Z") })
  }

  @Test func aDatabaseThatWasRemovedIsBegunAnew() throws {
    let (writer, _) = try open()
    writer.submit(.finish(station: "main", finished(10, 30), offset: synced))
    _ = outcomes(writer, 1)
    for suffix in ["", "-wal", "-shm"] { unlink(scratch.database + suffix) }
    writer.submit(.finish(station: "main", finished(60, 30), offset: synced))
    let events = outcomes(writer, 2)
    #expect(events.first == .replaced(scratch.database) && saved(events.last)?.place == .database)
    writer.stop()
    #expect(try Store.openReadOnly(scratch.database)?.count() == 1)
  }
}
