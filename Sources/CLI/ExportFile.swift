import Glibc
import Gym
import Syscalls

/// Whether a path leads to a folder, or is written as one.
func isFolder(_ path: String) -> Bool {
  path.hasSuffix("/") || (try? fileStatus(path)).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
}

/// Writes a file that is there whole or not at all, in the place of one that was there before. What is no file (a
/// device, a pipe) is written as it is.
/// - Throws: a failure that names the path; or what `body` throws.
func writeFile(_ path: String, _ body: (Output) throws -> Void) throws {
  // A limit on the size of files is to be an error like a full disk.
  ignoreSignals([SIGXFSZ])
  do {
    if let status = try? fileStatus(path), status.st_mode & S_IFMT != S_IFREG {
      let descriptor = Descriptor(owning: try openFile(path, O_WRONLY))
      try withExtendedLifetime(descriptor) { try write(path, descriptor.number, body) }
    } else {
      let file = try PendingFile(path, mode: 0o640)
      try write(path, file.descriptor, body)
      try file.commit(replacing: true)
    }
  } catch let error as SystemError {
    throw Failure(ExitStatus(error), "\(path): \(error.message)", remedy: remedy(error, path))
  }
}

private func write(_ path: String, _ descriptor: Int32, _ body: (Output) throws -> Void) throws {
  let out = Output(descriptor: descriptor, name: path)
  try body(out)
  try out.flush()
}

/// What to do where a file could not be written.
func remedy(_ error: SystemError, _ path: String) -> String? {
  switch error.errno {
  case ENOSPC, EDQUOT: "make room on its disk; nothing was left there"
  case ENOENT: "make the folder \(directoryName(path)) first"
  case EACCES, EPERM, EROFS: "name a place that this user may write to"
  default: nil
  }
}
