/// What an accelerometer saw of a set: kept with it, as it was measured, whatever an edit makes of the set's own figures.
///
/// The room Motion makes it, the log keeps it. It owns the figures and how they are rounded, so that a set that was exported
/// and taken in again is the same; it does not know how they come about.
public struct SetMotion: Hashable, Sendable {
  /// Samples a second, the mean over the set; 0 where none came. To a tenth.
  public var rate: Double
  /// The share of the set's time in which samples came, 0 to 1. To a hundredth.
  public var coverage: Double
  /// What was wrong with the sensor, each once, in the order of `MotionFault.allCases`.
  public var faults: [MotionFault]
  /// The repetitions, where they were counted.
  public var reps: CountedReps?
  /// How a hold was held, where one was.
  public var hold: HoldForm?

  /// What was seen of a set.
  public init(
    rate: Double, coverage: Double, faults: [MotionFault] = [], reps: CountedReps? = nil,
    hold: HoldForm? = nil
  ) {
    self.rate = rounded(rate, 1)
    self.coverage = rounded(min(max(coverage, 0), 1), 2)
    self.faults = MotionFault.allCases.filter(faults.contains)
    self.reps = reps
    self.hold = hold
  }

  /// The repetitions that were counted in a set.
  public struct CountedReps: Hashable, Sendable {
    /// How sure the count is, 0 to 1: of sets that are this sure, about this share is right to within one. To a hundredth.
    public var confidence: Double
    /// How alike the repetitions were in length and form, 0 to 1. To a hundredth.
    public var regularity: Double
    /// The median length of a repetition; `nil` where there is none.
    public var tempo: Interval?
    /// The repetitions in order.
    public var each: [Rep]
    /// How many more were counted than `each` lists: 0, but where there was no room for the list (`withoutList`).
    public var unlisted: Int

    /// Counted repetitions.
    public init(
      confidence: Double, regularity: Double, tempo: Interval?, each: [Rep], unlisted: Int = 0
    ) {
      self.confidence = rounded(min(max(confidence, 0), 1), 2)
      self.regularity = rounded(min(max(regularity, 0), 1), 2)
      self.tempo = tempo
      self.each = each
      self.unlisted = min(max(unlisted, 0), 1_000_000)
    }

    /// How many they are.
    public var count: Int { each.count + unlisted }

    /// Below this a count is one to look at: the log marks it, and statistics can leave it out. Holdfast's own.
    public static let lowConfidence = 0.8

    /// Whether the count is one to look at.
    public var isDoubtful: Bool { confidence < Self.lowConfidence }
  }

  /// One repetition.
  public struct Rep: Hashable, Sendable {
    /// When it began, from the start of the set.
    public var start: Interval
    /// How long it took.
    public var duration: Interval
    /// How long the first half took, to the turning point, and the second; `nil` where they cannot be told apart.
    public var phases: Phases?
    /// How far it went, as far as an accelerometer can tell: from the least to the greatest reading along the axis of the
    /// movement, in g. Only repetitions of one set may be compared. To a hundredth.
    public var range: Double

    /// The two halves of a repetition. Which of them is against the load only the exercise knows.
    public struct Phases: Hashable, Sendable {
      /// The way out.
      public var out: Interval
      /// The way back.
      public var back: Interval
      /// Two halves.
      public init(out: Interval, back: Interval) {
        self.out = out
        self.back = back
      }
    }

    /// A repetition.
    public init(start: Interval, duration: Interval, phases: Phases? = nil, range: Double) {
      self.start = start
      self.duration = duration
      self.phases = phases
      self.range = rounded(range, 2)
    }
  }

  /// How a hold was held.
  public struct HoldForm: Hashable, Sendable {
    /// The root mean square of what is not gravity, in mg. To a tenth, as the next two.
    public var rms: Double
    /// The part of it that is sway: slow.
    public var sway: Double
    /// The part of it that is tremor: quick; `nil` where the sensor is too slow to see it.
    public var tremor: Double?
    /// How far the posture was from that of its first seconds at the most, and at its end, in degrees. To a tenth.
    public var drift: Double
    /// The same at the end.
    public var driftAtEnd: Double
    /// When it began to break, from the start of the set; `nil` where it did not.
    public var brokeAt: Interval?

    /// The form of a hold.
    public init(
      rms: Double, sway: Double, tremor: Double?, drift: Double, driftAtEnd: Double, brokeAt: Interval?
    ) {
      self.rms = rounded(rms, 1)
      self.sway = rounded(sway, 1)
      self.tremor = tremor.map { rounded($0, 1) }
      self.drift = rounded(drift, 1)
      self.driftAtEnd = rounded(driftAtEnd, 1)
      self.brokeAt = brokeAt
    }
  }
}

/// What can be wrong with an accelerometer during a set.
public enum MotionFault: String, CaseIterable, Hashable, Sendable {
  /// An axis always says the same while the others move.
  case stuckAxis = "stuck-axis"
  /// Readings at the end of the sensor's range.
  case saturated
  /// Readings that are never those of something at rest: no scale can be told.
  case noGravity = "no-gravity"
  /// The sensor was turned round on what it is strapped to.
  case orientation
  /// Times that run backwards.
  case timeBackwards = "time-backwards"
  /// Nothing came for ten seconds.
  case silent
  /// Samples were lost.
  case gap
}

/// A figure to so many decimals; what is no number, or beyond all reason, is 0.
private func rounded(_ value: Double, _ decimals: Int) -> Double {
  guard abs(value) < 1e12 else { return 0 }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  return (value * scale).rounded() / scale
}

// MARK: - As text

extension SetMotion {
  /// All of it as one line, for the database: `rate=49.8 coverage=1 faults=gap confidence=0.93 …`.
  public var text: String {
    var words = ["rate=\(decimalText(rate))", "coverage=\(decimalText(coverage))"]
    if !faults.isEmpty { words.append("faults=" + faults.map(\.rawValue).joined(separator: ",")) }
    if let reps {
      words.append("confidence=\(decimalText(reps.confidence))")
      words.append("regularity=\(decimalText(reps.regularity))")
      if let tempo = reps.tempo { words.append("tempo=\(tempo.microseconds)") }
      if reps.unlisted > 0 { words.append("unlisted=\(reps.unlisted)") }
      words.append("reps=" + reps.each.map(\.text).joined(separator: ";"))
    }
    if let hold {
      words.append("rms=\(decimalText(hold.rms))")
      words.append("sway=\(decimalText(hold.sway))")
      if let tremor = hold.tremor { words.append("tremor=\(decimalText(tremor))") }
      words.append("drift=\(decimalText(hold.drift))")
      words.append("end=\(decimalText(hold.driftAtEnd))")
      if let brokeAt = hold.brokeAt { words.append("broke=\(brokeAt.microseconds)") }
    }
    return words.joined(separator: " ")
  }

  /// Reads what `text` gave; words that are not known are passed over, as a newer Holdfast may know more.
  /// - Returns: `nil` for anything else.
  public init?(_ text: String) {
    var words: [Substring: Substring] = [:]
    for word in text.split(separator: " ") {
      guard let mark = word.firstIndex(of: "=") else { return nil }
      words[word[..<mark]] = word[word.index(after: mark)...]
    }
    func number(_ key: Substring) -> Double? { words[key].flatMap { Double($0) } }
    func interval(_ key: Substring) -> Interval? { words[key].flatMap(Interval.init(text:)) }
    guard let rate = number("rate"), let coverage = number("coverage") else { return nil }
    var reps: CountedReps?
    if let list = words["reps"] {
      guard let confidence = number("confidence"), let regularity = number("regularity") else { return nil }
      var each: [Rep] = []
      for part in list.split(separator: ";") {
        guard let rep = Rep(text: part) else { return nil }
        each.append(rep)
      }
      reps = CountedReps(
        confidence: confidence, regularity: regularity, tempo: interval("tempo"), each: each,
        unlisted: words["unlisted"].flatMap { Int($0) } ?? 0)
    }
    var hold: HoldForm?
    if let rms = number("rms") {
      guard let sway = number("sway"), let drift = number("drift"), let end = number("end") else {
        return nil
      }
      hold = HoldForm(
        rms: rms, sway: sway, tremor: number("tremor"), drift: drift, driftAtEnd: end,
        brokeAt: interval("broke"))
    }
    let faults = (words["faults"] ?? "").split(separator: ",").compactMap {
      MotionFault(rawValue: String($0))
    }
    self.init(rate: rate, coverage: coverage, faults: faults, reps: reps, hold: hold)
  }
}

extension SetMotion.Rep {
  fileprivate var text: String {
    let halves = phases.map { "\($0.out.microseconds):\($0.back.microseconds)" } ?? ":"
    return "\(start.microseconds):\(duration.microseconds):\(halves):\(decimalText(range))"
  }

  fileprivate init?(text: Substring) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 5, let start = Interval(text: parts[0]), let duration = Interval(text: parts[1]),
      let range = Double(parts[4])
    else { return nil }
    var phases: Phases?
    if let out = Interval(text: parts[2]), let back = Interval(text: parts[3]) {
      phases = Phases(out: out, back: back)
    }
    self.init(start: start, duration: duration, phases: phases, range: range)
  }
}

extension Interval {
  fileprivate init?(text: Substring) {
    guard let microseconds = Int64(text) else { return nil }
    self.init(microseconds: microseconds)
  }
}
