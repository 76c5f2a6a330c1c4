internal import Training

/// A posture that was learnt: where gravity points while an exercise is held, as the sensor is worn.
///
/// Gravity does not tell a turn about the vertical, nor one posture from another in which the sensor hangs the same way. A
/// strap that sits elsewhere is another posture: learn it anew.
public struct Posture: Hashable, Sendable {
  /// The direction of gravity in the sensor's axes, a unit vector.
  public let x: Float
  /// Its second part.
  public let y: Float
  /// Its third part.
  public let z: Float
  /// How far gravity may be from there when the posture is taken, degrees.
  public let tolerance: Double

  /// What it is by default: our own figure. A posture is taken again within some 5–10°; postures that a sensor tells
  /// apart mostly differ by 30° and more.
  public static let defaultTolerance = 15.0

  /// A posture of these figures, as they were stored; `nil` of what is no direction, or no angle above 0.
  public init?(x: Float, y: Float, z: Float, tolerance: Double = Posture.defaultTolerance) {
    guard let unit = SIMD3(x, y, z).unit, tolerance > 0, tolerance.isFinite else { return nil }
    self.x = unit.x
    self.y = unit.y
    self.z = unit.z
    self.tolerance = min(tolerance, LearntPosture.tolerances.upperBound)
  }

  var direction: SIMD3<Float> { SIMD3(x, y, z) }

  /// The angle to another posture, degrees.
  public func angle(to other: Posture) -> Double { degrees(between: direction, and: other.direction) }

  /// Postures nearer than this are not told apart safely: the tolerance of each, and 5° for what lies between.
  public static func leastAngle(_ a: Posture, _ b: Posture) -> Double { max(a.tolerance, b.tolerance) + 5 }

  /// The nearest of these postures that is too near to this one to be told apart; its number and the angle.
  public func conflict(with others: [Posture]) -> (index: Int, degrees: Double)? {
    var nearest: (index: Int, degrees: Double)?
    for (index, other) in others.enumerated() {
      let angle = angle(to: other)
      if angle < Self.leastAngle(self, other), angle < nearest?.degrees ?? .infinity {
        nearest = (index, angle)
      }
    }
    return nearest
  }
}
