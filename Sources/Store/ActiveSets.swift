public import Training

/// What is fixed when a set begins.
struct ActiveSet: Hashable, Sendable {
  var id: SetID
  var offset: WallOffset
}

/// The sets that run, by station. Kept outside the database as well, so that a set keeps its id and its date
/// when the database cannot take its beginning, or is replaced.
final class ActiveSets {
  private var sets: [String: ActiveSet] = [:]

  subscript(station: String) -> ActiveSet? {
    get { sets[station] }
    set { sets[station] = newValue }
  }

  /// A set begins, dated by this offset.
  func begin(station: String, _ running: RunningSet, offset: WallOffset) -> ActiveSet {
    let started = ActiveSet(id: .make(at: offset.wallTime(of: running.startedAt)), offset: offset)
    sets[station] = started
    return started
  }

  /// What is to be stored of a set that has ended; dated by `offset` only where nothing is known of its
  /// beginning.
  func record(
    station: String, _ finished: FinishedSet, offset: WallOffset, boot: BootIdentity
  ) -> SetRecord {
    let started =
      sets[station]
      ?? ActiveSet(id: .make(at: offset.wallTime(of: finished.running.startedAt)), offset: offset)
    return SetRecord(station: station, finished, started, boot: boot)
  }

  /// A set of the journal is no longer running; another may be, at the same station.
  func forget(_ entry: JournalEntry) {
    if sets[entry.station]?.id == entry.id { sets[entry.station] = nil }
  }

  /// The clock is right now: what began before is dated by it.
  func synchronize(_ offset: WallOffset) {
    for (station, started) in sets where !started.offset.isSynchronized {
      sets[station] = ActiveSet(id: started.id, offset: offset)
    }
  }
}

extension SetID {
  /// An id that nobody else has, whatever the clock says.
  public static func make(at time: WallTime) -> SetID {
    var generator = SystemRandomNumberGenerator()
    return SetID(at: time, random: (generator.next(), generator.next()))
  }
}
