/// Dates an accelerometer's frames from two clocks: the kernel's time of arrival, which is late by what the way took, and
/// the device's own `MSC_TIMESTAMP`, which counts as it likes.
///
/// Two ways of dating, both never later than the arrival, always forward, and bound to the arrival so that nothing adds up:
///
/// - **By stamp**, once the stamps have kept pace with the arrivals for 2 s (±1 %): the stamp plus the least delay of the
///   last 2 to 4 s. Jitter of the way (Bluetooth) is gone; the drift of two quartzes moves the least delay along.
/// - **By arrival** otherwise. Frames that arrive together are a burst and lie one step before each other: the step is that
///   of their stamps, or the bursts' distance over the number in a burst.
///
/// The second is not only for devices without stamps. hid-nintendo makes its stamps up: it adds the report's length before
/// each report and a third of it after each of the three samples (`joycon_parse_imu_report` in
/// drivers/hid/hid-nintendo.c), so that they are right within a report, but run at twice the time over all, and do not
/// stop for lost reports. A recording of a real Joy-Con shows it: 15 ms of arrival, 30 ms of stamps.
struct SampleClock: Sendable {
  /// What became of a frame.
  enum Outcome: Equatable {
    /// Its time in µs, and how long after the frame before it arrived.
    case dated(Int64, afterSilenceOf: Int64)
    /// There is no time left between the last one and its arrival.
    case noRoom
    /// It says to be from before the last one.
    case backwards
  }

  /// Beyond this difference of the two clocks within one frame, one of them jumped.
  private static let jump: Int64 = 250_000
  /// The stamps are compared with the arrivals over this long.
  private static let trial: Int64 = 2_000_000

  /// The last frame's arrival, µs; `nil` before the first.
  private(set) var lastArrival: Int64?
  /// The last sample's time, µs.
  private(set) var lastTime: Int64 = 0
  /// Whether the last stamp stood behind the one before it.
  private(set) var stampWentBack = false

  // By stamp.
  private var lastStamp: UInt32?
  private var stampTime: Int64 = 0
  private var trialStart: (arrival: Int64, stamp: Int64)?
  private(set) var trustsStamps = false
  private var leastDelay: (now: Int64, before: Int64) = (.max, .max)
  private var delaySince: Int64 = 0

  // By arrival.
  private var burstStart: Int64 = 0
  private var burstCount = 1
  private var typicalCount: Double?
  private var burstPeriod: Double?
  private var innerStep: Double?

  mutating func date(arrival: Int64, stamp: UInt32?) -> Outcome {
    stampWentBack = false
    guard let lastArrival else {
      self.lastArrival = arrival
      lastStamp = stamp
      burstStart = arrival
      lastTime = arrival
      startTrial(at: arrival)
      return .dated(arrival, afterSilenceOf: 0)
    }
    let passed = arrival - lastArrival
    if passed < 0 { return .backwards }
    self.lastArrival = arrival
    let stampPassed = self.stampPassed(stamp, arrivalPassed: passed)
    noteBurst(arrival: arrival, passed: passed, stampPassed: stampPassed)
    noteStamp(arrival: arrival, passed: passed, stampPassed: stampPassed)
    var time = trustsStamps ? stampTime + min(leastDelay.now, leastDelay.before) : timeByArrival(arrival)
    time = min(arrival, max(time, lastTime + 1))
    guard time > lastTime else { return .noRoom }
    lastTime = time
    return .dated(time, afterSilenceOf: passed)
  }

  // MARK: Stamps

  /// How far the stamp moved, unwrapped; `nil` without one, or where it went back.
  private mutating func stampPassed(_ stamp: UInt32?, arrivalPassed: Int64) -> Int64? {
    guard let stamp else { return nil }
    guard let last = lastStamp else {
      lastStamp = stamp
      return nil
    }
    lastStamp = stamp
    let forward = Int64(stamp &- last)
    // The turn of the counter that lies nearest to the arrival: it turns every 71 minutes.
    let turns = max(0, (arrivalPassed - forward + (1 << 31)) >> 32)
    if turns == 0, forward >= 1 << 31 {
      stampWentBack = true
      return nil
    }
    return forward + turns << 32
  }

  private mutating func noteStamp(arrival: Int64, passed: Int64, stampPassed: Int64?) {
    guard let stampPassed, abs(stampPassed - passed) <= Self.jump else {
      // No stamp, or a jump of one clock: what was learnt of the pair is over.
      startTrial(at: arrival)
      return
    }
    stampTime += stampPassed
    let delay = arrival - stampTime
    if arrival - delaySince > Self.trial {
      leastDelay = (delay, leastDelay.now)
      delaySince = arrival
    } else {
      leastDelay.now = min(leastDelay.now, delay)
    }
    guard let start = trialStart, arrival - start.arrival >= Self.trial else { return }
    let length = arrival - start.arrival
    // 20 ms for the jitter of either end.
    trustsStamps = abs(stampTime - start.stamp - length) <= length / 100 + 20_000
    trialStart = (arrival, stampTime)
  }

  private mutating func startTrial(at arrival: Int64) {
    trustsStamps = false
    stampTime = 0
    trialStart = (arrival, 0)
    leastDelay = (arrival, .max)
    delaySince = arrival
  }

  // MARK: Arrival

  private mutating func noteBurst(arrival: Int64, passed: Int64, stampPassed: Int64?) {
    let isTogether: Bool
    if let stampPassed, stampPassed > 0 {
      isTogether = passed < 1_000 && stampPassed / 4 >= passed
    } else {
      isTogether = passed < 300
    }
    if isTogether {
      burstCount += 1
      if let stampPassed, stampPassed > 0, stampPassed < Self.jump {
        let known = innerStep ?? Double(stampPassed)
        innerStep = known + (Double(stampPassed) - known) / 8
      }
      return
    }
    let count = typicalCount ?? Double(burstCount)
    typicalCount = count + (Double(burstCount) - count) / 8
    let period = Double(arrival - burstStart)
    if let known = burstPeriod {
      if period < 4 * known { burstPeriod = known + (period - known) / 8 }
    } else if period < Double(Self.jump) {
      burstPeriod = period
    }
    burstStart = arrival
    burstCount = 1
  }

  /// One step after the last, but no further behind the arrival than two bursts, which may have come together.
  private func timeByArrival(_ arrival: Int64) -> Int64 {
    guard let typicalCount, typicalCount >= 1.5, let burstPeriod else { return arrival }
    let count = typicalCount.rounded()
    let even = burstPeriod / count
    let step = min(innerStep ?? even, 1.5 * even)
    return max(lastTime + Int64(step), arrival - Int64((2 * count - 1) * step))
  }
}
