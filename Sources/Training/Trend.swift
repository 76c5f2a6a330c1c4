/// What a trend is of.
public enum TrendMeasure: String, CaseIterable, Hashable, Sendable {
  /// Seconds.
  case duration
  /// Repetitions.
  case reps
  /// The load in kg.
  case load
  /// Load × repetitions in kg.
  case volume

  /// What an exercise of a kind is measured by.
  public init(of kind: Kind) {
    self = kind == .hold ? .duration : .reps
  }

  /// What a set comes to; `nil` where it has nothing of it.
  public func value(duration: Interval, reps: Int?, loadKg: Double?) -> Double? {
    let value: Double? =
      switch self {
      case .duration: duration.seconds
      case .reps: reps.map(Double.init)
      case .load: loadKg
      case .volume: reps.flatMap { reps in loadKg.map { $0 * Double(reps) } }
      }
    return value.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
  }

  /// The figure at which a target is met, in this measure.
  public func goal(of target: Target) -> Double? {
    switch self {
    case .duration: target.seconds?.lower
    case .reps: (target.reps ?? target.steps)?.lower
    case .load: target.loadKg
    case .volume: nil
    }
  }
}

/// What the bests of days come to.
public struct Trend: Hashable, Sendable {
  /// The first day.
  public var first: Tally.Bucket
  /// The last day.
  public var last: Tally.Bucket
  /// The best day; of equal ones the earlier.
  public var best: Tally.Bucket
  /// The change in a week, by least squares over the bests of the days; `nil` for a single day.
  public var changePerWeek: Double?

  /// - Returns: `nil` without a day.
  public init?(_ days: Tally) {
    guard let first = days.buckets.first, let last = days.buckets.last else { return nil }
    self.first = first
    self.last = last
    best = days.buckets.dropFirst().reduce(first) { $1.best > $0.best ? $1 : $0 }
    guard first.number < last.number else { return }
    // About their means, so that a century of days loses no digits.
    let count = Double(days.buckets.count)
    let middle = days.buckets.reduce(0) { $0 + Double($1.number - first.number) } / count
    let mean = days.buckets.reduce(0) { $0 + $1.best } / count
    var squares = 0.0
    var products = 0.0
    for day in days.buckets {
      let x = Double(day.number - first.number) - middle
      squares += x * x
      products += x * (day.best - mean)
    }
    changePerWeek = products / squares * 7
  }
}
