// How the figures of one exercise of a program grow, from session to session.
//
// It owns today's figures and why they are what they are. The course of a program asks it; it knows no log and no clock:
// days are numbers. One thing changes at a time (004:340).

/// What became of an exercise in a session.
public enum ExerciseOutcome: Hashable, Sendable {
  /// Every set of every side was done, and met its target.
  case met
  /// Some was done, but not all, or not as long, as often.
  case missed
  /// Nothing of it was done.
  case untouched
}

/// Why a figure is what it is.
public enum ProgressionReason: Hashable, Sendable {
  /// The program says so, and nothing was done yet.
  case start
  /// All was met, and it grew.
  case grown
  /// All was met; it waits, since it has grown within a week.
  case capped
  /// All was met, and the program lets nothing grow.
  case fixed
  /// All was met at the upper end: something harder is next.
  case atTop
  /// All was met at the upper end of the range, and the smallest step of the load would be more than the cap.
  case stepTooGreat
  /// It was missed once: it stays.
  case again
  /// It was missed once: two clean shorter holds in place of each.
  case split
  /// The shorter holds were met: whole ones again.
  case whole
  /// It was missed twice: less, for a week.
  case deload
  /// The week with less is over.
  case resumed
  /// The program has another figure now.
  case newFigure
}

/// Today's figures of one exercise of a program.
public struct ProgressionState: Sendable {
  /// What the program asks for.
  public private(set) var base: Target
  /// Why the figures are what they are.
  public private(set) var reason = ProgressionReason.start
  /// Whether each hold is done as two of half the length.
  public private(set) var isSplit = false
  private let rule: Progression.Rule
  private let step: Double
  private let cap: Double
  private var seconds: Double?
  private var reps: Double?
  private var loadKg: Double?
  private var failures = 0
  private var deloadUntil: Int?
  /// When the figure last grew, and from what: the cap is one of a week.
  private var grewOn: Int?
  private var weekBegan: (day: Int, load: Double, seconds: Double)?

  /// Seconds more a hold. A source says only "slightly longer" (004:810).
  public static let secondsStep = 5.0
  /// % more load: the lower end of 5-10 % a week (004:810).
  public static let loadStep = 5.0
  /// % a week at most (004:810).
  public static let weeklyCap = 10.0
  /// The smallest step of a load: the smallest pair of plates, in kg.
  public static let plate = 0.5
  /// What is left of the figures after two misses, for a week. Holdfast's own.
  public static let deloadShare = 0.8
  /// The longest hold that a figure without a range grows to, in seconds (004:828).
  public static let longestHold = 60.0

  /// At the beginning: the lower ends.
  /// - Parameters:
  ///   - base: what the program asks for.
  ///   - progression: how it grows; `nil` for Holdfast's own: seconds of holds, else repetitions and then the load.
  ///   - loadKg: the load that was last used, where the program has none.
  public init(_ base: Target, _ progression: Progression?, loadKg: Double? = nil) {
    self.base = base
    rule = progression?.rule ?? (base.seconds != nil ? .seconds : .double)
    let own = rule == .seconds ? Self.secondsStep : Self.loadStep
    step = progression?.step?.lower ?? own
    cap = progression?.capPercent ?? Self.weeklyCap
    self.loadKg = base.loadKg ?? loadKg
    begin()
  }

  private mutating func begin() {
    seconds = base.seconds?.lower
    reps = (base.reps ?? base.steps)?.lower
  }

  /// The program asks for something else from now on; the load stays.
  public mutating func rebase(_ target: Target) {
    guard target != base else { return }
    base = target
    if let load = target.loadKg { loadKg = load }
    isSplit = false
    failures = 0
    deloadUntil = nil
    grewOn = nil
    reason = .newFigure
    begin()
  }

  /// What a set is asked for today.
  public var target: Target {
    var target = base
    // The lower end has moved; the upper stays.
    if let seconds, base.seconds != .max {
      target.seconds = isSplit ? .exactly((seconds / 2).rounded(.up)) : Self.amount(seconds, of: base.seconds)
    }
    if let reps {
      if base.reps != nil { target.reps = Self.amount(reps, of: base.reps) }
      if base.steps != nil { target.steps = Self.amount(reps, of: base.steps) }
    }
    target.loadKg = loadKg
    return target
  }

  /// From today's figure to the upper end of the program's range; it alone, where that has none.
  private static func amount(_ lower: Double, of base: Amount?) -> Amount {
    guard case .range(_, let upper)? = base, upper > lower else { return .exactly(lower) }
    return .range(lower, upper)
  }

  /// A day comes: a week with less may be over.
  public mutating func come(to day: Int) {
    guard let end = deloadUntil, day >= end else { return }
    deloadUntil = nil
    reason = .resumed
    if let kept { (seconds, reps, loadKg) = (kept.seconds, kept.reps, kept.load) }
    kept = nil
  }

  /// What the figures were before a week with less.
  private var kept: (seconds: Double?, reps: Double?, load: Double?)?

  /// A session was done.
  /// - Parameters:
  ///   - outcome: what became of the exercise in it.
  ///   - day: the day's number.
  ///   - loadKg: the load that was used, where one was.
  ///   - grows: whether figures may grow: not in a week that the program has for recovery.
  public mutating func take(
    _ outcome: ExerciseOutcome, day: Int, loadKg used: Double? = nil, grows: Bool = true
  ) {
    come(to: day)
    if let used, used > 0 { loadKg = used }
    switch outcome {
    case .untouched: return
    case .missed: miss(day)
    case .met:
      failures = 0
      if isSplit {
        isSplit = false
        reason = .whole
      } else if deloadUntil == nil, grows {
        grow(day)
      }
    }
  }

  private mutating func miss(_ day: Int) {
    // Within a week with less nothing gets less still.
    guard deloadUntil == nil else { return }
    failures += 1
    if failures >= 2 {
      kept = (seconds, reps, loadKg)
      deloadUntil = day + 7
      failures = 0
      isSplit = false
      reason = .deload
      seconds = seconds.map { max(1, ($0 * Self.deloadShare).rounded(.down)) }
      reps = reps.map { max(1, ($0 * Self.deloadShare).rounded(.down)) }
      loadKg = loadKg.map { ($0 * Self.deloadShare / Self.plate).rounded(.down) * Self.plate }
    } else if base.seconds?.lower != nil, base.reps == nil, base.steps == nil {
      isSplit = true
      reason = .split
    } else {
      reason = .again
    }
  }

  private mutating func grow(_ day: Int) {
    if weekBegan.map({ day - $0.day >= 7 }) ?? true { weekBegan = (day, loadKg ?? 0, seconds ?? 0) }
    switch rule {
    case .none: reason = .fixed
    case .seconds: growSeconds(day)
    case .load: growLoad()
    case .double:
      guard let current = reps else { return growLoad() }
      let upper = (base.reps ?? base.steps)?.upper ?? current
      if current < upper {
        reps = min(upper, current + 1)
        reason = .grown
      } else {
        growLoad()
        if reason == .grown { reps = (base.reps ?? base.steps)?.lower }
      }
    }
  }

  /// A whole step once a week; more only within the cap.
  private mutating func growSeconds(_ day: Int) {
    guard let current = seconds else { return reason = .atTop }
    let upper: Double
    if case .range(_, let high)? = base.seconds {
      upper = high
    } else {
      upper = max(Self.longestHold, base.seconds?.lower ?? 0)
    }
    guard current < upper else { return reason = .atTop }
    let next = min(upper, current + step)
    let mayGrow = grewOn.map { day - $0 >= 7 } ?? true
    guard mayGrow || next <= (weekBegan?.seconds ?? 0) * (1 + cap / 100) else { return reason = .capped }
    seconds = next
    grewOn = day
    reason = .grown
  }

  private mutating func growLoad() {
    guard let current = loadKg, current > 0 else { return reason = .atTop }
    let wanted = (current * (1 + step / 100) / Self.plate).rounded() * Self.plate
    let next = max(wanted, current + Self.plate)
    let most = (weekBegan?.load ?? current) * (1 + cap / 100)
    // A millionth of a kg is no difference, but a rounding.
    if next > most + 1e-6 { return reason = current > (weekBegan?.load ?? current) ? .capped : .stepTooGreat }
    loadKg = next
    reason = .grown
  }
}
