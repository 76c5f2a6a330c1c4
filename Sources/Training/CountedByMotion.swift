// Whether a set's count is a sensor's, and whether it is one to look at.

extension LoggedSet {
  /// What a sensor counted, where that is the set's count: nobody tapped, typed or corrected it.
  public var sensorCount: SetMotion.CountedReps? {
    guard measured == nil, let counted = motion?.reps, counted.count == reps else { return nil }
    return counted
  }

  /// Whether its count is a sensor's that was not sure, and nobody has corrected or confirmed it.
  public var hasDoubtfulCount: Bool { sensorCount?.isDoubtful ?? false }
}
