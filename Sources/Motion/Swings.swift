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

/// A way to look at a path: how it is filtered before it is cut into swings.
struct View: Equatable {
  /// The movement is averaged twice over the period divided by this.
  var smoothing = 3.0
  /// The least swing, in those of the core.
  var least: Float = 0.4

  /// The usual one and its neighbours on both sides: the middle of their counts is steadier than any one, and where they
  /// differ nothing is sure.
  static let all: [View] = [
    View(), View(smoothing: 2.6), View(smoothing: 3.4), View(least: 0.3), View(least: 0.5),
  ]
}

/// A set cut into swings from one turning point to the next.
struct Swings {
  let path: Path
  /// The filtered movement.
  let signal: [Float]
  let points: [TurningPoint]
  /// The median height of a swing of the core, in g.
  let height: Float

  /// The height of each swing, upwards positive, and its duration in periods.
  let heights: [Float]
  let durations: [Double]
  /// The readings along the swings: `shapePoints` for each, evenly spaced over its time.
  private let shapes: [SIMD4<Float>]

  var count: Int { heights.count }

  static let shapePoints = 8

  /// Nil where there is not one repetition.
  init?(_ path: Path, _ view: View) {
    self.path = path
    let period = path.period
    let n = path.place.count
    let base = movingMean(path.place, width: Path.slow * period)
    var z = path.place
    for i in z.indices { z[i] -= base[i] }
    z = movingMean(movingMean(z, width: period / view.smoothing), width: period / view.smoothing)
    signal = z

    // A first look with a fixed share of the core's deviation tells how high a swing is; a second takes its share of that.
    var (sum, squares, size) = (0.0, 0.0, 0.0)
    for i in 0..<n where path.isCore[i] {
      sum += Double(z[i])
      squares += Double(z[i]) * Double(z[i])
      size += 1
    }
    let deviation = max(0, squares / size - sum / size * (sum / size)).squareRoot()
    let first = turningPoints(of: z, least: Float(1.2 * deviation))
    let inside = zip(first, first.dropFirst()).filter { path.isCore[$0.at] && path.isCore[$1.at] }
    height = Float(median(inside.map { Double(abs(z[$1.at] - z[$0.at])) }))
    guard height > 0 else { return nil }
    let points = turningPoints(of: z, least: view.least * height)
    guard points.count >= 3 else { return nil }
    self.points = points

    let pairs = zip(points, points.dropFirst())
    heights = pairs.map { z[$1.at] - z[$0.at] }
    durations = pairs.map { Double($1.at - $0.at) / period }
    var shapes: [SIMD4<Float>] = []
    shapes.reserveCapacity((points.count - 1) * Self.shapePoints)
    for (from, to) in pairs {
      for step in 0..<Self.shapePoints {
        let place = Float(from.at) + Float(to.at - from.at) * (Float(step) + 0.5) / Float(Self.shapePoints)
        let i = min(max(0, Int(place)), n - 2)
        let share = place - Float(i)
        shapes.append(path.smooth[i] * (1 - share) + path.smooth[i + 1] * share)
      }
    }
    self.shapes = shapes
  }

  /// The readings along so many swings from one on.
  func shape(_ swing: Int, swings: Int = 1) -> ArraySlice<SIMD4<Float>> {
    shapes[swing * Self.shapePoints..<(swing + swings) * Self.shapePoints]
  }
}
