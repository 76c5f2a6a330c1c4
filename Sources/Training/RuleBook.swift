// The rules of training, and what they say of an athlete's week.
//
// It owns which check belongs to which rule. The rules themselves are data (rules.toml), whose figures the checks compare
// with: no figure of a source stands in the code. What Holdfast had to choose itself, since no source gives a figure (heavy, hard,
// high mileage), is said where it is chosen. `plan --week` and `report` ask here.

/// The rules, and their checks.
public struct RuleBook: Sendable {
  /// What a rule has to say of the week `diary.week`: of what was done in it, and of what is planned.
  typealias Check = @Sendable (TrainingDiary, TrainingRule) -> [RuleFinding]

  /// What the checks look up in the data, by the numbers of their rules: a lookup of anything else stops a debug build, and a
  /// test holds each to the shipped data.
  static let lookedUp: [Int: [String]] = [
    howOftenChecks, howLongChecks, betweenDaysChecks, hardAndEasyChecks, aroundRacesChecks,
  ].reduce(into: ownLookups) { all, checks in
    all.merge(checks.mapValues { $0.lookedUp.map(\.rawValue) }) { first, _ in first }
  }

  /// Those of rules 36 to 90.
  private static let ownLookups: [Int: [String]] = [
    36: ["sets", "reps"], 37: ["sets", "reps"], 38: ["sets", "reps"], 39: ["sets", "reps", "steps"],
    40: ["sets", "reps"], 41: ["rest"], 42: ["hold"], 43: ["hold"], 44: ["hold"],
    45: ["sets", "hold", "effort"],
    46: ["hold"], 47: ["sets"], 49: ["sets"], 51: ["effort"], 53: ["things changed at once"],
    54: ["growth of load a week"], 64: ["difference of the sides"], 68: ["exercises in a session"],
    69: ["sets", "reps"], 71: ["weeks until soreness fades"], 79: ["warm-up length"], 81: ["hold"],
    82: ["hold"],
    83: ["hold"], 89: ["pillars in a week"], 90: ["movement patterns"],
  ]

  /// The rules, in the order of their numbers.
  public let rules: [TrainingRule]

  /// A book of rules.
  public init(_ rules: [TrainingRule]) { self.rules = rules }

  /// The checks by the numbers of their rules, a topic each.
  static let checks: [Int: Check] = [
    howOften, whereInTheWeek, aroundRaces, doses, holds, progression, sides, recovery, rehab, warmUp,
    equipment,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  /// Rules that say of a week what another says: that one is heard. Too few sessions a week (2) are too few for the
  /// phase (4) or the runner (3) too, too many in race week (33) are more than the phase has (4), and no full day between (17) is
  /// no day of rest (74).
  private static let echoes: [Int: [Int]] = [1: [4], 2: [4], 3: [2, 4], 33: [4], 74: [17]]

  /// What the rules say of a week, in the order of their numbers. What two of them say of the same is told once.
  public func findings(in diary: TrainingDiary) -> [RuleFinding] {
    let all = rules.flatMap { rule in Self.checks[rule.number]?(diary, rule) ?? [] }
    return all.filter { finding in
      let others = Self.echoes[finding.rule] ?? []
      return !all.contains { others.contains($0.rule) && $0.gravity == finding.gravity }
    }
  }

  /// The rule of a number.
  public subscript(number: Int) -> TrainingRule? { rules.first { $0.number == number } }
}
