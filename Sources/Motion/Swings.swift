/// A turning point of a signal.
struct TurningPoint {
  /// Where, in readings.
  var at: Int
  /// Whether it is a high one.
  var isHigh: Bool
}

/// The turning points between which a signal moves by `least` at least, high and low in turn.
///
/// The first and the last reading may be turning points. Empty where the signal never moves that far.
func turningPoints(of signal: [Float], least: Float) -> [TurningPoint] {
  var points: [TurningPoint] = []
  var (high, low) = (0, 0)
  var rising: Bool?
  for i in signal.indices.dropFirst() {
    if rising != false, signal[i] > signal[high] { high = i }
    if rising != true, signal[i] < signal[low] { low = i }
    if rising != false, signal[high] - signal[i] >= least {
      points.append(TurningPoint(at: high, isHigh: true))
      (rising, low) = (false, i)
    } else if rising != true, signal[i] - signal[low] >= least {
      points.append(TurningPoint(at: low, isHigh: false))
      (rising, high) = (true, i)
    }
  }
  if let rising { points.append(TurningPoint(at: rising ? high : low, isHigh: rising)) }
  return points
}

/// A set cut into swings from one turning point to the next, as one period sees it.
///
/// What repeats itself well with that period is the core. The direction of greatest variance of the core is the signal;
/// what goes beyond the core's range (getting into position) is cut off before the filters, which would smear it.
struct Swings {
  /// The level that all of this is on, and its readings a second.
  let level: Int
  let rate: Double
  /// The period in readings.
  let period: Double
  /// The filtered signal.
  let signal: [Float]
  let points: [TurningPoint]
  /// Whether a reading belongs to the core.
  let isCore: [Bool]
  /// The median height of a swing of the core.
  let height: Float

  /// The height of each swing, upwards positive, and its duration in periods.
  let heights: [Float]
  let durations: [Double]
  /// The readings along each swing, `shapePoints` of them, evenly spaced over its time.
  let shapes: [[SIMD4<Float>]]

  var count: Int { heights.count }

  static let shapePoints = 8

  /// `smoothing`: the signal is averaged twice over the period divided by it.
  init?(_ periods: Periods, _ candidate: Periods.Candidate, smoothing: Double) {
    let seconds = Periods.lags[candidate.lag]
    level = periods.levels.level(where: seconds, isAtLeast: 16)
    rate = periods.levels.rate(level)
    period = seconds * rate
    let x = periods.levels.readings[level]
    let n = x.count

    let coverage = periods.coverage(of: candidate, level: level)
    let best = coverage.max() ?? 0
    guard best > 0.1 else { return nil }
    let enough = min(0.6, 0.8 * best)
    isCore = coverage.map { $0 > enough }
    let slow = movingMean(x, width: 1.2 * period)
    var moving = x
    for i in moving.indices { moving[i] -= slow[i] }
    moving = movingMean(moving, width: period / 5)
    let weights = coverage.map { $0 > enough ? $0 * $0 * $0 * $0 : 0 }
    guard let direction = principalDirection(of: moving, weights: weights) else { return nil }

    var along = x.map { ($0 * direction).sum() }
    let sorted = zip(along, isCore).filter(\.1).map(\.0).sorted()
    let low = Self.quantile(0.1, of: sorted)
    let high = Self.quantile(0.9, of: sorted)
    let margin = 0.4 * (high - low)
    for i in along.indices { along[i] = min(max(along[i], low - margin), high + margin) }
    let base = movingMean(along, width: 1.2 * period)
    for i in along.indices { along[i] -= base[i] }
    let z = movingMean(movingMean(along, width: period / smoothing), width: period / smoothing)
    signal = z

    // A first look with a fixed share of the core's deviation tells how high a swing is; a second takes all of 0.4 of that.
    var (sum, squares, size) = (0.0, 0.0, 0.0)
    for i in 0..<n where isCore[i] {
      sum += Double(z[i])
      squares += Double(z[i]) * Double(z[i])
      size += 1
    }
    let deviation = max(0, squares / size - sum / size * (sum / size)).squareRoot()
    let isCore = isCore
    let first = turningPoints(of: z, least: Float(1.2 * deviation))
    let inside = zip(first, first.dropFirst()).filter { isCore[$0.at] && isCore[$1.at] }
    height = Float(median(inside.map { Double(abs(z[$1.at] - z[$0.at])) }))
    guard height > 0 else { return nil }
    points = turningPoints(of: z, least: 0.4 * height)
    guard points.count >= 3 else { return nil }

    let smooth = movingMean(x, width: period / 6)
    let pairs = zip(points, points.dropFirst())
    heights = pairs.map { z[$1.at] - z[$0.at] }
    let length = period
    durations = pairs.map { Double($1.at - $0.at) / length }
    shapes = pairs.map { Self.shape(of: smooth, from: $0.at, to: $1.at) }
  }

  /// The mean readings of a path, between neighbours linearly.
  private static func shape(of x: [SIMD4<Float>], from: Int, to: Int) -> [SIMD4<Float>] {
    (0..<shapePoints).map { step in
      let place = Double(from) + Double(to - from) * (Double(step) + 0.5) / Double(shapePoints)
      let i = min(max(0, Int(place)), x.count - 2)
      let share = Float(place - Double(i))
      return x[i] * (1 - share) + x[i + 1] * share
    }
  }

  /// A quantile of sorted values, between neighbours linearly.
  private static func quantile(_ share: Double, of sorted: [Float]) -> Float {
    let place = share * Double(sorted.count - 1)
    let i = Int(place)
    let next = min(i + 1, sorted.count - 1)
    return sorted[i] + (sorted[next] - sorted[i]) * Float(place - Double(i))
  }
}
