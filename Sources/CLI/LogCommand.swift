import ArgumentParser
import Training

struct LogCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", _superCommandName: "holdfast",
    abstract: "The sets of the log, newest last, grouped by session.",
    discussion: """
      \(PeriodOptions.discussion)

      A session is the sets of one athlete with less than session_gap between the end of one and the start of the next. \
      "rest" is the time from the end of the set before; with --exercise, --side or --station sets between may be left \
      out, and no rest is told. Time under tension is the sum of the sets' durations (see holdfast stats --help).

      12~ reps were counted by motion, and the percentage is how sure that is; 12? reps are a count to look at, which \
      holdfast edit puts right or confirms (see holdfast show).
      """)

  @OptionGroup var period: PeriodOptions

  @Option(help: ArgumentHelp("An exercise's id, name or alias.", valueName: "id"), completion: .exercise)
  var exercise: String?

  @OptionGroup var who: WhoOptions

  @Option(help: ArgumentHelp("Only the newest n.", valueName: "n"))
  var last: Int?

  @Flag(name: .customLong("csv"), help: "Print comma-separated values with a header.")
  var isCSV = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  var printsText: Bool { output.format == .text && !isCSV }

  func validate() throws {
    if output.isJSON && isCSV { throw ValidationError("--json and --csv exclude each other") }
    if let last, last < 0 { throw ValidationError("--last \(last): must be 0 or more") }
  }

  func run(in context: Context) throws {
    let query = LogQuery(
      period: period.words, exercise: exercise, athlete: who.athlete, side: who.side, station: who.station,
      last: last, format: isCSV ? .csv : output.format)
    try query.run(Places(context, config: config.path, database: database.path), context)
  }
}
