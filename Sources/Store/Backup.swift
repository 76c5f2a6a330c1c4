internal import CSQLite
internal import Glibc
internal import Syscalls
internal import Training

/// What a backup has copied.
public struct Backup: Hashable, Sendable {
  /// Where it is.
  public var path: String
  /// How many sets are in it.
  public var sets: Int
  /// Its size.
  public var bytes: Int
}

extension Store {
  /// Copies a database as it is at this moment, whether or not a daemon is writing to it: nobody is kept from writing,
  /// and what is written meanwhile is not in the copy. To read the database is all the right that is needed.
  ///
  /// The copy is checked, and stands in one file that needs none beside it. It is there whole or not at all.
  /// - Parameters:
  ///   - database: the file to be copied.
  ///   - path: where the copy goes.
  ///   - isReplacing: whether a file that is there goes.
  ///   - pages: how many pages of 4 KiB are copied at a time. So much goes to the disk before the next, so that a daemon
  ///     that commits a set meanwhile never waits for more than that to be written.
  ///   - isCancelled: asked each time.
  /// - Returns: `nil` where there is no database, or it was cancelled: nothing was written then.
  /// - Throws: a `StoreError`, whose path says which of the two files it is about; `exists` where a file is there.
  public static func backUp(
    _ database: String, to path: String, isReplacing: Bool, pages: Int32 = 1_024,
    isCancelled: () -> Bool = { false }
  ) throws(StoreError) -> Backup? {
    try withReadOnlyConnection(to: database) { (source) throws(StoreError) -> Backup? in
      source.setBusyTimeout(.seconds(5))
      if case .empty = try Schema.state(of: source) { return nil }
      try checkTarget(path, besides: database)
      try refuse(path, isReplacing: isReplacing)
      do {
        let file = try PendingFile(path, mode: 0o640)
        // SQLite's own files beside the copy, should it fail half-way.
        defer { for suffix in ["-wal", "-shm", "-journal"] { unlink(file.temporaryPath + suffix) } }
        do {
          guard let sets = try copy(source, to: file, pages: pages, isCancelled) else { return nil }
          try file.commit(replacing: isReplacing)
          return Backup(path: path, sets: sets, bytes: Int(try fileStatus(file.path).st_size))
        } catch var error as StoreError {
          // Nobody has asked for the name that it has until then.
          if error.path == file.temporaryPath { error.path = path }
          throw error
        }
      } catch let error as StoreError {
        throw error
      } catch let error as SystemError {
        throw failure(error, path)
      } catch {
        throw StoreError(.misuse, path: path, message: "\(error)", remedy: "")
      }
    }
  }

  /// - Throws: where something stands at the place of the copy that must not go.
  private static func refuse(_ path: String, isReplacing: Bool) throws(StoreError) {
    var there = stat()
    guard stat(path, &there) == 0 else { return }
    guard there.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(
        .ioError, path: path, message: "is no file, and a database cannot be there", remedy: "name a file")
    }
    guard isReplacing else { throw exists(path) }
  }

  private static func exists(_ path: String) -> StoreError {
    StoreError(
      .exists, path: path, message: "is there already",
      remedy: "name another file, or overwrite it with --force")
  }

  /// A system call on the copy that failed.
  private static func failure(_ error: SystemError, _ path: String) -> StoreError {
    switch error.errno {
    case EEXIST: return exists(path)
    case ENOENT:
      let folder = directoryName((try? endOfLinks(path)) ?? path)
      return StoreError(
        .ioError, path: path, message: "there is no folder \(folder)", remedy: "make it first",
        underlying: error)
    default:
      guard let remedy = remedy(forWriting: path, error) else { return StoreError(error, path: path) }
      let isForbidden = [EACCES, EPERM, EROFS].contains(error.errno)
      return StoreError(
        isForbidden ? .readOnly : .ioError, path: path, message: error.message, remedy: remedy,
        underlying: error)
    }
  }

  /// - Returns: how many sets are in the copy; `nil` where it was cancelled.
  private static func copy(
    _ source: Connection, to file: PendingFile, pages: Int32, _ isCancelled: () -> Bool
  ) throws -> Int? {
    // Within one transaction all pages are of one moment; in WAL mode it keeps nobody from writing. Without it the
    // copy would begin anew with each set that is stored. It begins with what is read first.
    try source.run("BEGIN")
    _ = try Schema.state(of: source)
    defer { try? source.run("COMMIT") }
    let copy = try Connection(path: file.temporaryPath)
    // The file is not in its place before all of it is on the disk.
    try copy.run("PRAGMA synchronous = OFF")
    // No shared memory is needed then, which not every disk for backups has.
    try copy.run("PRAGMA locking_mode = EXCLUSIVE")
    guard try copyPages(from: source, to: copy, file, pages, isCancelled) else { return nil }
    // One file, which can be read where nothing can be written beside it. Whoever opens it to write sets it back.
    try copy.run("PRAGMA journal_mode = DELETE")
    let report = try copy.all("PRAGMA integrity_check") { (row: borrowing Row) throws(StoreError) in
      row.text(0)
    }
    guard report == ["ok"] else {
      throw StoreError(
        .corrupt, path: source.path, message: "the database is damaged: \(report.first ?? "")",
        remedy: "keep the file, and recover what can be read with: sqlite3 \(source.path) .recover")
    }
    let sets = Int(try copy.integer("SELECT count(*) FROM sets") ?? 0)
    return isCancelled() ? nil : sets
  }

  /// Copies all pages.
  /// - Returns: `false` where it was cancelled.
  private static func copyPages(
    from source: Connection, to copy: Connection, _ file: PendingFile, _ pages: Int32,
    _ isCancelled: () -> Bool
  ) throws -> Bool {
    guard let backup = sqlite3_backup_init(copy.handle, "main", source.handle, "main") else {
      throw failure(sqlite3_extended_errcode(copy.handle), copy)
    }
    var isDone = false
    while !isDone {
      let code = sqlite3_backup_step(backup, pages)
      switch code {
      case SQLITE_DONE: isDone = true
      case SQLITE_OK: try syscall("synchronize \(file.path)") { fdatasync(file.descriptor) }
      case SQLITE_BUSY, SQLITE_LOCKED: pause(milliseconds: 20)
      default:
        sqlite3_backup_finish(backup)
        throw failure(code, copy)
      }
      if isCancelled() {
        sqlite3_backup_finish(backup)
        return false
      }
    }
    let code = sqlite3_backup_finish(backup)
    guard code == SQLITE_OK else { throw failure(code, copy) }
    return true
  }

  /// A failure of the copy: a source that cannot be read says so in its code.
  private static func failure(_ code: Int32, _ copy: Connection) -> StoreError {
    StoreError(
      sqliteCode: code, message: String(cString: sqlite3_errstr(code)), path: copy.path,
      errno: code & 0xFF == SQLITE_IOERR || code & 0xFF == SQLITE_FULL ? sqlite3_system_errno(copy.handle) : 0
    )
  }
}
