import Glibc
import Motion
import Tracking
import Training

/// What the sensor is strapped to, and what that does.
enum Doing {
  /// Curls of so many seconds, each up to a twentieth longer or shorter; slower down than up.
  case reps(period: Double)
  /// A hold, with its tremor and sway.
  case hold
  /// Moves of 0.5 to 2.5 s to anywhere: nothing repeats itself.
  case fidget
}

/// A sequence that is the same on every machine (the generator of the C standard's own example).
struct Figures {
  private var state: UInt32 = 20_261_121

  /// -1…1
  mutating func next() -> Double {
    state = state &* 1_103_515_245 &+ 12_345
    return Double(state >> 16) / 32_768 - 1
  }
}

/// An accelerometer on a forearm: its readings in g, from a time in seconds on.
struct Movement {
  let doing: Doing
  private var figures = Figures()
  private var moves = Figures()
  /// The repetition or move under way: when it began, and how long it takes.
  private var repStart = 1.0
  private var repLength = 0.0
  /// Of a move its ends.
  private var (from, to) = (rest, rest)
  /// How many repetitions were begun.
  private(set) var reps = 0

  /// The forearm at rest, from the horizontal.
  private static let rest = 0.2

  init(_ doing: Doing) { self.doing = doing }

  /// The reading at a time, which must not go back. It has noise of about 5 mg.
  mutating func reading(at time: Double) -> SIMD3<Double> {
    let angle = angle(at: time)
    let noise = SIMD3(figures.next(), figures.next(), figures.next()) * 0.009
    return SIMD3(cos(angle), sin(angle), 0.1) + noise
  }

  private mutating func angle(at time: Double) -> Double {
    // The first second is rest.
    guard time >= 1 else { return Self.rest }
    switch doing {
    case .reps(let period):
      while time >= repStart + repLength {
        repStart += repLength
        repLength = period * (1 + 0.05 * moves.next())
        reps += 1
      }
      let phase = (time - repStart) / repLength
      let turn = phase < 0.4 ? phase / 0.4 * .pi : .pi + (phase - 0.4) / 0.6 * .pi
      return Self.rest + 0.95 * (1 - cos(turn))
    case .hold:
      return Self.rest + 0.01 * sin(2 * .pi * 0.3 * time) + 0.003 * sin(2 * .pi * 9.1 * time)
    case .fidget:
      while time >= repStart + repLength {
        repStart += repLength
        repLength = 1.5 + moves.next()
        (from, to) = (to, Self.rest + 1.2 * moves.next())
      }
      return from + (to - from) * (1 - cos((time - repStart) / repLength * .pi)) / 2
    }
  }
}

/// What the driver of a DualSense says of its sensor (hid-playstation): 8192 units per g.
enum Sensor {
  static let unitsPerG = 8_192.0
  static let range: Int32 = 32_768
  static let axes = MotionAxes(
    kind: .absolute,
    ranges: (0..<3).map { _ in AxisRange(minimum: -range, maximum: range, resolution: Int32(unitsPerG)) },
    sendsTimestamps: true)

  static func units(_ g: Double) -> Int32 { Int32((g * unitsPerG).rounded()) }
}

/// The events of a movement: a frame every 1/rate s, up to 1 ms late.
struct Played {
  let events: [RawEvent]
  /// How many frames they are.
  let frames: Int
  /// How many repetitions are over at the end.
  let reps: Int

  init(_ doing: Doing, rate: Double, seconds: Double) {
    var movement = Movement(doing)
    var late = Figures()
    var events: [RawEvent] = []
    let frames = Int(rate * seconds)
    events.reserveCapacity(5 * frames)
    for frame in 0..<frames {
      let time = Double(frame) / rate
      let reading = movement.reading(at: time)
      let at = Instant(microseconds: 1_000_000_000 + Int64((time + 0.0005 * (1 + late.next())) * 1e6))
      let stamp = Int32(truncatingIfNeeded: Int64(time * 1e6))
      events.append(RawEvent(at: at, type: 4, code: 5, value: stamp))
      for axis in 0..<3 {
        events.append(RawEvent(at: at, type: 3, code: UInt16(axis), value: Sensor.units(reading[axis])))
      }
      events.append(RawEvent(at: at, type: 0, code: 0, value: 0))
    }
    self.events = events
    self.frames = frames
    // The one under way is not over.
    reps = max(0, movement.reps - 1)
  }
}

/// The text of a recording as `holdfast record` and evemu have it: a DualSense's motion sensors, whose gyroscope speaks in each frame too.
func printRecording(_ doing: Doing, rate: Double, seconds: Double) {
  print(
    """
    # EVEMU 1.3
    N: DualSense Wireless Controller Motion Sensors
    I: 0003 054c 0ce6 8111
    P: 40 00 00 00 00 00 00 00
    B: 00 19 00 00 00 00 00 00 00
    B: 03 3f 00 00 00 00 00 00 00
    B: 04 20 00 00 00 00 00 00 00
    """)
  for axis in 0..<3 { print("A: 0\(axis) -32768 32768 16 0 8192") }
  for axis in 3..<6 { print("A: 0\(axis) -2097152 2097152 16 0 1024") }
  var movement = Movement(doing)
  var gyroscope = Figures()
  for frame in 0..<Int(rate * seconds) {
    let microseconds = Int(Double(frame) / rate * 1e6)
    let fraction = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
    let at = "E: \(1_000 + microseconds / 1_000_000).\(fraction)"
    let reading = movement.reading(at: Double(frame) / rate)
    for axis in 0..<3 { print("\(at) 0003 000\(axis) \(Sensor.units(reading[axis]))") }
    for axis in 3..<6 { print("\(at) 0003 000\(axis) \(Int(gyroscope.next() * 2_000))") }
    print("\(at) 0004 0005 \(microseconds)")
    print("\(at) 0000 0000 0")
  }
}
