// An athlete's way through a program, told from the log.
//
// It owns which week it is, which session is due, and today's figures. It is folded from what was done, session by session,
// in order: whatever is edited, undone or imported, the course follows. Daemon and commands make it from the log; it knows
// no clock, no file and no station, and days are numbers (from 1970-01-01).

/// An athlete's way through a program.
public struct ProgramCourse: Sendable {
  /// What there is to do.
  public enum Due: Hashable, Sendable {
    /// This session.
    case session(DueSession)
    /// All sessions of the week are done.
    case weekDone
    /// Nothing in this phase: the race is near, or what is followed has no strength work in it.
    case heldBack(Phase)
    /// The program is over.
    case over
    /// The program asks for nothing that could be walked through: it is a menu, or says what phases ask for.
    case nothing
  }

  /// What an exercise of a session is known by.
  private struct Place: Hashable {
    var session: String
    var block: Int
    var place: Int
  }

  /// The program.
  public let program: Program
  private let catalogue: Catalogue
  private let level: Level
  private let firstWeek: Int
  /// `nil` where no race is trained for: then the program alone says what weeks have.
  private let season: Season?
  private var states: [Place: ProgressionState] = [:]
  private var done: [Int: [String]] = [:]

  /// At its beginning.
  /// - Parameters:
  ///   - startDay: the day's number. Its week, from Monday, is the first.
  ///   - season: the season around the race that is trained for; `nil` without one.
  public init(
    _ program: Program, catalogue: Catalogue, level: Level, startDay: Int, season: Season? = nil
  ) {
    self.season = season
    self.program = program
    self.catalogue = catalogue
    self.level = level
    firstWeek = weekNumber(ofDay: startDay)
  }

  /// The week of the program that a day is in, from 1; 0 and less before it began.
  public func week(of day: Int) -> Int { weekNumber(ofDay: day) - firstWeek + 1 }

  /// What the program says of a week; `nil` where every week is the same, or it is over.
  public func says(ofWeek number: Int) -> ProgramWeek? {
    program.weeks.first { $0.weeks.holds(Double(number)) == true }
  }

  /// Whether the program has ended before a week.
  private func isOver(_ week: Int) -> Bool { !program.weeks.isEmpty && says(ofWeek: week) == nil }

  /// The sessions of a week in their order.
  private func sessions(ofWeek number: Int) -> [ProgramSession] {
    guard let ids = says(ofWeek: number)?.sessions else {
      // What stands in for another, or need not be, waits to be asked for.
      return program.sessions.filter { $0.insteadOf == nil && !$0.isOptional }
    }
    return ids.compactMap { id in program.sessions.first { $0.id == id } }
  }

  /// How many sessions a week has: the upper end; where the source leaves that open, each of its sessions once. With a race in
  /// sight not more than its phase has.
  public func sessionsPlanned(inWeek number: Int) -> Int {
    let asked = says(ofWeek: number)?.sessionsPerWeek ?? program.sessionsPerWeek
    let planned = (asked?.upper ?? asked?.lower).map { Int($0) } ?? sessions(ofWeek: number).count
    guard let phase = phase(ofWeek: number), let asks = season?.asks(in: phase),
      says(ofWeek: number)?.phase != phase
    else { return planned }
    if asks.avoid.contains(.strength) { return 0 }
    return (asks.sessionsPerWeek?.upper ?? asks.sessionsPerWeek?.lower).map { min(planned, Int($0)) }
      ?? planned
  }

  /// The phase that a week is in, that of its Thursday; `nil` where no race is trained for.
  public func phase(ofWeek number: Int) -> Phase? {
    season?.phase(on: monday(ofWeek: firstWeek + number - 1) + 3)
  }

  /// How many sets of an exercise a week has at most: in the taper and race week what their phase has, where that is less.
  private func mostSets(inWeek number: Int) -> Int? {
    guard let phase = phase(ofWeek: number), phase == .taper || phase == .raceWeek,
      let figure = season?.asks(in: phase)?.dose?.sets, says(ofWeek: number)?.phase != phase
    else { return nil }
    return (figure.upper ?? figure.lower).map { max(1, Int($0)) }
  }

  /// Whether a day is too near the race for the program, or its very day.
  private func isHeldBack(_ day: Int) -> Bool {
    guard let race = season?.race, day <= race.day else { return false }
    let days = program.endsDaysBeforeRace?.lower.map { Int($0) } ?? 1
    return race.day - day < days
  }

  /// The sessions that were done in a week, by their ids.
  public func sessionsDone(inWeek number: Int) -> [String] { done[number] ?? [] }

  /// What there is to do on a day.
  public func due(on day: Int) -> Due {
    let number = week(of: day)
    guard program.kind == .plan || program.kind == .routine else { return .nothing }
    if isOver(number) { return .over }
    if isHeldBack(day) { return .heldBack(season?.phase(on: day) ?? .raceWeek) }
    let sessions = sessions(ofWeek: number)
    guard !sessions.isEmpty else { return program.weeks.isEmpty ? .nothing : .weekDone }
    let count = sessionsDone(inWeek: number).count
    let allowed = sessionsPlanned(inWeek: number)
    if allowed == 0, let phase = phase(ofWeek: number) { return .heldBack(phase) }
    guard count < allowed else { return .weekDone }
    return .session(session(sessions[count % sessions.count], week: number, number: count + 1, on: day))
  }

  /// A session with the figures of a day.
  private func session(_ session: ProgramSession, week: Int, number: Int, on day: Int) -> DueSession {
    var due = DueSession(
      week: week, session: session.id, name: session.name, number: number, sets: [], reasons: [])
    var planned = session.plannedSets(in: says(ofWeek: week), catalogue: catalogue, level: level)
    if let most = mostSets(inWeek: week) {
      planned.removeAll { $0.number > most }
      for index in planned.indices { planned[index].count = min(planned[index].count, most) }
    }
    var rest = planned[...]
    while let first = rest.first {
      // Both sides of one set of an exercise.
      let group = rest.prefix {
        $0.block == first.block && $0.place == first.place && $0.number == first.number
      }
      rest = rest.dropFirst(group.count)
      guard let base = first.target else { continue }
      var state = self.state(of: first, in: session, base: base)
      state.come(to: day)
      // Where holds are split, two shorter ones are in place of each.
      for number in 1...(state.isSplit ? 2 : 1) {
        for set in group {
          var today = set
          today.target = state.target
          if state.isSplit {
            today.number = (set.number - 1) * 2 + number
            today.count = set.count * 2
          }
          due.sets.append(today)
          due.reasons.append(state.reason)
        }
      }
    }
    return due
  }

  private func place(of set: PlannedSet, in session: ProgramSession) -> Place {
    Place(session: session.id, block: set.block, place: set.place)
  }

  private func state(of set: PlannedSet, in session: ProgramSession, base: Target) -> ProgressionState {
    let block = session.blocks[set.block]
    if var state = states[place(of: set, in: session)] {
      state.rebase(base)
      return state
    }
    return ProgressionState(
      base, block.exercises[set.place].progression ?? block.progression ?? program.progression)
  }

  /// Takes a session of the log in: it is the one that is due, where anything in it was asked for by that, else another one
  /// of the week.
  /// - Parameter day: the day on which it began.
  /// - Returns: which session of the program it was; `nil` for none.
  @discardableResult
  public mutating func take(_ sets: [DoneSet], day: Int) -> String? {
    guard let found = session(of: sets, day: day),
      let session = program.sessions.first(where: { $0.id == found.session })
    else { return nil }
    learn(found, session, sets, day)
    done[found.week, default: []].append(found.session)
    return found.session
  }

  /// The session that is due, then the others of the program, with a day's figures.
  func candidates(_ due: DueSession, _ day: Int) -> [DueSession] {
    [due]
      + program.sessions.lazy.filter { $0.id != due.session }
      .map { session($0, week: due.week, number: due.number, on: day) }
  }

  /// What became of each exercise of a session.
  private mutating func learn(_ due: DueSession, _ session: ProgramSession, _ done: [DoneSet], _ day: Int) {
    let matches = due.matches(done)
    let grows = says(ofWeek: due.week)?.isDeload != true
    let bases = session.plannedSets(in: says(ofWeek: due.week), catalogue: catalogue, level: level)
    for place in Set(due.sets.map { self.place(of: $0, in: session) }) {
      let indices = due.sets.indices.filter { self.place(of: due.sets[$0], in: session) == place }
      let doneHere = indices.compactMap { matches[$0] }
      let outcome: ExerciseOutcome
      if doneHere.isEmpty {
        outcome = .untouched
      } else {
        let areMet = indices.allSatisfy { index in
          matches[index].map { due.sets[index].isMet(by: done[$0]) } ?? false
        }
        outcome = areMet ? .met : .missed
      }
      guard let base = bases.first(where: { self.place(of: $0, in: session) == place }),
        let target = base.target
      else { continue }
      var state = self.state(of: base, in: session, base: target)
      state.take(outcome, day: day, loadKg: doneHere.compactMap { done[$0].loadKg }.max(), grows: grows)
      states[place] = state
    }
  }
}
