import Testing

@testable import Training

@Suite struct RuleBookTests {
  /// The rules that have a check or a reason.
  private let numbers = 64...90

  @Test func everyRuleIsCheckedOrSaysWhyNot() {
    for number in numbers {
      let isChecked = RuleBook.checks[number] != nil
      let reason = RuleBook.unchecked[number]
      #expect(isChecked != (reason != nil), "rule \(number): one of the two")
      if let reason { #expect(!reason.isEmpty) }
    }
    #expect(RuleBook.unchecked.keys.sorted() == [62, 77, 84, 85, 86])
    #expect(RuleBook.checks.keys.allSatisfy { (1...90).contains($0) })
  }

  @Test func figuresAreLookedUpOnlyForRulesThatAreChecked() {
    for (number, what) in RuleBook.lookedUpC {
      #expect(RuleBook.checks[number] != nil, "rule \(number)")
      #expect(!what.isEmpty)
    }
  }

  /// Of an empty diary, and of one without strength work, none says anything.
  @Test func nothingIsSaidOfNothing() {
    let book = RuleBook((64...90).map { ruleC($0) })
    #expect(book.findings(in: DiaryC().diary).isEmpty)
    var diary = DiaryC()
    diary.session(1, [DoneC("leg-swing", .left)])
    #expect(book.findings(in: diary.diary).isEmpty)
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
