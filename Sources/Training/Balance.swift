/// Left against right in one exercise.
///
/// What is compared are the bests of the days on which both sides were done: the best of a day is what the side could
/// do then (the sets after it are tired ones), and where only such days count, it does not matter that one side was
/// trained more, or earlier.
public struct Balance: Hashable, Sendable {
  /// On fewer days than these nothing is said: a variation of so few values says little itself.
  public static let fewestDays = 5
  /// From which difference in % on it is flagged: the lower end of where the field puts its limits, 10 to 15 % in 15 of
  /// 18 studies, not always with evidence (Parkinson et al. 2021, J Sports Sci Med 20:594).
  public static let limitPercent = 10.0

  /// One side.
  public struct OneSide: Hashable, Sendable {
    /// How many sets there are, on any day.
    public var sets: Int
    /// The mean of the bests; `nil` without a day on which both sides were done.
    public var mean: Double?
    /// The coefficient of variation in % of the bests; `nil` under three days. See `variation`.
    public var variationPercent: Double?
  }

  /// What a comparison comes to.
  public enum Verdict: String, Hashable, Sendable {
    /// There are too few days to tell.
    case tooFew = "too-few"
    /// The sides differ no more than each of them varies: no real difference.
    case none
    /// There is a real difference, under the limit.
    case small
    /// There is a real difference, at the limit or beyond.
    case real
  }

  /// On how many days both sides were done.
  public let days: Int
  /// The left side.
  public let left: OneSide
  /// The right side.
  public let right: OneSide

  /// Compares the values of two sides, day by day.
  public init(left: Tally, right: Tally) {
    var pairs: [(left: Double, right: Double)] = []
    var others = right.buckets[...]
    for day in left.buckets {
      others = others.drop { $0.number < day.number }
      if let other = others.first, other.number == day.number { pairs.append((day.best, other.best)) }
    }
    days = pairs.count
    func side(_ tally: Tally, _ bests: [Double]) -> OneSide {
      let mean = bests.isEmpty ? nil : bests.reduce(0, +) / Double(bests.count)
      return OneSide(sets: tally.sets, mean: mean, variationPercent: Self.variation(of: bests))
    }
    self.left = side(left, pairs.map(\.left))
    self.right = side(right, pairs.map(\.right))
  }

  /// |L−R| / max × 100, the percentage difference of unilateral tests (Bishop et al. 2018, Strength Cond J 40(4):1);
  /// `nil` where there is nothing to compare.
  public var differencePercent: Double? {
    guard let left = left.mean, let right = right.mean, max(left, right) > 0 else { return nil }
    return abs(left - right) / max(left, right) * 100
  }

  /// The greater of the variations of the two sides, in %.
  public var variationPercent: Double? {
    guard let left = left.variationPercent, let right = right.variationPercent else { return nil }
    return max(left, right)
  }

  /// The side that does less; `nil` where both do the same.
  public var weaker: Side? {
    guard let left = left.mean, let right = right.mean, left != right else { return nil }
    return left < right ? .left : .right
  }

  /// Whether the difference is at the limit or beyond, real or not.
  public var isFlagged: Bool { differencePercent.map { $0 >= Self.limitPercent } ?? false }

  /// What it comes to. A difference is real only where it is greater than the variation within each side (Exell et
  /// al. 2012, J Sports Sci 30:403).
  public var verdict: Verdict {
    guard days >= Self.fewestDays, let differencePercent, let variationPercent else { return .tooFew }
    guard differencePercent > variationPercent else { return .none }
    return isFlagged ? .real : .small
  }

  /// The coefficient of variation from one day to the next, in %: the standard deviation of the changes, divided by √2
  /// and by the mean (the typical error of Hopkins 2000, Sports Med 30:1). That of the values themselves would take
  /// progress for variation, and after a year of training call no difference real.
  static func variation(of values: [Double]) -> Double? {
    guard values.count >= 3 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    guard mean > 0 else { return nil }
    let changes = zip(values.dropFirst(), values).map { $0 - $1 }
    let change = changes.reduce(0, +) / Double(changes.count)
    let squares = changes.reduce(0) { $0 + ($1 - change) * ($1 - change) }
    return (squares / Double(changes.count - 1) / 2).squareRoot() / mean * 100
  }
}

/// Gathers what a balance is made of: the sets of one athlete in one exercise of one kind, in any order.
public struct BalanceGathering: Sendable {
  /// What is compared.
  public enum Measure: String, Hashable, Sendable {
    /// The seconds of a hold.
    case duration
    /// The repetitions of a set.
    case reps
    /// Load × repetitions in kg.
    case volume
  }

  private let kind: Kind
  private var plain = (left: Tally(), right: Tally())
  private var loaded = (left: Tally(), right: Tally())
  private var isAllLoaded = true

  /// No sets yet.
  public init(kind: Kind) { self.kind = kind }

  /// Takes a set of a side in; one that served both sides, or in which nothing was counted, says nothing.
  public mutating func add(side: Side, duration: Interval, reps: Int?, loadKg: Double?, day: Int) {
    guard side != .both else { return }
    let value: Double
    switch kind {
    case .hold: value = duration.seconds
    case .reps:
      guard let reps, reps > 0 else { return }
      value = Double(reps)
    }
    guard value > 0 else { return }
    // Twelve repetitions with 8 kg are no match for twelve with 10: where there is a load, it counts.
    let volume = kind == .reps ? value * (loadKg ?? 0) : 0
    if volume > 0, volume.isFinite {
      if side == .left { loaded.left.add(volume, to: day) } else { loaded.right.add(volume, to: day) }
    } else {
      isAllLoaded = false
    }
    if side == .left { plain.left.add(value, to: day) } else { plain.right.add(value, to: day) }
  }

  /// What is compared: volume where every set had a load, otherwise what the exercise is measured by.
  public var measure: Measure {
    switch kind {
    case .hold: .duration
    case .reps: isAllLoaded && !plainIsEmpty ? .volume : .reps
    }
  }

  private var plainIsEmpty: Bool { plain.left.buckets.isEmpty && plain.right.buckets.isEmpty }

  /// The comparison; `nil` where there is no set of a side.
  public var balance: Balance? {
    if plainIsEmpty { return nil }
    let tallies = measure == .volume ? loaded : plain
    return Balance(left: tallies.left, right: tallies.right)
  }
}
