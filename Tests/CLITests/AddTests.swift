import Syscalls
import Testing
import Training

@testable import CLI

/// A world with the fixed log and no daemon.
func fixedWorld() throws -> World {
  let world = try World.withFixedLog()
  world.environment["HOLDFAST_SOCKET"] = world.socket
  return world
}

/// Text with the ids of sets in parentheses made the same: new ones are new each time.
func withoutEndings(_ text: String) -> String {
  var result = ""
  var rest = text[...]
  while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
    let inside = rest[rest.index(after: open)..<close]
    result += rest[...open] + (inside.allSatisfy(\.isHexDigit) ? "-" : inside)
    rest = rest[close...]
  }
  return result + rest
}

@Suite struct AddTests {
  @Test(arguments: [
    (["wall-sit", "45s"], "wall-sit, 45.0 s, me, Sat 21 Nov 2026 11:59"),
    (["Wall sit", "1:30"], "wall-sit, 90.0 s, me, Sat 21 Nov 2026 11:58"),
    (["plank", "1min30s", "--athlete", "ben"], "plank, 90.0 s, ben, Sat 21 Nov 2026 11:58"),
    (["plank", "90", "s", "--at", "9:05"], "plank, 90.0 s, me, Sat 21 Nov 2026 09:05"),
    (
      [
        "side-plank", "30s", "--side", "left", "--at", "yesterday 18:00", "--athlete", "ana", "--load", "5kg",
      ],
      "side-plank left, 30.0 s, 5 kg, ana, Fri 20 Nov 2026 18:00"
    ),
    (["push-up", "12"], "push-up, 12 reps, me, Sat 21 Nov 2026 12:00"),
    (["push-up", "1", "rep"], "push-up, 1 rep, me, Sat 21 Nov 2026 12:00"),
    (["push-up", "12x", "--duration", "30"], "push-up, 12 reps, me, Sat 21 Nov 2026 11:59"),
    (["plank", "45", "--at", "monday 7:30"], "plank, 45.0 s, me, Mon 16 Nov 2026 07:30"),
    (["plank", "45", "--at", "2026-10-25 4:00:30"], "plank, 45.0 s, me, Sun 25 Oct 2026 04:00"),
    (["plank", "45", "--at", "20min"], "plank, 45.0 s, me, Sat 21 Nov 2026 11:40"),
  ]) func adds(_ arguments: [String], _ line: String) throws {
    let world = try fixedWorld()
    let before = world.run("log", "--json").out
    let result = world.run(["add"] + arguments)
    #expect(
      result.status == 0 && result.err == "" && withoutEndings(result.out) == "added \(line) (-)\n",
      "\(result)")
    #expect(withoutEndings(world.run("undo").out) == "took back \(line) (-)\n")
    #expect(world.run("log", "--json").out == before)
  }

  @Test func whatIsAddedIsWhole() throws {
    let world = try fixedWorld()
    let arguments = [
      "side-plank", "29.5s", "--side", "left", "--at", "yesterday 18:00", "--athlete", "ana", "--load", "5",
      "--rpe",
      "7", "--note", "felt easy", "--target", "30-45s", "--station", "rack",
    ]
    #expect(world.run(["add"] + arguments).status == 0)
    #expect(
      withoutIDs(world.run("log", "2026-11-20", "--exercise", "side-plank", "--json").out)
        == #"{"id":"-","athlete":"ana","station":"rack","exercise":"side-plank","kind":"hold","side":"left","#
        + #""started_at":"2026-11-20T17:00:00.000000+00:00","duration_s":29.500000,"reps":null,"load_kg":5,"rpe":7,"#
        + #""target":{"seconds":[30,45]},"target_met":false,"ended_by":"edit","clock":"synced","note":"felt easy","#
        + #""motion":null,"measured":null}"# + "\n")
    let json = world.run("undo", "--json").out
    #expect(
      json.hasPrefix(#"{"kind":"add","text":"took back side-plank left, 29.5 s, 5 kg","set":{"id":"01"#))
    #expect(json.contains(#""count":1,"before":[{"id":"#) && json.hasSuffix("],\"after\":[]}\n"))
  }

  @Test func theConfigurationSaysWhereAndWho() throws {
    let world = World()
    let config = world.write(
      "holdfast.toml", "[[athlete]]\nid = \"ana\"\n[[station]]\nname = \"rack\"\nathlete = \"ana\"\n")
    world.environment["HOLDFAST_DATABASE"] = world.database
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_CONFIG"] = config
    #expect(world.run("add", "plank", "45s").status == 0)
    let added = world.run("log", "--json").out
    #expect(added.contains(#""athlete":"ana","station":"rack""#), "\(added)")
    for (option, value, remedy) in [
      ("--athlete", "anna", "did you mean ana?"), ("--station", "rakc", "did you mean rack?"),
      ("--athlete", "zoe", "add it to \(config): [[athlete]] id = \"zoe\""),
      ("--station", "x", "there are: rack"),
    ] {
      let result = world.run("add", "plank", "45s", option, value)
      #expect(result.status == 66)
      #expect(result.err == "holdfast: there is no \(option.dropFirst(2)) \"\(value)\"\n  \(remedy)\n")
    }
    #expect(world.run("edit", "last", "--athlete", "bob").status == 66)
    #expect(world.run("log", "--json").out == added)
  }

  @Test func makesTheLogWhereThereIsNone() throws {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_DATABASE"] = world.folder + "/none/holdfast.db"
    #expect(
      world.run("add", "plank", "45s")
        == World.Result(
          status: 66, out: "",
          err: "holdfast: \(world.folder)/none/holdfast.db: there is no folder \(world.folder)/none\n"
            + "  make it, or name another database\n"))
    #expect(!fileExists(world.folder + "/none"))
    world.environment["HOLDFAST_DATABASE"] = world.database
    #expect(world.run("add", "plank", "45s").status == 0)
    #expect(world.run("log", "--json").out.contains("plank"))
  }

  /// As `holdfastd` would, where nothing is installed and nobody named a place.
  @Test(.enabled(if: !fileExists("/var/lib/holdfast"), "SKIPPED: /var/lib/holdfast is there"))
  func theUsersOwnPlace() throws {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    let own = world.folder + "/.local/share/holdfast/holdfast.db"
    #expect(world.run("undo").status == 66 && !fileExists(own))
    #expect(world.run("add", "plank", "45s").status == 0)
    #expect(fileExists(own))
    #expect(world.run("log", "--json").out.contains("plank"))
    #expect(world.run("edit", "last", "--rpe", "7").status == 0)
  }

  @Test func withoutALogThereIsNothingToCorrect() throws {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_DATABASE"] = world.database
    for command in [["edit", "last", "--rpe", "7"], ["note", "last", "x"], ["delete", "last"]] {
      #expect(
        world.run(command)
          == World.Result(
            status: 66, out: "",
            err: "holdfast: there is no log yet: \(world.database)\n"
              + "  holdfastd, holdfast add and holdfast import make one; --database names one elsewhere\n"))
    }
    #expect(!fileExists(world.database) && !fileExists(world.database + ".lock"))
  }
}

@Suite struct TimeOfDayTests {
  @Test(arguments: [
    ("18:00", "2026-11-21T18:00:00+01:00"), ("7:30", "2026-11-21T07:30:00+01:00"),
    ("today 0:00", "2026-11-21T00:00:00+01:00"), ("yesterday 18:00:30", "2026-11-20T18:00:30+01:00"),
    ("Monday 7:30", "2026-11-16T07:30:00+01:00"), ("sat 12:00", "2026-11-21T12:00:00+01:00"),
    ("2026-11-20 7:05", "2026-11-20T07:05:00+01:00"), ("7d 18:00", "2026-11-14T18:00:00+01:00"),
    ("2026-10-24 18:00", "2026-10-24T18:00:00+02:00"), ("2026-10-25 18:00", "2026-10-25T18:00:00+01:00"),
    ("2026-11-20T18:00", "2026-11-20T18:00:00+01:00"),
  ]) func moments(_ text: String, _ expected: String) throws {
    let context = try World.withFixedLog().context()
    #expect(try context.moment(text, option: "--at") == WallTime(iso8601: expected))
  }

  @Test(arguments: [
    "24:00", "7:3", "18:60", "7", "week 7:30", "2026-11 7:30", "2026 7:30", "now 7:30", "2w 7:30",
    "7:30 today", ": 1", "x 7:30",
  ])
  func noMoments(_ text: String) throws {
    let context = try World.withFixedLog().context()
    #expect(throws: Failure.self) { try context.moment(text, option: "--at") }
  }

  @Test func aTimeAloneIsOfTheDayThatIsMeant() throws {
    let context = try World.withFixedLog().context()
    let day = WallTime(iso8601: "2026-10-24T23:30:00+02:00")!
    #expect(try context.moment("1:30", option: "", on: day) == WallTime(iso8601: "2026-10-24T01:30:00+02:00"))
    #expect(
      try context.moment("today 1:30", option: "", on: day) == WallTime(iso8601: "2026-11-21T01:30:00+01:00"))
  }
}
