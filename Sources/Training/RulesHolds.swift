// Rules 42-52, holds.

extension RuleBook {
  static let holds: [Int: Check] = [:]
}
