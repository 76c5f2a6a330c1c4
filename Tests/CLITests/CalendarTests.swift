import Testing
import Training

@testable import CLI

/// Days, weeks and months of local time, and the times of a session.
@Suite struct CalendarTests {
  @Test(arguments: [
    (StatsUnit.day, "2026-10-12T21:59:59", "2026-10-12", "2026-10-11T22:00:00", "2026-10-12T22:00:00", "Mon"),
    (.day, "2026-10-12T22:00:00", "2026-10-13", "2026-10-12T22:00:00", "2026-10-13T22:00:00", "Tue"),
    // The clocks go back: 25 hours.
    (.day, "2026-10-25T00:59:40", "2026-10-25", "2026-10-24T22:00:00", "2026-10-25T23:00:00", "Sun"),
    (.day, "2026-10-25T22:59:59", "2026-10-25", "2026-10-24T22:00:00", "2026-10-25T23:00:00", "Sun"),
    // They go forward: 23 hours.
    (.day, "2026-03-29T12:00:00", "2026-03-29", "2026-03-28T23:00:00", "2026-03-29T22:00:00", "Sun"),
    (.week, "2026-10-25T22:59:59", "2026-W43", "2026-10-18T22:00:00", "2026-10-25T23:00:00", "19 Oct"),
    (.week, "2026-10-25T23:00:00", "2026-W44", "2026-10-25T23:00:00", "2026-11-01T23:00:00", "26 Oct"),
    // Weeks of another year than their days.
    (.week, "2027-01-03T12:00:00", "2026-W53", "2026-12-27T23:00:00", "2027-01-03T23:00:00", "28 Dec"),
    (.week, "2025-12-30T12:00:00", "2026-W01", "2025-12-28T23:00:00", "2026-01-04T23:00:00", "29 Dec"),
    (.week, "2024-01-01T12:00:00", "2024-W01", "2023-12-31T23:00:00", "2024-01-07T23:00:00", "1 Jan"),
    (.month, "2026-10-31T22:59:59", "2026-10", "2026-09-30T22:00:00", "2026-10-31T23:00:00", ""),
    (.month, "2026-12-31T23:00:00", "2027-01", "2026-12-31T23:00:00", "2027-01-31T23:00:00", ""),
    (.month, "2028-02-29T12:00:00", "2028-02", "2028-01-31T23:00:00", "2028-02-29T23:00:00", ""),
  ]) func stretches(unit: StatsUnit, at: String, name: String, since: String, until: String, remark: String) {
    let calendar = CalendarUnit(unit: unit, zone: FixedLog.zone)
    let stretch = calendar.stretch(utc(at))
    #expect(stretch == utc(since)..<utc(until))
    #expect(calendar.name(stretch.lowerBound) == name)
    #expect(calendar.remark(stretch.lowerBound) == remark)
  }

  /// A name is the period of that name.
  @Test(arguments: [StatsUnit.day, .week, .month]) func namesArePeriods(unit: StatsUnit) throws {
    let context = try World.withFixedLog().context()
    let calendar = CalendarUnit(unit: unit, zone: FixedLog.zone)
    for set in FixedLog.sets {
      let stretch = calendar.stretch(set.startedAt)
      let period = try context.period(calendar.name(stretch.lowerBound), option: "")
      #expect(period == Period(since: stretch.lowerBound, until: stretch.upperBound))
    }
  }

  @Test func emptyOnesAreCounted() {
    func count(_ unit: StatsUnit, _ from: String, _ to: String) -> Int {
      let calendar = CalendarUnit(unit: unit, zone: FixedLog.zone)
      return calendar.count(
        from: calendar.stretch(utc(from)).upperBound, to: calendar.stretch(utc(to)).lowerBound)
    }
    #expect(count(.day, "2026-10-24T12:00:00", "2026-10-25T12:00:00") == 0)
    #expect(count(.day, "2026-10-24T12:00:00", "2026-10-27T12:00:00") == 2)
    #expect(count(.week, "2026-10-24T12:00:00", "2026-11-10T12:00:00") == 2)
    #expect(count(.month, "2025-11-24T12:00:00", "2026-02-10T12:00:00") == 2)
    #expect(count(.day, "1970-01-01T00:00:00", "2026-11-21T12:00:00") == 20_777)
  }

  /// In some zones the clocks change at midnight.
  @Test func daysWithoutAMidnightOrWithTwo() {
    // 00:00 becomes 01:00 on 2 June at 00:00 UTC; 00:00 becomes 23:00 on 6 June at 23:00 UTC.
    let forward = utc("2026-06-02T00:00:00")
    let back = utc("2026-06-06T23:00:00")
    let zone = LocalZone { seconds in
      (forward.microseconds / 1_000_000..<back.microseconds / 1_000_000).contains(seconds) ? 3_600 : 0
    }
    let days = CalendarUnit(unit: .day, zone: zone)
    #expect(days.stretch(utc("2026-06-01T23:30:00")) == utc("2026-06-01T00:00:00")..<forward)
    #expect(days.stretch(utc("2026-06-02T00:30:00")) == forward..<utc("2026-06-02T23:00:00"))
    // 23:30 in summer and an hour later: both of the 6th.
    #expect(
      days.stretch(utc("2026-06-06T22:30:00")) == utc("2026-06-05T23:00:00")..<utc("2026-06-07T00:00:00"))
    #expect(days.stretch(utc("2026-06-06T23:30:00")) == days.stretch(utc("2026-06-06T22:30:00")))
    #expect(days.stretch(utc("2026-06-07T00:00:00")).lowerBound == utc("2026-06-07T00:00:00"))
  }

  // MARK: Sessions

  @Test(arguments: [
    ("2026-11-21T10:00:00", "2026-11-21T10:04:00", "Sat 21 Nov 2026  11:00–11:04", "11:00:00"),
    ("2026-11-21T10:00:00", "2026-11-21T10:00:59", "Sat 21 Nov 2026  11:00", "11:00:00"),
    // Across midnight, and across many.
    ("2026-11-21T22:59:00", "2026-11-21T23:01:00", "Sat 21 Nov 2026  23:59–Sun 00:01", "23:59:00"),
    (
      "2026-11-21T22:59:00", "2026-11-28T23:01:00", "Sat 21 Nov 2026  23:59–Sun 29 Nov 2026 00:01", "23:59:00"
    ),
    // Across the end of summer time; up to it; within the hour that comes twice; after it.
    ("2026-10-25T00:59:40", "2026-10-25T01:00:41", "Sun 25 Oct 2026  02:59+02–02:00+01", "02:59:40+02"),
    ("2026-10-25T00:00:00", "2026-10-25T01:00:00", "Sun 25 Oct 2026  02:00+02–02:00+01", "02:00:00+02"),
    ("2026-10-24T23:50:00", "2026-10-25T00:10:00", "Sun 25 Oct 2026  01:50+02–02:10+02", "01:50:00+02"),
    ("2026-10-25T00:10:00", "2026-10-25T00:20:00", "Sun 25 Oct 2026  02:10+02–02:20+02", "02:10:00+02"),
    ("2026-10-25T01:10:00", "2026-10-25T01:20:00", "Sun 25 Oct 2026  02:10+01–02:20+01", "02:10:00+01"),
    ("2026-10-25T02:00:00", "2026-10-25T02:20:00", "Sun 25 Oct 2026  03:00–03:20", "03:00:00"),
    ("2026-10-24T23:00:00", "2026-10-24T23:59:59", "Sun 25 Oct 2026  01:00–01:59", "01:00:00"),
    // Across the beginning of summer time.
    ("2026-03-29T00:59:00", "2026-03-29T01:01:00", "Sun 29 Mar 2026  01:59+01–03:01+02", "01:59:00+01"),
  ]) func timesOfSessions(start: String, end: String, text: String, first: String) {
    let clock = SessionClock(SessionSpan(start: utc(start), end: utc(end)), FixedLog.zone)
    #expect(clock.text == text)
    #expect(clock.second(utc(start)) == first)
  }

  @Test func offsetsOfHalfHoursWestOfGreenwich() {
    // Newfoundland's end of summer time, at 04:30 UTC.
    let change = utc("2026-11-01T04:30:00").microseconds / 1_000_000
    let zone = LocalZone { $0 < change ? -9_000 : -12_600 }
    let clock = SessionClock(
      SessionSpan(start: utc("2026-11-01T04:00:00"), end: utc("2026-11-01T05:00:00")), zone)
    #expect(clock.text == "Sun 1 Nov 2026  01:30-02:30–01:30-03:30")
  }
}
