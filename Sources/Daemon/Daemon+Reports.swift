import Control
import Glibc
import Gym
import Settings
import Store
import Tracking
import Training

/// How things are.
extension Daemon {
  var statusReport: StatusReport {
    let now = clock.now
    let offset = clock.wallOffset
    let present = gym.stations.indices.filter(gym.isPresent)
    var faults = [reloadFault, trouble, lasting].compactMap { $0 } + planFaults
    let pending = writer.pending
    if pending.spilled > 0 {
      faults.append("\(pending.spilled) sets are in the spill file, not yet in the database")
    }
    if pending.held > 0 { faults.append("\(pending.held) sets are held in memory only") }
    return StatusReport(
      version: Holdfast.version, process: Int(getpid()), since: startedAt,
      configuration: configuration.source,
      database: paths.database.path, socket: paths.socket.path,
      clock: StatusReport.Clock(
        isSynchronized: offset.isSynchronized, wall: offset.wallTime(of: now), speed: clock.speed),
      pending: pending.held, faults: faults, stations: present.map { report($0, at: now, offset) },
      devices: devices.map(report) + refused + (playing?.reports(gym) ?? []))
  }

  /// One line for `systemctl status`.
  var statusLine: String {
    let sets = recent.last.map { "last set: \($0.inOneLine)" }
    return "\(devices.count) \(devices.count == 1 ? "device" : "devices")" + (sets.map { ", " + $0 } ?? "")
  }

  func report(_ station: Int) -> StationReport { report(station, at: clock.now, clock.wallOffset) }

  private func report(_ station: Int, at now: Instant, _ offset: WallOffset) -> StationReport {
    let name = gym.stations[station].configuration.name
    let snapshot = gym.stations[station].snapshot
    let session = gym.stations[station].session(at: now)
    var result = StationReport(
      station: name, selection: snapshot.selection, exerciseName: snapshot.exercise.name,
      target: snapshot.target, set: StationReport.SetNumber(session.setNumber, of: session.setCount),
      rested: session.lastEndedAt.map { max(.zero, now - $0) },
      sessionLeft: session.endsAt.map { max(.zero, $0 - now) },
      lastSet: recent.last { $0.station == name },
      plan: snapshot.guide.map { PlanReport($0, catalogue: gym.stations[station].catalogue) },
      adherence: adherence[snapshot.selection.athlete].map { AdherenceReport($0) })
    switch snapshot.state {
    case .idle:
      result.state = .idle
    case .gettingReady(let startsAt):
      result.state = .ready
      result.countdown = max(.zero, startsAt - now)
    case .running(let set):
      result.state = .running
      (result.rested, result.sessionLeft) = (nil, nil)
      result.running = report(set, of: name, at: now, offset)
    case .resting(let until):
      result.state = .resting
      result.restLeft = max(.zero, until - now)
    }
    return result
  }

  func report(
    _ set: RunningSet, of station: String, at now: Instant, _ offset: WallOffset
  ) -> RunningReport {
    let elapsed = max(.zero, now - set.startedAt)
    let carrier: RunningReport.Carrier =
      switch set.carrier {
      case .none: .command
      case .tap: .tap
      case .motion: .motion
      case .key: .key
      }
    return RunningReport(
      exercise: set.exercise, kind: set.kind, side: set.side,
      startedAt: (dated[station] ?? offset).wallTime(of: set.startedAt),
      elapsed: elapsed, reps: set.reps, loadKg: set.loadKg, rpe: set.rpe, target: set.target,
      targetMet: set.target?.isMet(duration: elapsed, count: set.reps) ?? nil, carrier: carrier)
  }
}

extension AdherenceReport {
  fileprivate init(_ summary: AdherenceSummary) {
    self.init(
      program: summary.week.program, week: summary.week.programWeek, done: summary.week.done,
      planned: summary.week.planned, streak: summary.streak, dose: summary.week.dose)
  }
}

extension PlanReport {
  /// Where a guide is.
  fileprivate init(_ guide: SessionGuide, catalogue: Catalogue) {
    func step(_ set: PlannedSet, _ exercise: String) -> Step {
      Step(
        exercise: exercise, exerciseName: catalogue[exercise]?.name ?? exercise, side: set.side,
        target: set.target, set: StationReport.SetNumber(set.number, of: set.count), rest: set.timedRest)
    }
    var after = guide
    after.skip()
    self.init(
      program: guide.program, programName: guide.programName, week: guide.due.week,
      session: guide.due.session, sessionName: guide.due.name, done: guide.doneCount,
      of: guide.due.sets.count, up: guide.set.map { step($0, guide.exercise ?? $0.exercise) },
      then: after.set.map { step($0, after.exercise ?? $0.exercise) })
  }
}
