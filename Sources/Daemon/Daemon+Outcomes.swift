import Control
import Gym
import Settings
import Store
import Syscalls
import Tracking
import Training

/// Hears what came of the writer's jobs.
extension Daemon {
  func takeOutcomes() {
    let outcomes = writer.drain()
    guard !outcomes.isEmpty else { return }
    let now = clock.now
    for outcome in outcomes { take(outcome, at: now) }
    doRequests(at: now)
  }

  private func take(_ outcome: Outcome, at now: Instant) {
    switch outcome.event {
    case .began, .done:
      works()
    case .saved(let set, let durability):
      if durability == .database { trouble = nil }
      saved(set, outcome.request, at: now)
    case .notSaved(let set, let error):
      noteTrouble(error)
      fault(.notSaved, set.station, at: now)
      answerStop(
        outcome.request,
        .failure(
          ControlError(
            .inputOutput, "held in memory only: \(error.message)",
            remedy: "\(error.remedy); do not switch off")))
    case .undone(let name, let set):
      let at = outcome.request.flatMap { undoneAt.removeValue(forKey: $0) } ?? now
      works()
      undone(set, name, at: at, now)
    case .rated(let name, let set):
      works()
      guard let set else { return fault(.nothingToUndo, name, at: now) }
      replace(set)
      saidSaved(set, at: now)
    case .changed(let report):
      works()
      changed(report, outcome.request)
    case .redated(let count):
      if count > 0 {
        Log.notice("the clock is right now: \(count) sets were dated anew")
        readRecent()
      }
    case .trouble(let error):
      noteTrouble(error)
    case .failed(let job, let error):
      failed(job, error, outcome.request)
    case .flushed(let count):
      trouble = nil
      Log.notice("\(count) sets went from the spill file to the database")
    case .setAside(let path, let error):
      Log.error("the database was damaged (\(error.message)): it is kept as \(path), and a new one was begun")
      lasting = "the database was damaged and is kept as \(path)"
    case .replaced(let path):
      Log.error("\(path) was moved or removed: a new one was begun")
      lasting = "\(path) was moved or removed, and a new one begun"
    }
  }

  /// The database did something: whatever it could not do is past, unless sets still wait for it.
  private func works() {
    let pending = writer.pending
    if pending.spilled + pending.held == 0 { trouble = nil }
  }

  func noteTrouble(_ error: StoreError) {
    if trouble != error.description { Log.error(error.description) }
    trouble = error.description
  }

  private func saved(_ set: LoggedSet, _ request: UInt64?, at now: Instant) {
    recent.append(set)
    trimRecent()
    answerStop(request, .set(set))
    saidSaved(set, at: now)
    if set.isDoubtful { fault(.doubtful, set.station, at: now) }
    try? manager?.status(statusLine)
  }

  private func saidSaved(_ set: LoggedSet, at now: Instant) {
    server.broadcast(Event(.saved(set), station: set.station, at: clock.wallOffset.wallTime(of: now)))
    if let station = gym.station(named: set.station) { give(.saved, station) }
  }

  private func fault(_ fault: Cue.Fault, _ name: String, at now: Instant) {
    server.broadcast(
      Event(.fault(fault.rawValue, text: fault.text), station: name, at: clock.wallOffset.wallTime(of: now)))
    if let station = gym.station(named: name) { give(.fault(fault), station) }
  }

  private func answerStop(_ request: UInt64?, _ reply: Reply) {
    if let token = request.flatMap({ awaitingSet.removeValue(forKey: $0) }) {
      server.reply(to: token, reply)
    }
  }

  // MARK: The newest sets

  private static let recentCount = 50

  /// Waits for the disk; `nil` where the log cannot be read.
  static func newestSets(_ path: String) -> [LoggedSet]? {
    guard let log = try? Store.openReadOnly(path) else { return nil }
    return try? log.sets(SetFilter(last: recentCount))
  }

  /// Reads the newest sets anew. What is stored meanwhile may be missing until the next time, but for the dates.
  private func readRecent() {
    let path = paths.database.path
    guard reading == nil, let reading = try? Background("recent", { Daemon.newestSets(path) }) else { return }
    self.reading = reading
    try? loop.add(reading.wakeUp.descriptor, .readable) { [unowned self] _ in
      guard let sets = reading.finish() else { return }
      loop.remove(reading.wakeUp.descriptor)
      self.reading = nil
      if let sets { recent = sets }
    }
  }

  private func trimRecent() {
    if recent.count > Self.recentCount { recent.removeFirst(recent.count - Self.recentCount) }
  }

  // MARK: Taking back

  private func undone(_ set: LoggedSet?, _ name: String, at: Instant, _ now: Instant) {
    guard let set else { return fault(.nothingToUndo, name, at: now) }
    recent.removeAll { $0.id == set.id }
    let text = "took back \(set.inOneLine)"
    server.broadcast(
      Event(
        .undone(Control.ChangeReport(text: text, set: set)), station: name,
        at: clock.wallOffset.wallTime(of: at)))
    if let station = gym.station(named: name) { gym.tookBack(set, station: station, at: max(at, now)) }
  }

  private func replace(_ set: LoggedSet) {
    if let index = recent.firstIndex(where: { $0.id == set.id }) { recent[index] = set }
  }

  private func changed(_ report: HistoryReport?, _ request: UInt64?) {
    let awaited = request.flatMap { awaitingChange.removeValue(forKey: $0) }
    guard let report else {
      if let awaited {
        server.reply(
          to: awaited.token,
          .failure(ControlError(.noInput, awaited.isRedo ? "nothing to redo" : "nothing to undo")))
      }
      return
    }
    for set in report.before { recent.removeAll { $0.id == set.id } }
    recent += report.after
    recent.sort { $0.startedAt < $1.startedAt }
    trimRecent()
    let (text, set) = report.told(isRedo: awaited?.isRedo ?? false)
    let change = Control.ChangeReport(text: text, set: set)
    let at = clock.wallOffset.wallTime(of: clock.now)
    server.broadcast(
      Event(awaited?.isRedo == true ? .redone(change) : .undone(change), station: set?.station, at: at))
    if let awaited { server.reply(to: awaited.token, .change(change)) }
    let isTakenBack = awaited?.isRedo == false && report.kind == .set
    for set in report.before {
      guard let station = gym.station(named: set.station) else { continue }
      if isTakenBack {
        gym.tookBack(set, station: station, at: clock.now)
      } else {
        gym.uncount(set, station: station)
      }
    }
    for set in report.after {
      guard let station = gym.station(named: set.station) else { continue }
      gym.count(SessionSet(set, offset: clock.wallOffset), station: station)
    }
  }

  private func failed(_ job: Job, _ error: StoreError, _ request: UInt64?) {
    noteTrouble(error)
    if let request { undoneAt[request] = nil }
    if let awaited = request.flatMap({ awaitingChange.removeValue(forKey: $0) }) {
      server.reply(
        to: awaited.token, .failure(ControlError(.inputOutput, error.message, remedy: error.remedy)))
    }
    if case .undoLast(let name, _) = job { fault(.nothingToUndo, name, at: clock.now) }
    if case .rateLast(_, let name, _, _) = job { fault(.nothingToUndo, name, at: clock.now) }
  }
}
