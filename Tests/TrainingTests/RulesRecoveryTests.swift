import Testing

@testable import Training

@Suite struct RulesRecoveryTests {
  // MARK: - 69

  private let deload = ruleC(
    69, valueC("sets", "2", program: "ten-week-plan", weeks: "10"),
    valueC("reps", "10-12", program: "ten-week-plan", weeks: "10"),
    valueC("weeks from deload to deload", "open", unit: "weeks"))

  /// The tenth week of a plan, which is the easy one; with a session of four sets a week before.
  private func easyWeek(_ id: String = "ten-week-plan") -> DiaryC {
    var diary = DiaryC()
    var program = programC(id)
    var week = ProgramWeek(weeks: .exactly(10))
    week.isDeload = true
    program.weeks = [ProgramWeek(weeks: .range(1, 9)), week]
    diary.follow(program, from: -63)
    diary.session(-7, Array(repeating: DoneC("squat", reps: 12, kg: 20), count: 4))
    return diary
  }

  @Test("Rule 69, deload: more sets or repetitions than the week's figures") func tooMuch() {
    var diary = easyWeek()
    diary.session(0, Array(repeating: DoneC("squat", reps: 12, kg: 10), count: 3))
    #expect(diary.says(deload) == ["Mon ! squat Mon: 3 sets, 2 asked in an easy week"])
    diary = easyWeek()
    diary.session(0, [DoneC("squat", reps: 13, kg: 10)])
    #expect(diary.says(deload) == ["Mon ! squat Mon: 13 reps, 10-12 asked in an easy week"])
  }

  @Test("Rule 69, deload: no fewer sets, or no lighter than before") func notLess() {
    var diary = easyWeek("p")
    diary.session(0, Array(repeating: DoneC("squat", reps: 12, kg: 20), count: 4))
    #expect(
      diary.says(deload) == [
        "Mon ! 4 sets in an easy week, 4 a week before", "Mon ! squat: 20 kg in an easy week, 20 kg before",
      ])
  }

  @Test("Rule 69, deload: two sets of twelve with less load are easy") func easy() {
    var diary = easyWeek()
    diary.session(0, Array(repeating: DoneC("squat", reps: 12, kg: 19.5), count: 2))
    #expect(diary.says(deload).isEmpty)
    // Each side has its two sets.
    diary = easyWeek()
    let sides: [Side] = [.left, .right, .left]
    diary.session(0, sides.map { DoneC("step-up", $0, reps: 10) })
    #expect(diary.says(deload).isEmpty)
  }

  @Test("Rule 69, deload: nothing is known of another week, of no program, of nothing before") func unknown()
  {
    #expect(easyWeek().says(deload).isEmpty)
    var diary = easyWeek()
    diary.diary.run?.startDay += 7
    diary.session(0, Array(repeating: DoneC("squat", reps: 20, kg: 40), count: 9))
    #expect(diary.says(deload).isEmpty)
    diary.diary.run = nil
    #expect(diary.says(deload).isEmpty)
    diary = easyWeek("p")
    diary.diary.sessions = []
    diary.session(0, [DoneC("squat", reps: 20, kg: 40)])
    #expect(diary.says(deload).isEmpty)
  }

  // MARK: - 74

  private let rest = ruleC(74)

  @Test("Rule 74, rest-between: strength on two days in a row") func twoInARow() {
    var diary = DiaryC()
    diary.session(1, [DoneC("squat")])
    diary.session(2, [DoneC("push-up")])
    #expect(diary.says(rest) == ["Wed ! strength on Tue and Wed, no day of rest between"])
    // The day before the week counts, the day after it does not.
    diary = DiaryC()
    diary.session(-1, [DoneC("squat")])
    diary.session(0, [DoneC("squat")])
    #expect(diary.says(rest) == ["Mon ! strength on Sun and Mon, no day of rest between"])
    diary.diary.week += 1
    #expect(diary.says(rest).isEmpty)
  }

  @Test("Rule 74, rest-between: a planned day counts") func planned() {
    var diary = DiaryC(today: 2)
    diary.session(1, [DoneC("squat")])
    diary.plan(2, ["squat"])
    #expect(diary.says(rest) == ["Wed ! strength on Tue and Wed, no day of rest between"])
  }

  @Test("Rule 74, rest-between: a day between is enough, and holds and stretches need none") func keeps() {
    #expect(DiaryC().says(rest).isEmpty)
    var diary = DiaryC()
    diary.session(1, [DoneC("squat")])
    diary.session(2, [DoneC("wall-sit"), DoneC("hamstring-stretch", .left)])
    diary.session(3, [DoneC("squat")])
    #expect(diary.says(rest).isEmpty)
  }

  @Test("Rule 74, rest-between: a week a fifth above those before", arguments: [(12, 0), (13, 1)])
  func total(_ sets: Int, _ count: Int) {
    var diary = DiaryC()
    diary.session(-14, Array(repeating: DoneC("squat"), count: 8))
    diary.session(-7, Array(repeating: DoneC("squat"), count: 10))
    diary.session(0, Array(repeating: DoneC("squat"), count: sets))
    let found = diary.says(rest)
    #expect(found.count == count)
    #expect(
      found.allSatisfy { $0 == "Mon ? 13 sets this week, at most 10 in the weeks before: fatigue adds up" })
    // One week before is no habit.
    diary.diary.sessions.removeFirst()
    #expect(diary.says(rest).isEmpty)
  }
}
