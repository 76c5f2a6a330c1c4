internal import CSQLite

/// A prepared statement; finalized with its last reference.
final class Statement {
  fileprivate let handle: OpaquePointer
  private let database: OpaquePointer
  private let path: String

  init(_ sql: String, on database: OpaquePointer, path: String) throws(StoreError) {
    self.database = database
    self.path = path
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else {
      throw StoreError(
        sqliteCode: code, message: String(cString: sqlite3_errmsg(database)), path: path,
        errno: Statement.systemErrno(code, database))
    }
    self.handle = handle
  }

  deinit { sqlite3_finalize(handle) }

  /// The system's error, where SQLite's own says that it came from the system.
  private static func systemErrno(_ code: Int32, _ database: OpaquePointer) -> Int32 {
    switch code & 0xFF {
    case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL: sqlite3_system_errno(database)
    default: 0
    }
  }

  private func failure(_ code: Int32) -> StoreError {
    StoreError(
      sqliteCode: code, message: String(cString: sqlite3_errmsg(database)), path: path,
      errno: Statement.systemErrno(code, database))
  }

  func bind(_ values: [Value]) throws(StoreError) {
    var index: Int32 = 0
    for value in values {
      index += 1
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, number)
        case .real(let number): sqlite3_bind_double(handle, index, number)
        case .text(var text):
          text.withUTF8 { utf8 in
            // An empty string may have no address, and SQLite would take that for NULL.
            utf8.isEmpty
              ? holdfast_bind_text(handle, index, "", 0)
              : utf8.withMemoryRebound(to: CChar.self) {
                holdfast_bind_text(handle, index, $0.baseAddress, Int32(clamping: $0.count))
              }
          }
        case .blob(let bytes):
          bytes.withUnsafeBytes {
            // No bytes may have no address, and SQLite would take that for NULL.
            $0.isEmpty
              ? sqlite3_bind_zeroblob(handle, index, 0)
              : holdfast_bind_blob(handle, index, $0.baseAddress, UInt64($0.count))
          }
        }
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }

  /// Whether there is a row.
  func step() throws(StoreError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw failure(code)
    }
  }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }
}

/// The row on which a statement stands; valid until the next step. Columns are counted from 0.
struct Row: ~Copyable {
  private let handle: OpaquePointer

  init(_ statement: Statement) { handle = statement.handle }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  func bool(_ column: Int32) -> Bool { int64(column) != 0 }

  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The bytes of a text; valid within `body`.
  func bytes<T>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    let start = sqlite3_column_text(handle, column)
    return body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  func blob(_ column: Int32) -> [UInt8] {
    let start = sqlite3_column_blob(handle, column)
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// The first byte of a text; 0 of an empty one, and of none.
  func firstByte(_ column: Int32) -> UInt8 { sqlite3_column_text(handle, column)?.pointee ?? 0 }

  func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }
  func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : Int(clamping: int64(column)) }
  func optionalBool(_ column: Int32) -> Bool? { isNull(column) ? nil : bool(column) }
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
  func optionalDouble(_ column: Int32) -> Double? {
    isNull(column) ? nil : double(column)
  }
}
