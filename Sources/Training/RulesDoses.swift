// Rules 36-41, doses.
//
// What Holdfast itself asks for, where the program leaves a figure open, is guidance: nobody is blamed for it.

extension RuleBook {
  static let doses: [Int: Check] = [
    36: { phaseDoses($0, $1) },
    37: { phaseDoses($0, $1) },
    38: { phaseDoses($0, $1, isLight: true) },
    39: { repsPerLift($0, $1) },
    40: { jumpDoses($0, $1) },
    41: { rests($0, $1) },
  ]

  /// Sets and repetitions of the compound lifts against the figures of the phase.
  /// - Parameter isLight: whether heavy sets break the rule too.
  private static func phaseDoses(
    _ diary: TrainingDiary, _ rule: TrainingRule, isLight: Bool = false
  ) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      guard history.classes.contains(.compound), !history.classes.contains(.plyometric) else { return nil }
      var breaches = DoseBreaches()
      for bout in history.week {
        let sets = diary.figures(rule, "sets", on: bout.day, exercise: history.exercise)
        let reps = diary.figures(rule, "reps", on: bout.day, exercise: history.exercise)
        breaches.compare(bout, sets: sets, reps: reps)
        if isLight, !(sets + reps).isEmpty, bout.sets.contains(where: \.isHeavy) { breaches.addHeavy(bout) }
      }
      return breaches.finding(rule, history.exercise, in: diary)
    }
  }

  /// Repetitions of a set against the lift's range.
  private static func repsPerLift(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      var breaches = DoseBreaches()
      for (place, bout) in history.week.enumerated() {
        guard !diary.isLeftToProgram(history.exercise, on: bout.day, disagreements: rule.disagreements) else {
          continue
        }
        // What a beginner begins with is to be outgrown.
        let isFirst = diary.isAmongFirst(history, place: place)
        func figures(_ what: String) -> [TrainingRule.Value] {
          diary.figures(rule, what, on: bout.day, exercise: history.exercise)
            .filter { isFirst || $0.level != .beginner }
        }
        let isStepped = bout.sets.contains { $0.asked?.steps != nil }
        let steps = figures("steps")
        // Nobody says what was counted, where nothing was asked for.
        breaches.compare(
          bout, sets: figures("sets"), reps: isStepped ? steps : figures("reps") + steps,
          unit: isStepped ? "steps" : "reps")
      }
      return breaches.finding(rule, history.exercise, in: diary)
    }
  }

  /// Jumps before there are weeks of lifting; their sets and repetitions, where the program follows a source with a figure.
  private static func jumpDoses(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      guard history.classes.contains(.plyometric) else { return nil }
      if let bout = history.week.first,
        diary.knowsPast(of: bout.day, weeks: OwnFigures.foundationWeeks)
      {
        let weeks = diary.weeksOfLifting(before: bout.day)
        if weeks < OwnFigures.foundationWeeks {
          return RuleFinding(
            rule.number, day: bout.day, .warning,
            "\(history.exercise) \(bout.when) after \(countText(weeks, "week")) of compound lifts: "
              + "\(OwnFigures.foundationWeeks) come first")
        }
      }
      var breaches = DoseBreaches()
      for bout in history.week where diary.program(on: bout.day)?.choice(among: rule.disagreements) != nil {
        breaches.compare(
          bout, sets: diary.figures(rule, "sets", on: bout.day, exercise: history.exercise),
          reps: diary.figures(rule, "reps", on: bout.day, exercise: history.exercise))
      }
      return breaches.finding(rule, history.exercise, in: diary)
    }
  }

  /// Seconds from the end of a round to the next against the program's rest.
  private static func rests(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    var rests: [Double] = []
    var days: [Int] = []
    var asked: Figure?
    for session in diary.sessions where weekNumber(ofDay: session.day) == diary.week {
      guard let program = diary.program(on: session.day),
        let said = program.sessions.first(where: { $0.id == session.session }),
        let figure = rule.values.first(where: { $0.what == "rest" && $0.program == program.id })?.value,
        let lower = figure.lower
      else { continue }
      let planned = said.plannedSets(in: nil, catalogue: diary.catalogue, level: diary.level)
      for rest in restsAfterRounds(session.sets.map(\.set), planned, of: said) {
        let least = lower * (1 - OwnFigures.restTolerance)
        let most = (figure.upper ?? .infinity) * (1 + OwnFigures.restTolerance)
        guard rest < least || rest > most else { continue }
        rests.append(rest.rounded())
        days.append(session.day)
        asked = figure
      }
    }
    guard let asked, let first = days.first else { return [] }
    return [
      RuleFinding(
        rule.number, day: first, .warning,
        "\(spreadText(rests)) s between rounds on \(weekdayList(days)): about \(asked.text) s")
    ]
  }

  /// How long each rest was behind the last set of a round, in seconds.
  private static func restsAfterRounds(
    _ sets: [LoggedSet], _ planned: [PlannedSet], of session: ProgramSession
  ) -> [Double] {
    var isLeft = planned.map { _ in true }
    let places = sets.map { set -> Int? in
      let done = DoneSet(set)
      guard let place = planned.indices.first(where: { isLeft[$0] && planned[$0].isMatched(by: done) }) else {
        return nil
      }
      isLeft[place] = false
      return place
    }
    return zip(sets.indices, sets.indices.dropFirst()).compactMap { index, next in
      guard let place = places[index], let following = places[next], following == place + 1,
        planned[following].block == planned[place].block,
        planned[following].number == planned[place].number + 1,
        planned[following].place <= planned[place].place,
        session.blocks[planned[place].block].form != .straight
      else { return nil }
      return (sets[next].startedAt - sets[index].endedAt).seconds
    }
  }
}

/// What of an exercise's week is outside of its figures.
private struct DoseBreaches {
  private var sets: [(value: Double, bout: ExerciseBout, figure: String)] = []
  private var reps: [(value: Double, bout: ExerciseBout, figure: String)] = []
  private var unit = "reps"
  private var heavy: [ExerciseBout] = []

  mutating func compare(
    _ bout: ExerciseBout, sets asked: [TrainingRule.Value], reps askedReps: [TrainingRule.Value],
    unit: String = "reps"
  ) {
    guard !bout.isOwn else { return }
    let count = Double(bout.setCount)
    if Self.isBroken(asked, by: count...count) { sets.append((count, bout, Self.text(asked))) }
    for range in bout.sets.compactMap(\.repsRange) where Self.isBroken(askedReps, by: range) {
      reps.append((range.lowerBound, bout, Self.text(askedReps)))
      self.unit = unit
    }
  }

  mutating func addHeavy(_ bout: ExerciseBout) { heavy.append(bout) }

  /// Whether a figure is known, and none has anything in common with a range.
  private static func isBroken(_ figures: [TrainingRule.Value], by range: ClosedRange<Double>) -> Bool {
    let known = figures.filter { $0.value.lower != nil }
    return !known.isEmpty
      && !known.contains { figure in
        range.upperBound >= figure.value.lower ?? 0 && range.lowerBound <= figure.value.upper ?? .infinity
      }
  }

  private static func text(_ figures: [TrainingRule.Value]) -> String {
    figures.filter { $0.value != .open }.map(\.value.text).joined(separator: " or ")
  }

  func finding(_ rule: TrainingRule, _ exercise: String, in diary: TrainingDiary) -> RuleFinding? {
    var parts: [String] = []
    if let figure = sets.last?.figure {
      let noun = sets.map(\.value).max() == 1 ? "set" : "sets"
      parts.append("\(spreadText(sets.map(\.value))) \(noun) \(whenText(sets.map(\.bout))): \(figure)")
    }
    if let figure = reps.last?.figure {
      parts.append("\(spreadText(reps.map(\.value))) \(unit) \(whenText(reps.map(\.bout))): \(figure)")
    }
    if !heavy.isEmpty { parts.append("heavy \(whenText(heavy)): bodyweight or light") }
    guard let day = ((sets + reps).map(\.bout) + heavy).map(\.day).min() else { return nil }
    let phase =
      rule.values.contains { $0.phase != nil } ? diary.phase(day).map { " (\($0.rawValue))" } ?? "" : ""
    return RuleFinding(
      rule.number, day: day, .warning, exercise + " " + parts.joined(separator: "; ") + phase)
  }
}
