import Testing
import Tracking
import Training

/// What the scenarios cannot say: stations that are made from other things than a configuration.
@Suite struct StationTests {
  private let plank = Exercise(id: "plank", name: "Plank", kind: .hold, sides: .both)
  private let lunge = Exercise(id: "lunge", name: "Lunge", kind: .hold, sides: .each)
  private func at(_ seconds: Double) -> Instant { Instant(microseconds: 0) + .seconds(seconds) }

  @Test func theVirtualKeysReleaseIsDueAtOnce() {
    // Judged at SYN_REPORT: the release's debounce must be the next deadline, not the long press that it rules out.
    let input = InputConfiguration(
      match: DeviceMatch(knownPedal: true), any: KeyBinding(tap: .go, long: .undo))
    var station = Station(
      configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([plank]))
    var effects: [Effect] = []
    let node = station.attach("pedal", input: input, at: at(0), into: &effects)
    for (time, value) in [(1.0, 1), (1.2, 0)] {
      station.handle(
        RawEvent(at: at(time), type: 1, code: 48, value: Int32(value)), from: node, into: &effects)
      station.handle(RawEvent(at: at(time), type: 0, code: 0, value: 0), from: node, into: &effects)
    }
    #expect(station.nextDeadline == at(1.225))
  }

  @Test func aStoredSelectionReturns() {
    let station = Station(
      configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([plank, lunge]),
      selection: Selection(athlete: "anna", exercise: "lunge", side: .right, loadKg: 5))
    #expect(
      station.selection == Selection(athlete: "anna", exercise: "lunge", side: .right, loadKg: 5))
    #expect(station.snapshot.exercise == lunge)
  }

  @Test func aSelectionOfAnExerciseThatIsGoneDoesNot() {
    let station = Station(
      configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([plank]),
      loads: [Station.LoadKey(athlete: "me", exercise: "plank"): 7.5],
      selection: Selection(athlete: "me", exercise: "lunge", side: .right))
    #expect(station.selection == Selection(athlete: "me", exercise: "plank", side: .both, loadKg: 7.5))
  }

  @Test func aStoredSideThatTheExerciseNoLongerHasIsTheFirstOne() {
    for (sides, stored, expected) in [(Sides.each, Side.both, Side.left), (.both, .right, .both)] {
      let exercise = Exercise(id: "lunge", name: "Lunge", kind: .hold, sides: sides)
      let station = Station(
        configuration: StationConfiguration(exercise: "lunge"), catalogue: Catalogue([exercise]),
        selection: Selection(athlete: "me", exercise: "lunge", side: stored))
      #expect(station.selection.side == expected)
    }
  }

  @Test func aReloadThatChangesTheSidesSelectsTheFirstOne() {
    let old = Station(configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([plank]))
    let oneSided = Exercise(id: "plank", name: "Plank", kind: .hold, sides: .each)
    var new = Station(
      configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([oneSided]))
    new.takeOver(from: old, at: at(1))
    #expect(new.selection.side == .left)
  }

  @Test func aReloadThatRemovesTheExerciseLetsItsSetEnd() {
    var effects: [Effect] = []
    var old = Station(
      configuration: StationConfiguration(exercise: "lunge"), catalogue: Catalogue([plank, lunge]))
    old.perform(.start, at: at(1), into: &effects)
    var new = Station(
      configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([plank]))
    new.takeOver(from: old, at: at(2))
    #expect(new.isBusy)
    effects = []
    new.perform(.stop, at: at(3), into: &effects)
    guard case .finished(let set)? = effects.last else {
      Issue.record("\(effects)")
      return
    }
    #expect(set.running.exercise == "lunge")
    #expect(set.duration == .seconds(2))
    #expect(new.selection.exercise == "plank")
    #expect(!new.isBusy)
  }

  @Test func aCatalogueWithoutTheConfiguredExercise() {
    let first = Station(configuration: StationConfiguration(exercise: "none"), catalogue: Catalogue([lunge]))
    #expect(first.selection == Selection(athlete: "me", exercise: "lunge", side: .left))
    var empty = Station(configuration: StationConfiguration(exercise: "none"), catalogue: Catalogue())
    var effects: [Effect] = []
    empty.perform(.next, at: at(1), into: &effects)
    empty.perform(.start, at: at(2), into: &effects)
    #expect(empty.selection == Selection(athlete: "me", exercise: "none", side: .both))
    #expect(empty.isBusy)
  }

  @Test func theSnapshotSaysWhatHappens() {
    var configuration = StationConfiguration(exercise: "plank", getReady: .seconds(3), rest: .seconds(60))
    configuration.target = Target(seconds: .exactly(45))
    var station = Station(configuration: configuration, catalogue: Catalogue([plank]))
    var effects: [Effect] = []
    #expect(station.nextDeadline == nil)
    #expect(!station.isBusy)
    guard case .idle = station.snapshot.state else { Issue.record("not idle"); return }
    #expect(station.snapshot.target == Target(seconds: .exactly(45)))
    station.perform(.go, at: at(1), into: &effects)
    guard case .gettingReady(at(4)) = station.snapshot.state else { Issue.record("no countdown"); return }
    #expect(station.isBusy)
    station.advance(to: at(5), into: &effects)
    guard case .running(let set) = station.snapshot.state else { Issue.record("not running"); return }
    #expect(set.startedAt == at(4))
    station.perform(.go, at: at(10), into: &effects)
    guard case .resting(until: at(70)) = station.snapshot.state else { Issue.record("no rest"); return }
    #expect(!station.isBusy)
    // The last seconds of a rest are told.
    #expect(station.nextDeadline == at(67))
  }

  @Test func theSnapshotSaysWhetherThePedalIsGone() {
    let input = InputConfiguration(match: DeviceMatch(name: "*"), keys: [48: KeyBinding(tap: .go)])
    var configuration = StationConfiguration(exercise: "plank")
    configuration.inputs = [input]
    var station = Station(configuration: configuration, catalogue: Catalogue([plank]))
    var effects: [Effect] = []
    let node = station.attach("pedal", input: input, at: at(0), into: &effects)
    station.handle(RawEvent(at: at(1), type: 1, code: 48, value: 1), from: node, into: &effects)
    #expect(!station.snapshot.isUnplugged)
    station.unplugged(node, at: at(2), into: &effects)
    station.unplugged(node, at: at(2.5), into: &effects)
    #expect(station.snapshot.isUnplugged)
    #expect(station.attach("pedal", input: input, at: at(3), into: &effects) == node)
    #expect(!station.snapshot.isUnplugged)
    #expect(station.attach("other", input: input, at: at(3), into: &effects) != node)
  }

  @Test func resumeIsRefusedWhileSomethingRuns() {
    var station = Station(
      configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([plank, lunge]))
    var effects: [Effect] = []
    station.perform(.start, at: at(1), into: &effects)
    let other = RunningSet(athlete: "me", exercise: "lunge", kind: .hold, side: .left, startedAt: at(0))
    station.resume(other, heartbeat: at(1), at: at(2), endedBy: .crash)
    guard case .running(let set) = station.snapshot.state else { Issue.record("not running"); return }
    #expect(set.exercise == "plank")
  }

  // MARK: A program

  private func guide(_ load: Double? = nil, number: Int = 1, day: Int = 0) -> SessionGuide {
    var sets: [PlannedSet] = []
    for (place, exercise) in ["lunge", "plank", "lunge"].enumerated() {
      var set = PlannedSet(
        exercise: exercise, side: exercise == "plank" ? .both : .left, block: place, place: 0, number: 1,
        count: 1
      )
      set.target = Target(seconds: .exactly(5))
      if exercise == "lunge" { set.target?.loadKg = load }
      sets.append(set)
    }
    let due = DueSession(
      week: 1, session: "s", name: "S", number: number, sets: sets, reasons: sets.map { _ in .start })
    return SessionGuide(program: "p", programName: "P", due: due, day: day)
  }

  private func stationWithPlan(_ effects: inout [Effect]) -> Station {
    var station = Station(
      configuration: StationConfiguration(exercise: "plank", sessionGap: .seconds(60)),
      catalogue: Catalogue([plank, lunge]))
    station.follow(guide(20), athlete: "me", at: at(0), into: &effects)
    return station
  }

  private func finished(in effects: [Effect]) -> FinishedSet? {
    for case .finished(let set) in effects.reversed() { return set }
    return nil
  }

  private func logged(_ set: FinishedSet) -> LoggedSet {
    LoggedSet(
      id: SetID(high: 0, low: 0), athlete: "me", station: "main", exercise: set.running.exercise, kind: .hold,
      side: set.running.side, startedAt: WallTime(microseconds: set.running.startedAt.microseconds),
      duration: set.duration, endedBy: set.endedBy, clock: .synced)
  }

  /// How often a session is said to be over.
  private func overs(in effects: [Effect]) -> Int {
    effects.count { if case .sessionOver = $0 { true } else { false } }
  }

  @Test func theEndOfASessionWhoseSetsAreGoneIsNotDue() throws {
    var effects: [Effect] = []
    var station = stationWithPlan(&effects)
    station.perform(.start, at: at(1), into: &effects)
    station.perform(.stop, at: at(2), into: &effects)
    station.uncount(logged(try #require(finished(in: effects))))
    // The log may be read in vain: then the guide stays as it was.
    station.advance(to: at(100), into: &effects)
    #expect(overs(in: effects) == 0)
    #expect(station.nextDeadline == nil)
  }

  @Test func theEndOfASessionIsToldOnceWhateverTheLogSays() {
    var effects: [Effect] = []
    var station = stationWithPlan(&effects)
    station.perform(.start, at: at(1), into: &effects)
    station.perform(.stop, at: at(2), into: &effects)
    station.advance(to: at(62), into: &effects)
    #expect(overs(in: effects) == 1)
    // As the log has it, more was done at another station.
    var same = guide(20)
    same.take(DoneSet(exercise: "lunge", side: .left, duration: .seconds(1)))
    same.take(DoneSet(exercise: "plank", side: .both, duration: .seconds(1)))
    station.follow(same, athlete: "me", at: at(63), into: &effects)
    station.perform(.selectLoad(5), at: at(64), into: &effects)
    station.perform(.start, at: at(65), into: &effects)
    station.perform(.discard, at: at(66), into: &effects)
    station.advance(to: at(70), into: &effects)
    #expect(overs(in: effects) == 1)
    station.perform(.start, at: at(71), into: &effects)
    station.perform(.stop, at: at(72), into: &effects)
    station.advance(to: at(132), into: &effects)
    #expect(overs(in: effects) == 2)
  }

  @Test func aNewSessionBeginsWithItsOwnLoadAndTarget() {
    var effects: [Effect] = []
    var station = stationWithPlan(&effects)
    #expect(station.selection == Selection(athlete: "me", exercise: "lunge", side: .left, loadKg: 20))
    station.perform(.selectTarget(Target(seconds: .exactly(9))), at: at(1), into: &effects)
    station.follow(guide(22.5, number: 2), athlete: "me", at: at(2), into: &effects)
    #expect(station.selection == Selection(athlete: "me", exercise: "lunge", side: .left, loadKg: 22.5))
    // The same one, told anew within it, leaves what was chosen.
    station.perform(.selectLoad(10), at: at(3), into: &effects)
    station.follow(guide(22.5, number: 2), athlete: "me", at: at(4), into: &effects)
    #expect(station.selection.loadKg == 10)
  }

  @Test func anotherDayBeginsASessionAnew() {
    var effects: [Effect] = []
    var station = stationWithPlan(&effects)
    station.perform(.next, at: at(1), into: &effects)
    station.perform(.next, at: at(2), into: &effects)
    station.follow(guide(20), athlete: "me", at: at(3), into: &effects)
    #expect(station.guide?.current == 2)
    station.follow(guide(20, day: 1), athlete: "me", at: at(4), into: &effects)
    #expect(station.guide?.current == 0)
    #expect(station.guide?.hasSkipped == false)
  }

  @Test func whatTheCatalogueHasLostIsPassedOver() {
    var effects: [Effect] = []
    let old = stationWithPlan(&effects)
    var new = Station(
      configuration: StationConfiguration(exercise: "plank"), catalogue: Catalogue([plank]))
    new.takeOver(from: old, at: at(1))
    effects = []
    new.perform(.next, at: at(2), into: &effects)
    #expect(new.selection.exercise == "plank")
    #expect(effects.last == .cue(.ready, at: at(2)))
    new.perform(.start, at: at(3), into: &effects)
    new.perform(.stop, at: at(4), into: &effects)
    #expect(effects.last == .cue(.sessionDone, at: at(4)))
  }

  @Test func whatWasSelectedBeforeARestartStaysWithinASessionOnly() {
    // The last one was running when the daemon ended, and was stored as it came back.
    for (done, expected) in [([], "lunge"), (["lunge"], "plank"), (["lunge", "plank"], "lunge")] {
      var effects: [Effect] = []
      var station = Station(
        configuration: StationConfiguration(exercise: "lunge"), catalogue: Catalogue([plank, lunge]),
        selection: Selection(athlete: "me", exercise: "plank", side: .both))
      var begun = guide(20)
      for exercise in done {
        begun.take(
          DoneSet(exercise: exercise, side: exercise == "plank" ? .both : .left, duration: .seconds(1)))
      }
      station.follow(begun, athlete: "me", at: at(1), into: &effects)
      #expect(station.selection.exercise == expected)
    }
  }
}
