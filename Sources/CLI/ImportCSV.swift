import Training

/// Reads the rows of a CSV file, and reports what is wrong with them.
func importedCSV(_ bytes: [UInt8], now: WallTime, _ findings: inout ImportFindings) -> [ImportedSet] {
  var reader = CSVReader(bytes)
  var columns: [CSVColumn]?
  var width = 0
  var sets: [ImportedSet] = []
  while true {
    do throws(CSVProblem) {
      guard let row = try reader.next() else { break }
      guard let known = columns else {
        guard let header = readHeader(row, &findings) else { return [] }
        columns = header
        width = row.count
        continue
      }
      let line = row[0].line
      guard row.count == width else {
        findings.report(
          line, nil, "\(row.count) \(row.count == 1 ? "field" : "fields") instead of \(width)",
          remedy: row.count > width ? "put text that has commas in quotes" : "the line may have been cut off")
        continue
      }
      if let set = readSet(row, known, now: now, &findings) {
        sets.append(
          ImportedSet(
            set: set, line: line, saysDoubt: known.contains(.isDoubtful),
            saysMotion: known.contains(.motion)))
      }
    } catch {
      let name = error.field.flatMap { field in columns.flatMap { field < $0.count ? $0[field].name : nil } }
      findings.report(error.line, name, error.message, remedy: error.remedy)
      // Without a header nothing else can be told.
      if columns == nil { return [] }
    }
  }
  return sets
}

/// The columns in the order of the file; `nil`, and reported, where one is missing, unknown or there twice.
private func readHeader(_ row: [CSVField], _ findings: inout ImportFindings) -> [CSVColumn]? {
  let line = row[0].line
  for (sign, name) in [(";", "semicolons"), ("\t", "tabs")] where row.count == 1 && row[0].text.contains(sign)
  {
    findings.report(
      line, nil, "the fields are apart by \(name), as some spreadsheets write them",
      remedy: "save it with commas between fields and points in numbers")
    return nil
  }
  var columns: [CSVColumn] = []
  let before = findings.count
  for field in row {
    let name = field.text.trimmingSpaces
    guard let column = CSVColumn(name) else {
      let near = nearestName(to: name, among: CSVColumn.names)
      findings.report(
        line, nil, name.isEmpty ? "a column without a name" : "unknown column \"\(name)\"",
        remedy: near.map { "did you mean \($0)?" } ?? "the columns are those of holdfast export --format csv")
      continue
    }
    if columns.contains(column) { findings.report(line, nil, "the column \(name) is there twice") }
    columns.append(column)
  }
  for column in CSVColumn.allCases where column.isNeeded && !columns.contains(column) {
    findings.report(line, nil, "the column \(column.name) is missing")
  }
  return findings.count == before ? columns : nil
}

/// A row's set; `nil`, and reported, where a field is not what it should be.
private func readSet(
  _ row: [CSVField], _ columns: [CSVColumn], now: WallTime, _ findings: inout ImportFindings
) -> LoggedSet? {
  var fields = CSVRow(row, columns)
  let id = fields.id(.id) ?? SetID(high: 0, low: 0)
  let kind: Kind = fields.word(.kind) ?? .hold
  var set = LoggedSet(
    id: id, athlete: fields.text(.athlete) ?? "", station: fields.text(.station) ?? "",
    exercise: fields.text(.exercise) ?? "", kind: kind, side: fields.word(.side) ?? .both,
    startedAt: fields.time(.startedAt) ?? WallTime(microseconds: 0),
    duration: fields.duration(.duration) ?? .zero, reps: fields.count(.reps), loadKg: fields.load(.load),
    rpe: fields.rating(.rpe), target: fields.target(.target, kind), targetMet: fields.truth(.targetMet),
    endedBy: fields.word(.endedBy) ?? .edit, clock: fields.word(.clock) ?? .synced, note: fields.text(.note))
  set.isDoubtful = fields.truth(.isDoubtful) ?? false
  set.measured = fields.measured()
  set.motion = fields.motion()
  for problem in fields.problems {
    findings.report(problem.line, problem.key, problem.message, remedy: problem.remedy)
  }
  guard fields.problems.isEmpty else { return nil }
  let problems = set.problems(now: now)
  for (key, problem) in problems {
    findings.report(fields.line(of: key), key, problem.message, remedy: problem.remedy)
  }
  return problems.isEmpty ? set : nil
}

extension String {
  /// Without the spaces that people write after a comma.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
