public import ArgumentParser
import Control
import Gym
import Settings
import Store
public import Training

extension TrendMeasure: ExpressibleByArgument {}

struct TrendCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", _superCommandName: "holdfast",
    abstract: "How an exercise goes: a chart of the best set of each day.",
    discussion: """
      The broken line is the target of the newest set, or else the catalogue's for the athlete's level. Left and right \
      have a chart each, on one scale. Days more than \(Chart.longestJoin) days apart are not joined. The change a week \
      is by least squares over the bests of the days.

      Sets that may be no record (see holdfast records) are left out. Without braille characters (--ascii, a locale \
      that is not UTF-8, the Linux console) a value is an o. --json prints an object for each day and side; its dates are local.

      \(PeriodOptions.discussion)
      """)

  @Argument(
    help: ArgumentHelp("An exercise's id, name or alias.", valueName: "exercise"), completion: .exercise)
  var exercise: String

  @OptionGroup var period: PeriodOptions

  @Option(
    help: ArgumentHelp(
      "Of what: duration, reps, load or volume (load x reps). By default seconds of a hold, else reps.",
      valueName: "measure"))
  var of: TrendMeasure?

  @Flag(help: "Draw with ASCII characters.")
  var ascii = false

  @OptionGroup var who: WhoOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let query = FiguresQuery(
      period: period.words, exercise: exercise, athlete: who.athlete, side: who.side, station: who.station)
    var days = LocalDays(context.zone)
    var athletes: [AthleteTrend] = []
    let found = try query.read(places, context) { set in
      while athletes.count <= set.athlete { athletes.append(AthleteTrend(measure: of)) }
      athletes[set.athlete].add(set, &days)
    }
    if found.sets == 0 { return try explain(query, found, places, context) }
    let order = athletes.indices.sorted { found.athletes[$0] < found.athletes[$1] }
    let trends = try order.map { number in
      try athletes[number].finished(
        athlete: found.athletes[number], exercise: found.exercises[0], found.log, places)
    }
    for trend in trends where trend.series.isEmpty { context.remark(trend.nothing) }
    let shown = trends.filter { !$0.series.isEmpty }
    switch output.format {
    case .json: for trend in shown { trend.writeJSON(to: context.out) }
    case .text, .csv:
      for (index, trend) in shown.enumerated() {
        if index > 0 { context.out.line() }
        trend.print(isASCII: ascii || !context.drawsBraille, context)
      }
    }
  }

  /// Says why there is nothing.
  /// - Throws: where there is no such exercise.
  private func explain(
    _ query: FiguresQuery, _ found: FiguresQuery.Found, _ places: Places, _ context: Context
  ) throws {
    var filter = SetFilter()
    try period.words.narrow(&filter, context)
    let isNarrowed =
      filter != SetFilter() || who.athlete != nil || who.side != nil || who.station != nil
    // That the log has the exercise, though not there and then, is asked first.
    var all = FiguresQuery.Found()
    if isNarrowed, found.log != nil {
      all = try FiguresQuery(exercise: exercise).read(places, context) { _ in }
    }
    if all.sets > 0 {
      context.remark("no set of \(clean(all.exercises[0])) is among those that were asked for")
      return try FiguresQuery(athlete: who.athlete, station: who.station).explain(found, places, context)
    }
    guard let catalogue = try? places.catalogue() else {
      return try query.explain(found, places, context)
    }
    if let known = catalogue.find(exercise) {
      context.remark("\(clean(known.id)) was never done")
      return
    }
    var known: [String] = []
    if let log = found.log {
      var table = NameTable()
      var others = NameTable()
      try log.forEachFigures(inOrder: false, athletes: &others, exercises: &table) { _ in }
      known = table.names.sorted()
    }
    known += catalogue.exercises.map(\.id)
    throw Failure(
      .noInput, "\"\(clean(exercise))\": there is no such exercise",
      remedy: nearestName(to: exercise, among: known).map { "did you mean \(clean($0))?" })
  }
}

/// What the sets of one athlete come to.
private struct AthleteTrend {
  /// What was asked for; by default what the newest set is measured by.
  let measure: TrendMeasure?
  private var tallies: [TrendMeasure: [Side: Tally]] = [:]
  private var newest: (at: WallTime, row: Int64, kind: Kind)?

  init(measure: TrendMeasure?) { self.measure = measure }

  mutating func add(_ set: SetFigures, _ days: inout LocalDays) {
    if newest.map({ ($0.at, $0.row) < (set.startedAt, set.row) }) ?? true {
      newest = (set.startedAt, set.row, set.kind)
    }
    guard set.mayBeRecord else { return }
    let measure = measure ?? TrendMeasure(of: set.kind)
    guard let value = measure.value(duration: set.duration, reps: set.reps, loadKg: set.loadKg) else {
      return
    }
    tallies[measure, default: [:]][set.side, default: Tally()].add(
      value, to: days.number(of: set.startedAt))
  }

  /// What is printed of it.
  func finished(athlete: String, exercise: String, _ log: Log?, _ places: Places) throws -> ExerciseTrend {
    let measure = measure ?? TrendMeasure(of: newest?.kind ?? .hold)
    var target = try newest.flatMap { try log?.set(row: $0.row)?.target }
    if target.flatMap({ measure.goal(of: $0) }) == nil, measure != .volume {
      let level = try places.configuration()?.athlete(athlete)?.level ?? .beginner
      target = (try? places.catalogue())?[exercise]?.target(for: level)
    }
    let sides = tallies[measure] ?? [:]
    return ExerciseTrend(
      athlete: athlete, exercise: exercise, measure: measure,
      target: target.flatMap { target in measure.goal(of: target).map { (target, $0) } },
      series: Side.allCases.compactMap { side in sides[side].map { (side, $0) } })
  }
}

extension Context {
  /// Whether braille characters can be expected to be seen: nothing says that the locale is another than UTF-8, and it
  /// is not the kernel's own console, whose fonts have none.
  var drawsBraille: Bool {
    if surroundings.environment("TERM") == "linux" { return false }
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let locale = surroundings.environment(name)?.lowercased(), !locale.isEmpty else { continue }
      return locale.contains("utf-8") || locale.contains("utf8")
    }
    return true
  }
}
