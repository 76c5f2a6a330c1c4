import Glibc
import Motion
import Testing
import Training

@Suite struct FaultWatchTests {
  /// Curls of 2.5 s, 50 Hz, gravity turning by 100°: the readings in milli-g as they come from the sensor, and what `spoil` makes of them.
  private func faults(
    seconds: Double = 30, limit: Int32 = 32_767, strength: Double = 1,
    spoil: (Double, inout [Int32]) -> Void = { _, _ in }
  ) -> [SensorFault] {
    var a = Assembly.plain(limit: limit)
    a.assembler.faults.begin(at: Instant(microseconds: 0))
    var dice = Dice(5)
    for k in 0..<Int(seconds * 50) {
      let t = Double(k) / 50
      let angle = 0.87 * (1 - cos(2 * Double.pi * t / 2.5))
      let push = 0.15 * strength * cos(2 * Double.pi * t / 2.5)
      let parts = [cos(angle) + push, sin(angle) + push * 0.5, 0.2 + 0.1 * sin(angle * 2)]
      var values = parts.map { Int32((($0 * strength) * 1_000 + 5 * dice.normal()).rounded()) }
      spoil(t, &values)
      a.frame(
        at: Int64(k) * 20_000, stamp: Int64(k) * 20_000, x: min(limit, max(-limit, values[0])),
        y: min(limit, max(-limit, values[1])), z: min(limit, max(-limit, values[2])))
    }
    return a.assembler.faults.summary
  }

  @Test func aSoundSensorHasNone() { #expect(faults() == []) }

  @Test(arguments: [0, 1, 2]) func aStuckAxisIsFound(axis: Int) {
    let found = faults { if $0 > 10 { $1[axis] = 123 } }
    #expect(found.contains { $0.kind == .stuckAxis })
    #expect(found.first { $0.kind == .stuckAxis }?.at.microseconds ?? 0 <= 17_500_000)
  }

  @Test func aSensorThatLiesStillIsNotStuck() {
    #expect(faults { _, values in values = [0, 0, 1_000] } == [])
  }

  @Test func aRailIsFoundAndABlowIsNot() {
    #expect(faults(limit: 1_500, strength: 2).map(\.kind) == [.saturated])
    #expect(faults(limit: 4_000) { if $0 == 7 { $1 = [4_000, -4_000, 4_000] } } == [])
  }

  /// Axes exchanged or turned about in the middle of a set.
  @Test(arguments: 0..<4) func swappedAxesAreFound(way: Int) throws {
    let found = faults { t, values in
      guard t >= 15 else { return }
      switch way {
      case 0: values = [-values[0], -values[1], -values[2]]
      case 1: values = [values[2], values[0], values[1]]
      case 2: values = [-values[0], values[1], -values[2]]
      default: values = [-values[1], values[0], values[2]]
      }
    }
    let fault = try #require(found.first)
    #expect(fault.kind == .orientationSwap)
    #expect(abs(fault.at.microseconds - 15_000_000) <= 40_000)
  }

  @Test func eachIsToldOnceASet() {
    var a = Assembly.plain()
    for set in 0..<2 as Range<Int64> {
      let start = set * 100_000_000
      a.assembler.faults.begin(at: Instant(microseconds: start))
      for k in 0..<8 as Range<Int64> { a.frame(at: start + k * 600_000, stamp: start + k * 600_000) }
      var told: [MotionFault] = []
      while let fault = a.assembler.faults.next() { told.append(fault.kind) }
      #expect(told == [.gap])
      a.assembler.faults.end()
      #expect(a.assembler.faults.summary.first?.count ?? 0 >= 7)
      a.frame(at: start + 9_000_000, stamp: start + 9_000_000)
    }
  }

  /// Real sets, and the same with the axes exchanged half-way.
  @Test func realSetsHaveNoneAndSwapsAreFoundInThem() throws {
    guard let folder = sharedMotion(for: "realSetsHaveNoneAndSwapsAreFoundInThem") else { return }
    let files = filesOfManifest(folder + "/manifest.csv")
    var sets = 0
    var swapped = 0
    var falselyFound: [String] = []
    for (index, file) in files.enumerated() where index % 5 == 0 {
      let samples = recordedSamples(folder + "/" + file)
      let sound = Self.faults(of: samples, from: .max)
      if !sound.isEmpty { falselyFound.append("\(file) \(sound)") }
      let half = samples[samples.count / 2].at
      sets += 1
      if Self.faults(of: samples, from: half.microseconds).contains(.orientationSwap) { swapped += 1 }
    }
    print("swaps found in \(swapped) of \(sets) real sets; sets with faults: \(falselyFound)")
    #expect(sets > 50)
    #expect(falselyFound.count <= 1)
    #expect(swapped * 2 >= sets)
  }

  private static func faults(of samples: [MotionSample], from swap: Int64) -> [MotionFault] {
    var a = Assembly.plain()
    a.assembler.faults.begin(at: samples[0].at)
    for sample in samples {
      let isSwapped = sample.at.microseconds >= swap
      let values = [sample.x, sample.y, sample.z].map { Int32(($0 * 1_000).rounded()) }
      let at = sample.at.microseconds
      a.frame(
        at: at, stamp: at, x: isSwapped ? -values[1] : values[0], y: isSwapped ? -values[0] : values[1],
        z: isSwapped ? -values[2] : values[2])
    }
    return a.faults
  }
}
