/// How many units of a sensor are 1 g, learnt from gravity where the driver does not say.
///
/// Readings are taken in windows of 1 s. The more quiet a window, the more its mean is gravity and nothing else: its
/// length counts with the weight 1/(s² + s₀²), s the spread of its readings about their mean relative to that length,
/// s₀ = 2 %. So the quietest stretches decide, and every further one improves. Before there was any quiet, the root mean
/// square of all readings stands in: a body that moves about measures some 1.0–1.1 g by it.
///
/// What stays is the sensor's zero-g offset, typically 40–80 mg an axis (ADXL345 data sheet, rev. G, table 1: ±40 mg x and y,
/// ±80 mg z): 4–8 % in one orientation, less over several.
struct GravityScale: Sendable {
  /// Units per g as the driver says; `nil` to learn them.
  private let given: Float?
  /// Units per g to use now; `nil` before the first reading that is not 0.
  private(set) var unitsPerG: Float?
  /// Whether the readings cannot be an accelerometer's with gravity in it.
  private(set) var lacksGravity = false

  // The window.
  private var windowStart: Int64?
  private var count: Float = 0
  private var sum = SIMD3<Float>.zero
  private var sumOfSquares: Float = 0

  // What the windows gave.
  private var weight: Double = 0
  private var weighted: Double = 0
  private var weightedSquares: Double = 0
  private var squares: Double = 0
  private var readings: Double = 0
  private var doubtfulWindows = 0

  /// A window's length, µs.
  private static let window: Int64 = 1_000_000
  /// A window below this relative spread is rest.
  static let quiet: Float = 0.05
  /// So many windows in a row without gravity are enough to say so.
  private static let patience = 3

  init(given: Float?) {
    self.given = given
    unitsPerG = given
  }

  /// The spread of the learnt figure over the windows, relative; `nil` where the driver gave it or nothing was learnt.
  var error: Double? {
    guard given == nil || lacksGravity, weight > 0 else { return nil }
    let mean = weighted / weight
    return mean > 0 ? max(0, weightedSquares / weight - mean * mean).squareRoot() / mean : nil
  }

  /// Takes a reading in the device's units.
  @inline(__always)
  mutating func add(_ raw: SIMD3<Float>, at time: Int64) {
    if let start = windowStart, time - start < Self.window {
      count += 1
      sum += raw
      sumOfSquares += raw.lengthSquared
    } else {
      close()
      windowStart = time
      count = 1
      sum = raw
      sumOfSquares = raw.lengthSquared
      if unitsPerG == nil {
        let length = raw.length
        if length > 0 { unitsPerG = length }
      }
    }
  }

  private mutating func close() {
    // Fewer readings tell no spread.
    guard count >= 5 else { return }
    let meanSquare = sumOfSquares / count
    let length = (sum / count).length
    judge(length: length, meanSquare: meanSquare)
    squares += Double(meanSquare)
    readings += 1
    if length > 0 {
      let spread = max(0, meanSquare - length * length) / (length * length)
      if spread < Self.quiet * Self.quiet {
        let share = 1 / (Double(spread) + 0.0004)
        weight += share
        weighted += share * Double(length)
        weightedSquares += share * Double(length) * Double(length)
      }
    }
    let learnt = weight > 0 ? weighted / weight : (squares / readings).squareRoot()
    if let given {
      // Only rest shows that the driver's units are wrong. Far less than 1 g is no gravity at another scale: the sensor,
      // or its driver, takes gravity away, and the units may well be right.
      if lacksGravity, weight > 0, learnt > 0.1 * Double(given) { unitsPerG = Float(learnt) }
    } else if learnt > 0 {
      unitsPerG = Float(learnt)
    }
  }

  /// Gravity is missing where a window of readings has a root mean square outside 0.5–4 g, or a mean far below it: a body
  /// that moves does not turn its gravity to nothing second after second.
  private mutating func judge(length: Float, meanSquare: Float) {
    let units = given ?? unitsPerG ?? 1
    let rms = meanSquare.squareRoot()
    let isDoubtful = !(rms >= 0.5 * units && rms <= 4 * units && length >= 0.3 * rms)
    doubtfulWindows = isDoubtful ? min(doubtfulWindows + 1, Self.patience) : 0
    // For good: what the units are worth has been shown.
    if doubtfulWindows == Self.patience { lacksGravity = true }
  }
}
