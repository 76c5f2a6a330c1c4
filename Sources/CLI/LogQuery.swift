import Gym
import Control
import Store
import Training

/// What is wanted of the log, as it was typed.
struct LogQuery {
  var period = PeriodWords()
  var exercise: String?
  var athlete: String?
  var side: Side?
  var station: String?
  var last: Int?
  var format: Format
  /// Whether it goes to another database: then JSON says all there is.
  var isExport = false

  func run(_ places: Places, _ context: Context) throws {
    var filter = SetFilter(exercise: exercise, athlete: athlete, side: side, station: station, last: last)
    try period.narrow(&filter, context)
    guard let log = try openLog(places, context) else {
      if format == .csv { context.out.line(csvHeader) }
      return
    }
    if try print(log, filter, places, context) > 0 || filter.last == 0 { return }
    // Nothing: perhaps a name was meant for an id, or misspelt.
    if let id = otherExercise(than: filter, places) {
      filter.exercise = id
      if try print(log, filter, places, context, isAgain: true) > 0 { return }
    }
    try hint(log, asked: filter, exercise: exercise, places, context)
  }

  /// - Returns: how many sets were printed.
  private func print(
    _ log: Log, _ filter: SetFilter, _ places: Places, _ context: Context, isAgain: Bool = false
  ) throws -> Int {
    var count = 0
    let out = context.out
    switch format {
    case .json:
      try log.forEach(filter) {
        count += 1
        if !out.isClosed { out.write(isExport ? JSONWriter.line(WholeSet($0)) : JSONWriter.line($0)) }
      }
    case .csv:
      if !isAgain { out.line(csvHeader) }
      try log.forEach(filter) {
        count += 1
        if !out.isClosed { out.line(csvRow($0)) }
      }
    case .text:
      var sessions = SessionGathering(gap: try places.sessionGap())
      var printer = SessionPrinter(context, showsRests: !filter.leavesOutParts)
      try log.forEach(filter) {
        count += 1
        for session in sessions.add($0) where !out.isClosed { printer.print(session) }
      }
      for session in sessions.finish() where !out.isClosed { printer.print(session) }
      printer.finish()
    }
    return count
  }
}

extension SetFilter {
  /// Whether it may leave out sets in the middle of a session.
  var leavesOutParts: Bool { exercise != nil || side != nil || station != nil }
}

/// The log at its place; `nil`, which a person is told, where there is none yet.
func openLog(_ places: Places, _ context: Context) throws -> Log? {
  let path = try places.database()
  if let log = try Store.openReadOnly(path) { return log }
  if context.errIsTerminal { context.remark(.noLog(path)) }
  return nil
}

/// The exercise whose name or alias was given where an id was looked for. Asked only where nothing was found: to read the
/// catalogue takes longer than all else that most commands do.
func otherExercise(than filter: SetFilter, _ places: Places) -> String? {
  guard let exercise = filter.exercise, let id = try? places.catalogue().find(exercise)?.id, id != exercise
  else { return nil }
  return id
}

/// Says which names that were asked for are in no set of the log, with the nearest that is.
/// - Parameter exercise: as it was typed.
func hint(
  _ log: Log, asked filter: SetFilter, exercise: String?, _ places: Places, _ context: Context
) throws {
  let asked: [(String, String?, KeyPath<LoggedSet, String>)] = [
    ("exercise", exercise, \.exercise), ("athlete", filter.athlete, \.athlete),
    ("station", filter.station, \.station),
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
