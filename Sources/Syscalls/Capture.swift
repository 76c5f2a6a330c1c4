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
/// Its signals are as in a fresh process, whatever this one blocks or ignores.
///
/// - Parameters:
///   - arguments: the program and its arguments, at least one.
///   - milliseconds: how long it may take; then it is killed. So it is where it prints more than is kept.
/// - Throws: `ENOENT` where there is no such program, `ETIMEDOUT`, and whatever else starting one gives.
public func captureOutput(of arguments: [String], milliseconds: Int32) throws(SystemError) -> Captured {
  let end = SystemClock.boottime + Int64(milliseconds) * 1_000
  let (process, reader) = try start(arguments)
  do throws(SystemError) {
    guard let (output, isCut) = try read(reader, until: end) else {
      throw SystemError(ETIMEDOUT, doing: "run \(arguments[0])")
    }
    if isCut { kill(process, SIGKILL) }
    // Who has closed the output may still live on.
    guard let status = try wait(for: process, until: isCut ? end + graceAfterKill : end) else {
      throw SystemError(ETIMEDOUT, doing: "run \(arguments[0])")
    }
    let signal = status & 0x7F
    return Captured(status: signal == 0 ? status >> 8 & 0xFF : -signal, output: output)
  } catch {
    kill(process, SIGKILL)
    _ = try? wait(for: process, until: SystemClock.boottime + graceAfterKill)
    throw error
  }
}

/// How long a program that was killed is waited for, in µs: one that hangs in the kernel, on a disk that does not answer,
/// does not even end then.
private let graceAfterKill: Int64 = 1_000_000

/// The most that is kept.
private let outputLimit = 1 << 20

private func start(_ arguments: [String]) throws(SystemError) -> (process: pid_t, reader: Descriptor) {
  // The child's copy of the writing end is to be the only one: its end is the end of the output.
  let (reader, writer) = try makePipe()
  let process = try spawn(arguments) { actions in
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, writer.number, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  }
  return (process, reader)
}

/// All that comes until the end, or as much as is kept; `nil` where that took too long.
private func read(
  _ reader: Descriptor, until end: Int64
) throws(SystemError) -> (output: [UInt8], isCut: Bool)? {
  var output: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  while output.count <= outputLimit {
    let left = Int32(clamping: (end - SystemClock.boottime) / 1_000)
    guard left > 0, try reader.wait(for: .readable, milliseconds: left) else { return nil }
    guard let count = try reader.read(into: &buffer), count > 0 else { return (output, false) }
    output += buffer[..<count]
  }
  return (Array(output.prefix(outputLimit)), true)
}

/// How a process ended; `nil` where it has not by then.
private func wait(for process: pid_t, until end: Int64) throws(SystemError) -> Int32? {
  var status: Int32 = 0
  // It ends with its output or shortly after, as a rule.
  var milliseconds: Int32 = 1
  while try syscall("wait for a process", { waitpid(process, &status, WNOHANG) }) != process {
    guard SystemClock.boottime < end else { return nil }
    pause(milliseconds: milliseconds)
    milliseconds = min(milliseconds * 2, 20)
  }
  return status
}
