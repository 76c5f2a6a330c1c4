// What a program asks for in one session, and what was done of it.

/// A set that was done, as far as a program goes.
public struct DoneSet: Hashable, Sendable {
  /// The exercise's id.
  public var exercise: String
  /// The side.
  public var side: Side
  /// How long it was.
  public var duration: Interval
  /// The repetitions; `nil` where nothing counted.
  public var reps: Int?
  /// The load in kg.
  public var loadKg: Double?
  /// Whether it was measured to its end and is not beyond belief.
  public var isSound: Bool

  /// A set.
  public init(
    exercise: String, side: Side, duration: Interval, reps: Int? = nil, loadKg: Double? = nil,
    isSound: Bool = true
  ) {
    self.exercise = exercise
    self.side = side
    self.duration = duration
    self.reps = reps
    self.loadKg = loadKg
    self.isSound = isSound
  }

  /// A set of the log.
  public init(_ set: LoggedSet) {
    self.init(
      exercise: set.exercise, side: set.side, duration: set.duration, reps: set.reps, loadKg: set.loadKg,
      isSound: set.mayBeRecord)
  }
}

extension PlannedSet {
  /// Whether a set is one of these: the exercise, or one that may stand in for it, and the side.
  public func isMatched(by set: DoneSet) -> Bool { isMatched(byExercise: set.exercise, side: set.side) }

  /// Whether a set of this exercise and side is one of these.
  public func isMatched(byExercise other: String, side: Side) -> Bool {
    (other == exercise || alternatives.contains(other)) && side == self.side
  }

  /// Whether a set that matches did what was asked; what cannot be told counts as done: repetitions that nothing counted.
  public func isMet(by set: DoneSet) -> Bool {
    guard set.isSound, var target else { return set.isSound }
    if set.reps == nil { (target.reps, target.steps) = (nil, nil) }
    return target.isMet(duration: set.duration, count: set.reps) != false
  }
}

/// A session that a program asks for.
public struct DueSession: Hashable, Sendable {
  /// The week of the program, from 1.
  public var week: Int
  /// The session's id.
  public var session: String
  /// What people read.
  public var name: String
  /// Which session of the week it is, from 1.
  public var number: Int
  /// The sets, in their order, with today's figures.
  public var sets: [PlannedSet]
  /// Why the figures are what they are, for each set.
  public var reasons: [ProgressionReason]

  /// A session; `reasons` has one for each set.
  public init(
    week: Int, session: String, name: String, number: Int, sets: [PlannedSet], reasons: [ProgressionReason]
  ) {
    self.week = week
    self.session = session
    self.name = name
    self.number = number
    self.sets = sets
    self.reasons = reasons
  }

  /// Which of the sets were done: the index of the set that did it, for each. Each set counts once, for the first that is
  /// left.
  public func matches(_ done: [DoneSet]) -> [Int?] {
    var matches = [Int?](repeating: nil, count: sets.count)
    for (index, set) in done.enumerated() {
      if let place = sets.indices.first(where: { matches[$0] == nil && sets[$0].isMatched(by: set) }) {
        matches[place] = index
      }
    }
    return matches
  }
}
