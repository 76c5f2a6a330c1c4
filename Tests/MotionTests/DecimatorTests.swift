import Glibc
import Testing
import Training

@testable import Motion

/// From any rate to twenty readings a second.
@Suite struct DecimatorTests {
  /// The readings of a signal of time in seconds.
  private func readings(
    rate: Double, seconds: Double = 10, jitter: Double = 0, skip: (Double) -> Bool = { _ in false },
    _ signal: (Double) -> Double
  ) -> [SIMD4<Float>] {
    var decimator = Decimator()
    var result: [SIMD4<Float>] = []
    var chance = SetMaker.Chance(state: 3)
    for i in 0..<Int(seconds * rate) {
      let t = (Double(i) + jitter * chance.unit()) / rate
      if skip(t) { continue }
      let sample = MotionSample(
        at: Instant(microseconds: Int64(t * 1e6)), x: Float(signal(t)), y: Float(2 * signal(t)), z: 1)
      decimator.add(sample, to: &result, limit: 18_000)
    }
    return result
  }

  @Test(arguments: [10, 12.5, 20, 25, 49, 100, 333, 1_000] as [Double]) func aSlowSignalComesThrough(
    rate: Double
  ) {
    let all = readings(rate: rate, jitter: 0.5) { sin(2 * Double.pi * 0.5 * $0) }
    #expect(abs(all.count - 198) <= 3)
    for (i, reading) in all.enumerated().dropFirst(3) {
      let truth = sin(2 * Double.pi * 0.5 * Double(i) / 20)
      #expect(abs(Double(reading.x) - truth) < 0.08, "at \(rate) Hz, reading \(i)")
      #expect(abs(reading.y - 2 * reading.x) < 1e-5)
      #expect(abs(reading.z - 1) < 1e-5)
    }
  }

  /// What would come back as something slow does not: 18.5 Hz would read as 1.5 Hz.
  @Test(arguments: [13.5, 18.5, 20, 30, 40.5] as [Double]) func aFastSignalDoesNot(hertz: Double) {
    let all = readings(rate: 500) { sin(2 * Double.pi * hertz * $0) }
    #expect(all.dropFirst(3).allSatisfy { abs($0.x) < 0.06 })
  }

  @Test func gapsAreBridgedAndTimeGoesOn() {
    for gap in [0.3, 3, 7.0] {
      let all = readings(rate: 50, skip: { $0 > 2 && $0 < 2 + gap }) { $0 < 5 ? 0 : 1 }
      #expect(abs(all.count - 198) <= 2)
      #expect(all[0..<38].allSatisfy { abs($0.x) < 1e-6 })
      #expect(all.suffix(10).allSatisfy { abs($0.x - 1) < 1e-6 })
    }
  }

  @Test func neverBeyondTheLimit() {
    var decimator = Decimator()
    var result: [SIMD4<Float>] = []
    for i in 0..<1_000 {
      let sample = MotionSample(at: Instant(microseconds: Int64(i) * 1_000_000), x: 0, y: 0, z: 1)
      decimator.add(sample, to: &result, limit: 300)
    }
    #expect(result.count == 300)
  }
}
