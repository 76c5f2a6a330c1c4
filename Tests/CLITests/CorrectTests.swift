import Control
import Gym
import Settings
import Store
import Synchronization
import Syscalls
import Testing
import Training

@testable import CLI

/// A world with the fixed log and no daemon.
private func fixedWorld() throws -> World {
  let world = try World.withFixedLog()
  world.environment["HOLDFAST_SOCKET"] = world.socket
  return world
}

/// Text with the ids of sets in parentheses made the same: new ones are new each time.
private func withoutEndings(_ text: String) -> String {
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
              + "  it is made when holdfastd runs for the first time, and by holdfast add and import\n"))
    }
    #expect(!fileExists(world.database) && !fileExists(world.database + ".lock"))
  }
}

@Suite struct CorrectTests {
  /// A session: what is typed, and what is answered.
  private static let session: [([String], String)] = [
    (
      ["edit", "a06072", "--duration", "40s"],
      "edited side-plank left, Mon 12 Oct 2026 19:04 (a06072): duration 0:31.2 → 0:40.0"
    ),
    (
      ["edit", "a06072", "--duration", "40.02s"],
      "edited side-plank left, Mon 12 Oct 2026 19:04 (a06072): duration 40.000000 s → 40.020000 s"
    ),
    (
      ["edit", "a06072", "--side", "right", "--load", "2.5", "--rpe", "8"],
      "edited side-plank left, Mon 12 Oct 2026 19:04 (a06072): side left → right, load none → 2.5 kg, rpe none → 8"
    ),
    (
      ["edit", "a06072", "--exercise", "plank", "--at", "19:05"],
      "edited side-plank right, Mon 12 Oct 2026 19:04 (a06072): exercise side-plank → plank, side right → both, "
        + "started 19:04:31 → 19:05:00"
    ),
    (
      ["edit", "ae20b3", "--confirm"],
      "edited plank, Sat 7 Nov 2026 10:00 (ae20b3): confirmed, it may be a record"
    ),
    (
      ["edit", "ae8125", "--confirm"],
      "edited wall-sit, Thu 19 Nov 2026 18:00 (ae8125): confirmed, it may be a record"
    ),
    (["edit", "ae8125", "--confirm"], "nothing is different: wall-sit, Thu 19 Nov 2026 18:00 (ae8125)"),
    (
      ["edit", "ae50ec", "--duration", "1:12.5", "--athlete", "ana", "--at", "2026-11-08 10:19"],
      "edited plank, Sat 7 Nov 2026 10:20 (ae50ec): athlete ben → ana, "
        + "started Sat 7 Nov 2026 10:20:00 → Sun 8 Nov 2026 10:19:00, duration 0:12.5 → 1:12.5, target met no → yes"
    ),
    (
      ["edit", "last", "--at", "10:00"],
      "edited single-leg-calf-raise-hold left, Sat 21 Nov 2026 10:00 (af11d0): clock unsynced → synced"
    ),
    (
      ["edit", "a0c0e4", "--reps", "none", "--load", "none", "--target", "none"],
      "edited goblet-squat, Mon 12 Oct 2026 19:08 (a0c0e4): reps 8 → none, load 12 kg → none, "
        + "target 8-12 reps → none, target met yes → none"
    ),
    (
      ["note", "adf07a", "late; noch", "schwerer"],
      "noted plank, Fri 6 Nov 2026 23:59 (adf07a): note \"late; 体が重い\" → \"late; noch schwerer\""
    ),
    (
      ["note", "last", "--remove"],
      "nothing is different: single-leg-calf-raise-hold left, Sat 21 Nov 2026 10:00 (af11d0)"
    ),
    (
      ["delete", "last~1", "a00000", "last~1"],
      """
      deleted 2 sets
        push-up, 18 reps, ana, Fri 20 Nov 2026 19:00 (aee197)
        wall-sit, 30.4 s, me, Mon 12 Oct 2026 19:00 (a00000)
      holdfast undo brings them back
      """
    ),
    (
      ["delete", "ae8125"],
      "deleted wall-sit, 420.0 s, me, Thu 19 Nov 2026 18:00 (ae8125)\nholdfast undo brings it back"
    ),
    (["undo"], "took back the deletion of wall-sit, 420.0 s, me, Thu 19 Nov 2026 18:00 (ae8125)"),
    (
      ["undo"],
      """
      took back the deletion of 2 sets
        wall-sit, 30.4 s, me, Mon 12 Oct 2026 19:00 (a00000)
        push-up, 18 reps, ana, Fri 20 Nov 2026 19:00 (aee197)
      """
    ),
    (
      ["undo"],
      "took back the note to plank, Fri 6 Nov 2026 23:59 (adf07a): note \"late; noch schwerer\" → \"late; 体が重い\""
    ),
    (
      ["redo"],
      "brought back the note to plank, Fri 6 Nov 2026 23:59 (adf07a): note \"late; 体が重い\" → \"late; noch schwerer\""
    ),
    (
      ["undo", "--athlete", "me"],
      "took back the edit of goblet-squat, Mon 12 Oct 2026 19:08 (a0c0e4): reps none → 8, load none → 12 kg, "
        + "target none → 8-12 reps, target met none → yes"
    ),
    (
      ["undo", "--athlete", "me"],
      "took back the edit of wall-sit, Thu 19 Nov 2026 18:00 (ae8125): no longer confirmed"
    ),
    (
      ["undo", "--athlete", "me"],
      "took back the edit of plank, Mon 12 Oct 2026 19:05 (a06072): exercise plank → side-plank, side both → right, "
        + "started 19:05:00 → 19:04:31"
    ),
  ]

  @Test func aSession() throws {
    let world = try fixedWorld()
    for (arguments, text) in Self.session {
      #expect(world.run(arguments) == World.Result(status: 0, out: text + "\n", err: ""), "\(arguments)")
    }
    // All of it can be taken back, to the last letter.
    while world.run("undo").status == 0 {}
    #expect(world.run("log", "--json").out == "", "the fixed log was added too")
    #expect(world.run("redo").status == 0)
    #expect(world.run("log", "--json").out == (try World.withFixedLog().run("log", "--json").out))
  }

  @Test func narrowTerminals() throws {
    let world = try fixedWorld()
    world.columns = 40
    #expect(
      world.run("edit", "ae50ec", "--duration", "1:12.5", "--athlete", "ana").out
        == """
        edited plank, Sat 7 Nov 2026 10:20
          (ae50ec): athlete ben → ana, duration
          0:12.5 → 1:12.5, target met no → yes

        """)
    #expect(
      world.run("delete", "last", "last~1").out
        == """
        deleted 2 sets
          single-leg-calf-raise-hold left, 33.3…
          push-up, 18 reps, ana, Fri 20 Nov 202…
        holdfast undo brings them back

        """)
    world.columns = 80
    world.hasColor = true
    #expect(world.run("delete", "last").out.hasSuffix("\n\u{1B}[2mholdfast undo brings it back\u{1B}[0m\n"))
  }

  @Test func json() throws {
    let world = try fixedWorld()
    func set(_ duration: String, _ met: String, _ note: String, _ measured: String) -> String {
      #"{"id":"0199e2a0-0000-7000-8000-000000a00000","athlete":"me","station":"main","exercise":"wall-sit","#
        + #""kind":"hold","side":"both","started_at":"2026-10-12T17:00:03.250000+00:00","duration_s":\#(duration),"#
        + #""reps":null,"load_kg":null,"rpe":null,"target":{"seconds":[30,45]},"target_met":\#(met),"#
        + #""ended_by":"tap","clock":"synced","note":\#(note),"motion":null,"measured":\#(measured)}"#
    }
    let before = set("30.400000", "true", "null", "null")
    let after = set(
      "29.000000", "false", "null",
      #"{"exercise":"wall-sit","side":"both","started_at":"2026-10-12T17:00:03.250000+00:00","#
        + #""duration_s":30.400000,"reps":null,"load_kg":null}"#)
    #expect(
      world.run("edit", "a00000", "--duration", "29s", "--json").out
        == #"{"kind":"edit","text":"edited wall-sit, 29.0 s","set":\#(after),"count":1,"before":[\#(before)],"#
        + #""after":[\#(after)]}"# + "\n")
    #expect(
      world.run("undo", "--json").out
        == #"{"kind":"edit","text":"took back the edit of wall-sit, 29.0 s","set":\#(after),"count":1,"#
        + #""before":[\#(after)],"after":[\#(before)]}"# + "\n")
    let noted = set("30.400000", "true", #""\"x\"""#, "null")
    #expect(
      world.run("note", "a00000", "\"x\"", "--json").out
        == #"{"kind":"note","text":"noted wall-sit, 30.4 s","set":\#(noted),"count":1,"before":[\#(before)],"#
        + #""after":[\#(noted)]}"# + "\n")
    #expect(
      world.run("delete", "a00000", "--json").out
        == #"{"kind":"delete","text":"deleted wall-sit, 30.4 s","set":\#(noted),"count":1,"before":[\#(noted)],"#
        + #""after":[]}"# + "\n")
  }

  // MARK: Bad input

  private static let lengths = "write 45s, 1:30, 90 s or 1min30s"
  private static let names = "take an id from holdfast log, any ending of a full one, or last, last~1, …"
  private static let past = "give the date on which it was done, such as \"yesterday 18:00\""

  @Test(
    arguments: [
      // Units, and figures out of bounds.
      (["add", "wall-sit", "45kg"], 64, "\"45kg\" is no length of time, and wall-sit is held", lengths),
      (
        ["add", "wall-sit", "12 reps"], 64, "\"12 reps\" is no length of time, and wall-sit is held", lengths
      ),
      (
        ["add", "push-up", "45s"], 64, "\"45s\" is no count, and push-up is counted",
        "write 12 or \"12 reps\"; how long they took goes with --duration 30s"
      ),
      (["add", "wall-sit", "-3s"], 64, "add: -3s: nothing here is less than 0", "see: holdfast add --help"),
      (
        ["add", "wall-sit", "--duration=-3s"], 64, "a duration of -3 s: not more than 0",
        "write 45s, 1:30 or 1min30s"
      ),
      (["add", "wall-sit", "−3s"], 64, "a duration of -3 s: not more than 0", "write 45s, 1:30 or 1min30s"),
      (["add", "wall-sit", "0s"], 64, "a duration of 0 s: not more than 0", "write 45s, 1:30 or 1min30s"),
      (
        ["add", "wall-sit", "25h"], 64, "a duration of 90000 s: more than a day", "write 45s, 1:30 or 1min30s"
      ),
      (
        ["add", "push-up", "12", "--duration", "25h"], 64, "a duration of 90000 s: more than a day",
        "write 45s, 1:30 or 1min30s"
      ),
      (["add", "push-up", "0"], 64, "0 repetitions are no set", ""),
      (["add", "push-up", "1000000"], 64, "1000000 repetitions", "give a count from 0 to 100000"),
      (["add", "wall-sit"], 64, "how long was it? wall-sit is held", "holdfast add wall-sit 45s"),
      (["add", "push-up"], 64, "how many were they? push-up is counted", "holdfast add push-up 12"),
      (
        ["add", "wall-sit", "45s", "--duration", "40s"], 64, "45s and --duration: two lengths",
        "give one of them"
      ),
      (
        ["add", "plank", "45s", "--load", "45s"], 64, "--load \"45s\": no load",
        "write kilograms from 0 to 1000: 20 or 22.5kg"
      ),
      (
        ["add", "plank", "45s", "--load", "1001"], 64, "--load \"1001\": no load",
        "write kilograms from 0 to 1000: 20 or 22.5kg"
      ),
      (["add", "plank", "45s", "--rpe", "11"], 64, "--rpe \"11\": no rating", "write a figure from 1 to 10"),
      (
        ["add", "plank", "45s", "--target", "lots"], 64, "--target \"lots\": no target",
        "write 45s, 30-45s, 8-10, \"12 reps\" or max"
      ),
      (["edit", "last", "--duration", "45kg"], 64, "--duration \"45kg\": no length of time", lengths),
      (
        ["edit", "last", "--duration", "0"], 64, "a duration of 0 s: not more than 0",
        "write 45s, 1:30 or 1min30s"
      ),
      (["edit", "last", "--reps", "many"], 64, "--reps \"many\": no count", "write 12 or \"12 reps\""),
      (
        ["edit", "last", "--target", "x"], 64, "\"x\" is no target",
        "write 45s, 30-45s, 8-10, \"20 steps\" or max"
      ),
      // Dates.
      (
        ["add", "plank", "45s", "--at", "1970-01-01"], 64,
        "--at \"1970-01-01\": Thu 1 Jan 1970 00:00 is before the year 2000", past
      ),
      (
        ["add", "plank", "45s", "--at", "18:00"], 64,
        "--at \"18:00\": Sat 21 Nov 2026 18:00 is in the future", past
      ),
      (
        ["add", "plank", "1h", "--at", "11:30"], 64,
        "that is in the future: it is 2026-11-21T11:00Z by this machine's clock",
        "give the date on which it was done, or set the clock"
      ),
      (
        ["edit", "last", "--at", "2027-01-01 18:00"], 64,
        "--at \"2027-01-01 18:00\": Fri 1 Jan 2027 18:00 is in the future", past
      ),
      (
        ["add", "plank", "45s", "--at", "week 18:00"], 64,
        "--at \"week 18:00\": a time behind what is no day",
        "write \"yesterday 18:00\", \"monday 18:00\" or \"2026-11-20 18:00\""
      ),
      (
        ["add", "plank", "45s", "--at", "yesterday 25:00"], 64, "--at \"yesterday 25:00\": no date",
        "write 2026-11-21, 2026-11, today, yesterday, monday or 7d"
      ),
      // Names.
      (["add", "walsit", "45s"], 66, "there is no exercise \"walsit\"", "did you mean wall-sit?"),
      (["edit", "last", "--exercise", "\u{1B}[2J"], 66, "there is no exercise \"?[2J\"", ""),
      (
        ["add", "plank", "45s", "--athlete", "a b"], 64, "\"a b\" cannot be a name",
        "use up to 64 letters, digits, -, _ and . only"
      ),
      (["add", "side-plank", "45s"], 64, "side-plank is done with each side", "say which: left or right"),
      (["add", "plank", "45s", "--side", "left"], 64, "plank has no side left", "its side is: both"),
      (["edit", "aee197", "--side", "left"], 64, "push-up has no side left", "its side is: both"),
      (
        ["edit", "aee197", "--exercise", "side-plank"], 64, "side-plank is done with each side",
        "say which: left or right"
      ),
      (
        ["edit", "last", "--reps", "3"], 64, "single-leg-calf-raise-hold is held, not counted",
        "give a duration, such as 45s"
      ),
      // Ids.
      (["edit", "zz", "--rpe", "7"], 66, "\"zz\" is no id of a set", names),
      (["note", "5f5f", "x"], 66, "no set has an id that ends in 5f5f", names),
      (["delete", "last", "last~99"], 66, "the log has no set last~99", names),
      (
        ["delete", "last", "a"], 64, "a may be any of these sets",
        """
        give more of the id's ending:
          a1e23a  Thu 15 Oct 2026 20:05  side-plank right, 25.5 s
          a4e5ca  Thu 22 Oct 2026 20:01  dead-hang, 29.0 s
          a7e95a  Mon 2 Nov 2026 18:00   wall-sit, 45.4 s
          aaecea  Mon 9 Nov 2026 18:03   push-up, 14 reps
          adf07a  Fri 6 Nov 2026 23:59   plank, 65.2 s
        """
      ),
      // Nothing, or too much.
      (
        ["edit", "last"], 64,
        "edit: nothing to edit: give --duration, --reps, --load, --rpe, --target, --exercise, --side, --at or "
          + "--athlete; or --confirm, where it is right as it is", "see: holdfast edit --help"
      ),
      (["edit"], 64, "edit: missing expected argument '<id>'", "see: holdfast edit --help"),
      (["note", "last"], 64, "note: give a text, or --remove", "see: holdfast note --help"),
      (["note", "last", ""], 64, "note: give a text, or --remove", "see: holdfast note --help"),
      (
        ["note", "last", "x", "--remove"], 64, "note: a text and --remove: give one of them",
        "see: holdfast note --help"
      ),
      (
        ["note", "last", String(repeating: "x", count: 2_001)], 64, "a note of 2001 bytes",
        "write at most 2000"
      ),
      (["delete"], 64, "delete: missing expected argument '<id> ...'", "see: holdfast delete --help"),
    ] as [([String], Int32, String, String)])
  func badInput(_ arguments: [String], _ status: Int32, _ message: String, _ remedy: String) throws {
    let world = try fixedWorld()
    let before = world.run("log", "--json").out
    let result = world.run(arguments)
    let text = "holdfast: \(message)\n" + (remedy.isEmpty ? "" : "  \(remedy)\n")
    #expect(result == World.Result(status: status, out: "", err: text))
    #expect(world.run("log", "--json").out == before)
    // The only change is the one that made the log.
    #expect(world.run("undo").out.hasPrefix("took back 81 sets\n"))
  }

  @Test func idsThatAreAlikeToTheEndAreListedLongEnough() throws {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    world.environment["HOLDFAST_SOCKET"] = world.socket
    var twin = LoggedSet.hold("1aaaaa", at: "2026-11-20T10:00:00+00:00")
    twin.id = SetID("0198c1f2-0000-7000-8001-0000001aaaaa")!
    try world.store([.hold("1aaaaa", at: "2026-11-19T09:00:00+00:00"), twin])
    #expect(
      world.run("delete", "1aaaaa").err
        == """
        holdfast: 1aaaaa may be any of these sets
          give more of the id's ending:
          0-0000001aaaaa  Thu 19 Nov 2026 10:00  wall-sit, 45.0 s
          1-0000001aaaaa  Fri 20 Nov 2026 11:00  wall-sit, 45.0 s

        """)
    #expect(world.run("delete", "1-0000001aaaaa").status == 0)
  }

  // MARK: Who makes it

  @Test func commandsAtOnceWaitForOneAnother() throws {
    let world = try fixedWorld()
    let contexts = (0..<6).map { _ in world.context() }
    final class Handed: @unchecked Sendable {
      // Each thread has a context of its own.
      let contexts: [Context]
      init(_ contexts: [Context]) { self.contexts = contexts }
    }
    let handed = Handed(contexts)
    let threads = try contexts.indices.map { index in
      try SystemThread(name: "add \(index)") {
        for _ in 0..<3 { _ = runHoldfast(["add", "plank", "\(index + 1)s"], in: handed.contexts[index]) }
      }
    }
    for thread in threads { thread.join() }
    for context in contexts { #expect(context.err.text == "") }
    let added = world.run("log", "today", "--json").out.split(separator: "\n").filter {
      $0.contains("\"plank\"")
    }
    #expect(added.count == 18)
  }

  @Test func theDaemonThatServesTheDatabaseMakesIt() throws {
    let world = try fixedWorld()
    let set = FixedLog.sets[0]
    let daemon = try FakeDaemon(world.socket, report: .example(world)) { request in
      switch request {
      case .edit:
        .change(
          Control.ChangeReport(kind: .edit, text: "edited", set: set, count: 1, before: [set], after: [set]))
      case .import(let sets, _, _):
        .change(
          Control.ChangeReport(
            kind: .import, text: "imported", set: nil, count: sets.count, before: [], after: sets))
      case .note: .failure(ControlError(.noInput, "no set has the id x", remedy: "take another"))
      default:
        .change(Control.ChangeReport(kind: .add, text: "", set: set, count: 1, before: [], after: [set]))
      }
    }
    defer { daemon.stop() }
    let lock = try DatabaseLock(database: world.database, program: "holdfastd")
    let before = world.run("log", "--json").out
    #expect(
      world.run("edit", "a00000", "--duration", "45s", "--load", "none", "--exercise", "Plank").out
        == "nothing is different: wall-sit, Mon 12 Oct 2026 19:00 (a00000)\n")
    #expect(
      world.run("add", "plank", "45s").out == "added wall-sit, 30.4 s, me, Mon 12 Oct 2026 19:00 (a00000)\n")
    #expect(world.run("delete", "a00000", "last").status == 0)
    #expect(
      world.run("note", "a00000", "x")
        == World.Result(status: 66, out: "", err: "holdfast: no set has the id x\n  take another\n"))
    // Pieces of less than 64 KiB each, and the answer counts them all.
    let many = (0..<1_000).map { number in
      var set = set
      set.id = SetID(high: 1, low: UInt64(number))
      set.note = String(repeating: "n", count: 500)
      return set
    }
    let history = History(
      world.context(), Places(world.context()), "import")
    let report = try history.change(.import(many))
    #expect(report.count == 1_000 && report.after.count == 20)
    #expect { try history.change(.import(Array(repeating: set, count: 100_001))) } throws: {
      ($0 as? Failure)?.remedy == "stop it, import, and start it: sudo systemctl stop holdfast"
    }
    withExtendedLifetime(lock) {}
    #expect(world.run("log", "--json").out == before)

    let asked = daemon.requests.withLock { $0 }
    #expect(asked.count == 5)
    let edit = SetEdit(exercise: "plank", duration: .seconds(45), loadKg: .clear)
    #expect(asked[0] == .edit(set.id, edit))
    guard case .add(let added) = asked[1] else { return #expect(Bool(false), "\(asked[1])") }
    #expect(added.exercise == "plank" && added.endedBy == .edit && added.endedAt == world.now)
    #expect(asked[2] == .delete([set.id, FixedLog.sets.last!.id]))
    #expect(asked[3] == .note(set.id, "x"))
    #expect(asked[4] == .import(many, after: 0, more: false))
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
