@testable import Control
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

private let status = #"{"request":"status"}"# + "\n"
private let done = #"{"ok":true,"result":null}"#

/// Many clients at once, of all kinds.
@Suite(.serialized) struct CrowdTests {
  private static func event(_ number: Int, station: String? = "main") -> Event {
    Event(.rep(number), station: station, at: WallTime(microseconds: 0))
  }

  @Test func subscribersThatNeverReadHoldNothingUp() throws {
    let server = try TestServer()
    defer { server.stop() }
    let subscribe = #"{"request":"subscribe"}"# + "\n"
    var readers: [RawClient] = []
    var sleepers: [RawClient] = []
    for number in 0..<200 {
      var client = try RawClient(server.path)
      try client.send(subscribe)
      #expect(try client.line() == done)
      if number % 4 == 0 { sleepers.append(client) } else { readers.append(client) }
    }
    #expect(server.waitForClients(200))

    let batch = 100
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var slowest = Duration.zero
    for first in stride(from: 0, to: 10_000, by: batch) {
      let time = server.run { server in
        ContinuousClock().measure {
          for number in first..<first + batch { server.broadcast(Self.event(number)) }
        }
      }
      slowest = max(slowest, time)
      // Every reader gets exactly these bytes, in this order.
      let expected = (first..<first + batch).flatMap { JSONWriter.line(Self.event($0)) }
      for reader in readers {
        var place = 0
        while place < expected.count {
          guard let count = try reader.descriptor.read(into: &buffer) else {
            guard try reader.descriptor.wait(for: .readable, milliseconds: 10_000) else {
              throw ControlError(.unavailable, "a reader got nothing for 10 s")
            }
            continue
          }
          let isExpected =
            count <= expected.count - place
            && expected.withUnsafeBytes {
              memcmp($0.baseAddress! + place, buffer, count) == 0
            }
          guard count > 0, isExpected else { throw ControlError(.data, "a reader got something else") }
          place += count
        }
      }
    }
    #expect(slowest < .seconds(10), "the loop was held up for \(slowest)")
    // Nobody waited for the others, and they are gone.
    #expect(server.run { $0.clientCount } == readers.count)
    let dropped = server.notices.withLock {
      $0.filter { $0.isWarning && $0.text.contains("dropped: it does not read") }
    }
    #expect(dropped.count == sleepers.count)
    // A sleeper that wakes up finds what was on its way, whole lines in order, then the end.
    var next = 0
    while let line = try sleepers[0].line() {
      if try JSONValue(parsing: line)["reps"] != .integer(next) { break }
      next += 1
    }
    #expect(next > 100 && next < 10_000)
  }

  @Test func subscribersGetWhatTheyAskedFor() throws {
    let server = try TestServer()
    defer { server.stop() }
    func subscribe(_ fields: String) throws -> RawClient {
      var client = try RawClient(server.path)
      try client.send(#"{"request":"subscribe"\#(fields)}"# + "\n")
      #expect(try client.line() == done)
      return client
    }
    var all = try subscribe("")
    var one = try subscribe(#","station":"left""#)
    var input = try subscribe(#","what":["input"]"#)
    var device = try subscribe(#","what":["input","events"],"station":"right","device":"Pedal""#)
    #expect(server.run { $0.isMonitored(path: "/dev/input/event3", name: "Pedal") })
    @Sendable func press(_ name: String) -> InputEvent {
      InputEvent(
        path: "/dev/\(name)", name: name, time: Instant(microseconds: 0), type: 1, code: 48, value: 1)
    }
    server.run { server in
      server.broadcast(Self.event(1, station: "right"))
      server.broadcast(Self.event(2, station: "left"))
      server.broadcast(Self.event(3, station: nil))
      server.broadcast(press("Keypad"))
      server.broadcast(press("Pedal"))
      server.stop()
    }
    func lines(_ client: inout RawClient) throws -> [String] {
      var names: [String] = []
      while let line = try client.line() {
        let json = try JSONValue(parsing: line)
        switch json["reps"] ?? json["input"]?["name"] {
        case .integer(let number): names.append("\(number)")
        case .string(let name): names.append(name)
        default: names.append("?")
        }
      }
      return names
    }
    #expect(try lines(&all) == ["1", "2", "3"])
    #expect(try lines(&one) == ["2", "3"])
    #expect(try lines(&input) == ["Keypad", "Pedal"])
    #expect(try lines(&device) == ["1", "3", "Pedal"])
  }

  @Test func nothingIsMonitoredWhereNobodyAsked() throws {
    let server = try TestServer()
    defer { server.stop() }
    var client = try RawClient(server.path)
    try client.send(#"{"request":"subscribe","what":["input"],"device":"/dev/a"}"# + "\n")
    _ = try client.line()
    #expect(server.run { $0.isMonitored(path: "/dev/a", name: "x") })
    #expect(!server.run { $0.isMonitored(path: "/dev/b", name: "x") })
    // A later subscription replaces the one before.
    try client.send(#"{"request":"subscribe","what":["events"]}"# + "\n")
    _ = try client.line()
    #expect(!server.run { $0.isMonitored(path: "/dev/a", name: "x") })
  }

  @Test func aSubscriberMayEndSendingAndIsForgottenWhenItGoes() throws {
    let server = try TestServer()
    defer { server.stop() }
    do {
      var client = try RawClient(server.path)
      try client.send(#"{"request":"subscribe"}"# + "\n")
      try client.descriptor.shutDownSending()
      #expect(try client.line() == done)
      server.run { $0.broadcast(Self.event(1)) }
      #expect(try client.line()?.contains(#""reps":1"#) == true)
      #expect(server.run { $0.clientCount } == 1)
      #expect(server.isQuiet())
    }
    #expect(server.waitForClients(0))
  }

  @Test func clientsComeAndGo() throws {
    let server = try TestServer()
    defer { server.stop() }
    for round in 0..<1_000 {
      let client = try RawClient(server.path, readsGreeting: round % 3 == 0)
      switch round % 4 {
      case 0: try client.send(status + status)
      case 1: try client.send(#"{"request":"subscribe"}"# + "\n")
      case 2: try client.send("{")
      default: break
      }
    }
    var last = try RawClient(server.path)
    try last.send(status)
    #expect(try last.line() == done)
    #expect(server.waitForClients(1))
    #expect(server.notices.withLock { $0.filter(\.isWarning).map(\.text) } == [])
  }

  @Test func oneClientTooManyIsToldSo() throws {
    var limits = ControlServer.Limits()
    limits.clients = 3
    let server = try TestServer(limits: limits)
    defer { server.stop() }
    var clients = try (0..<3).map { _ in try RawClient(server.path) }
    var extra = try RawClient(server.path, readsGreeting: false)
    #expect(
      try extra.line()
        == #"{"ok":false,"error":{"code":69,"message":"holdfastd has 3 clients already","#
        + #""remedy":"close some of them"}}"#)
    #expect(try extra.line() == nil)
    let error = failure { try ControlClient(path: server.path) }
    #expect(
      error == ControlError(.unavailable, "holdfastd has 3 clients already", remedy: "close some of them"))
    clients.removeLast()
    #expect(server.waitForClients(2))
    var next = try RawClient(server.path)
    try next.send(status)
    #expect(try next.line() == done)
  }

  @Test func aClientThatNeverReadsItsRepliesIsReadNoFurther() throws {
    let handled = Mutex(0)
    let server = try TestServer { _, _, _ in
      handled.withLock { $0 += 1 }
      return .failure(ControlError(.usage, String(repeating: "x", count: 1_000)))
    }
    defer { server.stop() }
    let client = try RawClient(server.path)
    let bytes = Array(String(repeating: status, count: 200).utf8)
    var isFull = false
    for _ in 0..<1_000 where !isFull {
      // Refused for a quarter of a second: the server has stopped reading.
      if try client.descriptor.send(bytes) == nil {
        isFull = try !client.descriptor.wait(for: .writable, milliseconds: 250)
      }
    }
    #expect(isFull)
    #expect(server.isQuiet())
    // Some hundred kB of replies are on their way or queued, not more.
    #expect(handled.withLock { $0 } < 1_000)
    var other = try RawClient(server.path)
    try other.send(status)
    #expect(try other.line() != nil)
  }

  @Test func aClientMayNotPileUpRequestsThatWait() throws {
    let tokens = Seen<ReplyToken>()
    let server = try TestServer { _, token, _ in
      tokens.add(token)
      return nil
    }
    defer { server.stop() }
    var client = try RawClient(server.path)
    try client.send(String(repeating: status, count: 100))
    while tokens.all.count < 64 { pause(milliseconds: 1) }
    #expect(server.isQuiet())
    #expect(tokens.all.count == 64)
    // Those that were read already are taken up as soon as there is room.
    for token in tokens.all { server.post { $0.reply(to: token, .done) } }
    while tokens.all.count < 100 { pause(milliseconds: 1) }
    for token in tokens.all { server.post { $0.reply(to: token, .done) } }
    for _ in 0..<100 { #expect(try client.line() == done) }
  }

  @Test func runningOutOfDescriptorsDoesNotSpin() throws {
    let server = try TestServer()
    defer { server.stop() }
    let first = try RawClient(server.path)
    #expect(server.waitForClients(1))
    let attempts = Seen<Void>()
    let isOut = Seen<Bool>()
    isOut.add(true)
    server.run { server in
      let accept = server.acceptNext
      server.acceptNext = { () throws(SystemError) in
        attempts.add(())
        if isOut.all.last! { throw SystemError(EMFILE, doing: "accept") }
        return try accept()
      }
    }
    var waiting = try RawClient(server.path, readsGreeting: false)
    while attempts.all.isEmpty { pause(milliseconds: 1) }
    #expect(server.isQuiet())
    #expect(attempts.all.count == 1)
    // It is tried again when the daemon says so, and when a client goes.
    server.run { $0.resumeAccepting() }
    while attempts.all.count < 2 { pause(milliseconds: 1) }
    #expect(server.isQuiet())
    #expect(attempts.all.count == 2)
    isOut.add(false)
    #expect(try !waiting.descriptor.wait(for: .readable, milliseconds: 50))
    try first.descriptor.shutDownSending()
    #expect(try waiting.line()?.hasPrefix(#"{"holdfast":1"#) == true)
    #expect(
      server.notices.withLock { $0.filter(\.isWarning).map(\.text) }
        == Array(repeating: "no more clients for now: accept: Too many open files", count: 2))
  }
}
