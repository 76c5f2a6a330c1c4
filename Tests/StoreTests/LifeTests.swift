import Testing
import Training

@testable import Store

@Suite struct LifeTests {
  let scratch = Scratch()

  @Test func everyColumnComesBack() throws {
    let target = Target("30-45s 20kg 50%", kind: .reps)
    var running = RunningSet(
      athlete: "Zoë", exercise: "lunge", kind: .reps, side: .left, loadKg: 12.5, target: target, rpe: 7.5,
      startedAt: at(10.000001), reps: 12, lastRepAt: at(50), isTapped: true,
      carrier: .key(device: "phys/0", code: 30))
    let store = try scratch.store()
    let id = try store.begin(station: "garage", running, offset: synced)
    running.reps = 14
    let done = FinishedSet(running: running, endedAt: at(55.25), endedBy: .idle)
    let stored = try store.finish(station: "garage", done, offset: unsynced)
    let expected = LoggedSet(
      id: id, athlete: "Zoë", station: "garage", exercise: "lunge", kind: .reps, side: .left,
      startedAt: synced.wallTime(of: at(10.000001)), duration: .seconds(45.249999), reps: 14, loadKg: 12.5,
      rpe: 7.5, target: target, targetMet: true, endedBy: .idle, clock: .synced)
    #expect(stored == expected)
    #expect(try Store.openReadOnly(scratch.database)?.sets() == [expected])

    var edited = expected
    edited.note = "Föhn; \"hard\"\n\u{0}'; DROP TABLE sets; --"
    edited.side = .right
    edited.reps = nil
    edited.target = nil
    edited.targetMet = nil
    let edit = SetEdit(side: .right, reps: .clear, target: .clear, note: .set(edited.note!))
    try store.apply(.edit(expected.id, edit), at: tenOClock)
    edited.measured = Measured(
      startedAt: expected.startedAt, duration: expected.duration, reps: 14, loadKg: 12.5, exercise: "lunge",
      side: .left)
    #expect(try Store.openReadOnly(scratch.database)?.sets() == [edited])
  }

  @Test func theStartIsDatedByItsBeginning() throws {
    let store = try scratch.store()
    try store.begin(station: "main", hold(10), offset: synced)
    let later = WallOffset(microseconds: 0, isSynchronized: true)
    let set = try store.finish(station: "main", finished(10, 45), offset: later)
    #expect(set.startedAt == tenOClock + .seconds(10))
    #expect(try store.openJournal() == [])
  }

  @Test func aSetWithoutABeginningIsStored() throws {
    let store = try scratch.store()
    let set = try store.finish(station: "main", finished(10, 45), offset: synced)
    #expect(set.startedAt == tenOClock + .seconds(10))
    #expect(try store.log.sets() == [set])
  }

  @Test func storingTwiceStoresOnce() throws {
    let store = try scratch.store()
    store.active["main"] = ActiveSet(id: .make(at: tenOClock), offset: synced)
    let record = store.active.record(station: "main", finished(10, 45), offset: synced, boot: store.boot)
    #expect(try store.store(record) == record.set)
    #expect(try store.store(record) == record.set)
    #expect(try store.log.count() == 1)
    // One that was taken back does not return by that door either.
    _ = try store.undo()
    #expect(try store.store(record, isLate: true) == record.set)
    #expect(try store.log.count() == 0)
    #expect(try store.redo() != nil)
    #expect(try store.log.count() == 1)
  }

  @Test func theJournalKnowsAllOfARunningSet() throws {
    let running = RunningSet(
      athlete: "me", exercise: "squat", kind: .reps, side: .both, loadKg: 60,
      target: Target("8-10", kind: .reps), rpe: 6, startedAt: at(10), reps: 3, lastRepAt: at(14),
      isTapped: true, carrier: .key(device: "usb-1/input0", code: nil))
    for carrier in [running.carrier, .none, .tap(device: "page turner"), .key(device: "x", code: 105)] {
      var running = running
      running.carrier = carrier
      let scratch = Scratch()
      let id = try scratch.store().begin(station: "main", running, offset: unsynced)
      let again = try scratch.store()
      let entry = try #require(try again.openJournal().first)
      #expect(entry.running == running)
      #expect(entry.id == id && entry.station == "main" && entry.offset == unsynced)
      #expect(entry.isSameBoot && !entry.wasStopped && entry.heartbeat == at(10))
      // It goes on under its id and date.
      running.reps = 4
      try again.heartbeat(station: "main", running, at: at(20))
      #expect(try again.openJournal().first?.heartbeat == at(20))
      #expect(try again.openJournal().first?.running.reps == 4)
      let set = try again.finish(
        station: "main", FinishedSet(running: running, endedAt: at(30), endedBy: .tap), offset: synced)
      #expect(set.id == id && set.duration == .seconds(20))
    }
  }

  @Test func whatEndedItDependsOnTheBootAndTheGoodbye() throws {
    for (boot, isStopped, expected) in [
      ("boot-1", false, EndedBy.crash), ("boot-1", true, .shutdown), ("boot-2", false, .powerCut),
      ("boot-2", true, .shutdown),
    ] {
      let scratch = Scratch()
      let id: SetID
      do {
        let store = try scratch.store()
        id = try store.begin(station: "main", hold(10), offset: synced)
        try store.heartbeat(station: "main", hold(10), at: at(30))
        if isStopped { try store.noteShutdown(["main": hold(10)], at: at(33)) }
      }
      let store = try scratch.store(boot: boot)
      let entry = try #require(try store.openJournal().first)
      #expect(entry.endedBy == expected && entry.isSameBoot == (boot == "boot-1"))
      let set = try store.close(entry)
      #expect(set.id == id && set.endedBy == expected)
      #expect(set.duration == .seconds(isStopped ? 23 : 20))
      #expect(set.startedAt == tenOClock + .seconds(10))
      #expect(try store.openJournal() == [] && store.log.sets() == [set])
    }
  }

  @Test func aHeartbeatTakesTheGoodbyeBack() throws {
    let store = try scratch.store()
    try store.begin(station: "main", hold(10), offset: synced)
    try store.noteShutdown(["main": hold(10)], at: at(33))
    #expect(try store.openJournal().first?.wasStopped == true)
    try store.heartbeat(station: "main", hold(10), at: at(40))
    #expect(try store.openJournal().first?.wasStopped == false)
  }

  @Test func discardClearsTheJournalOfItsStation() throws {
    let store = try scratch.store()
    try store.begin(station: "main", hold(10), offset: synced)
    try store.begin(station: "other", hold(11), offset: synced)
    try store.discard(station: "main")
    try store.heartbeat(station: "main", hold(10), at: at(20))
    #expect(try store.openJournal().map(\.station) == ["other"])
    #expect(try store.log.count() == 0)
  }

  // MARK: - Holds beyond belief

  @Test func aHoldThreeTimesTheBestAndOverFiveMinutesIsDoubtful() throws {
    let store = try scratch.store()
    func doubt(_ length: Double, endedBy: EndedBy = .tap, athlete: String = "me") throws -> Bool {
      let done = finished(10, length, athlete: athlete, endedBy: endedBy)
      return try store.finish(station: "main", done, offset: synced).isDoubtful
    }
    #expect(try !doubt(800), "nothing to compare with")
    _ = try store.undo()
    #expect(try !doubt(100))
    #expect(try !doubt(299))
    #expect(try !doubt(299.9), "five minutes are not over")
    _ = try store.undo()
    _ = try store.undo()
    #expect(try !doubt(300), "not longer than three times 100 s")
    _ = try store.undo()
    #expect(try doubt(300.000001))
    #expect(try doubt(310), "a doubtful one is no best")
    #expect(try !doubt(310, athlete: "you"))
    #expect(try doubt(899, endedBy: .timeout))
    #expect(try doubt(890), "a forgotten one is no best")
    // An edit confirms.
    let last = try store.log.set(named: "last")
    #expect(last.isDoubtful)
    // What says nothing of the figures does not.
    try store.apply(.edit(last.id, SetEdit(rpe: .set(9), athlete: "me", note: .set("hard"))), at: tenOClock)
    try store.apply(.note(last.id, "very hard"), at: tenOClock)
    #expect(try store.log.set(named: "last").isDoubtful)
    try store.apply(.edit(last.id, SetEdit(duration: .seconds(400))), at: tenOClock)
    #expect(try !store.log.set(named: "last").isDoubtful)
    #expect(try !doubt(890))
  }

  @Test func aTimeoutThatWasConfirmedIsABest() throws {
    let store = try scratch.store()
    let forgotten = try store.finish(
      station: "main", finished(10, 900, endedBy: .timeout), offset: synced)
    try store.finish(station: "main", finished(2_000, 100), offset: synced)
    #expect(try store.finish(station: "main", finished(3_000, 500), offset: synced).isDoubtful)
    let confirmed = try store.apply(.edit(forgotten.id, SetEdit(confirms: true)), at: tenOClock).after[0]
    #expect(
      confirmed.mayBeRecord && confirmed.measured == Measured(forgotten) && confirmed.endedBy == .timeout)
    #expect(try !store.finish(station: "main", finished(4_000, 500), offset: synced).isDoubtful)
  }

  // MARK: - Selections

  @Test func aSelectionReturnsWithinTheGap() throws {
    let store = try scratch.store()
    let selection = Selection(
      athlete: "me", exercise: "squat", side: .both, loadKg: 62.5, target: Target("8-10", kind: .reps))
    try store.select(station: "main", selection, at: at(100), offset: synced)
    try store.select(
      station: "other", Selection(athlete: "you", exercise: "plank", side: .left), at: at(100), offset: synced
    )
    #expect(
      try store.selections(at: at(160), offset: synced)["main"]
        == StoredSelection(selection: selection, age: .seconds(60)))
    let gap = Interval.seconds(1_800)
    #expect(try store.selection(station: "main", within: gap, at: at(1_899), offset: synced) == selection)
    #expect(try store.selection(station: "main", within: gap, at: at(1_900), offset: synced) == nil)
    #expect(try store.selection(station: "nowhere", within: gap, at: at(100), offset: synced) == nil)
    // A set keeps it fresh.
    try store.finish(station: "main", finished(1_800, 100), offset: synced)
    #expect(try store.selection(station: "main", within: gap, at: at(3_600), offset: synced) == selection)

    // Another boot, 90 s after the set's end.
    let next = try scratch.store(boot: "boot-2")
    let offset = WallOffset(microseconds: synced.microseconds + 1_980_000_000, isSynchronized: true)
    #expect(try next.selections(at: at(10), offset: offset)["main"]?.age == .seconds(90))
    #expect(try next.selection(station: "main", within: gap, at: at(10), offset: offset) == selection)
    #expect(try next.selections(at: at(10), offset: unsynced)["main"]?.age == .some(nil), "a clock before it")
    #expect(try next.selection(station: "main", within: gap, at: at(10), offset: unsynced) == nil)
  }

  @Test func loadsAreKeptForAthleteAndExercise() throws {
    let store = try scratch.store()
    func select(_ athlete: String, _ exercise: String, _ load: Double?) throws {
      try store.select(
        station: "main", Selection(athlete: athlete, exercise: exercise, side: .both, loadKg: load),
        at: at(1),
        offset: synced)
    }
    try select("me", "squat", 60)
    try select("me", "row", 20)
    try select("you", "squat", 40)
    try select("me", "squat", 62.5)
    try select("me", "row", nil)
    #expect(
      try store.loads() == [
        StoredLoad(athlete: "me", exercise: "squat", kg: 62.5),
        StoredLoad(athlete: "you", exercise: "squat", kg: 40),
      ])
  }
}
