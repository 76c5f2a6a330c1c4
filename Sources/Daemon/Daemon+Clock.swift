import Store
import Training

/// The date of what is stored.
extension Daemon {
  /// The wall clock was set, or synchronized: sets of this boot that were dated by a wrong one are dated anew.
  func lookAtClock() {
    lookAtClock(clock.wallOffset)
    // It may be another day now, whether the clock is right or not.
    replanByCalendar()
  }

  private func lookAtClock(_ offset: WallOffset) {
    guard offset.isSynchronized, clock.speed == 1 else { return }
    clockWasRight = true
    for (station, former) in dated where !former.isSynchronized { dated[station] = offset }
    writer.submit(.synchronized(offset: offset))
    if isFollowingDue { followConfigured() }
  }

  /// The offset for what is to be stored. Where it is the first that can be trusted, sets are dated anew: a clock that
  /// comes right without being set tells nobody.
  func offsetForStoring() -> WallOffset {
    let offset = clock.wallOffset
    if !clockWasRight { lookAtClock(offset) }
    return offset
  }
}
