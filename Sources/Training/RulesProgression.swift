// Rules 53-63, progression: how figures grow from session to session. What an athlete says, and what comes before what, are
// in RulesReadiness.swift. Rule 62 is advice: nothing shows how deep a repetition went.

extension RuleBook {
  static let progression = growing.merging(readiness) { first, _ in first }

  private static let growing: [Int: Check] = [
    53: { oneThingAtATime($0, $1) },
    54: { weeklyStep($0, $1) },
    55: { waysToOverload($0, $1) },
    56: { whenToAddWeight($0, $1) },
    61: { vary($0, $1) },
  ]

  /// More than one of amount, load and form that rose from one session to the next. What lies further back than figures are
  /// remembered was another beginning.
  private static func oneThingAtATime(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    let done = diary.bouts(weeks: OwnFigures.rememberedWeeks)
    return diary.histories(weeks: OwnFigures.rememberedWeeks).compactMap { history in
      var steps = history.steps
      var isNewForm = false
      if let first = history.week.first,
        !diary.hasDone(until: first.day - 1, { exercise, _ in exercise == history.exercise })
      {
        // The first time of a harder form follows the last of the easier one.
        let easier = diary.easierForms(history.exercise)
        if let last = done.last(where: { easier.contains($0.exercise) && $0.day < first.day }) {
          steps.insert((last, first), at: 0)
          isNewForm = true
        }
      }
      for (place, step) in steps.enumerated() {
        let known = history.all.filter { $0.day < step.to.day } + [step.from]
        var risen: [String] = []
        if isNewForm, place == 0 { risen.append("\(step.from.exercise) → \(history.exercise)") }
        if let growth = growth(step, known, \.askedSeconds) { risen.append(growth + " s") }
        if let growth = growth(step, known, \.askedReps) { risen.append(growth + " reps") }
        if let growth = growth(step, known, { $0.load }) { risen.append(growth + " kg") }
        guard let most = diary.figures(rule, "things changed at once", on: step.to.day).first?.value.upper,
          Double(risen.count) > most
        else { continue }
        return RuleFinding(
          rule.number, day: step.to.day, .warning,
          "\(history.exercise) \(risen.joined(separator: " and ")) \(step.to.when): "
            + "\(decimalText(most)) thing at a time")
      }
      return nil
    }
  }

  /// `8 → 10`, where a figure is greater than all that are known; `nil` where it is not, or nobody knows.
  private static func growth(
    _ step: (from: ExerciseBout, to: ExerciseBout), _ known: [ExerciseBout],
    _ measure: (ExerciseBout) -> Double?
  ) -> String? {
    guard let from = measure(step.from), let to = measure(step.to),
      let most = known.compactMap(measure).max(), to > most
    else { return nil }
    return "\(decimalText(from)) → \(decimalText(to))"
  }

  /// The greatest load of a week against the week before.
  private static func weeklyStep(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: OwnFigures.rememberedWeeks).compactMap { history in
      func greatest(_ weeks: ClosedRange<Int>) -> Double {
        history.before.filter { weeks.contains(weekNumber(ofDay: $0.day)) }.map(\.load).max() ?? 0
      }
      let from = greatest(diary.week - 1...diary.week - 1)
      let known = greatest(diary.week - OwnFigures.rememberedWeeks...diary.week - 1)
      guard from > 0, let bout = history.week.max(by: { $0.load < $1.load }), bout.load > known,
        let most = diary.figures(rule, "growth of load a week", on: bout.day).first?.value.upper
      else { return nil }
      let percent = (bout.load / from - 1) * 100
      // Loads are decimals of kg: a ten-thousandth is a rounding.
      guard percent > most + 1e-4 else { return nil }
      return RuleFinding(
        rule.number, day: bout.day, .warning,
        "\(history.exercise) \(decimalText(from)) → \(decimalText(bout.load)) kg in a week, "
          + "\(percentText(percent, over: most)) %: at most \(decimalText(most)) %")
    }
  }

  /// Whole, unless that would hide that it is over.
  private static func percentText(_ percent: Double, over most: Double) -> String {
    percent.rounded() > most ? decimalText(percent.rounded()) : decimalText((percent * 10).rounded(.up) / 10)
  }

  /// Weeks in which nothing of an exercise has grown beyond the weeks before them. Weeks around a race, and who is strong enough, are not asked to grow.
  private static func waysToOverload(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    let monday = monday(ofWeek: diary.week)
    switch diary.phase(monday) {
    case .peak, .taper, .raceWeek, .recovery: return []
    case .offSeason, .base, .build, nil: break
    }
    guard diary.lasting(.enough)?.choice != "yes" else { return [] }
    let weeks = OwnFigures.plateauWeeks + OwnFigures.rememberedWeeks - 1
    let done = diary.bouts(weeks: weeks)
    let first = diary.week - OwnFigures.plateauWeeks + 1
    return diary.histories(weeks: weeks).compactMap { history in
      guard history.classes.isWork, !history.inWeek.isEmpty
      else { return nil }
      let bouts = history.before + history.inWeek
      let old = bouts.filter { weekNumber(ofDay: $0.day) < first }
      let recent = bouts.filter { weekNumber(ofDay: $0.day) >= first }
      // Weeks without it were not without growth, but without it.
      guard !old.isEmpty, Set(recent.map { weekNumber(ofDay: $0.day) }).count == OwnFigures.plateauWeeks
      else { return nil }
      let harder = done.first { bout in
        weekNumber(ofDay: bout.day) >= first && diary.easierForms(bout.exercise).contains(history.exercise)
      }
      let measures: [(ExerciseBout) -> Double?] = [
        { $0.load }, { $0.mostReps }, { $0.longest.map { $0.rounded() } }, { Double($0.setCount) },
      ]
      let hasGrown = measures.contains { measure in
        guard let before = old.compactMap(measure).max(), let after = recent.compactMap(measure).max() else {
          return false
        }
        return after > before
      }
      guard !hasGrown, harder == nil, !hasShorterRest(history.exercise, from: first, diary) else {
        return nil
      }
      return RuleFinding(
        rule.number, day: monday, .advice,
        "\(history.exercise): nothing has grown in \(OwnFigures.plateauWeeks) weeks; more load, repetitions, seconds or sets, "
          + "less rest, or a harder form")
    }
  }

  /// Whether the shortest usual rest between the sets of an exercise has become shorter since a week.
  private static func hasShorterRest(_ exercise: String, from week: Int, _ diary: TrainingDiary) -> Bool {
    var old: [Double] = []
    var recent: [Double] = []
    let weeks = week - OwnFigures.rememberedWeeks...diary.week
    for session in diary.sessions where weeks.contains(weekNumber(ofDay: session.day)) {
      let rests = zip(session.sets, session.sets.dropFirst()).compactMap { set, next -> Double? in
        guard set.set.exercise == exercise, next.set.exercise == exercise, set.set.side == next.set.side
        else { return nil }
        return (next.set.startedAt - set.set.endedAt).seconds
      }.sorted()
      guard !rests.isEmpty else { continue }
      if weekNumber(ofDay: session.day) < week {
        old.append(rests[rests.count / 2])
      } else {
        recent.append(rests[rests.count / 2])
      }
    }
    guard let before = old.min(), let after = recent.min() else { return false }
    return after < before * (1 - OwnFigures.shorterRest)
  }

  /// A load that rose, though the last session was missed or not comfortable.
  private static func whenToAddWeight(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: OwnFigures.rememberedWeeks).compactMap { history in
      for (from, to) in history.steps where to.load > from.load {
        let missed = from.sets.count { $0.isMet == false }
        let hardest = from.sets.compactMap(\.rpe).max() ?? 0
        let why: String
        if missed > 0 {
          why = "\(missed) of \(countText(from.sets.count, "set")) missed"
        } else if hardest > OwnFigures.comfortableRPE {
          why = "a set rated \(decimalText(hardest))"
        } else {
          continue
        }
        return RuleFinding(
          rule.number, day: to.day, .warning,
          "\(history.exercise) \(decimalText(from.load)) → \(decimalText(to.load)) kg \(to.when) after \(why): "
            + "first all of them, comfortably")
      }
      return nil
    }
  }

  /// Weeks of the same lifting, and weeks of rising mileage without any.
  private static func vary(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    [sameLifting(diary, rule), risingMileage(diary, rule)].compactMap { $0 }
  }

  private static func sameLifting(_ diary: TrainingDiary, _ rule: TrainingRule) -> RuleFinding? {
    var weeks: [Int: Set<String>] = [:]
    for bout in diary.bouts(weeks: OwnFigures.sameWeeks - 1) {
      guard diary.classes(bout.exercise).isWork else {
        continue
      }
      let asked = bout.sets.compactMap { $0.asked?.text }.max() ?? ""
      weeks[weekNumber(ofDay: bout.day), default: []].insert(
        "\(bout.exercise) \(asked) \(bout.load) \(bout.setCount)")
    }
    guard weeks.count == OwnFigures.sameWeeks, Set(weeks.values).count == 1 else { return nil }
    return RuleFinding(
      rule.number, day: monday(ofWeek: diary.week), .advice,
      "the same exercises with the same figures for \(OwnFigures.sameWeeks) weeks: time for something new")
  }

  private static func risingMileage(_ diary: TrainingDiary, _ rule: TrainingRule) -> RuleFinding? {
    switch diary.phase(monday(ofWeek: diary.week)) {
    case .raceWeek, .recovery: return nil
    default: break
    }
    let weeks = (diary.week - OwnFigures.mileageWeeks + 1)...diary.week
    var km: [Double] = []
    for week in weeks {
      let runs = diary.runs.filter { weekNumber(ofDay: $0.day) == week }
      // A run without a distance makes the week's unknown.
      guard !runs.isEmpty, runs.allSatisfy({ $0.km != nil }) else { return nil }
      km.append(runs.reduce(0) { $0 + ($1.km ?? 0) })
    }
    let strength = diary.sessions.filter(\.isStrength).map { weekNumber(ofDay: $0.day) }
    let planned = diary.planned.map { weekNumber(ofDay: $0.day) }
    guard zip(km, km.dropFirst()).allSatisfy({ $0 < $1 }),
      strength.contains(where: { $0 < weeks.lowerBound }),
      !(strength + planned).contains(where: weeks.contains)
    else { return nil }
    let rise = km.map { decimalText(($0 * 10).rounded() / 10) }.joined(separator: " → ")
    return RuleFinding(
      rule.number, day: monday(ofWeek: diary.week), .advice,
      "\(rise) km in \(OwnFigures.mileageWeeks) weeks, and no strength: do not drop it when the mileage rises"
    )
  }
}

extension TrainingDiary {
  /// The answer that holds in the week: the last one, of the questions whose answers last.
  func lasting(_ question: Question) -> Answer? {
    answers.last { $0.question == question && weekNumber(ofDay: $0.day) <= week }
  }
}
