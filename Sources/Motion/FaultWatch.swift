public import Training

/// Watches one accelerometer for what would make a count or a form wrong. Each kind is told once a set; the summary has
/// how often.
public struct FaultWatch: Sendable {
  /// Silence of a device that tells of every measurement is a gap beyond this; up to it, it is bridged.
  public static let longestBridge = Interval.milliseconds(250)
  /// And from this on a fault of its own, told while it lasts.
  public static let silence = Interval.milliseconds(10_000)

  /// What was found since `begin`, in the order of `MotionFault`.
  private var found: [SensorFault?] = Array(repeating: nil, count: MotionFault.allCases.count)
  private var untold: UInt8 = 0
  private var isRunning = false
  private var begun: Int64 = 0
  /// Gaps of up to 0.25 s since `begin`, in which samples were missing.
  public private(set) var bridgedGaps = 0

  private var stuck = StuckWatch()
  private var swap = SwapWatch()
  private var saturatedTime: Int64 = 0
  private var lastTime: Int64?
  private var lacksGravity = false
  private var isSilent = false

  /// A watch that tells nothing before `begin`.
  public init() {}

  /// A set begins: what was found before is forgotten. A sensor that has no gravity has it still.
  public mutating func begin(at: Instant) {
    for index in found.indices { found[index] = nil }
    untold = 0
    bridgedGaps = 0
    saturatedTime = 0
    isRunning = true
    isSilent = false
    begun = min(max(at.microseconds, -1 << 60), 1 << 60)
    stuck = StuckWatch()
    swap = SwapWatch()
    if lacksGravity { note(.noGravity, at: at.microseconds) }
  }

  /// The set is over; `summary` stays until the next begins.
  public mutating func end() { isRunning = false }

  /// The faults since `begin`.
  public var summary: [SensorFault] { found.compactMap { $0 } }

  /// A fault that was found since `begin` and not yet told.
  public mutating func next() -> SensorFault? {
    guard untold != 0 else { return nil }
    let index = untold.trailingZeroBitCount
    untold &= untold - 1
    return found[index]
  }

  // MARK: What the assembler tells

  mutating func note(_ kind: MotionFault, at time: Int64, length: Int64 = 0) {
    guard isRunning else { return }
    let index = Self.index(of: kind)
    let length = Interval(microseconds: length)
    if var fault = found[index] {
      fault.count += 1
      fault.longest = max(fault.longest, length)
      found[index] = fault
    } else {
      found[index] = SensorFault(kind: kind, at: Instant(microseconds: time), longest: length)
      untold |= 1 << UInt8(index)
    }
  }

  /// Nothing came between two instants; what of it lies before the set is not the set's.
  mutating func noteGap(from start: Int64, to end: Int64) {
    guard isRunning else { return }
    let start = max(start, begun)
    let length = max(0, end - start)
    // A silence that was told while it lasted: now its length is known.
    if isSilent, let known = found[Self.index(of: .silent)]?.longest {
      found[Self.index(of: .silent)]?.longest = max(known, Interval(microseconds: length))
    } else if length >= Self.silence.microseconds {
      note(.silent, at: start, length: length)
    }
    isSilent = false
    if length > Self.longestBridge.microseconds {
      note(.gap, at: start, length: length)
    } else {
      bridgedGaps += 1
    }
  }

  /// Nothing has come since an instant.
  mutating func noteSilence(since last: Int64, until now: Int64) {
    let start = max(last, begun)
    guard isRunning, !isSilent, now - start >= Self.silence.microseconds else { return }
    isSilent = true
    note(.silent, at: start, length: now - start)
  }

  mutating func noteGravity(isMissing: Bool, at time: Int64) {
    guard isMissing, !lacksGravity else { return }
    lacksGravity = true
    note(.noGravity, at: time)
  }

  @inline(__always)
  mutating func add(
    _ sample: SIMD3<Float>, raw: SIMD3<Int32>, isSaturated: Bool, at time: Int64
  ) {
    guard isRunning else { return }
    // Between samples far apart nothing is known of the rail.
    let step = min(max(0, time - (lastTime ?? time)), 100_000)
    lastTime = time
    if isSaturated {
      let before = saturatedTime
      saturatedTime += step
      if before < 100_000, saturatedTime >= 100_000 { note(.saturated, at: time) }
    }
    if stuck.add(sample, raw: raw, at: time) { note(.stuckAxis, at: time) }
    if let swapped = swap.add(sample, at: time) { note(.orientationSwap, at: swapped) }
  }

  private static func index(of kind: MotionFault) -> Int {
    switch kind {
    case .stuckAxis: 0
    case .saturated: 1
    case .noGravity: 2
    case .orientationSwap: 3
    case .timeBackwards: 4
    case .silent: 5
    case .gap: 6
    }
  }
}
