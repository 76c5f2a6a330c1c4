import Testing

@testable import Training

@Suite struct RuleBookTests {
  /// Of an empty diary, and of one without strength work, none says anything.
  @Test func nothingIsSaidOfNothing() {
    let book = RuleBook((64...90).map { ruleC($0) })
    #expect(book.findings(in: DiaryC().diary).isEmpty)
    var diary = DiaryC()
    diary.session(1, [DoneC("leg-swing", .left)])
    #expect(book.findings(in: diary.diary).isEmpty)
  }

  @Test("What two rules say of the same day is told once") func echoes() {
    var spacing = ruleC(17)
    spacing.values = [TrainingRule.Value("full days between strength sessions", .atLeast(1), source: "")]
    var diary = DiaryC()
    diary.session(1, [DoneC("squat")])
    diary.session(2, [DoneC("squat")])
    let rest = ruleC(74)
    #expect(!RuleBook([rest]).findings(in: diary.diary).isEmpty)
    #expect(RuleBook([spacing, rest]).findings(in: diary.diary).map(\.rule) == [17])
  }

  @Test func findingsComeInTheOrderOfTheRules() {
    let book = RuleBook([66, 78, 88].map { ruleC($0, exercises: ["crunch"]) })
    var diary = DiaryC()
    diary.session(1, [DoneC("crunch"), DoneC("leg-extension")])
    #expect(book.findings(in: diary.diary).map(\.rule) == [66, 78, 78, 88])
    #expect(book[78]?.id == "rule-78")
    #expect(book[1] == nil)
  }
}
