import Motion
public import Training

/// What an accelerometer sees: it counts the repetitions of a running set, watches a hold, and with `auto` begins and ends
/// sets by itself.
///
/// The watch (`MotionWatch`) belongs to its node and sees every sample; the station tells it when a set begins and asks it
/// when one ends. A set has one sensor: that which was plugged in, of several the first.
extension Station {
  // MARK: The sensor

  /// An accelerometer is there, for the first time or again.
  mutating func plugSensor(_ axes: MotionAxes, node: Int, at: Instant) {
    countsByMotion = true
    let input = nodes[node].input
    if nodes[node].motion == nil {
      nodes[node].motion = MotionWatch(axes, startsSets: input.auto, keepsTape: configuration.keepsTapes)
    } else {
      nodes[node].motion?.plugged(axes, startsSets: input.auto, keepsTape: configuration.keepsTapes, at: at)
    }
    tellPosture(node)
    // A set that ran before a restart, or began while the sensor was away: it sees the rest of it.
    guard case .running(var run) = phase, !run.set.isTapped else { return }
    if run.sensor == nil {
      watch(&run)
      run.seenSince = at
      run.sensorAwaySince = nil
    } else if run.sensor == node, let since = run.sensorAwaySince {
      if at > since { run.seenSince = at }
      run.sensorAwaySince = nil
    }
    phase = .running(run)
  }

  /// Takes over what the sensors of an older station have seen of the running set; they are to be attached again.
  mutating func takeSensors(from old: Station, at: Instant) {
    for var node in old.nodes where node.motion != nil {
      if node.isPlugged { _ = node.unplug(releasedAt: nil) }
      nodes.append(node)
    }
  }

  /// The sensor that a set which begins now is watched by.
  private var pluggedSensor: Int? { nodes.firstIndex { $0.motion != nil && $0.isPlugged } }

  /// Whether something here could count the repetitions of a set that begins now.
  var canCount: Bool { pluggedSensor != nil || hasRepKey || hasGoKey && !countsByMotion }

  /// A set begins: its sensor watches. One that movement began is watched by the sensor that saw it.
  mutating func watch(_ run: inout Run) {
    var began: Int?
    if case .motion(let device) = run.set.carrier {
      began = nodes.firstIndex { $0.device == device && $0.motion != nil }
    }
    guard let node = began ?? pluggedSensor else { return }
    run.sensor = node
    nodes[node].motion?.begin(run.set.kind, at: run.set.startedAt)
  }

  /// A set ends: what the sensor saw of it, which it watches no more, goes with it.
  mutating func unwatch(_ run: Run, into set: inout FinishedSet) {
    defer { tellEnded() }
    guard let sensor = run.sensor, nodes[sensor].motion != nil else { return }
    if let bytes = nodes[sensor].motion!.takeTape(), !bytes.isEmpty {
      set.tape = SensorTape(device: nodes[sensor].device, bytes: bytes)
    }
    let motion = nodes[sensor].motion!.finish(at: set.endedAt)
    set.motion = motion
    guard let counted = motion.reps else { return }
    set.running.reps = run.repsBefore + counted.count
    // Of what a sensor did not see nobody knows whether there were any.
    let isSilent = motion.rate == 0 && motion.faults.contains(.silent)
    if set.running.reps == 0, run.isUnseen || run.seenSince != nil || run.sensorAwaySince != nil || isSilent {
      set.running.reps = nil
    }
    if set.endedBy == .idle || set.endedBy == .motion, let last = counted.each.last {
      let end = run.set.startedAt + last.start + last.duration
      set.endedAt = min(set.endedAt, max(end, run.repTimes.last ?? end))
    }
  }

  /// What moves when a set ends begins no other, at whatever sensor.
  private mutating func tellEnded() {
    for node in nodes.indices { nodes[node].motion?.setEnded() }
  }

  /// A set is thrown away: its sensor forgets it.
  mutating func forget(_ run: Run) {
    if let sensor = run.sensor { nodes[sensor].motion?.abandon() }
    tellEnded()
  }

  /// Lets the sensors know which posture would be a hold of what is selected.
  func posture(of exercise: Exercise, athlete: String) -> LearntPosture? {
    guard exercise.kind == .hold else { return nil }
    return postures.first { $0.exercise == exercise.id && $0.athlete == athlete }
  }

  private mutating func tellPosture(_ node: Int) {
    guard nodes[node].input.auto else { return }
    // The posture that began a hold ends it, even if another was learnt meanwhile.
    if case .running(let run) = phase, run.sensor == node, run.isBegunByMotion { return }
    let posture = posture(of: exercise, athlete: selection.athlete)
    nodes[node].motion?.look(for: posture)
  }

  /// What is selected has changed, or what was learnt.
  mutating func tellPostures() {
    for node in nodes.indices where nodes[node].motion != nil { tellPosture(node) }
  }

  /// Lets the station know all postures that were learnt.
  public mutating func learn(_ postures: [LearntPosture]) {
    self.postures = postures
    tellPostures()
  }

  // MARK: What it sees

  /// Takes an event of an accelerometer.
  mutating func sense(_ event: RawEvent, node: Int, into effects: inout [Effect]) {
    nodes[node].motion!.take(type: event.type, code: event.code, value: event.value, at: event.at)
    while let news = nodes[node].motion!.nextNews() {
      heed(news, of: node, at: event.at, into: &effects)
    }
  }

  /// Tells while a set runs that its sensor has fallen silent.
  mutating func tellSilence(at: Instant, into effects: inout [Effect]) {
    guard case .running(let run) = phase, let sensor = run.sensor else { return }
    nodes[sensor].motion?.noteSilence(until: at)
    while let news = nodes[sensor].motion?.nextNews() { heed(news, of: sensor, at: at, into: &effects) }
  }

  private mutating func heed(_ news: MotionNews, of node: Int, at now: Instant, into effects: inout [Effect])
  {
    switch (news, phase) {
    case (.counted(let count, let last), .running(let run)) where run.sensor == node:
      counted(count, last: last, at: now, into: &effects)
    case (.fault, .running(let run)) where run.sensor == node:
      fault(.sensor, at: now, into: &effects)
    case (.formBreaks(let at), .running(let run)) where run.sensor == node:
      if nodes[node].input.form { effects.append(.cue(.form, at: at)) }
    case (.began(let at), .idle):
      beganByItself(node, at: at, now: now, into: &effects)
    case (.began, .running(var run))
    where run.sensor == node && run.isBegunByMotion && run.graceEndsAt != nil:
      // After a restart: it is still held.
      run.unpluggedAt = nil
      run.graceEndsAt = nil
      phase = .running(run)
      settle(now: now, into: &effects)
    case (.ended(let at), .running(let run)) where run.sensor == node:
      // What a tap began, a tap ends.
      guard case .motion = run.set.carrier else { return }
      finish(run, at: max(at, run.set.startedAt), endedBy: .motion, decidedAt: now, into: &effects)
      settle(now: now, into: &effects)
    default:
      return
    }
  }

  /// A set that movement, or a posture, began before it was known for one.
  private mutating func beganByItself(_ node: Int, at: Instant, now: Instant, into effects: inout [Effect]) {
    // Periodic movement is no hold: only its posture begins one.
    guard nodes[node].input.auto,
      exercise.kind == .reps || posture(of: exercise, athlete: selection.athlete) != nil
    else { return }
    forceTimers(upTo: now, into: &effects)
    guard case .idle = phase else { return }
    run(
      at: max(at, changedAt), carrier: .motion(device: nodes[node].device),
      reps: exercise.kind == .reps ? 0 : nil,
      now: now, into: &effects)
    settle(now: now, into: &effects)
  }

  /// The sensor's count has changed. It may have been too high: that is put right without a cue, and no number is told twice.
  private mutating func counted(_ count: Int, last: Instant, at now: Instant, into effects: inout [Effect]) {
    guard case .running(var run) = phase, run.set.kind == .reps else { return }
    let before = run.set.reps ?? 0
    let total = run.repsBefore + count
    guard total != before else { return }
    run.set.reps = total
    // That of a count that was put right to nothing is none; a repetition that was tapped may be the last.
    run.set.lastRepAt = [count == 0 ? nil : max(last, run.set.startedAt), run.repTimes.last].compactMap { $0 }
      .max()
    // No `changed`: a press that is not decided yet may still end the set before now, and what it has then is counted anew.
    // Each number is told once; what was put right to nothing was no repetition, and the first one is yet to come.
    let tells = total > max(before, run.toldReps)
    if tells || count == 0 { run.toldReps = total }
    phase = .running(run)
    if tells { effects.append(.cue(.rep(total), at: max(last, run.set.startedAt))) }
    if total > before { judgeTarget(at: now, into: &effects) }
    settle(now: now, into: &effects)
  }

  /// Before a set ends because no repetition came: the sensor may have seen some that its live count, which is late, does
  /// not have yet, or see movement still.
  /// - Returns: whether the set goes on.
  mutating func goesOn(_ run: Run, at: Instant) -> Bool {
    guard let sensor = run.sensor, let seen = nodes[sensor].motion?.survey(at: at) else { return false }
    var run = run
    if let last = seen.lastRepAt, last > run.set.lastRepAt ?? run.set.startedAt {
      run.set.reps = run.repsBefore + seen.count
      run.set.lastRepAt = last
    } else if !seen.isSound, !run.isBegunByMotion {
      // A sensor that is broken is no reason to end a set, let alone to lose it.
      run.isUnseen = true
    } else if run.set.lastRepAt == nil || !run.isBegunByMotion, let moved = seen.lastMovedAt,
      moved + run.settings.repIdle > at,
      case let last = (run.set.lastRepAt ?? run.set.startedAt) + Self.longestDoubt, at < last
    {
      run.movedAt = min(moved, last - run.settings.repIdle)
    } else {
      return false
    }
    phase = .running(run)
    return true
  }

  /// The repetitions of a running set, to be relied on: the live count may be too high for a while, and a set that ends must not
  /// lack afterwards what it ended for.
  mutating func surelyCounted(_ run: Run, at: Instant) -> Int? {
    guard run.set.kind == .reps, let sensor = run.sensor, let seen = nodes[sensor].motion?.survey(at: at)
    else { return run.set.reps }
    return run.repsBefore + seen.count
  }

  /// Whoever forgets the tap that ends a set goes on moving, and the live count may take that for repetitions for ever. Where
  /// they are unlike those before, the final count is asked: where it has none for long, the set is over.
  mutating func endIfForgotten(at: Instant, into effects: inout [Effect]) {
    guard case .running(var run) = phase, run.set.kind == .reps, run.mayIdle, let sensor = run.sensor,
      nodes[sensor].motion?.isUnlikeBefore == true
    else { return }
    let doubt = max(Self.longestDoubt, run.settings.repIdle)
    guard at - max(run.confirmedAt ?? run.set.startedAt, run.seenSince ?? run.set.startedAt) >= doubt,
      let seen = nodes[sensor].motion?.survey(at: at), seen.isSound,
      let last = [seen.lastRepAt, run.repTimes.last].compactMap({ $0 }).max()
    else { return }
    if at - last >= doubt {
      finish(run, at: last, endedBy: .idle, decidedAt: at, into: &effects)
    } else {
      run.confirmedAt = last
      phase = .running(run)
    }
  }

  /// For how long a set in which nothing more is counted goes on because something moves. Holdfast's own: five of the
  /// slowest repetitions that can be told.
  static let longestDoubt = Interval.seconds(60)
}
