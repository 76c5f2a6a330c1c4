public import Store
public import Tracking
public import Training

/// What stations want written, written: from an effect to the store and back.
public enum Ledger {
  /// What came of an effect.
  public enum Outcome: Hashable, Sendable {
    /// A set is in the log.
    case saved(LoggedSet)
    /// A set was taken from the log; the station is to be told (`Gym.tookBack`).
    case tookBack(LoggedSet)
    /// A set of the log was rated.
    case rated(LoggedSet)
    /// There was no set to take back or to rate.
    case nothingToChange
  }

  /// Does what a station wants done to the store, at once and durably.
  /// - Parameters:
  ///   - effect: what the station wants.
  ///   - station: the station's name.
  ///   - store: where to.
  ///   - offset: from the engine's clock to the calendar, as seen now.
  /// - Returns: what came of it; `nil` for what nobody needs to hear of, such as a heartbeat or a cue.
  /// - Throws: a `StoreError`; nothing was changed then.
  public static func apply(
    _ effect: Effect, station: String, to store: Store, offset: WallOffset
  ) throws(StoreError) -> Outcome? {
    switch effect {
    case .cue, .late, .sessionOver:
      return nil
    case .began(let running):
      try store.begin(station: station, running, offset: offset)
      return nil
    case .heartbeat(let running, let at):
      try store.heartbeat(station: station, running, at: at)
      return nil
    case .finished(let finished):
      return .saved(try store.finish(station: station, finished, offset: offset))
    case .discarded:
      try store.discard(station: station)
      return nil
    case .selected(let selection, let at):
      try store.select(station: station, selection, at: at, offset: offset)
      return nil
    case .undoLast(let since, _):
      guard let set = try store.undoLast(station: station, since: since) else { return .nothingToChange }
      return .tookBack(set)
    case .rateLast(let rpe, let since, let at):
      let rated = try store.rateLast(rpe, station: station, since: since, at: offset.wallTime(of: at))
      return rated.map { .rated($0) } ?? .nothingToChange
    }
  }
}

/// What a change of the log did; `Store.ChangeReport` is out of reach where another room has a type of that name.
public typealias HistoryReport = ChangeReport

extension ChangeReport {
  /// What is told of a change.
  public enum Telling: Hashable, Sendable {
    /// That it was made.
    case made
    /// That it was taken back.
    case undone
    /// That it was brought back.
    case redone
  }

  /// What was done, for people: `took back wall-sit, 45.0 s`; and the set that it was about, where it was one: as it was
  /// before, where it was taken back or is gone, else as it is.
  public func told(_ telling: Telling) -> (text: String, set: LoggedSet?) {
    let (first, second) = telling == .undone ? (before, after) : (after, before)
    let touched = first.isEmpty ? second : first
    let set = touched.count == 1 ? touched[0] : nil
    return (kind.told(telling) + (set?.inOneLine ?? "\(touched.count) sets"), set)
  }

  /// How many sets it touched.
  public var count: Int {
    // An edit has the same set on both sides; with several changes taken back together, each has its own.
    before.isEmpty ? after.count : Set((before + after).map(\.id)).count
  }
}

extension ChangeKind {
  /// What was done, up to the word for the set: `took back the edit of `.
  public func told(_ telling: ChangeReport.Telling) -> String {
    if telling == .made {
      switch self {
      case .set: return "stored "
      case .add: return "added "
      case .import: return "imported "
      case .edit: return "edited "
      case .rate: return "rated "
      case .note: return "noted "
      case .delete: return "deleted "
      }
    }
    let verb = telling == .redone ? "brought back " : "took back "
    switch self {
    case .set, .add: return verb
    case .import: return verb + "the import of "
    case .edit: return verb + "the edit of "
    case .rate: return verb + "the rating of "
    case .note: return verb + "the note to "
    case .delete: return verb + "the deletion of "
    }
  }
}

extension LoggedSet {
  /// What was done, without when: `wall-sit left, 45.0 s, 20 kg`.
  public var inOneLine: String {
    var text = exercise
    if side != .both { text += " " + side.rawValue }
    let tenths = duration.microseconds / 100_000
    switch (kind, reps) {
    case (.reps, let reps?): text += ", \(reps) \(reps == 1 ? "rep" : "reps")"
    case (.hold, _), (.reps, nil): text += ", \(tenths / 10).\(tenths % 10) s"
    }
    if let loadKg { text += ", \(decimalText(loadKg)) kg" }
    return text
  }
}
