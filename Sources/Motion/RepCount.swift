public import Training

/// One repetition as the sensor saw it.
public struct CountedRep: Hashable, Sendable {
  /// When it began.
  public var start: Instant
  /// From its beginning to its end.
  public var duration: Interval
  /// How much of it the sensor moved upwards; nil where that cannot be told (a sensor that only turns).
  public var up: Interval?
  /// How much of it the sensor moved downwards; nil where that cannot be told.
  public var down: Interval?
  /// The range of motion: degrees between the sensor's attitudes at the two turning points.
  ///
  /// Measured on the direction of what the accelerometer reads, smoothed: a fast movement adds its own acceleration to
  /// gravity. Compare the repetitions of one exercise, not exercises. A sensor that is only shifted reads a few degrees.
  public var range: Double

  /// A repetition with what was measured of it.
  public init(start: Instant, duration: Interval, up: Interval?, down: Interval?, range: Double) {
    self.start = start
    self.duration = duration
    self.up = up
    self.down = down
    self.range = range
  }
}

/// The repetitions of a set.
public struct RepCount: Hashable, Sendable {
  /// How many there are.
  public var count: Int { reps.count }
  /// How likely `count` is right within one, 0…1: of sets with a confidence of 0.9, nine of ten are.
  public var confidence: Double
  /// The repetitions in order.
  public var reps: [CountedRep]
  /// The median duration of a repetition; nil where there is none.
  public var tempo: Interval?
  /// How much each repetition looks like the next, 0…1: path, range and attitude of the sensor, not duration.
  public var regularity: Double

  /// A count with its repetitions.
  public init(confidence: Double, reps: [CountedRep], tempo: Interval?, regularity: Double) {
    self.confidence = confidence
    self.reps = reps
    self.tempo = tempo
    self.regularity = regularity
  }

  /// No repetition, and nothing that would let one be sure of it.
  public static let none = RepCount(confidence: 0, reps: [], tempo: nil, regularity: 0)
}
