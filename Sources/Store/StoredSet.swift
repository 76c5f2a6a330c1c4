internal import Training

/// A set as it stands in the database: what people see, and what orders and dates it.
struct StoredSet: Hashable {
  var set: LoggedSet
  /// The number of the boot in which it was measured; `nil` for one that was typed in or imported.
  var boot: Int64?
  /// Its start on that boot's clock.
  var instant: Instant?
  /// Its place in the log, in µs.
  var sort: Int64
  /// Whether its date was typed, so that no clock changes it.
  var isHandDated: Bool

  /// The values of `Schema.setColumns`.
  var values: [Value] {
    [
      .text(set.athlete), .text(set.station), .text(set.exercise), .text(set.kind.rawValue),
      .text(set.side.rawValue), .integer(set.startedAt.microseconds), .integer(set.duration.microseconds),
      Value(set.reps), Value(set.loadKg), Value(set.rpe), Value(set.target?.storedText),
      Value(set.targetMet), .text(set.endedBy.rawValue), .integer(set.clock == .synced ? 1 : 0),
      Value(set.note), .integer(set.isDoubtful ? 1 : 0), .integer(isHandDated ? 1 : 0), Value(boot),
      Value(instant?.microseconds), .integer(sort), Value(set.measured?.startedAt.microseconds),
      Value(set.measured?.duration.microseconds), Value(set.measured?.reps), Value(set.measured?.loadKg),
      Value(set.measured?.exercise), Value(set.measured?.side.rawValue),
    ]
  }

  /// Reads an id and `Schema.setColumns` from the columns of a row from `column` on.
  init(_ row: borrowing Row, from column: Int32 = 0) throws(StoreError) {
    set = try LoggedSet(row, from: column)
    isHandDated = row.bool(column + 17)
    boot = row.optionalInt64(column + 18)
    instant = row.optionalInt64(column + 19).map { Instant(microseconds: $0) }
    sort = row.int64(column + 20)
  }

  init(set: LoggedSet, boot: Int64?, instant: Instant?, sort: Int64, isHandDated: Bool) {
    self.set = set
    self.boot = boot
    self.instant = instant
    self.sort = sort
    self.isHandDated = isHandDated
  }
}

extension LoggedSet {
  /// Reads an id and `Schema.setColumns` from the columns of a row from `column` on.
  /// - Parameter targets: those that were read before; to read one takes as long as all the rest of a set.
  /// - Throws: `corrupt` where a word is none that this version knows.
  init(_ row: borrowing Row, from column: Int32 = 0, targets: TargetCache = TargetCache()) throws(StoreError)
  {
    let idText = row.text(column)
    let kindText = row.text(column + 4)
    let sideText = row.text(column + 5)
    let endText = row.text(column + 13)
    guard let id = SetID(idText), let kind = Kind(rawValue: kindText), let side = Side(rawValue: sideText),
      let endedBy = EndedBy(rawValue: endText)
    else {
      throw StoreError(
        .corrupt, message: "set \(idText) is damaged (\(kindText), \(sideText), \(endText))",
        remedy:
          "take it out, with no daemon running: sqlite3 FILE \"DELETE FROM sets WHERE id = '\(idText)'\"")
    }
    var measured: Measured?
    if let started = row.optionalInt64(column + 21), let measuredSide = Side(rawValue: row.text(column + 26))
    {
      measured = Measured(
        startedAt: WallTime(microseconds: started),
        duration: Interval(microseconds: row.int64(column + 22)),
        reps: row.optionalInt(column + 23), loadKg: row.optionalDouble(column + 24),
        exercise: row.text(column + 25), side: measuredSide)
    }
    self.init(
      id: id, athlete: row.text(column + 1), station: row.text(column + 2),
      exercise: row.text(column + 3), kind: kind, side: side,
      startedAt: WallTime(microseconds: row.int64(column + 6)),
      duration: Interval(microseconds: row.int64(column + 7)), reps: row.optionalInt(column + 8),
      loadKg: row.optionalDouble(column + 9), rpe: row.optionalDouble(column + 10),
      target: row.optionalText(column + 11).flatMap { targets.target($0, kind) },
      targetMet: row.optionalBool(column + 12), endedBy: endedBy,
      clock: row.bool(column + 14) ? .synced : .unsynced, note: row.optionalText(column + 15),
      measured: measured, isDoubtful: row.bool(column + 16))
  }
}

/// The targets that were read last: there are few in a log, and most sets have one.
final class TargetCache {
  private var latest: [(text: String, kind: Kind, target: Target?)] = []

  func target(_ text: String, _ kind: Kind) -> Target? {
    if let known = latest.first(where: { $0.text == text && $0.kind == kind }) { return known.target }
    let target = Target(text, kind: kind)
    if latest.count == 16 { latest.removeAll(keepingCapacity: true) }
    latest.append((text, kind, target))
    return target
  }
}

extension Target {
  /// The text of a target that asks for something.
  var storedText: String? {
    let text = text
    return text.isEmpty ? nil : text
  }
}

// MARK: - Reading and writing single sets

extension Connection {
  /// The set of this id, if there is one.
  func storedSet(_ id: SetID) throws(StoreError) -> StoredSet? {
    try first("SELECT id, \(Schema.setColumns) FROM sets WHERE id = ?", [.text(id.description)]) {
      (row: borrowing Row) throws(StoreError) in try StoredSet(row)
    }
  }

  /// Adds a set, or replaces the one of its id.
  func write(_ stored: StoredSet) throws(StoreError) {
    let values = stored.values
    try run(
      "UPDATE sets SET (\(Schema.setColumns)) = (\(Self.marks(values.count))) WHERE id = ?",
      values + [.text(stored.set.id.description)])
    if changes == 0 { try insert(stored) }
  }

  /// Adds a set that is not there yet.
  func insert(_ stored: StoredSet) throws(StoreError) {
    let values = [.text(stored.set.id.description)] + stored.values
    try run("INSERT INTO sets(id, \(Schema.setColumns)) VALUES (\(Self.marks(values.count)))", values)
  }

  func deleteSet(_ id: SetID) throws(StoreError) {
    try run("DELETE FROM sets WHERE id = ?", [.text(id.description)])
  }

  /// Whether a change keeps something of this id: it was stored once. Looks through the whole history.
  func wasTakenBack(_ id: SetID) throws(StoreError) -> Bool {
    try integer("SELECT 1 FROM change_images WHERE id = ? LIMIT 1", [.text(id.description)]) != nil
  }

  /// `?, ?, ?`
  static func marks(_ count: Int) -> String {
    String(repeating: "?, ", count: count - 1) + "?"
  }
}
