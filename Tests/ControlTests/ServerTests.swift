@testable import Control
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

private let status = #"{"request":"status"}"# + "\n"
private let done = #"{"ok":true,"result":null}"#

/// What one client asks and hears.
@Suite(.serialized) struct ServerTests {
  @Test func greetsAndAnswers() throws {
    let server = try TestServer { request, _, _ in
      request == .status ? .done : .failure(ControlError(.usage, "what?", remedy: "ask better"))
    }
    defer { server.stop() }
    var client = try RawClient(server.path, readsGreeting: false)
    #expect(try client.line() == #"{"holdfast":1,"version":"0.1.0","pid":\#(getpid())}"#)
    try client.send(#"{"request":"status","id":7}"# + "\r\n\n  \n" + #"{"id":"x","request":"redo"}"# + "\n")
    #expect(try client.line() == #"{"id":7,"ok":true,"result":null}"#)
    #expect(
      try client.line()
        == #"{"id":"x","ok":false,"error":{"code":64,"message":"what?","remedy":"ask better"}}"#)
  }

  @Test func knowsWhoAsks() throws {
    let peers = Seen<PeerCredentials>()
    let server = try TestServer { _, token, _ in
      peers.add(token.peer)
      return .done
    }
    defer { server.stop() }
    var client = try RawClient(server.path)
    try client.send(status)
    _ = try client.line()
    #expect(peers.all == [PeerCredentials(process: getpid(), user: getuid(), group: getgid())])
    #expect(
      server.notices.withLock { $0.map(\.text) } == [
        "pid \(getpid()), uid \(getuid()), gid \(getgid()) connected"
      ])
  }

  @Test func takesARequestByteByByte() throws {
    let server = try TestServer()
    defer { server.stop() }
    var client = try RawClient(server.path)
    for byte in Array(status.utf8) {
      try client.send([byte])
      pause(milliseconds: 1)
    }
    #expect(try client.line() == done)
  }

  @Test func halfALineIsNoRequest() throws {
    let requests = Seen<Request>()
    let server = try TestServer { request, _, _ in
      requests.add(request)
      return .done
    }
    defer { server.stop() }
    do {
      let client = try RawClient(server.path)
      try client.send(status + #"{"request":"stop"}"#)
      #expect(server.waitForClients(1))
    }
    #expect(server.waitForClients(0))
    #expect(requests.all == [.status])
  }

  @Test func answersAClientThatHasEndedSending() throws {
    let server = try TestServer { _, token, server in
      server.post {
        pause(milliseconds: 20)
        $0.reply(to: token, .done)
      }
      return nil
    }
    defer { server.stop() }
    var client = try RawClient(server.path)
    try client.send(status + status)
    try client.descriptor.shutDownSending()
    #expect(try client.line() == done)
    #expect(try client.line() == done)
    #expect(try client.line() == nil)
    #expect(server.waitForClients(0))
  }

  @Test func binaryIsAnsweredAndTheConnectionStays() throws {
    let server = try TestServer()
    defer { server.stop() }
    var client = try RawClient(server.path)
    for noise: [UInt8] in [[0], [0xFF, 0xFE], Array(0...9) + Array(11...255), Array("\u{1b}[2J".utf8)] {
      try client.send(noise + [10])
      let line = try #require(try client.line())
      #expect(line.hasPrefix(#"{"ok":false,"error":{"code":65,"message":"no JSON: byte 0: "#), "\(line)")
    }
    try client.send([0x22, 0xFF, 0x22, 10])
    #expect(try client.line()?.contains("byte 1: not UTF-8") == true)
    try client.send(status)
    #expect(try client.line() == done)
  }

  @Test func aMegabyteLineIsRefused() throws {
    let server = try TestServer()
    defer { server.stop() }
    var other = try RawClient(server.path)
    var client = try RawClient(server.path)
    do {
      try client.send([UInt8](repeating: 0x61, count: 1 << 20))
    } catch let error as SystemError {
      #expect(error.errno == EPIPE || error.errno == ECONNRESET)
    }
    #expect(
      try client.line()
        == #"{"ok":false,"error":{"code":65,"message":"a line of more than 65536 bytes","#
        + #""remedy":"send one request a line"}}"#)
    #expect(try client.line() == nil)
    try other.send(status)
    #expect(try other.line() == done)
    #expect(server.waitForClients(1))
  }

  @Test func theLongestLineIsTaken() throws {
    let server = try TestServer()
    defer { server.stop() }
    var client = try RawClient(server.path)
    let request = #"{"request":"status"}"#
    let padding = String(repeating: " ", count: 65_536 - request.utf8.count)
    try client.send(request + padding + "\n")
    #expect(try client.line() == done)
    try client.send(request + padding + " \n")
    #expect(try client.line()?.contains("a line of more than 65536 bytes") == true)
  }

  @Test func repliesMayComeLaterAndOutOfOrder() throws {
    let tokens = Seen<ReplyToken>()
    let server = try TestServer { _, token, _ in
      tokens.add(token)
      return nil
    }
    defer { server.stop() }
    var client = try RawClient(server.path)
    try client.send((1...3).map { #"{"request":"undo","id":\#($0)}"# + "\n" }.joined())
    while tokens.all.count < 3 { pause(milliseconds: 1) }
    let waiting = tokens.all
    for token in [waiting[2], waiting[0], waiting[0], waiting[1]] {
      server.post { $0.reply(to: token, .done) }
    }
    for id in [3, 1, 2] { #expect(try client.line() == #"{"id":\#(id),"ok":true,"result":null}"#) }
    // The second answer to the first request was none.
    #expect(try !client.descriptor.wait(for: .readable, milliseconds: 50))
    // An answer for somebody who has gone is none either.
    try client.send(#"{"request":"undo"}"# + "\n")
    while tokens.all.count < 4 { pause(milliseconds: 1) }
    let late = tokens.all[3]
    client = try RawClient(server.path)
    #expect(server.waitForClients(1))
    server.run { $0.reply(to: late, .done) }
  }

  @Test func aHandlerMayBroadcastToTheClientThatItAnswers() throws {
    let server = try TestServer()
    defer { server.stop() }
    server.toBroadcast.withLock { $0 = [Event(.reloaded, station: nil, at: WallTime(microseconds: 0))] }
    var client = try RawClient(server.path)
    try client.send(
      #"{"request":"subscribe","id":0}"# + "\n" + #"{"request":"redo","id":1}"# + "\n"
        + #"{"request":"redo","id":2}"# + "\n")
    let lines = try (0..<5).map { _ in try #require(try client.line()) }
    let kinds = lines.map { $0.hasPrefix(#"{"event""#) ? "event" : String($0.prefix(7)) }
    #expect(kinds == [#"{"id":0"#, "event", #"{"id":1"#, "event", #"{"id":2"#])
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() throws {
    let server = try TestServer()
    defer { server.stop() }
    var client = try RawClient(server.path)
    let count = 20_000
    // Far more than the queues hold: the server stops reading until the client does.
    let sender = client.descriptor
    let thread = startThread {
      var bytes: [UInt8] = []
      for id in 0..<count { bytes += Array(#"{"request":"status","id":\#(id)}"#.utf8) + [10] }
      var sent = 0
      while sent < bytes.count {
        if let part = try? sender.send(bytes, from: sent) { sent += part } else { pause(milliseconds: 1) }
      }
    }
    pause(milliseconds: 200)
    for id in 0..<count {
      let line = try client.line()
      if line != #"{"id":\#(id),"ok":true,"result":null}"# {
        Issue.record("reply \(id) is \(line ?? "none")")
        break
      }
    }
    pthread_join(thread, nil)
    #expect(server.run { $0.clientCount } == 1)
  }
}

/// Values seen on the server's thread.
final class Seen<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])
  var all: [Value] { values.withLock { $0 } }
  func add(_ value: Value) { values.withLock { $0.append(value) } }
}
