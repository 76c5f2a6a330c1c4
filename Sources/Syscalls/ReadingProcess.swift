import Glibc

/// A program that reads what this process writes: a pager.
///
/// It stays in this process's group, so that the terminal's keys (Ctrl-C, Ctrl-Z) reach both, and writes where this
/// process does. Its signals are as in a fresh process, whatever this one blocks or ignores.
public final class ReadingProcess {
  private var writing: Descriptor?
  private let process: pid_t

  /// Where to write; -1 once it has finished. No other program that this process starts inherits it.
  public var descriptor: Int32 { writing?.number ?? -1 }

  /// Starts a program without a shell, found through `$PATH`.
  /// - Parameters:
  ///   - arguments: the program and its arguments, at least one.
  ///   - defaults: variables of its environment, where they are not set already.
  /// - Throws: `ENOENT` where there is no such program, and whatever else `pipe2` and `posix_spawnp` find.
  public init(starting arguments: [String], defaults: [String: String] = [:]) throws(SystemError) {
    let (reading, writing) = try makePipe()
    process = try spawn(arguments, defaults: defaults) { actions in
      posix_spawn_file_actions_adddup2(&actions, reading.number, 0)
    }
    self.writing = writing
  }

  /// Ends its input and waits until it has ended.
  public func finish() {
    guard writing != nil else { return }
    writing = nil
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  deinit { finish() }
}

/// Whether a program can be run: a path, or a name that is looked for in `$PATH`.
public func isProgram(_ name: String) -> Bool {
  func canRun(_ path: String) -> Bool { access(path, X_OK) == 0 }
  guard !name.isEmpty else { return false }
  if name.contains("/") { return canRun(name) }
  let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
  return folders.split(separator: ":").contains { canRun("\($0)/\(name)") }
}

/// The signals that the keys of a terminal and a reader who has gone send to a program that writes into a pager.
public let signalsWhilePaging = [SIGINT, SIGQUIT, SIGPIPE]
