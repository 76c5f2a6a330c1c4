internal import Training

/// In how much of a set's time samples came. It may be asked for an end that lies before the last of them, and a set may begin
/// before it is known for one.
struct Coverage: Sendable {
  /// Steps between samples beyond this are gaps: the slowest rate that repetitions are counted at, twice over.
  static let longestStep = Interval.milliseconds(250)
  /// So many gaps are kept, the newest; of older ones their sum.
  private static let most = 64

  /// The last sample, and the first since which there was no gap.
  private var last: Instant?
  private var since: Instant?
  private var begun = Instant(microseconds: 0)
  private var gaps: [(start: Instant, end: Instant)] = []
  private var older = Interval.zero

  /// A sample, in order of time.
  mutating func add(_ at: Instant) {
    if at - (last ?? begun) > Self.longestStep || last == nil {
      if at > begun { note(from: max(last ?? begun, begun), to: at) }
      since = at
    }
    last = at
  }

  private mutating func note(from start: Instant, to end: Instant) {
    guard end - start > Self.longestStep else { return }
    if gaps.count == Self.most {
      let first = gaps.removeFirst()
      older = older + (first.end - first.start)
    }
    gaps.append((start, end))
  }

  /// A set begins, or began a while ago.
  mutating func begin(at: Instant) {
    begun = Self.clamped(at)
    gaps.removeAll(keepingCapacity: true)
    older = .zero
    if let since, since > begun { note(from: begun, to: since) }
  }

  /// How much of the set's time up to an instant is covered.
  func covered(until end: Instant) -> Interval {
    let end = Self.clamped(end)
    guard let last, end > begun else { return .zero }
    var covered = end - begun - older
    for gap in gaps where gap.start < end { covered = covered - (min(gap.end, end) - gap.start) }
    let tail = end - max(last, begun)
    if tail > Self.longestStep { covered = covered - tail }
    return max(covered, .zero)
  }

  /// Any instant, near enough to zero that no difference of two overflows.
  private static func clamped(_ at: Instant) -> Instant {
    Instant(microseconds: min(max(at.microseconds, -1 << 60), 1 << 60))
  }
}
