// What a session of a program says: blocks, and what is done in them.

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
