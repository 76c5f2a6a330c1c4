public import Glibc

/// A system call that failed.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kernel's `errno`.
  public var errno: Int32
  /// What was being done: `open /dev/input/event3`.
  public var action: String

  /// A failure.
  public init(_ errno: Int32, doing action: String) {
    self.errno = errno
    self.action = action
  }

  /// `open /dev/input/event3: Permission denied`.
  public var description: String { "\(action): \(message)" }

  /// The kernel's words for the error, without the action.
  public var message: String { String(cString: strerror(errno)) }
}

/// Runs a system call again while a signal interrupts it, and turns -1 into a `SystemError`.
@inlinable @discardableResult
public func syscall<Result: FixedWidthInteger & SignedInteger>(
  _ action: @autoclosure () -> String, _ body: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    let code = errno
    if code != EINTR { throw SystemError(code, doing: action()) }
  }
}
