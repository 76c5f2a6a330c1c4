import Syscalls
import Training

/// The one clock of the engine: `CLOCK_BOOTTIME`, or with `--speed` a clock that runs so many times faster from the
/// start of the daemon on. Devices, deadlines and commands all go by it.
struct EngineClock: Sendable {
  let speed: Double
  /// When the daemon started, on both clocks.
  private let start: Int64
  /// The calendar at the start; with a faster clock there is no other truth.
  private let startOffset: Int64

  init(speed: Double = 1) {
    self.speed = speed
    start = SystemClock.boottime
    startOffset = SystemClock.realtimeOffset
  }

  var now: Instant { instant(ofBootTime: SystemClock.boottime) }

  /// `CLOCK_BOOTTIME` itself, for what has nothing to do with the engine: programs, lamps, the watchdog.
  var real: Instant { Instant(microseconds: SystemClock.boottime) }

  func instant(ofBootTime microseconds: Int64) -> Instant {
    guard speed != 1 else { return Instant(microseconds: microseconds) }
    return Instant(microseconds: start + Int64(Double(microseconds - start) * speed))
  }

  /// The µs of `CLOCK_BOOTTIME` at which the engine's clock shows an instant, rounded up.
  func bootTime(of instant: Instant) -> Int64 {
    guard speed != 1 else { return instant.microseconds }
    return start + Int64((Double(instant.microseconds - start) / speed).rounded(.up))
  }

  /// How the engine's clock relates to the calendar now, and whether the kernel calls the calendar right.
  ///
  /// A sandbox that forbids `adjtimex` leaves the clock unsynchronized: dates stay open to correction.
  var wallOffset: WallOffset {
    WallOffset(
      microseconds: speed == 1 ? SystemClock.realtimeOffset : startOffset,
      isSynchronized: (try? SystemClock.isSynchronized()) ?? false)
  }
}

/// The earlier of two instants, where there are any. For what is done in every turn of the loop: no arrays.
func earlier(_ a: Instant?, _ b: Instant?) -> Instant? {
  guard let a, let b else { return a ?? b }
  return min(a, b)
}
