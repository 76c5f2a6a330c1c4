import Control
import Glibc
import Syscalls
import Testing
import Training

@testable import CLI

/// The program itself in a terminal of its own.
private final class Terminal {
  private let master: Int32
  private let process: pid_t
  private(set) var screen = ""

  /// - Returns: `nil`, and says so, where the program was not built.
  init?(_ arguments: [String], environment: [String: String], for test: String = #function) throws {
    let program = directoryName(try executablePath()) + "/holdfast"
    guard fileExists(program) else {
      print("SKIPPED: \(test): there is no \(program)")
      return nil
    }
    master = posix_openpt(O_RDWR | O_NOCTTY)
    #expect(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
    var name = [CChar](repeating: 0, count: 128)
    #expect(ptsname_r(master, &name, name.count) == 0)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, &name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which hides behind _GNU_SOURCE
    posix_spawnattr_setflags(&attributes, newSession)

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, &attributes, &words, &variables)
    self.process = process
    #expect(code == 0)
    resize(columns: 40, rows: 12)
  }

  deinit {
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(master)
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
  }

  func type(_ text: String) { _ = Glibc.write(master, text, text.utf8.count) }

  func signal(_ signal: Int32) { Glibc.kill(process, signal) }

  /// Reads until it has shown a text since the last call; whether that came within ten seconds.
  func shows(_ text: String) -> Bool {
    for _ in 0..<1_000 {
      if let range = screen.firstRange(of: text) {
        screen = String(screen[range.upperBound...])
        return true
      }
      var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 10) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(master, &buffer, buffer.count)
      // EIO: the other side has been closed.
      guard count > 0 else { return screen.contains(text) }
      screen += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return false
  }

  /// Waits for the end: the exit code, or the signal as a negative number.
  func end() -> Int32 {
    _ = shows("there is no such text")
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// Whether the terminal gathers lines and echoes again.
  var isAsItWas: Bool {
    var mode = termios()
    return tcgetattr(master, &mode) == 0 && mode.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }
}

@Suite struct TerminalTests {
  private let leave = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  private func start(_ arguments: [String]) throws -> (World, FakeDaemon, Terminal)? {
    let world = World()
    var report = StatusReport.example(world)
    report.stations[0].state = .running
    report.stations[0].running = RunningReport(
      exercise: "side-plank", kind: .hold, side: .left, startedAt: world.now, elapsed: .seconds(12),
      target: Target(seconds: .range(30, 45)), carrier: .tap)
    let daemon = try FakeDaemon(world.socket, report: report)
    let environment = [
      "HOLDFAST_SOCKET": world.socket, "TERM": "xterm", "PATH": "/usr/bin", "HOME": world.folder,
    ]
    guard let terminal = try Terminal(arguments, environment: environment) else {
      daemon.stop()
      return nil
    }
    return (world, daemon, terminal)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func watchGivesTheTerminalBack(signal: Int32) throws {
    guard let (_, daemon, terminal) = try start(["watch"]) else { return }
    defer { daemon.stop() }
    #expect(terminal.shows("\u{1B}[?1049h") && terminal.shows("Side plank, left") && terminal.shows("██"))
    #expect(!terminal.isAsItWas)
    terminal.signal(signal)
    #expect(terminal.shows(leave))
    #expect(terminal.isAsItWas)
    #expect(terminal.end() == 0)
  }

  @Test func watchEndsWithAKeyAndCtrlC() throws {
    for key in ["q", "\u{3}"] {
      guard let (_, daemon, terminal) = try start(["watch"]) else { return }
      defer { daemon.stop() }
      #expect(terminal.shows("Side plank, left"))
      terminal.type(key)
      #expect(terminal.shows(leave))
      #expect(terminal.end() == 0)
    }
  }

  @Test func watchSurvivesAResizeAndARestart() throws {
    guard let (world, daemon, terminal) = try start(["watch"]) else { return }
    #expect(terminal.shows("Side plank, left"))
    terminal.resize(columns: 100, rows: 30)
    // Drawn anew from the first row on, with larger digits.
    #expect(terminal.shows("\u{1B}[2J") && terminal.shows("Side plank, left") && terminal.shows("██████████"))
    daemon.stop()
    #expect(terminal.shows("holdfastd is not running"))
    var report = StatusReport.example(world)
    report.stations[0].exerciseName = "Wall sit"
    report.stations[0].selection.side = .both
    let second = try FakeDaemon(world.socket, report: report)
    defer { second.stop() }
    #expect(terminal.shows("Wall sit") && terminal.shows("tap to start"))
    terminal.signal(SIGTERM)
    #expect(terminal.end() == 0 && terminal.isAsItWas)
  }

  @Test func statusFollowsOnTheScreen() throws {
    guard let (_, daemon, terminal) = try start(["status", "--watch"]) else { return }
    defer { daemon.stop() }
    #expect(terminal.shows("running 0:12."))
    #expect(terminal.shows("running 0:13."))
    daemon.report.withLock { $0.stations[0].state = .idle }
    daemon.send(Event(.stopped, station: "main", at: WallTime(microseconds: 0)))
    #expect(terminal.shows("idle"))
    terminal.type("q")
    #expect(terminal.shows(leave) && terminal.end() == 0)
  }
}
