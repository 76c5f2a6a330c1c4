import Control
import Evdev
import Gym
import Store
import Tracking
import Training

/// Does what stations want done.
extension Daemon {
  func doRequests(at now: Instant) {
    guard !gym.requests.isEmpty else { return }
    let offset = offsetForStoring()
    // Doing one thing may make a station want another.
    while !gym.requests.isEmpty {
      let requests = gym.requests
      gym.requests.removeAll(keepingCapacity: true)
      for request in requests { perform(request.effect, request.station, offset, now) }
    }
  }

  private func perform(_ effect: Effect, _ station: Int, _ offset: WallOffset, _ now: Instant) {
    let name = gym.stations[station].configuration.name
    func tell(_ what: Event.Happening, at instant: Instant) {
      server.broadcast(Event(what, station: name, at: offset.wallTime(of: instant)))
    }
    switch effect {
    case .cue(let cue, let at):
      if let what = cue.happening(begun.map { report($0, of: name, at: now, offset) }) { tell(what, at: at) }
      begun = nil
      give(cue, station)
    case .began(let set):
      begun = set
      dated[name] = offset
      writer.submit(.begin(station: name, set, offset: offset))
    case .heartbeat(let set, let at):
      writer.submit(.heartbeat(station: name, set, at: at))
    case .finished(let set):
      planVersion += 1
      unstored += 1
      dated[name] = nil
      let request = number {
        if let asking = stopping, asking.station == station {
          awaitingSet[$0] = asking.token
          stopping = nil
        }
        if let tape = set.tape { noteTape(tape, $0) }
      }
      writer.submit(.finish(station: name, set, offset: offset), request: request)
    case .discarded(_, let at):
      dated[name] = nil
      writer.submit(.discard(station: name))
      tell(.discarded, at: at)
    case .selected(let selection, let at):
      writer.submit(.select(station: name, selection, at: at, offset: offset))
      tell(.selected(selection), at: at)
    case .undoLast(let since, let at):
      writer.submit(.undoLast(station: name, since: since), request: number { undoneAt[$0] = at })
    case .rateLast(let value, let since, let at):
      writer.submit(.rateLast(value, station: name, since: since, at: offset.wallTime(of: at)))
    case .sessionOver(let athlete, _):
      sessionOver(of: athlete)
    case .late(let action, let dated, let at):
      Log.notice("\(name): \(action) came \((at - dated).decimalSeconds) s late and was left out")
    }
  }

  /// A new number for a job, noted before the job is handed over.
  func number(_ note: (UInt64) -> Void) -> UInt64 {
    lastRequest += 1
    note(lastRequest)
    return lastRequest
  }

  // MARK: Cues

  /// Lets a station say something, with the LED, the beeper and the command of its configuration.
  func give(_ cue: Cue, _ station: Int) {
    let configuration = gym.stations[station].configuration
    let outputs = configuration.cues
    if outputs.led != nil || outputs.sound {
      cuePlayers[configuration.name, default: CuePlayer()].play(
        cue, isRunning: gym.stations[station].isRunning, at: clock.real)
    }
    guard !outputs.command.isEmpty else { return }
    let snapshot = gym.stations[station].snapshot
    let values = [
      "{text}": cue.text(snapshot), "{cue}": cue.name, "{station}": configuration.name,
      "{athlete}": snapshot.selection.athlete, "{exercise}": snapshot.exercise.id,
    ]
    do {
      let program = try cueCommand ?? CueCommand()
      cueCommand = program
      program.say(outputs.command.map { $0.filled(in: values) })
    } catch {
      Log.warning("cue command: \(error)")
    }
  }

  func advanceCues(to now: Instant) {
    guard !cuePlayers.isEmpty else { return }
    for (name, var player) in cuePlayers {
      guard let station = gym.station(named: name) else {
        cuePlayers[name] = nil
        continue
      }
      player.advance(
        to: now, outputs: gym.stations[station].configuration.cues,
        devices: devices.filter { $0.seat.station == station }.map(\.device))
      cuePlayers[name] = player.deadline == nil ? nil : player
    }
  }
}

extension Station {
  fileprivate var isRunning: Bool { if case .running = snapshot.state { true } else { false } }
}

extension Cue {
  /// The event that tells of the cue; `saved` is told with its set, when that is known.
  fileprivate func happening(_ running: RunningReport?) -> Event.Happening? {
    switch self {
    case .ready: .ready
    case .started: running.map { .started($0) }
    case .tick(let seconds): .tick(seconds)
    case .target: .target
    case .stopped: .stopped
    case .saved: nil
    case .rep(let count): .rep(count)
    case .form: .form
    case .restOver: .restOver
    case .sessionDone: .sessionDone
    case .fault(let fault): .fault(fault.rawValue, text: fault.text)
    }
  }
}

extension String {
  /// The text with every `{name}` replaced by its value, in one pass: a value is never searched again.
  func filled(in values: [String: String]) -> String {
    var result = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      if let close = rest.firstIndex(of: "}"), let value = values[String(rest[...close])] {
        result += value
        rest = rest[rest.index(after: close)...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }
}
