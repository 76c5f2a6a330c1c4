public import Training

/// Something that is wrong with an accelerometer, or was, during a set.
public struct SensorFault: Hashable, Sendable {
  /// What it is.
  public var kind: MotionFault
  /// When it was found first.
  public var at: Instant
  /// How often it was found in the set.
  public var count: Int
  /// The longest one, of a gap or a silence; else no time.
  public var longest: Interval

  /// A fault of these parts.
  public init(kind: MotionFault, at: Instant, count: Int = 1, longest: Interval = .zero) {
    self.kind = kind
    self.at = at
    self.count = count
    self.longest = longest
  }
}
