import Glibc
import Testing
import Training

@testable import Store

/// A directory that is removed with the last reference to it.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/holdfast-store-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  var database: String { path + "/holdfast.db" }

  var names: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func store(boot: String = "boot-1", busyTimeout: Interval = .milliseconds(20)) throws -> Store {
    try Store(path: database, boot: BootIdentity(id: boot), busyTimeout: busyTimeout)
  }

  func mode(_ suffix: String = "") -> mode_t {
    var status = stat()
    guard stat(database + suffix, &status) == 0 else { return 0 }
    return status.st_mode & 0o777
  }

  func write(_ bytes: [UInt8], to path: String, at offset: Int = 0) {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o640)
    precondition(descriptor >= 0 && pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count)
    close(descriptor)
  }
}

/// 2026-11-21T10:00:00Z.
let tenOClock = WallTime(microseconds: 1_795_255_200_000_000)

/// A clock that is right: the boot was at 10 o'clock.
let synced = WallOffset(microseconds: tenOClock.microseconds, isSynchronized: true)
/// A clock that believes that the boot was on the first day of 2026, and says that it may be wrong.
let unsynced = WallOffset(microseconds: 1_767_225_600_000_000, isSynchronized: false)

func at(_ seconds: Double) -> Instant { Instant(microseconds: Interval.seconds(seconds).microseconds) }

func hold(
  _ start: Double, _ exercise: String = "wall-sit", athlete: String = "me", side: Side = .both
) -> RunningSet {
  RunningSet(athlete: athlete, exercise: exercise, kind: .hold, side: side, startedAt: at(start))
}

func finished(
  _ start: Double, _ length: Double, _ exercise: String = "wall-sit", athlete: String = "me",
  endedBy: EndedBy = .tap
) -> FinishedSet {
  FinishedSet(
    running: hold(start, exercise, athlete: athlete), endedAt: at(start + length), endedBy: endedBy)
}

/// A set that was typed in.
func typed(
  _ minutes: Double, _ exercise: String = "wall-sit", athlete: String = "me", station: String = "main"
) -> LoggedSet {
  LoggedSet(
    id: .make(at: tenOClock), athlete: athlete, station: station, exercise: exercise, kind: .hold,
    side: .both,
    startedAt: tenOClock + .seconds(minutes * 60), duration: .seconds(30), endedBy: .edit, clock: .synced)
}

extension Store {
  @discardableResult
  func hold(
    _ start: Double, _ length: Double, station: String = "main", offset: WallOffset = synced
  ) throws -> LoggedSet {
    try begin(station: station, Holdfast.hold(start), offset: offset)
    return try finish(station: station, finished(start, length), offset: offset)
  }

  var isSound: Bool {
    get throws {
      try connection.first("PRAGMA integrity_check") { (row: borrowing Row) throws(StoreError) in
        row.text(0) == "ok"
      } == true && connection.integer("SELECT count(*) FROM pragma_foreign_key_check") == 0
    }
  }
}

/// `hold`, where a method of that name hides it.
enum Holdfast {
  static func hold(_ start: Double) -> RunningSet { StoreTests.hold(start) }
}

/// The code of the `StoreError` that `body` throws.
func code(_ body: () throws -> Void) -> StoreError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? StoreError)?.code
  }
}
