import Settings
import Testing
import Training

/// Somebody who does all that is asked, to the end of every shipped program.
@Suite struct ShippedProgramTests {
  /// 2026-11-16, a Monday.
  private let start = 20_773

  @Test(
    "Who does all that is asked gets through every program, and the figures grow as the rules say",
    arguments: Level.allCases)
  func simulated(_ level: Level) throws {
    let shipped = repository + "/Config"
    let catalogue = try Catalogue.load(shipped: shipped)
    let programs = try ProgramLibrary(shipped: shipped, catalogue: catalogue).all()
    #expect(programs.count == 42)
    var walked = 0
    for program in programs where program.kind == .plan || program.kind == .routine {
      var course = ProgramCourse(program, catalogue: catalogue, level: level, startDay: start)
      var sessions = 0
      for day in start..<start + 7 * 20 {
        guard case .session(let due) = course.due(on: day) else { continue }
        #expect(due.sets.allSatisfy { catalogue[$0.exercise] != nil && $0.target != nil }, "\(program.id)")
        guard !due.sets.isEmpty else { break }
        let done = due.sets.map { set in
          let count = (set.target?.reps ?? set.target?.steps)?.lower.map { Int($0.rounded(.up)) }
          return DoneSet(
            exercise: set.exercise, side: set.side, duration: .seconds(set.target?.seconds?.lower ?? 20),
            reps: count,
            loadKg: set.target?.loadKg)
        }
        // Every set is done once, in order.
        #expect(due.matches(done) == due.sets.indices.map { Optional($0) }, "\(program.id)")
        #expect(course.take(done, day: day) == due.session, "\(program.id)")
        sessions += 1
        // Nothing is asked for twice on a day that is over, and nothing got easier by having been done.
        guard case .session(let next) = course.due(on: day + 7), next.session == due.session else { continue }
        for (now, later) in zip(due.sets, next.sets) where now.exercise == later.exercise {
          let before = now.target?.seconds?.lower ?? now.target?.reps?.lower ?? 0
          let after = later.target?.seconds?.lower ?? later.target?.reps?.lower ?? 0
          let sameDose =
            course.says(ofWeek: course.week(of: day)) == course.says(ofWeek: course.week(of: day + 7))
          if sameDose { #expect(after >= before, "\(program.id) \(now.exercise)") }
        }
      }
      if sessions > 0 { walked += 1 }
    }
    #expect(walked >= 20, "\(walked)")
  }
}
