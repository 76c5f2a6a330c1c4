import Control
import Glibc
import Syscalls
import Store
import Testing
import Training

/// Programs that begin, end, change or break while the daemon lives, and daemons that end while a program goes on.
@Suite("A program is gone along, whatever happens")
struct GuideChangeTests {
  private func program(_ client: ControlClient, _ id: String) throws -> ProgramChange {
    let request = ProgramStartRequest(athlete: nil, program: id, race: nil, startDay: nil)
    return try ProgramChange(json: client.send(.programStart(request), timeout: .seconds(10)), at: "")
  }

  // MARK: By command

  @Test("Started by a command it is taken up at once, while a set runs too; stopped, nothing is up any more")
  func byCommand() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    #expect(try daemon.station().plan == nil)
    _ = try program(client, "home-plan")
    try daemon.isUp("squat")
    try client.count(1)
    try daemon.isUp("push-up")
    _ = try client.send(.programStop(athlete: nil), timeout: .seconds(10))
    let free = try daemon.station { $0.plan == nil }
    // What was selected stays, with its usual target.
    #expect(free.adherence == nil && free.selection.exercise == "push-up" && free.set.of == nil)
    #expect(try client.count(1).exercise == "push-up")
    #expect(try daemon.station().selection.exercise == "push-up")

    _ = try client.station(.select(SelectRequest(exercise: "wall-sit")))
    _ = try client.station(.start(station: nil))
    _ = try program(client, "home-plan")
    // What was done before it began today is of today's session.
    let running = try daemon.station { $0.plan?.done == 2 }
    #expect(running.state == .running && running.selection.exercise == "wall-sit" && running.set.of == nil)
    #expect(try client.set(.stop(station: nil)).exercise == "wall-sit")
    try daemon.isUp("reverse-lunge", side: .left)
  }

  // MARK: Restarts

  @Test("After a restart in mid-session it goes on at the same place", arguments: [SIGTERM, SIGKILL])
  func restart(_ signal: Int32) throws {
    let daemon = try RunningDaemon(configuration: Guided.homePlan)
    try daemon.isUp("squat")
    let client = try daemon.client()
    try client.count(12)
    try daemon.isUp("push-up")
    try client.count(12)
    try daemon.isUp("reverse-lunge", side: .left)
    try client.count(10)
    let before = try daemon.isUp("reverse-lunge", side: .right)
    daemon.signal(signal)
    #expect(daemon.exitCode() == (signal == SIGTERM ? 0 : -signal))
    let again = try RunningDaemon(daemon.folder)
    let after = try again.isUp("reverse-lunge", side: .right)
    #expect(after.plan == before.plan && after.target == before.target && after.adherence == before.adherence)
    try again.client().count(10)
    try again.isUp("band-pull-apart")
  }

  @Test(
    "A set that runs over a restart is the planned one, and what somebody had chosen himself stays chosen")
  func restartWhileRunning() throws {
    let daemon = try RunningDaemon(configuration: Guided.homePlan)
    try daemon.isUp("squat")
    _ = try daemon.client().station(.rep(station: nil))
    #expect(daemon.stop() == 0)
    let second = try RunningDaemon(daemon.folder)
    let running = try second.station { $0.plan != nil }
    #expect(running.state == .running && running.set == StationReport.SetNumber(1, of: 3))
    #expect(try second.client().count(11).reps == 12)
    try second.isUp("push-up")
    _ = try second.client().station(.select(SelectRequest(exercise: "wall-sit")))
    second.stop()
    let third = try RunningDaemon(daemon.folder)
    #expect(try third.station { $0.plan?.done == 1 }.selection.exercise == "wall-sit")
    try third.client().hold()
    try third.isUp("push-up")
  }

  // MARK: The configuration is read anew

  @Test(
    "Another program of the configuration is taken up when that is read anew, and none when it names none")
  func anotherProgram() throws {
    let folder = Guided.folder(Guided.program(("wall-sit", 2, "30s")))
    let daemon = try RunningDaemon(folder, configuration: Guided.homePlan)
    try daemon.isUp("squat")
    let client = try daemon.client()
    try client.count(1)
    try daemon.isUp("push-up")
    folder.write("holdfast.toml", Guided.following("own"))
    try client.send(.reload)
    #expect(try daemon.isUp("wall-sit").plan?.program == "own")
    #expect(try daemon.station().adherence?.program == "own")
    // The same file with something else in it is read, too.
    folder.write("programs/own.toml", Guided.program(("plank", 4, "20s")))
    try client.send(.reload)
    #expect(try daemon.isUp("plank").set.of == 4)
    // A reload that changes nothing leaves the place.
    try client.hold()
    try daemon.isUp("plank", 2)
    try client.send(.reload)
    #expect(try daemon.isUp("plank", 2).plan?.done == 1)
    #expect(try daemon.status().faults == [])
  }

  @Test(
    "A program that is wrong when it is read anew: the former one stays, and status has file, line and key")
  func brokenLater() throws {
    let folder = Guided.folder(Guided.program(("wall-sit", 3, "30s")))
    let daemon = try RunningDaemon(folder, configuration: Guided.following("own"))
    try daemon.isUp("wall-sit")
    let client = try daemon.client()
    try client.hold()
    try daemon.isUp("wall-sit", 2)
    let cases: [(text: String, place: String, what: String)] = [
      (Guided.program(("wall-sti", 3, "30s")), "own.toml:13: session.block.exercise.exercise", "wall-sit"),
      (Guided.program(("wall-sit", 0, "30s")), "own.toml:14: session.block.exercise.sets", "0"),
      (Guided.program(rest: "-3s", ("wall-sit", 3, "30s")), "own.toml:11: session.block.rest", "-3s"),
      ("id = \"own\"\n[[session\n", "own.toml:2", ""),
    ]
    for (text, place, what) in cases {
      folder.write("programs/own.toml", text)
      try client.send(.reload)
      var faults: [String] = []
      let isTold = try eventually {
        faults = try daemon.status().faults
        return faults.count == 1 && faults[0].contains(place) && faults[0].contains(what)
      }
      #expect(isTold, "\(place): \(faults)")
      #expect(try daemon.isUp("wall-sit", 2).plan?.done == 1)
    }
    try client.hold()
    try daemon.isUp("wall-sit", 3)
    // Gone altogether.
    unlink(folder("programs/own.toml"))
    daemon.signal(SIGHUP)
    #expect(try eventually { try daemon.status().faults.count == 1 })
    #expect(try daemon.isUp("wall-sit", 3).plan?.done == 2)
    // Put right, it is taken, and nothing is wrong any more.
    folder.write("programs/own.toml", Guided.program(("wall-sit", 4, "30s")))
    try client.send(.reload)
    #expect(try eventually { try daemon.status().faults == [] })
    #expect(try daemon.isUp("wall-sit", 3).set.of == 4)
  }

  @Test(
    "A program that is wrong at the start is told, and taps still time and store", .timeLimit(.minutes(1)))
  func brokenFromTheStart() throws {
    let folder = Guided.folder(Guided.program(("wall-sti", 3, "30s")))
    var pedal = Pedal()
    pedal.tap(at: 500_000)
    pedal.tap(at: 1_700_003)
    let daemon = try RunningDaemon(
      folder, ["--play", folder.write("taps", pedal.text)], configuration: Guided.following("own"))
    #expect(try daemon.sets(1)[0].duration.microseconds == 1_200_003)
    let status = try daemon.status()
    #expect(
      status.faults.count == 1 && status.faults[0].contains("own.toml:13: session.block.exercise.exercise"))
    #expect(status.stations[0].plan == nil && status.stations[0].adherence == nil)
    #expect(daemon.log.contains("did you mean \"wall-sit\"?"), "\(daemon.log)")
    // Put right, it begins; today's set is of it.
    folder.write("programs/own.toml", Guided.program(("wall-sit", 3, "30s")))
    try daemon.client().send(.reload)
    #expect(try daemon.isUp("wall-sit", 2).plan?.done == 1)
    #expect(try daemon.status().faults == [])
  }

  // MARK: The session's end

  /// A clock that is a hundred times faster: `session_gap` of a minute is over in 0.6 s.
  private func fast(_ folder: Folder, _ configuration: String) throws -> RunningDaemon {
    try RunningDaemon(
      folder, ["--play", folder.write("nothing", Pedal().text), "--speed", "100"],
      configuration: "session_gap = \"1m\"\n" + configuration)
  }

  @Test("A session left half done is closed after the session gap, and the next one begins")
  func closed() throws {
    let folder = Guided.folder(Guided.program(("wall-sit", 3, "30s")))
    let daemon = try fast(folder, Guided.following("own"))
    try daemon.isUp("wall-sit")
    try daemon.client().hold()
    let closed = try daemon.station { $0.plan?.done == 0 && $0.adherence?.done == 1 }
    // A hold that was missed is done as two that are half as long.
    #expect(closed.set == StationReport.SetNumber(1, of: 6) && closed.target == Target(seconds: .exactly(15)))
    #expect(try daemon.station().adherence?.planned == 3)
    try daemon.client().hold()
    try daemon.client().hold()
    #expect(try daemon.station { $0.plan?.done == 0 && $0.adherence?.done == 2 }.set.number == 1)
    try daemon.client().hold()
    // All that the week asks for is done.
    #expect(try daemon.station { $0.plan == nil }.adherence?.done == 3)
    #expect(try daemon.sets().count == 4)
  }

  @Test(
    "A clock that nobody sets right is waited for; then a program of the configuration begins all the same")
  func beginsAnyway() throws {
    let folder = Guided.folder(Guided.program(("wall-sit", 3, "30s")))
    let daemon = try RunningDaemon(
      folder, ["--play", folder.write("nothing", Pedal().text), "--speed", "400"],
      configuration: Guided.following("own"))
    try daemon.isUp("wall-sit")
    // Ten minutes, a second and a half of ours; at once where this machine's clock is synchronized.
    var rows: [ProgramRun] = []
    let isThere = try eventually {
      rows = try Store.openReadOnly(folder("holdfast.db"))?.programRuns() ?? []
      return !rows.isEmpty
    }
    #expect(isThere && rows.count == 1 && rows.first?.program == "own" && rows.first?.stopDay == nil)
    #expect(try daemon.status().faults == [])
  }

  @Test(
    "A session that goes on at another station is nobody's work, and its end is seen", .timeLimit(.minutes(1))
  )
  func elsewhere() throws {
    let folder = Guided.folder(Guided.program(("wall-sit", 20, "30s")))
    let daemon = try fast(
      folder,
      Guided.following("own")
        + "[[station]]\nname = \"left\"\n[[station]]\nname = \"right\"\n[[station.input]]\nmatch = { name = \"*\" }\n"
    )
    try daemon.isUp("wall-sit", at: "left")
    let client = try daemon.client()
    try client.hold(at: "left")
    // At the left one nothing was done for longer than the session gap; at the right one it goes on.
    var used = 0
    for number in 2...10 {
      pause(milliseconds: 200)
      if number == 5 { used = try processorTime(daemon) }
      try client.hold(at: "right")
      let left = try daemon.isUp("wall-sit", number + 1, at: "left")
      #expect(left.plan?.done == number)
    }
    used = try processorTime(daemon) - used
    #expect(used < 20, "\(used) hundredths of a second")
    #expect(try daemon.station("left") { $0.plan?.done == 0 }.adherence?.done == 1)
    try daemon.isUp("wall-sit", at: "right")
  }

  @Test("A session that a wrong clock makes longer is closed when it is over by that clock")
  func wrongClock() throws {
    let folder = Guided.folder(Guided.program(("wall-sit", 3, "30s")))
    let daemon = try fast(folder, Guided.following("own"))
    try daemon.isUp("wall-sit")
    let client = try daemon.client()
    try client.hold()
    let set = try #require(try daemon.sets().first)
    try sqlite(
      daemon.database, "UPDATE sets SET started_us = started_us + 50000000, sort_us = sort_us + 50000000")
    let closed = try daemon.station { $0.plan?.done == 0 && $0.adherence?.done == 1 }
    let clock = try daemon.status().clock.wall
    #expect(closed.plan?.up?.set.number == 1 && clock - set.endedAt > .seconds(110))
  }

  /// In hundredths of a second.
  private func processorTime(_ daemon: RunningDaemon) throws -> Int {
    let text = String(decoding: try readFile("/proc/\(daemon.process)/stat"), as: UTF8.self)
    let fields = text.drop { $0 != ")" }.split(separator: " ")
    let (user, system) = (Int(fields[12]), Int(fields[13]))
    return try #require(user.flatMap { user in system.map { user + $0 } })
  }
}
