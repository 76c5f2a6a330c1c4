// Rules 17-28, where in the week.

extension RuleBook {
  static let whereInTheWeek: [Int: Check] = [:]
}
