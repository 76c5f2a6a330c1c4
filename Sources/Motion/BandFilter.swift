/// A filter of the second order (Butterworth) that parts a vector into what lies below a frequency and what lies above, for samples
/// at irregular times: a state-variable filter with trapezoidal integrators (A. Simper, *Solving the continuous SVF equations
/// using trapezoidal integration*, Cytomic 2013; V. Zavalishin, *The Art of VA Filter Design*, ch. 4), whose only
/// coefficient is computed from each step.
///
/// What lies above has no part of a steady drift: its response to a ramp goes to zero.
struct BandFilter: Sendable {
  private let angular: Float
  private var first = SIMD3<Float>.zero
  private var second = SIMD3<Float>.zero
  private static let damping = Float(2).squareRoot()

  /// A filter that parts at a frequency, Hz.
  init(at frequency: Float) { angular = Float.pi * frequency }

  /// As if the input had always been this.
  mutating func settle(at value: SIMD3<Float>) {
    first = .zero
    second = value
  }

  /// Takes the next sample, `step` seconds after the last.
  @inline(__always)
  mutating func part(_ input: SIMD3<Float>, step: Float) -> (below: SIMD3<Float>, above: SIMD3<Float>) {
    // The tangent of π f Δt, to the third order: 5 % at a quarter of the sampling rate. Any value is stable.
    let x = angular * step
    let g = x + x * x * x / 3
    let scale = 1 / (1 + g * (g + Self.damping))
    let above = (input - second - first * (g + Self.damping)) * scale
    let middle = above * g + first
    let below = middle * g + second
    first = middle + above * g
    second = below + middle * g
    return (below, above)
  }
}

/// Parts an acceleration into gravity and the bands of a body that tries to be still.
///
/// - **Sway**, 0.3–4 Hz: the balance that is lost and found. 95 % of quiet standing's accelerations lie below some 3 Hz
///   (Mancini et al., *ISway*, J. NeuroEng. Rehabil. 9:59, 2012, which filters at 3.5 Hz).
/// - **Tremor**, 4–15 Hz: physiological tremor peaks at 6–12 Hz in the hand (Lakie et al., J. Physiol. 593:4411, 2015), at
///   6–9 Hz in a held leg (J. Appl. Physiol. 52:226, 1982); a second peak falls with the limb's mass. Only where there are
///   30 samples a second or more: below, it would be folded into other bands.
///
/// Gravity is what is slower than 0.3 Hz.
struct BodyBands: Sendable {
  struct Parts {
    /// All that is not gravity, up to 15 Hz, g.
    var motion: SIMD3<Float>
    var sway: SIMD3<Float>
    var tremor: SIMD3<Float>
  }

  private var gravity = BandFilter(at: 0.3)
  private var noise = BandFilter(at: 15)
  private var split = BandFilter(at: 4)

  mutating func settle(at value: SIMD3<Float>) {
    gravity.settle(at: value)
    noise.settle(at: .zero)
    split.settle(at: .zero)
  }

  /// Takes a sample `step` seconds after the last.
  @inline(__always)
  mutating func part(_ sample: SIMD3<Float>, step: Float) -> Parts {
    var motion = gravity.part(sample, step: step).above
    // At a lower rate there is nothing above 15 Hz to take away.
    if step < 0.03 { motion = noise.part(motion, step: step).below }
    let parts = split.part(motion, step: step)
    return Parts(motion: motion, sway: parts.below, tremor: parts.above)
  }
}
