// What the room needs of geometry and of a mathematical library, which belongs to C.

extension SIMD3<Float> {
  @inline(__always) func dot(_ other: SIMD3<Float>) -> Float { (self * other).sum() }

  @inline(__always) var lengthSquared: Float { (self * self).sum() }

  @inline(__always) var length: Float { lengthSquared.squareRoot() }

  /// The direction; `nil` of what is (nearly) nothing.
  var unit: SIMD3<Float>? {
    let length = length
    return length > 1e-9 && length.isFinite ? self / length : nil
  }
}

/// The angle between two unit vectors, in degrees, 0…180. After Kahan: exact for small angles too, where the arc cosine
/// is not.
func degrees(between a: SIMD3<Float>, and b: SIMD3<Float>) -> Double {
  2 * arcTangent(Double((a - b).length), Double((a + b).length)) * 180 / Double.pi
}

/// The angle of a right triangle whose sides are not negative, in radians: 0…π/2. Two halvings of the angle, then the
/// series: within 10⁻¹².
func arcTangent(_ opposite: Double, _ adjacent: Double) -> Double {
  if opposite > adjacent { return Double.pi / 2 - arcTangent(adjacent, opposite) }
  guard adjacent > 0 else { return 0 }
  var t = opposite / adjacent
  t /= 1 + (1 + t * t).squareRoot()
  t /= 1 + (1 + t * t).squareRoot()
  let square = t * t
  var sum = 0.0
  // t ≤ tan(π/16) ≈ 0.2: eight terms leave less than 10⁻¹².
  for k in stride(from: 15, through: 1, by: -2) { sum = 1 / Double(k) - square * sum }
  return 4 * t * sum
}

/// The natural logarithm of a positive number, within 10⁻¹²; of anything else that of the least normal number.
func naturalLogarithm(_ x: Double) -> Double {
  guard x > Double.leastNormalMagnitude, x.isFinite else { return -708.4 }
  var mantissa = x.significand
  var exponent = Double(x.exponent)
  if mantissa > 1.4142135623730951 {
    mantissa /= 2
    exponent += 1
  }
  let t = (mantissa - 1) / (mantissa + 1)
  let square = t * t
  var sum = 0.0
  for k in stride(from: 15, through: 1, by: -2) { sum = 1 / Double(k) + square * sum }
  return exponent * 0.6931471805599453 + 2 * t * sum
}
