public import Training

/// What the writer thread is asked to do. Jobs are done in the order in which they were submitted.
public enum Job: Hashable, Sendable {
  /// A set has begun: journal it. The offset was seen now.
  case begin(station: String, RunningSet, offset: WallOffset)
  /// A running set is alive.
  case heartbeat(station: String, RunningSet, at: Instant)
  /// A set has ended: store it. The offset was seen now.
  case finish(station: String, FinishedSet, offset: WallOffset)
  /// A set of the journal cannot go on: store it as it ended.
  case close(JournalEntry, FinishedSet)
  /// The running set was thrown away.
  case discard(station: String)
  /// A station is set to something else.
  case select(station: String, Selection, at: Instant, offset: WallOffset)
  /// A gesture takes back the last set that was stored at its station and ended since an instant.
  case undoLast(station: String, since: Instant)
  /// The last set that was stored at a station and ended since an instant is rated.
  case rateLast(Double, station: String, since: Instant, at: WallTime)
  /// A command takes back the newest change, at a station or of an athlete where one is given.
  case undo(station: String?, athlete: String?)
  /// A command brings back what was taken back last.
  case redo
  /// A command changes the log.
  case change(HistoryChange, at: WallTime)
  /// A program is followed from a day on. `configured` is the one that the configuration names.
  case startProgram(ProgramRun, configured: String?)
  /// No program is followed from a day on.
  case stopProgram(athlete: String, day: Int, configured: ConfiguredProgram?)
  /// Programs of the configuration that were not seen there before begin on a day.
  case followConfigured([ConfiguredProgram], day: Int)
  /// Runs come in, but for those that are known.
  case addRuns([LoggedRun])
  /// A run is deleted.
  case deleteRun(SetID)
  /// An athlete has answered.
  case answer(Answer)
  /// The posture of a hold was learnt.
  case learn(LearntPosture)
  /// The posture of a hold is to be forgotten.
  case forget(athlete: String, exercise: String)
  /// What a sensor sent during a set that has ended: kept while it is among the newest `keep`, and `maxBytes` hold it. Comes
  /// after the set's own job.
  case keepSamples(of: SetID, device: String, events: [UInt8], keep: Int, maxBytes: Int)
  /// The clock is right now: date this boot's sets anew.
  case synchronized(offset: WallOffset)
  /// The daemon was told to stop while these sets run.
  case noteShutdown([String: RunningSet], at: Instant)
}

/// Where a set is safe from the power cord.
public enum Durability: String, Hashable, Sendable {
  /// In the database.
  case database
  /// In the spill file, until the database can take it.
  case spill
}

/// What became of a job, or happened to the database meanwhile.
public struct Outcome: Hashable, Sendable {
  /// The number that was submitted with the job; `nil` where none was, or where no job is meant.
  public var request: UInt64?
  /// What happened.
  public var event: Event

  /// What the writer thread tells.
  public enum Event: Hashable, Sendable {
    /// `begin`: the set is journalled under this id.
    case began(station: String, SetID)
    /// `finish`, `close`: the set is durable. Also for a set that was `notSaved` before, once it is.
    case saved(LoggedSet, in: Durability)
    /// `finish`, `close`: the set is held in memory alone, and will be tried again.
    case notSaved(LoggedSet, StoreError)
    /// `undoLast`: this set is gone from the log; `nil` where there was none.
    case undone(station: String, LoggedSet?)
    /// `rateLast`: this set is rated; `nil` where there was none.
    case rated(station: String, LoggedSet?)
    /// `undo`, `redo`, `change`: what it did; `nil` where nothing was left to undo or redo.
    case changed(ChangeReport?)
    /// `startProgram`, `stopProgram`: what it did.
    case programChanged(ProgramChange)
    /// `followConfigured`: the programs that begin.
    case configuredFollowed([ProgramChange])
    /// `addRuns`: these were new.
    case runsAdded([LoggedRun])
    /// `deleteRun`: this one is gone.
    case runDeleted(LoggedRun)
    /// `answer`: it is kept.
    case answered(Answer)
    /// `learn`: this posture is kept, and these are all.
    case learnt(LearntPosture, all: [LearntPosture])
    /// `forget`: this posture is gone, `nil` where there was none, and these are all.
    case forgotten(LearntPosture?, all: [LearntPosture])
    /// `synchronized`: so many sets of the log have a new date.
    case redated(Int)
    /// `heartbeat`, `discard`, `select`, `keepSamples`, `noteShutdown` are done.
    case done
    /// A job other than `finish` and `close` could not be done; it is not tried again.
    case failed(Job, StoreError)
    /// The database does not take sets for now, and this is why; they go to the spill file, else stay in
    /// memory. Told once for each cause, until the database takes sets again.
    case trouble(StoreError)
    /// So many sets that were in the spill file are in the database now.
    case flushed(Int)
    /// The database was damaged: it was moved to this path, and a new one begun.
    case setAside(String, StoreError)
    /// Somebody has moved or removed the database's file: another was begun at its path.
    case replaced(String)
  }
}

/// Sets that are not yet in the database.
public struct Pending: Hashable, Sendable {
  /// Safe in the spill file.
  public var spilled = 0
  /// In memory alone.
  public var held = 0
  /// Both.
  public var count: Int { spilled + held }
}

/// What was found when the database was opened.
public struct Opening: Sendable {
  /// The sets that were running; each is to be carried on (`heartbeat`, `finish`), or closed (`close`), or
  /// discarded.
  public var journal: [JournalEntry] = []
  /// What the stations were set to.
  public var selections: [String: StoredSelection] = [:]
  /// The loads that were last used.
  public var loads: [StoredLoad] = []
  /// The postures that were learnt.
  public var postures: [LearntPosture] = []
  /// Whether anybody follows, or followed, a program that was started.
  public var hasPrograms = false
  /// Why the database cannot be used for now; sets go to the spill file until it can.
  public var trouble: StoreError?
}
