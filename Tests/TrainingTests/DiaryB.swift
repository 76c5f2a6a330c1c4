@testable import Training

/// A diary for the rules about doses, holds and progression, written day by day.
///
/// Days are counted from the Monday of the week that is looked at: 0 is that Monday, -7 the one before.
struct DiaryB {
  /// What the rules see.
  var diary: TrainingDiary

  /// The Monday of the week that is looked at, 2026-03-02.
  static let monday = 20_514

  init(
    _ level: Level = .beginner, phase: Phase? = nil, program: Program? = nil,
    startedWeeksAgo weeks: Int? = nil,
    today: Int = 6
  ) {
    diary = TrainingDiary(today: Self.monday + today, catalogue: Self.catalogue) { Self.classes[$0] ?? [] }
    diary.level = level
    diary.phase = { _ in phase }
    diary.easierForms = { Self.easier[$0] ?? [] }
    diary.program = program
    if let program, let weeks {
      diary.run = ProgramRun(athlete: "a", program: program.id, startDay: Self.monday - 7 * weeks)
    }
  }

  /// Adds a set, or several that are alike, to the session of a day.
  /// - Parameters:
  ///   - asked: as people type it.
  ///   - rest: from one set to the next, in seconds.
  mutating func did(
    _ exercise: String, _ day: Int, sets: Int = 1, reps: Int? = nil, s seconds: Double? = nil,
    kg: Double? = nil,
    asked: String? = nil, side: Side = .both, rpe: Double? = nil, isHeavy: Bool = false, rest: Double = 60,
    endedBy: EndedBy = .tap, session: String? = nil
  ) {
    let kind = Self.catalogue[exercise]!.kind
    let day = Self.monday + day
    for _ in 0..<sets {
      let place = diary.sessions.firstIndex { $0.day == day }
      let last = place.flatMap { diary.sessions[$0].sets.last?.set.endedAt }
      let start = last.map { $0 + .seconds(rest) } ?? WallTime(microseconds: Int64(day) * 86_400_000_000)
      var set = LoggedSet(
        id: SetID(high: 0, low: 0), athlete: "a", station: "s", exercise: exercise, kind: kind, side: side,
        startedAt: start, duration: .seconds(seconds ?? 30), reps: reps, loadKg: kg, rpe: rpe,
        endedBy: endedBy, clock: .synced)
      if let asked { set.target = Target(asked, kind: kind)! }
      set.targetMet = set.target?.isMet(duration: set.duration, count: reps)
      let entry = DiarySet(
        set, day: day, minute: 0, classes: Self.classes[exercise] ?? [], isHeavy: isHeavy)
      if let place {
        diary.sessions[place].sets.append(entry)
        diary.sessions[place].session = session
      } else {
        diary.sessions.append(DiarySession([entry], session: session))
        diary.sessions.sort { $0.day < $1.day }
      }
    }
  }

  /// Adds planned sets to a day.
  mutating func plans(_ exercise: String, _ day: Int, sets: Int = 1, _ asked: String) {
    let planned = (1...sets).map { number in
      var set = PlannedSet(exercise: exercise, side: .both, block: 0, place: 0, number: number, count: sets)
      set.target = Target(asked, kind: Self.catalogue[exercise]!.kind)!
      return set
    }
    diary.planned.append(PlannedDay(day: Self.monday + day, session: "s", sets: planned))
  }

  mutating func said(_ question: Question, _ choice: String, _ day: Int, about exercise: String? = nil) {
    diary.answers.append(
      Answer(athlete: "a", day: Self.monday + day, question: question, choice: choice, exercise: exercise))
  }

  mutating func ran(_ day: Int, km: Double? = nil, _ kind: LoggedRun.Kind = .easy) {
    diary.runs.append(
      LoggedRun(id: SetID(high: 0, low: 0), athlete: "a", day: Self.monday + day, kind: kind, km: km))
  }

  /// What a rule says; `!` before it where it is advice.
  func says(_ rule: TrainingRule) -> [String] {
    RuleBook([rule]).findings(in: diary).map { ($0.gravity == .advice ? "! " : "") + $0.text }
  }

  /// The day that the first finding is about, from the Monday of the week.
  func day(_ rule: TrainingRule) -> Int? {
    RuleBook([rule]).findings(in: diary).first.map { $0.day - Self.monday }
  }

  /// What exercises count as.
  private static let classes: [String: Set<ExerciseClass>] = [
    "back-squat": [.squat, .compound, .lower, .bigMuscle], "squat": [.squat, .compound, .lower],
    "goblet-squat": [.squat, .compound, .lower], "deadlift": [.hinge, .compound, .posterior],
    "romanian-deadlift": [.hinge, .compound, .posterior], "reverse-lunge": [.lunge, .compound, .singleLeg],
    "walking-lunge": [.lunge, .compound, .singleLeg], "push-up": [.push, .compound, .upper],
    "pull-up": [.pull, .compound, .upper], "box-jump": [.plyometric, .lower],
    "calf-raise": [.prehab, .lower],
    "plank": [.hold, .core, .bigMuscle], "wall-sit": [.hold, .lower, .bigMuscle],
    "single-leg-calf-raise-hold": [.hold, .singleLeg, .smallMuscle], "dead-hang": [.hold, .upper],
    "wall-press": [.hold, .upper], "knee-extension-hold": [.hold, .lower, .machine],
    "hip-flexor-stretch": [.hold, .stretch], "pistol-squat-hold": [.hold, .singleLeg],
    "wall-sit-single-leg": [.hold, .singleLeg, .lower], "side-plank": [.hold, .core],
  ]

  /// What comes before what, as the data has it.
  private static let easier: [String: [String]] = [
    "goblet-squat": ["squat"], "back-squat": ["goblet-squat"], "deadlift": ["romanian-deadlift"],
    "wall-sit-single-leg": ["wall-sit"],
  ]

  static let catalogue = Catalogue(
    classes.keys.sorted().map { id in
      let kind: Kind = classes[id]!.contains(.hold) ? .hold : .reps
      var exercise = Exercise(id: id, name: id, kind: kind, sides: .both)
      if let targets = targets[id] {
        exercise.beginner = Target(targets.beginner, kind: kind)
        exercise.advanced = Target(targets.advanced, kind: kind)
      }
      return exercise
    })

  /// Targets of the catalogue, as the data has them.
  private static let targets: [String: (beginner: String, advanced: String)] = [
    "wall-sit": ("20-30s", "60-90s"), "single-leg-calf-raise-hold": ("15-20s", "30-60s"),
    "dead-hang": ("20-30s", "60s"), "wall-press": ("20s 50%", "open"),
  ]

  /// A program of one session with one block.
  static func program(
    _ id: String, follows: [String: String] = [:], _ exercises: [ProgramExercise] = [],
    form: ProgramBlock.Form = .straight, rounds: Double? = nil
  ) -> Program {
    var program = Program(id: id, name: id, kind: .plan, source: "004")
    program.follows = follows.map { Program.Choice($0.key, $0.value) }
    var block = ProgramBlock(name: "work")
    block.form = form
    block.rounds = rounds.map { .exactly($0) }
    block.exercises = exercises
    var session = ProgramSession(id: "s", name: "s")
    session.blocks = [block]
    program.sessions = [session]
    return program
  }

  /// An exercise of a program.
  static func entry(_ id: String, sets: Double? = nil, _ dose: String) -> ProgramExercise {
    var entry = ProgramExercise([id])
    entry.sets = sets.map { .exactly($0) }
    entry.dose = Dose(dose, kind: catalogue[id]!.kind)!
    return entry
  }

  /// A rule with figures of the data.
  static func rule(
    _ number: Int, exercises: [String] = [], disagreements: [String] = [], _ values: [TrainingRule.Value] = []
  ) -> TrainingRule {
    var rule = TrainingRule(number: number, id: "", topic: "", text: "", source: "")
    rule.exercises = exercises
    rule.disagreements = disagreements
    rule.values = values
    return rule
  }

  /// A figure of the data.
  static func value(
    _ what: String, _ figure: String, _ source: String, phase: Phase? = nil, program: String? = nil,
    weeks: String? = nil, level: Level? = nil, exercises: [String] = []
  ) -> TrainingRule.Value {
    var value = TrainingRule.Value(what, Figure(figure)!, source: source)
    value.phase = phase
    value.program = program
    value.weeks = weeks.map { Figure($0)! }
    value.level = level
    value.exercises = exercises
    return value
  }
}
