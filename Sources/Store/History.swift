public import Training

/// A change to the log that somebody asks for.
public enum HistoryChange: Hashable, Sendable {
  /// Type sets in. Their dates are taken as typed by hand.
  case add([LoggedSet])
  /// Take sets from a file, but for those whose ids are known.
  case `import`([LoggedSet])
  /// Put a set right. The edit is made to the set as it stands then, so that nothing is lost that changed meanwhile.
  case edit(SetID, SetEdit)
  /// Rate a set.
  case rate(SetID, Double?)
  /// Write a note to a set, or remove it.
  case note(SetID, String?)
  /// Delete sets, all or none.
  case delete([SetID])

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

  /// A report.
  public init(kind: ChangeKind, before: [LoggedSet], after: [LoggedSet]) {
    self.kind = kind
    self.before = before
    self.after = after
  }
}

extension Store {
  /// Makes a change, in one commit with what takes it back; what was undone before is then gone for good. What would
  /// change nothing is no change: it leaves redo as it is, and cannot be undone.
  /// - Parameter time: When it is made.
  /// - Throws: `noSuchSet`, `impossible`, or another `StoreError`.
  @discardableResult
  public func apply(_ change: HistoryChange, at time: WallTime) throws(StoreError) -> ChangeReport {
    try connection.transaction { () throws(StoreError) in
      switch change {
      case .add(let sets):
        return try add(sets, as: .add, at: time)
      case .import(let sets):
        return try add(sets, as: .import, at: time)
      case .edit(let id, let edit):
        return try replace(id, as: .edit, at: time) { (stored) throws(StoreError) in
          do throws(SetProblem) {
            stored.set = try stored.set.edited(by: edit)
          } catch {
            throw StoreError(.impossible, message: error.message, remedy: error.remedy ?? "")
          }
          if let startedAt = edit.startedAt {
            stored.isHandDated = true
            stored.sort = startedAt.microseconds
          }
        }
      case .rate(let id, let rpe):
        return try replace(id, as: .rate, at: time) { (stored) throws(StoreError) in stored.set.rpe = rpe }
      case .note(let id, let note):
        return try replace(id, as: .note, at: time) { (stored) throws(StoreError) in
          stored.set.note = note?.isEmpty == true ? nil : note
        }
      case .delete(let ids):
        return try delete(ids, at: time)
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
      if change == nil { change = try newChange(kind, of: sets, made: time) }
      try connection.insert(
        StoredSet(
          set: set, boot: nil, instant: nil, sort: set.startedAt.microseconds, isHandDated: kind == .add))
      try addImage(of: set.id, nil, to: change!)
      added.append(set)
    }
    return ChangeReport(kind: kind, before: [], after: added)
  }

  private func delete(_ ids: [SetID], at time: WallTime) throws(StoreError) -> ChangeReport {
    var gone: [StoredSet] = []
    for id in ids where !gone.contains(where: { $0.set.id == id }) { gone.append(try standing(id)) }
    let sets = gone.map(\.set)
    guard !gone.isEmpty else { return ChangeReport(kind: .delete, before: [], after: []) }
    let change = try newChange(.delete, of: sets, made: time)
    for former in gone {
      try addImage(of: former.set.id, former, to: change)
      try connection.deleteSet(former.set.id)
    }
    return ChangeReport(kind: .delete, before: sets, after: [])
  }

  private func replace(
    _ id: SetID, as kind: ChangeKind, at time: WallTime,
    with edit: (inout StoredSet) throws(StoreError) -> Void
  ) throws(StoreError) -> ChangeReport {
    let former = try standing(id)
    var edited = former
    try edit(&edited)
    if edited != former {
      let change = try newChange(kind, of: [former.set], made: time)
      try addImage(of: id, former, to: change)
      try connection.write(edited)
    }
    return ChangeReport(kind: kind, before: [former.set], after: [edited.set])
  }

  private func standing(_ id: SetID) throws(StoreError) -> StoredSet {
    if let stored = try connection.storedSet(id) { return stored }
    throw StoreError(.noSuchSet, message: "no set has the id \(id)", remedy: "take an id from holdfast log")
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

  /// Begins a change of sets. They may be of many stations: only what all share says where the change was made.
  private func newChange(
    _ kind: ChangeKind, of sets: [LoggedSet], made: WallTime
  ) throws(StoreError) -> Int64 {
    let first = sets.first
    return try newChange(
      kind, station: sets.allSatisfy { $0.station == first?.station } ? first?.station : nil,
      athlete: sets.allSatisfy { $0.athlete == first?.athlete } ? first?.athlete : nil, made: made)
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
