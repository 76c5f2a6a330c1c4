import Glibc
import Motion
import Training

/// A set whose repetitions are known: a sensor that is turned and shifted to and fro, with what real sets have around it.
struct SetMaker {
  var reps = 10
  var rate = 50.0
  /// Seconds of the first repetition, without pauses.
  var period = 2.5
  /// The last one takes so many times as long as the first.
  var drift = 1.0
  /// Those of the second half take so many times as long as those of the first.
  var step = 1.0
  /// The way up's part of the way up and down.
  var upShare = 0.5
  /// The scatter of durations and of ranges, as deviations of their logarithms.
  var scatter = 0.04
  var rangeScatter = 0.06
  /// Seconds of rest at the far end of the way, and between repetitions; each time between half of it and all.
  var pauseAtTop = 0.0
  var pauseAtBottom = 0.0
  /// How far the sensor turns, degrees, and how far it rises, metres.
  var degrees = 50.0
  var rise = 0.15
  /// Seconds before and after, and whether the sensor is carried about in them.
  var ends = 2.0
  var walks = false
  var noiseMilligravity = 8.0
  var loss = 0.0
  /// Of the samples' times, in steps.
  var jitter = 0.0
  /// A Linux accelerometer reads the opposite of a phone's.
  var sign = 1.0
  var seed: UInt64 = 1
  var start: Int64 = 1_000_000_000

  /// The same random numbers in every run (SplitMix64, G. Steele et al., 2014).
  struct Chance {
    var state: UInt64
    mutating func unit() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
    mutating func normal() -> Double {
      (-2 * log(max(unit(), 1e-300))).squareRoot() * cos(2 * Double.pi * unit())
    }
  }

  /// One repetition: when it starts, how long its ways up and down and its pauses are, how far it goes.
  struct Rep {
    var start: Double
    var way: Double
    var top: Double
    var bottom: Double
    var range: Double
    var duration: Double { way + top }
  }

  /// The repetitions and the length of the recording, in seconds.
  func plan() -> (reps: [Rep], seconds: Double) {
    var chance = Chance(state: seed &+ 77)
    var planned: [Rep] = []
    var t = ends
    for i in 0..<reps {
      let share = reps > 1 ? Double(i) / Double(reps - 1) : 0
      let way = period * (share > 0.5 ? step : 1) * pow(drift, share) * exp(scatter * chance.normal())
      let top = pauseAtTop * (0.5 + 0.5 * chance.unit())
      let bottom = pauseAtBottom * (0.5 + 0.5 * chance.unit())
      planned.append(
        Rep(start: t, way: way, top: top, bottom: bottom, range: exp(rangeScatter * chance.normal())))
      t += way + top + bottom
    }
    return (planned, t + ends)
  }

  /// The place on the way, 0…1, and its second derivative per s², t seconds after the start.
  private func place(_ planned: [Rep], _ t: Double) -> (Double, Double) {
    guard let rep = planned.last(where: { $0.start <= t }) else { return (0, 0) }
    let up = rep.way * upShare
    var u = t - rep.start
    if u >= up, u < up + rep.top { return (rep.range, 0) }
    if u >= up + rep.top { u -= rep.top }
    guard u < rep.way else { return (0, 0) }
    // Half a wave up, and half a one down.
    let isUp = u < up
    let w = Double.pi / (isUp ? up : rep.way - up)
    let phase = isUp ? w * u : w * (rep.way - u)
    return (rep.range * (1 - cos(phase)) / 2, rep.range * w * w * cos(phase) / 2)
  }

  /// The samples of the recording.
  func samples() -> [MotionSample] {
    var chance = Chance(state: seed)
    let (planned, seconds) = plan()
    let axes = mounting(&chance)
    let step = [chance.normal(), chance.normal(), chance.normal()]
    var wander = [0.0, 0.0, 0.0]
    var result: [MotionSample] = []
    for k in 0..<Int(seconds * rate) {
      let t = max(0, (Double(k) + jitter * (chance.unit() - 0.5)) / rate)
      let noise = (0..<3).map { _ in chance.normal() * noiseMilligravity / 1_000 }
      if chance.unit() < loss { continue }
      let (way, bend) = place(planned, t)
      let angle = way * degrees * Double.pi / 180
      let length = 1 + rise * bend / 9.81
      var v = (0..<3).map { axes[0][$0] * cos(angle) * length + axes[1][$0] * sin(angle) * length }
      if walks, t < ends || t > seconds - ends {
        for axis in 0..<3 {
          wander[axis] += chance.normal() * 0.3 / rate.squareRoot()
          v[axis] += wander[axis] + 0.15 * step[axis] * sin(2 * Double.pi * 1.8 * t)
        }
      }
      result.append(
        MotionSample(
          at: Instant(microseconds: start + Int64((t * 1e6).rounded())), x: Float(sign * (v[0] + noise[0])),
          y: Float(sign * (v[1] + noise[1])), z: Float(sign * (v[2] + noise[2]))))
    }
    return result
  }

  /// Two directions at right angles: gravity at the start of the way, and where it turns to.
  private func mounting(_ chance: inout Chance) -> [[Double]] {
    let a = [chance.normal(), chance.normal(), chance.normal()]
    let b = [chance.normal(), chance.normal(), chance.normal()]
    let first = a.map { $0 / a.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let along = (0..<3).reduce(0) { $0 + first[$1] * b[$1] }
    let rest = (0..<3).map { b[$0] - along * first[$0] }
    return [first, rest.map { $0 / rest.reduce(0) { $0 + $1 * $1 }.squareRoot() }]
  }

  /// What the counter makes of it, tapped at the first and the last sample.
  func counted() -> RepCount { count(samples()) }
}

/// The final count of samples, tapped at the first and the last of them.
func count(_ samples: [MotionSample]) -> RepCount {
  guard let first = samples.first, let last = samples.last else { return .none }
  var counter = RepCounter()
  counter.begin(at: first.at)
  for sample in samples { counter.add(sample) }
  return counter.finish(at: last.at)
}
