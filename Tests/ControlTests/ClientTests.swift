@testable import Control
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

@Suite(.serialized) struct ClientTests {
  /// A socket that accepts one client and says these bytes, whatever is asked.
  private final class Impostor: Sendable {
    let path = makeDirectory() + "/s"

    init(says text: String, closes: Bool) throws {
      let listener = try Descriptor.unixStream()
      try listener.bind(to: UnixAddress(path))
      try listener.listen(backlog: 8)
      _ = startThread {
        guard (try? listener.wait(for: .readable, milliseconds: 10_000)) == true,
          let client = try? listener.accept()
        else { return }
        _ = try? client.send(Array(text.utf8))
        if closes { return }
        // Until the client has gone.
        var buffer = [UInt8](repeating: 0, count: 1_024)
        while (try? client.read(into: &buffer)) != .some(.some(0)) { pause(milliseconds: 5) }
      }
    }
  }

  private static let greeting = #"{"holdfast":1,"version":"9.9","pid":1}"# + "\n"

  @Test func asksAndSubscribes() throws {
    let at = WallTime(microseconds: 0)
    let server = try TestServer { request, _, _ in
      switch request {
      case .stop: .set(.example)
      case .undo(let station, _): .change(.example(station ?? "all"))
      case .redo: .failure(ControlError(.noInput, "nothing to redo", remedy: "undo something"))
      default: .done
      }
    }
    defer { server.stop() }
    let client = try ControlClient(path: server.path)
    #expect(client.greeting == Greeting(version: "0.1.0", process: Int(getpid())))
    #expect(try client.send(.reload) == .null)
    #expect(try LoggedSet(json: client.send(.stop(station: nil)), at: "result") == .example)
    #expect(
      try ChangeReport(json: client.send(.undo(station: "a", athlete: nil)), at: "result")
        == .example("a"))
    #expect(
      failure { try client.send(.redo) }
        == ControlError(.noInput, "nothing to redo", remedy: "undo something"))

    try client.subscribe(Subscription([.events, .input]))
    #expect(try client.next(timeout: .zero) == nil)
    #expect(try client.next(timeout: .milliseconds(20)) == nil)
    server.toBroadcast.withLock {
      $0 = [Event(.rep(1), station: "a", at: at), Event(.rep(2), station: "a", at: at)]
    }
    // Events that come before the reply are not lost.
    #expect(try client.send(.reload) == .null)
    let input = InputEvent(path: "p", name: "n", time: Instant(microseconds: 5), type: 1, code: 2, value: 0)
    server.run { $0.broadcast(input) }
    #expect(try client.next(timeout: .seconds(10)) == .event(Event(.rep(1), station: "a", at: at)))
    #expect(try client.next(timeout: nil) == .event(Event(.rep(2), station: "a", at: at)))
    #expect(try client.next(timeout: .seconds(10)) == .input(input))
    server.stop()
    #expect(failure { try client.next(timeout: nil) }?.message == "holdfastd closed the connection")
    #expect(failure { try client.send(.status) }?.code == .unavailable)
  }

  @Test func noDaemon() throws {
    let path = makeDirectory() + "/s"
    let absent = failure { try ControlClient(path: path) }
    #expect(absent?.code == .unavailable)
    #expect(absent?.message == "holdfastd is not running: there is no socket \(path)")
    #expect(absent?.remedy == "start it: sudo systemctl start holdfast, or run holdfastd")
    #expect(failure { try ControlClient(path: path + "/deeper") }?.code == .unavailable)

    do {
      let socket = try Descriptor.unixStream()
      try socket.bind(to: UnixAddress(path))
    }
    let dead = failure { try ControlClient(path: path) }
    #expect(dead?.code == .unavailable)
    #expect(dead?.message == "holdfastd is not running: nobody serves \(path)")
  }

  @Test func notAllowed() throws {
    // Root may open everything, so the error itself is what is looked at.
    let error = ControlClient.explain(
      SystemError(EACCES, doing: "connect"), path: "/run/holdfast/holdfast.sock")
    #expect(error.code == .permission)
    #expect(error.message == "/run/holdfast/holdfast.sock may not be opened: Permission denied")
    #expect(error.remedy?.contains("sudo usermod -aG holdfast $USER") == true)
    if getuid() != 0 {
      let server = try TestServer()
      defer { server.stop() }
      try changeMode(server.path, 0)
      #expect(failure { try ControlClient(path: server.path) }?.code == .permission)
    }
  }

  @Test func aDaemonThatSaysNothing() throws {
    let impostor = try Impostor(says: "", closes: false)
    let error = failure { try ControlClient(path: impostor.path, timeout: .milliseconds(100)) }
    #expect(error?.code == .unavailable)
    #expect(error?.message == "holdfastd did not answer within 0.1 s")
  }

  @Test func aDaemonThatStopsAnswering() throws {
    let impostor = try Impostor(says: Self.greeting, closes: false)
    let client = try ControlClient(path: impostor.path)
    let error = failure { try client.send(.status, timeout: .milliseconds(100)) }
    #expect(error?.message == "holdfastd did not answer within 0.1 s")
  }

  @Test func aFullQueue() throws {
    let path = makeDirectory() + "/s"
    let listener = try Descriptor.unixStream()
    try listener.bind(to: UnixAddress(path))
    try listener.listen(backlog: 0)
    let first = try Descriptor.unixStream()
    try first.connect(to: UnixAddress(path))
    let error = failure { try ControlClient(path: path, timeout: .milliseconds(100)) }
    #expect(error?.message == "holdfastd does not accept connections on \(path)")
    // And it is alive as far as another server is concerned.
    #expect(failure { try TestServer(path: path) }?.message == "socket already served: \(path)")
  }

  @Test(arguments: [
    ("hello\n", "what holdfastd sent is no JSON: byte 0: no value begins so", 65),
    ("{}\n", "is served by something that is not holdfastd", 65),
    (
      #"{"holdfast":2,"version":"2.0","pid":1}"# + "\n",
      "holdfastd speaks version 2 of the protocol, this program 1", 69
    ),
    (#"{"holdfast":1}"# + "\n", #"field "version": is missing"#, 65),
    ("", "holdfastd closed the connection", 69),
    (#"{"holdfast":1,"#, "holdfastd closed the connection", 69),
  ]) func badGreetings(_ text: String, _ message: String, _ code: Int32) throws {
    let impostor = try Impostor(says: text, closes: true)
    let error = failure { try ControlClient(path: impostor.path) }
    #expect(error?.message.hasSuffix(message) == true, "\(error?.message ?? "none")")
    #expect(error?.code.rawValue == code)
  }

  @Test func aDaemonThatDiesInTheMiddleOfAReply() throws {
    let impostor = try Impostor(says: Self.greeting + #"{"id":1,"ok":tr"#, closes: true)
    let client = try ControlClient(path: impostor.path)
    #expect(failure { try client.send(.status) }?.message == "holdfastd closed the connection")
  }

  @Test func repliesToOtherRequestsArePassedOver() throws {
    let late = #"{"id":99,"ok":true,"result":1}"# + "\n" + #"{"id":1,"ok":true,"result":2}"# + "\n"
    let impostor = try Impostor(says: Self.greeting + late, closes: false)
    let client = try ControlClient(path: impostor.path)
    #expect(try client.send(.status) == .integer(2))
  }
}
