/// What some sets come to.
public struct Totals: Hashable, Sendable {
  /// How many sessions began with one of them.
  public var sessions = 0
  /// How many there are.
  public var sets = 0
  /// How many of them are holds.
  public var holds = 0
  /// The sum of their durations.
  ///
  /// Time under tension is "the total amount of time that a muscle, or group of muscles, endures mechanical stress during
  /// resistance exercise" (Schoenfeld, *Science and Development of Muscle Hypertrophy*, 2nd ed., 2021). Of a hold that is
  /// its duration. Of repetitions it is the set's duration: pauses between them count, since nothing measures them.
  public var timeUnderTension = Interval.zero
  /// The sum of repetitions, where they were counted.
  public var reps = 0
  /// The sum of load × repetitions over the sets that have both, in kg: what the literature calls volume load (for example
  /// Scott, Duthie, Thornton, Dascombe, *Sports Medicine* 46, 2016, 687–698).
  public var volumeKg = 0.0
  /// The sum of the lengths of those sessions, from first start to last end.
  public var sessionTime = Interval.zero
  /// That of the sessions in which there was a rest: a single set says nothing about the pace.
  public var pacedTime = Interval.zero
  /// How long in them no set ran.
  public var rest = Interval.zero

  /// Nothing.
  public init() {}

  /// The share of the time of sessions in which a set ran, in %; `nil` where no session has a rest.
  ///
  /// It is the absolute density of Bompa and Haff, *Periodization: Theory and Methodology of Training*, 5th ed., 2009,
  /// chapter 4: (AV − VRI) × 100 / AV, AV being the length of the training and VRI that of its rest intervals.
  public var densityPercent: Double? {
    guard pacedTime > .zero else { return nil }
    return 100 * Double((pacedTime - rest).microseconds) / Double(pacedTime.microseconds)
  }

  mutating func add(_ session: SessionSpan) {
    sessions += 1
    sessionTime = sessionTime + session.length
    guard session.rest > .zero else { return }
    pacedTime = pacedTime + session.length
    rest = rest + session.rest
  }
}

/// Totals over the log, and over parts of it, from one pass in the order of the log. Athletes and exercises are numbers, so
/// that a pass over a million sets compares no text.
///
/// A set belongs to the stretch of time in which it started, a session to that of its first set that counts. A session
/// counts for each exercise that was done in it.
public struct Statistics {
  /// Which sets are put together.
  public enum Grouping {
    /// All, and no parts.
    case none
    /// Those of a stretch of time: the closure gives the one that a moment is in. It is asked once for each stretch, and a
    /// few times more where sets are out of order; so local time is worked out by the day, and not by the set.
    case time((WallTime) -> Range<WallTime>)
    /// Those of an exercise.
    case exercise
  }

  /// Over all.
  public private(set) var total = Totals()

  private let gap: Interval
  private let grouping: Grouping
  private var groups: [Totals] = []
  private var stretches: [Range<WallTime>] = []
  private var placeOfStart: [WallTime: Int] = [:]
  private var latest = 0
  /// Of each athlete, the session to which more may come.
  private var open: [OpenSession?] = []

  private struct OpenSession {
    var span: SessionSpan
    /// The groups in which it counts.
    var groups: [Int] = []
    var isCounted = false
  }

  /// Nothing yet.
  /// - Parameter gap: how far apart two sets of a session may be.
  public init(gap: Interval, by grouping: Grouping) {
    self.gap = gap
    self.grouping = grouping
  }

  /// Takes the next set.
  /// - Parameter isCounted: whether it is asked about; one that is not still holds its session together.
  public mutating func add(
    athlete: Int, exercise: Int, kind: Kind, startedAt: WallTime, duration: Interval, reps: Int?,
    loadKg: Double?, isCounted: Bool = true
  ) {
    while open.count <= athlete { open.append(nil) }
    if open[athlete]?.span.isApart(from: startedAt, gap: gap) ?? true {
      close(athlete)
      open[athlete] = OpenSession(span: SessionSpan(start: startedAt, end: startedAt + duration))
    } else {
      open[athlete]?.span.add(start: startedAt, end: startedAt + duration)
    }
    guard isCounted else { return }
    func add(to totals: inout Totals) {
      totals.sets += 1
      totals.holds += kind == .hold ? 1 : 0
      totals.timeUnderTension = totals.timeUnderTension + duration
      guard let reps else { return }
      totals.reps += reps
      if let loadKg { totals.volumeKg += loadKg * Double(reps) }
    }
    add(to: &total)
    let isFirst = open[athlete]?.isCounted == false
    if isFirst { open[athlete]?.isCounted = true }
    switch grouping {
    case .none: break
    case .time(let stretch):
      let place = place(of: startedAt, stretch)
      add(to: &groups[place])
      if isFirst { open[athlete]?.groups.append(place) }
    case .exercise:
      while groups.count <= exercise { groups.append(Totals()) }
      add(to: &groups[exercise])
      if open[athlete]?.groups.contains(exercise) == false { open[athlete]?.groups.append(exercise) }
    }
  }

  /// Ends the sessions to which more might have come.
  public mutating func finish() {
    for athlete in open.indices { close(athlete) }
  }

  /// Over each stretch of time in which there was something, in their order.
  public var byTime: [(stretch: Range<WallTime>, totals: Totals)] {
    stretches.indices.sorted { stretches[$0].lowerBound < stretches[$1].lowerBound }
      .map { (stretches[$0], groups[$0]) }
  }

  /// Over each exercise, by its number; nothing may have been counted of some.
  public var byExercise: [Totals] { groups }

  private mutating func close(_ athlete: Int) {
    guard let session = open[athlete] else { return }
    open[athlete] = nil
    guard session.isCounted else { return }
    total.add(session.span)
    for group in session.groups { groups[group].add(session.span) }
  }

  private mutating func place(of time: WallTime, _ stretch: (WallTime) -> Range<WallTime>) -> Int {
    if latest < stretches.count, stretches[latest].contains(time) { return latest }
    let range = stretch(time)
    if let known = placeOfStart[range.lowerBound] {
      latest = known
      return known
    }
    latest = stretches.count
    stretches.append(range)
    groups.append(Totals())
    placeOfStart[range.lowerBound] = latest
    return latest
  }
}
