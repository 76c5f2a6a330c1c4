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
    var ends: [Int32] = [-1, -1]
    try syscall("make a pipe") { pipe(&ends) }
    let reading = Descriptor(owning: ends[0])
    writing = Descriptor(owning: ends[1])
    // pipe2 would do it at once; it hides behind _GNU_SOURCE.
    for end in ends { try syscall("keep a pipe") { fcntl(end, F_SETFD, FD_CLOEXEC) } }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading.number, 0)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let added = defaults.filter { getenv($0.key) == nil }.sorted { $0.key < $1.key }
    let own: [UnsafeMutablePointer<CChar>?] = added.map { strdup("\($0.key)=\($0.value)") }
    defer { for variable in own { free(variable) } }
    var variables = own
    var next = environ
    while let variable = next.pointee {
      variables.append(variable)
      next += 1
    }
    variables.append(nil)

    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw SystemError(code, doing: "run \(arguments[0])") }
    self.process = process
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
