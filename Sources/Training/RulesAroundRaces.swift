// Rules 29-35, around races. Without a race they are silent.

extension RuleBook {
  static let aroundRaces: [Int: Check] = aroundRacesChecks.mapValues(\.check)

  static let aroundRacesChecks: [Int: WeekCheck] = [
    29: WeekCheck(.daysBeforeRace, .bodyweightWeeks, .hoursToRun, find: noHeavyBeforeRace),
    30: WeekCheck(.lastCircuit, find: circuitsUntilTenDays),
    31: WeekCheck(.sets, .reps, .load, .sessionLength, .lightDays, find: taperLoad),
    32: WeekCheck(.taperLength, find: taperLength),
    33: WeekCheck(.strengthSessions, .load, .sets, .reps, find: raceWeek),
    34: WeekCheck(find: noSoreness),
    35: WeekCheck(.weeksAfterRace, find: afterRace),
  ]

  /// The end of a range that holds for a distance: the greater one from the half-marathon on, the lesser for what is shorter.
  /// Holdfast's own reading, since sources leave it open.
  private static func end(of figure: Figure, for distance: RaceDistance) -> Double? {
    distance.isHalfMarathonOrLonger ? figure.upper ?? figure.lower : figure.lower
  }

  private static func daysText(_ days: Int) -> String { countText(days, "day") }

  /// Rule 29: days without heavy sets before the race, by the source that is followed (D5).
  @Sendable private static func noHeavyBeforeRace(_ week: RuleWeek) -> [RuleFinding] {
    guard let race = week.diary.race, week.monday <= race.day else { return [] }
    let kind = race.distance.isMarathonOrLonger ? "marathon" : "shorter"
    let choice = week.choice("D5")
    func isChosen(_ value: TrainingRule.Value) -> Bool {
      choice.map { value.isSaid(in: $0) || $0.count == 3 && value.documents.contains($0) } == true
    }
    let byDistance = week.values(.daysBeforeRace).filter { $0.race ?? kind == kind }
    let days: Double?
    if let weeks = week.values(.bodyweightWeeks).first(where: isChosen) {
      days = end(of: weeks.value, for: race.distance).map { $0 * 7 }
    } else if let hours = week.values(.hoursToRun).first(where: isChosen), choice?.count != 3 {
      days = hours.value.lower.map { $0 / 24 }
    } else {
      days = (byDistance.first(where: isChosen) ?? byDistance.first { $0.race != nil })
        .flatMap { end(of: $0.value, for: race.distance) }
    }
    guard let days = days.map({ Int($0) }), days > 0 else { return [] }
    let first = max(week.monday, race.day - days)
    let last = min(week.sunday, race.day - 1)
    guard first <= last else { return [] }
    let heavy = week.heavyDays(in: first...last)
    guard let day = heavy.first else { return [] }
    return [
      week.finding(
        day,
        "heavy lifting on \(weekdayList(heavy)), \(daysText(race.day - heavy.last!)) before the \(race.distance.text): "
          + "none in the last \(days)")
    ]
  }

  /// Whether a set is more than light work: a load, or a jump. Holdfast's own.
  private static func isMoreThanLight(_ set: DiarySet) -> Bool {
    set.set.loadKg ?? 0 > 0 || set.classes.contains(.plyometric)
  }

  /// Rule 30: of a marathon, work that is more than light in the days after the last circuit.
  @Sendable private static func circuitsUntilTenDays(_ week: RuleWeek) -> [RuleFinding] {
    guard let race = week.diary.race, race.distance.isMarathonOrLonger,
      let days = week.values(.lastCircuit).first?.value.lower.map({ Int($0) })
    else { return [] }
    let first = max(week.monday, race.day - days + 1)
    let last = min(week.sunday, race.day - 1)
    guard first <= last else { return [] }
    let strength = week.days(
      in: first...last, done: { isMoreThanLight($0) && $0.isLift },
      planned: { week.isHeavy($0) || week.has($0) { $1.contains(.plyometric) } })
    guard let day = strength.first else { return [] }
    return [
      week.finding(
        day,
        "strength with load or jumps on \(weekdayList(strength)): only light work in the last \(days) days before the "
          + "\(race.distance.text)")
    ]
  }

  /// Rule 31: sets, repetitions, load and minutes of the taper's lifting, as the source that is followed has them (D6).
  @Sendable private static func taperLoad(_ week: RuleWeek) -> [RuleFinding] {
    guard week.diary.race != nil else { return [] }
    let sessions = week.lifting.filter { week.diary.phase($0.day) == .taper }
    let document = week.document("D6") ?? String(Season.defaultID.suffix(3))
    func asked(_ quantity: Quantity) -> TrainingRule.Value? {
      guard let value = week.value(quantity, "D6"),
        week.document("D6") == nil || value.documents.contains(document)
      else { return nil }
      return value
    }
    let findings = sessions.compactMap { session -> RuleFinding? in
      var what: [String] = []
      let byExercise = Dictionary(grouping: session.sets.filter(\.isLift)) {
        [$0.set.exercise, $0.set.side.rawValue]
      }
      if let most = asked(.sets)?.value.upper, let sets = byExercise.values.map(\.count).max(),
        Double(sets) > most
      {
        what.append("\(sets) sets of an exercise, at most \(decimalText(most))")
      }
      if let most = asked(.reps)?.value.upper,
        let reps = session.sets.filter(\.isLift).compactMap(\.set.reps).max(),
        Double(reps) > most
      {
        what.append("\(reps) reps, at most \(decimalText(most))")
      }
      let load = session.sets.filter(\.isLift).compactMap(\.set.loadKg).max() ?? 0
      if asked(.load) != nil, load > 0 {
        what.append("\(decimalText(load)) kg, bodyweight or a band at most")
      }
      if let most = asked(.sessionLength)?.value.upper, session.minutes > most * (1 + Heaviness.tolerance) {
        what.append("\(decimalText(session.minutes.rounded())) min, at most \(decimalText(most))")
      }
      guard !what.isEmpty else { return nil }
      return week.finding(
        session.day, "in the taper, on \(weekdayText(session.day)): \(what.joined(separator: "; "))")
    }
    return findings + lastLightDays(week, document)
  }

  /// Rule 31 too: the last days before the race have light core or mobility at most, by the document that says so.
  private static func lastLightDays(_ week: RuleWeek, _ document: String) -> [RuleFinding] {
    guard let race = week.diary.race,
      let value = week.values(.lightDays).first, value.documents.contains(document),
      let days = value.value.lower.map({ Int($0) })
    else { return [] }
    // Other lines of that document have a light session in these days, or rest: rule 33 knows which.
    if let choice = week.choice("D7"), !value.isSaid(in: choice) { return [] }
    let first = max(week.monday, race.day - days)
    let last = min(week.sunday, race.day - 1)
    guard first <= last else { return [] }
    let lifting = week.liftingDays(in: first...last)
    guard let day = lifting.first else { return [] }
    return [
      week.finding(
        day, "lifting on \(weekdayList(lifting)): light core or mobility at most in the last \(days) days")
    ]
  }

  /// Rule 32: weeks from the taper's first day to the race; told from eight weeks before the race on, which is Holdfast's own.
  @Sendable private static func taperLength(_ week: RuleWeek) -> [RuleFinding] {
    let values = week.values(.taperLength)
    let own = values.first { $0.program != nil && $0.program == week.diary.program?.id }
    guard let race = week.diary.race, (0..<8 * 7).contains(race.day - week.monday),
      week.diary.phase(race.day) == .raceWeek,
      let asked = own ?? week.value(.taperLength, "D7", where: { $0.program == nil })
    else { return [] }
    var first = race.day
    while let phase = week.diary.phase(first - 1), phase == .taper || phase == .raceWeek { first -= 1 }
    var weeks = Int((Double(race.day - first + 1) / 7).rounded(.up))
    // A plan whose figure is that of its weeks before race week counts this by itself.
    let raceWeek = week.diary.program?.weeks.first { $0.phase == .raceWeek }?.weeks.lower
    if let raceWeek, asked.program != nil, asked.weeks?.holds(raceWeek) == false { weeks -= 1 }
    guard asked.value.holds(Double(weeks)) == false else { return [] }
    return [
      week.finding(
        first, .advice,
        "the taper takes \(countText(weeks, "week")): \(asked.value.text) before the race are asked for")
    ]
  }

  /// Rule 33: number, day and load of what is done in the seven days that end with the race. "Early" is before the last three
  /// of them, which is Holdfast's own.
  @Sendable private static func raceWeek(_ week: RuleWeek) -> [RuleFinding] {
    guard let race = week.diary.race else { return [] }
    let first = max(week.monday, race.day - 6)
    let last = min(week.sunday, race.day - 1)
    guard first <= last else { return [] }
    let range = first...last
    var findings: [RuleFinding] = []
    let days = week.liftingDays(in: range)
    // What a plan's last week has is that plan's alone.
    let own = week.value(.strengthSessions, "D7") {
      $0.program == nil || $0.program == week.diary.program?.id
    }
    if let most = own?.value.upper, Double(days.count) > most {
      findings.append(
        week.finding(
          days[0],
          "strength on \(weekdayList(days)) in race week: "
            + (most == 0 ? "none" : "at most \(decimalText(most)), and that light")))
    }
    let late = days.filter { race.day - $0 <= 3 }
    if let day = late.first {
      findings.append(
        week.finding(
          day,
          "strength on \(weekdayText(day)), \(daysText(race.day - day)) before the race: early in race week, if at all"
        ))
    }
    // Light goblet squats are of one source, which a program says it follows.
    let squats = week.values(.sets).first { !$0.exercises.isEmpty }
    let allowsLight = week.choice("D7").map { squats?.isSaid(in: $0) == true } ?? false
    let sets = week.diary.sessions.flatMap(\.sets).filter { range.contains($0.day) && $0.set.loadKg ?? 0 > 0 }
    let tooMuch = sets.filter { set in
      guard allowsLight else { return week.values(.load).contains { $0.phase == .raceWeek } }
      let reps = week.values(.reps).first { $0.exercises.contains(set.set.exercise) }
      return set.isHeavy || Double(set.set.reps ?? 0) > reps?.value.upper ?? .infinity
    }
    if let day = tooMuch.first?.day {
      let load = tooMuch.compactMap(\.set.loadKg).max() ?? 0
      findings.append(
        week.finding(
          day,
          "\(decimalText(load)) kg on \(weekdayText(day)) in race week: \(allowsLight ? "light sets of few" : "bodyweight") only"
        ))
    }
    return findings
  }

  /// Rule 34: an athlete who is sore in race week.
  @Sendable private static func noSoreness(_ week: RuleWeek) -> [RuleFinding] {
    guard let race = week.diary.race else { return [] }
    let answer = week.diary.answers.last { answer in
      guard week.days.contains(answer.day), (0...6).contains(race.day - answer.day) else { return false }
      return answer.question == .feeling && answer.choice == "sore"
        || answer.question == .pain && answer.choice != "none"
    }
    guard let answer else { return [] }
    let planned = week.planned.filter { $0.day >= answer.day && $0.day <= race.day }.map(\.day)
    let what =
      planned.isEmpty
      ? "no more strength work before the race" : "leave out what is planned for \(weekdayList(planned))"
    return [week.finding(answer.day, "sore on \(weekdayText(answer.day)), in race week: \(what)")]
  }

  /// Rule 35: heavy, explosive or hard sets in the weeks after the race; how many weeks is `SeasonGuidance.recovery`, and no
  /// fewer than the source has.
  @Sendable private static func afterRace(_ week: RuleWeek) -> [RuleFinding] {
    guard let race = week.diary.race, week.sunday > race.day,
      let least = week.values(.weeksAfterRace).first?.value.lower
    else { return [] }
    let weeks = max(Int(least), SeasonGuidance.recovery(after: race.distance))
    let first = max(week.monday, race.day + 1)
    let last = min(week.sunday, race.day + 7 * weeks)
    guard first <= last else { return [] }
    let days = week.days(
      in: first...last,
      done: {
        $0.isHeavy || $0.classes.contains(.plyometric) || $0.set.rpe ?? 0 >= Heaviness.hardRPE
      },
      planned: { week.isHeavy($0) || week.has($0) { $1.contains(.plyometric) } })
    guard let day = days.first else { return [] }
    return [
      week.finding(
        day,
        "heavy, explosive or hard sets on \(weekdayList(days)), \(daysText(day - race.day)) after the "
          + "\(race.distance.text): only easy ones for \(countText(weeks, "week"))")
    ]
  }
}
