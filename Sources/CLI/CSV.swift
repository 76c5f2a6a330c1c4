import Training

// Sets as comma-separated values: RFC 4180, in UTF-8, with a line feed at the end of each line.
//
// - The columns are the keys of a set's JSON, those of `measured` with that word before them, and `doubtful`. A target
//   is text as `--target` takes it; `motion` is one as the database keeps it, so that nothing of a set is lost. How sure
//   a count is stands before it in a column of its own, for whoever sorts by it, and is passed over by `import`.
// - A field that is empty is one that is not there; one that is empty text is written as two quotes.
// - A spreadsheet runs what begins like a formula, and a note may be from anybody: such text gets an apostrophe before
//   it, which spreadsheets take for "this is text", and which `import` takes away again. So does text that begins with
//   apostrophes and such a sign, so that nothing is lost.

/// The columns in their order. What is added comes at the end: there are scripts that count columns.
enum CSVColumn: Int, CaseIterable {
  case id, athlete, station, exercise, kind, side, startedAt, duration, reps, load, rpe, target, targetMet,
    endedBy
  case clock, note, isDoubtful
  case measuredExercise, measuredSide, measuredStartedAt, measuredDuration, measuredReps, measuredLoad
  case confidence, motion

  /// The names of all, in their order.
  static let names = [
    "id", "athlete", "station", "exercise", "kind", "side", "started_at", "duration_s", "reps", "load_kg",
    "rpe",
    "target", "target_met", "ended_by", "clock", "note", "doubtful", "measured_exercise", "measured_side",
    "measured_started_at", "measured_duration_s", "measured_reps", "measured_load_kg",
    "confidence", "motion",
  ]

  /// What stands in the first line.
  var name: String { Self.names[rawValue] }

  /// The column of a name.
  init?(_ name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: index)
  }

  /// Whether a set cannot be without it.
  var isNeeded: Bool {
    switch self {
    case .id, .athlete, .station, .exercise, .kind, .side, .startedAt, .duration, .endedBy, .clock: true
    default: false
    }
  }
}

/// The first line.
let csvHeader = CSVColumn.names.joined(separator: ",")

/// The line of a set.
func csvRow(_ set: LoggedSet) -> String {
  CSVColumn.allCases.map { csvField(set, $0) }.joined(separator: ",")
}

private func csvField(_ set: LoggedSet, _ column: CSVColumn) -> String {
  switch column {
  case .id: set.id.description
  case .athlete: csvText(set.athlete)
  case .station: csvText(set.station)
  case .exercise: csvText(set.exercise)
  case .kind: set.kind.rawValue
  case .side: set.side.rawValue
  case .startedAt: set.startedAt.iso8601
  case .duration: set.duration.decimalSeconds
  case .reps: set.reps.map(String.init) ?? ""
  case .load: set.loadKg.map(decimalText) ?? ""
  case .rpe: set.rpe.map(decimalText) ?? ""
  case .target: set.target?.text ?? ""
  case .targetMet: set.targetMet.map { $0 ? "true" : "false" } ?? ""
  case .endedBy: set.endedBy.rawValue
  case .clock: set.clock.rawValue
  case .note: set.note.map(csvText) ?? ""
  case .isDoubtful: set.isDoubtful ? "true" : "false"
  case .measuredExercise: set.measured.map { csvText($0.exercise) } ?? ""
  case .measuredSide: set.measured?.side.rawValue ?? ""
  case .measuredStartedAt: set.measured?.startedAt.iso8601 ?? ""
  case .measuredDuration: set.measured?.duration.decimalSeconds ?? ""
  case .measuredReps: set.measured?.reps.map(String.init) ?? ""
  case .measuredLoad: set.measured?.loadKg.map(decimalText) ?? ""
  case .confidence: set.motion?.reps.map { decimalText($0.confidence) } ?? ""
  case .motion: set.motion.map { csvText($0.text) } ?? ""
  }
}

/// Text as a field: in quotes where it has to be, and never a formula.
func csvText(_ text: String) -> String {
  let guarded = isLikeFormula(text.utf8[...]) ? "'" + text : text
  guard
    guarded.isEmpty || guarded.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
  else {
    return guarded
  }
  var result = "\""
  for scalar in guarded.unicodeScalars {
    if scalar == "\"" { result += "\"" }
    result.unicodeScalars.append(scalar)
  }
  return result + "\""
}

/// What was text before `csvText` guarded it.
func unguarded(_ text: String) -> String {
  guard text.utf8.first == UInt8(ascii: "'"), isLikeFormula(text.utf8.dropFirst()) else { return text }
  return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
}

/// Whether a spreadsheet would run it: after any number of apostrophes, one of the signs that OWASP's page "CSV
/// Injection" lists.
private func isLikeFormula(_ bytes: Substring.UTF8View) -> Bool {
  switch bytes.drop(while: { $0 == UInt8(ascii: "'") }).first {
  case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
  default: false
  }
}
