/// How figures grow from session to session.
public struct Progression: Hashable, Sendable {
  /// What changes: one thing at a time.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    /// Seconds.
    case seconds
    /// Repetitions up to the upper end, then the load.
    case double
    /// The load.
    case load
    /// Nothing.
    case none
  }

  /// What changes.
  public var rule: Rule
  /// By how much: seconds, or % of the load; `nil` for Holdfast's own.
  public var step: Figure?
  /// At most so many % a week.
  public var capPercent: Double?
  /// Where it is from; `nil` where it is Holdfast's own.
  public var source: String?

  /// A progression.
  public init(_ rule: Rule, step: Figure? = nil, capPercent: Double? = nil, source: String? = nil) {
    self.rule = rule
    self.step = step
    self.capPercent = capPercent
    self.source = source
  }
}
