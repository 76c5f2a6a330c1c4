internal import Training

extension FinalCount {
  /// The repetitions with their times and what was measured of them. `origin`: the instant of reading 0.
  func details(of readings: [SIMD4<Float>], origin: Instant) -> RepCount {
    guard !reps.isEmpty else { return .none }
    func instant(_ reading: Double) -> Instant {
      origin + Interval(microseconds: Decimator.offset(of: reading))
    }
    let attitude = movingMean(readings, width: period * Decimator.rate / 4)
    let usual = median(reps.filter { $0.turn != nil }.map(Self.share))
    let turns = meanTurns(readings) ?? (start: 0, middle: usual)
    let rising = turnIsTop(turns, readings)
    let counted = reps.map { rep in
      let (start, end) = (instant(rep.start), instant(rep.end))
      var (up, down): (Interval?, Interval?)
      if let rising, rep.turn != nil {
        // What differs from repetition to repetition is known from each.
        let share = min(max(0.05, Self.share(of: rep) + turns.middle - turns.start - usual), 0.95)
        let out = Interval(microseconds: Int64(Double((end - start).microseconds) * share))
        let back = end - start - out
        (up, down) = rep.turnsHigh == rising ? (out, back) : (back, out)
      }
      return CountedRep(
        start: start, duration: end - start, up: up, down: down, range: range(of: rep, attitude))
    }
    let tempo = median(counted.map(\.duration.seconds))
    return RepCount(
      confidence: confidence, reps: counted, tempo: .seconds(tempo), regularity: similarity)
  }

  /// Where the mean repetition begins and where it turns, in repetitions from the beginnings; nil where there are fewer than
  /// three, or it does not show.
  ///
  /// What the turning points were found by is smoothed over a third of the period, which draws a short way and a long one
  /// to the same length. The mean repetition needs no smoothing to be without noise.
  private func meanTurns(_ readings: [SIMD4<Float>]) -> (start: Double, middle: Double)? {
    // The neighbours of those at the ends are something else.
    var inner = reps.dropFirst().dropLast().filter { $0.turn != nil }
    guard !inner.isEmpty else { return nil }
    // Of very many some tell it as well.
    inner = stride(from: 0, to: inner.count, by: inner.count / Self.most + 1).map { inner[$0] }
    func reading(_ place: Double) -> SIMD4<Float> {
      let i = min(max(0, Int(place)), readings.count - 1)
      let share = Float(min(max(0, place - Double(i)), 1))
      return readings[i] * (1 - share) + readings[min(i + 1, readings.count - 1)] * share
    }
    // From one repetition before to one after.
    let points = Self.points
    var mean = [SIMD4<Float>](repeating: .zero, count: 3 * points + 1)
    for rep in inner {
      let step = (rep.end - rep.start) / Double(points)
      for i in mean.indices { mean[i] += reading(rep.start + Double(i - points) * step) / Float(inner.count) }
    }
    let turn = inner.reduce(0) { $0 + Self.share(of: $1) } / Double(inner.count)
    let out = mean[points + Int(turn * Double(points))] - (mean[points] + mean[2 * points]) / 2
    let place = mean.map { ($0 * out).sum() }
    guard let top = Self.turn(of: place, from: points, to: 2 * points),
      let bottom = Self.turn(of: place.map { -$0 }, from: Int(top) - points, to: Int(top))
    else { return nil }
    return (bottom / Double(points) - 1, top / Double(points) - 1)
  }

  /// Points of the mean repetition: 50 ms of one of 5 s.
  private static let points = 100
  /// So many repetitions it is the mean of, at most.
  private static let most = 50

  /// The part of a repetition before its turning point.
  private static func share(of rep: Rep) -> Double {
    rep.turn.map { ($0 - rep.start) / (rep.end - rep.start) } ?? 0
  }

  /// What is so near to the extreme, of the way to it, may be the turn or a rest in it. Holdfast's own.
  private static let near: Float = 0.1
  /// The last tenth of a way takes so many times as long as from its half to there: 0.25 at an even pace, 0.7 where the
  /// way is half a wave. Holdfast's own.
  private static let slowing = 0.6

  /// Where a signal is highest between two places at which it is far from there: in the middle of the rest.
  private static func turn(of signal: [Float], from first: Int, to last: Int) -> Double? {
    guard first >= 0, first < last, last < signal.count else { return nil }
    let most = (first...last).reduce(-Float.infinity) { max($0, signal[$1]) }
    let way = most - (signal[first] + signal[last]) / 2
    guard way > 0 else { return nil }
    /// Where it comes to a share of the way from the extreme, seen from one of the ends: between two points on the straight
    /// line.
    func coming(_ share: Float, _ places: some Sequence<Int>) -> Double {
      let level = most - share * way
      var before: Int?
      for i in places {
        if signal[i] >= level {
          guard let before else { return Double(i) }
          let share = (level - signal[before]) / (signal[i] - signal[before])
          return Double(before) + Double(i - before) * Double(share)
        }
        before = i
      }
      return Double(last)
    }
    let (there, halfThere) = (coming(near, first...last), coming(0.5, first...last))
    let (gone, halfGone) = (coming(near, (first...last).reversed()), coming(0.5, (first...last).reversed()))
    return (there + slowing * (there - halfThere) + gone - slowing * (halfGone - gone)) / 2
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
  private func turnIsTop(_ turns: (start: Double, middle: Double), _ readings: [SIMD4<Float>]) -> Bool? {
    // Of lengths, not of attitudes: what is averaged while it turns becomes shorter.
    let lengths = movingMean(
      readings.map { ($0 * $0).sum().squareRoot() }, width: period * Decimator.rate / 4)
    func length(_ place: Double) -> Double {
      Double(lengths[min(max(0, Int(place.rounded())), lengths.count - 1)])
    }
    let differences = reps.filter { $0.turn != nil }.map { rep in
      let duration = rep.end - rep.start
      let start = rep.start + turns.start * duration
      let difference =
        length(rep.start + turns.middle * duration) - (length(start) + length(start + duration)) / 2
      return rep.turnsHigh ? difference : -difference
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
