import Glibc
import Syscalls
import Training

/// The daemon's side of the socket. It never waits for a client: what one does not read is queued up to a bound,
/// and past the bound the client is dropped.
///
/// Everything happens on the thread of the poller's loop. Lines that are no requests (broken JSON, not UTF-8,
/// unknown fields) are answered with an error and the connection stays; after a line beyond the limit it is closed,
/// as its end is not worth waiting for. A client that only ends sending still gets its replies and its stream.
public final class ControlServer {
  /// Answers a request, or returns `nil` to answer later by `reply(to:_:)`.
  public typealias Handler = (Request, ReplyToken) -> Reply?

  /// The socket's path.
  public let path: String
  /// How many clients are connected.
  public var clientCount: Int { connections.count }

  private let greeting: [UInt8]
  private let limits: Limits
  private let poller: any Poller
  private let log: (Notice) -> Void
  private let handler: Handler
  /// Replaced by tests, which cannot run out of descriptors without harming others.
  var acceptNext: () throws(SystemError) -> Descriptor?

  private var socket: ListeningSocket?
  private var isAccepting = true
  private var connections: [UInt64: Connection] = [:]
  private var imports = ImportGathering()
  private var lastSerial: UInt64 = 0
  private var buffer = [UInt8](repeating: 0, count: 4_096)

  /// Takes the path and serves it from the next turn of the loop on.
  ///
  /// - Throws: `ControlError`: the path is served already, is no socket, or cannot be made.
  public init(
    path: String, greeting: Greeting, poller: any Poller, limits: Limits = Limits(),
    log: @escaping (Notice) -> Void = { _ in }, handler: @escaping Handler
  ) throws {
    let socket = try ListeningSocket(path: path)
    self.path = path
    self.greeting = JSONWriter.line(greeting)
    self.limits = limits
    self.poller = poller
    self.log = log
    self.handler = handler
    self.socket = socket
    let descriptor = socket.descriptor
    acceptNext = { () throws(SystemError) in try descriptor.accept() }
    do throws(SystemError) {
      try poller.add(descriptor.number, .readable) { [weak self] _ in self?.acceptAll() }
    } catch {
      self.socket = nil
      throw ControlError(.inputOutput, "socket \(path): \(error.description)", underlying: error)
    }
  }

  deinit { stop() }

  /// Closes all connections and removes the socket. What was queued and is not taken at once is lost.
  public func stop() {
    guard let socket else { return }
    for connection in connections.values { close(connection) }
    poller.remove(socket.descriptor.number)
    socket.removeOwnFile()
    self.socket = nil
  }

  // MARK: - Accepting

  private func acceptAll() {
    // At most so many a turn: the loop has devices to read.
    for _ in 0..<32 {
      do throws(SystemError) {
        guard let descriptor = try acceptNext() else { return }
        admit(descriptor)
      } catch {
        switch error.errno {
        case ECONNABORTED, EPERM: continue
        default: return pauseAccepting(error)
        }
      }
    }
  }

  /// Out of descriptors or memory: the waiting connection would be reported again at once, for ever.
  private func pauseAccepting(_ error: SystemError) {
    guard isAccepting, let socket else { return }
    isAccepting = false
    try? poller.modify(socket.descriptor.number, [])
    warn("no more clients for now: \(error.description)")
  }

  /// Accepts clients again after the process had run out of descriptors. The server does so by itself when a client
  /// goes; the daemon calls it now and then (with its watchdog), in case none of those was to blame.
  public func resumeAccepting() {
    guard !isAccepting, let socket else { return }
    isAccepting = true
    try? poller.modify(socket.descriptor.number, .readable)
  }

  private func admit(_ descriptor: Descriptor) {
    let peer = (try? descriptor.peerCredentials()) ?? PeerCredentials(process: 0, user: .max, group: .max)
    guard connections.count < limits.clients else {
      warn("\(peer) refused: \(connections.count) clients are connected")
      let error = ControlError(
        .unavailable, "holdfastd has \(limits.clients) clients already", remedy: "close some of them")
      _ = try? descriptor.send(JSONWriter.line(ReplyLine(id: nil, reply: .failure(error))))
      return
    }
    lastSerial += 1
    let connection = Connection(serial: lastSerial, peer: peer, descriptor: descriptor)
    do throws(SystemError) {
      try poller.add(descriptor.number, .readable) { [weak self, weak connection] ready in
        if let self, let connection { self.handle(connection, ready) }
      }
    } catch {
      return warn("\(peer) refused: \(error.description)")
    }
    connections[connection.serial] = connection
    log(Notice(isWarning: false, text: "\(peer) connected"))
    send(greeting, to: connection)
  }

  // MARK: - Receiving

  private func handle(_ connection: Connection, _ ready: Readiness) {
    if ready.contains(.writable) { flush(connection) }
    guard !connection.isClosed else { return }
    if connection.interest.contains(.readable) {
      if !ready.isDisjoint(with: [.readable, .hangUp, .failed]) { receive(connection) }
    } else if !ready.isDisjoint(with: [.hangUp, .failed]) {
      close(connection)
    }
    settle(connection)
  }

  /// Reads once: a client that sends without end gets its turn like any other.
  private func receive(_ connection: Connection) {
    do throws(SystemError) {
      guard let count = try connection.descriptor.read(into: &buffer) else { return }
      if count == 0 {
        // Half a line at the end is nobody's request.
        connection.hasEnded = true
      } else {
        connection.input.append(buffer[..<count])
      }
    } catch {
      return close(connection)
    }
  }

  /// Deals with complete lines as long as the client takes the replies, then closes or goes on watching.
  private func settle(_ connection: Connection) {
    // A handler may broadcast to the very client that it answers.
    guard !connection.isSettling else { return }
    connection.isSettling = true
    defer { connection.isSettling = false }
    while !connection.isClosed, !connection.isClosing, !isBehind(connection) {
      guard let line = connection.input.next() else {
        if connection.input.count > limits.line { refuseLine(connection) }
        break
      }
      if line.count > limits.line { refuseLine(connection) } else { perform(line, for: connection) }
    }
    if connection.isClosed { return }
    if connection.output.count == 0, connection.isClosing || connection.isDone {
      return close(connection)
    }
    var interest: Readiness = connection.output.count > 0 ? .writable : []
    if !connection.isClosing, !connection.hasEnded, !isBehind(connection) { interest.insert(.readable) }
    guard interest != connection.interest else { return }
    connection.interest = interest
    do throws(SystemError) {
      try poller.modify(connection.descriptor.number, interest)
    } catch {
      drop(connection, error.description)
    }
  }

  /// Whether the client should first take, or be given, what it asked for.
  private func isBehind(_ connection: Connection) -> Bool {
    connection.output.count > limits.queue / 4 || connection.awaited.count >= limits.awaited
  }

  private func refuseLine(_ connection: Connection) {
    connection.input.removeAll()
    connection.isClosing = true
    connection.subscription = nil
    let error = ControlError(
      .data, "a line of more than \(limits.line) bytes", remedy: "send one request a line")
    send(JSONWriter.line(ReplyLine(id: nil, reply: .failure(error))), to: connection)
  }

  private func perform(_ line: [UInt8], for connection: Connection) {
    if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { return }
    let message = RequestLine(parsing: line)
    lastSerial += 1
    let token = ReplyToken(
      connection: connection.serial, serial: lastSerial, id: message.id, peer: connection.peer)
    connection.awaited.insert(token.serial)
    if case .success(.import(let piece, let after, let more)) = message.request {
      return gather(piece, after: after, more: more, for: connection, token)
    }
    // An import is sent in one go.
    imports.drop(connection.serial)
    switch message.request {
    case .failure(let error): answer(token, .failure(error))
    case .success(.subscribe(let subscription)):
      connection.subscription = subscription
      answer(token, .done)
    case .success(let request):
      if let reply = handler(request, token) { answer(token, reply) }
    }
  }

  private func gather(
    _ piece: [LoggedSet], after: Int, more: Bool, for connection: Connection, _ token: ReplyToken
  ) {
    do throws(ControlError) {
      guard let sets = try imports.take(piece, after: after, more: more, from: connection.serial) else {
        answer(token, .done)
        return
      }
      if let reply = handler(.import(sets, after: 0, more: false), token) { answer(token, reply) }
    } catch {
      answer(token, .failure(error))
    }
  }

  // MARK: - Sending

  /// Answers a request that the handler left open. A second answer, or one to a client that has gone, is nothing.
  public func reply(to token: ReplyToken, _ reply: Reply) {
    guard let connection = answer(token, reply) else { return }
    settle(connection)
  }

  @discardableResult
  private func answer(_ token: ReplyToken, _ reply: Reply) -> Connection? {
    guard let connection = connections[token.connection],
      connection.awaited.remove(token.serial) != nil, !connection.isClosing
    else { return nil }
    send(JSONWriter.line(ReplyLine(id: token.id, reply: reply)), to: connection)
    return connection
  }

  /// Sends an event to all that subscribed to it.
  public func broadcast(_ event: @autoclosure () -> Event) {
    guard !connections.isEmpty else { return }
    let event = event()
    broadcast(event) { $0.wants(event) }
  }

  /// Sends what a device sent to all that subscribed to it.
  public func broadcast(_ input: InputEvent) {
    broadcast(input) { $0.wantsInput(path: input.path, name: input.name) }
  }

  /// Whether anybody subscribed to the input of a device: if not, it need not be put into words.
  public func isMonitored(path: String, name: String) -> Bool {
    connections.values.contains { $0.wantsInput(path: path, name: name) }
  }

  /// Written once for all, and not at all for nobody.
  private func broadcast(_ message: some JSONWritable, where isWanted: (Connection) -> Bool) {
    let subscribers = connections.values.filter(isWanted)
    guard !subscribers.isEmpty else { return }
    let line = JSONWriter.line(message)
    for connection in subscribers {
      send(line, to: connection)
      settle(connection)
    }
  }

  private func send(_ line: [UInt8], to connection: Connection) {
    guard !connection.isClosed else { return }
    let wasEmpty = connection.output.count == 0
    connection.output.append(line)
    if wasEmpty { flush(connection) }
    if connection.output.count > limits.queue {
      drop(connection, "it does not read: \(connection.output.count) bytes wait")
    }
  }

  private func flush(_ connection: Connection) {
    do throws(SystemError) {
      try connection.output.flush(to: connection.descriptor)
    } catch {
      close(connection)
    }
  }

  // MARK: - Closing

  private func drop(_ connection: Connection, _ reason: String) {
    warn("\(connection.peer) dropped: \(reason)")
    close(connection)
  }

  private func close(_ connection: Connection) {
    guard !connection.isClosed else { return }
    connection.isClosed = true
    poller.remove(connection.descriptor.number)
    connections[connection.serial] = nil
    imports.drop(connection.serial)
    log(Notice(isWarning: false, text: "\(connection.peer) disconnected"))
    resumeAccepting()
  }

  private func warn(_ text: String) { log(Notice(isWarning: true, text: text)) }
}
