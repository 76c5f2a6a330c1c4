import Gym
import Control
import Store
import Synchronization
import Syscalls
import Testing
import Tracking
import Training

@testable import CLI

@Suite struct LiveTests {
  private func live(
    _ change: (inout StatusReport) -> Void = { _ in },
    answer: @escaping @Sendable (Request) -> Reply = { _ in .done }
  ) throws -> (World, FakeDaemon) {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_DATABASE"] = world.database
    var report = StatusReport.example(world)
    change(&report)
    return (world, try FakeDaemon(world.socket, report: report, answer: answer))
  }

  @Test func statusForPeople() throws {
    let (world, daemon) = try live()
    defer { daemon.stop() }
    #expect(
      world.run("status")
        == World.Result(
          status: 0,
          out: """
            main  me  side-plank left, set 1, 20 kg, target 30-45 s
              idle
              last wall-sit 0:45.0, ended 29 min ago (aaaaaa)
            /dev/input/event7  VEC  VEC USB Footpedal  for main, grabbed
            holdfastd 0.1.0, process 812, since Sat 21 Nov 2026, 09:12
            configuration /etc/holdfast/holdfast.toml
            database \(world.database)
            socket \(world.socket)

            """, err: ""))
  }

  @Test func statusIn40Columns() throws {
    let (world, daemon) = try live { report in
      report.database = "/d"
      report.socket = "/s"
      report.stations[0].set = .init(3, of: 4)
      report.stations[0].state = .resting
      report.stations[0].restLeft = .seconds(41.2)
    }
    defer { daemon.stop() }
    world.columns = 40
    #expect(
      world.run("status").out == """
        main  me  side-plank left, set 3 of 4,
          20 kg, target 30-45 s
          rest, 0:42 left
          last wall-sit 0:45.0, ended 29 min ago
            (aaaaaa)
        /dev/input/event7  VEC  VEC USB
          Footpedal  for main, grabbed
        holdfastd 0.1.0, process 812, since Sat
          21 Nov 2026, 09:12
        configuration
          /etc/holdfast/holdfast.toml
        database /d
        socket /s

        """)
    daemon.report.withLock {
      $0.stations[0].state = .ready
      $0.stations[0].countdown = .seconds(2.5)
    }
    #expect(world.run("status").out.contains("\n  get ready, 0:03 left\n"))
  }

  @Test func statusWhileASetRunsAndThingsAreWrong() throws {
    let (world, daemon) = try live { report in
      report.clock.isSynchronized = false
      report.pending = 2
      report.faults = ["the disk is full\u{7}"]
      report.devices[0].state = .failed
      report.devices[0].error = "Permission denied"
      report.configuration = nil
      report.stations[0].lastSet = nil
      report.stations[0].state = .running
      report.stations[0].running = RunningReport(
        exercise: "squat", kind: .reps, side: .both, startedAt: WallTime(microseconds: 0),
        elapsed: .seconds(12.34), reps: 5,
        target: Target(reps: .exactly(5)), targetMet: true, carrier: .tap)
    }
    defer { daemon.stop() }
    #expect(
      world.run("status").out
        == """
        main  me  side-plank left, set 1, 20 kg, target 30-45 s
          running 0:12.3, 5 reps, squat, target met
        /dev/input/event7  VEC  VEC USB Footpedal  for main, not read: Permission denied
        the clock is not set: dates are kept open and put right when it is
        2 sets are held in memory only: see the faults and the disk
        fault: the disk is full?
        holdfastd 0.1.0, process 812, since Sat 21 Nov 2026, 09:12
        configuration none, the defaults apply
        database \(world.database)
        socket \(world.socket)

        """)
    world.columns = 40
    for line in world.run("status").out.split(separator: "\n") {
      #expect(width(String(line)) <= 40 || !line.contains(" "), "\(line)")
    }
  }

  @Test func statusAsJSONIsTheDaemons() throws {
    let (world, daemon) = try live()
    defer { daemon.stop() }
    #expect(world.run("status", "--json").out == JSONWriter.text(StatusReport.example(world)) + "\n")
    let missing = world.run("status", "--station", "mainn")
    #expect(missing.status == 66)
    #expect(missing.err == "holdfast: there is no station \"mainn\"\n  did you mean main?\n")
  }

  @Test func stationCommandsAskTheDaemon() throws {
    let (world, daemon) = try live(answer: { request in
      if case .stop = request { return .set(.hold("bbbbbb", at: "2026-11-21T10:00:00+00:00")) }
      return .station(.example)
    })
    defer { daemon.stop() }
    let line = "main: side-plank left, set 1, 20 kg, target 30-45 s, idle\n"
    #expect(
      world.run("select", "side-plank", "--side", "left", "--load", "20kg", "--target", "30-45s").out == line)
    #expect(
      world.run("select", "--load", "none", "--target", "none", "--station", "main", "--athlete", "me").out
        == line)
    #expect(world.run("start", "--station", "main").out == line)
    #expect(world.run("rep", "--json").out == JSONWriter.text(StationReport.example) + "\n")
    #expect(world.run("discard").out == line)
    #expect(world.run("stop").out == "stored wall-sit, 45.0 s (bbbbbb)\n")
    #expect(world.run("stop", "--json").out.contains("\"duration_s\":45.012345"))
    #expect(
      daemon.requests.withLock { $0 } == [
        .select(SelectRequest(exercise: "side-plank", side: .left, load: .set(20), target: .set("30-45s"))),
        .select(SelectRequest(station: "main", load: .clear, target: .clear, athlete: "me")),
        .start(station: "main"), .rep(station: nil), .discard(station: nil), .stop(station: nil),
        .stop(station: nil),
      ])
  }

  @Test func stopOfACountdownStoresNothing() throws {
    let (world, daemon) = try live(answer: { _ in .station(.example) })
    defer { daemon.stop() }
    #expect(world.run("stop").out == "main: side-plank left, set 1, 20 kg, target 30-45 s, idle\n")
  }

  @Test func theDaemonsErrorsAreOurs() throws {
    let (world, daemon) = try live(answer: { request in
      .failure(
        request == .reload
          ? ControlError(.configuration, "/etc/holdfast/holdfast.toml:3: nonsense")
          : ControlError(.usage, "there are several stations", remedy: "add --station: a, b"))
    })
    defer { daemon.stop() }
    #expect(
      world.run("start")
        == World.Result(
          status: 64, out: "", err: "holdfast: there are several stations\n  add --station: a, b\n"))
    #expect(
      world.run("reload")
        == World.Result(status: 78, out: "", err: "holdfast: /etc/holdfast/holdfast.toml:3: nonsense\n"))
  }

  // MARK: undo and redo

  @Test func undoGoesThroughTheDaemonThatServesTheDatabase() throws {
    let set = LoggedSet.hold("bbbbbb", at: "2026-11-21T10:00:00+00:00")
    let (world, daemon) = try live(answer: { _ in
      .change(
        Control.ChangeReport(
          kind: .set, text: "took back wall-sit, 45.0 s", set: set, count: 1, before: [set], after: []))
    })
    defer { daemon.stop() }
    try world.store([set])
    let lock = try DatabaseLock(database: world.database, program: "holdfastd")
    #expect(
      world.run("undo", "--athlete", "me")
        == World.Result(
          status: 0, out: "took back wall-sit, 45.0 s, me, Sat 21 Nov 2026 11:00 (bbbbbb)\n", err: ""))
    #expect(
      world.run("redo", "--json").out.hasPrefix(
        "{\"kind\":\"set\",\"text\":\"took back wall-sit, 45.0 s\",\"set\":{\"id\":\"0198c1f2-"))
    withExtendedLifetime(lock) {}
    #expect(daemon.requests.withLock { $0 } == [.undo(station: nil, athlete: "me"), .redo])
    // Still there: nobody but the daemon touched it.
    #expect(world.run("log", "--json").out.contains("bbbbbb"))
  }

  @Test func undoOfAnotherDaemonsDatabaseIsRefused() throws {
    let (world, daemon) = try live { $0.database = "/tmp" }
    defer { daemon.stop() }
    try world.store([.hold("bbbbbb", at: "2026-11-21T10:00:00+00:00")])
    let lock = try DatabaseLock(database: world.database, program: "holdfastd")
    let result = world.run("undo")
    withExtendedLifetime(lock) {}
    #expect(result.status == 69 && result.err.contains("in use by holdfastd"), "\(result)")
    #expect(result.err.contains("the daemon that answers serves /tmp"))
    #expect(daemon.requests.withLock { $0 }.isEmpty)
  }

  @Test func undoAndRedoWithoutADaemon() throws {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_DATABASE"] = world.database
    let nothing = World.Result(status: 66, out: "", err: "holdfast: there is nothing to take back\n")
    #expect(world.run("undo") == nothing)
    #expect(!fileExists(world.database))
    try world.store([.hold("aaaaaa", at: "2026-11-21T09:00:00+00:00", exercise: "squat")])
    try world.store([.hold("bbbbbb", at: "2026-11-21T10:00:00+00:00", side: .left)])
    #expect(world.run("undo", "--station", "other") == nothing)
    #expect(
      world.run("undo").out == "took back wall-sit left, 45.0 s, me, Sat 21 Nov 2026 11:00 (bbbbbb)\n")
    #expect(world.run("undo").out == "took back squat, 45.0 s, me, Sat 21 Nov 2026 10:00 (aaaaaa)\n")
    #expect(world.run("undo") == nothing)
    #expect(world.run("log", "--json").out == "")
    #expect(world.run("redo").out == "brought back squat, 45.0 s, me, Sat 21 Nov 2026 10:00 (aaaaaa)\n")
    #expect(world.run("redo", "--json").out.contains("0198c1f2-0000-7000-8000-000000bbbbbb"))
    #expect(
      world.run("redo")
        == World.Result(
          status: 66, out: "",
          err: "holdfast: there is nothing to bring back\n  a new change to the log ends redo\n"))
  }

  @Test func undoWhereTheHolderDoesNotAnswer() throws {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    try world.store([.hold("bbbbbb", at: "2026-11-21T10:00:00+00:00")])
    let lock = try DatabaseLock(database: world.database, program: "holdfast replay")
    let result = world.run("undo", "--database", world.database)
    withExtendedLifetime(lock) {}
    #expect(result.status == 69)
    #expect(result.err.hasPrefix("holdfast: \(world.database): in use by holdfast replay (process "))
  }

  // MARK: Following

  @Test func followsTheDaemonThroughARestart() throws {
    let (world, first) = try live()
    var live = try LiveStatus(path: world.socket) { Instant(microseconds: SystemClock.boottime) }
    #expect(live.report.stations[0].state == .idle && live.problem == nil)

    first.report.withLock { $0.stations[0].state = .ready }
    first.send(Event(.tick(3), station: "main", at: world.now))
    wait(&live) { $0.report.stations[0].state == .ready }
    #expect(live.report.stations[0].state == .ready)

    first.stop()
    wait(&live) { $0.problem != nil }
    #expect(live.descriptor == nil && live.problem?.status == .unavailable)
    let age = live.age
    pause(milliseconds: 20)
    #expect(live.age == age)

    var report = StatusReport.example(world)
    report.process = 813
    let second = try FakeDaemon(world.socket, report: report)
    defer { second.stop() }
    wait(&live) { $0.problem == nil }
    #expect(live.report.process == 813 && live.descriptor != nil)
  }

  private func wait(_ live: inout LiveStatus, until isDone: (LiveStatus) -> Bool) {
    for _ in 0..<1_000 {
      _ = live.refresh()
      if isDone(live) { return }
      pause(milliseconds: 5)
    }
    Issue.record("it did not come to that within 5 s")
  }

  @Test func watchNeedsATerminalAndAStation() throws {
    let (world, daemon) = try live()
    defer { daemon.stop() }
    let result = world.run("watch")
    #expect(result.status == 64 && result.err.contains("there is none"))
    daemon.report.withLock { report in
      var other = StationReport.example
      other.station = "garage"
      report.stations.append(other)
    }
    #expect(
      world.run("watch").err == "holdfast: there are several stations\n  name one of: main, garage\n")
    #expect(
      world.run("watch", "garag").err == "holdfast: there is no station \"garag\"\n  did you mean garage?\n")
  }
}
