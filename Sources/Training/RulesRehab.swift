// Rules 75-78, rehab.

extension RuleBook {
  static let rehab: [Int: Check] = [:]
}
