import Testing

@testable import Training

struct RuleFiguresTests {
  @Test(
    "two lists of documents and lines meet where they have a line in common",
    arguments: [
      ("004:264-332", "004:256-334", true), ("000", "000:35", true), ("000:35", "000:35", true),
      ("004:585, 004:595", "004:595", true), ("004:828", "004:790-794", false), ("000:35", "004:35", false),
      ("000", "004", false), ("", "004", false), ("004:x", "004:1", false), ("004:9-2", "004:5", false),
    ])
  func meeting(one: String, other: String, meet: Bool) {
    #expect(sourcesMeet(one, other) == meet)
    #expect(sourcesMeet(other, one) == meet)
  }

  @Test("days, counts and figures as people read them")
  func texts() {
    let monday = DiaryB.monday
    #expect(weekdayList([monday]) == "Mon")
    #expect(weekdayList([monday + 6, monday, monday]) == "Mon and Sun")
    #expect(weekdayList([monday + 1, monday + 4, monday]) == "Mon, Tue and Fri")
    #expect(dayText(monday, in: weekNumber(ofDay: monday)) == "Mon")
    #expect(dayText(monday - 1, in: weekNumber(ofDay: monday)) == "1 Mar")
    #expect(dayText(monday + 7, in: weekNumber(ofDay: monday)) == "9 Mar")
    #expect(spreadText([12, 8.5, 9]) == "8.5-12")
    #expect(spreadText([8, 8]) == "8")
    #expect(countText(1, "set") == "1 set")
    #expect(countText(0, "week") == "0 weeks")
  }
}
