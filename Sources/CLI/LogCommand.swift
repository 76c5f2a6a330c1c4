import ArgumentParser
import Control
import Store
import Training

struct LogCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "The sets of the log, newest last, grouped by session.",
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
    let places = Places(context, config: config, database: database)
    var filter = SetFilter(
      since: try since.map { try context.moment($0, option: "--since") },
      until: try until.map { try context.moment($0, option: "--until") }, exercise: exercise,
      athlete: athlete,
      side: side, station: station, last: last)
    if let since = filter.since, let until = filter.until, since >= until {
      throw Failure(.usage, "--since is not before --until: nothing can be between them")
    }
    let path = try places.database()
    guard let log = try Store.openReadOnly(path) else {
      if context.errIsTerminal {
        context.remark("no log yet: \(path) is made when holdfastd runs for the first time")
      }
      if isCSV { context.out.line(csvHeader) }
      return
    }
    if try print(log, filter, places, context) > 0 || filter.last == 0 { return }
    // Nothing: perhaps a name was meant for an id, or misspelt.
    if let exercise, let id = try? places.catalogue().find(exercise)?.id, id != exercise {
      filter.exercise = id
      if try print(log, filter, places, context, isAgain: true) > 0 { return }
    }
    try hint(log, places, context)
  }

  /// - Returns: how many sets were printed.
  private func print(
    _ log: Log, _ filter: SetFilter, _ places: Places, _ context: Context, isAgain: Bool = false
  ) throws -> Int {
    var count = 0
    let out = context.out
    switch isCSV ? Format.csv : json.format {
    case .json:
      try log.forEach(filter) {
        count += 1
        if !out.isClosed { out.write(JSONWriter.line($0)) }
      }
    case .csv:
      if !isAgain { out.line(csvHeader) }
      try log.forEach(filter) {
        count += 1
        if !out.isClosed { out.line(csvRow($0)) }
      }
    case .text:
      var sessions = SessionGathering(gap: try places.sessionGap())
      var printer = SessionPrinter(context)
      try log.forEach(filter) {
        count += 1
        for session in sessions.add($0) where !out.isClosed { printer.print(session) }
      }
      for session in sessions.finish() { printer.print(session) }
    }
    return count
  }

  /// Says which name of the filter is in no set, with the nearest that is.
  private func hint(_ log: Log, _ places: Places, _ context: Context) throws {
    let asked: [(String, String?, KeyPath<LoggedSet, String>)] = [
      ("exercise", exercise, \.exercise), ("athlete", athlete, \.athlete), ("station", station, \.station),
    ]
    guard asked.contains(where: { $0.1 != nil }) else { return }
    var seen: [Set<String>] = asked.map { _ in [] }
    try log.forEach { set in for index in asked.indices { seen[index].insert(set[keyPath: asked[index].2]) } }
    for (index, (what, name, _)) in asked.enumerated() {
      guard let name, !seen[index].contains(name) else { continue }
      var known = seen[index].sorted()
      if what == "exercise", let catalogue = try? places.catalogue() {
        // An exercise that is known and was never done is no mistake.
        if catalogue.find(name) != nil { continue }
        known += catalogue.exercises.map(\.id)
      }
      let nearest = nearestName(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
      context.remark("no set of \(what) \"\(clean(name))\" is in the log\(nearest)")
    }
  }
}
