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
    let first = firstDay(of: zone.dayNumber(of: time))
    return zone.firstMoment(of: civil(ofDay: first))..<zone.firstMoment(of: civil(ofDay: following(first)))
  }

  /// `2026-10-12`, `2026-W42`, `2026-10`: what a command takes as a period.
  func name(_ start: WallTime) -> String {
    let first = zone.dayNumber(of: start)
    switch unit {
    case .week: return weekText(weekNumber(ofDay: first))
    case .month: return String(dateText(ofDay: first).dropLast(3))
    case .day, .exercise: return dateText(ofDay: first)
    }
  }

  /// What a name does not say: the weekday, or a week's Monday.
  func remark(_ start: WallTime) -> String {
    let text = dayText(civil(ofDay: zone.dayNumber(of: start)))
    switch unit {
    case .day: return String(text.prefix(3))
    case .week: return String(text.dropFirst(4).dropLast(5))
    case .month, .exercise: return ""
    }
  }

  /// How many lie between the end of one and the start of a later one.
  func count(from end: WallTime, to start: WallTime) -> Int {
    let a = zone.dayNumber(of: end)
    let b = zone.dayNumber(of: start)
    switch unit {
    case .day, .exercise: return b - a
    case .week: return weekNumber(ofDay: b) - weekNumber(ofDay: a)
    case .month:
      let (first, last) = (civil(ofDay: a), civil(ofDay: b))
      return (last.year - first.year) * 12 + last.month - first.month
    }
  }

  private func firstDay(of day: Int) -> Int {
    switch unit {
    case .day, .exercise: return day
    case .week: return monday(ofWeek: weekNumber(ofDay: day))
    case .month: return day - civil(ofDay: day).day + 1
    }
  }

  private func following(_ first: Int) -> Int {
    switch unit {
    case .day, .exercise: return first + 1
    case .week: return first + 7
    // No month is longer than 31 days, and none shorter than what is then too much.
    case .month: return firstDay(of: first + 31)
    }
  }
}
