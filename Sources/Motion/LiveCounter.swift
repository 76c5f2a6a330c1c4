public import Training

/// The count of a set while it runs.
///
/// Every second (of slow repetitions every quarter of one, up to 1.25 s) the period is looked up, and the swings of the latest
/// seven periods are counted anew; what is older stays as it was counted. So the count may be corrected up or down. Nothing
/// is counted before the second repetition is over: until then nothing has repeated itself. A repetition is told about half a period after its
/// end. Repetitions of 0.5 to 12 s. Constant memory.
public struct LiveCounter: Sendable {
  /// Repetitions that are over.
  public private(set) var count = 0
  /// When the last of them ended.
  public private(set) var lastRepAt: Instant?
  /// When the sensor last moved by more than a resting hand does.
  public private(set) var lastMovedAt: Instant?

  /// The movement that is counted, since the set began or since the last long silence.
  private(set) var motion = RecentMotion()
  private var window = SwingWindow()
  /// For each lag the sum of its squared similarities, what is old fading, and the time that it was summed over, seconds.
  private var scores: [Float]
  private var weight: Float = 0
  /// What `motion` measures.
  private var alike: [Float]
  private var sizes: [Float]
  private var nextLook = 0
  private var began: Instant?
  private var lastAt: Instant?

  /// What was counted up to `settledAt`, and stays so.
  private var settled = 0
  private var settledAt = -Double.infinity
  /// The ends of the repetitions after it.
  private var ends: [Double] = []
  private var restsHigh = false
  /// The period, s, and the height of a swing, g, of what was counted; what changed little is followed.
  private var usual: (period: Float, height: Float)?
  /// Whether what is counted now has another period or height by far than what was counted before: it may be no repetitions.
  public private(set) var isUnlikeBefore = false

  /// Seconds from look to look: a quarter of a period, within these.
  private static let paces: ClosedRange<Float> = 1...1.25
  private var pace = paces.lowerBound
  /// Seconds after which what was periodic counts 1/e: some repetitions. Holdfast's own.
  private static let memory: Float = 15
  /// How many periods are counted anew. Holdfast's own.
  private static let window = 7.0
  /// The least mean square of similarity that is repetition. Holdfast's own.
  private static let leastScore: Float = 0.05
  /// What repeats itself after a period does so after two: a shorter lag with this share of the best one's score is the
  /// period. Holdfast's own.
  private static let nearly: Float = 0.8
  /// What is so far from where it was half a second before moves, g: 2.3° of tilt, above the tremor of a held arm and the
  /// noise of a cheap sensor. Holdfast's own.
  private static let movement: Float = 0.04
  /// What is within this of what was before is alike. Holdfast's own.
  private static let alike: ClosedRange<Float> = 0.6...1.6
  private static let moment = Int(0.5 * Decimator.rate)

  /// A counter; samples before `begin` are a set's too.
  public init() {
    scores = Array(repeating: 0, count: motion.seconds.count)
    (alike, sizes) = (scores, scores)
  }

  /// A set begins: what came before is forgotten, and samples from before are left out.
  public mutating func begin(at: Instant) {
    count = 0
    lastRepAt = nil
    lastMovedAt = nil
    began = at
    lastAt = nil
    usual = nil
    isUnlikeBefore = false
    restart()
  }

  /// Forgets the movement; what was counted stays.
  private mutating func restart() {
    motion.reset()
    window.reset()
    for i in scores.indices { scores[i] = 0 }
    weight = 0
    nextLook = 0
    pace = Self.paces.lowerBound
    settled = count
    settledAt = -.infinity
    ends.removeAll(keepingCapacity: true)
  }

  /// A reading of the decimated stream (`Decimator.rate` a second), in order of time. Over a silence beyond five seconds
  /// nothing goes on: what was counted stays, and counting starts afresh.
  public mutating func add(_ sample: MotionSample) {
    if let began, sample.at < began { return }
    guard sample.x.isFinite, sample.y.isFinite, sample.z.isFinite else { return }
    let value = SIMD4(
      min(max(sample.x, -64), 64), min(max(sample.y, -64), 64), min(max(sample.z, -64), 64), 0)
    if let lastAt {
      guard sample.at > lastAt else { return }
      let (silence, overflow) = sample.at.microseconds.subtractingReportingOverflow(lastAt.microseconds)
      if overflow || silence > Decimator.longestBridge { restart() }
    }
    lastAt = sample.at
    if let before = motion.finest(Self.moment) {
      let moved = value - before
      if (moved * moved).sum() > Self.movement * Self.movement { lastMovedAt = sample.at }
    }
    motion.add(value)
    if motion.count >= nextLook { look(sample.at) }
  }

  private mutating func look(_ now: Instant) {
    let fading = 1 - pace / Self.memory
    weight = weight * fading + pace
    var best = 0
    motion.measure(alike.indices, &alike, &sizes)
    for lag in scores.indices {
      let likeness = max(0, alike[lag])
      scores[lag] = scores[lag] * fading + likeness * likeness * pace
      if scores[lag] > scores[best] { best = lag }
    }
    let isKnown = scores[best] >= Self.leastScore * weight
    let period = motion.seconds[fundamental(best)]
    pace =
      isKnown ? min(max(period / 4, Self.paces.lowerBound), Self.paces.upperBound) : Self.paces.lowerBound
    nextLook = motion.count + Int((pace * Float(Decimator.rate)).rounded())
    if isKnown { recount(period, now) }
  }

  private func fundamental(_ best: Int) -> Int {
    for lag in 1..<max(1, best) where scores[lag] >= Self.nearly * scores[best] {
      if scores[lag] >= scores[lag - 1], scores[lag] >= scores[lag + 1] { return lag }
    }
    return best
  }

  private mutating func recount(_ period: Float, _ now: Instant) {
    let length = Double(period) * Decimator.rate
    let since = max(settledAt - 2 * length, Double(motion.count) - Self.window * length)
    let begin = window.look(at: motion, period: period, since: since)
    if !window.run.isEmpty { compare(period, window.height) }
    // What the window does not show any more, or at its edge, is settled.
    if begin > 0 {
      for end in ends where end < begin + 1.2 * length {
        settled += 1
        settledAt = end
      }
    }
    // Where one rests is told anew until something is settled by it.
    if settledAt == -.infinity { restsHigh = window.restsHigh }
    // A repetition ends where one rests; a first swing that leads there was one half of it.
    ends.removeAll(keepingCapacity: true)
    for turn in window.run
    where !turn.isFirst && turn.isHigh == restsHigh && turn.place > settledAt + 0.3 * length {
      ends.append(turn.place)
    }
    count = settled + ends.count
    if let end = ends.last {
      lastRepAt = time(of: end, now)
    } else if count == 0 {
      lastRepAt = nil
    }
  }

  /// Up to four repetitions are what the others are compared with.
  private mutating func compare(_ period: Float, _ height: Float) {
    guard let usual, count >= 4 else {
      usual = (period, height)
      isUnlikeBefore = false
      return
    }
    let isAlike = Self.alike.contains(period / usual.period) && Self.alike.contains(height / usual.height)
    isUnlikeBefore = !isAlike
    guard isAlike else { return }
    self.usual = (
      usual.period + (period - usual.period) * 0.05, usual.height + (height - usual.height) * 0.05
    )
  }

  /// The time of a reading of `motion`; `nil` where there is none.
  func time(of place: Double) -> Instant? { lastAt.map { time(of: place, $0) } }

  /// The time of a reading, from that of the newest.
  private func time(of place: Double, _ now: Instant) -> Instant {
    let (at, overflow) = now.microseconds.subtractingReportingOverflow(
      Interval.seconds((Double(motion.count - 1) - place) / Decimator.rate).microseconds)
    return overflow ? now : Instant(microseconds: at)
  }
}
