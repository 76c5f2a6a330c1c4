internal import CLinux
internal import Glibc

/// A way for one thread to wake another that polls: an eventfd, which any thread may signal.
public final class WakeUp: Sendable {
  /// Readable from a `signal` until the next `clear`.
  public let descriptor: Int32

  /// A wake-up that has not been signalled.
  public init() throws(SystemError) {
    descriptor = try syscall("make an eventfd") {
      eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    }
  }

  deinit { close(descriptor) }

  /// Wakes whoever polls; several signals before a `clear` are one.
  public func signal() {
    var one: UInt64 = 1
    // Fails only where the counter is full, and then it is signalled already.
    while write(descriptor, &one, 8) == -1, errno == EINTR {}
  }

  /// Takes the signals back; whether there were any.
  @discardableResult
  public func clear() -> Bool {
    var count: UInt64 = 0
    while read(descriptor, &count, 8) == -1 {
      if errno != EINTR { return false }
    }
    return true
  }

  /// Sleeps until a signal, or for so many milliseconds; negative for ever.
  /// - Returns: whether it was signalled in time.
  @discardableResult
  public func wait(milliseconds: Int32) -> Bool {
    var poller = pollfd(descriptor: descriptor)
    while true {
      let count = poll(&poller, 1, milliseconds)
      if count != -1 || errno != EINTR { return count > 0 }
    }
  }
}

extension pollfd {
  fileprivate init(descriptor: Int32) { self.init(fd: descriptor, events: Int16(POLLIN), revents: 0) }
}
