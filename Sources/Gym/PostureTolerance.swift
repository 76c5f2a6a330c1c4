internal import Motion
public import Training

extension LearntPosture {
  /// What a tolerance may be that is given, in degrees. Below 5 nobody comes into a posture again; the upper end is the sensors'.
  public static let tolerances: ClosedRange<Double> = 5...Posture.greatestTolerance
}
