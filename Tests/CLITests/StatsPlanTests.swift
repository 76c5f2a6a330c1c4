import Store
import Testing
import Training

@testable import CLI

/// What `stats` says of a program that is followed: of the fixed log, since 12 October, a Monday.
@Suite struct StatsPlanTests {
  private func out(
    _ athlete: String, _ filter: (inout SetFilter) -> Void = { _ in }, columns: Int = 80,
    _ format: Format = .text
  ) throws -> String {
    let world = try World.withFixedLog()
    world.columns = columns
    let out = Output()
    let context = world.context(out: out)
    let places = Places(context)
    let log = try #require(try openLog(places, context))
    let start = dayNumber(CivilTime(year: 2026, month: 10, day: 12))
    let followed = try FollowedPrograms(
      of: athlete, [ProgramRun(athlete: athlete, program: "home-plan", startDay: start)], log,
      gap: .seconds(1_800), places, context)
    var only = SetFilter()
    filter(&only)
    StatsPlan(followed, in: only, context)?.print(format, context)
    return out.text
  }

  @Test func weeks() throws {
    // The sixth week has one session yet: the Thursday's is still to come.
    let expected = """

      me, home-plan, week 6: 1 of 2 sessions, streak 5 weeks
      week              sessions  least dose  program
      2026-W42  12 Oct  2 of 2    missed      home-plan, week 1
      2026-W43  19 Oct  2 of 2    missed      home-plan, week 2
      2026-W44  26 Oct  2 of 2    missed      home-plan, week 3
      2026-W45  2 Nov   2 of 2    missed      home-plan, week 4
      2026-W46  9 Nov   2 of 2    missed      home-plan, week 5
      2026-W47  16 Nov  1 of 2    not yet     home-plan, week 6

      """
    #expect(try out("me") == expected)
  }

  @Test func narrowAndOfAPeriod() throws {
    let expected = """

      ana, home-plan, week 4: 0 of 2 sessions
      week              sessions  least dose
      2026-W44  26 Oct  2 of 2    missed
      2026-W45  2 Nov   0 of 2    missed

      """
    let period = try out(
      "ana",
      {
        $0.since = WallTime(iso8601: "2026-10-31T23:00:00Z")
        $0.until = WallTime(iso8601: "2026-11-08T23:00:00Z")
      }, columns: 40)
    #expect(period == expected)
  }

  @Test func asJSON() throws {
    let expected = """
      {"by":"program","bucket":"home-plan","athlete":"ana","program_week":6,"sessions_planned":2,"sessions_done":2,\
      "streak_weeks":2,"least_dose":"missed","weeks":[{"week":"2026-W47","starts_on":"2026-11-16","program":"home-plan",\
      "program_week":6,"sessions_planned":2,"sessions_done":2,"is_full":true,"strength_sessions":2,"strength_min":3.4,\
      "least_dose":"missed"}]}

      """
    #expect(try out("ana", { $0.since = WallTime(iso8601: "2026-11-15T23:00:00Z") }, .json) == expected)
  }

  @Test func nothingBeforeItBeganAndNothingWithoutAProgram() throws {
    #expect(try out("me", { $0.until = WallTime(iso8601: "2026-10-11T00:00:00Z") }) == "")
    let world = try World.withFixedLog()
    #expect(!world.run("stats").out.contains("plan") && !world.run("stats", "--json").out.contains("program"))
  }
}
