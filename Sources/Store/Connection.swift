internal import CSQLite
internal import Syscalls
internal import Training

/// A value bound to a statement's parameter.
enum Value: Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
  init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
  init(_ value: Double?) { self = value.map { .real($0) } ?? .null }
  init(_ value: String?) { self = value.map { .text($0) } ?? .null }
  init(_ value: Bool?) { self = value.map { .integer($0 ? 1 : 0) } ?? .null }
}

/// A closure that SQLite can be handed.
private final class Question {
  let isOver: () -> Bool
  init(_ isOver: @escaping () -> Bool) { self.isOver = isOver }
}

/// A connection to a database file, used by one thread at a time.
final class Connection {
  let path: String
  let handle: OpaquePointer
  /// Prepared statements that are not in use. One that is in use is taken out, so that a nested use of the
  /// same text gets a statement of its own.
  /// There are some thirty, the last used at the end: to compare texts from there is far quicker than to hash one.
  private var idle: [(sql: String, statement: Statement)] = []

  /// Opens a file that exists, or `:memory:`.
  init(path: String, isReadOnly: Bool = false, isImmutable: Bool = false) throws(StoreError) {
    self.path = path
    var handle: OpaquePointer?
    let access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    let name = isImmutable ? "file:\(Self.escaped(path))?immutable=1" : path
    let code = sqlite3_open_v2(
      name, &handle, access | SQLITE_OPEN_NOMUTEX | (isImmutable ? SQLITE_OPEN_URI : 0), nil)
    guard let handle else {
      throw StoreError(sqliteCode: SQLITE_NOMEM, message: "out of memory", path: path)
    }
    guard code == SQLITE_OK else {
      let error = StoreError(
        sqliteCode: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)),
        path: path, errno: sqlite3_system_errno(handle))
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    sqlite3_extended_result_codes(handle, 1)
  }

  deinit {
    idle.removeAll()
    sqlite3_close_v2(handle)
  }

  /// A path within a URI: only what would end it is escaped.
  private static func escaped(_ path: String) -> String {
    var text = ""
    for character in path {
      switch character {
      case "%": text += "%25"
      case "?": text += "%3f"
      case "#": text += "%23"
      default: text.append(character)
      }
    }
    return text
  }

  /// How long to wait for another program's lock.
  func setBusyTimeout(_ interval: Interval) {
    sqlite3_busy_timeout(handle, Int32(clamping: interval.microseconds / 1_000))
  }

  /// Has statements fail with `SQLITE_INTERRUPT` once `isOver` says so; it is asked every ten thousand steps of
  /// SQLite's machine, which is every few milliseconds. Used around `body` only.
  func interrupting<T>(
    when isOver: @escaping () -> Bool, _ body: () throws(StoreError) -> T
  ) throws(StoreError) -> T {
    let question = Question(isOver)
    let pointer = Unmanaged.passUnretained(question).toOpaque()
    sqlite3_progress_handler(
      handle, 10_000, { Unmanaged<Question>.fromOpaque($0!).takeUnretainedValue().isOver() ? 1 : 0 }, pointer)
    defer {
      sqlite3_progress_handler(handle, 0, nil, nil)
      withExtendedLifetime(question) {}
    }
    return try body()
  }

  /// Keeps the write-ahead log's file when the last connection closes, so that those who may only read the
  /// directory can still open the database.
  func persistWriteAheadLog() {
    var one: Int32 = 1
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &one)
  }

  /// Whether every file is left as it is when the connection is closed: for a database that is damaged, or
  /// not ours.
  func leaveFilesAlone(_ leave: Bool) { _ = holdfast_leave_log_on_close(handle, leave ? 1 : 0) }

  /// Whether somebody has moved or removed the file under this connection.
  var hasMoved: Bool {
    var moved: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0
  }

  // MARK: - Statements

  /// Runs one statement to its end, ignoring rows.
  func run(_ sql: String, _ values: [Value] = []) throws(StoreError) {
    try each(sql, values) { (_: borrowing Row) throws(StoreError) in true }
  }

  /// Runs one statement and hands each row to `body`, until that returns `false`.
  func each(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws(StoreError) -> Bool
  ) throws(StoreError) {
    let statement: Statement
    if let index = idle.lastIndex(where: { $0.sql == sql }) {
      statement = idle.remove(at: index).statement
    } else {
      statement = try Statement(sql, on: handle, path: path)
    }
    defer {
      statement.reset()
      idle.append((sql, statement))
    }
    try statement.bind(values)
    while try statement.step() { guard try body(Row(statement)) else { return } }
  }

  /// The rows of a statement.
  func all<T>(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    var rows: [T] = []
    try each(sql, values) { (row: borrowing Row) throws(StoreError) in
      rows.append(try body(row))
      return true
    }
    return rows
  }

  /// The first row of a statement, if it has any.
  func first<T>(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws(StoreError) -> T
  ) throws(StoreError) -> T? {
    var found: T?
    try each(sql, values) { (row: borrowing Row) throws(StoreError) in
      found = try body(row)
      return false
    }
    return found
  }

  /// A whole number that a statement gives in its first row and column.
  func integer(_ sql: String, _ values: [Value] = []) throws(StoreError) -> Int64? {
    try first(sql, values) { (row: borrowing Row) throws(StoreError) in row.optionalInt64(0) } ?? nil
  }

  /// Runs several statements, none of which gives rows that matter: a schema.
  func script(_ sql: String) throws(StoreError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw StoreError(
        sqliteCode: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)),
        path: path)
    }
  }

  /// How many rows the last statement changed.
  var changes: Int { Int(sqlite3_changes(handle)) }

  /// The number of the row that was inserted last.
  var lastInserted: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Does all of `body` or, where it throws, nothing of it. Within a transaction it is part of that.
  func transaction<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
    // IMMEDIATE: to be refused at once, and not half-way, where somebody else is writing.
    try run("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // SQLite has ended some failed transactions by itself (a full disk, for one).
      if sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }
}
