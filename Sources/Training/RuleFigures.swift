// Which of a rule's figures hold for an athlete, a day and an exercise.
//
// It owns the order in which they have their say: those of the program that is followed; else those of the source that it
// follows where sources disagree; else those of no program at all. What the followed program asks for itself goes before
// figures that another document has for everybody.

extension TrainingDiary {
  /// The program that is followed on a day.
  func program(on day: Int) -> Program? { run.map { $0.isFollowed(on: day) } ?? true ? program : nil }

  /// The figures of a rule for a quantity that hold on a day; none where the sources have none for it.
  /// - Parameter disagreements: those in which the program may have chosen; `nil` for the rule's.
  func figures(
    _ rule: TrainingRule, _ what: String, on day: Int, exercise: String? = nil, disagreements: [String]? = nil
  ) -> [TrainingRule.Value] {
    assert(
      RuleBook.lookedUp[rule.number]?.contains(what) == true,
      "rule \(rule.number) does not say that it looks up \(what)")
    let fitting = rule.values.filter { value in
      value.what == what && value.phase.map { $0 == phase(day) } ?? true
        && value.level.map { $0 == level } ?? true
        && (value.exercises.isEmpty || exercise.map { value.exercises.contains($0) } ?? false)
    }
    guard let program = program(on: day) else { return fitting.filter { $0.program == nil } }
    let own = fitting.filter { value in
      value.program == program.id
        && value.weeks.map { $0.holds(Double(programWeek(of: day))) == true } ?? true
    }
    if !own.isEmpty { return own }
    guard let choice = program.choice(among: disagreements ?? rule.disagreements) else {
      return fitting.filter { $0.program == nil }
    }
    return fitting.filter { $0.weeks == nil && sourcesMeet($0.source, choice) }
  }

  /// The week of the program that a day is in, from 1; 0 where nobody knows when it was begun.
  private func programWeek(of day: Int) -> Int {
    run.map { weekNumber(ofDay: day) - weekNumber(ofDay: $0.startDay) + 1 } ?? 0
  }

  /// Whether the program that is followed says itself what a set of an exercise is asked for, and chose no source in any of
  /// these disagreements.
  func isLeftToProgram(_ exercise: String, on day: Int, disagreements: [String]) -> Bool {
    guard let program = program(on: day), program.choice(among: disagreements) == nil else { return false }
    return program.asks(of: exercise, kind: catalogue[exercise]?.kind ?? .reps)
  }

  /// Whether the log can tell what an athlete has done before a day: a beginner's starts with him, of an advanced one it
  /// has to reach back some weeks.
  func knowsPast(of day: Int, weeks: Int) -> Bool {
    guard level == .advanced else { return true }
    return sessions.first.map { weekNumber(ofDay: day) - weekNumber(ofDay: $0.day) >= weeks } ?? false
  }
}

extension Program {
  /// The source that it follows in any of these disagreements.
  func choice(among disagreements: [String]) -> String? {
    let sources = follows.filter { disagreements.contains($0.disagreement) }.map(\.source)
    return sources.isEmpty ? nil : sources.joined(separator: ", ")
  }

  /// Whether it has a figure for a set of an exercise.
  func asks(of exercise: String, kind: Kind) -> Bool {
    for session in sessions {
      for block in session.blocks {
        for entry in block.exercises where entry.exercises.contains(exercise) {
          let doses =
            [block.dose(of: entry, in: nil, kind: kind)]
            + weeks.map { block.dose(of: entry, in: $0, kind: kind) }
          if doses.contains(where: { $0?.target != nil }) { return true }
        }
      }
    }
    return moves.contains { move in
      move.exercise.exercises.contains(exercise)
        && [move.beginner, move.advanced, move.exercise.dose].contains { $0?.target != nil }
    }
  }
}

/// Whether two lists of documents and lines have a line in common; a document without lines is all of it: `004:264-332` and
/// `004:256-334`, `000` and `000:35`.
func sourcesMeet(_ one: String, _ other: String) -> Bool {
  let others = places(of: other)
  return places(of: one).contains { a in
    others.contains { b in a.document == b.document && a.lines.overlaps(b.lines) }
  }
}

private func places(of source: String) -> [(document: Substring, lines: ClosedRange<Int>)] {
  source.split(whereSeparator: { $0 == "," || $0 == " " }).compactMap { place in
    let parts = place.split(separator: ":")
    guard let document = parts.first else { return nil }
    guard parts.count == 2 else { return (document, 0...Int.max) }
    let lines = parts[1].split(separator: "-").compactMap { Int($0) }
    guard let first = lines.first, let last = lines.last, first <= last else { return nil }
    return (document, first...last)
  }
}

/// What Holdfast chose itself for the rules about doses, holds and progression, since no source gives a figure.
enum OwnFigures {
  /// Sessions of an exercise that are its beginning: a week and a half at the two sessions a week that most do, so that two
  /// slips do not yet make a habit.
  static let firstSessions = 3
  /// Weeks with compound lifts that are a foundation: the length of the shortest base block of any source (004:611).
  static let foundationWeeks = 4
  /// Seconds that a hold may be over its range: what the way from the position to the pedal takes.
  static let slack = 5.0
  /// The share of a rest by which it may differ: "about a minute", and a walk to the pedal is in it.
  static let restTolerance = 0.5
  /// Weeks back from which a load or a figure still counts as known: a week with less, or one of illness, is then no leap
  /// when it is over.
  static let rememberedWeeks = 4
  /// Weeks without any growth that are worth a word: growth is one of weeks (004:810), and a phase is seldom shorter.
  static let plateauWeeks = 4
  /// The share by which a rest has to be shorter to count as growth: less is chance.
  static let shorterRest = 0.1
  /// The greatest rating of a set that was comfortable: two repetitions were left.
  static let comfortableRPE = 8.0
  /// The most repetitions of a lift that is maximal: one less than the fewest that any source asks of squats (004:352).
  static let maximalReps = 3.0
  /// Weeks of the same lifting that are enough: the longest after which a source looks for an effect (000:19).
  static let sameWeeks = 12
  /// Weeks that are looked at for a rising mileage, so that one long run more is none.
  static let mileageWeeks = 3
}
