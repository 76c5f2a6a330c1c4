// What a program says of one exercise, once its block and its week have had their say.
//
// It owns which of them goes first, and what a rest in words is taken for. The walk through a session and the commands that
// show one both ask here.

extension ProgramBlock {
  /// How many sets of an exercise the program says: the exercise itself, else the rounds, else the dose of the block or week.
  /// - Returns: `nil` where nothing says it.
  public func sets(of exercise: ProgramExercise, in week: ProgramWeek?) -> Figure? {
    exercise.sets ?? rounds ?? (dose ?? week?.dose)?.sets
  }

  /// What a set of an exercise is asked for: the exercise itself says it, else the dose of the block or week.
  /// - Parameter kind: the exercise's, which says what a bare number means.
  /// - Returns: `nil` where nothing says it.
  public func dose(of exercise: ProgramExercise, in week: ProgramWeek?, kind: Kind) -> Dose? {
    exercise.dose ?? (dose ?? week?.dose).flatMap { Dose($0.target, kind: kind) }
  }

  /// Whether the week has a say in what an exercise is asked for.
  public func leavesToWeek(_ exercise: ProgramExercise) -> Bool {
    dose == nil && (exercise.dose == nil || exercise.sets == nil && rounds == nil)
  }
}

extension ProgramRest {
  /// How long a rest is taken to be, of a range its lower end, and whether that is Holdfast's own figure.
  public var taken: (rest: Interval, isOwn: Bool) {
    switch self {
    case .full: (Guidance.fullRest, true)
    case .short: (Guidance.shortRest, true)
    case .seconds(let figure): figure.lower.map { (.seconds($0), false) } ?? (Guidance.rest, true)
    }
  }
}

extension ProgramMove {
  /// What a set is asked for at a level; `nil` where nothing says it.
  public func dose(for level: Level) -> Dose? {
    switch level {
    case .beginner: beginner ?? exercise.dose
    case .advanced: advanced ?? exercise.dose
    }
  }
}

extension Dose {
  /// Whether more than the target is as good.
  public var isOrMore: Bool { text.hasSuffix("+") }
}

extension Program {
  /// The entry of a week; `nil` where every week is the same, or the program is over by then.
  /// - Parameter number: the week, from 1.
  public func week(_ number: Int) -> ProgramWeek? {
    weeks.first { $0.weeks.holds(Double(number)) == true }
  }

  /// The sessions that a week names, in its order, or all.
  public func sessions(of week: ProgramWeek?) -> [ProgramSession] {
    guard let ids = week?.sessions else { return sessions }
    return ids.compactMap { id in sessions.first { $0.id == id } }
  }
}
