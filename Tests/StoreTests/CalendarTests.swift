import Glibc
import Testing
import Training

@testable import Store

private func run(_ program: String, _ start: Int, _ stop: Int? = nil, race: Race? = nil) -> ProgramRun {
  ProgramRun(athlete: "me", program: program, startDay: start, stopDay: stop, race: race)
}

private let marathon = Race(day: 300, distance: RaceDistance("marathon")!)

@Suite struct ProgramTests {
  let scratch = Scratch()

  @Test func startedAndStopped() throws {
    let store = try scratch.store()
    let first = try store.startProgram(run("a", 100, race: marathon), configured: nil)
    #expect(first == ProgramChange(athlete: "me", started: run("a", 100, race: marathon)))
    let second = try store.startProgram(run("b", 120), configured: "a")
    #expect(second.stopped == [run("a", 100, race: marathon)])
    // Somebody else's are his own.
    try store.startProgram(
      ProgramRun(athlete: "ana", program: "a", startDay: 110), configured: nil)
    #expect(try store.log.programRuns(athlete: "me") == [run("a", 100, 120, race: marathon), run("b", 120)])
    #expect(try store.log.programRuns().map(\.athlete) == ["me", "ana", "me"])
    let rows = try store.log.programRows(athlete: "me")
    #expect(rows.map(\.configured) == [nil, "a"])

    #expect(try store.stopProgram(athlete: "me", day: 130) == run("b", 120))
    #expect(try store.log.programRuns(athlete: "me").last == run("b", 120, 130))
    #expect(try store.stopProgram(athlete: "me", day: 131) == nil)
    #expect(try store.stopProgram(athlete: "bob", day: 131) == nil)
    #expect(try store.log.programRuns(athlete: "me").last == run("b", 120, 130), "it was stopped only once")
    #expect(try store.log.programRuns(athlete: "ana").last?.stopDay == nil)
  }

  @Test func oneOfTheSameDayIsReplaced() throws {
    let store = try scratch.store()
    try store.startProgram(run("a", 100), configured: nil)
    try store.startProgram(run("b", 120), configured: nil)
    let change = try store.startProgram(run("c", 120), configured: nil)
    #expect(change.stopped == [run("b", 120)])
    #expect(try store.log.programRuns() == [run("a", 100, 120), run("c", 120)])
    // The same again is no change.
    #expect(try store.startProgram(run("c", 120), configured: nil).stopped == [])
    #expect(try store.log.programRuns() == [run("a", 100, 120), run("c", 120)])
    // Back to where it was.
    #expect(
      try store.startProgram(run("a", 100), configured: nil).stopped == [run("a", 100, 120), run("c", 120)])
    #expect(try store.log.programRuns() == [run("a", 100)])
  }

  @Test func oneToComeWaitsAndIsCalledOff() throws {
    let store = try scratch.store()
    try store.startProgram(run("a", 100), configured: nil)
    try store.startProgram(run("b", 150), configured: nil)
    #expect(try store.log.programRuns() == [run("a", 100, 150), run("b", 150)])
    #expect(
      try store.stopProgram(athlete: "me", day: 140, configured: nil).stopped == [
        run("a", 100, 150), run("b", 150),
      ])
    #expect(try store.log.programRuns() == [run("a", 100, 140), run("b", 150, 150)])
    #expect(try store.log.programRuns().allSatisfy { !$0.isFollowed(on: 160) })
    #expect(try store.stopProgram(athlete: "me", day: 160) == nil)
  }

  @Test func theConfigurationsProgramBeginsOnce() throws {
    let store = try scratch.store()
    let me = ConfiguredProgram(athlete: "me", program: "a", race: marathon)
    let ana = ConfiguredProgram(athlete: "ana", program: "b")
    let changes = try store.follow([me, ana], day: 100)
    #expect(changes.map(\.started?.program) == ["a", "b"])
    #expect(try store.follow([me, ana], day: 101) == [])
    // Its race is the file's, and is not kept.
    #expect(try store.log.programRuns(athlete: "me") == [run("a", 100)])
    try store.stopProgram(athlete: "me", day: 110, configured: me)
    #expect(try store.follow([me], day: 111) == [], "a stop is not undone")
    try store.startProgram(run("c", 112), configured: "a")
    #expect(try store.follow([me], day: 113) == [], "nor a start by hand")
    let other = ConfiguredProgram(athlete: "me", program: "d")
    #expect(
      try store.follow([other], day: 114) == [
        ProgramChange(athlete: "me", started: run("d", 114), stopped: [run("c", 112)])
      ])
    #expect(
      try store.log.programRuns(athlete: "me") == [run("a", 100, 110), run("c", 112, 114), run("d", 114)])
  }

  @Test func oneThatTheConfigurationWouldBeginCanBeStopped() throws {
    let store = try scratch.store()
    let me = ConfiguredProgram(athlete: "me", program: "a")
    #expect(try store.stopProgram(athlete: "me", day: 100, configured: me).stopped == [run("a", 100)])
    #expect(try store.follow([me], day: 100) == [] && store.follow([me], day: 101) == [])
    #expect(try store.log.programRuns().allSatisfy { !$0.isFollowed(on: 100) })
  }

  @Test func aRaceThatIsDamagedIsSaid() throws {
    let store = try scratch.store()
    try store.startProgram(run("a", 100, race: marathon), configured: nil)
    try store.connection.run("UPDATE program_runs SET race_distance = 'far'")
    #expect(code { _ = try store.log.programRuns() } == .corrupt)
  }
}

private func logged(
  _ day: Int, _ kind: LoggedRun.Kind = .easy, minute: Int? = nil, minutes: Double? = nil, km: Double? = nil,
  athlete: String = "me", note: String? = nil
) -> LoggedRun {
  LoggedRun(
    id: .make(at: tenOClock), athlete: athlete, day: day, minute: minute, kind: kind,
    duration: minutes.map { .seconds($0 * 60) }, km: km, note: note)
}

@Suite struct RunTests {
  let scratch = Scratch()

  @Test func inTheOrderOfTheCalendar() throws {
    let store = try scratch.store()
    let runs = [
      logged(103, .long, minutes: 90, km: 15, note: "slow"), logged(101, minute: 1_080), logged(101),
      logged(101, .tempo, minute: 420), logged(102, athlete: "ana"),
    ]
    #expect(try store.addRuns(runs) == runs)
    #expect(try store.log.runs() == [runs[3], runs[1], runs[2], runs[4], runs[0]])
    #expect(try store.log.runs(athlete: "ana") == [runs[4]])
    #expect(try store.log.runs(since: 102) == [runs[4], runs[0]])
    #expect(try store.log.runs(athlete: "me", since: 101, until: 103).count == 3)
    // Kept through the next opening.
    let reader = try #require(try Store.openReadOnly(scratch.database))
    #expect(try reader.runs().count == 5)
  }

  @Test func aRunIsTakenOnce() throws {
    let store = try scratch.store()
    let first = logged(101, .long, minute: 420, minutes: 90, km: 15)
    #expect(try store.addRuns([first, first]) == [first])
    // An import makes other ids, and the note may be another.
    let again = logged(101, .long, minute: 420, minutes: 90, km: 15, note: "again")
    #expect(try store.addRuns([again]) == [])
    let bare = logged(101)
    #expect(try store.addRuns([bare, logged(101)]) == [bare])
    let others = [
      logged(102, .long, minute: 420, minutes: 90, km: 15),
      logged(101, .hard, minute: 420, minutes: 90, km: 15),
      logged(101, .long, minute: nil, minutes: 90, km: 15),
      logged(101, .long, minute: 420, minutes: 91, km: 15),
      logged(101, .long, minute: 420, minutes: 90, km: nil),
      logged(101, .long, minute: 420, minutes: 90, km: 15, athlete: "ana"),
    ]
    #expect(try store.addRuns(others) == others)
    var changed = first
    changed.km = 16
    #expect(try store.addRuns([changed]) == [], "its id is known")
    #expect(first.isSame(as: again) && !first.isSame(as: others[0]) && first.isSame(as: changed))
  }

  @Test func deleted() throws {
    let store = try scratch.store()
    let run = logged(101, .race, km: 42.195)
    try store.addRuns([run])
    #expect(try store.log.run(named: run.id.short) == run)
    #expect(try store.deleteRun(run.id) == run)
    #expect(code { _ = try store.deleteRun(run.id) } == .noSuchRun)
    #expect(try store.log.runs() == [])
  }

  @Test func namedByTheEndOfTheId() throws {
    let store = try scratch.store()
    var runs = [logged(101), logged(102)]
    runs[0].id = SetID("0199e2a0-0000-7000-8000-000000000abc")!
    runs[1].id = SetID("0199e2a0-0000-7000-8000-000000001abc")!
    try store.addRuns(runs)
    #expect(try store.log.run(named: "1ABC") == runs[1])
    #expect(code { _ = try store.log.run(named: "abc") } == .ambiguousRun)
    for name in ["", "x", "def", "last", "%"] {
      #expect(code { _ = try store.log.run(named: name) } == .noSuchRun, "\(name)")
    }
  }
}

@Suite struct AnswerTests {
  let scratch = Scratch()

  private func answer(
    _ day: Int, _ question: Question, _ choice: String, exercise: String? = nil, athlete: String = "me"
  ) -> Answer {
    Answer(athlete: athlete, day: day, question: question, choice: choice, exercise: exercise)
  }

  @Test func theLaterOfADayCounts() throws {
    let store = try scratch.store()
    let answers = [
      answer(101, .feeling, "tired"), answer(101, .pain, "none"), answer(101, .feeling, "fresh"),
      answer(101, .pain, "joint", exercise: "squat"), answer(100, .feeling, "sore"),
      answer(101, .feeling, "sick", athlete: "ana"),
    ]
    for answer in answers { try store.answer(answer) }
    #expect(
      try store.log.answers(athlete: "me") == [answers[4], answers[1], answers[2], answers[3]])
    #expect(try store.log.answers().count == 5)
  }

  @Test func aDamagedOneIsSaid() throws {
    let store = try scratch.store()
    try store.answer(answer(101, .feeling, "tired"))
    try store.connection.run("UPDATE answers SET choice = 'blue'")
    #expect(code { _ = try store.log.answers() } == .corrupt)
  }
}

/// The same on the writer's thread.
@Suite struct CalendarJobTests {
  let scratch = Scratch()

  private func outcomes(_ writer: Writer, _ jobs: [Job]) -> [Outcome.Event] {
    for (number, job) in jobs.enumerated() { writer.submit(job, request: UInt64(number)) }
    var events: [Outcome.Event] = []
    for _ in 0..<2_000 where events.count < jobs.count {
      events += writer.drain().map(\.event)
      usleep(1_000)
    }
    return events
  }

  @Test func jobsAreDoneInOrder() throws {
    let (writer, _) = try Writer.open(
      path: scratch.database, boot: BootIdentity(id: "b"), at: at(0), offset: synced)
    defer { writer.stop() }
    let run = logged(101, .long)
    let kept = Answer(athlete: "me", day: 101, question: .pain, choice: "none")
    let program = ProgramRun(athlete: "me", program: "a", startDay: 101)
    let configured = ConfiguredProgram(athlete: "ana", program: "b")
    let gone = LoggedRun(id: .make(at: tenOClock), athlete: "me", day: 9, kind: .easy)
    let events = outcomes(
      writer,
      [
        .startProgram(program, configured: nil), .stopProgram(athlete: "me", day: 102, configured: nil),
        .followConfigured([configured], day: 103), .addRuns([run, run]), .answer(kept), .deleteRun(run.id),
        .deleteRun(gone.id),
      ])
    try #require(events.count == 7)
    #expect(events[0] == .programChanged(ProgramChange(athlete: "me", started: program)))
    #expect(events[1] == .programChanged(ProgramChange(athlete: "me", stopped: [program])))
    #expect(
      events[2]
        == .configuredFollowed([
          ProgramChange(athlete: "ana", started: ProgramRun(athlete: "ana", program: "b", startDay: 103))
        ]))
    #expect(events[3] == .runsAdded([run]) && events[4] == .answered(kept) && events[5] == .runDeleted(run))
    guard case .failed(.deleteRun, let error) = events[6] else {
      Issue.record("\(events[6])")
      return
    }
    #expect(error.code == .noSuchRun)
  }

  /// While somebody holds the database, sets go to the spill file; these are refused, and what is there stays.
  @Test func aDatabaseThatTakesNothingAnswersWithAnError() throws {
    let (writer, _) = try Writer.open(
      path: scratch.database, boot: BootIdentity(id: "b"), at: at(0), offset: synced,
      busyTimeout: .milliseconds(20))
    defer { writer.stop() }
    let program = ProgramRun(athlete: "me", program: "a", startDay: 101)
    #expect(outcomes(writer, [.startProgram(program, configured: nil)]).count == 1)
    let other = try Connection(path: scratch.database)
    try other.run("BEGIN IMMEDIATE")
    let jobs: [Job] = [
      .startProgram(ProgramRun(athlete: "me", program: "b", startDay: 102), configured: nil),
      .stopProgram(athlete: "me", day: 102, configured: nil), .addRuns([logged(101)]),
      .answer(Answer(athlete: "me", day: 101, question: .pain, choice: "none")),
    ]
    for (job, event) in zip(jobs, outcomes(writer, jobs)) {
      guard case .failed(job, let error) = event else {
        Issue.record("\(event)")
        continue
      }
      #expect(error.code == .locked)
    }
    try other.run("ROLLBACK")
    #expect(outcomes(writer, [.addRuns([logged(101)])]).count == 1)
    let log = try #require(try Store.openReadOnly(scratch.database))
    #expect(try log.programRuns() == [program] && log.runs().count == 1 && log.answers() == [])
  }
}
