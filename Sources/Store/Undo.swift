public import Training

// Undo and redo are one operation: a change keeps the other side of every set it touched, and the two sides
// are swapped. While the change holds, the other side is what was there before; once it is undone, what it
// had made.
//
// A change may be taken back out of turn (`undo --station`, or a pedal's). What was done to the same sets
// afterwards rests on it: that is taken back with it, newest first, and comes back with it.

extension Store {
  /// Takes back the newest change, or the newest at a station or of an athlete, in one commit; again, the one
  /// before.
  /// - Returns: What it did; `nil` where nothing is left to take back.
  /// - Throws: A `StoreError`.
  public func undo(station: String? = nil, athlete: String? = nil) throws(StoreError) -> ChangeReport? {
    try connection.transaction { () throws(StoreError) in
      var condition = "undone IS NULL"
      var values: [Value] = []
      // A change of several stations' sets is each one's, and an edit is of the athlete that a set had and has.
      func require(_ column: String, _ value: String, where rule: String) {
        condition += """
           AND (\(column) = ? OR (\(rule)) AND EXISTS (
            SELECT 1 FROM change_images i LEFT JOIN sets s ON s.id = i.id
            WHERE i.change = changes.number AND (i.\(column) = ? OR s.\(column) = ?)))
          """
        values += [.text(value), .text(value), .text(value)]
      }
      if let station { require("station", station, where: "station IS NULL") }
      if let athlete { require("athlete", athlete, where: "athlete IS NULL OR kind = 'edit'") }
      let newest = try connection.integer(
        "SELECT number FROM changes WHERE \(condition) ORDER BY number DESC LIMIT 1", values)
      guard let newest else { return nil }
      return try takeBack(newest)
    }
  }

  /// Takes back the newest set that was stored at a station and ended since an instant of this boot: never a
  /// set that was typed in or imported, never an edit or a deletion by itself.
  /// - Returns: The set that is gone from the log; `nil` where there is none.
  /// - Throws: A `StoreError`.
  public func undoLast(station: String, since: Instant) throws(StoreError) -> LoggedSet? {
    try connection.transaction { () throws(StoreError) in
      guard let last = try lastStored(station: station, since: since) else { return nil }
      return try takeBack(last.change).before.first
    }
  }

  /// Brings back what was taken back last, in one commit; again, what was taken back before that.
  /// - Returns: What it did; `nil` where nothing was taken back since the last change.
  /// - Throws: A `StoreError`.
  public func redo() throws(StoreError) -> ChangeReport? {
    try connection.transaction { () throws(StoreError) in
      guard
        let turn = try connection.integer("SELECT max(undone) FROM changes WHERE undone IS NOT NULL")
      else { return nil }
      let group = try connection.all(
        "SELECT number FROM changes WHERE undone = ? ORDER BY number", [.integer(turn)]
      ) { (row: borrowing Row) throws(StoreError) in row.int64(0) }
      let report = try swap(group)
      try connection.run("UPDATE changes SET undone = NULL WHERE undone = ?", [.integer(turn)])
      return report
    }
  }

  private func takeBack(_ change: Int64) throws(StoreError) -> ChangeReport {
    var touched = Set(try images(of: change).map(\.id))
    var group = [change]
    let later = try connection.all(
      """
      SELECT i.change, i.id FROM change_images i JOIN changes c ON c.number = i.change
      WHERE i.change > ? AND c.undone IS NULL ORDER BY i.change
      """, [.integer(change)]
    ) { (row: borrowing Row) throws(StoreError) in (number: row.int64(0), id: row.text(1)) }
    for entry in later where touched.contains(entry.id) && group.last != entry.number {
      group.append(entry.number)
      touched.formUnion(try images(of: entry.number).map(\.id))
    }
    let report = try swap(group.reversed())
    let turn = try connection.integer("SELECT max(undone) FROM changes WHERE undone IS NOT NULL") ?? 0
    for number in group {
      try connection.run(
        "UPDATE changes SET undone = ? WHERE number = ?", [.integer(turn + 1), .integer(number)])
    }
    return report
  }

  /// Swaps the two sides of changes, in this order.
  /// - Returns: What became of the sets, under the kind of the oldest change.
  private func swap(_ changes: [Int64]) throws(StoreError) -> ChangeReport {
    var before: [String: LoggedSet?] = [:]
    var order: [String] = []
    for change in changes {
      for (id, image) in try images(of: change) {
        guard let setID = SetID(id) else { continue }
        let current = try connection.storedSet(setID)
        if before[id] == nil {
          before[id] = .some(current?.set)
          order.append(id)
        }
        if let image { try connection.write(image) } else { try connection.deleteSet(setID) }
        try addImage(of: setID, current, to: change)
      }
    }
    var after: [LoggedSet] = []
    for id in order {
      if let id = SetID(id), let stored = try connection.storedSet(id) { after.append(stored.set) }
    }
    let kind =
      try connection.first(
        "SELECT kind FROM changes WHERE number = ?", [.integer(changes.min() ?? 0)]
      ) { (row: borrowing Row) throws(StoreError) in ChangeKind(rawValue: row.text(0)) } ?? nil
    return ChangeReport(kind: kind ?? .edit, before: order.compactMap { before[$0] ?? nil }, after: after)
  }

  /// The other side of each set that a change touched; `nil` for one that is not there.
  private func images(of change: Int64) throws(StoreError) -> [(id: String, image: StoredSet?)] {
    try connection.all(
      """
      SELECT id, athlete IS NULL, id, \(Schema.setColumns) FROM change_images WHERE change = ? ORDER BY id
      """, [.integer(change)]
    ) { (row: borrowing Row) throws(StoreError) -> (id: String, image: StoredSet?) in
      (row.text(0), row.bool(1) ? nil : try StoredSet(row, from: 2))
    }
  }
}
