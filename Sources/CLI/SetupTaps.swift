import Control
import Evdev
import Glibc
import Syscalls
import Tracking
import Training

/// Which device was tapped, and which of its keys went down.
struct Tap: Equatable {
  var path: String
  /// In the order in which they went down.
  var keys: [UInt16]
}

/// Makes taps of what devices send: a tap is over when all its keys are up and nothing has come for a moment, or has lasted
/// long enough to be meant.
struct TapCollector {
  /// Keypads send a digit's NumLock in a frame of its own; pedals that type a shortcut take some ms a key.
  private static let quiet = Interval.milliseconds(120)
  private static let longest = Interval.seconds(1)

  private var tap: Tap?
  private var down: Set<UInt16> = []
  private var firstAt = Instant(microseconds: 0)
  private var lastAt = Instant(microseconds: 0)

  /// Whether a tap is being made.
  var isBusy: Bool { tap != nil }

  /// Takes an event; those of other devices are nothing while a tap is being made.
  mutating func take(_ event: InputEvent, at now: Instant) {
    guard event.type == 1, event.value == 0 || event.value == 1, let code = UInt16(exactly: event.code) else {
      return
    }
    if event.value == 1 {
      if tap == nil {
        tap = Tap(path: event.path, keys: [])
        down = []
        firstAt = now
      }
      guard tap?.path == event.path else { return }
      if tap?.keys.contains(code) == false { tap?.keys.append(code) }
      down.insert(code)
    } else {
      guard tap?.path == event.path else { return }
      down.remove(code)
    }
    lastAt = now
  }

  /// The tap that is over now.
  mutating func finish(at now: Instant) -> Tap? {
    guard let tap, (down.isEmpty && now - lastAt >= Self.quiet) || now - firstAt >= Self.longest else {
      return nil
    }
    self.tap = nil
    return tap
  }
}

/// The lines that somebody answers, from a terminal or from a script.
final class Answers {
  private let input: Int32
  private let isTyped: Bool
  private var buffer: [UInt8] = []
  private(set) var isAtEnd = false

  init(_ context: Context) {
    input = context.input
    isTyped = context.machine.inputIsTyped
  }

  /// What to wait for; `nil` where nothing more comes.
  var descriptor: Int32? { isAtEnd || input < 0 ? nil : input }

  /// Takes what there is, once it is known that there is something.
  func read() throws {
    guard let descriptor else { return isAtEnd = true }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = try bytes.withUnsafeMutableBytes {
      try readBytes(descriptor, into: $0, doing: "read the answer")
    }
    if count == 0 { isAtEnd = true }
    buffer += bytes[..<count]
  }

  /// A line that is there already.
  func line() -> String? {
    if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
      defer { buffer.removeFirst(end + 1) }
      return String(decoding: buffer[..<end], as: UTF8.self)
    }
    guard isAtEnd, !buffer.isEmpty else { return nil }
    defer { buffer = [] }
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Waits for a line; `nil` at the end.
  func next() throws -> String? {
    while true {
      if let line = line() { return line }
      if isAtEnd || input < 0 { return nil }
      try read()
    }
  }

  /// A pedal types into the terminal, too: that is no answer.
  func discardTyped() {
    guard isTyped else { return }
    discardTypedInput(input)
    buffer = []
  }
}
