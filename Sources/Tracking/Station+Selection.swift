public import Training

extension Station {
  /// What the next set is asked for: by hand, else by the program, else by the station, else by the athlete's level.
  var effectiveTarget: Target? {
    if let target = selection.target ?? planned?.target ?? configuration.target { return target }
    let level = athletes.first { $0.id == selection.athlete }?.level ?? .beginner
    return exercise.target(for: level)
  }

  private func selected(at: Instant, into effects: inout [Effect]) {
    effects.append(.selected(selection, at: at))
    effects.append(.cue(.ready, at: at))
  }

  /// What runs ends before another exercise, side or athlete is selected; a countdown is called off.
  mutating func endForChange(at: Instant, into effects: inout [Effect]) {
    switch phase {
    case .idle: return
    case .gettingReady: callOff(at: at, into: &effects)
    case .running(let run): finish(run, at: at, endedBy: .change, decidedAt: at, into: &effects)
    }
  }

  mutating func select(exercise id: String, at: Instant, into effects: inout [Effect]) {
    guard let found = catalogue.find(id) else { return fault(.unknown, at: at, into: &effects) }
    select(found, at: at, into: &effects)
  }

  mutating func select(neighbor steps: Int, at: Instant, into effects: inout [Effect]) {
    if moveAlongGuide(steps, at: at, into: &effects) { return }
    guard let found = catalogue.neighbor(of: exercise.id, steps: steps) else { return }
    select(found, at: at, into: &effects)
  }

  private mutating func select(_ found: Exercise, at: Instant, into effects: inout [Effect]) {
    if found.id != exercise.id {
      endForChange(at: at, into: &effects)
      changed(at: at)
      exercise = found
      let load = loads[LoadKey(athlete: selection.athlete, exercise: found.id)]
      // Where the program has it, it is what of that is left.
      let left = guide?.firstLeft(of: found.id)
      selection = Selection(
        athlete: selection.athlete, exercise: found.id, side: left?.side ?? found.firstSide,
        loadKg: left.flatMap { guide?.load(of: found.id, for: $0, last: load) } ?? load)
    }
    selected(at: at, into: &effects)
  }

  mutating func select(athlete id: String, at: Instant, into effects: inout [Effect]) {
    guard athletes.contains(where: { $0.id == id }) || id == configuration.athlete else {
      return fault(.unknown, at: at, into: &effects)
    }
    if id != selection.athlete {
      endForChange(at: at, into: &effects)
      changed(at: at)
      selection = Selection(
        athlete: id, exercise: exercise.id, side: exercise.firstSide,
        loadKg: loads[LoadKey(athlete: id, exercise: exercise.id)])
      // Without its own effect: what is selected is told once.
      var ignored: [Effect] = []
      selectPlanned(at: at, into: &ignored)
    }
    selected(at: at, into: &effects)
  }

  mutating func selectOtherSide(at: Instant, into effects: inout [Effect]) {
    guard exercise.sides == .each else { return fault(.noSides, at: at, into: &effects) }
    select(side: selection.side.opposite, at: at, into: &effects)
  }

  mutating func select(side: Side, at: Instant, into effects: inout [Effect]) {
    guard (side == .both) == (exercise.sides == .both) else { return fault(.noSides, at: at, into: &effects) }
    if side != selection.side {
      endForChange(at: at, into: &effects)
      changed(at: at)
    }
    setSide(side, at: at, into: &effects)
  }

  mutating func setSide(_ side: Side, at: Instant, into effects: inout [Effect]) {
    selection.side = exercise.side(nearest: side)
    selected(at: at, into: &effects)
  }

  /// Sets the load, for the running set too: only the side is fixed at the start. Less than a gram is none.
  mutating func select(load: Double, at: Instant, into effects: inout [Effect]) {
    let grams = (load * 1_000).rounded()
    let kg: Double? = grams > 0 ? grams / 1_000 : nil
    selection.loadKg = kg
    loads[LoadKey(athlete: selection.athlete, exercise: exercise.id)] = kg
    if case .running(var run) = phase {
      run.set.loadKg = kg
      phase = .running(run)
    }
    selected(at: at, into: &effects)
  }

  /// Sets the target, for the running set too unless its target has been cued. What the set has reached already
  /// counts from now: nothing is cued or ended in the past.
  mutating func select(target: Target?, at: Instant, into effects: inout [Effect]) {
    selection.target = target
    selected(at: at, into: &effects)
    guard case .running(var run) = phase, !run.targetWasCued else { return }
    run.set.target = effectiveTarget
    run.targetTimeWasReached = false
    phase = .running(run)
    judgeTarget(at: at, into: &effects)
  }

  /// Knows the loads that another station knows: they belong to athletes, not to stations.
  public mutating func takeLoads(from other: Station) { loads = other.loads }

  /// A set of this station was taken back: its side is due again.
  /// - Parameters:
  ///   - set: the set that was taken back.
  ///   - at: when that was asked for.
  ///   - effects: what is to be done is added here.
  public mutating func tookBack(_ set: LoggedSet, at: Instant, into effects: inout [Effect]) {
    uncount(set)
    effects.append(.cue(.stopped, at: at))
    guides[set.athlete]?.takeBack(exercise: set.exercise, side: set.side)
    if case .idle = phase, set.athlete == selection.athlete,
      guide?.isUp(exercise: set.exercise, side: set.side) == true
    {
      selectPlanned(at: at, into: &effects)
      return effects.append(.cue(.ready, at: at))
    }
    guard case .idle = phase, set.exercise == exercise.id, set.side != selection.side else { return }
    setSide(set.side, at: at, into: &effects)
  }
}

extension Exercise {
  /// A side that this exercise has: the one that is wanted, else the first. A catalogue that was edited may have
  /// another idea of the sides than what was stored before.
  func side(nearest wanted: Side) -> Side { (wanted == .both) == (sides == .both) ? wanted : firstSide }
}
