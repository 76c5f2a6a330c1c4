/// The swings of a set that belong together: the repetitions, without what went before and came after.
struct Run {
  /// The first of the swings, and one beyond the last.
  let swings: Range<Int>
  /// Where a swing before the first began that has no turning point there, since the recording begins in it or with rest; and
  /// where one after the last ended.
  let start: Int?
  let end: Int?
  /// 0…1: how alike neighbouring repetitions are: path and size.
  let similarity: Double
  /// The standard deviation of the logarithm of their durations.
  let irregularity: Double
  /// The median duration of a repetition, in periods.
  let tempo: Double

  /// The highest swing that may be a repetition's, in medians.
  private static let highest: Float = 2.2
  /// The longest swing, in periods: half a repetition with a long rest.
  private static let longest = 1.3

  /// A recording that goes on for longer than this beyond a swing's end was not cut off in it, in periods.
  private static let rest = 0.3
  /// What then is less than this, in medians, leads to rest.
  private static let whole: Float = 0.75

  /// Nil where the core has not even one repetition.
  init?(_ all: Swings) {
    let n = all.count
    let coreBefore = all.path.isCore.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 ? 1 : 0)) }
    let isInCore = (0..<n).map { i in
      let (a, b) = (all.points[i].at, all.points[i + 1].at + 1)
      return Double(coreBefore[b] - coreBefore[a]) >= 0.7 * Double(b - a)
    }
    let isSized = (0..<n).map { (i: Int) -> Bool in
      abs(all.heights[i]) <= Self.highest * all.height && all.durations[i] <= Self.longest
    }
    let core = (0..<n).filter { isInCore[$0] && isSized[$0] }
    let up = Self.middle(core.filter { all.heights[$0] > 0 }.map { all.shape($0) })
    let down = Self.middle(core.filter { all.heights[$0] <= 0 }.map { all.shape($0) })
    guard let up, let down else { return nil }
    let size = ((Self.variance(up) + Self.variance(down)) / 2).squareRoot()
    guard size > 0 else { return nil }

    // The distance to the middle one of its direction, in sizes of a swing. Attitude counts: a racked sensor is far off.
    let distances = (0..<n).map { Self.distance(all.shape($0), all.heights[$0] > 0 ? up : down) / size }
    let usual = median(core.map { distances[$0] })
    let limit = max(1.15, 3 * usual)
    let isGood = (0..<n).map { isSized[$0] && distances[$0] <= limit }
    guard var run = Self.longest(isGood, isInCore) else { return nil }

    // A drift of attitude takes swings away from the middle one, not from their neighbours.
    let near = max(0.8, 3 * usual * 0.8 / 1.15)
    func goesOn(_ i: Int, like j: Int) -> Bool {
      guard isSized[i] else { return false }
      return Self.distance(all.shape(i), all.shape(j)) <= near * size
    }
    while run.upperBound < n, run.count >= 2, goesOn(run.upperBound, like: run.upperBound - 2) {
      run = run.lowerBound..<run.upperBound + 1
    }
    while run.lowerBound > 0, run.count >= 2, goesOn(run.lowerBound - 1, like: run.lowerBound + 1) {
      run = run.lowerBound - 1..<run.upperBound
    }
    swings = run

    // A recording that was cut to the set may begin and end in the middle of a swing.
    let reach = Int(Self.longest * all.path.period)
    let (from, to) = (all.points[0], all.points[n])
    let before = all.signal[max(0, from.at - reach)...from.at]
    let after = all.signal[to.at..<min(all.signal.count, to.at + reach + 1)]
    let least = 0.3 * all.height
    // But rest is no swing: whoever rests between the turning points, as after every movement without turning, comes to the
    // first of them by half a swing, and from the last one too.
    func isRest(_ place: Int, _ point: TurningPoint, _ beyond: Int) -> Bool {
      Double(beyond) > Self.rest * all.path.period
        && abs(all.signal[place] - all.signal[point.at]) < Self.whole * all.height
    }
    let first = run.lowerBound == 0 ? Self.far(before.indices.reversed(), all.signal, from, least) : nil
    let last = run.upperBound == n ? Self.far(after.indices, all.signal, to, least) : nil
    start = first.flatMap { isRest($0, from, $0) ? nil : $0 }
    end = last.flatMap { isRest($0, to, all.signal.count - 1 - $0) ? nil : $0 }

    let alike = (run.lowerBound..<max(run.lowerBound, run.upperBound - 3)).map {
      Self.similarity(all.shape($0, swings: 2), all.shape($0 + 2, swings: 2))
    }
    similarity = alike.isEmpty ? 0 : min(1, max(0, alike.reduce(0, +) / Double(alike.count)))
    let cycles = (run.lowerBound..<max(run.lowerBound, run.upperBound - 1)).map {
      all.durations[$0] + all.durations[$0 + 1]
    }
    tempo = median(cycles)
    irregularity = Self.spread(cycles)
  }

  /// The run with the most good swings. It goes on over one bad swing, and over two inside the core.
  private static func longest(_ isGood: [Bool], _ isInCore: [Bool]) -> Range<Int>? {
    let n = isGood.count
    func good(_ i: Int) -> Bool { i < n && isGood[i] }
    var best: (run: Range<Int>, good: Int)?
    var i = 0
    while i < n {
      guard isGood[i] else {
        i += 1
        continue
      }
      var end = i
      while true {
        if good(end + 1) {
          end += 1
        } else if good(end + 2) {
          end += 2
        } else if good(end + 3), isInCore[end + 1] {
          end += 3
        } else {
          break
        }
      }
      let count = isGood[i...end].count { $0 }
      if count > best?.good ?? 0 { best = (i..<end + 1, count) }
      i = end + 1
    }
    return best?.run
  }

  /// The middle of paths, axis by axis, point by point; of a hundred or two of them where there are more.
  private static func middle(_ paths: [ArraySlice<SIMD4<Float>>]) -> ArraySlice<SIMD4<Float>>? {
    guard !paths.isEmpty else { return nil }
    let paths = stride(from: 0, to: paths.count, by: paths.count / 200 + 1).map { paths[$0] }
    var values = [Float](repeating: 0, count: paths.count)
    let middle = (0..<Swings.shapePoints).map { point in
      var value = SIMD4<Float>.zero
      for axis in 0..<3 {
        for (i, path) in paths.enumerated() { values[i] = path[path.startIndex + point][axis] }
        values.sort()
        value[axis] = (values[values.count / 2] + values[(values.count - 1) / 2]) / 2
      }
      return value
    }
    return middle[...]
  }

  private static func distance(_ a: ArraySlice<SIMD4<Float>>, _ b: ArraySlice<SIMD4<Float>>) -> Double {
    var sum = 0.0
    for (p, q) in zip(a, b) { sum += Double(((p - q) * (p - q)).sum()) }
    return (sum / Double(a.count)).squareRoot()
  }

  private static func variance(_ a: ArraySlice<SIMD4<Float>>) -> Double {
    let mean = a.reduce(.zero, +) / Float(a.count)
    return a.reduce(0.0) { $0 + Double((($1 - mean) * ($1 - mean)).sum()) } / Double(a.count)
  }

  /// 1 for the same path of the same size, whatever the attitude.
  private static func similarity(_ a: ArraySlice<SIMD4<Float>>, _ b: ArraySlice<SIMD4<Float>>) -> Double {
    let (meanA, meanB) = (a.reduce(.zero, +) / Float(a.count), b.reduce(.zero, +) / Float(b.count))
    var (product, energy) = (0.0, 1e-9)
    for (p, q) in zip(a, b) {
      let (p, q) = (p - meanA, q - meanB)
      product += Double((p * q).sum())
      energy += Double((p * p).sum() + (q * q).sum())
    }
    return 2 * product / energy
  }

  private static func spread(_ durations: [Double]) -> Double {
    let positive = durations.filter { $0 > 0 }
    guard positive.count > 1 else { return 0 }
    let logs = positive.map(naturalLogarithm)
    let mean = logs.reduce(0, +) / Double(logs.count)
    return (logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count)).squareRoot()
  }

  /// Where a signal first comes near to its farthest from a turning point; nil where that is not as far as `least`.
  private static func far(
    _ places: some Sequence<Int>, _ signal: [Float], _ point: TurningPoint, _ least: Float
  ) -> Int? {
    func away(_ i: Int) -> Float { (signal[i] - signal[point.at]) * (point.isHigh ? -1 : 1) }
    let most = places.reduce(0) { max($0, away($1)) }
    return most < least ? nil : places.first { away($0) >= 0.9 * most }
  }
}
