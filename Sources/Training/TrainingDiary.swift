// All that the rules look at, of one athlete.
//
// It owns nothing: whoever asks (the plan of a week, the report) gathers it from the log, the calendar of runs, the answers
// and the catalogue. Rules are functions of it (Rule*.swift), and know no file, clock or station. Days are numbers from
// 1970-01-01, weeks are those of `weekNumber(ofDay:)`, from Monday.

/// What an exercise counts as, for rules that speak of kinds of work.
public enum ExerciseClass: String, CaseIterable, Hashable, Sendable {
  // Patterns of movement (rule 90).
  case squat, lunge, hinge, push, pull
  /// One leg at a time carries.
  case singleLeg = "single-leg"
  /// To the side.
  case lateral
  /// Several joints, as lifts have it.
  case compound
  /// The trunk.
  case core
  /// Legs and hips.
  case lower
  /// Arms, chest, back and shoulders.
  case upper
  /// A position that is held.
  case hold
  /// Jumps, throws, sprints.
  case plyometric
  /// Against the runner's injuries.
  case prehab
  /// Drills, rolling, breathing.
  case mobility
  /// A static stretch.
  case stretch
  /// Wakes muscles up before the work: dynamic warm-up, bridges, band walks.
  case activation
  /// Glutes, hamstrings, lower back.
  case posterior
  /// Quads, chest, abs.
  case anterior
  /// A machine that isolates.
  case machine
  /// Of a large muscle group.
  case bigMuscle = "big-muscle"
  /// Of a small muscle group.
  case smallMuscle = "small-muscle"
}

extension Set<ExerciseClass> {
  /// Whether an exercise of these is strength work: no drill, stretch or warm-up.
  public var isWork: Bool { isDisjoint(with: [.mobility, .stretch, .activation]) }
}

/// A set, as far as rules go.
public struct DiarySet: Hashable, Sendable {
  /// The set.
  public var set: LoggedSet
  /// Its local day.
  public var day: Int
  /// When in the day it began, in minutes from midnight.
  public var minute: Int
  /// What its exercise counts as.
  public var classes: Set<ExerciseClass>
  /// Whether it was heavy; see `Heaviness.isHeavy(_:classes:bestEstimate:)`.
  public var isHeavy: Bool

  /// A set.
  public init(_ set: LoggedSet, day: Int, minute: Int, classes: Set<ExerciseClass>, isHeavy: Bool) {
    self.set = set
    self.day = day
    self.minute = minute
    self.classes = classes
    self.isHeavy = isHeavy
  }
}

/// The sets of one athlete with less than `session_gap` between them.
public struct DiarySession: Hashable, Sendable {
  /// The sets, oldest first; never none.
  public var sets: [DiarySet]
  /// The id of the program's session that it was; `nil` for none.
  public var session: String?

  /// A session.
  public init(_ sets: [DiarySet], session: String? = nil) {
    self.sets = sets
    self.session = session
  }

  /// The local day of its first set.
  public var day: Int { sets[0].day }
  /// Whether anything in it is strength work: mobility, stretches and activation alone are not.
  public var isStrength: Bool {
    sets.contains { $0.classes.isWork }
  }
  /// Minutes from the start of the first set to the end of the last.
  public var minutes: Double {
    guard let first = sets.first, let end = sets.map(\.set.endedAt).max() else { return 0 }
    return (end - first.set.startedAt).seconds / 60
  }
}

/// A strength session that is planned for a day.
public struct PlannedDay: Hashable, Sendable {
  /// The day.
  public var day: Int
  /// The program's session.
  public var session: String
  /// The sets that it asks for.
  public var sets: [PlannedSet]

  /// A planned session.
  public init(day: Int, session: String, sets: [PlannedSet]) {
    self.day = day
    self.session = session
    self.sets = sets
  }
}

/// All that the rules look at, of one athlete.
public struct TrainingDiary: Sendable {
  /// Today.
  public var today: Int
  /// The week that is looked at: `weekNumber(ofDay:)`.
  public var week: Int
  /// The athlete's level.
  public var level: Level = .beginner
  /// The sessions, oldest first.
  public var sessions: [DiarySession] = []
  /// The runs, oldest first, those to come among them.
  public var runs: [LoggedRun] = []
  /// The race, past or to come.
  public var race: Race?
  /// The phase of each day that is asked about; `nil` where nobody knows.
  public var phase: @Sendable (Int) -> Phase? = { _ in nil }
  /// The program that is followed.
  public var program: Program?
  /// When it was begun.
  public var run: ProgramRun?
  /// The answers, oldest first.
  public var answers: [Answer] = []
  /// What is planned from today on, oldest first.
  public var planned: [PlannedDay] = []
  /// All exercises.
  public var catalogue: Catalogue
  /// What an exercise counts as.
  public var classes: @Sendable (String) -> Set<ExerciseClass>
  /// The forms that an exercise is the next harder one of; none where no source names one.
  public var easierForms: @Sendable (String) -> [String] = { _ in [] }

  /// An empty diary.
  public init(
    today: Int, catalogue: Catalogue, classes: @escaping @Sendable (String) -> Set<ExerciseClass>
  ) {
    self.today = today
    week = weekNumber(ofDay: today)
    self.catalogue = catalogue
    self.classes = classes
  }
}

/// What a rule has to say of a diary.
public struct RuleFinding: Hashable, Sendable {
  /// How much it matters.
  public enum Gravity: String, CaseIterable, Hashable, Sendable {
    /// The rule is broken, or will be by the plan.
    case warning
    /// Worth knowing: a review is due, an answer changes the plan.
    case advice
  }

  /// The rule's number, 1 to 90.
  public var rule: Int
  /// The day that it is about; the first of several. The Monday, where it is about a week.
  public var day: Int
  /// How much it matters.
  public var gravity: Gravity
  /// What was seen, against what is asked for, with the figures: `strength on Tue and Wed; at least a full day lies between`.
  public var text: String

  /// A finding.
  public init(_ rule: Int, day: Int, _ gravity: Gravity = .warning, _ text: String) {
    self.rule = rule
    self.day = day
    self.gravity = gravity
    self.text = text
  }
}

/// A rule, as the data has it.
public struct TrainingRule: Hashable, Sendable {
  /// One figure of a source.
  public struct Value: Hashable, Sendable {
    /// The quantity, always in the same words: `strength sessions a week`.
    public var what: String
    /// The figure.
    public var value: Figure
    /// `s`, `min`, `h`, `days`, `weeks`, `%` …; `nil` for a count.
    public var unit: String?
    /// How long each of them is, in minutes.
    public var minutes: Figure?
    /// Of which phase.
    public var phase: Phase?
    /// Of which program.
    public var program: String?
    /// Of which of its weeks.
    public var weeks: Figure?
    /// For which level.
    public var level: Level?
    /// For which runner.
    public var runner: String?
    /// For which race: `marathon`, `shorter`.
    public var race: String?
    /// Of which exercises.
    public var exercises: [String] = []
    /// When else, in words.
    public var when: String?
    /// Documents and lines.
    public var source: String

    /// A figure.
    public init(_ what: String, _ value: Figure, source: String) {
      self.what = what
      self.value = value
      self.source = source
    }
  }

  /// 1 to 90.
  public var number: Int
  /// What warnings and commands say: `spacing`.
  public var id: String
  /// `how-often`, `where-in-the-week` …
  public var topic: String
  /// What it says.
  public var text: String
  /// The exercises that it is about.
  public var exercises: [String] = []
  /// What can be compared.
  public var values: [Value] = []
  /// Documents and lines.
  public var source: String
  /// What other documents say instead.
  public var differs: String?
  /// The disagreements that it is part of: `D14`.
  public var disagreements: [String] = []
  /// All that has to be known to see whether it is kept.
  public var needs: [String] = []
  /// How that is seen; `nil` where nothing could show it.
  public var check: String?
  /// Why nothing that is known could show it; `nil` where it is checked.
  public var advice: String?

  /// A rule.
  public init(number: Int, id: String, topic: String, text: String, source: String) {
    self.number = number
    self.id = id
    self.topic = topic
    self.text = text
    self.source = source
  }
}
