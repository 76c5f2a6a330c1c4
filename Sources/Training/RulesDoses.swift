// Rules 36-41, doses.

extension RuleBook {
  static let doses: [Int: Check] = [:]
}
