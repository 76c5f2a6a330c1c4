/// Readings of three axes in g (the fourth lane is 0) at even steps, and coarser versions of the same.
///
/// Each level has half the rate of the one before; long repetitions are looked at on coarse levels, which makes all of them
/// some ten to thirty readings long and the whole work that of a few passes.
struct Levels {
  /// The readings of each level, finest first.
  let readings: [[SIMD4<Float>]]
  /// The same, averaged over three, and the sums of all of those before each: what `Similarity` asks for at every lag.
  let smooth: [[SIMD4<Float>]]
  let sums: [[SIMD4<Double>]]

  /// The levels of readings at `Decimator.rate`.
  init(_ finest: [SIMD4<Float>]) {
    var all = [finest]
    while all.count < 5, let last = all.last, last.count > 12 { all.append(Self.halved(last)) }
    readings = all
    smooth = all.map { movingMean($0, width: 3) }
    sums = smooth.map { values in
      [SIMD4<Double>](unsafeUninitializedCapacity: values.count + 1) { sums, count in
        // Double: in Float the sum over 15 minutes would lose what a small movement is.
        var sum = SIMD4<Double>.zero
        sums.initializeElement(at: 0, to: sum)
        for i in values.indices {
          sum += SIMD4<Double>(values[i])
          sums.initializeElement(at: i + 1, to: sum)
        }
        count = values.count + 1
      }
    }
  }

  /// Readings a second of a level.
  func rate(_ level: Int) -> Double { Decimator.rate / Double(1 << level) }

  /// The coarsest level on which `seconds` still are `readings` readings or more; the finest where there is none.
  func level(where seconds: Double, isAtLeast fewest: Double) -> Int {
    var level = 0
    while level + 1 < readings.count, seconds * rate(level + 1) >= fewest { level += 1 }
    return level
  }

  /// Every other reading, after a low-pass with the weights 1 4 6 4 1.
  private static func halved(_ x: [SIMD4<Float>]) -> [SIMD4<Float>] {
    let n = x.count
    return stride(from: 0, to: n, by: 2).map { i in
      let a = x[max(0, i - 2)] + x[min(n - 1, i + 2)]
      let b = x[max(0, i - 1)] + x[min(n - 1, i + 1)]
      return (a + 4 * b + 6 * x[i]) / 16
    }
  }
}

/// What a moving mean is taken of.
protocol Averaged {
  static var nothing: Self { get }
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, factor: Float) -> Self
}

extension Float: Averaged { static var nothing: Float { 0 } }
extension SIMD4<Float>: Averaged { static var nothing: SIMD4<Float> { .zero } }

/// The moving mean over about `width` readings (the nearest odd number), centred; at the ends over what there is.
///
/// The sum is carried on and taken anew every 512 readings, so that rounding does not add up over a long set.
func movingMean<Value: Averaged>(_ x: [Value], width: Double) -> [Value] {
  let half = max(0, Int(((width - 1) / 2).rounded()))
  let n = x.count
  guard half > 0, n > 0 else { return x }
  return x.withUnsafeBufferPointer { x in
    [Value](unsafeUninitializedCapacity: n) { out, count in
      func sum(around i: Int) -> Value {
        var sum = Value.nothing
        for j in max(0, i - half)...min(n - 1, i + half) { sum = sum + x[j] }
        return sum
      }
      let whole = 1 / Float(2 * half + 1)
      var total = sum(around: 0)
      for i in 0..<n {
        if i > 0, i % 512 == 0 {
          total = sum(around: i)
        } else if i > 0 {
          if i + half < n { total = total + x[i + half] }
          if i - half > 0 { total = total - x[i - half - 1] }
        }
        let isWhole = i >= half && i + half < n
        out[i] = total * (isWhole ? whole : 1 / Float(min(n, i + half + 1) - max(0, i - half)))
      }
      count = n
    }
  }
}

/// The largest value within `reach` places of each place (0 where all are negative).
func movingMaximum(_ x: [Float], reach: Int) -> [Float] {
  let n = x.count
  var out = [Float](repeating: 0, count: n)
  // Places whose values fall from the first to the last: the first is the largest of the window.
  var queue = [Int](repeating: 0, count: n)
  var (head, tail, next) = (0, 0, 0)
  for i in 0..<n {
    while next < n, next <= i + reach {
      while tail > head, x[queue[tail - 1]] <= x[next] { tail -= 1 }
      queue[tail] = next
      tail += 1
      next += 1
    }
    while queue[head] < i - reach { head += 1 }
    out[i] = max(0, x[queue[head]])
  }
  return out
}

/// The middle value; the mean of the two where there is none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The middle value, of an even number the upper of the two; 0 where there is none. The values are left in another order:
/// sorting all of them would take three times as long (C. A. R. Hoare, Algorithm 65: Find, 1961).
func middleValue(_ values: inout [Float]) -> Float {
  let wanted = values.count / 2
  return values.withUnsafeMutableBufferPointer { values in
    guard !values.isEmpty else { return 0 }
    var (first, last) = (0, values.count - 1)
    while first < last {
      let pivot = values[(first + last) / 2]
      var (i, j) = (first, last)
      while i <= j {
        while values[i] < pivot { i += 1 }
        while pivot < values[j] { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if wanted <= j {
        last = j
      } else if wanted >= i {
        first = i
      } else {
        break
      }
    }
    return values[wanted]
  }
}

/// The direction in which readings vary most: the eigenvector of the largest eigenvalue of their covariance, weighted.
///
/// Nil where nothing varies. Found by squaring the matrix eight times, which leaves (λ₂/λ₁)²⁵⁶ of the others; where two
/// directions are as good as each other it is one between them, which serves as well.
func principalDirection(of x: [SIMD4<Float>], weights: [Float]) -> SIMD4<Float>? {
  var total = 0.0
  var mean = SIMD4<Double>.zero
  for (value, weight) in zip(x, weights) where weight > 0 {
    total += Double(weight)
    mean += SIMD4<Double>(value) * Double(weight)
  }
  guard total > 0 else { return nil }
  mean /= total
  var rows = [SIMD4<Double>](repeating: .zero, count: 3)
  for (value, weight) in zip(x, weights) where weight > 0 {
    let d = SIMD4<Double>(value) - mean
    for axis in 0..<3 { rows[axis] += d * (d[axis] * Double(weight) / total) }
  }
  for _ in 0..<8 {
    let trace = rows[0][0] + rows[1][1] + rows[2][2]
    guard trace > 1e-12 else { return nil }
    let scaled = rows.map { $0 / trace }
    rows = scaled.map { row in scaled[0] * row[0] + scaled[1] * row[1] + scaled[2] * row[2] }
  }
  let best = rows.max { ($0 * $0).sum() < ($1 * $1).sum() } ?? rows[0]
  let length = (best * best).sum().squareRoot()
  guard length > 0 else { return nil }
  return SIMD4<Float>(best / length)
}
