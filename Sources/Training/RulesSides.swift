// Rules 64-68, sides.

extension RuleBook {
  static let sides: [Int: Check] = [:]
}
