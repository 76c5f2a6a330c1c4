import Motion
import Testing
import Tracking
import Training

/// A station with an accelerometer on the forearm: 50 samples a second, in milli-g.
@Suite struct SensorTests {
  @Test("Taps start and stop the set, the sensor counts it while it runs")
  func counts() throws {
    var bench = SensorBench(exercise: "squat")
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
    var bench = SensorBench(exercise: "squat")
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
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.rest(30)
    #expect(bench.finished.isEmpty)
    #expect(bench.cues.contains(.fault(.noReps)))
  }

  @Test("Without the sensor a tap still starts and stops, and nothing is counted")
  func absent() throws {
    var bench = SensorBench(exercise: "squat", sensor: nil, hasRepKey: false)
    bench.tap()
    bench.now += 60
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(bench.cues.contains(.fault(.sensor)))
    #expect(set.running.reps == nil)
    #expect(set.motion == nil)
    #expect(set.duration.seconds > 59)
  }

  @Test("A count that was put right tells no number twice", arguments: 1...20)
  func eachNumberOnce(seed: Int) throws {
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.unevenReps(12, seed: seed)
    let told = bench.cues.compactMap { if case .rep(let count) = $0 { count } else { nil } }
    #expect(told.count > 2)
    for (earlier, later) in zip(told, told.dropFirst()) { #expect(earlier < later, "\(told)") }
  }

  /// A forearm on a table: 3° to and fro for minutes.
  @Test("A set whose end was not tapped ends, even if the sensor goes on moving", arguments: 1...6)
  func forgotten(seed: Int) throws {
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(10)
    var random = SplitMix64(seed: UInt64(seed))
    var place = 0.0
    for _ in 0..<250 {
      let (from, to) = (place, Double.random(in: -0.06...0.06, using: &random))
      let length = Double.random(in: 0.3...1.2, using: &random)
      bench.move(length) { from + (to - from) * $0 / length }
      place = to
    }
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .idle)
    #expect(abs((set.running.reps ?? 0) - 10) <= 1)
    #expect(abs(set.duration.seconds - 20) < 4)
  }

  @Test("A set stops at its target")
  func stopsAtTarget() throws {
    var bench = SensorBench(exercise: "squat", stopsAt: 8)
    bench.rest(3)
    bench.tap()
    bench.squats(12)
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .target)
    #expect((8...10).contains(set.running.reps ?? 0))
  }

  @Test("A set that ends at its target has met it", arguments: 1...60)
  func target(seed: Int) {
    var bench = SensorBench(exercise: "squat", stopsAt: 4 + seed % 5)
    bench.rest(3)
    bench.tap()
    bench.unevenReps(16, seed: seed)
    for set in bench.finished where set.endedBy == .target {
      #expect((set.running.reps ?? 0) >= 4 + seed % 5)
    }
  }

  @Test("Of what the sensor did not see nobody can be sure")
  func unseen() throws {
    var bench = SensorBench(exercise: "squat")
    bench.stamps = true
    bench.spoil = { $0 > 13 && $0 < 23 ? nil : $1 }
    bench.rest(3)
    bench.tap()
    bench.squats(15)
    bench.rest(1)
    bench.tap()
    let reps = try #require(bench.finished.first?.motion?.reps)
    #expect(reps.count < 15 && reps.isDoubtful)
  }

  @Test("A sensor that was turned over in the middle of a set is not to be relied on")
  func turnedOver() throws {
    var bench = SensorBench(exercise: "squat")
    bench.spoil = { $0 > 15 ? [$1[1], $1[2], $1[0]] : $1 }
    bench.rest(3)
    bench.tap()
    bench.squats(12)
    bench.rest(1)
    bench.tap()
    let motion = try #require(bench.finished.first?.motion)
    #expect(motion.faults.contains(.orientationSwap))
    #expect(motion.reps?.isDoubtful == true)
  }

  @Test("A tap beside a sensor that goes on moving keeps its set")
  func tappedLately() throws {
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(10)
    var random = SplitMix64(seed: 3)
    for step in 0..<120 {
      let (from, to) = (step == 0 ? 0 : 0.03, Double.random(in: -0.06...0.06, using: &random))
      bench.move(0.7) { from + (to - from) * $0 / 0.7 }
      if step % 40 == 39 { bench.tap(49) }
    }
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .tap)
    #expect(set.duration.seconds > 100)
  }

  @Test("What moved since the press is seen, though it was taken for a tap later")
  func sincePress() throws {
    var pedal = SensorBench.pedal
    pedal.keys = [48: KeyBinding(tap: .go, long: .undo)]
    var bench = SensorBench(exercise: "squat", pedal: pedal)
    bench.rest(3)
    let pressedAt = bench.at
    bench.key(isDown: true)
    bench.move(0.7) { 0.8 * $0 * $0 * (3 - 2 * $0) }
    bench.key(isDown: false)
    bench.move(0.3) { 0.8 * ($0 + 0.7) * ($0 + 0.7) * (3 - 2 * ($0 + 0.7)) }
    bench.move(1) { 0.8 * (1 - $0 * $0 * (3 - 2 * $0)) }
    bench.squats(7)
    bench.rest(1)
    bench.tap()
    bench.wait(2)
    let set = try #require(bench.finished.first)
    #expect(set.running.startedAt == pressedAt)
    #expect(set.running.reps == 8)
    #expect((set.motion?.reps?.each.first?.start.seconds ?? 9) < 0.3)
  }

  @Test func aRepetitionThatIsTappedIsOneMore() throws {
    var bench = SensorBench(exercise: "squat")
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
    var bench = SensorBench(exercise: "squat")
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
    var bench = SensorBench(exercise: "squat", keepsTapes: true)
    bench.rest(3)
    bench.tap()
    bench.squats(4)
    let old = bench.station
    bench.station = Station(configuration: old.configuration, catalogue: old.catalogue)
    bench.station.takeOver(from: old, at: bench.at)
    bench.pedalNode = bench.station.attach(
      "pedal", input: SensorBench.pedal, at: bench.at, into: &bench.effects)
    var other = SensorBench.sensor
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
    var bench = SensorBench(exercise: "squat")
    var journal = RunningSet(
      athlete: "me", exercise: "squat", kind: .reps, side: .both, startedAt: Instant(microseconds: 0))
    journal.reps = 4
    journal.lastRepAt = Instant(microseconds: 9_000_000)
    bench = SensorBench(exercise: "squat", sensor: nil)
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
    var bench = SensorBench(exercise: "squat")
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
    var bench = SensorBench(exercise: "wall-sit")
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
