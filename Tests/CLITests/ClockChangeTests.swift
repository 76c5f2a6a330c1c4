import Testing
import Training

@testable import CLI

/// Days that begin, end or are left out with a change of the clocks. What is expected was counted out by Python's
/// zoneinfo, minute by minute.
@Suite struct ClockChangeTests {
  private func context(_ zone: RealZone, now: String? = nil) -> Context {
    let world = World()
    world.zone = zone.zone
    if let now { world.now = utc(now) }
    return world.context()
  }

  /// A day, and the first moments of it and of the next.
  static let days: [(RealZone, String, String, String)] = [
    (RealZone.santiago, "2025-04-06", "2025-04-06T04:00", "2025-04-07T04:00"),
    (.santiago, "2025-09-07", "2025-09-07T04:00", "2025-09-08T03:00"),
    (.havana, "2026-03-08", "2026-03-08T05:00", "2026-03-09T04:00"),
    (.havana, "2026-11-01", "2026-11-01T04:00", "2026-11-02T05:00"),
    (.saoPaulo, "2017-10-15", "2017-10-15T03:00", "2017-10-16T02:00"),
    (.saoPaulo, "2018-02-18", "2018-02-18T03:00", "2018-02-19T03:00"),
    (.saoPaulo, "2018-02-17", "2018-02-17T02:00", "2018-02-18T03:00"),
    (.amman, "2021-03-26", "2021-03-25T22:00", "2021-03-26T21:00"),
    (.amman, "2021-10-29", "2021-10-28T21:00", "2021-10-29T22:00"),
    (.beirut, "2026-03-29", "2026-03-28T22:00", "2026-03-29T21:00"),
    (.beirut, "2026-10-25", "2026-10-24T22:00", "2026-10-25T22:00"),
    (.beirut, "2026-10-24", "2026-10-23T21:00", "2026-10-24T22:00"),
    (.azores, "2026-10-25", "2026-10-25T00:00", "2026-10-26T01:00"),
    (.azores, "2026-03-29", "2026-03-29T01:00", "2026-03-30T00:00"),
    (.lordHowe, "2026-04-05", "2026-04-04T13:00", "2026-04-05T13:30"),
    (.lordHowe, "2026-10-04", "2026-10-03T13:30", "2026-10-04T13:00"),
    (.apia, "2011-12-29", "2011-12-29T10:00", "2011-12-30T10:00"),
    (.apia, "2011-12-30", "2011-12-30T10:00", "2011-12-30T10:00"),
    (.apia, "2011-12-31", "2011-12-30T10:00", "2011-12-31T10:00"),
    (.stJohns, "2010-11-06", "2010-11-06T02:30", "2010-11-07T02:30"),
    (.stJohns, "2010-11-07", "2010-11-07T02:30", "2010-11-08T03:30"),
    (.stJohns, "2010-03-14", "2010-03-14T03:30", "2010-03-15T02:30"),
    (.berlin, "2026-03-29", "2026-03-28T23:00", "2026-03-29T22:00"),
    (.berlin, "2026-10-25", "2026-10-24T22:00", "2026-10-25T23:00"),
    (.troll, "2026-03-29", "2026-03-29T00:00", "2026-03-29T22:00"),
    (.troll, "2026-10-25", "2026-10-24T22:00", "2026-10-26T00:00"),
  ]

  @Test(arguments: days) func daysBeginWithTheirFirstMoment(
    zone: RealZone, day: String, since: String, until: String
  ) throws {
    #expect(try context(zone).period(day, option: "") == Period(since: utc(since), until: utc(until)))
    #expect(try context(zone).moment(day, option: "") == utc(since))
    guard since != until else { return }
    // Whenever it is that day.
    for now in [utc(since), utc(until) + .seconds(-1)] {
      let world = World()
      world.zone = zone.zone
      world.now = now
      #expect(try world.context().period("today", option: "") == Period(since: utc(since), until: utc(until)))
      let stretch = CalendarUnit(unit: .day, zone: zone.zone).stretch(now)
      #expect(stretch == utc(since)..<utc(until))
    }
  }

  @Test(arguments: [
    (RealZone.saoPaulo, "2017-W41", "2017-10-09T03:00", "2017-10-16T02:00"),
    (.apia, "2011-W52", "2011-12-26T10:00", "2012-01-01T10:00"),
    (.apia, "2011-12", "2011-12-01T10:00", "2011-12-31T10:00"),
    (.apia, "2011", "2011-01-01T10:00", "2011-12-31T10:00"),
    (.santiago, "2025-09", "2025-09-01T04:00", "2025-10-01T03:00"),
    (.amman, "2021-W43", "2021-10-24T21:00", "2021-10-31T22:00"),
    (.beirut, "2026-W13", "2026-03-22T22:00", "2026-03-29T21:00"),
    // A month that begins with an hour that comes twice.
    (.havana, "2026-11", "2026-11-01T04:00", "2026-12-01T05:00"),
    (.havana, "2026-10", "2026-10-01T04:00", "2026-11-01T04:00"),
    (.havana, "2026", "2026-01-01T05:00", "2027-01-01T05:00"),
  ]) func weeksMonthsAndYears(zone: RealZone, word: String, since: String, until: String) throws {
    #expect(try context(zone).period(word, option: "") == Period(since: utc(since), until: utc(until)))
  }

  @Test(arguments: [
    (RealZone.santiago, "2025-09-07T15:00", "today", "2025-09-07T04:00"),
    (.santiago, "2025-09-08T15:00", "yesterday", "2025-09-07T04:00"),
    (.santiago, "2025-09-08T15:00", "sunday", "2025-09-07T04:00"),
    (.santiago, "2025-09-14T15:00", "7d", "2025-09-07T04:00"),
    (.santiago, "2025-09-21T15:00", "2w", "2025-09-07T04:00"),
    (.santiago, "2025-09-07T15:00", "week", "2025-09-01T04:00"),
    (.amman, "2021-10-29T12:00", "today", "2021-10-28T21:00"),
    (.amman, "2021-10-30T12:00", "1d", "2021-10-28T21:00"),
    // The Thursday is the day before the Saturday.
    (.apia, "2011-12-30T20:00", "friday", "2011-12-30T10:00"),
    (.apia, "2011-12-30T20:00", "thursday", "2011-12-29T10:00"),
    // The hour in which it was Saturday once more.
    (.stJohns, "2010-11-07T03:00", "today", "2010-11-07T02:30"),
  ]) func namedDays(zone: RealZone, now: String, word: String, since: String) throws {
    #expect(try context(zone, now: now).moment(word, option: "") == utc(since))
  }

  /// What comes twice is the first; what is left out is as late as if the clocks had not been changed yet.
  static let times: [(RealZone, String, String)] = [
    (RealZone.santiago, "2025-09-07 18:00", "2025-09-07T21:00"),
    (.santiago, "2025-09-07 00:30", "2025-09-07T04:30"),
    (.havana, "2026-03-08 18:00", "2026-03-08T22:00"),
    (.saoPaulo, "2017-10-15 18:00", "2017-10-15T20:00"),
    (.saoPaulo, "2018-02-17 23:30", "2018-02-18T01:30"),
    (.saoPaulo, "2018-02-18 18:00", "2018-02-18T21:00"),
    (.amman, "2021-10-29 00:30", "2021-10-28T21:30"),
    (.amman, "2021-10-29 18:00", "2021-10-29T16:00"),
    (.berlin, "2026-10-25 02:30", "2026-10-25T00:30"),
    (.berlin, "2026-10-25 03:00", "2026-10-25T02:00"),
    (.berlin, "2026-10-25 01:59", "2026-10-24T23:59"),
    (.berlin, "2026-03-29 02:30", "2026-03-29T01:30"),
    (.berlin, "2026-03-29 03:00", "2026-03-29T01:00"),
    (.berlin, "2026-03-29 01:59", "2026-03-29T00:59"),
    (.lordHowe, "2026-04-05 01:45", "2026-04-04T14:45"),
    (.lordHowe, "2026-10-04 02:15", "2026-10-03T15:45"),
    (.lordHowe, "2026-10-04 18:00", "2026-10-04T07:00"),
    (.apia, "2011-12-29 18:00", "2011-12-30T04:00"),
    (.apia, "2011-12-30 18:00", "2011-12-31T04:00"),
    (.apia, "2011-12-31 18:00", "2011-12-31T04:00"),
    (.stJohns, "2010-11-07 18:00", "2010-11-07T21:30"),
    (.stJohns, "2010-11-07 00:00", "2010-11-07T02:30"),
    (.stJohns, "2010-11-06 23:30", "2010-11-07T02:00"),
    (.troll, "2026-03-29 02:30", "2026-03-29T02:30"),
    (.troll, "2026-10-25 01:30", "2026-10-24T23:30"),
  ]

  @Test(arguments: times) func timesOfDay(zone: RealZone, text: String, moment: String) throws {
    #expect(try context(zone).moment(text, option: "") == utc(moment))
    #expect(try context(zone).period(text, option: "").since == utc(moment))
    #expect(try context(zone).moment(text + ":00", option: "") == utc(moment))
    #expect(try context(zone).moment(text.replacing(" ", with: "T"), option: "") == utc(moment))
  }

  @Test(arguments: [
    (RealZone.santiago, "2025-09-07T22:00", "today 18:00", "2025-09-07T21:00"),
    (.santiago, "2025-09-07T22:00", "18:00", "2025-09-07T21:00"),
    (.santiago, "2025-09-08T22:00", "yesterday 18:00", "2025-09-07T21:00"),
    (.santiago, "2025-09-08T22:00", "sun 18:00", "2025-09-07T21:00"),
    (.santiago, "2025-09-09T22:00", "2d 18:00", "2025-09-07T21:00"),
    (.havana, "2026-03-08T23:00", "today 18:00", "2026-03-08T22:00"),
    (.amman, "2021-10-29T20:00", "today 18:00", "2021-10-29T16:00"),
  ]) func timesOfNamedDays(zone: RealZone, now: String, text: String, moment: String) throws {
    #expect(try context(zone, now: now).moment(text, option: "") == utc(moment))
  }

  /// A moment is of one day, and all who ask get the same one.
  @Test(arguments: RealZone.allCases) func everyMomentIsOfTheDayThatIsNamed(zone: RealZone) throws {
    let context = context(zone)
    let calendar = CalendarUnit(unit: .day, zone: zone.zone)
    for change in zone.changes {
      var inOrder = LocalDays(zone.zone)
      var last = Int.min
      // Five minutes apart, from two and a half days before to as long after.
      let wrong = try (-720...720).map { change + .seconds(Double($0) * 300 + 30) }.filter { moment in
        var alone = LocalDays(zone.zone)
        let day = alone.number(of: moment)
        let stretch = calendar.stretch(moment)
        let period = try context.period(dateText(ofDay: day), option: "")
        defer { last = day }
        return inOrder.number(of: moment) != day || day < last || !stretch.contains(moment)
          || calendar.name(stretch.lowerBound) != dateText(ofDay: day)
          || period != Period(since: stretch.lowerBound, until: stretch.upperBound)
      }
      #expect(wrong.map(\.iso8601) == [])
    }
  }

  @Test(arguments: [
    (RealZone.santiago, "2025-09-07T03:50", "2025-09-07T04:10", "Sat 6 Sep 2025  23:50-04–Sun 01:10-03"),
    (.santiago, "2025-09-07T04:10", "2025-09-07T04:20", "Sun 7 Sep 2025  01:10–01:20"),
    (.saoPaulo, "2018-02-18T01:30", "2018-02-18T02:30", "Sat 17 Feb 2018  23:30-02–23:30-03"),
    (.amman, "2021-10-28T21:30", "2021-10-28T22:30", "Fri 29 Oct 2021  00:30+03–00:30+02"),
    (.amman, "2021-10-28T23:10", "2021-10-28T23:20", "Fri 29 Oct 2021  01:10–01:20"),
    (.lordHowe, "2026-04-04T14:40", "2026-04-04T15:10", "Sun 5 Apr 2026  01:40+11–01:40+10:30"),
    (.lordHowe, "2026-10-03T15:20", "2026-10-03T15:40", "Sun 4 Oct 2026  01:50+10:30–02:40+11"),
    (.apia, "2011-12-30T09:50", "2011-12-30T10:10", "Thu 29 Dec 2011  23:50-10–Sat 00:10+14"),
    (.apia, "2011-12-30T10:10", "2011-12-30T10:20", "Sat 31 Dec 2011  00:10–00:20"),
    (.stJohns, "2010-11-07T02:20", "2010-11-07T03:40", "Sat 6 Nov 2010  23:50-02:30–Sun 00:10-03:30"),
    (.troll, "2026-10-24T23:30", "2026-10-25T01:30", "Sun 25 Oct 2026  01:30+02–01:30+00"),
  ]) func headingsOfSessions(zone: RealZone, start: String, end: String, text: String) {
    #expect(SessionClock(SessionSpan(start: utc(start), end: utc(end)), zone.zone).text == text)
  }

  // MARK: Commands

  @Test(arguments: [
    (RealZone.santiago, "2025-09-07", "Sun 7 Sep 2025 18:00"),
    (.havana, "2026-03-08", "Sun 8 Mar 2026 18:00"),
    (.saoPaulo, "2017-10-15", "Sun 15 Oct 2017 18:00"), (.amman, "2021-10-29", "Fri 29 Oct 2021 18:00"),
  ]) func aTypedSetIsOfTheDayThatWasTyped(zone: RealZone, day: String, told: String) {
    let world = World()
    world.zone = zone.zone
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_DATABASE"] = world.database
    let added = world.run("add", "push-up", "12", "--at", day + " 18:00")
    #expect(added.status == 0 && added.out.contains(told), "\(added)")
    #expect(world.run("log", day, "--json").out.contains("push-up"))
    #expect(world.run("stats", "--by", "day", "--json").out.contains("\"bucket\":\"\(day)\""))
  }

  @Test(arguments: [
    // 23:30 of the day before; the first of two half past midnight; the second.
    (RealZone.saoPaulo, "2017-10-15T02:30", "2017-10-14"), (.amman, "2021-10-28T21:30", "2021-10-29"),
    (.amman, "2021-10-28T22:30", "2021-10-29"), (.amman, "2021-10-28T20:59", "2021-10-28"),
    (.apia, "2011-12-30T10:00", "2011-12-31"), (.apia, "2011-12-30T09:59", "2011-12-29"),
  ]) func logAndStatsAgreeOnTheDay(zone: RealZone, start: String, day: String) throws {
    let world = World()
    world.zone = zone.zone
    world.environment["HOLDFAST_DATABASE"] = world.database
    try world.store([.hold("aaaaaa", at: start + ":00Z")])
    let before = dateText(ofDay: dayNumber(CivilTime(utc(day + "T00:00"))) - 1)
    let after = dateText(ofDay: dayNumber(CivilTime(utc(day + "T00:00"))) + 1)
    #expect(world.run("log", day, "--json").out.contains("aaaaaa"))
    #expect(world.run("log", before, "--json") == World.Result(status: 0, out: "", err: ""))
    #expect(world.run("log", after, "--json") == World.Result(status: 0, out: "", err: ""))
    #expect(world.run("stats", "--by", "day", "--json").out.contains("\"bucket\":\"\(day)\""))
  }

  @Test func aDayThatWasLeftOutIsEmpty() throws {
    let world = World()
    world.zone = RealZone.apia.zone
    world.environment["HOLDFAST_DATABASE"] = world.database
    try world.store([.hold("aaaaaa", at: "2011-12-30T10:00:00Z")])
    #expect(world.run("log", "2011-12-30") == World.Result(status: 0, out: "", err: ""))
    #expect(world.run("stats", "2011-12-30").out.hasPrefix("sessions       0\n"))
    #expect(world.run("log", "--since", "2011-12-30", "--until", "2011-12-31").status == 64)
  }
}
