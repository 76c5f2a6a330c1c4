// Rules 36-41, doses.
//
// What is planned is the program's own figure: doses are compared in what was done.

extension RuleBook {
  static let doses: [Int: Check] = [
    36: { phaseDoses($0, $1) },
    37: { phaseDoses($0, $1) },
    38: { phaseDoses($0, $1, isLight: true) },
    39: repsPerLift,
    40: jumpDoses,
    41: rests,
  ]

  /// Sets and repetitions of the compound lifts against the figures of the phase.
  /// - Parameter isLight: whether heavy sets break the rule too.
  private static func phaseDoses(
    _ diary: TrainingDiary, _ rule: TrainingRule, isLight: Bool = false
  ) -> [RuleFinding] {
    diary.histories.compactMap { history in
      guard history.classes.contains(.compound), !history.classes.contains(.plyometric) else { return nil }
      var breaches = DoseBreaches()
      for bout in history.inWeek {
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
    diary.histories.compactMap { history in
      var breaches = DoseBreaches()
      for (place, bout) in history.inWeek.enumerated() {
        guard !diary.isLeftToProgram(history.exercise, on: bout.day, disagreements: rule.disagreements) else {
          continue
        }
        // What a beginner begins with is to be outgrown.
        let isFirst = history.isAmongFirst(OwnFigures.firstSessions, place: place)
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
    let lifting = diary.bouts.filter { diary.classes($0.exercise).contains(.compound) }
    return diary.histories.compactMap { history in
      guard history.classes.contains(.plyometric) else { return nil }
      if let bout = history.week.first,
        diary.knowsPast(of: bout.day, weeks: OwnFigures.foundationWeeks)
      {
        let before = lifting.filter { $0.day < bout.day && !diary.classes($0.exercise).contains(.plyometric) }
        let weeks = Set(before.map { weekNumber(ofDay: $0.day) }).count
        if weeks < OwnFigures.foundationWeeks {
          return RuleFinding(
            rule.number, day: bout.day, .warning,
            "\(history.exercise) \(bout.whenText) after \(countText(weeks, "week")) of compound lifts: "
              + "\(OwnFigures.foundationWeeks) come first")
        }
      }
      var breaches = DoseBreaches()
      for bout in history.inWeek where diary.program(on: bout.day)?.choice(among: rule.disagreements) != nil {
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
      for rest in restsAfterRounds(session.sets.map(\.set), planned) {
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
  private static func restsAfterRounds(_ sets: [LoggedSet], _ planned: [PlannedSet]) -> [Double] {
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
        planned[following].place <= planned[place].place
      else { return nil }
      return (sets[next].startedAt - sets[index].endedAt).seconds
    }
  }
}

/// What of an exercise's week is outside of its figures.
private struct DoseBreaches {
  private var sets: (values: [Double], days: [Int], figure: String) = ([], [], "")
  private var reps: (values: [Double], days: [Int], figure: String) = ([], [], "")
  private var unit = "reps"
  private var heavyDays: [Int] = []

  mutating func compare(
    _ bout: ExerciseBout, sets asked: [TrainingRule.Value], reps askedReps: [TrainingRule.Value],
    unit: String = "reps"
  ) {
    let count = Double(bout.setCount)
    if Self.isBroken(asked, by: count) {
      sets = (sets.values + [count], sets.days + [bout.day], Self.text(asked))
    }
    for value in bout.sets.compactMap(\.reps) where Self.isBroken(askedReps, by: value) {
      reps = (reps.values + [value], reps.days + [bout.day], Self.text(askedReps))
      self.unit = unit
    }
  }

  mutating func addHeavy(_ bout: ExerciseBout) { heavyDays.append(bout.day) }

  /// Whether a figure is known, and none holds.
  private static func isBroken(_ figures: [TrainingRule.Value], by value: Double) -> Bool {
    let held = figures.compactMap { $0.value.holds(value) }
    return !held.isEmpty && !held.contains(true)
  }

  private static func text(_ figures: [TrainingRule.Value]) -> String {
    figures.filter { $0.value != .open }.map(\.value.text).joined(separator: " or ")
  }

  func finding(_ rule: TrainingRule, _ exercise: String, in diary: TrainingDiary) -> RuleFinding? {
    var parts: [String] = []
    if !sets.days.isEmpty {
      let noun = sets.values.max() == 1 ? "set" : "sets"
      parts.append("\(spreadText(sets.values)) \(noun) on \(weekdayList(sets.days)): \(sets.figure)")
    }
    if !reps.days.isEmpty {
      parts.append("\(spreadText(reps.values)) \(unit) on \(weekdayList(reps.days)): \(reps.figure)")
    }
    if !heavyDays.isEmpty { parts.append("heavy on \(weekdayList(heavyDays)): bodyweight or light") }
    guard let day = (sets.days + reps.days + heavyDays).min() else { return nil }
    let phase =
      rule.values.contains { $0.phase != nil } ? diary.phase(day).map { " (\($0.rawValue))" } ?? "" : ""
    return RuleFinding(
      rule.number, day: day, .warning, exercise + " " + parts.joined(separator: "; ") + phase)
  }
}
