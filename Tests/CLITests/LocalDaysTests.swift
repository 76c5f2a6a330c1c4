import Testing
import Training

@testable import CLI

@Suite struct LocalDaysTests {
  private func moment(_ text: String) -> WallTime { WallTime(iso8601: text + "Z")! }

  @Test func countsLocalDaysInAnyOrder() {
    var days = LocalDays(FixedLog.zone)
    // Summer time: local midnight is at 22:00 UTC; after 25 October at 23:00.
    let cases: [(String, String)] = [
      ("2026-10-24T21:59:59.999999", "2026-10-24"), ("2026-10-24T22:00:00", "2026-10-25"),
      ("2026-10-25T22:59:59", "2026-10-25"), ("2026-10-25T23:00:00", "2026-10-26"),
      ("2026-10-24T12:00:00", "2026-10-24"), ("1969-12-31T22:59:59", "1969-12-31"),
      ("1969-12-31T23:00:00", "1970-01-01"),
    ]
    for (utc, date) in cases + cases.reversed() {
      #expect(dateText(ofDay: days.number(of: moment(utc))) == date, "\(utc)")
    }
  }

  /// A zone in which a day begins at 1:00: what is remembered of it must not take the evening before.
  @Test func takesDaysThatHaveNoMidnight() {
    // 2026-11-01T03:00:00Z: three hours behind, then two.
    var days = LocalDays(LocalZone { $0 < 1_793_502_000 ? -10_800 : -7_200 })
    #expect(dateText(ofDay: days.number(of: moment("2026-11-01T12:00:00"))) == "2026-11-01")
    #expect(dateText(ofDay: days.number(of: moment("2026-11-01T02:30:00"))) == "2026-10-31")
    #expect(dateText(ofDay: days.number(of: moment("2026-11-01T03:00:00"))) == "2026-11-01")
    #expect(dateText(ofDay: days.number(of: moment("2026-11-01T02:59:59"))) == "2026-10-31")
  }

  @Test(arguments: [
    ("2026-11-16", "2026-W47", "2026-11-16"), ("2026-11-22", "2026-W47", "2026-11-16"),
    ("2026-01-01", "2026-W01", "2025-12-29"), ("2027-01-03", "2026-W53", "2026-12-28"),
    ("2024-12-30", "2025-W01", "2024-12-30"), ("1970-01-01", "1970-W01", "1969-12-29"),
    ("1969-12-28", "1969-W52", "1969-12-22"), ("2000-02-29", "2000-W09", "2000-02-28"),
  ]) func namesWeeksAsISOHasThem(date: String, week: String, first: String) {
    let day = dayNumber(CivilTime(moment(date + "T12:00:00")))
    #expect(weekText(weekNumber(ofDay: day)) == week)
    #expect(dateText(ofDay: monday(ofWeek: weekNumber(ofDay: day))) == first)
  }
}
