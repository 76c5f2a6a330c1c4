public import Training
public struct SetDetector: Sendable {
  public enum Change { case began(at: Instant), ended(at: Instant) }
  public init() {}
  public mutating func add(_ s: MotionSample) -> Change? { nil }
  public func recent(since: Instant) -> [MotionSample] { [] }
  public mutating func setEnded() {}
}
