import Control
import Gym
import Settings
import Store
import Testing
import Training

@testable import CLI

/// Saturday 21 November 2026, 11:30: somebody follows the home plan since Monday, did all of its first session on Tuesday, and
/// is in the second.
@Suite struct PlanTests {
  private func world(columns: Int? = 80, race: Bool = false, today: [(String, Side)] = []) throws -> World {
    let world = World()
    world.columns = columns
    world.write(
      "holdfast.toml",
      """
      [[athlete]]
      id = "me"

      [[athlete]]
      id = "kim"

      """)
    world.environment["HOLDFAST_CONFIG"] = world.folder + "/holdfast.toml"
    world.environment["HOLDFAST_DATABASE"] = world.database
    world.environment["HOLDFAST_SOCKET"] = world.socket
    let extra = race ? ["--race", "2026-12-13", "--distance", "marathon"] : []
    let started = world.run(
      ["program", "start", "home-plan", "--start", "2026-11-16", "--athlete", "me"] + extra)
    #expect(started.status == 0, "\(started.err)")
    let catalogue = try Catalogue.load(shipped: repository + "/Config")
    let library = try ProgramLibrary(shipped: repository + "/Config", catalogue: catalogue)
    let session = try #require(try library.program("home-plan")).sessions[0]
    let planned = session.plannedSets(in: nil, catalogue: catalogue, level: .beginner)
    var number = 0
    func logged(_ exercise: String, _ side: Side, _ target: Target?, at start: WallTime) -> LoggedSet {
      number += 1
      let kind = catalogue[exercise]!.kind
      return LoggedSet(
        id: SetID("0198c1f2-0000-7000-8000-000000" + padded(number, 6))!, athlete: "me", station: "main",
        exercise: exercise, kind: kind, side: side, startedAt: start + .seconds(Double(number * 60)),
        duration: .seconds(30), reps: kind == .reps ? Int(target?.reps?.lower ?? 8) : nil, target: target,
        targetMet: true, endedBy: .tap, clock: .synced)
    }
    let tuesday = WallTime(iso8601: "2026-11-17T17:00:00Z")!
    var sets = planned.map { logged($0.exercise, $0.side, $0.target, at: tuesday) }
    number = 100
    let now = WallTime(iso8601: "2026-11-21T08:30:00Z")!
    for (exercise, side) in today {
      sets.append(logged(exercise, side, planned.first { $0.exercise == exercise }?.target, at: now))
    }
    try world.store(sets)
    return world
  }

  @Test func theSessionThatIsDue() throws {
    #expect(
      try world().run("plan")
        == World.Result(
          status: 0,
          out: """
            Home plan, week 1, session 2 of 2: Full body

            circuit: round by round
            >  squat            3 × 12 reps
               push-up          3 × 12 reps
               reverse-lunge    3 × 10 reps a side
               band-pull-apart  3 × 15 reps
               side-plank       3 × 35 s a side     rest 60 s

            finisher
               calf-raise  15 reps         rest 60 s
               clamshell   15 reps a side

            24 sets

            """, err: ""))
  }

  @Test func underWayAndWhy() throws {
    let world = try world(today: [
      ("squat", .both), ("plank", .both), ("push-up", .both), ("reverse-lunge", .left),
    ])
    #expect(
      world.run("plan", "--why").out == """
        Home plan, week 1, session 2 of 2: Full body

        circuit: round by round
           squat            3 × 12 reps         1 of 3
           push-up          3 × 12 reps         1 of 3
        >  reverse-lunge    3 × 10 reps a side  1 of 6
           band-pull-apart  3 × 15 reps
           side-plank       3 × 35 s a side             rest 60 s
           squat, push-up, reverse-lunge, band-pull-apart: all sets were met at the top
             of the range: something harder is next
           side-plank: all sets were met, it grew

        finisher
           calf-raise  15 reps         rest 60 s
           clamshell   15 reps a side
           all sets were met at the top of the range: something harder is next

        21 of 24 sets left

        """)
    #expect(world.run("next").out == "reverse-lunge right, set 1 of 3, 10 reps\n")
    let up =
      #"{"athlete":"me","program":"home-plan","week":1,"session":"full","session_number":2,"#
      + #""exercise":"reverse-lunge","side":"right","set":{"number":1,"of":3},"target":{"reps":10},"#
      + #""own_target":false,"rest_s":null,"own_rest":false,"state":"up","reason":"at-top"}"#
    #expect(world.run("next", "--json").out == up + "\n")
    let lines = world.run("plan", "--json").out.split(separator: "\n")
    #expect(lines.count == 24 && lines.contains(Substring(up)))
    let states = lines.map { line in
      line.split(separator: #""state":""#).last.map { $0.prefix { $0 != "\"" } } ?? ""
    }
    #expect(
      states.prefix(4) == ["done", "done", "done", "up"] && states.dropFirst(4).allSatisfy { $0 == "open" })
  }

  @Test func narrow() throws {
    let out = try world(columns: 40).run("plan").out
    #expect(
      out == """
        Home plan, week 1, session 2 of 2: Full
          body

        circuit: round by round
        >  squat            3 × 12 reps
           push-up          3 × 12 reps
           reverse-lunge    3 × 10 reps a side
           band-pull-apart  3 × 15 reps
           side-plank       3 × 35 s a side

        finisher
           calf-raise  15 reps         rest 60 s
           clamshell   15 reps a side

        24 sets

        """)
  }

  @Test func theWeek() throws {
    let world = try world(race: true)
    #expect(world.run("run", "add", "intervals", "--date", "2026-11-18", "--athlete", "me").status == 0)
    let long = world.run(
      "run", "add", "long", "--date", "2026-11-22", "--distance", "18km", "--duration", "1:45:00",
      "--athlete", "me")
    #expect(long.status == 0, "\(long.err)")
    #expect(
      world.run("plan", "--week").out == """
        Home plan, week 1, from Mon 16 Nov 2026
        peak: the marathon is in 22 days
        1 session a week; without anything that makes sore

          Mon 16 Nov
          Tue 17 Nov  Full body, 24 sets done
          Wed 18 Nov                           intervals
          Thu 19 Nov
          Fri 20 Nov
        > Sat 21 Nov
          Sun 22 Nov                           long run 18 km 1:45:00

        1 of 1 session done
        warning: strength on Tue, before the fast run on Wed (not-the-day-before)
        holdfast rules NAME tells a rule and where it comes from

        """)
    let json = world.run("plan", "--week", "--json").out
    let head =
      #"{"athlete":"me","program":"home-plan","week":1,"from":"2026-11-16","phase":"peak","#
      + #""race_date":"2026-12-13","race_distance":"marathon","sessions_planned":1,"sessions_done":1,"days":["#
    let tail =
      #"],"findings":[{"rule":19,"name":"not-the-day-before","gravity":"warning","date":"2026-11-17","#
      + #""text":"strength on Tue, before the fast run on Wed"}]}"# + "\n"
    #expect(json.hasPrefix(head) && json.hasSuffix(tail))
    #expect(
      json.contains(#"{"date":"2026-11-17","sessions_done":["Full body"],"sessions_proposed":[],"runs":[]}"#))
  }

  @Test("What is under way is one of the week, and nothing more is proposed for today") func theWeekUnderWay()
    throws
  {
    let world = try world(today: [("squat", .both)])
    let out = world.run("plan", "--week").out
    #expect(out.contains("> Sat 21 Nov  Full body, 1 set done\n  Sun 22 Nov\n"), "\(out)")
    #expect(!out.contains("warm-up"), "\(out)")
  }

  @Test func athletes() throws {
    let world = try world(race: true)
    #expect(
      world.run("athletes").out == """
        me   beginner  home-plan, week 1; the marathon is in 22 days
        kim  beginner

        """)
    #expect(
      world.run("athletes", "--json").out
        == #"{"athlete":"me","level":"beginner","program":"home-plan","since":"2026-11-16","week":1,"#
        + #""race_date":"2026-12-13","race_distance":"marathon"}"# + "\n"
        + #"{"athlete":"kim","level":"beginner","program":null,"since":null,"week":null,"#
        + #""race_date":null,"race_distance":null}"# + "\n")
    #expect(World().run("athletes").out == "me  beginner\n")
  }

  @Test func nobodyFollowsAProgram() throws {
    let world = try world()
    let kim = world.run("plan", "--athlete", "kim")
    #expect(kim.status == 0 && kim.out.isEmpty)
    #expect(
      kim.err
        == "holdfast: kim follows no program: holdfast program start ID begins one, holdfast programs lists them\n"
    )
    #expect(world.run("next", "--athlete", "kin").status == ExitStatus.noInput.rawValue)
    #expect(world.run("plan", "--athlete", "kim", "--json") == World.Result(status: 0, out: "", err: ""))
    #expect(world.run("program", "stop", "--athlete", "me").status == 0)
    #expect(
      world.run("next").err
        == "holdfast: nobody follows a program: holdfast program start ID begins one, holdfast programs lists them\n"
    )
  }

  @Test("A program's file that is wrong is named with line and key") func aWrongFile() throws {
    let world = try world()
    world.makeFolders("programs")
    world.write(
      "programs/home-plan.toml",
      "id = \"home-plan\"\nname = \"x\"\nkind = \"plan\"\nsource = \"-\"\nweeks = 0\n")
    let result = world.run("plan")
    #expect(result.status == ExitStatus.configuration.rawValue && result.out.isEmpty)
    let file = world.folder + "/programs/home-plan.toml"
    #expect(result.err.hasPrefix("holdfast: the program home-plan is not taken: \(file):1: session: missing"))
    #expect(result.err.contains("\(file):5: weeks: unknown key; did you mean week?"))
  }
}
