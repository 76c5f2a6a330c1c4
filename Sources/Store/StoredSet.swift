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
      Value(set.measured?.exercise), Value(set.measured?.side.rawValue), Value(set.motion?.text),
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
  /// - Throws: `corrupt` where a word is none that this version knows.
  init(_ row: borrowing Row, from column: Int32 = 0) throws(StoreError) {
    var words = Words()
    try self.init(row, from: column, words: &words)
  }

  /// The same, where many are read.
  /// - Throws: `corrupt` where a word is none that this version knows.
  init(_ row: borrowing Row, from column: Int32 = 0, words: inout Words) throws(StoreError) {
    guard let id = row.bytes(column, { SetID(utf8: $0) }),
      let kind = row.bytes(column + 4, { Kind(utf8: $0) }),
      let side = row.bytes(column + 5, { Side(utf8: $0) }), let endedBy = words.end(row, column + 13)
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
      // What cannot be read of it is no reason to lose the set.
      motion: row.optionalText(column + 27).flatMap { SetMotion($0) }, measured: measured,
      isDoubtful: row.bool(column + 16))
  }
}

/// What words of sets mean. There are few of each in a log, and to look one up is far quicker than to read it: a target takes
/// as long as all the rest of a set.
struct Words {
  private var ends = NameTable()
  private var endsOfNumbers: [EndedBy?] = []
  private var targets: [(text: String, kind: Kind, target: Target?)] = []

  mutating func end(_ row: borrowing Row, _ column: Int32) -> EndedBy? {
    let number = row.bytes(column) { ends.number(of: $0) }
    if number == endsOfNumbers.count { endsOfNumbers.append(EndedBy(rawValue: ends.names[number])) }
    return endsOfNumbers[number]
  }

  mutating func target(_ text: String, _ kind: Kind) -> Target? {
    if let known = targets.first(where: { $0.text == text && $0.kind == kind }) { return known.target }
    let target = Target(text, kind: kind)
    if targets.count == 16 { targets.removeAll(keepingCapacity: true) }
    targets.append((text, kind, target))
    return target
  }
}

extension Kind {
  /// Reads its word.
  fileprivate init?(utf8: UnsafeBufferPointer<UInt8>) {
    let kind: Kind = utf8.first == UInt8(ascii: "h") ? .hold : .reps
    guard utf8.elementsEqual(kind.rawValue.utf8) else { return nil }
    self = kind
  }
}

extension Side {
  /// Reads its word.
  fileprivate init?(utf8: UnsafeBufferPointer<UInt8>) {
    let side = Side(letter: utf8.first ?? 0)
    guard utf8.elementsEqual(side.rawValue.utf8) else { return nil }
    self = side
  }

  /// The side whose word begins so.
  init(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "l"): self = .left
    case UInt8(ascii: "r"): self = .right
    default: self = .both
    }
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
