import Motion
import Testing
import Tracking
import Training

/// What must hold for any configuration and any sequence of events. A failure names the seed that brings it back.
@Suite struct PropertyTests {
  private static let seeds: Range<UInt64> = 0..<4_000

  /// Runs a time line; `everyDeadline` as the daemon does, otherwise time passes only with the events.
  private func run(_ timeline: RandomTimeline, everyDeadline: Bool) -> [Effect] {
    var station = newStation(timeline)
    var effects: [Effect] = []
    var journal: (set: RunningSet, at: Instant)?
    var journalled = 0
    var numbers: [Int?] = []
    let start = Instant(microseconds: 0)
    // Every other athlete follows a program.
    if timeline.seed % 2 == 1 {
      station.follow(Self.guide, athlete: station.selection.athlete, at: start, into: &effects)
    }
    plugSensor(timeline, &station, at: start, into: &effects)
    for (index, input) in timeline.configuration.inputs.enumerated() {
      numbers.append(station.attach("device \(index)", input: input, at: start, into: &effects))
    }
    for (at, what) in timeline.events {
      if everyDeadline {
        while let due = station.nextDeadline, due <= at {
          station.advance(to: due, into: &effects)
          if let next = station.nextDeadline, next <= due { Issue.record("\(due) is due for ever") }
        }
      }
      switch what {
      case .event(let node, let event): station.handle(event, from: numbers[node]!, into: &effects)
      case .perform(let action): station.perform(action, at: at, into: &effects)
      case .unplug(let node):
        station.unplugged(numbers[node]!, at: at, into: &effects)
        numbers[node] = nil
      case .plug(let node, let down):
        let input = timeline.configuration.inputs[node]
        numbers[node] = station.attach("device \(node)", input: input, down: down, at: at, into: &effects)
      case .drop(let node, let down):
        station.resynced(numbers[node]!, down: down, at: at, into: &effects)
      case .reload, .restart:
        station.advance(to: at, into: &effects)
        var new = newStation(timeline)
        if case .reload = what {
          new.takeOver(from: station, at: at)
        } else {
          for effect in effects[journalled...] { follow(effect, &journal) }
          journalled = effects.count
          if let journal { new.resume(journal.set, heartbeat: journal.at, at: at, endedBy: .crash) }
        }
        station = new
        plugSensor(timeline, &station, at: at, into: &effects)
        for node in numbers.indices where numbers[node] != nil {
          let input = timeline.configuration.inputs[node]
          numbers[node] = station.attach("device \(node)", input: input, at: at, into: &effects)
        }
      case .lookAtTheClock:
        station.advance(to: at, into: &effects)
        if let next = station.nextDeadline, next <= at { Issue.record("\(at) is due for ever") }
      }
    }
    return effects
  }

  private static let guide: SessionGuide = {
    func set(_ exercise: String, _ side: Side, _ number: Int, _ target: String, rest: Double?) -> PlannedSet {
      let place = ["plank": 0, "reverse-lunge": 1, "wall-sit": 2][exercise]!
      var set = PlannedSet(exercise: exercise, side: side, block: 0, place: place, number: number, count: 2)
      set.target = Target(target, kind: RandomTimeline.catalogue[exercise]!.kind)
      set.rest = rest.map { .seconds($0) }
      return set
    }
    let sets = (1...2).flatMap { number in
      [
        set("plank", .both, number, "3s", rest: 2), set("reverse-lunge", .left, number, "2", rest: nil),
        set("reverse-lunge", .right, number, "2", rest: 5), set("wall-sit", .both, number, "10-20s", rest: 1),
      ]
    }
    let due = DueSession(
      week: 1, session: "a", name: "A", number: 1, sets: sets, reasons: sets.map { _ in .start })
    return SessionGuide(program: "p", programName: "P", due: due)
  }()

  /// Where motion counts there is a sensor, which lies still.
  private func plugSensor(
    _ timeline: RandomTimeline, _ station: inout Station, at: Instant, into effects: inout [Effect]
  ) {
    guard timeline.countsByMotion else { return }
    let input = InputConfiguration(match: DeviceMatch(accelerometer: true), use: .motion)
    _ = station.attach("sensor", input: input, axes: MotionAxes(kind: .absolute), at: at, into: &effects)
  }

  private func newStation(_ timeline: RandomTimeline) -> Station {
    Station(
      configuration: timeline.configuration, catalogue: RandomTimeline.catalogue,
      athletes: RandomTimeline.athletes, countsByMotion: timeline.countsByMotion)
  }

  private func follow(_ effect: Effect, _ journal: inout (set: RunningSet, at: Instant)?) {
    switch effect {
    case .began(let set): journal = (set, set.startedAt)
    case .heartbeat(let set, let at): journal = (set, at)
    case .finished, .discarded: journal = nil
    default: break
    }
  }

  @Test(arguments: 0..<20) func anyTimeline(_ part: UInt64) {
    for seed in PropertyTests.seeds where seed % 20 == part {
      let timeline = RandomTimeline(seed: seed)
      let eager = run(timeline, everyDeadline: true)
      var checker = EffectChecker(end: timeline.events.map(\.at).max()!)
      for effect in eager { checker.take(effect) }
      for fault in checker.faultsAtTheEnd { Issue.record("seed \(seed): \(fault)") }
      // A replay gives the same, and so does one in which nobody looks at the clock.
      let lazy = run(timeline, everyDeadline: false)
      if eager != lazy {
        let lines = difference(expected: eager.map { "\($0)" }, actual: lazy.map { "\($0)" })
        Issue.record("seed \(seed): - by deadlines, + by events\n\(lines)")
        return
      }
      if seed % 10 == 0, run(timeline, everyDeadline: true) != eager {
        Issue.record("seed \(seed): a replay gives something else")
      }
    }
  }

  /// The time lines are worth something only if all sorts of things happen in them.
  @Test func everythingHappens() {
    var ends: Set<EndedBy> = []
    var faults: Set<Cue.Fault> = []
    var others: Set<String> = []
    for seed in PropertyTests.seeds.prefix(1_500) {
      for effect in run(RandomTimeline(seed: seed), everyDeadline: true) {
        switch effect {
        case .finished(let set): ends.insert(set.endedBy)
        case .cue(.fault(let fault), _): faults.insert(fault)
        case .cue(let cue, _): others.insert(cue.name)
        case .discarded: others.insert("discarded")
        case .late: others.insert("late")
        case .undoLast: others.insert("undoLast")
        default: break
        }
      }
    }
    #expect(
      ends == [.tap, .release, .command, .change, .target, .idle, .timeout, .unplug, .dropped, .crash])
    #expect(
      faults == [
        .repOnHold, .holdOnReps, .noSides, .alreadyRunning, .nothingRunning, .unknown, .noReps, .unplugged,
      ])
    #expect(
      others == [
        "ready", "started", "tick", "target", "stopped", "rep", "rest-over", "session-done", "discarded",
        "late",
        "undoLast",
      ])
  }
}

/// What must hold for the effects of any station.
private struct EffectChecker {
  var end: Instant
  private var running: RunningSet?
  private var lastEnd = Instant(microseconds: 0)
  private var total = Interval.zero
  private var faults: [String] = []

  init(end: Instant) { self.end = end }

  var faultsAtTheEnd: [String] {
    var faults = faults
    if running != nil { faults.append("something runs for ever") }
    if total > end - Instant(microseconds: 0) { faults.append("the sets are longer than the time line") }
    return faults
  }

  private mutating func require(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { faults.append(text()) }
  }

  mutating func take(_ effect: Effect) {
    switch effect {
    case .began(let set):
      require(running == nil, "began while another runs: \(set)")
      require(set.startedAt >= lastEnd, "overlaps the set before: \(set)")
      running = set
    case .heartbeat(let set, let at):
      require(running?.startedAt == set.startedAt, "a heartbeat of nothing: \(set)")
      require(at >= set.startedAt, "a heartbeat before the start: \(set)")
    case .finished(let finished):
      let set = finished.running
      require(running?.startedAt == set.startedAt, "finished, but never began: \(set)")
      require(running?.exercise == set.exercise && running?.side == set.side, "became another: \(set)")
      require(finished.duration >= .zero, "ends before it starts: \(finished)")
      require(finished.endedAt <= end, "ends in the future: \(finished)")
      require((set.reps ?? 0) >= 0, "negative reps: \(set)")
      require(set.lastRepAt ?? set.startedAt <= finished.endedAt, "ends before its last rep: \(finished)")
      total = total + finished.duration
      lastEnd = finished.endedAt
      running = nil
    case .discarded(let set, _):
      require(running?.startedAt == set.startedAt, "discarded, but never began: \(set)")
      running = nil
    case .selected(let selection, _):
      let exercise = RandomTimeline.catalogue[selection.exercise]
      require((exercise?.sides == .both) == (selection.side == .both), "no such side: \(selection)")
    case .cue, .undoLast, .rateLast, .late, .sessionOver: break
    }
  }
}
