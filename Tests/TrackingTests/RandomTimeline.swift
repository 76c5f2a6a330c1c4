import Tracking
import Training

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed on every machine.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &self)] }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// A station with a random configuration, and what happens to it, all from one seed.
struct RandomTimeline {
  enum What {
    case event(node: Int, RawEvent)
    case perform(Action)
    case unplug(Int)
    case plug(Int, down: [UInt16])
    case drop(Int, down: [UInt16])
    case reload
    case restart
    case lookAtTheClock
  }

  let seed: UInt64
  var configuration: StationConfiguration
  var countsByMotion: Bool
  var events: [(at: Instant, what: What)] = []

  static let catalogue = Catalogue(Scenario.defaultExercises)
  static let athletes = [Athlete(id: "me"), Athlete(id: "anna", level: .advanced)]
  private static let keys: [UInt16] = [30, 48, 46]

  init(seed: UInt64) {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    countsByMotion = random.chance(25)
    configuration = RandomTimeline.configuration(&random)
    var at = Instant(microseconds: 1_000_000)
    var plugged = configuration.inputs.map { _ in true }
    for _ in 0..<Int.random(in: 10...80, using: &random) {
      at = at + RandomTimeline.gap(&random)
      let node = Int.random(in: 0..<configuration.inputs.count, using: &random)
      let down = RandomTimeline.keys.filter { _ in random.chance(30) }
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<70 where plugged[node]:
        frame(node, &at, &random)
      case 70..<85:
        events.append((at, .perform(RandomTimeline.action(&random, isCommand: true))))
      case 85..<89:
        events.append((at, plugged[node] ? .unplug(node) : .plug(node, down: down)))
        plugged[node].toggle()
      case 89..<92 where plugged[node]:
        events.append((at, .drop(node, down: down)))
      case 92..<93:
        events.append((at, .reload))
      case 93..<94:
        events.append((at, .restart))
      default:
        events.append((at, .lookAtTheClock))
      }
    }
    events.append((at + .seconds(2_000), .lookAtTheClock))
  }

  /// A key goes down or up, with bounce now and then.
  private mutating func frame(_ node: Int, _ at: inout Instant, _ random: inout SplitMix64) {
    let key = random.pick(RandomTimeline.keys)
    var value = Int32.random(in: 0...2, using: &random)
    for _ in 0..<(random.chance(20) ? 4 : 1) {
      // Now and then an event is older than what was handled.
      let date = random.chance(3) ? at - .milliseconds(Int64.random(in: 1...300, using: &random)) : at
      events.append((date, .event(node: node, RawEvent(at: date, type: 1, code: key, value: value))))
      if random.chance(90) {
        events.append((date, .event(node: node, RawEvent(at: date, type: 0, code: 0, value: 0))))
      }
      at = at + .milliseconds(Int64.random(in: 0...26, using: &random))
      value = 1 - min(value, 1)
    }
  }

  /// The lengths at which something is decided, and others.
  private static func gap(_ random: inout SplitMix64) -> Interval {
    let edges: [Int64] = [
      0, 1, 10_000, 24_999, 25_000, 100_000, 149_999, 150_000, 225_000, 250_000, 400_000, 799_999, 800_000,
      1_000_000, 2_000_000, 3_000_000, 5_000_000, 20_000_000, 30_000_000, 61_000_000,
    ]
    let edge = random.pick(edges)
    return Interval(microseconds: random.chance(50) ? edge : Int64.random(in: 0...edge, using: &random))
  }

  static func action(_ random: inout SplitMix64, isCommand: Bool) -> Action {
    var actions: [Action] = [
      .go, .go, .go, .toggle, .start, .stop, .hold, .rep, .undo, .discard, .next, .previous, .side,
      .exercise("squat"), .exercise("plank"), .exercise("side-plank"), .athlete("anna"), .athlete("me"),
      .load(by: 2.5), .rpe(7),
    ]
    if isCommand {
      actions += [
        .selectSide(.right), .selectLoad(10), .selectTarget(Target(seconds: .range(1, 3))), .exercise("none"),
        .selectTarget(Target(seconds: .exactly(5), reps: .exactly(2))), .selectTarget(nil),
      ]
    }
    return random.pick(actions)
  }

  private static func binding(_ random: inout SplitMix64) -> KeyBinding {
    func maybe(_ percent: Int) -> Action? {
      random.chance(percent) ? action(&random, isCommand: false) : nil
    }
    if random.chance(30) {
      return KeyBinding(press: random.chance(60) ? .hold : maybe(100), release: maybe(20))
    }
    return KeyBinding(release: maybe(15), tap: maybe(80), double: maybe(30), long: maybe(40))
  }

  private static func configuration(_ random: inout SplitMix64) -> StationConfiguration {
    var station = StationConfiguration()
    station.exercise = random.pick(["wall-sit", "plank", "side-plank", "squat", "reverse-lunge"])
    station.getReady = random.pick([.zero, .zero, .milliseconds(50), .seconds(1), .seconds(2.5)])
    station.maxHold = random.pick([.seconds(2), .seconds(30), .seconds(900)])
    station.repIdle = random.pick([.seconds(1), .seconds(20)])
    station.rest = random.pick([nil, .seconds(3)])
    station.unplugGrace = random.pick([.zero, .seconds(1), .seconds(30)])
    station.stopAtTarget = random.chance(50)
    station.alternate = random.chance(80)
    station.target = random.pick([nil, nil, Target(seconds: .exactly(1)), Target(reps: .range(1, 3))])
    for index in 0..<Int.random(in: 1...3, using: &random) {
      var input = InputConfiguration(match: DeviceMatch(name: "\(index)"))
      input.debounce = random.pick([.milliseconds(25), .milliseconds(25), .milliseconds(5), .zero])
      input.double = random.pick([.milliseconds(250), .milliseconds(10)])
      for key in keys where random.chance(50) { input.keys[key] = binding(&random) }
      if random.chance(50) { input.any = binding(&random) }
      station.inputs.append(input)
    }
    return station
  }
}
