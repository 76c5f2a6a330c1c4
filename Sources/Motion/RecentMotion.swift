/// The latest readings, on levels of half the rate each, and how alike their last two stretches of every lag are.
///
/// Each level keeps `kept` readings. The lags are those of 10 to 19 readings of a level: 0.5–0.95 s on the finest, twice as
/// long on the next. Work per reading: one sum a lag, kept up to date, and two that serve all lags; memory: constant.
///
/// Readings are rounded to 2⁻¹² g, so that every product and sum below is exact and nothing drifts, however long it runs.
struct RecentMotion: Sendable {
  /// Readings that a level keeps: a power of two.
  static let kept = 256
  /// The lags of each level, in its readings.
  static let lags = 10..<20

  /// With these the longest lag is 15 s.
  private static let levels = 5

  /// The length of each lag in seconds, shortest first.
  let seconds: [Float]
  /// The readings that were added.
  private(set) var count = 0

  private var rings: [SIMD4<Float>]
  /// How many readings each level has had.
  private var counts: [Int]
  /// For each lag the sum, in two parts, of the products of each reading with that of a lag before, over the last lag.
  private var products: [SIMD2<Double>]
  /// The latest readings of each level, each at two places so that those before it are in a row, and the sums of all up to each.
  private var latest: [SIMD4<Double>]
  private var sums: [Sums]

  private struct Sums {
    /// Exact for 50 years of 64 g.
    var readings = SIMD4<Double>.zero
    /// Of the squares, in 2⁻²⁴ g²; it may wrap around, a difference does not.
    var squares: Int64 = 0
  }

  /// How many of them: a power of two beyond twice the longest lag.
  private static let latestKept = 64
  private static let squareUnits = 16_777_216.0

  /// Nothing yet.
  init() {
    let levels = Self.levels
    rings = Array(repeating: .zero, count: levels * Self.kept)
    counts = Array(repeating: 0, count: levels)
    products = Array(repeating: .zero, count: levels * Self.lags.count)
    latest = Array(repeating: .zero, count: levels * 2 * Self.latestKept)
    sums = Array(repeating: Sums(), count: levels * Self.latestKept)
    seconds = (0..<levels).flatMap { level in
      Self.lags.map { Float($0 << level) / Float(Decimator.rate) }
    }
  }

  /// Forgets everything.
  mutating func reset() {
    count = 0
    for i in rings.indices { rings[i] = .zero }
    for i in counts.indices { counts[i] = 0 }
    for i in products.indices { products[i] = .zero }
    for i in latest.indices { latest[i] = .zero }
    for i in sums.indices { sums[i] = Sums() }
  }

  /// A reading of `Decimator.rate`, within ±64 g.
  mutating func add(_ reading: SIMD4<Float>) {
    count += 1
    var value = reading
    for level in 0..<Self.levels {
      // To the nearest of 2⁻¹²: between 2¹¹ and 2¹² a `Float` has no finer ones. Rounding is a call where a machine is old.
      value = (value + 3_072) - 3_072
      append(value, level)
      // Every other reading goes on to the next level, after a low-pass with the weights 1 3 3 1.
      guard level + 1 < Self.levels, counts[level] & 1 == 0 else { return }
      let newest = counts[level] - 1
      func back(_ i: Int) -> SIMD4<Float> {
        rings[level * Self.kept + max(0, newest - i) & (Self.kept - 1)]
      }
      value = (back(0) + 3 * (back(1) + back(2)) + back(3)) / 8
    }
  }

  private mutating func append(_ value: SIMD4<Float>, _ level: Int) {
    let place = counts[level]
    counts[level] = place + 1
    rings[level * Self.kept + place & (Self.kept - 1)] = value
    let x = SIMD4<Double>(value)
    let mask = Self.latestKept - 1
    let offset = level * Self.latestKept
    let before = sums[offset + (place - 1) & mask]
    sums[offset + place & mask] = Sums(
      readings: before.readings + x,
      squares: before.squares &+ Int64((x * x).sum() * Self.squareUnits))
    latest.withUnsafeMutableBufferPointer { latest in
      let here = latest.baseAddress! + (2 * offset + place & mask)
      let newest = here + Self.latestKept
      (here.pointee, newest.pointee) = (x, x)
      products.withUnsafeMutableBufferPointer { products in
        let products = products.baseAddress! + level * Self.lags.count
        for i in 0..<Self.lags.count {
          let lag = Self.lags.lowerBound &+ i
          let product = newest[0 &- lag] * (x - newest[-2 &* lag])
          products[i] += product.lowHalf + product.highHalf
        }
      }
    }
  }

  /// Tells for each lag how like its last stretch is to the one before, -1…1, and the root mean square of both about their
  /// mean, g; both 0 while there are fewer than two stretches.
  ///
  /// Both without their common mean, all axes together and with their sizes: `2 a·b / (a² + b²)`.
  /// - Parameters:
  ///   - lags: those that are measured, by their place in `seconds`.
  ///   - alike: has a place for each of them; is changed in place, as `sizes` is.
  ///   - sizes: as long as `alike`.
  func measure(_ lags: Range<Int>, _ alike: inout [Float], _ sizes: inout [Float]) {
    precondition(lags.upperBound <= min(alike.count, sizes.count, products.count))
    let mask = Self.latestKept - 1
    alike.withUnsafeMutableBufferPointer { alike in
      sizes.withUnsafeMutableBufferPointer { sizes in
        for lag in lags {
          let level = lag / Self.lags.count
          let readings = Self.lags.lowerBound + lag % Self.lags.count
          let (offset, newest) = (level * Self.latestKept, counts[level] - 1)
          guard newest >= 2 * readings - 1 else {
            (alike[lag], sizes[lag]) = (0, 0)
            continue
          }
          let last = sums[offset + newest & mask]
          let before = sums[offset + (newest - 2 * readings) & mask]
          let length = Double(readings)
          let sum = last.readings - before.readings
          let mean = (sum * sum).sum() / (2 * length)
          let energy = max(0, Double(last.squares &- before.squares) / Self.squareUnits - mean)
          let product = products[lag].sum() - mean / 2
          // (10 mg)²: below it movement drowns in the noise of cheap sensors; what is still must not look periodic.
          alike[lag] = Float(2 * product / (energy + 2e-4 * length))
          sizes[lag] = Float((energy / (2 * length)).squareRoot())
        }
      }
    }
  }

  // MARK: The readings

  /// The finest reading so many before the next one; `nil` where there was none.
  func finest(_ back: Int) -> SIMD4<Float>? {
    counts[0] >= back ? rings[(counts[0] - back) & (Self.kept - 1)] : nil
  }

  /// The coarsest level on which `seconds` still are `fewest` readings or more; the finest where there is none.
  func level(where seconds: Float, isAtLeast fewest: Float) -> Int {
    var level = 0
    let readings = seconds * Float(Decimator.rate)
    while level + 1 < Self.levels, readings / Float(2 << level) >= fewest { level += 1 }
    return level
  }

  /// The readings that a level keeps, oldest first, but none from before `start`, into `buffer`.
  /// - Returns: the place of the first in time (`place(of:on:)`).
  func copy(_ level: Int, from start: Double, into buffer: inout [SIMD4<Float>]) -> Int {
    buffer.removeAll(keepingCapacity: true)
    let end = counts[level]
    var first = max(0, end - Self.kept)
    let step = Double(1 << level)
    let earliest = ((start + 1.5 * (step - 1) + 1) / step - 1).rounded(.up)
    if earliest > Double(first) { first = min(end, Int(earliest)) }
    let offset = level * Self.kept
    // At most two pieces of the ring.
    let turn = min(end, (first + Self.kept) & ~(Self.kept - 1))
    let from = offset + (first & (Self.kept - 1))
    buffer.append(contentsOf: rings[from..<from + turn - first])
    buffer.append(contentsOf: rings[offset..<offset + end - turn])
    return first
  }

  /// The place of a level's reading among all readings that were added, 0 being the first: the filters are late by one and
  /// a half readings of the level before each.
  static func place(of reading: Double, on level: Int) -> Double {
    let step = Double(1 << level)
    return step * (reading + 1) - 1 - 1.5 * (step - 1)
  }
}
