public import Glibc

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

/// Creates a directory and those above it where they are missing.
public func createDirectory(_ path: String, mode: mode_t) throws(SystemError) {
  do throws(SystemError) {
    try syscall("create directory \(path)") { mkdir(path, mode) }
  } catch  where error.errno == EEXIST {
    return
  } catch  where error.errno == ENOENT {
    let parent = directoryName(path)
    guard parent != path, parent != "." else { throw error }
    try createDirectory(parent, mode: mode)
    try syscall("create directory \(path)") { mkdir(path, mode) }
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
