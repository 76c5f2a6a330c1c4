internal import Synchronization
internal import Syscalls
public import Training

/// The thread that owns the database, so that no other ever waits for a disk.
///
/// `submit` never blocks. What comes of a job lies in a mailbox: poll `descriptor`, and when it is readable,
/// `drain`. With nothing to do, and no set waiting for a database that failed, the thread sleeps without end
/// and writes nothing.
public final class Writer: Sendable {
  private let shared: Exchange
  private let thread: Mutex<SystemThread?>

  /// Opens a database and starts the thread.
  ///
  /// A database that is damaged is kept aside, and a new one begun. One that is locked, or on a full or
  /// failing disk, is tried again later; sets go to its spill file meanwhile.
  /// - Parameters:
  ///   - path: The database's file.
  ///   - boot: The boot that is going on.
  ///   - instant: Now on the boot's clock, and `offset` from it to the calendar: for the ages of selections.
  ///   - offset: See `instant`.
  ///   - busyTimeout: How long to wait for another program's lock before a set goes to the spill file.
  ///   - retryDelay: After how long a failed database is tried again where nothing else happens; doubled each
  ///     time, up to 60 s.
  /// - Throws: What retrying does not mend: `notADatabase`, `fromTheFuture`, `readOnly`, `cannotOpen`.
  public static func open(
    path: String, boot: BootIdentity, at instant: Instant, offset: WallOffset,
    busyTimeout: Interval = .seconds(1), retryDelay: Interval = .seconds(1)
  ) throws(StoreError) -> (writer: Writer, opening: Opening) {
    let shared: Exchange
    do throws(SystemError) {
      shared = Exchange(toThread: try WakeUp(), toOwner: try WakeUp())
    } catch {
      throw StoreError(error, path: path)
    }
    let worker = Worker(
      path: path, boot: boot, busyTimeout: busyTimeout, retryDelay: retryDelay, shared: shared)
    let opening = try worker.open(at: instant, offset: offset)
    let handed = Handover(worker: worker)
    let thread: SystemThread
    do throws(SystemError) {
      thread = try SystemThread(name: "writer") { handed.worker.run() }
    } catch {
      throw StoreError(error, path: path)
    }
    return (Writer(shared, thread), opening)
  }

  private init(_ shared: Exchange, _ thread: SystemThread) {
    self.shared = shared
    self.thread = Mutex(thread)
  }

  deinit { stop() }

  /// Readable while `drain` has something to give.
  public var descriptor: Int32 { shared.toOwner.descriptor }

  /// How many sets are not yet in the database.
  public var pending: Pending { shared.state.withLock { $0.pending } }

  /// Hands a job to the thread, without waiting. After `stop` jobs are ignored.
  /// - Parameter request: A number that comes back with the outcome.
  public func submit(_ job: Job, request: UInt64? = nil) {
    shared.state.withLock { $0.jobs.append((request, job)) }
    shared.toThread.signal()
  }

  /// What has come of jobs since the last call, oldest first.
  public func drain() -> [Outcome] {
    shared.toOwner.clear()
    return shared.state.withLock { state in
      defer { state.outcomes = [] }
      return state.outcomes
    }
  }

  /// Has every job done that was submitted, tries once more to store what is pending, closes the database and
  /// ends the thread. Waits for all that; the outcomes can be drained afterwards. Calling it again does
  /// nothing.
  public func stop() {
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    guard let running else { return }
    shared.state.withLock { $0.isStopping = true }
    shared.toThread.signal()
    running.join()
  }

  /// - Safety: `open` gives the worker to the new thread, which alone uses it from then on.
  private struct Handover: @unchecked Sendable {
    let worker: Worker
  }
}

/// What the writer thread and its owner share.
final class Exchange: Sendable {
  struct State {
    var jobs: [(request: UInt64?, job: Job)] = []
    var outcomes: [Outcome] = []
    var pending = Pending()
    var isStopping = false
  }

  let state = Mutex(State())
  let toThread: WakeUp
  let toOwner: WakeUp

  init(toThread: WakeUp, toOwner: WakeUp) {
    self.toThread = toThread
    self.toOwner = toOwner
  }

  func tell(_ event: Outcome.Event, request: UInt64? = nil) {
    state.withLock { $0.outcomes.append(Outcome(request: request, event: event)) }
    toOwner.signal()
  }
}
