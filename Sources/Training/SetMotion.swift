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
    /// How far it went, as far as an accelerometer can tell: by how many degrees it turned what it reads from one turning point
    /// to the other. A sensor that is only shifted reads a few. Only repetitions of one set may be compared. To a tenth.
    public var range: Double

    /// The two halves of a repetition, as the sensor moved. Which of them is against the load only the exercise knows.
    public struct Phases: Hashable, Sendable {
      /// How long it moved up.
      public var up: Interval
      /// And down.
      public var down: Interval
      /// Two halves.
      public init(up: Interval, down: Interval) {
        self.up = up
        self.down = down
      }
    }

    /// A repetition.
    public init(start: Interval, duration: Interval, phases: Phases? = nil, range: Double) {
      self.start = start
      self.duration = duration
      self.phases = phases
      self.range = rounded(range, 1)
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

/// What can be wrong with an accelerometer during a set. `rawValue` is its word in the log; the thresholds are the sensor's
/// watch's.
public enum MotionFault: String, CaseIterable, Hashable, Sendable {
  /// An axis always said the same while the others moved.
  case stuckAxis = "stuck-axis"
  /// Readings stood at the end of the sensor's range: figures are too small.
  case saturated
  /// The readings have no gravity in them, or the driver's units cannot be right: what depends on the scale is relative.
  case noGravity = "no-gravity"
  /// The axes changed places or signs from one sample to the next, and stayed so: the sensor was turned round.
  case orientationSwap = "orientation-swap"
  /// Something was from before what came before it, and was left out.
  case timeBackwards = "time-backwards"
  /// A sensor that tells of every measurement told nothing for 10 s.
  case silent
  /// Samples were lost: a sensor that tells of every measurement told nothing for over 0.25 s.
  case gap
}

/// A figure to so many decimals; what is no number, or beyond all reason, is 0.
private func rounded(_ value: Double, _ decimals: Int) -> Double {
  guard abs(value) < 1e12 else { return 0 }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  return (value * scale).rounded() / scale
}
