import Control
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

@testable import CLI

/// A daemon in whose only station a set has run for 12 s, and the program that shows it.
private final class Scene {
  let world = World()
  let daemon: FakeDaemon
  let terminal: PseudoTerminal

  init?(_ arguments: String..., test: String = #function) throws {
    var report = StatusReport.example(world)
    report.stations[0].state = .running
    report.stations[0].running = RunningReport(
      exercise: "side-plank", kind: .hold, side: .left, startedAt: world.now, elapsed: .seconds(12),
      target: Target(seconds: .range(30, 45)), carrier: .tap)
    daemon = try FakeDaemon(world.socket, report: report)
    let environment = ["HOLDFAST_SOCKET": world.socket, "TERM": "xterm", "HOME": world.folder]
    guard let terminal = try PseudoTerminal(arguments, environment: environment, for: test) else {
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
    #expect(terminal.displays("Side plank, left"))
    for (columns, rows) in [(100, 30), (20, 5), (200, 60), (40, 12)] {
      terminal.resize(columns: UInt16(columns), rows: UInt16(rows))
      #expect(terminal.shows("\u{1B}[2J") && terminal.displays("Side plank, left"))
      // What is on the screen is what would be drawn on an empty one, whatever was drawn before.
      let size = TerminalSize(columns: columns, rows: rows)
      let faces = faces(scene, size)
      let isRight = (0..<20).contains { _ in
        // The daemon says once more that it has run for 12 s.
        scene.daemon.send(Event(.target, station: "main", at: WallTime(microseconds: 0)))
        return faces.contains(terminal.lines(after: 330))
      }
      #expect(isRight, "\(columns)x\(rows):\n\(terminal.lines(after: 0).joined(separator: "\n"))")
    }
    scene.daemon.stop()
    #expect(terminal.displays("holdfastd is not running"))
    var report = StatusReport.example(scene.world)
    report.stations[0].exerciseName = "Wall sit"
    report.stations[0].selection.side = .both
    let second = try FakeDaemon(scene.world.socket, report: report)
    defer { second.stop() }
    #expect(terminal.displays("Wall sit") && terminal.displays("tap to start"))
    terminal.signal(SIGTERM)
    #expect(terminal.end() == 0 && terminal.isAsItWas)
  }

  /// What may be seen within a second: drawn at, or shortly after, a tenth of one.
  private func faces(_ scene: Scene, _ size: TerminalSize) -> Set<[String]> {
    var report = scene.daemon.report.withLock { $0.stations[0] }
    var faces: Set<[String]> = []
    for tenth in Int64(0)..<10 {
      for late in [0, 2, 6, 20] {
        report.running?.elapsed = Interval.seconds(12) + Interval.milliseconds(100 * tenth + Int64(late))
        let lines = TimerFace(size: size, station: report).frame.lines
        faces.insert(lines.map(\.text.withoutSpacesAtEnd))
      }
    }
    return faces
  }

  @Test("Only what changes is written: some cells of a row ten times a second, nothing while nothing happens")
  func writesLittle() throws {
    guard let scene = try Scene("watch") else { return }
    let terminal = scene.terminal
    terminal.resize(columns: 200, rows: 60)
    #expect(terminal.displays("Side plank, left"))
    _ = terminal.lines(after: 300)
    // A whole picture is some 25 kB.
    let running = terminal.bytes(milliseconds: 1_000)
    #expect((1_000..<80_000).contains(running), "\(running) bytes in a second")
    scene.daemon.report.withLock {
      $0.stations[0].state = .idle
      $0.stations[0].running = nil
    }
    scene.daemon.send(Event(.stopped, station: "main", at: WallTime(microseconds: 0)))
    #expect(terminal.displays("tap to start"))
    #expect(terminal.bytes(milliseconds: 500) == 0)
  }

  @Test("Ctrl-Z gives the terminal back, and fg takes it anew")
  func stopsAndGoesOn() throws {
    guard let scene = try Scene("watch") else { return }
    let terminal = scene.terminal
    #expect(terminal.displays("Side plank, left"))
    for _ in 0..<2 {
      terminal.type("\u{1A}")
      #expect(terminal.shows(leave) && terminal.isAsItWas)
      #expect(eventually { terminal.state == "T" })
      terminal.signal(SIGCONT)
      #expect(terminal.shows("\u{1B}[2J") && terminal.shows("Side plank, left"))
      #expect(!terminal.isAsItWas)
    }
    terminal.type("q")
    #expect(terminal.shows(leave) && terminal.end() == 0 && terminal.isAsItWas)
  }

  @Test("Without its terminal it ends within a second, whatever the daemon does", arguments: [true, false])
  func endsWithItsTerminal(isRunning: Bool) throws {
    guard let scene = try Scene("watch") else { return }
    let terminal = scene.terminal
    if !isRunning {
      scene.daemon.report.withLock { $0.stations[0].state = .idle }
      scene.daemon.send(Event(.stopped, station: "main", at: WallTime(microseconds: 0)))
      #expect(terminal.displays("tap to start"))
    }
    #expect(terminal.displays("Side plank, left"))
    terminal.close()
    #expect(terminal.endsWithinASecond() == 0)
  }

  @Test("A signal ends it while the terminal takes nothing, and while the daemon does not answer")
  func endsWhileStuck() throws {
    guard let scene = try Scene("watch") else { return }
    let terminal = scene.terminal
    #expect(terminal.displays("Side plank, left"))
    terminal.type("\u{13}")  // Ctrl-S
    _ = terminal.bytes(milliseconds: 300)
    #expect(terminal.bytes(milliseconds: 300) == 0)
    terminal.type("\u{11}")  // Ctrl-Q
    #expect(terminal.bytes(milliseconds: 500) > 0)
    terminal.type("\u{13}")
    _ = terminal.bytes(milliseconds: 300)
    terminal.signal(SIGTERM)
    #expect(terminal.endsWithinASecond() == 0)

    guard let other = try Scene("watch") else { return }
    #expect(other.terminal.displays("Side plank, left"))
    other.daemon.silent.withLock { $0 = true }
    other.daemon.send(Event(.ready, station: "main", at: WallTime(microseconds: 0)))
    pause(milliseconds: 100)
    other.terminal.signal(SIGHUP)
    #expect(other.terminal.endsWithinASecond() == 0)
  }

  @Test func statusFollowsOnTheScreen() throws {
    guard let scene = try Scene("status", "--watch") else { return }
    let terminal = scene.terminal
    #expect(terminal.displays("running 0:12."))
    #expect(terminal.displays("running 0:13."))
    scene.daemon.report.withLock { $0.stations[0].state = .idle }
    scene.daemon.send(Event(.stopped, station: "main", at: WallTime(microseconds: 0)))
    #expect(terminal.displays("  idle"))
    terminal.type("q")
    #expect(terminal.shows(leave) && terminal.end() == 0)
  }
}

private func eventually(_ condition: () -> Bool) -> Bool {
  for _ in 0..<500 {
    if condition() { return true }
    pause(milliseconds: 10)
  }
  return false
}
