import ArgumentParser
import Control
import Gym
import Store
import Training

struct BalanceCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance", _superCommandName: "holdfast",
    abstract: "Left against right in each exercise that has sides.",
    discussion: """
      The difference is |L-R| / max(L, R) x 100, the percentage difference of one-sided tests (Bishop, Read, Lake, \
      Chavda, Turner: Interlimb asymmetries, Strength and Conditioning Journal 40(4), 2018, p. 1-6). L and R are means of \
      the best set of each day on which both sides were done: later sets of a day are tired ones, and so neither side \
      gains by having been trained more, or later. Holds are compared by seconds, others by repetitions, or by \
      load x repetitions (kg) where every set had a load.

      It is flagged (!) at 10 %. Of 18 studies that had a limit 15 set it at 10 to 15 %, and not always with evidence \
      (Parkinson, Apps, Morris, Barnett, Lewis: Journal of Sports Science and Medicine 20, 2021, p. 594-617): it is a \
      reason to look, no diagnosis.

      It is called real only where it is greater than the variation within each side (Exell, Irwin, Gittoes, Kerwin: \
      Implications of intra-limb variability on asymmetry analyses, Journal of Sports Sciences 30, 2012, p. 403-409): the \
      greater coefficient of variation of the two, from one day to the next so that progress does not count (the \
      typical error: Hopkins, Sports Medicine 30, 2000, p. 1-15).

      On fewer than \(Balance.fewestDays) days with both sides there is too little to tell. Sets that may be no record \
      (see holdfast records) are left out. A side that stops at its target shows no more than that.

      \(PeriodOptions.discussion)
      """)

  @OptionGroup var period: PeriodOptions

  @Option(help: ArgumentHelp("An exercise's id, name or alias.", valueName: "id"), completion: .exercise)
  var exercise: String?

  // Not the side: both are compared.
  @Option(help: ArgumentHelp("An athlete's id.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @Option(help: ArgumentHelp("The station where it was done.", valueName: "name"), completion: .station)
  var station: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let query = FiguresQuery(
      period: period.words, exercise: exercise, athlete: athlete, station: station)
    var days = LocalDays(context.zone)
    var series = SeriesTable<BalanceGathering>()
    let found = try query.read(places, context) { set in
      guard set.side != .both, set.mayBeRecord else { return }
      let day = days.number(of: set.startedAt)
      series.update(SeriesKey(set, side: .both), initial: BalanceGathering(kind: set.kind)) {
        $0.add(side: set.side, duration: set.duration, reps: set.reps, loadKg: set.loadKg, day: day)
      }
    }
    try query.explain(found, places, context)
    let all = series.sorted(found).compactMap { key, gathering in
      gathering.balance.map {
        ExerciseBalance(
          athlete: found.athletes[key.athlete], exercise: found.exercises[key.exercise], kind: key.kind,
          measure: gathering.measure, balance: $0)
      }
    }
    if all.isEmpty, found.sets > 0 {
      context.remark("none of these sets is of one side, measured to its end: there is nothing to compare")
    }
    switch output.format {
    case .json: for balance in all { context.out.write(JSONWriter.line(balance)) }
    case .text, .csv: printBalances(all, context)
    }
  }
}

/// Left against right of one athlete in one exercise.
struct ExerciseBalance: JSONWritable {
  var athlete: String
  var exercise: String
  var kind: Kind
  var measure: BalanceGathering.Measure
  var balance: Balance

  /// Writes the comparison; means are in seconds, repetitions or kg, after `of`.
  func write(to writer: inout JSONWriter) {
    func rounded(_ value: Double?) -> Double? { value.map { ($0 * 1e6).rounded() / 1e6 } }
    func side(_ side: Balance.OneSide, to writer: inout JSONWriter) {
      writer.object {
        $0.member("sets", side.sets)
        $0.member("mean_s", measure == .duration ? side.mean.map { Interval.seconds($0) } : nil)
        $0.member("mean_reps", measure == .reps ? rounded(side.mean) : nil)
        $0.member("mean_kg", measure == .volume ? rounded(side.mean) : nil)
        $0.member("variation_pct", rounded(side.variationPercent))
      }
    }
    writer.object {
      $0.member("athlete", athlete)
      $0.member("exercise", exercise)
      $0.member("kind", kind)
      $0.member("of", measure.rawValue)
      $0.member("days", balance.days)
      $0.key("left")
      side(balance.left, to: &$0)
      $0.key("right")
      side(balance.right, to: &$0)
      $0.member("difference_pct", rounded(balance.differencePercent))
      $0.member("weaker", balance.weaker)
      $0.member("is_flagged", balance.isFlagged)
      $0.member("is_real", balance.verdict == .tooFew ? nil : balance.verdict != .none)
    }
  }
}

private func printBalances(_ all: [ExerciseBalance], _ context: Context) {
  guard !all.isEmpty else { return }
  var headings = AthleteHeadings(context, hasSeveral: Set(all.map(\.athlete)).count > 1)
  var rest = all[...]
  while let athlete = rest.first?.athlete {
    headings.print(athlete)
    var table = Table(
      columns: [
        .init(minimum: 12),  // exercise
        .init(isRight: true, worth: 3),  // left
        .init(isRight: true, worth: 3),  // right
        .init(isRight: true, worth: 1),  // sets of each
        .init(isRight: true),  // difference
        .init(isRight: true, worth: 2),  // variation
        .init(minimum: 10),  // verdict
      ], indent: headings.indent)
    table.rows.append(
      ["", "left", "right", "sets", "differ", "vary", ""].map { Table.Cell($0, .faint) })
    while let balance = rest.first, balance.athlete == athlete {
      table.rows.append(row(balance, isNarrow: (context.style.columns ?? .max) < 60))
      rest.removeFirst()
    }
    printUnderHeadings(table, context)
  }
}

/// - Parameter isNarrow: whether what it comes to has room only beside the exercise.
private func row(_ entry: ExerciseBalance, isNarrow: Bool) -> [Table.Cell] {
  let balance = entry.balance
  let unit =
    switch entry.measure {
    case .duration: ""
    case .reps: ", reps"
    case .volume: ", kg"
    }
  func mean(_ side: Balance.OneSide) -> Table.Cell {
    guard let mean = side.mean else { return Table.Cell("-") }
    return Table.Cell(entry.measure == .duration ? durationText(.seconds(mean)) : tenths(mean))
  }
  let isShown = balance.verdict != .tooFew
  let difference = balance.differencePercent.map { tenths($0) + " %" } ?? ""
  let flag = balance.isFlagged ? "!" : ""
  let verdict = verdict(balance)
  let name = clean(entry.exercise) + unit
  return [
    Table.Cell(isNarrow ? name + ": " + verdict.text : name), mean(balance.left), mean(balance.right),
    Table.Cell("\(balance.left.sets) + \(balance.right.sets)"),
    Table.Cell(isShown ? difference + flag : "", balance.verdict == .real ? .warning : .plain),
    Table.Cell(isShown ? (balance.variationPercent.map { tenths($0) + " %" } ?? "") : ""),
    isNarrow ? Table.Cell("") : verdict,
  ]
}

private func verdict(_ balance: Balance) -> Table.Cell {
  let weaker = balance.weaker?.rawValue ?? ""
  switch balance.verdict {
  case .tooFew: return Table.Cell("too few days (\(balance.days) of \(Balance.fewestDays))", .faint)
  case .none: return Table.Cell(balance.isFlagged ? "not real" : "even", .good)
  case .small: return Table.Cell("\(weaker) less")
  case .real: return Table.Cell("\(weaker) weaker", .warning)
  }
}

/// With one decimal: `22.7`.
func tenths(_ value: Double) -> String {
  guard abs(value) < 1e15 else { return decimalText(value) }
  let tenths = Int64((value * 10).rounded())
  return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}
