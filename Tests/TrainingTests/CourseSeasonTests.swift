import Testing
import Training

/// A program on the way to a race.
@Suite struct CourseSeasonTests {
  /// 2026-11-16, a Monday.
  private let monday = 20_773
  private let catalogue = Catalogue([
    Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
    Exercise(id: "plank", name: "Plank", kind: .hold, sides: .both),
  ])

  private var program: Program {
    var exercise = ProgramExercise(["squat"])
    exercise.sets = .exactly(3)
    exercise.dose = Dose("8", kind: .reps)
    var block = ProgramBlock(name: "work")
    block.exercises = [exercise]
    var session = ProgramSession(id: "a", name: "A")
    session.blocks = [block]
    var program = Program(id: "p", name: "P", kind: .plan, source: "000:1")
    program.sessions = [session]
    program.sessionsPerWeek = .exactly(2)
    return program
  }

  private var phases: Program {
    var phases = Program(id: "phases-000", name: "", kind: .phases, source: "000:1")
    var taper = ProgramPhase(.taper)
    taper.sessionsPerWeek = .exactly(1)
    taper.dose = WeekDose("1-2x8-10")
    taper.weeksBeforeRace = .range(2, 3)
    var raceWeek = ProgramPhase(.raceWeek)
    raceWeek.avoid = [.strength]
    phases.phases = [taper, raceWeek]
    return phases
  }

  private func course(_ program: Program, raceIn days: Int?) -> ProgramCourse {
    let race = days.map { Race(day: monday + $0, distance: RaceDistance("marathon")!) }
    let season = race.map { Season(race: $0, phases: phases, program: program, startDay: monday) }
    return ProgramCourse(program, catalogue: catalogue, level: .beginner, startDay: monday, season: season)
  }

  @Test("A taper of three weeks has one session a week with two sets at most; race week none (000:47)")
  func taper() throws {
    // The race is on the Sunday of the fifth week.
    let course = course(program, raceIn: 34)
    #expect((1...6).map { course.sessionsPlanned(inWeek: $0) } == [2, 2, 1, 1, 0, 2])
    #expect(course.phase(ofWeek: 3) == .taper && course.phase(ofWeek: 5) == .raceWeek)
    guard case .session(let early) = course.due(on: monday + 7),
      case .session(let late) = course.due(on: monday + 14)
    else {
      Issue.record("nothing due")
      return
    }
    #expect(early.sets.map(\.count) == [3, 3, 3])
    #expect(late.sets.map(\.number) == [1, 2] && late.sets.allSatisfy { $0.count == 2 })
    #expect(course.due(on: monday + 28) == .heldBack(.raceWeek))
    #expect(course.due(on: monday + 34) == .heldBack(.raceWeek))
  }

  @Test("A program that ends ten days before the race has nothing from then on") func endsBefore() {
    var program = program
    program.endsDaysBeforeRace = .exactly(10)
    let course = course(program, raceIn: 20)
    func isDue(_ day: Int) -> Bool { if case .session = course.due(on: monday + day) { true } else { false } }
    #expect(isDue(10) && !isDue(11) && !isDue(20))
  }

  @Test("Without a race a program alone says what weeks have") func noRace() {
    let course = course(program, raceIn: nil)
    #expect((1...9).allSatisfy { course.sessionsPlanned(inWeek: $0) == 2 } && course.phase(ofWeek: 1) == nil)
  }

  @Test("Weeks of a program that say their phase have what they say") func ownPhase() {
    var program = program
    var week = ProgramWeek(weeks: .atLeast(1))
    week.phase = .taper
    week.sessionsPerWeek = .exactly(3)
    program.weeks = [week]
    let course = course(program, raceIn: 34)
    #expect(course.sessionsPlanned(inWeek: 3) == 3)
    // But the race is where it is.
    #expect(course.sessionsPlanned(inWeek: 5) == 0)
  }
}
