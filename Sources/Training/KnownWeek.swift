// The week that rules look at: what was done in it, what is still planned, and what may be said before it has ended.
//
// It owns when a week is known well enough to be judged. A week that has ended is what the log says; one that has not is
// judged by the plan, and where there is none, or where the plan leaves a choice, nothing is said.

/// The week that rules look at.
struct KnownWeek {
  /// All there is.
  let diary: TrainingDiary

  /// The week that a diary is about.
  init(_ diary: TrainingDiary) { self.diary = diary }

  /// Its first day.
  var monday: Int { Training.monday(ofWeek: diary.week) }
  /// Its last day.
  var sunday: Int { monday + 6 }
  /// Whether nothing can be added to it.
  var hasEnded: Bool { diary.today > sunday }
  /// The sessions that were done in it, oldest first.
  var sessions: [DiarySession] { diary.sessions.filter { (monday...sunday).contains($0.day) } }
  /// Those that nothing is added to: today's may still go on.
  var closedSessions: [DiarySession] { sessions.filter { $0.day < diary.today } }
  /// What is planned for the rest of it.
  var planned: [PlannedDay] {
    diary.planned.filter {
      (max(monday, diary.today)...max(sunday, diary.today)).contains($0.day) && $0.day <= sunday
    }
  }
  /// The answers that were given in it.
  var answers: [Answer] { diary.answers.filter { (monday...sunday).contains($0.day) } }

  /// The program's session of an id.
  func programSession(_ id: String?) -> ProgramSession? { diary.program?.sessions.first { $0.id == id } }

  /// Which week of the program a day is in, from 1; `nil` where none was followed on it.
  func programWeekNumber(of day: Int) -> Int? {
    guard let run = diary.run, run.isFollowed(on: day) else { return nil }
    return weekNumber(ofDay: day) - weekNumber(ofDay: run.startDay) + 1
  }

  /// What the program says of the week of a day.
  func programWeek(of day: Int) -> ProgramWeek? {
    programWeekNumber(of: day).flatMap { diary.program?.week($0) }
  }

  /// What it says of findings before it has ended.
  var words: String { hasEnded ? "" : "by the plan: " }

  /// How many strength sessions it has, those to come among them.
  var strengthSessions: Int {
    let planned = hasEnded ? [] : planned
    return sessions.count(where: \.isStrength) + planned.count { isStrength($0) }
  }

  /// Whether anything in a planned session is strength work.
  func isStrength(_ day: PlannedDay) -> Bool {
    day.sets.contains { diary.classes($0.exercise).isWork }
  }

  /// Whether the plan tells all that is still to come: there is one, and it leaves no exercise to choose.
  private var isPlanned: Bool {
    !planned.isEmpty
      && planned.allSatisfy { day in
        // Which stretch ends a session does not matter.
        let work =
          programSession(day.session)?.blocks.filter { $0.part == .work || $0.part == .finisher } ?? []
        return work.flatMap(\.exercises).allSatisfy { $0.slot == nil }
      }
  }

  /// What the exercises of the week count as, each: of what was done, and of what is to come. What a program's session names
  /// without a figure no station asks for: it is taken for done, since nobody could know.
  /// - Returns: `nil` where the week may still bring anything.
  var content: [Set<ExerciseClass>]? {
    guard hasEnded || isPlanned else { return nil }
    var content = sessions.flatMap { $0.sets.map(\.classes) }
    content += sessions.flatMap { unasked(in: $0) }.map(diary.classes)
    guard !hasEnded else { return content }
    for day in planned {
      content += day.sets.map { diary.classes($0.exercise) }
      let named = programSession(day.session)?.blocks.flatMap(\.exercises).compactMap(\.exercises.first) ?? []
      content += named.map(diary.classes)
    }
    return content
  }

  /// How often each exercise was done, or is to be, a left and a right set being one.
  /// - Returns: `nil` where the week may still bring anything.
  var setsByExercise: [String: Int]? {
    guard hasEnded || isPlanned else { return nil }
    var days = sessions.map { $0.sets.map { ($0.set.exercise, $0.set.side) } }
    if !hasEnded { days += planned.map { $0.sets.map { ($0.exercise, $0.side) } } }
    return days.reduce(into: [:]) { sums, sets in
      for exercise in Set(sets.map(\.0)) {
        let sides = sets.filter { $0.0 == exercise }.map(\.1)
        let pairs = max(sides.count { $0 == .left }, sides.count { $0 == .right })
        sums[exercise, default: 0] += sides.count { $0 == .both } + pairs
      }
    }
  }

  /// What the program's session names, and asks for no set of: it has no figure.
  func unasked(in session: DiarySession) -> [String] {
    guard let says = programSession(session.session) else { return [] }
    let week = programWeek(of: session.day)
    let asked = Set(
      says.plannedSets(in: week, catalogue: diary.catalogue, level: diary.level).map(\.exercise))
    return says.blocks.flatMap(\.exercises).compactMap(\.exercises.first).filter { !asked.contains($0) }
  }
}

extension DiarySet {
  /// Whether it is work: no warm-up, drill or stretch.
  var isWorkSet: Bool { classes.isWork }
  /// How long it was, in whole seconds: a tap is no better.
  var wholeSeconds: Int { Int(set.duration.seconds.rounded()) }
}

extension DiarySession {
  /// How many sets of work it has.
  var setsOfWork: Int { sets.count(where: \.isWorkSet) }
  /// Load x repetitions of all sets, in kg.
  var liftedKg: Double { sets.reduce(0) { $0 + Double($1.set.reps ?? 0) * ($1.set.loadKg ?? 0) } }
}

extension TrainingRule {
  /// The figures of a quantity; of several, those of the program alone where it has some, else those of no program.
  func figures(of what: String, for program: Program? = nil) -> [Value] {
    assert(
      RuleBook.lookedUp[number]?.contains(what) == true,
      "rule \(number) does not say that it looks up \(what)")
    let all = values.filter { $0.what == what }
    let own = all.filter { $0.program != nil && $0.program == program?.id }
    return own.isEmpty ? all.filter { $0.program == nil } : own
  }
}

extension TrainingRule.Value {
  /// Its least in seconds; `nil` where it is open or no time.
  var leastSeconds: Double? { value.lower.flatMap(inSeconds) }
  /// Its most in seconds.
  var mostSeconds: Double? { value.upper.flatMap(inSeconds) }

  private func inSeconds(_ figure: Double) -> Double? {
    switch unit {
    case "s": figure
    case "min": figure * 60
    default: nil
    }
  }

  /// As people read it: `30-60 s`.
  var withUnit: String { value.text + (unit.map { " " + $0 } ?? "") }
}
