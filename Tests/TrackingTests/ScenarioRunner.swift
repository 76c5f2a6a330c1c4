import Motion
import Tracking
import Training

/// Runs a scenario as the daemon would run it, with a log in memory that answers `undo` and `rpe`.
struct ScenarioRunner {
  /// How time passes.
  enum Pace {
    /// Every deadline is handled when it is due.
    case eager
    /// Nobody looks at the clock: time passes only with what happens next.
    case lazy
  }

  private let scenario: Scenario
  private let pace: Pace
  private var configuration: StationConfiguration
  private var station: Station
  private var isAlive = true
  private var endedBy = EndedBy.crash
  private var nodes: [String: Int] = [:]
  private var down: [String: [UInt16]] = [:]
  private var log: [FinishedSet] = []
  private var journal: (set: RunningSet, at: Instant)?
  private var selection: Selection?
  private var loads: [Station.LoadKey: Double] = [:]
  private var lines: [String] = []

  static func run(_ scenario: Scenario, _ pace: Pace) throws -> [String] {
    var runner = ScenarioRunner(scenario, pace)
    runner.plugSensor(at: Instant(microseconds: 0))
    for device in scenario.devices where device.isPresent {
      runner.plug(device.name, down: device.down, at: Instant(microseconds: 0))
    }
    for event in scenario.events { try runner.take(event) }
    return runner.lines
  }

  private init(_ scenario: Scenario, _ pace: Pace) {
    self.scenario = scenario
    self.pace = pace
    configuration = scenario.configuration
    configuration.inputs = scenario.devices.map(\.input)
    station = Station(
      configuration: configuration, catalogue: scenario.catalogue, athletes: scenario.athletes,
      countsByMotion: scenario.countsByMotion)
    for athlete in scenario.plans.keys.sorted() { plan(athlete, at: Instant(microseconds: 0)) }
  }

  /// What a program asks for, as the log has it: a session that is over is followed by the same once more.
  private mutating func plan(_ athlete: String, at: Instant) {
    guard let sets = scenario.plans[athlete] else { return }
    var number = 1
    var open: [FinishedSet] = []
    for set in log where set.running.athlete == athlete {
      if let last = open.last, set.running.startedAt - last.endedAt >= configuration.sessionGap {
        (number, open) = (number + 1, [])
      }
      open.append(set)
    }
    if let last = open.last, at - last.endedAt >= configuration.sessionGap {
      (number, open) = (number + 1, [])
    }
    let due = DueSession(
      week: 1, session: "s", name: "S", number: number, sets: sets, reasons: sets.map { _ in .start })
    let done = open.map { set in
      DoneSet(
        exercise: set.running.exercise, side: set.running.side, duration: set.duration, reps: set.running.reps
      )
    }
    let guide = SessionGuide(program: "p", programName: "P", due: due, done: done)
    give { $0.follow(guide, athlete: athlete, at: at, into: &$1) }
  }

  // MARK: In

  private mutating func take(_ event: Scenario.Event) throws {
    if isAlive { letTimePass(to: event.at) }
    func error(_ message: String) -> ScenarioError {
      ScenarioError(file: scenario.file, line: event.line, message: message)
    }
    func node(_ device: String) throws -> Int {
      guard let node = nodes[device] else { throw error("\(device) is not plugged in") }
      return node
    }
    if !isAlive {
      guard case .restart = event.what else { throw error("the daemon is not running") }
    }
    switch event.what {
    case .keys(let device, let changes):
      let node = try node(device)
      for change in changes {
        note(change, of: device)
        hand(RawEvent(at: event.at, type: 1, code: change.code, value: change.value), node)
      }
      hand(
        RawEvent(at: event.at, type: 0, code: 0, value: changes.contains(where: \.isByKernel) ? 1 : 0), node)
    case .perform(let action):
      give { $0.perform(action, at: event.at, into: &$1) }
    case .unplug(let device):
      let node = try node(device)
      nodes[device] = nil
      give { $0.unplugged(node, at: event.at, into: &$1) }
    case .plug(let device, let keys):
      if nodes[device] != nil { throw error("\(device) is plugged in already") }
      plug(device, down: keys, at: event.at)
    case .drop(let device, let keys):
      down[device] = keys
      let node = try node(device)
      give { $0.resynced(node, down: keys, at: event.at, into: &$1) }
    case .ends(let cause):
      give { $0.advance(to: event.at, into: &$1) }
      isAlive = false
      endedBy = cause
      if cause == .shutdown, journal != nil { journal!.at = event.at }
    case .restart:
      if isAlive { throw error("the daemon is running") }
      restart(at: event.at)
    case .reload(let changed):
      reload(changed, at: event.at)
    case .session:
      give { $0.advance(to: event.at, into: &$1) }
      tellSession(at: event.at)
    case .end:
      give { $0.advance(to: event.at, into: &$1) }
      tellWhatRuns(at: event.at)
    }
  }

  private mutating func letTimePass(to at: Instant) {
    guard pace == .eager else { return }
    while let due = station.nextDeadline, due <= at { give { $0.advance(to: due, into: &$1) } }
  }

  private mutating func hand(_ event: RawEvent, _ node: Int) {
    give { $0.handle(event, from: node, into: &$1) }
  }

  private mutating func note(_ change: Scenario.KeyChange, of device: String) {
    down[device, default: []].removeAll { $0 == change.code }
    if change.value != 0 { down[device, default: []].append(change.code) }
  }

  private mutating func plug(_ device: String, down keys: [UInt16], at: Instant) {
    down[device] = keys
    let input = scenario.devices.first { $0.name == device }!.input
    var effects: [Effect] = []
    nodes[device] = station.attach(device, input: input, down: keys, at: at, into: &effects)
    take(effects)
  }

  /// Where motion counts there is a sensor, which lies still: the repetitions are commands.
  private mutating func plugSensor(at: Instant) {
    guard scenario.countsByMotion else { return }
    let input = InputConfiguration(match: DeviceMatch(accelerometer: true), use: .motion)
    give { _ = $0.attach("sensor", input: input, axes: MotionAxes(kind: .absolute), at: at, into: &$1) }
  }

  private mutating func restart(at: Instant) {
    station = Station(
      configuration: configuration, catalogue: scenario.catalogue, athletes: scenario.athletes, loads: loads,
      selection: selection, countsByMotion: scenario.countsByMotion)
    station.count(
      log.map { set in
        SessionSet(
          athlete: set.running.athlete, exercise: set.running.exercise, side: set.running.side,
          startedAt: set.running.startedAt, duration: set.duration)
      })
    if let journal {
      station.resume(journal.set, heartbeat: journal.at, at: at, endedBy: endedBy)
    }
    nodes = [:]
    isAlive = true
    plugSensor(at: at)
    for athlete in scenario.plans.keys.sorted() { plan(athlete, at: at) }
  }

  private mutating func reload(_ changed: StationConfiguration, at: Instant) {
    give { $0.advance(to: at, into: &$1) }
    let old = station
    configuration = changed
    configuration.inputs = scenario.devices.map(\.input)
    station = Station(
      configuration: configuration, catalogue: scenario.catalogue, athletes: scenario.athletes,
      countsByMotion: scenario.countsByMotion)
    station.takeOver(from: old, at: at)
    plugSensor(at: at)
    for device in scenario.devices where nodes[device.name] != nil {
      plug(device.name, down: down[device.name] ?? [], at: at)
    }
  }

  // MARK: Out

  private mutating func give(_ call: (inout Station, inout [Effect]) -> Void) {
    var effects: [Effect] = []
    call(&station, &effects)
    take(effects)
  }

  private mutating func take(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .cue(let cue, let at): tell(text(of: cue), at: at)
      case .began(let set): journal = (set, set.startedAt)
      case .heartbeat(let set, let at):
        journal = (set, at)
        if scenario.showsHeartbeats { tell("heartbeat" + (set.reps.map { " reps=\($0)" } ?? ""), at: at) }
      case .finished(let set):
        journal = nil
        log.append(set)
        lines.append("set " + text(of: set))
      case .discarded(let set, let at):
        journal = nil
        tell("discarded \(set.exercise) \(set.side.rawValue)", at: at)
      case .selected(let selected, _):
        selection = selected
        loads[Station.LoadKey(athlete: selected.athlete, exercise: selected.exercise)] = selected.loadKg
      case .undoLast(let since, let at): undo(since: since, at: at)
      case .rateLast(let value, let since, let at): rate(value, since: since, at: at)
      case .sessionOver(let athlete, let at):
        tell("session-over \(athlete)", at: at)
        plan(athlete, at: at)
      case .late(let action, let dated, let at): tell("late \(action) \(timeText(dated))", at: at)
      }
    }
  }

  private mutating func tell(_ text: String, at: Instant) { lines.append("\(timeText(at)) \(text)") }

  private mutating func undo(since: Instant, at: Instant) {
    guard let last = log.last, last.endedAt > since else { return tell("fault nothing-to-undo", at: at) }
    log.removeLast()
    tell("undone \(last.running.exercise) \(last.running.side.rawValue)", at: at)
    give { $0.tookBack(ScenarioRunner.logged(last), at: at, into: &$1) }
  }

  private mutating func rate(_ value: Double, since: Instant, at: Instant) {
    guard let last = log.last, last.endedAt > since else { return tell("fault nothing-to-undo", at: at) }
    log[log.count - 1].running.rpe = value
    tell("rated \(last.running.exercise) \(last.running.side.rawValue) rpe=\(decimalText(value))", at: at)
  }

  private static func logged(_ set: FinishedSet) -> LoggedSet {
    LoggedSet(
      id: SetID(high: 0, low: 0), athlete: set.running.athlete, station: "main",
      exercise: set.running.exercise, kind: set.running.kind, side: set.running.side,
      startedAt: WallTime(microseconds: set.running.startedAt.microseconds), duration: set.duration,
      reps: set.running.reps, loadKg: set.running.loadKg, rpe: set.running.rpe, target: set.running.target,
      targetMet: set.targetMet, endedBy: set.endedBy, clock: .synced)
  }

  private mutating func tellSession(at: Instant) {
    let session = station.session(at: at)
    var text = "set \(session.setNumber)" + (session.setCount.map { " of \($0)" } ?? "")
    if let ended = session.lastEndedAt, let over = session.endsAt {
      text += " after \(timeText(ended)) session until \(timeText(over))"
    }
    tell(text, at: at)
  }

  private mutating func tellWhatRuns(at: Instant) {
    switch station.snapshot.state {
    case .idle: return
    case .gettingReady(let startsAt): tell("getting-ready \(timeText(startsAt))", at: at)
    case .running(let set):
      tell("running \(timeText(set.startedAt)) " + text(of: set, ending: nil), at: at)
    case .resting(let until): tell("resting \(timeText(until))", at: at)
    }
  }

  // MARK: Text

  private func text(of cue: Cue) -> String {
    switch cue {
    case .ready:
      guard let selection else { return "ready without a selection" }
      var words = ["ready", selection.exercise, selection.side.rawValue]
      if let load = selection.loadKg { words.append("load=\(decimalText(load))") }
      if let target = selection.target { words.append("target=\(target.text)") }
      if selection.athlete != "me" { words.append("athlete=\(selection.athlete)") }
      return words.joined(separator: " ")
    case .tick(let left): return "tick \(left)"
    case .rep(let count): return "rep \(count)"
    case .fault(let fault): return "fault \(fault.rawValue)"
    case .started, .target, .stopped, .saved, .form, .restOver, .sessionDone: return cue.name
    }
  }

  private func text(of set: FinishedSet) -> String {
    timeText(set.running.startedAt) + " " + timeText(set.endedAt) + " "
      + text(of: set.running, ending: (set.endedBy, set.targetMet))
  }

  private func text(of set: RunningSet, ending: (by: EndedBy, targetMet: Bool?)?) -> String {
    var words = [set.exercise, set.side.rawValue]
    if let ending { words.append(ending.by.rawValue) }
    if let target = set.target { words.append("target=\(target.text)") }
    if let met = ending?.targetMet { words.append(met ? "met" : "missed") }
    if let load = set.loadKg { words.append("load=\(decimalText(load))") }
    if let rpe = set.rpe { words.append("rpe=\(decimalText(rpe))") }
    if let reps = set.reps { words.append("reps=\(reps)") }
    if set.athlete != "me" { words.append("athlete=\(set.athlete)") }
    return words.joined(separator: " ")
  }
}
