import Glibc
import Syscalls
public import Training

/// A client's side of the socket: one request at a time, and what the daemon sends by itself in between.
///
/// Every method waits at most as long as it is told. Used by one thread.
public final class ControlClient {
  /// What the daemon said of itself.
  public let greeting: Greeting
  /// To be watched for reading along with other descriptors. Lines may wait here even if it is not readable: call
  /// `next(timeout:)` until it returns `nil`.
  public var descriptor: Int32 { lines.descriptor.number }

  private var lines: LineStream
  private var streamed: [StreamLine] = []
  private var streamedIndex = 0
  private var lastID = 0

  /// Connects to the daemon and reads its greeting.
  ///
  /// - Throws: `ControlError`: `unavailable` where no daemon serves the path, where it does not answer in time or
  ///   speaks another version of the protocol; `permission` where the socket may not be opened.
  public init(path: String, timeout: Interval = .seconds(5)) throws {
    let deadline = Deadline(after: timeout)
    lines = LineStream(descriptor: try Self.connect(path, deadline))
    guard let line = try lines.next(deadline) else { throw Self.silence(timeout) }
    if let error = line["error"] { throw try ControlError(json: error, at: "error") }
    guard case .integer(let version)? = line["holdfast"] else {
      throw ControlError(.data, "\(path) is served by something that is not holdfastd")
    }
    guard version == Greeting.currentProtocol else {
      throw ControlError(
        .unavailable,
        "holdfastd speaks version \(version) of the protocol, this program \(Greeting.currentProtocol)",
        remedy: "restart the daemon after an upgrade: sudo systemctl restart holdfast")
    }
    greeting = try Greeting(json: line, at: "")
  }

  /// Sends a request and waits for its result. What is streamed in the meantime is kept for `next(timeout:)`.
  ///
  /// - Returns: the result, to be read by the type that belongs to the request; `null` where there is none.
  /// - Throws: `ControlError`: the daemon's own, or why there is no answer.
  @discardableResult
  public func send(_ request: Request, timeout: Interval = .seconds(5)) throws -> JSONValue {
    let deadline = Deadline(after: timeout)
    lastID += 1
    try lines.write(JSONWriter.line(RequestLine(id: .number(lastID), request)), deadline)
    while let line = try lines.next(deadline) {
      if line["event"] != nil || line["input"] != nil {
        streamed.append(try StreamLine(json: line, at: ""))
        continue
      }
      // An error without an id is about the connection.
      guard line["id"] == .integer(lastID) || line["id"] == nil else { continue }
      if let error = line["error"] { throw try ControlError(json: error, at: "error") }
      return line["result"] ?? .null
    }
    throw Self.silence(timeout)
  }

  /// Asks for a stream; `next(timeout:)` then gives its lines.
  public func subscribe(_ subscription: Subscription, timeout: Interval = .seconds(5)) throws {
    try send(.subscribe(subscription), timeout: timeout)
  }

  /// The next line of the stream.
  ///
  /// - Parameter timeout: how long to wait for it; `nil` waits for ever, `.zero` only looks.
  /// - Returns: `nil` where none came in time.
  /// - Throws: `ControlError` with `unavailable` when the daemon has gone, or dropped this client because it did not
  ///   keep up.
  public func next(timeout: Interval?) throws -> StreamLine? {
    if streamedIndex < streamed.count {
      defer { streamedIndex += 1 }
      return streamed[streamedIndex]
    }
    streamed.removeAll()
    streamedIndex = 0
    let deadline = timeout.map { Deadline(after: $0) }
    while let line = try lines.next(deadline) {
      // A reply that came after its request was given up.
      if line["event"] == nil, line["input"] == nil { continue }
      return try StreamLine(json: line, at: "")
    }
    return nil
  }

  // MARK: - Connecting

  private static func connect(_ path: String, _ deadline: Deadline) throws -> Descriptor {
    do throws(SystemError) {
      let address = try UnixAddress(path)
      let descriptor = try Descriptor.unixStream()
      while true {
        do throws(SystemError) {
          try descriptor.connect(to: address)
          return descriptor
        } catch {
          // The daemon's queue is full: there is nothing to wait for but time.
          guard error.errno == EAGAIN, deadline.milliseconds > 0 else { throw error }
          pause(milliseconds: 10)
        }
      }
    } catch {
      throw explain(error, path: path)
    }
  }

  static func explain(_ error: SystemError, path: String) -> ControlError {
    switch error.errno {
    case ENOENT, ECONNREFUSED, ENOTDIR:
      ControlError(
        .unavailable,
        "holdfastd is not running: "
          + (error.errno == ECONNREFUSED ? "nobody serves \(path)" : "there is no socket \(path)"),
        remedy: "start it: sudo systemctl start holdfast, or run holdfastd", underlying: error)
    case EACCES, EPERM:
      ControlError(
        .permission, "\(path) may not be opened: \(error.message)",
        remedy: "join the group: sudo usermod -aG holdfast $USER, then log in anew", underlying: error)
    case EAGAIN:
      ControlError(
        .unavailable, "holdfastd does not accept connections on \(path)",
        remedy: "see what it does: systemctl status holdfast", underlying: error)
    case ENAMETOOLONG, EINVAL:
      ControlError(
        .usage, "\(path): not a name for a socket",
        remedy: "give --socket a path of at most \(UnixAddress.longestPath) bytes", underlying: error)
    default: ControlError(.inputOutput, "socket \(path): \(error.description)", underlying: error)
    }
  }

  private static func silence(_ timeout: Interval) -> ControlError {
    ControlError(
      .unavailable, "holdfastd did not answer within \(decimalText(timeout.seconds)) s",
      remedy: "see what it does: systemctl status holdfast")
  }
}
