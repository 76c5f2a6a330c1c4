import Testing

@testable import Training

@Suite struct RulesWarmUpTests {
  // MARK: - 79

  private let warmUp = ruleC(
    79, valueC("warm-up length", "5-10", unit: "min", source: "004:678"),
    valueC("warm-up length", "5", unit: "min", program: "home-plan", source: "004:736"),
    valueC("warm-up length", "2", unit: "min", source: "001:73"))

  /// A warm-up of so many seconds, from its first set to the work.
  private func warm(_ seconds: Double) -> [DoneC] {
    [DoneC("leg-swing", .left, seconds: seconds - 60), DoneC("squat")]
  }

  @Test("Rule 79, warm-up-always: the work comes first") func cold() {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat"), DoneC("leg-swing", .left)])
    diary.session(3, [DoneC("hamstring-stretch", .left), DoneC("squat")])
    #expect(diary.says(warmUp) == ["Tue ! Tue and Thu: no warm-up before the work"])
  }

  @Test(
    "Rule 79, warm-up-always: the least of any source is enough", arguments: [(120.0, true), (119, false)])
  func length(_ seconds: Double, _ isKept: Bool) {
    var diary = DiaryC()
    diary.session(1, warm(seconds))
    #expect(diary.says(warmUp) == (isKept ? [] : ["Tue ? Tue: 119 s of warm-up, at least 120 s asked"]))
  }

  @Test(
    "Rule 79, warm-up-always: a program's own figure, or that of its document",
    arguments: [
      ("home-plan", "004:731", 300.0), ("gym-plan", "004:750", 300), ("pt", "001:1", 120),
      ("p", "000:1", 120),
    ])
  func ofTheProgram(_ id: String, _ source: String, _ least: Double) {
    for (seconds, count) in [(least, 0), (least - 1, 1)] {
      var diary = DiaryC()
      diary.follow(programC(id, source: source, [("a", [(.warmUp, ["leg-swing"]), (.work, ["squat"])])]))
      diary.session(1, warm(seconds), as: "a")
      #expect(diary.says(warmUp).count == count, "\(id) \(seconds)")
    }
  }

  @Test("Rule 79, warm-up-always: a warm-up that no station asks for may well have been done") func notAsked()
  {
    var diary = DiaryC()
    diary.follow(programC("p", [("a", [(.warmUp, ["leg-swing"]), (.work, ["squat"])])]))
    diary.session(1, [DoneC("squat")], as: "a")
    #expect(diary.says(warmUp).isEmpty)
    // With a figure it was asked for, and skipped.
    diary.diary.program?.sessions[0].blocks[0].exercises[0].dose = Dose("10", kind: .reps)
    #expect(diary.says(warmUp) == ["Tue ! Tue: no warm-up before the work"])
    // A session that has none begins cold; what wakes up in it is its work, whose length is none of a warm-up.
    diary.diary.program?.sessions[0].blocks.removeFirst()
    #expect(diary.says(warmUp) == ["Tue ! Tue: no warm-up before the work"])
    diary.diary.sessions = []
    diary.session(1, [DoneC("clamshell", .left), DoneC("squat")], as: "a")
    #expect(diary.says(warmUp).isEmpty)
  }

  @Test("Rule 79, warm-up-always: nothing is known without strength work") func unknown() {
    var diary = DiaryC()
    #expect(diary.says(warmUp).isEmpty)
    diary.session(1, [DoneC("hamstring-stretch", .left)])
    #expect(diary.says(warmUp).isEmpty)
  }

  // MARK: - 80

  private let activation = ruleC(80)

  @Test("Rule 80, activation: a heavy lift without any") func heavyAtOnce() {
    var diary = DiaryC()
    diary.session(1, [DoneC("leg-swing", .left), DoneC("squat"), DoneC("deadlift", isHeavy: true)])
    diary.session(3, [DoneC("deadlift", isHeavy: true), DoneC("clamshell", .left)])
    #expect(
      diary.says(activation) == ["Tue ! Tue and Thu: no activation before the first heavy lift (deadlift)"])
  }

  @Test("Rule 80, activation: one set before is enough", arguments: ["clamshell", "glute-bridge", "plank"])
  func awake(_ exercise: String) {
    var diary = DiaryC()
    diary.session(1, [DoneC(exercise), DoneC("deadlift", isHeavy: true)])
    #expect(diary.says(activation).isEmpty)
  }

  @Test("Rule 80, activation: nothing to say of light lifts, or where no station asks for it")
  func unknown80() {
    var diary = DiaryC()
    #expect(diary.says(activation).isEmpty)
    diary.session(1, [DoneC("deadlift")])
    #expect(diary.says(activation).isEmpty)
    diary = DiaryC()
    diary.follow(programC("p", [("a", [(.warmUp, ["clamshell"]), (.work, ["deadlift"])])]))
    diary.session(1, [DoneC("deadlift", isHeavy: true)], as: "a")
    #expect(diary.says(activation).isEmpty)
  }

  // MARK: - 81

  private let stretch = ruleC(
    81, exercises: ["hamstring-stretch"], valueC("hold", "30", unit: "s", when: "static stretch"))

  @Test("Rule 81, stretch-after: before the work") func beforeTheWork() {
    var diary = DiaryC()
    diary.session(1, [DoneC("hamstring-stretch", .left), DoneC("squat")])
    #expect(
      diary.says(stretch) == [
        "Tue ! hamstring-stretch Tue: before the work; static stretches come after it"
      ])
  }

  @Test("Rule 81, stretch-after: the seconds of an area", arguments: [(29.5, true), (29.4, false)])
  func seconds(_ seconds: Double, _ isKept: Bool) {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat"), DoneC("hamstring-stretch", .left, seconds: seconds)])
    #expect(diary.says(stretch) == (isKept ? [] : ["Tue ! hamstring-stretch Tue: 29 s, 30 s an area asked"]))
  }

  @Test("Rule 81, stretch-after: two short ones of a side are one long one") func inParts() {
    var diary = DiaryC()
    diary.session(1, Array(repeating: DoneC("hamstring-stretch", .left, seconds: 15), count: 2))
    #expect(diary.says(stretch).isEmpty)
    diary = DiaryC()
    diary.session(
      1, [DoneC("hamstring-stretch", .left, seconds: 15), DoneC("hamstring-stretch", .right, seconds: 15)])
    #expect(diary.says(stretch) == ["Tue ! hamstring-stretch Tue: 15 s, 30 s an area asked"])
  }

  @Test("Rule 81, stretch-after: nothing is known without a stretch, and today's may still go on")
  func unknown81() {
    var diary = DiaryC()
    #expect(diary.says(stretch).isEmpty)
    diary.session(1, [DoneC("leg-swing", .left), DoneC("squat")])
    #expect(diary.says(stretch).isEmpty)
    diary = DiaryC(today: 1)
    diary.session(1, [DoneC("hamstring-stretch", .left, seconds: 15)])
    #expect(diary.says(stretch).isEmpty)
  }

  // MARK: - 82

  private let roll = ruleC(
    82, exercises: ["foam-roll"], valueC("hold", "30-60", unit: "s", when: "rolling after"),
    valueC("hold", "1-2", unit: "min", when: "rolling before"))

  @Test(
    "Rule 82, foam-roll: after the work",
    arguments: [
      (30.0, []), (60, []), (29, ["29 s after the work, 30-60 s asked"]),
      (61, ["61 s after the work, 30-60 s asked"]),
    ] as [(Double, [String])])
  func after(_ seconds: Double, _ text: [String]) {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat"), DoneC("foam-roll", .left, seconds: seconds)])
    #expect(diary.says(roll) == text.map { "Tue ! foam-roll Tue: " + $0 })
  }

  @Test(
    "Rule 82, foam-roll: before the work",
    arguments: [
      (60.0, []), (120, []), (59, ["59 s before the work, 1-2 min asked"]),
      (121, ["121 s before the work, 1-2 min asked"]),
    ] as [(Double, [String])])
  func before(_ seconds: Double, _ text: [String]) {
    var diary = DiaryC()
    diary.session(1, [DoneC("foam-roll", .left, seconds: seconds), DoneC("squat")])
    #expect(diary.says(roll) == text.map { "Tue ! foam-roll Tue: " + $0 })
  }

  @Test("Rule 82, foam-roll: nothing is known without work around it, of a doubtful set, of none")
  func unknown82() {
    var diary = DiaryC()
    #expect(diary.says(roll).isEmpty)
    diary.session(1, [DoneC("foam-roll", .left, seconds: 5)])
    diary.session(2, [DoneC("squat"), DoneC("foam-roll", .left, seconds: 900, isDoubtful: true)])
    diary.session(3, [DoneC("squat"), DoneC("foam-roll", .left, seconds: 5), DoneC("squat")])
    #expect(diary.says(roll).isEmpty)
  }

  // MARK: - 83

  private let breathing = ruleC(
    83, exercises: ["belly-breathing"], valueC("hold", "2-3", unit: "min", program: "recovery-isometric"))

  private func recovery(_ last: DoneC, _ id: String = "recovery-isometric", today: Int = 7) -> [String] {
    var diary = DiaryC(today: today)
    diary.follow(programC(id, [("recovery", [])]))
    diary.session(2, [DoneC("wall-sit"), last], as: "recovery")
    return diary.says(breathing)
  }

  @Test("Rule 83, belly-breathing: the plan ends with something else") func endsOtherwise() {
    #expect(
      recovery(DoneC("hamstring-stretch", .left)) == [
        "Wed ! Wed: ends with hamstring-stretch; belly-breathing for 2-3 min is due"
      ])
  }

  @Test(
    "Rule 83, belly-breathing: two minutes are enough", arguments: [(120.0, true), (119, false), (400, true)])
  func minutes(_ seconds: Double, _ isKept: Bool) {
    #expect(
      recovery(DoneC("belly-breathing", seconds: seconds))
        == (isKept ? [] : ["Wed ! belly-breathing Wed: 119 s, 2-3 min asked"]))
  }

  @Test("Rule 83, belly-breathing: other programs, free sessions and today's say nothing") func unknown83() {
    #expect(DiaryC().says(breathing).isEmpty)
    #expect(recovery(DoneC("squat"), "home-plan").isEmpty)
    #expect(recovery(DoneC("squat"), today: 2).isEmpty)
    var diary = DiaryC()
    diary.follow(programC("recovery-isometric"))
    diary.session(2, [DoneC("squat")])
    #expect(diary.says(breathing).isEmpty)
  }
}
