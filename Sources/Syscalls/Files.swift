public import Glibc

/// Opens a file; the descriptor is closed on `exec` and belongs to the caller.
public func openFile(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) -> Int32 {
  try syscall("open \(path)") { open(path, flags | O_CLOEXEC, mode) }
}

/// Reads once, up to the size of the buffer.
///
/// - Returns: the number of bytes, 0 at the end.
public func readBytes(
  _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, doing action: @autoclosure () -> String
) throws(SystemError) -> Int {
  try syscall(action()) { read(descriptor, buffer.baseAddress, buffer.count) }
}

/// Writes all the bytes, however often the kernel takes only some of them.
public func writeAll(
  _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, doing action: @autoclosure () -> String
) throws(SystemError) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let part = UnsafeRawBufferPointer(rebasing: rest)
    let count = try syscall(action()) { write(descriptor, part.baseAddress, part.count) }
    rest = rest.dropFirst(count)
  }
}

/// Type, permissions, owner and device number of what a path leads to, links followed.
public func fileStatus(_ path: String) throws(SystemError) -> stat {
  var status = stat()
  try syscall("stat \(path)") { stat(path, &status) }
  return status
}

/// Whether `status` is that of a character device.
public func isCharacterDevice(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFCHR }

/// The two parts of the number of a device node, as sysfs writes them: `13:71`.
public func deviceNumber(_ status: stat) -> String {
  // glibc's layout of dev_t: `major` and `minor` are macros that Swift cannot see.
  let number = UInt64(status.st_rdev)
  let major = (number >> 8) & 0xfff | (number >> 32) & ~0xfff
  let minor = number & 0xff | (number >> 12) & 0xffff_ff00
  return "\(major):\(minor)"
}

/// The path without links, `.` and `..`.
public func canonicalPath(_ path: String) throws(SystemError) -> String {
  guard let resolved = realpath(path, nil) else { throw SystemError(errno, doing: "resolve \(path)") }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Where a file goes that is written to a path: links are followed, also where nothing is there yet.
/// - Throws: `ENOENT` where its folder is missing; `ELOOP` for a circle of links; `EACCES` for one that the kernel does
///   not let this user follow.
public func resolvedPath(_ path: String) throws(SystemError) -> String {
  do throws(SystemError) {
    // realpath(3) reads links one by one, and would follow those that the kernel keeps from us (proc_sys_fs(5),
    // protected_symlinks).
    _ = try fileStatus(path)
    return try canonicalPath(path)
  } catch  where error.errno == ENOENT {
    let end = try endOfLinks(path)
    let folder = try canonicalPath(directoryName(end))
    let name = end[
      (end.utf8.lastIndex(of: UInt8(ascii: "/")).map { end.utf8.index(after: $0) } ?? end.startIndex)...]
    return folder == "/" ? folder + name : folder + "/" + name
  }
}

/// The path to which the links at a path's end lead, whether or not something is there.
public func endOfLinks(_ path: String) throws(SystemError) -> String {
  var path = path
  // The kernel's own limit: path_resolution(7).
  for _ in 0..<40 {
    do throws(SystemError) {
      let target = try readLink(path)
      path = target.hasPrefix("/") ? target : directoryName(path) + "/" + target
    } catch  where error.errno == EINVAL || error.errno == ENOENT {
      // No link, or nothing at all.
      return path
    }
  }
  throw SystemError(ELOOP, doing: "resolve \(path)")
}

/// The names in a directory, in no order, without `.` and `..`.
public func directoryEntries(_ path: String) throws(SystemError) -> [String] {
  guard let directory = opendir(path) else { throw SystemError(errno, doing: "open directory \(path)") }
  defer { closedir(directory) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = readdir(directory) else {
      if errno != 0 { throw SystemError(errno, doing: "read directory \(path)") }
      return names
    }
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
}

/// The beginning of a small file, at most 4096 bytes: an attribute in sysfs; `nil` where it cannot be read.
public func attribute(_ path: String) -> [UInt8]? {
  guard let descriptor = try? openFile(path, O_RDONLY) else { return nil }
  defer { close(descriptor) }
  var buffer = [UInt8](repeating: 0, count: 4096)
  let count = buffer.withUnsafeMutableBytes { try? readBytes(descriptor, into: $0, doing: "read \(path)") }
  guard let count else { return nil }
  return Array(buffer[..<count])
}

/// Whether this process, with its effective user and groups, may use a file so (`R_OK | W_OK`).
///
/// - Returns: 0, or the `errno` that `open` would give.
public func accessError(_ path: String, _ mode: Int32) -> Int32 {
  faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0 ? 0 : errno
}

/// A user's name, or the number where the user has none.
public func userName(_ id: uid_t) -> String {
  var entry = passwd()
  var found: UnsafeMutablePointer<passwd>?
  var buffer = [CChar](repeating: 0, count: 16_384)
  guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return "\(id)" }
  return String(cString: entry.pw_name)
}

/// A group's name, or the number where the group has none.
public func groupName(_ id: gid_t) -> String {
  var entry = group()
  var found: UnsafeMutablePointer<group>?
  var buffer = [CChar](repeating: 0, count: 16_384)
  guard getgrgid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return "\(id)" }
  return String(cString: entry.gr_name)
}

/// Creates a file where it is missing, with its directory, and gives it exactly this mode whatever the umask.
///
/// A file that root makes in somebody else's directory is given to that directory's owner, so that a command
/// run by root does not lock the daemon out of its own files.
public func createFile(_ path: String, mode: mode_t) throws(SystemError) {
  let descriptor: Int32
  do throws(SystemError) {
    descriptor = try syscall("create \(path)") { open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
  } catch  where error.errno == EEXIST {
    return
  } catch  where error.errno == ENOENT {
    let directory = directoryName(path)
    guard directory != path, directory != "." else { throw error }
    try createDirectory(directory, mode: 0o750)
    return try createFile(path, mode: mode)
  }
  defer { close(descriptor) }
  try syscall("set the mode of \(path)") { fchmod(descriptor, mode) }
  try giveToOwner(ofDirectory: directoryName(path), descriptor, path)
}

/// Creates a directory and those above it where they are missing. Slashes at the end mean nothing.
/// - Throws: `ENOTDIR` where something else is there.
public func createDirectory(_ path: String, mode: mode_t) throws(SystemError) {
  var path = path[...]
  while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
  let folder = String(path)
  func make() throws(SystemError) {
    do throws(SystemError) { try syscall("create directory \(folder)") { mkdir(folder, mode) } } catch
      where error.errno == EEXIST
    {
      // Somebody else may have made it meanwhile.
      guard let status = try? fileStatus(folder), status.st_mode & S_IFMT != S_IFDIR else { return }
      throw SystemError(ENOTDIR, doing: error.action)
    }
  }
  do throws(SystemError) { try make() } catch  where error.errno == ENOENT {
    let parent = directoryName(folder)
    guard parent != folder, parent != "." else { throw error }
    try createDirectory(parent, mode: mode)
    try make()
  }
}

/// Makes the names in a directory durable: a file that was just created or renamed there.
public func synchronizeDirectory(_ path: String) throws(SystemError) {
  let descriptor = try syscall("open \(path)") { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  defer { close(descriptor) }
  try syscall("synchronize \(path)") { fsync(descriptor) }
}

/// The directory part of a path; `.` where it has none.
public func directoryName(_ path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

private func giveToOwner(ofDirectory directory: String, _ descriptor: Int32, _ path: String)
  throws(SystemError)
{
  guard geteuid() == 0 else { return }
  var status = stat()
  try syscall("look at \(directory)") { stat(directory, &status) }
  guard status.st_uid != 0 else { return }
  try syscall("give \(path) to its directory's owner") { fchown(descriptor, status.st_uid, status.st_gid) }
}
