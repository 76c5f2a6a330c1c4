internal import Training

extension FinalCount {
  /// The repetitions with their times and what was measured of them. `origin`: the instant of reading 0.
  func details(of readings: [SIMD4<Float>], origin: Instant) -> RepCount {
    guard !reps.isEmpty else { return .none }
    func instant(_ reading: Double) -> Instant {
      origin + Interval(microseconds: Decimator.offset(of: reading))
    }
    // Attitudes without the hand's own tremor; lengths over a shorter time, for what a turning point adds to gravity.
    let attitude = movingMean(readings, width: period * Decimator.rate / 4)
    let rising = turnIsTop(attitude)
    let counted = reps.map { rep in
      let (start, end) = (instant(rep.start), instant(rep.end))
      var (up, down): (Interval?, Interval?)
      if let rising, let turn = rep.turn {
        let isTop = rep.turnsHigh == rising
        let (out, back) = (instant(turn) - start, end - instant(turn))
        (up, down) = isTop ? (out, back) : (back, out)
      }
      return CountedRep(
        start: start, duration: end - start, up: up, down: down, range: range(of: rep, attitude))
    }
    let tempo = median(counted.map(\.duration.seconds))
    return RepCount(
      confidence: confidence, reps: counted, tempo: .seconds(tempo), regularity: similarity)
  }

  /// Degrees between the attitudes at the turning point and the mean of the two ends. Where no turning point was seen, the
  /// farthest that the attitude goes from that at the start.
  private func range(of rep: Rep, _ attitude: [SIMD4<Float>]) -> Double {
    func unit(_ reading: Double) -> SIMD3<Float>? {
      let v = attitude[min(max(0, Int(reading.rounded())), attitude.count - 1)]
      return SIMD3(v.x, v.y, v.z).unit
    }
    if let turn = rep.turn, let top = unit(turn) {
      let ends = [unit(rep.start), unit(rep.end)].compactMap { $0 }
      return ends.isEmpty ? 0 : ends.reduce(0) { $0 + degrees(between: $1, and: top) } / Double(ends.count)
    }
    guard let start = unit(rep.start) else { return 0 }
    return stride(from: rep.start, through: rep.end, by: 1)
      .compactMap { unit($0).map { degrees(between: start, and: $0) } }.max() ?? 0
  }

  /// Whether high turning points are the top of the way; nil where it cannot be told.
  ///
  /// At the bottom of the way the sensor is accelerated upwards and reads more than gravity, at the top less; turning alone
  /// does not change the length of what it reads. So no sign and no mounting matters. Told where the lengths at the turn
  /// and at the ends differ by three standard errors, and by 4 mg, over at least three repetitions.
  private func turnIsTop(_ attitude: [SIMD4<Float>]) -> Bool? {
    func length(_ reading: Double) -> Double {
      let v = attitude[min(max(0, Int(reading.rounded())), attitude.count - 1)]
      return Double((v * v).sum().squareRoot())
    }
    let differences = reps.compactMap { rep in
      rep.turn.map { turn in
        (length(turn) - (length(rep.start) + length(rep.end)) / 2) * (rep.turnsHigh ? 1 : -1)
      }
    }
    guard differences.count >= 3 else { return nil }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    guard abs(mean) > 0.004, abs(mean) > 3 * (variance / count).squareRoot() else { return nil }
    return mean < 0
  }

  /// How likely the count is right within one.
  ///
  /// From how alike neighbouring repetitions are and how much of the set repeats itself with the period (a score of 0.6 is
  /// that of a clean set), in equal parts; less where two of five views count otherwise.
  var confidence: Double {
    let quality = similarity / 2 + min(1, score / 0.6) / 2
    return Self.share(of: quality) * (agreement < 0.8 ? 0.7 : 1)
  }

  private static func share(of quality: Double) -> Double {
    let points = calibration
    guard let next = points.firstIndex(where: { $0.quality >= quality }) else {
      return points[points.count - 1].share
    }
    guard next > 0 else { return points[0].share }
    let (a, b) = (points[next - 1], points[next])
    return a.share + (b.share - a.share) * (quality - a.quality) / (b.quality - a.quality)
  }

  /// The share of recorded sets that were right within one, by quality: 290 sets of three collections, whole, with idle
  /// ends, thinned, with losses and turned. Idle stretches have 0.15 (median), nine of ten less than 0.35.
  private static let calibration: [(quality: Double, share: Double)] = [
    (0, 0.1), (0.1, 0.45), (0.3, 0.75), (0.45, 0.9), (0.7, 0.92), (1, 0.96),
  ]
}
