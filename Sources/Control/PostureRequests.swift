public import Training

/// A posture that is to be learnt.
public struct LearnRequest: Hashable, Sendable {
  /// The athlete's id; needed only where there are several.
  public var athlete: String?
  /// An exercise's id, name or alias.
  public var exercise: String
  /// What the sensor takes for gravity, in its own axes; of any length. In JSON `[x,y,z]`.
  public var direction: SIMD3<Double>
  /// How far the direction may be from that, in degrees, 5 to 25; in JSON `tolerance_deg`.
  public var tolerance: Double
  /// The name of the device.
  public var device: String

  /// A posture.
  public init(
    athlete: String? = nil, exercise: String, direction: SIMD3<Double>, tolerance: Double, device: String
  ) {
    self.athlete = athlete
    self.exercise = exercise
    self.direction = direction
    self.tolerance = tolerance
    self.device = device
  }
}

/// Three numbers: `[0.1,-0.9,0.3]`.
private struct Direction: JSONWritable, JSONReadable {
  var vector: SIMD3<Double>

  init(_ vector: SIMD3<Double>) { self.vector = vector }

  func write(to writer: inout JSONWriter) { [vector.x, vector.y, vector.z].write(to: &writer) }

  init(json: JSONValue, at path: String) throws {
    let numbers = try [Double](json: json, at: path)
    guard numbers.count == 3 else {
      throw fieldError("must have three numbers, not \(numbers.count)", at: path)
    }
    vector = SIMD3(numbers[0], numbers[1], numbers[2])
  }
}

extension LearntPosture: JSONWritable, JSONReadable {
  /// Writes `{"athlete":"me","exercise":"side-plank","direction":[0,-1,0],"tolerance_deg":15,"device":"Joy-Con (L) (IMU)",
  /// "learnt_at":"2026-11-21T10:00:00.000000+00:00"}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete)
      $0.member("exercise", exercise)
      $0.member("direction", Direction(direction))
      $0.member("tolerance_deg", tolerance)
      $0.member("device", device)
      $0.member("learnt_at", learntAt)
    }
  }

  /// Reads a posture.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let direction: Direction = try fields.required("direction")
    self.init(
      athlete: try fields.required("athlete"), exercise: try fields.required("exercise"),
      direction: direction.vector, tolerance: try fields.required("tolerance_deg"),
      device: try fields.required("device"), learntAt: try fields.required("learnt_at"))
  }
}

// The requests about postures, as JSON.

extension Request {
  /// Writes what these requests have besides their name.
  func writePosture(to writer: inout JSONWriter) {
    switch self {
    case .learn(let learn):
      if let athlete = learn.athlete { writer.member("athlete", athlete) }
      writer.member("exercise", learn.exercise)
      writer.member("direction", Direction(learn.direction))
      writer.member("tolerance_deg", learn.tolerance)
      writer.member("device", learn.device)
    case .forget(let athlete, let exercise):
      if let athlete { writer.member("athlete", athlete) }
      writer.member("exercise", exercise)
    default: break
    }
  }

  /// Reads one of these requests.
  init(_ name: Name, postureIn fields: JSONFields) throws {
    guard let exercise = try fields.name("exercise") else { throw fieldError("is missing", at: "exercise") }
    let athlete = try fields.name("athlete")
    guard name == .learn else {
      self = .forget(athlete: athlete, exercise: exercise)
      return
    }
    let direction: Direction = try fields.required("direction")
    self = .learn(
      LearnRequest(
        athlete: athlete, exercise: exercise, direction: direction.vector,
        tolerance: try fields.required("tolerance_deg"), device: try fields.required("device")))
  }
}
