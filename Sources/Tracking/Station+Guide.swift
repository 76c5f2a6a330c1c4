public import Training

/// A session that a program asks for: the station goes along it.
///
/// The guide says which set is up (`SessionGuide`); the station selects that after every set, times the rest that it asks for,
/// and says what is next. Whatever else is selected and done in between does not lose the place.
extension Station {
  /// The guide of the athlete who is selected.
  public var guide: SessionGuide? { guides[selection.athlete] }

  /// The planned set that is selected, or runs; `nil` where something else is.
  public var planned: PlannedSet? {
    guard let guide, guide.current != nil else { return nil }
    guard case .running(let run) = phase else {
      return guide.set(of: selection.exercise, side: selection.side)
    }
    return run.set.athlete == selection.athlete ? guide.set(of: run.set.exercise, side: run.set.side) : nil
  }

  /// Takes the guide of an athlete: what is to be done now, told from the log. What is up is selected, but for what somebody had
  /// chosen himself: before a restart, or within the session.
  /// - Parameters:
  ///   - new: the guide; `nil` where nothing is to be done.
  ///   - athlete: whose it is.
  ///   - at: now.
  ///   - effects: what is to be done is added here.
  public mutating func follow(
    _ new: SessionGuide?, athlete: String, at: Instant, into effects: inout [Effect]
  ) {
    advance(to: at, into: &effects)
    let old = guides[athlete]
    var new = new
    if let old { new?.keepPlace(of: old) }
    // Within a session something else may have been chosen on purpose: only what was up itself is replaced.
    let wasUp = old?.isUp(exercise: selection.exercise, side: selection.side) == true
    let isChosen = old.map { new?.isSame(as: $0) == true && !wasUp } ?? false
    guides[athlete] = new
    toldOver.remove(athlete)
    if athlete == selection.athlete, case .idle = phase {
      if !isChosen, !isSelectionRestored { selectPlanned(at: at, into: &effects) }
      isSelectionRestored = false
    }
    settle(now: at, into: &effects)
  }

  /// A set of this athlete has ended at another station.
  public mutating func tookElsewhere(_ set: FinishedSet) { guides[set.running.athlete]?.take(DoneSet(set)) }

  /// A set of another station was taken back.
  public mutating func tookBackElsewhere(_ set: LoggedSet) {
    guides[set.athlete]?.takeBack(exercise: set.exercise, side: set.side)
  }

  // MARK: From set to set

  /// Selects the set that is up; what is selected already stays as it is, with its load and target.
  /// - Returns: whether a set is up.
  @discardableResult
  mutating func selectPlanned(at: Instant, into effects: inout [Effect]) -> Bool {
    guard let guide, let set = guide.set, let id = guide.exercise, let found = catalogue[id] else {
      return false
    }
    // The program may have an exercise of both sides done on each.
    if selection.exercise != id || selection.side != set.side {
      let key = LoadKey(athlete: selection.athlete, exercise: id)
      let load = selection.exercise == id ? selection.loadKg : set.target?.loadKg ?? loads[key]
      exercise = found
      selection = Selection(athlete: selection.athlete, exercise: id, side: set.side, loadKg: load)
      effects.append(.selected(selection, at: at))
    }
    return true
  }

  /// A set has ended here and its athlete follows a program: what is next, and how long the rest is.
  /// - Returns: whether the guide has said what is selected now.
  mutating func goOn(after set: FinishedSet, at: Instant, into effects: inout [Effect]) -> Bool {
    let athlete = set.running.athlete
    guard guides[athlete]?.current != nil else { return false }
    let asked = guides[athlete]!.take(DoneSet(set))
    if let asked { restEndsAt = asked.timedRest.map { set.endedAt + $0 } }
    guard athlete == selection.athlete, set.endedBy != .change else { return true }
    if asked == nil, exercise.id == set.running.exercise, exercise.sides == .each, set.running.side == .left {
      // The other side of something in between.
      return false
    }
    tellWhatIsUp(at: at, into: &effects)
    return true
  }

  private mutating func tellWhatIsUp(at: Instant, into effects: inout [Effect]) {
    effects.append(.cue(selectPlanned(at: at, into: &effects) ? .ready : .sessionDone, at: at))
  }

  /// `next` and `previous` along the guide: what is up is passed over, or what was passed over is up again. From something
  /// else both lead back to what is up.
  /// - Returns: whether there is a guide that they go along.
  mutating func moveAlongGuide(_ steps: Int, at: Instant, into effects: inout [Effect]) -> Bool {
    guard let guide, guide.current != nil || steps < 0 && guide.hasSkipped else { return false }
    let athlete = selection.athlete
    let wasUp = guide.isUp(exercise: selection.exercise, side: selection.side)
    endForChange(at: at, into: &effects)
    changed(at: at)
    if guides[athlete]?.current == guide.current, wasUp || guide.current == nil {
      if steps > 0 { guides[athlete]!.skip() } else { guides[athlete]!.goBack() }
    } else if steps < 0, wasUp {
      guides[athlete]!.goBack()
    }
    tellWhatIsUp(at: at, into: &effects)
    return true
  }

  /// When the session of somebody who follows a program is over, so that what is next can be told from the log.
  var sessionOver: (athlete: String, at: Instant)? {
    var first: (athlete: String, at: Instant)?
    for (athlete, guide) in guides where guide.doneCount > 0 && !toldOver.contains(athlete) {
      guard let last = stored.lazy.filter({ $0.athlete == athlete }).map(\.endedAt).max() else { continue }
      let end = last + configuration.sessionGap
      if first.map({ (end, athlete) < ($0.at, $0.athlete) }) ?? true { first = (athlete, end) }
    }
    return first
  }
}

extension DoneSet {
  /// A set that has just ended.
  init(_ set: FinishedSet) {
    self.init(
      exercise: set.running.exercise, side: set.running.side, duration: set.duration, reps: set.running.reps,
      loadKg: set.running.loadKg, isSound: set.endedBy.isMeasuredToTheEnd)
  }
}
