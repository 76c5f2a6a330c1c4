public import Training

/// One reading of an accelerometer, gravity included, in g. Any axis order, any mounting, either sign of gravity.
public struct MotionSample: Hashable, Sendable {
  /// When it was measured.
  public var at: Instant
  /// The first axis, in g.
  public var x: Float
  /// The second axis, in g.
  public var y: Float
  /// The third axis, in g.
  public var z: Float

  /// A reading of these parts.
  @inlinable public init(at: Instant, x: Float, y: Float, z: Float) {
    self.at = at
    self.x = x
    self.y = y
    self.z = z
  }
}

extension MotionSample {
  /// The reading as a vector; `nil` where it is not a number or beyond anything an accelerometer measures (10⁶ g), so that
  /// no sum of squares overflows.
  @inline(__always) var vector: SIMD3<Float>? {
    let limit: Float = 1e6
    guard abs(x) < limit, abs(y) < limit, abs(z) < limit else { return nil }
    return SIMD3(x, y, z)
  }
}
