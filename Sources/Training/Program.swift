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

extension Substring {
  /// Without the spaces around it.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
