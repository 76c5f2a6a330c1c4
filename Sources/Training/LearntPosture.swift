/// A posture that was learnt (`holdfast learn`): whoever takes it holds the exercise.
public struct LearntPosture: Hashable, Sendable {
  /// Whose posture it is: bodies and straps differ.
  public var athlete: String
  /// The exercise's id.
  public var exercise: String
  /// Where gravity pulled, along the sensor's axes: a vector of length 1.
  public var direction: [Double]
  /// How far from that it may be, in degrees.
  public var tolerance: Double
  /// The name of the sensor that it was learnt with.
  public var device: String
  /// When.
  public var learntAt: WallTime

  /// A learnt posture.
  public init(
    athlete: String, exercise: String, direction: [Double], tolerance: Double, device: String,
    learntAt: WallTime
  ) {
    self.athlete = athlete
    self.exercise = exercise
    self.direction = direction
    self.tolerance = tolerance
    self.device = device
    self.learntAt = learntAt
  }
}
