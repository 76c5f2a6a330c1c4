public import Training

/// Tells when one of the learnt postures is taken and held, and when it is given up, so that a hold can start and stop by itself.
///
/// | state | becomes | when |
/// |---|---|---|
/// | elsewhere | held | for 1.5 s gravity lay within a posture's tolerance, turned by under 4° a quarter of a second, and the body moved by under 80 mg |
/// | held | elsewhere | for 0.75 s gravity lay 10° beyond the tolerance, or 20° from where it lay in the last seconds; or the body moved by over 200 mg for 1.5 s |
///
/// Between the two lies the hysteresis: a tremor of 150 mg and a slow sag of 25° are still the hold. A posture is dated back to where
/// its stillness began, its end to where it was last held: within 5° of where it lay in the last seconds, or at rest elsewhere (turned by
/// under 1° a quarter of a second). The thresholds are our own; walking moves a wrist or a thigh by 200–500 mg
/// and is never still for 1.5 s.
public struct PostureWatch: Sendable {
  /// What happened.
  public enum Event: Hashable, Sendable {
    /// The posture of this number has been held since.
    case entered(Int, at: Instant)
    /// The posture of this number was held until then.
    case left(Int, at: Instant)
  }

  /// A posture is told so long after it was taken.
  public static let certainty = Interval.milliseconds(1_500)

  private static let entering = 6
  private static let still: Float = 0.080
  private static let turning = 4.0
  private static let resting = 1.0
  private static let beyond = 10.0
  private static let away = 20.0
  private static let gone = 3
  private static let restless: Float = 0.200
  private static let restlessFor = 6

  private let postures: [Posture]
  private var bands = BodyBands()
  private var gatherer: BlockGatherer?
  private var lastTime: Int64?
  private var before: SIMD3<Float>?

  /// The posture that is being taken, since when and for how many blocks.
  private var taking: (index: Int, since: Int64, blocks: Int)?
  /// The number of the posture that is held.
  public private(set) var held: Int?
  /// Where gravity lay in about the last 5 s of the hold.
  private var place = SIMD3<Float>.zero
  private var lastGood: Int64 = 0
  private var goneBlocks = 0
  private var restlessBlocks = 0

  /// A watch for these postures; of two that are near, the nearer counts.
  public init(_ postures: [Posture]) { self.postures = postures }

  /// A sample, in order of time; at most one event comes of it.
  @discardableResult
  public mutating func add(_ sample: MotionSample) -> Event? {
    guard let vector = sample.vector else { return nil }
    let time = min(max(sample.at.microseconds, -1 << 60), 1 << 60)
    guard let lastTime, gatherer != nil else {
      self.lastTime = time
      gatherer = BlockGatherer(at: Instant(microseconds: time))
      bands.settle(at: vector)
      return nil
    }
    guard time > lastTime else { return nil }
    self.lastTime = time
    let step = Float(time - lastTime) / 1e6
    if step > 1 {
      bands.settle(at: vector)
      taking = nil
    }
    let parts = bands.part(vector, step: min(step, 0.25))
    // Only the first block that is complete has samples: those of a gap tell nothing.
    let start = gatherer?.start ?? time
    var first: MotionBlock?
    while let block = gatherer?.next(until: time) {
      if block.count > 0 { first = block }
    }
    gatherer?.add(vector, parts)
    guard let block = first, let now = block.mean.unit else { return nil }
    defer { before = now }
    return held == nil ? seek(block, now, start) : keep(block, now, start)
  }

  private mutating func seek(_ block: MotionBlock, _ now: SIMD3<Float>, _ start: Int64) -> Event? {
    guard let index = nearest(to: now), isStill(block, now) else {
      taking = nil
      return nil
    }
    guard let known = taking, known.index == index else {
      taking = (index, start, 1)
      return nil
    }
    taking = (index, known.since, known.blocks + 1)
    guard known.blocks + 1 >= Self.entering else { return nil }
    taking = nil
    held = index
    place = now
    lastGood = start + MotionBlock.length
    goneBlocks = 0
    restlessBlocks = 0
    return .entered(index, at: Instant(microseconds: known.since))
  }

  /// The nearest posture within whose tolerance this lies.
  private func nearest(to direction: SIMD3<Float>) -> Int? {
    var found: (index: Int, angle: Double)?
    for (index, posture) in postures.enumerated() {
      let angle = degrees(between: direction, and: posture.direction)
      if angle <= posture.tolerance, angle < found?.angle ?? .infinity { found = (index, angle) }
    }
    return found?.index
  }

  private func isStill(_ block: MotionBlock, _ now: SIMD3<Float>) -> Bool {
    guard block.scatter <= Self.still * Self.still else { return false }
    return before.map { degrees(between: $0, and: now) <= Self.turning } ?? true
  }

  private mutating func keep(_ block: MotionBlock, _ now: SIMD3<Float>, _ start: Int64) -> Event? {
    guard let index = held else { return nil }
    let posture = postures[index]
    let moved = degrees(between: place.unit ?? now, and: now)
    let isGone =
      degrees(between: posture.direction, and: now) > posture.tolerance + Self.beyond || moved > Self.away
    goneBlocks = isGone ? goneBlocks + 1 : 0
    restlessBlocks = block.scatter > Self.restless * Self.restless ? restlessBlocks + 1 : 0
    if goneBlocks >= Self.gone || restlessBlocks >= Self.restlessFor {
      held = nil
      return .left(index, at: Instant(microseconds: lastGood))
    }
    // Where it has not begun to leave: the end of a hold is dated to the last of these blocks. After a sag it rests elsewhere.
    let isAtRest = before.map { degrees(between: $0, and: now) < Self.resting } ?? false
    if moved < 5 || isAtRest && !isGone, block.scatter <= Self.restless * Self.restless {
      lastGood = start + MotionBlock.length
    }
    if !isGone { place += (now - place) / 20 }
    return nil
  }
}
