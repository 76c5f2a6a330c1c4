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
      keepTape(of: set, outcome.request)
      heardOfSet()
    case .notSaved(let set, let error):
      noteTrouble(error)
      dropTape(outcome.request)
      fault(.notSaved, set.station, at: now)
      heardOfSet()
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
    case .programChanged, .configuredFollowed, .runsAdded, .runDeleted, .answered:
      works()
      takeCalendar(outcome.event, outcome.request)
    case .learnt, .forgotten:
      works()
      takePosture(outcome.event, outcome.request)
    case .redated(let count):
      if count > 0 {
        Log.notice("the clock is right now: \(count) sets were dated anew")
        planVersion += 1
        readRecent()
        replanAll()
      }
    case .trouble(let error):
      noteTrouble(error)
    case .failed(let job, let error):
      failed(job, error, outcome.request)
    case .flushed(let count):
      trouble = nil
      Log.notice("\(count) sets went from the spill file to the database")
      replanAll()
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
    if isFollowingDue { followConfigured() }
  }

  func noteTrouble(_ error: StoreError) {
    if trouble != error.description { Log.error(error.description) }
    trouble = error.description
  }

  private func saved(_ set: LoggedSet, _ request: UInt64?, at now: Instant) {
    planVersion += 1
    recent.append(set)
    trimRecent()
    answerStop(request, .set(set))
    saidSaved(set, at: now)
    if set.isDoubtful { fault(.doubtful, set.station, at: now) }
    try? manager?.status(statusLine)
  }

  private func saidSaved(_ set: LoggedSet, at now: Instant) {
    server.broadcast(Event(.saved(set), station: set.station, at: clock.wallOffset.wallTime(of: now)))
    guard let station = gym.station(named: set.station) else { return }
    gym.saved(set, station: station)
    give(.saved, station)
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

  /// Reads the newest sets anew.
  private func readRecent() {
    let path = paths.database.path
    guard reading == nil, let reading = try? Background("recent", { Daemon.newestSets(path) }) else { return }
    self.reading = reading
    let version = recentVersion
    try? loop.add(reading.wakeUp.descriptor, .readable) { [unowned self] _ in
      guard let sets = reading.finish() else { return }
      loop.remove(reading.wakeUp.descriptor)
      self.reading = nil
      // What was stored meanwhile may be missing.
      guard version == recentVersion else { return readRecent() }
      if let sets { recent = sets }
    }
  }

  private func trimRecent() {
    recentVersion += 1
    if recent.count > Self.recentCount { recent.removeFirst(recent.count - Self.recentCount) }
  }

  /// Takes over what became of sets of the log. What comes into the place of sets that are gone is read.
  func updateRecent(_ report: HistoryReport) {
    planVersion += 1
    // Of many this thread has no time to look for the newest.
    if max(report.before.count, report.after.count) <= Self.recentCount {
      let oldest = recent.count < Self.recentCount ? nil : recent.first?.startedAt
      let touched = Set(report.before.map(\.id))
      recent.removeAll { touched.contains($0.id) }
      recent += report.after.lazy.filter { oldest == nil || $0.startedAt >= oldest! }
      recent.sort { $0.startedAt < $1.startedAt }
    }
    trimRecent()
    // The log's order is not that of dates alone: a wrong clock may have given them.
    readRecent()
  }

  // MARK: Taking back

  private func undone(_ set: LoggedSet?, _ name: String, at: Instant, _ now: Instant) {
    guard let set else { return fault(.nothingToUndo, name, at: now) }
    let report = HistoryReport(kind: .set, before: [set], after: [])
    updateRecent(report)
    let change = Control.ChangeReport(
      kind: .set, text: report.told(.undone).text, set: set, count: 1, before: [set], after: [])
    server.broadcast(
      Event(.undone(change), station: name, at: clock.wallOffset.wallTime(of: at)))
    if let station = gym.station(named: name) { gym.tookBack(set, station: station, at: max(at, now)) }
  }

  private func replace(_ set: LoggedSet) {
    recentVersion += 1
    if let index = recent.firstIndex(where: { $0.id == set.id }) { recent[index] = set }
  }

  private func failed(_ job: Job, _ error: StoreError, _ request: UInt64?) {
    // What somebody asked for in vain is no trouble with the database.
    if error.code != .noSuchSet, error.code != .noSuchRun, error.code != .impossible { noteTrouble(error) }
    if case .followConfigured = job { isFollowingDue = true }
    if let request { undoneAt[request] = nil }
    answerFailure(error, request)
    if case .undoLast(let name, _) = job { fault(.nothingToUndo, name, at: clock.now) }
    if case .rateLast(_, let name, _, _) = job { fault(.nothingToUndo, name, at: clock.now) }
  }
}
