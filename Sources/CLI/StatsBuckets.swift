import ArgumentParser
import Training

/// By what `stats` puts sets together.
enum StatsUnit: String, CaseIterable, ExpressibleByArgument {
  case day
  case week
  case month
  case exercise
}

/// A day, week or month of local time.
struct CalendarUnit {
  /// Only those of time.
  let unit: StatsUnit
  let zone: LocalZone

  /// The one that a moment is in.
  func stretch(_ time: WallTime) -> Range<WallTime> {
    let first = firstDay(of: zone.civil(time))
    return zone.firstMoment(of: first)..<zone.firstMoment(of: following(first))
  }

  /// `2026-10-12`, `2026-W42`, `2026-10`: what a command takes as a period.
  func name(_ start: WallTime) -> String {
    let first = day(start)
    switch unit {
    case .week:
      // A week is of the year that its Thursday is in, whose first week has the 1st to 7th of January as Thursday.
      let thursday = first.adding(days: 3)
      let days = thursday.days(since: CivilTime(year: thursday.year, month: 1, day: 1))
      return "\(padded(thursday.year, 4))-W\(padded(days / 7 + 1, 2))"
    case .month: return "\(padded(first.year, 4))-\(padded(first.month, 2))"
    case .day, .exercise: return "\(padded(first.year, 4))-\(padded(first.month, 2))-\(padded(first.day, 2))"
    }
  }

  /// What a name does not say: the weekday, or a week's Monday.
  func remark(_ start: WallTime) -> String {
    let text = dayText(day(start))
    switch unit {
    case .day: return String(text.prefix(3))
    case .week: return String(text.dropFirst(4).dropLast(5))
    case .month, .exercise: return ""
    }
  }

  /// How many lie between the end of one and the start of a later one.
  func count(from end: WallTime, to start: WallTime) -> Int {
    let a = day(end)
    let b = day(start)
    switch unit {
    case .day, .exercise: return b.days(since: a)
    case .week: return b.days(since: a) / 7
    case .month: return (b.year - a.year) * 12 + b.month - a.month
    }
  }

  private func day(_ time: WallTime) -> CivilTime {
    let civil = zone.civil(time)
    return CivilTime(year: civil.year, month: civil.month, day: civil.day)
  }

  private func firstDay(of civil: CivilTime) -> CivilTime {
    let day = CivilTime(year: civil.year, month: civil.month, day: civil.day)
    switch unit {
    case .day, .exercise: return day
    case .week: return day.adding(days: -day.weekday)
    case .month: return CivilTime(year: civil.year, month: civil.month, day: 1)
    }
  }

  private func following(_ first: CivilTime) -> CivilTime {
    switch unit {
    case .day, .exercise: return first.adding(days: 1)
    case .week: return first.adding(days: 7)
    case .month:
      let isLast = first.month == 12
      return CivilTime(
        year: isLast ? first.year + 1 : first.year, month: isLast ? 1 : first.month + 1, day: 1)
    }
  }
}

extension CivilTime {
  fileprivate func adding(days: Int) -> CivilTime {
    CivilTime(wallTime + .seconds(Double(days) * 86_400))
  }

  fileprivate func days(since other: CivilTime) -> Int {
    Int((wallTime - other.wallTime).microseconds / 86_400_000_000)
  }
}

extension LocalZone {
  /// The first moment at which it is this local day (its midnight) or a later one. In some zones the clocks change at
  /// midnight: then the day begins at 01:00, or the hour before it comes twice and belongs to the day before.
  func firstMoment(of day: CivilTime) -> WallTime {
    func isBefore(_ time: WallTime) -> Bool { civil(time).wallTime < day.wallTime }
    let likely = wallTime(day)
    if !isBefore(likely), isBefore(likely + .seconds(-1)) { return likely }
    // Seconds from six hours before it to six after it: a change of the clocks is smaller.
    var low = -6 * 3_600
    var high = 6 * 3_600
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBefore(likely + .seconds(Double(middle))) { low = middle } else { high = middle }
    }
    return likely + .seconds(Double(high))
  }
}
