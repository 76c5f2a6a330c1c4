// Rules 1-8, how often; 9-16 are in RulesHowLong.swift.
//
// Too much is told as soon as it is done or planned, too little when the week is over, or when what is to come cannot
// make up for it. Sessions of holds alone count as strength, but not as too much of it (rule 9).

extension RuleBook {
  static let howOften: [Int: Check] = howOftenChecks.merging(howLongChecks) { first, _ in first }
    .mapValues(\.check)

  static let howOftenChecks: [Int: WeekCheck] = [
    1: WeekCheck(.strengthSessions, find: sessionsAWeek),
    2: WeekCheck(.strengthSessions, find: twoAtLeast),
    3: WeekCheck(.strengthSessions, find: sessionsByRunner),
    4: WeekCheck(.strengthSessions, find: sessionsByPhase),
    5: WeekCheck(.runs, find: runsByPhase),
    6: WeekCheck(.strengthSessions, .minutes, find: leastDose),
    7: WeekCheck(.coreSessions, find: core),
    8: WeekCheck(.compoundSessions, find: compoundLifts),
  ]

  /// Rule 1: too many sessions where no phase says how many, and too many days of lifting everywhere. Too few is rule 2's.
  @Sendable private static func sessionsAWeek(_ week: RuleWeek) -> [RuleFinding] {
    let days = week.liftingDays(in: week.days)
    let values = week.values(.strengthSessions)
    let tooMany = values.compactMap { value in
      if case .atLeast(let days) = value.value { days } else { nil }
    }.min()
    if let tooMany, Double(days.count) >= tooMany {
      return [
        week.finding(
          days[0],
          "\(days.count) days of lifting, \(weekdayList(days)): \(decimalText(tooMany)) or more are too many"
        )
      ]
    }
    guard [nil, .offSeason, .base].contains(week.phase) else { return [] }
    // What is "best for most" is no bound; where a document has no range, the first one is it.
    let ranges = values.filter { if case .range = $0.value { true } else { false } }
    let own = ranges.last { value in week.document("D1").map { value.documents.contains($0) } == true }
    let (done, planned) = (week.lifting.count, week.plannedLifting.count)
    guard let range = (own ?? ranges.first)?.value, let most = range.upper, Double(done + planned) > most
    else { return [] }
    return [week.finding("\(week.sessionsText(done, planned: planned)): \(range.text) a week are enough")]
  }

  /// Rule 2: fewer than two, where neither the season nor the source that the program follows is content with less.
  @Sendable private static func twoAtLeast(_ week: RuleWeek) -> [RuleFinding] {
    let values = week.values(.strengthSessions)
    guard [nil, .offSeason, .base, .build].contains(week.phase) else { return [] }
    let exceptions = values.filter { value in
      week.choice("D1").map { value.isSaid(in: $0) } == true
    }
    guard let least = (exceptions.first ?? values.first { $0.phase == nil && $0.when == nil })?.value,
      week.fallsShort(week.strength.count, of: least)
    else { return [] }
    // "One of 60 min can hold for some" is 004's.
    let isLongEnough = values.contains { value in
      guard let minutes = value.minutes?.lower, let count = value.value.lower,
        week.document("D1").map({ value.documents.contains($0) }) == true
      else { return false }
      return Double(week.strength.filter { $0.minutes >= minutes }.count) >= count
    }
    if isLongEnough { return [] }
    return [tooFew(week, week.strength.count, least)]
  }

  /// Rule 3: the range of the runner's type, save for the weeks around a race.
  @Sendable private static func sessionsByRunner(_ week: RuleWeek) -> [RuleFinding] {
    guard let runner = week.lastingAnswer(.runner), !week.isAroundRace,
      let asked = week.values(.strengthSessions).first(where: { $0.runner == runner })?.value
    else { return [] }
    return outOfRange(week, asked, of: "for a runner who is \(runner)")
  }

  /// Rule 4: the range of the phase, by the source that is followed.
  @Sendable private static func sessionsByPhase(_ week: RuleWeek) -> [RuleFinding] {
    guard let phase = week.phase,
      let asked = week.value(.strengthSessions, "D1", where: { $0.phase == phase && $0.when == nil })?.value
    else { return [] }
    return outOfRange(week, asked, of: "in \(phase.inWords)")
  }

  /// Rule 5: days with a run.
  @Sendable private static func runsByPhase(_ week: RuleWeek) -> [RuleFinding] {
    guard let phase = week.phase, week.knowsRuns,
      let asked = week.values(.runs).first(where: { $0.phase == phase })?.value, let least = asked.lower
    else { return [] }
    let count = Set(week.runs.map(\.day)).count
    guard Double(count) > asked.upper ?? .infinity || week.isOver && Double(count) < least else { return [] }
    return [
      week.finding(
        nil, .advice, "\(countText(count, "day")) with a run: \(asked.text) in \(phase.inWords)")
    ]
  }

  /// Rule 6: the minutes of a week that has any strength work; of one that has none, rule 13 speaks.
  @Sendable private static func leastDose(_ week: RuleWeek) -> [RuleFinding] {
    guard week.isOver, week.knowsSessions, !week.strength.isEmpty else { return [] }
    let minutes = week.strength.reduce(0) { $0 + $1.minutes }
    let least: Double?
    switch week.phase {
    case .raceWeek, .recovery: return []
    case .peak, .taper: least = week.values(.minutes).compactMap { $0.value.lower }.first
    default:
      // Bits of it count too, so it is sessions times minutes; what is there to begin with is no measure for others.
      least = week.values(.strengthSessions).filter { value in
        week.diary.level == .beginner && week.isBeginning || value.when?.hasPrefix("to begin with") != true
      }.compactMap { value in
        value.minutes?.lower.flatMap { minutes in value.value.lower.map { $0 * minutes } }
      }
      .min()
    }
    guard let least, minutes < least else { return [] }
    return [
      week.finding(
        nil, .advice,
        "\(decimalText(minutes.rounded())) min of strength work: the least that works is \(decimalText(least)) a week"
      )
    ]
  }

  /// Rule 7: days with core work; the document that has no count asks for none.
  @Sendable private static func core(_ week: RuleWeek) -> [RuleFinding] {
    guard week.isOver, week.knowsSessions, !week.isAroundRace else { return [] }
    let values = week.values(.coreSessions)
    let choice = week.choice("D13").map { String($0.prefix(3)) }
    let own = week.document("D13").flatMap { document in values.first { $0.documents.contains(document) } }
    // 004 gives no count.
    if own == nil, choice != nil || week.document("D13") == "004" { return [] }
    guard let asked = (own ?? values.first)?.value, let least = asked.lower else { return [] }
    let count = week.days(in: week.days, done: { $0.classes.contains(.core) }, planned: { _ in false }).count
    guard Double(count) < least else { return [] }
    return [
      week.finding(
        nil, .advice, "core work on \(countText(count, "day")): \(asked.text) a week are asked for")
    ]
  }

  /// Rule 8: days with a compound lift, while no race is near and the program has any.
  @Sendable private static func compoundLifts(_ week: RuleWeek) -> [RuleFinding] {
    guard [nil, .offSeason, .base].contains(week.phase), week.knowsSessions, week.programHasLifts,
      let asked = week.values(.compoundSessions).first?.value, let least = asked.lower
    else { return [] }
    let count = week.days(
      in: week.days, done: { $0.isLift && $0.classes.contains(.compound) },
      planned: { week.has($0) { Heaviness.isLift(kind: $0, classes: $1) && $1.contains(.compound) } }
    ).count
    guard Double(count) > asked.upper ?? .infinity || week.isOver && Double(count) < least else { return [] }
    return [
      week.finding(
        nil, .advice, "compound lifts on \(countText(count, "day")): \(asked.text) a week are asked for")
    ]
  }

  // MARK: - Shared

  private static func tooFew(_ week: RuleWeek, _ count: Int, _ asked: Figure) -> RuleFinding {
    let planned = week.planned.count
    return week.finding(
      "\(week.sessionsText(count, planned: planned)): at least \(decimalText(asked.lower ?? 0)) a week")
  }

  /// Too many with lifting, or too few of any strength.
  private static func outOfRange(_ week: RuleWeek, _ asked: Figure, of whom: String) -> [RuleFinding] {
    let (done, planned) = (week.lifting.count, week.plannedLifting.count)
    if let most = asked.upper, Double(done + planned) > most {
      return [week.finding("\(week.sessionsText(done, planned: planned)): \(asked.text) \(whom)")]
    }
    guard week.fallsShort(week.strength.count, of: asked) else { return [] }
    return [
      week.finding(
        "\(week.sessionsText(week.strength.count, planned: week.planned.count)): \(asked.text) \(whom)")
    ]
  }
}

extension Phase {
  /// As a sentence has it: `the off-season`.
  var inWords: String {
    switch self {
    case .offSeason: "the off-season"
    case .taper: "the taper"
    case .raceWeek: "race week"
    case .base, .build, .peak, .recovery: rawValue
    }
  }
}
