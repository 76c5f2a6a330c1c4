public import Glibc

/// A file that is made beside its place, and appears there whole or not at all: a full disk or a crash leaves what was
/// there before. It is removed where it is never put into its place.
public final class PendingFile {
  /// Where it will be, links followed.
  public let path: String
  /// Where it is until then: in the same folder.
  public let temporaryPath: String
  /// What it is written through.
  public let descriptor: Int32
  private var isInPlace = false

  /// Makes the file, empty, with this mode less the umask.
  /// - Throws: why it cannot be made: no folder, no permission, no room.
  public init(_ path: String, mode: mode_t) throws(SystemError) {
    let resolved = fileExists(path) ? try canonicalPath(path) : path
    self.path = resolved
    var number = 0
    while true {
      let candidate = "\(resolved).\(getpid())-\(number).part"
      let opened = open(candidate, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if opened >= 0 {
        temporaryPath = candidate
        descriptor = opened
        return
      }
      guard errno == EEXIST, number < 100 else { throw SystemError(errno, doing: "create \(candidate)") }
      number += 1
    }
  }

  /// Puts the file into its place once all of it is on the disk.
  /// - Parameter replacing: whether a file that is there goes.
  /// - Throws: `EEXIST` where one is there that stays; that the disk is full, or failed.
  public func commit(replacing: Bool) throws(SystemError) {
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
