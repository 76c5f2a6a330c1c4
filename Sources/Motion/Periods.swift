/// How long a repetition may be: which lag the signal repeats itself after.
///
/// The measure is the similarity of the stretch of one lag with the stretch that follows it, all three axes together, so
/// that no mounting matters, and with their sizes, so that a small movement after a large one is not taken for the same.
struct Periods {
  /// The lags that are tried, in seconds: eight an octave from 0.45 s to 12.1 s.
  static let lags: [Double] = {
    var lags = [0.45]
    while lags.count < 39 { lags.append(lags[lags.count - 1] * 1.090_507_732_665_257_7) }
    return lags
  }()

  /// A lag that the signal repeats itself after.
  struct Candidate {
    /// Its place in `lags`.
    var lag: Int
    /// 0…1: the mean of the squared similarities.
    var score: Double
  }

  let levels: Levels
  private let scores: [Double]

  /// Looks for lags in readings.
  init(_ levels: Levels) {
    self.levels = levels
    scores = Self.lags.map { lag in
      guard let similarity = Similarity(lag: lag, in: levels) else { return -1 }
      var sum = 0.0
      for value in similarity.values where value > 0 { sum += Double(value * value) }
      return sum / Double(similarity.values.count + 2 * similarity.lag)
    }
  }

  /// The best lags, best first, `most` of them at most.
  func candidates(most: Int = 4) -> [Candidate] {
    let peaks = scores.indices.filter { i in
      i > 0 && scores[i] > 0.001 && scores[i] >= scores[i - 1]
        && (i == scores.count - 1 || scores[i] > scores[i + 1])
    }
    var ordered = peaks.sorted { scores[$0] > scores[$1] }
    // What repeats itself after a lag does so after its multiples, and a very even movement as well: the shortest counts.
    if let best = ordered.first, scores[best] > 0.5,
      let shortest = peaks.first(where: { scores[$0] >= 0.9 * scores[best] })
    {
      ordered.removeAll { $0 == shortest }
      ordered.insert(shortest, at: 0)
    }
    return ordered.prefix(most).map { Candidate(lag: $0, score: scores[$0]) }
  }

  /// The lag in seconds, placed between the tried ones: the top of a parabola through the best score and its neighbours.
  func refined(_ candidate: Candidate) -> Double {
    let i = candidate.lag
    guard i > 0, i + 1 < scores.count else { return Self.lags[i] }
    let (before, lag, after) = (Self.lags[i - 1], Self.lags[i], Self.lags[i + 1])
    let rise = (scores[i] - max(0, scores[i - 1])) / (lag - before)
    let fall = (max(0, scores[i + 1]) - scores[i]) / (after - lag)
    guard rise - fall > 1e-12 else { return lag }
    // The slope is `rise` halfway before, `fall` halfway after; where it is 0 is the top.
    let (from, to) = ((before + lag) / 2, (lag + after) / 2)
    return from + (to - from) * min(1, max(0, rise / (rise - fall)))
  }

  /// For each reading of a level: the similarity of the best two stretches that it lies in, of lags from 0.77 to 1.3 of the
  /// candidate's. 0…1.
  func coverage(of candidate: Candidate, level: Int) -> [Float] {
    var covered = [Float](repeating: 0, count: levels.readings[level].count)
    let middle = Self.lags[candidate.lag]
    for lag in Self.lags where lag >= middle / 1.31 && lag <= middle * 1.31 {
      guard let similarity = Similarity(lag: lag, in: levels) else { continue }
      let best = similarity.bestAround()
      // Lags are compared on a level that is as coarse as this one, or coarser.
      let shift = similarity.level - level
      for j in covered.indices {
        let place = shift >= 0 ? (j + (1 << shift) / 2) >> shift : j << -shift
        covered[j] = max(covered[j], best[min(place, best.count - 1)])
      }
    }
    return covered
  }
}

/// The similarity of neighbouring stretches, for one lag.
struct Similarity {
  /// The level on which it was measured.
  let level: Int
  /// The lag in readings of that level.
  let lag: Int
  /// For each place i: how like the readings i..<i+lag are to the next `lag` ones; 1: the same, 0: nothing in common.
  let values: [Float]

  /// For each reading: the best similarity of two stretches that it lies in; 0 where none is like the next.
  func bestAround() -> [Float] {
    let edge = [Float](repeating: 0, count: lag)
    return movingMaximum(edge + values + edge, reach: lag)
  }

  /// Nil where the readings are fewer than two lags.
  init?(lag seconds: Double, in levels: Levels) {
    level = levels.level(where: seconds, isAtLeast: 10)
    let x = levels.readings[level]
    let lag = Int((seconds * levels.rate(level)).rounded())
    self.lag = lag
    let windows = x.count - 2 * lag
    guard lag > 0, windows >= 2 else { return nil }
    // Without what is slower than two lags.
    let (smooth, sums) = (levels.smooth[level], levels.sums[level])
    let n = x.count
    let whole = 1 / Float(2 * lag + 1)
    // Per reading its energy, and its product with the reading one lag later.
    var energies = [Float](repeating: 0, count: n)
    let products = energies.withUnsafeMutableBufferPointer { energies in
      smooth.withUnsafeBufferPointer { smooth in
        sums.withUnsafeBufferPointer { sums in
          withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: n) { y in
            for i in 0..<n {
              let (from, to) = (max(0, i - lag), min(n, i + lag + 1))
              let isWhole = to - from == 2 * lag + 1
              let slow = SIMD4<Float>(sums[to] - sums[from]) * (isWhole ? whole : 1 / Float(to - from))
              let value = smooth[i] - slow
              y[i] = value
              energies[i] = (value * value).sum()
            }
            return [Float](unsafeUninitializedCapacity: n - lag) { products, count in
              for i in 0..<n - lag { products[i] = (y[i] * y[i + lag]).sum() }
              count = n - lag
            }
          }
        }
      }
    }
    // (10 mg)²: below it movement drowns in the noise of cheap sensors, and what is still must not look periodic.
    let floor = 1e-4 * Double(lag)
    var product = 0.0
    var (before, after) = (0.0, 0.0)
    for i in 0..<lag {
      product += Double(products[i])
      before += Double(energies[i])
      after += Double(energies[i + lag])
    }
    values = energies.withUnsafeBufferPointer { energies in
      products.withUnsafeBufferPointer { products in
        [Float](unsafeUninitializedCapacity: windows) { out, count in
          for i in 0..<windows {
            out[i] = Float(2 * product / (before + after + floor))
            product += Double(products[i + lag] - products[i])
            before += Double(energies[i + lag] - energies[i])
            after += Double(energies[i + 2 * lag] - energies[i + lag])
          }
          count = windows
        }
      }
    }
  }
}
