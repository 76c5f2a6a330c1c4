import Motion
import Testing
import Training

@Suite struct SampleAssemblerTests {
  @Test func axesThatDoNotChangeAreHeld() {
    var a = Assembly.plain()
    a.frame(at: 1_000, stamp: 0, x: 100, z: 1_000)
    a.frame(at: 11_000, stamp: 10_000, y: -50)
    a.frame(at: 21_000, stamp: 20_000)
    a.frame(at: 31_000, stamp: 30_000, z: 900)
    #expect(a.values == [[0.1, 0, 1], [0.1, -0.05, 1], [0.1, -0.05, 1], [0.1, -0.05, 0.9]])
    #expect(a.times == [1_000, 11_000, 21_000, 31_000])
  }

  @Test func theValuesAtOpeningAreKnown() {
    let range = AxisRange(minimum: -8_000, maximum: 8_000, resolution: 1_000, value: 500)
    var a = Assembly(MotionAxes(kind: .absolute, ranges: [range, range, range], sendsTimestamps: true))
    a.frame(at: 0, stamp: 0, x: 1)
    #expect(a.values == [[0.001, 0.5, 0.5]])
  }

  @Test func axesAreFoundAmongADevicesCodes() {
    let range = AxisRange(minimum: -500, maximum: 500)
    let all: [UInt16: AxisRange] = [0: range, 1: range, 2: range, 3: range, 4: range, 5: range]
    #expect(MotionAxes(absolute: all, sendsTimestamps: true)?.kind == .absolute)
    #expect(
      MotionAxes(absolute: [3: range, 4: range, 5: range], sendsTimestamps: false)?.kind == .rotational)
    #expect(MotionAxes(absolute: [:], relative: [0, 1, 2], sendsTimestamps: false)?.kind == .relative)
    #expect(MotionAxes(absolute: [0: range, 1: range], relative: [0, 1], sendsTimestamps: false) == nil)
  }

  @Test func theGyroscopeIsNoAcceleration() {
    var a = Assembly.plain()
    a.event(4, 5, 0, at: 0)
    a.event(3, 3, 9_999, at: 0)
    a.event(3, 2, 1_000, at: 0)
    a.sync(at: 0)
    #expect(a.values == [[0, 0, 1]])
  }

  @Test func buttonsOfASensorAreNoMeasurement() {
    var a = Assembly.plain(stamps: false)
    a.frame(at: 0, z: 1_000)
    a.event(1, 0x14A, 1, at: 20_000)
    a.sync(at: 20_000)
    #expect(a.samples.count == 1)
  }

  /// The kernel passes no relative value of 0 on: an axis that is missing reads 0.
  @Test func relativeAxesAreReadings() {
    var a = Assembly(MotionAxes(kind: .relative))
    for k in 0..<30 {
      a.event(2, 2, 256, at: Int64(k) * 50_000)
      a.sync(at: Int64(k) * 50_000)
    }
    a.event(2, 0, 256, at: 1_500_000)
    a.event(2, 1, -128, at: 1_500_000)
    a.sync(at: 1_500_000)
    #expect(a.values.last == [1, -0.5, 0])
    // A tap's key between.
    a.event(1, 0x14A, 1, at: 1_510_000)
    a.sync(at: 1_510_000)
    #expect(a.samples.count == 31)
  }

  /// adxl34x empties its buffer into one frame: an axis that comes again, or out of order, begins the next sample.
  @Test func severalSamplesInOneFrame() {
    var a = Assembly.plain(stamps: false)
    for k in 0..<50 {
      let at = Int64(k + 1) * 80_000
      for value in 0..<4 as Range<Int32> {
        a.event(3, 0, value + Int32(k), at: at)
        if value != 2 { a.event(3, 2, 1_000 + value, at: at) }
      }
      a.sync(at: at)
    }
    let tail = Array(a.samples.suffix(40))
    #expect(
      tail.map { Int(($0.z * 1_000).rounded()) } == (0..<10).flatMap { _ in [1_000, 1_001, 1_001, 1_003] })
    let steps = zip(tail, tail.dropFirst()).map { ($1.at - $0.at).microseconds }
    #expect(steps.allSatisfy { abs($0 - 20_000) < 500 }, "\(steps)")
    #expect(tail.last?.at.microseconds ?? 0 <= 50 * 80_000)
  }

  @Test(arguments: [true, false]) func severalStampsInOneFrame(stampFirst: Bool) {
    var a = Assembly.plain()
    for k in 0..<40 as Range<Int64> {
      let at = (k + 1) * 30_000
      for part in 0..<3 as Range<Int64> {
        let stamp = Int32(k * 30_000 + part * 10_000)
        if stampFirst { a.event(4, 5, stamp, at: at) }
        a.event(3, 0, Int32(k * 3 + part), at: at)
        if !stampFirst { a.event(4, 5, stamp, at: at) }
      }
      a.sync(at: at)
    }
    let tail = a.samples.suffix(30)
    let steps = zip(tail, tail.dropFirst()).map { ($1.at - $0.at).microseconds }
    #expect(steps.allSatisfy { abs($0 - 10_000) < 300 }, "\(steps)")
    let values = tail.map { Int(($0.x * 1_000).rounded()) }
    #expect(values == Array(values[0]..<values[0] + 30))
  }

  @Test func droppedEventsAreThrownAway() {
    var a = Assembly.plain()
    a.assembler.faults.begin(at: Instant(microseconds: 0))
    a.frame(at: 0, stamp: 0, z: 1_000)
    a.event(3, 0, 7, at: 10_000)
    a.event(0, 3, 0, at: 10_000)
    a.event(3, 1, 7, at: 10_000)
    a.sync(at: 10_000)
    #expect(a.samples.count == 1)
    a.frame(at: 600_000, stamp: 600_000, x: 5)
    #expect(a.faults == [.gap])
    // What stood in the frame before the loss was true.
    #expect(a.values.last == [0.005, 0, 1])
  }

  @Test func gapsAreBridgedOrDeclared() {
    var a = Assembly.plain()
    a.assembler.faults.begin(at: Instant(microseconds: 0))
    a.frame(at: 0, stamp: 0, z: 1_000)
    a.frame(at: 200_000, stamp: 200_000)
    #expect(a.faults == [])
    a.frame(at: 1_400_000, stamp: 1_400_000)
    a.frame(at: 2_000_000, stamp: 2_000_000)
    let gap = a.assembler.faults.summary.first
    #expect(gap?.kind == .gap)
    #expect(gap?.count == 2)
    #expect(gap?.longest == .milliseconds(1_200))
    #expect(gap?.at == Instant(microseconds: 200_000))
    #expect(a.assembler.faults.next()?.kind == .gap)
    #expect(a.assembler.faults.next() == nil)
    #expect(a.samples.count == 4)
  }

  @Test func silenceOfASensorThatTellsAllIsAFault() {
    var a = Assembly.plain()
    a.assembler.faults.begin(at: Instant(microseconds: 0))
    a.frame(at: 1_000_000, stamp: 0, z: 1_000)
    a.advance(to: 10_900_000)
    #expect(a.faults == [])
    a.advance(to: 11_000_000)
    a.advance(to: 12_000_000)
    #expect(a.faults == [.silent])
    #expect(a.assembler.faults.next()?.kind == .silent)
    #expect(a.samples.count == 1)
    a.frame(at: 16_000_000, stamp: 15_000_000)
    #expect(a.assembler.faults.summary.map(\.count) == [1, 1])
    #expect(a.assembler.faults.summary.first { $0.kind == .silent }?.longest == .milliseconds(15_000))
    #expect(a.faults == [.silent, .gap])
  }

  @Test func silenceOfOtherSensorsIsStillness() {
    var a = Assembly.plain(stamps: false)
    a.assembler.faults.begin(at: Instant(microseconds: 0))
    a.frame(at: 1_000_000, z: 1_000)
    a.advance(to: 2_050_000)
    #expect(a.times == (10...20).map { $0 * 100_000 })
    a.frame(at: 2_500_000, x: 100)
    #expect(a.times.dropFirst(11) == [2_100_000, 2_200_000, 2_300_000, 2_400_000, 2_500_000])
    #expect(a.values.dropLast().allSatisfy { $0 == [0, 0, 1] })
    a.advance(to: 60_000_000)
    #expect(a.faults == [])
  }

  @Test func timeBackwardsIsDroppedAndDeclared() {
    var a = Assembly.plain()
    a.assembler.faults.begin(at: Instant(microseconds: 0))
    a.frame(at: 1_000_000, stamp: 0, z: 1_000)
    a.frame(at: 900_000, stamp: 10_000, z: 1_001)
    a.frame(at: 1_020_000, stamp: 20_000, z: 1_002)
    #expect(a.times == [1_000_000, 1_020_000])
    #expect(a.faults == [.timeBackwards])
    // A stamp that goes back: the arrivals count.
    a.frame(at: 1_030_000, stamp: 5_000)
    #expect(a.times.last == 1_030_000)
    #expect(a.assembler.faults.summary.first?.count == 2)
  }

  /// Two reports of a real Joy-Con, whose log its owner cut in the fourth frame: it lies flat, ABS_Z reads 1.03 g.
  @Test func aRealJoyConIsRead() throws {
    let name = "aRealJoyConIsRead"
    guard let folder = sharedMotion(for: name) else { return }
    let lines = unpackedLines(folder + "/../recordings/joycon-left-imu.evemu")
    let range = AxisRange(minimum: -32_767, maximum: 32_767, resolution: 4_096, value: 0)
    var a = Assembly(MotionAxes(kind: .absolute, ranges: [range, range, range], sendsTimestamps: true))
    for line in lines where line.hasPrefix("E: ") {
      let fields = line.dropFirst(3).split(separator: " ")
      let time = fields[0].split(separator: ".").compactMap { Int64($0) }
      a.event(
        try #require(UInt16(fields[1], radix: 16)), try #require(UInt16(fields[2], radix: 16)),
        try #require(Int32(fields[3])), at: time[0] * 1_000_000 + time[1])
    }
    #expect(a.samples.count == 3)
    #expect(a.samples.allSatisfy { abs($0.z - 1.03) < 0.01 && abs($0.x - 0.07) < 0.01 && $0.y == 0 })
    #expect(a.times == [1_738_461_230_860_033, 1_738_461_230_860_035, 1_738_461_230_860_036])
  }

  /// No event does harm, whatever its parts.
  @Test(arguments: [1, 2, 3, 4, 5, 6]) func anyEventsAreSurvived(seed: UInt64) {
    var dice = Dice(seed)
    let range = AxisRange(
      minimum: Int32(truncatingIfNeeded: dice.next()), maximum: Int32(truncatingIfNeeded: dice.next()),
      resolution: seed % 2 == 0 ? Int32(truncatingIfNeeded: dice.next()) : 0, value: .min)
    let kinds: [MotionAxes.Kind] = [.absolute, .rotational, .relative]
    var a = Assembly(
      MotionAxes(kind: kinds[Int(seed % 3)], ranges: [range, range, range], sendsTimestamps: seed > 3))
    var form = HoldForm()
    form.begin(at: Instant(microseconds: 0))
    var watch = PostureWatch([Posture(x: 0, y: 0, z: 1)!])
    var time: Int64 = 0
    for round in 0..<20_000 {
      let odd: [Int64] = [.min, .max, 0, -1, Int64(truncatingIfNeeded: dice.next())]
      switch dice.next() % 40 {
      case 0: time = odd[Int(dice.next() % 5)]
      case 1...3: time = time &+ Int64(dice.next() % 5_000_000)
      default: time = time &+ Int64(dice.next() % 20_000)
      }
      let value: Int32
      switch dice.next() % 8 {
      case 0: value = .min
      case 1: value = .max
      case 2: value = Int32(truncatingIfNeeded: dice.next())
      default: value = Int32(truncatingIfNeeded: dice.next() % 2_000)
      }
      let types: [UInt16] = [0, 0, 1, 2, 3, 3, 3, 4, 4, UInt16(truncatingIfNeeded: dice.next())]
      let type = types[Int(dice.next() % 10)]
      let code = dice.next() % 10 == 0 ? UInt16(truncatingIfNeeded: dice.next()) : UInt16(dice.next() % 6)
      a.event(type, type == 0 && dice.next() % 4 != 0 ? 0 : code, value, at: time)
      if dice.next() % 200 == 0 { a.advance(to: odd[Int(dice.next() % 5)]) }
      if dice.next() % 300 == 0 { a.assembler.resynced(at: Instant(microseconds: time)) }
      if round % 1_000 == 0 { a.assembler.faults.begin(at: Instant(microseconds: time)) }
    }
    for sample in a.samples {
      form.add(sample)
      watch.add(sample)
      #expect(sample.x.isFinite && sample.y.isFinite && sample.z.isFinite)
    }
    let report = form.finish(at: Instant(microseconds: .max))
    #expect(report.greatestDrift.map { $0 >= 0 && $0 <= 180 } ?? true)
    let steps = zip(a.times, a.times.dropFirst())
    #expect(steps.allSatisfy { $0 < $1 })
  }
}
