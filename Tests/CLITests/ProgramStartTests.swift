import Control
import Store
import Synchronization
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct ProgramStartTests {
  private func world(columns: Int? = nil) throws -> World {
    let world = try fixedWorld()
    world.columns = columns
    return world
  }

  private func runs(_ world: World) throws -> [ProgramRun] {
    try #require(try Store.openReadOnly(world.database)).programRuns()
  }

  private static let today = 20_778

  @Test func startsStopsAndLeadsBack() throws {
    let world = try world(columns: 80)
    #expect(
      world.run("program", "start", "gym-plan", "--start", "2026-11-02")
        == World.Result(
          status: 0,
          out: """
            program    Gym plan (gym-plan), from Mon 2 Nov 2026 on
            first      Lower body, 16 sets

            """, err: ""))
    #expect(
      world.run("program", "start", "home-plan", "--race", "2027-04-18", "--distance", "15 km").out == """
        program    Home plan (home-plan), from Sat 21 Nov 2026 on
        race       15 km on Sun 18 Apr 2027
        first      Full body, 24 sets
        stopped    gym-plan, followed since Mon 2 Nov 2026
        way back   holdfast program start gym-plan --start 2026-11-02

        """)
    let race = Race(day: Self.today + 148, distance: RaceDistance("15 km")!)
    #expect(
      try runs(world) == [
        ProgramRun(athlete: "me", program: "gym-plan", startDay: Self.today - 19, stopDay: Self.today),
        ProgramRun(athlete: "me", program: "home-plan", startDay: Self.today, race: race),
      ])
    let stopped = world.run("program", "stop").out
    #expect(
      stopped == """
        stopped    home-plan, followed since Sat 21 Nov 2026
        way back   holdfast program start home-plan --start 2026-11-21 --race 2027-04-18
                   --distance "15 km"

        """)
    #expect(try runs(world).allSatisfy { !$0.isFollowed(on: Self.today) })
    #expect(
      world.run("program", "stop")
        == World.Result(
          status: 66, out: "", err: "holdfast: me follows no program\n  see: holdfast programs\n"))
    // The way back leads back.
    #expect(
      world.run(
        "program", "start", "home-plan", "--start", "2026-11-21", "--race", "2027-04-18", "--distance",
        "15 km"
      ).status == 0)
    #expect(try runs(world).last?.race == race)
    #expect(world.run("program", "start", "gym-plan", "--start", "2026-11-02").status == 0)
    #expect(
      try runs(world) == [ProgramRun(athlete: "me", program: "gym-plan", startDay: Self.today - 19)])
  }

  @Test func narrow() throws {
    let world = try world(columns: 40)
    _ = world.run("program", "start", "gym-plan", "--start", "2026-11-02")
    #expect(
      world.run("program", "start", "home-plan").out == """
        program    Home plan (home-plan), from
                   Sat 21 Nov 2026 on
        first      Full body, 24 sets
        stopped    gym-plan, followed since Mon
                   2 Nov 2026
        way back   holdfast program start
                   gym-plan --start 2026-11-02

        """)
  }

  @Test func oneToCome() throws {
    let world = try world()
    _ = world.run("program", "start", "gym-plan", "--start", "2026-11-02")
    #expect(
      world.run("program", "start", "home-plan", "--start", "2026-12-01").out == """
        program    Home plan (home-plan), from Tue 1 Dec 2026 on
        first      Full body, 24 sets
        stopped    gym-plan, followed since Mon 2 Nov 2026, from Tue 1 Dec 2026 on
        way back   holdfast program start gym-plan --start 2026-11-02

        """)
    #expect(
      world.run("program", "stop").out == """
        stopped    gym-plan, followed since Mon 2 Nov 2026
                   home-plan, which was to begin on Tue 1 Dec 2026
        way back   holdfast program start gym-plan --start 2026-11-02

        """)
  }

  @Test func json() throws {
    let world = try world()
    let start = #"{"athlete":"me","program":"home-plan","start":"2026-11-21","stop":null,"race":null}"#
    #expect(
      world.run("program", "start", "home-plan", "--json").out
        == #"{"athlete":"me","started":\#(start),"name":"Home plan","first_session":"#
        + #"{"id":"full","name":"Full body","sets":24},"stopped":[],"way_back":null}"# + "\n")
    #expect(
      world.run("program", "stop", "--json").out
        == #"{"athlete":"me","started":null,"name":null,"first_session":null,"stopped":[\#(start)],"#
        + #""way_back":"holdfast program start home-plan --start 2026-11-21"}"# + "\n")
  }

  private static let bad: [([String], Int32, String)] = [
    (["home-paln"], 66, "there is no program \"home-paln\"\n  did you mean home-plan?"),
    (["x"], 66, "there is no program \"x\"\n  see: holdfast programs"),
    (
      ["essential-003"], 64,
      "essential-003 is a menu, from which moves are picked: it has no sessions to follow\n"
        + "  see its moves: holdfast program show essential-003; set a station to one: holdfast select"
    ),
    (
      ["phases-004"], 64,
      "phases-004 says what each phase of a season asks for: it has no sessions to follow\n"
        + "  start one that it names: build-circuit, race-week-light; see: holdfast program show phases-004"
    ),
    (
      ["home-plan", "--distance", "10k"], 64,
      "--distance without --race\n  give the day of the race: --race 2027-04-18"
    ),
    (
      ["home-plan", "--race", "2027-04-18"], 64,
      "--race without --distance\n"
        + "  say how far it is: --distance 5k, 10k, half-marathon, marathon, ultra, 15km or 10mi"
    ),
    (
      ["home-plan", "--race", "2027-04-18", "--distance", "far"], 64,
      "\"far\" is no distance of a race\n  write 5k, 10k, half-marathon, marathon, ultra, 15km or 10mi"
    ),
    (
      ["home-plan", "--race", "2026-11-20", "--distance", "10k"], 64,
      "the race on 2026-11-20 is past\n  give the day of a race to come, or none"
    ),
    (
      ["home-plan", "--race", "2027-02-30", "--distance", "10k"], 64,
      "--race \"2027-02-30\": no day\n  write 2026-11-21, today, yesterday or monday"
    ),
    (
      ["home-plan", "--start", "2020-01-01"], 64,
      "a start on 2020-01-01: more than five years ago\n  see to the year"
    ),
    (
      ["home-plan", "--start", "week"], 64,
      "--start \"week\": no day\n  write 2026-11-21, today, yesterday or monday"
    ),
    (
      ["home-plan", "--athlete", "a b"], 64,
      "\"a b\" cannot be a name\n  use up to 64 letters, digits, -, _ and . only"
    ),
  ]

  @Test(arguments: bad.indices) func refuses(_ index: Int) throws {
    let (arguments, status, message) = Self.bad[index]
    let world = try world()
    let result = world.run(["program", "start"] + arguments)
    #expect(result == World.Result(status: status, out: "", err: "holdfast: \(message)\n"))
    #expect(try runs(world) == [])
  }

  @Test func severalAthletesAreToldApart() throws {
    let world = try world()
    world.environment["HOLDFAST_CONFIG"] = world.write(
      "holdfast.toml", "[[athlete]]\nid = \"me\"\n[[athlete]]\nid = \"ana\"\n")
    for arguments in [
      ["program", "start", "home-plan"], ["program", "stop"], ["run", "add", "easy"], ["answer"],
    ] {
      let result = world.run(arguments)
      #expect(
        result.status == 64
          && result.err == "holdfast: there are several athletes\n  add --athlete: me, ana\n", "\(arguments)")
    }
    #expect(
      world.run("program", "start", "home-plan", "--athlete", "anna").err
        == "holdfast: there is no athlete \"anna\"\n  did you mean ana?\n")
    let started = world.run("program", "start", "home-plan", "--athlete", "ana").out
    #expect(started.hasPrefix("program    Home plan (home-plan), from Sat 21 Nov 2026 on, ana\n"))
    #expect(
      world.run("program", "stop", "--athlete", "ana").out == """
        stopped    home-plan, followed since Sat 21 Nov 2026, ana
        way back   holdfast program start home-plan --start 2026-11-21 --athlete ana

        """)
    #expect(world.run("program", "stop", "--athlete", "me").status == 66)
  }

  /// A program of the configuration that no daemon has seen yet is stopped too, and does not begin then.
  @Test func theConfigurationsProgram() throws {
    let world = try world()
    world.environment["HOLDFAST_CONFIG"] = world.write(
      "holdfast.toml", "[[athlete]]\nid = \"me\"\nprogram = \"gym-plan\"\n")
    #expect(
      world.run("program", "stop").out.hasPrefix("stopped    gym-plan, followed since Sat 21 Nov 2026\n"))
    let rows = try #require(try Store.openReadOnly(world.database)).programRows()
    #expect(rows.count == 1 && rows[0].configured == "gym-plan" && rows[0].run.stopDay == Self.today)
    let configured = ConfiguredProgram(athlete: "me", program: "gym-plan")
    #expect(effectiveRun(configured: configured, rows: rows, today: Self.today + 1).run == nil)
    #expect(world.run("program", "start", "home-plan").status == 0)
    let after = try #require(try Store.openReadOnly(world.database)).programRows()
    #expect(
      effectiveRun(configured: configured, rows: after, today: Self.today + 1).run?.program == "home-plan")
  }

  @Test func theDaemonThatServesTheDatabaseDoesIt() throws {
    let world = try world()
    let former = ProgramRun(athlete: "me", program: "gym-plan", startDay: Self.today - 19)
    let daemon = try FakeDaemon(world.socket, report: .example(world)) { request in
      switch request {
      case .programStart(let start):
        .program(
          ProgramChange(
            athlete: "me",
            started: ProgramRun(
              athlete: "me", program: start.program, startDay: start.startDay ?? 0, race: start.race),
            stopped: [former]))
      case .programStop:
        .failure(ControlError(.noInput, "me follows no program", remedy: "see: holdfast programs"))
      default: .done
      }
    }
    defer { daemon.stop() }
    let lock = try DatabaseLock(database: world.database, program: "holdfastd")
    #expect(
      world.run("program", "start", "home-plan", "--race", "2027-04-18", "--distance", "half").out == """
        program    Home plan (home-plan), from Sat 21 Nov 2026 on
        race       half-marathon on Sun 18 Apr 2027
        first      Full body, 24 sets
        stopped    gym-plan, followed since Mon 2 Nov 2026
        way back   holdfast program start gym-plan --start 2026-11-02

        """)
    let stop = world.run("program", "stop")
    #expect(stop.status == 66 && stop.err == "holdfast: me follows no program\n  see: holdfast programs\n")
    let race = Race(day: Self.today + 148, distance: RaceDistance("half-marathon")!)
    #expect(
      daemon.requests.withLock { $0 } == [
        .programStart(
          ProgramStartRequest(athlete: "me", program: "home-plan", race: race, startDay: Self.today)),
        .programStop(athlete: "me"),
      ])
    #expect(try runs(world) == [], "it is the daemon's to write")
    withExtendedLifetime(lock) {}
  }

  @Test func checkNamesAProgramThatThereIsNot() throws {
    let world = World()
    let path = world.write("h.toml", "[[athlete]]\nid = \"me\"\nprogram = \"home-paln\"\n")
    let result = world.run("check", path)
    #expect(
      result.status == 78
        && result.err
          == "holdfast: \(path):3: athlete.program: there is no program \"home-paln\"; did you mean \"home-plan\"?\n",
      "\(result)")
    // It is in nobody's way else.
    #expect(world.run("answer", "--config", path).status == 0)
    world.write(
      "h.toml",
      "[[athlete]]\nid = \"me\"\nprogram = \"home-plan\"\nrace = { date = 2026-11-20, distance = \"10k\" }\n")
    let odd = world.run("check", path)
    #expect(odd.status == 0, "\(odd)")
    #expect(
      odd.out.contains(
        "warning: \(path):4: athlete.race.date: the race on 2026-11-20 is past; write the next one, or take race out\n"
      ),
      "\(odd.out)")
  }
}
