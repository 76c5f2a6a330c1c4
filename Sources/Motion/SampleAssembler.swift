public import Training

/// Turns the events of an accelerometer's evdev node into samples: axes that did not change are held, each sample has
/// the time at which it was measured (`SampleClock`), units become g (`GravityScale`), and what is wrong is declared (`faults`).
///
/// A device with `MSC_TIMESTAMP` makes a frame of every measurement. One without is silent while nothing changes by more
/// than the kernel's fuzz: that is stillness, and its samples are the last one again, every 100 ms.
///
/// No event allocates, and none, whatever its values, does harm.
public struct SampleAssembler: Sendable {
  /// What is wrong with the sensor: `begin` and `end` it with each set.
  public var faults = FaultWatch()

  /// Held samples are this far apart: the slowest rate that is worth counting by.
  private static let holdStep: Int64 = 100_000
  /// No more than this is filled at once.
  private static let longestHold: Int64 = 60_000_000

  private let kind: MotionAxes.Kind
  private let least: SIMD3<Int32>
  private let most: SIMD3<Int32>
  private var clock = SampleClock()
  private var scale: GravityScale
  private var hasStamps: Bool
  private var framesWithoutStamp = 0

  // The frame.
  private var raw: SIMD3<Int32>
  private var stamp: UInt32?
  /// The axes that the sample under way has, bit by bit.
  private var seen: UInt8 = 0
  /// Whether the sample under way is a measurement: the frames of a sensor's buttons are none.
  private var isMeasured = false
  /// After `SYN_DROPPED` all up to the next `SYN_REPORT` is to be thrown away.
  private var isDropping = false
  private var hasDropped = false

  // What was handed over: the last reading, and until when it was held.
  private var lastHanded: MotionSample?
  private var held: Int64 = .min

  /// An assembler for a device's axes.
  public init(axes: MotionAxes) {
    kind = axes.kind
    scale = GravityScale(given: axes.resolution)
    hasStamps = axes.sendsTimestamps
    var least = SIMD3<Int32>(repeating: .min)
    var most = SIMD3<Int32>(repeating: .max)
    var raw = SIMD3<Int32>.zero
    for axis in 0..<3 {
      let range = axes.ranges[axis]
      raw[axis] = range.value ?? 0
      if range.maximum > range.minimum {
        least[axis] = range.minimum
        most[axis] = range.maximum
      }
    }
    self.least = least
    self.most = most
    self.raw = raw
  }

  /// Units per g in use; `nil` before the first reading.
  public var unitsPerG: Double? { scale.unitsPerG.map(Double.init) }
  /// The spread of the learnt `unitsPerG`, relative; `nil` where the driver told it. The sensor's own offset, 4–8 %, comes on top.
  public var scaleError: Double? { scale.error }
  /// When the last sample was measured; `nil` before the first.
  public var lastSample: Instant? { clock.lastArrival == nil ? nil : Instant(microseconds: clock.lastTime) }

  /// Takes an event and hands over the samples that it completes: none, or one, or held ones and one.
  public mutating func take(
    type: UInt16, code: UInt16, value: Int32, at: Instant, _ emit: (MotionSample) -> Void
  ) {
    switch type {
    case MotionCode.syn where code == MotionCode.synReport:
      endFrame(at: at, emit)
    case MotionCode.syn where code == MotionCode.synDropped:
      isDropping = true
      hasDropped = true
      startSample()
    case _ where isDropping:
      return
    case MotionCode.abs where kind != .relative:
      isMeasured = true
      if let axis = axis(of: code) { takeAxis(axis, value, at: at, emit) }
    case MotionCode.rel where kind == .relative:
      if let axis = axis(of: code) {
        isMeasured = true
        takeAxis(axis, value, at: at, emit)
      }
    case MotionCode.msc where code == MotionCode.mscTimestamp:
      if stamp != nil { endSample(at: at, emit) }
      stamp = UInt32(bitPattern: value)
      isMeasured = true
    default:
      return
    }
  }

  /// The kernel dropped events and the state was read anew, as far as it goes: the axes came as events before this.
  public mutating func resynced(at: Instant) {
    if clock.lastArrival != nil { hasDropped = true }
    isDropping = false
  }

  /// Time passed without an event: hands over held samples of a device that is silent in stillness, and declares the
  /// silence of one that is not. To be called now and then while a set runs, and before it is finished.
  public mutating func advance(to now: Instant, _ emit: (MotionSample) -> Void) {
    noteSilence(until: now)
    if !hasStamps, clock.lastArrival != nil { hold(until: Self.clamped(now), emit) }
  }

  /// Declares the silence of a device that makes a frame of every measurement, be it that nothing ever came.
  public mutating func noteSilence(until now: Instant) {
    if hasStamps { faults.noteSilence(since: clock.lastArrival ?? .min, until: Self.clamped(now)) }
  }

  // MARK: The frame

  /// The number of the axis that a code means: a subtraction in which a smaller code wraps to a large number.
  @inline(__always)
  private func axis(of code: UInt16) -> Int? {
    let axis = Int(kind == .rotational ? code &- MotionCode.absRX : code)
    return axis < 3 ? axis : nil
  }

  private mutating func takeAxis(_ axis: Int, _ value: Int32, at: Instant, _ emit: (MotionSample) -> Void) {
    // Drivers send the axes in order: one that does not come after the last begins the next sample (adxl34x empties its
    // sensor's buffer into one frame).
    if seen >> UInt8(axis) != 0 { endSample(at: at, emit) }
    if kind == .relative, seen == 0 { raw = .zero }
    seen |= 1 << UInt8(axis)
    isMeasured = true
    raw[axis] = value
  }

  private mutating func endFrame(at: Instant, _ emit: (MotionSample) -> Void) {
    if isDropping {
      isDropping = false
    } else if isMeasured {
      endSample(at: at, emit)
    }
    startSample()
  }

  private mutating func startSample() {
    stamp = nil
    seen = 0
    isMeasured = false
  }

  private mutating func endSample(at: Instant, _ emit: (MotionSample) -> Void) {
    let arrival = Self.clamped(at)
    if stamp != nil {
      hasStamps = true
      framesWithoutStamp = 0
    } else if hasStamps, !hasDropped {
      // The device could send stamps, and does not.
      framesWithoutStamp += 1
      if framesWithoutStamp > 3 { hasStamps = false }
    }
    let outcome = clock.date(arrival: arrival, stamp: stamp)
    startSample()
    if clock.stampWentBack { faults.note(.timeBackwards, at: arrival) }
    switch outcome {
    case .backwards:
      faults.note(.timeBackwards, at: arrival)
    case .noRoom:
      break
    case .dated(let time, let silence):
      noteSilence(silence, at: arrival)
      if !hasStamps { hold(until: time - Self.holdStep / 2, emit) }
      hand(over: time, emit)
    }
  }

  private mutating func noteSilence(_ silence: Int64, at arrival: Int64) {
    let isLong = silence > FaultWatch.longestBridge.microseconds
    if hasDropped || (hasStamps && isLong) { faults.noteGap(from: arrival - silence, to: arrival) }
    hasDropped = false
  }

  /// Hands over the last reading again, up to a time.
  private mutating func hold(until end: Int64, _ emit: (MotionSample) -> Void) {
    guard let last = lastHanded else { return }
    var time = max(max(held, last.at.microseconds), end - Self.longestHold)
    while time <= end - Self.holdStep {
      time += Self.holdStep
      held = time
      emit(MotionSample(at: Instant(microseconds: time), x: last.x, y: last.y, z: last.z))
    }
  }

  private mutating func hand(over time: Int64, _ emit: (MotionSample) -> Void) {
    // A held sample may have been handed over in the meantime, for a time that was thought to be past.
    guard time > held else { return }
    let units = SIMD3<Float>(raw)
    scale.add(units, at: time)
    if scale.lacksGravity { faults.noteGravity(isMissing: true, at: time) }
    let vector = units / (scale.unitsPerG ?? 1)
    let isSaturated = any(raw .<= least .| raw .>= most)
    faults.add(vector, raw: raw, isSaturated: isSaturated, at: time)
    let sample = MotionSample(at: Instant(microseconds: time), x: vector.x, y: vector.y, z: vector.z)
    lastHanded = sample
    emit(sample)
  }

  /// Any instant, near enough to zero that no difference of two overflows.
  private static func clamped(_ at: Instant) -> Int64 { min(max(at.microseconds, -1 << 60), 1 << 60) }
}
