/// How local time relates to UTC.
public struct LocalZone: Sendable {
  /// The seconds by which local time is ahead of UTC, at so many seconds since 1970.
  public var secondsEast: @Sendable (Int64) -> Int

  /// A zone.
  public init(_ secondsEast: @escaping @Sendable (Int64) -> Int) { self.secondsEast = secondsEast }

  /// The local date and time of a moment.
  public func civil(_ time: WallTime) -> CivilTime {
    CivilTime(time + .seconds(Double(secondsEast(time.microseconds / 1_000_000))))
  }

  /// The moment of a local date and time, as RFC 5545 (3.3.5) has it: of one that comes twice when the clocks are put
  /// back, the first; one that they leave out is counted on from before the change (02:30 is 03:30 then).
  public func wallTime(_ civil: CivilTime) -> WallTime {
    let asUTC = civil.wallTime
    func ifEast(_ seconds: Int) -> WallTime { asUTC + .seconds(Double(-seconds)) }
    // No zone is as much as a day away from UTC, and none changes its clocks twice in two days.
    let before = secondsEast(asUTC.microseconds / 1_000_000 - 86_400)
    let after = secondsEast(asUTC.microseconds / 1_000_000 + 86_400)
    let first = ifEast(before)
    if before == after || self.civil(first) == civil { return first }
    let second = ifEast(after)
    return self.civil(second) == civil ? second : first
  }

  /// The first moment at which it is this local day (its midnight) or a later one. In some zones the clocks change at
  /// midnight: then the day begins at 01:00, or the hour before it comes twice and belongs to the day before.
  /// - Parameter day: a date, without a time.
  public func firstMoment(of day: CivilTime) -> WallTime {
    func isBefore(_ time: WallTime) -> Bool { civil(time).wallTime < day.wallTime }
    let likely = wallTime(day)
    if !isBefore(likely), isBefore(likely + .seconds(-1)) { return likely }
    // Seconds from six hours before it to six after it: a change of the clocks within a day is smaller, and one that
    // leaves out a whole day begins at its midnight.
    var low = -6 * 3_600
    var high = 6 * 3_600
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBefore(likely + .seconds(Double(middle))) { low = middle } else { high = middle }
    }
    return likely + .seconds(Double(high))
  }

  /// The number of the local day that a moment is in: from the day's first moment to before the next one's.
  public func dayNumber(of time: WallTime) -> Int {
    let number = Training.dayNumber(civil(time))
    // Clocks that are put back at 00:01 show the day before once more: a day that has begun does not end by that.
    return time < firstMoment(of: Training.civil(ofDay: number + 1)) ? number : number + 1
  }
}
