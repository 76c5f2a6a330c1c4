// Rules 69-74, recovery.

extension RuleBook {
  static let recovery: [Int: Check] = [:]
}
