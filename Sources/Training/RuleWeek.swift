// What the checks of rules 1-35 share: the week that is looked at, and which figure of a rule holds in it.
//
// It owns how a figure is picked where sources differ: by the program that is followed.

/// The week that is looked at.
struct RuleWeek {
  let diary: TrainingDiary
  let rule: TrainingRule
  private let lookedUp: [Quantity]

  init(_ diary: TrainingDiary, _ rule: TrainingRule, lookedUp: [Quantity]) {
    self.diary = diary
    self.rule = rule
    self.lookedUp = lookedUp
  }

  var monday: Int { Training.monday(ofWeek: diary.week) }
  var sunday: Int { monday + 6 }
  var days: ClosedRange<Int> { monday...sunday }
  /// Only then it can be told that there was too little.
  var isOver: Bool { diary.today > sunday }
  /// The phase of most of its days: that of its Thursday, as ISO 8601 counts a week to a year.
  var phase: Phase? { diary.phase(monday + 3) }

  /// Whether the weeks around a race say how much is done, and nothing else does.
  var isAroundRace: Bool {
    switch phase {
    case .taper?, .raceWeek?, .recovery?: true
    default: false
    }
  }

  /// Whether it is among the first four weeks with any session: Holdfast's own "to begin with".
  var isBeginning: Bool {
    diary.sessions.first.map { diary.week - weekNumber(ofDay: $0.day) < 4 } == true
  }

  /// A finding of a day; of the whole week without one. What began before the week is told on its Monday.
  func finding(_ day: Int?, _ gravity: RuleFinding.Gravity, _ text: String) -> RuleFinding {
    RuleFinding(rule.number, day: max(monday, min(day ?? monday, sunday)), gravity, text)
  }

  /// A warning.
  func finding(_ day: Int, _ text: String) -> RuleFinding { finding(day, .warning, text) }

  /// A warning of the whole week.
  func finding(_ text: String) -> RuleFinding { finding(nil, .warning, text) }
}

// MARK: - Figures

extension RuleWeek {
  /// The figures of a quantity; those of the other level are not among them.
  func values(_ quantity: Quantity) -> [TrainingRule.Value] {
    assert(lookedUp.contains(quantity), "rule \(rule.number) does not say that it looks up \(quantity)")
    return rule.values.filter { $0.what == quantity.rawValue && $0.level ?? diary.level == diary.level }
  }

  /// Which lines or document the program follows in a disagreement; `nil` where it does not say.
  func choice(_ disagreement: String) -> String? {
    diary.program?.follows.first { $0.disagreement == disagreement }?.source
  }

  /// The document that the program follows in a disagreement: what it says, else that which it is from. `nil` without a program.
  func document(_ disagreement: String) -> String? {
    (choice(disagreement) ?? diary.program?.source).map { String($0.prefix(3)) }
  }

  /// The week of the program that a week is, from 1.
  private var weekOfProgram: Double? {
    diary.run.map { Double(diary.week - weekNumber(ofDay: $0.startDay) + 1) }
  }

  /// The figure that holds, of those that fit: that of the program itself, of the lines that it follows, of its phases, of its
  /// document, at last the first one of no program.
  func value(
    _ quantity: Quantity, _ disagreement: String, where fits: (TrainingRule.Value) -> Bool = { _ in true }
  ) -> TrainingRule.Value? {
    let all = values(quantity).filter(fits).filter { value in
      // What some weeks of a program say, the others do not.
      guard value.program == diary.program?.id, let weeks = value.weeks else { return true }
      return weekOfProgram.flatMap { weeks.holds($0) } == true
    }.sorted { $0.level != nil && $1.level == nil }
    let choice = choice(disagreement)
    let document = document(disagreement)
    let phases = Season.followedID(by: diary.program)
    let tries: [(TrainingRule.Value) -> Bool] = [
      { value in value.program != nil && value.program == diary.program?.id },
      { value in choice.map { value.isSaid(in: $0) } == true },
      { value in value.program == phases },
      { value in value.program == nil && document.map { value.documents.contains($0) } == true },
      { value in document.map { value.documents.contains($0) } == true },
      { value in value.program == nil },
      { _ in true },
    ]
    for isWanted in tries { if let found = all.first(where: isWanted) { return found } }
    return nil
  }
}

extension TrainingRule.Value {
  /// `000:10` and `000:14` of `000:10, 000:14`.
  var references: [String] { source.split(separator: ",").map { String($0.drop { $0 == " " }) } }
  /// Whether a program that follows these lines means this figure: `004:561` is said in `004:560-564`. Of a whole document
  /// nobody can tell.
  func isSaid(in choice: String) -> Bool {
    func lines(_ reference: String) -> ClosedRange<Double>? {
      guard let lines = Figure(String(reference.dropFirst(4))), let lower = lines.lower else { return nil }
      return lower...(lines.upper ?? lower)
    }
    guard let wanted = lines(choice) else { return false }
    return references.contains { $0.prefix(4) == choice.prefix(4) && lines($0)?.overlaps(wanted) == true }
  }
  /// `000`, of all references.
  var documents: [String] { references.map { String($0.prefix(3)) } }
}

// MARK: - What was done, and what is planned

extension RuleWeek {
  /// The strength sessions of the week.
  var strength: [DiarySession] { diary.sessions.filter { days.contains($0.day) && $0.isStrength } }
  /// Those of them with lifting.
  var lifting: [DiarySession] { strength.filter(\.isLifting) }
  /// What is planned in the week.
  var planned: [PlannedDay] { diary.planned.filter { days.contains($0.day) && $0.day >= diary.today } }
  /// What is planned with lifting.
  var plannedLifting: [PlannedDay] { planned.filter(isLifting) }
  /// The runs of the week.
  var runs: [LoggedRun] { diary.runs.filter { days.contains($0.day) } }

  /// Whether the athlete's sessions are known since the week began: of an earlier one nobody knows whether there was enough.
  var knowsSessions: Bool { diary.sessions.first.map { $0.day <= monday } == true }
  /// Whether the runs are.
  var knowsRuns: Bool { diary.runs.first.map { $0.day <= monday } == true }

  /// How many strength sessions can still come: those that are planned, without a plan one a day.
  private var toCome: Int {
    guard !isOver else { return 0 }
    if !planned.isEmpty { return planned.count }
    return (max(diary.today, monday)...sunday).filter { day in !strength.contains { $0.day == day } }.count
  }

  /// Whether a number of sessions falls short of a figure, and nothing that is to come makes up for it.
  func fallsShort(_ count: Int, of figure: Figure) -> Bool {
    guard let least = figure.lower, knowsSessions else { return false }
    return Double(count + toCome) < least
  }

  /// Days with what fits, done or planned. A session is of the day on which it began.
  func days(
    in range: ClosedRange<Int>, done: (DiarySet) -> Bool, planned: (PlannedDay) -> Bool
  ) -> [Int] {
    var days = Set<Int>()
    for session in diary.sessions where range.contains(session.day) && session.isStrength {
      if session.sets.contains(where: done) { days.insert(session.day) }
    }
    for day in diary.planned where day.day >= diary.today && range.contains(day.day) && planned(day) {
      days.insert(day.day)
    }
    return days.sorted()
  }

  /// Days with lifting, done or planned.
  func liftingDays(in range: ClosedRange<Int>) -> [Int] {
    days(in: range, done: \.isLift, planned: isLifting)
  }

  /// Days with heavy sets, done or planned.
  func heavyDays(in range: ClosedRange<Int>) -> [Int] {
    days(in: range, done: \.isHeavy, planned: isHeavy)
  }

  /// Whether a planned session has lifting in it.
  func isLifting(_ day: PlannedDay) -> Bool { has(day) { Heaviness.isLift(kind: $0, classes: $1) } }

  /// Whether a set of a planned session fits.
  func has(_ day: PlannedDay, _ fits: (Kind, Set<ExerciseClass>) -> Bool) -> Bool {
    day.sets.contains { set in
      fits(diary.catalogue[set.exercise]?.kind ?? .reps, diary.classes(set.exercise))
    }
  }

  /// Whether a planned session is heavy: the program says "heavy" of a lift in it, or the athlete's last session with the same
  /// lift was.
  func isHeavy(_ day: PlannedDay) -> Bool {
    let session = diary.program?.sessions.first { $0.id == day.session }
    return day.sets.contains { set in
      guard diary.classes(set.exercise).contains(.compound),
        diary.catalogue[set.exercise]?.kind != .hold
      else { return false }
      if let session, session.blocks.indices.contains(set.block) {
        let exercises = session.blocks[set.block].exercises
        if exercises.indices.contains(set.place), let load = exercises[set.place].load {
          return load.hasPrefix("heav")
        }
      }
      let last = diary.sessions.last { $0.sets.contains { $0.set.exercise == set.exercise } }
      return last?.sets.contains { $0.set.exercise == set.exercise && $0.isHeavy } == true
    }
  }

  /// Whether there is a compound lift in the program that is followed; without one anything may be.
  var programHasLifts: Bool {
    guard let program = diary.program, !program.sessions.isEmpty else { return true }
    let ids = program.sessions.flatMap(\.blocks).flatMap(\.exercises).flatMap(\.exercises)
    return ids.contains { diary.classes($0).contains(.compound) && diary.catalogue[$0]?.kind != .hold }
  }

  /// The last answer to a question that holds until the week's end.
  func lastingAnswer(_ question: Question) -> String? {
    diary.answers.last { $0.question == question && $0.day <= sunday }?.choice
  }

  /// The answers to a question on the days of the week.
  func answers(_ question: Question) -> [Answer] {
    diary.answers.filter { $0.question == question && days.contains($0.day) }
  }
}

extension RuleWeek {
  /// `3 strength sessions, 1 of them planned`.
  func sessionsText(_ done: Int, planned: Int) -> String {
    countText(done + planned, "strength session") + (planned > 0 ? ", \(planned) of them planned" : "")
  }
}
