import Testing

@testable import Training

@Suite struct BalanceTests {
  /// One set a day from day 0 on.
  private func tally(_ values: [Double], from first: Int = 0) -> Tally {
    var tally = Tally()
    for (index, value) in values.enumerated() { tally.add(value, to: first + index) }
    return tally
  }

  private func near(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-9 } ?? false
  }

  struct Case: CustomTestStringConvertible {
    var left: [Double]
    var right: [Double]
    var difference: Double?
    var weaker: Side?
    var isFlagged = false
    var verdict: Balance.Verdict
    var testDescription: String { "\(left) and \(right): \(verdict)" }
  }

  static let cases: [Case] = [
    Case(left: [], right: [], difference: nil, weaker: nil, verdict: .tooFew),
    Case(
      left: [30, 30, 30, 30], right: [20, 20, 20, 20], difference: 100.0 / 3, weaker: .right,
      isFlagged: true, verdict: .tooFew),
    Case(
      left: [30, 30, 30, 30, 30], right: [30, 30, 30, 30, 30], difference: 0, weaker: nil, verdict: .none),
    // Exactly at the limit is flagged.
    Case(
      left: [30, 30, 30, 30, 30], right: [27, 27, 27, 27, 27], difference: 10, weaker: .right,
      isFlagged: true, verdict: .real),
    Case(
      left: [28, 28, 28, 28, 28], right: [30, 30, 30, 30, 30], difference: 20.0 / 3, weaker: .left,
      verdict: .small),
    // Ten up, ten down: 13 % more or less is nothing.
    Case(
      left: [20, 30, 20, 30, 20, 30], right: [28, 28, 28, 28, 29, 29], difference: 100 * (1 - 150.0 / 170),
      weaker: .left, isFlagged: true, verdict: .none),
    // Steady progress is no variation: each side gains 5 s a day.
    Case(
      left: [20, 25, 30, 35, 40, 45], right: [17, 22, 27, 32, 37, 42], difference: 100 * (1 - 29.5 / 32.5),
      weaker: .right, verdict: .small),
  ]

  @Test(arguments: cases) func compares(_ one: Case) {
    let balance = Balance(left: tally(one.left), right: tally(one.right))
    if let difference = one.difference {
      #expect(near(balance.differencePercent, difference))
    } else {
      #expect(balance.differencePercent == nil)
    }
    #expect(balance.weaker == one.weaker)
    #expect(balance.isFlagged == one.isFlagged)
    #expect(balance.verdict == one.verdict)
    // The other way round it is the same, of the other side.
    let mirrored = Balance(left: tally(one.right), right: tally(one.left))
    #expect(mirrored.verdict == one.verdict)
    #expect(mirrored.weaker == one.weaker?.opposite)
    #expect(mirrored.differencePercent == balance.differencePercent)
  }

  /// The changes are 3, −1, 4: mean 2, squares 1 + 9 + 4, sd √7; the mean of the values is 12.75.
  @Test func variesAsTheTypicalErrorHasIt() {
    #expect(near(Balance.variation(of: [10, 13, 12, 16]), (7.0 / 2).squareRoot() / 12.75 * 100))
    #expect(Balance.variation(of: [10, 13]) == nil)
    #expect(Balance.variation(of: [0, 0, 0]) == nil)
    #expect(Balance.variation(of: [5, 5, 5]) == 0)
  }

  @Test func onlyDaysWithBothSidesCountAndOnlyTheirBest() {
    var left = tally([10, 10, 10, 10, 10, 10], from: 100)
    left.add(40, to: 3)
    left.add(35, to: 3)
    var right = tally([90], from: 50)
    right.add(30, to: 3)
    let balance = Balance(left: left, right: right)
    #expect(balance.days == 1)
    #expect(balance.left == .init(sets: 8, mean: 40, variationPercent: nil))
    #expect(balance.right == .init(sets: 2, mean: 30, variationPercent: nil))
    #expect(balance.verdict == .tooFew)
  }

  private func gathered(
    _ kind: Kind, _ sets: [(side: Side, reps: Int?, load: Double?)]
  ) -> BalanceGathering {
    var gathering = BalanceGathering(kind: kind)
    for set in sets {
      gathering.add(side: set.side, duration: .seconds(30), reps: set.reps, loadKg: set.load, day: 1)
    }
    return gathering
  }

  @Test func comparesVolumeWhereEverySetHasALoad() {
    let loaded = gathered(.reps, [(.left, 12, 10), (.right, 12, 8), (.right, 8, 11)])
    #expect(loaded.measure == .volume)
    #expect(loaded.balance?.left.mean == 120)
    #expect(loaded.balance?.right.mean == 96)
    let partly = gathered(.reps, [(.left, 12, 10), (.right, 12, nil)])
    #expect(partly.measure == .reps)
    #expect(partly.balance?.left.mean == 12)
    #expect(gathered(.reps, [(.left, 12, 0)]).measure == .reps)
    #expect(gathered(.hold, [(.left, nil, 10), (.right, nil, 8)]).measure == .duration)
    #expect(gathered(.hold, [(.left, nil, 10), (.right, nil, 8)]).balance?.right.mean == 30)
  }

  @Test func whatHasNoSideOrNoCountSaysNothing() {
    #expect(gathered(.reps, [(.both, 12, nil), (.left, nil, nil), (.right, 0, nil)]).balance == nil)
    #expect(gathered(.reps, []).measure == .reps)
  }
}
