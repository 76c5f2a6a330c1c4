public import Training

// What an accelerometer saw of a set, as JSON: all keys present, in this order; what there is not is `null`.

extension MotionFault: JSONName {}

extension SetMotion: JSONWritable, JSONReadable {
  /// Writes `{"rate_hz":49.8,"coverage":1,"faults":["gap"],"reps":{…},"hold":null}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("rate_hz", rate)
      $0.member("coverage", coverage)
      $0.member("faults", faults)
      $0.member("reps", reps)
      $0.member("hold", hold)
    }
  }

  /// Reads it. Keys whose value may be `null` may be absent, and unknown ones are passed over, as of a set.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      rate: try fields.figure("rate_hz"), coverage: try fields.share("coverage"),
      faults: try fields.optional("faults") ?? [], reps: try fields.optional("reps"),
      hold: try fields.optional("hold"))
  }

  /// The first key in the JSON of a set's motion that is not known here, with where it stands, and the keys that are: what
  /// somebody who keeps the motion would lose.
  public static func unknownKey(in json: JSONValue) -> (path: String, known: [String])? {
    func unknown(_ json: JSONValue?, _ keys: [String], _ path: String) -> (path: String, known: [String])? {
      guard case .object(let members)? = json else { return nil }
      return members.first { !keys.contains($0.key) }.map { (path + $0.key, keys) }
    }
    if let found = unknown(json, ["rate_hz", "coverage", "faults", "reps", "hold"], "")
      ?? unknown(json["reps"], CountedReps.keys, "reps.") ?? unknown(json["hold"], HoldForm.keys, "hold.")
    {
      return found
    }
    guard case .array(let each)? = json["reps"]?["each"] else { return nil }
    for (index, rep) in each.enumerated() {
      if let found = unknown(rep, Rep.keys, "reps.each[\(index)].") { return found }
    }
    return nil
  }
}

extension SetMotion.CountedReps: JSONWritable, JSONReadable {
  fileprivate static let keys = ["count", "confidence", "tempo_s", "regularity", "each"]

  /// Writes `{"count":12,"confidence":0.93,"tempo_s":2.410000,"regularity":0.87,"each":[…]}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("count", count)
      $0.member("confidence", confidence)
      $0.member("tempo_s", tempo)
      $0.member("regularity", regularity)
      $0.member("each", each)
    }
  }

  /// Reads counted repetitions. Where `each` has any, it has all.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let each: [SetMotion.Rep] = try fields.optional("each") ?? []
    let count = try fields.count("count") ?? each.count
    guard each.isEmpty || count == each.count else {
      throw fieldError(
        "is \(count), and \(each.count) repetitions are listed", at: fields.place(of: "count"),
        remedy: "list all of them, or none")
    }
    guard count <= 100_000 else { throw fieldError("is more than 100000", at: fields.place(of: "count")) }
    self.init(
      confidence: try fields.share("confidence"), regularity: try fields.share("regularity"),
      tempo: try fields.optionalDuration("tempo_s"), each: each, unlisted: count - each.count)
  }
}

extension SetMotion.Rep: JSONWritable, JSONReadable {
  fileprivate static let keys = ["at_s", "duration_s", "up_s", "down_s", "range_deg"]

  /// Writes `{"at_s":0.800000,"duration_s":2.400000,"up_s":1.100000,"down_s":1.300000,"range_deg":62.5}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("at_s", start)
      $0.member("duration_s", duration)
      $0.member("up_s", phases?.up)
      $0.member("down_s", phases?.down)
      $0.member("range_deg", range)
    }
  }

  /// Reads a repetition, which has both halves or neither.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    var phases: Phases?
    switch (try fields.optionalDuration("up_s"), try fields.optionalDuration("down_s")) {
    case (let out?, let back?): phases = Phases(up: out, down: back)
    case (nil, nil): break
    case (_, let back):
      throw fieldError(
        "is missing, and the other half is there", at: fields.place(of: back == nil ? "down_s" : "up_s"))
    }
    self.init(
      start: try fields.duration("at_s"), duration: try fields.duration("duration_s"), phases: phases,
      range: try fields.figure("range_deg"))
  }
}

extension SetMotion.HoldForm: JSONWritable, JSONReadable {
  fileprivate static let keys = [
    "rms_mg", "sway_mg", "tremor_mg", "drift_deg", "drift_end_deg", "broke_at_s",
  ]

  /// Writes `{"rms_mg":12.3,"sway_mg":9.1,"tremor_mg":4.1,"drift_deg":7.3,"drift_end_deg":3,"broke_at_s":31.200000}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("rms_mg", rms)
      $0.member("sway_mg", sway)
      $0.member("tremor_mg", tremor)
      $0.member("drift_deg", drift)
      $0.member("drift_end_deg", driftAtEnd)
      $0.member("broke_at_s", brokeAt)
    }
  }

  /// Reads the form of a hold.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      rms: try fields.figure("rms_mg"), sway: try fields.figure("sway_mg"),
      tremor: fields["tremor_mg"].isGiven ? try fields.figure("tremor_mg") : nil,
      drift: try fields.figure("drift_deg"), driftAtEnd: try fields.figure("drift_end_deg"),
      brokeAt: try fields.optionalDuration("broke_at_s"))
  }
}

extension JSONValue? {
  /// Whether there is a value, and not `null`.
  fileprivate var isGiven: Bool { self != nil && self != .null }
}

extension JSONFields {
  /// A figure that is not negative.
  fileprivate func figure(_ key: String) throws -> Double {
    let value: Double = try required(key)
    guard value >= 0 else { throw fieldError("must not be negative", at: place(of: key)) }
    return value
  }

  /// A share, from 0 to 1.
  fileprivate func share(_ key: String) throws -> Double {
    let value: Double = try required(key)
    guard (0...1).contains(value) else { throw fieldError("must be from 0 to 1", at: place(of: key)) }
    return value
  }

  /// A length of time that is not negative, or nothing.
  fileprivate func optionalDuration(_ key: String) throws -> Interval? {
    self[key].isGiven ? try duration(key) : nil
  }
}

// MARK: - In messages

extension LoggedSet {
  /// The set as it goes into a message: without the list of its repetitions where that is longer than this.
  func listing(atMost reps: Int) -> LoggedSet { listedReps > reps ? withoutList : self }

  /// How many repetitions one message lists at most: 90 bytes each, and 256 KiB may wait for a client.
  static let listedInMessage = 1_000
  /// How many the last set of a station lists: there may be many stations.
  static let listedInReport = 100
}
