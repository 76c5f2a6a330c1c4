internal import CSQLite
internal import Glibc
internal import Syscalls
internal import Training

// What the writer thread does when the database fails: a set goes to the spill file, else it is held in
// memory; and the database is opened again, or a damaged one replaced.

extension Worker {
  /// Opens the database and its spill file for the first time.
  /// - Throws: What retrying does not mend.
  func open(at instant: Instant, offset: WallOffset) throws(StoreError) -> Opening {
    var opening = Opening()
    do throws(StoreError) {
      try openStore()
    } catch {
      switch error.code {
      case .locked, .full, .ioError: opening.trouble = error
      default: throw error
      }
    }
    openSpill()
    guard store != nil else { return opening }
    do throws(StoreError) {
      // What waits may have been in the journal too: it is not to be carried on.
      try flush()
      try withStore { (store) throws(StoreError) in
        opening.journal = try store.openJournal()
        opening.selections = try store.selections(at: instant, offset: offset)
        opening.loads = try store.loads()
        opening.postures = try store.postures()
        opening.hasPrograms = try !store.log.programRows().isEmpty
      }
    } catch {
      opening.trouble = error
    }
    return opening
  }

  private func openStore() throws(StoreError) {
    do throws(StoreError) {
      store = try Store(path: path, boot: boot, busyTimeout: busyTimeout, active: active)
    } catch {
      guard isDamage(error) else { throw error }
      try replaceDatabase(error)
    }
  }

  private func openSpill() {
    guard spill == nil, let opened = try? SpillFile(database: path) else { return }
    spill = opened
    // The file comes from before this process, or is empty: what waits already is younger.
    waiting = opened.found.map { Waiting(record: $0, isSpilled: true) } + waiting
  }

  /// Whether the database's file is damaged. One that is no database at all is so only where its spill file
  /// shows that it once was ours: else it is somebody's file that was named by mistake.
  private func isDamage(_ error: StoreError) -> Bool {
    if error.isDamage { return true }
    return error.sqliteCode & 0xFF == SQLITE_NOTADB
      && (store != nil || spill != nil || access(SpillFile.path(for: path), F_OK) == 0)
  }

  /// Keeps a damaged database under another name and begins a new one.
  private func replaceDatabase(_ error: StoreError) throws(StoreError) {
    store?.connection.leaveFilesAlone(true)
    store = nil
    let kept = try setAside()
    shared.tell(.setAside(kept, error))
    store = try Store(path: path, boot: boot, busyTimeout: busyTimeout, active: active)
  }

  /// Moves the database and its write-ahead log to a name that is free.
  private func setAside() throws(StoreError) -> String {
    let time = CivilTime(WallTime(microseconds: SystemClock.realtime))
    let stamp =
      "\(padded(time.year, 4))\(padded(time.month, 2))\(padded(time.day, 2))"
      + "T\(padded(time.hour, 2))\(padded(time.minute, 2))\(padded(time.second, 2))Z"
    var target = "\(path).damaged-\(stamp)"
    var number = 1
    while access(target, F_OK) == 0 {
      number += 1
      target = "\(path).damaged-\(stamp)-\(number)"
    }
    do throws(SystemError) {
      // The log goes first: a new database must not find it, and the old one is complete only with it.
      for suffix in ["-wal", "-shm", ""] where access(path + suffix, F_OK) == 0 {
        try syscall("keep \(path + suffix) aside") { rename(path + suffix, target + suffix) }
      }
      try synchronizeDirectory(directoryName(path))
    } catch {
      throw StoreError(error, path: path)
    }
    return target
  }

  /// Does something with the database, which is opened or replaced for it where need be.
  func withStore<T>(_ body: (Store) throws(StoreError) -> T) throws(StoreError) -> T {
    if let store, store.hasMoved {
      self.store = nil
      try reopen()
      shared.tell(.replaced(path))
    }
    if store == nil { try reopen() }
    guard let current = store else {
      throw StoreError(.cannotOpen, path: path, message: "the database is not open", remedy: "")
    }
    do throws(StoreError) {
      return try body(current)
    } catch {
      guard isDamage(error) else { throw error }
      try replaceDatabase(error)
      guard let replaced = store else { throw error }
      return try body(replaced)
    }
  }

  /// Opens a database that could not be opened before. What its journal then says was running ended with the
  /// process that wrote it: whatever runs now has begun since.
  private func reopen() throws(StoreError) {
    try openStore()
    guard let store else { return }
    do throws(StoreError) {
      let known = waiting.map(\.record.set.id)
      for entry in try store.leftovers() where !known.contains(entry.id) {
        shared.tell(.saved(try store.close(entry), in: .database))
      }
    } catch {
      self.store = nil
      throw error
    }
  }

  // MARK: - Sets

  /// Makes the sets that wait durable, in the database or else in the spill file, and tells which; or that
  /// they are neither.
  func storeWhatWaits() {
    do throws(StoreError) {
      try flush()
      trouble = nil
    } catch {
      if error.code != trouble?.code { shared.tell(.trouble(error)) }
      trouble = error
      spillWhatIsHeld(since: error)
    }
  }

  /// Puts the sets that are in memory alone into the spill file, oldest first.
  private func spillWhatIsHeld(since cause: StoreError) {
    openSpill()
    var refusal: StoreError? = spill == nil ? cause : nil
    for index in waiting.indices where !waiting[index].isSpilled {
      let next = waiting[index]
      waiting[index].isNew = false
      waiting[index].request = nil
      if refusal == nil {
        do throws(StoreError) {
          try spill?.append(next.record)
          waiting[index].isSpilled = true
          shared.tell(.saved(next.record.set, in: .spill), request: next.request)
          continue
        } catch {
          // That the spill file is full as well says less than what the database said.
          refusal = error.code == .full ? cause : error
        }
      }
      if next.isNew { shared.tell(.notSaved(next.record.set, refusal ?? cause), request: next.request) }
    }
  }

  /// Puts into the database what waits for it, oldest first.
  /// - Throws: Why it could not take them all; the rest still waits.
  func flush() throws(StoreError) {
    var flushed = 0
    defer { if flushed > 0 { shared.tell(.flushed(flushed)) } }
    var refused: StoreError?
    var index = 0
    while index < waiting.count {
      let next = waiting[index]
      do throws(StoreError) {
        let set = try withStore { (store) throws(StoreError) in
          try store.store(next.record, now: offset(for: next), isLate: !next.isNew)
        }
        waiting.remove(at: index)
        if next.isSpilled {
          flushed += 1
        } else {
          shared.tell(.saved(set, in: .database), request: next.request)
        }
      } catch {
        // One set that the database cannot take must not keep back those after it.
        guard error.code == .misuse else { throw error }
        refused = error
        index += 1
      }
    }
    if let refused { throw refused }
    // Where this fails, the sets are found there again, and known by their ids.
    try? spill?.clear()
  }

  /// What dates a set of this boot for good: the clock as it was when the set ended or, for one that had to
  /// wait, as it was when it was last right.
  private func offset(for waiting: Waiting) -> WallOffset? {
    if waiting.isNew { return waiting.seen }
    return waiting.record.bootID == boot.id ? synchronizedOffset : nil
  }
}
