import Syscalls
import Tracking
import Training

/// Runs the configured cue programs: without a shell, one at a time, killed after 5 s. Cues that come meanwhile
/// wait in a short queue; where it is full the oldest goes, since a late cue is worse than none.
///
/// The loop thread owns it, calls `reaped` on SIGCHLD and `expire` at `deadline`.
struct CueCommand {
  static let longest = Interval.seconds(5)
  static let queueLength = 4

  private var running: (child: ChildProcess, until: Instant)?
  private var waiting: [[String]] = []

  var deadline: Instant? { running?.until }

  mutating func say(_ arguments: [String], at now: Instant) {
    waiting.append(arguments)
    if waiting.count > Self.queueLength { waiting.removeFirst() }
    startNext(at: now)
  }

  mutating func reaped(_ process: Int32, status: Int32, at now: Instant) {
    guard let child = running?.child, child.process == process else { return }
    if status != 0 {
      Log.warning("cue command ended with \(status < 0 ? "signal \(-status)" : "status \(status)")")
    }
    running = nil
    startNext(at: now)
  }

  mutating func expire(at now: Instant) {
    guard let (child, until) = running, until <= now else { return }
    Log.warning("cue command took over 5 s and was killed")
    child.kill()
    // It is gone when it has been reaped.
    running = (child, now + .seconds(1))
  }

  private mutating func startNext(at now: Instant) {
    guard running == nil, !waiting.isEmpty else { return }
    let arguments = waiting.removeFirst()
    do {
      running = (try ChildProcess(starting: arguments), now + Self.longest)
    } catch {
      Log.warning("cue command: \(error); check `command` under [cues]")
    }
  }

  func end() { running?.child.kill() }
}
