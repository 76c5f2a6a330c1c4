import Gym
import Training

/// The days that a report is about.
struct ReportPeriod {
  /// The local days, by their numbers.
  var days: Range<Int>
  /// What commands call it: `2026-W47`, `2026-11`, else `2026-11-01..2026-11-15`.
  var name: String
  /// What people read: `week 2026-W47, Mon 16 to Sun 22 Nov 2026`.
  var title: String

  /// How many weeks gaps and charts look back, to the period's end: one would say little about a change.
  static let weeksShown = 12

  /// The weeks that charts show: the last twelve to the period's end, and all of the period.
  var weeks: Range<Int> {
    let end = weekNumber(ofDay: days.upperBound - 1) + 1
    return min(weekNumber(ofDay: days.lowerBound), end - Self.weeksShown)..<end
  }

  /// The week that a day is in.
  init(weekOf day: Int) {
    let week = weekNumber(ofDay: day)
    days = monday(ofWeek: week)..<monday(ofWeek: week + 1)
    name = weekText(week)
    title = "week \(name), " + Self.text(of: days)
  }

  /// The month that a day is in.
  init(monthOf day: Int) {
    let first = day - civil(ofDay: day).day + 1
    // No month is longer than 31 days, and none shorter than what is then too much.
    days = first..<(first + 31 - civil(ofDay: first + 31).day + 1)
    name = String(dateText(ofDay: first).dropLast(3))
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    title = "\(months[civil(ofDay: first).month - 1]) \(padded(civil(ofDay: first).year, 4))"
  }

  /// Whatever days were asked for.
  private init(_ days: Range<Int>) {
    self.days = days
    name = dateText(ofDay: days.lowerBound) + ".." + dateText(ofDay: days.upperBound - 1)
    title = days.count == 1 ? dayText(civil(ofDay: days.lowerBound)) : Self.text(of: days)
  }

  /// The period that was typed.
  /// - Parameters:
  ///   - text: a date, or a period as all commands take it; today where there is none.
  ///   - unit: whether the week or the month of it is meant, or just what was typed.
  init(_ text: String?, _ unit: StatsUnit?, _ context: Context) throws {
    let zone = context.zone
    let today = zone.dayNumber(of: context.now())
    let typed = try text.map { try context.period($0, option: "period") }
    let first = typed.map { zone.dayNumber(of: $0.since) } ?? today
    switch unit {
    case .month: self.init(monthOf: first)
    case .some: self.init(weekOf: first)
    case nil:
      guard let typed else {
        self.init(weekOf: today)
        return
      }
      let isOpen = typed.until.microseconds == .max
      let end =
        isOpen ? max(first, today) + 1 : zone.dayNumber(of: typed.until + Interval(microseconds: -1)) + 1
      let (week, month) = (ReportPeriod(weekOf: first), ReportPeriod(monthOf: first))
      if week.days == first..<end {
        self = week
      } else if month.days == first..<end {
        self = month
      } else {
        self.init(first..<max(first + 1, end))
      }
    }
  }

  /// `Mon 16 to Sun 22 Nov 2026`.
  private static func text(of days: Range<Int>) -> String {
    let (first, last) = (civil(ofDay: days.lowerBound), civil(ofDay: days.upperBound - 1))
    var text = dayText(first)
    if first.year == last.year {
      text = String(text.dropLast(5))
      if first.month == last.month { text = String(text.dropLast(4)) }
    }
    return text + " to " + dayText(last)
  }
}

/// `Mon 16 Nov`.
func shortDay(_ number: Int) -> String { String(dayText(civil(ofDay: number)).dropLast(5)) }
