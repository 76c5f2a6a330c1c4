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
  /// - Parameter words: those that were read before.
  /// - Throws: `corrupt` where a word is none that this version knows.
  init(_ row: borrowing Row, from column: Int32 = 0, words: Words = Words()) throws(StoreError) {
    guard let id = row.bytes(column, { SetID(utf8: $0) }), let kind = words.kind(row, column + 4),
      let side = words.side(row, column + 5), let endedBy = words.end(row, column + 13)
    else {
      let id = row.text(column)
      throw StoreError(
        .corrupt,
        message:
          "set \(id) is damaged (\(row.text(column + 4)), \(row.text(column + 5)), \(row.text(column + 13)))",
        remedy: "take it out, with no daemon running: sqlite3 FILE \"DELETE FROM sets WHERE id = '\(id)'\"")
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
      target: row.optionalText(column + 11).flatMap { words.target($0, kind) },
      targetMet: row.optionalBool(column + 12), endedBy: endedBy,
      clock: row.bool(column + 14) ? .synced : .unsynced, note: row.optionalText(column + 15),
      measured: measured, isDoubtful: row.bool(column + 16))
  }
}

/// What words of sets mean. There are few of each in a log, and to look one up is far quicker than to read it: a target takes
/// as long as all the rest of a set.
final class Words {
  private var kinds = NameTable()
  private var sides = NameTable()
  private var ends = NameTable()
  private var kindsOfNumbers: [Kind?] = []
  private var sidesOfNumbers: [Side?] = []
  private var endsOfNumbers: [EndedBy?] = []
  private var targets: [(text: String, kind: Kind, target: Target?)] = []

  func kind(_ row: borrowing Row, _ column: Int32) -> Kind? {
    Self.meaning(row, column, &kinds, &kindsOfNumbers) { Kind(rawValue: $0) }
  }

  func side(_ row: borrowing Row, _ column: Int32) -> Side? {
    Self.meaning(row, column, &sides, &sidesOfNumbers) { Side(rawValue: $0) }
  }

  func end(_ row: borrowing Row, _ column: Int32) -> EndedBy? {
    Self.meaning(row, column, &ends, &endsOfNumbers) { EndedBy(rawValue: $0) }
  }

  private static func meaning<T>(
    _ row: borrowing Row, _ column: Int32, _ names: inout NameTable, _ known: inout [T?],
    _ read: (String) -> T?
  ) -> T? {
    let number = row.bytes(column) { names.number(of: $0) }
    if number == known.count { known.append(read(names.names[number])) }
    return known[number]
  }

  func target(_ text: String, _ kind: Kind) -> Target? {
    if let known = targets.first(where: { $0.text == text && $0.kind == kind }) { return known.target }
    let target = Target(text, kind: kind)
    if targets.count == 16 { targets.removeAll(keepingCapacity: true) }
    targets.append((text, kind, target))
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
