public import Syscalls

/// The loop that watches descriptors for the server.
public protocol Poller: AnyObject {
  /// Calls `ready` with what the descriptor is ready for, whenever it is, until it is removed: level-triggered,
  /// hang-ups and failures always included. After `remove`, an event that was fetched before must not be passed to a
  /// later registration of the same number.
  func add(
    _ descriptor: Int32, _ interest: Readiness, _ ready: @escaping (Readiness) -> Void
  ) throws(SystemError)
  /// Watches it for something else.
  func modify(_ descriptor: Int32, _ interest: Readiness) throws(SystemError)
  /// Watches it no longer.
  func remove(_ descriptor: Int32)
}

/// The right to answer one request, now or later. May be carried to other threads; `reply(to:_:)` is the loop's.
public struct ReplyToken: Hashable, Sendable {
  let connection: UInt64
  let serial: UInt64
  let id: RequestID?
  /// Who asked.
  public let peer: PeerCredentials
}

extension ControlServer {
  /// What a client may take up.
  public struct Limits: Sendable {
    /// The longest line in bytes.
    public var line = 65_536
    /// How many bytes may wait to be sent to one client.
    public var queue = 262_144
    /// How many clients there may be.
    public var clients = 512
    /// How many replies one client may wait for before it is read no further.
    public var awaited = 64

    /// The usual limits.
    public init() {}
  }

  /// Something for the log.
  public struct Notice: Sendable {
    /// Whether it is out of the ordinary.
    public var isWarning: Bool
    /// What happened, in one line.
    public var text: String
  }
}
