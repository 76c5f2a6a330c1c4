@testable import Control
import Glibc
import Syscalls
import Testing
import Training

/// The socket's file: who may open it, who takes it over, who removes it.
@Suite(.serialized) struct SocketFileTests {
  /// A socket whose owner went without removing it.
  private func leaveStaleSocket(at path: String) throws {
    let socket = try Descriptor.unixStream()
    try socket.bind(to: UnixAddress(path))
    try socket.listen(backlog: 1)
  }

  @Test func groupMayOpenItAndNobodyElse() throws {
    let server = try TestServer()
    let file = try #require(try FileIdentity(path: server.path))
    #expect(file.isSocket)
    #expect(file.mode & 0o7777 == 0o660)
    server.stop()
    #expect(try FileIdentity(path: server.path) == nil)
  }

  @Test func isNeverOpenToMoreThanThat() throws {
    // What `bind` makes is what the socket's own mode says, less the umask.
    let path = makeDirectory() + "/s"
    let socket = try Descriptor.unixStream()
    try socket.setMode(0o660)
    try socket.bind(to: UnixAddress(path))
    let mode = try #require(try FileIdentity(path: path)).mode & 0o777
    #expect(mode & ~0o660 == 0, "\(String(mode, radix: 8))")
    try removeFile(path)
  }

  @Test func aStaleSocketIsTakenOver() throws {
    let path = makeDirectory() + "/s"
    try leaveStaleSocket(at: path)
    let server = try TestServer(path: path)
    defer { server.stop() }
    #expect(try ControlClient(path: path).send(.redo) == .null)
    #expect(try #require(try FileIdentity(path: path)).mode & 0o777 == 0o660)
  }

  @Test func aLiveOneIsNot() throws {
    let server = try TestServer()
    defer { server.stop() }
    let error = failure { try TestServer(path: server.path) }
    #expect(error?.code == .unavailable)
    #expect(
      error?.message
        == "socket already served: \(server.path) by pid \(getpid()), uid \(getuid()), gid \(getgid())")
    #expect(error?.remedy != nil)
    // The first one is none the worse for it.
    #expect(try ControlClient(path: server.path).send(.redo) == .null)
  }

  @Test func whatIsNoSocketIsLeftAlone() throws {
    let directory = makeDirectory()
    let path = directory + "/notes.txt"
    let file = open(path, O_CREAT | O_WRONLY, 0o644)
    close(file)
    let error = failure { try TestServer(path: path) }
    #expect(error?.message == "\(path) is there and is no socket")
    #expect(try FileIdentity(path: path) != nil)
    #expect(failure { try TestServer(path: directory) }?.message == "\(directory) is there and is no socket")
  }

  @Test func placesThatCannotBe() {
    let directory = makeDirectory()
    let missing = failure { try TestServer(path: directory + "/no/such") }
    #expect(missing?.code == .inputOutput)
    #expect(missing?.message == "socket \(directory)/no/such: its directory does not exist")
    let long = failure { try TestServer(path: directory + "/" + String(repeating: "x", count: 100)) }
    #expect(long?.code == .usage)
    #expect(long?.remedy?.contains("107 bytes") == true)
    #expect(failure { try TestServer(path: "") }?.code == .usage)
    #expect(failure { try TestServer(path: directory + "/a\u{0}b") }?.code == .usage)
    #expect(failure { try TestServer(path: "/proc/holdfast.sock") } != nil)
  }

  @Test func theLongestPathWorks() throws {
    let directory = makeDirectory()
    let path =
      directory + "/" + String(repeating: "x", count: UnixAddress.longestPath - directory.utf8.count - 1)
    let server = try TestServer(path: path)
    defer { server.stop() }
    #expect(try ControlClient(path: path).send(.redo) == .null)
  }

  @Test func aSuccessorsSocketIsNotRemoved() throws {
    let server = try TestServer()
    try removeFile(server.path)
    let successor = try TestServer(path: server.path)
    defer { successor.stop() }
    server.stop()
    #expect(try ControlClient(path: successor.path).send(.redo) == .null)
  }

  @Test func clientsSeeTheEndWhenItStops() throws {
    let server = try TestServer()
    var client = try RawClient(server.path)
    server.stop()
    #expect(try client.line() == nil)
  }
}
