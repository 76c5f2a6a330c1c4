import Gym
import Settings
import Store
import Tracking
import Training

/// After a restart.
extension Daemon {
  /// No session is looked for further back than this.
  private static let longestSession = Interval.seconds(12 * 3_600)

  /// Lets the stations know the sets of the log that may belong to a running session.
  func recount(at now: Instant, _ offset: WallOffset) {
    let since = offset.wallTime(of: now) + Self.longestSession * -1
    guard let log = try? Store.openReadOnly(paths.database.path),
      let sets = try? log.sets(SetFilter(since: since))
    else { return }
    count(sets, at: now, offset)
  }

  /// Lets the stations know sets that are in the log now.
  func count(_ sets: some Sequence<LoggedSet>, at now: Instant, _ offset: WallOffset) {
    // A clock that is not right yet may put them into the future.
    let recent = sets.lazy.map { (station: $0.station, set: SessionSet($0, offset: offset)) }
      .filter { (.zero..<Self.longestSession).contains(now - $0.set.startedAt) }
    for (name, entries) in Dictionary(grouping: recent, by: \.station) {
      if let station = gym.station(named: name) { gym.count(entries.map(\.set), station: station) }
    }
  }

  /// Within how long a set goes on after the daemon ended.
  private static let resumeWithin = Interval.seconds(30)

  /// Goes on with what had been running when the daemon ended, or stores it as it was last known.
  func recover(_ opening: Opening, at now: Instant) {
    for entry in opening.journal {
      // After a crash the last heartbeat is all that is known: the daemon may have lived on up to the next.
      let within = Self.resumeWithin + (entry.wasStopped ? .zero : configuration.heartbeat)
      if entry.isSameBoot, now - entry.heartbeat <= within, let station = gym.station(named: entry.station) {
        Log.notice("\(entry.station): \(entry.running.exercise) goes on")
        gym.resume(
          entry.running, station: station, heartbeat: entry.heartbeat, at: now, endedBy: entry.endedBy)
        dated[entry.station] = entry.offset
        // It is known to be alive now, and no longer to have been stopped. Whether a key is still held is seen later.
        if case .key = entry.running.carrier { continue }
        writer.submit(.heartbeat(station: entry.station, entry.running, at: now))
      } else {
        Log.notice(
          "\(entry.station): \(entry.running.exercise) had been running, and ends as \(entry.endedBy.rawValue)"
        )
        unstored += 1
        writer.submit(.close(entry, entry.finished))
        countClosed(entry, at: clock.wallOffset)
      }
    }
  }

  /// A set that ends by the daemon's end is stored past its station, which has to know it all the same.
  private func countClosed(_ entry: JournalEntry, at offset: WallOffset) {
    guard let station = gym.station(named: entry.station) else { return }
    let set = entry.finished
    // Its instants may be those of another boot.
    let start = entry.offset.wallTime(of: set.running.startedAt)
    let counted = SessionSet(
      id: entry.id, athlete: set.running.athlete, exercise: set.running.exercise, side: set.running.side,
      startedAt: Instant(microseconds: start.microseconds - offset.microseconds), duration: set.duration)
    gym.count([counted], station: station)
  }
}
