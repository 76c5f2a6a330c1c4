import Glibc
import Testing
import Training

@testable import Store

extension SetMotion {
  /// What a sensor saw of so many repetitions, each 2.413 s long.
  static func counted(_ count: Int, confidence: Double = 0.93) -> SetMotion {
    let each = (0..<count).map { number in
      Rep(
        start: .seconds(0.8 + 2.413 * Double(number)), duration: .milliseconds(2_413),
        phases: number % 2 == 0 ? .init(up: .milliseconds(1_100), down: .milliseconds(1_313)) : nil,
        range: 62.5)
    }
    return SetMotion(
      rate: 49.8, coverage: 0.99, faults: [.gap],
      reps: CountedReps(confidence: confidence, regularity: 0.87, tempo: .milliseconds(2_413), each: each))
  }

  static let held = SetMotion(
    rate: 200, coverage: 1,
    hold: HoldForm(
      rms: 12.3, sway: 9.1, tremor: nil, drift: 7.3, driftAtEnd: 3, brokeAt: .milliseconds(31_200)))
}

func squat(_ start: Double, _ motion: SetMotion) -> FinishedSet {
  var running = RunningSet(athlete: "me", exercise: "squat", kind: .reps, side: .both, startedAt: at(start))
  running.reps = motion.reps?.count
  return FinishedSet(running: running, endedAt: at(start + 40), endedBy: .motion, motion: motion)
}

extension Store {
  @discardableResult
  func counted(_ count: Int, at start: Double, confidence: Double = 0.93) throws -> LoggedSet {
    try finish(
      station: "main", squat(start, .counted(count, confidence: confidence)), offset: synced)
  }
}

extension Log {
  func figuresOfAll() throws -> [SetFigures] {
    var figures: [SetFigures] = []
    var athletes = NameTable()
    var exercises = NameTable()
    try forEachFigures(inOrder: true, athletes: &athletes, exercises: &exercises) { figures.append($0) }
    return figures
  }
}

@Suite struct MotionTests {
  let scratch = Scratch()

  @Test func itComesBackWithItsSet() throws {
    let store = try scratch.store()
    let counted = try store.counted(12, at: 10)
    let held = try store.finish(
      station: "main", FinishedSet(running: hold(100), endedAt: at(140), endedBy: .tap, motion: .held),
      offset: synced)
    let plain = try store.hold(200, 30)
    #expect(counted.motion == .counted(12) && held.motion == .held && plain.motion == nil)
    let log = try #require(try Store.openReadOnly(scratch.database))
    #expect(try log.sets() == [counted, held, plain])
    #expect(try log.set(named: "last~2") == counted)
    #expect(try log.figuresOfAll().map(\.confidence) == [0.93, nil, nil])
  }

  @Test func anEditKeepsWhatWasMeasured() throws {
    let store = try scratch.store()
    let counted = try store.counted(12, at: 10)
    try store.apply(.edit(counted.id, SetEdit(reps: .set(10))), at: tenOClock)
    try store.apply(.rate(counted.id, 8), at: tenOClock)
    let edited = try #require(try store.log.set(counted.id))
    #expect(edited.reps == 10 && edited.rpe == 8)
    #expect(edited.measured?.reps == 12)
    #expect(edited.motion == .counted(12))
    // An edit of the edit keeps what was measured, and not what was typed.
    try store.apply(.edit(counted.id, SetEdit(exercise: "wall-sit", reps: .set(11))), at: tenOClock)
    #expect(try store.log.set(counted.id)?.measured?.reps == 12)
    #expect(try store.log.set(counted.id)?.motion == .counted(12))

    // Back to the beginning, and forth again: the same sets on the way.
    var states = [try store.log.sets()]
    while try store.undo() != nil { states.append(try store.log.sets()) }
    #expect(states.map(\.count) == [1, 1, 1, 1, 0])
    #expect(states[3] == [counted] && states[1] == [edited])
    for state in states.dropLast().reversed() {
      #expect(try store.redo() != nil)
      #expect(try store.log.sets() == state)
    }
    try store.apply(.delete([counted.id]), at: tenOClock)
    #expect(try store.undo()?.after == states[0])
  }

  @Test func whatComesFromAFileKeepsIt() throws {
    let store = try scratch.store()
    var set = typed(1, "squat")
    set.motion = .counted(900)
    try store.apply(.import([set]), at: tenOClock)
    #expect(try store.log.sets() == [set])
    #expect(try store.apply(.import([set]), at: tenOClock).after == [])
  }

  @Test func textThatCannotBeReadLosesNoSet() throws {
    let store = try scratch.store()
    var set = try store.counted(12, at: 10)
    for text in ["", "rate=1", "of the year 2040: é", "confidence=", "confidence=x reps=1:2"] {
      try store.connection.run("UPDATE sets SET motion = ?", [.text(text)])
      set.motion = nil
      #expect(try store.log.sets() == [set])
      #expect(try store.log.figuresOfAll().map(\.confidence) == [nil])
    }
    // It is still there for whoever knows it, until the set is changed.
    #expect(try store.connection.integer("SELECT motion LIKE 'confidence=x%' FROM sets") == 1)
  }

  // MARK: The spill file

  private func record(_ motion: SetMotion?) -> SetRecord {
    var finished = squat(10, motion ?? .held)
    finished.motion = motion
    return SetRecord(
      station: "main", finished, ActiveSet(id: .make(at: tenOClock), offset: synced),
      boot: BootIdentity(id: "boot-1"))
  }

  @Test func theSpillFileKeepsIt() throws {
    let records = [record(nil), record(.counted(12)), record(.held), record(.counted(900))]
    for record in records { #expect(SetRecord(record.encoded) == record) }
    do {
      let spill = try SpillFile(database: scratch.database)
      for record in records { try spill.append(record) }
    }
    #expect(try SpillFile(database: scratch.database).found == records)
    try scratch.store().storeWhatWaits()
    #expect(try Store.openReadOnly(scratch.database)?.sets().map(\.motion) == records.map(\.set.motion))
  }

  @Test func aRecordOfTheFirstVersionCanBeRead() {
    let now = record(nil).encoded
    // It had another number at its beginning, and nothing at its end.
    let then = [1] + now[1..<now.count - 1]
    #expect(SetRecord(then) != nil && SetRecord(then)?.encoded == now)
    #expect(SetRecord(then + [0]) == nil && SetRecord([2] + then[1...]) == nil)
    #expect(SetRecord([3] + now[1...]) == nil && SetRecord([0] + now[1...]) == nil)
  }

  /// A set of 15 minutes has a list that would take the place of a hundred sets: half of the file is kept for sets.
  @Test func aListOfRepetitionsTakesNoSetsPlace() throws {
    let spill = try SpillFile(database: scratch.database)
    let long = record(.counted(900))
    let short = record(long.set.withoutList.motion)
    #expect((25_000...50_000).contains(long.encoded.count) && short.encoded.count < 400)
    let kept = SpillFile.capacity / 2 / long.encoded.count
    for _ in 0..<8 { try spill.append(long) }
    let found = try SpillFile(database: scratch.database).found
    #expect(found.prefix(kept).allSatisfy { $0.set == long.set } && (2...5).contains(kept))
    #expect(found.count == 8 && found.dropFirst(kept).allSatisfy { $0.set.motion == short.set.motion })
    let motion = try #require(found.last?.set.motion)
    #expect(motion.reps?.count == 900 && motion.reps?.each == [] && motion.reps?.confidence == 0.93)
    #expect(SetMotion(motion.text) == motion)
    // The rest of it holds some hundreds of sets.
    let usual = record(.counted(12))
    var count = 8
    while code({ try spill.append(usual) }) == nil { count += 1 }
    #expect(count > 300)

    // A set that alone is longer than the file is not lost either.
    let other = Scratch()
    let endless = record(.counted(10_000))
    #expect(endless.encoded.count > SpillFile.capacity)
    try SpillFile(database: other.database).append(endless)
    #expect(try SpillFile(database: other.database).found.map(\.set.motion?.reps?.count) == [10_000])
  }
}
