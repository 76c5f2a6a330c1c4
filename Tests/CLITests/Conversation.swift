import CLI
import Control
import Evdev
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

/// A command that runs on a thread of its own, with somebody who reads what it says, taps and answers: as `expect` does.
final class Conversation {
  private var reader: Int32
  private let answers: Int32
  private let thread: SystemThread
  private let daemon: FakeDaemon?
  private var said = ""
  private var seen = 0

  /// Starts the command.
  /// - Parameter daemon: whose devices are tapped.
  init(_ world: World, _ arguments: [String], daemon: FakeDaemon?) throws {
    var out: [Int32] = [-1, -1]
    var input: [Int32] = [-1, -1]
    signal(SIGPIPE, SIG_IGN)
    precondition(pipe(&out) == 0 && pipe(&input) == 0)
    reader = out[0]
    answers = input[1]
    self.daemon = daemon
    final class Ended: Sendable {
      let status = Mutex<Int32?>(nil)
      let err = Mutex("")
    }
    let ended = Ended()
    let error = Output()
    // The world belongs to the thread until it has ended.
    var whole = world.context(out: Output(descriptor: out[1]), err: error)
    whole.input = input[0]
    nonisolated(unsafe) let context = whole
    let ends = (out[1], input[0])
    thread = try SystemThread(name: "conversation") {
      let code = runHoldfast(arguments, in: context)
      ended.err.withLock { $0 = context.err.text }
      ended.status.withLock { $0 = code }
      close(ends.0)
      close(ends.1)
    }
    statusOf = { ended.status.withLock { $0 } }
    errorOf = { ended.err.withLock { $0 } }
  }

  private let statusOf: () -> Int32?
  private let errorOf: () -> String

  /// Waits until it says something, behind what was waited for before.
  func expect(_ text: String, _ place: SourceLocation = #_sourceLocation) {
    let end = SystemClock.boottime + 20_000_000
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while SystemClock.boottime < end {
      let rest = said.dropFirst(seen)
      if let found = rest.firstRange(of: text) {
        seen = said.distance(from: said.startIndex, to: found.upperBound)
        return
      }
      var poller = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
      guard poll(&poller, 1, 200) > 0 else { continue }
      let count = read(reader, &bytes, bytes.count)
      guard count > 0 else { break }
      said += String(decoding: bytes[..<count], as: UTF8.self)
    }
    Issue.record("it did not say \"\(text)\" but: \(said.dropFirst(seen))", sourceLocation: place)
  }

  /// Taps keys of a device, one after the other, each in a frame of its own.
  func tap(_ path: String, _ keys: Int...) {
    let now = Instant(microseconds: SystemClock.boottime)
    func event(_ type: Int, _ code: Int, _ value: Int) -> InputEvent {
      InputEvent(
        path: path, name: "tapped", time: now, type: type, code: code, value: value,
        typeName: KeyNames.typeName(UInt16(type)),
        codeName: KeyNames.eventName(type: UInt16(type), code: UInt16(code)))
    }
    var events: [InputEvent] = []
    for value in [1, 0] { for key in keys { events += [event(1, key, value), event(0, 0, 0)] } }
    daemon?.send(events)
  }

  func answer(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    precondition(write(answers, bytes, bytes.count) == bytes.count)
  }

  /// Listens no more.
  func hangUp() {
    close(reader)
    reader = -1
  }

  /// Says no more, and waits for the end.
  func end() -> World.Result {
    close(answers)
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while reader >= 0 {
      let count = read(reader, &bytes, bytes.count)
      guard count > 0 else { break }
      said += String(decoding: bytes[..<count], as: UTF8.self)
    }
    if reader >= 0 { close(reader) }
    thread.join()
    return World.Result(status: statusOf() ?? -1, out: said, err: errorOf())
  }
}
