/// Finds axes that change places or signs: a step from one sample to the next that no movement makes.
///
/// The thresholds are our own. A step is a candidate where it is at least 0.7 g within 60 ms (a slower sensor does not
/// tell a turn from a step), and at least three times what lies between any two samples in the quarter of a second before it.
/// It stands where the quarter of a second after it is as smooth, and where the means of the second before and of the two
/// seconds after it lie at least 40° apart. A blow comes back, a turn of the body is made of many small steps.
struct SwapWatch: Sendable {
  private static let smooth: Int64 = 250_000
  private static let lasting: Int64 = 2_000_000

  private var last: (sample: SIMD3<Float>, at: Int64)?
  /// The mean of about the last second, by exponential forgetting, and how long it has been fed.
  private var mean = SIMD3<Float>.zero
  private var fed: Int64 = 0
  /// The greatest step in the running quarter of a second, and in the one before.
  private var steps: (now: Float, before: Float) = (0, 0)
  private var stepsSince: Int64 = 0
  private var candidate: Candidate?

  private struct Candidate {
    var at: Int64
    var step: Float
    var before: SIMD3<Float>
    var sum = SIMD3<Float>.zero
    var count: Float = 0
  }

  /// When the axes were swapped, once that is certain.
  @inline(__always)
  mutating func add(_ sample: SIMD3<Float>, at time: Int64) -> Int64? {
    guard let last else {
      self.last = (sample, time)
      mean = sample
      return nil
    }
    let passed = time - last.at
    let step = (sample - last.sample).length
    self.last = (sample, time)
    var swapped: Int64?
    if var candidate {
      candidate.sum += sample
      candidate.count += 1
      if time - candidate.at <= Self.smooth, step > candidate.step / 3 {
        self.candidate = nil
      } else if time - candidate.at >= Self.lasting {
        if let a = candidate.before.unit, let b = (candidate.sum / candidate.count).unit,
          degrees(between: a, and: b) >= 40
        {
          swapped = candidate.at
        }
        self.candidate = nil
      } else {
        self.candidate = candidate
      }
    } else if step >= 0.7, passed <= 60_000, fed >= 1_000_000, step >= 3 * max(steps.now, steps.before) {
      candidate = Candidate(at: time, step: step, before: mean)
    }
    let seconds = Float(min(max(0, passed), 1_000_000)) / 1e6
    mean += (sample - mean) * (seconds / (0.5 + seconds))
    fed = min(fed + max(0, passed), 10_000_000)
    if time - stepsSince > Self.smooth {
      steps = (step, steps.now)
      stepsSince = time
    } else {
      steps.now = max(steps.now, step)
    }
    return swapped
  }
}
