// A session of a program as the sets that it asks for, one after the other.
//
// It owns the order (straight, superset, circuit; left and right by turns) and what is taken where a source leaves a figure
// open, each marked as Holdfast's own. Stations walk along it, commands show it. It knows no log, no clock and no station.

/// What is taken for guidance where a source leaves a figure open. All of them are Holdfast's own.
public enum Guidance {
  /// Sets: the lower end of "2-3 to start with", which a source says of holds (004:339).
  public static let sets = 2
  /// Rounds of a circuit or superset: the lower end of 2-3 (004:416).
  public static let rounds = 2
  /// Seconds of a hold: where small muscle groups begin (004:828).
  public static let seconds = 20.0
  /// Repetitions: within every source's range for the base (D9).
  public static let reps = 8.0
  /// Rest after a set or round: about a minute, as home rounds have it (004:743).
  public static let rest = Interval.seconds(60)
  /// A short rest.
  public static let shortRest = Interval.seconds(30)
  /// A full rest.
  public static let fullRest = Interval.seconds(180)
}

/// A set that a session asks for.
public struct PlannedSet: Hashable, Sendable {
  /// The exercise's id.
  public var exercise: String
  /// What may stand in for it.
  public var alternatives: [String] = []
  /// The side.
  public var side: Side
  /// What is asked for; `nil` where the exercise is not known any more.
  public var target: Target?
  /// Whether the figure is Holdfast's own, since the source leaves it open.
  public var isOwnTarget = false
  /// The rest after it; zero where the next follows at once, `nil` after the last.
  public var rest: Interval?
  /// Whether the rest is Holdfast's own.
  public var isOwnRest = false
  /// The place of its block in the session, from 0.
  public var block: Int
  /// The place of its exercise in the block, from 0.
  public var place: Int
  /// Which set of its exercise and side it is, from 1.
  public var number: Int
  /// How many of them there are.
  public var count: Int
  /// Whether the session is whole without it.
  public var isOptional = false

  /// A set.
  public init(exercise: String, side: Side, block: Int, place: Int, number: Int, count: Int) {
    self.exercise = exercise
    self.side = side
    self.block = block
    self.place = place
    self.number = number
    self.count = count
  }
}

extension PlannedSet {
  /// The rest that is to be timed; `nil` where the next set follows at once, or none does.
  public var timedRest: Interval? { rest.flatMap { $0 > .zero ? $0 : nil } }
}

extension ProgramSession {
  /// The sets that the session asks for, in their order.
  ///
  /// Of a range of sets or rounds it is the lower end. Free choices are not among them, nor what a warm-up or cool-down names
  /// without a figure: those are shown, and done as everybody likes.
  /// - Parameters:
  ///   - week: what its week says; `nil` where every week is the same.
  ///   - catalogue: what kind an exercise is, which sides it has, and what a level is asked for.
  public func plannedSets(in week: ProgramWeek?, catalogue: Catalogue, level: Level) -> [PlannedSet] {
    var sets: [PlannedSet] = []
    for (index, block) in blocks.enumerated() {
      let walk = BlockWalk(block, index: index, week: week, catalogue: catalogue, level: level)
      sets += walk.sets
    }
    if !sets.isEmpty {
      sets[sets.count - 1].rest = nil
      sets[sets.count - 1].isOwnRest = false
    }
    return sets
  }
}

/// The sets of one block.
private struct BlockWalk {
  private let block: ProgramBlock
  private let index: Int
  private let week: ProgramWeek?
  private let catalogue: Catalogue
  private let level: Level

  init(_ block: ProgramBlock, index: Int, week: ProgramWeek?, catalogue: Catalogue, level: Level) {
    self.block = block
    self.index = index
    self.week = week
    self.catalogue = catalogue
    self.level = level
  }

  var sets: [PlannedSet] {
    let places = block.exercises.indices.filter(isWalked)
    switch block.form {
    case .straight:
      return places.flatMap { place in
        let count = count(of: block.exercises[place])
        return (1...count).flatMap { number in sets(of: place, number: number, of: count, endsRound: false) }
      }
    case .superset, .circuit:
      let rounds = block.rounds.map { $0.lower.map { Int($0) } ?? Guidance.rounds }
      let counts = places.map { rounds ?? count(of: block.exercises[$0]) }
      return (1...max(1, counts.max() ?? 1)).flatMap { round in
        let there = places.indices.filter { counts[$0] >= round }
        return there.flatMap { index in
          sets(of: places[index], number: round, of: counts[index], endsRound: index == there.last)
        }
      }
    }
  }

  /// What has no figure is no set in a warm-up; a free choice is none anywhere.
  private func isWalked(_ place: Int) -> Bool {
    let exercise = block.exercises[place]
    guard let id = exercise.exercises.first, catalogue[id] != nil else { return false }
    guard block.part == .warmUp || block.part == .coolDown || block.part == .mobility else { return true }
    return dose(of: exercise) != nil
  }

  private func count(of exercise: ProgramExercise) -> Int {
    let sets = block.sets(of: exercise, in: week)
    if let lower = sets?.lower { return Int(lower) }
    // What is named once, with how long it takes, is done once.
    return sets == nil && block.part != .work ? 1 : Guidance.sets
  }

  /// The figure that the program gives; `nil` where it is open.
  private func dose(of exercise: ProgramExercise) -> Target? {
    guard let id = exercise.exercises.first, let entry = catalogue[id] else { return nil }
    return block.dose(of: exercise, in: week, kind: entry.kind)?.target
  }

  private func sets(of place: Int, number: Int, of count: Int, endsRound: Bool) -> [PlannedSet] {
    let exercise = block.exercises[place]
    guard let id = exercise.exercises.first, let entry = catalogue[id] else { return [] }
    let sides: [Side] = (exercise.sides ?? entry.sides) == .each ? [.left, .right] : [.both]
    return sides.map { side in
      var set = PlannedSet(exercise: id, side: side, block: index, place: place, number: number, count: count)
      set.alternatives = Array(exercise.exercises.dropFirst())
      set.isOptional = exercise.isOptional || block.isOptional
      if let target = dose(of: exercise) {
        set.target = target
      } else if let target = entry.target(for: level) {
        set.target = target
      } else {
        set.target =
          entry.kind == .hold
          ? Target(seconds: .exactly(Guidance.seconds)) : Target(reps: .exactly(Guidance.reps))
        set.isOwnTarget = true
      }
      // The other side follows at once.
      guard side != .left else {
        set.rest = .zero
        return set
      }
      (set.rest, set.isOwnRest) = rest(after: exercise, endsRound: endsRound)
      return set
    }
  }

  private func rest(after exercise: ProgramExercise, endsRound: Bool) -> (Interval, isOwn: Bool) {
    let said = exercise.rest ?? (endsRound ? block.roundRest ?? block.rest : block.rest)
    if let said { return (said.taken.rest, said.taken.isOwn) }
    // Within a round one goes on at once.
    if block.form != .straight, !endsRound { return (.zero, false) }
    return (Guidance.rest, true)
  }
}
