import Motion
import Testing
import Tracking
import Training

/// A station with an accelerometer on the forearm: 50 samples a second, in milli-g.
@Suite struct SensorTests {
  private static let axes = MotionAxes(
    kind: .absolute,
    ranges: (0..<3).map { _ in AxisRange(minimum: -32_768, maximum: 32_767, resolution: 1_000) },
    sendsTimestamps: false)
  private static let sensor = InputConfiguration(
    match: DeviceMatch(accelerometer: true), use: .motion, form: true, grab: false)
  private static let pedal = InputConfiguration(
    match: DeviceMatch(name: "pedal"), keys: [48: KeyBinding(tap: .go), 49: KeyBinding(tap: .rep)])

  /// A station with its devices, and what came of it all.
  private struct Bench {
    var station: Station
    var effects: [Effect] = []
    var node = 0
    var pedalNode = 0
    var now = 0.0
    private var seed: UInt64 = 1

    /// The values of the axes, and whether a frame is sent at all.
    var spoil: (Double, [Int32]) -> [Int32]? = { $1 }
    var stamps = false

    init(
      exercise: String, sensor: InputConfiguration? = SensorTests.sensor, hasRepKey: Bool = true,
      keepsTapes: Bool = false
    ) {
      let catalogue = Catalogue([
        Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
        Exercise(id: "wall-sit", name: "Wall sit", kind: .hold, sides: .both),
      ])
      var pedal = SensorTests.pedal
      if !hasRepKey { pedal.keys[49] = nil }
      var configuration = StationConfiguration(exercise: exercise, inputs: [SensorTests.sensor, pedal])
      configuration.keepsTapes = keepsTapes
      station = Station(configuration: configuration, catalogue: catalogue)
      pedalNode = station.attach(
        "pedal", input: pedal, at: Instant(microseconds: 0), into: &effects)
      if let sensor { plug(sensor) }
    }

    var at: Instant { Instant(microseconds: Int64(now * 1e6)) }

    mutating func plug(_ input: InputConfiguration = SensorTests.sensor) {
      node = station.attach("sensor", input: input, axes: SensorTests.axes, at: at, into: &effects)
    }

    mutating func tap(_ code: UInt16 = 48) {
      for value: Int32 in [1, 0] {
        station.handle(RawEvent(at: at, type: 1, code: code, value: value), from: pedalNode, into: &effects)
        station.handle(RawEvent(at: at, type: 0, code: 0, value: 0), from: pedalNode, into: &effects)
        now += 0.1
      }
    }

    private mutating func noise() -> Double {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(seed >> 40) / Double(1 << 24) - 0.5) * 0.02
    }

    /// So many seconds of what the sensor reads: the sine of its tilt by the time.
    mutating func move(_ seconds: Double, _ sine: (Double) -> Double) {
      let start = now
      while now < start + seconds {
        let sine = sine(now - start)
        let values = [sine + noise(), 0.1 + noise(), (1 - sine * sine).squareRoot() + noise()]
        if let frame = spoil(now, values.map { Int32($0 * 1_000) }) {
          for axis in 0..<3 {
            station.handle(
              RawEvent(at: at, type: 3, code: UInt16(axis), value: frame[axis]), from: node, into: &effects)
          }
          if stamps {
            let stamp = Int32(truncatingIfNeeded: at.microseconds)
            station.handle(RawEvent(at: at, type: 4, code: 5, value: stamp), from: node, into: &effects)
          }
          station.handle(RawEvent(at: at, type: 0, code: 0, value: 0), from: node, into: &effects)
        }
        now += 0.02
        station.advance(to: at, into: &effects)
      }
    }

    /// Repetitions of 2 s; a parabola will do for a sine.
    mutating func squats(_ count: Int) {
      for _ in 0..<count {
        move(1) { 0.8 * $0 * $0 * (3 - 2 * $0) }
        move(1) { 0.8 * (1 - $0 * $0 * (3 - 2 * $0)) }
      }
    }

    mutating func rest(_ seconds: Double) { move(seconds) { _ in 0 } }

    var finished: [FinishedSet] {
      effects.compactMap { if case .finished(let set) = $0 { set } else { nil } }
    }
    var cues: [Cue] { effects.compactMap { if case .cue(let cue, _) = $0 { cue } else { nil } } }
  }

  @Test("Taps start and stop the set, the sensor counts it while it runs")
  func counts() throws {
    var bench = Bench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.rest(1)
    bench.squats(8)
    let live = bench.cues.compactMap { if case .rep(let count) = $0 { count } else { nil } }
    #expect((live.last ?? 0) >= 6)
    bench.rest(1)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.running.reps == 8)
    #expect(set.motion?.reps?.count == 8)
    #expect(set.motion?.faults == [])
    #expect(set.motion?.coverage == 1)
    #expect(abs((set.motion?.rate ?? 0) - 50) < 1)
    #expect(set.endedBy == .tap)
    #expect(set.tape == nil)
  }

  @Test("The first of slow repetitions is waited for; the last one ends the set")
  func idle() throws {
    var bench = Bench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(6)
    bench.rest(40)
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .idle)
    #expect(set.running.reps == 6)
    #expect(abs(set.duration.seconds - 12) < 1.5)
  }

  @Test func aSetInWhichNothingMovesIsDropped() {
    var bench = Bench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.rest(30)
    #expect(bench.finished.isEmpty)
    #expect(bench.cues.contains(.fault(.noReps)))
  }

  @Test("Without the sensor a tap still starts and stops, and nothing is counted")
  func absent() throws {
    var bench = Bench(exercise: "squat", sensor: nil, hasRepKey: false)
    bench.tap()
    bench.now += 60
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(bench.cues.contains(.fault(.sensor)))
    #expect(set.running.reps == nil)
    #expect(set.motion == nil)
    #expect(set.duration.seconds > 59)
  }

  @Test func aRepetitionThatIsTappedIsOneMore() throws {
    var bench = Bench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(5)
    bench.tap(49)
    bench.rest(1)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.running.reps == 6)
    #expect(set.motion?.reps?.count == 5)
  }

  @Test("What the sensor saw before it was unplugged counts, and what it sees when it is back")
  func unplugged() throws {
    var bench = Bench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(5)
    bench.station.unplugged(bench.node, at: bench.at, into: &bench.effects)
    bench.now += 4
    bench.plug()
    bench.squats(5)
    bench.rest(1)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect((set.running.reps ?? 0) >= 9)
    #expect(set.motion?.faults.contains(.gap) == true)
    #expect((set.motion?.coverage ?? 1) < 0.9)
  }

  @Test("A reload in the middle of a set costs no repetition")
  func reload() throws {
    var bench = Bench(exercise: "squat", keepsTapes: true)
    bench.rest(3)
    bench.tap()
    bench.squats(4)
    let old = bench.station
    bench.station = Station(configuration: old.configuration, catalogue: old.catalogue)
    bench.station.takeOver(from: old, at: bench.at)
    bench.pedalNode = bench.station.attach("pedal", input: Self.pedal, at: bench.at, into: &bench.effects)
    var other = Self.sensor
    other.form = false
    bench.plug(other)
    bench.squats(4)
    bench.rest(1)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.running.reps == 8)
    let events = set.tape.flatMap { SampleTape.events(of: $0.bytes) }
    #expect((events?.count ?? 0) > 16 * 50 * 2)
    #expect(set.tape?.device == "sensor")
  }

  @Test("After a restart the repetitions from before it count")
  func restart() throws {
    var bench = Bench(exercise: "squat")
    var journal = RunningSet(
      athlete: "me", exercise: "squat", kind: .reps, side: .both, startedAt: Instant(microseconds: 0))
    journal.reps = 4
    journal.lastRepAt = Instant(microseconds: 9_000_000)
    bench = Bench(exercise: "squat", sensor: nil)
    bench.now = 12
    bench.station.resume(
      journal, heartbeat: Instant(microseconds: 10_000_000), at: bench.at, endedBy: .crash)
    bench.plug()
    bench.squats(4)
    bench.rest(1)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect((7...9).contains(set.running.reps ?? 0))
    #expect((set.motion?.coverage ?? 1) < 0.6)
  }

  /// What a sensor can do wrong in the middle of a set, from 10 s on.
  static let spoilt: [(fault: MotionFault, spoil: @Sendable (Double, [Int32]) -> [Int32]?)] = [
    (.stuckAxis, { $0 < 10 ? $1 : [$1[0], 137, $1[2]] }),
    (.saturated, { $0 < 10 ? $1 : [32_767, $1[1], $1[2]] }),
    (.noGravity, { [$1[0] / 100, $1[1] / 100, $1[2] / 100] }),
    (.orientationSwap, { $0 < 10 ? $1 : [$1[1], -$1[2], $1[0]] }),
    (.silent, { (10..<22).contains($0) ? nil : $1 }),
    (.gap, { (10..<10.6).contains($0) ? nil : $1 }),
  ]

  @Test("A sensor that goes wrong is told once, and never makes an absurd count", arguments: 0..<6)
  func spoilt(number: Int) throws {
    let (fault, spoil) = Self.spoilt[number]
    var bench = Bench(exercise: "squat")
    bench.stamps = true
    bench.spoil = spoil
    bench.rest(3)
    bench.tap()
    bench.squats(16)
    bench.rest(1)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.motion?.faults.contains(fault) == true, "\(fault): \(set.motion?.faults ?? [])")
    #expect(bench.cues.contains(.fault(.sensor)))
    #expect(bench.cues.filter { $0 == .fault(.sensor) }.count <= MotionFault.allCases.count)
    // Of a sensor that sees nothing there is no count, and the set is stored all the same.
    #expect((0...20).contains(set.running.reps ?? 0), "\(fault): \(set.running.reps ?? 0)")
    #expect(set.running.reps != 0 && set.endedBy == .tap && set.duration.seconds > 30)
    #expect(set.motion?.reps?.each.allSatisfy { $0.start >= .zero && $0.duration > .zero } == true)
  }

  @Test("A hold is watched: how still it was, and a cue where its form breaks")
  func hold() throws {
    var bench = Bench(exercise: "wall-sit")
    bench.rest(3)
    bench.tap()
    bench.rest(20)
    bench.move(3) { 0.2 * $0 }
    bench.move(8) { _ in 0.6 }
    bench.tap()
    let set = try #require(bench.finished.first)
    let hold = try #require(set.motion?.hold)
    #expect(set.motion?.reps == nil)
    #expect(hold.drift > 30)
    #expect(abs((hold.brokeAt?.seconds ?? 0) - 20) < 1)
    #expect(bench.cues.filter { $0 == .form }.count == 1)
  }
}
