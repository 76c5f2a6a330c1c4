public import Syscalls

/// What is wrong at one place of a settings file, and what to do about it.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What sort of error it is.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The sort's name.
    public var rawValue: String
    /// A sort of this name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The file is not there or cannot be read; `underlying` says why.
    public static let unreadable = Code(rawValue: "unreadable")
    /// The bytes are not TOML.
    public static let notTOML = Code(rawValue: "not-toml")
    /// A key that nothing reads.
    public static let unknownKey = Code(rawValue: "unknown-key")
    /// A key that has to be there is not.
    public static let missingKey = Code(rawValue: "missing-key")
    /// A value of another type than the key has.
    public static let wrongType = Code(rawValue: "wrong-type")
    /// A value that names nothing known: an action, an exercise, an athlete, a key, an LED.
    public static let unknownName = Code(rawValue: "unknown-name")
    /// A value that is not understood, or out of bounds.
    public static let badValue = Code(rawValue: "bad-value")
    /// Two settings that exclude each other.
    public static let conflict = Code(rawValue: "conflict")
  }

  /// What sort of error it is.
  public var code: Code
  /// The file, as it was named.
  public var file: String
  /// The line, from 1; 0 where the error is about the file as a whole.
  public var line: Int
  /// The column in characters, from 1; 0 with line 0.
  public var column: Int
  /// The keys that lead to the place, joined by dots: `station.input.debounce`; empty at the top.
  public var key: String
  /// What is wrong.
  public var what: String
  /// What to do.
  public var remedy: String
  /// The system call that failed, where one did.
  public var underlying: SystemError?

  /// An error at a place of a file.
  public init(
    _ code: Code, file: String, line: Int = 0, column: Int = 0, key: String = "", what: String,
    remedy: String,
    underlying: SystemError? = nil
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.what = what
    self.remedy = remedy
    self.underlying = underlying
  }

  /// `FILE:LINE: KEY: what; remedy`, without the parts that there are not.
  public var description: String {
    var text = file
    if line > 0 { text += ":\(line)" }
    text += ": "
    if !key.isEmpty { text += key + ": " }
    return text + what + "; " + remedy
  }
}

/// All that is wrong in a settings file: at least one error, in the order of the file.
public struct SettingsErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// The errors.
  public var errors: [SettingsError]

  /// These errors.
  public init(_ errors: [SettingsError]) { self.errors = errors }

  /// One error a line, the first ten of them.
  public var description: String {
    var lines = errors.prefix(10).map(\.description)
    if errors.count > 10 { lines.append("and \(errors.count - 10) more; correct these first") }
    return lines.joined(separator: "\n")
  }
}
