import Control
import Store
import Training

/// Totals of the log, and of its parts: what `stats` prints.
struct StatsReport {
  /// A part: a day, a week, a month, an exercise.
  struct Bucket {
    var name: String
    /// What the name does not say.
    var remark = ""
    /// Of those of time.
    var stretch: Range<WallTime>?
    var totals: Totals
  }

  let unit: StatsUnit?
  let filter: SetFilter
  /// Whether sets are left out whose counts are not sure.
  let isOnlySure: Bool
  /// How many those were.
  private(set) var leftOut = 0
  private(set) var total = Totals()
  private(set) var buckets: [Bucket] = []
  /// Whose sets they are.
  private(set) var athletes: [String] = []

  /// One of an empty log.
  init(by unit: StatsUnit?, filter: SetFilter, isOnlySure: Bool = false) {
    self.unit = unit
    self.filter = filter
    self.isOnlySure = isOnlySure
  }

  /// Whether sessions are told as wholes, and not what was done of an exercise in them.
  private var isWhole: Bool { !filter.leavesOutParts && !isOnlySure && unit != .exercise }

  mutating func read(_ log: Log, gap: Interval, zone: LocalZone) throws {
    var athletes = NameTable()
    var exercises = NameTable()
    // What is left out may stand between two sets that are not, and make one session of them.
    var wide = filter
    (wide.exercise, wide.side, wide.station) = (nil, nil, nil)
    let calendar = unit.flatMap { $0 == .exercise ? nil : CalendarUnit(unit: $0, zone: zone) }
    let grouping: Statistics.Grouping =
      calendar.map { calendar in .time { calendar.stretch($0) } } ?? (unit == .exercise ? .exercise : .none)
    var statistics = Statistics(gap: gap, by: grouping)
    try log.forEachFigures(
      wide, inOrder: true,
      marking: filter.leavesOutParts
        ? SetFilter(exercise: filter.exercise, side: filter.side, station: filter.station) : nil,
      weighsCounts: isOnlySure, athletes: &athletes, exercises: &exercises
    ) {
      let isLeftOut = $0.isMarked && $0.hasDoubtfulCount
      if isLeftOut { leftOut += 1 }
      statistics.add(
        athlete: $0.athlete, exercise: $0.exercise, kind: $0.kind, startedAt: $0.startedAt,
        duration: $0.duration, reps: $0.reps, loadKg: $0.loadKg, isCounted: $0.isMarked && !isLeftOut)
    }
    statistics.finish()
    self.athletes = athletes.names
    total = statistics.total
    if let calendar {
      buckets = statistics.byTime.map { stretch, totals in
        Bucket(
          name: calendar.name(stretch.lowerBound), remark: calendar.remark(stretch.lowerBound),
          stretch: stretch, totals: totals)
      }
    } else if unit == .exercise {
      buckets = zip(exercises.names, statistics.byExercise).filter { $1.sets > 0 }
        .map { Bucket(name: $0, totals: $1) }.sorted { $0.name < $1.name }
    }
  }

  func print(_ format: Format, _ context: Context) {
    switch (format, unit) {
    case (.json, nil): context.out.write(JSONWriter.line(line(nil, total)))
    case (.json, _): for bucket in buckets { context.out.write(JSONWriter.line(line(bucket, bucket.totals))) }
    case (.text, nil), (.csv, nil): printList(context)
    case (.text, let unit?), (.csv, let unit?): printTable(unit, context)
    }
    if format != .json { printLeftOut(context) }
  }

  // MARK: JSON

  private struct Line: JSONWritable {
    var report: StatsReport
    var bucket: Bucket?
    var totals: Totals

    func write(to writer: inout JSONWriter) {
      writer.object {
        $0.member("by", report.unit?.rawValue)
        $0.member("bucket", bucket?.name)
        $0.member("since", bucket?.stretch?.lowerBound ?? report.filter.since)
        $0.member("until", bucket?.stretch?.upperBound ?? report.filter.until)
        $0.member("sessions", totals.sessions)
        $0.member("sets", totals.sets)
        $0.member("holds", totals.holds)
        $0.member("time_under_tension_s", totals.timeUnderTension)
        $0.member("reps", totals.reps)
        // To the gram, and to a tenth: what is beyond is the rounding of sums.
        $0.member("volume_kg", (totals.volumeKg * 1_000).rounded() / 1_000)
        $0.member("session_s", report.isWhole ? totals.sessionTime : nil)
        $0.member(
          "density_pct", report.isWhole ? totals.densityPercent.map { ($0 * 10).rounded() / 10 } : nil)
      }
    }
  }

  private func line(_ bucket: Bucket?, _ totals: Totals) -> Line {
    Line(report: self, bucket: bucket, totals: totals)
  }

  // MARK: Text

  private func printList(_ context: Context) {
    let repsSets = total.sets - total.holds
    var lines = [
      ("sessions", "\(total.sessions)"),
      ("sets", "\(total.sets)" + (repsSets > 0 ? ": \(total.holds) holds, \(repsSets) of repetitions" : "")),
      ("under tension", durationText(total.timeUnderTension)),
    ]
    if total.reps > 0 { lines.append(("repetitions", "\(total.reps)")) }
    if total.volumeKg > 0 { lines.append(("volume", volumeText(total.volumeKg))) }
    if isWhole, total.sessions > 0 { lines.append(("in sessions", durationText(total.sessionTime))) }
    if isWhole, let density = total.densityPercent { lines.append(("density", percent(density))) }
    for (label, text) in lines {
      let space = String(repeating: " ", count: 15 - label.utf8.count)
      let body = wrapped(text, to: context.style.columns.map { max(20, $0 - 15) })
      context.out.line(context.style.paint(label, .faint) + space + body[0])
      for line in body.dropFirst() { context.out.line(String(repeating: " ", count: 15) + line) }
    }
  }

  private static let table = Table(
    columns: [
      .init(minimum: 8),  // name
      .init(worth: 2),  // weekday, Monday
      .init(isRight: true, worth: 6),  // sessions
      .init(isRight: true, worth: 9),  // sets
      .init(isRight: true, worth: 3),  // holds
      .init(isRight: true),  // under tension
      .init(isRight: true, worth: 8),  // repetitions
      .init(isRight: true, worth: 7),  // volume
      .init(isRight: true, worth: 5),  // density
    ])

  private func printTable(_ unit: StatsUnit, _ context: Context) {
    guard !buckets.isEmpty else { return }
    let calendar = CalendarUnit(unit: unit, zone: context.zone)
    var table = Self.table
    let all = buckets.map(\.totals)
    // Columns without a head are left out where they are empty.
    func head(_ text: String, where isThere: Bool) -> Table.Cell { Table.Cell(isThere ? text : "", .faint) }
    table.rows.append([
      head(unit.rawValue, where: true), head("", where: true), head("sessions", where: true),
      head("sets", where: true), head("holds", where: all.contains { $0.holds != $0.sets && $0.holds > 0 }),
      head("tension", where: true), head("reps", where: all.contains { $0.reps > 0 }),
      head("volume", where: all.contains { $0.volumeKg > 0 }),
      head("density", where: isWhole && all.contains { $0.densityPercent != nil }),
    ])
    let shown = table.rows[0].map { !$0.text.isEmpty }
    func cells(_ name: String, _ remark: String, _ totals: Totals, _ role: Style.Role) -> [Table.Cell] {
      [
        Table.Cell(clean(name), role), Table.Cell(remark, .faint), Table.Cell("\(totals.sessions)", role),
        Table.Cell("\(totals.sets)", role), Table.Cell(shown[4] ? "\(totals.holds)" : "", role),
        Table.Cell(durationText(totals.timeUnderTension), role),
        Table.Cell(totals.reps > 0 ? "\(totals.reps)" : "", role),
        Table.Cell(totals.volumeKg > 0 ? volumeText(totals.volumeKg) : "", role),
        Table.Cell(shown[8] ? totals.densityPercent.map(percent) ?? "" : "", role),
      ]
    }
    var end: WallTime?
    for bucket in buckets {
      if let end, let stretch = bucket.stretch {
        let days = calendar.count(from: end, to: stretch.lowerBound)
        let text = "\(days) \(unit.rawValue)\(days == 1 ? "" : "s") off"
        let rest = [Table.Cell](repeating: Table.Cell(""), count: table.columns.count - 1)
        if days > 0 { table.rows.append([Table.Cell(text, .faint)] + rest) }
      }
      end = bucket.stretch?.upperBound
      table.rows.append(cells(bucket.name, bucket.remark, bucket.totals, .plain))
    }
    if buckets.count > 1 { table.rows.append(cells("total", "", total, .heading)) }
    table.print(to: context.out, context.style)
  }

  private func printLeftOut(_ context: Context) {
    guard leftOut > 0 else { return }
    let text =
      (leftOut == 1 ? "1 set was" : "\(leftOut) sets were")
      + " left out: a sensor counted, and was not sure; holdfast edit confirms one."
    context.out.line()
    for line in wrapped(text, to: context.style.columns) {
      context.out.line(context.style.paint(line, .faint))
    }
  }

  /// `22 %`, cut off like durations.
  private func percent(_ value: Double) -> String { "\(Int(value)) %" }
}
