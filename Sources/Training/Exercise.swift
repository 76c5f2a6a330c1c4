/// Whether an exercise is timed or counted.
public enum Kind: String, CaseIterable, Hashable, Sendable {
  /// Timed and static.
  case hold
  /// Counted.
  case reps
}

/// Whether one set of an exercise serves the whole body, or each side has its own.
public enum Sides: String, CaseIterable, Hashable, Sendable {
  /// One set covers the body, be it with both sides at once or in turn.
  case both
  /// Left and right have a set each.
  case each
}

/// The side that a set was done on.
public enum Side: String, CaseIterable, Hashable, Sendable {
  /// The whole body.
  case both
  /// The left side.
  case left
  /// The right side.
  case right

  /// Left for right and right for left.
  public var opposite: Side {
    switch self {
    case .both: .both
    case .left: .right
    case .right: .left
    }
  }
}

/// An athlete's level, which picks the target of the catalogue.
public enum Level: String, CaseIterable, Hashable, Sendable {
  /// The first targets.
  case beginner
  /// The targets of somebody who has met the first ones.
  case advanced
}

/// What FIT files call an exercise: numbers of the FIT profile's enumerations.
public struct ExerciseCategory: Hashable, Sendable {
  /// Of its `exercise_category`: 19 for planks.
  public var number: UInt16
  /// Of that category's own names, such as `plank_exercise_name`: 66 for the side plank; `nil` where the category alone
  /// is said.
  public var subtype: UInt16?

  /// A category of these numbers.
  public init(number: UInt16, subtype: UInt16?) {
    self.number = number
    self.subtype = subtype
  }
}

/// An entry of the catalogue.
public struct Exercise: Hashable, Sendable {
  /// The name that configuration, commands and JSON use: `wall-sit`.
  public var id: String
  /// The name for people: `Wall sit`.
  public var name: String
  /// Other names that are understood where an exercise is asked for.
  public var aliases: [String]
  /// Timed or counted.
  public var kind: Kind
  /// Whether each side has a set of its own.
  public var sides: Sides
  /// The target of a beginner, where a source gives one.
  public var beginner: Target?
  /// The target of an advanced athlete, where a source gives one.
  public var advanced: Target?
  /// What FIT files call it; `nil` where they have no word for it.
  public var category: ExerciseCategory?

  /// An entry of the catalogue.
  public init(
    id: String, name: String, aliases: [String] = [], kind: Kind, sides: Sides, beginner: Target? = nil,
    advanced: Target? = nil, category: ExerciseCategory? = nil
  ) {
    self.id = id
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.sides = sides
    self.beginner = beginner
    self.advanced = advanced
    self.category = category
  }

  /// The catalogue's target for a level; an open figure is no target.
  public func target(for level: Level) -> Target? {
    switch level {
    case .beginner: beginner
    case .advanced: advanced
    }
  }

  /// The side that is due first: left where each side has its own set.
  public var firstSide: Side { sides == .each ? .left : .both }
}

/// All exercises that are known, in the order of their files.
public struct Catalogue: Sendable {
  /// The entries, shipped ones first, a site's own after them.
  public private(set) var exercises: [Exercise] = []
  private var indexByID: [String: Int] = [:]
  private var indexByAlias: [String: Int] = [:]

  /// A catalogue of entries; of two with an equal id the later one replaces the earlier.
  public init(_ exercises: [Exercise] = []) {
    for exercise in exercises { add(exercise) }
  }

  /// Adds an entry, or replaces the one of the same id.
  public mutating func add(_ exercise: Exercise) {
    if let index = indexByID[exercise.id] {
      exercises[index] = exercise
    } else {
      indexByID[exercise.id] = exercises.count
      exercises.append(exercise)
    }
    let index = indexByID[exercise.id]!
    for alias in exercise.aliases + [exercise.name] { indexByAlias[alias.lowercased()] = index }
  }

  /// The entry of exactly this id.
  public subscript(id: String) -> Exercise? { indexByID[id].map { exercises[$0] } }

  /// The entry of this id, name or alias, the last two whatever their case.
  public func find(_ text: String) -> Exercise? {
    self[text] ?? indexByAlias[text.lowercased()].map { exercises[$0] }
  }

  /// The id nearest to a misspelt one, if any is near enough to be meant.
  public func nearest(to text: String) -> String? { nearestName(to: text, among: exercises.map(\.id)) }

  /// The entry `steps` after (before, where negative) the one of this id, round at the ends.
  public func neighbor(of id: String, steps: Int) -> Exercise? {
    guard !exercises.isEmpty else { return nil }
    guard let index = indexByID[id] else { return exercises.first }
    let count = exercises.count
    return exercises[((index + steps) % count + count) % count]
  }
}
