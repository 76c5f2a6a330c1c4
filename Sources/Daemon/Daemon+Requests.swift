import Control
import Gym
import Store
import Tracking
import Training

/// What clients ask. A command is dated by its arrival, after all that the devices did before it.
extension Daemon {
  /// Deals with what clients asked, in the order in which it came; not with all that many have asked at once, as the
  /// devices are to be read in between.
  func answerWhatIsAsked() {
    let batch = asked.prefix(32)
    asked.removeFirst(batch.count)
    for (request, token) in batch {
      if let reply = answer(request, token) { server.reply(to: token, reply) }
    }
  }

  private func answer(_ request: Request, _ token: ReplyToken) -> Reply? {
    switch request {
    case .status:
      return .status(statusReport)
    case .subscribe:
      return nil  // The server's own.
    case .reload:
      beginReload(token)
      return nil
    case .undo(let station, let athlete):
      if let station, case .failure(let error) = find(station) { return .failure(error) }
      log(token, "undo")
      writer.submit(
        .undo(station: station, athlete: athlete), request: number { awaitingChange[$0] = (token, .undone) })
      return nil
    case .redo:
      log(token, "redo")
      writer.submit(.redo, request: number { awaitingChange[$0] = (token, .redone) })
      return nil
    case .add, .edit, .note, .delete, .import:
      return change(request, token)
    case .programStart, .programStop, .runAdd, .runImport, .runDelete, .answer:
      return tell(request, token)
    case .learn, .forget:
      return changePosture(request, token)
    case .select(let wanted):
      return at(wanted.station, token, "select") { (station) throws(ControlError) in
        try select(wanted, station)
      }
    case .start(let station):
      return at(station, token, "start") { (station) throws(ControlError) in
        try checkIdle(station)
        perform(.start, station)
        return .station(report(station))
      }
    case .stop(let station):
      return at(station, token, "stop") { (station) throws(ControlError) in stop(station, token) }
    case .rep(let station):
      return at(station, token, "rep") { (station) throws(ControlError) in
        let snapshot = gym.stations[station].snapshot
        guard snapshot.exercise.kind == .reps else {
          throw usage(
            "\(snapshot.exercise.id) is held, not counted", "select an exercise of repetitions first")
        }
        if case .gettingReady = snapshot.state { try checkIdle(station) }
        perform(.rep, station)
        return .station(report(station))
      }
    case .discard(let station):
      return at(station, token, "discard") { (station) throws(ControlError) in
        guard gym.stations[station].isBusy else { throw nothingRuns }
        perform(.discard, station)
        return .station(report(station))
      }
    }
  }

  /// Does something at a station: the named one, or the only one.
  private func at(
    _ name: String?, _ token: ReplyToken, _ what: String, _ body: (Int) throws(ControlError) -> Reply?
  ) -> Reply? {
    switch find(name) {
    case .failure(let error): return .failure(error)
    case .success(let station):
      log(token, "\(what) at \(gym.stations[station].configuration.name)")
      turn()
      do throws(ControlError) { return try body(station) } catch { return .failure(error) }
    }
  }

  private func find(_ name: String?) -> Result<Int, ControlError> {
    let present = gym.stations.indices.filter(gym.isPresent)
    let names = present.map { gym.stations[$0].configuration.name }
    guard let name else {
      if present.count == 1 { return .success(present[0]) }
      return .failure(usage("there are several stations", "add --station: \(names.joined(separator: ", "))"))
    }
    if let station = gym.station(named: name) { return .success(station) }
    let hint = nearestName(to: name, among: names).map { "did you mean \($0)?" }
    return .failure(
      ControlError(
        .noInput, "no station \(name)", remedy: hint ?? "there are: \(names.joined(separator: ", "))"))
  }

  func log(_ token: ReplyToken, _ what: String) { Log.info("\(token.peer): \(what)") }

  private func perform(_ action: Action, _ station: Int) {
    let now = clock.now
    gym.perform(action, station: station, at: now)
    doRequests(at: now)
  }

  private func usage(_ message: String, _ remedy: String) -> ControlError {
    ControlError(.usage, message, remedy: remedy)
  }

  private func checkIdle(_ station: Int) throws(ControlError) {
    switch gym.stations[station].snapshot.state {
    case .idle, .resting: return
    case .gettingReady:
      throw usage("a countdown is running already", "wait for its end, or call it off: holdfast stop")
    case .running: throw usage("a set is running already", "stop it first: holdfast stop")
    }
  }

  private var nothingRuns: ControlError {
    usage("nothing is running", "start a set first: a tap, or holdfast start")
  }

  // MARK: Stop

  /// Answered with the set when it is durable.
  private func stop(_ station: Int, _ token: ReplyToken) -> Reply? {
    switch gym.stations[station].snapshot.state {
    case .idle, .resting:
      return .failure(nothingRuns)
    case .gettingReady:
      perform(.stop, station)
      return .station(report(station))
    case .running:
      stopping = (station, token)
      perform(.stop, station)
      // Whatever kept it from ending, nobody is left waiting.
      guard stopping != nil else { return nil }
      stopping = nil
      return .failure(nothingRuns)
    }
  }

  // MARK: Select

  /// Everything is checked before anything is changed.
  private func select(_ wanted: SelectRequest, _ station: Int) throws(ControlError) -> Reply? {
    let before = gym.stations[station]
    if let athlete = wanted.athlete, !before.athletes.contains(where: { $0.id == athlete }) {
      throw unknown("athlete", athlete, nearestName(to: athlete, among: before.athletes.map(\.id)))
    }
    var exercise = before.snapshot.exercise
    if let text = wanted.exercise {
      guard let found = before.catalogue.find(text) else {
        throw unknown("exercise", text, before.catalogue.nearest(to: text))
      }
      exercise = found
    }
    if let side = wanted.side, (side == .both) != (exercise.sides == .both) {
      let sides = exercise.sides == .both ? "both" : "left or right"
      throw usage("\(exercise.id) has no side \(side.rawValue)", "its sides are: \(sides)")
    }
    let target = try target(wanted.target, exercise)

    var actions: [Action] = []
    if let athlete = wanted.athlete { actions.append(.athlete(athlete)) }
    if wanted.exercise != nil { actions.append(.exercise(exercise.id)) }
    if let side = wanted.side { actions.append(.selectSide(side)) }
    switch wanted.load {
    case .keep: break
    case .clear: actions.append(.selectLoad(nil))
    case .set(let kg): actions.append(.selectLoad(kg))
    }
    if let target { actions.append(.selectTarget(target)) }
    for action in actions { perform(action, station) }
    return .station(report(station))
  }

  /// The change of the target: `nil` is none, an inner `nil` goes back to the usual one.
  private func target(_ change: Change<String>, _ exercise: Exercise) throws(ControlError) -> Target?? {
    switch change {
    case .keep: return nil
    case .clear: return .some(nil)
    case .set(let text):
      guard let target = Target(text, kind: exercise.kind) else {
        throw ControlError(
          .data, "\"\(text)\" is no target", remedy: "write 45s, 30-45s, 8-10, \"20 steps\" or max")
      }
      return .some(target)
    }
  }

  private func unknown(_ what: String, _ text: String, _ nearest: String?) -> ControlError {
    ControlError(.noInput, "no \(what) \(text)", remedy: nearest.map { "did you mean \($0)?" })
  }
}
