import Gym
import Training

/// How local time relates to UTC.
public struct LocalZone {
  /// The seconds by which local time is ahead of UTC, at so many seconds since 1970.
  public var secondsEast: (Int64) -> Int

  /// A zone.
  public init(_ secondsEast: @escaping (Int64) -> Int) { self.secondsEast = secondsEast }

  /// The local date and time of a moment.
  func civil(_ time: WallTime) -> CivilTime {
    CivilTime(time + .seconds(Double(secondsEast(time.microseconds / 1_000_000))))
  }

  /// The moment of a local date and time, as RFC 5545 (3.3.5) has it: of one that comes twice when the clocks are put
  /// back, the first; one that they leave out is counted on from before the change (02:30 is 03:30 then).
  func wallTime(_ civil: CivilTime) -> WallTime {
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
  func firstMoment(of day: CivilTime) -> WallTime {
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
  func dayNumber(of time: WallTime) -> Int {
    let number = Training.dayNumber(civil(time))
    // Clocks that are put back at 00:01 show the day before once more: a day that has begun does not end by that.
    return time < firstMoment(of: Training.civil(ofDay: number + 1)) ? number : number + 1
  }
}

// MARK: - Text

/// `Sat 21 Nov 2026`.
func dayText(_ civil: CivilTime) -> String {
  let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  return "\(days[civil.weekday]) \(civil.day) \(months[civil.month - 1]) \(civil.year)"
}

/// `10:00`.
func minuteText(_ civil: CivilTime) -> String { padded(civil.hour, 2) + ":" + padded(civil.minute, 2) }

/// `10:00:07`.
func secondText(_ civil: CivilTime) -> String {
  clockText(hours: civil.hour, minutes: civil.minute, seconds: civil.second, hasTwoDigits: true)
}

/// `0:45.0`, `12:03.4`, `1:02:03.4`: tenths are cut off, so that no target looks met before it is.
func durationText(_ interval: Interval) -> String {
  clockText(interval, tenth: Int(max(0, interval.microseconds) / 100_000 % 10))
}

/// `0:45`, `12:03`, `1:02:03`: what is over of the last second is cut off.
func wholeSeconds(_ interval: Interval) -> String { clockText(interval, tenth: nil) }

private func clockText(_ interval: Interval, tenth: Int?) -> String {
  let seconds = Int(max(0, interval.microseconds) / 1_000_000)
  let hours = seconds / 3_600
  return clockText(
    hours: hours > 0 ? hours : nil, minutes: seconds / 60 % 60, seconds: seconds % 60, tenth: tenth)
}

/// A time of a clock, written at once: a long log has millions of them.
/// - Parameter hasTwoDigits: whether the first number has two digits at least.
private func clockText(
  hours: Int?, minutes: Int, seconds: Int, tenth: Int? = nil, hasTwoDigits: Bool = false
) -> String {
  // What is more than a hundred hours is rare, and comes before the rest.
  let hundreds = (hours ?? 0) >= 100 ? String((hours ?? 0) / 100) : ""
  let rest = String(unsafeUninitializedCapacity: 10) { text in
    var count = 0
    func put(_ digit: Int) {
      text[count] = UInt8(ascii: "0") + UInt8(digit)
      count += 1
    }
    func put(_ character: Unicode.Scalar) {
      text[count] = UInt8(ascii: character)
      count += 1
    }
    if let hours {
      if hasTwoDigits || hours >= 10 { put(hours / 10 % 10) }
      put(hours % 10)
      put(":")
    }
    if hours != nil || minutes >= 10 { put(minutes / 10) }
    put(minutes % 10)
    put(":")
    put(seconds / 10)
    put(seconds % 10)
    if let tenth {
      put(".")
      put(tenth)
    }
    return count
  }
  return hundreds.isEmpty ? rest : hundreds + rest
}

/// How long ago something was, roughly: `12 s`, `5 min`, `3 h`, `2 days`.
func roughText(_ interval: Interval) -> String {
  let seconds = max(0, interval.microseconds / 1_000_000)
  switch seconds {
  case 0..<60: return "\(seconds) s"
  case 60..<3_600: return "\(seconds / 60) min"
  case 3_600..<86_400: return "\(seconds / 3_600) h"
  default: return seconds < 172_800 ? "1 day" : "\(seconds / 86_400) days"
  }
}
