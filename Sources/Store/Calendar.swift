public import Training

// Runs, and what athletes have answered.

extension Log {
  private static let selectRuns = "SELECT id, athlete, day, minute, kind, duration_us, km, note FROM runs"

  /// The runs, oldest first, those of a day by their time.
  /// - Parameters:
  ///   - athlete: whose; `nil` for all athletes'.
  ///   - since: on this day or later; days are numbers from 1970-01-01.
  ///   - until: before this day.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func runs(
    athlete: String? = nil, since: Int? = nil, until: Int? = nil
  ) throws(StoreError) -> [LoggedRun] {
    guard try Schema.has(version: 2, connection) else { return [] }
    var conditions: [String] = []
    var values: [Value] = []
    func require(_ condition: String, _ value: Value) {
      conditions.append(condition)
      values.append(value)
    }
    if let athlete { require("athlete = ?", .text(athlete)) }
    if let since { require("day >= ?", .integer(Int64(since))) }
    if let until { require("day < ?", .integer(Int64(until))) }
    let condition = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return try connection.all(
      Self.selectRuns + condition + " ORDER BY day, minute IS NULL, minute, rowid", values
    ) { (row: borrowing Row) throws(StoreError) in try LoggedRun(row) }
  }

  /// The run of exactly this id, if there is one.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func run(_ id: SetID) throws(StoreError) -> LoggedRun? {
    guard try Schema.has(version: 2, connection) else { return nil }
    return try connection.first(Self.selectRuns + " WHERE id = ?", [.text(id.description)]) {
      (row: borrowing Row) throws(StoreError) in try LoggedRun(row)
    }
  }

  /// The run that a person means by any unambiguous ending of its id.
  /// - Throws: `noSuchRun`; `ambiguousRun` with what it may be; or that the file cannot be read.
  public func run(named name: String) throws(StoreError) -> LoggedRun {
    let ending = name.lowercased()
    var found: [LoggedRun] = []
    if !ending.isEmpty, ending.allSatisfy({ $0 == "-" || $0.isASCII && $0.isHexDigit }) {
      found = try runs().filter { $0.id.description.hasSuffix(ending) }
    }
    guard let run = found.first else { throw StoreError.noRun("no run has an id that ends in \(name)") }
    guard found.count > 1 else { return run }
    let list = found.prefix(3).map { $0.id.description + " of " + dateText(ofDay: $0.day) }
    throw StoreError(
      .ambiguousRun,
      message: "\(name) may be any of " + list.joined(separator: ", ") + (found.count > 3 ? ", …" : ""),
      remedy: "give more of the id's ending")
  }

  /// What athletes have answered, oldest first.
  /// - Parameter athlete: whose; `nil` for all athletes'.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func answers(athlete: String? = nil) throws(StoreError) -> [Answer] {
    guard try Schema.has(version: 2, connection) else { return [] }
    let condition = athlete == nil ? "" : " WHERE athlete = ?"
    return try connection.all(
      "SELECT athlete, day, question, choice, exercise FROM answers" + condition + " ORDER BY day, rowid",
      athlete.map { [.text($0)] } ?? []
    ) { (row: borrowing Row) throws(StoreError) in
      guard let question = Question(rawValue: row.text(2)), question.choices.contains(row.text(3)) else {
        throw StoreError(
          .corrupt, message: "an answer is damaged (\(row.text(2)), \(row.text(3)))",
          remedy: "take it out, with no daemon running: sqlite3 FILE \"DELETE FROM answers WHERE …\"")
      }
      let exercise = row.text(4)
      return Answer(
        athlete: row.text(0), day: Int(clamping: row.int64(1)), question: question, choice: row.text(3),
        exercise: exercise.isEmpty ? nil : exercise)
    }
  }
}

extension StoreError {
  fileprivate static func noRun(_ message: String) -> StoreError {
    StoreError(.noSuchRun, message: message, remedy: "take an id from holdfast run list")
  }
}

extension LoggedRun {
  fileprivate init(_ row: borrowing Row) throws(StoreError) {
    guard let id = SetID(row.text(0)), let kind = Kind(rawValue: row.text(4)) else {
      throw StoreError(
        .corrupt, message: "run \(row.text(0)) is damaged (\(row.text(4)))",
        remedy:
          "take it out, with no daemon running: sqlite3 FILE \"DELETE FROM runs WHERE id = '\(row.text(0))'\""
      )
    }
    self.init(
      id: id, athlete: row.text(1), day: Int(clamping: row.int64(2)), minute: row.optionalInt(3), kind: kind,
      duration: row.optionalInt64(5).map { Interval(microseconds: $0) }, km: row.optionalDouble(6),
      note: row.optionalText(7))
  }
}

extension Store {
  /// Takes runs in, in one commit, but for those that are known: by their ids, or because all but the note is the same. So a
  /// file that is imported twice brings each run once.
  /// - Returns: those that were new.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func addRuns(_ runs: [LoggedRun]) throws(StoreError) -> [LoggedRun] {
    try connection.transaction { () throws(StoreError) in
      var added: [LoggedRun] = []
      for run in runs {
        let own: [Value] = [
          .text(run.athlete), .integer(Int64(run.day)), Value(run.minute), .text(run.kind.rawValue),
          Value(run.duration?.microseconds), Value(run.km),
        ]
        let id = Value.text(run.id.description)
        let known = try connection.integer(
          """
          SELECT EXISTS (SELECT 1 FROM runs WHERE athlete = ?1 AND day = ?2 AND minute IS ?3 AND kind = ?4
            AND duration_us IS ?5 AND km IS ?6) OR EXISTS (SELECT 1 FROM runs WHERE id = ?7)
          """, own + [id])
        guard known == 0 else { continue }
        try connection.run(
          """
          INSERT INTO runs(athlete, day, minute, kind, duration_us, km, id, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """, own + [id, Value(run.note)])
        added.append(run)
      }
      return added
    }
  }

  /// Deletes a run.
  /// - Returns: the run that is gone.
  /// - Throws: `noSuchRun`, or another `StoreError`.
  @discardableResult
  public func deleteRun(_ id: SetID) throws(StoreError) -> LoggedRun {
    try connection.transaction { () throws(StoreError) in
      guard let run = try log.run(id) else { throw StoreError.noRun("no run has the id \(id)") }
      try connection.run("DELETE FROM runs WHERE id = ?", [.text(id.description)])
      return run
    }
  }

  /// Keeps what an athlete has answered; an answer of that day to the same question about the same exercise makes way.
  /// - Throws: A `StoreError`.
  public func answer(_ answer: Answer) throws(StoreError) {
    try connection.run(
      "INSERT OR REPLACE INTO answers(athlete, day, question, choice, exercise) VALUES (?, ?, ?, ?, ?)",
      [
        .text(answer.athlete), .integer(Int64(answer.day)), .text(answer.question.rawValue),
        .text(answer.choice), .text(answer.exercise ?? ""),
      ])
  }

  /// Does one of the jobs that are about what an athlete tells beside sets.
  func keep(_ job: Job) throws(StoreError) -> Outcome.Event {
    switch job {
    case .startProgram(let run, let configured):
      return .programChanged(try startProgram(run, configured: configured))
    case .stopProgram(let athlete, let day, let configured):
      return .programChanged(try stopProgram(athlete: athlete, day: day, configured: configured))
    case .followConfigured(let programs, let day):
      return .configuredFollowed(try follow(programs, day: day))
    case .addRuns(let runs): return .runsAdded(try addRuns(runs))
    case .deleteRun(let id): return .runDeleted(try deleteRun(id))
    case .answer(let answer):
      try self.answer(answer)
      return .answered(answer)
    case .learn(let posture):
      try setPosture(posture)
      return .learnt(posture, all: try postures())
    case .forget(let athlete, let exercise):
      let former = try forgetPosture(athlete: athlete, exercise: exercise)
      return .forgotten(former, all: try postures())
    default: throw StoreError(.misuse, message: "a job of another kind", remedy: "")
    }
  }
}
