import Syscalls
import Testing
import Training

@testable import CLI

/// What `report` makes of the fixed log. The figures were computed by another program (in Python, from `log --json`).
@Suite struct ReportTests {
  private func world(columns: Int? = nil) throws -> World {
    let world = try World.withFixedLog()
    world.columns = columns
    return world
  }

  /// What a command prints; it must not complain.
  private func out(_ world: World, _ arguments: String...) -> String {
    let result = world.run(["report"] + arguments)
    #expect(result.status == 0 && result.err == "", "\(result.err)")
    return result.out
  }

  @Test(
    "Text, JSON and page of a week and a month, whole",
    arguments: [
      ("week.txt", 80, ["--athlete", "me"]),
      ("week-40.txt", 40, ["--athlete", "me"]),
      ("month.txt", 80, ["2026-10", "--athlete", "ana"]),
      ("days.txt", 80, ["30d", "--athlete", "ben"]),
      ("week.json", nil, ["--week", "2026-11-10", "--athlete", "me", "--json"]),
      ("month.json", nil, ["--month", "--athlete", "me", "--json"]),
      ("week.html", nil, ["--athlete", "me", "--html", "-"]),
      ("month.html", nil, ["2026-11", "--athlete", "me", "--html", "-"]),
    ] as [(String, Int?, [String])])
  func snapshots(name: String, columns: Int?, arguments: [String]) throws {
    let world = try world(columns: columns)
    let result = world.run(["report"] + arguments)
    #expect(result.status == 0 && result.err == "", "\(result.err)")
    try compare(result.out, name)
  }

  /// Compares with a file of Tests/report/expected; HOLDFAST_WRITE_EXPECTED=1 writes it, to be looked at.
  private func compare(_ text: String, _ name: String) throws {
    let path = repository + "/Tests/report/expected/" + name
    if environmentVariable("HOLDFAST_WRITE_EXPECTED") == "1" {
      let out = try PendingFile(path, mode: 0o644)
      let output = Output(descriptor: out.descriptor)
      output.write(text)
      try output.flush()
      try out.commit(replacing: true)
    }
    let expected = String(decoding: try readFile(path), as: UTF8.self)
    #expect(text == expected, "\(name): differs from what was expected")
  }

  // MARK: With a program

  /// The report of an athlete who follows the home plan since 12 October.
  private func followed(
    _ world: World, _ athlete: String, _ period: String?, columns: Int? = 80,
    from start: String = "2026-10-12",
    race: String? = nil, _ change: (inout CoachReport) -> Void = { _ in }
  ) throws -> (report: CoachReport, text: String) {
    world.columns = columns
    let out = Output()
    let context = world.context(out: out)
    let places = Places(context)
    let log = try #require(try openLog(places, context))
    func day(_ text: String) -> Int { dayNumber(CivilTime(WallTime(iso8601: text + "T00:00:00Z")!)) }
    let run = ProgramRun(
      athlete: athlete, program: "home-plan", startDay: day(start),
      race: race.map { Race(day: day($0), distance: RaceDistance("marathon")!) })
    var report = try CoachGathering.report(
      of: athlete, try ReportPeriod(period, nil, context), [run], log, places, context)
    change(&report)
    report.print(context)
    return (report, out.text)
  }

  @Test func againstPlan() throws {
    let text = try followed(world(), "ana", "2026-11", race: "2026-12-13").text
    let plan = """
      Against plan
        home-plan, week 6: 2 of 2 sessions, streak 2 weeks
        week              sessions  least dose  program
        2026-W44  26 Oct  2 of 2    missed      home-plan, week 3
        2026-W45  2 Nov   0 of 2    missed      home-plan, week 4
        2026-W46  9 Nov   2 of 2    missed      home-plan, week 5
        2026-W47  16 Nov  2 of 2    not yet     home-plan, week 6

      """
    let next = """
      Next
        - home-plan: this week's sessions are done; the next begins on Mon 23 Nov
        - marathon in 22 days, on Sun 13 Dec

      """
    #expect(text.contains(plan) && text.hasSuffix(next), "\(text)")
  }

  @Test func pageAgainstPlan() throws {
    let report = try followed(world(), "me", "2026-11", race: "2026-12-13") { report in
      report.findings = [
        (
          "spacing",
          RuleFinding(
            12, day: report.today - 3, .warning, "strength on Tue and Wed <b>; a full day lies between")
        ),
        ("deload", RuleFinding(69, day: report.today, .advice, "week 10 is a light one")),
      ]
    }.report
    try compare(CoachPage(report).text, "plan.html")
  }
}
