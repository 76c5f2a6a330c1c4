public import Training

/// What an exercise belongs to in a runner's training.
public enum Pillar: String, CaseIterable, Hashable, Sendable {
  /// Positions that are held.
  case isometric
  /// Squats, lunges, deadlifts, bridges: several joints.
  case compound
  /// Jumps, throws, sprints.
  case plyometric
  /// The trunk.
  case core
  /// Push and pull of the upper body.
  case upper
  /// Against the runner's injuries.
  case prehab
  /// Before and after: stretches, drills, rolling, breathing.
  case mobility
}

/// What a source asks for in one place.
public struct ExerciseDose: Hashable, Sendable {
  /// As the file writes it: `2-3x30-60s`, `2x12 open`, `open`.
  public var text: String
  /// How many sets; `nil` where that is open.
  public var sets: Amount?
  /// What each set is asked for; `nil` where the figure or its unit is open.
  public var target: Target?
  /// What for, when or for whom: `home plan`.
  public var purpose: String?
  /// A document's number and its lines: `004:203`.
  public var source: String?

  /// Reads a dose; what it is for and where it comes from are left open.
  ///
  /// - Parameter kind: The exercise's, which is the unit of a bare figure.
  /// - Returns: `nil` for what is no dose.
  public init?(_ text: String, kind: Kind) {
    self.text = text
    if text == "open" { return }
    var figure = text[...]
    let isUnitOpen = figure.hasSuffix(" open")
    if isUnitOpen { figure = figure.dropLast(" open".count) }
    if let end = figure.firstIndex(where: { !($0.isWholeNumber || $0 == "-" || $0 == "–") }),
      figure[end] == "x"
    {
      guard let sets = Target(String(figure[..<end]), kind: .reps)?.reps else { return nil }
      self.sets = sets
      figure = figure[figure.index(after: end)...]
    }
    guard let target = Target(String(figure), kind: kind) else { return nil }
    if isUnitOpen {
      // A figure that says its unit, or none at all, has no unit that could be open.
      guard figure.allSatisfy({ $0.isWholeNumber || $0 == "-" || $0 == "–" }) else { return nil }
    } else {
      self.target = target
    }
  }

  /// For people: `2-3 × 30-60 s`, `2 × 12, unit open`.
  public var inWords: String {
    if text == "open" { return text }
    let setsInWords = sets.map { Target(reps: $0).text.dropLast("reps".count) + " × " } ?? ""
    if let target { return setsInWords + target.inWords }
    let figure = text.dropLast(" open".count)
    return setsInWords + (sets == nil ? figure : figure.drop { $0 != "x" }.dropFirst()) + ", unit open"
  }
}

/// What is known of an exercise beside what the tracker needs of it.
public struct ExerciseNotes: Hashable, Sendable {
  /// What the sources ask for beside the targets of the two levels.
  public var doses: [ExerciseDose] = []
  /// The levels that a source has without a figure.
  public var openLevels: [Level] = []
  /// What it trains: muscles, and what else a source names.
  public var muscles: [String] = []
  /// What it belongs to.
  public var pillar: Pillar?
  /// What it counts as, for rules that speak of kinds of work: as the file says, else as `derivedClasses(_:pillar:muscles:)`.
  public var classes: Set<ExerciseClass> = []
  /// What it takes, each perhaps with a choice: `dumbbell or kettlebell`; `open` where no source says.
  public var equipment: [String] = []
  /// What it may be done with.
  public var optionalEquipment: [String] = []
  /// How it gets harder, and what to mind.
  public var progression: String?
  /// The id of the next harder exercise.
  public var next: String?
  /// The keys of the file whose values no source says: they are Holdfast's reading.
  public var inferred: [String] = []
  /// Why a source advises against it.
  public var discouraged: String?
  /// What FIT files call it: `squat/body_weight_wall_squat`.
  public var category: String?
  /// A document's number and its lines: `004:256-267, 004:64`.
  public var source: String?

  /// Notes that say nothing.
  public init() {}
}

/// Exercises that may stand in for one another.
public struct Swap: Hashable, Sendable {
  /// Their ids.
  public var exercises: [String]
  /// The one exercise that the others may stand in for, and which stands in for none of them; `nil`: each for each.
  public var insteadOf: String?
  /// A document's number and its lines.
  public var source: String?

  /// The ids of those that may stand in for an exercise.
  public func standIns(for id: String) -> [String] {
    if let insteadOf { return insteadOf == id ? exercises : [] }
    return exercises.contains(id) ? exercises.filter { $0 != id } : []
  }
}

/// Equipment that goes together.
public struct Kit: Hashable, Sendable {
  /// Its name in commands.
  public var id: String
  /// Its name for people.
  public var name: String
  /// What belongs to it.
  public var equipment: [String]
  /// What may be added.
  public var optionalEquipment: [String]
  /// What to know of it.
  public var notes: [String]
  /// A document's number and its lines.
  public var source: String?
}

/// A place of a plan that leaves the exercise open: `core work`. Nothing is logged under it.
public struct Slot: Hashable, Sendable {
  /// Its name in plans.
  public var id: String
  /// Its name for people.
  public var name: String
  /// A document's number and its lines.
  public var source: String?
}
