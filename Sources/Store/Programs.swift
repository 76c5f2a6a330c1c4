public import Training

// Which programs athletes follow. An athlete's rows never overlap: a run is followed up to the first day of the next one,
// and the row that was made last begins last.

extension Log {
  private static let selectPrograms =
    "SELECT athlete, program, start_day, stop_day, race_day, race_distance, configured FROM program_runs"

  /// The programs that athletes follow, have followed or are to follow, oldest first; without the races that only the
  /// configuration knows (see `effectiveRun`).
  /// - Parameter athlete: whose; `nil` for all athletes'.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func programRuns(athlete: String? = nil) throws(StoreError) -> [ProgramRun] {
    try programRows(athlete: athlete).map(\.run)
  }

  /// The same, each with the program that the configuration named when the row was made.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func programRows(
    athlete: String? = nil
  ) throws(StoreError) -> [(run: ProgramRun, configured: String?)] {
    guard try Schema.has(version: 2, connection) else { return [] }
    let condition = athlete == nil ? "" : " WHERE athlete = ?"
    return try connection.all(
      Self.selectPrograms + condition + " ORDER BY start_day, number", athlete.map { [.text($0)] } ?? []
    ) { (row: borrowing Row) throws(StoreError) in
      var race: Race?
      if let day = row.optionalInt(4) {
        guard let distance = RaceDistance(row.text(5)) else {
          throw StoreError(
            .corrupt, message: "a program of \(row.text(0)) is for a race of \"\(row.text(5))\"",
            remedy: "start it anew with its race, or without")
        }
        race = Race(day: day, distance: distance)
      }
      return (
        ProgramRun(
          athlete: row.text(0), program: row.text(1), startDay: Int(clamping: row.int64(2)),
          stopDay: row.optionalInt(3), race: race), row.optionalText(6)
      )
    }
  }
}

extension Store {
  /// Begins a program, in one commit with the end of the one that is followed on its first day. What was to begin on that
  /// day or later makes way.
  /// - Parameters:
  ///   - run: the run; its last day is not looked at.
  ///   - configured: the program that the configuration names for the athlete, if any.
  /// - Returns: what was followed, or was to be, from that day on. One that is the same is no change.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func startProgram(_ run: ProgramRun, configured: String?) throws(StoreError) -> ProgramChange {
    var run = run
    run.stopDay = nil
    return try connection.transaction { () throws(StoreError) in
      let former = try endPrograms(of: run.athlete, on: run.startDay).filter { $0 != run }
      try connection.run(
        "DELETE FROM program_runs WHERE athlete = ? AND start_day >= ?",
        [.text(run.athlete), .integer(Int64(run.startDay))])
      try connection.run(
        """
        INSERT INTO program_runs(athlete, program, start_day, race_day, race_distance, configured)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          .text(run.athlete), .text(run.program), .integer(Int64(run.startDay)), Value(run.race?.day),
          Value(run.race?.distance.text), Value(configured),
        ])
      return ProgramChange(athlete: run.athlete, started: run, stopped: former)
    }
  }

  /// Ends the program that is followed on a day, and those that were to come, in one commit.
  /// - Parameter configured: what the configuration says of the athlete. Where that would have begun on this day, it is kept
  ///   that it was stopped.
  /// - Returns: what is no longer followed; empty where nothing was.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func stopProgram(
    athlete: String, day: Int, configured: ConfiguredProgram?
  ) throws(StoreError) -> ProgramChange {
    try connection.transaction { () throws(StoreError) in
      if let configured { _ = try follow(configured, day: day) }
      return ProgramChange(athlete: athlete, stopped: try endPrograms(of: athlete, on: day))
    }
  }

  /// Ends the program that is followed on a day, and those that were to come.
  /// - Returns: the run that was followed on that day, or else the next, as it was before; `nil` where there was none.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func stopProgram(athlete: String, day: Int) throws(StoreError) -> ProgramRun? {
    try stopProgram(athlete: athlete, day: day, configured: nil).stopped.first
  }

  /// Begins those programs of the configuration that it did not name when the athlete's newest row was made, in one commit.
  /// - Parameter day: the day on which they begin.
  /// - Returns: those that begin.
  /// - Throws: A `StoreError`.
  public func follow(_ configured: [ConfiguredProgram], day: Int) throws(StoreError) -> [ProgramChange] {
    try connection.transaction { () throws(StoreError) in
      var changes: [ProgramChange] = []
      for program in configured { if let change = try follow(program, day: day) { changes.append(change) } }
      return changes
    }
  }

  private func follow(_ configured: ConfiguredProgram, day: Int) throws(StoreError) -> ProgramChange? {
    let rows = try log.programRows(athlete: configured.athlete)
    let (run, isNew) = effectiveRun(configured: configured, rows: rows, today: day)
    guard isNew, let run else { return nil }
    return try startProgram(run.asRow(of: configured), configured: configured.program)
  }

  /// - Returns: what is ended by it, as it was.
  private func endPrograms(of athlete: String, on day: Int) throws(StoreError) -> [ProgramRun] {
    let ended = try log.programRuns(athlete: athlete).filter { run in
      // One that was stopped on its first day was never followed.
      run.stopDay.map { $0 > max(day, run.startDay) } ?? true
    }
    try connection.run(
      """
      UPDATE program_runs SET stop_day = max(start_day, ?1)
      WHERE athlete = ?2 AND (stop_day IS NULL OR stop_day > max(start_day, ?1))
      """, [.integer(Int64(day)), .text(athlete)])
    return ended
  }
}
