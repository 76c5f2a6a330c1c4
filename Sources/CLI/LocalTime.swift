import Training

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
