import Testing
import Training

@Suite struct TallyTests {
  @Test func keepsTheOrderOfStretchesWhateverThatOfSets() {
    let values: [(Int, Double)] = [(3, 5), (3, 7), (9, 1), (-2, 4), (3, 6), (5, 2), (9, 3), (-2, 1)]
    var forward = Tally()
    for (number, value) in values { forward.add(value, to: number) }
    var backward = Tally()
    for (number, value) in values.reversed() { backward.add(value, to: number) }
    let expected = [
      Tally.Bucket(number: -2, best: 4, total: 5, sets: 2), .init(number: 3, best: 7, total: 18, sets: 3),
      .init(number: 5, best: 2, total: 2, sets: 1), .init(number: 9, best: 3, total: 4, sets: 2),
    ]
    #expect(forward.buckets == expected)
    #expect(backward.buckets == expected)
    #expect(forward.sets == 8)
    #expect(Tally().sets == 0)
  }

  @Test func clampsWhatNoIntegerCanBe() {
    var tally = Tally()
    tally.add(9e18, to: 0)
    tally.add(9e18, to: 0)
    #expect(tally.buckets[0].wholeBest == 9_000_000_000_000_000_000)
    #expect(tally.buckets[0].wholeTotal == .max)
  }
}

@Suite struct RecordsTests {
  private func records(
    _ kind: Kind, _ sets: [(seconds: Double, reps: Int?, load: Double?, at: Int64, week: Int)]
  ) -> Records {
    var records = Records(kind: kind)
    for (index, set) in sets.enumerated() {
      records.add(
        duration: .seconds(set.seconds), reps: set.reps, loadKg: set.load, row: Int64(index),
        startedAt: WallTime(microseconds: set.at), week: set.week)
    }
    return records
  }

  @Test func takesTheBestOfHolds() {
    let records = records(
      .hold, [(30, nil, nil, 10, 1), (45, nil, 5, 20, 1), (40, nil, 7.5, 30, 2), (36, nil, 0, 40, 2)])
    #expect(records.longest?.value == .seconds(45))
    #expect(records.longest?.row == 1)
    #expect(records.heaviest?.value == 7.5)
    #expect(records.heaviest?.row == 2)
    #expect(records.mostReps == nil)
    // 75 s in the first week, 76 s in the second, though its holds are shorter.
    #expect(records.bestWeek == .init(number: 2, best: 40e6, total: 76e6, sets: 2))
  }

  @Test func takesTheBestOfRepetitionsAndNoLongest() {
    let records = records(.reps, [(60, 12, 20, 10, 1), (90, 10, nil, 20, 1), (20, nil, 30, 30, 2)])
    #expect(records.longest == nil)
    #expect(records.mostReps?.value == 12)
    #expect(records.heaviest?.value == 30)
    #expect(records.bestWeek == .init(number: 1, best: 12, total: 22, sets: 2))
  }

  /// The second has the earlier date, though it was stored later.
  @Test func ofEqualSetsTheEarlierHasTheRecord() {
    let records = records(
      .hold, [(45, 3, 5, 20, 1), (45, 3, 5, 10, 0), (45, 3, 5, 10, 0), (45, 3, 5, 30, 1)])
    #expect(records.longest?.row == 1)
    #expect(records.mostReps?.row == 1)
    #expect(records.heaviest?.row == 1)
    #expect(records.bestWeek?.number == 0)
  }

  @Test func nothingIsNoRecord() {
    let none = records(.reps, [(10, 0, 0, 1, 1), (10, nil, .infinity, 2, 1), (10, nil, .nan, 3, 1)])
    #expect(none.mostReps == nil)
    #expect(none.heaviest == nil)
    #expect(none.bestWeek == nil)
    let still = records(.hold, [(0, nil, nil, 1, 1)])
    #expect(still.longest == nil)
    #expect(still.bestWeek == nil)
  }
}
