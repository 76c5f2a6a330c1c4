// Rules 17-22, what lies between strength work and runs; 23-28 are in RulesHardAndEasy.swift.

extension RuleBook {
  static let whereInTheWeek: [Int: Check] = betweenDaysChecks.merging(hardAndEasyChecks) { first, _ in first }
    .mapValues(\.check)

  static let betweenDaysChecks: [Int: WeekCheck] = [
    17: WeekCheck(.daysBetween, find: spacing),
    18: WeekCheck(.hoursToRun, find: fortyEightHours),
    19: WeekCheck(.daysBeforeRun, find: notTheDayBefore),
    20: WeekCheck(find: pairOrPart),
    21: WeekCheck(find: orderInTheDay),
    22: WeekCheck(.hoursBetween, find: gapToTheRun),
  ]

  /// Rule 17: days with lifting, the Sunday before the week among them.
  @Sendable private static func spacing(_ week: RuleWeek) -> [RuleFinding] {
    guard let between = week.values(.daysBetween).first?.value.lower.map({ Int($0) }) else { return [] }
    let days = week.liftingDays(in: week.monday - between...week.sunday)
    var findings: [RuleFinding] = []
    for (first, second) in zip(days, days.dropFirst())
    where second >= week.monday && second - first <= between {
      let gap = between == 1 ? "a full day" : "\(between) full days"
      let text = "strength on \(weekdayList([first, second])): \(gap) should lie between"
      findings.append(week.finding(first, text))
    }
    return findings
  }

  /// A start that nobody may be too tired for, with the latest time at which it can be.
  private struct Start {
    var name: String
    var day: Int
    /// Minutes from midnight; of an unknown one the day's end, so that only what is sure is told.
    var minute: Double
  }

  private static func starts(_ week: RuleWeek, _ kinds: Set<LoggedRun.Kind>) -> [Start] {
    var starts = week.runs.filter { kinds.contains($0.kind) }.map { run in
      Start(
        name: run.kind == .race ? "race" : run.kind == .long ? "long run" : "fast run", day: run.day,
        minute: run.minute.map { Double($0) } ?? 1_440)
    }
    if kinds.contains(.race), let race = week.diary.race, week.days.contains(race.day),
      !starts.contains(where: { $0.day == race.day && $0.name == "race" })
    {
      starts.append(Start(name: "race", day: race.day, minute: 1_440))
    }
    return starts.sorted { $0.day < $1.day }
  }

  /// Rule 18: hours from the end of heavy sets to a long run or race of the week.
  @Sendable private static func fortyEightHours(_ week: RuleWeek) -> [RuleFinding] {
    guard let hours = week.values(.hoursToRun).first?.value.lower else { return [] }
    return starts(week, [.long, .race]).compactMap { start -> RuleFinding? in
      let at = Double(start.day) * 1_440 + start.minute
      var ends: [(day: Int, end: Double)] = week.diary.sessions.flatMap(\.sets).filter(\.isHeavy).map {
        ($0.day, Double($0.day) * 1_440 + $0.endMinute)
      }
      // A planned session has no time: at the earliest it is over when its day begins.
      ends += week.diary.planned.filter {
        $0.day >= week.diary.today && $0.day < start.day && week.isHeavy($0)
      }
      .map { ($0.day, Double($0.day) * 1_440) }
      guard let last = ends.filter({ $0.end <= at }).max(by: { $0.end < $1.end }) else { return nil }
      let gap = (at - last.end) / 60
      guard gap < hours else { return nil }
      return week.finding(
        last.day,
        "heavy lifting on \(weekdayText(last.day)), \(start.name) on \(weekdayText(start.day)): "
          + "at least \(decimalText(hours)) h should lie between")
    }
  }

  /// Rule 19: lifting on the days before a fast or long run, where the program follows no source that has it so (D4).
  @Sendable private static func notTheDayBefore(_ week: RuleWeek) -> [RuleFinding] {
    guard let free = week.values(.daysBeforeRun).first?.value.lower.map({ Int($0) }), free > 0 else {
      return []
    }
    if let choice = week.choice("D4"), !week.rule.source.contains(choice) { return [] }
    return starts(week, [.hard, .intervals, .tempo, .hills, .race, .long]).flatMap { start in
      week.liftingDays(in: start.day - free...start.day - 1).map { day in
        week.finding(
          day, "strength on \(weekdayText(day)), before the \(start.name) on \(weekdayText(start.day))")
      }
    }
  }

  /// Rule 20: the side of D2 that the program follows: where the rule names its lines as differing, apart, else together.
  @Sendable private static func pairOrPart(_ week: RuleWeek) -> [RuleFinding] {
    // Without a plan, strength may still come on the day of a run that is to come.
    let isKnown: (Int) -> Bool = { $0 < week.diary.today || !week.planned.isEmpty }
    let hard = Set(week.runs.filter { $0.kind.isHard && isKnown($0.day) }.map(\.day))
    let lifting = week.liftingDays(in: week.days)
    guard !hard.isEmpty, !lifting.isEmpty else { return [] }
    let isApart: Bool
    if let choice = week.choice("D2") {
      isApart = week.rule.differs?.contains(choice) == true && !week.rule.source.contains(choice)
    } else {
      let document = week.document("D2").map { $0 + ":" }
      isApart =
        document.map { !week.rule.source.contains($0) && week.rule.differs?.contains($0) == true } ?? false
    }
    if isApart {
      return lifting.filter { hard.contains($0) }.map { day in
        week.finding(
          day, .advice, "strength and a hard run on \(weekdayText(day)): the program keeps them apart")
      }
    }
    let alone = hard.subtracting(lifting).sorted()
    let easy = lifting.filter { !hard.contains($0) }
    guard let run = alone.first, let strength = easy.first else { return [] }
    return [
      week.finding(
        strength, .advice,
        "strength on \(weekdayList(easy)), a hard run alone on \(weekdayList(alone)): put \(weekdayText(strength))'s on "
          + "\(weekdayText(run)), and keep easy days easy")
    ]
  }

  /// Rule 21: sets for the legs ahead of a key run of the same day, where the time of both is known.
  @Sendable private static func orderInTheDay(_ week: RuleWeek) -> [RuleFinding] {
    week.runs.filter(Heaviness.isKey).compactMap { run -> RuleFinding? in
      guard let minute = run.minute else { return nil }
      let before = week.diary.sessions.flatMap(\.sets).filter { set in
        set.day == run.day && set.minute < minute && set.isLift && set.classes.contains(.lower)
      }
      guard !before.isEmpty else { return nil }
      let isHeavy = before.contains(where: \.isHeavy)
      return week.finding(
        run.day, isHeavy ? .warning : .advice,
        "\(isHeavy ? "heavy leg work" : "leg work") before \(weekdayText(run.day))'s "
          + "\(run.kind == .long ? "long" : "hard") run: run first, then lift")
    }
  }

  /// Rule 22: hours between a hard run and the lifting of its day, where the source that is followed gives a figure (D3).
  @Sendable private static func gapToTheRun(_ week: RuleWeek) -> [RuleFinding] {
    guard let most = week.value(.hoursBetween, "D3")?.value.upper else { return [] }
    return week.runs.filter(\.kind.isHard).compactMap { run -> RuleFinding? in
      guard let minute = run.minute, let duration = run.duration else { return nil }
      let (start, end) = (Double(minute), Double(minute) + duration.seconds / 60)
      let gaps = week.lifting.filter { $0.day == run.day }.map { session in
        let first = Double(session.sets[0].minute)
        return max(0, max(first - end, start - (first + session.minutes))) / 60
      }
      guard let least = gaps.min(), least > most else { return nil }
      return week.finding(
        run.day, .advice,
        "\(decimalText((least * 10).rounded() / 10)) h between \(weekdayText(run.day))'s hard run and strength: "
          + "at most \(decimalText(most)) h")
    }
  }
}
