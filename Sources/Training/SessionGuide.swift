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
  /// What became of each of its sets.
  public private(set) var marks: [Mark]
  /// The set that is up, as its place in `due.sets`; `nil` when nothing is left to do.
  public private(set) var current: Int?
  /// Which places were done, in the order in which that happened.
  private var taken: [Int] = []

  /// A session, as far as it was done.
  ///
  /// What is up is the first set that is open after the one that was done last.
  /// - Parameter done: the sets of the running session, in their order.
  public init(program: String, programName: String, due: DueSession, done: [DoneSet] = []) {
    self.program = program
    self.programName = programName
    self.due = due
    marks = due.sets.map { _ in .open }
    current = due.sets.isEmpty ? nil : 0
    for set in done {
      if let place = place(of: set.exercise, set.side) { mark(place, set) }
    }
    if let last = taken.last { current = nextOpen(after: last) }
  }

  /// The set that is up.
  public var set: PlannedSet? { current.map { due.sets[$0] } }

  /// The exercise that is up: what was done in the place of the planned one stays in its place for the sets that follow.
  public var exercise: String? {
    guard let set else { return nil }
    let before = taken.last { due.sets[$0].block == set.block && due.sets[$0].place == set.place }
    if let before, case .done(let exercise) = marks[before] { return exercise }
    return set.exercise
  }

  /// How many of its sets are done.
  public var doneCount: Int { taken.count }

  /// Whether anything was passed over.
  public var hasSkipped: Bool { marks.contains(.skipped) }

  /// Whether it is the same session of the same week.
  public func isSame(as other: SessionGuide) -> Bool {
    program == other.program && due.week == other.due.week && due.number == other.due.number
      && due.session == other.due.session
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
    guard let place = place(of: set.exercise, set.side) else { return nil }
    mark(place, set)
    // A set out of its turn leaves what is up.
    if place == current || current == nil { current = nextOpen(after: place) }
    return due.sets[place]
  }

  /// A set is no longer in the log: it is up again, if it had been asked for.
  public mutating func takeBack(exercise: String, side: Side) {
    guard
      let index = taken.lastIndex(where: {
        marks[$0] == .done(exercise: exercise) && due.sets[$0].side == side
      })
    else { return }
    let place = taken.remove(at: index)
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
      due.sets.indices.first {
        due.sets[$0].isMatched(byExercise: up.exercise, side: up.side) && due.sets[$0].number == up.number
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
    taken.append(place)
  }

  /// The next set that is open, round at the end.
  private func nextOpen(after place: Int) -> Int? {
    let later = marks.indices.first { $0 > place && marks[$0] == .open }
    return later ?? marks.indices.first { marks[$0] == .open }
  }
}
