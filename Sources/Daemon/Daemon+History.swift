import Control
import Gym
import Store
import Syscalls
import Tracking
import Training

/// Changes to the log that clients ask for, and what came of them.
extension Daemon {
  /// Hands a change to the writer, once all that can be known here has been checked.
  /// - Returns: why it cannot be; else `nil`, and the answer comes when it is durable.
  func change(_ request: Request, _ token: ReplyToken) -> Reply? {
    let offset = clock.wallOffset
    let now = offset.wallTime(of: clock.now)
    let change: HistoryChange
    do throws(SetProblem) {
      // A clock that may be wrong does not say what is to come.
      change = try historyChange(request, now: offset.isSynchronized ? now : nil)
    } catch {
      return .failure(ControlError(error))
    }
    log(token, request.name.rawValue)
    writer.submit(.change(change, at: now), request: number { awaitingChange[$0] = (token, .made) })
    return nil
  }

  private func historyChange(_ request: Request, now: WallTime?) throws(SetProblem) -> HistoryChange {
    let catalogue = gym.stations[0].catalogue
    switch request {
    case .add(let set):
      let typed = try set.typedIn(catalogue)
      try typed.check(now: now)
      try configuration.checkAthlete(typed.athlete)
      try configuration.checkStation(typed.station)
      return .add([typed])
    case .edit(let id, let edit):
      let resolved = try edit.resolved(in: catalogue).checked(now: now)
      if let athlete = edit.athlete { try configuration.checkAthlete(athlete) }
      return .edit(id, resolved)
    case .note(let id, let note):
      try SetEdit(note: note.map { .set($0) } ?? .clear).check(now: now)
      return .note(id, note)
    case .delete(let ids):
      return .delete(ids)
    case .import(let sets, _, _):
      for (index, set) in sets.enumerated() {
        do throws(SetProblem) { try set.check(now: now) } catch {
          throw SetProblem("sets[\(index)]: \(error.message)", remedy: error.remedy)
        }
      }
      return .import(sets)
    default:
      throw SetProblem("\(request.name.rawValue) is no change of the log")
    }
  }

  // MARK: What came of it

  /// A change was made, taken back or brought back; `nil` where there was nothing to do.
  func changed(_ report: HistoryReport?, _ request: UInt64?) {
    let awaited = request.flatMap { awaitingChange.removeValue(forKey: $0) }
    let telling = awaited?.telling ?? .made
    guard let report else {
      if let awaited {
        server.reply(
          to: awaited.token,
          .failure(ControlError(.noInput, telling == .redone ? "nothing to redo" : "nothing to undo")))
      }
      return
    }
    let (text, set) = report.told(telling)
    let change = Control.ChangeReport(
      kind: report.kind, text: text, set: set, count: report.count, before: report.before, after: report.after
    )
    if report.before != report.after {
      updateRecent(report)
      let what: Event.Happening =
        switch telling {
        case .made: .changed(change)
        case .undone: .undone(change)
        case .redone: .redone(change)
        }
      server.broadcast(Event(what, station: set?.station, at: clock.wallOffset.wallTime(of: clock.now)))
      try? manager?.status(statusLine)
    }
    if let awaited { server.reply(to: awaited.token, .change(change)) }
    recount(report, isTakenBack: telling == .undone && report.kind == .set)
    replan(Set((report.before + report.after).map(\.athlete)))
  }

  /// Lets the stations know which of their sets are gone, and which are new or different.
  private func recount(_ report: HistoryReport, isTakenBack: Bool) {
    // An import has no sets before it, and may have 100,000 after.
    let after =
      report.before.isEmpty ? [:] : Dictionary(report.after.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var revised: Set<SetID> = []
    var before = report.before
    let isDeleted = before.count <= Request.deleteLimit && report.after.isEmpty
    // Of all that is deleted the oldest comes last, and is up then.
    if isDeleted { before.sort { $0.startedAt > $1.startedAt } }
    for former in before {
      guard let station = gym.station(named: former.station) else { continue }
      if isTakenBack || isDeleted && wasAskedFor(former, station) {
        gym.tookBack(former, station: station, at: clock.now)
      } else if let set = after[former.id], set.startedAt == former.startedAt,
        gym.revise(former, as: set, station: station)
      {
        revised.insert(former.id)
      } else {
        gym.uncount(former, station: station)
      }
    }
    count(report.after.lazy.filter { !revised.contains($0.id) }, at: clock.now, clock.wallOffset)
  }

  /// Whether a set may be one that the program has asked for in the session that is up at a station.
  private func wasAskedFor(_ set: LoggedSet, _ station: Int) -> Bool {
    let snapshot = gym.stations[station].snapshot
    guard let guide = snapshot.guide, set.athlete == snapshot.selection.athlete else { return false }
    return guide.due.sets.indices.contains {
      guide.marks[$0] == .done(exercise: set.exercise) && guide.due.sets[$0].side == set.side
    }
  }

  /// Why a change could not be made.
  func answerFailure(_ error: StoreError, _ request: UInt64?) {
    guard let request,
      let token = awaitingChange.removeValue(forKey: request)?.token
        ?? awaitingCalendar.removeValue(forKey: request)?.token
        ?? awaitingPosture.removeValue(forKey: request)?.token
    else { return }
    let code: ControlError.Code =
      switch error.code {
      case .noSuchSet, .noSuchRun: .noInput
      case .impossible: .usage
      default: .inputOutput
      }
    server.reply(
      to: token,
      .failure(ControlError(code, error.message, remedy: error.remedy.isEmpty ? nil : error.remedy)))
  }
}
