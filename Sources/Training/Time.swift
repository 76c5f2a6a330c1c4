/// A length of time in whole microseconds: the resolution of the kernel's input events.
public struct Interval: Comparable, Hashable, Sendable {
  /// The length in µs; may be negative where one instant is taken from a later one.
  public var microseconds: Int64

  /// A length of `microseconds` µs.
  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  /// No time at all.
  public static let zero = Interval(microseconds: 0)

  /// A length in whole milliseconds.
  @inlinable public static func milliseconds(_ count: Int64) -> Interval {
    Interval(microseconds: count * 1_000)
  }

  /// A length in seconds, rounded to the nearest microsecond.
  ///
  /// Lengths beyond ±10¹² s (31,000 years) are clamped, so that no input can overflow.
  public static func seconds(_ count: Double) -> Interval {
    guard count == count else { return .zero }
    return Interval(microseconds: Int64((min(max(count, -1e12), 1e12) * 1e6).rounded()))
  }

  /// The length in seconds.
  @inlinable public var seconds: Double { Double(microseconds) / 1e6 }

  /// Orders by time.
  @inlinable public static func < (a: Interval, b: Interval) -> Bool { a.microseconds < b.microseconds }
  /// The sum of two lengths.
  @inlinable public static func + (a: Interval, b: Interval) -> Interval {
    Interval(microseconds: a.microseconds + b.microseconds)
  }
  /// The difference of two lengths.
  @inlinable public static func - (a: Interval, b: Interval) -> Interval {
    Interval(microseconds: a.microseconds - b.microseconds)
  }
  /// A multiple of a length.
  @inlinable public static func * (a: Interval, factor: Int64) -> Interval {
    Interval(microseconds: a.microseconds * factor)
  }
}

/// An instant of one running clock, in microseconds since that clock's own zero.
///
/// In the daemon the clock is `CLOCK_BOOTTIME`, to which every device is switched; in `replay` it is the
/// recording's own. Instants of different clocks, or of different boots, must not be compared.
public struct Instant: Comparable, Hashable, Sendable {
  /// µs since the clock's zero.
  public var microseconds: Int64

  /// The instant `microseconds` µs after the clock's zero.
  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Orders by time.
  @inlinable public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
  /// The instant a length of time later.
  @inlinable public static func + (a: Instant, b: Interval) -> Instant {
    Instant(microseconds: a.microseconds + b.microseconds)
  }
  /// The instant a length of time earlier.
  @inlinable public static func - (a: Instant, b: Interval) -> Instant {
    Instant(microseconds: a.microseconds - b.microseconds)
  }
  /// The length of time from `b` to `a`.
  @inlinable public static func - (a: Instant, b: Instant) -> Interval {
    Interval(microseconds: a.microseconds - b.microseconds)
  }
}

/// A moment of the calendar: microseconds since 1970-01-01T00:00:00 UTC, leap seconds not counted.
public struct WallTime: Comparable, Hashable, Sendable {
  /// µs since the Unix epoch.
  public var microseconds: Int64

  /// The moment `microseconds` µs after the Unix epoch.
  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Orders by time.
  @inlinable public static func < (a: WallTime, b: WallTime) -> Bool { a.microseconds < b.microseconds }
  /// The moment a length of time later.
  @inlinable public static func + (a: WallTime, b: Interval) -> WallTime {
    WallTime(microseconds: a.microseconds + b.microseconds)
  }
  /// The length of time from `b` to `a`.
  @inlinable public static func - (a: WallTime, b: WallTime) -> Interval {
    Interval(microseconds: a.microseconds - b.microseconds)
  }
}

/// How a running clock relates to the calendar: `wall = instant + offset`.
public struct WallOffset: Hashable, Sendable {
  /// What to add to an instant to get the wall time, in µs.
  public var microseconds: Int64
  /// Whether the kernel called the wall clock synchronized when the offset was read.
  public var isSynchronized: Bool

  /// An offset with what was known about the clock when it was read.
  public init(microseconds: Int64, isSynchronized: Bool) {
    self.microseconds = microseconds
    self.isSynchronized = isSynchronized
  }

  /// The wall time of an instant.
  public func wallTime(of instant: Instant) -> WallTime {
    WallTime(microseconds: instant.microseconds + microseconds)
  }
}
