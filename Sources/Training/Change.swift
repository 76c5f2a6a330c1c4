/// What is to happen to one value.
public enum Change<Value: Hashable & Sendable>: Hashable, Sendable {
  /// It stays. In JSON the key is absent.
  case keep
  /// It goes. In JSON `null`.
  case clear
  /// It becomes this.
  case set(Value)
}

extension Change {
  /// Makes the change to a value.
  func apply(to value: inout Value?) {
    switch self {
    case .keep: break
    case .clear: value = nil
    case .set(let new): value = new
    }
  }
}

/// A change to the log, as `undo` and `redo` know it.
public enum ChangeKind: String, CaseIterable, Hashable, Sendable {
  /// A set was stored at a station.
  case set
  /// A set was typed in.
  case add
  /// Sets came from a file.
  case `import`
  /// A set was put right, or one that counted for no record confirmed.
  case edit
  /// A set was rated.
  case rate
  /// A note was written to a set.
  case note
  /// Sets were deleted.
  case delete
}
