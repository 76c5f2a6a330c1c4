/// The thresholds of `SetDetector`. All are Holdfast's own, chosen where 31 minutes of idle motion and 301 sets lie far from
/// them: no idle stretch stays alike for even half as long as is asked for.
enum SetLimits {
  /// The shortest repetition, seconds: steps take 0.45–0.7 s, strides of a run 0.6–0.95 s.
  static let shortest: Float = 1
  /// Up to this a period may be a stride's, seconds: 1.0–1.3 s, of a stroll 1.6 s.
  static let longestStride: Float = 1.6
  /// And then it is a set only with so much movement, root mean square in g: a swinging arm has 0.25–0.45 g.
  static let strideSize: Float = 0.6
  /// And so much of it smooth: of all but one of the recorded sets' vigorous fast repetitions 0.47–0.64 is, of a walk with
  /// the sensor at the ankle, where the foot stands for most of the time and comes down with a blow, 0.1–0.31 (models).
  static let strideSmoothness: Float = 0.42
  /// So much movement there has to be in any set: 1.7° of tilt. Wrist curls have 0.05 g.
  static let leastSize: Float = 0.03
  /// Two stretches so alike are repetitions; and while they are so alike a set goes on.
  static let alike: Float = 0.7
  static let goesOn: Float = 0.6
  /// They have to be for so many periods after the first two; of a stride's period for more.
  static let repetitions: Float = 1.5
  static let fastRepetitions: Float = 2.5
  /// A shorter lag with this share of the similarity is the period; now, or as the mean of the last seconds.
  static let nearly: Float = 0.7
  static let usual: Float = 2
  /// The lags that are the set's going on, in periods: a repetition after a pause is one as well.
  static let tempos: ClosedRange<Float> = 0.6...2.5
  /// With this share of the set's movement at least: the smallest swing that the final count takes.
  static let smallest: Float = 0.4
  /// A set ends when for so many periods and so many seconds nothing repeated itself, which is seen 0.4 periods late.
  static let missed: Float = 1.6
  static let patience: Float = 1.5
  /// After a set that was ended by other means nothing may repeat itself for so long, seconds.
  static let calm: Float = 1
}
