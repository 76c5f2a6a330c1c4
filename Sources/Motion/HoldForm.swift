public import Training

/// Watches the form of an isometric hold: how still it is, how far the posture drifts, when it breaks.
///
/// The posture's reference is the mean of gravity over the first 2 s in which the body has settled (`HoldLimits`), so that a hold whose
/// tap comes before the last movement into position is not measured against that movement. All is kept by quarters of
/// a second: 15 minutes are 140 kB, reserved at `begin`; what comes later counts for the live figures only.
public struct HoldForm: Sendable {
  /// Blocks that are kept: 17 minutes.
  private static let capacity = 4_096
  /// The reference takes so many blocks.
  private static let referenceLength = 8
  /// And begins after no more than so many.
  private static let longestSettling = 40

  private var bands = BodyBands()
  private var gatherer = BlockGatherer(at: Instant(microseconds: 0))
  private var lastTime: Int64?
  private var begun: Int64 = 0
  /// The mean step between samples, s.
  private var meanStep: Float = 0

  /// The blocks since `begin`, and the number of the first one of the reference.
  private var blocks: [MotionBlock] = []
  private var referenceStart = 0
  private var reference: SIMD3<Float>?
  private var recent = RecentPosture()
  private var breaking = BreakWatch()

  /// A watch that waits for `begin`.
  public init() {}

  /// Whether form is breaking now, as far as a cue is due: the posture, or sway; not for tremor. May end, when form comes back.
  public var isBreaking: Bool { breaking.isBreaking }

  /// How far the posture is now from its first seconds, degrees, over the last second; `nil` before they are known.
  public var drift: Double? {
    guard let reference, let now = recent.direction(last: 4) else { return nil }
    return degrees(between: reference, and: now)
  }

  /// A hold begins: what came before is forgotten.
  public mutating func begin(at: Instant) {
    let at = Self.clamped(at)
    gatherer = BlockGatherer(at: at)
    begun = at.microseconds
    lastTime = nil
    meanStep = 0
    blocks.removeAll(keepingCapacity: true)
    blocks.reserveCapacity(Self.capacity)
    referenceStart = 0
    reference = nil
    recent = RecentPosture()
    breaking = BreakWatch()
  }

  /// A sample, in order of time; one that is from before the last, or no number, is left out.
  /// - Returns: whether form begins to break with it: true once a breaking, for the cue.
  @discardableResult
  public mutating func add(_ sample: MotionSample) -> Bool {
    guard let vector = sample.vector else { return false }
    let time = Self.clamped(sample.at).microseconds
    guard time >= begun else { return false }
    guard let lastTime else {
      self.lastTime = time
      // Blocks are counted from the first sample on, so that there is none without.
      begun = time
      gatherer = BlockGatherer(at: Instant(microseconds: time))
      bands.settle(at: vector)
      return false
    }
    guard time > lastTime else { return false }
    self.lastTime = time
    let step = Float(time - lastTime) / 1e6
    // Over a gap the filters begin anew: what happened in it is not known.
    if step > 1 { bands.settle(at: vector) }
    let bounded = min(step, 0.25)
    meanStep += (bounded - meanStep) * (meanStep == 0 ? 1 : 0.02)
    let parts = bands.part(vector, step: bounded)
    var isNew = false
    if time - gatherer.start >= MotionBlock.length { isNew = takeBlocks(until: time) }
    gatherer.add(vector, parts)
    return isNew
  }

  private mutating func takeBlocks(until time: Int64) -> Bool {
    var isNew = false
    while let block = gatherer.next(until: time) {
      if take(block) { isNew = true }
    }
    return isNew
  }

  private mutating func take(_ block: MotionBlock) -> Bool {
    if blocks.count < Self.capacity { blocks.append(block) }
    recent.add(block)
    if reference == nil { seekReference() }
    guard let reference else { return false }
    return breaking.add(block, recent: recent, reference: reference)
  }

  /// The reference begins anew with each block that is not still.
  private mutating func seekReference() {
    let count = blocks.count
    guard count > 0 else { return }
    let isPatient = count <= Self.longestSettling
    if isPatient, count > 1, isUnsettled(count - 1) {
      referenceStart = count
      recent = RecentPosture()
    }
    guard count - referenceStart >= Self.referenceLength else { return }
    var sum = SIMD3<Float>.zero
    for block in blocks[referenceStart..<count] { sum += block.mean }
    reference = sum.unit
  }

  private func isUnsettled(_ index: Int) -> Bool {
    let block = blocks[index]
    if block.scatter > HoldLimits.settling * HoldLimits.settling { return true }
    guard let now = block.mean.unit, let before = blocks[index - 1].mean.unit else { return false }
    return degrees(between: now, and: before) > HoldLimits.settlingTurn
  }

  /// The hold is over: what it was like.
  public mutating func finish(at: Instant) -> HoldReport {
    let end = Self.clamped(at).microseconds
    if let lastTime {
      // Up to the last sample: what is not known does not go on.
      _ = takeBlocks(until: min(end, lastTime + MotionBlock.length))
    }
    // What came after the end, before that was known for it, is no part of the hold.
    let blocks = Array(blocks.prefix(Int(max(0, end - begun) / MotionBlock.length)))
    let referenceStart = min(referenceStart, blocks.count)
    return HoldAnalysis(
      blocks: blocks, begun: begun, referenceStart: referenceStart, reference: reference,
      hasTremor: meanStep > 0 && meanStep < 1.0 / 29, span: meanStep < 1.0 / 20 ? 4 : 8
    ).report()
  }

  private static func clamped(_ at: Instant) -> Instant {
    Instant(microseconds: min(max(at.microseconds, -1 << 60), 1 << 60))
  }
}
