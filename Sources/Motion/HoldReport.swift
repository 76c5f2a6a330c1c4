public import Training

/// How an isometric hold was held.
public struct HoldReport: Hashable, Sendable {
  /// The time that samples tell of.
  public var observed: Interval
  /// Root mean square of what is not gravity (0.3–15 Hz, all axes together), mg. `nil` where the hold was too short to
  /// tell (under 2 s of samples), as is all else.
  public var unsteadiness: Double?
  /// Of that the sway: 0.3–4 Hz, mg.
  public var sway: Double?
  /// And the tremor: 4–15 Hz, mg; `nil` also below 30 samples a second.
  public var tremor: Double?
  /// How far the posture was from its first seconds at the end, degrees, over the last second (two at under 20 samples a second).
  public var driftAtEnd: Double?
  /// How far it was at most, degrees, over any second (or two).
  public var greatestDrift: Double?
  /// When it began to break; `nil` of a hold that did not.
  public var brokeAt: Instant?
  /// In which way.
  public var breaking: Breaking?

  /// How a hold breaks. `rawValue` is its word in the log.
  public enum Breaking: String, Hashable, Sendable, CaseIterable {
    /// The posture gave way: it moved 8° within 5 s and did not come back.
    case posture
    /// It sagged, slowly, beyond 15° from its first seconds, and stayed there.
    case sag
    /// Sway grew to two and a half times what it was, to 15 mg at least, and stayed there.
    case sway
    /// Tremor did, to 20 mg at least. Shaking alone is no reason to stop: no cue.
    case tremor
  }

  /// A report of a hold of which nothing is known.
  public init(observed: Interval = .zero) { self.observed = observed }
}

/// The thresholds of a hold's form. All are our own: no study gives one for a sensor on any limb in any exercise. They lie
/// well above what a held posture does by itself and below what a coach sees from across the room.
enum HoldLimits {
  /// Moving so far within 5 s is giving way, degrees.
  static let givingWay = 8.0
  /// And staying so far from where it was is not coming back.
  static let comingBack = 4.0
  /// So far from the first seconds is a sag, degrees, and coming back means under 12°.
  static let sag = 15.0
  static let sagBack = 12.0
  /// Sway and tremor that grew so much, as amplitudes, broke.
  static let growth = 2.5
  /// And are worth a word from this amplitude on, mg.
  static let leastSway = 15.0
  static let leastTremor = 20.0
  /// What lasts for so long, lasts; a change of posture later than this before the end is the athlete getting up.
  static let lasting = 2.0
  /// The share of the blocks after a break that must be beyond its limit.
  static let share = 0.85
  /// While the samples spread so much (g) or the posture turns so fast (degrees a block), the first seconds have not
  /// begun; for at most 10 s.
  static let settling: Float = 0.15
  static let settlingTurn = 4.0
}
