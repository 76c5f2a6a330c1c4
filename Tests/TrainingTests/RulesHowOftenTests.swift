import Testing
import Training

@Suite struct RulesHowOftenTests {
  private typealias D = DiaryA
  private let sessions = "strength sessions a week"

  @Test("Rule 1, sessions-a-week: more than the range, and five days of lifting")
  func sessionsAWeek() {
    let rule = ruleA(
      1,
      [
        figureA(sessions, "2-3", "000:10"), figureA(sessions, "2", "003:61"),
        figureA(sessions, "2", "004:806"),
        figureA(sessions, "2-4", "003:18"), figureA(sessions, "5+", "004:729"),
      ])
    var diary = D()
    for day in [D.mon, D.wed, D.fri] { diary.session(day) }
    #expect(diary.says(rule) == [])
    diary.session(D.sat)
    #expect(diary.says(rule) == ["4 strength sessions: 2-3 a week are enough"])
    // The study that 003 cites has up to four.
    #expect(diary.with { $0.program(source: "003:42") }.says(rule) == [])
    // In build another rule says how many.
    #expect(diary.with { $0.phase(.build) }.says(rule) == [])
    diary.session(D.sun)
    #expect(
      diary.with { $0.phase(.build) }.says(rule) == [
        "5 days of lifting, Mon, Wed, Fri, Sat and Sun: 5 or more are too many"
      ])
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 1, sessions-a-week: what is planned counts, sessions of holds alone do not")
  func sessionsPlanned() {
    let rule = ruleA(1, [figureA(sessions, "2-3", "000:10")])
    var diary = D(today: D.wed)
    for day in [D.mon, D.tue] { diary.session(day) }
    for day in [D.mon, D.tue] { diary.session(day, ["plank", "wall-sit"], at: 480) }
    diary.plan(D.thu)
    #expect(diary.says(rule) == [])
    diary.plan(D.sat)
    #expect(diary.says(rule) == ["4 strength sessions, 2 of them planned: 2-3 a week are enough"])
  }

  @Test("Rule 2, two-a-week-at-least: one, outside of the season and of recovery")
  func twoAtLeast() {
    let rule = ruleA(
      2,
      [
        figureA(sessions, "2+", "003:37"), figureA(sessions, "1", "004:602", when: "race season"),
        figureA(sessions, "1", "004:806", phase: .recovery, when: "recovering"),
        figureA(sessions, "1", "004:814", minutes: "60"),
      ])
    let one = D().with { $0.session(D.tue) }
    #expect(one.says(rule) == ["1 strength session: at least 2 a week"])
    #expect(one.with { $0.session(D.fri, ["plank"]) }.says(rule) == [])
    for phase in [Phase.peak, .taper, .raceWeek, .recovery] {
      #expect(one.with { $0.phase(phase) }.says(rule) == [], "\(phase)")
    }
    #expect(one.with { $0.phase(.build) }.says(rule).count == 1)
    // One keeps strength, where the program follows that; one long session is enough for 004.
    #expect(one.with { $0.program(source: "004:602", follows: ["D1": "004:602"]) }.says(rule) == [])
    let long = D().with { $0.session(D.tue, minutes: 60) }
    #expect(long.with { $0.program(source: "004:1") }.says(rule) == [])
    #expect(long.with { $0.program(source: "003:1") }.says(rule).count == 1)
    #expect(D(isKnown: false).says(rule) == [])
    #expect(D(isKnown: false).with { $0.session(D.tue) }.says(rule) == [], "begun on Tuesday")
  }

  @Test("Rule 2, two-a-week-at-least: a week that goes on, as long as two can still come")
  func twoStillCome() {
    let rule = ruleA(2, [figureA(sessions, "2+", "003:37")])
    let none = { D(today: $0) }
    #expect(none(D.sat).says(rule) == [])
    #expect(none(D.sun).says(rule) == ["0 strength sessions: at least 2 a week"])
    #expect(
      none(D.tue).with { $0.plan(D.thu) }.says(rule) == [
        "1 strength session, 1 of them planned: at least 2 a week"
      ])
    #expect(
      none(D.tue).with {
        $0.plan(D.thu); $0.plan(D.sat)
      }.says(rule) == [])
  }

  @Test("Rule 3, sessions-by-runner: the range of the type that the athlete has said")
  func byRunner() {
    let rule = ruleA(
      3,
      [
        figureA(sessions, "2", "000:23", runner: "beginner"),
        figureA(sessions, "1-2", "000:25", runner: "marathon-ultra"),
      ])
    let three = D().with { diary in
      [D.mon, D.wed, D.fri].forEach { diary.session($0) }
    }
    #expect(three.says(rule) == [], "nobody said")
    let beginner = three.with { $0.answer(D.mon - 30, .runner, "beginner") }
    #expect(beginner.says(rule) == ["3 strength sessions: 2 for a runner who is beginner"])
    #expect(beginner.with { $0.phase(.taper) }.says(rule) == [])
    let marathon = D().with {
      $0.answer(D.mon - 30, .runner, "beginner")
      $0.answer(D.mon, .runner, "marathon-ultra")
      $0.session(D.mon)
    }
    #expect(marathon.says(rule) == [], "the last answer holds, and one is enough")
    #expect(
      D().with { $0.answer(D.mon, .runner, "marathon-ultra") }.says(rule) == [
        "0 strength sessions: 1-2 for a runner who is marathon-ultra"
      ])
  }

  @Test("Rule 4, sessions-by-phase: by the source that the program follows")
  func byPhase() {
    let rule = ruleA(
      4,
      [
        figureA(sessions, "2-3", "000:17", phase: .base, program: "phases-000"),
        figureA(sessions, "2", "003:87", phase: .base, program: "phases-003"),
        figureA(
          sessions, "3", "004:806", phase: .base, program: "phases-004", when: "sessions are shorter or split"
        ),
        figureA(sessions, "2", "004:611", phase: .base, program: "flow", weeks: "1-4"),
        figureA(sessions, "1", "004:552", phase: .peak, program: "phases-004"),
        figureA(sessions, "2", "004:552", phase: .peak, program: "phases-004", level: .advanced),
        figureA(sessions, "open", "004:559", phase: .raceWeek, program: "phases-004"),
        figureA(sessions, "1-2", "004:613", phase: .base, program: "flow", weeks: "5-8"),
      ])
    let three = D().with { diary in
      diary.phase(.base)
      [D.mon, D.wed, D.fri].forEach { diary.session($0) }
    }
    #expect(three.says(rule) == [])
    #expect(three.with { $0.program(source: "003:1") }.says(rule) == ["3 strength sessions: 2 in base"])
    // The program is in its fifth week.
    #expect(
      three.with { $0.program("flow", source: "004:1") }.says(rule) == ["3 strength sessions: 1-2 in base"])
    let two = D().with {
      $0.phase(.peak)
      $0.program(source: "004:1")
      $0.session(D.mon)
      $0.session(D.thu)
    }
    #expect(two.says(rule) == ["2 strength sessions: 1 in peak"])
    #expect(two.with { $0.diary.level = .advanced }.says(rule) == [])
    #expect(two.with { $0.phase(.raceWeek) }.says(rule) == [], "open")
    #expect(two.with { $0.diary.phase = { _ in nil } }.says(rule) == [])
    #expect(D().with { $0.phase(.base) }.says(rule) == ["0 strength sessions: 2-3 in base"])
  }

  @Test("Rule 5, runs-by-phase: days with a run")
  func runsByPhase() {
    let rule = ruleA(5, [figureA("runs a week", "4-5", "003:87", phase: .base)])
    func runs(_ days: [Int], today: Int = D.sun + 1) -> D {
      D(today: today).with { diary in
        diary.phase(.base)
        diary.run(D.sat - 7)
        days.forEach { diary.run($0) }
      }
    }
    #expect(runs([D.mon, D.mon, D.tue, D.wed]).says(rule) == ["3 days with a run: 4-5 in base"])
    #expect(runs([D.mon, D.tue, D.wed], today: D.sat).says(rule) == [], "more may come")
    #expect(runs([D.mon, D.tue, D.wed, D.fri]).says(rule) == [])
    #expect(runs(Array(D.mon...D.sat), today: D.mon).says(rule) == ["6 days with a run: 4-5 in base"])
    #expect(D().with { $0.phase(.base) }.says(rule) == [], "no runs are entered")
  }

  @Test("Rule 6, least-dose: minutes of the week")
  func leastDose() {
    let rule = ruleA(
      6,
      [
        figureA(sessions, "2", "004:814", when: "most runners", minutes: "30"),
        figureA(sessions, "1", "004:814", when: "some runners", minutes: "60"),
        figureA(sessions, "2", "004:128", minutes: "20"),
        figureA("minutes a week", "20", "004:566", phase: .peak),
        figureA(sessions, "2", "004:131", when: "to begin with, after runs", minutes: "10"),
      ])
    func minutes(_ minutes: [Double]) -> D {
      D().with { diary in
        diary.session(D.mon - 70)
        for (index, length) in minutes.enumerated() { diary.session(D.mon + index, minutes: length) }
      }
    }
    #expect(minutes([20, 19]).says(rule) == ["39 min of strength work: the least that works is 40 a week"])
    #expect(minutes([20, 20]).says(rule) == [])
    #expect(minutes([10, 10, 10, 10]).says(rule) == [], "bits count")
    #expect(minutes([19]).with { $0.phase(.peak) }.says(rule).count == 1)
    #expect(minutes([20]).with { $0.phase(.peak) }.says(rule) == [])
    #expect(D().with { $0.session(D.tue, minutes: 20) }.says(rule) == [], "to begin with")
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 7, core: days with core work by the source that is followed")
  func core() {
    let rule = ruleA(
      7,
      [figureA("core sessions a week", "3-4", "000:131"), figureA("core sessions a week", "2-3", "003:56")])
    func core(_ days: [Int]) -> D { D().with { diary in days.forEach { diary.session($0, ["plank"]) } } }
    #expect(core([D.mon, D.tue]).says(rule) == ["core work on 2 days: 3-4 a week are asked for"])
    #expect(core([D.mon, D.tue, D.wed]).says(rule) == [])
    #expect(
      core([D.mon, D.tue]).with { $0.program(source: "003:1", follows: ["D13": "003:56"]) }.says(rule) == [])
    #expect(core([]).with { $0.program(source: "000:1", follows: ["D13": "004:134-150"]) }.says(rule) == [])
    #expect(core(Array(D.mon...D.sun)).says(rule) == [], "every day is not too often")
    #expect(D(isKnown: false).says(rule) == [])
    #expect(D(today: D.sun).says(rule) == [], "not over")
  }

  @Test("Rule 8, compound-lifts: days with one")
  func compound() {
    let rule = ruleA(8, [figureA("compound sessions a week", "2-3", "004:246")])
    func lifts(_ days: [Int]) -> D { D().with { diary in days.forEach { diary.session($0) } } }
    #expect(lifts([D.mon]).says(rule) == ["compound lifts on 1 day: 2-3 a week are asked for"])
    #expect(lifts([D.mon, D.thu]).says(rule) == [])
    #expect(
      lifts([D.mon, D.wed, D.fri, D.sun]).says(rule) == ["compound lifts on 4 days: 2-3 a week are asked for"]
    )
    #expect(lifts([D.mon]).with { $0.phase(.peak) }.says(rule) == [])
    func following(_ exercise: String) -> [String] {
      lifts([D.mon]).with {
        $0.program(source: "004:1")
        var session = ProgramSession(id: "full", name: "Full")
        session.blocks = [ProgramBlock(name: "work")]
        session.blocks[0].exercises = [ProgramExercise([exercise])]
        $0.diary.program?.sessions = [session]
      }.says(rule)
    }
    #expect(following("squat").count == 1 && following("wall-sit") == [], "a program without any")
    #expect(D(isKnown: false).says(rule) == [])
  }
}
