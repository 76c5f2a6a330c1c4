import CSQLite
import Glibc
import Syscalls
import Testing
import Training

@testable import Store

@Suite struct BackupTests {
  private func backUp(_ scratch: Scratch, _ name: String = "copy.db", replacing: Bool = false) throws
    -> Backup?
  {
    try Store.backUp(scratch.database, to: scratch.path + "/" + name, isReplacing: replacing)
  }

  private func sets(_ path: String) throws -> [LoggedSet] {
    try #require(try Store.openReadOnly(path)).sets()
  }

  @Test func theCopyIsTheDatabase() throws {
    let scratch = Scratch()
    let store = try scratch.store()
    try store.hold(0, 45)
    try store.apply(.add([typed(1), typed(2)]), at: tenOClock)
    let backup = try #require(try backUp(scratch))
    let path = scratch.path + "/copy.db"
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(backup == Backup(path: path, sets: 3, bytes: Int(status.st_size)))
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(try sets(path) == store.log.sets())
    // One file, and what can be undone is in it.
    #expect(scratch.names.filter { $0.hasPrefix("copy") } == ["copy.db"])
    let opened = try Store(path: path, boot: BootIdentity(id: "boot-2"))
    #expect(try opened.undo()?.before.count == 2)
    #expect(try opened.log.count() == 1)
    #expect(try opened.isSound)
    #expect(try store.log.count() == 3)
  }

  @Test func nothingToCopy() throws {
    let scratch = Scratch()
    #expect(try backUp(scratch) == nil)
    scratch.write([], to: scratch.database)
    #expect(try backUp(scratch) == nil)
    #expect(scratch.names == ["holdfast.db"])
  }

  @Test func whatIsThereStays() throws {
    let scratch = Scratch()
    let store = try scratch.store()
    try store.hold(0, 45)
    _ = try backUp(scratch)
    try store.hold(60, 45)
    #expect(code { _ = try backUp(scratch) } == .exists)
    #expect(try sets(scratch.path + "/copy.db").count == 1)
    _ = try backUp(scratch, replacing: true)
    #expect(try sets(scratch.path + "/copy.db").count == 2)
    // Never itself, under any name.
    #expect(code { _ = try backUp(scratch, "holdfast.db", replacing: true) } == .exists)
    #expect(symlink(scratch.database, scratch.path + "/link.db") == 0)
    #expect(code { _ = try backUp(scratch, "link.db", replacing: true) } == .exists)
    // Nor a database whose log would be taken for the copy's.
    scratch.write([1], to: scratch.path + "/copy.db-wal")
    #expect(code { _ = try backUp(scratch, replacing: true) } == .exists)
    #expect(try store.log.count() == 2)
  }

  @Test func placesThatAreNone() throws {
    let scratch = Scratch()
    let store = try scratch.store()
    try store.hold(0, 45)
    #expect(code { _ = try backUp(scratch, "none/copy.db") } == .ioError)
    #expect(code { _ = try Store.backUp(scratch.database, to: "/dev/full", isReplacing: true) } == .ioError)
    #expect(
      code { _ = try Store.backUp(scratch.path, to: scratch.path + "/c", isReplacing: false) } == .cannotOpen)
    #expect(scratch.names.filter { $0.hasSuffix(".part") || $0 == "c" } == [])
  }

  @Test func aDamagedDatabaseIsNoBackup() throws {
    let scratch = Scratch()
    do {
      let store = try scratch.store()
      for number in 0..<400 { try store.hold(Double(number) * 60, 30) }
    }
    // Something of the middle, where the header does not tell.
    scratch.write([UInt8](repeating: 0xAA, count: 4_096), to: scratch.database, at: 4_096 * 8)
    #expect(code { _ = try backUp(scratch) } == .corrupt)
    #expect(scratch.names.filter { $0.hasPrefix("copy") } == [])
  }

  @Test func cancelled() throws {
    let scratch = Scratch()
    try scratch.store().hold(0, 45)
    #expect(
      try Store.backUp(scratch.database, to: scratch.path + "/copy.db", isReplacing: false) { true } == nil)
    #expect(scratch.names.filter { $0.hasPrefix("copy") } == [])
  }

  /// A member of the group may read the files, and write nowhere but where the copy goes.
  @Test func toReadIsEnough() throws {
    guard geteuid() == 0 else {
      print("SKIPPED: \(#function): only root can become somebody else")
      return
    }
    let scratch = Scratch()
    let target = Scratch()
    let store = try scratch.store()
    try store.hold(0, 45)
    for name in scratch.names { #expect(chown(scratch.path + "/" + name, 0, 12_345) == 0) }
    #expect(chown(scratch.path, 0, 12_345) == 0 && chmod(scratch.path, 0o750) == 0)
    #expect(chmod(target.path, 0o777) == 0)
    let child = Child("backup", scratch.database, target.path + "/copy.db", "12345", "12345")
    #expect(child.lines() == ["1 sets"])
    child.wait()
    #expect(try sets(target.path + "/copy.db").count == 1)
    try store.hold(60, 45)
  }

  /// While sets are stored without a pause, each copy is of one moment, is made in one go, and no set waits long for it.
  @Test func whileSomebodyWrites() throws {
    let scratch = Scratch()
    let store = try scratch.store()
    try store.apply(.import((0..<5_000).map { typed(Double($0)) }), at: tenOClock)
    let path = scratch.database
    let writer = WritingThread(path: path)
    defer { writer.stop() }
    for number in 0..<5 {
      let before = try store.log.count()
      var steps = 0
      let backup = try #require(
        try Store.backUp(path, to: scratch.path + "/copy\(number).db", isReplacing: false, pages: 16) {
          steps += 1
          return steps > 2_000
        })
      // It never began anew: it asks after each step, and once before the end.
      #expect(steps <= backup.bytes / 4_096 / 16 + 2, "\(steps) steps for \(backup.bytes) bytes")
      let after = try store.log.count()
      #expect((before...after).contains(backup.sets))
      // All that was stored until then, and nothing of later: the newest of them is the last that the copy has.
      let copied = try sets(scratch.path + "/copy\(number).db")
      #expect(copied.count == backup.sets)
      let stored = try store.log.sets()
      #expect(copied == Array(stored.prefix(backup.sets)))
    }
    let (count, longest) = writer.stop()
    #expect(count > 10, "the writer hardly ran")
    #expect(longest < .seconds(2), "a set waited \(longest.seconds) s")
  }
}

/// Stores sets one by one on a connection of its own, as a daemon does.
private final class WritingThread: @unchecked Sendable {
  private let path: String
  // Both under `lock`.
  private var isStopping = false
  private var result = (count: 0, longest: Interval.zero)
  private let lock: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
  private var thread: pthread_t?

  init(path: String) {
    self.path = path
    pthread_mutex_init(lock, nil)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<WritingThread>.fromOpaque(argument!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(code == 0)
    self.thread = thread
  }

  private func locked<T>(_ body: () -> T) -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  private func run() {
    guard let store = try? Store(path: path, boot: BootIdentity(id: "writer"), busyTimeout: .seconds(10))
    else {
      return
    }
    var number = 0
    while !locked({ isStopping }) {
      let start = SystemClock.boottime
      guard (try? store.hold(1_000_000 + Double(number) * 60, 30)) != nil else { return }
      let length = Interval(microseconds: SystemClock.boottime - start)
      number += 1
      locked { result = (number, max(result.longest, length)) }
    }
  }

  /// Ends it.
  /// - Returns: how many sets it has stored, and how long the longest took.
  @discardableResult
  func stop() -> (count: Int, longest: Interval) {
    if let thread {
      locked { isStopping = true }
      pthread_join(thread, nil)
      self.thread = nil
    }
    return locked { result }
  }
}
