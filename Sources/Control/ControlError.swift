public import Syscalls

/// Something that a request, the socket or the daemon behind it could not do; the same on both sides of the socket.
public struct ControlError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure: an exit code of sysexits.h.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The exit code.
    public var rawValue: Int32
    /// A code.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The request makes no sense for what there is: `EX_USAGE`.
    public static let usage = Code(rawValue: 64)
    /// The request or the answer cannot be understood: `EX_DATAERR`.
    public static let data = Code(rawValue: 65)
    /// What was named does not exist: `EX_NOINPUT`.
    public static let noInput = Code(rawValue: 66)
    /// The daemon does not run, does not answer, or is too busy: `EX_UNAVAILABLE`.
    public static let unavailable = Code(rawValue: 69)
    /// Reading or writing failed: `EX_IOERR`.
    public static let inputOutput = Code(rawValue: 74)
    /// Not allowed: `EX_NOPERM`.
    public static let permission = Code(rawValue: 77)
    /// The configuration is wrong: `EX_CONFIG`.
    public static let configuration = Code(rawValue: 78)
  }

  /// What kind of failure.
  public var code: Code
  /// What is wrong and where, in one line without a full stop.
  public var message: String
  /// What to do, where that is known.
  public var remedy: String?
  /// The system call that failed, where one did. It does not cross the socket.
  public var underlying: SystemError?

  /// A failure.
  public init(_ code: Code, _ message: String, remedy: String? = nil, underlying: SystemError? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.underlying = underlying
  }

  /// The message, and on a second line what to do.
  public var description: String { message + (remedy.map { "\n" + $0 } ?? "") }
}

extension ControlError: JSONWritable, JSONReadable {
  /// Writes `{"code":65,"message":"…","remedy":"…"}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("code", Int(code.rawValue))
      $0.member("message", message)
      $0.member("remedy", remedy)
    }
  }

  /// Reads what `write(to:)` wrote.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let code: Int = try fields.required("code")
    self.init(
      Code(rawValue: Int32(clamping: code)), try fields.required("message"),
      remedy: try fields.optional("remedy"))
  }
}
