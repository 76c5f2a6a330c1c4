internal import Training

/// Brings samples of any rate, with jitter and gaps, to `Decimator.rate` readings a second.
///
/// The samples are joined by straight lines, and the mean of that line over each 25 ms is taken, so that nothing depends on
/// how the samples lie in time; four such means weighted 1 2 2 1 (means over 50 ms and 75 ms in a row, their zeros at 20
/// and 13.3 Hz) become a reading, two steps further the next one. Delay: 50 ms and what lies between two samples.
struct Decimator: Sendable {
  /// Readings a second.
  static let rate = 20.0
  /// µs from one mean to the next; two of them are a step between readings.
  private static let slot: Int64 = 25_000
  /// Silence up to here is bridged by a straight line; in a longer one the last reading stands.
  static let longestBridge: Int64 = 5_000_000

  /// 70,000 years on any clock, in µs: no sum of two such times overflows.
  private static let endOfTime: Int64 = 1 << 61

  /// The start of the first slot, in µs: the first sample.
  private(set) var origin: Int64?
  private var last = SIMD4<Float>.zero
  private var lastAt: Int64 = 0
  /// The open slot: its start, the area under the line so far (g·µs).
  private var slotStart: Int64 = 0
  private var area = SIMD4<Float>.zero
  /// The last four means, oldest first.
  private var recent = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
  /// How many slots were closed.
  private var slots = 0

  /// Adds a sample and appends the readings that are complete by it to `readings`, which never grows beyond `limit`.
  ///
  /// What is no number, beyond 1000 g, or not later than the sample before, is left out. Values are held within ±64 g.
  mutating func add(_ sample: MotionSample, to readings: inout [SIMD4<Float>], limit: Int) {
    guard abs(sample.x) < 1_000, abs(sample.y) < 1_000, abs(sample.z) < 1_000 else { return }
    let value = SIMD4(
      min(max(sample.x, -64), 64), min(max(sample.y, -64), 64), min(max(sample.z, -64), 64), 0)
    let at = sample.at.microseconds
    guard readings.count < limit, at > -Self.endOfTime, at < Self.endOfTime else { return }
    guard origin != nil else {
      (origin, slotStart, last, lastAt) = (at, at, value, at)
      return
    }
    let gap = at - lastAt
    guard gap > 0 else { return }
    if gap > Self.longestBridge {
      bridge(to: at, readings: &readings, limit: limit)
    } else {
      let slope = (value - last) / Float(gap)
      while lastAt < at {
        let end = min(at, slotStart + Self.slot)
        let span = Float(end - lastAt)
        let next = end == at ? value : last + slope * span
        area += (last + next) * (span / 2)
        (last, lastAt) = (next, end)
        if end == slotStart + Self.slot { close(readings: &readings, limit: limit) }
      }
    }
    (last, lastAt) = (value, at)
  }

  /// Closes the open slot.
  private mutating func close(readings: inout [SIMD4<Float>], limit: Int) {
    let mean = area / Float(Self.slot)
    if slots == 0 { recent = (mean, mean, mean, mean) }
    recent = (recent.1, recent.2, recent.3, mean)
    slots += 1
    if slots % 2 == 0, readings.count < limit {
      readings.append((recent.0 + 2 * (recent.1 + recent.2) + recent.3) / 6)
    }
    area = .zero
    slotStart += Self.slot
  }

  /// A long silence: the last reading stands until `at`. Costs what appending the readings does, whatever its length.
  private mutating func bridge(to at: Int64, readings: inout [SIMD4<Float>], limit: Int) {
    let missing = (at - slotStart) / Self.slot
    let pairs = missing / 2
    readings.append(
      contentsOf: repeatElement(last, count: max(0, min(Int(clamping: pairs), limit - readings.count))))
    slotStart += pairs * 2 * Self.slot
    slots += Int(clamping: pairs * 2)
    recent = (last, last, last, last)
    while slotStart + Self.slot <= at {
      area = last * Float(Self.slot)
      close(readings: &readings, limit: limit)
    }
    area = last * Float(at - slotStart)
  }

  /// The time of a reading, in µs after `origin`: the middle of its four means.
  static func offset(of reading: Double) -> Int64 {
    Int64((reading * 2 * Double(slot)).rounded())
  }
}
