// Rules 48-50: what an athlete says of a hold's form changes what is next asked of it.

extension RuleBook {
  static let formOfHolds: [Int: Check] = [
    48: { stopWhenFormBreaks($0, $1) },
    49: { qualityOverTime($0, $1) },
    50: { breathe($0, $1) },
  ]

  /// A hold that was answered for, and the next time that it comes.
  private struct AnsweredHold {
    /// What it was.
    var hold: ExerciseBout
    /// How long: what was asked for, else what was done.
    var seconds: Double
    /// The day of the answer.
    var day: Int
    /// When it comes again; `nil` where nobody knows yet.
    var next: ExerciseBout?

    /// The next one, where it falls into a week and has seconds.
    func next(in week: Int) -> (bout: ExerciseBout, seconds: Double)? {
      guard let next, weekNumber(ofDay: next.day) == week, let seconds = next.holdSeconds else { return nil }
      return (next, seconds)
    }
  }

  /// The holds that an answer is about, the last answer of each exercise, in the order of the answers.
  private static func answered(_ choice: String, _ diary: TrainingDiary) -> [AnsweredHold] {
    let done = diary.bouts(weeks: OwnFigures.rememberedWeeks).filter { bout in
      diary.classes(bout.exercise).contains(.hold) && bout.holdSeconds != nil
    }
    let planned = diary.plannedBouts
    var found: [AnsweredHold] = []
    for answer in diary.answers where answer.question == .form && answer.choice == choice {
      // The last hold, where the athlete did not say which.
      guard weekNumber(ofDay: answer.day) <= diary.week,
        let hold = done.last(where: { bout in
          bout.day <= answer.day && answer.exercise.map { $0 == bout.exercise } ?? (bout.day == answer.day)
        }), let seconds = hold.holdSeconds
      else { continue }
      let next =
        done.first { $0.exercise == hold.exercise && $0.day > answer.day }
        ?? planned.first { $0.exercise == hold.exercise && $0.day > answer.day }
      found.removeAll { $0.hold.exercise == hold.exercise }
      found.append(AnsweredHold(hold: hold, seconds: seconds, day: answer.day, next: next))
    }
    return found
  }

  /// Whether there is nothing to compare yet, though the answer is of the week.
  private static func isOpen(_ answered: AnsweredHold, _ diary: TrainingDiary) -> Bool {
    weekNumber(ofDay: answered.day) == diary.week && answered.next(in: diary.week) == nil
  }

  /// After form broke, the next hold is shorter, or an easier form in its place.
  private static func stopWhenFormBreaks(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    answered("ragged", diary).compactMap { ragged in
      let exercise = ragged.hold.exercise
      if let (bout, seconds) = ragged.next(in: diary.week) {
        guard seconds >= ragged.seconds else { return nil }
        return RuleFinding(
          rule.number, day: bout.day, .warning,
          "\(exercise) ragged at \(wholeText(ragged.seconds)) s on \(dayText(ragged.day, in: diary.week)), "
            + "\(wholeText(seconds)) s \(bout.when): shorter, or an easier form")
      }
      guard isOpen(ragged, diary) else { return nil }
      return RuleFinding(
        rule.number, day: ragged.day, .advice,
        "\(exercise) ragged at \(wholeText(ragged.seconds)) s on \(dayText(ragged.day, in: diary.week)): "
          + "next time shorter, or an easier form")
    }
  }

  /// After a ragged hold there are several shorter ones in its place, and never a longer one.
  private static func qualityOverTime(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    answered("ragged", diary).compactMap { ragged in
      guard let (bout, seconds) = ragged.next(in: diary.week),
        let count = diary.figures(rule, "sets", on: bout.day).first?.value.lower
      else { return nil }
      let was =
        "\(ragged.hold.exercise) ragged at \(wholeText(ragged.seconds)) s on \(dayText(ragged.day, in: diary.week)), "
      if seconds > ragged.seconds {
        return RuleFinding(
          rule.number, day: bout.day, .warning, was + "\(wholeText(seconds)) s \(bout.when): never longer"
        )
      }
      guard seconds < ragged.seconds, Double(bout.setCount) < count else { return nil }
      return RuleFinding(
        rule.number, day: bout.day, .advice,
        was
          + "\(bout.setCount) of \(wholeText(seconds)) s \(bout.when): \(decimalText(count)) shorter ones in its place"
      )
    }
  }

  /// After a held breath the target stays where it is.
  private static func breathe(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    answered("breath-held", diary).compactMap { held in
      let was = "\(held.hold.exercise), breath held on \(dayText(held.day, in: diary.week))"
      if let (bout, seconds) = held.next(in: diary.week), seconds > held.seconds {
        return RuleFinding(
          rule.number, day: bout.day, .warning,
          "\(was): \(wholeText(held.seconds)) → \(wholeText(seconds)) s \(bout.when); it stays until you breathe through"
        )
      }
      guard weekNumber(ofDay: held.day) == diary.week else { return nil }
      return RuleFinding(
        rule.number, day: held.day, .advice, "\(was): breathe all through; \(wholeText(held.seconds)) s stay")
    }
  }
}

/// Seconds without decimals.
private func wholeText(_ seconds: Double) -> String { decimalText(seconds.rounded()) }
