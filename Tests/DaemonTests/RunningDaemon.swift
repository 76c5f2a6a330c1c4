import Control
import Glibc
import Store
import Syscalls
import Testing
import Training

/// The program itself, built beside the tests.
let programPath: String = {
  let beside = try! directoryName(executablePath())
  let candidates =
    [beside] + CommandLine.arguments.map(directoryName) + [
      directoryName(directoryName(directoryName(#filePath))) + "/.build/debug"
    ]
  return candidates.map { $0 + "/holdfastd" }.first { access($0, X_OK) == 0 } ?? "holdfastd"
}()

/// A `holdfastd` that runs as a child, in a folder that holds all it has.
final class RunningDaemon {
  let folder: Folder
  let process: Int32
  /// How it ended, once that is known: its exit code, or the negative number of a signal.
  private(set) var ending: Int32?
  private let logName: String

  var socket: String { folder("holdfast.sock") }
  var database: String { folder("holdfast.db") }
  var log: String { folder.text(logName) }

  /// Starts it, and waits until it answers.
  /// - Parameter configuration: the text of its configuration; `nil` is none.
  init(
    _ folder: Folder = Folder(), _ arguments: [String] = [], configuration: String? = nil,
    environment: [String: String] = [:], waits: Bool = true,
    logDescriptor: Int32? = nil
  ) throws {
    self.folder = folder
    var all = [
      programPath, "--socket", folder("holdfast.sock"), "--database", folder("holdfast.db"),
    ]
    if let configuration { folder.write("holdfast.toml", configuration) }
    if access(folder("holdfast.toml"), F_OK) == 0 { all += ["--config", folder("holdfast.toml")] }
    logName = "log-\(SystemClock.boottime)"
    process = try start(
      all + arguments, log: folder(logName), or: logDescriptor, home: folder.path, environment)
    if waits, !eventually({ hasEnded || (try? client()) != nil }) || hasEnded {
      throw NotRunning(description: "holdfastd did not start: \(log)")
    }
  }

  deinit { kill() }

  /// Runs it where it is to fail.
  static func refused(
    _ folder: Folder, _ arguments: [String] = [], configuration: String? = nil
  ) throws -> (code: Int32?, log: String) {
    let daemon = try RunningDaemon(folder, arguments, configuration: configuration, waits: false)
    let code = daemon.exitCode()
    return (code, daemon.log)
  }

  /// A new connection.
  func client() throws -> ControlClient { try ControlClient(path: socket, timeout: .seconds(10)) }

  func status() throws -> StatusReport {
    try StatusReport(json: client().send(.status, timeout: .seconds(10)), at: "")
  }

  func station(_ name: String = "main") throws -> StationReport {
    try #require(status().stations.first { $0.station == name })
  }

  /// What is in the database.
  func sets() throws -> [LoggedSet] { try Store.openReadOnly(database)?.sets(SetFilter()) ?? [] }

  /// The sets, once there are so many.
  func sets(_ count: Int, seconds: Int = 10) throws -> [LoggedSet] {
    let isSo = try eventually(seconds: seconds) { try sets().count >= count }
    let found = try sets()
    try #require(isSo && found.count == count, "\(found.count) sets instead of \(count): \(log)")
    return found
  }

  func logs(_ text: String) -> Bool { eventually { log.contains(text) } }

  // MARK: Ending

  func signal(_ number: Int32) { Glibc.kill(process, number) }

  /// Tells it to stop; its exit code.
  @discardableResult
  func stop() -> Int32? {
    signal(SIGTERM)
    return exitCode()
  }

  /// Cuts it off.
  func kill() {
    guard ending == nil else { return }
    signal(SIGKILL)
    _ = exitCode()
  }

  var hasEnded: Bool {
    if ending != nil { return true }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    let number = status & 0x7F
    ending = number == 0 ? status >> 8 & 0xFF : -number
    return true
  }

  /// Waits for its end; `nil` where that does not come.
  func exitCode() -> Int32? {
    _ = eventually { hasEnded }
    return ending
  }
}

struct NotRunning: Error, CustomStringConvertible { var description: String }

/// Starts a program in an environment of its own, its output going to a file.
private func start(
  _ arguments: [String], log: String, or descriptor: Int32?, home: String, _ more: [String: String]
) throws -> Int32 {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  if let descriptor {
    posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
  } else {
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
  }
  posix_spawn_file_actions_adddup2(&actions, 1, 2)
  let own = ["HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"].merging(more) { $1 }
  var environment = own.map { strdup("\($0)=\($1)") } + [nil]
  var pointers = arguments.map { strdup($0) } + [nil]
  defer { for pointer in environment + pointers { free(pointer) } }
  var process: pid_t = 0
  let code = posix_spawn(&process, arguments[0], &actions, nil, &pointers, &environment)
  guard code == 0 else { throw SystemError(code, doing: "start \(arguments[0])") }
  return process
}

// MARK: - Talking

extension ControlClient {
  func station(_ request: Request) throws -> StationReport {
    try StationReport(json: send(request, timeout: .seconds(10)), at: "")
  }

  func set(_ request: Request) throws -> LoggedSet {
    try LoggedSet(json: send(request, timeout: .seconds(10)), at: "")
  }

  func change(_ request: Request) throws -> Control.ChangeReport {
    try Control.ChangeReport(json: send(request, timeout: .seconds(10)), at: "")
  }

  /// The error that a request gets.
  func failure(_ request: Request) throws -> ControlError {
    do {
      let result = try send(request, timeout: .seconds(10))
      throw NotRunning(description: "\(request) succeeded: \(result)")
    } catch let error as ControlError {
      return error
    }
  }

  /// The next event that is meant; fails where it does not come.
  func event(_ name: String, _ isMeant: (Event.Happening) -> Bool) throws -> Event {
    let end = SystemClock.boottime + 10_000_000
    var heard: [Event.Happening] = []
    while SystemClock.boottime < end, let line = try next(timeout: .seconds(5)) {
      guard case .event(let event) = line else { continue }
      if isMeant(event.what) { return event }
      heard.append(event.what)
    }
    throw NotRunning(description: "no \(name) among \(heard)")
  }
}
