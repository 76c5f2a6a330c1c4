import Gym
import Training

/// A program as it is shown: what its file says, with what is taken for guidance where that is left open.
struct ProgramView {
  var program: Program
  /// The file, where it is a site's own.
  var file: String?
  /// The week that is looked at; `nil` for all.
  var number: Int?
  var level: Level
  /// The weeks that are looked at.
  var weeks: [ProgramWeek]
  var sessions: [SessionView]
  var moves: [MoveView]
  /// What the disagreements are about between which the program chooses, by their ids.
  var disagreements: [String: String]

  /// - Throws: that the program has no such week.
  init(
    _ program: Program, file: String?, week number: Int?, level: Level, catalogue: Catalogue,
    disagreements: [String: String] = [:]
  ) throws {
    self.program = program
    self.file = file
    self.number = number
    self.level = level
    self.disagreements = disagreements
    weeks = program.weeks
    moves = program.moves.map { MoveView($0, catalogue: catalogue, level: level) }
    guard let number, !program.weeks.isEmpty else {
      sessions = program.sessions.map { session in
        // Where all weeks that have it ask for the same, that is what it asks for.
        let weeks = program.weeks.filter { $0.sessions?.contains(session.id) ?? true }
        let isOne = Set(weeks.map(\.dose)).count < 2
        return SessionView(
          session, week: isOne ? weeks.first : nil, isLeftToWeek: !isOne, catalogue: catalogue, level: level)
      }
      return
    }
    guard let week = program.week(number) else {
      let last = program.weeks.last?.weeks.upper.map { Int($0) } ?? number
      throw Failure(
        .usage, "--week \(number): \(program.id) has no such week",
        remedy: last == 1 ? "it has week 1 only" : "it has weeks 1 to \(last)")
    }
    weeks = [week]
    sessions = program.sessions(of: week).map {
      SessionView($0, week: week, isLeftToWeek: false, catalogue: catalogue, level: level)
    }
  }
}

extension ProgramView {
  /// Whether anything beside the program's own figures is shown.
  var hasOwnFigures: Bool {
    let exercises = sessions.flatMap(\.blocks).flatMap(\.exercises) + moves.map(\.exercise)
    return exercises.compactMap(\.taken).contains {
      $0.setsFrom != .program || $0.targetFrom != .program || $0.restFrom != .program
    }
  }
}

/// A session as it is shown.
struct SessionView {
  var session: ProgramSession
  var blocks: [BlockView] = []

  fileprivate init(
    _ session: ProgramSession, week: ProgramWeek?, isLeftToWeek: Bool, catalogue: Catalogue, level: Level
  ) {
    self.session = session
    let planned = session.plannedSets(in: week, catalogue: catalogue, level: level)
    for (index, block) in session.blocks.enumerated() {
      let exercises = block.exercises.enumerated().map { place, exercise -> ExerciseView in
        let entry = exercise.exercises.first.flatMap { catalogue[$0] }
        // Whose sides a free choice has, nobody knows yet.
        let sides = exercise.sides ?? (exercise.slot == nil ? entry?.sides : nil)
        var view = ExerciseView(exercise, sides: sides)
        view.isLeftToWeek = isLeftToWeek && block.leavesToWeek(exercise)
        guard !view.isLeftToWeek else { return view }
        view.sets = block.sets(of: exercise, in: week)
        if exercise.slot != nil, exercise.dose == nil, exercise.sets == nil, block.rounds == nil {
          view.shared = block.dose ?? week?.dose
        }
        view.dose = block.dose(of: exercise, in: week, kind: entry?.kind ?? .reps)
        let sets = planned.filter { $0.block == index && $0.place == place }
        view.taken = Taken(sets, saidSets: view.sets, dose: view.dose)
        return view
      }
      blocks.append(BlockView(block: block, exercises: exercises))
    }
  }
}

/// A move to pick as it is shown.
struct MoveView {
  var move: ProgramMove
  /// What it is asked for at the level.
  var exercise: ExerciseView

  fileprivate init(_ move: ProgramMove, catalogue: Catalogue, level: Level) {
    self.move = move
    // Taken by itself it is a session of one exercise.
    var block = ProgramBlock(name: "")
    block.exercises = [move.exercise]
    block.exercises[0].dose = move.dose(for: level)
    var session = ProgramSession(id: "", name: "")
    session.blocks = [block]
    exercise =
      SessionView(session, week: nil, isLeftToWeek: false, catalogue: catalogue, level: level)
      .blocks[0].exercises[0]
  }
}

/// A block as it is shown.
struct BlockView {
  var block: ProgramBlock
  var exercises: [ExerciseView]
}

/// An exercise of a block as it is shown.
struct ExerciseView {
  var exercise: ProgramExercise
  /// The sides that have sets of their own; `nil` for a free choice.
  var sides: Sides?
  /// How many sets and what a set is asked for, as the program says it.
  var sets: Figure?
  var dose: Dose?
  /// What block or week ask of a free choice: its unit is that of what is chosen.
  var shared: WeekDose?
  /// Whether the weeks that have the session ask for different things.
  var isLeftToWeek = false
  /// What is taken for guidance; `nil` where it is left to everybody.
  var taken: Taken?

  init(_ exercise: ProgramExercise, sides: Sides?) {
    self.exercise = exercise
    self.sides = sides
  }
}

/// What is taken for guidance of an exercise.
struct Taken {
  /// Whose figure it is.
  enum Origin: String {
    case program
    case catalogue
    case holdfast
  }

  /// How many sets a side.
  var sets: Int
  var setsFrom: Origin
  var target: Target
  var targetFrom: Origin
  /// The rest after a set of all sides; `nil` after the last set of a session.
  var rest: Interval?
  var restFrom: Origin

  fileprivate init?(_ planned: [PlannedSet], saidSets: Figure?, dose: Dose?) {
    guard let first = planned.first, let target = first.target else { return nil }
    sets = first.count
    setsFrom = saidSets?.lower == nil ? .holdfast : .program
    self.target = target
    targetFrom = first.isOwnTarget ? .holdfast : dose?.target == nil ? .catalogue : .program
    let whole = planned.first { $0.side != .left }
    rest = whole?.rest
    restFrom = whole?.isOwnRest == true ? .holdfast : .program
  }
}
