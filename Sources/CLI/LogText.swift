import Training

/// Prints sessions: a line of heading, a line for each set, a line of totals.
struct SessionPrinter {
  private let context: Context
  private let style: Style
  private var isFirst = true

  init(_ context: Context) {
    self.context = context
    style = context.style
  }

  mutating func print(_ session: Session) {
    let out = context.out
    if !isFirst { out.line() }
    isFirst = false
    let first = session.sets[0]
    let begin = context.zone.civil(session.start)
    let end = context.zone.civil(session.end)
    var heading = "\(dayText(begin))  \(minuteText(begin))"
    if minuteText(end) != minuteText(begin) { heading += "–" + minuteText(end) }
    heading += "  " + clean(first.athlete)
    if session.sets.allSatisfy({ $0.station == first.station }) { heading += "  \(clean(first.station))" }
    out.line(style.paint(truncated(heading, to: style.columns ?? .max), .heading))
    var table = Self.table
    table.rows = session.sets.map(row)
    table.print(to: out, style)
    for line in wrapped("  " + totals(session), to: style.columns, indent: 2) {
      out.line(style.paint(line, .faint))
    }
  }

  private static let table = Table(
    columns: [
      .init(worth: 10),  // time
      .init(worth: 8),  // id
      .init(minimum: 8),  // exercise and side
      .init(isRight: true),  // duration
      .init(isRight: true, worth: 9),  // repetitions
      .init(isRight: true, worth: 5),  // load
      .init(worth: 2),  // rpe
      .init(worth: 7),  // target
      .init(worth: 6),  // what ended it
      .init(minimum: 6, worth: 1),  // note
    ], indent: 2)

  private func row(_ set: LoggedSet) -> [Table.Cell] {
    let time = secondText(context.zone.civil(set.startedAt)) + (set.clock == .unsynced ? "?" : "")
    let target: Table.Cell =
      switch set.targetMet {
      case true?: Table.Cell("met", .good)
      case false?: Table.Cell("under", .faint)
      case nil: Table.Cell("")
      }
    return [
      Table.Cell(time), Table.Cell(set.id.short, .faint),
      Table.Cell(clean(set.exercise) + (set.side == .both ? "" : " " + set.side.rawValue)),
      Table.Cell(durationText(set.duration)),
      Table.Cell(set.reps.map { $0 == 1 ? "1 rep" : "\($0) reps" } ?? ""),
      Table.Cell(set.loadKg.map { decimalText($0) + " kg" } ?? ""),
      Table.Cell(set.rpe.map { "rpe " + decimalText($0) } ?? ""), target,
      Table.Cell(oddities(of: set).joined(separator: ", "), .warning),
      Table.Cell(clean(set.note ?? ""), .faint),
    ]
  }

  private func totals(_ session: Session) -> String {
    var held = Interval.zero
    var reps = 0
    for set in session.sets {
      if set.kind == .hold { held = held + set.duration }
      reps += set.reps ?? 0
    }
    var parts = [session.sets.count == 1 ? "1 set" : "\(session.sets.count) sets"]
    if held > .zero { parts.append("\(durationText(held)) held") }
    if reps > 0 { parts.append(reps == 1 ? "1 rep" : "\(reps) reps") }
    return parts.joined(separator: ", ")
  }
}

/// What is out of the ordinary about a set, in a word each.
func oddities(of set: LoggedSet) -> [String] {
  var words: [String] = []
  if !set.endedBy.isMeasuredToTheEnd || set.endedBy == .edit { words.append(set.endedBy.rawValue) }
  if set.isDoubtful { words.append("doubtful") }
  if set.measured != nil { words.append("edited") }
  return words
}
