// Where an athlete is in a session that a program asks for.
//
// It owns which of the planned sets are done or skipped, and which one is up. It is made from the course and the log
// (SessionPlanner); the station follows it from set to set and selects what it says, commands show it. It knows no log, no clock
// and no station.

/// A session of a program on its way.
public struct SessionGuide: Hashable, Sendable {
  /// What became of a planned set.
  public enum Mark: Hashable, Sendable {
    /// Still to do.
    case open
    /// Passed over; one can go back to it.
    case skipped
    /// Done, with this exercise: the planned one, or one that may stand in for it.
    case done(exercise: String)
  }

  /// The program's id.
  public let program: String
  /// What people call it.
  public let programName: String
  /// The session with today's figures.
  public let due: DueSession
  /// The local day that it is told for, from 1970-01-01: on another one a session that was not begun begins anew.
  public let day: Int
  /// What became of each of its sets.
  public private(set) var marks: [Mark]
  /// The set that is up, as its place in `due.sets`; `nil` when nothing is left to do.
  public private(set) var current: Int?
  /// Which places were done, in the order in which that happened.
  private var taken: [Int] = []
  /// The sets that were asked for no more, in the same order: what was done beyond the plan is taken back beside it.
  private var extra: [DoneSet] = []
  /// The loads of the sets that were done.
  private var loads: [Int: Double] = [:]

  /// A session, as far as it was done.
  ///
  /// What is up is the first set that is open after the one that was done last.
  /// - Parameters:
  ///   - done: the sets of the running session, in their order.
  ///   - day: the local day on which that began; without one, today.
  public init(program: String, programName: String, due: DueSession, done: [DoneSet] = [], day: Int = 0) {
    self.day = day
    self.program = program
    self.programName = programName
    self.due = due
    marks = due.sets.map { _ in .open }
    current = due.sets.isEmpty ? nil : 0
    for set in done {
      if let place = place(of: set.exercise, set.side) { mark(place, set) } else { extra.append(set) }
    }
    if let last = taken.last { current = nextOpen(after: last) }
  }

  /// The set that is up.
  public var set: PlannedSet? { current.map { due.sets[$0] } }

  /// The exercise that is up: what was done in the place of the planned one stays in its place for the sets that follow.
  public var exercise: String? {
    guard let set else { return nil }
    if let before = before(set), case .done(let exercise) = marks[before] { return exercise }
    return set.exercise
  }

  /// The load in kg for a set of the plan that is done with an exercise: as the set before it was done, else as the plan has it
  /// (not for what stands in), else the last one of the exercise.
  public func load(of exercise: String, for set: PlannedSet, last: Double?) -> Double? {
    if let before = before(set), marks[before] == .done(exercise: exercise) { return loads[before] }
    return (exercise == set.exercise ? set.target?.loadKg : nil) ?? last
  }

  /// The set that is up, where it can be this exercise, else the first that is left and can.
  public func firstLeft(of exercise: String) -> PlannedSet? {
    func can(_ place: Int) -> Bool {
      if case .done = marks[place] { return false }
      return due.sets[place].isMatched(byExercise: exercise, side: due.sets[place].side)
    }
    return (current.flatMap { can($0) ? $0 : nil } ?? marks.indices.first(where: can)).map { due.sets[$0] }
  }

  /// The set of the same exercise that was done last.
  private func before(_ set: PlannedSet) -> Int? {
    taken.last { due.sets[$0].block == set.block && due.sets[$0].place == set.place }
  }

  /// How many of its sets are done.
  public var doneCount: Int { taken.count }

  /// Whether anything was passed over.
  public var hasSkipped: Bool { marks.contains(.skipped) }

  /// Whether it is the same session of the same week, told for the same day.
  public func isSame(as other: SessionGuide) -> Bool {
    program == other.program && due.week == other.due.week && due.number == other.due.number
      && due.session == other.due.session && day == other.day
  }

  /// Whether a set would be the one that is up.
  public func isUp(exercise: String, side: Side) -> Bool {
    set?.isMatched(byExercise: exercise, side: side) == true
  }

  /// What is asked of a set of this exercise and side: the one that is up, where it can be that, else the first that is left.
  public func set(of exercise: String, side: Side) -> PlannedSet? {
    place(of: exercise, side).map { due.sets[$0] }
  }

  /// Takes a set that was done: it is the one that is up, where it can be that, else the first that is left of its kind.
  /// - Returns: what had been asked for; `nil` where nothing had.
  @discardableResult
  public mutating func take(_ set: DoneSet) -> PlannedSet? {
    guard let place = place(of: set.exercise, set.side) else {
      extra.append(set)
      return nil
    }
    mark(place, set)
    // A set out of its turn leaves what is up.
    if place == current || current == nil { current = nextOpen(after: place) }
    return due.sets[place]
  }

  /// A set is no longer in the log: it is up again, if it had been asked for.
  public mutating func takeBack(exercise: String, side: Side) {
    if let index = extra.lastIndex(where: { $0.exercise == exercise && $0.side == side }) {
      extra.remove(at: index)
      return
    }
    guard
      let index = taken.lastIndex(where: {
        marks[$0] == .done(exercise: exercise) && due.sets[$0].side == side
      })
    else { return }
    let place = taken.remove(at: index)
    loads[place] = nil
    marks[place] = .open
    current = place
  }

  /// Passes over the set that is up. When nothing is left, what was passed over stays so.
  public mutating func skip() {
    guard let place = current else { return }
    marks[place] = .skipped
    current = nextOpen(after: place)
  }

  /// Goes back to the nearest set before the one that is up that is not done.
  /// - Returns: whether there is one.
  @discardableResult
  public mutating func goBack() -> Bool {
    let end = current ?? due.sets.count
    guard let place = (0..<end).last(where: { marks[$0] == .open || marks[$0] == .skipped }) else {
      return false
    }
    marks[place] = .open
    current = place
    return true
  }

  /// Takes over what is up from somebody who knows better: what lies open before it was passed over.
  /// - Parameter up: the exercise, side and number of that set; `nil` where the session is done.
  public mutating func goTo(_ up: (exercise: String, side: Side, number: Int)?) {
    let place = up.flatMap { up in
      // Another block may have the same, and that may be done.
      due.sets.indices.first {
        if case .done = marks[$0] { return false }
        return due.sets[$0].isMatched(byExercise: up.exercise, side: up.side)
          && due.sets[$0].number == up.number
      }
    }
    if up != nil, place == nil { return }
    for open in marks.indices where marks[open] == .open && open < place ?? marks.count {
      marks[open] = .skipped
    }
    current = place
    if let place { marks[place] = .open }
  }

  /// Keeps what only the living station knows, where this is the same session told anew from the log: what was skipped, and
  /// what is up.
  public mutating func keepPlace(of old: SessionGuide) {
    guard isSame(as: old), old.marks.count == marks.count else { return }
    for place in marks.indices where old.marks[place] == .skipped && marks[place] == .open {
      marks[place] = .skipped
    }
    if let place = old.current, marks[place] == .open {
      current = place
    } else {
      current = nextOpen(after: taken.last ?? -1)
    }
  }

  private func place(of exercise: String, _ side: Side) -> Int? {
    func isLeft(_ place: Int) -> Bool {
      if case .done = marks[place] { return false }
      return due.sets[place].isMatched(byExercise: exercise, side: side)
    }
    if let current, isLeft(current) { return current }
    return marks.indices.first(where: isLeft)
  }

  private mutating func mark(_ place: Int, _ set: DoneSet) {
    marks[place] = .done(exercise: set.exercise)
    loads[place] = set.loadKg
    taken.append(place)
  }

  /// The next set that is open, round at the end.
  private func nextOpen(after place: Int) -> Int? {
    let later = marks.indices.first { $0 > place && marks[$0] == .open }
    return later ?? marks.indices.first { marks[$0] == .open }
  }
}
