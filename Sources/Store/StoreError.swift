internal import CSQLite
internal import Glibc
public import Syscalls
public import Training

/// Why the log could not be read or written.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure; more may come.
  public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The code's name.
    public var rawValue: String
    /// A code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The code's name.
    public var description: String { rawValue }

    /// The file is no SQLite database, or another program's.
    public static let notADatabase = Code(rawValue: "not-a-database")
    /// A newer Holdfast has written it.
    public static let fromTheFuture = Code(rawValue: "from-the-future")
    /// The file or its directory may not be written.
    public static let readOnly = Code(rawValue: "read-only")
    /// The file may not even be read, or not be reached.
    public static let cannotOpen = Code(rawValue: "cannot-open")
    /// Another program holds a lock on it.
    public static let locked = Code(rawValue: "locked")
    /// No room is left.
    public static let full = Code(rawValue: "full")
    /// The database is damaged.
    public static let corrupt = Code(rawValue: "corrupt")
    /// The disk failed.
    public static let ioError = Code(rawValue: "io-error")
    /// No set has this id.
    public static let noSuchSet = Code(rawValue: "no-such-set")
    /// No run has this id.
    public static let noSuchRun = Code(rawValue: "no-such-run")
    /// Several runs have ids that end so.
    public static let ambiguousRun = Code(rawValue: "ambiguous-run")
    /// Several sets have ids that end so; `candidates` are they.
    public static let ambiguousSet = Code(rawValue: "ambiguous-set")
    /// What was asked for cannot be, such as a side that the exercise does not have.
    public static let impossible = Code(rawValue: "impossible")
    /// A file is there that a copy must not overwrite.
    public static let exists = Code(rawValue: "exists")
    /// A mistake of this program.
    public static let misuse = Code(rawValue: "misuse")
  }

  /// The kind of failure.
  public var code: Code
  /// SQLite's extended result code; 0 where SQLite had no part in it.
  public var sqliteCode: Int32
  /// The system call that failed, where one did.
  public var underlying: SystemError?
  /// The file.
  public var path: String?
  /// What is wrong, without the path.
  public var message: String
  /// What to do about it.
  public var remedy: String
  /// The sets that an ambiguous id may mean, at most ten.
  public var candidates: [SetID]

  /// A failure.
  public init(
    _ code: Code, path: String? = nil, message: String, remedy: String, sqliteCode: Int32 = 0,
    underlying: SystemError? = nil, candidates: [SetID] = []
  ) {
    self.code = code
    self.path = path
    self.message = message
    self.remedy = remedy
    self.sqliteCode = sqliteCode
    self.underlying = underlying
    self.candidates = candidates
  }

  /// `/var/lib/holdfast/holdfast.db: file is not a database; …`.
  public var description: String {
    (path.map { $0 + ": " } ?? "") + message + (remedy.isEmpty ? "" : "; " + remedy)
  }

  /// Whether the file itself is damaged, as SQLite found, and a new one is the only way on.
  public var isDamage: Bool { code == .corrupt && sqliteCode != 0 }
}

extension StoreError {
  /// A failure that SQLite reported.
  init(sqliteCode: Int32, message: String, path: String, errno: Int32 = 0) {
    let code: Code =
      switch sqliteCode & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: .locked
      case SQLITE_FULL: .full
      case SQLITE_CORRUPT: .corrupt
      case SQLITE_NOTADB: .notADatabase
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
      case SQLITE_CANTOPEN: .cannotOpen
      case SQLITE_IOERR, SQLITE_NOLFS, SQLITE_PROTOCOL: .ioError
      default: .misuse
      }
    let underlying = errno == 0 ? nil : SystemError(errno, doing: "access \(path)")
    self.init(
      code, path: path, message: message + (underlying.map { " (\($0.message))" } ?? ""),
      remedy: Self.remedy(for: code), sqliteCode: sqliteCode, underlying: underlying)
  }

  /// A system call on one of the store's files that failed.
  init(_ error: SystemError, path: String) {
    let code: Code =
      switch error.errno {
      case ENOSPC, EDQUOT, EFBIG: .full
      case EROFS: .readOnly
      case EACCES, EPERM, ENOENT, ENOTDIR, EISDIR, ELOOP: .cannotOpen
      default: .ioError
      }
    self.init(
      code, path: path, message: error.message, remedy: Self.remedy(for: code), underlying: error)
  }

  private static func remedy(for code: Code) -> String {
    switch code {
    case .locked: "close the program that holds it (see fuser or lsof)"
    case .full: "make room on its disk"
    case .corrupt: "keep the file, and recover what can be read with: sqlite3 FILE .recover"
    case .notADatabase: "name another file with --database, or move this one away"
    case .readOnly: "make the file and its directory writable for this user"
    case .cannotOpen: "see that its directory exists and that this user may open it (group holdfast)"
    case .ioError: "look for disk errors in the kernel's log (dmesg), or for a quota or limit on file sizes"
    default: "this is a mistake in holdfast: please report it"
    }
  }
}
