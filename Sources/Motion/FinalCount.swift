internal import Training

/// The count of a whole set, from all its readings.
struct FinalCount {
  /// A repetition; its places are readings of `Decimator.rate`.
  struct Rep {
    var start: Double
    /// The turning point in its middle; nil where it was not seen.
    var turn: Double?
    var end: Double
    /// Whether the signal turns high.
    var turnsHigh: Bool
  }

  private(set) var reps: [Rep] = []
  /// How alike neighbouring repetitions are, 0…1.
  private(set) var similarity = 0.0
  /// How much of the set repeats itself with the period, 0…1.
  private(set) var score = 0.0
  /// The share of the views that count the same within one, 0…1.
  private(set) var agreement = 0.0
  /// In seconds.
  private(set) var period = 0.0
  /// The median height of a swing in g.
  private(set) var height: Float = 0

  /// Below this similarity, and above this irregularity, single repetitions are not what the signal shows.
  private static let unlike = 0.5
  private static let irregular = 0.15

  /// Beyond so many repetitions one view is enough.
  private static let many = 150
  /// The least swing that is a movement, in g: the noise of cheap sensors (8 mg an axis) leaves swings of 10 mg at the
  /// shortest periods.
  private static let least: Float = 0.015

  /// Longer ones than this, in medians, are looked into.
  private static let long = 1.7
  /// What is found in them has to have this share of the height of the other swings, and to be so alike.
  private static let partHeight: Float = 0.7
  private static let partSimilarity = 0.7

  /// Counts.
  /// - Parameter isPart: whether it is a part of a set that is counted.
  init(_ readings: [SIMD4<Float>], isPart: Bool = false) {
    let periods = Periods(Levels(readings))
    for candidate in periods.candidates() {
      guard let path = Path(periods, candidate) else { continue }
      let period = periods.refined(candidate)
      func look(_ view: View) -> (reps: [Rep], similarity: Double, height: Float)? {
        Self.cut(path, view).map { (Self.reps($0, $1, period: period), $1.similarity, $0.height) }
      }
      guard let plain = look(View.all[0]), plain.height > Self.least else { continue }
      // Five views of a very long set would take longer than a tap may wait.
      let isLong = plain.reps.count > Self.many
      let counted = [plain] + (isLong ? [] : View.all.dropFirst().compactMap(look))
      let counts = counted.map(\.reps.count).sorted()
      let middle = counts[counts.count / 2]
      let chosen = counted.first { $0.reps.count == middle } ?? plain
      reps = chosen.reps
      similarity = chosen.similarity
      score = candidate.score
      agreement = Double(counts.count { abs($0 - middle) <= 1 }) / Double(isLong ? 1 : View.all.count)
      self.period = period
      height = chosen.height
      if !isPart { lookIntoLongReps(readings) }
      return
    }
  }

  /// Where the tempo changed by much, the filters for the period of most of the set smooth faster repetitions away, and one
  /// long one stands for several. Those are counted by their own period.
  private mutating func lookIntoLongReps(_ readings: [SIMD4<Float>]) {
    let usual = median(reps.map { $0.end - $0.start })
    reps = reps.flatMap { rep -> [Rep] in
      let (start, end) = (max(0, Int(rep.start)), min(readings.count, Int(rep.end) + 1))
      guard rep.end - rep.start > Self.long * usual, start < end else { return [rep] }
      let part = FinalCount(Array(readings[start..<end]), isPart: true)
      guard part.reps.count > 1, part.height >= Self.partHeight * height,
        part.similarity >= Self.partSimilarity
      else { return [rep] }
      let offset = Double(start)
      return part.reps.map {
        Rep(
          start: $0.start + offset, turn: $0.turn.map { $0 + offset }, end: $0.end + offset,
          turnsHigh: $0.turnsHigh)
      }
    }
  }

  /// Cuts a path. Where the repetitions come out shorter than the period, the signal turns more than twice in each; it is
  /// smoothed until it does not: the mean over half the period has no second harmonic left.
  private static func cut(_ path: Path, _ view: View) -> (Swings, Run)? {
    guard let swings = Swings(path, view), let run = Run(swings) else { return nil }
    guard run.swings.count > 1, run.tempo < 0.8 else { return (swings, run) }
    var smoother = view
    smoother.smoothing = 2
    guard let again = Swings(path, smoother), let other = Run(again) else { return (swings, run) }
    return (again, other)
  }

  /// The repetitions of a run, `period` in seconds.
  private static func reps(_ swings: Swings, _ run: Run, period: Double) -> [Rep] {
    let scale = Double(1 << swings.path.level)
    if run.similarity < unlike, run.irregularity > irregular {
      // The period is known from all of the signal, each single turning point from itself alone: where they contradict
      // one another, the time says how many there were.
      let start = Double(swings.points[run.swings.lowerBound].at) * scale
      let end = Double(swings.points[run.swings.upperBound].at) * scale
      let count = Int(((end - start) / (period * Decimator.rate)).rounded())
      let length = (end - start) / Double(max(1, count))
      return (0..<count).map {
        Rep(
          start: start + Double($0) * length, turn: nil, end: start + Double($0 + 1) * length,
          turnsHigh: false)
      }
    }
    return bounds(swings, run).map {
      Rep(
        start: Double($0.start) * scale, turn: $0.turn.map { Double($0) * scale },
        end: Double($0.end) * scale,
        turnsHigh: $0.turnsHigh)
    }
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
    if let start = run.start { points.insert((start, !first.1), at: 0) }
    if let end = run.end { points.append((end, !last.1)) }
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
