import CSQLite
import Glibc
import Testing
import Training

@testable import Store

@Suite struct OpeningTests {
  let scratch = Scratch()

  @Test func aNewDatabaseIsForItsOwnerAndGroupOnly() throws {
    let former = umask(0o077)
    let store = try scratch.store()
    umask(former)
    try store.hold(10, 30)
    for suffix in ["", "-wal", "-shm"] { #expect(scratch.mode(suffix) == 0o640, "\(suffix)") }
  }

  @Test func aMissingDirectoryIsMade() throws {
    let nested = scratch.path + "/a/b"
    _ = try Store(path: nested + "/log.db", boot: BootIdentity(id: "b"))
    for name in ["log.db", "log.db-wal", "log.db-shm"] { unlink(nested + "/" + name) }
    #expect(rmdir(nested) == 0 && rmdir(scratch.path + "/a") == 0)
  }

  @Test func whatIsSetOnEveryWritingConnection() throws {
    let store = try scratch.store()
    func pragma(_ name: String) throws -> String? {
      try store.connection.first("PRAGMA \(name)") { (row: borrowing Row) throws(StoreError) in row.text(0) }
    }
    #expect(try pragma("journal_mode") == "wal")
    #expect(try pragma("synchronous") == "2")
    #expect(try pragma("foreign_keys") == "1")
    #expect(try pragma("application_id") == "1212957798")
    #expect(try pragma("user_version") == "3")
  }

  @Test func theWriteAheadLogStays() throws {
    do { try scratch.store().hold(10, 30) }
    #expect(scratch.names == ["holdfast.db", "holdfast.db-shm", "holdfast.db-wal"])
  }

  @Test func noDatabaseIsAnEmptyLog() throws {
    #expect(try Store.openReadOnly(scratch.database) == nil)
    scratch.write([], to: scratch.database)
    #expect(try Store.openReadOnly(scratch.database) == nil)
    #expect(scratch.names == ["holdfast.db"])
  }

  @Test func anEmptyFileBecomesADatabase() throws {
    scratch.write([], to: scratch.database)
    try scratch.store().hold(10, 30)
    #expect(try Store.openReadOnly(scratch.database)?.count() == 1)
  }

  @Test func readingWhileSomebodyWrites() throws {
    let store = try scratch.store()
    try store.hold(10, 30)
    let log = try #require(try Store.openReadOnly(scratch.database))
    #expect(try log.count() == 1)
    try store.hold(50, 30)
    #expect(try log.count() == 2)
    #expect(code { try log.connection.run("DELETE FROM sets") } == .readOnly)
  }

  @Test func aCopyWithoutItsLogCanBeRead() throws {
    do { try scratch.store().hold(10, 30) }
    unlink(scratch.database + "-wal")
    unlink(scratch.database + "-shm")
    #expect(try Store.openReadOnly(scratch.database)?.count() == 1)
  }

  // MARK: - Refusals

  @Test func textIsNoDatabase() throws {
    let text = Array(String(repeating: "root:x:0:0:root:/root:/bin/bash\n", count: 200).utf8)
    scratch.write(text, to: scratch.database)
    for open in [{ _ = try scratch.store() }, { _ = try Store.openReadOnly(scratch.database) }] {
      #expect(code(open) == .notADatabase)
    }
    let writer = {
      _ = try Writer.open(path: scratch.database, boot: BootIdentity(id: "b"), at: at(0), offset: synced)
    }
    #expect(code(writer) == .notADatabase)
    var status = stat()
    #expect(stat(scratch.database, &status) == 0 && status.st_size == text.count, "it was left alone")
    #expect(scratch.names == ["holdfast.db"])
  }

  @Test func anotherProgramsDatabaseIsRefused() throws {
    scratch.write([], to: scratch.database)
    let other = try Connection(path: scratch.database)
    try other.script("CREATE TABLE cookies(name TEXT)")
    #expect(code { _ = try scratch.store() } == .notADatabase)
    try other.script("PRAGMA application_id = 7; PRAGMA user_version = 3")
    #expect(code { _ = try scratch.store() } == .notADatabase)
    #expect(code { _ = try Store.openReadOnly(scratch.database) } == .notADatabase)
    #expect(try other.integer("SELECT count(*) FROM sqlite_schema") == 1, "it was left alone")
  }

  @Test func aDatabaseFromTheFutureIsRefused() throws {
    do { try scratch.store().connection.run("PRAGMA user_version = 99") }
    #expect(code { _ = try scratch.store() } == .fromTheFuture)
    #expect(code { _ = try Store.openReadOnly(scratch.database) } == .fromTheFuture)
    do {
      _ = try scratch.store()
    } catch {
      let text = "\(error)"
      #expect(text.contains("format 99") && text.contains("knows 3") && text.contains(scratch.database))
    }
  }

  @Test func aLockedDatabaseIsTriedForAWhile() throws {
    let store = try scratch.store()
    let other = try Connection(path: scratch.database)
    try other.run("BEGIN IMMEDIATE")
    #expect(code { try store.hold(10, 30) } == .locked)
    #expect(try store.log.count() == 0, "reading goes on")
    try other.run("ROLLBACK")
    try store.hold(10, 30)
  }

  @Test func aFullDatabaseChangesNothing() throws {
    let store = try scratch.store()
    try store.begin(station: "main", hold(10), offset: synced)
    // The file may not grow: what fits into its free pages goes in, then nothing.
    try store.connection.run("PRAGMA max_page_count = 1")
    var stored = 0
    var failure: StoreError.Code?
    while failure == nil, stored < 10_000 {
      failure = code { try store.hold(100 * Double(stored), 30) }
      stored += 1
    }
    #expect(failure == .full)
    #expect(try store.log.count() == stored - 1)
    #expect(try store.connection.integer("SELECT count(*) FROM changes") == Int64(stored - 1))
    #expect(try store.isSound)
  }

  @Test(.enabled(if: getuid() != 0, "root may write everything"))
  func aFileThatMayNotBeWritten() throws {
    do { try scratch.store().hold(10, 30) }
    chmod(scratch.database, 0o440)
    #expect(code { _ = try scratch.store() } == .readOnly)
    #expect(try Store.openReadOnly(scratch.database)?.count() == 1)
  }

  @Test func aDirectoryIsNoDatabase() {
    #expect(code { _ = try Store(path: scratch.path, boot: BootIdentity(id: "b")) } == .cannotOpen)
    #expect(code { _ = try Store.openReadOnly(scratch.path) } == .cannotOpen)
  }

  // MARK: - Migrations

  /// A database of every earlier version; each new version adds how to make one of the version before.
  @Test func everyEarlierVersionIsMigrated() throws {
    for version in 0..<Schema.migrations.count {
      let scratch = Scratch()
      scratch.write([], to: scratch.database)
      try Schema.migrate(Connection(path: scratch.database), through: Array(Schema.migrations[..<version]))
      let store = try scratch.store()
      try store.hold(10, 30)
      #expect(try store.connection.integer("PRAGMA user_version") == Schema.version)
      #expect(try schema(of: store.connection) == schema(of: Store.inMemory().connection))
    }
  }

  @Test(arguments: [1, 2]) func theDataOfEarlierVersionsIsKept(version: Int) throws {
    let sets = try EarlierVersion.make(version, in: scratch)
    let store = try scratch.store()
    #expect(try store.connection.integer("PRAGMA user_version") == Schema.version)
    #expect(try store.log.sets() == sets)
    #expect(try store.openJournal().count == 1)
    #expect(try store.undo()?.kind == .edit)
    #expect(try store.undo()?.kind == .note)
    #expect(try store.undo()?.before.map(\.id) == [sets[1].id])
    #expect(try store.redo()?.after.map(\.duration) == [.seconds(40)])
    #expect(try store.log.runs() == [] && store.log.answers() == [] && store.postures() == [])
    #expect(try store.log.programRuns() == (version == 1 ? [] : [EarlierVersion.program]))
    try store.startProgram(EarlierVersion.program, configured: nil)
    #expect(try store.log.programRuns() == [EarlierVersion.program])
    // What the version before did not know can be kept in a set of its own.
    var edited = try #require(try store.connection.storedSet(sets[0].id))
    edited.set.motion = .counted(3)
    try store.connection.write(edited)
    #expect(try store.log.set(sets[0].id)?.motion == .counted(3))
    #expect(try store.isSound)
  }

  @Test(arguments: [1, 2]) func earlierVersionsCanBeReadBeforeTheyAreMigrated(version: Int) throws {
    let sets = try EarlierVersion.make(version, in: scratch)
    let log = try #require(try Store.openReadOnly(scratch.database))
    #expect(try log.sets() == sets && log.sets(SetFilter(last: 1)) == [sets[1]])
    #expect(try log.set(sets[0].id) == sets[0] && log.set(named: "last") == sets[1])
    #expect(try log.figuresOfAll().map(\.confidence) == [nil, nil])
    #expect(
      try log.programRuns().count == version - 1 && log.runs() == [] && log.answers(athlete: "me") == [])
    #expect(try log.postures() == [] && log.samples(of: sets[0].id) == nil && log.sampledSets().isEmpty)
    #expect(code { _ = try log.run(named: "a") } == .noSuchRun)
    #expect(try log.connection.integer("PRAGMA user_version") == Int64(version), "it was left alone")
    // What is written meanwhile is seen by whoever has it open.
    let store = try scratch.store()
    try store.answer(Answer(athlete: "me", day: 1, question: .pain, choice: "none"))
    let counted = try store.counted(3, at: 1_000)
    #expect(try log.answers().count == 1)
    #expect(try log.sets() == sets + [counted] && log.figuresOfAll().map(\.confidence) == [nil, nil, 0.93])
  }

  @Test func aMigrationThatFailsLeavesTheVersionBefore() throws {
    let connection = try Connection(path: ":memory:")
    try Schema.migrate(connection)
    let next = "CREATE TABLE extra(a); INSERT INTO extra VALUES (1); INSERT INTO nowhere VALUES (1)"
    #expect(code { try Schema.migrate(connection, through: Schema.migrations + [next]) } != nil)
    #expect(try connection.integer("PRAGMA user_version") == Schema.version)
    #expect(try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == 0)
    try Schema.migrate(connection, through: Schema.migrations + ["CREATE TABLE extra(a)"])
    #expect(try connection.integer("PRAGMA user_version") == Schema.version + 1)
  }

  private func schema(of connection: Connection) throws -> [String] {
    try connection.all("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name") {
      (row: borrowing Row) throws(StoreError) in row.text(0)
    }
  }
}

@Suite struct DatabaseLockTests {
  let scratch = Scratch()

  @Test func theSecondTakerLearnsWhoTheFirstIs() throws {
    var first: DatabaseLock? = try DatabaseLock(database: scratch.database, program: "holdfastd")
    do {
      _ = try DatabaseLock(database: scratch.database, program: "holdfast")
      Issue.record("two hold it")
    } catch {
      #expect(error.code == .locked)
      #expect(error.message == "in use by holdfastd (process \(getpid()))")
    }
    withExtendedLifetime(first) {}
    first = nil
    _ = try DatabaseLock(database: scratch.database, program: "holdfast")
    #expect(scratch.names == ["holdfast.db.lock"])
    #expect(scratch.mode(".lock") == 0o640)
  }
}
