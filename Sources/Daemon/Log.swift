import Glibc

/// The daemon's log: lines on standard error with the priorities of sd-daemon(3), which the journal understands.
/// On a terminal the priorities are left out.
enum Log {
  enum Priority: Int {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
  }

  private static let isTerminal = isatty(2) == 1

  static func error(_ text: String) { write(.error, text) }
  static func warning(_ text: String) { write(.warning, text) }
  static func notice(_ text: String) { write(.notice, text) }
  static func info(_ text: String) { write(.info, text) }

  private static func write(_ priority: Priority, _ text: String) {
    let prefix = isTerminal ? "" : "<\(priority.rawValue)>"
    // One line is one message: a name from outside must not begin another.
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    var bytes = Array("\(prefix)\(line)\n".utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // A log that nobody takes must not stop the timing.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
