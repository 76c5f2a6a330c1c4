import Testing
import Training

private let catalogue = Catalogue([
  Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
  Exercise(id: "goblet-squat", name: "Goblet squat", kind: .reps, sides: .both),
  Exercise(id: "plank", name: "Plank", kind: .hold, sides: .both),
  Exercise(id: "side-plank", name: "Side plank", kind: .hold, sides: .each),
])

private func session(_ id: String, _ exercises: (ids: [String], sets: Double, dose: String)...)
  -> ProgramSession
{
  var session = ProgramSession(id: id, name: id.uppercased())
  var block = ProgramBlock(name: "b")
  block.exercises = exercises.map { ids, sets, dose in
    var exercise = ProgramExercise(ids)
    exercise.sets = .exactly(sets)
    exercise.dose = Dose(dose, kind: catalogue[ids[0]]!.kind)
    return exercise
  }
  session.blocks = [block]
  return session
}

private func program(_ sessions: ProgramSession..., perWeek: Figure? = .exactly(2)) -> Program {
  var program = Program(id: "p", name: "P", kind: .plan, source: "")
  program.sessions = sessions
  program.sessionsPerWeek = perWeek
  return program
}

/// What a set that does all that is asked looks like.
private func done(_ set: PlannedSet, share: Double = 1, exercise: String? = nil) -> DoneSet {
  let count = (set.target?.reps ?? set.target?.steps)?.lower.map { Int(($0 * share).rounded()) }
  return DoneSet(
    exercise: exercise ?? set.exercise, side: set.side,
    duration: .seconds((set.target?.seconds?.lower ?? 20) * share), reps: count, loadKg: set.target?.loadKg)
}

private func due(_ course: ProgramCourse, _ day: Int) throws -> DueSession {
  guard case .session(let due) = course.due(on: day) else { throw Missing() }
  return due
}

private struct Missing: Error {}

/// 2026-11-16, a Monday.
private let monday = 20_773

@Suite struct ProgramCourseTests {
  @Test("Repetitions that nothing counted are taken for done, a time that was short is not") func uncounted()
  {
    var set = PlannedSet(exercise: "squat", side: .both, block: 0, place: 0, number: 1, count: 1)
    set.target = Target("12 reps", kind: .reps)
    func done(_ seconds: Double, _ reps: Int?, isSound: Bool = true) -> DoneSet {
      DoneSet(exercise: "squat", side: .both, duration: .seconds(seconds), reps: reps, isSound: isSound)
    }
    #expect(set.isMet(by: done(20, nil)) && set.isMet(by: done(20, 12)) && !set.isMet(by: done(20, 11)))
    #expect(!set.isMet(by: done(20, nil, isSound: false)))
    set.target = Target("12 reps 30s", kind: .reps)
    #expect(set.isMet(by: done(30, nil)) && !set.isMet(by: done(29, nil)) && !set.isMet(by: done(30, 11)))
  }

  @Test func sessionsComeByTurnsAndWeeksFromMonday() throws {
    let plan = program(session("a", (["squat"], 1, "8")), session("b", (["plank"], 1, "30s")))
    // From a Thursday: its week is the first.
    var course = ProgramCourse(plan, catalogue: catalogue, level: .beginner, startDay: monday + 3)
    #expect(
      course.week(of: monday - 1) == 0 && course.week(of: monday + 6) == 1 && course.week(of: monday + 7) == 2
    )
    let first = try due(course, monday + 3)
    #expect(first.session == "a" && first.week == 1 && first.number == 1)
    #expect(course.take(first.sets.map { done($0) }, day: monday + 3) == "a")
    #expect(try due(course, monday + 5).session == "b")
    // The second need not be the one that is due.
    let other = session("a", (["squat"], 1, "8")).plannedSets(in: nil, catalogue: catalogue, level: .beginner)
    #expect(course.take(other.map { done($0) }, day: monday + 6) == "a")
    #expect(course.sessionsDone(inWeek: 1) == ["a", "a"] && course.due(on: monday + 6) == .weekDone)
    #expect(try due(course, monday + 7).session == "a" && course.sessionsPlanned(inWeek: 2) == 2)
  }

  @Test func whatThePlanDidNotAskForIsNoSessionOfIt() throws {
    var course = ProgramCourse(
      program(session("a", (["squat", "goblet-squat"], 1, "8"))), catalogue: catalogue, level: .beginner,
      startDay: monday)
    let plank = DoneSet(exercise: "plank", side: .both, duration: .seconds(30))
    #expect(course.take([plank], day: monday) == nil && course.sessionsDone(inWeek: 1) == [])
    #expect(course.take([], day: monday) == nil)
    let sets = try due(course, monday).sets
    // What may stand in for it, and an exercise beside it, fit in.
    #expect(course.take([plank, done(sets[0], exercise: "goblet-squat")], day: monday) == "a")
  }

  @Test func figuresGrowWhereAllOfAllSidesWasMet() throws {
    var course = ProgramCourse(
      program(session("a", (["side-plank"], 2, "30-45s"))), catalogue: catalogue, level: .beginner,
      startDay: monday)
    let sets = try due(course, monday).sets
    #expect(sets.map(\.side) == [.left, .right, .left, .right] && sets[0].target?.text == "30-45s")
    // One side of one set is missing: it is not met, and shorter holds are next.
    course.take(sets.dropLast().map { done($0) }, day: monday)
    let split = try due(course, monday + 2)
    #expect(split.sets.count == 8 && split.sets[0].target?.text == "15s" && split.reasons[0] == .split)
    #expect(
      split.sets.map { "\($0.side) \($0.number)/\($0.count)" }.prefix(4) == [
        "left 1/4", "right 1/4", "left 2/4", "right 2/4",
      ])
    course.take(split.sets.map { done($0) }, day: monday + 2)
    let whole = try due(course, monday + 7)
    #expect(whole.sets[0].target?.text == "30-45s" && whole.reasons[0] == .whole)
    course.take(whole.sets.map { done($0) }, day: monday + 7)
    let grown = try due(course, monday + 9)
    #expect(grown.sets[0].target?.text == "35-45s" && grown.reasons[0] == .grown)
  }

  @Test func whatIsDoubtfulMeetsNothing() throws {
    var course = ProgramCourse(
      program(session("a", (["plank"], 1, "30s"))), catalogue: catalogue, level: .beginner, startDay: monday)
    var set = done(try due(course, monday).sets[0], share: 30)
    set.isSound = false
    course.take([set], day: monday)
    #expect(try due(course, monday + 2).reasons == [.split, .split])
  }

  @Test func theLoadThatWasUsedIsTheNextOnes() throws {
    var course = ProgramCourse(
      program(session("a", (["squat"], 2, "8"))), catalogue: catalogue, level: .beginner, startDay: monday)
    let sets = try due(course, monday).sets.map { set in
      var done = done(set)
      done.loadKg = 40
      return done
    }
    course.take(sets, day: monday)
    #expect(try due(course, monday + 2).sets.map { $0.target?.text } == ["8reps 42kg", "8reps 42kg"])
  }

  @Test func weeksSayTheirOwnAndEnd() throws {
    var plan = program(session("a", (["squat"], 1, "8")), session("b", (["plank"], 1, "30s")))
    var weeks = [ProgramWeek(weeks: .range(1, 2)), ProgramWeek(weeks: .exactly(3))]
    (weeks[0].sessions, weeks[0].sessionsPerWeek) = (["b"], .exactly(1))
    (weeks[1].sessions, weeks[1].sessionsPerWeek, weeks[1].isDeload) = (["a"], .open, true)
    plan.weeks = weeks
    var course = ProgramCourse(plan, catalogue: catalogue, level: .beginner, startDay: monday)
    #expect(try due(course, monday).session == "b" && course.sessionsPlanned(inWeek: 2) == 1)
    course.take(try due(course, monday).sets.map { done($0) }, day: monday)
    #expect(course.due(on: monday + 1) == .weekDone)
    let last = try due(course, monday + 14)
    #expect(last.session == "a" && course.sessionsPlanned(inWeek: 3) == 1)
    #expect(course.due(on: monday + 21) == .over)
  }

  @Test func whatCannotBeWalkedAsksForNothing() {
    var menu = program(session("a", (["squat"], 1, "8")))
    menu.kind = .menu
    #expect(
      ProgramCourse(menu, catalogue: catalogue, level: .beginner, startDay: monday).due(on: monday)
        == .nothing)
  }
}
