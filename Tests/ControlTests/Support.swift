import Control
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

/// The smallest loop that meets `Poller`: used on one thread.
final class TestLoop: Poller {
  private let epoll: Epoll
  private var handlers: [UInt64: (Readiness) -> Void] = [:]
  private var tokens: [Int32: UInt64] = [:]
  private var lastToken: UInt64 = 0

  init() throws { epoll = try Epoll() }

  func add(
    _ descriptor: Int32, _ interest: Readiness, _ ready: @escaping (Readiness) -> Void
  ) throws(SystemError) {
    lastToken += 1
    try epoll.add(descriptor, interest, token: lastToken)
    tokens[descriptor] = lastToken
    handlers[lastToken] = ready
  }

  func modify(_ descriptor: Int32, _ interest: Readiness) throws(SystemError) {
    try epoll.modify(descriptor, interest, token: tokens[descriptor]!)
  }

  func remove(_ descriptor: Int32) {
    try? epoll.remove(descriptor)
    handlers[tokens.removeValue(forKey: descriptor)!] = nil
  }

  func turn() throws { try epoll.wait { token, ready in handlers[token]?(ready) } }
}

/// A thread, since tests block.
func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body)).toOpaque()
  let code = pthread_create(
    &thread, nil,
    {
      Unmanaged<Box>.fromOpaque($0!).takeRetainedValue().body()
      return nil
    }, box)
  precondition(code == 0, "pthread_create: \(code)")
  return thread
}

private final class Slot<Value: Sendable>: Sendable { let value = Mutex<Value?>(nil) }

/// A server on a thread of its own, in a directory of its own.
final class TestServer: Sendable {
  typealias Job = @Sendable (ControlServer) -> Void

  let path: String
  private let directory: String
  private let wakeup: WakeUp
  private let jobs = Mutex<[Job]>([])
  private let isStopping = Mutex(false)
  private let thread = Mutex<pthread_t?>(nil)
  private let turns = Mutex(0)
  /// What the handler broadcasts before it answers.
  let toBroadcast = Mutex<[Event]>([])
  let notices = Mutex<[ControlServer.Notice]>([])

  /// Serves with a handler that is called with the server, on the server's thread.
  init(
    path: String? = nil, limits: ControlServer.Limits = .init(),
    handler: @escaping @Sendable (Request, ReplyToken, TestServer) -> Reply? = { _, _, _ in .done }
  ) throws {
    directory = makeDirectory()
    self.path = path ?? directory + "/holdfast.sock"
    wakeup = try WakeUp()
    final class Shared: Sendable {
      let failure = Mutex<ControlError?>(nil)
      let isStarted = Mutex(false)
    }
    let shared = Shared()
    let socket = self.path
    let thread = startThread { [self] in
      do {
        let loop = try TestLoop()
        weak var server: ControlServer?
        let made = try ControlServer(
          path: socket, greeting: Greeting(version: "0.1.0", process: Int(getpid())), poller: loop,
          limits: limits, log: { notice in self.notices.withLock { $0.append(notice) } },
          handler: { request, token in
            let reply = handler(request, token, self)
            for event in self.toBroadcast.withLock({ $0 }) { server?.broadcast(event) }
            return reply
          })
        server = made
        try loop.add(wakeup.descriptor, .readable) { _ in
          self.wakeup.clear()
          let all = self.jobs.withLock { jobs in
            defer { jobs = [] }
            return jobs
          }
          for job in all { job(made) }
        }
        shared.isStarted.withLock { $0 = true }
        while !isStopping.withLock({ $0 }) {
          try loop.turn()
          turns.withLock { $0 += 1 }
        }
        made.stop()
      } catch {
        shared.failure.withLock { $0 = error as? ControlError ?? ControlError(.data, "\(error)") }
      }
    }
    self.thread.withLock { $0 = thread }
    while !shared.isStarted.withLock({ $0 }) {
      if let error = shared.failure.withLock({ $0 }) { throw error }
      pause(milliseconds: 1)
    }
  }

  /// Does something on the server's thread, some time.
  func post(_ job: @escaping Job) {
    jobs.withLock { $0.append(job) }
    wakeup.signal()
  }

  /// Does something on the server's thread and waits for it.
  func run<Result: Sendable>(_ body: @escaping @Sendable (ControlServer) -> Result) -> Result {
    let slot = Slot<Result>()
    post { server in
      let result = body(server)
      slot.value.withLock { $0 = result }
    }
    while true {
      if let result = slot.value.withLock({ $0 }) { return result }
      pause(milliseconds: 1)
    }
  }

  func stop() {
    isStopping.withLock { $0 = true }
    wakeup.signal()
    if let thread = thread.withLock({ $0 }) { pthread_join(thread, nil) }
    thread.withLock { $0 = nil }
  }

  /// Whether the loop sleeps, after what there was to do: one that spins turns thousands of times.
  func isQuiet() -> Bool {
    pause(milliseconds: 100)
    let before = turns.withLock { $0 }
    pause(milliseconds: 100)
    return turns.withLock { $0 } == before
  }

  /// Waits until so many clients are connected; whether that came about.
  func waitForClients(_ count: Int) -> Bool {
    for _ in 0..<10_000 {
      if run({ $0.clientCount }) == count { return true }
      pause(milliseconds: 1)
    }
    return false
  }
}

func makeDirectory() -> String {
  let template = strdup("/tmp/holdfast-XXXXXX")!
  defer { free(template) }
  return String(cString: mkdtemp(template)!)
}

/// A client that speaks bytes.
struct RawClient {
  let descriptor: Descriptor
  private var pending: [UInt8] = []

  /// Connects, and reads the greeting unless told not to.
  init(_ path: String, readsGreeting: Bool = true) throws {
    descriptor = try .unixStream()
    try descriptor.connect(to: UnixAddress(path))
    if readsGreeting { _ = try line() }
  }

  /// Sends all of it, waiting as long as it takes.
  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      if let count = try descriptor.send(bytes, from: sent) {
        sent += count
      } else {
        _ = try descriptor.wait(for: .writable, milliseconds: 10_000)
      }
    }
  }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// The next line; `nil` at the end. Fails after ten seconds.
  mutating func line() throws -> String? {
    while true {
      if let end = pending.firstIndex(of: 10) {
        defer { pending.removeFirst(end + 1) }
        return String(decoding: pending[..<end], as: UTF8.self)
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      do {
        if let count = try descriptor.read(into: &buffer) {
          if count == 0 { return nil }
          pending += buffer[..<count]
          continue
        }
      } catch {
        if error.errno == ECONNRESET { return nil }
        throw error
      }
      guard try descriptor.wait(for: .readable, milliseconds: 10_000) else {
        throw ControlError(.unavailable, "no line within 10 s")
      }
    }
  }
}

extension LoggedSet {
  /// The set of the contract's example.
  static let example = LoggedSet(
    id: SetID("0198c1f2-0000-7000-8000-000000000001")!, athlete: "me", station: "main", exercise: "wall-sit",
    kind: .hold, side: .both, startedAt: WallTime(iso8601: "2026-11-21T10:00:00.123456+00:00")!,
    duration: Interval(microseconds: 45_012_345), target: Target(seconds: .range(30, 45)), targetMet: true,
    endedBy: .tap, clock: .synced)
}

/// The error that the body throws; `nil` where it throws none.
func failure<Result>(_ body: () throws -> Result) -> ControlError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? ControlError
  }
}
