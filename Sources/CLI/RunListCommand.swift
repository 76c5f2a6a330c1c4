import ArgumentParser
import Control
import Gym
import Store
import Training

struct RunListCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", _superCommandName: "holdfast run",
    abstract: "The runs of the calendar, oldest first, with those to come.",
    discussion: PeriodOptions.discussion)

  @Argument(
    help: ArgumentHelp("Runs of this period: yesterday, 7d, 2026-11.", valueName: "period"),
    completion: .period)
  var when: String?

  @Option(help: ArgumentHelp("Runs of that day or later.", valueName: "date"), completion: .period)
  var since: String?

  @Option(help: ArgumentHelp("Runs of days before.", valueName: "date"), completion: .period)
  var until: String?

  @Option(help: ArgumentHelp("An athlete's id.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    var filter = SetFilter()
    try PeriodWords(when: when, since: since, until: until).narrow(&filter, context)
    guard let log = try openLog(places, context) else { return }
    // A day that a period begins or ends in belongs to it.
    let runs = try log.runs(
      athlete: athlete, since: filter.since.map { context.zone.dayNumber(of: $0) },
      until: filter.until.map { context.zone.dayNumber(of: $0 + .seconds(-1)) + 1 })
    switch output.format {
    case .json: for run in runs { context.out.write(JSONWriter.line(run)) }
    case .text, .csv: print(runs, context)
    }
  }

  private func print(_ runs: [LoggedRun], _ context: Context) {
    // What names a run, and how far it was, is never cut.
    let isNarrow = context.style.columns.map { $0 < 60 } ?? false
    let hasSeveral = Set(runs.map(\.athlete)).count > 1
    var table = Table(columns: [
      .init(),  // id
      .init(), .init(worth: 4),  // date, time
      .init(), .init(isRight: true, worth: 3), .init(isRight: true),  // kind, duration, distance
      .init(worth: 2), .init(minimum: 8, worth: 1),  // athlete, note
    ])
    table.rows = runs.map { run in
      [
        Table.Cell(run.id.short, .faint),
        Table.Cell(isNarrow ? dateText(ofDay: run.day) : dayText(civil(ofDay: run.day))),
        Table.Cell(run.time ?? ""),
        Table.Cell(run.kind.rawValue, run.kind.isHard ? .heading : .plain),
        Table.Cell(run.duration.map(wholeSeconds) ?? ""), Table.Cell(run.distance ?? ""),
        Table.Cell(hasSeveral ? clean(run.athlete) : ""), Table.Cell(clean(run.note ?? "")),
      ]
    }
    table.print(to: context.out, context.style)
  }
}
