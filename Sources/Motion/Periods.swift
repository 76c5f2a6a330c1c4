/// How long a repetition may be: which lag the signal repeats itself after.
///
/// The measure is the similarity of the stretch of one lag with the stretch that follows it, all three axes together, so
/// that no mounting matters, and with their sizes, so that a small movement after a large one is not taken for the same.
struct Periods {
  /// The lags that are tried, in seconds: eight an octave from 0.45 s to 13 s.
  static let lags: [Double] = {
    var lags: [Double] = []
    var lag = 0.45
    // The eighth root of 2.
    while lag <= 13 {
      lags.append(lag)
      lag *= 1.090_507_732_665_257_7
    }
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
      scores[i] > 0 && (i == 0 || scores[i] >= scores[i - 1])
        && (i == scores.count - 1 || scores[i] > scores[i + 1])
    }
    return peaks.map { Candidate(lag: $0, score: scores[$0]) }.sorted { $0.score > $1.score }
      .prefix(most).map { $0 }
  }

  /// The lag in seconds, placed between the tried ones by a parabola through three scores.
  func refined(_ candidate: Candidate) -> Double {
    let i = candidate.lag
    func score(_ i: Int) -> Double { scores.indices.contains(i) ? max(0, scores[i]) : 0 }
    let (a, b, c) = (score(i - 1), score(i), score(i + 1))
    let bend = a - 2 * b + c
    let shift = abs(bend) < 1e-12 ? 0 : min(0.5, max(-0.5, 0.5 * (a - c) / bend))
    let step = shift < 0 ? 1 / 1.090_507_732_665_257_7 : 1.090_507_732_665_257_7
    // Linear between two lags 9 % apart: off by 0.1 % at most.
    return Self.lags[i] * (1 + abs(shift) * (step - 1))
  }

  /// For each reading of a level: the similarity of the best two stretches that it lies in, of lags within a third of the
  /// candidate's. 0…1.
  func coverage(of candidate: Candidate, level: Int) -> [Float] {
    var covered = [Float](repeating: 0, count: levels.readings[level].count)
    for i in max(0, candidate.lag - 3)...min(Self.lags.count - 1, candidate.lag + 3) {
      guard let similarity = Similarity(lag: Self.lags[i], in: levels) else { continue }
      let edge = [Float](repeating: 0, count: similarity.lag)
      let best = movingMaximum(edge + similarity.values + edge, reach: similarity.lag)
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

  /// Nil where the readings are fewer than two lags.
  init?(lag seconds: Double, in levels: Levels) {
    level = levels.level(where: seconds, isAtLeast: 10)
    let x = levels.readings[level]
    let lag = Int((seconds * levels.rate(level)).rounded())
    self.lag = lag
    let windows = x.count - 2 * lag
    guard lag > 0, windows >= 2 else { return nil }
    // Without what is slower than two lags, and a little smoothed.
    let slow = movingMean(x, width: 2 * Double(lag))
    var y = x
    for i in y.indices { y[i] -= slow[i] }
    y = movingMean(y, width: Double(lag) / 6)
    // (10 mg)²: below it movement drowns in the noise of cheap sensors, and what is still must not look periodic.
    let floor = 1e-4 * Double(lag)
    var product = 0.0
    var (before, after) = (0.0, 0.0)
    for i in 0..<lag {
      product += Double((y[i] * y[i + lag]).sum())
      before += Double((y[i] * y[i]).sum())
      after += Double((y[i + lag] * y[i + lag]).sum())
    }
    values = y.withUnsafeBufferPointer { y in
      [Float](unsafeUninitializedCapacity: windows) { out, count in
        for i in 0..<windows {
          out[i] = Float(2 * product / (before + after + floor))
          let (a, b, c) = (y[i], y[i + lag], y[i + 2 * lag])
          let crossing = Double((b * b).sum())
          product += Double((b * c).sum() - (a * b).sum())
          before += crossing - Double((a * a).sum())
          after += Double((c * c).sum()) - crossing
        }
        count = windows
      }
    }
  }
}
