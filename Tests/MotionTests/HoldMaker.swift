import Glibc
import Motion
import Training

/// Random numbers that are the same in every run (SplitMix64, G. Steele et al., 2014).
struct Dice: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  /// 0 ..< 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
  /// With mean 0 and deviation 1.
  mutating func normal() -> Double {
    (-2 * log(max(unit(), 1e-300))).squareRoot() * cos(2 * Double.pi * unit())
  }
}

/// A hold whose truth is known: gravity that turns by a known angle in a plane, tremor and sway of known size.
struct HoldMaker {
  var seconds = 60.0
  var rate = 100.0
  /// Root mean square of all axes together.
  var tremorMilligravity = 10.0
  var tremorHertz = 9.0
  /// Amplitude of the turning to and fro.
  var swayDegrees = 0.4
  var swayHertz = 0.7
  var sagDegreesPerSecond = 0.0
  /// The posture gives way: from then on by so many degrees, over so many seconds.
  var breakAt: Double?
  var breakDegrees = 20.0
  var breakSeconds = 2.0
  /// From then on tremor and sway are so many times as large.
  var growsAt: Double?
  var tremorGrowth = 1.0
  var swayGrowth = 1.0
  /// Noise of each axis.
  var noiseMilligravity = 4.0
  var loss = 0.0
  var jitter = 0.0
  var sign = 1.0
  var seed: UInt64 = 1
  var start: Int64 = 1_000_000_000

  /// The turn of the posture without sway, degrees.
  func angle(at t: Double) -> Double {
    var angle = sagDegreesPerSecond * t
    if let breakAt, t > breakAt { angle += breakDegrees * min(1, (t - breakAt) / breakSeconds) }
    return angle
  }

  func instant(_ t: Double) -> Instant { Instant(microseconds: start + Int64((t * 1e6).rounded())) }

  func samples() -> [MotionSample] {
    var dice = Dice(seed)
    let (u, v, w) = basis(&dice)
    let phase = dice.unit() * 6.28
    let tremorWay = [dice.normal(), dice.normal(), dice.normal()]
    let tremorLength = tremorWay.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var result: [MotionSample] = []
    for k in 0..<Int(seconds * rate) {
      let t = (Double(k) + jitter * (dice.unit() - 0.5)) / rate
      let noise = [dice.normal(), dice.normal(), dice.normal()]
      if dice.unit() < loss || t < 0 { continue }
      let hasGrown = growsAt.map { t >= $0 } ?? false
      let sway = swayDegrees * (hasGrown ? swayGrowth : 1)
      let turn = (angle(at: t) + sway * sin(2 * .pi * swayHertz * t + phase)) * .pi / 180
      let across = 0.5 * sway * sin(2 * .pi * swayHertz * 0.63 * t) * .pi / 180
      let tremor =
        tremorMilligravity / 1_000 * 2.0.squareRoot() * (hasGrown ? tremorGrowth : 1)
        * sin(2 * .pi * tremorHertz * t + phase)
      var axes: [Float] = []
      for axis in 0..<3 {
        let gravity = u[axis] * cos(turn) * cos(across) + v[axis] * sin(turn) + w[axis] * sin(across)
        axes.append(
          Float(
            sign * gravity + tremor * tremorWay[axis] / tremorLength + noise[axis] * noiseMilligravity / 1_000
          ))
      }
      result.append(MotionSample(at: instant(t), x: axes[0], y: axes[1], z: axes[2]))
    }
    return result
  }

  /// Three directions at right angles to one another, any way round.
  private func basis(_ dice: inout Dice) -> ([Double], [Double], [Double]) {
    func unit(_ a: [Double]) -> [Double] {
      let length = a.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return a.map { $0 / length }
    }
    let u = unit([dice.normal(), dice.normal(), dice.normal()])
    let other = [dice.normal(), dice.normal(), dice.normal()]
    let along = zip(u, other).reduce(0) { $0 + $1.0 * $1.1 }
    let v = unit((0..<3).map { other[$0] - along * u[$0] })
    return (u, v, [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]])
  }

  /// The report of this hold, and when the live cue came, in seconds.
  func held() -> (report: HoldReport, cues: [Double]) {
    var form = HoldForm()
    form.begin(at: instant(0))
    var cues: [Double] = []
    for sample in samples() where form.add(sample) {
      cues.append(Double((sample.at - instant(0)).microseconds) / 1e6)
    }
    return (form.finish(at: instant(seconds)), cues)
  }
}

/// The cosine of degrees.
func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
