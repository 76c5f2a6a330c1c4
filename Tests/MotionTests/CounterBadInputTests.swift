import Testing
import Training

@testable import Motion

/// What a broken sensor sends: never a crash, never an absurd count.
@Suite struct CounterBadInputTests {
  private func samples() -> [MotionSample] { SetMaker().samples() }

  @Test func nothing() {
    var counter = RepCounter()
    #expect(counter.finish(at: Instant(microseconds: 5)) == .none)
    counter.begin(at: Instant(microseconds: 0))
    #expect(counter.finish(at: Instant(microseconds: 0)) == .none)
    counter.add(MotionSample(at: Instant(microseconds: 1), x: 0, y: 0, z: 1))
    #expect(counter.finish(at: Instant(microseconds: 2)) == .none)
    #expect(counter.finish(at: Instant(microseconds: .max)) == .none)
    #expect(counter.finish(at: Instant(microseconds: .min)) == .none)
    #expect(counter.count == 0)
  }

  @Test(arguments: 0..<40) func fewSamples(many: Int) {
    #expect(count(Array(samples().prefix(many))).count <= 1)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude, 1e30])
  func whatIsNoNumber(value: Float) {
    var broken = samples()
    for i in stride(from: 0, to: broken.count, by: 37) { broken[i].y = value }
    #expect((0...40).contains(count(broken).count))
    for i in broken.indices { broken[i].x = value }
    #expect(count(broken).count <= 1)
  }

  /// One axis of three that stands still leaves the others; all of them leave nothing.
  @Test func stuckAxes() {
    for axis in 0..<3 {
      let stuck = samples().map { sample in
        var sample = sample
        switch axis {
        case 0: sample.x = 0.3
        case 1: sample.y = 0.3
        default: sample.z = 0.3
        }
        return sample
      }
      #expect(abs(count(stuck).count - 10) <= 1)
    }
    let dead = samples().map { MotionSample(at: $0.at, x: 0, y: 0, z: 0) }
    #expect(count(dead) == .none)
  }

  @Test func timeRunningBackwards() {
    var turned = samples()
    for i in stride(from: 50, to: turned.count, by: 90) { turned[i].at = turned[i].at - .seconds(3) }
    #expect(abs(count(turned).count - 10) <= 1)
    #expect(count(turned.reversed()).count == 0)
    let frozen = samples().map { MotionSample(at: Instant(microseconds: 7), x: $0.x, y: $0.y, z: $0.z) }
    #expect(count(frozen) == .none)
  }

  /// Ten seconds of silence in the middle of the set: the rest is counted, the lost ones are not invented.
  @Test func silence() {
    var set = SetMaker()
    set.reps = 20
    let torn = set.samples().filter { !(20...30).contains(($0.at - set.instant(0)).seconds) }
    #expect((8...20).contains(count(torn).count))
  }

  /// A day between two samples neither takes a day nor the memory of one.
  @Test func aDayOfSilence() {
    var samples = samples()
    samples.append(MotionSample(at: samples[0].at + .seconds(86_400), x: 0, y: 0, z: 1))
    samples.append(MotionSample(at: Instant(microseconds: .max), x: 0, y: 0, z: 1))
    #expect(abs(count(samples).count - 10) <= 1)
  }

  @Test func theSensorSwapsItsAxes() {
    var swapped = samples()
    for i in swapped.count / 2..<swapped.count {
      (swapped[i].x, swapped[i].z) = (swapped[i].z, -swapped[i].x)
    }
    #expect((3...12).contains(count(swapped).count))
  }

  @Test func saturated() {
    var set = SetMaker()
    (set.period, set.rise, set.degrees) = (0.8, 0.5, 90)
    let flat = set.samples().map {
      MotionSample(
        at: $0.at, x: min(max($0.x, -0.8), 0.8), y: min(max($0.y, -0.8), 0.8), z: min(max($0.z, -0.8), 0.8))
    }
    #expect(abs(count(flat).count - 10) <= 1)
  }

  /// Beyond the longest set nothing is kept.
  @Test func anHour() {
    var counter = RepCounter()
    counter.begin(at: Instant(microseconds: 0))
    for i in 0..<36_000 {
      let x: Float = i % 40 < 20 ? 0.4 : -0.4
      counter.add(MotionSample(at: Instant(microseconds: Int64(i) * 100_000), x: x, y: 0, z: 0.9))
    }
    #expect((220...226).contains(counter.finish(at: Instant(microseconds: 3_600_000_000)).count))
  }

  /// Whatever comes, in whatever time: no crash, and not more repetitions than there can be.
  @Test(arguments: 0..<60) func anything(seed: Int) {
    var chance = SetMaker.Chance(state: UInt64(seed) &* 7_919)
    var t: Int64 = 0
    let size = Float(10 * chance.unit() * chance.unit())
    let samples = (0..<Int(1_500 * chance.unit())).map { _ in
      t += Int64(200_000 * chance.unit() * chance.unit()) - 2_000
      if chance.unit() < 0.003 { t += Int64(2e7 * chance.unit()) }
      return MotionSample(
        at: Instant(microseconds: t), x: size * Float(chance.normal()), y: Float(chance.normal()),
        z: Float(seed % 3))
    }
    let counted = count(samples)
    #expect(Double(counted.count) <= Double(max(0, t)) / 350_000 + 1)
    #expect((0...1).contains(counted.confidence) && (0...1).contains(counted.regularity))
    #expect(counted.reps.allSatisfy { $0.duration > .zero && $0.range >= 0 && $0.range <= 180 })
  }
}
