/// What sets came to in each of many stretches of time, which are numbered: days, or weeks.
///
/// The sets may come in any order, though the log's own is the quickest. A stretch without a set takes no room.
public struct Tally: Hashable, Sendable {
  /// What the sets of one stretch came to.
  public struct Bucket: Hashable, Sendable {
    /// The number of the stretch.
    public var number: Int
    /// The greatest value of a set.
    public var best: Double
    /// The sum of the values.
    public var total: Double
    /// How many sets.
    public var sets: Int

    /// The greatest value, of sets whose values are whole.
    public var wholeBest: Int { Int(exactly: best.rounded()) ?? .max }
    /// The sum, of sets whose values are whole.
    public var wholeTotal: Int { Int(exactly: total.rounded()) ?? .max }

    /// A stretch with these figures.
    public init(number: Int, best: Double, total: Double, sets: Int) {
      self.number = number
      self.best = best
      self.total = total
      self.sets = sets
    }
  }

  /// The stretches that have sets, in order.
  public private(set) var buckets: [Bucket] = []

  /// No sets yet.
  public init() {}

  /// How many sets there are in all.
  public var sets: Int { buckets.reduce(0) { $0 + $1.sets } }

  /// Counts a set in.
  public mutating func add(_ value: Double, to number: Int) {
    var place = buckets.count - 1
    // Nearly every set belongs to the last stretch or begins the next one.
    if place >= 0, buckets[place].number > number { place = lastPlace(notAfter: number) }
    if place >= 0, buckets[place].number == number {
      buckets[place].best = max(buckets[place].best, value)
      buckets[place].total += value
      buckets[place].sets += 1
    } else {
      buckets.insert(Bucket(number: number, best: value, total: value, sets: 1), at: place + 1)
    }
  }

  /// The place of the last stretch that is not after this one; -1 where all are.
  private func lastPlace(notAfter number: Int) -> Int {
    var low = 0
    var high = buckets.count
    while low < high {
      let middle = (low + high) / 2
      if buckets[middle].number <= number { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
