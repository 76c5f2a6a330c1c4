import Testing
import Training

@testable import Store

@Suite struct ClockTests {
  let scratch = Scratch()

  @Test func theSetsOfABootAreDatedAnew() throws {
    let store = try scratch.store()
    let first = try store.hold(10, 30, offset: unsynced)
    let second = try store.hold(60, 30, offset: unsynced)
    #expect(first.clock == .unsynced && first.startedAt == unsynced.wallTime(of: at(10)))
    try store.begin(station: "main", hold(100), offset: unsynced)
    #expect(try store.synchronized(offset: synced) == 2)
    let sets = try store.log.sets()
    #expect(sets.map(\.id) == [first.id, second.id])
    #expect(sets.map(\.startedAt) == [tenOClock + .seconds(10), tenOClock + .seconds(60)])
    #expect(sets.allSatisfy { $0.clock == .synced })
    // What was running too, in memory and in the journal.
    #expect(try scratch.store().openJournal().first?.offset == synced)
    let third = try store.finish(station: "main", finished(100, 30), offset: synced)
    #expect(third.startedAt == tenOClock + .seconds(100) && third.clock == .synced)
    #expect(try store.synchronized(offset: synced) == 0, "nothing is left to date")
  }

  @Test func aSetThatEndsAfterTheClockWasSetIsDatedByIt() throws {
    let store = try scratch.store()
    let first = try store.hold(10, 30, offset: unsynced)
    try store.begin(station: "main", hold(60), offset: unsynced)
    let second = try store.finish(station: "main", finished(60, 30), offset: synced)
    #expect(second.startedAt == tenOClock + .seconds(60) && second.clock == .synced)
    #expect(try store.log.set(first.id)?.startedAt == tenOClock + .seconds(10))
  }

  @Test func aDateTypedByHandStays() throws {
    let store = try scratch.store()
    let byHand = try store.hold(10, 30, offset: unsynced)
    let longer = try store.hold(60, 30, offset: unsynced)
    let date = tenOClock + .seconds(-3_600)
    try store.apply(.edit(byHand.id, SetEdit(startedAt: date)), at: tenOClock)
    try store.apply(.edit(longer.id, SetEdit(duration: .seconds(31))), at: tenOClock)
    try store.apply(.add([typed(-30)]), at: tenOClock)
    #expect(try store.synchronized(offset: synced) == 1)
    let sets = try store.log.sets()
    #expect(
      sets.map(\.startedAt) == [date, tenOClock + .seconds(-1_800), tenOClock + .seconds(60)])
    #expect(sets[0].clock == .synced && sets[0].measured?.startedAt == unsynced.wallTime(of: at(10)))
    #expect(sets[2].measured?.startedAt == tenOClock + .seconds(60), "what was measured is dated too")
  }

  @Test func undoneSetsAreDatedToo() throws {
    let store = try scratch.store()
    let gone = try store.hold(10, 30, offset: unsynced)
    let deleted = try store.hold(60, 30, offset: unsynced)
    try store.apply(.delete([deleted.id]), at: tenOClock)
    #expect(try store.undo(station: nil, athlete: nil)?.kind == .delete)
    #expect(try store.undo()?.kind == .set)
    #expect(try store.undo()?.kind == .set)
    #expect(try store.synchronized(offset: synced) == 0)
    _ = try store.redo()
    _ = try store.redo()
    #expect(try store.log.sets().map(\.id) == [gone.id, deleted.id])
    #expect(try store.log.sets().map(\.startedAt) == [tenOClock + .seconds(10), tenOClock + .seconds(60)])
    #expect(try store.redo()?.kind == .delete)
    #expect(try store.undo()?.after.first?.clock == .synced)
  }

  @Test func otherBootsKeepTheirDates() throws {
    let first = try scratch.store().hold(10, 30, offset: unsynced)
    let store = try scratch.store(boot: "boot-2")
    try store.hold(10, 30, offset: unsynced)
    #expect(try store.synchronized(offset: synced) == 1)
    #expect(try store.log.set(first.id) == first)
  }

  // MARK: - Order

  @Test func withinABootInstantsDecide() throws {
    let store = try scratch.store()
    let first = try store.hold(10, 30)
    // Somebody sets the clock back by a day in the middle of the session.
    let back = WallOffset(microseconds: synced.microseconds - 86_400_000_000, isSynchronized: true)
    let second = try store.hold(60, 30, offset: back)
    #expect(second.startedAt < first.startedAt)
    #expect(try store.log.sets().map(\.id) == [first.id, second.id])
  }

  @Test func bootsThatNeverKnewTheTimeStandInTheirOrder() throws {
    // The first boot knows the time; the second believes in January, the third in December, the fourth in
    // May.
    let believed: [WallOffset] = [
      synced, unsynced, offset(afterTen: 30 * 86_400), offset(afterTen: -180 * 86_400),
    ]
    var ids: [SetID] = []
    for (number, offset) in believed.enumerated() {
      let store = try scratch.store(boot: "boot-\(number)")
      ids.append(try store.hold(10, 30, offset: offset).id)
      ids.append(try store.hold(60, 30, offset: offset).id)
    }
    let last = try scratch.store(boot: "boot-9")
    #expect(try last.log.sets().map(\.id) == ids)
    // The next one knows the time: it is an hour after the first, and all others were in between.
    ids.append(try last.hold(10, 30, offset: self.offset(afterTen: 3_600, isSynchronized: true)).id)
    #expect(try last.log.sets().map(\.id) == ids)
    // A set of that hour that was typed in stands by its date.
    let typedIn = typed(61)
    try last.apply(.add([typedIn]), at: tenOClock)
    #expect(try last.log.sets().map(\.id) == ids + [typedIn.id])
  }

  @Test func bootsInAnyStateOfTheClockStandInTheirOrder() throws {
    for seed in 0..<60 {
      var random = Random(seed: UInt64(seed))
      let connection = try Store.inMemory().connection
      var ids: [SetID] = []
      var truth = 0.0
      for number in 0..<8 {
        let store = Store(connection, boot: BootIdentity(id: "boot-\(number)"))
        let belief = offset(afterTen: Double(Int.random(in: -4_000_000...4_000_000, using: &random)))
        let right = offset(afterTen: truth, isSynchronized: true)
        // Never right, right from the start, or right after the first set.
        let kind = Int.random(in: 0..<3, using: &random)
        ids.append(try store.hold(10, 30, offset: kind == 1 ? right : belief).id)
        if kind == 2 { #expect(try store.synchronized(offset: right) == 1) }
        ids.append(try store.hold(60, 30, offset: kind == 0 ? belief : right).id)
        truth += Double(Int.random(in: 200...100_000, using: &random))
      }
      let store = Store(connection, boot: BootIdentity(id: "boot-0"))
      #expect(try store.log.sets().map(\.id) == ids, "seed \(seed)")
      #expect(try store.isSound)
    }
  }

  private func offset(afterTen seconds: Double, isSynchronized: Bool = false) -> WallOffset {
    WallOffset(
      microseconds: synced.microseconds + Interval.seconds(seconds).microseconds,
      isSynchronized: isSynchronized)
  }
}

/// SplitMix64: the same numbers for the same seed.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
