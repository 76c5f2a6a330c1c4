import Glibc

/// What a program printed, and how it ended.
public struct Captured: Hashable, Sendable {
  /// Its exit status; negative for a signal.
  public var status: Int32
  /// What it printed to standard output, at most 1 MiB.
  public var output: [UInt8]

  /// An end with this output.
  public init(status: Int32, output: [UInt8]) {
    self.status = status
    self.output = output
  }
}

/// Runs a program without a shell, found through `$PATH`, its input and its errors being `/dev/null`, and waits for it.
///
/// - Parameters:
///   - arguments: the program and its arguments, at least one.
///   - milliseconds: how long it may take; then it is killed.
/// - Throws: `ENOENT` where there is no such program, `ETIMEDOUT`, and whatever else starting one gives.
public func captureOutput(of arguments: [String], milliseconds: Int32) throws(SystemError) -> Captured {
  var ends: [Int32] = [-1, -1]
  try syscall("make a pipe") { pipe(&ends) }
  let reader = Descriptor(owning: ends[0])
  var writer: Descriptor? = Descriptor(owning: ends[1])
  for end in ends { try syscall("fcntl") { fcntl(end, F_SETFD, FD_CLOEXEC) } }

  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  var process: pid_t = 0
  let code = posix_spawnp(&process, arguments[0], &actions, nil, &pointers, environ)
  guard code == 0 else { throw SystemError(code, doing: "run \(arguments[0])") }
  writer = nil
  _ = writer

  let output: [UInt8]?
  do throws(SystemError) {
    output = try read(reader, milliseconds)
  } catch {
    kill(process, SIGKILL)
    _ = try? wait(for: process)
    throw error
  }
  if output == nil { kill(process, SIGKILL) }
  let status = try wait(for: process)
  guard let output else { throw SystemError(ETIMEDOUT, doing: "run \(arguments[0])") }
  let signal = status & 0x7F
  return Captured(status: signal == 0 ? status >> 8 & 0xFF : -signal, output: output)
}

/// All that comes until the end; `nil` where that took too long.
private func read(_ reader: Descriptor, _ milliseconds: Int32) throws(SystemError) -> [UInt8]? {
  var output: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  let end = SystemClock.boottime + Int64(milliseconds) * 1_000
  while output.count < 1 << 20 {
    let left = Int32(clamping: (end - SystemClock.boottime) / 1_000)
    guard left > 0, try reader.wait(for: .readable, milliseconds: left) else { return nil }
    guard let count = try reader.read(into: &buffer), count > 0 else { break }
    output += buffer[..<count]
  }
  return output
}

private func wait(for process: pid_t) throws(SystemError) -> Int32 {
  var status: Int32 = 0
  try syscall("wait for a process") { waitpid(process, &status, 0) }
  return status
}
