import ArgumentParser
import Training

struct LogCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", _superCommandName: "holdfast",
    abstract: "The sets of the log, newest last, grouped by session.",
    discussion: """
      A date is 2026-11-21, 2026-11-21T10:00, today, yesterday, or so long ago: 7d, 2w, 12h, 30min. \
      --since includes the moment, --until does not: --since yesterday --until today is all of yesterday.
      """)

  @Option(help: ArgumentHelp("Sets that started then or later.", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Sets that started before.", valueName: "date"))
  var until: String?

  @Option(help: ArgumentHelp("An exercise's id, name or alias.", valueName: "id"))
  var exercise: String?

  @Option(help: ArgumentHelp("An athlete's id.", valueName: "id"))
  var athlete: String?

  @Option(help: "The side.")
  var side: Side?

  @Option(help: ArgumentHelp("The station where it was done.", valueName: "name"))
  var station: String?

  @Option(help: ArgumentHelp("Only the newest n.", valueName: "n"))
  var last: Int?

  @Flag(name: .customLong("csv"), help: "Print comma-separated values with a header.")
  var isCSV = false

  @OptionGroup var json: JSONFlag
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    if json.isOn && isCSV { throw ValidationError("--json and --csv exclude each other") }
    if let last, last < 0 { throw ValidationError("--last \(last): must be 0 or more") }
  }

  func run(in context: Context) throws {
    let query = LogQuery(
      since: since, until: until, exercise: exercise, athlete: athlete, side: side, station: station,
      last: last,
      format: isCSV ? .csv : json.format)
    try query.run(Places(context, config: config.path, database: database.path), context)
  }
}
