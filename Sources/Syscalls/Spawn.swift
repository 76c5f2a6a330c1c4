import Glibc

/// A program that was started, in a process group of its own.
public struct ChildProcess: Hashable, Sendable {
  /// Its process id, and that of its group.
  public let process: Int32

  /// Starts a program without a shell, found through `$PATH`.
  ///
  /// Its standard input is `/dev/null`, its output goes where this process's errors go. Its signals are as in a
  /// fresh process, whatever this one blocks.
  /// - Parameter arguments: the program and its arguments, at least one.
  /// - Throws: `ENOENT` where there is no such program, and whatever else `posix_spawnp` finds.
  public init(starting arguments: [String]) throws(SystemError) {
    process = try spawn(arguments, ownGroup: true) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, 2, 1)
    }
  }

  /// Ends the program and all that it started.
  public func kill() { _ = Glibc.kill(-process, SIGKILL) }

  /// The ids of all children that have ended since the last call, with their exit status (negative: the signal).
  public static func reap() -> [(process: Int32, status: Int32)] {
    var ended: [(process: Int32, status: Int32)] = []
    var status: Int32 = 0
    while true {
      let process = waitpid(-1, &status, WNOHANG)
      guard process > 0 else { return ended }
      let signal = status & 0x7F
      ended.append((process, signal == 0 ? status >> 8 & 0xFF : -signal))
    }
  }
}

/// Starts a program without a shell, found through `$PATH`, its signals as in a fresh process.
/// - Parameters:
///   - defaults: variables of its environment, where they are not set already.
///   - ownGroup: whether it leads a process group of its own.
///   - open: what its descriptors are.
/// - Throws: `ENOENT` where there is no such program, and whatever else `posix_spawnp` finds.
func spawn(
  _ arguments: [String], defaults: [String: String] = [:], ownGroup: Bool = false,
  _ open: (inout posix_spawn_file_actions_t) -> Void
) throws(SystemError) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  open(&actions)

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  var all = sigset_t()
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setpgroup(&attributes, 0)
  posix_spawnattr_setflags(
    &attributes,
    Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (ownGroup ? POSIX_SPAWN_SETPGROUP : 0)))

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
  return process
}

/// A pipe that no other program inherits.
func makePipe() throws(SystemError) -> (reading: Descriptor, writing: Descriptor) {
  var ends: [Int32] = [-1, -1]
  try syscall("make a pipe") { pipe(&ends) }
  let made = (reading: Descriptor(owning: ends[0]), writing: Descriptor(owning: ends[1]))
  // pipe2 would do it at once; it hides behind _GNU_SOURCE.
  for end in ends { try syscall("keep a pipe") { fcntl(end, F_SETFD, FD_CLOEXEC) } }
  return made
}
