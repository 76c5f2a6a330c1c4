/// The movement of a set along the one direction that shows most of what repeats itself with a period.
struct Path {
  /// The level that all of this is on, and its readings a second.
  let level: Int
  let rate: Double
  /// The period in readings.
  let period: Double
  /// Where the sensor is along the direction, in g; what goes beyond the core's range (getting into position) is cut off,
  /// since the filters would smear it over the repetitions beside it.
  let place: [Float]
  /// The readings without what is faster than a sixth of the period.
  let smooth: [SIMD4<Float>]
  /// Whether a reading belongs to the core: what repeats itself well.
  let isCore: [Bool]

  /// What is slower than so many periods is left out: posture.
  static let slow = 1.2

  /// Nil where nothing repeats itself with the candidate's period.
  init?(_ periods: Periods, _ candidate: Periods.Candidate) {
    let seconds = Periods.lags[candidate.lag]
    level = periods.levels.level(where: seconds, isAtLeast: 16)
    rate = periods.levels.rate(level)
    period = seconds * rate
    let x = periods.levels.readings[level]

    let coverage = periods.coverage(of: candidate, level: level)
    let best = coverage.max() ?? 0
    guard best > 0.1 else { return nil }
    let enough = min(0.6, 0.8 * best)
    isCore = coverage.map { $0 > enough }
    let slow = movingMean(x, width: Self.slow * period)
    var moving = x
    for i in moving.indices { moving[i] -= slow[i] }
    moving = movingMean(moving, width: period / 5)
    let weights = coverage.map { $0 > enough ? $0 * $0 * $0 * $0 : 0 }
    guard let direction = principalDirection(of: moving, weights: weights) else { return nil }

    var along = x.map { ($0 * direction).sum() }
    let (low, high) = Self.range(of: zip(along, coverage).lazy.filter { $0.1 > enough }.map(\.0))
    let margin = 0.4 * (high - low)
    for i in along.indices { along[i] = min(max(along[i], low - margin), high + margin) }
    place = along
    smooth = movingMean(x, width: period / 6)
  }

  /// Below which a tenth of the values lies, and above which: to a 500th of what lies between the least and the largest.
  private static func range(of values: some Sequence<Float>) -> (low: Float, high: Float) {
    var (least, largest) = (Float.infinity, -Float.infinity)
    for value in values { (least, largest) = (min(least, value), max(largest, value)) }
    guard least < largest else { return (least, largest) }
    let bins = 500
    let scale = Float(bins) / (largest - least)
    var counts = [Int](repeating: 0, count: bins)
    for value in values { counts[min(bins - 1, Int((value - least) * scale))] += 1 }
    let tenth = counts.reduce(0, +) / 10
    func bin(_ order: some Sequence<Int>) -> Int {
      var passed = 0
      for i in order {
        passed += counts[i]
        if passed > tenth { return i }
      }
      return 0
    }
    let (low, high) = (bin(0..<bins), bin((0..<bins).reversed()))
    return (least + (Float(low) + 0.5) / scale, least + (Float(high) + 0.5) / scale)
  }
}
