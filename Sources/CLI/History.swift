import Control
import Glibc
import Gym
import Settings
import Store
import Syscalls
import Training

/// The history of the log, as commands change it: by the daemon where one serves the database, else here, by the same
/// code of the store.
struct History {
  private let context: Context
  private let places: Places
  private let changing: Changing

  /// - Parameter command: the command's name, for those who find the database in use.
  init(_ context: Context, _ places: Places, _ command: String) {
    self.context = context
    self.places = places
    changing = Changing(places, command)
  }

  /// Makes a change, all or nothing.
  ///
  /// What is added or imported makes the database where there is none; there is nothing to edit then.
  /// - Returns: what it did; `count` is 0, or `before` is `after`, where nothing was to be changed. Of many sets it lists
  ///   the first 20, and counts them all.
  /// - Throws: that a set is not there, or that a value cannot be; that the database cannot be written.
  func change(_ change: HistoryChange) throws -> Control.ChangeReport {
    let path =
      switch change {
      case .add, .import: try places.databaseToMake()
      case .edit, .rate, .note, .delete: try changing.existingDatabase()
      }
    let report = try perform(on: path, .made) { store throws(StoreError) in
      try store.apply(change, at: context.now())
    } orAsk: { daemon in
      try daemon.change(change)
    }
    guard let report else { throw Failure(.software, "the daemon says that nothing was done") }
    return report
  }

  /// Takes back the newest change, at a station or of an athlete where one is given.
  /// - Returns: what it did; `nil` where nothing is left to take back.
  func undo(station: String? = nil, athlete: String? = nil) throws -> Control.ChangeReport? {
    guard let path = try changing.existing(places.database()) else { return nil }
    return try perform(on: path, .undone) { store throws(StoreError) in
      try store.undo(station: station, athlete: athlete)
    } orAsk: {
      try $0.report(.undo(station: station, athlete: athlete))
    }
  }

  /// Brings back what was taken back last.
  /// - Returns: what it did; `nil` where nothing was taken back since the last change.
  func redo() throws -> Control.ChangeReport? {
    guard let path = try changing.existing(places.database()) else { return nil }
    return try perform(on: path, .redone) { store throws(StoreError) in
      try store.redo()
    } orAsk: {
      try $0.report(.redo)
    }
  }

  /// The sets that a person means by `last`, `last~2` or the end of an id.
  /// - Throws: that one is not there, or may be several, which are then listed.
  func sets(named names: [String]) throws -> [LoggedSet] {
    let path = try changing.existingDatabase()
    guard let log = try Store.openReadOnly(path) else { throw Failure.noLog(path) }
    return try names.map { try context.set(named: $0, in: log) }
  }

  /// The set that a person means.
  /// - Throws: that there is none, or several, which are then listed.
  func set(named name: String) throws -> LoggedSet { try sets(named: [name])[0] }

  private func perform(
    on path: String, _ telling: HistoryReport.Telling,
    here: (Store) throws(StoreError) -> HistoryReport?,
    orAsk ask: (Daemon) throws -> Control.ChangeReport?
  ) throws -> Control.ChangeReport? {
    try changing.perform(on: path) { store throws(StoreError) in
      try here(store).map { Control.ChangeReport($0, telling) }
    } orAsk: {
      try ask($0)
    }
  }
}

extension Control.ChangeReport {
  /// What is told of a change that was made here.
  init(_ report: HistoryReport, _ telling: HistoryReport.Telling) {
    let (text, set) = report.told(telling)
    self.init(
      kind: report.kind, text: text, set: set, count: report.count, before: report.before, after: report.after
    )
  }
}

extension Daemon {
  /// Sends a request whose result is what a change did.
  /// - Returns: `nil` where there was nothing to do.
  ///
  /// An import, or taking one back, may be of 100,000 sets, which keep a small machine busy for a minute.
  fileprivate func report(_ request: Request) throws -> Control.ChangeReport? {
    do {
      return try Control.ChangeReport(json: try client.send(request, timeout: .seconds(600)), at: "result")
    } catch let failure as ControlError where failure.code == .noInput {
      switch request {
      case .undo, .redo: return nil
      default: throw failure
      }
    }
  }

  fileprivate func change(_ change: HistoryChange) throws -> Control.ChangeReport? {
    switch change {
    case .add(let sets):
      guard sets.count == 1 else { throw Failure(.software, "\(sets.count) sets are added at once") }
      return try report(.add(sets[0]))
    case .edit(let id, let edit): return try report(.edit(id, edit))
    case .rate(let id, let rpe):
      return try report(.edit(id, SetEdit(rpe: rpe.map { .set($0) } ?? .clear)))
    case .note(let id, let note): return try report(.note(id, note))
    case .delete(let ids): return try report(.delete(ids))
    case .import(let sets): return try send(sets)
    }
  }

  /// Sends an import in pieces that fit into a line each; the last one makes it.
  private func send(_ sets: [LoggedSet]) throws -> Control.ChangeReport? {
    guard sets.count <= Request.importLimit else {
      throw Failure(
        .unavailable, "\(sets.count) sets are more than the daemon takes at once (\(Request.importLimit))",
        remedy: "sudo systemctl stop holdfast; sudo holdfast import …; sudo systemctl start holdfast")
    }
    // A line may have 64 KiB.
    let room = 60_000
    var piece: [LoggedSet] = []
    var size = 0
    var sent = 0
    for set in sets {
      let length = JSONWriter.line(WholeSet(set)).count
      guard length <= room else {
        throw Failure(
          .unavailable,
          "the set \(set.id) lists \(set.listedReps) repetitions, more than the daemon takes in a line",
          remedy: "sudo systemctl stop holdfast; sudo holdfast import …; sudo systemctl start holdfast")
      }
      if size + length > room, !piece.isEmpty {
        try client.send(.import(piece, after: sent, more: true), timeout: .seconds(30))
        sent += piece.count
        piece = []
        size = 0
      }
      piece.append(set)
      size += length
    }
    return try report(.import(piece, after: sent, more: false))
  }
}

extension Context {
  /// The set of a log that a person means.
  /// - Throws: that there is none, or several, which are then listed with what they are.
  func set(named name: String, in log: Log) throws -> LoggedSet {
    do throws(StoreError) {
      return try log.set(named: name)
    } catch {
      guard error.code == .ambiguousSet else { throw error }
      let sets = try error.candidates.compactMap { id throws(StoreError) in try log.set(id) }
      // As much of the ids as tells them apart.
      let ids = sets.map(\.id.description)
      let length = (6...36).first { length in Set(ids.map { $0.suffix(length) }).count == ids.count } ?? 36
      var lines = ["give more of the id's ending:"] + listed(sets, length: length)
      if sets.count >= 10 { lines.append("…") }
      throw Failure(
        .usage, "\(clean(name)) may be any of these sets", remedy: lines.joined(separator: "\n  "))
    }
  }
}
