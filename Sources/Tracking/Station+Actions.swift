import Training

extension Station {
  /// Carries out an action.
  /// - Parameters:
  ///   - at: its date: that of the event that began it.
  ///   - key: the key that asked for it; `nil` for a command.
  ///   - now: when it was recognized.
  mutating func perform(
    _ action: Action, at: Instant, key: KeyID?, now: Instant, into effects: inout [Effect]
  ) {
    guard at >= changedAt else {
      effects.append(.late(action, dated: at, at: now))
      return
    }
    forceTimers(upTo: at, into: &effects)
    switch action {
    case .go, .toggle:
      if isEcho(at: at, key: key) { return }
      if let ended = endedByItselfAt, at < ended + Self.acknowledgement {
        effects.append(.cue(.stopped, at: at))
      } else if action == .go, exercise.kind == .reps, !countsByMotion, !isGettingReady {
        rep(at: at, key: key, into: &effects)
      } else {
        startOrStop(at: at, key: key, into: &effects)
      }
    case .start:
      if case .idle = phase {
        start(at: at, key: key, isMomentary: false, into: &effects)
      } else {
        fault(.alreadyRunning, at: at, into: &effects)
      }
    case .stop: stop(at: at, key: key, into: &effects)
    case .hold: hold(at: at, key: key, into: &effects)
    case .rep: rep(at: at, key: key, into: &effects)
    case .undo: undo(at: at, into: &effects)
    case .discard: discard(at: at, into: &effects)
    case .rpe(let value): rate(value, at: at, into: &effects)
    case .next: select(neighbor: 1, at: at, into: &effects)
    case .previous: select(neighbor: -1, at: at, into: &effects)
    case .side: selectOtherSide(at: at, into: &effects)
    case .selectSide(let side): select(side: side, at: at, into: &effects)
    case .exercise(let id): select(exercise: id, at: at, into: &effects)
    case .athlete(let id): select(athlete: id, at: at, into: &effects)
    case .load(let kg): select(load: (selection.loadKg ?? 0) + kg, at: at, into: &effects)
    case .selectLoad(let kg): select(load: kg ?? 0, at: at, into: &effects)
    case .selectTarget(let target): select(target: target, at: at, into: &effects)
    }
  }

  func fault(_ fault: Cue.Fault, at: Instant, into effects: inout [Effect]) {
    effects.append(.cue(.fault(fault), at: at))
  }

  /// Whether this is the second of two presses of different keys that are one. The window closes at its very end,
  /// as every deadline comes before an event of the same instant.
  private mutating func isEcho(at: Instant, key: KeyID?) -> Bool {
    guard let key else { return false }
    if let last = lastGo, last.key != key, (at - last.at).magnitude < Self.together { return true }
    lastGo = (key, at)
    return false
  }

  var isGettingReady: Bool { if case .gettingReady = phase { true } else { false } }

  // MARK: Start and stop

  private mutating func startOrStop(at: Instant, key: KeyID?, into effects: inout [Effect]) {
    switch phase {
    case .idle: start(at: at, key: key, isMomentary: false, into: &effects)
    case .gettingReady, .running: stop(at: at, key: key, into: &effects)
    }
  }

  private mutating func stop(at: Instant, key: KeyID?, into effects: inout [Effect]) {
    switch phase {
    case .idle: fault(.nothingRunning, at: at, into: &effects)
    case .gettingReady: callOff(at: at, into: &effects)
    case .running(let run):
      finish(run, at: at, endedBy: key == nil ? .command : .tap, decidedAt: at, into: &effects)
    }
  }

  private mutating func hold(at: Instant, key: KeyID?, into effects: inout [Effect]) {
    guard exercise.kind == .hold else { return fault(.holdOnReps, at: at, into: &effects) }
    guard case .idle = phase else { return fault(.alreadyRunning, at: at, into: &effects) }
    start(at: at, key: key, isMomentary: true, into: &effects)
  }

  private mutating func start(at: Instant, key: KeyID?, isMomentary: Bool, into effects: inout [Effect]) {
    let carrier: RunningSet.Carrier
    switch (key, isMomentary) {
    case (nil, _): carrier = .none
    case (let key?, false): carrier = .tap(device: nodes[key.node].device)
    case (let key?, true):
      if case .code(let code) = key.key {
        carrier = .key(device: nodes[key.node].device, code: code)
      } else {
        carrier = .key(device: nodes[key.node].device, code: nil)
      }
    }
    changed(at: at)
    restEndsAt = nil
    endedByItselfAt = nil
    let countdown = Countdown(
      tappedAt: at, startAt: at + configuration.getReady, carrier: carrier,
      momentaryKey: isMomentary ? key : nil,
      ticksLeft: Int(configuration.getReady.microseconds / 1_000_000))
    if configuration.getReady > .zero {
      phase = .gettingReady(countdown)
    } else {
      begin(countdown, into: &effects)
    }
  }

  /// The set begins, at the countdown's end.
  mutating func begin(_ countdown: Countdown, into effects: inout [Effect]) {
    let isCounted = exercise.kind == .reps && canCount
    if exercise.kind == .reps, countsByMotion, !canCount {
      fault(.sensor, at: countdown.startAt, into: &effects)
    }
    run(
      at: countdown.startAt, carrier: countdown.carrier, momentaryKey: countdown.momentaryKey,
      reps: isCounted ? 0 : nil, into: &effects)
  }

  /// - Parameter now: when it was known that it began, where that was later.
  mutating func run(
    at: Instant, carrier: RunningSet.Carrier, momentaryKey: KeyID? = nil, reps: Int?, isTapped: Bool = false,
    now: Instant? = nil, into effects: inout [Effect]
  ) {
    let set = RunningSet(
      athlete: selection.athlete, exercise: exercise.id, kind: exercise.kind, side: selection.side,
      loadKg: selection.loadKg, target: effectiveTarget, startedAt: at, reps: reps, isTapped: isTapped,
      carrier: carrier)
    changed(at: now ?? at)
    restEndsAt = nil
    endedByItselfAt = nil
    var run = Run(
      set: set, settings: Run.Settings(configuration), momentaryKey: momentaryKey,
      nextHeartbeat: (now ?? at) + configuration.heartbeat)
    // Whoever taps the repetitions counts them.
    if !isTapped { watch(&run) }
    phase = .running(run)
    effects.append(.began(set))
    effects.append(.cue(.started, at: at))
  }

  /// Calls the countdown off: nothing is stored.
  mutating func callOff(at: Instant, into effects: inout [Effect]) {
    changed(at: at)
    phase = .idle
    effects.append(.cue(.stopped, at: at))
  }

  /// The set ends and is to be stored.
  /// - Parameters:
  ///   - at: its end, which may lie before the moment of the decision.
  ///   - decidedAt: when it was decided: from then on the station is idle.
  mutating func finish(
    _ run: Run, at: Instant, endedBy: EndedBy, decidedAt: Instant, into effects: inout [Effect]
  ) {
    var set = FinishedSet(running: run.set, endedAt: max(at, run.set.startedAt), endedBy: endedBy)
    if run.graceEndsAt != nil, let unpluggedAt = run.unpluggedAt,
      !run.isBegunByMotion || endedBy == run.endIfLost
    {
      // The pedal under it is not back, whatever put an end to the waiting: it ended when the pedal went. Of a posture
      // somebody may say that it was held until now.
      set.endedAt = max(unpluggedAt, run.set.startedAt)
      set.endedBy = run.endIfLost
    }
    unwatch(run, into: &set)
    changed(at: decidedAt)
    phase = .idle
    tellPostures()
    effects.append(.cue(.stopped, at: set.endedAt))
    effects.append(.finished(set))
    let counted = SessionSet(
      athlete: set.running.athlete, exercise: set.running.exercise, side: set.running.side,
      startedAt: set.running.startedAt, duration: set.duration)
    count(counted)
    switch endedBy {
    case .target, .idle, .timeout, .motion: endedByItselfAt = decidedAt
    default: endedByItselfAt = nil
    }
    if let rest = run.settings.rest { restEndsAt = set.endedAt + rest }
    if goOn(after: set, at: decidedAt, into: &effects) { return }
    if run.settings.alternate, endedBy != .change, exercise.id == run.set.exercise, exercise.sides == .each {
      setSide(run.set.side.opposite, at: decidedAt, into: &effects)
    }
  }

  // MARK: Repetitions

  private mutating func rep(at: Instant, key: KeyID?, into effects: inout [Effect]) {
    guard exercise.kind == .reps else { return fault(.repOnHold, at: at, into: &effects) }
    switch phase {
    case .gettingReady:
      fault(.alreadyRunning, at: at, into: &effects)
    case .idle:
      let carrier = key.map { RunningSet.Carrier.tap(device: nodes[$0.node].device) } ?? .none
      run(at: at, carrier: carrier, reps: 0, isTapped: true, into: &effects)
      countRep(at: at, into: &effects)
    case .running:
      countRep(at: at, into: &effects)
    }
  }

  private mutating func countRep(at: Instant, into effects: inout [Effect]) {
    guard case .running(var run) = phase else { return }
    let count = (run.set.reps ?? 0) + 1
    run.set.reps = count
    // Beside a sensor it is one that the sensor did not see.
    if run.sensor != nil { run.repsBefore += 1 }
    run.toldReps = count
    run.set.lastRepAt = at
    run.repTimes.append(at)
    changed(at: at)
    phase = .running(run)
    effects.append(.cue(.rep(count), at: at))
    judgeTarget(at: at, into: &effects)
  }

  /// Something other than time has changed: the target may be met now, and end the set.
  mutating func judgeTarget(at: Instant, into effects: inout [Effect]) {
    guard case .running(var run) = phase, let target = run.set.target else { return }
    let duration = at - run.set.startedAt
    if !run.targetWasCued, target.isMet(duration: duration, count: run.set.reps) == true {
      run.targetWasCued = true
      phase = .running(run)
      effects.append(.cue(.target, at: at))
    }
    if run.settings.stopAtTarget, run.graceEndsAt == nil,
      target.isExhausted(duration: duration, count: run.set.reps),
      target.isExhausted(duration: duration, count: surelyCounted(run, at: at))
    {
      finish(run, at: at, endedBy: .target, decidedAt: at, into: &effects)
    }
  }

  // MARK: Taking back

  private mutating func undo(at: Instant, into effects: inout [Effect]) {
    switch phase {
    case .idle:
      changed(at: at)
      effects.append(.undoLast(since: at - configuration.sessionGap, at: at))
    case .gettingReady:
      callOff(at: at, into: &effects)
    case .running(var run):
      // A set that its first repetition began goes with it; one that a start began stays.
      guard run.set.kind == .reps, run.set.isTapped || !countsByMotion, let count = run.set.reps,
        count > (run.set.isTapped ? 1 : 0)
      else { return throwAway(run, at: at, into: &effects) }
      run.set.reps = count - 1
      _ = run.repTimes.popLast()
      // After a restart the times of earlier repetitions are not known: the set keeps the last one that is.
      if count == 1 {
        run.set.lastRepAt = nil
      } else if let last = run.repTimes.last {
        run.set.lastRepAt = last
      }
      changed(at: at)
      phase = .running(run)
      effects.append(.cue(.rep(count - 1), at: at))
    }
  }

  private mutating func discard(at: Instant, into effects: inout [Effect]) {
    switch phase {
    case .idle: fault(.nothingRunning, at: at, into: &effects)
    case .gettingReady: callOff(at: at, into: &effects)
    case .running(let run): throwAway(run, at: at, into: &effects)
    }
  }

  mutating func throwAway(_ run: Run, at: Instant, into effects: inout [Effect]) {
    forget(run)
    changed(at: at)
    phase = .idle
    tellPostures()
    effects.append(.cue(.stopped, at: at))
    effects.append(.discarded(run.set, at: at))
  }

  private mutating func rate(_ value: Double, at: Instant, into effects: inout [Effect]) {
    guard case .running(var run) = phase else {
      effects.append(.rateLast(value, since: at - configuration.sessionGap, at: at))
      return
    }
    run.set.rpe = value
    phase = .running(run)
  }
}

extension Target {
  /// Whether every part has reached its upper bound, where `stop_at_target` acts; never with `max`.
  func isExhausted(duration: Interval, count: Int?) -> Bool {
    let parts = [seconds, reps, steps].compactMap { $0 }
    guard !parts.isEmpty, parts.allSatisfy({ $0.upper != nil }) else { return false }
    if let upper = seconds?.upper, duration < .seconds(upper) { return false }
    return [reps, steps].allSatisfy { amount in amount?.upper.map { Double(count ?? -1) >= $0 } ?? true }
  }
}

extension Interval {
  var magnitude: Interval { microseconds < 0 ? Interval(microseconds: -microseconds) : self }
}
