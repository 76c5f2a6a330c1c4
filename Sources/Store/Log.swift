public import Training

/// Which sets of the log are wanted; everything that is `nil` is not asked about.
public struct SetFilter: Hashable, Sendable {
  /// Started at this moment or later.
  public var since: WallTime?
  /// Started before this moment.
  public var until: WallTime?
  /// The exercise's id.
  public var exercise: String?
  /// The athlete's id.
  public var athlete: String?
  /// The side it was done on.
  public var side: Side?
  /// The station's name.
  public var station: String?
  /// Only so many, the newest.
  public var last: Int?

  /// A filter that lets everything through but what is named.
  public init(
    since: WallTime? = nil, until: WallTime? = nil, exercise: String? = nil, athlete: String? = nil,
    side: Side? = nil, station: String? = nil, last: Int? = nil
  ) {
    self.since = since
    self.until = until
    self.exercise = exercise
    self.athlete = athlete
    self.side = side
    self.station = station
    self.last = last
  }
}

extension SetFilter {
  /// What comes behind `FROM sets` for it, but for `last`.
  var condition: (text: String, values: [Value]) {
    let (text, values) = requirements
    return values.isEmpty ? ("", []) : (" WHERE " + text, values)
  }

  /// The same as an expression: 1 for everything, where nothing is asked about.
  var requirements: (text: String, values: [Value]) {
    var conditions: [String] = []
    var values: [Value] = []
    func require(_ condition: String, _ value: Value) {
      conditions.append(condition)
      values.append(value)
    }
    if let since { require("started_us >= ?", .integer(since.microseconds)) }
    if let until { require("started_us < ?", .integer(until.microseconds)) }
    if let exercise { require("exercise = ?", .text(exercise)) }
    if let athlete { require("athlete = ?", .text(athlete)) }
    if let side { require("side = ?", .text(side.rawValue)) }
    if let station { require("station = ?", .text(station)) }
    return (conditions.isEmpty ? "1" : conditions.joined(separator: " AND "), values)
  }
}

/// The log as it is read: a connection of its own to a file, or the one of a `Store`. Used by one thread at a
/// time.
public final class Log {
  let connection: Connection

  /// Whether the database is known to have what version 3 added to sets; it stays so.
  private var hasMotion = false

  init(_ connection: Connection) { self.connection = connection }

  private static let select = "SELECT id, \(Schema.setColumns) FROM sets"
  private static let selectWithoutMotion = "SELECT id, \(Schema.setColumnsWithoutMotion) FROM sets"

  /// What comes before the conditions of a query for sets. Somebody may bring the database up to date meanwhile.
  var select: String { get throws(StoreError) { try knowsMotion() ? Self.select : Self.selectWithoutMotion } }

  /// Whether the sets have the column `motion`.
  func knowsMotion() throws(StoreError) -> Bool {
    if !hasMotion { hasMotion = try Schema.has(version: 3, connection) }
    return hasMotion
  }

  /// Hands the sets that pass a filter to `body` one by one, newest last.
  ///
  /// With `last` they are gathered first; without it they are streamed, whatever their number.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func forEach(_ filter: SetFilter = SetFilter(), _ body: (LoggedSet) -> Void) throws(StoreError) {
    let (condition, values) = filter.condition
    var words = Words()
    if let last = filter.last {
      let newestFirst = try connection.all(
        select + " INDEXED BY sets_in_order" + condition + " ORDER BY sort_us DESC, rowid DESC LIMIT ?",
        values + [.integer(Int64(max(0, last)))]
      ) { (row: borrowing Row) throws(StoreError) in try LoggedSet(row, words: &words) }
      for set in newestFirst.reversed() { body(set) }
      return
    }
    // Without statistics the planner cannot know that a stretch of time is usually a small part of the log.
    let index = filter.since != nil ? " INDEXED BY sets_by_start" : ""
    try connection.each(select + index + condition + " ORDER BY sort_us, rowid", values) {
      (row: borrowing Row) throws(StoreError) in
      body(try LoggedSet(row, words: &words))
      return true
    }
  }

  /// The sets that pass a filter, newest last.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func sets(_ filter: SetFilter = SetFilter()) throws(StoreError) -> [LoggedSet] {
    var sets: [LoggedSet] = []
    try forEach(filter) { sets.append($0) }
    return sets
  }

  /// How many sets there are.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func count() throws(StoreError) -> Int {
    Int(try connection.integer("SELECT count(*) FROM sets") ?? 0)
  }

  /// The set of exactly this id, if there is one.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func set(_ id: SetID) throws(StoreError) -> LoggedSet? {
    try connection.first(select + " WHERE id = ?", [.text(id.description)]) {
      (row: borrowing Row) throws(StoreError) in try LoggedSet(row)
    }
  }

  /// The set that a person means: `last`, `last~2` (the second before the last), or any unambiguous ending of
  /// an id.
  /// - Throws: `noSuchSet`; `ambiguousSet` with the candidates; or that the file cannot be read.
  public func set(named name: String) throws(StoreError) -> LoggedSet {
    if let back = Self.stepsBack(name) {
      let found = try connection.first(
        select + " INDEXED BY sets_in_order ORDER BY sort_us DESC, rowid DESC LIMIT 1 OFFSET ?",
        [.integer(Int64(back))]
      ) { (row: borrowing Row) throws(StoreError) in try LoggedSet(row) }
      if let found { return found }
      throw Self.noSuchSet("the log has no set \(name)")
    }
    let ending = name.lowercased()
    guard !ending.isEmpty, ending.utf8.count <= 36,
      ending.allSatisfy({ $0 == "-" || $0.isASCII && $0.isHexDigit })
    else { throw Self.noSuchSet("\"\(name)\" is no id of a set") }
    let ids = try connection.all(
      "SELECT id FROM sets WHERE substr(id, ?) = ? LIMIT 11",
      [.integer(Int64(-ending.utf8.count)), .text(ending)]
    ) { (row: borrowing Row) throws(StoreError) in row.text(0) }.compactMap { SetID($0) }
    guard let id = ids.first else { throw Self.noSuchSet("no set has an id that ends in \(name)") }
    guard ids.count == 1 else { throw try ambiguous(name, ids) }
    guard let set = try set(id) else { throw Self.noSuchSet("the set \(id) has just been removed") }
    return set
  }

  /// 0 for `last`, 2 for `last~2`, `nil` for anything else.
  private static func stepsBack(_ name: String) -> Int? {
    if name == "last" { return 0 }
    guard name.hasPrefix("last~") else { return nil }
    return Int(name.dropFirst(5)).flatMap { $0 >= 0 ? $0 : nil }
  }

  private static func noSuchSet(_ message: String) -> StoreError {
    StoreError(
      .noSuchSet, message: message,
      remedy: "take an id from holdfast log, any ending of a full one, or last, last~1, …")
  }

  private func ambiguous(_ name: String, _ ids: [SetID]) throws(StoreError) -> StoreError {
    let candidates = Array(ids.prefix(10))
    let list = candidates.prefix(3).map(\.description).joined(separator: ", ") + (ids.count > 3 ? ", …" : "")
    return StoreError(
      .ambiguousSet, message: "\(name) may be any of \(list)", remedy: "give more of the id's ending",
      candidates: candidates)
  }
}
