// From the log to the session that is up.
//
// It owns the answer to "what now?" of an athlete who follows a program. The daemon asks it when a session has closed, when a day
// begins and when history was changed; `plan`, `next` and `replay` ask the same. It knows no file and no station.

extension ProgramCourse {
  /// Which session of the program sets are of: the one that is due, where any of them was asked for by that, else another
  /// one of the week.
  /// - Returns: `nil` where none asks for any of them, and where nothing is due.
  public func session(of sets: [DoneSet], day: Int) -> DueSession? {
    guard week(of: day) > 0, case .session(let due) = due(on: day) else { return nil }
    return candidates(due, day).first { $0.matches(sets).contains { $0 != nil } }
  }
}

extension CourseHistory {
  /// The session that is up at a moment: the running one as far as it was done, else the one that is due.
  ///
  /// It closes what is over by then.
  /// - Returns: `nil` where the week, or the program, has no more.
  public mutating func guide(at now: WallTime) -> SessionGuide? {
    close(at: now)
    let program = course.program
    func guide(_ due: DueSession, _ done: [DoneSet] = [], day: Int) -> SessionGuide {
      SessionGuide(program: program.id, programName: program.name, due: due, done: done, day: day)
    }
    if let open {
      let done = open.sets.map { DoneSet($0) }
      if let due = course.session(of: done, day: open.day) { return guide(due, done, day: open.day) }
      if case .session(let due) = course.due(on: open.day), !due.sets.isEmpty {
        return guide(due, done, day: open.day)
      }
      return nil
    }
    // One of free choices alone cannot be gone along.
    let today = dayOf(now)
    guard case .session(let due) = course.due(on: today), !due.sets.isEmpty else { return nil }
    return guide(due, day: today)
  }
}
