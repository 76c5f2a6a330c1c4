import Glibc
import Testing

@testable import Motion

/// The parts of the final count, by themselves.
@Suite struct CountingPartsTests {
  @Test func movingMeans() {
    let x: [Float] = [0, 3, 6, 3, 0, 3]
    #expect(movingMean(x, width: 1) == x)
    let expected: [Float] = [1.5, 3, 4, 3, 2, 1.5]
    for (a, b) in zip(movingMean(x, width: 3), expected) { #expect(abs(a - b) < 1e-5) }
    // Wider than there are values, and none at all.
    #expect(movingMean(x, width: 99).allSatisfy { abs($0 - 2.5) < 1e-5 })
    #expect(movingMean([Float](), width: 5) == [])
    // The carried sum does not run away.
    let long = (0..<18_000).map { Float($0 % 2 == 0 ? 60 : -60) }
    #expect(movingMean(long, width: 41).allSatisfy { abs($0) < 5 })
  }

  @Test func movingMaxima() {
    #expect(movingMaximum([1, 5, 2, 0, 0, 3], reach: 1) == [5, 5, 5, 2, 3, 3])
    #expect(movingMaximum([-1, -2], reach: 4) == [0, 0])
    #expect(movingMaximum([], reach: 2) == [])
  }

  @Test func medians() {
    #expect(median([]) == 0)
    #expect(median([3]) == 3)
    #expect(median([3, 1, 2]) == 2)
    #expect(median([4, 1, 2, 3]) == 2.5)
  }

  @Test func theDirectionOfMostMovement() throws {
    let way = SIMD4<Float>(0.6, 0, -0.8, 0)
    let x = (0..<100).map { (i: Int) -> SIMD4<Float> in
      let along: Float = Float(sin(Double(i)))
      let across: Float = 0.3 * Float(cos(Double(3 * i)))
      return way * along + SIMD4<Float>(5, 5 + across, 5, 0)
    }
    let found = try #require(principalDirection(of: x, weights: [Float](repeating: 1, count: 100)))
    #expect(abs(abs((found * way).sum()) - 1) < 0.01)
    #expect(principalDirection(of: x, weights: [Float](repeating: 0, count: 100)) == nil)
    #expect(
      principalDirection(of: [SIMD4](repeating: way, count: 9), weights: [Float](repeating: 1, count: 9))
        == nil)
  }

  @Test func pointsOfTurning() {
    func points(_ signal: [Float], _ least: Float) -> [String] {
      turningPoints(of: signal, least: least).map { "\($0.at)\($0.isHigh ? "+" : "-")" }
    }
    let table: [([Float], Float, [String])] = [
      ([], 1, []),
      ([1], 1, []),
      ([0, 0.5, 0], 1, []),
      ([0, 1, 2], 1, ["0-", "2+"]),
      ([0, 2, 0, 2, 0], 1, ["0-", "1+", "2-", "3+", "4-"]),
      // What is too small does not count, whichever way it goes.
      ([0, 2, 1.5, 2.2, 0, 0.4, 0.1, 3], 1, ["0-", "3+", "4-", "7+"]),
      ([2, 0, 2], 1, ["0+", "1-", "2+"]),
    ]
    for (signal, least, expected) in table { #expect(points(signal, least) == expected) }
  }

  @Test(arguments: [0.5, 0.8, 1.3, 2, 3.3, 5, 8, 12] as [Double]) func thePeriodIsFound(seconds: Double)
    throws
  {
    let count = Int(max(20, 6 * seconds) * Decimator.rate)
    let readings = (0..<count).map { i in
      let w = 2 * Double.pi * Double(i) / Decimator.rate / seconds
      // A strong second harmonic: half the period is tempting.
      let (first, second) = (Float(0.3 * sin(w)), Float(0.2 * sin(2 * w + 1)))
      return SIMD4<Float>(first, second, 1, 0)
    }
    let periods = Periods(Levels(readings))
    let best = try #require(periods.candidates().first)
    #expect(abs(periods.refined(best) / seconds - 1) < 0.05)
    #expect(best.score > 0.5)
    // All of it belongs to the set.
    let coverage = periods.coverage(of: best, level: 0)
    #expect(coverage.allSatisfy { $0 > 0.8 })
  }

  @Test func nothingRepeatsItself() {
    #expect(Periods(Levels([])).candidates().isEmpty)
    #expect(Periods(Levels([SIMD4<Float>](repeating: SIMD4(0, 0, 1, 0), count: 400))).candidates().isEmpty)
  }
}
