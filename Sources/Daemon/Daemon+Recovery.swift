import Gym
import Settings
import Store
import Tracking
import Training

/// After a restart.
extension Daemon {
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
        writer.submit(.close(entry, entry.finished))
      }
    }
  }
}
