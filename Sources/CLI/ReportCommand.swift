import ArgumentParser
import Control
import Gym
import Settings
import Store
import Training

struct ReportCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", _superCommandName: "holdfast",
    abstract:
      "What a coach would say of a week or a month: what was done, against plan, and what comes next.",
    discussion: """
      Totals and time under tension are those of stats; a record is what was never reached before the period, whose sets \
      that may be no record (see holdfast records) do not count; left against right is compared as balance does it, over \
      the last \(ReportPeriod.weeksShown) weeks to the period's end. A gap closes or widens by least squares over the days \
      on which both sides were done. Of a program that is followed it says sessions done and planned, the streak and the \
      least dose (see holdfast stats). What the rules of training object to bears the rule's name.

      Without a period it is of this week. --week and --month take the week (from Monday) or the month that the period \
      begins in: --month 2026-10-05, --week yesterday. What comes next is said where today is in the period.

      --html writes one file with the charts in it and nothing that has to be fetched: it can be sent, and read on a \
      phone. - is standard output.
      """)

  @Argument(
    help: ArgumentHelp("Which days: 2026-W47, 2026-10, yesterday, 30d.", valueName: "period"),
    completion: .period)
  var when: String?

  @Flag(help: "The week, from Monday, that the period begins in.")
  var week = false

  @Flag(help: "The month that the period begins in.")
  var month = false

  @Option(help: ArgumentHelp("An athlete's id.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @Option(
    help: ArgumentHelp("Write a page with charts there: whole, or not at all.", valueName: "file"),
    completion: .file())
  var html: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  var printsText: Bool { output.format == .text && html == nil }

  func validate() throws {
    if week, month { throw ValidationError("--week and --month exclude each other.") }
    if html != nil, output.isJSON { throw ValidationError("--html and --json exclude each other.") }
  }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let period = try ReportPeriod(when, week ? .week : month ? .month : nil, context)
    if let html, html != "-", isFolder(html) {
      throw Failure(.usage, "\(html): is a folder", remedy: "name a file in it")
    }
    let report = try report(period, places, context)
    switch (html, output.format) {
    case ("-"?, _): context.out.write(CoachPage(report).text)
    case (let file?, _):
      try writeFile(file, besides: places.database(), context) { $0.write(CoachPage(report).text) }
    case (nil, .json): context.out.write(JSONWriter.line(report))
    case (nil, .text), (nil, .csv): report.print(context)
    }
  }

  private func report(_ period: ReportPeriod, _ places: Places, _ context: Context) throws -> CoachReport {
    guard let log = try openLog(places, context) else {
      return CoachGathering.empty(athlete ?? places.usualAthlete, period, context)
    }
    let athlete = try self.athlete ?? chosen(log, places)
    let report = try CoachGathering.report(
      of: athlete, period, programRuns(of: athlete, log, places, context), log, places, context)
    if report.total.sets == 0, self.athlete != nil {
      try hint(log, asked: SetFilter(athlete: athlete), exercise: nil, places, context)
    }
    return report
  }

  /// Whose report it is where nobody was named.
  /// - Throws: that the log has sets of several.
  private func chosen(_ log: Log, _ places: Places) throws -> String {
    var athletes = NameTable()
    var exercises = NameTable()
    try log.forEachFigures(inOrder: false, athletes: &athletes, exercises: &exercises) { _ in }
    let names = athletes.names.sorted()
    if names.count == 1 { return names[0] }
    let usual = places.usualAthlete
    if names.isEmpty || names.contains(usual) { return usual }
    throw Failure(
      .usage,
      "these are sets of \(names.prefix(5).map(clean).joined(separator: ", "))"
        + (names.count > 5 ? ", …" : "") + ", and a report is of one athlete",
      remedy: "choose one with --athlete")
  }
}

extension Places {
  /// The first athlete of the configuration, where that can be read; else the one that there is without any.
  var usualAthlete: String { ((try? configuration()) ?? nil)?.athletes.first?.id ?? "me" }
}

extension CoachGathering {
  /// A report of nothing.
  static func empty(_ athlete: String, _ period: ReportPeriod, _ context: Context) -> CoachReport {
    CoachGathering(athlete, period, gap: .zero, context).finished(context)
  }
}
