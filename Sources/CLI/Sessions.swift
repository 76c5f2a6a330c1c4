import Training

/// The sets of one athlete with less than the session gap between the end of one and the start of the next.
struct Session {
  var sets: [LoggedSet]
  /// The rest before each set; `nil` before the first, and where sets overlap.
  var rests: [Interval?]
  /// From the first start to the last end.
  var span: SessionSpan

  init(_ set: LoggedSet) {
    sets = [set]
    rests = [nil]
    span = SessionSpan(start: set.startedAt, end: set.endedAt)
  }

  mutating func add(_ set: LoggedSet) {
    sets.append(set)
    rests.append(span.add(start: set.startedAt, end: set.endedAt))
  }
}

/// Gathers sessions from sets in the order of the log, and gives each away as soon as nothing more can belong to it:
/// a log of any length is printed as it is read.
struct SessionGathering {
  let gap: Interval
  private var open: [Session] = []

  init(gap: Interval) { self.gap = gap }

  /// Takes the next set.
  /// - Returns: the sessions that are complete, in the order in which they began.
  mutating func add(_ set: LoggedSet) -> [Session] {
    let place = open.lastIndex { $0.sets[0].athlete == set.athlete }
    if let place, !open[place].span.isApart(from: set.startedAt, gap: gap) {
      open[place].add(set)
    } else {
      open.append(Session(set))
    }
    // Only the latest of each athlete can grow; those before it leave in order.
    var complete = 0
    while complete < open.count - 1 {
      let session = open[complete]
      let isLatest = !open[(complete + 1)...].contains { $0.sets[0].athlete == session.sets[0].athlete }
      if isLatest, !session.span.isApart(from: set.startedAt, gap: gap) { break }
      complete += 1
    }
    guard complete > 0 else { return [] }
    defer { open.removeFirst(complete) }
    return Array(open[..<complete])
  }

  /// What is left at the end.
  func finish() -> [Session] { open }
}
