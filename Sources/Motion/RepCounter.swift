public import Training

/// Counts the repetitions of one set from an accelerometer's samples, wherever it is strapped.
///
/// No exercise is known to it and nothing is learnt: a repetition is what the sensor's movement repeats. Samples are
/// brought to 20 readings a second as they come; the final count looks at all of them. At most `longest` is kept: 15
/// minutes are 288 kB.
public struct RepCounter: Sendable {
  /// The longest set, in seconds: what comes later is not counted.
  public static let longest = 900.0

  private var decimator = Decimator()
  private var readings: [SIMD4<Float>] = []
  private(set) var live = LiveCounter()
  private var began: Instant?

  /// A counter; samples before `begin` are a set's too.
  public init() {
    readings.reserveCapacity(Self.capacity)
  }

  private static let capacity = Int(longest * Decimator.rate)

  /// A set begins: what came before is forgotten. Samples from before `at` are left out.
  public mutating func begin(at: Instant) {
    decimator = Decimator()
    readings.removeAll(keepingCapacity: true)
    live.begin(at: at)
    began = at
  }

  /// A sample, in order of time. What is not finite or goes back in time is left out.
  public mutating func add(_ sample: MotionSample) {
    if let began, sample.at < began { return }
    let before = readings.count
    decimator.add(sample, to: &readings, limit: Self.capacity)
    guard let origin = decimator.origin else { return }
    // Of a long silence the end will do: over it nothing goes on.
    for i in max(before, readings.count - Self.bridged)..<readings.count {
      let at = Instant(microseconds: origin + Decimator.offset(of: Double(i)))
      live.add(MotionSample(at: at, x: readings[i].x, y: readings[i].y, z: readings[i].z))
    }
  }

  /// Readings of the longest silence that is bridged.
  private static let bridged = Int(Double(Decimator.longestBridge) / 1e6 * Decimator.rate)

  /// Whether `longest` is over, and nothing is counted any more.
  var isFull: Bool { readings.count >= Self.capacity }

  /// The live count: repetitions that are complete, told about half a repetition late, of the first two with the second. It
  /// may be corrected, upwards or downwards.
  public var count: Int { live.count }

  /// Whether what the live count counts now has another period or height by far than what it counted before.
  public var isUnlikeBefore: Bool { live.isUnlikeBefore }

  /// When the last repetition of the live count ended; nil where there is none.
  public var lastRepAt: Instant? { live.lastRepAt }

  /// When the sensor last moved by more than a resting hand does; nil where it has not.
  public var lastMovedAt: Instant? { live.lastMovedAt }

  /// The final count, from everything since `begin` up to `at`.
  public mutating func finish(at: Instant) -> RepCount {
    guard let origin = decimator.origin else { return .none }
    let (length, overflow) = at.microseconds.subtractingReportingOverflow(origin)
    guard !overflow, length > 0 else { return .none }
    let within = Interval(microseconds: length).seconds * Decimator.rate + 1
    let counted = Array(readings.prefix(Int(min(within, Double(Self.capacity)))))
    return FinalCount(counted).details(of: counted, origin: Instant(microseconds: origin))
  }
}
