public import Motion
public import Training

/// What devices do: come, go, come back, and lose events.
extension Station {
  /// A device is there that this station listens to. One that was there before keeps its number.
  /// - Parameters:
  ///   - device: what names the device across a replug and a restart of the daemon.
  ///   - input: the configuration's entry that matched it.
  ///   - down: the keys that are down: none of them is a press.
  ///   - axes: its axes, where it is an accelerometer that is to be listened to.
  ///   - at: when it was opened.
  ///   - effects: what is to be done is added here.
  /// - Returns: the number to hand its events in with.
  public mutating func attach(
    _ device: String, input: InputConfiguration, down: [UInt16] = [], axes: MotionAxes? = nil, at: Instant,
    into effects: inout [Effect]
  ) -> Int {
    advance(to: at, into: &effects)
    defer { settle(now: at, into: &effects) }
    let index: Int
    if let known = nodes.firstIndex(where: {
      // What a sensor has seen of the running set is kept, whatever the configuration makes of it now.
      $0.device == device && !$0.isPlugged && ($0.input == input || axes != nil && $0.motion != nil)
    }) {
      index = known
      nodes[index].input = input
      for (key, gesture) in nodes[index].resync(down: down, at: at) {
        recognized(gesture, node: index, key: key, now: at, into: &effects)
      }
    } else {
      index = nodes.count
      nodes.append(InputNode(device: device, input: input, down: down))
    }
    if let axes { plugSensor(axes, node: index, at: at) }
    cameBack(device, node: index, at: at, into: &effects)
    return index
  }

  /// What a node is listened to for, and how.
  /// - Parameter node: the number that `attach` gave.
  public func input(of node: Int) -> InputConfiguration { nodes[node].input }

  /// The device that carries the set is there again.
  private mutating func cameBack(_ device: String, node: Int, at: Instant, into effects: inout [Effect]) {
    guard case .running(var run) = phase else { return }
    switch run.set.carrier {
    case .tap(device): run.unpluggedAt = nil
    case .motion(device):
      // After a restart its posture must be seen first.
      if run.graceEndsAt == nil { run.unpluggedAt = nil }
    case .key(device, let code):
      guard run.graceEndsAt != nil else { return }
      let key: InputNode.Key = code.map { .code($0) } ?? .any
      guard nodes[node].isDown(key) else {
        return finish(run, at: at, endedBy: run.endIfLost, decidedAt: at, into: &effects)
      }
      nodes[node].adoptDown(key)
      run.momentaryKey = KeyID(node: node, key: key)
      run.unpluggedAt = nil
      run.graceEndsAt = nil
      run.endIfLost = .unplug
      run.nextHeartbeat = at
    case .none, .tap, .motion, .key: return
    }
    phase = .running(run)
  }

  /// A device has gone. What the kernel had queued is lost; only the device that carries the hold matters.
  /// - Parameters:
  ///   - node: its number.
  ///   - at: when that was noticed.
  ///   - effects: what is to be done is added here.
  public mutating func unplugged(_ node: Int, at: Instant, into effects: inout [Effect]) {
    unplugged(node, at: at, isKernelRelease: false, into: &effects)
  }

  /// - Parameter isKernelRelease: whether it is told by the kernel's release of all keys, some ten milliseconds before
  ///   reading fails: then none of the keys came up by itself, and `at` is the true instant.
  mutating func unplugged(_ node: Int, at: Instant, isKernelRelease: Bool, into effects: inout [Effect]) {
    guard nodes[node].isPlugged else { return }
    advance(to: at, into: &effects)
    nodes[node].motion?.unplugged(at: at)
    for (key, gesture) in nodes[node].unplug(releasedAt: isKernelRelease ? at : nil) {
      recognized(gesture, node: node, key: key, now: at, into: &effects)
    }
    if case .running(var run) = phase, run.sensor == node {
      run.sensorAwaySince = at
      phase = .running(run)
    }
    switch phase {
    case .gettingReady(let countdown) where countdown.momentaryKey?.node == node:
      callOff(at: at, into: &effects)
    case .running(var run):
      switch run.set.carrier {
      case .tap(let device) where device == nodes[node].device,
        .motion(let device) where device == nodes[node].device:
        if run.graceEndsAt == nil { run.unpluggedAt = at }
        phase = .running(run)
      case .key(let device, _) where device == nodes[node].device:
        run.unpluggedAt = at
        run.graceEndsAt = at + run.settings.unplugGrace
        run.momentaryKey = nil
        phase = .running(run)
        effects.append(.heartbeat(run.set, at: at))
        fault(.unplugged, at: at, into: &effects)
      default: break
      }
    case .idle, .gettingReady: break
    }
    settle(now: at, into: &effects)
  }

  /// A device whose keys the kernel had released sends events again: it was asleep, not gone. A press of the key that
  /// carried a momentary hold goes on with it; any other is a press like all.
  mutating func awake(_ node: Int, _ event: RawEvent, into effects: inout [Effect]) {
    guard event.type == EventCode.key, event.value == 1 else { return }
    let device = nodes[node].device
    var down: [UInt16] = []
    if case .running(let run) = phase, run.graceEndsAt != nil, case .key(device, _) = run.set.carrier {
      down = [event.code]
    }
    _ = nodes[node].resync(down: down, at: event.at)
    cameBack(device, node: node, at: event.at, into: &effects)
  }

  /// The kernel dropped events of a device, and its keys were read anew.
  /// - Parameters:
  ///   - node: its number.
  ///   - down: the keys that are down: none of them is a press.
  ///   - at: when.
  ///   - effects: what is to be done is added here.
  public mutating func resynced(_ node: Int, down: [UInt16], at: Instant, into effects: inout [Effect]) {
    advance(to: at, into: &effects)
    nodes[node].motion?.resynced(at: at)
    for (key, gesture) in nodes[node].resync(down: down, at: at) {
      recognized(gesture, node: node, key: key, now: at, endedBy: .dropped, into: &effects)
    }
    settle(now: at, into: &effects)
  }

  // MARK: After a restart

  /// Goes on with a set that was running when the daemon ended, in the same boot.
  ///
  /// Call it before any device is attached. A momentary hold goes on if its key is found down, and ends at the last
  /// heartbeat otherwise; its device has the unplug grace to appear. So has a sensor to see that a posture is still held.
  /// - Parameters:
  ///   - set: the set as it was journalled.
  ///   - heartbeat: the last instant at which it was known to run.
  ///   - at: now.
  ///   - endedBy: what it ended by if it cannot go on.
  public mutating func resume(_ set: RunningSet, heartbeat: Instant, at: Instant, endedBy: EndedBy) {
    guard case .idle = phase else { return }
    if let found = catalogue[set.exercise] { exercise = found }
    selection.athlete = set.athlete
    selection.exercise = exercise.id
    selection.side = exercise.side(nearest: set.side)
    selection.loadKg = set.loadKg
    var run = Run(
      set: set, settings: Run.Settings(configuration), nextHeartbeat: at + configuration.heartbeat)
    run.targetWasCued = set.target?.isMet(duration: at - set.startedAt, count: set.reps) == true
    if let last = set.lastRepAt { run.repTimes = [last] }
    run.repsBefore = set.reps ?? 0
    if countsByMotion, !set.isTapped {
      run.sensorAwaySince = heartbeat
      run.seenSince = at
    }
    if run.mustBeSeen {
      run.unpluggedAt = heartbeat
      run.graceEndsAt = at + configuration.unplugGrace
      run.endIfLost = endedBy
    }
    changedAt = at
    phase = .running(run)
    noteDue()
  }

  /// Takes over what an older station of the same name is doing, after the configuration was read anew: the running
  /// set stays as it began. Devices are to be attached again.
  /// - Parameters:
  ///   - old: the station under the former configuration.
  ///   - at: now.
  public mutating func takeOver(from old: Station, at: Instant) {
    if let found = catalogue[old.exercise.id] {
      exercise = found
      selection = old.selection
      // A program may have another idea of the sides than the catalogue.
      if old.guide?.set(of: exercise.id, side: selection.side) == nil {
        selection.side = exercise.side(nearest: selection.side)
      }
    }
    loads = old.loads
    stored = old.stored
    postures = old.postures
    takeSensors(from: old, at: at)
    restEndsAt = old.restEndsAt
    restTicksLeft = old.restTicksLeft
    toldOver = old.toldOver
    guides = old.guides
    endedByItselfAt = old.endedByItselfAt
    changedAt = old.changedAt
    switch old.phase {
    case .idle: break
    case .gettingReady(let countdown):
      // The key of a momentary hold may be bound to something else now: its countdown ends with the old binding.
      if countdown.momentaryKey == nil { phase = .gettingReady(countdown) }
    case .running(var run):
      run.sensor = run.sensor.flatMap { sensor in nodes.firstIndex { $0.device == old.nodes[sensor].device } }
      // Until they are attached again; where that is at once nothing was missed.
      if run.sensor != nil { run.sensorAwaySince = run.sensorAwaySince ?? at }
      if case .motion = run.set.carrier { run.unpluggedAt = run.unpluggedAt ?? at }
      if case .key = run.set.carrier {
        run.unpluggedAt = run.unpluggedAt ?? at
        run.graceEndsAt = run.graceEndsAt ?? at + run.settings.unplugGrace
        run.momentaryKey = nil
      }
      phase = .running(run)
    }
    noteDue()
  }
}
