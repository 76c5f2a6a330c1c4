// Rules 23-28: hard days and easy ones, and what gives way when running is hard.

extension RuleBook {
  static let hardAndEasyChecks: [Int: WeekCheck] = [
    23: WeekCheck(.hardDays, find: noTwoHardDays),
    24: WeekCheck(.easyDays, find: oneEasyDay),
    25: WeekCheck(find: runsComeFirst),
    26: WeekCheck(.weeksReduced, .strengthSessions, find: highMileage),
    27: WeekCheck(find: setsOrCircuits),
    28: WeekCheck(find: adjustNotSkip),
  ]

  /// Rule 23: days with a hard run or heavy sets, one after the other; told in the week in which it is one too many.
  @Sendable private static func noTwoHardDays(_ week: RuleWeek) -> [RuleFinding] {
    guard let most = week.values(.hardDays).first?.value.upper.map({ Int($0) }) else { return [] }
    let range = week.monday - 7...week.sunday
    var hard = Set(week.heavyDays(in: range))
    hard.formUnion(week.diary.runs.filter { range.contains($0.day) && $0.kind.isHard }.map(\.day))
    var streaks: [[Int]] = []
    for day in hard.sorted() {
      if streaks.last?.last == day - 1 {
        streaks[streaks.count - 1].append(day)
      } else {
        streaks.append([day])
      }
    }
    return streaks.filter { $0.count > most && $0.last! >= week.monday }.map { days in
      week.finding(
        days[0],
        "hard days one after the other, \(weekdayList(days)): at most \(most) in a row")
    }
  }

  /// Rule 24: days without lifting, fast or long run. Holds leave a day easy (D18).
  @Sendable private static func oneEasyDay(_ week: RuleWeek) -> [RuleFinding] {
    guard let least = week.values(.easyDays).first?.value.lower else { return [] }
    let taken = Set(week.liftingDays(in: week.days) + week.runs.filter(Heaviness.isKey).map(\.day))
    let easy = 7 - taken.count
    guard Double(easy) < least else { return [] }
    return [
      week.finding(
        easy == 0
          ? "every day has lifting, a fast or a long run: leave \(countText(Int(least), "easy day"))"
          : "\(countText(easy, "day")) without lifting, fast or long run: leave \(decimalText(least))")
    ]
  }

  /// Rule 25: the athlete says that runs suffer; or there was no fast one where each of the four weeks before had some.
  @Sendable private static func runsComeFirst(_ week: RuleWeek) -> [RuleFinding] {
    guard !week.strength.isEmpty || !week.planned.isEmpty else { return [] }
    if let answer = week.answers(.runs).last(where: { $0.choice != "well" }) {
      let what = answer.choice == "missed" ? "runs are missed" : "runs get worse"
      return [
        week.finding(
          answer.day, .advice,
          "\(what), as said on \(weekdayText(answer.day)): take load or volume out of strength")
      ]
    }
    let isUsual = (1...4).allSatisfy { ago in
      week.diary.runs.contains { $0.kind.isHard && weekNumber(ofDay: $0.day) == week.diary.week - ago }
    }
    guard week.isOver, isUsual, !week.isAroundRace, !week.runs.contains(where: \.kind.isHard) else {
      return []
    }
    return [
      week.finding(
        nil, .advice,
        "no fast run, where each of the four weeks before had one: take load or volume out of strength")
    ]
  }

  /// Rule 26: in a week of far more running than usual.
  @Sendable private static func highMileage(_ week: RuleWeek) -> [RuleFinding] {
    guard let most = week.values(.strengthSessions).first?.value.upper,
      let weeks = week.values(.weeksReduced).first?.value.lower.map({ Int($0) }),
      // So many weeks are spared: it is over when the last of them is.
      (0..<max(1, weeks)).contains(where: {
        Heaviness.isHighMileage(week: week.diary.week - $0, runs: week.diary.runs) == true
      })
    else { return [] }
    let (done, planned) = (week.lifting.count, week.plannedLifting.count)
    guard Double(done + planned) > most else { return [] }
    return [
      week.finding(
        "far more running than in the four weeks before, and \(week.sessionsText(done, planned: planned)): "
          + "\(decimalText(most)) for maintenance or prehab")
    ]
  }

  /// Rule 27: the form of the program's blocks, where a race tells what season it is.
  @Sendable private static func setsOrCircuits(_ week: RuleWeek) -> [RuleFinding] {
    guard let program = week.diary.program, week.diary.race != nil else { return [] }
    let wanted: ProgramBlock.Form
    switch week.phase {
    case .offSeason?: wanted = .straight
    case .peak?: wanted = .circuit
    default: return []
    }
    let days =
      week.strength.map { ($0.day, $0.session) } + week.planned.map { ($0.day, Optional($0.session)) }
    for (day, id) in days {
      guard let session = program.sessions.first(where: { $0.id == id }) else { continue }
      let work = session.blocks.filter { $0.part == .work }
      guard !work.isEmpty, !work.contains(where: { $0.form == wanted }) else { continue }
      return [
        week.finding(
          day, .advice,
          wanted == .straight
            ? "\"\(session.name)\" is done in \(work[0].form.inWords): straight sets in the off-season"
            : "\"\(session.name)\" is done in \(work[0].form.inWords): circuits in the season")
      ]
    }
    return []
  }

  /// Rule 28: what the athlete says, or a week of far more running, and heavy lifts after it or no leg work at all.
  @Sendable private static func adjustNotSkip(_ week: RuleWeek) -> [RuleFinding] {
    guard week.knowsSessions else { return [] }
    var since = week.monday
    let reason: String
    if let answer = week.answers(.feeling).first(where: { ["tired", "sick"].contains($0.choice) }) {
      since = answer.day
      reason = "\(answer.choice) on \(weekdayText(answer.day))"
    } else if week.lastingAnswer(.situation) == "recovery" {
      reason = "in need of recovery"
    } else if Heaviness.isHighMileage(week: week.diary.week, runs: week.diary.runs) == true {
      reason = "far more running than usual"
    } else {
      return []
    }
    let heavy = week.heavyDays(in: since...week.sunday)
    if !heavy.isEmpty {
      return [
        week.finding(
          heavy[0], .advice, "\(reason): holds in place of the heavy lifts on \(weekdayList(heavy))")
      ]
    }
    let hasLegWork = week.diary.sessions.contains { session in
      session.sets.contains { week.days.contains($0.day) && $0.classes.contains(.lower) }
    }
    guard week.isOver, !hasLegWork else { return [] }
    return [week.finding(nil, .advice, "\(reason), and no leg work in the week: change it, do not skip it")]
  }
}

extension ProgramBlock.Form {
  fileprivate var inWords: String {
    switch self {
    case .straight: "straight sets"
    case .superset: "supersets"
    case .circuit: "circuits"
    }
  }
}
