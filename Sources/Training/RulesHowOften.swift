// Rules 1-16, how often.

extension RuleBook {
  static let howOften: [Int: Check] = [:]
}
