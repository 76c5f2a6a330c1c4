import Training

/// Prints sessions: a line of heading, a line for each set, a line of totals.
struct SessionPrinter {
  private let context: Context
  private let style: Style
  /// Whether the rest before each set is told: only where no set between them is left out.
  private let showsRests: Bool
  private var all = LogTotals()
  private var count = 0

  init(_ context: Context, showsRests: Bool = true) {
    self.context = context
    self.showsRests = showsRests
    style = context.style
  }

  mutating func print(_ session: Session) {
    let out = context.out
    if count > 0 { out.line() }
    let first = session.sets[0]
    let clock = SessionClock(session.span, context.zone)
    var heading = "\(clock.text)  \(clean(first.athlete))"
    let isOnePlace = session.sets.indices.allSatisfy { session.sets[$0].station == first.station }
    if isOnePlace { heading += "  \(clean(first.station))" }
    if let columns = style.columns { heading = truncated(heading, to: columns) }
    out.line(style.paint(heading, .heading))
    var table = Self.table
    var totals = LogTotals()
    table.rows.reserveCapacity(session.sets.count)
    let hasMarks = session.sets.contains { $0.sensorCount != nil }
    for index in session.sets.indices {
      table.rows.append(row(session.sets[index], session.rests[index], clock, hasMarks: hasMarks))
      totals.add(session.sets[index])
    }
    table.print(to: out, style)
    var line = totals.setsText
    if session.sets.count > 1 { line += " in " + wholeSeconds(session.span.length) }
    print([line] + totals.parts, indent: 2, .faint)
    all.add(totals)
    count += 1
  }

  /// Sums up, where more than one session was shown.
  func finish() {
    guard count > 1 else { return }
    context.out.line()
    print(["\(count) sessions", all.setsText] + all.parts, indent: 0, .heading)
  }

  private func print(_ parts: [String], indent: Int, _ role: Style.Role) {
    let margin = String(repeating: " ", count: indent)
    for line in wrapped(parts.joined(separator: ", "), to: style.columns.map { $0 - indent }, indent: 2) {
      context.out.line(margin + style.paint(line, role))
    }
  }

  private static let table = Table(
    columns: [
      .init(worth: 10),  // time
      .init(worth: 8),  // id
      .init(minimum: 8),  // exercise and side
      .init(isRight: true),  // duration
      .init(isRight: true, worth: 4),  // rest before it
      .init(isRight: true, worth: 9),  // repetitions
      .init(isRight: true, worth: 3),  // how sure a sensor was of them
      .init(isRight: true, worth: 5),  // load
      .init(worth: 2),  // rpe
      .init(worth: 7),  // target
      .init(worth: 6),  // what ended it
      .init(minimum: 6, worth: 1),  // note
    ], indent: 2)

  /// - Parameter hasMarks: whether there is a mark beside any count of the session: then the others leave room for one.
  private func row(
    _ set: LoggedSet, _ rest: Interval?, _ clock: SessionClock, hasMarks: Bool
  ) -> [Table.Cell] {
    var time = clock.second(set.startedAt)
    if set.clock == .unsynced { time += "?" }
    let target: Table.Cell =
      switch set.targetMet {
      case true?: Table.Cell("met", .good)
      case false?: Table.Cell("under", .faint)
      case nil: Table.Cell("")
      }
    let odd = oddities(of: set)
    let counted = set.sensorCount
    let role: Style.Role = counted?.isDoubtful == true ? .warning : .plain
    return [
      Table.Cell(time), Table.Cell(set.id.short, .faint),
      Table.Cell(clean(set.exercise), tail: set.side == .both ? "" : " " + set.side.rawValue),
      Table.Cell(set.isTimed ? durationText(set.duration) : ""),
      Table.Cell(showsRests ? rest.map { "rest " + wholeSeconds($0) } ?? "" : "", .faint),
      Table.Cell(markedReps(set, hasMarks: hasMarks), role),
      Table.Cell(counted.map { percentText($0.confidence) } ?? "", role == .warning ? .warning : .faint),
      Table.Cell(set.loadKg.map { decimalText($0) + " kg" } ?? ""),
      Table.Cell(set.rpe.map { "rpe " + decimalText($0) } ?? ""), target,
      Table.Cell(odd.isEmpty ? "" : odd.joined(separator: ", "), .warning),
      Table.Cell(set.note.map(clean) ?? "", .faint),
    ]
  }
}

/// What the sets of a session, or of several, come to.
private struct LogTotals {
  private var sets = 0
  private var underTension = Interval.zero
  private var reps = 0
  private var volumeKg = 0.0

  mutating func add(_ set: LoggedSet) {
    sets += 1
    underTension = underTension + set.duration
    guard let count = set.reps else { return }
    reps += count
    if let load = set.loadKg { volumeKg += load * Double(count) }
  }

  mutating func add(_ other: LogTotals) {
    sets += other.sets
    underTension = underTension + other.underTension
    reps += other.reps
    volumeKg += other.volumeKg
  }

  var setsText: String { setCount(sets) }

  /// What there is beside the number of sets.
  var parts: [String] {
    var parts = underTension > .zero ? [durationText(underTension) + " under tension"] : []
    if reps > 0 { parts.append(reps == 1 ? "1 rep" : "\(reps) reps") }
    if volumeKg > 0 { parts.append("volume " + volumeText(volumeKg)) }
    return parts
  }
}

/// `12 reps`; what a sensor counted has a mark, `12~ reps`, or where it was not sure another, `12? reps`. Empty where
/// nothing counted.
/// - Parameter hasMarks: whether what has none leaves room for it, so that the figures stand below one another.
func markedReps(_ set: LoggedSet, hasMarks: Bool = false) -> String {
  guard let reps = set.reps else { return "" }
  let mark = set.sensorCount.map { $0.isDoubtful ? "?" : "~" } ?? (hasMarks ? " " : "")
  return "\(reps)\(mark)" + (reps == 1 ? " rep" : " reps")
}

/// `1250 kg`: load × repetitions, to the kilogram.
func volumeText(_ kilograms: Double) -> String { decimalText(kilograms.rounded()) + " kg" }

extension LoggedSet {
  /// Whether its duration is known: not of repetitions that were typed in as a count alone.
  var isTimed: Bool { kind == .hold || duration > .zero }
}

/// What is out of the ordinary about a set, in a word each.
func oddities(of set: LoggedSet) -> [String] {
  // Nearly all sets are ordinary.
  if set.endedBy == .tap, !set.isDoubtful, set.measured == nil { return [] }
  var words: [String] = []
  if !set.endedBy.isMeasuredToTheEnd || set.endedBy == .edit { words.append(set.endedBy.rawValue) }
  if set.isDoubtful { words.append("doubtful") }
  if set.measured != nil { words.append("edited") }
  return words
}
