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
    sets += today.map { logged($0.0, $0.1, planned.first { set in set.exercise == $0.0 }?.target, at: now) }
    try world.store(sets)
    return world
  }

  @Test func theSessionThatIsDue() throws {
    #expect(
      try world().run("plan")
        == World.Result(
          status: 0,
          out: """
            """, err: ""))
  }

  @Test func underWayAndWhy() throws {
    let world = try world(today: [
      ("squat", .both), ("plank", .both), ("push-up", .both), ("reverse-lunge", .left),
    ])
    #expect(
      world.run("plan", "--why").out == """
        """)
    #expect(world.run("next").out == "")
    #expect(world.run("next", "--json").out == "")
    let lines = world.run("plan", "--json").out.split(separator: "\n")
    #expect(lines.count == 24 && lines[0] == "")
  }

  @Test func narrow() throws {
    #expect(
      try world(columns: 40).run("plan").out == """
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
        """)
    #expect(
      world.run("plan", "--week", "--json").out == """
        """)
  }

  @Test func nobodyFollowsAProgram() throws {
    let world = try world()
    let kim = world.run("plan", "--athlete", "kim")
    #expect(kim.status == 0 && kim.out.isEmpty)
    #expect(kim.err == "")
    #expect(world.run("next", "--athlete", "kin").status == ExitStatus.noInput.rawValue)
    #expect(world.run("plan", "--athlete", "kim", "--json") == World.Result(status: 0, out: "", err: ""))
    #expect(world.run("program", "stop", "--athlete", "me").status == 0)
    #expect(world.run("next").err == "")
  }

  @Test("A program's file that is wrong is named with line and key") func aWrongFile() throws {
    let world = try world()
    world.makeFolders("programs")
    world.write(
      "programs/home-plan.toml",
      "id = \"home-plan\"\nname = \"x\"\nkind = \"plan\"\nsource = \"-\"\nweeks = 0\n")
    let result = world.run("plan")
    #expect(result.status == ExitStatus.configuration.rawValue && result.out.isEmpty)
    #expect(result.err == "")
  }
}
