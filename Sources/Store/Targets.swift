internal import Glibc
public import Syscalls

extension Store {
  /// Makes sure that a file may be written, or written over, without harm to the log.
  /// - Parameters:
  ///   - path: where somebody wants it.
  ///   - database: the database that is read meanwhile; it may be missing.
  /// - Throws: `exists` for the database itself, for what SQLite and Holdfast keep beside it, be it there or not, and for
  ///   another database in use; under whatever name.
  public static func checkTarget(_ path: String, besides database: String) throws(StoreError) {
    let remedy = "name another file, best on another disk"
    // SQLite's files are beside the database, Holdfast's beside the name that it is called by.
    let names = Set([database, (try? resolvedPath(database)) ?? database])
    if names.contains(where: { isSame($0, path) }) {
      throw StoreError(.exists, path: path, message: "is the database itself", remedy: remedy)
    }
    for suffix in suffixes where names.contains(where: { isSame($0 + suffix, path) }) {
      throw StoreError(
        .exists, path: path, message: "belongs to the database \(database)", remedy: remedy)
    }
    let target = (try? resolvedPath(path)) ?? path
    guard fileExists(target) else { return }
    // Its newest sets may be in its log only; and SQLite would take that for the new file's, and write it over that.
    for suffix in ["-wal", "-journal"] {
      guard let status = try? fileStatus(target + suffix), status.st_size > 0 else { continue }
      throw StoreError(
        .exists, path: path,
        message: "is a database in use, or was when it was copied: it has \(target)\(suffix)",
        remedy: "name another file, or move both away")
    }
  }

  /// What to do where a file cannot be made at a path; `nil` where it is not the place that is wrong.
  public static func remedy(forWriting path: String, _ error: SystemError) -> String? {
    switch error.errno {
    case EPERM:
      // It would be this user's afterwards, and its owner locked out of it.
      if let owner = (try? fileStatus(path))?.st_uid, owner != geteuid() {
        return "it belongs to \(userName(owner)), and would not stay so: name another file"
      }
      return "name a place that this user may write to"
    case EACCES, EROFS: return "name a place that this user may write to"
    case ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG: return "name another file"
    default: return nil
    }
  }

  /// What the names of the files beside a database end with.
  private static var suffixes: [String] {
    ["-wal", "-shm", "-journal", SpillFile.path(for: ""), DatabaseLock.path(for: "")]
  }

  /// Whether two paths are one file, or would be.
  private static func isSame(_ first: String, _ second: String) -> Bool {
    if let first = try? fileStatus(first), let second = try? fileStatus(second) {
      return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }
    guard let first = try? resolvedPath(first), let second = try? resolvedPath(second) else { return false }
    return first == second
  }
}
