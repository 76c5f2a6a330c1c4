import ArgumentParser
import Control
import Gym
import Store
import Training

struct RunImportCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", _superCommandName: "holdfast run",
    abstract: "Take runs from a CSV file.",
    discussion: """
      The first line names the columns, in any order: \(RunColumn.names.joined(separator: ", ")); date and kind are needed. A \
      row is 2026-11-20,long,7:30,1:30:00,15,slow: the distance is in km unless a unit follows (6.2mi). A run that is known, \
      its note aside, is passed over, so that a file can be imported again. Where anything is wrong nothing is imported.
      """)

  @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("The athlete's id, where there are several.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let athlete = try places.configurationOrDefault().athleteMeant(athlete)
    let source = try ImportFile(file, context)
    var findings = ImportFindings(file: source.name)
    let runs = importedRuns(try source.content(), context, athlete: athlete, &findings)
    try findings.throwProblems()
    let report = try Changing(places, "run import").perform(on: try places.databaseToMake()) {
      store throws(StoreError) in
      RunsReport(added: try store.addRuns(runs).count, of: runs.count)
    } orAsk: {
      try $0.send(runs)
    }
    context.out.isAboutChange = report.added > 0
    switch output.format {
    case .json: context.out.write(JSONWriter.line(report))
    case .text, .csv:
      let added = report.added == 1 ? "1 run imported" : "\(report.added) runs imported"
      context.say(added + (report.known > 0 ? ", \(report.known) known already" : ""))
    }
  }
}

extension Daemon {
  /// Sends runs in pieces that fit into a line each. What has come before a failure is known the next time.
  fileprivate func send(_ runs: [LoggedRun]) throws -> RunsReport {
    // A line may have 64 KiB.
    let room = 60_000
    var report = RunsReport(added: 0, known: 0)
    var rest = runs[...]
    while !rest.isEmpty {
      var size = 0
      let piece = rest.prefix { run in
        size += JSONWriter.line(run).count
        return size <= room
      }
      rest = rest.dropFirst(piece.count)
      let part: RunsReport = try ask(.runImport(Array(piece)))
      report.added += part.added
      report.known += part.known
    }
    return report
  }
}

/// A column of a file of runs.
private enum RunColumn: String, CaseIterable {
  case date, kind, time, duration, distance, note

  static var names: [String] { allCases.map(\.rawValue) }
}

/// Reads the rows of a CSV file of runs, and reports what is wrong with them.
private func importedRuns(
  _ bytes: [UInt8], _ context: Context, athlete: String, _ findings: inout ImportFindings
) -> [LoggedRun] {
  var reader = CSVReader(bytes)
  var columns: [RunColumn]?
  var runs: [LoggedRun] = []
  while true {
    do throws(CSVProblem) {
      guard let row = try reader.next() else { break }
      guard let known = columns else {
        guard let header = readHeader(row, &findings) else { return [] }
        columns = header
        continue
      }
      guard row.count == known.count else {
        findings.report(
          row[0].line, nil, "\(row.count) \(row.count == 1 ? "field" : "fields") instead of \(known.count)",
          remedy: row.count > known.count
            ? "put text that has commas in quotes" : "the line may have been cut off")
        continue
      }
      let fields = Dictionary(uniqueKeysWithValues: zip(known, row.map(\.text)))
      if let run = readRun(fields, line: row[0].line, context, athlete, &findings) { runs.append(run) }
    } catch {
      let name = error.field.flatMap { field in columns.flatMap { field < $0.count ? $0[field] : nil } }
      findings.report(error.line, name?.rawValue, error.message, remedy: error.remedy)
      if columns == nil { return [] }
    }
  }
  if columns == nil { findings.report(1, nil, "there is no header", remedy: "write: date,kind") }
  return runs
}

/// The columns in the order of the file; `nil`, and reported, where one is missing, unknown or there twice.
private func readHeader(_ row: [CSVField], _ findings: inout ImportFindings) -> [RunColumn]? {
  let line = row[0].line
  let before = findings.count
  var columns: [RunColumn] = []
  for field in row {
    let name = field.text.lowercased().filter { $0 != " " }
    guard let column = RunColumn(rawValue: name) else {
      findings.report(
        line, nil, name.isEmpty ? "a column without a name" : "unknown column \"\(field.text)\"",
        remedy: nearestName(to: name, among: RunColumn.names).map { "did you mean \($0)?" }
          ?? "the columns are " + RunColumn.names.joined(separator: ", "))
      continue
    }
    if columns.contains(column) { findings.report(line, nil, "the column \(name) is there twice") }
    columns.append(column)
  }
  for column in [RunColumn.date, .kind] where !columns.contains(column) {
    findings.report(line, nil, "the column \(column.rawValue) is missing")
  }
  return findings.count == before ? columns : nil
}

/// A row's run; `nil`, and reported, where a field is not what it should be.
private func readRun(
  _ fields: [RunColumn: String], line: Int, _ context: Context, _ athlete: String,
  _ findings: inout ImportFindings
) -> LoggedRun? {
  let before = findings.count
  func value<Value>(
    _ column: RunColumn, _ what: String, _ remedy: String, _ read: (String) -> Value?
  ) -> Value? {
    guard let text = fields[column], !text.isEmpty else { return nil }
    if let value = read(text) { return value }
    findings.report(line, column.rawValue, "\"\(text)\" is no \(what)", remedy: remedy)
    return nil
  }
  for column in [RunColumn.date, .kind] where fields[column]?.isEmpty != false {
    findings.report(line, column.rawValue, "missing")
  }
  let day = value(.date, "date", "write it as 2026-11-20") { dayNumber(iso8601: $0) }
  var kind: LoggedRun.Kind?
  if let text = fields[.kind], !text.isEmpty {
    do throws(SetProblem) { kind = try .typed(text) } catch {
      findings.report(line, RunColumn.kind.rawValue, error.message, remedy: error.remedy)
    }
  }
  let minute = value(.time, "time of day", "write it as 7:30") { try? context.minuteOfDay($0, option: "") }
  let duration = value(.duration, "length of time", "write 45min, 1h30min or 1:30:00", readRunDuration)
  let km = value(.distance, "distance", "write 10 (km), 10km or 6.2mi", readKilometers)
  guard findings.count == before, let day, let kind else { return nil }
  let run = LoggedRun(
    id: SetID.make(at: context.now()), athlete: athlete, day: day, minute: minute, kind: kind,
    duration: duration, km: km, note: fields[.note].flatMap { $0.isEmpty ? nil : unguarded($0) })
  for (key, problem) in run.problems(today: context.today) {
    let column = key.prefix { $0 != "_" }
    findings.report(line, String(column), problem.message, remedy: problem.remedy)
  }
  return findings.count == before ? run : nil
}
