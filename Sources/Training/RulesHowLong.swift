// Rules 9-16: how often in particular, and how long and how much a session is.

extension RuleBook {
  static let howLongChecks: [Int: WeekCheck] = [
    9: WeekCheck(.holdsInASession, find: holdsToBeginWith),
    10: WeekCheck(.plyometricSessions, find: jumps),
    11: WeekCheck(.prehabSessions, .sessionLength, find: prehab),
    12: WeekCheck(.mobilityLength, .mobilitySessions, find: mobility),
    13: WeekCheck(.strengthSessions, find: keepGoing),
    14: WeekCheck(.strengthSessions, .weeksUntilAnEffect, find: timeToEffect),
    15: WeekCheck(.sessionLength, find: sessionLength),
    16: WeekCheck(.exercisesInASession, find: sessionSize),
  ]

  /// Rule 9: the first sessions with holds have few of them. That these are the first week's is Holdfast's own; days with
  /// holds are never too many.
  @Sendable private static func holdsToBeginWith(_ week: RuleWeek) -> [RuleFinding] {
    func holds(_ session: DiarySession) -> Set<String> {
      Set(session.sets.filter { $0.classes.contains(.hold) }.map(\.set.exercise))
    }
    guard week.diary.level == .beginner, let asked = week.values(.holdsInASession).first?.value,
      let most = asked.upper,
      let first = week.diary.sessions.first(where: { !holds($0).isEmpty })?.day
    else { return [] }
    return week.strength.filter { $0.day < first + 7 && Double(holds($0).count) > most }.map { session in
      week.finding(
        session.day, .advice,
        "\(holds(session).count) different holds on \(weekdayText(session.day)): begin with \(asked.text)")
    }
  }

  /// Rule 10: days with jumps; in build those of the source that says how many.
  @Sendable private static func jumps(_ week: RuleWeek) -> [RuleFinding] {
    let values = week.values(.plyometricSessions)
    let document = week.document("D8")
    let ofPhase = values.first { value in
      value.phase != nil && value.phase == week.phase && value.value != .open
        && document.map { value.documents.contains($0) } != false
    }
    guard let asked = (ofPhase ?? values.first { $0.phase == nil })?.value, let most = asked.upper else {
      return []
    }
    let days = week.days(
      in: week.days, done: { $0.classes.contains(.plyometric) },
      planned: { week.has($0) { $1.contains(.plyometric) } })
    guard Double(days.count) > most else { return [] }
    let place = ofPhase?.phase.map { " in " + $0.inWords } ?? ""
    return [
      week.finding(
        days[0],
        "jumps on \(weekdayList(days)): \(countText(Int(most), "session")) a week\(place) is enough")
    ]
  }

  /// Rule 11: of somebody who does it at all. Its minutes count over the week, since "maybe twice" is no duty.
  @Sendable private static func prehab(_ week: RuleWeek) -> [RuleFinding] {
    let isPrehab: (DiarySet) -> Bool = { $0.classes.contains(.prehab) }
    guard week.isOver, !week.isAroundRace,
      week.diary.sessions.contains(where: { $0.day < week.monday && $0.sets.contains(where: isPrehab) }),
      let asked = week.values(.prehabSessions).first?.value, let least = asked.lower,
      let length = week.values(.sessionLength).first?.value.lower
    else { return [] }
    let parts = week.diary.sessions.filter { week.days.contains($0.day) }
      .map { DiarySession($0.sets.filter(isPrehab)) }.filter { !$0.sets.isEmpty }
    let days = Set(parts.map(\.day)).count
    let minutes = parts.reduce(0) { $0 + $1.minutes }
    guard Double(days) < least || minutes < length else { return [] }
    return [
      week.finding(
        nil, .advice,
        "prehab on \(countText(days, "day")), \(decimalText(minutes.rounded())) min: "
          + "\(asked.text) circuits of \(decimalText(length)) min a week")
    ]
  }

  /// Rule 12: of somebody who logs it. Minutes on days with a run or without strength work; and a session for it alone.
  @Sendable private static func mobility(_ week: RuleWeek) -> [RuleFinding] {
    let isMobility: (DiarySet) -> Bool = { !$0.classes.isDisjoint(with: [.mobility, .stretch]) }
    guard week.isOver,
      week.diary.sessions.contains(where: { $0.day < week.monday && $0.sets.contains(where: isMobility) })
    else { return [] }
    let sessions = week.diary.sessions.filter { week.days.contains($0.day) }
    var findings: [RuleFinding] = []
    if let asked = week.values(.mobilityLength).first?.value, let least = asked.lower {
      for day in week.days {
        let parts = sessions.filter { $0.day == day }.map { DiarySession($0.sets.filter(isMobility)) }
          .filter { !$0.sets.isEmpty }
        let isRunOrRest =
          week.runs.contains { $0.day == day } || !sessions.contains { $0.day == day && $0.isStrength }
        let minutes = parts.reduce(0) { $0 + $1.minutes }
        guard isRunOrRest, !parts.isEmpty, minutes < least else { continue }
        findings.append(
          week.finding(
            day, .advice,
            "\(decimalText(minutes.rounded())) min of mobility on \(weekdayText(day)): \(asked.text) min after a run or on a day of rest"
          ))
      }
    }
    if let asked = week.values(.mobilitySessions).first?.value, let least = asked.lower {
      let alone = sessions.filter { !$0.isStrength && $0.sets.contains(where: isMobility) }.count
      if Double(alone) < least {
        findings.append(
          week.finding(
            nil, .advice,
            "\(countText(alone, "session")) of mobility alone: \(asked.text) a week is asked for"))
      }
    }
    return findings
  }

  /// Rule 13: a week without any, race season included.
  @Sendable private static func keepGoing(_ week: RuleWeek) -> [RuleFinding] {
    guard week.isOver, week.knowsSessions, week.strength.isEmpty, week.phase != .raceWeek,
      week.phase != .recovery, let asked = week.values(.strengthSessions).first?.value
    else { return [] }
    return [week.finding("no strength session in the week: \(asked.text) a week, all year")]
  }

  /// Rule 14: so many weeks in a row, up to this one, had enough sessions.
  @Sendable private static func timeToEffect(_ week: RuleWeek) -> [RuleFinding] {
    guard week.isOver, let enough = week.values(.strengthSessions).first?.value.lower else { return [] }
    var counts: [Int: Int] = [:]
    for session in week.diary.sessions where session.isStrength {
      counts[weekNumber(ofDay: session.day), default: 0] += 1
    }
    var weeks = 0
    while Double(counts[week.diary.week - weeks] ?? 0) >= enough { weeks += 1 }
    let due = Set(week.values(.weeksUntilAnEffect).flatMap { [$0.value.lower, $0.value.upper] })
    guard due.contains(Double(weeks)) else { return [] }
    return [
      week.finding(
        nil, .advice,
        "\(weeks) weeks in a row with \(decimalText(enough)) strength sessions: look back at what has changed"
      )
    ]
  }

  /// Rule 15: minutes of each session of the program, else of the phase.
  @Sendable private static func sessionLength(_ week: RuleWeek) -> [RuleFinding] {
    week.lifting.compactMap { session -> RuleFinding? in
      guard let asked = length(of: session, week), let least = asked.lower else { return nil }
      let most = (asked.upper ?? .infinity) * (1 + Heaviness.tolerance)
      // Today's may go on.
      let isShort = session.day < week.diary.today && session.minutes < least * (1 - Heaviness.tolerance)
      guard isShort || session.minutes > most else { return nil }
      return week.finding(
        session.day, .advice,
        "\(decimalText(session.minutes.rounded())) min on \(weekdayText(session.day)): \(asked.text) min are asked for"
      )
    }
  }

  private static func length(of session: DiarySession, _ week: RuleWeek) -> Figure? {
    let values = week.values(.sessionLength)
    let program = week.diary.program
    if let program, let part = program.sessions.first(where: { $0.id == session.session }) {
      let own = values.filter { $0.program == program.id }
      let value = own.first { $0.when == part.name.lowercased() } ?? own.first { $0.when == nil }
      return value?.value ?? part.minutes ?? program.minutes
    }
    switch week.phase {
    case .peak?: return values.first { $0.when == "in the season" }?.value
    case let phase?: return values.first { $0.phase == phase && $0.program == nil }?.value
    case nil: return nil
    }
  }

  /// Rule 16: sessions before today that are no program's, with a lift for the legs in it: one of the two lists fits.
  @Sendable private static func sessionSize(_ week: RuleWeek) -> [RuleFinding] {
    let values = week.values(.exercisesInASession)
    func asked(_ when: String) -> Figure? { values.first { $0.when == when }?.value }
    guard let legs = asked("lower-body compound"), let upper = asked("upper body") else { return [] }
    return week.lifting.filter { $0.session == nil && $0.day < week.diary.today }.compactMap {
      session -> RuleFinding? in
      func count(_ fits: (Set<ExerciseClass>) -> Bool) -> Double {
        Double(Set(session.sets.filter { fits($0.classes) }.map(\.set.exercise)).count)
      }
      let legCount = count { $0.isSuperset(of: [.compound, .lower]) && !$0.contains(.hold) }
      let upperCount = count { $0.contains(.upper) && !$0.contains(.core) && !$0.contains(.hold) }
      guard legCount > 0 else { return nil }
      if legs.holds(legCount) != false && upper.holds(upperCount) != false { return nil }
      let short: [(String, Double)] = [
        (
          "leg move on both legs",
          count { $0.contains(.lower) && $0.isDisjoint(with: [.singleLeg, .lateral]) }
        ),
        ("single-leg", count { $0.contains(.singleLeg) && !$0.contains(.lateral) }),
        ("upper-body push", count { $0.isSuperset(of: [.upper, .push]) }),
        ("upper-body pull", count { $0.isSuperset(of: [.upper, .pull]) }),
        ("core", count { $0.contains(.core) }), ("side-to-side", count { $0.contains(.lateral) }),
      ]
      if short.allSatisfy({ when, number in asked(when)?.holds(number) == true }) { return nil }
      return week.finding(
        session.day, .advice,
        "\(decimalText(legCount)) compound for the legs and \(decimalText(upperCount)) for the upper body on "
          + "\(weekdayText(session.day)): \(legs.text) and \(upper.text) make a session")
    }
  }
}
