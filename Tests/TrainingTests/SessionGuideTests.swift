import Testing
import Training

@Suite struct SessionGuideTests {
  private func set(_ exercise: String, _ side: Side, number: Int = 1, place: Int = 0, or: [String] = [])
    -> PlannedSet
  {
    var set = PlannedSet(exercise: exercise, side: side, block: 0, place: place, number: number, count: 2)
    set.alternatives = or
    return set
  }

  /// squat, side-plank on both sides, squat.
  private var due: DueSession {
    let sets = [
      set("squat", .both, or: ["goblet-squat"]), set("side-plank", .left, place: 1),
      set("side-plank", .right, place: 1), set("squat", .both, number: 2, or: ["goblet-squat"]),
    ]
    return DueSession(
      week: 2, session: "a", name: "A", number: 1, sets: sets, reasons: sets.map { _ in .start })
  }

  private func done(_ exercise: String, _ side: Side = .both) -> DoneSet {
    DoneSet(exercise: exercise, side: side, duration: .seconds(10))
  }

  private func guide(_ done: [DoneSet] = []) -> SessionGuide {
    SessionGuide(program: "p", programName: "P", due: due, done: done)
  }

  @Test func goesFromSetToSetAndEnds() {
    var guide = guide()
    #expect(guide.current == 0 && guide.exercise == "squat")
    let first = guide.take(done("squat"))
    let second = guide.take(done("side-plank", .left))
    #expect(first?.number == 1 && second?.side == .left)
    #expect(guide.set?.side == .right)
    guide.take(done("side-plank", .right))
    let last = guide.take(done("squat"))
    #expect(last?.number == 2)
    #expect(guide.current == nil && guide.exercise == nil && guide.doneCount == 4)
    let more = guide.take(done("squat"))
    #expect(more == nil)
  }

  @Test func whatWasNotAskedForLeavesThePlace() {
    var guide = guide([done("squat")])
    let others = [guide.take(done("plank")), guide.take(done("side-plank", .both))]
    #expect(others == [nil, nil] && guide.current == 1)
    // Out of turn: it counts, and what is up stays up.
    let other = guide.take(done("side-plank", .right))
    #expect(other?.side == .right)
    #expect(guide.current == 1)
    guide.take(done("side-plank", .left))
    #expect(guide.current == 3)
  }

  @Test func whatWasDoneBeyondThePlanIsTakenBackBesideIt() {
    // From the log as from set to set.
    var live = guide()
    for set in [done("squat"), done("side-plank", .left), done("side-plank", .left)] { live.take(set) }
    for var guide in [live, guide([done("squat"), done("side-plank", .left), done("side-plank", .left)])] {
      guide.takeBack(exercise: "side-plank", side: .left)
      #expect(guide.doneCount == 2 && guide.current == 2)
      guide.takeBack(exercise: "side-plank", side: .left)
      #expect(guide.doneCount == 1 && guide.current == 1)
    }
  }

  @Test func goesToTheSetThatIsLeftWhereTwoAreAlike() {
    var due = due
    due.sets[3].number = 1
    var guide = SessionGuide(program: "p", programName: "P", due: due, done: [done("squat")])
    guide.goTo(("squat", .both, 1))
    #expect(guide.current == 3 && guide.doneCount == 1)
    #expect(guide.marks == [.done(exercise: "squat"), .skipped, .skipped, .open])
  }

  @Test func aLoadStaysWithItsExercise() {
    var due = due
    for index in [0, 3] { due.sets[index].target = Target(reps: .exactly(8), loadKg: 20) }
    for (exercise, planned, afterwards) in [("squat", 20.0, 15.0), ("goblet-squat", 7, 15)] {
      var guide = SessionGuide(program: "p", programName: "P", due: due)
      #expect(guide.load(of: exercise, for: due.sets[0], last: 7) == planned)
      guide.take(DoneSet(exercise: exercise, side: .both, duration: .seconds(9), reps: 8, loadKg: 15))
      #expect(guide.load(of: exercise, for: due.sets[3], last: 7) == afterwards)
      guide.takeBack(exercise: exercise, side: .both)
      #expect(guide.load(of: exercise, for: due.sets[3], last: 7) == planned)
    }
  }

  @Test func whatStandsInStays() {
    var guide = guide([done("goblet-squat")])
    guide.take(done("side-plank", .left))
    guide.take(done("side-plank", .right))
    #expect(guide.exercise == "goblet-squat" && guide.set?.exercise == "squat")
    #expect(guide.isUp(exercise: "squat", side: .both) && guide.isUp(exercise: "goblet-squat", side: .both))
  }

  @Test func skippedAndBack() {
    var guide = guide()
    let nowhere = guide.goBack()
    #expect(!nowhere)
    guide.skip()
    guide.skip()
    #expect(guide.current == 2 && guide.hasSkipped)
    let isBack = guide.goBack()
    #expect(isBack && guide.current == 1)
    guide.take(done("side-plank", .left))
    guide.skip()
    guide.skip()
    #expect(guide.current == nil)
    guide.goBack()
    #expect(guide.current == 3 && guide.marks[2] == .skipped && guide.marks[0] == .skipped)
    // A set that was passed over is done all the same.
    let late = guide.take(done("side-plank", .right))
    #expect(late != nil && guide.current == 3)
  }

  @Test func takenBack() {
    var guide = guide([done("squat"), done("side-plank", .left)])
    guide.takeBack(exercise: "plank", side: .both)
    guide.takeBack(exercise: "side-plank", side: .right)
    #expect(guide.current == 2)
    guide.takeBack(exercise: "squat", side: .both)
    #expect(guide.current == 0 && guide.doneCount == 1)
    // It goes on after what was done since.
    guide.take(done("squat"))
    #expect(guide.current == 2)
  }

  @Test("Told anew from the log it keeps what only the living one knows") func keepsPlace() {
    var old = guide([done("squat")])
    old.skip()
    var new = guide([done("squat")])
    #expect(new.current == 1)
    new.keepPlace(of: old)
    #expect(new.current == 2 && new.marks[1] == .skipped)
    // Taken from the log by a command: it is open again, and what was up stays up.
    var emptied = guide()
    emptied.keepPlace(of: old)
    #expect(emptied.current == 2 && emptied.marks[0] == .open)
    // Another session begins at its beginning.
    var other = due
    other.number = 2
    var next = SessionGuide(program: "p", programName: "P", due: other)
    next.keepPlace(of: old)
    #expect(next.current == 0)
  }

  @Test func goesWhereItIsTold() {
    var guide = guide()
    guide.goTo(("side-plank", .right, 1))
    #expect(guide.current == 2 && guide.marks[0] == .skipped && guide.marks[1] == .skipped)
    guide.goTo(("plank", .both, 1))
    #expect(guide.current == 2)
    guide.goTo(nil)
    #expect(guide.current == nil)
  }

  @Test("After a restart it goes on after the set that was done last") func afterARestart() {
    #expect(guide([done("side-plank", .left)]).current == 2)
    #expect(guide([done("plank")]).current == 0)
    // What lies before comes round at the end.
    #expect(guide([done("side-plank", .right), done("squat")]).current == 1)
    #expect(
      guide([done("squat"), done("side-plank", .left), done("side-plank", .right), done("squat")]).current
        == nil)
  }
}
