internal import Glibc

/// How much room a file system has.
public struct DiskSpace: Hashable, Sendable {
  /// The bytes that users may still take.
  public var free: Int64
  /// All bytes.
  public var total: Int64
  /// The files that may still be made; `nil` where there is no such limit.
  public var freeFiles: Int64?
  /// Whether it is mounted so that nothing can be written.
  public var isReadOnly: Bool

  /// Room of this size.
  public init(free: Int64, total: Int64, freeFiles: Int64?, isReadOnly: Bool) {
    self.free = free
    self.total = total
    self.freeFiles = freeFiles
    self.isReadOnly = isReadOnly
  }
}

/// How much room the file system has that a path is on.
public func diskSpace(_ path: String) throws(SystemError) -> DiskSpace {
  var status = statvfs()
  try syscall("look at the disk of \(path)") { statvfs(path, &status) }
  let unit = Int64(status.f_frsize)
  return DiskSpace(
    free: Int64(clamping: status.f_bavail) * unit, total: Int64(clamping: status.f_blocks) * unit,
    freeFiles: status.f_files == 0 ? nil : Int64(clamping: status.f_favail),
    isReadOnly: status.f_flag & UInt(ST_RDONLY) != 0)
}

/// Puts a new content in the place of a file's, all or nothing: whoever opens it sees the old one or the new one, also
/// after a power cut. Owner, group and permissions stay; a link keeps leading where it leads.
///
/// - Parameters:
///   - path: the file; made where it is missing, with its directory.
///   - mode: the permissions of a file that is made.
/// - Throws: what the system says; then nothing has changed. `EPERM` where the file would not keep its owner.
public func replaceFile(_ path: String, with bytes: [UInt8], mode: UInt32) throws(SystemError) {
  var former: stat?
  var target = path
  do throws(SystemError) {
    former = try fileStatus(path)
    target = try canonicalPath(path)
  } catch {
    guard error.errno == ENOENT else { throw error }
    let directory = directoryName(path)
    if directory != "." { try createDirectory(directory, mode: 0o755) }
  }
  let temporary = target + ".new"
  // What an attempt left behind that was cut off is of no use to anybody.
  unlink(temporary)
  let descriptor = Descriptor(
    owning: try openFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600))
  do throws(SystemError) {
    var failure: SystemError?
    bytes.withUnsafeBytes { bytes in
      do throws(SystemError) {
        try writeAll(descriptor.number, bytes, doing: "write \(temporary)")
      } catch { failure = error }
    }
    if let failure { throw failure }
    if let former, former.st_uid != geteuid() || former.st_gid != getegid() {
      try syscall("give \(temporary) to the owner of \(target)") {
        fchown(descriptor.number, former.st_uid, former.st_gid)
      }
    }
    try descriptor.setMode(former.map { UInt32($0.st_mode) & 0o7777 } ?? mode)
    try syscall("synchronize \(temporary)") { fsync(descriptor.number) }
    try syscall("rename \(temporary)") { rename(temporary, target) }
  } catch {
    unlink(temporary)
    throw error
  }
  try synchronizeDirectory(directoryName(target))
}
