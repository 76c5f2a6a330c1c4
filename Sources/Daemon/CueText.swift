import Tracking
import Training

extension Cue {
  /// What the cue says, for `{text}` of a cue command and for people.
  func text(_ snapshot: StationSnapshot) -> String {
    let what =
      snapshot.exercise.name
      + (snapshot.selection.side == .both ? "" : ", \(snapshot.selection.side.rawValue)")
    switch self {
    case .ready: return snapshot.planned.map { "\(what), \($0.inWords)" } ?? what
    case .started: return "go"
    case .tick(let seconds): return "\(seconds)"
    case .target: return "target"
    case .stopped: return "stop"
    case .saved: return "saved"
    case .rep(let count): return "\(count)"
    case .form: return "form"
    case .restOver: return snapshot.planned == nil ? "rest over" : "rest over: \(what)"
    case .sessionDone: return "session done"
    case .fault(let fault): return fault.text
    }
  }
}

extension PlannedSet {
  /// Which set it is and what it is asked for, for the ear: `set 2 of 3, 12 reps`.
  fileprivate var inWords: String {
    let set = count > 1 ? ["set \(number) of \(count)"] : []
    return (set + [target?.inWords].compactMap { $0 }.filter { !$0.isEmpty }).joined(separator: ", ")
  }
}

extension Cue.Fault {
  /// The fault for people.
  var text: String {
    switch self {
    case .repOnHold: "this exercise is held, not counted"
    case .holdOnReps: "this exercise is counted, not held"
    case .noSides: "this exercise has no such side"
    case .alreadyRunning: "a set is running"
    case .nothingRunning: "nothing is running"
    case .nothingToUndo: "nothing to take back"
    case .unknown: "no such exercise or athlete"
    case .noReps: "no repetitions, not saved"
    case .doubtful: "saved, but very long: please check"
    case .notSaved: "not saved yet: the disk does not take it"
    case .unplugged: "the pedal is gone"
    case .sensor: "the sensor cannot be trusted"
    }
  }
}
