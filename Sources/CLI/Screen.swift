import Control
import Glibc
import Gym
import Syscalls
import Training

/// The whole terminal, drawn anew as things change, and given back as it was.
final class Screen {
  private let context: Context
  private let traits: TerminalTraits
  private let signals: Signals
  private let output = Terminal(1)
  private var keys: KeyMode?
  private var shown: [ScreenLine]?
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
    // In this order: what the terminal was before is what it is without us.
    keys = nil
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
    // A terminal that takes nothing (Ctrl-S) must not keep the program from ending.
    guard canWrite else { return }
    context.out.write("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
    try? context.out.flush()
  }

  private var canWrite: Bool { !output.isTerminal || output.canBeWritten }

  /// Draws until Ctrl-C, `q`, a request to end, or the end of the terminal.
  /// - Parameter frame: what is to be seen now, on a screen of this size.
  func run(_ live: inout LiveStatus, _ frame: (LiveStatus, TerminalSize) throws -> Frame) throws {
    defer { leave() }
    while !context.out.isClosed {
      let size = traits.size() ?? TerminalSize(columns: 80, rows: 24)
      let now = try frame(live, size)
      let canWrite = canWrite
      if canWrite, try !draw(now.lines, size) { return }
      guard try wait(&live, next: canWrite ? now.next : nil, forRoom: !canWrite) else { return }
    }
  }

  /// - Returns: `false` where the terminal is gone: nobody is left to be told.
  private func draw(_ lines: [ScreenLine], _ size: TerminalSize) throws -> Bool {
    let style = context.style
    let lines = Array(lines.prefix(size.rows))
    if shown == nil { context.out.write("\u{1B}[2J") }
    let former = shown ?? []
    shown = lines
    let none = ScreenLine("")
    for row in 0..<max(lines.count, former.count) {
      let line = row < lines.count ? lines[row] : none
      let old = row < former.count ? former[row] : none
      // Only what is different: a terminal may be at the other end of a slow line.
      guard line != old else { continue }
      let keep = line.cellsToKeep(of: old)
      // Cleared before it is written, since after a full row the cursor still stands on its last character.
      context.out.write("\u{1B}[\(row + 1);\(keep + 1)H\u{1B}[K")
      let text = keep == 0 ? line.text : String(line.text.unicodeScalars.dropFirst(keep))
      context.out.write(style.paint(text, line.role))
    }
    do {
      try context.out.flush()
      return true
    } catch {
      guard error.errno == EIO, output.isTerminal else { throw error }
      return false
    }
  }

  /// Sleeps until there is something to draw, or room to draw it in, and no longer than the next change by itself.
  /// - Returns: `false` at the end.
  private func wait(_ live: inout LiveStatus, next: Interval?, forRoom: Bool) throws -> Bool {
    let poll = try Epoll(capacity: 4)
    try poll.add(signals.descriptor.number, .readable, token: Token.signals)
    // A hang-up is told in any case.
    if output.isTerminal { try poll.add(1, forRoom ? .writable : [], token: Token.output) }
    if keys != nil { try poll.add(0, .readable, token: Token.keys) }
    if let descriptor = live.descriptor { try poll.add(descriptor, .readable, token: Token.daemon) }
    var ready: [UInt64: Readiness] = [:]
    try poll.wait(milliseconds: timeout(live, next)) { token, what in ready[token] = what }
    if let what = ready[Token.output], !what.isDisjoint(with: [.hangUp, .failed]) { return false }
    // What else there is may be another's after a stop, and is looked at anew.
    if ready[Token.signals] != nil { return try handleSignals() }
    if ready[Token.keys] != nil, try !handleKeys() { return false }
    if ready[Token.daemon] != nil || live.descriptor == nil { _ = live.refresh() }
    return true
  }

  private enum Token {
    static let signals: UInt64 = 0
    static let output: UInt64 = 1
    static let keys: UInt64 = 2
    static let daemon: UInt64 = 3
  }

  /// In milliseconds, rounded up; -1 is for ever. Recordings that are played faster are drawn ten times a second.
  private func timeout(_ live: LiveStatus, _ next: Interval?) -> Int32 {
    if live.descriptor == nil { return 1_000 }
    guard let next else { return -1 }
    return live.report.clock.speed == 1 ? Int32((next.microseconds + 999) / 1_000) : 100
  }

  private func handleSignals() throws -> Bool {
    while true {
      var isToStop = false
      while let (signal, _) = try signals.next() {
        switch signal {
        case TerminalSignal.resize: shown = nil
        case TerminalSignal.stop: isToStop = true
        case TerminalSignal.resume:
          // In the background it would draw over what others write: it waits for `fg`.
          if output.isAnothers { isToStop = true } else { enter() }
        default: return false
        }
      }
      guard isToStop else { return true }
      leave()
      TerminalSignal.stopThisProcess()
    }
  }

  private func handleKeys() throws -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    do {
      guard let count = try readKeys(0, into: &bytes) else { return true }
      return count > 0 && !bytes[..<count].contains { $0 == UInt8(ascii: "q") || $0 == 4 }
    } catch {
      // The terminal is gone.
      return false
    }
  }
}
