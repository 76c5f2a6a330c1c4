internal import Training

/// A set that was measured, with what is needed to store it at any later time, in any later boot.
struct SetRecord: Hashable, Sendable {
  var set: LoggedSet
  /// The boot in which it was measured.
  var bootID: String
  /// Its start on that boot's clock.
  var startedAt: Instant

  init(set: LoggedSet, bootID: String, startedAt: Instant) {
    self.set = set
    self.bootID = bootID
    self.startedAt = startedAt
  }

  /// What becomes of a set that has ended.
  init(station: String, _ finished: FinishedSet, _ started: ActiveSet, boot: BootIdentity) {
    let running = finished.running
    set = LoggedSet(
      id: started.id, athlete: running.athlete, station: station, exercise: running.exercise,
      kind: running.kind, side: running.side, startedAt: started.offset.wallTime(of: running.startedAt),
      duration: max(finished.duration, .zero), reps: running.reps, loadKg: running.loadKg, rpe: running.rpe,
      target: running.target, targetMet: finished.targetMet, endedBy: finished.endedBy,
      clock: started.offset.isSynchronized ? .synced : .unsynced, motion: finished.motion)
    bootID = boot.id
    startedAt = running.startedAt
  }

  /// From its boot's clock to the calendar, as it was seen when the set began.
  var offset: WallOffset {
    WallOffset(
      microseconds: set.startedAt.microseconds - startedAt.microseconds,
      isSynchronized: set.clock == .synced)
  }
}
