/// The best that was done, and by which set.
public struct Best<Value: Comparable & Sendable>: Sendable {
  /// What was done.
  public var value: Value
  /// The set's row in the log.
  public var row: Int64
  /// When it started.
  public var startedAt: WallTime

  /// A best of a set.
  public init(_ value: Value, row: Int64, startedAt: WallTime) {
    self.value = value
    self.row = row
    self.startedAt = startedAt
  }

  /// Whether this takes the record from another. Of equal ones the earlier has it, and of two of one moment the one
  /// that was stored first.
  func beats(_ other: Best?) -> Bool {
    guard let other else { return true }
    if value != other.value { return value > other.value }
    return (startedAt, row) < (other.startedAt, other.row)
  }
}

/// The records of one athlete in one exercise, of one kind, on one side: made of the sets that may be records, which
/// come in any order.
public struct Records: Sendable {
  /// Timed or counted: a week is compared by time under tension or by repetitions.
  public let kind: Kind
  /// The longest hold; none of an exercise of repetitions.
  public private(set) var longest: Best<Interval>?
  /// The most repetitions in one set.
  public private(set) var mostReps: Best<Int>?
  /// The heaviest load in kg.
  public private(set) var heaviest: Best<Double>?
  private var weeks = Tally()

  /// No records yet.
  public init(kind: Kind) { self.kind = kind }

  /// Takes a set in. What is not more than nothing (no seconds, no repetitions, 0 kg) is no record.
  /// - Parameter week: the number of the week it started in.
  public mutating func add(
    duration: Interval, reps: Int?, loadKg: Double?, row: Int64, startedAt: WallTime, week: Int
  ) {
    if kind == .hold, duration > .zero {
      let hold = Best(duration, row: row, startedAt: startedAt)
      if hold.beats(longest) { longest = hold }
      weeks.add(Double(duration.microseconds), to: week)
    }
    if let reps, reps > 0 {
      let count = Best(reps, row: row, startedAt: startedAt)
      if count.beats(mostReps) { mostReps = count }
      if kind == .reps { weeks.add(Double(reps), to: week) }
    }
    if let loadKg, loadKg > 0, loadKg.isFinite {
      let load = Best(loadKg, row: row, startedAt: startedAt)
      if load.beats(heaviest) { heaviest = load }
    }
  }

  /// The week with the greatest total: of µs for holds, of repetitions otherwise. Of equal ones the earlier.
  public var bestWeek: Tally.Bucket? {
    var best: Tally.Bucket?
    for week in weeks.buckets where week.total > best?.total ?? 0 { best = week }
    return best
  }
}
