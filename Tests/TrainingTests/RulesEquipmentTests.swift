import Testing

@testable import Training

@Suite struct RulesEquipmentTests {
  // MARK: - 87

  private let plan = ruleC(87)

  @Test(
    "Rule 87, which-plan: each answer names its plan",
    arguments: [
      ("time", "home-plan suits with little time or no gym"),
      ("gym", "gym-plan suits for a big race to come"),
      ("recovery", "recovery-isometric suits to recover"),
    ])
  func proposes(_ choice: String, _ text: String) {
    var diary = DiaryC()
    diary.answer(-40, .situation, choice)
    #expect(diary.says(plan) == ["Mon ? " + text])
  }

  @Test("Rule 87, which-plan: the plan that is followed, and the last answer") func followed() {
    var diary = DiaryC()
    diary.answer(-40, .situation, "time")
    diary.follow(programC("gym-plan"))
    #expect(diary.says(plan) == ["Mon ? home-plan suits with little time or no gym, not gym-plan"])
    diary.follow(programC("home-plan"))
    #expect(diary.says(plan).isEmpty)
    diary.answer(3, .situation, "gym")
    #expect(diary.says(plan) == ["Thu ? gym-plan suits for a big race to come, not home-plan"])
    // Another plan that is kept is the best.
    diary.follow(programC("ten-week-plan"))
    #expect(diary.says(plan).isEmpty)
  }

  @Test("Rule 87, which-plan: nothing is known without an answer, or before it") func unknown87() {
    var diary = DiaryC()
    #expect(diary.says(plan).isEmpty)
    diary.answer(8, .situation, "time")
    diary.answer(1, .feeling, "tired")
    #expect(diary.says(plan).isEmpty)
  }

  // MARK: - 88

  private let notFirst = ruleC(88, exercises: ["crunch"])

  @Test("Rule 88, not-first: sets that nobody asked for") func crunches() {
    var diary = DiaryC()
    diary.session(1, [DoneC("crunch"), DoneC("crunch")])
    diary.session(3, [DoneC("crunch")])
    #expect(diary.says(notFirst) == ["Tue ! crunch Tue and Thu: 3 sets, not what to spend time on"])
  }

  @Test("Rule 88, not-first: what the session's program asks for is its own affair") func asked() {
    var diary = DiaryC()
    diary.follow(programC("p", [("a", [(.work, ["crunch"])]), ("b", [(.work, ["squat"])])]))
    diary.session(1, [DoneC("crunch")], as: "a")
    #expect(diary.says(notFirst).isEmpty)
    diary.session(3, [DoneC("crunch")], as: "b")
    #expect(diary.says(notFirst) == ["Thu ! crunch Thu: 1 set, not what to spend time on"])
  }

  @Test("Rule 88, not-first: nothing to say without such a set") func unknown88() {
    var diary = DiaryC()
    #expect(diary.says(notFirst).isEmpty)
    diary.session(1, [DoneC("plank")])
    diary.session(-1, [DoneC("crunch")])
    #expect(diary.says(notFirst).isEmpty)
  }

  // MARK: - 89

  private let pillars = ruleC(89, valueC("pillars in a week", "3"))

  @Test("Rule 89, three-pillars: one or two are missing") func missing() {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat")])
    #expect(diary.says(pillars) == ["Mon ! a week without holds and without mobility or activation"])
    diary.session(2, [DoneC("wall-sit")])
    #expect(diary.says(pillars) == ["Mon ! a week without mobility or activation"])
  }

  @Test("Rule 89, three-pillars: one set of each is enough") func all() {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat"), DoneC("wall-sit")])
    diary.session(5, [DoneC("leg-swing", .left)])
    #expect(diary.says(pillars).isEmpty)
  }

  @Test("Rule 89, three-pillars: a warm-up that no station asks for may well have been done") func notAsked()
  {
    var diary = DiaryC()
    diary.follow(programC("p", [("a", [(.warmUp, ["leg-swing"]), (.work, ["squat", "wall-sit"])])]))
    diary.session(1, [DoneC("squat"), DoneC("wall-sit")], as: "a")
    #expect(diary.says(pillars).isEmpty)
  }

  @Test("Rule 89, three-pillars: nothing is known without strength work, a figure, or before the end")
  func unknown89() {
    var diary = DiaryC()
    #expect(diary.says(pillars).isEmpty)
    diary.session(1, [DoneC("leg-swing", .left)])
    #expect(diary.says(pillars).isEmpty)
    diary.session(2, [DoneC("squat")])
    #expect(diary.says(pillars).count == 1)
    #expect(diary.says(ruleC(89, valueC("pillars in a week", "open"))).isEmpty)
    diary.diary.today = DiaryC.monday + 6
    #expect(diary.says(pillars).isEmpty)
    diary.plan(6, ["wall-sit"])
    #expect(diary.says(pillars).isEmpty)
  }

  // MARK: - 90

  private let patterns = ruleC(90, valueC("movement patterns", "5"), valueC("core lifts", "6"))

  @Test("Rule 90, patterns: some are missing") func lacking() {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat"), DoneC("push-up")])
    #expect(diary.says(patterns) == ["Mon ! a week without a lunge, pull or hinge"])
  }

  @Test("Rule 90, patterns: all five, over the week") func allFive() {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat"), DoneC("push-up"), DoneC("step-up", .left)])
    diary.session(3, [DoneC("pull-up")])
    #expect(diary.says(patterns) == ["Mon ! a week without a hinge"])
    diary.session(5, [DoneC("deadlift")])
    #expect(diary.says(patterns).isEmpty)
  }

  @Test("Rule 90, patterns: nothing is known of no session, or of a week that the plan does not tell")
  func unknown90() {
    var diary = DiaryC(today: 2)
    #expect(diary.says(patterns).isEmpty)
    diary.session(1, [DoneC("squat")])
    #expect(diary.says(patterns).isEmpty)
    diary.plan(3, ["push-up", "step-up", "pull-up"])
    #expect(diary.says(patterns) == ["Mon ! by the plan: a week without a hinge"])
    diary.plan(5, ["deadlift"])
    #expect(diary.says(patterns).isEmpty)
  }
}
