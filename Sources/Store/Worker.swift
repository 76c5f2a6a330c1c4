internal import Synchronization
internal import Syscalls
internal import Training

/// The writer thread's own: the database, or what stands in for it while it fails.
///
/// Used by `Writer.open`'s caller until the thread starts, then by that thread alone.
final class Worker {
  let path: String
  let boot: BootIdentity
  let busyTimeout: Interval
  let shared: Exchange
  let active = ActiveSets()
  /// `nil` while the database cannot be opened.
  var store: Store?
  /// `nil` while no room could be allocated.
  var spill: SpillFile?
  /// Sets that the database has not taken yet, oldest first.
  var waiting: [Waiting] = [] {
    didSet {
      let spilled = waiting.count(where: \.isSpilled)
      let pending = Pending(spilled: spilled, held: waiting.count - spilled)
      shared.state.withLock { $0.pending = pending }
    }
  }
  /// The last offset of this boot that could be trusted.
  var synchronizedOffset: WallOffset?
  /// Why the database did not take a set, while it does not.
  var trouble: StoreError?
  private let firstDelay: Interval
  private var delay: Interval
  private var retryAt: Instant?

  struct Waiting {
    var record: SetRecord
    /// The number of its job, until that has been answered.
    var request: UInt64?
    /// The offset seen when it ended, until the database has once failed to take it.
    var seen: WallOffset?
    var isNew = false
    var isSpilled = false
  }

  init(path: String, boot: BootIdentity, busyTimeout: Interval, retryDelay: Interval, shared: Exchange) {
    self.path = path
    self.boot = boot
    self.busyTimeout = busyTimeout
    self.shared = shared
    firstDelay = retryDelay
    delay = retryDelay
  }

  func run() {
    while true {
      shared.toThread.clear()
      let (jobs, isStopping) = shared.state.withLock { state in
        defer { state.jobs = [] }
        return (state.jobs, state.isStopping)
      }
      for (request, job) in jobs { perform(job, request) }
      if jobs.isEmpty, isStopping || retryAt.map({ $0 <= now }) == true { retry() }
      // A job may have come while the last ones were done: only an empty turn ends.
      if isStopping, jobs.isEmpty { break }
      schedule()
      shared.toThread.wait(milliseconds: sleep(isHurried: isStopping))
    }
    store = nil
  }

  // MARK: - Trying again

  private var now: Instant { Instant(microseconds: SystemClock.boottime) }

  /// After a failure the next try comes after 1 s, then 2, up to 60; with nothing waiting there is none.
  private func schedule() {
    if waiting.isEmpty {
      retryAt = nil
      delay = firstDelay
    } else if retryAt == nil {
      retryAt = now + delay
    }
  }

  private func retry() {
    guard !waiting.isEmpty else { return }
    retryAt = nil
    delay = min(delay * 2, .seconds(60))
    storeWhatWaits()
  }

  private func sleep(isHurried: Bool) -> Int32 {
    if isHurried { return 0 }
    guard let retryAt else { return -1 }
    return Int32(clamping: max(0, (retryAt - now).microseconds + 999) / 1_000)
  }

  // MARK: - Jobs

  private func perform(_ job: Job, _ request: UInt64?) {
    switch job {
    case .begin(let station, let running, let offset):
      note(offset)
      // Where the database is away the set still gets its id and date; a heartbeat journals it later.
      if store == nil { _ = active.begin(station: station, running, offset: offset) }
      attempt(job, request) { (store) throws(StoreError) in
        .began(station: station, try store.begin(station: station, running, offset: offset))
      }
    case .heartbeat(let station, let running, let instant):
      attempt(job, request) { (store) throws(StoreError) in
        try store.heartbeat(station: station, running, at: instant)
        return .done
      }
    case .finish(let station, let finished, let offset):
      note(offset)
      let record = active.record(station: station, finished, offset: offset, boot: boot)
      active[station] = nil
      waiting.append(Waiting(record: record, request: request, seen: offset, isNew: true))
      storeWhatWaits()
    case .close(let entry, let finished):
      active.forget(entry)
      waiting.append(Waiting(record: entry.record(finished), request: request, isNew: true))
      storeWhatWaits()
    case .discard(let station):
      active[station] = nil
      attempt(job, request) { (store) throws(StoreError) in
        try store.discard(station: station)
        return .done
      }
    case .select(let station, let selection, let instant, let offset):
      note(offset)
      attempt(job, request) { (store) throws(StoreError) in
        try store.select(station: station, selection, at: instant, offset: offset)
        return .done
      }
    case .undoLast(let station, let since):
      attempt(job, request, afterFlush: true) { (store) throws(StoreError) in
        .undone(station: station, try store.undoLast(station: station, since: since))
      }
    case .rateLast(let rpe, let station, let since, let time):
      attempt(job, request, afterFlush: true) { (store) throws(StoreError) in
        .rated(station: station, try store.rateLast(rpe, station: station, since: since, at: time))
      }
    case .undo(let station, let athlete):
      attempt(job, request, afterFlush: true) { (store) throws(StoreError) in
        .changed(try store.undo(station: station, athlete: athlete))
      }
    case .redo:
      attempt(job, request, afterFlush: true) { (store) throws(StoreError) in .changed(try store.redo()) }
    case .change(let change, let time):
      attempt(job, request, afterFlush: true) { (store) throws(StoreError) in
        .changed(try store.apply(change, at: time))
      }
    case .startProgram, .stopProgram, .followConfigured, .addRuns, .deleteRun, .answer, .learn, .forget:
      attempt(job, request) { (store) throws(StoreError) in try store.keep(job) }
    case .keepSamples(let id, let device, let events, let keep, let maxBytes):
      // The set comes first: while it waits, so would this, which takes a thousand times its room.
      attempt(job, request, afterFlush: true) { (store) throws(StoreError) in
        try store.keepSamples(of: id, device: device, events: events, keep: keep, maxBytes: maxBytes)
        return .done
      }
    case .synchronized(let offset):
      note(offset)
      active.synchronize(offset)
      attempt(job, request) { (store) throws(StoreError) in .redated(try store.synchronized(offset: offset)) }
    case .noteShutdown(let running, let instant):
      attempt(job, request) { (store) throws(StoreError) in
        try store.noteShutdown(running, at: instant)
        return .done
      }
    }
  }

  /// Does a job, once more where the database had to be replaced for it, and tells what came of it.
  /// - Parameter afterFlush: Whether the job may be about a set that is still waiting.
  private func attempt(
    _ job: Job, _ request: UInt64?, afterFlush: Bool = false,
    _ body: (Store) throws(StoreError) -> Outcome.Event
  ) {
    do throws(StoreError) {
      if afterFlush { try flush() }
      shared.tell(try withStore(body), request: request)
    } catch {
      shared.tell(.failed(job, error), request: request)
    }
  }

  private func note(_ offset: WallOffset) {
    if offset.isSynchronized { synchronizedOffset = offset }
  }
}
