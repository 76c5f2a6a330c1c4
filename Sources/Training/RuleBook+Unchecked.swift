// What the rules look up in the data, and which of them nothing can check.

extension RuleBook {
  /// The rules that nothing which is known could check, and why: advice, all of it.
  public static let unchecked: [Int: String] = [
    62: "a tap does not show how deep a repetition went, and no tempo has a figure",
    77: "neither slow nor few has a figure",
    84: "it says what to buy; a set with another load is no mistake",
    85: "a film, a mirror or a coach sees technique, a pedal does not",
    86: "no pedal sees a joint",
  ]
}

extension RuleBook {
  /// The quantities that the checks of rules 64 to 90 look up in the data.
  static let lookedUpC: [Int: [String]] = [
    64: ["difference of the sides"], 68: ["exercises in a session"], 69: ["sets", "reps"],
    71: ["weeks until soreness fades"], 79: ["warm-up length"], 81: ["hold"], 82: ["hold"], 83: ["hold"],
    89: ["pillars in a week"], 90: ["movement patterns"],
  ]
}
