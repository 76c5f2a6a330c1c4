import Training

/// The fields of one row by their columns. What is wrong is kept, and read as if it were not there.
struct CSVRow {
  /// What is wrong with a field.
  struct Problem {
    var line: Int
    var key: String
    var message: String
    var remedy: String?
  }

  private var fields: [CSVField?]
  private let line: Int
  private(set) var problems: [Problem] = []

  init(_ row: [CSVField], _ columns: [CSVColumn]) {
    fields = Array(repeating: nil, count: CSVColumn.allCases.count)
    line = row[0].line
    for (column, field) in zip(columns, row) where !field.isAbsent { fields[column.rawValue] = field }
  }

  private mutating func report(_ column: CSVColumn, _ message: String, remedy: String? = nil) {
    problems.append(
      Problem(line: fields[column.rawValue]?.line ?? line, key: column.name, message: message, remedy: remedy)
    )
  }

  /// The line that the field of this name is on, or begins on.
  func line(of key: String) -> Int { CSVColumn(key).flatMap { fields[$0.rawValue]?.line } ?? line }

  private mutating func field(_ column: CSVColumn) -> String? {
    if let field = fields[column.rawValue] { return field.text }
    if column.isNeeded { report(column, "missing") }
    return nil
  }

  // MARK: - Kinds of fields

  mutating func id(_ column: CSVColumn) -> SetID? {
    guard let text = field(column) else { return nil }
    if let id = SetID(text) { return id }
    report(column, "\"\(text)\" is no UUID", remedy: "each set has the id under which it was exported")
    return nil
  }

  mutating func text(_ column: CSVColumn) -> String? {
    field(column).map(unguarded)
  }

  mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ column: CSVColumn) -> Word? {
    guard let text = field(column) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    report(
      column, "\"\(text)\" is none of \(words.joined(separator: ", "))",
      remedy: nearestName(to: text, among: words).map { "did you mean \($0)?" })
    return nil
  }

  mutating func truth(_ column: CSVColumn) -> Bool? {
    guard let text = field(column) else { return nil }
    // Spreadsheets write them large.
    if let value = Bool(text.lowercased()) { return value }
    report(column, "\"\(text)\" is neither true nor false")
    return nil
  }

  mutating func time(_ column: CSVColumn) -> WallTime? {
    guard let text = field(column) else { return nil }
    guard let time = WallTime(iso8601: text) else {
      report(
        column, "\"\(text)\" is no date and time with its offset from UTC",
        remedy: "write it as 2026-11-21T10:00:00+00:00")
      return nil
    }
    return time
  }

  mutating func duration(_ column: CSVColumn) -> Interval? {
    guard let seconds = number(column, unit: "seconds") else { return nil }
    return .seconds(seconds)
  }

  mutating func count(_ column: CSVColumn) -> Int? {
    guard let text = field(column) else { return nil }
    guard let number = Int(text) else {
      report(column, "\"\(text)\" is no whole number", remedy: "write the count alone, such as 12")
      return nil
    }
    return number
  }

  mutating func load(_ column: CSVColumn) -> Double? {
    number(column, unit: "kilograms")
  }

  mutating func rating(_ column: CSVColumn) -> Double? {
    number(column, unit: nil)
  }

  mutating func target(_ column: CSVColumn, _ kind: Kind) -> Target? {
    guard let text = field(column) else { return nil }
    if let target = Target(text, kind: kind) { return target }
    report(column, "\"\(text)\" is no target", remedy: "write 45s, 30-45s, 8-10reps, \"20 steps\" or max")
    return nil
  }

  mutating func motion() -> SetMotion? {
    guard let text = field(.motion) else { return nil }
    if let motion = SetMotion(text) { return motion }
    report(.motion, "not as export writes it", remedy: "leave the field as it was, or empty")
    return nil
  }

  /// What was measured before an edit: all of it, or nothing.
  mutating func measured() -> Measured? {
    let needed: [CSVColumn] = [.measuredExercise, .measuredSide, .measuredStartedAt, .measuredDuration]
    let all = needed + [.measuredReps, .measuredLoad]
    guard all.contains(where: { fields[$0.rawValue] != nil }) else { return nil }
    for column in needed where fields[column.rawValue] == nil {
      report(column, "missing, and other measured values are there")
    }
    let measured = Measured(
      startedAt: time(.measuredStartedAt) ?? WallTime(microseconds: 0),
      duration: duration(.measuredDuration) ?? .zero, reps: count(.measuredReps), loadKg: load(.measuredLoad),
      exercise: text(.measuredExercise) ?? "", side: word(.measuredSide) ?? .both)
    return problems.isEmpty ? measured : nil
  }

  // MARK: - Checks

  /// A number in plain decimals; with its unit it would be a guess.
  private mutating func number(_ column: CSVColumn, unit: String?) -> Double? {
    guard let text = field(column) else { return nil }
    let isPlain = text.utf8.allSatisfy { "0123456789.-+eE".utf8.contains($0) }
    if isPlain, let number = Double(text), number.isFinite { return number }
    let remedy: String
    if text.utf8.contains(UInt8(ascii: ",")) {
      remedy = "write a point before the decimals"
    } else if let unit {
      remedy = "write the \(unit) alone, such as 22.5"
    } else {
      remedy = "write a figure from 1 to 10"
    }
    report(column, "\"\(text)\" is no number", remedy: remedy)
    return nil
  }
}
