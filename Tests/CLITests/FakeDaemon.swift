import Control
import Glibc
import Synchronization
import Syscalls
import Training

/// The smallest loop that meets `Poller`: used on one thread.
private final class Loop: Poller {
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
    if let token = tokens.removeValue(forKey: descriptor) { handlers[token] = nil }
  }

  func turn() throws { try epoll.wait { token, ready in handlers[token]?(ready) } }
}

/// A daemon that gives the answers it was told to, on a thread of its own.
final class FakeDaemon: Sendable {
  /// What it was asked, but for `status`.
  let requests = Mutex<[Request]>([])
  /// What it answers to `status`.
  let report: Mutex<StatusReport>
  /// Whether it does not answer `status` any more.
  let silent = Mutex(false)
  private let wakeup: WakeUp
  private let isStopping = Mutex(false)
  private let toSend = Mutex<[Event]>([])
  private let inputToSend = Mutex<[InputEvent]>([])
  private let thread = Mutex<SystemThread?>(nil)

  init(
    _ path: String, report: StatusReport,
    answer: @escaping @Sendable (Request) -> Reply = { _ in .done }
  ) throws {
    self.report = Mutex(report)
    wakeup = try WakeUp()
    final class Ready: Sendable { let value = Mutex<Bool?>(nil) }
    let ready = Ready()
    let thread = try SystemThread(name: "fake daemon") { [self] in
      do {
        let loop = try Loop()
        let server = try ControlServer(
          path: path, greeting: Greeting(version: "0.1.0", process: 812), poller: loop
        ) { request, _ in
          if case .status = request {
            return self.silent.withLock { $0 } ? nil : .status(self.report.withLock { $0 })
          }
          self.requests.withLock { $0.append(request) }
          return answer(request)
        }
        try loop.add(wakeup.descriptor, .readable) { _ in
          self.wakeup.clear()
          let events = self.toSend.withLock { events in
            defer { events = [] }
            return events
          }
          for event in events { server.broadcast(event) }
          let input = self.inputToSend.withLock { input in
            defer { input = [] }
            return input
          }
          for event in input { server.broadcast(event) }
        }
        ready.value.withLock { $0 = true }
        while !isStopping.withLock({ $0 }) { try loop.turn() }
        server.stop()
      } catch {
        ready.value.withLock { $0 = false }
      }
    }
    self.thread.withLock { $0 = thread }
    while ready.value.withLock({ $0 }) == nil { usleep(1_000) }
  }

  func send(_ event: Event) {
    toSend.withLock { $0.append(event) }
    wakeup.signal()
  }

  /// Sends what a device is said to have sent.
  func send(_ input: [InputEvent]) {
    inputToSend.withLock { $0 += input }
    wakeup.signal()
  }

  func stop() {
    isStopping.withLock { $0 = true }
    wakeup.signal()
    thread.withLock { thread in
      thread?.join()
      thread = nil
    }
  }
}

extension StatusReport {
  /// A daemon with a station that is idle.
  static func example(_ world: World) -> StatusReport {
    StatusReport(
      version: "0.1.0", process: 812, since: WallTime(iso8601: "2026-11-21T08:12:00+00:00")!,
      configuration: "/etc/holdfast/holdfast.toml", database: world.database, socket: world.socket,
      clock: Clock(isSynchronized: true, wall: world.now), stations: [.example],
      devices: [
        DeviceReport(
          path: "/dev/input/event7", name: "VEC  VEC USB Footpedal", station: "main", isGrabbed: true)
      ])
  }
}

extension StationReport {
  static let example = StationReport(
    station: "main",
    selection: Selection(athlete: "me", exercise: "side-plank", side: .left, loadKg: 20),
    exerciseName: "Side plank", target: Target(seconds: .range(30, 45)),
    lastSet: .hold("aaaaaa", at: "2026-11-21T10:00:00.123456+00:00"))
}
