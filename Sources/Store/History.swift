public import Training

/// A change to the log, as `undo` and `redo` know it.
public enum ChangeKind: String, CaseIterable, Hashable, Sendable {
  /// A set was stored at a station.
  case set
  /// A set was typed in.
  case add
  /// Sets came from a file.
  case `import`
  /// A set was put right, or a doubtful one confirmed.
  case edit
  /// A set was rated.
  case rate
  /// A note was written to a set.
  case note
  /// A set was deleted.
  case delete
}

/// A change to the log that somebody asks for.
public enum HistoryChange: Hashable, Sendable {
  /// Type sets in. Their dates are taken as typed by hand.
  case add([LoggedSet])
  /// Take sets from a file, but for those whose ids are known.
  case `import`([LoggedSet])
  /// Give the set of this id these values. What was measured is kept in `measured`, and a doubt is over.
  case edit(LoggedSet)
  /// Rate a set.
  case rate(SetID, Double?)
  /// Write a note to a set, or remove it.
  case note(SetID, String?)
  /// Delete a set.
  case delete(SetID)

  /// What it will be called.
  public var kind: ChangeKind {
    switch self {
    case .add: .add
    case .import: .import
    case .edit: .edit
    case .rate: .rate
    case .note: .note
    case .delete: .delete
    }
  }
}

/// What a change, an undo or a redo has done.
public struct ChangeReport: Hashable, Sendable {
  /// The kind of the change that was made, taken back or brought back.
  public var kind: ChangeKind
  /// The sets it touched, as they stood before.
  public var before: [LoggedSet]
  /// The sets it touched, as they stand now.
  public var after: [LoggedSet]
}

extension Store {
  /// Makes a change, in one commit with what takes it back; what was undone before is then gone for good.
  /// - Parameter time: When it is made.
  /// - Throws: `noSuchSet`, or another `StoreError`.
  @discardableResult
  public func apply(_ change: HistoryChange, at time: WallTime) throws(StoreError) -> ChangeReport {
    try connection.transaction { () throws(StoreError) in
      switch change {
      case .add(let sets):
        return try add(sets, as: .add, at: time)
      case .import(let sets):
        return try add(sets, as: .import, at: time)
      case .edit(let set):
        return try replace(set.id, as: .edit, at: time) { stored in
          let former = stored.set
          stored.set = set
          stored.set.measured =
            former.measured
            ?? Measured(
              startedAt: former.startedAt, duration: former.duration, reps: former.reps,
              loadKg: former.loadKg, exercise: former.exercise, side: former.side)
          stored.set.isDoubtful = false
          if set.startedAt != former.startedAt {
            stored.set.clock = .synced
            stored.isHandDated = true
            stored.sort = set.startedAt.microseconds
          }
        }
      case .rate(let id, let rpe):
        return try replace(id, as: .rate, at: time) { $0.set.rpe = rpe }
      case .note(let id, let note):
        return try replace(id, as: .note, at: time) { $0.set.note = note }
      case .delete(let id):
        return try replace(id, as: .delete, at: time, with: nil)
      }
    }
  }

  private func add(
    _ sets: [LoggedSet], as kind: ChangeKind, at time: WallTime
  ) throws(StoreError) -> ChangeReport {
    var added: [LoggedSet] = []
    var change: Int64?
    for set in sets {
      guard try connection.storedSet(set.id) == nil else { continue }
      // A file's sets may be of many stations: only what all share says where the change was made.
      if change == nil {
        let station = sets.allSatisfy { $0.station == set.station } ? set.station : nil
        let athlete = sets.allSatisfy { $0.athlete == set.athlete } ? set.athlete : nil
        change = try newChange(kind, station: station, athlete: athlete, made: time)
      }
      try connection.insert(
        StoredSet(
          set: set, boot: nil, instant: nil, sort: set.startedAt.microseconds, isHandDated: kind == .add))
      try addImage(of: set.id, nil, to: change!)
      added.append(set)
    }
    return ChangeReport(kind: kind, before: [], after: added)
  }

  private func replace(
    _ id: SetID, as kind: ChangeKind, at time: WallTime, with edit: ((inout StoredSet) -> Void)?
  ) throws(StoreError) -> ChangeReport {
    guard let former = try connection.storedSet(id) else {
      throw StoreError(.noSuchSet, message: "no set has the id \(id)", remedy: "take an id from holdfast log")
    }
    let change = try newChange(kind, station: former.set.station, athlete: former.set.athlete, made: time)
    try addImage(of: id, former, to: change)
    guard let edit else {
      try connection.deleteSet(id)
      return ChangeReport(kind: kind, before: [former.set], after: [])
    }
    var edited = former
    edit(&edited)
    try connection.write(edited)
    return ChangeReport(kind: kind, before: [former.set], after: [edited.set])
  }

  /// Rates the last set that was stored at a station and ended since an instant of this boot, as a change
  /// that can be undone.
  /// - Returns: The rated set; `nil` where there is none.
  /// - Throws: A `StoreError`.
  public func rateLast(
    _ rpe: Double, station: String, since: Instant, at time: WallTime
  ) throws(StoreError) -> LoggedSet? {
    guard let last = try lastStored(station: station, since: since) else { return nil }
    return try apply(.rate(last.id, rpe), at: time).after.first
  }

  // MARK: - Bookkeeping

  /// The newest set that was stored at a station, still stands, and ended since an instant of this boot.
  func lastStored(
    station: String, since: Instant
  ) throws(StoreError) -> (change: Int64, id: SetID)? {
    guard let boot = try connection.boot("boot_id", .text(boot.id)) else { return nil }
    return try connection.first(
      """
      SELECT c.number, i.id FROM changes c JOIN change_images i ON i.change = c.number
      WHERE c.kind = 'set' AND c.station = ? AND c.boot = ? AND c.ended_us >= ? AND c.undone IS NULL
        AND EXISTS (SELECT 1 FROM sets WHERE sets.id = i.id)
      ORDER BY c.number DESC LIMIT 1
      """, [.text(station), .integer(boot.number), .integer(since.microseconds)]
    ) { (row: borrowing Row) throws(StoreError) in
      SetID(row.text(1)).map { (change: row.int64(0), id: $0) }
    } ?? nil
  }

  /// Begins a change, which ends redo.
  func newChange(
    _ kind: ChangeKind, station: String?, athlete: String?, made: WallTime, boot: Int64? = nil,
    ended: Instant? = nil
  ) throws(StoreError) -> Int64 {
    try connection.run("DELETE FROM changes WHERE undone IS NOT NULL")
    try connection.run(
      """
      INSERT INTO changes(kind, station, athlete, made_us, boot, ended_us) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .text(kind.rawValue), Value(station), Value(athlete), .integer(made.microseconds), Value(boot),
        Value(ended?.microseconds),
      ])
    return connection.lastInserted
  }

  /// Keeps what a set was before a change; `nil` where it was not there.
  func addImage(of id: SetID, _ stored: StoredSet?, to change: Int64) throws(StoreError) {
    let key: [Value] = [.integer(change), .text(id.description)]
    guard let stored else {
      return try connection.run("INSERT OR REPLACE INTO change_images(change, id) VALUES (?, ?)", key)
    }
    let values = key + stored.values
    try connection.run(
      """
      INSERT OR REPLACE INTO change_images(change, id, \(Schema.setColumns))
      VALUES (\(Connection.marks(values.count)))
      """, values)
  }
}
