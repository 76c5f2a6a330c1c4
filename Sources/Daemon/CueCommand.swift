import Glibc
import Synchronization
import Syscalls
import Training

/// Runs the configured cue programs: without a shell, one at a time, killed after 5 s. Cues that come meanwhile
/// wait in a short queue; where it is full the oldest goes, since a late cue is worse than none.
///
/// On a thread of its own: starting a program waits for the disk that it lies on. Its time is real time, however fast
/// a recording is played.
final class CueCommand: Sendable {
  static let longest = Interval.seconds(5)
  static let queueLength = 4

  private struct State {
    var waiting: [[String]] = []
    var isEnding = false
  }

  private let state: Shared
  private let thread: SystemThread

  /// What the thread and the loop share.
  private final class Shared: Sendable {
    let state = Mutex(State())
    let wakeUp: WakeUp
    init() throws(SystemError) { wakeUp = try WakeUp() }
    var isEnding: Bool { state.withLock { $0.isEnding } }
  }

  init() throws(SystemError) {
    let shared = try Shared()
    state = shared
    thread = try SystemThread(name: "cues") {
      while !shared.isEnding {
        if let next = shared.state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) {
          Self.run(next, shared)
        } else {
          shared.wakeUp.wait(milliseconds: -1)
          shared.wakeUp.clear()
        }
      }
    }
  }

  /// Has a program run with these arguments, soon.
  func say(_ arguments: [String]) {
    state.state.withLock { state in
      state.waiting.append(arguments)
      if state.waiting.count > Self.queueLength { state.waiting.removeFirst() }
    }
    state.wakeUp.signal()
  }

  /// A child of this process has ended, which only its parent's signals tell.
  func childEnded() { state.wakeUp.signal() }

  /// Kills what runs and ends the thread.
  func end() {
    state.state.withLock { $0.isEnding = true }
    state.wakeUp.signal()
    thread.join()
  }

  private static func run(_ arguments: [String], _ shared: Shared) {
    let child: ChildProcess
    do {
      child = try ChildProcess(starting: arguments)
    } catch {
      return Log.warning("cue command: \(error); check `command` under [cues]")
    }
    var end = SystemClock.boottime + longest.microseconds
    while true {
      if let ended = ChildProcess.reap().first(where: { $0.process == child.process }) {
        if ended.status > 0 { Log.warning("cue command ended with status \(ended.status)") }
        return
      }
      if shared.isEnding { return child.kill() }
      let left = end - SystemClock.boottime
      if left <= 0 {
        Log.warning("cue command took over \(longest.microseconds / 1_000_000) s and was killed")
        child.kill()
        // It is gone when it has been reaped, and nothing can hasten that.
        end = .max
        continue
      }
      shared.wakeUp.wait(milliseconds: Int32(clamping: min(left, longest.microseconds) / 1_000 + 1))
      shared.wakeUp.clear()
    }
  }
}
