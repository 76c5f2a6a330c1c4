// Rules 79-83, warm-up and cool-down: what comes before the work, and what after it.

extension RuleBook {
  static let warmUp: [Int: Check] = [
    79: warmUpAlways, 80: activation, 81: stretchAfter, 82: foamRoll, 83: bellyBreathing,
  ]
}

extension KnownWeek {
  /// Whether a session's warm-up can be in the log: where its program has one without a figure, no station asks for it, and
  /// most people will not log it.
  fileprivate func warmUpIsLogged(in session: DiarySession) -> Bool {
    guard let says = programSession(session.session) else { return true }
    let blocks = says.blocks.filter { $0.part == .warmUp }
    let unasked = Set(unasked(in: session))
    return blocks.isEmpty
      || blocks.flatMap(\.exercises).contains { $0.exercises.first.map { !unasked.contains($0) } ?? false }
  }
}

extension DiarySession {
  /// The place of the first set that is work; `nil` where none is.
  fileprivate var firstWork: Int? { sets.firstIndex(where: \.isWorkSet) }
}

/// How long the warm-up of a session is at least: the figure of its program, else of the program's document; of a session of
/// no program the least of all.
private func leastWarmUp(_ session: DiarySession, _ rule: TrainingRule, _ diary: TrainingDiary) -> Double? {
  let program = session.session == nil ? nil : diary.program
  let figures = rule.figures(of: "warm-up length", for: program)
  let document = program?.source.prefix { $0 != ":" }
  let own = figures.filter { $0.program != nil || $0.source.prefix { $0 != ":" } == document }
  return (own.isEmpty ? figures : own).compactMap(\.leastSeconds).min()
}

/// Every session begins with what is no work: dynamic, so a stretch does not count. Where it does, the time until the work is
/// held against the figures.
private let warmUpAlways: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  var cold: [Int] = []
  var short: RuleFinding?
  for session in week.sessions where session.isStrength {
    guard let work = session.firstWork else { continue }
    guard
      let warm = session.sets[..<work].first(where: {
        !$0.classes.isDisjoint(with: [.mobility, .activation]) && !$0.classes.contains(.stretch)
      })
    else {
      if week.warmUpIsLogged(in: session) { cold.append(session.day) }
      continue
    }
    let seconds = (session.sets[work].set.startedAt - warm.set.startedAt).seconds.rounded()
    // Where the program's session has no warm-up, what wakes up is its work.
    let hasWarmUp = week.programSession(session.session)?.blocks.contains { $0.part == .warmUp } ?? true
    guard short == nil, hasWarmUp, let least = leastWarmUp(session, rule, diary), seconds < least else {
      continue
    }
    short = RuleFinding(
      rule.number, day: session.day, .advice,
      "\(weekdayText(session.day)): \(decimalText(seconds)) s of warm-up, at least \(decimalText(least)) s asked"
    )
  }
  let none = cold.first.map { first in
    RuleFinding(
      rule.number, day: first, .warning, "\(weekdayList(cold)): no warm-up before the work")
  }
  return [none, short].compactMap { $0 }
}

/// Before heavy lifts. Trunk work and balance wake up as well (004:689-691), though they are work elsewhere.
private let activation: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  var first: (day: Int, exercise: String)?
  var days: [Int] = []
  for session in week.sessions {
    guard
      let lift = session.sets.firstIndex(where: {
        $0.isWorkSet && $0.classes.contains(.compound) && $0.isHeavy
      }
      ),
      week.warmUpIsLogged(in: session) || session.sets[..<lift].contains(where: { !$0.isWorkSet })
    else { continue }
    let isAwake = session.sets[..<lift].contains {
      !$0.classes.isDisjoint(with: [.activation, .core]) || $0.classes.isSuperset(of: [.hold, .singleLeg])
    }
    if isAwake { continue }
    days.append(session.day)
    first = first ?? (session.day, session.sets[lift].set.exercise)
  }
  guard let first else { return [] }
  return [
    RuleFinding(
      rule.number, day: first.day, .warning,
      "\(weekdayList(days)): no activation before the first heavy lift (\(first.exercise))")
  ]
}

/// The seconds are those of an area: of a stretch's side in a session.
private let stretchAfter: RuleBook.Check = { diary, rule in
  let least = rule.figures(of: "hold").first?.leastSeconds
  var findings: [RuleFinding] = []
  var flagged: Set<String> = []
  for session in KnownWeek(diary).sessions {
    let stretches = session.sets.filter {
      $0.classes.contains(.stretch) || rule.exercises.contains($0.set.exercise)
    }
    for (index, done) in session.sets.enumerated() where stretches.contains(done) {
      let exercise = done.set.exercise
      guard !flagged.contains(exercise) else { continue }
      let on = "\(exercise) \(weekdayText(session.day))"
      if let work = session.firstWork, index < work {
        flagged.insert(exercise)
        findings.append(
          RuleFinding(
            rule.number, day: session.day, .warning, "\(on): before the work; static stretches come after it")
        )
        continue
      }
      // Today's session may still go on.
      guard let least, session.day < diary.today else { continue }
      let area = stretches.filter { $0.set.exercise == exercise && $0.set.side == done.set.side }
      let seconds = Int(area.reduce(0) { $0 + $1.set.duration.seconds }.rounded())
      guard area.allSatisfy(\.set.mayBeRecord), Double(seconds) < least else { continue }
      flagged.insert(exercise)
      findings.append(
        RuleFinding(
          rule.number, day: session.day, .warning,
          "\(on): \(seconds) s, \(decimalText(least)) s an area asked"))
    }
  }
  return findings
}

/// What is before the first work is before it, what is after the first is after it: between is in the middle, and is neither.
private let foamRoll: RuleBook.Check = { diary, rule in
  let values = rule.figures(of: "hold")
  var findings: [RuleFinding] = []
  var flagged: Set<String> = []
  for session in KnownWeek(diary).sessions {
    guard let first = session.firstWork, let last = session.sets.lastIndex(where: \.isWorkSet) else {
      continue
    }
    for (index, done) in session.sets.enumerated()
    where rule.exercises.contains(done.set.exercise) && done.set.mayBeRecord
      && !flagged.contains(done.set.exercise)
    {
      guard index < first || index > last else { continue }
      let when = index < first ? "before" : "after"
      guard let value = values.first(where: { $0.when == "rolling " + when }), let least = value.leastSeconds,
        let most = value.mostSeconds, !(least...most).contains(Double(done.wholeSeconds))
      else { continue }
      flagged.insert(done.set.exercise)
      findings.append(
        RuleFinding(
          rule.number, day: session.day, .warning,
          "\(done.set.exercise) \(weekdayText(session.day)): \(done.wholeSeconds) s \(when) the work, "
            + "\(value.withUnit) asked"))
    }
  }
  return findings
}

/// Only the program whose figure it is ends so; longer breathing hurts nobody.
private let bellyBreathing: RuleBook.Check = { diary, rule in
  guard let program = diary.program,
    let value = rule.values.first(where: { $0.what == "hold" && $0.program == program.id }),
    let least = value.leastSeconds
  else { return [] }
  for session in KnownWeek(diary).closedSessions where session.session != nil {
    guard let last = session.sets.last else { continue }
    let on = weekdayText(session.day)
    guard rule.exercises.contains(last.set.exercise) else {
      return [
        RuleFinding(
          rule.number, day: session.day, .warning,
          "\(on): ends with \(last.set.exercise); \(listText(rule.exercises, "or")) for \(value.withUnit) is due"
        )
      ]
    }
    guard last.set.mayBeRecord, Double(last.wholeSeconds) < least else { continue }
    return [
      RuleFinding(
        rule.number, day: session.day, .warning,
        "\(last.set.exercise) \(on): \(last.wholeSeconds) s, \(value.withUnit) asked")
    ]
  }
  return []
}
