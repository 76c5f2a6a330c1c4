public import Training

/// What a station was set to, and how long ago.
public struct StoredSelection: Hashable, Sendable {
  /// What it was set to.
  public var selection: Selection
  /// How long ago that was chosen, or a set was stored with it, whichever came later. Across boots it is a
  /// difference of wall times, as good as the clocks were; `nil` where it would be negative, and so is not
  /// known.
  public var age: Interval?
}

extension Store {
  /// Remembers what a station is set to, and the load for that athlete and exercise, in one commit.
  /// - Throws: A `StoreError`.
  public func select(
    station: String, _ selection: Selection, at instant: Instant, offset: WallOffset
  ) throws(StoreError) {
    try connection.transaction { () throws(StoreError) in
      let boot = try connection.boot(boot, seeing: offset)
      try connection.run(
        """
        INSERT OR REPLACE INTO selections(
          station, athlete, exercise, side, load_kg, target, boot, instant_us, offset_us)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .text(station), .text(selection.athlete), .text(selection.exercise),
          .text(selection.side.rawValue), Value(selection.loadKg), Value(selection.target?.storedText),
          .integer(boot.number), .integer(instant.microseconds), .integer(offset.microseconds),
        ])
      let key: [Value] = [.text(selection.athlete), .text(selection.exercise)]
      if let load = selection.loadKg {
        try connection.run(
          "INSERT OR REPLACE INTO loads(athlete, exercise, load_kg) VALUES (?, ?, ?)", key + [.real(load)])
      } else {
        try connection.run("DELETE FROM loads WHERE athlete = ? AND exercise = ?", key)
      }
    }
  }

  /// What each station was last set to, by its name.
  /// - Throws: A `StoreError`.
  public func selections(
    at instant: Instant, offset: WallOffset
  ) throws(StoreError) -> [String: StoredSelection] {
    let here = boot.id
    var selections: [String: StoredSelection] = [:]
    try connection.each(
      """
      SELECT s.athlete, s.exercise, s.side, s.load_kg, s.target, b.boot_id, s.instant_us, s.offset_us, s.station
      FROM selections s JOIN boots b ON b.number = s.boot
      """
    ) { (row: borrowing Row) throws(StoreError) in
      let selection = Selection(
        athlete: row.text(0), exercise: row.text(1), side: Side(rawValue: row.text(2)) ?? .both,
        loadKg: row.optionalDouble(3), target: row.optionalText(4).flatMap { Target($0, kind: .hold) })
      let then = Instant(microseconds: row.int64(6))
      let age =
        row.text(5) == here
        ? instant - then
        : offset.wallTime(of: instant)
          - WallOffset(microseconds: row.int64(7), isSynchronized: true).wallTime(of: then)
      selections[row.text(8)] = StoredSelection(selection: selection, age: age < .zero ? nil : age)
      return true
    }
    return selections
  }

  /// What a station was set to, unless that is longer ago than `gap` or nobody knows how long.
  /// - Throws: A `StoreError`.
  public func selection(
    station: String, within gap: Interval, at instant: Instant, offset: WallOffset
  ) throws(StoreError) -> Selection? {
    guard let stored = try selections(at: instant, offset: offset)[station], let age = stored.age,
      age < gap
    else { return nil }
    return stored.selection
  }

  /// The loads in kg that were last used, by athlete and exercise.
  /// - Throws: A `StoreError`.
  public func loads() throws(StoreError) -> [StoredLoad] {
    try connection.all("SELECT athlete, exercise, load_kg FROM loads ORDER BY athlete, exercise") {
      (row: borrowing Row) throws(StoreError) in
      StoredLoad(athlete: row.text(0), exercise: row.text(1), kg: row.optionalDouble(2) ?? 0)
    }
  }

  /// A station that stores a set is in use, and so is what it is set to.
  func touchSelection(station: String, _ boot: Boot, at instant: Instant) throws(StoreError) {
    try connection.run(
      """
      UPDATE selections SET boot = ?1, instant_us = ?2, offset_us = ?3
      WHERE station = ?4 AND (boot < ?1 OR boot = ?1 AND instant_us < ?2)
      """,
      [
        .integer(boot.number), .integer(instant.microseconds), .integer(boot.offset.microseconds),
        .text(station),
      ])
  }
}

/// The load that an athlete last used for an exercise.
public struct StoredLoad: Hashable, Sendable {
  /// The athlete's id.
  public var athlete: String
  /// The exercise's id.
  public var exercise: String
  /// The load in kg.
  public var kg: Double
}
