import Settings
import Testing
import Training

private func programErrors(_ text: String) -> String {
  do {
    _ = try Program.parse(Array(text.utf8), file: "p.toml", catalogue: catalogue)
    return ""
  } catch { return error.description }
}

private let head = "id = \"p\"\nname = \"P\"\nkind = \"plan\"\n"
private let session = head + "[[session]]\nid = \"a\"\n"
private let exercise = session + "[[session.block]]\n[[session.block.exercise]]\n"
private let whole = exercise + "exercise = \"push-up\"\n"

// Apart from the macro: Swift 6.0 cannot compile an interpolation in its arguments.
private let badPrograms: [Bad] = [
  Bad(
    "name = \"P\"\nkind = \"menu\"\n[[move]]\nexercise = \"push-up\"",
    "p.toml:1: id: missing; write id = \"home-plan\""),
  Bad(
    head + "kind2 = 1\n[[session]]\nid = \"a\"\nblock = []",
    "p.toml:4: kind2: unknown key; did you mean kind?"),
  Bad(
    "id = \"p\"\nname = \"P\"\nkind = \"plann\"\n[[session]]\nid = \"a\"\nblock = []",
    "p.toml:3: kind: \"plann\" is not known here; did you mean \"plan\"?"),
  Bad(head, "p.toml:1: session: missing; write a [[session]] with its blocks"),
  Bad(
    "id = \"p\"\nname = \"P\"\nkind = \"phases\"", "p.toml:1: phase: missing; write a [[phase]] for each"),
  Bad(session, "p.toml:4: session.block: missing; write a [[session.block]] with its exercises"),
  Bad(
    exercise + "exercise = \"pushup\"",
    "p.toml:8: session.block.exercise.exercise: there is no exercise \"pushup\"; did you mean \"push-up\"?"),
  Bad(
    exercise + "sets = 3",
    "p.toml:7: session.block.exercise.exercise: missing; write exercise = \"squat\", or slot = \"core work\""),
  Bad(
    whole + "or = [\"xyz\"]",
    "p.toml:9: session.block.exercise.or: there is no exercise \"xyz\"; see: holdfast exercises"),
  Bad(
    whole + "sets = 0",
    "p.toml:9: session.block.exercise.sets: \"0\" is no number of them; write 1 to 100, \"2-3\" or \"open\""),
  Bad(
    whole + "sets = \"a few\"",
    "p.toml:9: session.block.exercise.sets: \"a few\" is no figure; write 3, \"2-3\" or \"open\", and nothing below 0"
  ),
  Bad(
    whole + "target = \"lots\"",
    "p.toml:9: session.block.exercise.target: \"lots\" is no target; "
      + "write \"30s\", \"8-12\", \"20 steps\", \"max\" or \"open\""),
  Bad(
    whole + "rest = \"-5s\"",
    "p.toml:9: session.block.exercise.rest: \"-5s\" is no rest; "
      + "write \"60s\", \"30-60s\", \"1min\", \"full\", \"short\" or \"open\""),
  Bad(
    whole + "sides = \"lef\"",
    "p.toml:9: session.block.exercise.sides: \"lef\" is not known here; write \"both\" or \"each\""),
  Bad(
    whole + "progression = { rule = \"second\" }",
    "p.toml:9: session.block.exercise.progression.rule: \"second\" is not known here; did you mean \"seconds\"?"
  ),
  Bad(
    whole + "progression = { rule = \"load\", step = 0 }",
    "p.toml:9: session.block.exercise.progression.step: \"0\" is no step; write seconds, or % of the load, up to 100"
  ),
  Bad(
    whole + "progression = { rule = \"load\", cap = \"5-10\" }",
    "p.toml:9: session.block.exercise.progression.cap: \"5-10\" is no cap; write % a week, such as 10"),
  Bad(
    whole + "[[week]]\nweeks = 0",
    "p.toml:10: week.weeks: \"0\": there is no such week; count from 1"),
  Bad(
    whole + "[[week]]\nweeks = \"1-2\"\n[[week]]\nweeks = 4",
    "p.toml:9: week: week 4 follows on week 2; write the weeks in their order, none twice and none left out"),
  Bad(
    whole + "[[week]]\nweeks = \"1+\"\n[[week]]\nweeks = 2",
    "p.toml:9: week: weeks follow on \"1+\"; put what has no end last"),
  Bad(
    whole + "[[week]]\nweeks = 1\nsessions = [\"b\"]",
    "p.toml:11: week.sessions: there is no session \"b\"; write it as a [[session]]"),
  Bad(
    whole + "[[week]]\nweeks = 1\ndose = \"3 sets\"",
    "p.toml:11: week.dose: \"3 sets\" is not sets x target; write \"3x8-10\", \"2-3x30s\" or \"2xopen\""),
  Bad(
    whole + "[[session]]\nid = \"a\"\n[[session.block]]",
    "p.toml:4: session: a second session \"a\"; give each an id of its own"),
  Bad(
    session + "[[session.block]]\nrounds = 3",
    "p.toml:7: session.block.rounds: a straight block has sets, not rounds; "
      + "write form = \"circuit\", or sets with each exercise"),
  Bad(
    session
      + "[[session.block]]\nform = \"circuit\"\nrounds = 3\n[[session.block.exercise]]\nexercise = \"push-up\"\nsets = 2",
    "p.toml:11: session.block.exercise.sets: a round is one set of it; leave sets out, or write form = \"straight\""
  ),
  Bad(
    session.replacingFirst("[[session]]", "days = [\"monday\"]\n[[session]]") + "block = []",
    "p.toml:4: days: \"monday\" is not known here; known are: mon, tue, wed, thu, fri, sat, sun"),
  Bad(
    "id = \"p\"\nname = \"P\"\nkind = \"phases\"\n[[phase]]\nphase = \"bild\"",
    "p.toml:5: phase.phase: \"bild\" is not known here; did you mean \"build\"?"),
]

extension String {
  fileprivate func replacingFirst(_ text: String, _ other: String) -> String {
    guard let range = firstRange(of: text) else { return self }
    return String(self[..<range.lowerBound]) + other + self[range.upperBound...]
  }
}

@Suite struct ProgramTests {
  @Test(arguments: badPrograms) func saysWhatIsWrong(_ bad: Bad) {
    #expect(programErrors(bad.text) == bad.error)
  }

  @Test func readsAll() throws {
    let text = """
      id = "p"
      name = "P"
      kind = "plan"
      source = "004:1-2"
      about = "about"
      for = "all"
      minutes = 30
      equipment = ["step"]
      equipment_optional = ["band"]
      sessions_per_week = "2-3"
      days = ["mon", "thu"]
      follows = { D2 = "004", D9 = "000" }
      open = ["rest"]
      progression = { rule = "seconds", step = 5, cap = 10, source = "004:810" }
      [[week]]
      weeks = "1-4"
      phase = "base"
      focus = "form"
      sessions = ["a"]
      sessions_per_week = 3
      dose = "2x12"
      load = "light"
      note = "n"
      [[week]]
      weeks = "5+"
      deload = true
      [[session]]
      id = "a"
      name = "A"
      minutes = "20-30"
      days = ["mon"]
      optional = true
      when = "off-season"
      [[session.block]]
      name = "c"
      form = "circuit"
      part = "finisher"
      rounds = 3
      minutes = 20
      rest = "short"
      round_rest = "60s"
      optional = true
      progression = { rule = "none" }
      note = "m"
      [[session.block.exercise]]
      exercise = "push-up"
      or = ["wall-sit"]
      target = "12"
      sides = "each"
      rest = "full"
      load = "light"
      optional = true
      progression = { rule = "double" }
      note = "off a step"
      [[session.block.exercise]]
      slot = "core work"
      """
    let program = try Program.parse(Array(text.utf8), file: "p.toml", catalogue: catalogue)
    #expect(program.sessionsPerWeek == .range(2, 3) && program.days == [.mon, .thu])
    #expect(program.follows == [.init("D2", "004"), .init("D9", "000")])
    #expect(
      program.progression == Progression(.seconds, step: .exactly(5), capPercent: 10, source: "004:810"))
    #expect(program.weeks.map(\.weeks) == [.range(1, 4), .atLeast(5)] && program.weeks[1].isDeload)
    #expect(program.weeks[0].dose == WeekDose("2x12"))
    let block = try #require(program.sessions.first?.blocks.first)
    #expect(block.form == .circuit && block.part == .finisher && block.rest == .short)
    #expect(block.roundRest == .seconds(.exactly(60)) && block.progression?.rule == Progression.Rule.none)
    #expect(block.exercises[0].exercises == ["push-up", "wall-sit"] && block.exercises[0].sides == .each)
    #expect(
      block.exercises[0].dose?.target == Target("12", kind: .reps) && block.exercises[0].rest == .full)
    #expect(block.exercises[1].exercises == [] && block.exercises[1].slot == "core work")
  }
}
