// Rules 29-35, around races.

extension RuleBook {
  static let aroundRaces: [Int: Check] = [:]
}
