import Control
import CSQLite
import Glibc
import Store
import Syscalls
import Testing
import Training

@Suite("Files and their owners")
struct FilesTests {
  @Test("The socket and the database's files are closed to others, and clients are named in the log")
  func permissions() throws {
    let daemon = try RunningDaemon()
    #expect(daemon.folder.mode("holdfast.sock") == 0o660)
    for suffix in ["", ".lock", "-wal", "-shm"] {
      #expect(daemon.folder.mode("holdfast.db" + suffix) == 0o640, "holdfast.db\(suffix)")
    }
    let spill = (try directoryEntries(daemon.folder.path)).filter { $0.contains("spill") }
    #expect(spill.count == 1 && daemon.folder.mode(spill[0]) == 0o640, "\(spill)")
    _ = try daemon.client().station(.start(station: nil))
    #expect(daemon.log.contains("pid \(getpid()), uid \(getuid()), gid \(getgid())"))
    #expect(daemon.log.contains("start at main"))
  }

  @Test("A second daemon on the same database names the first")
  func secondDaemon() throws {
    let daemon = try RunningDaemon()
    let (code, log) = try RunningDaemon.refused(daemon.folder)
    #expect(code == 69)
    #expect(log.contains("holdfastd (process \(daemon.process))"), "\(log)")
    // The first has lost nothing by it.
    #expect(try daemon.status().process == Int(daemon.process))
  }

  @Test("A second daemon on the same socket is refused too")
  func secondSocket() throws {
    let daemon = try RunningDaemon()
    let (code, log) = try RunningDaemon.refused(
      daemon.folder, ["--database", daemon.folder("other.db")])
    #expect(code == 69)
    #expect(log.contains("pid \(daemon.process)"), "\(log)")
    #expect(try daemon.status().database == daemon.database)
  }

  @Test("The socket that a killed daemon left is taken over, and a stopped one leaves none")
  func staleSocket() throws {
    let first = try RunningDaemon()
    first.kill()
    #expect(first.folder.mode("holdfast.sock") != nil)
    let second = try RunningDaemon(first.folder)
    #expect(try second.status().process == Int(second.process))
    #expect(second.stop() == 0)
    #expect(second.folder.mode("holdfast.sock") == nil)
  }

  @Test("A file at the socket's path that is none stays")
  func notASocket() throws {
    let folder = Folder()
    folder.write("holdfast.sock", "precious")
    #expect(try RunningDaemon.refused(folder).code == 74)
    #expect(folder.text("holdfast.sock") == "precious")
  }

  @Test("A file that is no database stays as it is")
  func notADatabase() throws {
    let folder = Folder()
    let text = String(repeating: "These are my notes.\n", count: 100)
    folder.write("holdfast.db", text)
    let (code, log) = try RunningDaemon.refused(folder)
    #expect(code == 65)
    #expect(log.contains(folder("holdfast.db")) && log.contains("--database"), "\(log)")
    #expect(folder.text("holdfast.db") == text)
  }

  @Test("A database from the future is not touched")
  func fromTheFuture() throws {
    let folder = Folder()
    try RunningDaemon(folder).stop()
    try sqlite(folder("holdfast.db"), "PRAGMA user_version = 9999")
    let (code, log) = try RunningDaemon.refused(folder)
    #expect(code == 65)
    #expect(log.contains("9999") || log.contains("newer"), "\(log)")
  }

  @Test("A folder that may not be written is named")
  func unwritableFolder() throws {
    let folder = Folder()
    chmod(folder.path, 0o500)
    // Root may write anywhere but in sysfs.
    let path = geteuid() == 0 ? "/sys/kernel/holdfast.db" : folder("other.db")
    let (code, log) = try RunningDaemon.refused(folder, ["--database", path])
    #expect(code == 77)
    #expect(log.contains(path), "\(log)")
  }

  @Test("A folder that is none is named")
  func noFolder() throws {
    let folder = Folder()
    folder.write("file", "")
    let (code, log) = try RunningDaemon.refused(folder, ["--database", folder("file/holdfast.db")])
    #expect(code == 66)
    #expect(log.contains(folder("file/holdfast.db")), "\(log)")
  }

  @Test("A configuration that is wrong or not there ends the start with its place")
  func configuration() throws {
    let folder = Folder()
    let (code, log) = try RunningDaemon.refused(
      folder, configuration: "heartbeat = \"10s\"\nsesion_gap = \"1m\"\n")
    #expect(code == 78)
    #expect(log.contains("holdfast.toml:2") && log.contains("session_gap"), "\(log)")
    #expect(folder.mode("holdfast.db") == nil)
    let missing = try RunningDaemon.refused(Folder(), ["--config", "/nowhere/holdfast.toml"])
    #expect(missing.code == 78)
    #expect(missing.log.contains("/nowhere/holdfast.toml"))
  }
}

/// Runs statements on a database file, as any other program would.
func sqlite(_ path: String, _ statements: String) throws {
  let connection = try Other(path)
  try connection.run(statements)
}

/// Another program's connection to a database.
final class Other {
  private var handle: OpaquePointer?

  init(_ path: String) throws {
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil)
    guard code == SQLITE_OK else { throw NotRunning(description: "\(path): SQLite error \(code)") }
    sqlite3_busy_timeout(handle, 10_000)
  }

  deinit { sqlite3_close(handle) }

  /// The whole number that a query gives; `nil` where it gives no row.
  func integer(_ query: String) throws -> Int64? {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(handle, query, -1, &statement, nil) == SQLITE_OK else {
      throw NotRunning(description: "\(query): \(String(cString: sqlite3_errmsg(handle)))")
    }
    return sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : nil
  }

  func run(_ statements: String) throws {
    guard sqlite3_exec(handle, statements, nil, nil, nil) == SQLITE_OK else {
      throw NotRunning(description: "\(statements): \(String(cString: sqlite3_errmsg(handle)))")
    }
  }
}
