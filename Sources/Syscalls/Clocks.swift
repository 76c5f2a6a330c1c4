internal import CLinux
internal import Glibc

/// The kernel's clocks, in µs.
public enum SystemClock {
  /// `CLOCK_BOOTTIME`: since the machine was started, time asleep included.
  public static var boottime: Int64 { read(CLOCK_BOOTTIME) }

  /// `CLOCK_REALTIME`: since 1970-01-01T00:00:00 UTC, as right as the machine knows.
  public static var realtime: Int64 { read(CLOCK_REALTIME) }

  /// What to add to a boot time to get the calendar's, both read as closely together as can be.
  public static var realtimeOffset: Int64 {
    var best: (gap: Int64, offset: Int64) = (.max, 0)
    // The thread may be put aside between two readings: of three tries the shortest is the truest. One within a few µs
    // is as true as it gets.
    for _ in 0..<3 {
      let before = boottime
      let wall = realtime
      let after = boottime
      if after - before < best.gap { best = (after - before, wall - (before + (after - before) / 2)) }
      if best.gap <= 5 { break }
    }
    return best.offset
  }

  /// Whether the kernel calls the wall clock synchronized: `STA_UNSYNC` of `adjtimex` is off.
  /// - Throws: Where a sandbox forbids the call.
  public static func isSynchronized() throws(SystemError) -> Bool {
    var status = timex()
    try syscall("read the clock's state") { adjtimex(&status) }
    return status.status & STA_UNSYNC == 0
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }
}
