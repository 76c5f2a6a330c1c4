import Testing

@testable import CLI

/// What corrects the log: what is typed, and what is answered.
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
      ["edit", "last", "--at", "yesterday"],
      "edited single-leg-calf-raise-hold left, Sat 21 Nov 2026 10:00 (af11d0): "
        + "started Sat 21 Nov 2026 10:00:00 → Fri 20 Nov 2026 10:00:00"
    ),
    (
      ["edit", "af11d0", "--at", "2026-11-21"],
      "edited single-leg-calf-raise-hold left, Fri 20 Nov 2026 10:00 (af11d0): "
        + "started Fri 20 Nov 2026 10:00:00 → Sat 21 Nov 2026 10:00:00"
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
        aee197  Fri 20 Nov 2026 19:00  push-up, 18 reps, ana
        a00000  Mon 12 Oct 2026 19:00  wall-sit, 30.4 s, me
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
        a00000  Mon 12 Oct 2026 19:00  wall-sit, 30.4 s, me
        aee197  Fri 20 Nov 2026 19:00  push-up, 18 reps, ana
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
    let fixed = try World.withFixedLog()
    #expect(world.run("log", "--json").out == fixed.run("log", "--json").out)
  }

  @Test func narrowTerminals() throws {
    let world = try fixedWorld()
    world.columns = 40
    #expect(
      world.run("edit", "ae50ec", "--duration", "1:12.5", "--athlete", "ana").out
        == """
        edited plank, Sat 7 Nov 2026 10:20
          (ae50ec):
          athlete ben → ana
          duration 0:12.5 → 1:12.5
          target met no → yes

        """)
    #expect(
      world.run("delete", "last", "last~1").out
        == """
        deleted 2 sets
          af11d0  Sat 21 Nov 2026 10:00  single…
          aee197  Fri 20 Nov 2026 19:00  push-u…
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
}
