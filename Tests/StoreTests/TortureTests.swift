import Glibc
import Testing
import Training

@testable import Store

@Suite(.serialized) struct TortureTests {
  let scratch = Scratch()

  /// Killed at 200 random points, the store loses no set that was acknowledged, and can always be read.
  @Test func killedAtAnyPoint() throws {
    var random = Random(seed: UInt64(time(nil)))
    var acknowledged: Set<String> = []
    var removed: Set<String> = []
    var kills = 0
    for round in 0..<200 {
      let child = Child("store", scratch.database, "boot-\(round / 3)")
      // Between two commits, within one, while opening: up to 80 ms after the first sign of life, or before
      // it.
      if round % 4 != 0 { #expect(child.line() == "ready") }
      usleep(.random(in: 0...80_000, using: &random))
      kill(child.pid, SIGKILL)
      kills += child.wait() & 0x7F == SIGKILL ? 1 : 0
      var last: String?
      var mayBeUndone: String?
      for line in child.lines() {
        let words = line.split(separator: " ").map(String.init)
        switch words[0] {
        case "saved":
          acknowledged.insert(words[1])
          last = words[1]
        case "undone": if words[1] != "nothing" { removed.insert(words[1]) }
        case "undoing": mayBeUndone = "yes"
        case "ready": break
        default: Issue.record("round \(round): \(line)")
        }
      }
      // An undo that was under way may have been done, to a set of this process that was acknowledged or not.
      let store = try scratch.store(boot: "checker", busyTimeout: .seconds(2))
      #expect(try store.isSound, "round \(round)")
      let present = Set(try store.log.sets().map(\.id.description))
      let spilled = Set(try SpillFile(database: scratch.database).found.map(\.set.id.description))
      let lost = acknowledged.subtracting(removed).subtracting(present).subtracting(spilled)
      let excused = mayBeUndone != nil && lost.count == 1 ? lost.intersection(last.map { [$0] } ?? []) : []
      #expect(lost.subtracting(excused).isEmpty, "round \(round)")
      removed.formUnion(excused)
      #expect(removed.intersection(present).isEmpty, "round \(round): an acknowledged undo was lost")
      try checkJournal(store, present, round)
    }
    #expect(kills == 200)
    #expect(acknowledged.count > 100, "the children did something: \(acknowledged.count)")
  }

  /// What is journalled is not stored, and every set has exactly the change that made it.
  private func checkJournal(_ store: Store, _ present: Set<String>, _ round: Int) throws {
    let journal = try store.openJournal()
    #expect(journal.count <= 1, "round \(round)")
    for entry in journal {
      #expect(!present.contains(entry.id.description) && entry.running.exercise == "wall-sit")
      #expect(entry.heartbeat >= entry.running.startedAt)
    }
    let made = try store.connection.all(
      "SELECT i.id FROM changes c JOIN change_images i ON i.change = c.number WHERE c.undone IS NULL ORDER BY i.id"
    ) { (row: borrowing Row) throws(StoreError) in row.text(0) }
    #expect(made == present.sorted(), "round \(round)")
    let undone = try store.connection.integer(
      "SELECT count(*) FROM changes c JOIN change_images i ON i.change = c.number "
        + "WHERE c.undone IS NOT NULL AND i.athlete IS NULL")
    #expect(undone == 0, "round \(round): what was undone can be brought back")
  }

  /// Real limits on real files: the write-ahead log may not grow, then it may again.
  @Test func aFullDiskSpillsAndIsCaughtUpWith() throws {
    let child = Child("fill", scratch.database, "\(300 * 1_024)")
    let lines = child.lines()
    #expect(child.wait() == 0, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("trouble") })
    let inDatabase = lines.filter { $0.hasPrefix("saved") && $0.hasSuffix("database") }
    let inSpill = lines.filter { $0.hasPrefix("saved") && $0.hasSuffix("spill") }
    #expect(!inDatabase.isEmpty && inSpill.count >= 20)
    #expect(!lines.contains { $0.hasPrefix("not-saved") })
    let store = try scratch.store()
    #expect(try store.isSound)
    let ids = lines.filter { $0.hasPrefix("saved") }.map { $0.split(separator: " ")[1] }
    #expect(try store.log.sets().map(\.id.description) == ids.map(String.init))
    #expect(try SpillFile(database: scratch.database).found == [])
    #expect(try store.openJournal() == [])
  }

  @Test func aProcessThatIsKilledLetsItsLockGo() throws {
    let child = Child("lock", scratch.database)
    #expect(child.line() == "locked")
    do {
      _ = try DatabaseLock(database: scratch.database, program: "test")
      Issue.record("it is held")
    } catch {
      #expect(error.message == "in use by StoreTorture (process \(child.pid))")
    }
    kill(child.pid, SIGKILL)
    child.wait()
    _ = try DatabaseLock(database: scratch.database, program: "test")
  }

  /// Members of the group read, whether a daemon has the database open or not; others do not.
  @Test(.enabled(if: getuid() == 0, "only root can become somebody else"))
  func groupMembersRead() throws {
    let (daemon, member, stranger) = (UInt32(64_001), UInt32(64_002), UInt32(64_003))
    chown(scratch.path, daemon, daemon)
    chmod(scratch.path, 0o750)
    func read(_ user: UInt32, _ group: UInt32) -> String? {
      let child = Child("read", scratch.database, "\(user)", "\(group)")
      defer { child.wait() }
      return child.line()
    }
    #expect(read(member, daemon) == "empty")
    do {
      let store = try scratch.store()
      // After each single write: SQLite's read marks differ.
      for number in 1...4 {
        let set = try store.hold(Double(number) * 100, 30)
        #expect(read(member, daemon) == "\(number) \(set.id)")
      }
      try store.connection.run("PRAGMA wal_checkpoint(RESTART)")
      #expect(read(member, daemon)?.hasPrefix("4 ") == true)
      try store.hold(500, 30)
      #expect(read(member, daemon)?.hasPrefix("5 ") == true)
    }
    #expect(read(member, daemon)?.hasPrefix("5 ") == true, "nobody has it open")
    #expect(read(stranger, stranger)?.contains("Permission denied") == true)
    do {
      let store = try scratch.store()
      #expect(read(member, daemon)?.hasPrefix("5 ") == true, "opened again, nothing written yet")
      try store.hold(600, 30)
      #expect(read(member, daemon)?.hasPrefix("6 ") == true)
      try store.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
      try store.hold(700, 30)
      #expect(read(member, daemon)?.hasPrefix("7 ") == true)
    }
    let refused = Child("write", scratch.database, "\(member)", "\(daemon)")
    #expect(refused.line()?.contains("this user may not write it") == true)
    refused.wait()
    for suffix in ["", "-wal", "-shm"] {
      var status = stat()
      #expect(stat(scratch.database + suffix, &status) == 0)
      #expect(
        status.st_uid == daemon && status.st_gid == daemon && status.st_mode & 0o777 == 0o640, "\(suffix)")
    }
    chown(scratch.path, 0, 0)
  }
}
