import CLinux
import Glibc

/// What a descriptor is watched for, and what it turned out to be ready for.
public struct Readiness: OptionSet, Hashable, Sendable {
  /// The bits of `EPOLLIN` and its like.
  public var rawValue: UInt32
  /// A readiness of these bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// There is something to read, or the other side has ended sending.
  public static let readable = Readiness(rawValue: EPOLLIN.rawValue)
  /// Something can be written.
  public static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
  /// Closed from both sides. Reported always, whether asked for or not.
  public static let hangUp = Readiness(rawValue: EPOLLHUP.rawValue)
  /// Failed; of a device, unplugged. Reported always, whether asked for or not.
  public static let failed = Readiness(rawValue: EPOLLERR.rawValue)
}

/// The kernel's list of descriptors to wait for, level-triggered: what is not dealt with is reported again.
///
/// Used by one thread.
public final class Epoll {
  private let descriptor: Descriptor
  private var buffer: [epoll_event]

  /// An empty list; one `wait` reports at most `capacity` descriptors.
  public init(capacity: Int = 64) throws(SystemError) {
    descriptor = Descriptor(owning: try syscall("epoll_create") { epoll_create1(Int32(EPOLL_CLOEXEC)) })
    buffer = Array(repeating: epoll_event(), count: capacity)
  }

  /// Watches a descriptor; `token` comes back with its events.
  public func add(_ number: Int32, _ interest: Readiness, token: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_ADD, number, interest, token)
  }

  /// Watches it for something else. With no interest at all, hang-ups and failures are still reported.
  public func modify(_ number: Int32, _ interest: Readiness, token: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_MOD, number, interest, token)
  }

  /// Watches it no longer. Events that an earlier `wait` reported are the caller's to forget.
  public func remove(_ number: Int32) throws(SystemError) {
    try control(EPOLL_CTL_DEL, number, [], 0)
  }

  private func control(
    _ operation: Int32, _ number: Int32, _ interest: Readiness, _ token: UInt64
  ) throws(SystemError) {
    var event = epoll_event()
    event.events = interest.rawValue
    event.data.u64 = token
    try syscall("epoll_ctl") { epoll_ctl(descriptor.number, operation, number, &event) }
  }

  /// Waits until a descriptor is ready.
  ///
  /// - Parameters:
  ///   - milliseconds: for how long at most; -1 waits for ever, 0 only looks.
  ///   - body: is called for each that is.
  /// - Returns: how many were ready; 0 also where a signal ended the wait.
  @discardableResult
  public func wait(
    milliseconds: Int32 = -1, _ body: (_ token: UInt64, _ ready: Readiness) throws -> Void
  ) throws -> Int {
    let count = epoll_wait(descriptor.number, &buffer, Int32(buffer.count), milliseconds)
    guard count >= 0 else {
      if errno == EINTR { return 0 }
      throw SystemError(errno, doing: "epoll_wait")
    }
    for index in 0..<Int(count) {
      try body(buffer[index].data.u64, Readiness(rawValue: buffer[index].events))
    }
    return Int(count)
  }
}
