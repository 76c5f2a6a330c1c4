import Glibc
import Motion
import Training

/// What a sensor reads through a day in the gym, part after part; all of it from the same seed is the same.
struct StreamMaker {
  let rate: Double
  private let sign: Float
  /// Turns the whole stream: the columns of a rotation.
  private let axes: [SIMD3<Float>]
  private(set) var samples: [MotionSample] = []
  /// Seconds since the stream began.
  private(set) var time = 0.0
  private var state: UInt64 = 7

  static let start: Int64 = 1_000_000_000
  /// The deviation of an axis, g.
  private static let noise = 0.008

  init(
    rate: Double = 50, sign: Float = 1,
    axes: [SIMD3<Float>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
  ) {
    (self.rate, self.sign, self.axes) = (rate, sign, axes)
  }

  /// SplitMix64 (G. Steele et al., 2014).
  private mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
  }

  static func instant(_ seconds: Double) -> Instant {
    Instant(microseconds: start + Int64((seconds * 1e6).rounded()))
  }

  private mutating func append(_ v: SIMD3<Double>) {
    let v = v + SIMD3(unit() - 0.5, unit() - 0.5, unit() - 0.5) * 3.46 * Self.noise
    let turned = axes[0] * Float(v.x) + axes[1] * Float(v.y) + axes[2] * Float(v.z)
    samples.append(
      MotionSample(at: Self.instant(time), x: sign * turned.x, y: sign * turned.y, z: sign * turned.z))
    time += 1 / rate
  }

  /// A sensor turned by `degrees` from where it rests.
  private func turned(_ degrees: Double) -> SIMD3<Double> {
    SIMD3(cos(degrees * .pi / 180), sin(degrees * .pi / 180), 0)
  }

  mutating func rest(_ seconds: Double) {
    let end = time + seconds
    while time < end { append(turned(0)) }
  }

  /// Nothing comes.
  mutating func silence(_ seconds: Double) { time += seconds }

  /// Repetitions: turned by `degrees` and back, the last one `drift` times as long, with a pause after each.
  mutating func reps(_ count: Int, period: Double, degrees: Double = 60, drift: Double = 1, pause: Double = 0)
  {
    for i in 0..<count {
      let length = period * pow(drift, count > 1 ? Double(i) / Double(count - 1) : 0)
      let start = time
      while time < start + length {
        append(turned(degrees * (1 - cos(2 * .pi * (time - start) / length)) / 2))
      }
      rest(pause)
    }
  }

  /// A wrist in walking: the arm swings by ±`swing`° once a stride, and each step is a blow.
  mutating func walk(_ seconds: Double, stride: Double = 1.1, swing: Double = 20, blow: Double = 0.25) {
    let start = time
    while time < start + seconds {
      let t = time - start
      let step = (2 * t / stride).truncatingRemainder(dividingBy: 1)
      let v = turned(swing * sin(2 * .pi * t / stride) + 8)
      append(v * (1 + blow * sin(4 * .pi * t / stride)) + SIMD3(1, 0.3, 0.2) * blow * exp(-step * 12))
    }
  }

  /// An ankle in walking: the foot stands for 60 % of a stride, then goes forward by `length` m, and comes down with a blow.
  mutating func walkOnFoot(_ seconds: Double, stride: Double, length: Double, blow: Double = 1) {
    let start = time
    while time < start + seconds {
      let place = ((time - start) / stride).truncatingRemainder(dividingBy: 1)
      let swing = max(0, (place - 0.6) / 0.4)
      // The shank tilts from 18° before the foot to 62° behind it, and swings through.
      let tilts = [(0, 18.0), (0.1, 5), (0.45, -12), (0.6, -35), (0.72, -62), (0.9, 10), (1, 18)]
      let next = tilts.firstIndex { $0.0 > place } ?? tilts.count - 1
      let ((from, before), (to, after)) = (tilts[next - 1], tilts[next])
      let tilt = before + (after - before) * (1 - cos(.pi * (place - from) / (to - from))) / 2
      // The way with the least jerk (T. Flash and N. Hogan, 1985).
      let bend = 60 * swing - 180 * swing * swing + 120 * swing * swing * swing
      let push = length * bend / (0.16 * stride * stride) / 9.81
      append(turned(tilt) * (1 + blow * exp(-place * stride * 25)) + turned(tilt + 90) * push)
    }
  }

  /// Hands that do this and that: turns of random size at random times, none like another.
  mutating func fidget(_ seconds: Double) {
    let end = time + seconds
    var from = 0.0
    while time < end {
      let (to, length, start) = (90 * (unit() - 0.5), 0.3 + 1.7 * unit(), time)
      while time < start + length {
        let share = (1 - cos(.pi * (time - start) / length)) / 2
        append(turned(from + (to - from) * share))
      }
      from = to
      let still = time + unit() * 1.5
      while time < still { append(turned(from)) }
    }
  }
}
