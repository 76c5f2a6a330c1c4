import Control
import Glibc
import Syscalls
import Testing
import Training

@Suite("The service manager")
struct NotifyTests {
  @Test("READY once it answers, STATUS, the watchdog at half its time, STOPPING")
  func all() throws {
    let folder = Folder()
    let manager = try Manager(folder("notify"))
    let daemon = try RunningDaemon(
      folder, environment: ["NOTIFY_SOCKET": folder("notify"), "WATCHDOG_USEC": "600000"], waits: false)
    #expect(manager.next(10_000)?.hasPrefix("READY=1\nSTATUS=") == true)
    // Ready is what it says: no second attempt is needed.
    let client = try daemon.client()
    _ = try client.station(.start(station: nil))
    _ = try client.set(.stop(station: nil))
    var times: [Int64] = []
    var status: String?
    while times.count < 4, let message = manager.next(5_000) {
      if message == "WATCHDOG=1" { times.append(SystemClock.boottime) }
      if message.hasPrefix("STATUS=") { status = message }
    }
    #expect(status?.contains("last set: wall-sit") == true)
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
    #expect(gaps.count == 3 && gaps.reduce(0, +) < 3 * 450_000 && gaps.reduce(0, +) > 3 * 200_000, "\(gaps)")
    daemon.signal(SIGTERM)
    var last: String?
    while last != "STOPPING=1", let message = manager.next(5_000) { last = message }
    #expect(last == "STOPPING=1")
    #expect(daemon.exitCode() == 0)
  }

  @Test("The watchdog keeps real time however fast the recording is played")
  func realTime() throws {
    let folder = Folder()
    let manager = try Manager(folder("notify"))
    var pedal = Pedal()
    pedal.tap(at: 0)
    let daemon = try RunningDaemon(
      folder, ["--play", folder.write("taps", pedal.text), "--speed", "0.05"],
      environment: ["NOTIFY_SOCKET": folder("notify"), "WATCHDOG_USEC": "600000"])
    #expect(eventually { manager.next(5_000) == "WATCHDOG=1" })
    #expect(manager.next(1_000) == "WATCHDOG=1")
    _ = daemon
  }

  @Test("The watchdog of another process is none of ours")
  func anotherProcess() throws {
    let folder = Folder()
    let manager = try Manager(folder("notify"))
    let daemon = try RunningDaemon(
      folder,
      environment: ["NOTIFY_SOCKET": folder("notify"), "WATCHDOG_USEC": "200000", "WATCHDOG_PID": "1"])
    #expect(manager.next(5_000)?.hasPrefix("READY=1") == true)
    #expect(manager.next(500) == nil)
    _ = daemon
  }

  @Test("From exec to READY")
  func startTime() throws {
    let folder = Folder()
    try RunningDaemon(folder).stop()
    var times: [Int64] = []
    for index in 0..<5 {
      let manager = try Manager(folder("notify\(index)"))
      let before = SystemClock.boottime
      let daemon = try RunningDaemon(
        folder, environment: ["NOTIFY_SOCKET": folder("notify\(index)")], waits: false)
      #expect(manager.next(10_000)?.hasPrefix("READY=1") == true)
      times.append(SystemClock.boottime - before)
      daemon.stop()
    }
    print(
      "exec to READY: \(times.sorted().map { "\($0 / 1_000).\($0 / 100 % 10)" }.joined(separator: ", ")) ms")
    // The goal of 50 ms is measured by `make bench`, on a release build and a quiet machine.
    #expect(times.min()! < 500_000)
  }

  /// What systemd is to the daemon: a datagram socket.
  private final class Manager {
    private let descriptor: Descriptor

    init(_ path: String) throws {
      descriptor = try .unixDatagram()
      try descriptor.bind(to: UnixAddress(path))
    }

    /// The next message; `nil` where none comes in time.
    func next(_ milliseconds: Int32) -> String? {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while true {
        if let count = try? descriptor.read(into: &buffer) {
          return String(decoding: buffer[..<count], as: UTF8.self)
        }
        guard (try? descriptor.wait(for: .readable, milliseconds: milliseconds)) == true else { return nil }
      }
    }
  }
}
