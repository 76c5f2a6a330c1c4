// What a program says that is no session: phases of the season, moves to pick from, injuries.

/// What a phase of the season asks for.
public struct ProgramPhase: Hashable, Sendable {
  /// What a phase does without.
  public enum Avoidance: String, CaseIterable, Hashable, Sendable {
    /// Heavy loads.
    case heavy
    /// Jumps.
    case plyometric
    /// Whatever makes sore.
    case soreness
    /// Strength work altogether.
    case strength
  }

  /// Which phase.
  public var phase: Phase
  /// The phases that it holds for too.
  public var also: [Phase] = []
  /// What it is for.
  public var focus: String?
  /// The program's sessions that are done in it; `nil` for all.
  public var sessions: [String]?
  /// How many weeks before the race.
  public var weeksBeforeRace: Figure?
  /// How many sessions a week has.
  public var sessionsPerWeek: Figure?
  /// How long a session takes, in minutes.
  public var minutes: Figure?
  /// How many runs a week has.
  public var runsPerWeek: Figure?
  /// What is asked of its exercises.
  public var dose: WeekDose?
  /// How much it is, in words.
  public var volume: String?
  /// The load, in words.
  public var load: String?
  /// The rest after a set.
  public var rest: ProgramRest?
  /// The programs that the source has for it.
  public var programs: [String] = []
  /// The exercises that the source names for it.
  public var exercises: [ProgramExercise] = []
  /// What it does without.
  public var avoid: [Avoidance] = []
  /// What else there is to say.
  public var note: String?
  /// The document and its lines, where they are others than the program's.
  public var source: String?

  /// A phase that asks for nothing yet.
  public init(_ phase: Phase) { self.phase = phase }
}

/// A move to pick.
public struct ProgramMove: Hashable, Sendable {
  /// What it is, and what it is asked for where the source has no levels.
  public var exercise: ProgramExercise
  /// The heading that the source has it under.
  public var group: String?
  /// What a beginner is asked for.
  public var beginner: Dose?
  /// What somebody advanced is asked for.
  public var advanced: Dose?
  /// What comes after that.
  public var then: String?
  /// What to look at.
  public var check: String?

  /// A move.
  public init(_ exercise: ProgramExercise) { self.exercise = exercise }
}

/// What helps with an injury.
public struct ProgramInjury: Hashable, Sendable {
  /// What commands say: `injury-itb`.
  public var id: String
  /// What people read.
  public var name: String
  /// The first choice.
  public var exercises: [String] = []
  /// What else helps.
  public var more: [String] = []
  /// What the source names without a move.
  public var slots: [String] = []
  /// What the source takes for the cause.
  public var weakLink: String?
  /// What is asked of those that the source gives figures for, by their ids.
  public var doses: [String: WeekDose] = [:]
  /// What the others are asked for.
  public var dose: Dose?
  /// What else there is to say.
  public var note: String?
  /// The document and its lines.
  public var source: String?

  /// An injury.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
