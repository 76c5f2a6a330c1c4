import Testing

@testable import Training

/// A set of a diary to be.
struct DoneC {
  var exercise: String
  var side = Side.both
  var seconds = 30.0
  var reps: Int?
  var kg: Double?
  var isHeavy = false
  var isDoubtful = false

  init(
    _ exercise: String, _ side: Side = .both, seconds: Double = 30, reps: Int? = nil, kg: Double? = nil,
    isHeavy: Bool = false, isDoubtful: Bool = false
  ) {
    self.exercise = exercise
    self.side = side
    self.seconds = seconds
    self.reps = reps
    self.kg = kg
    self.isHeavy = isHeavy
    self.isDoubtful = isDoubtful
  }
}

/// Builds the diary of one week. Days are counted from its Monday: 0 is Monday, 6 Sunday, -1 the Sunday before.
struct DiaryC {
  static let monday = Training.monday(ofWeek: 2_950)

  /// What the exercises of the tests count as.
  static let classes: [String: (kind: Kind, sides: Sides, classes: Set<ExerciseClass>)] = [
    "squat": (.reps, .both, [.squat, .compound, .lower, .posterior, .anterior]),
    "deadlift": (.reps, .both, [.hinge, .compound, .lower, .posterior]),
    "step-up": (.reps, .each, [.lunge, .singleLeg, .compound, .lower, .posterior]),
    "reverse-lunge": (.reps, .each, [.lunge, .singleLeg, .compound, .lower, .posterior, .anterior]),
    "push-up": (.reps, .both, [.push, .compound, .upper, .anterior]),
    "pull-up": (.reps, .both, [.pull, .compound, .upper]),
    "crunch": (.reps, .both, [.core, .anterior]),
    "plank": (.hold, .both, [.core, .hold, .posterior, .anterior]),
    "side-plank": (.hold, .each, [.core, .hold, .posterior]),
    "wall-sit": (.hold, .both, [.squat, .lower, .hold, .anterior]),
    "calf-raise-hold": (.hold, .both, [.lower, .hold, .prehab]),
    "heavy-slow-calf-raise": (.reps, .both, [.lower, .prehab]),
    "eccentric-heel-drop": (.reps, .each, [.lower, .prehab, .singleLeg]),
    "clamshell": (.reps, .each, [.lower, .prehab, .activation, .posterior]),
    "single-leg-squat": (.reps, .each, [.squat, .singleLeg, .compound, .lower]),
    "skater": (.reps, .both, [.singleLeg, .lateral, .lower, .plyometric]),
    "leg-extension": (.reps, .both, [.lower, .prehab, .anterior, .machine]),
    "glute-bridge": (.reps, .both, [.hinge, .compound, .lower, .activation, .posterior]),
    "leg-swing": (.reps, .each, [.lower, .mobility]),
    "hamstring-stretch": (.hold, .each, [.lower, .stretch]),
    "foam-roll": (.hold, .each, [.lower, .mobility]),
    "belly-breathing": (.hold, .both, [.mobility]),
  ]

  static let catalogue = Catalogue(
    classes.map { Exercise(id: $0.key, name: $0.key, kind: $0.value.kind, sides: $0.value.sides) })

  var diary: TrainingDiary

  /// The diary of the week, looked at on a day: by default on the Monday after it.
  init(today: Int = 7) {
    diary = TrainingDiary(today: Self.monday + today, catalogue: Self.catalogue) {
      Self.classes[$0]?.classes ?? []
    }
    diary.week = 2_950
  }

  /// Adds a session that begins at 10:00, a minute between its sets. They are to come in order.
  mutating func session(_ day: Int, _ sets: [DoneC], as id: String? = nil, gap: Double = 60) {
    let number = Self.monday + day
    var start = WallTime(microseconds: (Int64(number) * 86_400 + 36_000) * 1_000_000)
    let done = sets.map { one in
      let entry = Self.classes[one.exercise]
      let set = LoggedSet(
        id: SetID(high: UInt64(number), low: UInt64(start.microseconds)), athlete: "a", station: "s",
        exercise: one.exercise, kind: entry?.kind ?? .reps, side: one.side, startedAt: start,
        duration: .seconds(one.seconds), reps: one.reps, loadKg: one.kg, endedBy: .tap, clock: .synced,
        isDoubtful: one.isDoubtful)
      start = start + .seconds(one.seconds + gap)
      return DiarySet(
        set, day: number, minute: 600, classes: entry?.classes ?? [], isHeavy: one.isHeavy)
    }
    diary.sessions.append(DiarySession(done, session: id))
    diary.sessions.sort { $0.day < $1.day }
  }

  mutating func plan(_ day: Int, _ exercises: [String], as id: String = "a") {
    let sets = exercises.flatMap { exercise in
      let sides: [Side] = Self.classes[exercise]?.sides == .each ? [.left, .right] : [.both]
      return sides.map { PlannedSet(exercise: exercise, side: $0, block: 0, place: 0, number: 1, count: 1) }
    }
    diary.planned.append(PlannedDay(day: Self.monday + day, session: id, sets: sets))
  }

  mutating func answer(_ day: Int, _ question: Question, _ choice: String, _ exercise: String? = nil) {
    #expect(question.choices.contains(choice))
    diary.answers.append(
      Answer(
        athlete: "a", day: Self.monday + day, question: question, choice: choice, exercise: exercise))
    diary.answers.sort { $0.day < $1.day }
  }

  /// Follows a program from a day on.
  mutating func follow(_ program: Program, from day: Int = 0, as id: String? = nil) {
    diary.program = program
    diary.run = ProgramRun(athlete: "a", program: id ?? program.id, startDay: Self.monday + day)
  }

  /// What a rule says: `Tue ! text` for a warning, `Tue ? text` for advice.
  func says(_ rule: TrainingRule) -> [String] {
    guard let check = RuleBook.checks[rule.number] else {
      Issue.record("rule \(rule.number) has no check")
      return []
    }
    return check(diary, rule).map { finding in
      #expect(finding.rule == rule.number)
      return
        "\(weekdayText(finding.day)) \(finding.gravity == .warning ? "!" : "?") \(finding.text)"
    }
  }
}

/// A rule as the data has it.
func ruleC(_ number: Int, exercises: [String] = [], _ values: TrainingRule.Value...) -> TrainingRule {
  var rule = TrainingRule(number: number, id: "rule-\(number)", topic: "t", text: "", source: "004:1")
  rule.exercises = exercises
  rule.values = values
  return rule
}

/// A figure as the data has it.
func valueC(
  _ what: String, _ value: String, unit: String? = nil, program: String? = nil, weeks: String? = nil,
  when: String? = nil, source: String = "004:1"
) -> TrainingRule.Value {
  var figure = TrainingRule.Value(what, Figure(value)!, source: source)
  figure.unit = unit
  figure.program = program
  figure.weeks = weeks.flatMap { Figure($0) }
  figure.when = when
  return figure
}

/// A program of sessions, each of one block for a part.
func programC(
  _ id: String, source: String = "004:1",
  _ sessions: [(id: String, blocks: [(ProgramBlock.Part, [String])])] = []
) -> Program {
  var program = Program(id: id, name: id, kind: .plan, source: source)
  program.sessions = sessions.map { id, blocks in
    var session = ProgramSession(id: id, name: id)
    session.blocks = blocks.map { part, exercises in
      var block = ProgramBlock(name: part.rawValue)
      block.part = part
      block.exercises = exercises.map { ProgramExercise([$0]) }
      return block
    }
    return session
  }
  return program
}
