import Glibc

/// A file descriptor that is closed when its last owner lets go of it.
public final class Descriptor: Sendable {
  /// The descriptor's number, valid as long as this object lives.
  public let number: Int32

  /// Takes over an open descriptor.
  public init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Reads what there is, up to the size of the buffer.
  ///
  /// - Returns: the bytes read, 0 at the end, `nil` where a non-blocking descriptor has nothing now.
  public func read(into buffer: inout [UInt8]) throws(SystemError) -> Int? {
    try unlessBlocked("read") { Glibc.read(number, &buffer, buffer.count) }
  }

  /// Waits until the descriptor is ready.
  ///
  /// - Parameters:
  ///   - interest: readable, writable or both.
  ///   - milliseconds: for how long at most; -1 waits for ever. A signal starts the wait anew.
  /// - Returns: whether it became ready in time; an error or a hang-up is ready too.
  public func wait(for interest: Readiness, milliseconds: Int32) throws(SystemError) -> Bool {
    // The bits of poll(2) are those of epoll(7).
    var entry = pollfd(fd: number, events: Int16(interest.rawValue), revents: 0)
    return try syscall("poll") { poll(&entry, 1, milliseconds) } > 0
  }
}

/// Lets time pass; a signal ends it early.
public func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }

/// Runs a system call again while a signal interrupts it; `nil` where it would block.
func unlessBlocked(
  _ action: @autoclosure () -> String, _ body: () -> Int
) throws(SystemError) -> Int? {
  while true {
    let result = body()
    if result != -1 { return result }
    switch errno {
    case EINTR: continue
    case EAGAIN: return nil
    case let code: throw SystemError(code, doing: action())
    }
  }
}
