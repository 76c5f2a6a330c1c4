import Training

/// A diary of one week in few words, for the checks of rules 1-35. Its week is over, where a test does not say what day it is.
struct DiaryA {
  /// The Monday of the week that is looked at.
  static let monday = Training.monday(ofWeek: 2_968)
  static let (mon, tue, wed, thu, fri, sat, sun) = (
    monday, monday + 1, monday + 2, monday + 3, monday + 4, monday + 5, monday + 6
  )

  /// What exercises count as; those that are not here count as nothing.
  static let classes: [String: Set<ExerciseClass>] = [
    "squat": [.squat, .compound, .lower], "deadlift": [.hinge, .compound, .lower, .posterior],
    "hip-thrust": [.hinge, .compound, .lower], "leg-press": [.squat, .compound, .lower],
    "lunge": [.lunge, .compound, .lower, .singleLeg], "side-lunge": [.lateral, .lower, .compound],
    "push-up": [.push, .compound, .upper], "row": [.pull, .compound, .upper],
    "dip": [.push, .compound, .upper],
    "plank": [.hold, .core], "crunch": [.core], "russian-twist": [.core], "wall-sit": [.hold, .lower],
    "bridge-hold": [.hold, .lower], "box-jump": [.plyometric, .lower], "clamshell": [.prehab, .lower],
    "foam-roll": [.mobility], "hamstring-stretch": [.stretch],
  ]
  static let holds: Set = ["plank", "wall-sit", "bridge-hold", "foam-roll", "hamstring-stretch"]

  var diary = TrainingDiary(
    today: DiaryA.sun + 1,
    catalogue: Catalogue(
      classes.keys.sorted().map {
        Exercise(id: $0, name: $0, kind: holds.contains($0) ? .hold : .reps, sides: .both)
      }), classes: { classes[$0] ?? [] })
  private var number: UInt64 = 0

  /// - Parameters:
  ///   - today: what day it is.
  ///   - isKnown: whether somebody trained on the Wednesday of the week before.
  init(today: Int = DiaryA.sun + 1, isKnown: Bool = true) {
    diary.today = today
    diary.week = 2_968
    if isKnown { session(Self.wed - 7) }
  }

  /// The same, changed.
  func with(_ change: (inout DiaryA) -> Void) -> DiaryA {
    var copy = self
    change(&copy)
    return copy
  }

  /// A session: a set of each exercise, from `minute` of the day on, the last ending `minutes` later.
  mutating func session(
    _ day: Int, _ exercises: [String] = ["squat"], at minute: Int = 18 * 60, minutes: Double = 40,
    reps: Int = 10, loadKg: Double? = nil, rpe: Double? = nil, isHeavy: Bool = false, id: String? = nil
  ) {
    let step = minutes / Double(exercises.count)
    let sets = exercises.enumerated().map { index, exercise in
      number += 1
      let begin = Double(minute) + step * Double(index)
      let set = LoggedSet(
        id: SetID(high: number, low: number), athlete: "a", station: "s", exercise: exercise,
        kind: Self.holds.contains(exercise) ? .hold : .reps, side: .both,
        startedAt: WallTime(microseconds: Int64((Double(day) * 1_440 + begin) * 60e6)),
        duration: .seconds(step * 60),
        reps: Self.holds.contains(exercise) ? nil : reps, loadKg: loadKg, rpe: rpe, endedBy: .tap,
        clock: .synced)
      return DiarySet(
        set, day: day, minute: Int(begin), classes: Self.classes[exercise] ?? [], isHeavy: isHeavy)
    }
    diary.sessions.append(DiarySession(sets, session: id))
    diary.sessions.sort { $0.day < $1.day }
  }

  mutating func run(
    _ day: Int, _ kind: LoggedRun.Kind = .easy, at minute: Int? = nil, minutes: Double? = nil,
    km: Double? = nil
  ) {
    number += 1
    diary.runs.append(
      LoggedRun(
        id: SetID(high: number, low: number), athlete: "a", day: day, minute: minute, kind: kind,
        duration: minutes.map { .seconds($0 * 60) }, km: km))
    diary.runs.sort { $0.day < $1.day }
  }

  mutating func plan(_ day: Int, _ exercises: [String] = ["squat"], id: String = "full") {
    let sets = exercises.enumerated().map {
      PlannedSet(exercise: $1, side: .both, block: 0, place: $0, number: 1, count: 1)
    }
    diary.planned.append(PlannedDay(day: day, session: id, sets: sets))
  }

  mutating func answer(_ day: Int, _ question: Question, _ choice: String) {
    diary.answers.append(Answer(athlete: "a", day: day, question: question, choice: choice))
  }

  /// All days are in a phase.
  mutating func phase(_ phase: Phase) { diary.phase = { _ in phase } }

  /// A race, and the season before and after it.
  mutating func race(_ day: Int, _ distance: String = "marathon") {
    let race = Race(day: day, distance: RaceDistance(distance)!)
    diary.race = race
    let season = Season(race: race, phases: nil)
    diary.phase = { season.phase(on: $0) }
  }

  /// A program from a document, that follows what is said.
  mutating func program(_ id: String = "plan", source: String, follows: [String: String] = [:]) {
    var program = Program(id: id, name: id, kind: .plan, source: source)
    program.follows = follows.map { Program.Choice($0, $1) }
    diary.program = program
    diary.run = ProgramRun(athlete: "a", program: id, startDay: Self.monday - 28)
  }

  /// What a rule says, one text a finding.
  func says(_ rule: TrainingRule) -> [String] { RuleBook([rule]).findings(in: diary).map(\.text) }
}

/// A rule with figures.
func ruleA(
  _ number: Int, _ values: [TrainingRule.Value], source: String = "000:1", differs: String? = nil
) -> TrainingRule {
  var rule = TrainingRule(number: number, id: "rule", topic: "topic", text: "text", source: source)
  rule.values = values
  rule.differs = differs
  return rule
}

/// A figure, as rules.toml has it.
func figureA(
  _ what: String, _ value: String, _ source: String = "000:1", phase: Phase? = nil, program: String? = nil,
  when: String? = nil, minutes: String? = nil, race: String? = nil, runner: String? = nil,
  weeks: String? = nil,
  level: Level? = nil, exercises: [String] = []
) -> TrainingRule.Value {
  var figure = TrainingRule.Value(what, Figure(value)!, source: source)
  figure.phase = phase
  figure.program = program
  figure.when = when
  figure.minutes = minutes.map { Figure($0)! }
  figure.race = race
  figure.runner = runner
  figure.weeks = weeks.map { Figure($0)! }
  figure.level = level
  figure.exercises = exercises
  return figure
}
