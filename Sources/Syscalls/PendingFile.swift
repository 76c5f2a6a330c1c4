public import Glibc

/// A file that is made beside its place, and appears there whole or not at all: whoever opens it sees the old one or the
/// new one, also after a full disk, a crash or a power cut. It is removed where it is never put into its place.
///
/// In the place of another it has that one's owner, group and permissions. A link keeps leading where it leads. Two at
/// once do not meet: each has a name of its own until then.
public final class PendingFile {
  /// Where it will be, links followed; absolute.
  public let path: String
  /// Where it is until then: in the same folder.
  public let temporaryPath: String
  /// What it is written through.
  public let descriptor: Int32
  /// The permissions of the file that is there; `nil` where none is.
  private let formerMode: mode_t?
  private var isInPlace = false

  /// Makes the file, empty.
  /// - Parameter mode: its permissions, less the umask, where none is there before.
  /// - Throws: why it cannot be made: no folder, no permission, no room; `EPERM` where it could not have the owner of the
  ///   file that is there; `EISDIR` and `EOPNOTSUPP` where something is there that is no file.
  public init(_ path: String, mode: mode_t) throws(SystemError) {
    let resolved = try resolvedPath(path)
    var former: stat?
    do throws(SystemError) { former = try fileStatus(resolved) } catch {
      guard error.errno == ENOENT else { throw error }
    }
    if let type = former.map({ $0.st_mode & S_IFMT }), type != S_IFREG {
      throw SystemError(type == S_IFDIR ? EISDIR : EOPNOTSUPP, doing: "replace \(resolved)")
    }
    // Until it is in its place it is nobody else's business.
    let (name, file) = try Self.create(beside: resolved, mode: former == nil ? mode : 0o600)
    do throws(SystemError) {
      if let former { try Self.give(file, name, toOwnerOf: former, resolved) }
    } catch {
      close(file)
      unlink(name)
      throw error
    }
    self.path = resolved
    temporaryPath = name
    descriptor = file
    formerMode = former.map { $0.st_mode & 0o7777 }
  }

  /// Whether there was a file in its place when it was made.
  public var isReplacing: Bool { formerMode != nil }

  private static func create(
    beside path: String, mode: mode_t
  ) throws(SystemError) -> (name: String, descriptor: Int32) {
    var number = 0
    while true {
      let name = "\(path).\(getpid())-\(number).part"
      do throws(SystemError) {
        return (name, try openFile(name, O_RDWR | O_CREAT | O_EXCL, mode: mode))
      } catch {
        guard error.errno == EEXIST, number < 100 else { throw error }
      }
      number += 1
    }
  }

  private static func give(
    _ descriptor: Int32, _ name: String, toOwnerOf former: stat, _ path: String
  ) throws(SystemError) {
    var status = stat()
    try syscall("stat \(name)") { fstat(descriptor, &status) }
    guard status.st_uid != former.st_uid || status.st_gid != former.st_gid else { return }
    try syscall("give \(name) to the owner of \(path)") {
      fchown(descriptor, former.st_uid, former.st_gid)
    }
  }

  /// Puts the file into its place once all of it is on the disk.
  /// - Parameter replacing: whether a file that is there goes.
  /// - Throws: `EEXIST` where one is there that stays; that the disk is full, or failed.
  public func commit(replacing: Bool) throws(SystemError) {
    if let formerMode { try setMode(formerMode) }
    try syscall("synchronize \(path)") { fsync(descriptor) }
    if replacing {
      try syscall("put \(path) into its place") { rename(temporaryPath, path) }
    } else {
      try renameToNew()
    }
    isInPlace = true
    // Some file systems cannot synchronize a folder; the name is there all the same.
    do throws(SystemError) { try synchronizeDirectory(directoryName(path)) } catch
      where error.errno == EINVAL
    {}
  }

  /// Gives it exactly these permissions, whatever the umask.
  func setMode(_ mode: mode_t) throws(SystemError) {
    try syscall("set the mode of \(path)") { fchmod(descriptor, mode) }
  }

  private func renameToNew() throws(SystemError) {
    do throws(SystemError) {
      // A second name is never given to a file in the place of another.
      try syscall("put \(path) into its place") { link(temporaryPath, path) }
    } catch  where error.errno == EPERM || error.errno == EOPNOTSUPP || error.errno == EMLINK {
      // FAT has no second names.
      guard !fileExists(path) else { throw SystemError(EEXIST, doing: "put \(path) into its place") }
      try syscall("put \(path) into its place") { rename(temporaryPath, path) }
      return
    }
    unlink(temporaryPath)
  }

  deinit {
    close(descriptor)
    if !isInPlace { unlink(temporaryPath) }
  }
}
