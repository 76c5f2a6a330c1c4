import Training

extension Action {
  /// The action as `Action.init(_:)` reads it, where a configuration may use it: `go`, `exercise wall-sit`, `load +2.5`.
  public var words: String {
    switch self {
    case .go: "go"
    case .toggle: "toggle"
    case .start: "start"
    case .stop: "stop"
    case .hold: "hold"
    case .rep: "rep"
    case .undo: "undo"
    case .discard: "discard"
    case .next: "next"
    case .previous: "previous"
    case .side: "side"
    case .selectSide(let side): "side " + side.rawValue
    case .exercise(let id): "exercise " + id
    case .athlete(let id): "athlete " + id
    case .load(let kg): "load " + (kg < 0 ? "-" : "+") + decimalText(abs(kg))
    case .selectLoad(let kg): "load " + (kg.map(decimalText) ?? "none")
    case .selectTarget(let target): "target " + (target?.inWords ?? "as usual")
    case .rpe(let value): "rpe " + decimalText(value)
    }
  }
}

extension KeyBinding {
  /// What is bound, by the names of the gestures, in the order in which the configuration explains them.
  public var actions: [(gesture: String, action: Action)] {
    [("press", press), ("release", release), ("tap", tap), ("double", double), ("long", long)]
      .compactMap { gesture, action in action.map { (gesture, $0) } }
  }

  /// What is bound, for people: `tap go, long undo`; `nothing`.
  public var words: String {
    actions.isEmpty ? "nothing" : actions.map { "\($0.gesture) \($0.action.words)" }.joined(separator: ", ")
  }
}
