public import Training

// A set as JSON, the same in every command, in the socket and in exports: all keys present, in this order.

extension LoggedSet: JSONWritable, JSONReadable {
  /// Writes the set.
  public func write(to writer: inout JSONWriter) { writer.object { writeMembers(to: &$0) } }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("id", id)
    writer.member("athlete", athlete)
    writer.member("station", station)
    writer.member("exercise", exercise)
    writer.member("kind", kind)
    writer.member("side", side)
    writer.member("started_at", startedAt)
    writer.member("duration_s", duration)
    writer.member("reps", reps)
    writer.member("load_kg", loadKg)
    writer.member("rpe", rpe)
    writer.member("target", target)
    writer.member("target_met", targetMet)
    writer.member("ended_by", endedBy)
    writer.member("clock", clock)
    writer.member("note", note)
    writer.member("motion", motion)
    writer.member("measured", measured)
  }

  /// Reads a set. Keys whose value may be `null` may be absent, and unknown ones are passed over: a newer daemon
  /// may know more. Whether the set is doubtful is only in the JSON of a `WholeSet`.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      id: try fields.required("id"), athlete: try fields.required("athlete"),
      station: try fields.required("station"), exercise: try fields.required("exercise"),
      kind: try fields.required("kind"), side: try fields.required("side"),
      startedAt: try fields.required("started_at"), duration: try fields.duration("duration_s"),
      reps: try fields.count("reps"), loadKg: try fields.load("load_kg"), rpe: try fields.optional("rpe"),
      target: try fields.optional("target"), targetMet: try fields.optional("target_met"),
      endedBy: try fields.required("ended_by"), clock: try fields.required("clock"),
      note: try fields.optional("note"), motion: try fields.optional("motion"),
      measured: try fields.optional("measured"),
      isDoubtful: try fields.optional("doubtful") ?? false)
  }
}

/// A set that goes to another database: behind the keys of any set it has `doubtful`, without which it could become a
/// record there.
public struct WholeSet: JSONWritable {
  private let set: LoggedSet

  /// All of a set.
  public init(_ set: LoggedSet) { self.set = set }

  /// Writes the set.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      set.writeMembers(to: &$0)
      $0.member("doubtful", set.isDoubtful)
    }
  }
}

extension Measured: JSONWritable, JSONReadable {
  /// Writes the former values under the names that a set gives them.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("exercise", exercise)
      $0.member("side", side)
      $0.member("started_at", startedAt)
      $0.member("duration_s", duration)
      $0.member("reps", reps)
      $0.member("load_kg", loadKg)
    }
  }

  /// Reads the former values.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      startedAt: try fields.required("started_at"), duration: try fields.duration("duration_s"),
      reps: try fields.count("reps"), loadKg: try fields.load("load_kg"),
      exercise: try fields.required("exercise"), side: try fields.required("side"))
  }
}

extension Target: JSONWritable, JSONReadable {
  private static let keys = ["seconds", "reps", "steps", "load_kg", "effort_pct"]

  /// Writes the parts that are given.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      if let seconds { $0.member("seconds", seconds) }
      if let reps { $0.member("reps", reps) }
      if let steps { $0.member("steps", steps) }
      if let loadKg { $0.member("load_kg", loadKg) }
      if let effortPercent { $0.member("effort_pct", effortPercent) }
    }
  }

  /// Reads a target; one without any part is an error, as is a part of another name.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    try fields.allowOnly(Self.keys)
    self.init(
      seconds: try fields.optional("seconds"), reps: try fields.optional("reps"),
      steps: try fields.optional("steps"), loadKg: try fields.load("load_kg"),
      effortPercent: try fields.optional("effort_pct"))
    if self == Target() {
      throw fieldError("has no part", at: path, remedy: "give any of " + Self.keys.joined(separator: ", "))
    }
  }
}

extension Amount: JSONWritable, JSONReadable {
  /// Writes a number, `[low,high]` or `"max"`.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .exactly(let value): writer.value(value)
    case .range(let low, let high): [low, high].write(to: &writer)
    case .max: writer.value("max")
    }
  }

  /// Reads a positive number, two in rising order, or `"max"`.
  public init(json: JSONValue, at path: String) throws {
    switch json {
    case .integer, .number:
      self = .exactly(try Double(json: json, at: path))
    case .array:
      let bounds = try [Double](json: json, at: path)
      guard bounds.count == 2, bounds[0] <= bounds[1] else {
        throw fieldError("must be [low,high]", at: path)
      }
      self = .range(bounds[0], bounds[1])
    case .string("max"):
      self = .max
    default:
      throw fieldError("must be a number, [low,high] or \"max\"", at: path)
    }
    if let lower, lower <= 0 { throw fieldError("must be more than 0", at: path) }
  }
}

extension JSONFields {
  /// A length of time that is not negative.
  func duration(_ key: String) throws -> Interval {
    let value: Interval = try required(key)
    guard value >= .zero else { throw fieldError("must not be negative", at: place(of: key)) }
    return value
  }

  /// A count, which is not negative, or nothing.
  func count(_ key: String) throws -> Int? {
    let value: Int? = try optional(key)
    if let value, value < 0 { throw fieldError("must not be negative", at: place(of: key)) }
    return value
  }

  /// A load in kg, which is not negative, or nothing.
  func load(_ key: String) throws -> Double? {
    let value: Double? = try optional(key)
    if let value, value < 0 { throw fieldError("must not be negative", at: place(of: key)) }
    return value
  }
}
