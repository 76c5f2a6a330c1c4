import Testing
import Training

@testable import Store

@Suite struct LogTests {
  let store: Store
  let sets: [LoggedSet]

  init() throws {
    store = try Store.inMemory()
    // One a minute; every second of the athlete `you`, every third a plank, every fifth on the left at
    // `other`.
    var sets: [LoggedSet] = []
    for minute in 0..<30 {
      var set = typed(
        Double(minute), minute % 3 == 0 ? "plank" : "wall-sit", athlete: minute % 2 == 0 ? "me" : "you",
        station: minute % 5 == 0 ? "other" : "main")
      if minute % 5 == 0 { set.side = .left }
      sets.append(set)
    }
    self.sets = sets
    try store.apply(.import(sets.shuffled()), at: tenOClock)
  }

  @Test func filters() throws {
    let log = store.log
    #expect(try log.sets() == sets)
    #expect(try log.count() == 30)
    #expect(try log.sets(SetFilter(last: 7)) == Array(sets.suffix(7)))
    #expect(try log.sets(SetFilter(last: 0)) == [])
    #expect(try log.sets(SetFilter(last: 99)) == sets)
    let five = tenOClock + .seconds(300)
    let ten = tenOClock + .seconds(600)
    #expect(try log.sets(SetFilter(since: five, until: ten)) == Array(sets[5..<10]))
    #expect(try log.sets(SetFilter(since: five, last: 3)) == Array(sets.suffix(3)))
    #expect(try log.sets(SetFilter(until: five)) == Array(sets[..<5]))
    #expect(try log.sets(SetFilter(exercise: "plank")) == sets.filter { $0.exercise == "plank" })
    #expect(try log.sets(SetFilter(athlete: "you")) == sets.filter { $0.athlete == "you" })
    #expect(try log.sets(SetFilter(side: .left)) == sets.filter { $0.side == .left })
    #expect(try log.sets(SetFilter(station: "other")) == sets.filter { $0.station == "other" })
    let all = SetFilter(
      since: five, until: ten + .seconds(900), exercise: "plank", athlete: "me", side: .both, station: "main",
      last: 2)
    let expected = sets[5..<25].filter {
      $0.exercise == "plank" && $0.athlete == "me" && $0.side == .both && $0.station == "main"
    }
    #expect(try log.sets(all) == Array(expected.suffix(2)))
  }

  @Test func theNewestAreFoundByWalkingAnIndex() throws {
    let plan = try store.connection.all(
      "EXPLAIN QUERY PLAN SELECT * FROM sets INDEXED BY sets_in_order ORDER BY sort_us DESC, rowid DESC LIMIT 20"
    ) { (row: borrowing Row) throws(StoreError) in row.text(3) }
    #expect(plan == ["SCAN sets USING INDEX sets_in_order"], "no sorting")
  }

  @Test func namesOfSets() throws {
    let log = store.log
    #expect(try log.set(named: "last") == sets[29])
    #expect(try log.set(named: "last~2") == sets[27])
    #expect(try log.set(named: sets[3].id.description) == sets[3])
    #expect(try log.set(named: sets[3].id.description.uppercased()) == sets[3])
    #expect(try log.set(named: String(sets[3].id.description.suffix(20))) == sets[3])
    #expect(try log.set(sets[3].id) == sets[3])
    for name in ["last~30", "last~-1", "last~", "", "zzz", "%", "_", "0000000000000", "é"] {
      #expect(code { _ = try log.set(named: name) } == .noSuchSet, "\(name)")
    }
  }

  @Test func anAmbiguousEndingNamesTheCandidates() throws {
    let twins = [0xAAAA_0000, 0xBBBB_0000].map { (high: UInt64) in
      var set = typed(100)
      set.id = SetID(high: high, low: 0x8000_0000_00AB_CDEF)
      return set
    }
    try store.apply(.import(twins), at: tenOClock)
    do {
      _ = try store.log.set(named: "abcdef")
      Issue.record("it is ambiguous")
    } catch {
      #expect(error.code == .ambiguousSet)
      #expect(Set(error.candidates) == Set(twins.map(\.id)))
      #expect(error.description.contains(twins[0].id.description))
    }
  }

  @Test func aDamagedRowIsNamed() throws {
    try store.connection.run(
      "UPDATE sets SET ended_by = 'magic' WHERE id = ?", [.text(sets[29].id.description)])
    do {
      _ = try store.log.set(named: "last")
      Issue.record("it is damaged")
    } catch {
      #expect(error.description.contains(sets[29].id.description) && error.description.contains("magic"))
      #expect(!error.isDamage, "no reason to give up the whole file")
    }
  }
}
