import Control
import Syscalls

/// Waits for descriptors and calls whoever asked for them. One thread, nothing else.
final class EventLoop: Poller {
  private let epoll: Epoll
  private var handlers: [UInt64: (Readiness) -> Void] = [:]
  private var tokens: [Int32: UInt64] = [:]
  /// Never used twice, so that an event fetched before a `remove` finds nobody.
  private var lastToken: UInt64 = 0

  init() throws(SystemError) { epoll = try Epoll() }

  func add(
    _ descriptor: Int32, _ interest: Readiness, _ ready: @escaping (Readiness) -> Void
  ) throws(SystemError) {
    lastToken += 1
    try epoll.add(descriptor, interest, token: lastToken)
    tokens[descriptor] = lastToken
    handlers[lastToken] = ready
  }

  func modify(_ descriptor: Int32, _ interest: Readiness) throws(SystemError) {
    guard let token = tokens[descriptor] else { return }
    try epoll.modify(descriptor, interest, token: token)
  }

  func remove(_ descriptor: Int32) {
    guard let token = tokens.removeValue(forKey: descriptor) else { return }
    handlers[token] = nil
    try? epoll.remove(descriptor)
  }

  /// Sleeps until a descriptor is ready, or only looks, and calls the handlers.
  func wait(onlyLooks: Bool = false) throws {
    try epoll.wait(milliseconds: onlyLooks ? 0 : -1) { token, ready in handlers[token]?(ready) }
  }
}
