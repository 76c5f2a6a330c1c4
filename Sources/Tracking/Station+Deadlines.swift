import Training

/// What time does. Deadlines are of two sorts: those of keys, which decide what an event meant, and those of the
/// station. One that would end or change a set waits while an earlier press is undecided.
extension Station {
  /// A deadline of the station.
  enum Timer {
    case tick
    case begin
    case target
    case stopAtTarget
    case maxHold
    case repIdle
    case grace
    case heartbeat
    case restTick
    case restOver
    case sessionOver

    /// Whether it waits while a press is undecided.
    var changesASet: Bool {
      switch self {
      case .tick, .target, .heartbeat, .restTick, .restOver, .sessionOver: false
      case .begin, .stopAtTarget, .maxHold, .repIdle, .grace: true
      }
    }
  }

  /// The next deadline of the station that changes a set, and the next that does not.
  struct Timers {
    typealias Entry = (timer: Timer, at: Instant)

    private var changing: Entry = (.begin, Station.never)
    private var other: Entry = (.tick, Station.never)

    mutating func add(_ timer: Timer, _ at: Instant?) {
      guard let at else { return }
      if timer.changesASet {
        if at < changing.at { changing = (timer, at) }
      } else {
        if at < other.at { other = (timer, at) }
      }
    }

    /// The next that does not have to wait; of the same instant, the one that changes nothing first.
    func next(undecidedSince undecided: Instant) -> Entry {
      changing.at < other.at && changing.at <= undecided ? changing : other
    }
  }

  /// Looks for the earliest deadline. Mutating, since the compiler copies all of a large struct for a call that is
  /// not, and this one is made for every event of a key.
  mutating func noteDue() {
    var earliest = Station.never
    var undecided = Station.never
    for index in nodes.indices {
      earliest = min(earliest, nodes[index].deadline)
      undecided = min(undecided, nodes[index].undecidedSince)
    }
    due = min(earliest, timers.next(undecidedSince: undecided).at)
  }

  /// Handles the deadline that is due at an instant. A key's comes before the station's: what a press meant is
  /// known before the set is touched.
  mutating func expire(_ at: Instant, into effects: inout [Effect]) {
    var undecided = Station.never
    for index in nodes.indices {
      if nodes[index].deadline == at {
        if let (key, gesture) = nodes[index].expire(due: at) {
          recognized(gesture, node: index, key: key, now: at, into: &effects)
        }
        return
      }
      undecided = min(undecided, nodes[index].undecidedSince)
    }
    let next = timers.next(undecidedSince: undecided)
    if next.at == at { fire(next.timer, at: at, into: &effects) }
  }

  /// Handles the deadlines that still wait for an undecided press although something later is about to be done,
  /// and those that come of them. The press comes too late then, if it turns out to mean anything.
  mutating func forceTimers(upTo at: Instant, into effects: inout [Effect]) {
    while true {
      let next = timers.next(undecidedSince: Station.never)
      guard next.at <= at else { return }
      fire(next.timer, at: next.at, into: &effects)
    }
  }

  /// The station has changed, and its deadlines with it.
  mutating func noteTimers() {
    timers = Timers()
    switch phase {
    case .idle:
      if let restEndsAt {
        if restTicksLeft > 0 { timers.add(.restTick, restEndsAt - .seconds(Double(restTicksLeft))) }
        timers.add(.restOver, restEndsAt)
      }
      if !guides.isEmpty { timers.add(.sessionOver, sessionOver?.at) }
    case .gettingReady(let countdown):
      // A set that begins too late for a session is of the next one.
      if !guides.isEmpty { timers.add(.sessionOver, sessionOver?.at) }
      if countdown.ticksLeft > 0 {
        timers.add(.tick, countdown.startAt - .seconds(Double(countdown.ticksLeft)))
      }
      timers.add(.begin, countdown.startAt)
    case .running(let run):
      timers.add(run)
    }
  }

  private mutating func fire(_ timer: Timer, at: Instant, into effects: inout [Effect]) {
    switch (timer, phase) {
    case (.tick, .gettingReady(var countdown)):
      effects.append(.cue(.tick(countdown.ticksLeft), at: at))
      countdown.ticksLeft -= 1
      phase = .gettingReady(countdown)
    case (.begin, .gettingReady(let countdown)):
      begin(countdown, into: &effects)
    case (.restTick, _):
      // One that lies before the end of the set, after a rest that is shorter, is passed over.
      if at > changedAt { effects.append(.cue(.tick(restTicksLeft), at: at)) }
      restTicksLeft -= 1
      noteTimers()
    case (.sessionOver, _):
      // It may be another one by now, or none.
      if let over = sessionOver, over.at <= at {
        toldOver[over.athlete] = over.at
        effects.append(.sessionOver(athlete: over.athlete, at: at))
      }
      noteTimers()
    case (.restOver, _):
      restEndsAt = nil
      effects.append(.cue(.restOver, at: at))
    case (_, .running(let run)):
      fire(timer, of: run, at: at, into: &effects)
    case (_, .idle), (_, .gettingReady):
      return
    }
  }

  private mutating func fire(_ timer: Timer, of old: Run, at: Instant, into effects: inout [Effect]) {
    var run = old
    switch timer {
    case .target:
      // With a count in the target as well, the last repetition may still be to come: then it cues.
      if run.set.target?.isMet(duration: at - run.set.startedAt, count: run.set.reps) == true {
        effects.append(.cue(.target, at: at))
        run.targetWasCued = true
      }
      run.targetTimeWasReached = true
      phase = .running(run)
    case .stopAtTarget:
      finish(run, at: at, endedBy: .target, decidedAt: at, into: &effects)
    case .maxHold:
      // Repetitions may have come from elsewhere since.
      let goneAt = run.set.kind == .hold ? run.unpluggedAt : nil
      finish(run, at: goneAt ?? at, endedBy: .timeout, decidedAt: at, into: &effects)
    case .repIdle:
      if goesOn(run, at: at) { return }
      guard let last = run.set.lastRepAt else {
        forget(run)
        phase = .idle
        changed(at: at)
        endedByItselfAt = at
        effects.append(.discarded(run.set, at: at))
        return fault(.noReps, at: at, into: &effects)
      }
      finish(run, at: last, endedBy: .idle, decidedAt: at, into: &effects)
    case .grace:
      finish(run, at: at, endedBy: run.endIfLost, decidedAt: at, into: &effects)
    case .heartbeat:
      run.nextHeartbeat = at + run.settings.heartbeat
      phase = .running(run)
      effects.append(.heartbeat(run.set, at: at))
      tellSilence(at: at, into: &effects)
      endIfForgotten(at: at, into: &effects)
    case .tick, .begin, .restTick, .restOver, .sessionOver:
      return
    }
  }
}

extension Station.Timers {
  fileprivate mutating func add(_ run: Station.Run) {
    let start = run.set.startedAt
    // While the pedal under a momentary hold is gone nobody knows whether the hold goes on: nothing else may end
    // it until that is known, and no heartbeat vouches for it.
    let isInDoubt = run.graceEndsAt != nil
    if let target = run.set.target, let seconds = target.seconds {
      if !run.targetWasCued, !run.targetTimeWasReached, let lower = seconds.lower {
        add(.target, start + .seconds(lower))
      }
      if run.settings.stopAtTarget, !isInDoubt, let upper = seconds.upper,
        target.isExhausted(duration: .seconds(upper), count: run.set.reps)
      {
        add(.stopAtTarget, start + .seconds(upper))
      }
    }
    if isInDoubt { return add(.grace, run.graceEndsAt) }
    add(.maxHold, start + run.settings.maxHold)
    if run.set.kind == .reps, run.mayIdle {
      if let last = run.set.lastRepAt {
        let since = max(last, run.seenSince ?? last, run.movedAt ?? last)
        add(.repIdle, since + run.settings.repIdle)
      } else if run.sensor != nil, run.seenSince == nil, run.set.target?.seconds == nil {
        add(.repIdle, (run.movedAt ?? start) + run.settings.repIdle)
      }
    }
    add(.heartbeat, run.nextHeartbeat)
  }
}
