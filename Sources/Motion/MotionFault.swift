public import Training

/// Something that is wrong with an accelerometer, or was, during a set.
public struct MotionFault: Hashable, Sendable {
  /// What can be wrong. `rawValue` is its word in the log.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// An axis did not change by one unit for 5 s in which the others ranged over 0.5 g.
    case stuckAxis = "stuck-axis"
    /// Readings stood at the end of the range for 0.1 s in all: figures are too small.
    case saturated
    /// The readings have no gravity in them, or the driver's units cannot be right (`GravityScale`): what depends on the scale
    /// is relative.
    case noGravity = "no-gravity"
    /// The axes changed places or signs from one sample to the next, and stayed so.
    case orientationSwap = "orientation-swap"
    /// A frame or a stamp was from before the last one; a frame is dropped, after a stamp the arrivals count.
    case timeBackwards = "time-backwards"
    /// A device that tells of every measurement told nothing for 10 s.
    case silent
    /// A device that tells of every measurement told nothing for over 0.25 s, or the kernel dropped events for so long.
    case gap
  }

  /// What it is.
  public var kind: Kind
  /// When it was found first.
  public var at: Instant
  /// How often it was found in the set.
  public var count: Int
  /// The longest one, of a gap or a silence; else no time.
  public var longest: Interval

  /// A fault of these parts.
  public init(kind: Kind, at: Instant, count: Int = 1, longest: Interval = .zero) {
    self.kind = kind
    self.at = at
    self.count = count
    self.longest = longest
  }
}
