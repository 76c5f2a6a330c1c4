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
    let path = try places.database()
    guard let log = try Store.openReadOnly(path) else {
      if context.errIsTerminal {
        context.remark("no log yet: \(path) is made when holdfastd runs for the first time")
      }
      if format == .csv { context.out.line(csvHeader) }
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
