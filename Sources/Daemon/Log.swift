import Glibc
import Synchronization

/// The daemon's log: lines on standard error with the priorities of sd-daemon(3), which the journal understands.
/// On a terminal the priorities are left out. Nobody waits for whoever reads it: what is not taken is left out, and
/// how much that was is told later. Used by any thread.
enum Log {
  enum Priority: Int {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
  }

  private static let isTerminal = isatty(2) == 1
  private static let leftOut = Mutex(0)

  static func error(_ text: String) { write(.error, text) }
  static func warning(_ text: String) { write(.warning, text) }
  static func notice(_ text: String) { write(.notice, text) }
  static func info(_ text: String) { write(.info, text) }

  private static func write(_ priority: Priority, _ text: String) {
    // One line is one message: a name from outside must not begin another.
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    leftOut.withLock { leftOut in
      guard isTaking else { return leftOut += 1 }
      if leftOut > 0 { put(.warning, "\(leftOut) messages were left out, since nobody took them") }
      leftOut = 0
      put(priority, line)
    }
  }

  /// Whether a line can be written without waiting. A pipe that says so takes 4096 bytes at once.
  private static var isTaking: Bool {
    var error = pollfd(fd: 2, events: Int16(POLLOUT), revents: 0)
    return poll(&error, 1, 0) == 1 && error.revents & Int16(POLLOUT) != 0
  }

  private static func put(_ priority: Priority, _ line: String) {
    let prefix = isTerminal ? "" : "<\(priority.rawValue)>"
    // With the line feed, no more than a pipe takes.
    let bytes = Array("\(prefix)\(line)".utf8.prefix(4_000)) + [UInt8(ascii: "\n")]
    while Glibc.write(2, bytes, bytes.count) < 0, errno == EINTR {}
  }
}
