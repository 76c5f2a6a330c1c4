// Rules 57-60 and 63: what comes before what, and when growth is enough.

extension RuleBook {
  static let readiness: [Int: Check] = [
    57: { startLight($0, $1) },
    58: { formBeforeLoad($0, $1) },
    59: { noLeaps($0, $1) },
    60: { strongEnough($0, $1) },
    63: { tooMuchMuscle($0, $1) },
  ]

  /// The first sessions of an exercise that had less load than its very first: that began too heavy.
  private static func startLight(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      // Later a lighter session is one of a week with less.
      let all = diary.firstBouts(of: history.exercise, OwnFigures.firstSessions)
      guard let first = all.first, first.leastLoad > 0 else { return nil }
      for bout in all {
        guard weekNumber(ofDay: bout.day) == diary.week, bout.leastLoad < first.leastLoad else { continue }
        let load = bout.leastLoad > 0 ? decimalText(bout.leastLoad) + " kg" : "no load"
        return RuleFinding(
          rule.number, day: bout.day, .warning,
          "\(history.exercise) began with \(decimalText(first.leastLoad)) kg, \(load) \(bout.when): begin light"
        )
      }
      return nil
    }
  }

  /// The very first session of an exercise, or its first with a load, where that is in the week.
  private static func first(_ history: ExerciseHistory, _ diary: TrainingDiary, withLoad: Bool)
    -> ExerciseBout?
  {
    let isOld = diary.hasDone(until: monday(ofWeek: diary.week) - 1) { exercise, load in
      exercise == history.exercise && (!withLoad || load > 0)
    }
    return isOld ? nil : history.week.first { !withLoad || $0.load > 0 }
  }

  /// Dumbbells before lunges without, and lifts before the ones that they are learned by.
  private static func formBeforeLoad(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      guard rule.exercises.contains(history.exercise) else { return nil }
      let easier = diary.easierForms(history.exercise)
      if !easier.isEmpty, let bout = first(history, diary, withLoad: false),
        isUnprepared(bout, diary, { exercise, _ in easier.contains(exercise) })
      {
        return RuleFinding(
          rule.number, day: bout.day, .warning,
          "\(history.exercise) \(bout.when), and no \(easier.joined(separator: " or ")) yet: that comes first"
        )
      }
      guard history.classes.contains(.lunge), let bout = first(history, diary, withLoad: true),
        isUnprepared(bout, diary, { exercise, load in exercise == history.exercise && load == 0 })
      else { return nil }
      return RuleFinding(
        rule.number, day: bout.day, .warning,
        "\(history.exercise) with \(decimalText(bout.load)) kg \(bout.when), and none without a load yet: "
          + "that comes first")
    }
  }

  /// Whether nothing that comes first was done up to a day, as far as the log can tell.
  private static func isUnprepared(
    _ bout: ExerciseBout, _ diary: TrainingDiary, _ comesFirst: (_ exercise: String, _ loadKg: Double) -> Bool
  ) -> Bool {
    diary.knowsPast(of: bout.day, weeks: OwnFigures.foundationWeeks)
      && !diary.hasDone(until: bout.day, comesFirst)
      && !diary.plannedBouts.contains { $0.day <= bout.day && comesFirst($0.exercise, $0.leastLoad) }
  }

  /// One leg, or a load, before the form that leads there; a maximal lift before weeks of lifting.
  private static func noLeaps(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      leap(history, diary, rule).map { RuleFinding(rule.number, day: $0.day, .warning, $0.text) }
    }
  }

  private static func leap(
    _ history: ExerciseHistory, _ diary: TrainingDiary, _ rule: TrainingRule
  ) -> (day: Int, text: String)? {
    let exercise = history.exercise
    let isSingleLeg = history.classes.contains(.singleLeg)
    let easier = diary.easierForms(exercise)
    // How one comes to the lifts of the hinge is a rule of its own.
    if !history.classes.contains(.hinge), let bout = first(history, diary, withLoad: false) {
      let when = "\(exercise) \(bout.when), and no "
      // What a source has a beginner's figure for is where one begins.
      let isBegun = diary.catalogue[exercise]?.beginner != nil && bout.load == 0
      if isSingleLeg || bout.load > 0, !easier.isEmpty, !isBegun,
        isUnprepared(bout, diary, { exercise, _ in easier.contains(exercise) })
      {
        return (bout.day, when + "\(easier.joined(separator: " or ")) yet: small steps")
      }
      if isSingleLeg, easier.isEmpty, rule.exercises.contains(exercise),
        isUnprepared(bout, diary, { other, _ in other != exercise && isOnOneLeg(other, diary, rule) })
      {
        return (bout.day, when + "squat, lunge or wall sit on one leg yet: small steps")
      }
    }
    if history.classes.contains(.hold), let bout = first(history, diary, withLoad: true),
      isUnprepared(bout, diary, { other, load in other == exercise && load == 0 })
    {
      return (
        bout.day,
        "\(exercise) with \(decimalText(bout.load)) kg \(bout.when), and none without a load yet: small steps"
      )
    }
    guard history.classes.contains(.compound) else { return nil }
    for bout in history.inWeek {
      guard
        let set = bout.sets.first(where: {
          $0.loadKg > 0 && $0.reps.map { $0 <= OwnFigures.maximalReps } ?? false
        }),
        diary.knowsPast(of: bout.day, weeks: OwnFigures.foundationWeeks)
      else { continue }
      let weeks = diary.weeksOfLifting(before: bout.day)
      if weeks < OwnFigures.foundationWeeks {
        return (
          bout.day,
          "\(exercise) \(decimalText(set.reps ?? 0)) x \(decimalText(set.loadKg)) kg \(bout.when) after "
            + "\(countText(weeks, "week")) of compound lifts: \(OwnFigures.foundationWeeks) come first"
        )
      }
    }
    return nil
  }

  /// Whether an exercise leads on to a hold on one leg: squats and lunges do, and the next harder forms of the rule's.
  private static func isOnOneLeg(_ exercise: String, _ diary: TrainingDiary, _ rule: TrainingRule) -> Bool {
    let classes = diary.classes(exercise)
    return classes.contains(.singleLeg)
      && (!classes.isDisjoint(with: [.squat, .lunge])
        || diary.easierForms(exercise).contains(where: rule.exercises.contains))
  }

  /// Who is strong enough needs no greater figures.
  private static func strongEnough(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    guard let answer = diary.lasting(.enough), answer.choice == "yes" else { return [] }
    return diary.histories(weeks: nil).compactMap { history in
      let old = (history.before + history.inWeek).filter { $0.day <= answer.day }
      for bout in history.week where bout.day > answer.day {
        let figures: [(measure: (ExerciseBout) -> Double?, unit: String)] = [
          ({ $0.load }, "kg"), ({ $0.askedSeconds }, "s"), ({ $0.askedReps }, "reps"),
        ]
        for (measure, unit) in figures {
          guard let most = old.compactMap(measure).max(), let now = measure(bout), now > most else {
            continue
          }
          return RuleFinding(
            rule.number, day: bout.day, .advice,
            "\(history.exercise) \(decimalText(most)) → \(decimalText(now)) \(unit) \(bout.when): "
              + "you said that it is enough, it may stay")
        }
      }
      return nil
    }
  }

  /// Who has more muscle than wanted takes less load and more repetitions, or runs at ease afterwards.
  private static func tooMuchMuscle(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    guard let answer = diary.lasting(.bulk), answer.choice == "yes" else { return [] }
    return diary.histories(weeks: nil).compactMap { history in
      let last = (history.before + history.inWeek).last { $0.day <= answer.day }
      for bout in history.week where bout.day >= answer.day && bout.load > 0 {
        let hasRun = diary.runs.contains { $0.day == bout.day && $0.kind == .easy }
        if hasRun || last.map({ isLighter(bout, than: $0) }) ?? false { continue }
        return RuleFinding(
          rule.number, day: bout.day, .advice,
          "\(history.exercise) with \(decimalText(bout.load)) kg \(bout.when): "
            + "less load and more repetitions, or an easy run afterwards, for less muscle")
      }
      return nil
    }
  }

  private static func isLighter(_ bout: ExerciseBout, than last: ExerciseBout) -> Bool {
    guard let reps = bout.mostReps ?? bout.askedReps, let before = last.mostReps ?? last.askedReps else {
      return false
    }
    return bout.load < last.load && reps > before
  }
}
