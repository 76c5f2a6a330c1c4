import Testing
import Training

@testable import Store

@Suite struct FiguresTests {
  private func numbers(of names: [[UInt8]], in table: inout NameTable) -> [Int] {
    names.map { name in name.withUnsafeBufferPointer { table.number(of: $0) } }
  }

  @Test func namesGetNumbersInTheirOrder() {
    var table = NameTable()
    let names = ["wall-sit", "", "plank", "wall-sit", "", "athlete-01", "athlete-02", "athlete-01"].map {
      Array($0.utf8)
    }
    #expect(numbers(of: names, in: &table) == [0, 1, 2, 0, 1, 3, 4, 3])
    #expect(table.names == ["wall-sit", "", "plank", "athlete-01", "athlete-02"])
  }

  /// Names that share the last letters, and their length, share a place; more names than there are places do too.
  @Test func namesThatCollideAreToldApart() {
    var table = NameTable()
    let alike = (0..<10).map { Array("\($0)-left-side-plank".utf8) }
    let many = (0..<1_000).map { Array("exercise \($0)".utf8) }
    for _ in 0..<2 {
      #expect(numbers(of: alike, in: &table) == Array(0..<10))
      #expect(numbers(of: many, in: &table) == Array(10..<1_010))
    }
    #expect(table.names[3] == "3-left-side-plank" && table.names[1_009] == "exercise 999")
  }

  @Test func bytesThatAreNoTextAreKeptApart() {
    var table = NameTable()
    #expect(numbers(of: [[0xFF], [0x61, 0], [0x61], [0xFF]], in: &table) == [0, 1, 2, 0])
  }

  private func figures(
    _ store: Store, _ filter: SetFilter = SetFilter(), marking: SetFilter? = nil, inOrder: Bool = true
  ) throws -> [(set: LoggedSet, isMarked: Bool, mayBeRecord: Bool)] {
    var athletes = NameTable()
    var exercises = NameTable()
    var found: [SetFigures] = []
    try store.log.forEachFigures(
      filter, inOrder: inOrder, marking: marking, athletes: &athletes, exercises: &exercises
    ) { found.append($0) }
    return try found.map { figures in
      let set = try #require(try store.log.set(row: figures.row))
      #expect(athletes.names[figures.athlete] == set.athlete)
      #expect(exercises.names[figures.exercise] == set.exercise)
      #expect(figures.kind == set.kind && figures.side == set.side)
      #expect(figures.startedAt == set.startedAt && figures.endedAt == set.endedAt)
      #expect(figures.reps == set.reps && figures.loadKg == set.loadKg && figures.targetMet == set.targetMet)
      return (set, figures.isMarked, figures.mayBeRecord)
    }
  }

  @Test func figuresAreThoseOfTheSets() throws {
    let store = try Store.inMemory()
    var sets: [LoggedSet] = []
    for minute in 0..<12 {
      let exercise = minute % 3 == 0 ? "plank" : "wall-sit"
      sets.append(typed(Double(minute), exercise, athlete: minute % 2 == 0 ? "me" : "you"))
    }
    sets[1].side = .left
    sets[2].side = .right
    sets[3].kind = .reps
    sets[3].reps = 12
    sets[3].loadKg = 2.5
    sets[4].endedBy = .timeout
    sets[5].isDoubtful = true
    sets[6].targetMet = false
    sets[7].targetMet = true
    try store.apply(.import(sets.shuffled()), at: tenOClock)
    let found = try figures(store)
    #expect(found.map(\.set) == sets)
    #expect(found.map(\.isMarked) == Array(repeating: true, count: 12))
    #expect(found.indices.filter { !found[$0].mayBeRecord } == [4, 5])
    let anyhow = try figures(store, inOrder: false)
    #expect(Set(anyhow.map(\.set)) == Set(sets))

    let filter = SetFilter(since: tenOClock + .seconds(180), until: tenOClock + .seconds(540), athlete: "you")
    let wanted = try store.log.sets(filter)
    let some = try figures(store, filter)
    #expect(some.map(\.set) == wanted)
    // A filter that marks leaves nothing out.
    let marked = try figures(
      store, filter, marking: SetFilter(exercise: "plank", side: .both, station: sets[0].station))
    #expect(marked.map(\.set) == wanted)
    #expect(marked.map(\.isMarked) == marked.map { $0.set.exercise == "plank" })
    let none = try figures(store, marking: SetFilter(station: "elsewhere"))
    #expect(none.count == 12 && none.allSatisfy { !$0.isMarked })
  }

  /// What the quick look finds is what the whole set says, and without a look at the counts none is doubtful.
  @Test func countsOfSensorsAreWeighed() throws {
    let store = try Store.inMemory()
    var sets: [LoggedSet] = []
    func add(_ reps: Int?, _ motion: SetMotion?, _ change: (inout LoggedSet) -> Void = { _ in }) {
      var set = typed(Double(sets.count))
      set.kind = .reps
      set.reps = reps
      set.motion = motion
      change(&set)
      sets.append(set)
    }
    func counted(_ count: Int, _ confidence: Double) -> SetMotion {
      SetMotion(
        rate: 50, coverage: 1,
        reps: SetMotion.CountedReps(
          confidence: confidence, regularity: 0.9, tempo: nil,
          each: (0..<count).map {
            SetMotion.Rep(start: .seconds(Double($0)), duration: .seconds(1), range: 1)
          }))
    }
    add(12, counted(12, 0.93))
    add(12, counted(12, 0.5))
    add(12, counted(12, 0.5).withoutList)
    add(0, counted(0, 0.5))
    // Tapped, typed, not counted.
    add(11, counted(12, 0.5))
    add(nil, counted(12, 0.5))
    add(12, nil)
    add(12, SetMotion(rate: 50, coverage: 1))
    add(12, counted(12, 0.5)) { $0.measured = Measured($0) }
    add(12, counted(12, 0.93)) { $0.endedBy = .timeout }
    try store.apply(.import(sets), at: tenOClock)
    var athletes = NameTable()
    var exercises = NameTable()
    for weighs in [true, false] {
      var found: [SetFigures] = []
      try store.log.forEachFigures(
        inOrder: true, weighsCounts: weighs, athletes: &athletes, exercises: &exercises
      ) { found.append($0) }
      #expect(found.indices.filter { found[$0].hasDoubtfulCount } == (weighs ? [1, 2, 3] : []))
      #expect(found.indices.filter { !found[$0].mayBeRecord } == (weighs ? [1, 2, 3, 9] : [9]))
      #expect(found.map(\.confidence) == sets.map { weighs ? $0.motion?.reps?.confidence : nil })
      guard weighs else { continue }
      #expect(found.map(\.hasDoubtfulCount) == sets.map(\.hasDoubtfulCount))
      #expect(found.map(\.mayBeRecord) == sets.map(\.mayBeRecord))
    }
    // A text that is damaged is of no motion, and no reason to lose the set.
    try store.connection.run("UPDATE sets SET motion = 'confidence=0.5 unlisted=12'")
    var doubtful = 0
    try store.log.forEachFigures(inOrder: false, athletes: &athletes, exercises: &exercises) {
      doubtful += $0.hasDoubtfulCount ? 1 : 0
    }
    #expect(doubtful == 0)
  }

  @Test func anEditConfirms() throws {
    let store = try Store.inMemory()
    var set = typed(0)
    set.endedBy = .timeout
    try store.apply(.import([set]), at: tenOClock)
    var found = try figures(store)
    #expect(found.map(\.mayBeRecord) == [false])
    try store.apply(.edit(set.id, SetEdit(duration: .seconds(40))), at: tenOClock)
    found = try figures(store)
    #expect(found.map(\.mayBeRecord) == [true])
  }

  /// Targets are looked up among those that were read before: the same text means another thing for another kind.
  @Test func targetsAreThoseOfTheirSets() throws {
    let store = try Store.inMemory()
    let sets = (0..<60).map { minute in
      var set = typed(Double(minute))
      set.kind = minute % 2 == 0 ? .hold : .reps
      set.target = Target("\(10 + minute % 20)", kind: set.kind)
      if minute % 7 == 0 { set.target = nil }
      return set
    }
    try store.apply(.import(sets), at: tenOClock)
    #expect(try store.log.sets() == sets)
    #expect(try store.log.sets(SetFilter(last: 30)) == Array(sets.suffix(30)))
  }
}
