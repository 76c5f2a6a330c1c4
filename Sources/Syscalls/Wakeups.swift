import CLinux
import Glibc

/// A timer that makes a descriptor readable at an instant of `CLOCK_BOOTTIME`: the clock of the devices, which
/// runs on while the machine sleeps and is never set.
public final class Timer: Sendable {
  /// To be watched for reading.
  public let descriptor: Descriptor

  /// A timer that is not set.
  public init() throws(SystemError) {
    descriptor = try makeTimer(CLOCK_BOOTTIME)
  }

  /// Sets it to go off once, at so many µs of the clock; at once where that is past. `nil` stops it.
  public func set(at microseconds: Int64?) throws(SystemError) {
    // All zero would stop it.
    try setTimer(descriptor, at: microseconds.map { max($0, 1) } ?? 0, flags: Int32(TFD_TIMER_ABSTIME))
  }

  /// Makes the descriptor unreadable again; whether it had gone off.
  @discardableResult
  public func clear() throws(SystemError) -> Bool { try readCount(descriptor) != nil }
}

/// Makes a descriptor readable when somebody sets the wall clock (`TFD_TIMER_CANCEL_ON_SET`). A clock that is
/// only slewed, as NTP does with small errors, is not set.
public final class ClockChanges: Sendable {
  /// To be watched for reading.
  public let descriptor: Descriptor

  /// A watch that is on.
  public init() throws(SystemError) {
    descriptor = try makeTimer(CLOCK_REALTIME)
    try arm()
  }

  private func arm() throws(SystemError) {
    // It must be set to be canceled, and must not go off: the year 292277026596 is far enough.
    try setTimer(
      descriptor, at: .max, flags: Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET))
  }

  /// Makes the descriptor unreadable and sets the watch again; whether the clock had been set.
  public func clear() throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try readCount(descriptor)
      return false
    } catch {
      guard error.errno == ECANCELED else { throw error }
      try arm()
      return true
    }
  }
}

/// Signals as something to read instead of an interruption.
public final class Signals: Sendable {
  /// To be watched for reading.
  public let descriptor: Descriptor

  /// Blocks the signals in the calling thread, and in those it starts later: make it before any other thread.
  public init(_ signals: [Int32]) throws(SystemError) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    let code = pthread_sigmask(SIG_BLOCK, &set, nil)
    guard code == 0 else { throw SystemError(code, doing: "pthread_sigmask") }
    let blocked = set
    descriptor = Descriptor(
      owning: try syscall("signalfd") {
        withUnsafePointer(to: blocked) { signalfd(-1, $0, Int32(SFD_CLOEXEC) | Int32(SFD_NONBLOCK)) }
      })
  }

  /// The next signal that came, and the process that sent it (0 is the kernel); `nil` where none did.
  public func next() throws(SystemError) -> (signal: Int32, process: Int32)? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard try unlessBlocked("signalfd", { Glibc.read(descriptor.number, &info, size) }) == size else {
      return nil
    }
    return (Int32(info.ssi_signo), Int32(bitPattern: info.ssi_pid))
  }
}

/// Has the kernel give an error in place of these signals: `SIGPIPE`, `SIGXFSZ`. For the whole process.
public func ignoreSignals(_ signals: [Int32]) {
  for number in signals { _ = signal(number, SIG_IGN) }
}

private func makeTimer(_ clock: clockid_t) throws(SystemError) -> Descriptor {
  Descriptor(
    owning: try syscall("timerfd_create") {
      timerfd_create(clock, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
    })
}

private func setTimer(
  _ descriptor: Descriptor, at microseconds: Int64, flags: Int32
) throws(SystemError) {
  var time = itimerspec()
  time.it_value.tv_sec = time_t(microseconds / 1_000_000)
  time.it_value.tv_nsec = Int(microseconds % 1_000_000 * 1_000)
  try syscall("timerfd_settime") { timerfd_settime(descriptor.number, flags, &time, nil) }
}

/// Reads the eight bytes of a timerfd or an eventfd; `nil` where there are none.
private func readCount(_ descriptor: Descriptor) throws(SystemError) -> UInt64? {
  var count: UInt64 = 0
  return try unlessBlocked("read", { Glibc.read(descriptor.number, &count, 8) }) == nil ? nil : count
}
