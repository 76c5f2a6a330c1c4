import Glibc
import Synchronization
import Syscalls
import Testing

private func bootTime() -> Int64 {
  var now = timespec()
  clock_gettime(CLOCK_BOOTTIME, &now)
  return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
}

/// What the daemon's loop stands on.
@Suite struct SyscallTests {
  @Test func aTimerGoesOffOnceAtItsInstant() throws {
    let timer = try Timer()
    #expect(try !timer.clear())
    let instant = bootTime() + 300_000
    try timer.set(at: instant)
    #expect(try !timer.descriptor.wait(for: .readable, milliseconds: 0))
    #expect(try timer.descriptor.wait(for: .readable, milliseconds: 10_000))
    #expect(bootTime() >= instant)
    #expect(try timer.clear())
    #expect(try !timer.clear())
  }

  @Test func aTimerForThePastGoesOffAtOnceAndCanBeStopped() throws {
    let timer = try Timer()
    for past in [Int64.min, -1, 0, 1, bootTime() - 1] {
      try timer.set(at: past)
      #expect(try timer.descriptor.wait(for: .readable, milliseconds: 10_000), "\(past)")
      try timer.set(at: nil)
      #expect(try !timer.descriptor.wait(for: .readable, milliseconds: 0), "\(past)")
    }
    try timer.set(at: .max)
    #expect(try !timer.descriptor.wait(for: .readable, milliseconds: 5))
  }

  @Test func anUnsetClockWakesNobody() throws {
    let changes = try ClockChanges()
    #expect(try !changes.descriptor.wait(for: .readable, milliseconds: 20))
    #expect(try !changes.clear())
  }

  @Test func wakeUpsFromAnotherThreadAreOne() throws {
    let wakeup = try WakeUp()
    #expect(!wakeup.clear())
    let thread = startThread { for _ in 0..<1_000 { wakeup.signal() } }
    #expect(wakeup.wait(milliseconds: 10_000))
    pthread_join(thread, nil)
    #expect(wakeup.clear())
    #expect(!wakeup.clear())
  }

  @Test func signalsAreRead() throws {
    let seen = Seen<String>()
    // Blocked in a thread of its own, and sent to that thread alone.
    let thread = startThread {
      do {
        let signals = try Signals([SIGUSR1, SIGUSR2])
        if try signals.next() != nil { seen.add("early") }
        for signal in [SIGUSR2, SIGUSR1] { pthread_kill(pthread_self(), signal) }
        while let (signal, process) = try signals.next() { seen.add("\(signal) \(process == getpid())") }
      } catch {
        seen.add("\(error)")
      }
    }
    pthread_join(thread, nil)
    #expect(Set(seen.all) == ["\(SIGUSR1) true", "\(SIGUSR2) true"])
  }

  @Test func epollReportsWhatIsReadyAndForgetsWhatIsRemoved() throws {
    let epoll = try Epoll(capacity: 1)
    let (first, second) = (try WakeUp(), try WakeUp())
    try epoll.add(first.descriptor, .readable, token: 1)
    try epoll.add(second.descriptor, .readable, token: UInt64.max)
    #expect(try epoll.wait(milliseconds: 0) { _, _ in } == 0)
    first.signal()
    second.signal()
    var tokens: Set<UInt64> = []
    // One at a time, and none is starved.
    for _ in 0..<2 { try epoll.wait(milliseconds: 0) { token, _ in tokens.insert(token) } }
    #expect(tokens == [1, .max])
    try epoll.remove(first.descriptor)
    try epoll.modify(second.descriptor, [.readable, .writable], token: 5)
    try epoll.wait(milliseconds: 0) { token, ready in
      #expect(token == 5)
      #expect(ready == [.readable, .writable])
    }
    #expect(throws: SystemError(ENOENT, doing: "epoll_ctl")) { try epoll.remove(first.descriptor) }
  }

  @Test func descriptorsAreClosed() throws {
    let pair = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
    defer { pair.deallocate() }
    #expect(pipe(pair) == 0)
    let reader = Descriptor(owning: pair[0])
    do { _ = Descriptor(owning: pair[1]) }
    var buffer = [UInt8](repeating: 0, count: 8)
    #expect(try reader.read(into: &buffer) == 0)
  }
}

@Suite struct NotifyTests {
  private static func environment(_ values: [String: String]) -> (String) -> String? { { values[$0] } }

  @Test(arguments: [false, true]) func tellsTheServiceManager(_ isAbstract: Bool) throws {
    let name = (isAbstract ? "@" : "") + makeDirectory() + "/notify"
    let manager = try Descriptor.unixDatagram()
    try manager.bind(to: UnixAddress(name))
    func received() throws -> String? {
      var buffer = [UInt8](repeating: 0, count: 256)
      return try manager.read(into: &buffer).map { String(decoding: buffer[..<$0], as: UTF8.self) }
    }
    let service = try #require(try ServiceManager(environment: Self.environment(["NOTIFY_SOCKET": name])))
    try service.ready(status: "2 stations")
    #expect(try received() == "READY=1\nSTATUS=2 stations")
    try service.watchdog()
    #expect(try received() == "WATCHDOG=1")
    try service.status("one set")
    #expect(try received() == "STATUS=one set")
    try service.stopping()
    #expect(try received() == "STOPPING=1")
    // A manager that does not read is not waited for.
    var isTaken = true
    for _ in 0..<10_000 where isTaken { isTaken = try service.notify("WATCHDOG=1") }
    #expect(!isTaken)
  }

  @Test func nobodyToTell() throws {
    #expect(try ServiceManager(environment: Self.environment([:])) == nil)
    #expect(try ServiceManager(environment: Self.environment(["NOTIFY_SOCKET": ""])) == nil)
    #expect(throws: SystemError(EINVAL, doing: "NOTIFY_SOCKET=vsock:2:1")) {
      try ServiceManager(environment: Self.environment(["NOTIFY_SOCKET": "vsock:2:1"]))
    }
  }

  @Test func theWatchdogsTime() {
    func time(_ values: [String: String]) -> Int64? {
      watchdogMicroseconds(environment: Self.environment(values))
    }
    #expect(time([:]) == nil)
    #expect(time(["WATCHDOG_USEC": "30000000"]) == 30_000_000)
    #expect(time(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"]) == 30_000_000)
    #expect(time(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"]) == nil)
    #expect(time(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "x"]) == nil)
    for wrong in ["", "0", "-5", "1.5", "soon", "99999999999999999999"] {
      #expect(time(["WATCHDOG_USEC": wrong]) == nil, "\(wrong)")
    }
  }
}
