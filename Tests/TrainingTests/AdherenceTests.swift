import Testing

@testable import Training

/// 2026-11-16, a Monday.
private let monday = 20_773
private let week = weekNumber(ofDay: monday)

/// What the rule "least-dose" says (004:814, 004:128, 004:566, 004:131, 004:470).
private let leastDose: TrainingRule = {
  var rule = TrainingRule(number: 6, id: "least-dose", topic: "how-often", text: "", source: "")
  func add(_ what: String, _ value: Figure, minutes: Double? = nil, when: String? = nil) {
    var entry = TrainingRule.Value(what, value, source: "")
    entry.minutes = minutes.map { .exactly($0) }
    entry.when = when
    rule.values.append(entry)
  }
  add("strength sessions a week", .exactly(2), minutes: 30, when: "most runners")
  add("strength sessions a week", .exactly(1), minutes: 60, when: "some runners")
  add("strength sessions a week", .exactly(2), minutes: 20)
  add("minutes a week", .exactly(20), when: "race season")
  add("strength sessions a week", .exactly(2), minutes: 10, when: "to begin with, after runs")
  add("session length", .exactly(10), when: "after a run")
  return rule
}()

@Suite struct LeastDoseTests {
  @Test(
    "Two of 30 min or one of 60 are enough, two of 20 make a difference, 20 min a week do in the race season",
    arguments: [
      (0, nil, LeastDose.Verdict.missed),
      (30 + 30, nil, .met),
      (30 + 29.9, nil, .partly),
      (60, .build, .met),
      (20 + 20, .base, .partly),
      // Bits of it count too.
      (10 + 10 + 10 + 10, nil, .partly),
      (39.9, .offSeason, .missed),
      (20, .base, .missed),
      (20, .peak, .met),
      (20, .taper, .met),
      (19.9, .taper, .missed),
      (0, .peak, .missed),
      (0, .raceWeek, nil),
      (60, .recovery, nil),
    ] as [(Double, Phase?, LeastDose.Verdict?)])
  func verdicts(minutes: Double, phase: Phase?, verdict: LeastDose.Verdict?) throws {
    #expect(try #require(LeastDose(leastDose)).verdict(of: minutes, phase: phase) == verdict)
  }

  @Test func otherFiguresMakeAnotherDose() throws {
    var rule = leastDose
    rule.values[0].value = .exactly(3)
    rule.values[1].minutes = .exactly(75)
    let dose = try #require(LeastDose(rule))
    #expect(dose.verdict(of: 74.9, phase: nil) == .partly && dose.verdict(of: 75, phase: nil) == .met)
    rule.values.removeFirst(2)
    #expect(LeastDose(rule) == nil)
  }
}

@Suite struct StreakTests {
  /// `2/2 1/2 0/0`: done and planned of weeks in a row, up to the running one; `-` is one without a program.
  private func adherence(_ text: String) -> Adherence {
    let words = text.split(separator: " ")
    let weeks = words.enumerated().compactMap { index, word -> AdherenceWeek? in
      let parts = word.split(separator: "/").compactMap { Int($0) }
      guard parts.count == 2 else { return nil }
      return AdherenceWeek(
        number: week - words.count + 1 + index, program: "p", programWeek: index + 1, planned: parts[1],
        done: parts[0])
    }
    return Adherence(weeks, today: monday + 2)
  }

  @Test(
    "Full weeks in a row: the running one breaks nothing, a week without sessions neither counts nor breaks",
    arguments: [
      ("", 0, nil),
      ("0/2", 0, "week 1: 0 of 2 sessions"),
      ("1/2", 0, "week 1: 1 of 2 sessions"),
      ("2/2", 1, "week 1: 2 of 2 sessions, streak 1 week"),
      ("2/2 2/2 1/2", 2, "week 3: 1 of 2 sessions, streak 2 weeks"),
      ("2/2 2/2 2/2", 3, "week 3: 2 of 2 sessions, streak 3 weeks"),
      ("2/2 1/2 2/2 0/2", 1, "week 4: 0 of 2 sessions, streak 1 week"),
      ("2/2 1/2 0/2", 0, "week 3: 0 of 2 sessions"),
      ("2/2 0/0 2/2 0/1", 2, "week 4: 0 of 1 session, streak 2 weeks"),
      ("2/2 2/2 0/0", 2, "week 3: no session planned, streak 2 weeks"),
      ("0/0 0/0", 0, "week 2: no session planned"),
      ("3/2 2/2", 2, "week 2: 2 of 2 sessions, streak 2 weeks"),
      ("2/2 - 2/2 1/2", 1, "week 4: 1 of 2 sessions, streak 1 week"),
      ("2/2 2/2 -", 0, nil),
    ] as [(String, Int, String?)])
  func streaks(weeks: String, streak: Int, text: String?) {
    let adherence = adherence(weeks)
    #expect(adherence.streak == streak && adherence.summary?.text == text)
  }
}

private let catalogue = Catalogue([
  Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
  Exercise(id: "plank", name: "Plank", kind: .hold, sides: .both),
  Exercise(id: "stretch", name: "Stretch", kind: .hold, sides: .both),
])

private func program(perWeek: Int = 2, _ change: (inout Program) -> Void = { _ in }) -> Program {
  var exercise = ProgramExercise(["squat"])
  exercise.sets = .exactly(1)
  exercise.dose = Dose("8", kind: .reps)
  var block = ProgramBlock(name: "b")
  block.exercises = [exercise]
  var session = ProgramSession(id: "s", name: "S")
  session.blocks = [block]
  var program = Program(id: "p", name: "P", kind: .plan, source: "")
  program.sessions = [session]
  program.sessionsPerWeek = .exactly(Double(perWeek))
  change(&program)
  return program
}

@Suite struct AdherenceTests {
  /// Sessions on days (0 is Monday, 16 November 2026) of a set of squats each, at noon, and one 40 minutes later that ends
  /// the same session, where `minutes` says how long it is.
  private func followed(
    _ program: Program, from start: Int = 0, to stop: Int? = nil, on days: [Int], exercise: String = "squat",
    minutes: Double = 1
  ) -> FollowedProgram {
    let run = ProgramRun(
      athlete: "me", program: program.id, startDay: monday + start, stopDay: stop.map { monday + $0 })
    var history = CourseHistory(
      run, program: program, catalogue: catalogue, level: .beginner, gap: .seconds(1_800),
      dayOf: { Int($0.microseconds / 86_400_000_000) })
    for (number, day) in days.enumerated() {
      let noon = WallTime(microseconds: Int64(monday + day) * 86_400_000_000 + 43_200_000_000)
      history.add(
        LoggedSet(
          id: SetID("0199e2a0-0000-7000-8000-0000000000\(10 + number)")!, athlete: "me", station: "main",
          exercise: exercise, kind: .reps, side: .both, startedAt: noon, duration: .seconds(minutes * 60),
          reps: 8, endedBy: .tap, clock: .synced))
    }
    history.close(at: WallTime(microseconds: .max))
    return FollowedProgram(run, history)
  }

  private func weeks(_ followed: FollowedProgram..., today: Int) -> Adherence {
    Adherence(followed, today: monday + today, dose: LeastDose(leastDose)) { session in
      session.sets.contains { $0.exercise != "stretch" }
    }
  }

  private func short(_ adherence: Adherence) -> String {
    adherence.weeks.map { "\($0.number - week):\($0.programWeek) \($0.done)/\($0.planned)" }
      .joined(separator: ", ")
  }

  @Test func weeksOfAProgramWithWhatWasDone() {
    let adherence = weeks(followed(program(), from: 3, on: [3, 5, 7, 9, 14]), today: 16)
    #expect(short(adherence) == "0:1 2/2, 1:2 2/2, 2:3 1/2")
    #expect(adherence.streak == 2 && adherence.current?.hasStrength == true)
    #expect(adherence.summary?.text == "week 3: 1 of 2 sessions, streak 2 weeks")
    // What is still to come does not count yet.
    #expect(short(weeks(followed(program(), on: [0, 2, 7]), today: 6)) == "0:1 2/2")
  }

  @Test func weeksThatAreOverAreLookedAtWhole() {
    let followed = followed(program(), on: [0, 2, 7, 14, 16])
    func to(_ day: Int) -> Adherence {
      Adherence([followed], today: monday + 16, to: monday + day) { _ in true }
    }
    // The second week was not full, and is over, on whichever of its days one looks back to.
    for day in 7...13 { #expect(short(to(day)) == "0:1 2/2, 1:2 1/2" && to(day).streak == 0) }
    #expect(short(to(1)) == "0:1 2/2" && to(1).streak == 1)
    #expect(to(16).streak == 1 && to(100).streak == 1 && to(100).weeks.count == 3)
    #expect(to(-1).weeks.isEmpty && to(-1).streak == 0)
  }

  @Test func moreThanIsPlannedIsNoSessionOfThePlan() {
    let adherence = weeks(followed(program(), on: [0, 1, 2, 3], minutes: 20), today: 4)
    #expect(short(adherence) == "0:1 2/2" && adherence.weeks[0].minutes == [20, 20, 20, 20])
    #expect(adherence.weeks[0].dose == .met)
  }

  @Test func stretchesAreNoStrengthAndOthersAreNoSession() {
    let stretched = weeks(followed(program(), on: [0, 2], exercise: "stretch", minutes: 60), today: 4)
    #expect(short(stretched) == "0:1 0/2" && !stretched.weeks[0].hasStrength)
    #expect(stretched.weeks[0].dose == .missed)
    let other = weeks(followed(program(), on: [0, 2], exercise: "plank", minutes: 60), today: 4)
    #expect(short(other) == "0:1 0/2" && other.weeks[0].hasStrength && other.weeks[0].dose == .met)
  }

  @Test func aProgramThatIsOverPlansNothing() {
    let short = program {
      $0.weeks = [ProgramWeek(weeks: .range(1, 2))]
    }
    let adherence = weeks(followed(short, on: [0, 2, 7, 9]), today: 21)
    #expect(self.short(adherence) == "0:1 2/2, 1:2 2/2, 2:3 0/0, 3:4 0/0" && adherence.streak == 2)
  }

  @Test func aMenuPlansNothing() {
    let adherence = weeks(followed(program { $0.kind = .menu }, on: [0, 2]), today: 4)
    #expect(short(adherence) == "0:1 0/0" && adherence.streak == 0)
  }

  @Test func whereAllIsOpenAnyStrengthIsASession() {
    let open = program(perWeek: 1) {
      var exercise = ProgramExercise([])
      exercise.slot = "circuit moves"
      $0.sessions[0].blocks[0].exercises = [exercise]
    }
    #expect(short(weeks(followed(open, on: [0, 2], exercise: "plank"), today: 4)) == "0:1 1/1")
    #expect(short(weeks(followed(open, on: [0], exercise: "stretch"), today: 4)) == "0:1 0/1")
  }

  @Test func aStoppedProgramEndsAndAnotherTakesOver() {
    let first = followed(program(), from: 0, to: 9, on: [0, 2, 8])
    var other = program(perWeek: 3)
    other.id = "q"
    let second = followed(other, from: 9, on: [9, 11, 13])
    #expect(short(weeks(first, today: 20)) == "0:1 2/2, 1:2 1/2")
    #expect(weeks(first, today: 20).streak == 0 && weeks(first, today: 20).current == nil)
    let both = weeks(second, first, today: 13)
    #expect(short(both) == "0:1 2/2, 1:1 4/3" && both.weeks.map(\.program) == ["p", "q"] && both.streak == 2)
  }

  @Test func nobodyFollowsAnything() {
    let adherence = weeks(today: 3)
    #expect(adherence.weeks.isEmpty && adherence.streak == 0 && adherence.summary == nil)
  }
}
