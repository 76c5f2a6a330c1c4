/// The last blocks' gravity: a ring of 8 s.
struct RecentPosture: Sendable {
  private static let size = 32
  private var ring = [SIMD3<Float>](repeating: .zero, count: size)
  private var next = 0
  private(set) var count = 0

  mutating func add(_ block: MotionBlock) {
    ring[next] = block.mean
    next = (next + 1) % Self.size
    count = min(count + 1, Self.size)
  }

  /// The direction of gravity over `last` blocks that ended `ago` blocks ago; `nil` where they are not there.
  func direction(last: Int, ago: Int = 0) -> SIMD3<Float>? {
    guard last > 0, last + ago <= count else { return nil }
    var sum = SIMD3<Float>.zero
    for k in 0..<last { sum += ring[(next - 1 - ago - k + 2 * Self.size) % Self.size] }
    return sum.unit
  }
}

/// Tells while a hold goes on that its form breaks, as early as it is certain: 0.75 s after the posture has left, 2 s after
/// sway has grown. A breaking is over, and the next may be told, when form was back for 3 s.
struct BreakWatch: Sendable {
  private(set) var isBreaking = false
  /// Where the posture was before it gave way.
  private var from: SIMD3<Float>?
  private var beyond = 0
  private var back = 0

  // Sway: mean squares of the first ten seconds, and of about the last two.
  private var firstSway: (sum: Double, count: Int) = (0, 0)
  private var sway: Double = 0
  private var swayBeyond = 0

  private static let first = 40
  private static let certain = 3
  private static let certainOfSway = 8
  private static let recovered = 12
  /// The mean square of 60 mg.
  private static let mostSway: Float = 0.0036

  /// Takes a block; whether form begins to break with it.
  mutating func add(_ block: MotionBlock, recent: RecentPosture, reference: SIMD3<Float>) -> Bool {
    // Nothing is known of a gap.
    guard block.count > 0, let now = recent.direction(last: 2) else { return false }
    let sway = noteSway(block)
    let sag = degrees(between: reference, and: now)
    let gaveWay = from.map { degrees(between: $0, and: now) }
    if isBreaking {
      let isBack =
        min(gaveWay ?? 0, sag) < HoldLimits.comingBack && sag < HoldLimits.sagBack
        && sway < HoldLimits.growth / 1.5
      back = isBack ? back + 1 : 0
      if back >= Self.recovered { self = recoveredWatch() }
      return false
    }
    if let before = recent.direction(last: 4, ago: 18),
      degrees(between: before, and: now) > HoldLimits.givingWay,
      sag > degrees(between: reference, and: before)
    {
      // Away from the first seconds: the way back to them is none.
      if from == nil { from = before }
    }
    let hasLeft = (from.map { degrees(between: $0, and: now) } ?? 0) > HoldLimits.givingWay
    if !hasLeft { from = nil }
    beyond = hasLeft || sag > HoldLimits.sag ? beyond + 1 : 0
    swayBeyond = sway > HoldLimits.growth ? swayBeyond + 1 : 0
    isBreaking = beyond >= Self.certain || swayBeyond >= Self.certainOfSway
    back = 0
    return isBreaking
  }

  /// How many times its first amplitude the sway has; 0 while that is not known, or nothing to speak of.
  private mutating func noteSway(_ block: MotionBlock) -> Double {
    if firstSway.count < Self.first {
      firstSway.sum += Double(block.sway)
      firstSway.count += 1
      sway = firstSway.sum / Double(firstSway.count)
      return 0
    }
    // A blow or a change of posture, however great, is soon forgotten.
    sway += (Double(min(block.sway, Self.mostSway)) - sway) / 8
    let least = HoldLimits.leastSway / 1_000
    guard sway > least * least else { return 0 }
    let before = max(firstSway.sum / Double(firstSway.count), least * least / 9)
    return (sway / before).squareRoot()
  }

  private func recoveredWatch() -> BreakWatch {
    var watch = BreakWatch()
    watch.firstSway = firstSway
    watch.sway = sway
    return watch
  }
}
