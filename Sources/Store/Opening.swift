internal import CSQLite
internal import Glibc
internal import Syscalls
internal import Training

extension Store {
  /// The file as it can be written: made where it is missing, readable for its owner and group only.
  static func openForWriting(_ path: String, busyTimeout: Interval) throws(StoreError) -> Connection {
    do {
      try createFile(path, mode: 0o640)
    } catch {
      throw StoreError(error, path: path)
    }
    guard access(path, W_OK) == 0 else {
      throw StoreError(
        .readOnly, path: path, message: "this user may not write it",
        remedy: "run as its owner, or let the daemon do it (holdfastd)")
    }
    let connection = try Connection(path: path)
    connection.setBusyTimeout(busyTimeout)
    // Until it has proved to be ours and sound, nothing of it is to be tidied up by closing it.
    connection.leaveFilesAlone(true)
    _ = try Schema.state(of: connection)
    connection.persistWriteAheadLog()
    try connection.run("PRAGMA journal_mode = WAL")
    try connection.run("PRAGMA synchronous = FULL")
    try connection.run("PRAGMA foreign_keys = ON")
    try Schema.migrate(connection)
    connection.leaveFilesAlone(false)
    return connection
  }

  /// Opens a log for somebody who may only read it, whether or not a daemon is writing to it.
  /// - Returns: `nil` where there is no database yet, which is an empty log.
  /// - Throws: A `StoreError`: `cannotOpen`, `notADatabase`, `fromTheFuture`, `corrupt`…
  public static func openReadOnly(_ path: String) throws(StoreError) -> Log? {
    try withReadOnlyConnection(to: path, readOnly)
  }

  /// Does something with a connection for somebody who may only read.
  /// - Returns: `nil` where there is no database yet.
  static func withReadOnlyConnection<T>(
    to path: String, _ body: (Connection) throws(StoreError) -> T?
  ) throws(StoreError) -> T? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw StoreError(SystemError(errno, doing: "look at \(path)"), path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(SystemError(EISDIR, doing: "open \(path)"), path: path)
    }
    if status.st_size == 0 { return nil }
    do throws(StoreError) {
      return try body(Connection(path: path, isReadOnly: true))
    } catch {
      // Without a write-ahead log beside it, and no right to make one, everything is in the file itself: a
      // copy.
      guard error.code == .cannotOpen || error.code == .readOnly, access(path, R_OK) == 0,
        access(path + "-wal", F_OK) != 0
      else { throw error }
      return try body(Connection(path: path, isReadOnly: true, isImmutable: true))
    }
  }

  private static func readOnly(_ connection: Connection) throws(StoreError) -> Log? {
    connection.setBusyTimeout(.seconds(5))
    switch try Schema.state(of: connection) {
    case .empty: return nil
    // One of an earlier version has no tables for what came later: that reads as empty (`Schema.has`).
    case .version: return Log(connection)
    }
  }
}
