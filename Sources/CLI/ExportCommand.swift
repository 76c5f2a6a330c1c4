import ArgumentParser
import Gym
import Store
import Syscalls
import Training

/// The formats that can be written.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv
  case json
  case fit
}

struct ExportCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", _superCommandName: "holdfast",
    abstract: "Write sets for other programs, or another database.",
    discussion: """
      csv has a line for a set, with a header; json an object a line, as log --json prints it, and doubtful at the end. \
      import reads both. Text in csv that a spreadsheet would run as a formula has an apostrophe before it; import \
      takes it away again.

      fit is an activity of strength training for watches and training services, with a set message for each set and \
      for each rest. It is one session of one athlete; of several sessions each becomes a file of its own in the \
      folder that --output names. The side, target, rating and note are not in it, and it cannot be imported.

      \(PeriodOptions.discussion)
      """)

  @OptionGroup var period: PeriodOptions

  @Option(
    help: ArgumentHelp("An exercise's id, name or alias.", valueName: "id"), completion: .exercise)
  var exercise: String?

  @OptionGroup var who: WhoOptions

  @Option(help: ArgumentHelp("csv, json or fit.", valueName: "format"))
  var format: ExportFormat = .csv

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write it there and not to standard output: whole, or not at all.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let query = LogQuery(
      period: period.words, exercise: exercise, athlete: who.athlete, side: who.side, station: who.station,
      format: format == .json ? .json : .csv, isExport: true)
    if format == .fit { return try FITExport(query: query, output: output).run(places, context) }
    guard let output else { return try query.run(places, context) }
    guard !isFolder(output) else {
      throw Failure(.usage, "\(output): is a folder", remedy: "name a file in it")
    }
    try writeFile(output, besides: places.database(), context) { out throws in
      var context = context
      context.out = out
      try query.run(places, context)
    }
  }
}
