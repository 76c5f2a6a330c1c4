/// The swings of the latest readings, as one period sees them: from one turning point to the next, two of them a repetition.
///
/// What the final count does with all of a set, this does with at most `RecentMotion.kept` readings, in some ten passes:
/// the direction of greatest variance, without what is slower than the period, smoothed over a third of it, its turning
/// points, and of these the runs whose swings are alike. Its buffers are kept from look to look.
struct SwingWindow: Sendable {
  /// A turning point.
  struct Turn: Sendable {
    /// Among all readings ever added, 0 being the first.
    var place: Double
    var isHigh: Bool
    /// How far the signal moved to it from the turning point before, g.
    var height: Float
    /// Whether the swing that leads to it is none of the run's.
    var isFirst = false
  }

  /// The turning points of all swings that are alike, in order; each run of them begins with one that `isFirst`.
  private(set) var run: [Turn] = []
  /// Whether a repetition ends at the high ones.
  private(set) var restsHigh = false

  private var direction = SIMD4<Float>(1, 0, 0, 0)
  /// The usual height of a swing, g.
  private(set) var height: Float = 0
  private var x: [SIMD4<Float>] = []
  private var signal: [Float] = []
  private var spare: [Float] = []
  private var turns: [Turn] = []
  private var values: [Float] = []
  private var shapes = SwingShapes()

  /// What moves less is not counted, g: 2° of tilt. Holdfast's own.
  private static let leastHeight: Float = 0.03
  /// A period is looked at on a level where it is so many readings or more. The final count asks for 16: with 12 a look
  /// costs three quarters, and the live count comes out the same in 86 of 100 recorded sets instead of 87.
  private static let readings: Float = 12
  /// The share of a period's length above which two swings are one repetition; as the final count does.
  private static let shortest: Float = 0.8
  /// Swings in a row that are a run: one repetition and a half.
  private static let fewest = 3

  init() {
    x.reserveCapacity(RecentMotion.kept)
    signal.reserveCapacity(RecentMotion.kept)
    spare.reserveCapacity(RecentMotion.kept)
  }

  /// Forgets the direction and the runs.
  mutating func reset() {
    run.removeAll(keepingCapacity: true)
    direction = SIMD4(1, 0, 0, 0)
  }

  /// Looks for swings of a period, in seconds, among the readings since a place.
  /// - Returns: the place of the first reading that was looked at.
  @discardableResult
  mutating func look(at motion: RecentMotion, period: Float, since start: Double) -> Double {
    run.removeAll(keepingCapacity: true)
    let level = motion.level(where: period, isAtLeast: Self.readings)
    let first = motion.copy(level, from: start, into: &x)
    let begin = RecentMotion.place(of: Double(first), on: level)
    let length = period * Float(Decimator.rate) / Float(1 << level)
    guard Float(x.count) >= length, x.count >= 8 else { return begin }
    followDirection(length)
    project(length)
    smooth(length / 3)
    findSwings(length)
    if turns.count > 4, usualCycle() < Self.shortest * length {
      // The signal turns more than twice in a period; the mean over half of it has no second harmonic left.
      smooth(length / 2)
      findSwings(length)
    }
    guard height >= Self.leastHeight, turns.count >= 3 else { return begin }
    shapes.measure(turns, of: x, height: height, period: length)
    cut()
    for i in run.indices { run[i].place = RecentMotion.place(of: Double(first) + run[i].place, on: level) }
    return begin
  }

  // MARK: The signal

  /// Some steps of the power method from the direction of the look before, which is near.
  private mutating func followDirection(_ length: Float) {
    let half = max(1, Int(0.6 * length))
    // x², y², z²; xy, yz, zx.
    var (squares, products) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    let n = x.count
    let whole = 1 / Float(2 * half + 1)
    x.withUnsafeBufferPointer { x in
      var sum = SIMD4<Float>.zero
      for i in 0..<min(half, n) { sum += x[i] }
      for i in 0..<n {
        if i + half < n { sum += x[i + half] }
        if i > half { sum -= x[i - half - 1] }
        // Every other reading shows the direction as well.
        if i & 1 == 0 { continue }
        let isWhole = i >= half && i + half < n
        let d = x[i] - sum * (isWhole ? whole : 1 / Float(min(n, i + half + 1) - max(0, i - half)))
        squares += d * d
        products += d * SIMD4(d.y, d.z, d.x, 0)
      }
    }
    let xx = SIMD4(squares.x, products.x, products.z, 0)
    let yy = SIMD4(products.x, squares.y, products.y, 0)
    let zz = SIMD4(products.z, products.y, squares.z, 0)
    for _ in 0..<6 {
      let turned = xx * direction.x + yy * direction.y + zz * direction.z
      let size = (turned * turned).sum().squareRoot()
      // Nothing varies, or nothing along it: from another one.
      direction = size > 1e-9 ? turned / size : SIMD4(direction.z, direction.x, direction.y, 0)
    }
  }

  /// The readings along the direction, within two and a half deviations (getting into position would smear far in the
  /// filters), and without what is slower than the period.
  private mutating func project(_ length: Float) {
    let n = x.count
    if signal.count > n { signal.removeLast(signal.count - n) }
    while signal.count < n { signal.append(0) }
    if spare.count > n { spare.removeLast(spare.count - n) }
    while spare.count < n { spare.append(0) }
    let direction = direction
    signal.withUnsafeMutableBufferPointer { signal in
      x.withUnsafeBufferPointer { x in
        let origin = (x[0] * direction).sum()
        var (sum, squares): (Float, Float) = (0, 0)
        for i in 0..<n {
          let along = (x[i] * direction).sum() - origin
          sum += along
          squares += along * along
          signal[i] = along
        }
        let mean = sum / Float(n)
        let reach = 2.5 * max(0, squares / Float(n) - mean * mean).squareRoot()
        for i in 0..<n { signal[i] = min(max(signal[i], mean - reach), mean + reach) }
      }
    }
    Self.mean(of: signal, width: 1.2 * length, into: &spare)
    for i in 0..<n { signal[i] -= spare[i] }
  }

  /// Averages the signal twice.
  private mutating func smooth(_ width: Float) {
    Self.mean(of: signal, width: width, into: &spare)
    Self.mean(of: spare, width: width, into: &signal)
  }

  /// The moving mean, centred; at the ends over what there is. `out` is as long as `x`.
  private static func mean(of x: [Float], width: Float, into out: inout [Float]) {
    let n = x.count
    let half = min(n - 1, max(0, Int(((width - 1) / 2).rounded())))
    let whole = 1 / Float(2 * half + 1)
    x.withUnsafeBufferPointer { x in
      out.withUnsafeMutableBufferPointer { out in
        var sum: Float = 0
        for i in 0..<half { sum += x[i] }
        let (head, tail) = (min(half + 1, n - half), max(half + 1, n - half))
        for i in 0..<head {
          sum += x[i + half]
          out[i] = sum / Float(i + half + 1)
        }
        if head < half + 1 {
          // Shorter than the mean is wide: all of it, then what is left of it.
          for i in head..<tail { out[i] = sum / Float(n) }
        } else {
          for i in head..<tail {
            sum += x[i + half] - x[i - half - 1]
            out[i] = sum * whole
          }
        }
        for i in tail..<n {
          sum -= x[i - half - 1]
          out[i] = sum / Float(n - i + half)
        }
      }
    }
  }

  // MARK: Its turning points

  /// A first look with a fixed share of the deviation tells how high a swing is; a second takes all of 0.4 of that.
  private mutating func findSwings(_ length: Float) {
    var squares: Float = 0
    for value in signal { squares += value * value }
    height = 0
    findTurns(least: max(Self.leastHeight / 2, 1.2 * (squares / Float(signal.count)).squareRoot()), length)
    values.removeAll(keepingCapacity: true)
    for turn in turns.dropFirst() { values.append(turn.height) }
    height = middleValue(&values)
    if height >= Self.leastHeight { findTurns(least: 0.4 * height, length) }
  }

  /// The turning points, their places being those in the buffer. The last one is open: it is taken when the signal has
  /// come far enough and has not gone further for a tenth of a period.
  private mutating func findTurns(least: Float, _ length: Float) {
    turns.removeAll(keepingCapacity: true)
    var (high, low) = (0, 0)
    var rising: Bool?
    signal.withUnsafeBufferPointer { signal in
      func turn(_ at: Int, _ isHigh: Bool) -> Turn {
        let before = turns.last.map { Int($0.place) } ?? (isHigh ? low : high)
        return Turn(place: Double(at), isHigh: isHigh, height: abs(signal[at] - signal[before]))
      }
      for i in 1..<signal.count {
        let value = signal[i]
        if rising != false {
          if value > signal[high] {
            high = i
          } else if signal[high] - value >= least {
            turns.append(turn(high, true))
            (rising, low) = (false, i)
            continue
          }
        }
        if rising != true {
          if value < signal[low] {
            low = i
          } else if value - signal[low] >= least {
            turns.append(turn(low, false))
            (rising, high) = (true, i)
          }
        }
      }
      guard let rising else { return }
      let at = rising ? high : low
      let last = turn(at, rising)
      if Float(signal.count - 1 - at) >= 0.1 * length, last.height >= 0.6 * height { turns.append(last) }
    }
  }

  /// The median time of two swings, in readings.
  private mutating func usualCycle() -> Float {
    values.removeAll(keepingCapacity: true)
    for i in 2..<turns.count { values.append(Float(turns[i].place - turns[i - 2].place)) }
    return middleValue(&values)
  }

  // MARK: Its runs

  /// Cuts the runs: over one swing that does not fit, or two, a run goes on.
  private mutating func cut() {
    func fits(_ i: Int) -> Bool { i < turns.count && shapes.fits(i) }
    var i = 1
    while i < turns.count {
      guard fits(i) else {
        i += 1
        continue
      }
      var end = i
      while let next = (end + 1...end + 3).first(where: fits) { end = next }
      if end + 1 - i >= Self.fewest {
        let start = run.count
        run.append(contentsOf: turns[i - 1...end])
        run[start].isFirst = true
      }
      i = end + 1
    }
    if !run.isEmpty { restsHigh = isHighLonger() }
  }

  /// Whether the signal is high for longer than it is low: one rests where one stays.
  private func isHighLonger() -> Bool {
    var (high, low, sum): (Float, Float, Float) = (0, 0, 0)
    var (highs, lows): (Float, Float) = (0, 0)
    for turn in run {
      let value = signal[Int(turn.place)]
      if turn.isHigh {
        (high, highs) = (high + value, highs + 1)
      } else {
        (low, lows) = (low + value, lows + 1)
      }
    }
    let part = signal[Int(run[0].place)...Int(run[run.count - 1].place)]
    for value in part { sum += value }
    return sum / Float(part.count) > (high / highs + low / lows) / 2
  }
}
