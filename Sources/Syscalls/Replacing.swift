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

/// Puts a new content in the place of a file's, all or nothing (see `PendingFile`).
///
/// - Parameters:
///   - path: the file; made where it is missing, with its directory.
///   - mode: the permissions of a file that is made, whatever the umask: others have to read it.
/// - Throws: what the system says; then nothing has changed. `EPERM` where the file would not keep its owner.
public func replaceFile(_ path: String, with bytes: [UInt8], mode: UInt32) throws(SystemError) {
  let folder = directoryName(try endOfLinks(path))
  if !fileExists(folder) { try createDirectory(folder, mode: 0o755) }
  let file = try PendingFile(path, mode: mode)
  var failure: SystemError?
  bytes.withUnsafeBytes { bytes in
    do throws(SystemError) {
      try writeAll(file.descriptor, bytes, doing: "write \(file.temporaryPath)")
    } catch { failure = error }
  }
  if let failure { throw failure }
  if !file.isReplacing { try file.setMode(mode) }
  try file.commit(replacing: true)
}
