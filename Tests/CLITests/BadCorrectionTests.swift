import Testing
import Training

@testable import CLI

/// What cannot be: a clear message, an exit code, and a log that is as it was.
@Suite struct BadCorrectionTests {
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
        ["add", "plank", "45s", "--at", "1970-01-01 9:00"], 64,
        "--at \"1970-01-01 9:00\": Thu 1 Jan 1970 09:00 is before the year 2000", past
      ),
      (
        ["add", "plank", "45s", "--at", "yesterday"], 64, "--at \"yesterday\": no time of day",
        "write \"yesterday 18:00\""
      ),
      (
        ["edit", "last", "--at", "2026-W46"], 64, "--at \"2026-W46\": longer than a day",
        "write \"yesterday 18:00\" or 20min (ago)"
      ),
      (
        ["add", "plank", "45s", "--at", "18:00"], 64,
        "--at \"18:00\": Sat 21 Nov 2026 18:00 is in the future", past
      ),
      (
        ["add", "plank", "1h", "--at", "11:30"], 64,
        "it would end in the future: it is 2026-11-21T11:00Z by this machine's clock",
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
          a1e23a  Thu 15 Oct 2026 20:05  side-plank right, 25.5 s, me
          a4e5ca  Thu 22 Oct 2026 20:01  dead-hang, 29.0 s, ana
          a7e95a  Mon 2 Nov 2026 18:00   wall-sit, 45.4 s, me
          aaecea  Mon 9 Nov 2026 18:03   push-up, 14 reps, ana
          adf07a  Fri 6 Nov 2026 23:59   plank, 65.2 s, ben
        """
      ),
      // Nothing, or too much.
      (
        ["edit", "last"], 64,
        "edit: nothing to edit: give --duration, --reps, --load, --rpe, --target, --exercise, --side, --at, "
          + "--athlete or --note; or --confirm, where it is right as it is", "see: holdfast edit --help"
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
          0-0000001aaaaa  Thu 19 Nov 2026 10:00  wall-sit, 45.0 s, me
          1-0000001aaaaa  Fri 20 Nov 2026 11:00  wall-sit, 45.0 s, me

        """)
    #expect(world.run("delete", "1-0000001aaaaa").status == 0)
  }
}
