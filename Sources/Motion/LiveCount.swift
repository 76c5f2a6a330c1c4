/// A count while the set goes on: one pass, a few dozen operations a reading.
///
/// The direction of greatest variance is followed by one step of the power method a reading; along it, turning points
/// whose swings are half as high as the usual ones are counted, two swings a repetition.
struct LiveCount: Sendable {
  /// Repetitions that are complete.
  private(set) var count = 0

  private var mean = SIMD4<Float>.zero
  private var smooth = SIMD4<Float>.zero
  private var rows = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
  private var direction = SIMD4<Float>(1, 0, 0, 0)
  private var seen = 0
  private var high: Float = 0
  private var low: Float = 0
  private var rising: Bool?
  private var height: Float = 0
  private var swings = 0

  /// Seconds: what is slower than this is posture; faster than the second is tremor.
  private static let slow: Float = 8
  private static let fast: Float = 0.25

  /// Adds a reading of `Decimator.rate`.
  mutating func add(_ reading: SIMD4<Float>) {
    let rate = Float(Decimator.rate)
    seen += 1
    if seen == 1 { (mean, smooth) = (reading, reading) }
    let pace = max(1 / (Self.slow * rate), 1 / Float(seen))
    mean += (reading - mean) * pace
    smooth += (reading - smooth) * (1 / (Self.fast * rate))
    let moving = smooth - mean
    rows.0 += (moving * moving.x - rows.0) * pace
    rows.1 += (moving * moving.y - rows.1) * pace
    rows.2 += (moving * moving.z - rows.2) * pace
    let turned = rows.0 * direction.x + rows.1 * direction.y + rows.2 * direction.z
    let length = (turned * turned).sum().squareRoot()
    if length > 1e-9 { direction = turned / length }
    // λ is the variance along the direction: a sine's swing is 2√2 deviations high.
    let deviation = length.squareRoot()
    let least = max(0.03, 1.2 * deviation, 0.4 * height)

    let value = (moving * direction).sum()
    if seen == 1 { (high, low) = (value, value) }
    if rising != false { high = max(high, value) }
    if rising != true { low = min(low, value) }
    if rising != false, high - value >= least {
      turn(high - low)
      (rising, low) = (false, value)
    } else if rising != true, value - low >= least {
      turn(high - low)
      (rising, high) = (true, value)
    }
  }

  private mutating func turn(_ swing: Float) {
    height = height == 0 ? swing : height + (min(swing, 2 * height) - height) * 0.3
    swings += 1
    count = max(0, (swings - 1) / 2)
  }
}
