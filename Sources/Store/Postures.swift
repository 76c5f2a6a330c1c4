public import Training

// The postures of holds that were learnt, one for each athlete and exercise. They are no part of undo: who learns one anew
// means it.

extension Log {
  /// The postures that were learnt, by athlete and exercise.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func postures() throws(StoreError) -> [LearntPosture] {
    guard try Schema.has(version: 3, connection) else { return [] }
    return try connection.all(
      """
      SELECT athlete, exercise, x, y, z, tolerance_deg, device, learnt_us FROM postures
      ORDER BY athlete, exercise
      """
    ) { (row: borrowing Row) throws(StoreError) in
      LearntPosture(
        athlete: row.text(0), exercise: row.text(1),
        direction: SIMD3(row.double(2), row.double(3), row.double(4)), tolerance: row.double(5),
        device: row.text(6), learntAt: WallTime(microseconds: row.int64(7)))
    }
  }
}

extension Store {
  /// The postures that were learnt, by athlete and exercise.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func postures() throws(StoreError) -> [LearntPosture] { try log.postures() }

  /// Keeps a posture, in the place of the one that the athlete had for that exercise.
  /// - Throws: A `StoreError`.
  public func setPosture(_ posture: LearntPosture) throws(StoreError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO postures(athlete, exercise, x, y, z, tolerance_deg, device, learnt_us)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(posture.athlete), .text(posture.exercise), .real(posture.direction.x),
        .real(posture.direction.y), .real(posture.direction.z), .real(posture.tolerance),
        .text(posture.device), .integer(posture.learntAt.microseconds),
      ])
  }

  /// Forgets a posture.
  /// - Returns: the posture that is gone; `nil` where there was none.
  /// - Throws: A `StoreError`.
  @discardableResult
  public func forgetPosture(athlete: String, exercise: String) throws(StoreError) -> LearntPosture? {
    try connection.transaction { () throws(StoreError) in
      let former = try postures().first { $0.athlete == athlete && $0.exercise == exercise }
      guard former != nil else { return nil }
      try connection.run(
        "DELETE FROM postures WHERE athlete = ? AND exercise = ?", [.text(athlete), .text(exercise)])
      return former
    }
  }
}
