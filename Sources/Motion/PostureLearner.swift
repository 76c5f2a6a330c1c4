public import Training

/// Why a posture could not be learnt.
public enum PostureError: Error, Hashable, Sendable {
  /// There were samples for this long only; 2 s are needed.
  case tooShort(Interval)
  /// The body moved: root mean square of what is not gravity, mg; 60 mg are allowed.
  case moved(milligravity: Double)
  /// The posture changed by so many degrees while it was learnt; 6° are allowed.
  case turned(degrees: Double)
  /// The readings have no gravity in them: their mean is so long, in g; 0.5–2 are believed.
  case noGravity(length: Double)
  /// A posture that was learnt before is too near: its number in the list, the angle, and the least that is told apart, degrees.
  case tooNear(index: Int, degrees: Double, least: Double)
}

/// Learns a posture from a few seconds in which it is held still.
public struct PostureLearner: Sendable {
  /// So much is needed.
  public static let least = Interval.milliseconds(2_000)
  private static let stillest: Float = 0.060
  private static let straightest = 6.0

  private var bands = BodyBands()
  private var gatherer: BlockGatherer?
  private var lastTime: Int64?
  private var sum = SIMD3<Float>.zero
  private var motion: Float = 0
  private var motionCount: Float = 0
  private var blocks = 0
  private var first: SIMD3<Float>?
  private var turned = 0.0

  /// A learner that has seen nothing.
  public init() {}

  /// A sample, in order of time.
  public mutating func add(_ sample: MotionSample) {
    guard let vector = sample.vector else { return }
    let time = min(max(sample.at.microseconds, -1 << 60), 1 << 60)
    guard let lastTime, gatherer != nil else {
      self.lastTime = time
      gatherer = BlockGatherer(at: Instant(microseconds: time))
      bands.settle(at: vector)
      return
    }
    guard time > lastTime else { return }
    self.lastTime = time
    let parts = bands.part(vector, step: min(Float(time - lastTime) / 1e6, 0.25))
    while let block = gatherer?.next(until: time) {
      if block.count > 0 { take(block) }
    }
    gatherer?.add(vector, parts)
  }

  private mutating func take(_ block: MotionBlock) {
    blocks += 1
    sum += block.mean
    // The filter's first second is not the body's.
    if blocks > 2 {
      motion += block.motion
      motionCount += 1
    }
    guard let now = block.mean.unit else { return }
    if let first {
      turned = max(turned, degrees(between: first, and: now))
    } else {
      first = now
    }
  }

  /// The posture, apart enough from those that were learnt before.
  public func finish(apartFrom others: [Posture] = []) throws(PostureError) -> Posture {
    let length = Interval(microseconds: Int64(blocks) * MotionBlock.length)
    guard length >= Self.least else { throw .tooShort(length) }
    let mean = sum / Float(blocks)
    guard mean.length >= 0.5, mean.length <= 2 else { throw .noGravity(length: Double(mean.length)) }
    let moved = (motion / max(motionCount, 1)).squareRoot()
    guard moved <= Self.stillest else { throw .moved(milligravity: Double(moved) * 1_000) }
    guard turned <= Self.straightest else { throw .turned(degrees: turned) }
    guard let posture = Posture(x: mean.x, y: mean.y, z: mean.z) else {
      throw .noGravity(length: Double(mean.length))
    }
    if let conflict = posture.conflict(with: others) {
      throw .tooNear(
        index: conflict.index, degrees: conflict.degrees,
        least: Posture.leastAngle(posture, others[conflict.index]))
    }
    return posture
  }
}
