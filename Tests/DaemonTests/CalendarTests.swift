import Control
import Glibc
import Store
import Syscalls
import Testing
import Training

/// Programs, runs and answers, over the socket of a real daemon.
@Suite("What athletes tell")
struct CalendarTests {
  private static var now: WallTime { WallTime(microseconds: SystemClock.realtime) }
  /// UTC; the daemon of these tests has no zone of its own.
  private static var today: Int { Int(now.microseconds / 86_400_000_000) }

  private func log(_ daemon: RunningDaemon) throws -> Log {
    try #require(try Store.openReadOnly(daemon.database))
  }

  private func program(_ client: ControlClient, _ request: Request) throws -> ProgramChange {
    try ProgramChange(json: client.send(request, timeout: .seconds(10)), at: "")
  }

  private func start(
    _ program: String, race: Race? = nil, day: Int? = Self.today, athlete: String? = nil
  ) -> Request {
    .programStart(ProgramStartRequest(athlete: athlete, program: program, race: race, startDay: day))
  }

  @Test(
    "A program is started, replaced and stopped, is durable when that is answered, and watchers hear of it")
  func programs() throws {
    let daemon = try RunningDaemon(environment: ["TZ": "UTC"])
    let client = try daemon.client()
    let watcher = try daemon.client()
    try watcher.subscribe(Subscription())
    let race = Race(day: Self.today + 100, distance: RaceDistance("15 km")!)
    let run = ProgramRun(athlete: "me", program: "home-plan", startDay: Self.today - 3, race: race)
    let started = try program(client, start("home-plan", race: race, day: Self.today - 3))
    #expect(started == ProgramChange(athlete: "me", started: run))
    #expect(try log(daemon).programRuns() == [run])
    let told = try watcher.event("program") { if case .program = $0 { true } else { false } }
    #expect(told.what == .program(started) && told.station == nil)

    // Today, where no day is given.
    let next = try program(client, start("warm-up", day: nil))
    #expect(next.stopped == [run] && next.started?.startDay == Self.today)
    let stopped = try program(client, .programStop(athlete: nil))
    #expect(stopped.stopped.map(\.program) == ["warm-up"] && stopped.started == nil)
    #expect(try client.failure(.programStop(athlete: nil)).message == "me follows no program")
    #expect(try log(daemon).programRuns().allSatisfy { !$0.isFollowed(on: Self.today) })
    daemon.kill()
    let again = try RunningDaemon(daemon.folder)
    #expect(try log(again).programRuns().count == 2)
  }

  @Test("Several at once are done in their order")
  func inOrder() throws {
    let daemon = try RunningDaemon(environment: ["TZ": "UTC"])
    let clients = try (0..<3).map { _ in try daemon.client() }
    _ = try program(clients[0], start("home-plan"))
    _ = try program(clients[1], start("gym-plan"))
    #expect(try program(clients[2], .programStop(athlete: "me")).stopped.map(\.program) == ["gym-plan"])
  }

  @Test("What cannot be is refused with its reason and changes nothing")
  func refusals() throws {
    let daemon = try RunningDaemon(
      configuration: "[[athlete]]\nid = \"me\"\n[[athlete]]\nid = \"ana\"\n", environment: ["TZ": "UTC"])
    let client = try daemon.client()
    let early = Race(day: Self.today + 1, distance: RaceDistance("10k")!)
    func run(_ change: (inout LoggedRun) -> Void) -> LoggedRun {
      var run = LoggedRun(id: .make(at: Self.now), athlete: "me", day: Self.today, kind: .easy)
      change(&run)
      return run
    }
    func answer(_ choice: String, _ change: (inout Answer) -> Void = { _ in }) -> Request {
      var answer = Answer(athlete: "me", day: Self.today, question: .pain, choice: choice)
      change(&answer)
      return .answer(answer)
    }
    let cases: [(Request, ControlError.Code, String)] = [
      (start("home-paln", athlete: "me"), .noInput, "there is no program \"home-paln\""),
      (start("../exercises", athlete: "me"), .noInput, "there is no program"),
      (start("essential-003", athlete: "me"), .usage, "essential-003 is a menu"),
      (start("phases-004", athlete: "me"), .usage, "phases-004 says what each phase"),
      (start("home-plan"), .usage, "there are several athletes"),
      (start("home-plan", athlete: "anna"), .noInput, "there is no athlete \"anna\""),
      (start("home-plan", day: -5, athlete: "me"), .usage, "a start on 1969-12-27"),
      (start("home-plan", race: early, day: Self.today + 2, athlete: "me"), .usage, "is before the start on"),
      (.programStop(athlete: nil), .usage, "there are several athletes"),
      (.programStop(athlete: "bob"), .noInput, "there is no athlete \"bob\""),
      (.programStop(athlete: "ana"), .noInput, "ana follows no program"),
      (.runAdd(run { $0.km = -1 }), .usage, "a run of -1 km"),
      (.runAdd(run { $0.athlete = "anna" }), .noInput, "there is no athlete \"anna\""),
      (.runImport([run { _ in }, run { $0.day = 5 }]), .usage, "runs[1]: a run on 1970-01-06"),
      (.runDelete(.make(at: Self.now)), .noInput, "no run has the id"),
      (answer("blue"), .usage, "\"blue\" is no answer to pain"),
      (answer("none") { $0.athlete = "bob" }, .noInput, "there is no athlete \"bob\""),
      (answer("none") { $0.exercise = "plonk" }, .noInput, "there is no exercise \"plonk\""),
    ]
    for (request, code, message) in cases {
      let error = try client.failure(request)
      #expect(error.code == code && error.message.contains(message), "\(request): \(error)")
    }
    #expect(try client.failure(start("home-paln", athlete: "me")).remedy == "did you mean home-plan?")
    let status = try daemon.status()
    #expect(status.faults == [])
    let log = try log(daemon)
    #expect(try log.programRuns() == [] && log.runs() == [] && log.answers() == [])
    // A clock that may be wrong does not say what is past.
    let past = Race(day: Self.today - 1, distance: RaceDistance("10k")!)
    if status.clock.isSynchronized {
      let error = try client.failure(start("home-plan", race: past, day: Self.today - 5, athlete: "me"))
      #expect(error.message.hasSuffix("is past"))
    }
  }

  @Test("A site's own program is followed; one that is broken is said, with its place")
  func ownPrograms() throws {
    let folder = Folder()
    mkdir(folder("programs"), 0o755)
    let daemon = try RunningDaemon(folder, configuration: "", environment: ["TZ": "UTC"])
    let client = try daemon.client()
    folder.write("programs/broken.toml", "id = \"broken\"\nkind = \"plna\"\n")
    let error = try client.failure(start("broken"))
    #expect(error.code == .configuration && error.message.contains("programs/broken.toml:2"), "\(error)")
    folder.write(
      "programs/own.toml",
      """
      id = "own"
      name = "Own"
      kind = "routine"
      source = "me"
      [[session]]
      id = "a"
      name = "A"
      [[session.block]]
      name = "all"
      [[session.block.exercise]]
      exercise = "wall-sit"
      sets = 2
      target = "30s"
      """)
    #expect(try program(client, start("own")).started?.program == "own")
  }

  @Test("Runs are taken once, deleted, and answers kept")
  func runsAndAnswers() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    func report(_ request: Request) throws -> RunsReport {
      try RunsReport(json: client.send(request, timeout: .seconds(10)), at: "")
    }
    let runs = (0..<3).map { number in
      LoggedRun(
        id: .make(at: Self.now), athlete: "me", day: Self.today - number, minute: 425, kind: .long,
        duration: .seconds(5_400), km: 15, note: "n")
    }
    #expect(try report(.runAdd(runs[0])) == RunsReport(added: 1, known: 0))
    #expect(try report(.runImport(runs)) == RunsReport(added: 2, known: 1))
    #expect(try report(.runImport(runs)) == RunsReport(added: 0, known: 3))
    #expect(try log(daemon).runs() == runs.reversed())
    #expect(try LoggedRun(json: client.send(.runDelete(runs[1].id)), at: "") == runs[1])
    #expect(try log(daemon).runs().count == 2)

    let answer = Answer(
      athlete: "me", day: Self.today, question: .pain, choice: "joint", exercise: "Side plank")
    var kept = answer
    kept.exercise = "side-plank"
    #expect(try Answer(json: client.send(.answer(answer)), at: "") == kept)
    #expect(try log(daemon).answers() == [kept])
  }

  @Test(
    "A configuration that names no program that there is is refused, at the start and when it is read anew")
  func unknownProgramOfTheConfiguration() throws {
    let text = "[[athlete]]\nid = \"me\"\nprogram = \"home-paln\"\n"
    let refused = try RunningDaemon.refused(Folder(), configuration: text)
    #expect(refused.code == 78)
    #expect(refused.log.contains("holdfast.toml:3: athlete.program"), "\(refused.log)")
    #expect(refused.log.contains("did you mean \"home-plan\"?"), "\(refused.log)")

    let daemon = try RunningDaemon(configuration: "[[athlete]]\nid = \"me\"\nprogram = \"home-plan\"\n")
    daemon.folder.write("holdfast.toml", text)
    let error = try daemon.client().failure(.reload)
    #expect(error.code == .configuration && error.message.contains("did you mean \"home-plan\"?"))
    #expect(try daemon.status().faults.count == 1)
  }

  /// Where no clock is to be trusted (a sandbox), nothing begins: that is tested too.
  @Test("The configuration's program begins when it is first seen, and a stop is not undone by a restart")
  func programOfTheConfiguration() throws {
    let text = "[[athlete]]\nid = \"me\"\nprogram = \"home-plan\"\n"
    let daemon = try RunningDaemon(configuration: text, environment: ["TZ": "UTC"])
    let client = try daemon.client()
    guard try daemon.status().clock.isSynchronized else {
      // Whatever was submitted before this was done before it.
      _ = try client.send(
        .answer(Answer(athlete: "me", day: Self.today, question: .feeling, choice: "fresh")))
      #expect(try log(daemon).programRuns() == [])
      // Stopped all the same, it will not begin.
      #expect(try program(client, .programStop(athlete: nil)).stopped.map(\.program) == ["home-plan"])
      let rows = try log(daemon).programRows()
      #expect(rows.count == 1 && rows[0].configured == "home-plan")
      print("SKIPPED in part: programOfTheConfiguration: this machine's clock is not synchronized")
      return
    }
    #expect(try eventually { try log(daemon).programRuns().count == 1 })
    #expect(daemon.logs("me follows home-plan from"))
    #expect(try program(client, .programStop(athlete: nil)).stopped.map(\.program) == ["home-plan"])
    try client.send(.reload)
    #expect(daemon.stop() == 0)
    let again = try RunningDaemon(daemon.folder)
    _ = try again.client().send(
      .answer(Answer(athlete: "me", day: Self.today, question: .feeling, choice: "fresh")))
    #expect(try log(again).programRuns().count == 1)
    again.folder.write("holdfast.toml", "[[athlete]]\nid = \"me\"\nprogram = \"gym-plan\"\n")
    try again.client().send(.reload)
    #expect(try eventually { try log(again).programRuns().last?.program == "gym-plan" })
  }
}
