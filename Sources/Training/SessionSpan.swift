/// The time that a session takes, as it grows by one set after another in the order of the log.
public struct SessionSpan: Hashable, Sendable {
  /// When its first set started.
  public private(set) var start: WallTime
  /// When its last set ended.
  public private(set) var end: WallTime
  /// How long, between the two, no set ran.
  public private(set) var rest = Interval.zero

  /// A session of one set.
  public init(start: WallTime, end: WallTime) {
    self.start = start
    self.end = end
  }

  /// From its first start to its last end.
  public var length: Interval { end - start }

  /// Whether a set that started at a moment is too far away to belong here: by the session gap or more.
  public func isApart(from time: WallTime, gap: Interval) -> Bool { time - end >= gap || start - time >= gap }

  /// Takes in a set that is not apart.
  /// - Returns: the rest before it: from the end of what was done before to its start. `nil` where it began earlier, since
  ///   then there was none.
  @discardableResult
  public mutating func add(start: WallTime, end: WallTime) -> Interval? {
    let before = start - self.end
    // A clock that was set back may have dated it before all others.
    rest = rest + max(.zero, max(before, self.start - end))
    self.start = min(self.start, start)
    self.end = max(self.end, end)
    return before >= .zero ? before : nil
  }
}
