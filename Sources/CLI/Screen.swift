import Gym
import Control
import Syscalls
import Training

/// What is to be seen, and whether it moves by itself.
struct Frame {
  var lines: [String]
  var isMoving: Bool
}

/// The whole terminal, drawn anew as things change, and given back as it was.
final class Screen {
  private let context: Context
  private let traits: TerminalTraits
  private let signals: Signals
  private var keys: KeyMode?
  private var shown: [String]?
  private var isEntered = false

  /// Takes the terminal.
  /// - Throws: a usage failure where output goes elsewhere.
  init(_ context: Context) throws {
    guard let traits = context.terminal else {
      throw Failure(
        .usage, "this draws on a terminal, and there is none", remedy: "try: holdfast status --watch --json")
    }
    self.context = context
    self.traits = traits
    signals = try Signals(TerminalSignal.drawing)
    enter()
  }

  deinit { leave() }

  private func enter() {
    keys = KeyMode(0)
    // The alternate screen, no cursor, no automatic wrapping.
    context.out.write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l")
    shown = nil
    isEntered = true
  }

  private func leave() {
    guard isEntered else { return }
    isEntered = false
    keys = nil
    context.out.write("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
    try? context.out.flush()
  }

  /// Draws until Ctrl-C, `q`, a request to end, or the end of the terminal.
  /// - Parameter frame: what is to be seen now, on a screen of this size.
  func run(_ live: inout LiveStatus, _ frame: (LiveStatus, TerminalSize) throws -> Frame) throws {
    defer { leave() }
    while !context.out.isClosed {
      let size = traits.size() ?? TerminalSize(columns: 80, rows: 24)
      let now = try frame(live, size)
      try draw(now.lines, size)
      guard try wait(&live, isMoving: now.isMoving) else { return }
    }
  }

  private func draw(_ lines: [String], _ size: TerminalSize) throws {
    let lines = Array(lines.prefix(size.rows))
    if shown == nil { context.out.write("\u{1B}[2J") }
    let former = shown ?? []
    shown = lines
    // Only what has changed: a terminal may be at the other end of a slow line. A row is cleared before it is
    // written, since after a full one the cursor still stands on its last character.
    for row in 0..<max(lines.count, former.count) {
      let line = row < lines.count ? lines[row] : ""
      if row >= former.count || former[row] != line {
        context.out.write("\u{1B}[\(row + 1);1H\u{1B}[2K" + line)
      }
    }
    try context.out.flush()
  }

  /// Sleeps until there is something to draw. What moves is drawn ten times a second, and nothing else is.
  /// - Returns: `false` at the end.
  private func wait(_ live: inout LiveStatus, isMoving: Bool) throws -> Bool {
    let poll = try Epoll(capacity: 3)
    try poll.add(signals.descriptor.number, .readable, token: 0)
    if keys != nil { try poll.add(0, .readable, token: 1) }
    if let descriptor = live.descriptor { try poll.add(descriptor, .readable, token: 2) }
    var ready: Set<UInt64> = []
    let timeout: Int32 = live.descriptor == nil ? 1_000 : isMoving ? 100 : -1
    try poll.wait(milliseconds: timeout) { token, _ in ready.insert(token) }
    if ready.contains(0), try !handleSignals() { return false }
    if ready.contains(1), try !handleKeys() { return false }
    if ready.contains(2) || live.descriptor == nil { _ = live.refresh() }
    return true
  }

  private func handleSignals() throws -> Bool {
    while let (signal, _) = try signals.next() {
      switch signal {
      case TerminalSignal.resize: shown = nil
      case TerminalSignal.stop:
        leave()
        TerminalSignal.stopThisProcess()
        enter()
      default: return false
      }
    }
    return true
  }

  private func handleKeys() throws -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    guard let count = try readKeys(0, into: &bytes), count > 0 else { return false }
    return !bytes[..<count].contains { $0 == UInt8(ascii: "q") || $0 == 4 }
  }
}
