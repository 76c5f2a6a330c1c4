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
        home-plan, week 6: 1 of 1 session, streak 2 weeks
        week              sessions  least dose  program
        2026-W44  26 Oct  2 of 2    missed      home-plan, week 3
        2026-W45  2 Nov   0 of 2    missed      home-plan, week 4
        2026-W46  9 Nov   2 of 2    missed      home-plan, week 5
        2026-W47  16 Nov  1 of 1    not yet     home-plan, week 6

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

  // MARK: Bad input, and nothing

  @Test(
    arguments: [
      (["--week", "--month"], 64, "report: --week and --month exclude each other"),
      (["--html", "x", "--json"], 64, "report: --html and --json exclude each other"),
      (["tomorow"], 64, "period \"tomorow\": no date"),
      (["2026-W54"], 64, "period \"2026-W54\": no date"),
      ([], 64, "these are sets of ana, ben, and a report is of one athlete"),
      (["--html", "/tmp"], 64, "/tmp: is a folder"),
    ] as [([String], Int32, String)])
  func refuses(arguments: [String], status: Int32, message: String) throws {
    let world = World()
    try world.store(FixedLog.sets.filter { $0.athlete != "me" })
    world.environment["HOLDFAST_DATABASE"] = world.database
    let result = world.run(["report"] + arguments)
    #expect(result.status == status && result.out == "", "\(result)")
    #expect(result.err.hasPrefix("holdfast: " + message + "\n"), "\(result.err)")
  }

  @Test func aPageIsWrittenWholeOrNotAtAll() throws {
    let world = try world()
    let path = world.write("page.html", "before")
    #expect(world.run("report", "--html", path).status == 0)
    #expect(String(decoding: try readFile(path), as: UTF8.self).hasSuffix("</html>\n"))
    let missing = world.run("report", "--html", world.folder + "/no/page.html")
    #expect(missing.status == 73 || missing.status == 66 || missing.status == 74, "\(missing)")
    #expect(missing.err.contains("make the folder"))
    // Not over the log itself.
    #expect(world.run("report", "--html", world.database).status != 0)
    #expect(world.run("log", "--json").out.split(separator: "\n").count == FixedLog.sets.count)
  }

  @Test func aPeriodWithoutSets() throws {
    let world = try world()
    let expected = """
      me, week 2025-W10, Mon 3 to Sun 9 Mar 2025

      Done
        Nothing was done.

      """
    #expect(world.run("report", "2025-W10") == World.Result(status: 0, out: expected, err: ""))
    let json = world.run("report", "2025-W10", "--json").out
    #expect(json.contains("\"sets\":0,") && json.contains("\"exercises\":[],\"plan\":null,\"records\":[],"))
    #expect(world.run("report", "2025-W10", "--html", "-").out.contains("<p>Nothing was done.</p>"))
    // No log at all.
    let empty = World()
    empty.environment["HOLDFAST_DATABASE"] = empty.folder + "/none.db"
    let result = empty.run("report")
    #expect(result.status == 0 && result.out.contains("Nothing was done yet."))
    // Somebody of another name.
    let other = world.run("report", "--athlete", "bem")
    #expect(
      other.status == 0 && other.err.contains("no set of athlete \"bem\" is in the log; did you mean ben?"))
  }

  @Test func whatPeopleWroteIsText() throws {
    let world = try world()
    var set = LoggedSet.hold("00ff01", at: "2026-11-20T10:00:00Z", exercise: "<script>alert(1)</script>")
    set.note = "\"a\" & 'b' </style><img src=x>\u{202E}\u{1B}[31m"
    try world.store([set])
    let page = world.run("report", "--athlete", "me", "--html", "-").out
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.contains("&quot;a&quot; &amp; &#39;b&#39; &lt;/style&gt;&lt;img src=x&gt;??[31m"))
    for word in ["<script", "<img", "\u{1B}", "\u{202E}"] { #expect(!page.contains(word)) }
    let text = world.run("report", "--athlete", "me").out
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
  }

  @Test(arguments: ["week.html", "month.html", "plan.html"]) func pagesAskForNothing(name: String) throws {
    let page = String(decoding: try readFile(repository + "/Tests/report/expected/" + name), as: UTF8.self)
    for word in ["http", "<script", "src=", "href", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("name=\"viewport\"") && page.contains("prefers-color-scheme: dark"))
  }
}
