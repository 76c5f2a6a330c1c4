import Control
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

@testable import CLI

/// The program itself in a terminal of its own.
private final class Terminal {
  private let master: Int32
  private let process: pid_t
  private(set) var screen = ""
  private var hasEnded = false

  /// - Returns: `nil`, and says so, where the program was not built.
  init?(_ arguments: [String], environment: [String: String], for test: String = #function) throws {
    let program = directoryName(try executablePath()) + "/holdfast"
    guard fileExists(program) else {
      print("SKIPPED: \(test): there is no \(program)")
      return nil
    }
    // posix_openpt and its kin hide behind _XOPEN_SOURCE: these are the requests that they make (asm-generic/ioctls.h).
    let setLock: UInt = 0x4004_5431
    let getNumber: UInt = 0x8004_5430
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, setLock, &isLocked) == 0, ioctl(master, getNumber, &number) == 0 else {
      print("SKIPPED: \(test): this machine gives no terminals (/dev/ptmx)")
      if master >= 0 { close(master) }
      return nil
    }
    let name = "/dev/pts/\(number)"
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
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
    guard code == 0 else { throw SystemError(code, doing: "run \(program)") }
    self.process = process
    resize(columns: 40, rows: 12)
  }

  deinit {
    if !hasEnded {
      signal(SIGKILL)
      waitpid(process, nil, 0)
    }
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
    hasEnded = true
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// Whether the terminal gathers lines and echoes again.
  var isAsItWas: Bool {
    var mode = termios()
    return tcgetattr(master, &mode) == 0 && mode.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }
}

/// A daemon in whose only station a set has run for 12 s, and the program that shows it.
private final class Scene {
  let world = World()
  let daemon: FakeDaemon
  let terminal: Terminal

  init?(_ arguments: String..., test: String = #function) throws {
    var report = StatusReport.example(world)
    report.stations[0].state = .running
    report.stations[0].running = RunningReport(
      exercise: "side-plank", kind: .hold, side: .left, startedAt: world.now, elapsed: .seconds(12),
      target: Target(seconds: .range(30, 45)), carrier: .tap)
    daemon = try FakeDaemon(world.socket, report: report)
    let environment = ["HOLDFAST_SOCKET": world.socket, "TERM": "xterm", "HOME": world.folder]
    guard let terminal = try Terminal(arguments, environment: environment, for: test) else {
      daemon.stop()
      return nil
    }
    self.terminal = terminal
  }

  deinit { daemon.stop() }
}

@Suite struct TerminalTests {
  private let leave = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func watchGivesTheTerminalBack(signal: Int32) throws {
    guard let scene = try Scene("watch") else { return }
    let terminal = scene.terminal
    #expect(terminal.shows("\u{1B}[?1049h") && terminal.shows("Side plank, left") && terminal.shows("██"))
    #expect(!terminal.isAsItWas)
    terminal.signal(signal)
    #expect(terminal.shows(leave))
    #expect(terminal.isAsItWas)
    #expect(terminal.end() == 0)
  }

  @Test(arguments: ["q", "\u{3}"]) func watchEndsWithAKey(key: String) throws {
    guard let scene = try Scene("watch") else { return }
    #expect(scene.terminal.shows("Side plank, left"))
    scene.terminal.type(key)
    #expect(scene.terminal.shows(leave))
    #expect(scene.terminal.end() == 0)
  }

  @Test func watchSurvivesAResizeAndARestart() throws {
    guard let scene = try Scene("watch") else { return }
    let terminal = scene.terminal
    #expect(terminal.shows("Side plank, left"))
    terminal.resize(columns: 100, rows: 30)
    // Drawn anew from the first row on, with larger digits.
    #expect(terminal.shows("\u{1B}[2J") && terminal.shows("Side plank, left") && terminal.shows("██████████"))
    scene.daemon.stop()
    #expect(terminal.shows("holdfastd is not running"))
    var report = StatusReport.example(scene.world)
    report.stations[0].exerciseName = "Wall sit"
    report.stations[0].selection.side = .both
    let second = try FakeDaemon(scene.world.socket, report: report)
    defer { second.stop() }
    #expect(terminal.shows("Wall sit") && terminal.shows("tap to start"))
    terminal.signal(SIGTERM)
    #expect(terminal.end() == 0 && terminal.isAsItWas)
  }

  @Test func statusFollowsOnTheScreen() throws {
    guard let scene = try Scene("status", "--watch") else { return }
    let terminal = scene.terminal
    #expect(terminal.shows("running 0:12."))
    #expect(terminal.shows("running 0:13."))
    scene.daemon.report.withLock { $0.stations[0].state = .idle }
    scene.daemon.send(Event(.stopped, station: "main", at: WallTime(microseconds: 0)))
    #expect(terminal.shows("idle"))
    terminal.type("q")
    #expect(terminal.shows(leave) && terminal.end() == 0)
  }
}
