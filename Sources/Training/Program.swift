// What a program says, as its file says it (docs/programs.md).
//
// It owns the prescriptions and what a source leaves open. Settings reads it, the walk through a session follows it, and
// commands show it. It knows no dates, no log and no station, and it never fills in an open figure: what is then taken
// for guidance is said where that is done.

/// What kind of program it is.
public enum ProgramKind: String, CaseIterable, Hashable, Sendable {
  /// Sessions in a week, week after week.
  case plan
  /// One session.
  case routine
  /// Moves to pick from.
  case menu
  /// What each phase of a season asks for.
  case phases
}

/// A phase of the season.
public enum Phase: String, CaseIterable, Hashable, Sendable {
  /// No race in sight.
  case offSeason = "off-season"
  /// A foundation is laid.
  case base
  /// The work for the race.
  case build
  /// The weeks with the most running.
  case peak
  /// Less and less, so that the race finds a rested runner.
  case taper
  /// The week that ends with the race.
  case raceWeek = "race-week"
  /// After the race.
  case recovery
}

/// A program.
public struct Program: Hashable, Sendable {
  /// What commands and configuration say: `home-plan`.
  public var id: String
  /// What people read.
  public var name: String
  /// What it is.
  public var kind: ProgramKind
  /// The document and its lines.
  public var source: String
  /// What it is about, in a sentence.
  public var about: String?
  /// Whom it is for.
  public var audience: String?
  /// When it is done, in words.
  public var when: String?
  /// How long a session takes, in minutes.
  public var minutes: Figure?
  /// Without any of these it cannot be done; empty where nothing is needed, `nil` where the source does not say.
  public var equipment: [String]?
  /// What helps.
  public var optionalEquipment: [String] = []
  /// How many sessions a week has.
  public var sessionsPerWeek: Figure?
  /// The days that the source has as an example.
  public var days: [Weekday] = []
  /// Its last session is at least so many days before the race.
  public var endsDaysBeforeRace: Figure?
  /// Where sources disagree: which one this follows.
  public var follows: [Choice] = []
  /// What else the source leaves open.
  public var open: [String] = []
  /// How the figures grow, where nothing nearer says so.
  public var progression: Progression?
  /// What single weeks say; none where every week is the same.
  public var weeks: [ProgramWeek] = []
  /// The sessions, in their order.
  public var sessions: [ProgramSession] = []
  /// What phases ask for.
  public var phases: [ProgramPhase] = []
  /// What there is to pick from.
  public var moves: [ProgramMove] = []
  /// What helps with which injury.
  public var injuries: [ProgramInjury] = []

  /// A program without anything in it yet.
  public init(id: String, name: String, kind: ProgramKind, source: String) {
    self.id = id
    self.name = name
    self.kind = kind
    self.source = source
  }

  /// Which source a program follows where they disagree.
  public struct Choice: Hashable, Sendable {
    /// The disagreement: `D2`.
    public var disagreement: String
    /// The document: `004`.
    public var source: String

    /// A choice.
    public init(_ disagreement: String, _ source: String) {
      self.disagreement = disagreement
      self.source = source
    }
  }
}

/// A day of the week.
public enum Weekday: String, CaseIterable, Hashable, Sendable {
  /// In the order of ISO 8601.
  case mon, tue, wed, thu, fri, sat, sun
}

/// What a week, or some weeks, say.
public struct ProgramWeek: Hashable, Sendable {
  /// Which weeks, from 1: one, some, or all from there on.
  public var weeks: Figure
  /// Which phase it is in.
  public var phase: Phase?
  /// What it is for.
  public var focus: String?
  /// The sessions, by their ids; `nil` for all.
  public var sessions: [String]?
  /// How many sessions it has.
  public var sessionsPerWeek: Figure?
  /// What is asked of every exercise in it that says nothing itself.
  public var dose: WeekDose?
  /// How much it is, in words.
  public var volume: String?
  /// The load, in words.
  public var load: String?
  /// Whether it is there to recover.
  public var isDeload = false
  /// What else there is to say.
  public var note: String?
  /// The document and its lines, where they are others than the program's.
  public var source: String?

  /// A week that says nothing yet.
  public init(weeks: Figure) { self.weeks = weeks }
}

/// Sets × what each is asked for: `3x8-10`.
public struct WeekDose: Hashable, Sendable {
  /// How many sets.
  public var sets: Figure
  /// What each is asked for, as `Target.init(_:kind:)` reads it; `open` where it is that.
  public var target: String

  /// Reads `2x12`, `3-4x6-10`, `3x30s`, `open x 5-8`, `2 x open`, and `open` where both are.
  /// - Returns: `nil` where there is no `x`, or a part of it is none.
  public init?(_ text: String) {
    if text == "open" {
      (sets, target) = (.open, "open")
      return
    }
    // The letter of "max" is none.
    guard let cross = text.firstIndex(of: "x"), let sets = Figure(text[..<cross].trimmed) else { return nil }
    let target = text[text.index(after: cross)...].trimmed
    guard target == "open" || Target(target, kind: .reps) != nil else { return nil }
    (self.sets, self.target) = (sets, target)
  }

  /// As it is read.
  public var text: String {
    if sets == .open { return target == "open" ? "open" : "open x " + target }
    return sets.text + (target == "open" ? " x " : "x") + target
  }
}

/// A session of a program.
public struct ProgramSession: Hashable, Sendable {
  /// What weeks say.
  public var id: String
  /// What people read.
  public var name: String
  /// How long it takes, in minutes.
  public var minutes: Figure?
  /// The days that the source has as an example.
  public var days: [Weekday] = []
  /// Whether the week is whole without it.
  public var isOptional = false
  /// When it is done, in words.
  public var when: String?
  /// The session that it may stand in for: one of the two is done.
  public var insteadOf: String?
  /// What else there is to say.
  public var note: String?
  /// The document and its lines, where they are others than the program's.
  public var source: String?
  /// What is done, in its order.
  public var blocks: [ProgramBlock] = []

  /// A session without blocks yet.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// A part of a session.
public struct ProgramBlock: Hashable, Sendable {
  /// How its sets follow one another.
  public enum Form: String, CaseIterable, Hashable, Sendable {
    /// All sets of an exercise, then those of the next.
    case straight
    /// The exercises by turns, set by set.
    case superset
    /// Once through all of them is a round.
    case circuit
  }

  /// What it is in the session.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    /// Before the work.
    case warmUp = "warm-up"
    /// The session itself.
    case work
    /// After the work, still hard.
    case finisher
    /// Range of motion.
    case mobility
    /// The end.
    case coolDown = "cool-down"
  }

  /// What people read.
  public var name: String
  /// How its sets follow one another.
  public var form = Form.straight
  /// What it is in the session.
  public var part = Part.work
  /// How many rounds a superset or circuit has.
  public var rounds: Figure?
  /// What is asked of every exercise in it that says nothing itself.
  public var dose: WeekDose?
  /// When it is done, in words.
  public var when: String?
  /// How long it takes, in minutes.
  public var minutes: Figure?
  /// The rest after each set.
  public var rest: ProgramRest?
  /// The rest after each round.
  public var roundRest: ProgramRest?
  /// Whether the session is whole without it.
  public var isOptional = false
  /// How its figures grow.
  public var progression: Progression?
  /// What else there is to say.
  public var note: String?
  /// The document and its lines, where they are others than the program's.
  public var source: String?
  /// What is done, in its order.
  public var exercises: [ProgramExercise] = []

  /// A block without exercises yet.
  public init(name: String) { self.name = name }
}

/// A rest, as a source says it.
public enum ProgramRest: Hashable, Sendable {
  /// So many seconds, or nothing that the source says.
  case seconds(Figure)
  /// Until recovered.
  case full
  /// As short as it may be.
  case short

  /// Reads `60s`, `30-60s`, `1min`, `open`, `full`, `short`.
  public init?(_ text: String) {
    switch text {
    case "full": self = .full
    case "short": self = .short
    case "open": self = .seconds(.open)
    default:
      guard let target = Target(text, kind: .hold), target == Target(seconds: target.seconds) else {
        return nil
      }
      switch target.seconds {
      case .exactly(let value)?: self = .seconds(.exactly(value))
      case .range(let low, let high)?: self = .seconds(low < high ? .range(low, high) : .exactly(low))
      default: return nil
      }
    }
  }

  /// As it is read.
  public var text: String {
    switch self {
    case .seconds(.open): "open"
    case .seconds(let figure): figure.text + "s"
    case .full: "full"
    case .short: "short"
    }
  }
}

/// What a set is asked for, as a source says it.
public struct Dose: Hashable, Sendable {
  /// As it is written: `20-30s`, `60s+`, `open`.
  public var text: String
  /// What that asks for: of "or more" its figure; `nil` where it is open.
  public var target: Target?

  /// Reads `open`, and what `Target.init(_:kind:)` does, with a `+` behind it for "or more".
  /// - Returns: `nil` where it is no target.
  public init?(_ text: String, kind: Kind) {
    self.text = text
    guard text != "open" else { return }
    guard let target = Target(text.hasSuffix("+") ? String(text.dropLast()) : text, kind: kind) else {
      return nil
    }
    self.target = target
  }
}

/// An exercise of a block.
public struct ProgramExercise: Hashable, Sendable {
  /// The exercises that may be done, the first where nothing is chosen; none where all is left open.
  public var exercises: [String]
  /// A free choice, as the source puts it; the exercises are then some that may fill it.
  public var slot: String?
  /// How many moves fill the choice; one, where it is not said.
  public var pick: Figure?
  /// How many sets; `nil` where the week or the rounds say it.
  public var sets: Figure?
  /// What a set is asked for; `nil` where the block or the week says it.
  public var dose: Dose?
  /// The sides, where they are others than the catalogue's.
  public var sides: Sides?
  /// The rest after each set.
  public var rest: ProgramRest?
  /// The load, in words.
  public var load: String?
  /// Whether the block is whole without it.
  public var isOptional = false
  /// How its figures grow.
  public var progression: Progression?
  /// How often a week, in a phase.
  public var perWeek: Figure?
  /// What else there is to say.
  public var note: String?
  /// The document and its lines, where they are others than the program's.
  public var source: String?

  /// An exercise, or the first of those that may be done.
  public init(_ exercises: [String]) { self.exercises = exercises }
}

/// How figures grow from session to session.
public struct Progression: Hashable, Sendable {
  /// What changes: one thing at a time.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    /// Seconds.
    case seconds
    /// Repetitions up to the upper end, then the load.
    case double
    /// The load.
    case load
    /// Nothing.
    case none
  }

  /// What changes.
  public var rule: Rule
  /// By how much: seconds, or % of the load; `nil` for Holdfast's own.
  public var step: Figure?
  /// At most so many % a week.
  public var capPercent: Double?
  /// Where it is from; `nil` where it is Holdfast's own.
  public var source: String?

  /// A progression.
  public init(_ rule: Rule, step: Figure? = nil, capPercent: Double? = nil, source: String? = nil) {
    self.rule = rule
    self.step = step
    self.capPercent = capPercent
    self.source = source
  }
}

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

extension Substring {
  /// Without the spaces around it.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
