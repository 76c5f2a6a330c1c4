import Testing
import Training

@Suite struct TrendTests {
  private func tally(_ days: [(Int, Double)]) -> Tally {
    var tally = Tally()
    for (day, value) in days { tally.add(value, to: day) }
    return tally
  }

  @Test func takesFirstLastAndBest() throws {
    let trend = try #require(Trend(tally([(10, 30), (12, 50), (14, 50), (20, 40)])))
    #expect(trend.first.best == 30)
    #expect(trend.last.best == 40)
    #expect(trend.best.number == 12)
    #expect(Trend(Tally()) == nil)
  }

  static let slopes: [(days: [(Int, Double)], perWeek: Double?)] = [
    ([(5, 30)], nil),
    ([(0, 30), (7, 35)], 5),
    ([(0, 30), (3, 30), (90, 30)], 0),
    ([(20_000, 40), (20_001, 39), (20_002, 38)], -7),
    // x 0, 1, 3 and y 1, 3, 4: Sxy = 39/9, Sxx = 42/9.
    ([(0, 1), (1, 3), (3, 4)], 13.0 / 14 * 7),
    // A century: three days of it.
    ([(-20_000, 10), (0, 20), (20_000, 30)], 0.0035),
  ]

  @Test(arguments: slopes.indices) func changesByLeastSquares(index: Int) throws {
    let (days, perWeek) = Self.slopes[index]
    let trend = try #require(Trend(tally(days)))
    guard let perWeek else {
      #expect(trend.changePerWeek == nil)
      return
    }
    let change = try #require(trend.changePerWeek)
    #expect(abs(change - perWeek) < 1e-9)
  }

  @Test func measuresASet() {
    func value(_ measure: TrendMeasure, reps: Int?, load: Double?) -> Double? {
      measure.value(duration: .seconds(45.5), reps: reps, loadKg: load)
    }
    #expect(value(.duration, reps: nil, load: nil) == 45.5)
    #expect(value(.reps, reps: 12, load: nil) == 12)
    #expect(value(.reps, reps: nil, load: 5) == nil)
    #expect(value(.reps, reps: 0, load: 5) == nil)
    #expect(value(.load, reps: nil, load: 7.5) == 7.5)
    #expect(value(.load, reps: 3, load: .infinity) == nil)
    #expect(value(.volume, reps: 12, load: 7.5) == 90)
    #expect(value(.volume, reps: 12, load: nil) == nil)
    #expect(value(.volume, reps: nil, load: 7.5) == nil)
    #expect(TrendMeasure(of: .hold) == .duration)
    #expect(TrendMeasure(of: .reps) == .reps)
  }

  @Test func findsTheGoalOfATarget() {
    let target = Target(seconds: .range(30, 45), reps: .exactly(8), loadKg: 20)
    #expect(TrendMeasure.duration.goal(of: target) == 30)
    #expect(TrendMeasure.reps.goal(of: target) == 8)
    #expect(TrendMeasure.reps.goal(of: Target(steps: .exactly(20))) == 20)
    #expect(TrendMeasure.load.goal(of: target) == 20)
    #expect(TrendMeasure.volume.goal(of: target) == nil)
    #expect(TrendMeasure.duration.goal(of: Target(seconds: .max)) == nil)
  }
}
