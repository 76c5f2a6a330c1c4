import Glibc
import Testing

@testable import Motion

@Suite struct SampleClockTests {
  private func times(_ frames: [(arrival: Int64, stamp: Int64?)]) -> [(time: Int64, arrival: Int64)] {
    var clock = SampleClock()
    return frames.compactMap { frame in
      let stamp = frame.stamp.map { UInt32(truncatingIfNeeded: $0) }
      guard case .dated(let time, _) = clock.date(arrival: frame.arrival, stamp: stamp) else { return nil }
      return (time, frame.arrival)
    }
  }

  /// hid-nintendo's reports as a real Joy-Con's recording shows them: three frames some µs apart every 15 ms, stamps 5 ms apart
  /// within a report and 20 ms between two, so that they run at twice the time.
  @Test func aJoyConsSamplesAreFiveMillisecondsApart() {
    var dice = Dice(1)
    var frames: [(Int64, Int64?)] = []
    var stamp: Int64 = -711_924_796
    for report in 0..<8_000 {
      let arrival = Int64(report) * 15_000 + 1_000_000 + Int64(dice.unit() * 1_500)
      for part in 0..<3 {
        frames.append((arrival + Int64(part), stamp))
        stamp += part == 2 ? 20_000 : 5_000
      }
    }
    let dated = times(frames).dropFirst(9)
    #expect(dated.count == 24_000 - 9)
    let steps = zip(dated, dated.dropFirst()).map { $1.time - $0.time }
    #expect(steps.allSatisfy { $0 > 0 })
    #expect(steps.filter { abs($0 - 5_000) <= 1_600 }.count >= steps.count * 99 / 100)
    #expect(dated.allSatisfy { $0.time <= $0.arrival && $0.arrival - $0.time <= 26_000 })
  }

  /// Two reports in one go after twice the time, as Bluetooth delivers them.
  @Test func reportsThatCameTogetherLieBehindOneAnother() {
    var frames: [(Int64, Int64?)] = []
    for report in 0..<400 {
      let arrival = Int64(report % 10 == 8 ? report + 1 : report) * 15_000 + Int64(report % 10 == 9 ? 50 : 0)
      for part in 0..<3 {
        frames.append((arrival + Int64(part), Int64(report) * 30_000 + Int64(part) * 5_000))
      }
    }
    let dated = times(frames).dropFirst(60)
    let steps = zip(dated, dated.dropFirst()).map { $1.time - $0.time }
    #expect(dated.count >= 1_100)
    #expect(steps.allSatisfy { $0 <= 16_000 }, "\(steps.max() ?? 0)")
  }

  /// A sensor whose stamps keep time, 60 ppm fast, over a way that takes 1 to 20 ms, for an hour: the time is that of the measurement,
  /// late by no more than the way's least, and nothing adds up. The stamps turn over on the way.
  @Test(arguments: [1_000_060, 999_940, 1_000_000] as [Int64]) func driftDoesNotAddUp(pace: Int64) {
    var dice = Dice(7)
    var frames: [(Int64, Int64?)] = []
    var truth: [Int64: Int64] = [:]
    var last: Int64 = 0
    for k in 0..<360_000 as Range<Int64> {
      let measured = k * 10_000
      let arrival = max(last + 30, measured + 1_000 + Int64(dice.unit() * dice.unit() * 19_000))
      last = arrival
      truth[arrival] = measured
      frames.append((arrival, 4_294_000_000 + measured / 1_000 * pace / 1_000))
    }
    let dated = times(frames)
    #expect(dated.count == frames.count)
    #expect(zip(dated, dated.dropFirst()).allSatisfy { $0.time < $1.time })
    // After the first seconds, in which the stamps are on trial.
    let errors = dated.dropFirst(600).map { $0.time - truth[$0.arrival]! }
    #expect(errors.allSatisfy { $0 >= -500 && $0 <= 2_500 }, "\(errors.min()!) \(errors.max()!)")
  }

  @Test func withoutStampsTheArrivalsCount() {
    let dated = times((0..<100).map { (Int64($0) * 20_000 + Int64($0 % 3) * 100, nil) })
    #expect(dated.allSatisfy { $0.time == $0.arrival })
  }

  /// A sensor's clock that begins anew, or jumps, is on trial again; time goes on.
  @Test func aJumpOfTheStampsIsNoJumpOfTime() {
    let frames = (0..<2_000).map { k -> (Int64, Int64?) in
      (Int64(k) * 10_000, Int64(k) * 10_000 + (k < 1_000 ? 0 : k < 1_500 ? 3_000_000_000 : 50))
    }
    let dated = times(frames)
    #expect(dated.count == 2_000)
    #expect(dated.allSatisfy { abs($0.time - $0.arrival) <= 100 })
  }

  @Test func anglesAndLogarithmsAreTheLibrarys() {
    for k in 0...2_000 {
      let angle = Double(k) / 2_000 * Double.pi
      let a = SIMD3<Float>(1, 0, 0)
      let b = SIMD3<Float>(Float(cos(angle)), Float(sin(angle)), 0)
      #expect(abs(degrees(between: a, and: b) - angle * 180 / .pi) < 2e-5)
      let x = exp(Double(k - 1_000) / 10)
      #expect(abs(naturalLogarithm(x) - log(x)) < 1e-11 * max(1, abs(log(x))))
    }
    #expect(arcTangent(0, 0) == 0)
    #expect(naturalLogarithm(0) < -700)
  }
}
