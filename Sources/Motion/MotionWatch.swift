public import Training

/// What one accelerometer tells its station.
public enum MotionNews: Hashable, Sendable {
  /// The live count of the running set has changed, and when the last repetition of it ended.
  case counted(Int, last: Instant)
  /// A set began by itself, with `startsSets`: periodic movement, or the posture that was looked for.
  case began(at: Instant)
  /// And ended.
  case ended(at: Instant)
  /// The form of a hold begins to break.
  case formBreaks(at: Instant)
  /// Something is wrong with the sensor; told once a set for each kind.
  case fault(MotionFault)
}

/// All that one accelerometer of a station sees: of the running set, and with `startsSets` of what goes on without one.
///
/// It owns the sensor's samples and what is made of them. The station hands every event in, takes the news, and says when a
/// set begins and ends. It does not know stations, exercises, taps or targets: of a set no more than whether it is held or
/// counted.
public struct MotionWatch: Sendable {
  private var assembler: SampleAssembler
  private var samples: [MotionSample] = []
  private var news: [MotionNews] = []
  /// What is watched now.
  private var watched = Watched.nothing
  private var counter = RepCounter()
  private var form = HoldForm()
  private var latest = LatestSamples()
  private var detector: SetDetector?
  private var posture: PostureWatch?
  private var lookedFor: Posture?

  private var tape: SampleTape?

  private enum Watched { case nothing, reps, hold }

  // Of the running set.
  private var begunAt = Instant(microseconds: 0)
  private var sampleCount = 0
  private var sampledTime = Interval.zero
  private var lastSampleAt: Instant?
  private var toldCount = 0

  private var coverage = Coverage()
  /// Whether the sensor is unplugged: what it does not send then is no stillness.
  private var isAway = false

  /// A watch that sees nothing yet.
  /// - Parameters:
  ///   - axes: the sensor's.
  ///   - startsSets: whether sets are to begin and end by themselves.
  ///   - keepsTape: whether what the sensor sends during a set is to be kept.
  public init(_ axes: MotionAxes, startsSets: Bool, keepsTape: Bool = false) {
    assembler = SampleAssembler(axes: axes)
    detector = startsSets ? SetDetector() : nil
    tape = keepsTape ? SampleTape() : nil
  }

  // MARK: The sensor

  /// The sensor is there again, or is to be used in another way. What runs goes on.
  public mutating func plugged(_ axes: MotionAxes, startsSets: Bool, keepsTape: Bool, at: Instant) {
    if keepsTape != (tape != nil) { tape = keepsTape ? SampleTape() : nil }
    let faults = assembler.faults
    assembler = SampleAssembler(axes: axes)
    assembler.faults = faults
    isAway = false
    if startsSets != (detector != nil) { detector = startsSets ? SetDetector() : nil }
  }

  /// The sensor is gone. What it saw of the running set is kept.
  public mutating func unplugged(at: Instant) {
    isAway = true
    if watched != .nothing { assembler.faults.note(.gap, at: at.microseconds) }
  }

  /// The kernel dropped events, and the axes were read anew.
  public mutating func resynced(at: Instant) { assembler.resynced(at: at) }

  /// Takes an event of the sensor's node. What comes of it is `nextNews`.
  public mutating func take(type: UInt16, code: UInt16, value: Int32, at: Instant) {
    if tape != nil { tape!.add(type: type, code: code, value: value, at: at) }
    var samples = self.samples
    self.samples = []
    assembler.take(type: type, code: code, value: value, at: at) { samples.append($0) }
    if !samples.isEmpty {
      for sample in samples { add(sample) }
      samples.removeAll(keepingCapacity: true)
      while let fault = assembler.faults.next() {
        news.append(.fault(fault.kind))
      }
    }
    self.samples = samples
  }

  /// What is new, in order; `nil` when all is told.
  public mutating func nextNews() -> MotionNews? { news.isEmpty ? nil : news.removeFirst() }

  /// Time passed: a silence that is a fault is told while it lasts (`nextNews`).
  public mutating func noteSilence(until now: Instant) {
    guard !isAway else { return }
    assembler.noteSilence(until: now)
    while let fault = assembler.faults.next() { news.append(.fault(fault.kind)) }
  }

  private mutating func advance(to now: Instant) {
    guard !isAway else { return }
    var samples = self.samples
    self.samples = []
    assembler.advance(to: now) { samples.append($0) }
    for sample in samples { add(sample) }
    samples.removeAll(keepingCapacity: true)
    self.samples = samples
  }

  private mutating func add(_ sample: MotionSample) {
    coverage.add(sample.at)
    latest.add(sample)
    note(sample)
    if detector != nil { detect(sample) }
    watch(sample)
  }

  private mutating func watch(_ sample: MotionSample) {
    switch watched {
    case .nothing: break
    case .reps:
      counter.add(sample)
      if counter.count != toldCount {
        toldCount = counter.count
        news.append(.counted(toldCount, last: counter.lastRepAt ?? sample.at))
      }
    case .hold:
      if form.add(sample) { news.append(.formBreaks(at: sample.at)) }
    }
  }

  private mutating func note(_ sample: MotionSample) {
    guard watched != .nothing, sample.at >= begunAt else { return }
    if let lastSampleAt {
      let step = sample.at - lastSampleAt
      if step <= Coverage.longestStep {
        sampledTime = sampledTime + step
        sampleCount += 1
      }
    }
    lastSampleAt = sample.at
  }

  // MARK: Sets that begin by themselves

  /// Looks for a posture, which is a hold of what is selected; `nil` where what is selected is counted, or no posture of
  /// it was learnt.
  public mutating func look(for learnt: LearntPosture?) {
    let known = learnt.flatMap { Posture($0) }
    guard known != lookedFor else { return }
    lookedFor = known
    posture = known.map { PostureWatch([$0]) }
  }

  private mutating func detect(_ sample: MotionSample) {
    if posture != nil {
      switch posture!.add(sample) {
      case .entered(_, let at)?: news.append(.began(at: at))
      case .left(_, let at)?: news.append(.ended(at: at))
      case nil: break
      }
    } else {
      let change: SetDetector.Change?
      if watched == .reps, !counter.isFull, detector!.canFollow(counter.live.motion.count) {
        change = detector!.follow(&counter, to: sample.at)
      } else {
        if detector!.isFollowing { detector!.stopFollowing(counter.live) }
        change = detector!.add(sample)
      }
      switch change {
      case .began(let at)?: news.append(.began(at: at))
      case .ended(let at)?: news.append(.ended(at: at))
      case nil: break
      }
    }
  }

  // MARK: The set

  /// A set begins, or began a while ago: of sets that began by themselves what was seen since is looked at again.
  public mutating func begin(_ kind: Kind, at: Instant) {
    watched = kind == .hold ? .hold : .reps
    begunAt = at
    sampleCount = 0
    sampledTime = .zero
    lastSampleAt = nil
    toldCount = 0
    coverage.begin(at: at)
    assembler.faults.begin(at: at)
    tape?.begin(at: at)
    news.removeAll(keepingCapacity: true)
    if watched == .hold { form.begin(at: at) } else { counter.begin(at: at) }
    for sample in latest.since(at) ?? detector?.recent(since: at) ?? [] { watch(sample) }
  }

  /// What is known of a running set of repetitions.
  public struct Survey: Hashable, Sendable {
    /// How many there are.
    public var count: Int
    /// When the last of them ended.
    public var lastRepAt: Instant?
    /// When the sensor last moved.
    public var lastMovedAt: Instant?
    /// Whether nothing was found to be wrong with the sensor that keeps it from seeing repetitions.
    public var isSound: Bool
  }

  /// Whether what is counted live has changed so much that it may be no repetitions any more.
  public var isUnlikeBefore: Bool { counter.isUnlikeBefore }

  /// What is known of the running set now, from everything seen. The live count is late; this is not, and costs what `finish`
  /// costs.
  public mutating func survey(at: Instant) -> Survey {
    advance(to: at)
    var copy = counter
    let counted = copy.finish(at: at)
    return Survey(
      count: counted.count, lastRepAt: counted.reps.last.map { $0.start + $0.duration },
      lastMovedAt: counter.lastMovedAt, isSound: !assembler.faults.summary.contains { $0.kind.blinds })
  }

  private func coverageShare(until end: Instant) -> Double {
    let length = end - begunAt
    return length > .zero ? coverage.covered(until: end).seconds / length.seconds : 1
  }

  /// The set is over.
  /// - Parameter at: its end: what came later does not count.
  /// - Returns: what was seen of it.
  public mutating func finish(at: Instant) -> SetMotion {
    advance(to: at)
    defer { abandon() }
    var motion = SetMotion(
      rate: sampledTime > .zero ? Double(sampleCount) / sampledTime.seconds : 0,
      coverage: coverageShare(until: at),
      faults: assembler.faults.summary.map(\.kind))
    switch watched {
    case .nothing: break
    case .reps:
      var counted = counter.finish(at: at)
      counted.confidence *= trust(in: counted, motion, length: at - begunAt)
      motion.reps = SetMotion.CountedReps(counted, begun: begunAt)
    case .hold: motion.hold = SetMotion.HoldForm(form.finish(at: at), begun: begunAt)
    }
    return motion
  }

  /// What a count's confidence is worth where the sensor did not see all of the set: of repetitions that it cannot have seen one
  /// may be missing, and of more each makes it less likely that the count is right within one. A sensor that was turned over in
  /// the middle, or an axis that stuck, makes two movements of one. Holdfast's own.
  private func trust(in counted: RepCount, _ motion: SetMotion, length: Interval) -> Double {
    guard let tempo = counted.tempo, tempo > .zero else { return 1 }
    let unseen = (1 - motion.coverage) * length.seconds / tempo.seconds
    let isWhole = !motion.faults.contains(.orientationSwap) && !motion.faults.contains(.stuckAxis)
    return min(1, 1 / max(unseen, 1)) * (isWhole ? 1 : 0.7)
  }

  /// What the sensor sent during the set that is being finished; `nil` where it is not kept. To be asked before `finish`.
  public mutating func takeTape() -> [UInt8]? { tape?.finish() }

  /// The set is no more, and nothing is made of it.
  public mutating func abandon() {
    watched = .nothing
    assembler.faults.end()
    tape?.end()
    news.removeAll(keepingCapacity: true)
    setEnded()
  }

  /// A set ended at the station, whoever watched it: what moves now begins no other.
  public mutating func setEnded() {
    detector?.stopFollowing(counter.live)
    detector?.setEnded()
  }
}

extension MotionFault {
  /// Whether a sensor with it may see nothing of what is done.
  fileprivate var blinds: Bool {
    switch self {
    case .stuckAxis, .saturated, .noGravity, .silent: true
    case .orientationSwap, .timeBackwards, .gap: false
    }
  }
}

extension Posture {
  /// A learnt posture; `nil` where its figures are none.
  init?(_ learnt: LearntPosture) {
    self.init(
      x: Float(learnt.direction.x), y: Float(learnt.direction.y), z: Float(learnt.direction.z),
      tolerance: learnt.tolerance)
  }
}

extension SetMotion.CountedReps {
  /// What a counter found, as the log keeps it.
  init(_ counted: RepCount, begun: Instant) {
    self.init(
      confidence: counted.confidence, regularity: counted.regularity, tempo: counted.tempo,
      each: counted.reps.map { rep in
        var phases: SetMotion.Rep.Phases?
        if let up = rep.up, let down = rep.down { phases = SetMotion.Rep.Phases(up: up, down: down) }
        return SetMotion.Rep(
          start: rep.start - begun, duration: rep.duration, phases: phases, range: rep.range)
      })
  }
}

extension SetMotion.HoldForm {
  /// What was found of a hold, as the log keeps it; `nil` of one that was too short to tell.
  init?(_ report: HoldReport, begun: Instant) {
    guard let unsteadiness = report.unsteadiness, let sway = report.sway, let drift = report.greatestDrift,
      let driftAtEnd = report.driftAtEnd
    else { return nil }
    self.init(
      rms: unsteadiness, sway: sway, tremor: report.tremor, drift: drift, driftAtEnd: driftAtEnd,
      brokeAt: report.brokeAt.map { $0 - begun })
  }
}
