import Testing

@testable import Training

@Suite struct RulesSidesTests {
  // MARK: - 64

  private let matchSides = ruleC(64, valueC("difference of the sides", "open", unit: "%"))

  private func saysOfSides(_ sets: [DoneC], today: Int = 7) -> [String] {
    var diary = DiaryC(today: today)
    diary.session(1, sets)
    return diary.says(matchSides)
  }

  @Test("Rule 64, match-sides: a set of one side is missing") func aSetIsMissing() {
    let sets = [DoneC("side-plank", .left), DoneC("side-plank", .right), DoneC("side-plank", .left)]
    #expect(saysOfSides(sets) == ["Tue ! side-plank Tue: left 2 sets, right 1"])
    #expect(saysOfSides([DoneC("side-plank", .right)]) == ["Tue ! side-plank Tue: left 0 sets, right 1"])
  }

  @Test("Rule 64, match-sides: repetitions are equal or they are not") func repetitions() {
    let left = DoneC("step-up", .left, reps: 10)
    #expect(saysOfSides([left, DoneC("step-up", .right, reps: 10)]).isEmpty)
    #expect(
      saysOfSides([left, DoneC("step-up", .right, reps: 9)]) == ["Tue ! step-up Tue: left 10 reps, right 9"])
    // What nothing counted is not less.
    #expect(saysOfSides([left, DoneC("step-up", .right)]).isEmpty)
  }

  @Test(
    "Rule 64, match-sides: seconds up to a tenth of the longer side",
    arguments: [(27.0, true), (26.9, false)])
  func seconds(_ right: Double, _ isKept: Bool) {
    let found = saysOfSides([
      DoneC("side-plank", .left, seconds: 30), DoneC("side-plank", .right, seconds: right),
    ])
    #expect(found == (isKept ? [] : ["Tue ! side-plank Tue: left 30 s, right 27"]))
  }

  @Test("Rule 64, match-sides: a figure of the data goes before the limit of balances") func figureOfTheData()
  {
    var diary = DiaryC()
    diary.session(1, [DoneC("side-plank", .left, seconds: 30), DoneC("side-plank", .right, seconds: 28)])
    let strict = ruleC(64, valueC("difference of the sides", "5", unit: "%"))
    #expect(diary.says(strict) == ["Tue ! side-plank Tue: left 30 s, right 28"])
    #expect(diary.says(matchSides).isEmpty)
  }

  @Test("Rule 64, match-sides: nothing is known of no sets, today's session, stretches, doubtful sets")
  func nothingKnown() {
    #expect(DiaryC().says(matchSides).isEmpty)
    #expect(saysOfSides([DoneC("side-plank", .left)], today: 1).isEmpty)
    #expect(saysOfSides([DoneC("hamstring-stretch", .left)]).isEmpty)
    let doubtful = DoneC("side-plank", .right, seconds: 600, isDoubtful: true)
    #expect(saysOfSides([DoneC("side-plank", .left), doubtful]).isEmpty)
    #expect(saysOfSides([DoneC("plank")]).isEmpty)
  }

  @Test("Rule 64, match-sides: one finding an exercise and week") func oncePerExercise() {
    var diary = DiaryC()
    for day in [1, 3] { diary.session(day, [DoneC("side-plank", .left), DoneC("step-up", .left)]) }
    #expect(
      diary.says(matchSides) == [
        "Tue ! side-plank Tue: left 1 set, right 0; Thu too",
        "Tue ! step-up Tue: left 1 set, right 0; Thu too",
      ])
  }

  // MARK: - 65

  private let weakSide = ruleC(65, exercises: ["step-up", "reverse-lunge"])

  /// Step-ups on some days, 10 on the left and so many on the right.
  private func stepUps(_ right: [(day: Int, reps: Int)], phase: Phase? = nil) -> DiaryC {
    var diary = DiaryC()
    for (day, reps) in right {
      diary.session(day, [DoneC("step-up", .left, reps: 10), DoneC("step-up", .right, reps: reps)])
    }
    diary.diary.phase = { _ in phase }
    return diary
  }

  @Test("Rule 65, weak-side: a gap that is real is named") func gap() {
    let diary = stepUps([-28, -21, -14, -7, 1].map { ($0, 8) })
    #expect(diary.says(weakSide) == ["Tue ? step-up: right 20 % behind left over 5 days"])
  }

  @Test("Rule 65, weak-side: under a tenth it is none, and on four days nobody knows") func edge() {
    #expect(stepUps([-21, -14, -7, 1].map { ($0, 8) }).says(weakSide).isEmpty)
    #expect(stepUps([-28, -21, -14, -7, 1].map { ($0, 10) }).says(weakSide).isEmpty)
    // Not done in the week: nothing to say of it.
    #expect(stepUps([-35, -28, -21, -14, -7].map { ($0, 8) }).says(weakSide).isEmpty)
    #expect(DiaryC().says(weakSide).isEmpty)
  }

  @Test("Rule 65, weak-side: in base the gap is to shrink") func base() {
    let days = Array(stride(from: -76, through: 1, by: 7))
    let grown = stepUps(days.map { ($0, 8) }, phase: .base)
    #expect(
      grown.says(weakSide) == [
        "Tue ! step-up: right 20 % behind left over 8 days, 20 % 4 weeks before; in base it is to shrink"
      ])
    let shrunk = stepUps(days.map { ($0, $0 < -27 ? 7 : 8) }, phase: .base)
    #expect(shrunk.says(weakSide).isEmpty)
    let young = stepUps([-28, -21, -14, -7, 1].map { ($0, 8) }, phase: .base)
    #expect(
      young.says(weakSide) == [
        "Tue ? step-up: right 20 % behind left over 5 days; base is the time to mend it"
      ])
  }

  // MARK: - 66

  private let singleLeg = ruleC(66)

  @Test("Rule 66, single-leg-share: two sessions on both legs") func noSingleLeg() {
    var diary = DiaryC()
    diary.session(0, [DoneC("squat")])
    diary.session(3, [DoneC("deadlift")])
    #expect(diary.says(singleLeg) == ["Mon ! 2 strength sessions, no single-leg exercise"])
    diary.session(5, [DoneC("step-up", .left)])
    #expect(diary.says(singleLeg).isEmpty)
  }

  @Test("Rule 66, single-leg-share: a week to come is judged by the plan alone") func toCome() {
    var diary = DiaryC(today: 2)
    diary.session(0, [DoneC("squat")])
    // What comes nobody knows.
    #expect(diary.says(singleLeg).isEmpty)
    diary.plan(4, ["deadlift"])
    #expect(diary.says(singleLeg) == ["Mon ! by the plan: 2 strength sessions, no single-leg exercise"])
    diary.plan(5, ["step-up"])
    #expect(diary.says(singleLeg).isEmpty)
  }

  @Test("Rule 66, single-leg-share: a plan that leaves a choice says nothing") func freeChoice() {
    var diary = DiaryC(today: 2)
    var program = programC("p", [("a", [(.work, ["deadlift"]), (.work, [])])])
    var slot = ProgramExercise([])
    slot.slot = "leg move on one leg"
    program.sessions[0].blocks[1].exercises = [slot]
    diary.follow(program)
    diary.plan(4, ["deadlift"])
    #expect(diary.says(singleLeg).isEmpty)
  }

  @Test("Rule 66, single-leg-share: nothing is known of a week without strength") func noStrength() {
    var diary = DiaryC()
    #expect(diary.says(singleLeg).isEmpty)
    diary.session(0, [DoneC("hamstring-stretch", .left), DoneC("leg-swing", .left)])
    #expect(diary.says(singleLeg).isEmpty)
  }

  // MARK: - 67

  private let back = ruleC(67)

  @Test("Rule 67, back-of-the-body: less for the back than for the front") func frontAlone() {
    var diary = DiaryC()
    diary.session(0, [DoneC("push-up"), DoneC("push-up"), DoneC("crunch"), DoneC("deadlift")])
    #expect(diary.says(back) == ["Mon ! glutes, hamstrings, lower back 1 set; quads, chest, abs 3"])
  }

  @Test("Rule 67, back-of-the-body: as much is enough, and two sides are one set") func asMuch() {
    var diary = DiaryC()
    diary.session(0, [DoneC("push-up"), DoneC("push-up"), DoneC("step-up", .left), DoneC("step-up", .right)])
    #expect(diary.says(back) == ["Mon ! glutes, hamstrings, lower back 1 set; quads, chest, abs 2"])
    diary.session(2, [DoneC("deadlift")])
    #expect(diary.says(back).isEmpty)
    // Squats serve both.
    diary.session(3, [DoneC("squat"), DoneC("squat")])
    #expect(diary.says(back).isEmpty)
  }

  @Test("Rule 67, back-of-the-body: nothing is known before the week is over, or without a set")
  func unknown() {
    #expect(DiaryC().says(back).isEmpty)
    var diary = DiaryC(today: 1)
    diary.session(0, [DoneC("push-up")])
    #expect(diary.says(back).isEmpty)
    diary.plan(3, ["crunch"])
    #expect(
      diary.says(back) == ["Mon ! by the plan: glutes, hamstrings, lower back 0 sets; quads, chest, abs 2"])
    diary.plan(4, ["deadlift", "deadlift"])
    #expect(diary.says(back).isEmpty)
  }

  // MARK: - 68

  private let side = ruleC(
    68, exercises: ["skater"],
    valueC("exercises in a session", "1", program: "short-on-time", when: "side-to-side"))

  @Test("Rule 68, side-to-side: the short program without a move to the side") func shortProgram() {
    var diary = DiaryC()
    diary.follow(programC("short-on-time", [("pick", [])]))
    diary.session(1, [DoneC("squat")], as: "pick")
    #expect(diary.says(side) == ["Tue ! Tue: a short session without a move to the side"])
    diary.session(3, [DoneC("squat"), DoneC("skater")], as: "pick")
    #expect(diary.says(side).count == 1)
  }

  @Test(
    "Rule 68, side-to-side: of no program, a session counts as short up to 20 min",
    arguments: [(555.0, 1), (556, 0)])
  func shortOrNot(_ gap: Double, _ count: Int) {
    var diary = DiaryC()
    // 3 sets of 30 s and two pauses.
    diary.session(1, [DoneC("squat"), DoneC("push-up"), DoneC("pull-up")], gap: gap)
    #expect(diary.says(side).count == count)
    #expect(diary.says(side).allSatisfy { $0 == "Tue ? Tue: a short session without a move to the side" })
  }

  @Test("Rule 68, side-to-side: one move is enough; other programs and single exercises are left alone")
  func keeps() {
    #expect(DiaryC().says(side).isEmpty)
    var diary = DiaryC()
    diary.session(0, [DoneC("squat"), DoneC("push-up"), DoneC("skater")])
    diary.session(1, [DoneC("squat"), DoneC("push-up")])
    diary.follow(programC("home-plan", [("full", [])]))
    diary.session(2, [DoneC("squat"), DoneC("push-up"), DoneC("pull-up")], as: "full")
    #expect(diary.says(side).isEmpty)
  }
}
