internal import CSQLite
internal import Glibc
internal import Syscalls

/// What looking a database through came to.
public enum CheckResult: Hashable, Sendable {
  /// Nothing is wrong.
  case sound
  /// What SQLite found, at most ten lines of it.
  case damaged([String])
  /// It was not through in time; nothing was wrong so far.
  case unfinished
}

extension Log {
  /// Looks the whole database through for damage, as SQLite's `quick_check` does: all but whether each index agrees with
  /// its table.
  /// - Parameter isOver: whether it has taken long enough; asked every few milliseconds.
  /// - Throws: A `StoreError` when the file cannot be read.
  public func check(until isOver: @escaping () -> Bool) throws(StoreError) -> CheckResult {
    do throws(StoreError) {
      let lines = try connection.interrupting(when: isOver) { () throws(StoreError) in
        try connection.all("PRAGMA quick_check(10)") { (row: borrowing Row) throws(StoreError) in row.text(0)
        }
      }
      return lines == ["ok"] ? .sound : .damaged(lines)
    } catch  where error.sqliteCode & 0xFF == SQLITE_INTERRUPT {
      return .unfinished
    } catch  where error.isDamage {
      return .damaged([error.message])
    }
  }
}

extension Store {
  /// Stores what a daemon has left in the spill file beside the database, oldest first: they are part of the history that
  /// commands change.
  /// - Throws: A `StoreError` where they cannot be read or stored; they stay in the file then.
  public func storeWhatWaits() throws(StoreError) {
    guard access(SpillFile.path(for: path), F_OK) == 0 else { return }
    let spill = try SpillFile(database: path)
    var areAllTaken = true
    for record in spill.found {
      do throws(StoreError) { _ = try store(record, now: nil, isLate: true) } catch {
        // One set that the database cannot take must not keep back those after it, nor whoever has a change to make.
        guard error.code == .misuse else { throw error }
        areAllTaken = false
      }
    }
    if areAllTaken { try spill.clear() }
  }
}

/// What lies beside a database.
public struct StoreFiles: Hashable, Sendable {
  /// How many sets wait in the spill file to be stored; `nil` where there is no such file.
  public var spilled: Int?
  /// Databases that were found damaged and are kept, by their names.
  public var damaged: [String]

  /// Looks what lies beside a database, and changes nothing.
  /// - Throws: A `StoreError` where that cannot be read.
  public init(besideDatabase path: String) throws(StoreError) {
    do throws(SystemError) {
      let spill = SpillFile.path(for: path)
      do throws(SystemError) {
        spilled = SpillFile.records(in: try readFile(spill)).0.count
      } catch {
        guard error.errno == ENOENT else { throw error }
      }
      let start = (path.split(separator: "/").last.map(String.init) ?? path) + ".damaged-"
      damaged = try directoryEntries(directoryName(path)).filter { $0.hasPrefix(start) }.sorted()
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
