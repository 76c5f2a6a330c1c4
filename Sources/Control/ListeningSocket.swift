import Glibc
import Syscalls

/// A Unix socket with a file, mode 0660, that is removed at the end.
final class ListeningSocket {
  let descriptor: Descriptor
  let path: String
  /// What the file was when it was made: another daemon's file at the same path is not ours to remove.
  private let file: FileIdentity?

  /// Takes the path, also from a daemon that left its socket behind; not from one that is alive.
  ///
  /// - Throws: `ControlError`.
  init(path: String) throws {
    self.path = path
    do throws(SystemError) {
      let address = try UnixAddress(path)
      if let old = try FileIdentity(path: path) { try Self.clear(old, path: path, address: address) }
      descriptor = try .unixStream()
      // The file is made with these permissions less the umask's, and gets the rest below: it is at no time open
      // to more than its owner and group, and no umask of the whole process is changed for it.
      try descriptor.setMode(0o660)
      try descriptor.bind(to: address)
      file = try FileIdentity(path: path)
      try changeMode(path, 0o660)
      try descriptor.listen(backlog: 128)
    } catch {
      throw Self.explain(error, path: path)
    }
  }

  deinit { removeOwnFile() }

  /// Removes the file, if it is still the one that was made here.
  func removeOwnFile() {
    guard let file, let now = try? FileIdentity(path: path), now.isSameFile(as: file) else { return }
    try? removeFile(path)
  }

  /// Removes a socket that nobody serves.
  private static func clear(
    _ file: FileIdentity, path: String, address: UnixAddress
  ) throws(SystemError) {
    guard file.isSocket else { throw SystemError(ENOTSOCK, doing: path) }
    let probe = try Descriptor.unixStream()
    do throws(SystemError) {
      try probe.connect(to: address)
    } catch {
      switch error.errno {
      case ECONNREFUSED: try removeFile(path)
      case ENOENT: break
      // A full queue has somebody who lets it fill.
      case EAGAIN: throw SystemError(EADDRINUSE, doing: path)
      default: throw error
      }
      return
    }
    let owner = try? probe.peerCredentials()
    throw SystemError(EADDRINUSE, doing: path + (owner.map { " by \($0.description)" } ?? ""))
  }

  private static func explain(_ error: SystemError, path: String) -> ControlError {
    switch error.errno {
    case EADDRINUSE:
      ControlError(
        .unavailable, "socket already served: \(error.action)",
        remedy: "stop the other holdfastd, or give this one another --socket", underlying: error)
    case ENOTSOCK:
      ControlError(
        .inputOutput, "\(path) is there and is no socket", remedy: "move it away, or give another --socket",
        underlying: error)
    case ENAMETOOLONG, EINVAL:
      ControlError(
        .usage, "\(path): not a name for a socket",
        remedy: "give --socket a path of at most \(UnixAddress.longestPath) bytes", underlying: error)
    case ENOENT, ENOTDIR:
      ControlError(
        .inputOutput, "socket \(path): its directory does not exist",
        remedy: "make the directory, or give another --socket", underlying: error)
    case EACCES, EPERM, EROFS:
      ControlError(
        .permission, "socket \(path): \(error.description)",
        remedy: "give a --socket in a directory that you may write", underlying: error)
    default: ControlError(.inputOutput, "socket \(path): \(error.description)", underlying: error)
    }
  }
}
