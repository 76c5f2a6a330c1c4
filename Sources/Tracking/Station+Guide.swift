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
    guard let guide else { return nil }
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
    let wasUp = isUpSelected(of: old)
    guides[athlete] = new
    if athlete == selection.athlete, case .idle = phase {
      let isWithin: Bool
      if let old {
        isWithin = new?.isSame(as: old) == true
      } else {
        isWithin = isSelectionRestored && new.map { $0.doneCount > 0 } == true
      }
      // Within a session something else may have been chosen on purpose: only what was up itself, and is no more, is replaced.
      if !isWithin {
        selectPlanned(anew: true, at: at, into: &effects)
      } else if wasUp && !isUpSelected(of: new) || hasLostItsSide || old == nil && isOutrun {
        selectPlanned(at: at, into: &effects)
      }
      isSelectionRestored = false
    }
    settle(now: at, into: &effects)
  }

  private func isUpSelected(of guide: SessionGuide?) -> Bool {
    guide?.isUp(exercise: selection.exercise, side: selection.side) == true
  }

  /// Whether what is up is selected, but for its side: where the program has others than the catalogue, a reload or a restart has
  /// put the catalogue's in its place.
  private var hasLostItsSide: Bool {
    guard let set = guide?.set, (set.side == .both) != (exercise.sides == .both) else { return false }
    return selection.exercise == guide?.exercise && selection.side != set.side
  }

  /// Whether what was selected before a restart was done since: a set that ran then was stored, and nothing told the station.
  private var isOutrun: Bool {
    guard let guide else { return false }
    let isPlanned = guide.due.sets.contains {
      $0.isMatched(byExercise: selection.exercise, side: selection.side)
    }
    let isLeft = guide.set(of: selection.exercise, side: selection.side) != nil
    return isPlanned && !isLeft || selection.exercise == guide.exercise
  }

  /// A set of this athlete has ended at another station: what is up goes on here, too.
  public mutating func tookElsewhere(_ set: FinishedSet, at: Instant, into effects: inout [Effect]) {
    let wasUp = set.running.athlete == selection.athlete && isUpSelected(of: guide)
    guides[set.running.athlete]?.take(DoneSet(set))
    if case .idle = phase, wasUp, !isUpSelected(of: guide) { selectPlanned(at: at, into: &effects) }
  }

  /// A set of another station was taken back.
  public mutating func tookBackElsewhere(_ set: LoggedSet, at: Instant, into effects: inout [Effect]) {
    let wasUp = set.athlete == selection.athlete && isUpSelected(of: guide)
    guides[set.athlete]?.takeBack(exercise: set.exercise, side: set.side)
    if case .idle = phase, wasUp, !isUpSelected(of: guide) { selectPlanned(at: at, into: &effects) }
  }

  // MARK: From set to set

  /// Selects the set that is up; what is selected already stays as it is, with its load and target.
  /// - Parameter anew: a session begins: load and target are the plan's.
  /// - Returns: whether a set is up.
  @discardableResult
  mutating func selectPlanned(anew: Bool = false, at: Instant, into effects: inout [Effect]) -> Bool {
    // What the catalogue has lost cannot be done: nobody is to be stuck at it.
    while let id = guide?.exercise, catalogue[id] == nil { guides[selection.athlete]!.skip() }
    guard let guide, let set = guide.set, let id = guide.exercise, let found = catalogue[id] else {
      return false
    }
    var planned = selection
    // The program may have an exercise of both sides done on each.
    (planned.exercise, planned.side) = (id, set.side)
    if anew || selection.exercise != id {
      planned.target = nil
      planned.loadKg = guide.load(
        of: id, for: set, last: loads[LoadKey(athlete: selection.athlete, exercise: id)])
    }
    if planned != selection {
      exercise = found
      selection = planned
      effects.append(.selected(selection, at: at))
    }
    return true
  }

  /// A set has ended here and its athlete follows a program: what is next, and how long the rest is.
  /// - Returns: whether the guide has said what is selected now.
  mutating func goOn(after set: FinishedSet, at: Instant, into effects: inout [Effect]) -> Bool {
    let athlete = set.running.athlete
    guard guides[athlete] != nil else { return false }
    let wasDone = guides[athlete]!.current == nil
    let asked = guides[athlete]!.take(DoneSet(set))
    // Nobody rests for what does not come.
    let isDone = guides[athlete]!.current == nil
    if let asked { restEndsAt = isDone ? nil : asked.timedRest.map { set.endedAt + $0 } }
    // After the end only what had been passed over is the plan's.
    guard !wasDone || asked != nil else { return false }
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

  /// When the session of somebody who follows a program is over, so that what is next can be told from the log; `nil` where that
  /// was told.
  var sessionOver: (athlete: String, at: Instant)? {
    var first: (athlete: String, at: Instant)?
    for (athlete, guide) in guides where guide.doneCount > 0 {
      guard let last = stored.lazy.filter({ $0.athlete == athlete }).map(\.endedAt).max() else { continue }
      let end = last + configuration.sessionGap
      if let told = toldOver[athlete], told >= end { continue }
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
