import Training
import Testing

@testable import CLI

@Suite struct PeriodTests {
  /// What `log` gives for a period is what its two ends give.
  @Test(arguments: [
    ("today", "2026-11-21", "2026-11-22"), ("yesterday", "2026-11-20", "2026-11-21"),
    ("saturday", "2026-11-21", "2026-11-22"), ("Fri", "2026-11-20", "2026-11-21"),
    ("monday", "2026-11-16", "2026-11-17"), ("sun", "2026-11-15", "2026-11-16"),
    ("week", "2026-11-16", "2026-11-23"), ("month", "2026-11-01", "2026-12-01"),
    ("year", "2026-01-01", "2027-01-01"), ("2026-10", "2026-10-01", "2026-11-01"),
    ("2026-12", "2026-12-01", "2027-01-01"), ("2026-W43", "2026-10-19", "2026-10-26"),
    ("2026-w01", "2025-12-29", "2026-01-05"), ("2026-w53", "2026-12-28", "2027-01-04"),
    ("2026-10-25", "2026-10-25", "2026-10-26"), ("2026", "2026-01-01", "2027-01-01"),
  ]) func periods(_ word: String, since: String, until: String) throws {
    let context = try World.withFixedLog().context()
    let period = try context.period(word, option: "period")
    let expected = (try context.moment(since, option: ""), try context.moment(until, option: ""))
    #expect(period.since == expected.0)
    #expect(period.until == expected.1)
  }

  @Test func daysOfChangedClocksAreWhole() throws {
    let context = try World.withFixedLog().context()
    let night = try context.period("2026-10-25", option: "period")
    #expect(night.until - night.since == .seconds(25 * 3_600))
    #expect(night.since == WallTime(iso8601: "2026-10-24T22:00:00Z"))
  }

  @Test(arguments: [
    "2026-13", "2026-W54", "2025-W53", "2026-02-30", "26", "mondays", "7x", "-3d", "", "fr", "0000",
  ])
  func noPeriods(_ word: String) throws {
    let result = try World.withFixedLog().run("log", "--", word)
    #expect(result.status == 64)
    #expect(result.err.contains("\"\(word)\": no date") && result.err.contains("write 2026-11-21, 2026-11"))
  }

  @Test func takesEitherAPeriodOrItsEnds() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("log", "2026-11", "--json").out
        == world.run("log", "--since", "2026-11", "--until", "2026-12", "--json").out)
    let result = world.run("log", "2026-11", "--since", "7d")
    #expect(result.status == 64)
    #expect(result.err.contains("beside --since or --until"))
  }
}
