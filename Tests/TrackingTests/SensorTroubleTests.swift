import Motion
import Testing
import Tracking
import Training

/// What sensors must not spoil: the times of taps, the sets of others, sets without them.
@Suite struct SensorTroubleTests {
  private static let posture = LearntPosture(
    athlete: "me", exercise: "wall-sit", direction: SIMD3(0.8, 0.1, 0.6), tolerance: 12, device: "sensor",
    learntAt: WallTime(microseconds: 0))

  @Test("A tap whose meaning is not decided yet ends the set, though the live count changes meanwhile")
  func undecidedTap() throws {
    let pedal = InputConfiguration(
      match: DeviceMatch(name: "pedal"), keys: [48: KeyBinding(tap: .go, long: .discard)])
    // Wherever in a repetition the tap comes.
    for step in 0..<20 {
      var bench = SensorBench(exercise: "squat", pedal: pedal)
      bench.rest(3)
      bench.key(isDown: true)
      bench.now += 0.1
      bench.key(isDown: false)
      bench.squats(5)
      bench.move(Double(step) * 0.1) { 0.8 * $0 * $0 * (3 - 2 * $0) / 4 }
      let tapped = bench.at
      bench.key(isDown: true)
      bench.move(0.3) { _ in 0.3 }
      bench.key(isDown: false)
      bench.rest(0.5)
      #expect(bench.late == 0, "\(step)")
      let set = try #require(bench.finished.first, "\(step)")
      #expect(set.endedAt == tapped)
    }
  }

  @Test("A sensor that appears late takes no set away")
  func lateSensor() throws {
    var bench = SensorBench(exercise: "squat", sensor: nil)
    bench.tap()
    bench.wait(30)
    bench.plug()
    #expect(bench.discarded.isEmpty)
    bench.squats(5)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.duration.seconds > 39)
  }

  @Test("A sensor that fails at the beginning of a set takes no set away")
  func earlyFailure() throws {
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.rest(1)
    bench.unplug()
    bench.wait(60)
    #expect(bench.discarded.isEmpty)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.duration.seconds > 60)
    #expect(set.endedBy == .tap)
  }

  @Test("A sensor that fails in the middle of a set does not end it")
  func failure() throws {
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(6)
    bench.unplug()
    bench.wait(40)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .tap)
    #expect(set.duration.seconds > 50)
    #expect((set.running.reps ?? 0) >= 5)
    #expect((set.motion?.coverage ?? 1) < 0.3)
  }

  @Test("What a sensor that is gone would have read is not made up")
  func unpluggedHold() throws {
    var bench = SensorBench(exercise: "wall-sit")
    bench.rest(3)
    bench.tap()
    bench.rest(10)
    bench.unplug()
    bench.wait(30)
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(abs((set.motion?.coverage ?? 1) - 0.25) < 0.03)
  }

  @Test("Movement begins no hold of which no posture was learnt")
  func noPosture() {
    var bench = SensorBench(exercise: "wall-sit", sensor: SensorBench.auto)
    bench.rest(3)
    bench.squats(10)
    bench.rest(5)
    #expect(bench.begun.isEmpty)
  }

  @Test("Movement begins and ends a set")
  func auto() throws {
    var bench = SensorBench(exercise: "squat", sensor: SensorBench.auto)
    bench.rest(10)
    bench.squats(10)
    bench.rest(15)
    let set = try #require(bench.finished.first)
    #expect(bench.finished.count == 1)
    #expect(set.endedBy == .motion)
    #expect(set.running.reps == 10)
    #expect(abs(set.running.startedAt.microseconds - 10_000_000) < 1_500_000)
    #expect(abs(set.duration.seconds - 20) < 2)
    #expect(set.motion?.coverage == 1)
  }

  @Test("A tap ends a set for every sensor of the station", arguments: [1, 2, 3])
  func twoSensors(_ reps: Int) throws {
    var bench = SensorBench(exercise: "squat", sensor: SensorBench.auto)
    let first = bench.node
    bench.plug(SensorBench.auto, device: "other")
    let both = [first, bench.node]
    bench.move(5, to: both) { _ in 0 }
    bench.tap()
    bench.squats(reps, to: both)
    bench.tap()
    bench.squats(3, to: both)
    bench.move(30, to: both) { _ in 0 }
    #expect(bench.begun.count == 1)
  }

  @Test("A set of tapped repetitions ends for the sensor too")
  func tapped() throws {
    var bench = SensorBench(exercise: "squat", sensor: SensorBench.auto)
    bench.rest(5)
    for _ in 0..<3 {
      bench.tap(49)
      bench.squats(1)
    }
    bench.tap()
    bench.squats(3)
    bench.rest(20)
    #expect(bench.begun.count == 1)
    #expect(bench.finished.first?.running.reps == 3)
  }

  @Test("Undo takes back the last of tapped repetitions, beside a sensor too")
  func undoTapped() throws {
    let pedal = InputConfiguration(
      match: DeviceMatch(name: "pedal"),
      keys: [48: KeyBinding(tap: .go), 49: KeyBinding(tap: .rep), 50: KeyBinding(tap: .undo)])
    var bench = SensorBench(exercise: "squat", pedal: pedal)
    bench.rest(5)
    for _ in 0..<5 {
      bench.tap(49)
      bench.rest(1)
    }
    bench.tap(50)
    bench.rest(1)
    bench.tap()
    #expect(bench.finished.first?.running.reps == 4)
  }

  @Test("A repetition that is tapped last ends the set that idleness ends")
  func tappedLast() throws {
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(5)
    bench.rest(8)
    let tapped = bench.at
    bench.tap(49)
    bench.rest(30)
    let set = try #require(bench.finished.first)
    #expect(set.running.reps == 6)
    #expect(set.endedBy == .idle)
    #expect(set.endedAt == tapped)
  }

  @Test("A posture starts and stops a hold, which is seen from its start; the getting up is no part of it")
  func posture() throws {
    var bench = SensorBench(exercise: "wall-sit", sensor: SensorBench.auto)
    bench.station.learn([Self.posture])
    bench.rest(5)
    bench.move(1) { 0.8 * $0 }
    bench.move(20) { _ in 0.8 }
    // Up slowly.
    bench.move(6) { 0.8 - 0.8 * $0 / 6 }
    bench.rest(5)
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .motion)
    #expect(abs(set.duration.seconds - 20.5) < 1.5)
    #expect((set.motion?.coverage ?? 0) > 0.97)
    let hold = try #require(set.motion?.hold)
    #expect(hold.drift < 8)
    if let brokeAt = hold.brokeAt { #expect(brokeAt <= set.duration) }
  }

  @Test(
    "While something moves a set that a tap began goes on for a minute, and ends with its last repetition")
  func unsettled() throws {
    for length in [45.0, 95] {
      var bench = SensorBench(exercise: "squat")
      bench.rest(3)
      bench.tap()
      bench.squats(4)
      let last = bench.now
      // A hand is moved now and then, more rarely than any repetition comes.
      bench.move(length) { time in
        for start in [14.0, 31, 49, 66, 84] where time > start && time < start + 1.6 {
          return 0.3 * (0.8 - abs(time - start - 0.8))
        }
        return 0
      }
      let isOver = length > 60
      #expect(bench.finished.isEmpty != isOver)
      bench.tap()
      bench.rest(5)
      let set = try #require(bench.finished.first)
      #expect(set.endedBy == (isOver ? .idle : .tap))
      if isOver { #expect(abs(set.endedAt.microseconds - Int64(last * 1e6)) < 3_000_000) }
      #expect(bench.finished.count == 1)
    }
  }

  /// A station after a restart at 12 s, which was last known to run at 10 s, with the posture held at first.
  private static func resumedHold() -> SensorBench {
    var bench = SensorBench(exercise: "wall-sit", sensor: nil)
    bench.station.learn([posture])
    bench.now = 12
    let set = RunningSet(
      athlete: "me", exercise: "wall-sit", kind: .hold, side: .both, startedAt: Instant(microseconds: 0),
      carrier: .motion(device: "sensor"))
    bench.station.resume(
      set, heartbeat: Instant(microseconds: 10_000_000), at: bench.at, endedBy: .crash)
    bench.plug(SensorBench.auto)
    return bench
  }

  @Test("A posture that is still held after a restart goes on")
  func resumed() throws {
    var bench = Self.resumedHold()
    bench.move(90) { _ in 0.8 }
    #expect(bench.finished.isEmpty)
    bench.move(1) { 0.8 - 0.8 * $0 }
    bench.rest(5)
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .motion)
    #expect(abs(set.duration.seconds - 102) < 1.5)
  }

  @Test("A posture that nobody holds after a restart ended when it was last known", arguments: [true, false])
  func notResumed(isUnpluggedMeanwhile: Bool) throws {
    var bench = Self.resumedHold()
    bench.rest(20)
    if isUnpluggedMeanwhile {
      bench.unplug()
      bench.wait(5)
      bench.plug(SensorBench.auto)
    }
    bench.rest(60)
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .crash)
    #expect(set.duration == .seconds(10))
  }

  @Test("Who ends by a tap what was not yet seen after a restart ends it then")
  func resumedAndTapped() throws {
    var bench = Self.resumedHold()
    bench.move(0.5) { _ in 0.8 }
    let tapped = bench.at
    bench.tap()
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .tap)
    #expect(set.endedAt == tapped)
  }

  @Test("A hold ends by the posture that began it, even if another was learnt meanwhile or it was forgotten")
  func learntMeanwhile() throws {
    var other = Self.posture
    other.direction = SIMD3(0, 1, 0)
    for postures in [[other], []] {
      var bench = SensorBench(exercise: "wall-sit", sensor: SensorBench.auto)
      bench.station.learn([Self.posture])
      bench.move(10) { _ in 0.8 }
      bench.station.learn(postures)
      bench.move(10) { _ in 0.8 }
      bench.rest(5)
      let set = try #require(bench.finished.first)
      #expect(set.endedBy == .motion)
      #expect(abs(set.duration.seconds - 20) < 1.5)
      // From then on the others hold.
      bench.move(10) { _ in 0.8 }
      #expect(bench.begun.count == 1)
    }
  }

  @Test("What is seen after the end of a set is none of its coverage")
  func coverage() throws {
    var bench = SensorBench(exercise: "squat")
    bench.rest(3)
    bench.tap()
    bench.squats(5)
    bench.unplug()
    bench.wait(10)
    bench.plug()
    bench.squats(5)
    bench.rest(60)
    let set = try #require(bench.finished.first)
    #expect(set.endedBy == .idle)
    #expect(abs((set.motion?.coverage ?? 1) - 20.0 / 30) < 0.05)
  }

  @Test("A sensor that falls silent is told of while it is")
  func silence() {
    let axes = MotionAxes(kind: .absolute, ranges: SensorBench.axes.ranges, sendsTimestamps: true)
    var stamping = SensorBench(exercise: "squat", sensor: nil)
    stamping.node = stamping.station.attach(
      "stamping", input: SensorBench.sensor, axes: axes, at: stamping.at, into: &stamping.effects)
    stamping.stamps = true
    stamping.rest(2)
    stamping.tap()
    stamping.rest(2)
    stamping.wait(30)
    #expect(stamping.cues.contains(.fault(.sensor)))
    #expect(stamping.discarded.isEmpty)
  }

  @Test(
    "A set that movement began, of a sensor that falls silent, ends with its last repetition",
    arguments: [1, 2])
  func autoSilence(_ half: Double) throws {
    var bench = SensorBench(exercise: "squat", sensor: nil)
    let axes = MotionAxes(kind: .absolute, ranges: SensorBench.axes.ranges, sendsTimestamps: true)
    bench.node = bench.station.attach(
      "stamping", input: SensorBench.auto, axes: axes, at: bench.at, into: &bench.effects)
    bench.stamps = true
    for step in 0..<Int(20 * half * 50) {
      let place = (Double(step) * 0.02).truncatingRemainder(dividingBy: 2 * half) / half
      let t = place < 1 ? place : 2 - place
      bench.sample(0.8 * t * t * (3 - 2 * t))
    }
    let end = bench.now
    bench.wait(60)
    let set = try #require(bench.finished.first)
    #expect(set.duration.seconds <= end)
    #expect(set.endedBy == .idle)
  }
}
