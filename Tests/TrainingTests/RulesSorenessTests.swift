import Testing

@testable import Training

@Suite struct RulesSorenessTests {
  private func squats(_ count: Int, reps: Int? = nil, kg: Double? = nil) -> [DoneC] {
    Array(repeating: DoneC("squat", reps: reps, kg: kg), count: count)
  }

  // MARK: - 70

  private let test = ruleC(70)

  @Test("Rule 70, soreness-test: a no before the next session") func before() {
    var diary = DiaryC(today: 2)
    diary.session(0, squats(3))
    diary.answer(1, .easyRun, "no")
    diary.answer(1, .stride, "no")
    #expect(
      diary.says(test) == [
        "Tue ? no easy run and stride not as ever on Tue: fewer sets or less load next time"
      ])
  }

  @Test("Rule 70, soreness-test: as much again after a no") func asMuchAgain() {
    var diary = DiaryC()
    diary.session(0, squats(3))
    diary.answer(1, .pain, "joint")
    diary.session(3, squats(3))
    #expect(diary.says(test) == ["Thu ! Thu: 3 sets after \"joint pain\", 3 before; less was due"])
  }

  @Test("Rule 70, soreness-test: a set less is less, and so is load") func less() {
    var diary = DiaryC()
    diary.session(0, squats(3, reps: 10, kg: 20))
    diary.answer(1, .stride, "no")
    diary.session(3, squats(2, reps: 10, kg: 20))
    #expect(diary.says(test).isEmpty)
    diary.diary.sessions.removeLast()
    diary.session(3, squats(3, reps: 10, kg: 19))
    #expect(diary.says(test).isEmpty)
    diary.diary.sessions.removeLast()
    diary.session(3, squats(3, reps: 10, kg: 20))
    #expect(diary.says(test).count == 1)
  }

  @Test("Rule 70, soreness-test: the same session of the program is the measure") func sameSession() {
    var diary = DiaryC()
    diary.session(-5, squats(6), as: "b")
    diary.session(0, squats(3), as: "a")
    diary.answer(1, .easyRun, "no")
    diary.session(3, squats(5), as: "b")
    #expect(diary.says(test).isEmpty)
  }

  @Test("Rule 70, soreness-test: nothing follows from a yes, or where no session was felt") func unknown() {
    #expect(DiaryC().says(test).isEmpty)
    var diary = DiaryC()
    diary.answer(1, .easyRun, "no")
    #expect(diary.says(test).isEmpty)
    // A session of three days ago can be felt, one of four cannot.
    diary.session(-3, squats(3))
    #expect(diary.says(test).isEmpty)
    diary.session(-2, squats(3))
    #expect(diary.says(test).count == 1)
    diary = DiaryC()
    diary.session(0, squats(3))
    for (question, choice) in [(Question.easyRun, "yes"), (.stride, "yes"), (.pain, "muscle")] {
      diary.answer(1, question, choice)
    }
    #expect(diary.says(test).isEmpty)
  }

  @Test("Rule 70, soreness-test: after a week without a session all is as ever") func longAgo() {
    var diary = DiaryC(today: 14)
    diary.session(-7, squats(3))
    diary.answer(-6, .easyRun, "no")
    diary.session(0, squats(3))
    #expect(diary.says(test).count == 1)
    diary.diary.sessions.removeLast()
    diary.session(1, squats(3))
    #expect(diary.says(test).isEmpty)
  }

  // MARK: - 71

  private let expected = ruleC(71, valueC("weeks until soreness fades", "3-4", unit: "weeks"))

  /// Squats twice a week since so many days before the Monday, and sore on Thursday.
  private func sore(since first: Int, _ more: [DoneC] = []) -> DiaryC {
    var diary = DiaryC()
    for day in stride(from: first, to: 0, by: 3) { diary.session(day, squats(1)) }
    diary.session(2, squats(1) + more)
    diary.answer(3, .feeling, "sore")
    return diary
  }

  @Test("Rule 71, expected-soreness: sore after week 4 with nothing new") func late() {
    #expect(
      sore(since: -25).says(expected) == [
        "Thu ? sore on Thu in week 5 with no new exercise; gone by week 3-4"
      ])
    var diary = sore(since: -30)
    diary.diary.answers = []
    diary.answer(3, .pain, "muscle", "squat")
    #expect(diary.says(expected).count == 1)
  }

  @Test("Rule 71, expected-soreness: the last day of week 4 is soon enough") func soonEnough() {
    #expect(sore(since: -24).says(expected).isEmpty)
  }

  @Test("Rule 71, expected-soreness: a new exercise, a new beginning or a new phase explain it")
  func explained() {
    #expect(sore(since: -40, [DoneC("deadlift")]).says(expected).isEmpty)
    var diary = DiaryC()
    diary.session(-60, squats(1))
    diary.session(2, squats(1))
    diary.answer(3, .feeling, "sore")
    #expect(diary.says(expected).isEmpty)
    diary = sore(since: -40)
    diary.diary.phase = { $0 >= DiaryC.monday - 20 ? .build : .base }
    #expect(diary.says(expected).isEmpty)
    diary.diary.phase = { _ in .build }
    #expect(diary.says(expected).count == 1)
  }

  @Test("Rule 71, expected-soreness: nothing is known without a session or an answer") func unknown71() {
    var diary = DiaryC()
    diary.answer(3, .feeling, "sore")
    #expect(diary.says(expected).isEmpty)
    diary = sore(since: -40)
    diary.diary.answers = []
    #expect(diary.says(expected).isEmpty)
    diary.answer(3, .feeling, "fresh")
    #expect(diary.says(expected).isEmpty)
  }

  // MARK: - 72

  private let joint = ruleC(72)

  @Test("Rule 72, joint-pain: the exercise was done again") func doneAgain() {
    var diary = DiaryC()
    diary.answer(1, .pain, "joint", "squat")
    diary.session(3, squats(2))
    #expect(diary.says(joint) == ["Thu ! squat Thu: joint pain on Tue, leave it out"])
    // That it hurt again does not hide it.
    diary.answer(3, .pain, "sharp", "squat")
    #expect(diary.says(joint) == ["Thu ! squat Thu: joint pain on Tue, leave it out"])
  }

  @Test("Rule 72, joint-pain: the exercise is planned, or is not yet") func toCome() {
    var diary = DiaryC(today: 2)
    diary.answer(1, .pain, "sharp", "squat")
    #expect(diary.says(joint) == ["Tue ? squat: sharp pain on Tue, leave it out"])
    diary.plan(4, ["squat"])
    #expect(diary.says(joint) == ["Fri ! squat planned for Fri: sharp pain on Tue, leave it out"])
  }

  @Test("Rule 72, joint-pain: without an exercise, what hurts is left out") func noExercise() {
    var diary = DiaryC()
    diary.answer(1, .pain, "sharp")
    #expect(diary.says(joint) == ["Tue ? sharp pain on Tue: leave out what hurts"])
  }

  @Test("Rule 72, joint-pain: it is over when the athlete says so, or after two weeks") func over() {
    var diary = DiaryC()
    diary.answer(1, .pain, "joint", "squat")
    diary.answer(3, .pain, "none", "squat")
    diary.session(3, squats(2))
    #expect(diary.says(joint).isEmpty)
    diary = DiaryC()
    diary.answer(-11, .pain, "joint", "squat")
    diary.session(3, squats(2))
    #expect(diary.says(joint) == ["Thu ! squat Thu: joint pain 14 days before, leave it out"])
    diary.diary.sessions = []
    diary.session(4, squats(2))
    #expect(diary.says(joint).isEmpty)
  }

  @Test("Rule 72, joint-pain: sore muscles, and a set of the same day, are none") func keeps() {
    #expect(DiaryC().says(joint).isEmpty)
    var diary = DiaryC()
    diary.answer(1, .pain, "muscle", "squat")
    diary.session(3, squats(2))
    #expect(diary.says(joint).isEmpty)
    diary = DiaryC()
    diary.session(1, squats(2))
    diary.answer(1, .pain, "joint", "squat")
    #expect(diary.says(joint) == ["Tue ? squat: joint pain on Tue, leave it out"])
  }

  // MARK: - 73

  private let scale = ruleC(73)

  @Test("Rule 73, scale-down: sore or tired, and as many sets", arguments: ["sore", "tired"])
  func asMany(_ feeling: String) {
    var diary = DiaryC()
    diary.session(0, squats(4))
    diary.answer(2, .feeling, feeling)
    diary.session(2, squats(4))
    #expect(diary.says(scale) == ["Wed ! Wed: 4 sets after \"\(feeling)\", 4 before; less was due"])
  }

  @Test("Rule 73, scale-down: a set less is enough; before it there is advice") func fewer() {
    var diary = DiaryC(today: 2)
    diary.session(0, squats(4))
    diary.answer(2, .feeling, "tired")
    #expect(diary.says(scale) == ["Wed ? tired on Wed: fewer sets or less load next time"])
    diary.session(2, squats(3))
    #expect(diary.says(scale).isEmpty)
  }

  @Test("Rule 73, scale-down: nothing follows from fresh or sick, or without a session before")
  func unknown73() {
    var diary = DiaryC()
    diary.session(0, squats(4))
    diary.answer(1, .feeling, "fresh")
    diary.answer(2, .feeling, "sick")
    diary.session(2, squats(4))
    #expect(diary.says(scale).isEmpty)
    diary = DiaryC()
    diary.answer(1, .feeling, "tired")
    diary.session(1, squats(4))
    #expect(diary.says(scale).isEmpty)
  }
}
