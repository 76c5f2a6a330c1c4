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
