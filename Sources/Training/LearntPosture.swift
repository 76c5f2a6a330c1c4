/// The posture of a hold as it was learnt: how a sensor lies while an athlete holds an exercise. Where `auto` is on, it starts
/// and stops the hold.
public struct LearntPosture: Hashable, Sendable {
  /// What a tolerance may be, in degrees. Below 5 nobody comes into a posture again; beyond 25 it is another one. Holdfast's own.
  public static let tolerances: ClosedRange<Double> = 5...25

  /// The athlete's id.
  public var athlete: String
  /// The exercise's id.
  public var exercise: String
  /// What the sensor takes for gravity, in its own axes: of length 1.
  public var direction: SIMD3<Double>
  /// How far the direction may be from that, in degrees.
  public var tolerance: Double
  /// The name of the device that it was learnt with: strapped on elsewhere, or with another one, it means nothing.
  public var device: String
  /// When it was learnt.
  public var learntAt: WallTime

  /// A learnt posture.
  public init(
    athlete: String, exercise: String, direction: SIMD3<Double>, tolerance: Double, device: String,
    learntAt: WallTime
  ) {
    self.athlete = athlete
    self.exercise = exercise
    self.direction = direction
    self.tolerance = tolerance
    self.device = device
    self.learntAt = learntAt
  }

  /// The posture with its direction brought to length 1.
  /// - Throws: that the direction is none, that the tolerance is none of `tolerances`, or that a name cannot be.
  public func checked() throws(SetProblem) -> LearntPosture {
    // Of an acceleration in any unit; the squares must not overflow.
    let greatest = max(abs(direction.x), abs(direction.y), abs(direction.z))
    guard greatest.isFinite, greatest > 1e-9, greatest < 1e9 else {
      throw SetProblem(
        "the direction of gravity is none", remedy: "give three numbers that are not all 0, as [0.1,-0.9,0.3]"
      )
    }
    guard Self.tolerances.contains(tolerance) else {
      throw SetProblem("a tolerance of \(decimalText(tolerance)) degrees", remedy: "give 5 to 25")
    }
    guard device.utf8.count <= 200 else { throw SetProblem("the device's name is longer than 200 bytes") }
    var posture = self
    posture.direction /= (direction * direction).sum().squareRoot()
    return posture
  }
}
