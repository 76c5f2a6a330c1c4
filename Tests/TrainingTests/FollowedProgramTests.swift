import Testing
import Training

/// 21 November 2026.
private let today = 20_778

private func run(_ program: String, _ start: Int, _ stop: Int? = nil, race: Race? = nil) -> ProgramRun {
  ProgramRun(athlete: "me", program: program, startDay: start, stopDay: stop, race: race)
}

private let spring = Race(day: today + 148, distance: RaceDistance("marathon")!)
private let autumn = Race(day: today + 300, distance: RaceDistance("10k")!)

@Suite struct FollowedProgramTests {
  private struct Case: CustomTestStringConvertible {
    var testDescription: String
    var configured: ConfiguredProgram?
    var rows: [(run: ProgramRun, configured: String?)]
    var expected: ProgramRun?
    var isNew = false

    init(
      _ what: String, _ program: String?, race: Race? = nil, _ rows: [(run: ProgramRun, configured: String?)],
      _ expected: ProgramRun?, isNew: Bool = false
    ) {
      testDescription = what
      configured = program.map { ConfiguredProgram(athlete: "me", program: $0, race: race) }
      self.rows = rows
      self.expected = expected
      self.isNew = isNew
    }
  }

  private static let cases = [
    Case("nothing at all", nil, [], nil),
    Case("the file's program begins", "a", [], run("a", today), isNew: true),
    Case("with its race", "a", race: spring, [], run("a", today, race: spring), isNew: true),
    Case("it has begun", "a", [(run("a", today - 9), "a")], run("a", today - 9)),
    Case(
      "its race is the file's, as that is now", "a", race: autumn, [(run("a", 9), "a")],
      run("a", 9, race: autumn)),
    Case("the file has no race any more", "a", [(run("a", 9), "a")], run("a", 9)),
    Case(
      "a race by hand stays", "a", race: autumn, [(run("a", 9, race: spring), "a")], run("a", 9, race: spring)
    ),
    Case(
      "what was started by hand is not overridden", "a", race: autumn,
      [(run("a", 9, today - 1), "a"), (run("b", today - 1), "a")], run("b", today - 1)),
    Case("what was stopped stays so", "a", [(run("a", 9, today), "a")], nil),
    Case("stopped on the day on which it began", "a", [(run("a", today, today), "a")], nil),
    Case(
      "another program in the file begins", "c", [(run("a", 9, today), "a"), (run("b", today), "a")],
      run("c", today), isNew: true),
    Case("also after a stop", "c", [(run("a", 9, today - 3), "a")], run("c", today), isNew: true),
    Case(
      "by hand before the file named it: it goes on", "a", [(run("a", today - 9), nil)], run("a", today - 9),
      isNew: true),
    Case(
      "by hand with a race", "a", race: autumn, [(run("a", 9, race: spring), nil)], run("a", 9, race: spring),
      isNew: true),
    Case("taken out of the file it goes on", nil, [(run("a", today - 9), "a")], run("a", today - 9)),
    Case("by hand alone", nil, [(run("a", today - 9), nil)], run("a", today - 9)),
    Case("one to come is not followed yet", nil, [(run("b", today + 5), nil)], nil),
    Case(
      "one to come stays to come", "a", [(run("a", 9, today + 5), "a"), (run("b", today + 5), "a")],
      run("a", 9, today + 5)),
  ]

  @Test(arguments: cases.indices) func whichIsFollowed(_ index: Int) {
    let it = Self.cases[index]
    let found = effectiveRun(configured: it.configured, rows: it.rows, today: today)
    #expect(found.run == it.expected && found.isNew == it.isNew, "\(it.testDescription): \(found)")
  }

  @Test func aRowHasTheRaceOfTheHandAlone() {
    let configured = ConfiguredProgram(athlete: "me", program: "a", race: spring)
    #expect(run("a", 1, race: spring).asRow(of: configured) == run("a", 1))
    #expect(run("a", 1, race: autumn).asRow(of: configured) == run("a", 1, race: autumn))
    #expect(run("b", 1, race: spring).asRow(of: configured) == run("b", 1, race: spring))
  }
}

/// Apart from the macro: Swift 6.0 cannot compile some of these in its arguments.
private func problem(_ body: () throws(SetProblem) -> Void) -> String {
  do throws(SetProblem) {
    try body()
    return ""
  } catch { return error.message + "; " + (error.remedy ?? "") }
}

@Suite struct TypedCalendarTests {
  @Test func startsAndRaces() {
    func check(_ start: Int, race: Int? = nil, today: Int? = today) -> String {
      let race = race.map { Race(day: $0, distance: RaceDistance("10k")!) }
      return problem { () throws(SetProblem) in try run("a", start, race: race).check(today: today) }
    }
    #expect(check(today) == "" && check(today - 366) == "" && check(today + 366) == "")
    #expect(check(today, race: today) == "" && check(today, race: today + 5 * 366) == "")
    #expect(
      check(today - 367)
        == "a start on 2025-11-19: more than a year away; give a day within a year of today, 2026-11-21")
    #expect(check(today + 367).hasPrefix("a start on 2027-11-23: more than a year away"))
    #expect(
      check(today, race: today - 1)
        == "the race on 2026-11-20 is past; give the day of a race to come, or none")
    #expect(
      check(today, race: today + 5 * 366 + 1).hasPrefix("a race on 2031-11-26: more than five years away"))
    #expect(
      check(today + 9, race: today + 8)
        == "the race on 2026-11-29 is before the start on 2026-11-30; start earlier")
    // Without a clock that is right, only what no clock could make right is refused.
    #expect(check(today - 2_000, today: nil) == "")
    #expect(check(-1, today: nil) == "a start on 1969-12-31; give a day from 2000 to 2199")
    #expect(check(today, race: 100_000, today: nil) == "a race on 2243-10-17; give a day from 2000 to 2199")
  }

  @Test func runs() {
    func check(_ change: (inout LoggedRun) -> Void, today: Int? = today) -> String {
      var run = LoggedRun(
        id: SetID(high: 1, low: 2), athlete: "me", day: 20_777, minute: 425, kind: .long,
        duration: .seconds(5_400),
        km: 15, note: "x")
      change(&run)
      return run.problems(today: today).map { $0.key + ": " + $0.problem.message }.joined(separator: "|")
    }
    #expect(check { _ in } == "")
    #expect(
      check {
        $0.duration = nil; $0.km = nil; $0.minute = nil
      } == "")
    #expect(check { $0.day = today + 366 } == "" && check({ $0.day = today + 400 }, today: nil) == "")
    #expect(check { $0.day = today + 367 } == "date: a run on 2027-11-23: more than a year ahead")
    #expect(check { $0.day = 10_956 } == "date: a run on 1999-12-31")
    #expect(check { $0.minute = 1_440 } == "time: minute 1440 of a day")
    #expect(check { $0.duration = .zero } == "duration_s: a run of 0 s")
    #expect(check { $0.duration = .seconds(604_801) } == "duration_s: a run of 604801 s")
    #expect(check { $0.km = 0 } == "distance_km: a run of 0 km")
    #expect(check { $0.km = 1_001 } == "distance_km: a run of 1001 km")
    #expect(check { $0.km = .nan } == "distance_km: a run of nan km")
    #expect(
      check { $0.duration = .seconds(90) }
        == "duration_s: 15 km in 90 s is faster than anybody runs")
    #expect(check { $0.note = String(repeating: "x", count: 2_001) } == "note: a note of 2001 bytes")
    #expect(check { $0.athlete = "" } == "athlete: the athlete's name is empty")
  }

  @Test func answers() {
    func check(_ question: Question, _ choice: String, day: Int = today, exercise: String? = nil) -> String {
      problem { () throws(SetProblem) in
        try Answer(athlete: "me", day: day, question: question, choice: choice, exercise: exercise)
          .check(today: today)
      }
    }
    for question in Question.allCases {
      for choice in question.choices { #expect(check(question, choice) == "") }
    }
    #expect(check(.pain, "joint", exercise: "squat") == "" && check(.form, "clean", exercise: "squat") == "")
    #expect(check(.feeling, "frehs") == "\"frehs\" is no answer to feeling; did you mean fresh?")
    #expect(
      check(.stride, "perhaps") == "\"perhaps\" is no answer to stride; write one of yes, no")
    #expect(check(.feeling, "fresh", day: today + 1).hasPrefix("an answer on 2026-11-22, a day to come"))
    #expect(
      check(.feeling, "sore", exercise: "squat")
        == "feeling is about no single exercise; an exercise goes with pain and form")
  }

  @Test func words() {
    let kind = problem { () throws(SetProblem) in _ = try LoggedRun.Kind.typed("Long") }
    #expect(kind == "")
    let misspelt = problem { () throws(SetProblem) in _ = try LoggedRun.Kind.typed("lnog") }
    #expect(misspelt == "\"lnog\" is no kind of run; did you mean long?")
    let question = problem { () throws(SetProblem) in _ = try Question.typed("weather") }
    #expect(
      question
        == "\"weather\" is no question; write one of runner, situation, feeling, easy-run, stride, pain, form, runs, enough, bulk"
    )
    #expect(
      unknownProgram("home-paln", among: ["home-plan", "gym"]).remedy == "did you mean home-plan?")
    #expect(unknownProgram("x", among: ["home-plan"]).remedy == "see: holdfast programs")
  }

  @Test func whatCanBeStarted() {
    func check(_ kind: ProgramKind, _ change: (inout Program) -> Void = { _ in }) -> String {
      var program = Program(id: "p", name: "P", kind: kind, source: "1:1")
      change(&program)
      return problem { () throws(SetProblem) in try program.checkStartable() }
    }
    #expect(check(.plan) == "" && check(.routine) == "")
    #expect(check(.menu).contains("is a menu") && check(.menu).contains("holdfast program show p"))
    #expect(check(.phases).contains("holdfast programs --kind plan"))
    let named = check(.phases) { program in
      program.phases = [ProgramPhase(.base), ProgramPhase(.build)]
      program.phases[0].programs = ["a", "b"]
      program.phases[1].programs = ["a"]
    }
    #expect(named.contains("start one that it names: a, b;"), "\(named)")
  }
}
