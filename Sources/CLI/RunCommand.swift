import ArgumentParser
import Control
import Gym
import Store
import Training

/// The calendar of runs.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", _superCommandName: "holdfast",
    abstract: "The calendar of runs, for the rules about hard and easy days.",
    subcommands: [
      RunAddCommand.self, RunListCommand.self, RunDeleteCommand.self, RunImportCommand.self,
    ])
}

struct RunAddCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", _superCommandName: "holdfast run",
    abstract: "Enter a run, also one to come.",
    discussion: """
      KIND is what it is for: \(LoggedRun.Kind.allCases.map(\.rawValue).joined(separator: ", ")). A run that is the same in \
      all but its note is entered once.
      """)

  @Argument(
    help: ArgumentHelp("What it is for: easy, long, intervals...", valueName: "kind"),
    completion: .list(LoggedRun.Kind.allCases.map(\.rawValue)))
  var kind: String

  @Option(help: ArgumentHelp("Its day; today where none is given.", valueName: "date"), completion: .period)
  var date: String?

  @Option(help: ArgumentHelp("When in the day it begins: 7:30.", valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("How long it takes: 45min, 1h30min, 1:30:00.", valueName: "time"))
  var duration: String?

  @Option(help: ArgumentHelp("How far it is: 10 (km), 6.2mi, half-marathon.", valueName: "distance"))
  var distance: String?

  @Option(help: ArgumentHelp("What is to be said of it.", valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp("The athlete's id, where there are several.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let run = LoggedRun(
      id: SetID.make(at: context.now()), athlete: try places.configurationOrDefault().athleteMeant(athlete),
      day: try date.map { try context.typedDay($0, option: "--date") } ?? context.today,
      minute: try time.map { try context.minuteOfDay($0, option: "--time") }, kind: try .typed(kind),
      duration: try duration.map(typedDuration), km: try distance.map(typedDistance),
      note: note?.isEmpty == true ? nil : note)
    try run.check(today: context.today)
    let report = try Changing(places, "run add").perform(on: try places.databaseToMake()) {
      store throws(StoreError) in
      RunsReport(added: try store.addRuns([run]).count, of: 1)
    } orAsk: {
      try $0.ask(.runAdd(run))
    }
    context.out.isAboutChange = report.added > 0
    switch output.format {
    case .json:
      context.out.write(JSONWriter.line(RunOutcome(verb: "added", run: report.added > 0 ? run : nil)))
    case .text, .csv:
      context.say(report.added > 0 ? "added " + run.whole : "known already: " + run.inOneLine)
    }
  }

  private func typedDuration(_ text: String) throws -> Interval {
    if let duration = readRunDuration(text) { return duration }
    throw Failure(
      .usage, "--duration \"\(clean(text))\": no length of time", remedy: "write 45min, 1h30min or 1:30:00")
  }

  private func typedDistance(_ text: String) throws -> Double {
    if let km = readKilometers(text) { return km }
    throw Failure(
      .usage, "--distance \"\(clean(text))\": no distance",
      remedy: "write 10 (km), 10km, 6.2mi or half-marathon")
  }
}

struct RunDeleteCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", _superCommandName: "holdfast run", abstract: "Take a run out of the calendar.",
    discussion: "undo knows nothing of runs: enter it again where that was a mistake.")

  @Argument(
    help: ArgumentHelp("Any unambiguous ending of the run's id.", valueName: "id"), completion: .runID)
  var id: String

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let changing = Changing(places, "run delete")
    let path = try changing.existingDatabase()
    guard let log = try Store.openReadOnly(path) else { throw Failure.noLog(path) }
    let meant = try log.run(named: id)
    let run = try changing.perform(on: path) { store throws(StoreError) in
      try store.deleteRun(meant.id)
    } orAsk: {
      try $0.ask(.runDelete(meant.id))
    }
    context.out.isAboutChange = true
    switch output.format {
    case .json: context.out.write(JSONWriter.line(RunOutcome(verb: "deleted", run: run)))
    case .text, .csv: context.say("deleted " + run.whole)
    }
  }
}

/// What was done with a run: `{"added":{…}}`, null where it was known.
private struct RunOutcome: JSONWritable {
  var verb: String
  var run: LoggedRun?

  func write(to writer: inout JSONWriter) { writer.object { $0.member(verb, run) } }
}

extension RunsReport {
  /// What came of so many runs here.
  init(added: Int, of count: Int) { self.init(added: added, known: count - added) }
}

extension Context {
  /// A line of text, broken where it is too long.
  func say(_ text: String) {
    for line in wrapped(text, to: style.columns, indent: 2) { out.line(line) }
  }
}

extension LoggedRun {
  /// `long, Fri 20 Nov 2026 07:30, 1:30:00, 15 km, me`.
  var inOneLine: String {
    var parts = [kind.rawValue, dayText(civil(ofDay: day))]
    if let time { parts[1] += " " + time }
    if let duration { parts.append(wholeSeconds(duration)) }
    if let distance { parts.append(distance) }
    return (parts + [clean(athlete)]).joined(separator: ", ")
  }

  /// The same with the end of its id.
  fileprivate var whole: String { inOneLine + " (\(id.short))" }

  /// When in the day it begins: `07:30`.
  var time: String? { minute.map { padded($0 / 60, 2) + ":" + padded($0 % 60, 2) } }

  /// `15 km`; to a hundredth of a km.
  var distance: String? { km.map { decimalText(($0 * 100).rounded() / 100) + " km" } }
}
