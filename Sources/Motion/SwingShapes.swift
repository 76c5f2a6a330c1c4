/// Which swings are alike: of a fitting height, duration and path.
///
/// A path is four readings of all three axes along the swing. Attitude counts: a racked sensor is far off.
struct SwingShapes: Sendable {
  private struct Swing {
    var fits = false
    var path = Path()
    var distance: Float = 0
  }

  private struct Path {
    var a = SIMD4<Float>.zero
    var b = SIMD4<Float>.zero
    var c = SIMD4<Float>.zero
    var d = SIMD4<Float>.zero

    static func += (p: inout Path, q: Path) {
      p.a += q.a
      p.b += q.b
      p.c += q.c
      p.d += q.d
    }

    func scaled(_ f: Float) -> Path { Path(a: a * f, b: b * f, c: c * f, d: d * f) }

    private static func squared(_ v: SIMD4<Float>) -> SIMD4<Float> { v * v }

    /// The root mean square of the distances of their points.
    func distance(to q: Path) -> Float {
      var squares = Self.squared(a - q.a)
      squares += Self.squared(b - q.b)
      squares += Self.squared(c - q.c)
      squares += Self.squared(d - q.d)
      return (squares.sum() / 4).squareRoot()
    }

    /// How far its points lie from their mean.
    var size: Float {
      let mean = (a + b + c + d) / 4
      return distance(to: Path(a: mean, b: mean, c: mean, d: mean))
    }
  }

  private var swings: [Swing] = []
  private var values: [Float] = []

  /// Heights of swings that may be a repetition's, in usual ones, and the longest of them, in periods; the final count's.
  private static let heights: ClosedRange<Float> = 0.4...2.2
  private static let longest: Float = 1.3
  /// The farthest that a path may be from the usual one: in sizes of it, or in usual distances; the final count's.
  private static let farthest: (sizes: Float, distances: Float) = (1.15, 3)

  /// Whether the swing that leads to a turning point is alike the others.
  func fits(_ i: Int) -> Bool { swings[i].fits }

  /// Looks at the swings between turning points whose places are those in `x`.
  /// - Parameters:
  ///   - height: the usual height of a swing.
  ///   - period: in readings.
  mutating func measure(_ turns: [SwingWindow.Turn], of x: [SIMD4<Float>], height: Float, period: Float) {
    swings.removeAll(keepingCapacity: true)
    swings.append(Swing())
    for i in 1..<turns.count {
      let (from, to) = (Float(turns[i - 1].place), Float(turns[i].place))
      let fits = Self.heights.contains(turns[i].height / height) && to - from <= Self.longest * period
      let path = Path(
        a: Self.point(x, from + (to - from) * 0.125), b: Self.point(x, from + (to - from) * 0.375),
        c: Self.point(x, from + (to - from) * 0.625), d: Self.point(x, from + (to - from) * 0.875))
      swings.append(Swing(fits: fits, path: path))
    }
    // The mean path of either direction; then of those not far from it.
    var (up, down) = (Path(), Path())
    var usual: Float = 0
    for limit: Float in [.infinity, 1.5] {
      var (ups, downs): (Float, Float) = (0, 0)
      var (newUp, newDown) = (Path(), Path())
      for i in 1..<turns.count where swings[i].fits && swings[i].distance <= limit * max(usual, 1e-6) {
        if turns[i].isHigh {
          newUp += swings[i].path
          ups += 1
        } else {
          newDown += swings[i].path
          downs += 1
        }
      }
      guard ups > 0, downs > 0 else { break }
      (up, down) = (newUp.scaled(1 / ups), newDown.scaled(1 / downs))
      values.removeAll(keepingCapacity: true)
      for i in 1..<turns.count {
        swings[i].distance = swings[i].path.distance(to: turns[i].isHigh ? up : down)
        if swings[i].fits { values.append(swings[i].distance) }
      }
      usual = middleValue(&values)
    }
    let limit = max(Self.farthest.sizes * (up.size + down.size) / 2, Self.farthest.distances * usual)
    for i in 1..<turns.count where swings[i].distance > limit { swings[i].fits = false }
  }

  /// The mean of three readings around a place.
  private static func point(_ x: [SIMD4<Float>], _ place: Float) -> SIMD4<Float> {
    let i = min(x.count - 1, Int(place + 0.5))
    return (x[max(0, i - 1)] + x[i] + x[min(x.count - 1, i + 1)]) / 3
  }
}
