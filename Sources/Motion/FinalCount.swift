internal import Training

/// The count of a whole set, from all its readings.
struct FinalCount {
  /// The bounds of the repetitions in readings of `Decimator.rate`, one more than there are repetitions.
  struct Rep {
    var start: Double
    /// The turning point in its middle; nil where it was not seen.
    var turn: Double?
    var end: Double
    /// Whether the signal turns high.
    var turnsHigh: Bool
  }

  private(set) var reps: [Rep] = []
  /// What the confidence rests on.
  private(set) var similarity = 0.0
  private(set) var score = 0.0
  private(set) var irregularity = 0.0
  private(set) var period = 0.0

  /// Below this similarity, and above this irregularity, single repetitions are not what the signal shows.
  private static let unlike = 0.5
  private static let irregular = 0.15

  /// Counts.
  init(_ readings: [SIMD4<Float>]) {
    let periods = Periods(Levels(readings))
    for candidate in periods.candidates() {
      guard let (swings, run) = Self.cut(periods, candidate) else { continue }
      similarity = run.similarity
      irregularity = run.irregularity
      score = candidate.score
      period = periods.refined(candidate)
      let scale = Double(1 << swings.level)
      let bounds = Self.bounds(swings, run)
      if similarity < Self.unlike, irregularity > Self.irregular {
        // The period is known from all of the signal, each single turning point from itself alone: where they contradict
        // one another, the time says how many there were.
        let start = Double(swings.points[run.swings.lowerBound].at) * scale
        let end = Double(swings.points[run.swings.upperBound].at) * scale
        let count = Int(((end - start) / (period * Decimator.rate)).rounded())
        let length = (end - start) / Double(max(1, count))
        reps = (0..<count).map {
          Rep(start: start + Double($0) * length, turn: nil, end: start + Double($0 + 1) * length, turnsHigh: false)
        }
      } else {
        reps = bounds.map {
          Rep(
            start: Double($0.start) * scale, turn: $0.turn.map { Double($0) * scale }, end: Double($0.end) * scale,
            turnsHigh: $0.turnsHigh)
        }
      }
      return
    }
  }

  /// Cuts the set with a period. Where the repetitions come out shorter than the period, the signal turns more than twice
  /// in each; it is smoothed until it does not: the mean over half the period has no second harmonic left.
  private static func cut(_ periods: Periods, _ candidate: Periods.Candidate) -> (Swings, Run)? {
    guard let swings = Swings(periods, candidate, smoothing: 3), let run = Run(swings) else { return nil }
    guard run.swings.count > 1, run.tempo < 0.8 else { return (swings, run) }
    guard let smoother = Swings(periods, candidate, smoothing: 2), let again = Run(smoother) else {
      return (swings, run)
    }
    return (smoother, again)
  }

  private struct Bounds {
    var start: Int
    var turn: Int?
    var end: Int
    var turnsHigh: Bool
  }

  /// Two swings are a repetition. A single one left over counts as one that was cut off: the first where the signal is
  /// away from where it rests, the last otherwise.
  private static func bounds(_ swings: Swings, _ run: Run) -> [Bounds] {
    var points = swings.points[run.swings.lowerBound...run.swings.upperBound].map { ($0.at, $0.isHigh) }
    guard let first = points.first, let last = points.last else { return [] }
    if run.isCutAtStart { points.insert((0, !first.1), at: 0) }
    if run.isCutAtEnd { points.append((swings.signal.count - 1, !last.1)) }
    var reps: [Bounds] = []
    var i = 0
    if points.count % 2 == 0, points[0].1 != restsHigh(swings, run) {
      reps.append(Bounds(start: points[0].0, turn: nil, end: points[1].0, turnsHigh: points[0].1))
      i = 1
    }
    while i + 1 < points.count {
      let end = min(i + 2, points.count - 1)
      reps.append(
        Bounds(
          start: points[i].0, turn: end == i + 2 ? points[i + 1].0 : nil, end: points[end].0,
          turnsHigh: points[i + 1].1))
      i += 2
    }
    return reps
  }

  /// Whether the signal is high for longer than it is low: one rests where one stays.
  private static func restsHigh(_ swings: Swings, _ run: Run) -> Bool {
    let points = swings.points[run.swings.lowerBound...run.swings.upperBound]
    let part = swings.signal[points[points.startIndex].at...points[points.endIndex - 1].at]
    let mean = Double(part.reduce(0, +)) / Double(part.count)
    let high = median(points.filter(\.isHigh).map { Double(swings.signal[$0.at]) })
    let low = median(points.filter { !$0.isHigh }.map { Double(swings.signal[$0.at]) })
    return mean > (high + low) / 2
  }
}
