// Rules 84-90, equipment.

extension RuleBook {
  static let equipment: [Int: Check] = [:]
}
