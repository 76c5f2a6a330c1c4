import Motion
import Tracking
import Training

/// A station with a pedal and an accelerometer on the forearm, 50 samples a second in milli-g, and what came of it all.
struct SensorBench {
  static let axes = MotionAxes(
    kind: .absolute,
    ranges: (0..<3).map { _ in AxisRange(minimum: -32_768, maximum: 32_767, resolution: 1_000) },
    sendsTimestamps: false)
  static let sensor = InputConfiguration(
    match: DeviceMatch(accelerometer: true), use: .motion, form: true, grab: false)
  static let auto = InputConfiguration(
    match: DeviceMatch(accelerometer: true), use: .motion, auto: true, form: true, grab: false)
  static let pedal = InputConfiguration(
    match: DeviceMatch(name: "pedal"), keys: [48: KeyBinding(tap: .go), 49: KeyBinding(tap: .rep)])
  static let catalogue = Catalogue([
    Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
    Exercise(id: "wall-sit", name: "Wall sit", kind: .hold, sides: .both),
  ])

  var station: Station
  var effects: [Effect] = []
  var node = 0
  var pedalNode = 0
  var now = 0.0
  /// The values of the axes, and whether a frame is sent at all.
  var spoil: (Double, [Int32]) -> [Int32]? = { $1 }
  /// Whether frames have the sensor's own clock.
  var stamps = false
  private var seed: UInt64 = 1

  init(
    exercise: String, sensor: InputConfiguration? = Self.sensor, pedal: InputConfiguration = Self.pedal,
    hasRepKey: Bool = true, keepsTapes: Bool = false, stopsAt: Int? = nil
  ) {
    var pedal = pedal
    if !hasRepKey { pedal.keys[49] = nil }
    var configuration = StationConfiguration(exercise: exercise, inputs: [sensor ?? Self.sensor, pedal])
    configuration.keepsTapes = keepsTapes
    if let stopsAt {
      configuration.target = Target(reps: .range(Double(stopsAt), Double(stopsAt)))
      configuration.stopAtTarget = true
    }
    station = Station(configuration: configuration, catalogue: Self.catalogue)
    pedalNode = station.attach("pedal", input: pedal, at: Instant(microseconds: 0), into: &effects)
    if let sensor { plug(sensor) }
  }

  var at: Instant { Instant(microseconds: Int64(now * 1e6)) }

  mutating func plug(_ input: InputConfiguration = Self.sensor, device: String = "sensor") {
    node = station.attach(device, input: input, axes: Self.axes, at: at, into: &effects)
  }

  mutating func unplug() { station.unplugged(node, at: at, into: &effects) }

  mutating func key(_ code: UInt16 = 48, isDown: Bool) {
    station.handle(
      RawEvent(at: at, type: 1, code: code, value: isDown ? 1 : 0), from: pedalNode, into: &effects)
    station.handle(RawEvent(at: at, type: 0, code: 0, value: 0), from: pedalNode, into: &effects)
  }

  mutating func tap(_ code: UInt16 = 48) {
    for isDown in [true, false] {
      key(code, isDown: isDown)
      now += 0.1
    }
  }

  /// So many seconds in which no device tells anything.
  mutating func wait(_ seconds: Double) {
    now += seconds
    station.advance(to: at, into: &effects)
  }

  private mutating func noise() -> Double {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (Double(seed >> 40) / Double(1 << 24) - 0.5) * 0.02
  }

  /// What a sensor reads at the sine of its tilt.
  mutating func sample(_ sine: Double, to nodes: [Int]? = nil) {
    let values = [sine + noise(), 0.1 + noise(), (1 - sine * sine).squareRoot() + noise()]
    for node in nodes ?? [node] {
      guard let frame = spoil(now, values.map { Int32($0 * 1_000) }) else { break }
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

  /// So many seconds of what the sensor reads: the sine of its tilt by the time.
  mutating func move(_ seconds: Double, to nodes: [Int]? = nil, _ sine: (Double) -> Double) {
    let start = now
    while now < start + seconds { sample(sine(now - start), to: nodes) }
  }

  /// Repetitions of 2 s; a parabola will do for a sine.
  mutating func squats(_ count: Int, to nodes: [Int]? = nil) {
    for _ in 0..<count {
      move(1, to: nodes) { 0.8 * $0 * $0 * (3 - 2 * $0) }
      move(1, to: nodes) { 0.8 * (1 - $0 * $0 * (3 - 2 * $0)) }
    }
  }

  /// Repetitions of every tempo and height: 1 to 5 s.
  mutating func unevenReps(_ count: Int, seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<count {
      let up = Double.random(in: 0.5...2.5, using: &random)
      let down = Double.random(in: 0.5...2.5, using: &random)
      let height = Double.random(in: 0.2...0.8, using: &random)
      move(up) { height * $0 / up }
      move(down) { height * (1 - $0 / down) }
    }
  }

  mutating func rest(_ seconds: Double) { move(seconds) { _ in 0 } }

  var finished: [FinishedSet] {
    effects.compactMap { if case .finished(let set) = $0 { set } else { nil } }
  }
  var begun: [RunningSet] {
    effects.compactMap { if case .began(let set) = $0 { set } else { nil } }
  }
  var discarded: [RunningSet] {
    effects.compactMap { if case .discarded(let set, _) = $0 { set } else { nil } }
  }
  var late: Int { effects.count { if case .late = $0 { true } else { false } } }
  var cues: [Cue] { effects.compactMap { if case .cue(let cue, _) = $0 { cue } else { nil } } }
}
