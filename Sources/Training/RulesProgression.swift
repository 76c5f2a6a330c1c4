// Rules 53-63, progression.

extension RuleBook {
  static let progression: [Int: Check] = [:]
}
