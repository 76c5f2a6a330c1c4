import Testing
import Training

@testable import Store

@Suite struct HistoryTests {
  let store: Store

  init() throws { store = try Store.inMemory(boot: BootIdentity(id: "boot-1")) }

  @Test func undoGoesFurtherBackAndRedoForward() throws {
    let first = try store.hold(10, 30)
    let second = try store.hold(60, 30)
    let edit = try store.apply(.edit(second.id, SetEdit(duration: .seconds(25))), at: tenOClock)
    var edited = second
    edited.duration = .seconds(25)
    edited.measured = Measured(second)
    #expect(edit == ChangeReport(kind: .edit, before: [second], after: [edited]))

    #expect(try store.undo() == ChangeReport(kind: .edit, before: [edited], after: [second]))
    #expect(try store.undo() == ChangeReport(kind: .set, before: [second], after: []))
    #expect(try store.log.sets() == [first])
    #expect(try store.undo() == ChangeReport(kind: .set, before: [first], after: []))
    #expect(try store.undo() == nil)
    #expect(try store.redo() == ChangeReport(kind: .set, before: [], after: [first]))
    #expect(try store.redo() == ChangeReport(kind: .set, before: [], after: [second]))
    #expect(try store.redo() == ChangeReport(kind: .edit, before: [second], after: [edited]))
    #expect(try store.redo() == nil)
    #expect(try store.log.sets() == [first, edited])
  }

  @Test func aNewChangeEndsRedo() throws {
    let first = try store.hold(10, 30)
    try store.hold(60, 30)
    _ = try store.undo()
    try store.apply(.note(first.id, "cold"), at: tenOClock)
    #expect(try store.redo() == nil)
    _ = try store.undo()
    try store.hold(100, 30)
    #expect(try store.redo() == nil)
    #expect(try store.log.count() == 2)
  }

  @Test func onlyWhatHappenedAtAStationOrToAnAthlete() throws {
    let here = try store.hold(10, 30)
    let there = try store.hold(11, 30, station: "other")
    let you = typed(1, athlete: "you", station: "other")
    try store.apply(.add([you]), at: tenOClock)
    #expect(try store.undo(station: "main")?.before == [here])
    #expect(try store.undo(station: "main") == nil)
    #expect(try store.undo(athlete: "me")?.before == [there])
    #expect(try store.log.sets() == [you])
    #expect(try store.redo()?.after == [there])
    #expect(try store.redo()?.after == [here])
  }

  @Test func aChangeOfSeveralStationsIsEachOnes() throws {
    let here = typed(1, athlete: "me")
    let there = typed(2, athlete: "you", station: "other")
    try store.apply(.add([here]), at: tenOClock)
    try store.apply(.add([there]), at: tenOClock)
    try store.apply(.delete([here.id, there.id]), at: tenOClock)
    let report = try store.undo(station: "main")
    #expect(report?.kind == .delete && report?.after.count == 2)
    #expect(try store.log.count() == 2)
    #expect(try store.undo(station: "main")?.before == [here])
    #expect(try store.log.sets() == [there])
    // An edit of the athlete is both's.
    try store.apply(.edit(there.id, SetEdit(athlete: "ana")), at: tenOClock)
    for athlete in ["ana", "you"] {
      #expect(try store.undo(athlete: athlete)?.kind == .edit)
      _ = try store.redo()
    }
    #expect(try store.undo(athlete: "nobody") == nil)
  }

  @Test func whatADaemonLeftIsTakenInFirst() throws {
    let scratch = Scratch()
    let store = try scratch.store()
    try store.storeWhatWaits()
    #expect(!scratch.names.contains("holdfast.db.spill"))
    let running = RunningSet(
      athlete: "me", exercise: "wall-sit", kind: .hold, side: .both, startedAt: Instant(microseconds: 0))
    let record = SetRecord(
      station: "main", FinishedSet(running: running, endedAt: .init(microseconds: 30_000_000), endedBy: .tap),
      ActiveSet(id: .make(at: tenOClock), offset: synced), boot: BootIdentity(id: "b"))
    try SpillFile(database: scratch.database).append(record)
    try store.storeWhatWaits()
    #expect(try store.log.sets().map(\.id) == [record.set.id])
    #expect(try SpillFile(database: scratch.database).found.isEmpty)
    #expect(try store.undo()?.before.map(\.id) == [record.set.id])
    try store.storeWhatWaits()
    #expect(try store.log.count() == 0)
  }

  @Test func theGestureTakesBackTheLastSetOfItsStation() throws {
    let first = try store.hold(10, 30)
    let second = try store.hold(60, 30)
    try store.hold(100, 30, station: "other")
    try store.apply(.add([typed(500)]), at: tenOClock)
    try store.apply(.note(first.id, "cold"), at: tenOClock)
    #expect(try store.undoLast(station: "main", since: at(91)) == nil, "it ended before")
    #expect(try store.undoLast(station: "main", since: at(90)) == second)
    #expect(try store.undoLast(station: "main", since: at(0))?.id == first.id)
    #expect(try store.undoLast(station: "main", since: at(0)) == nil)
    #expect(try store.log.count() == 2)
  }

  @Test func theGestureTakesBackWhatWasDoneToTheSetSince() throws {
    let first = try store.hold(10, 30)
    _ = try store.rateLast(8, station: "main", since: at(0), at: tenOClock)
    try store.apply(.edit(first.id, SetEdit(duration: .seconds(20))), at: tenOClock)
    let other = try store.hold(100, 30, station: "other")
    let before = try store.log.sets()
    let gone = try #require(try store.undoLast(station: "main", since: at(0)))
    #expect(gone == before[0] && gone.rpe == 8)
    #expect(try store.log.sets() == [other])
    // Nothing of it is left that could be taken back by itself.
    #expect(try store.undo()?.before == [other])
    #expect(try store.undo() == nil)
    _ = try store.redo()
    #expect(try store.redo()?.after == [gone], "it comes back as it was, with its rating")
    #expect(try store.log.sets() == before)
    #expect(try store.undo()?.before == [other])
    #expect(try store.undo()?.kind == .edit)
    #expect(try store.undo()?.kind == .rate)
    #expect(try store.undo()?.before == [first])
  }

  @Test func theGesturePassesOverADeletedSetAndOtherBoots() throws {
    let scratch = Scratch()
    let old = try scratch.store()
    try old.begin(station: "main", hold(10), offset: synced)
    let store = try scratch.store(boot: "boot-2")
    try store.close(store.openJournal()[0])
    #expect(try store.undoLast(station: "main", since: at(0)) == nil, "it ended in another boot")
    let first = try store.hold(10, 30)
    let second = try store.hold(60, 30)
    try store.apply(.delete([second.id]), at: tenOClock)
    #expect(try store.undoLast(station: "main", since: at(0)) == first)
    #expect(try store.log.count() == 1)
    #expect(try store.undo()?.after == [second], "the deletion stands until it is taken back itself")
  }

  @Test func aSetOfTheJournalIsOfThisBootForTheGesture() throws {
    try store.begin(station: "main", hold(10), offset: synced)
    try store.heartbeat(station: "main", hold(10), at: at(40))
    let crashed = try store.close(try #require(try store.openJournal().first))
    #expect(try store.undoLast(station: "main", since: at(40)) == crashed)
  }

  @Test func ratingTheLastSetCanBeUndone() throws {
    #expect(try store.rateLast(8, station: "main", since: at(0), at: tenOClock) == nil)
    let set = try store.hold(10, 30)
    #expect(try store.rateLast(8, station: "main", since: at(41), at: tenOClock) == nil)
    #expect(try store.rateLast(8, station: "other", since: at(0), at: tenOClock) == nil)
    #expect(try store.rateLast(8.5, station: "main", since: at(40), at: tenOClock)?.rpe == 8.5)
    let report = try #require(try store.undo())
    #expect(report.kind == .rate && report.after == [set] && report.before.first?.rpe == 8.5)
  }

  @Test func importIsIdempotentByID() throws {
    let sets = [typed(1), typed(2), typed(3)]
    try store.apply(.add([sets[1]]), at: tenOClock)
    #expect(try store.apply(.import(sets), at: tenOClock).after == [sets[0], sets[2]])
    #expect(try store.apply(.import(sets), at: tenOClock).after == [])
    #expect(try store.log.sets() == sets)
    #expect(try store.undo()?.before.count == 2, "one change")
    #expect(try store.log.sets() == [sets[1]])
    #expect(try store.redo()?.after.count == 2)
    #expect(try store.log.sets() == sets)
  }

  @Test func theFirstEditKeepsWhatWasMeasured() throws {
    var set = try store.hold(10, 30)
    for seconds in [20.0, 15] {
      set = try store.apply(.edit(set.id, SetEdit(duration: .seconds(seconds))), at: tenOClock).after[0]
      #expect(set.duration == .seconds(seconds))
    }
    #expect(set.measured?.duration == .seconds(30) && set.endedBy == .tap)
  }

  @Test func aSetThatIsNotThereCannotBeChanged() {
    let gone = typed(1)
    let changes: [HistoryChange] = [
      .edit(gone.id, SetEdit(confirms: true)), .rate(gone.id, 8), .note(gone.id, "x"), .delete([gone.id]),
    ]
    for change in changes { #expect(code { try store.apply(change, at: tenOClock) } == .noSuchSet) }
    #expect(try! store.connection.integer("SELECT count(*) FROM changes") == 0)
  }

  @Test func anEditIsMadeToTheSetAsItStandsThen() throws {
    let set = try store.hold(10, 30)
    // Asked for before, made after: neither loses what the other wrote.
    let edit = HistoryChange.edit(set.id, SetEdit(duration: .seconds(25)))
    try store.apply(.note(set.id, "cold"), at: tenOClock)
    try store.apply(.rate(set.id, 8), at: tenOClock)
    let after = try store.apply(edit, at: tenOClock).after[0]
    #expect(after.note == "cold" && after.rpe == 8 && after.duration == .seconds(25))
  }

  @Test func whatChangesNothingIsNoChange() throws {
    let set = try store.hold(10, 30)
    try store.apply(.note(set.id, "cold"), at: tenOClock)
    _ = try store.undo()
    let nothing: [HistoryChange] = [
      .edit(set.id, SetEdit(duration: .seconds(30))), .edit(set.id, SetEdit(confirms: true)),
      .note(set.id, nil),
      .note(set.id, ""), .rate(set.id, nil), .delete([]), .import([set]), .import([]),
    ]
    for change in nothing {
      let report = try store.apply(change, at: tenOClock)
      #expect(report.before == report.after)
    }
    #expect(try store.redo()?.kind == .note, "redo is as it was")
  }

  @Test func aWrongEditChangesNothing() throws {
    let set = try store.hold(10, 30)
    let before = try state(of: store)
    for edit in [
      SetEdit(side: .left, duration: .seconds(20)), SetEdit(reps: .set(8)), SetEdit(target: .set("x")),
    ] {
      #expect(code { try store.apply(.edit(set.id, edit), at: tenOClock) } == .impossible)
    }
    #expect(try state(of: store) == before)
  }

  @Test func severalSetsAreDeletedInOneChangeOrNone() throws {
    let first = try store.hold(10, 30)
    let second = try store.hold(60, 30, station: "other")
    let before = try state(of: store)
    #expect(code { try store.apply(.delete([first.id, typed(1).id]), at: tenOClock) } == .noSuchSet)
    #expect(try state(of: store) == before)
    let report = try store.apply(.delete([first.id, second.id, first.id]), at: tenOClock)
    #expect(report == ChangeReport(kind: .delete, before: [first, second], after: []))
    #expect(try store.log.count() == 0)
    #expect(try store.undo(station: "other") != nil, "the set that was stored there, and what rests on it")
    _ = try store.redo()
    #expect(try store.undo()?.after.count == 2)
    #expect(try store.log.sets() == [first, second])
  }

  @Test func aTypedDateOrdersAndIsTrusted() throws {
    let first = try store.hold(10, 30, offset: unsynced)
    let second = try store.hold(60, 30, offset: unsynced)
    let later = tenOClock + .seconds(7_200)
    try store.apply(.edit(first.id, SetEdit(startedAt: later)), at: tenOClock)
    let sets = try store.log.sets()
    #expect(sets.map(\.id) == [second.id, first.id])
    #expect(sets[1].clock == .synced && sets[1].measured?.startedAt == first.startedAt)
    _ = try store.undo()
    #expect(try store.log.sets() == [first, second])
  }

  // MARK: - Any changes at all

  /// Undoing everything gives every earlier state in turn, and redoing everything every later one.
  @Test func undoAndRedoWalkThroughAllStates() throws {
    for seed in 0..<40 {
      var random = Random(seed: UInt64(seed))
      let store = try Store.inMemory(boot: BootIdentity(id: "boot-1"))
      var states = [try state(of: store)]
      for step in 0..<30 {
        try change(store, step, &random)
        let now = try state(of: store)
        states.append(now)
      }
      let count = Int(try store.connection.integer("SELECT count(*) FROM changes") ?? 0)
      states = states.enumerated().filter { $0 == 0 || $1.changes != states[$0 - 1].changes }.map(\.element)
      #expect(states.count == count + 1)
      for expected in states.dropLast().reversed() {
        #expect(try store.undo() != nil)
        #expect(try state(of: store).sets == expected.sets, "seed \(seed)")
      }
      #expect(try store.undo() == nil)
      for expected in states.dropFirst() {
        #expect(try store.redo() != nil)
        #expect(try state(of: store).sets == expected.sets, "seed \(seed)")
      }
      #expect(try store.redo() == nil)
      #expect(try store.isSound)
    }
  }

  /// Taking changes back out of turn, by station, athlete or gesture, and bringing all back changes nothing.
  @Test func undoOutOfTurnIsBroughtBackWhole() throws {
    for seed in 100..<140 {
      var random = Random(seed: UInt64(seed))
      let store = try Store.inMemory(boot: BootIdentity(id: "boot-1"))
      for step in 0..<30 { try change(store, step, &random) }
      let before = try state(of: store)
      for _ in 0..<12 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: _ = try store.undo(station: ["main", "other"].randomElement(using: &random))
        case 1: _ = try store.undo(athlete: ["me", "you"].randomElement(using: &random))
        case 2: _ = try store.undoLast(station: "main", since: at(0))
        default: _ = try store.redo()
        }
        #expect(try store.isSound)
      }
      while try store.redo() != nil {}
      #expect(try state(of: store).sets == before.sets, "seed \(seed)")
      while try store.undo() != nil {}
      #expect(try store.log.count() == 0, "seed \(seed)")
    }
  }

  private struct State: Equatable {
    var sets: [LoggedSet]
    var changes: Int64
  }

  private func state(of store: Store) throws -> State {
    State(
      sets: try store.log.sets().sorted { $0.id.description < $1.id.description },
      changes: try store.connection.integer("SELECT count(*) FROM changes") ?? 0)
  }

  private func change(_ store: Store, _ step: Int, _ random: inout Random) throws {
    let station = ["main", "other"].randomElement(using: &random)!
    let victim = try store.log.sets().randomElement(using: &random)
    switch (Int.random(in: 0..<8, using: &random), victim) {
    case (0, let victim?):
      let other = try store.log.sets().randomElement(using: &random)
      try store.apply(.delete([victim, other ?? victim].map(\.id)), at: tenOClock)
    case (1, let victim?):
      var edit = SetEdit(duration: .seconds(Double.random(in: 1...100, using: &random).rounded()))
      if Bool.random(using: &random) { edit.startedAt = victim.startedAt + .seconds(-1_000) }
      if Bool.random(using: &random) { edit.athlete = victim.athlete == "me" ? "you" : "me" }
      try store.apply(.edit(victim.id, edit), at: tenOClock)
    case (2, let victim?): try store.apply(.note(victim.id, "note \(step)"), at: tenOClock)
    case (3, let victim?): try store.apply(.rate(victim.id, Double(step)), at: tenOClock)
    case (4, _):
      try store.apply(.import([typed(Double(step)), typed(Double(step) + 1, athlete: "you")]), at: tenOClock)
    case (5, _): try store.apply(.add([typed(Double(step), station: station)]), at: tenOClock)
    default: try store.hold(Double(step) * 100, 30, station: station)
    }
  }
}
