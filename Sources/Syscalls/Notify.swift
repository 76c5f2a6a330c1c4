import CLinux
import Glibc

/// The service manager that started this process, told of its state by the protocol of sd_notify(3).
public struct ServiceManager: Sendable {
  private let address: UnixAddress
  private let descriptor: Descriptor

  /// The manager behind `$NOTIFY_SOCKET`: a path, or an abstract name that begins with `@`.
  ///
  /// - Returns: `nil` where the variable is not set: nobody is to be told.
  /// - Throws: `EINVAL` for an address of another kind.
  public init?(environment: (String) -> String? = environmentVariable) throws(SystemError) {
    guard let name = environment("NOTIFY_SOCKET"), !name.isEmpty else { return nil }
    guard name.hasPrefix("/") || name.hasPrefix("@") else {
      throw SystemError(EINVAL, doing: "NOTIFY_SOCKET=\(name)")
    }
    address = try UnixAddress(name)
    descriptor = try .unixDatagram()
  }

  /// Sends lines such as `READY=1`.
  ///
  /// - Returns: whether they were taken; a manager that is behind takes none, and nobody waits for it.
  @discardableResult
  public func notify(_ lines: String...) throws(SystemError) -> Bool {
    try descriptor.send(Array(lines.joined(separator: "\n").utf8), to: address)
  }

  /// Start-up is complete.
  public func ready(status: String) throws(SystemError) { try notify("READY=1", "STATUS=\(status)") }

  /// One line for people, which `systemctl status` shows.
  public func status(_ text: String) throws(SystemError) { try notify("STATUS=\(text)") }

  /// Still alive.
  public func watchdog() throws(SystemError) { try notify("WATCHDOG=1") }

  /// About to end.
  public func stopping() throws(SystemError) { try notify("STOPPING=1") }
}

/// How soon after the last `watchdog()` the service manager takes the process for dead, in µs; from
/// `$WATCHDOG_USEC`, as sd_watchdog_enabled(3).
///
/// - Returns: `nil` where no watchdog is on, where the figure is none, or where `$WATCHDOG_PID` is another process.
public func watchdogMicroseconds(environment: (String) -> String? = environmentVariable) -> Int64? {
  guard let text = environment("WATCHDOG_USEC"), let value = Int64(text), value > 0 else { return nil }
  if let process = environment("WATCHDOG_PID"), Int32(process) != getpid() { return nil }
  return value
}
