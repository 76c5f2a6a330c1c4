import Motion
import Testing
import Tracking
import Training

/// What must hold whatever comes: movement, taps, sensors that go and come, reloads, restarts, postures.
@Suite struct SensorChanceTests {
  private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test("Sets follow one another, and none is lost or longer than it was", arguments: 1...24)
  func holds(_ seed: Int) {
    var chance = Chance(state: UInt64(seed) &* 7_919)
    let pedal = InputConfiguration(
      match: DeviceMatch(name: "pedal"),
      keys: [48: KeyBinding(tap: .go, long: .undo), 49: KeyBinding(tap: .rep), 50: KeyBinding(tap: .next)])
    var bench = SensorBench(
      exercise: seed % 2 == 0 ? "squat" : "wall-sit", sensor: SensorBench.auto, pedal: pedal, keepsTapes: true
    )
    bench.station.learn([
      LearntPosture(
        athlete: "me", exercise: "wall-sit", direction: SIMD3(0.8, 0.1, 0.6), tolerance: 12,
        device: "sensor", learntAt: WallTime(microseconds: 0))
    ])
    var isPlugged = true
    func move(_ bench: inout SensorBench, _ seconds: Double, _ sine: @escaping (Double) -> Double) {
      if isPlugged { bench.move(seconds, sine) } else { bench.wait(seconds) }
    }
    for _ in 0..<25 {
      switch Int.random(in: 0..<12, using: &chance) {
      case 0, 1:
        if isPlugged { bench.squats(.random(in: 1...7, using: &chance)) } else { bench.wait(5) }
      case 2: move(&bench, .random(in: 0...6, using: &chance)) { _ in 0 }
      case 3: move(&bench, .random(in: 1...25, using: &chance)) { _ in 0.8 }
      case 4, 5: bench.tap()
      case 6: bench.tap(.random(in: 49...50, using: &chance))
      case 7:
        bench.key(isDown: true)
        move(&bench, .random(in: 0...1, using: &chance)) { 0.5 * $0 }
        bench.key(isDown: false)
        bench.wait(0.1)
      case 8:
        if isPlugged { bench.unplug() } else { bench.plug(SensorBench.auto) }
        isPlugged.toggle()
      case 9:
        let old = bench.station
        bench.station = Station(configuration: old.configuration, catalogue: old.catalogue)
        bench.station.takeOver(from: old, at: bench.at)
        bench.pedalNode = bench.station.attach("pedal", input: pedal, at: bench.at, into: &bench.effects)
        if isPlugged { bench.plug(SensorBench.auto) }
      case 10: bench.wait(.random(in: 0...40, using: &chance))
      default: bench.station.perform(.discard, at: bench.at, into: &bench.effects)
      }
    }
    bench.station.perform(.stop, at: bench.at, into: &bench.effects)
    check(bench)
  }

  private func check(_ bench: SensorBench) {
    var running: RunningSet?
    var lastEnd = Instant(microseconds: 0)
    for effect in bench.effects {
      switch effect {
      case .began(let set):
        #expect(running == nil)
        #expect(set.startedAt >= lastEnd)
        running = set
      case .discarded(let set, _):
        #expect(running?.startedAt == set.startedAt)
        running = nil
      case .finished(let set):
        #expect(running?.startedAt == set.running.startedAt)
        #expect(set.duration >= .zero)
        #expect(set.endedAt <= bench.at)
        #expect((set.running.reps ?? 0) >= 0)
        if let motion = set.motion {
          #expect((0...1).contains(motion.coverage))
          for rep in motion.reps?.each ?? [] {
            #expect(rep.start >= .zero && rep.start + rep.duration <= set.duration + .milliseconds(200))
          }
          if let brokeAt = motion.hold?.brokeAt { #expect(brokeAt >= .zero && brokeAt <= set.duration) }
        }
        if let tape = set.tape { #expect(SampleTape.events(of: tape.bytes) != nil) }
        lastEnd = set.endedAt
        running = nil
      default: break
      }
    }
    #expect(running == nil)
  }
}
