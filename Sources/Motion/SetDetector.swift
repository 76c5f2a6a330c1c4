public import Training

/// Finds sets in all that a sensor sees, from the movement alone: what repeats itself for about three and a half repetitions
/// is a set, until it stops.
///
/// It would rather miss a set than begin one where somebody walks, racks a bar or talks with their hands. Repetitions of 1
/// to 7.6 s; those as short as a stride only where they are twice as vigorous as walking, and smooth. Constant memory.
///
/// While the repetitions of a set are counted, it looks at the movement that their counter keeps, so that nothing is worked
/// out twice, and goes on with that when the set is over.
public struct SetDetector: Sendable {
  /// What became known by a sample.
  public enum Change: Hashable, Sendable {
    /// A set began, with its first repetition.
    case began(at: Instant)
    /// It ended, with its last repetition.
    case ended(at: Instant)
  }

  private enum State {
    case idle
    /// A period in seconds, how much the sensor moves, g, and the reading (its number in `motion`) that was periodic last.
    case inSet(period: Float, size: Float, periodicAt: Int)
    /// A set was ended by other means: until that movement is over there is no other.
    case waiting(calmSince: Int?)
  }

  /// Whether it looks at a counter's movement, `motion` meanwhile being nobody's.
  private(set) var isFollowing = false
  /// At how many readings it looked at that last.
  private var followedTo = 0

  private var state = State.idle
  private var decimator = Decimator()
  private var fresh: [SIMD4<Float>] = []
  private var motion = RecentMotion()
  private var window = SwingWindow()
  /// For each lag, for how many looks it has been what repeats itself.
  private var runs: [Int]
  /// How alike its last two stretches are, and were in the last seconds; 0 where they hardly move.
  private var alike: [Float]
  private var usual: [Float]
  /// How much it moves in them, g.
  private var sizes: [Float]
  /// The latest readings, reading i at i % `keptReadings`.
  private var kept: [SIMD4<Float>] = []
  /// How many readings came before the first that `motion` has.
  private var forgotten = 0
  private var lastAt: Instant?
  /// The last sample before the readings began.
  private var beganAt: Instant?

  /// Readings that are kept for `recent`: 60 s.
  private static let keptReadings = 1_200
  /// A look every so many readings: 5 a second.
  private static let pace = 4
  /// In a set, whose end is dated back and may be seen later.
  private static let paceInSet = 8
  private static let looksASecond = Float(Decimator.rate) / Float(pace)
  /// Up to 7.6 s.
  private static let lags = 4 * RecentMotion.lags.count

  /// A detector that has seen nothing yet.
  public init() {
    runs = Array(repeating: 0, count: Self.lags)
    alike = Array(repeating: 0, count: Self.lags)
    usual = alike
    sizes = alike
    kept.reserveCapacity(Self.keptReadings)
    fresh.reserveCapacity(128)
  }

  /// Readings from look to look.
  private var pace: Int { if case .inSet = state { Self.paceInSet } else { Self.pace } }

  private var count: Int { forgotten + motion.count }

  /// Takes a sample of the sensor, of any rate, in order of time.
  public mutating func add(_ sample: MotionSample) -> Change? {
    var change: Change?
    switch passed(to: sample.at) {
    case .nothing: return nil
    case .step: break
    case .silence:
      // Nothing goes on over such a silence.
      if case .inSet(let period, _, let periodicAt) = state {
        change = .ended(at: time(of: lastEnd(period, periodicAt, motion)))
      }
      restart()
      state = .idle
      beginStream()
    }
    fresh.removeAll(keepingCapacity: true)
    decimator.add(sample, to: &fresh, limit: 128)
    for reading in fresh {
      let place = count % Self.keptReadings
      if place < kept.count { kept[place] = reading } else { kept.append(reading) }
      motion.add(reading)
      if motion.count % pace == 0, let seen = look() { change = seen }
    }
    return change
  }

  private enum Passed { case nothing, step, silence }

  /// What time has passed to the sample of an instant.
  private mutating func passed(to at: Instant) -> Passed {
    guard let last = lastAt else {
      lastAt = at
      return .step
    }
    let (step, overflow) = at.microseconds.subtractingReportingOverflow(last.microseconds)
    guard step > 0 || overflow else { return .nothing }
    lastAt = at
    return overflow || step > Decimator.longestBridge ? .silence : .step
  }

  /// Forgets the readings, and begins new ones with the next sample.
  private mutating func beginStream() {
    beganAt = lastAt
    decimator = Decimator()
    kept.removeAll(keepingCapacity: true)
    forgotten = -motion.count
  }

  /// The set was ended by other means, or was none: what moves now begins no set, but for what begins after a break.
  public mutating func setEnded() { state = .waiting(calmSince: nil) }

  // MARK: The counter's movement

  /// Whether it can look at the movement of a counter that has so many readings: a set is known, and both of the stretches that
  /// have to be alike are in it.
  func canFollow(_ count: Int) -> Bool {
    guard case .inSet(let period, _, _) = state else { return false }
    return isEnough(count, period)
  }

  /// Whether so many readings are two periods.
  private func isEnough(_ count: Int, _ period: Float) -> Bool {
    Float(count) >= 2 * period * Float(Decimator.rate)
  }

  /// A sample of a set whose repetitions are counted, before the counter takes it. The counter stays as it is: `inout`
  /// keeps it from being copied for each sample.
  mutating func follow(_ counter: inout RepCounter, to at: Instant) -> Change? {
    guard case .inSet(let period, let size, var periodicAt) = state else { return nil }
    let count = counter.live.motion.count
    if !isFollowing {
      isFollowing = true
      followedTo = count
      periodicAt += count - motion.count
      state = .inSet(period: period, size: size, periodicAt: periodicAt)
      restart()
    }
    var place: Double?
    switch passed(to: at) {
    case .nothing: return nil
    case .silence:
      place = lastEnd(period, periodicAt, counter.live.motion)
      state = .idle
    case .step:
      guard count - followedTo >= Self.paceInSet else { return nil }
      followedTo = count
      place = goOn(period, size, periodicAt, counter.live.motion)
    }
    guard let place else { return nil }
    return .ended(at: counter.live.time(of: place) ?? at)
  }

  /// Looks at what the sensor sends by itself again, and goes on with the counter's movement.
  mutating func stopFollowing(_ counter: LiveCounter) {
    guard isFollowing else { return }
    isFollowing = false
    // What ended the set by itself has nothing to go on with.
    if case .inSet(let period, let size, let periodicAt) = state {
      motion = counter.motion
      state = .inSet(period: period, size: size, periodicAt: min(periodicAt, motion.count))
    }
    beginStream()
  }

  /// The readings since an instant that are still kept: the latest 60 s at 20 a second.
  public func recent(since: Instant) -> [MotionSample] {
    guard decimator.origin != nil else { return [] }
    return (max(0, count - kept.count)..<count).compactMap { i in
      let at = time(of: Double(i - forgotten))
      guard at >= since else { return nil }
      let value = kept[i % Self.keptReadings]
      return MotionSample(at: at, x: value.x, y: value.y, z: value.z)
    }
  }

  /// The time of a reading of `motion`.
  private func time(of place: Double) -> Instant {
    Instant(
      microseconds: (decimator.origin ?? beganAt?.microseconds ?? 0)
        + Decimator.offset(of: Double(forgotten) + place))
  }

  /// Forgets what was periodic.
  private mutating func restart() {
    forgotten += motion.count
    motion.reset()
    window.reset()
    for i in runs.indices { (runs[i], alike[i], usual[i], sizes[i]) = (0, 0, 0, 0) }
  }

  private mutating func look() -> Change? {
    switch state {
    case .idle:
      measure(motion, 0..<Self.lags)
      let share = 1 / (SetLimits.usual * Self.looksASecond)
      usual.withUnsafeMutableBufferPointer { usual in
        alike.withUnsafeBufferPointer { alike in
          for lag in usual.indices { usual[lag] += (alike[lag] - usual[lag]) * share }
        }
      }
      return begin()
    case .inSet(let period, let size, let periodicAt):
      guard let place = goOn(period, size, periodicAt, motion) else { return nil }
      let at = time(of: place)
      restart()
      return .ended(at: at)
    case .waiting(let calmSince):
      measure(motion, 0..<Self.lags)
      let calmSince = calmSince ?? motion.count
      if (alike.max() ?? 0) > SetLimits.goesOn {
        state = .waiting(calmSince: nil)
      } else if Float(motion.count - calmSince) >= SetLimits.calm * Float(Decimator.rate) {
        restart()
        state = .idle
      } else {
        state = .waiting(calmSince: calmSince)
      }
      return nil
    }
  }

  private mutating func measure(_ motion: RecentMotion, _ lags: Range<Int>) {
    motion.measure(lags, &alike, &sizes)
    for lag in lags where sizes[lag] < SetLimits.leastSize { alike[lag] = 0 }
  }

  // MARK: The beginning

  private mutating func begin() -> Change? {
    var isAny = false
    runs.withUnsafeMutableBufferPointer { runs in
      alike.withUnsafeBufferPointer { alike in
        var (before, here): (Float, Float) = (0, alike[0])
        for lag in alike.indices {
          let next = lag + 1 < alike.count ? alike[lag + 1] : 0
          runs[lag] = max(before, here, next) >= SetLimits.alike ? runs[lag] + 1 : 0
          (before, here) = (here, next)
          isAny = isAny || runs[lag] > 0
        }
      }
    }
    // Most of the time nothing repeats itself.
    guard isAny, let found = foundLag() else { return nil }
    let period = motion.seconds[found]
    state = .inSet(period: period, size: sizes[found], periodicAt: motion.count)
    // When its first two repetitions were seen to be alike.
    let estimate =
      Double(motion.count) - Double(Float(runs[found]) / Self.looksASecond + 2 * period) * Decimator.rate
    let length = Double(period) * Decimator.rate
    window.reset()
    window.look(at: motion, period: period, since: max(0, estimate - 2 * length))
    var start = estimate
    if let first = window.run.lastIndex(where: \.isFirst) { start = window.run[first].place }
    start = max(0, min(max(start, estimate - 2 * length), estimate + length))
    return .began(at: time(of: start))
  }

  /// The shortest lag that a set repeats itself after.
  private func foundLag() -> Int? {
    alike.indices.first {
      motion.seconds[$0] >= SetLimits.shortest && isLongEnough($0) && isFundamental($0)
    }
  }

  private func isLongEnough(_ lag: Int) -> Bool {
    let repetitions = Float(runs[lag]) / (Self.looksASecond * motion.seconds[lag])
    guard repetitions >= SetLimits.repetitions else { return false }
    // What lasts may lie beside the period itself: by a fifth, which is five lags at most.
    var best = lag
    for i in max(0, lag - 5)...min(alike.count - 1, lag + 5)
    where alike[i] > alike[best] && abs(motion.seconds[i] - motion.seconds[lag]) <= 0.25 * motion.seconds[lag]
    {
      best = i
    }
    guard motion.seconds[best] <= SetLimits.longestStride else { return true }
    return sizes[best] >= SetLimits.strideSize && repetitions >= SetLimits.fastRepetitions
      && smoothness(motion.seconds[best]) >= SetLimits.strideSmoothness
  }

  /// The share of the latest movement that is left when it is averaged over a third of a period, 0…1. A foot's fall is not.
  private func smoothness(_ period: Float) -> Float {
    let length = Double(period) * Decimator.rate
    var latest: [SIMD4<Float>] = []
    _ = motion.copy(0, from: Double(motion.count) - 4 * length, into: &latest)
    func energy(_ x: [SIMD4<Float>]) -> Float {
      let mean = x.reduce(.zero, +) / Float(max(1, x.count))
      return x.reduce(0) { $0 + (($1 - mean) * ($1 - mean)).sum() }
    }
    return energy(movingMean(latest, width: length / 3)) / max(energy(latest), .leastNormalMagnitude)
  }

  /// Whether nothing shorter repeats itself as well: what repeats itself after a period does so after two.
  private func isFundamental(_ lag: Int) -> Bool {
    var i = 0
    while motion.seconds[i] < 0.75 * motion.seconds[lag] {
      if max(alike[i], usual[i]) >= SetLimits.nearly * alike[lag] { return false }
      i += 1
    }
    return true
  }

  // MARK: The end

  /// - Returns: the end of the set in the movement, where it has ended.
  private mutating func goOn(_ period: Float, _ size: Float, _ periodicAt: Int, _ motion: RecentMotion)
    -> Double?
  {
    // Of a set that is counted anew there is less than what can be alike.
    guard isEnough(motion.count, period) else {
      state = .inSet(period: period, size: size, periodicAt: motion.count)
      return nil
    }
    let seconds = motion.seconds
    var (first, end) = (0, Self.lags)
    while seconds[first] < SetLimits.tempos.lowerBound * period { first += 1 }
    while seconds[end - 1] > SetLimits.tempos.upperBound * period { end -= 1 }
    measure(motion, first..<end)
    var best: Int?
    for lag in first..<end
    where alike[lag] >= SetLimits.goesOn && sizes[lag] >= SetLimits.smallest * size {
      if best == nil || alike[lag] > alike[best!] { best = lag }
    }
    if let best {
      // The tempo may change, but not at once: a pause is no tempo.
      let near = abs(seconds[best] - period) < 0.3 * period
      state = .inSet(
        period: near ? period + (seconds[best] - period) * 0.1 : period,
        size: near ? size + (sizes[best] - size) * 0.05 : size, periodicAt: motion.count)
      return nil
    }
    let silence = Float(motion.count - periodicAt) / Float(Decimator.rate)
    guard silence >= SetLimits.missed * period + SetLimits.patience else { return nil }
    state = .idle
    return lastEnd(period, periodicAt, motion)
  }

  /// The end of the last repetition before a reading that was periodic last, in the movement.
  private mutating func lastEnd(_ period: Float, _ periodicAt: Int, _ motion: RecentMotion) -> Double {
    let length = Double(period) * Decimator.rate
    let latest = Double(periodicAt)
    window.look(at: motion, period: period, since: max(0, latest - 6 * length))
    let inside = window.run.filter { $0.place <= latest + 0.3 * length && $0.place >= latest - length }
    return max(0, inside.last?.place ?? latest - 0.4 * length)
  }
}
