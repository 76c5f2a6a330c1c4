import Testing

@testable import Training

private let baseDoses = DiaryB.rule(
  36, disagreements: ["D9"],
  [
    DiaryB.value("sets", "3-4", "000:35", phase: .base, program: "phases-000"),
    DiaryB.value("reps", "6-10", "000:35", phase: .base, program: "phases-000"),
    DiaryB.value("reps", "4-8", "004:525", phase: .base, program: "phases-004"),
    DiaryB.value("sets", "3", "004:585, 004:595", phase: .base, program: "flow-16wk-phases", weeks: "1-6"),
    DiaryB.value("reps", "8", "004:585, 004:595", phase: .base, program: "flow-16wk-phases", weeks: "1-6"),
    DiaryB.value("sets", "3", "004:611", phase: .base, program: "flow-16wk-weeks", weeks: "1-4"),
    DiaryB.value("reps", "8-12", "004:611", phase: .base, program: "flow-16wk-weeks", weeks: "1-4"),
  ])

private let buildDoses = DiaryB.rule(
  37, disagreements: ["D10"],
  [
    DiaryB.value("sets", "2-3", "000:42", phase: .build, program: "phases-000"),
    DiaryB.value("reps", "8-12", "000:42", phase: .build, program: "phases-000"),
    DiaryB.value("reps", "5-8", "004:612", phase: .build, program: "flow-16wk-weeks", weeks: "5-8"),
    DiaryB.value("sets", "2", "004:587, 004:596", phase: .build, program: "flow-16wk-phases", weeks: "7-12"),
    DiaryB.value("reps", "6", "004:587, 004:596", phase: .build, program: "flow-16wk-phases", weeks: "7-12"),
  ])

private let peakDoses = DiaryB.rule(
  38,
  [
    DiaryB.value("sets", "2", "004:597", phase: .peak, program: "flow-16wk-phases"),
    DiaryB.value("reps", "4", "004:597", phase: .peak, program: "flow-16wk-phases"),
    DiaryB.value("sets", "1-2", "000:49", phase: .taper, program: "phases-000"),
    DiaryB.value("reps", "8-10", "000:49", phase: .taper, program: "phases-000"),
  ])

private let repsPerLift = DiaryB.rule(
  39,
  [
    DiaryB.value("reps", "4-12", "004:352", exercises: ["squat", "goblet-squat", "back-squat"]),
    DiaryB.value("reps", "5-12", "004:359", exercises: ["deadlift", "romanian-deadlift"]),
    DiaryB.value("reps", "6-12", "004:367", exercises: ["forward-lunge", "reverse-lunge", "walking-lunge"]),
    DiaryB.value("steps", "20", "004:367", exercises: ["walking-lunge"]),
    DiaryB.value("reps", "10-15", "004:395", exercises: ["push-up"]),
    DiaryB.value("sets", "2-3", "004:387", level: .beginner, exercises: ["pull-up", "inverted-row"]),
    DiaryB.value("reps", "1-3", "004:387", level: .beginner, exercises: ["pull-up", "inverted-row"]),
    DiaryB.value("reps", "8-12", "004:388", level: .advanced, exercises: ["pull-up", "inverted-row"]),
  ])

private let jumpDoses = DiaryB.rule(
  40, disagreements: ["D8"],
  [
    DiaryB.value("reps", "open", "003:104"), DiaryB.value("rest", "open", "003:104"),
    DiaryB.value("sets", "3", "004:539", phase: .build, exercises: ["box-jump"]),
    DiaryB.value("reps", "10", "004:539", phase: .build, exercises: ["box-jump"]),
  ])

private let rest = DiaryB.rule(
  41, disagreements: [],
  [
    DiaryB.value("rest", "open", "004:525", phase: .base),
    DiaryB.value("rest", "60", "004:415", program: "superset-45"),
    DiaryB.value("rest", "60", "004:743", program: "home-plan"),
    DiaryB.value("rest", "open", "004:795", program: "recovery-isometric"),
  ])

struct RulesDosesTests {
  @Test("Rule 36, base-doses: sets and repetitions in base as the program's source has them")
  func baseDosesOfThePrograms() {
    var diary = DiaryB(phase: .base, program: DiaryB.program("phases-000"))
    diary.did("squat", 1, sets: 3, reps: 6)
    diary.did("squat", 3, sets: 4, reps: 10)
    #expect(diary.says(baseDoses) == [])
    diary.did("back-squat", 1, sets: 2, reps: 12)
    diary.did("back-squat", 3, sets: 3, reps: 5)
    #expect(
      diary.says(baseDoses) == ["back-squat 2 sets on Tue: 3-4; 5-12 reps on Tue and Thu: 6-10 (base)"])
    #expect(diary.day(baseDoses) == 1)
    // 4-8 of the same document's other plan.
    diary.diary.program = DiaryB.program("phases-004")
    #expect(
      diary.says(baseDoses) == [
        "squat 10 reps on Thu: 4-8 (base)", "back-squat 12 reps on Tue: 4-8 (base)",
      ])
  }

  @Test("Rule 36, base-doses: a week's figures, and a source that another program chose")
  func baseDosesOfWeeks() {
    for (weeksAgo, expected) in [(3, ["squat 7 reps on Mon: 8-12 (base)"]), (4, [])] {
      var diary = DiaryB(
        phase: .base, program: DiaryB.program("flow-16wk-weeks", follows: ["D9": "004:611"]),
        startedWeeksAgo: weeksAgo)
      diary.did("squat", 0, sets: 3, reps: 7)
      #expect(diary.says(baseDoses) == expected, "\(weeksAgo)")
    }
    var diary = DiaryB(phase: .base, program: DiaryB.program("own", follows: ["D9": "004:525"]))
    diary.did("squat", 0, sets: 2, reps: 9)
    #expect(diary.says(baseDoses) == ["squat 9 reps on Mon: 4-8 (base)"])
  }

  @Test("Rule 36, base-doses: what is planned, but for Holdfast's own guidance")
  func baseDosesPlanned() {
    var diary = DiaryB(phase: .base, program: DiaryB.program("own", follows: ["D9": "000"]), today: 0)
    diary.plans("squat", 1, sets: 3, "4-6")
    #expect(diary.says(baseDoses) == [])
    diary.plans("squat", 3, sets: 2, "12-15")
    #expect(
      diary.says(baseDoses) == ["squat 2 sets planned for Thu: 3-4; 12 reps planned for Thu: 6-10 (base)"])
    diary.diary.planned[1].sets[0].isOwnTarget = true
    #expect(diary.says(baseDoses) == [])
  }

  @Test("Rule 36, base-doses: nothing without a phase, a program, a count or a lift")
  func baseDosesUnknown() {
    let program = DiaryB.program("phases-000")
    for (phase, program) in [(Phase.build, program), (nil, program), (Phase.base, nil)] {
      var diary = DiaryB(phase: phase, program: program)
      diary.did("squat", 0, sets: 9, reps: 50)
      #expect(diary.says(baseDoses) == [])
    }
    var diary = DiaryB(phase: .base, program: program)
    diary.did("squat", 0, sets: 3)
    diary.did("calf-raise", 0, sets: 1, reps: 30)
    diary.did("box-jump", 0, sets: 1, reps: 30)
    diary.did("squat", -3, sets: 1, reps: 30)
    diary.did("squat", 2, sets: 3, reps: 30, endedBy: .crash)
    #expect(diary.says(baseDoses) == [])
  }

  @Test("Rule 37, build-doses: sets and repetitions in build as the program's source has them")
  func buildDosesOfThePrograms() {
    var diary = DiaryB(phase: .build, program: DiaryB.program("phases-000"))
    diary.did("squat", 0, sets: 2, reps: 8)
    diary.did("squat", 3, sets: 3, reps: 12)
    #expect(diary.says(buildDoses) == [])
    diary.did("squat", 5, sets: 4, reps: 13)
    #expect(diary.says(buildDoses) == ["squat 4 sets on Sat: 2-3; 13 reps on Sat: 8-12 (build)"])
    diary.diary.program = DiaryB.program("phases-003", follows: ["D10": "003"])
    #expect(diary.says(buildDoses) == [])
  }

  @Test("Rule 38, peak-doses: few sets at the peak and in the taper, and light ones")
  func peakDosesOfThePrograms() {
    var diary = DiaryB(phase: .taper, program: DiaryB.program("phases-000"))
    diary.did("squat", 0, sets: 2, reps: 10)
    #expect(diary.says(peakDoses) == [])
    diary.did("squat", 2, sets: 3, reps: 5, kg: 60, isHeavy: true)
    #expect(
      diary.says(peakDoses) == [
        "squat 3 sets on Wed: 1-2; 5 reps on Wed: 8-10; heavy on Wed: bodyweight or light (taper)"
      ])
    diary.diary.program = DiaryB.program("flow-16wk-phases")
    diary.diary.phase = { _ in .peak }
    #expect(
      diary.says(peakDoses) == [
        "squat 3 sets on Wed: 2; 5-10 reps on Mon and Wed: 4; heavy on Wed: bodyweight or light (peak)"
      ])
    diary.diary.phase = { _ in nil }
    #expect(diary.says(peakDoses) == [])
  }

  @Test("Rule 39, reps-per-lift: repetitions within the lift's range")
  func repsOfLifts() {
    var diary = DiaryB(.advanced)
    diary.did("back-squat", 0, reps: 4)
    diary.did("back-squat", 0, reps: 12)
    diary.did("deadlift", 0, reps: 5)
    diary.did("push-up", 0, reps: 15)
    diary.did("pull-up", 0, reps: 8)
    diary.did("walking-lunge", 0, reps: 20)
    diary.did("calf-raise", 0, reps: 99)
    diary.did("push-up", 0)
    #expect(diary.says(repsPerLift) == [])
    diary.did("back-squat", 2, reps: 3)
    diary.did("back-squat", 4, reps: 13)
    diary.did("deadlift", 2, sets: 3, reps: 4)
    diary.did("pull-up", 2, reps: 7)
    diary.did("walking-lunge", 2, reps: 18, asked: "20 steps")
    #expect(
      diary.says(repsPerLift) == [
        "back-squat 3-13 reps on Wed and Fri: 4-12", "deadlift 4 reps on Wed: 5-12",
        "pull-up 7 reps on Wed: 8-12",
        "walking-lunge 18 steps on Wed: 20",
      ])
  }

  @Test("Rule 39, reps-per-lift: what a beginner begins with is outgrown, and a program's own figure holds")
  func repsOfBeginners() {
    var diary = DiaryB()
    diary.did("pull-up", 0, sets: 1, reps: 5)
    #expect(diary.says(repsPerLift) == ["pull-up 1 set on Mon: 2-3; 5 reps on Mon: 1-3"])
    for day in [-14, -10, -7] { diary.did("pull-up", day, sets: 2, reps: 3) }
    #expect(diary.says(repsPerLift) == [])
    var other = DiaryB(program: DiaryB.program("plan", [DiaryB.entry("push-up", "8")]))
    other.did("push-up", 0, reps: 8)
    #expect(other.says(repsPerLift) == [])
    other.diary.program = nil
    #expect(other.says(repsPerLift) == ["push-up 8 reps on Mon: 10-15"])
  }

  @Test("Rule 40, jump-doses: weeks of lifting come before jumps")
  func jumpsOnLifting() {
    var diary = DiaryB()
    for week in 1...3 { diary.did("squat", -7 * week, reps: 8) }
    #expect(diary.says(jumpDoses) == [])
    diary.did("box-jump", 2, sets: 3, reps: 5)
    #expect(diary.says(jumpDoses) == ["box-jump on Wed after 3 weeks of compound lifts: 4 come first"])
    diary.did("squat", 0, reps: 8)
    #expect(diary.says(jumpDoses) == [])
    var planned = DiaryB(today: 0)
    planned.plans("box-jump", 4, "5")
    #expect(
      planned.says(jumpDoses) == ["box-jump planned for Fri after 0 weeks of compound lifts: 4 come first"])
    // Of an advanced athlete a young log knows nothing.
    planned.diary.level = .advanced
    #expect(planned.says(jumpDoses) == [])
  }

  @Test("Rule 40, jump-doses: the figure of a source that the program chose")
  func jumpsOfASource() {
    var diary = DiaryB(phase: .build, program: DiaryB.program("own", follows: ["D8": "004:532-539"]))
    for week in 1...4 { diary.did("squat", -7 * week, reps: 8) }
    diary.did("box-jump", 2, sets: 3, reps: 12)
    #expect(diary.says(jumpDoses) == ["box-jump 12 reps on Wed: 10 (build)"])
    diary.diary.program = DiaryB.program("own", follows: ["D8": "003:95-104"])
    #expect(diary.says(jumpDoses) == [])
    diary.diary.program = nil
    #expect(diary.says(jumpDoses) == [])
  }

  private func rounds(_ id: String, rest seconds: Double, session: String? = "s") -> [String] {
    let exercises = [DiaryB.entry("squat", "12"), DiaryB.entry("push-up", "12")]
    var diary = DiaryB(program: DiaryB.program(id, exercises, form: .circuit, rounds: 3))
    for _ in 0..<3 {
      diary.did("squat", 1, reps: 12, rest: seconds, session: session)
      diary.did("push-up", 1, reps: 12, rest: 5, session: session)
    }
    return diary.says(rest)
  }

  @Test("Rule 41, rest: about a minute between rounds")
  func restsBetweenRounds() {
    #expect(rounds("home-plan", rest: 30) == [])
    #expect(rounds("home-plan", rest: 90) == [])
    #expect(rounds("home-plan", rest: 29) == ["29 s between rounds on Tue: about 60 s"])
    #expect(rounds("superset-45", rest: 95) == ["95 s between rounds on Tue: about 60 s"])
    // No figure, no program's session, no program of the data.
    #expect(rounds("recovery-isometric", rest: 5) == [])
    #expect(rounds("home-plan", rest: 5, session: nil) == [])
    #expect(rounds("own", rest: 5) == [])
  }
}
