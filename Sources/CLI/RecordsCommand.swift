import ArgumentParser
import Control
import Store
import Training

struct RecordsCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "records", _superCommandName: "holdfast",
    abstract:
      "The longest hold, the most reps, the heaviest load and the best week of each exercise and side.",
    discussion: """
      The best week, from Monday to Sunday, is the one with the most time under tension in a hold, or the most \
      repetitions. Of equal sets the earlier has the record.

      A set that was not measured to its end (timeout, unplug, dropped, crash, shutdown, power-cut), that is doubtful, or \
      whose repetitions a sensor counted and was not sure of, counts for no record, nor for a week, until holdfast edit has \
      confirmed it.

      \(PeriodOptions.discussion)
      """)

  @OptionGroup var period: PeriodOptions

  @Option(help: ArgumentHelp("An exercise's id, name or alias.", valueName: "id"), completion: .exercise)
  var exercise: String?

  @OptionGroup var who: WhoOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let query = FiguresQuery(
      period: period.words, exercise: exercise, athlete: who.athlete, side: who.side, station: who.station)
    var days = LocalDays(context.zone)
    var series = SeriesTable<Records>()
    var leftOut = 0
    let found = try query.read(places, context) { set in
      guard set.mayBeRecord else {
        leftOut += 1
        return
      }
      let week = days.week(of: set.startedAt)
      series.update(SeriesKey(set, side: set.side), initial: Records(kind: set.kind)) {
        $0.add(
          duration: set.duration, reps: set.reps, loadKg: set.loadKg, row: set.row, startedAt: set.startedAt,
          week: week)
      }
    }
    try query.explain(found, places, context)
    guard let log = found.log else { return }
    var all: [SideRecords] = []
    for (key, records) in series.sorted(found) {
      let side = try SideRecords(
        athlete: found.athletes[key.athlete], exercise: found.exercises[key.exercise], side: key.side,
        records, log)
      if !side.isEmpty { all.append(side) }
    }
    switch output.format {
    case .json: for records in all { context.out.write(JSONWriter.line(records)) }
    case .text, .csv: printRecords(all, leftOut: leftOut, context)
    }
  }
}

/// The records of one athlete in one exercise on one side, with the sets that have them.
struct SideRecords: JSONWritable {
  var athlete: String
  var exercise: String
  var side: Side
  var records: Records
  /// The sets that have a record, by their rows.
  private var sets: [Int64: LoggedSet] = [:]

  init(athlete: String, exercise: String, side: Side, _ records: Records, _ log: Log) throws {
    self.athlete = athlete
    self.exercise = exercise
    self.side = side
    self.records = records
    for row in [records.longest?.row, records.mostReps?.row, records.heaviest?.row] {
      if let row, sets[row] == nil { sets[row] = try log.set(row: row) }
    }
  }

  /// Whether nothing that was done is worth a record.
  var isEmpty: Bool { records.longest == nil && records.mostReps == nil && records.heaviest == nil }

  /// The set that has a record; `nil` where it has been taken out of the log in this moment.
  func set<Value>(of best: Best<Value>) -> LoggedSet? { sets[best.row] }

  /// Writes the records; those that there are none of are `null`.
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete)
      $0.member("exercise", exercise)
      $0.member("kind", records.kind)
      $0.member("side", side)
      write("longest", records.longest, "duration_s", to: &$0)
      write("most_reps", records.mostReps, "reps", to: &$0)
      write("heaviest", records.heaviest, "load_kg", to: &$0)
      $0.key("best_week")
      guard let week = records.bestWeek else { return $0.null() }
      $0.object {
        $0.member("week", weekText(week.number))
        $0.member("starts_on", dateText(ofDay: monday(ofWeek: week.number)))
        $0.member("duration_s", records.kind == .hold ? Interval(microseconds: Int64(week.wholeTotal)) : nil)
        $0.member("reps", records.kind == .reps ? week.wholeTotal : nil)
        $0.member("sets", week.sets)
      }
    }
  }

  private func write<Value: JSONWritable>(
    _ key: String, _ best: Best<Value>?, _ unit: String, to writer: inout JSONWriter
  ) {
    writer.key(key)
    guard let best else { return writer.null() }
    writer.object {
      $0.member(unit, best.value)
      $0.member("id", set(of: best)?.id)
      $0.member("started_at", best.startedAt)
    }
  }
}

/// Prints a line for each record, under the athletes where there are several.
private func printRecords(_ all: [SideRecords], leftOut: Int, _ context: Context) {
  let athletes = Set(all.map(\.athlete))
  var headings = AthleteHeadings(context, hasSeveral: athletes.count > 1)
  var rest = all[...]
  while let athlete = rest.first?.athlete {
    headings.print(athlete)
    var table = Table(
      columns: [
        .init(minimum: 12),  // exercise and side
        .init(),  // which record
        .init(isRight: true),  // what was done
        .init(worth: 2),  // when
        .init(worth: 1),  // which set or week
      ], indent: headings.indent)
    while let records = rest.first, records.athlete == athlete {
      table.rows += rows(records, context)
      rest.removeFirst()
    }
    printUnderHeadings(table, context)
  }
  guard leftOut > 0 else { return }
  if !all.isEmpty { context.out.line() }
  let text =
    (leftOut == 1 ? "1 set was" : "\(leftOut) sets were")
    + " left out: not measured to the end, or doubtful; holdfast edit confirms one."
  for line in wrapped(text, to: context.style.columns) {
    context.out.line(context.style.paint(line, .faint))
  }
}

private func rows(_ side: SideRecords, _ context: Context) -> [[Table.Cell]] {
  let records = side.records
  let isNarrow = (context.style.columns ?? .max) < 60
  var rows: [[Table.Cell]] = []
  func add(_ what: String, _ value: String, _ date: String, _ name: String) {
    let heading = rows.isEmpty ? exerciseText(side.exercise, side.side) : ""
    rows.append([
      Table.Cell(heading), Table.Cell(what, .faint), Table.Cell(value), Table.Cell(date),
      Table.Cell(name, .faint),
    ])
  }
  func add<Value>(_ what: String, _ best: Best<Value>?, _ text: (Value) -> String) {
    guard let best else { return }
    let set = side.set(of: best)
    let day = context.zone.civil(best.startedAt)
    let date = isNarrow ? dateText(ofDay: dayNumber(day)) : dayText(day)
    add(what, text(best.value), date + (set?.clock == .unsynced ? "?" : ""), set?.id.short ?? "")
  }
  add("longest", records.longest) { durationText($0) }
  add("most reps", records.mostReps) { $0 == 1 ? "1 rep" : "\($0) reps" }
  add("heaviest", records.heaviest) { decimalText($0) + " kg" }
  if let week = records.bestWeek {
    let total =
      records.kind == .hold
      ? durationText(Interval(microseconds: Int64(week.wholeTotal)))
      : "\(week.wholeTotal) " + (week.wholeTotal == 1 ? "rep" : "reps")
    let monday = dayText(civil(ofDay: monday(ofWeek: week.number)))
    let name = weekText(week.number)
    add("best week", total, isNarrow ? name : monday, isNarrow ? "" : name)
  }
  return rows
}

/// `side-plank left`.
func exerciseText(_ exercise: String, _ side: Side) -> String {
  clean(exercise) + (side == .both ? "" : " " + side.rawValue)
}
