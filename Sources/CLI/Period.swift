import Gym
import Training

/// A stretch of time as people name it: from a moment, to before another.
struct Period: Equatable {
  var since: WallTime
  var until: WallTime
}

extension Context {
  /// A period as people type it.
  ///
  /// - `today`, `yesterday`, `monday` (the latest one, today if it is one; also `mon`), `2026-11-21`: that day.
  /// - `week` (from Monday), `month`, `year`: the one that today is in. `2026-W47`, `2026-11`, `2026`: that one.
  /// - `7d`, `2w`: from the beginning of the day so long ago to now. `12h`, `30min`: the time so long ago to now.
  /// - `now`, `2026-11-21T10:00`, with seconds, with an offset: a moment, from which on there is no end.
  ///
  /// Local time, unless an offset follows.
  /// - Parameter option: where it was typed, for the message.
  /// - Throws: a usage failure.
  func period(_ text: String, option: String) throws -> Period {
    let word = text.lowercased()
    let forever = WallTime(microseconds: .max)
    if let period = namedPeriod(word) ?? calendarPeriod(word) { return period }
    if let since = ago(word) { return Period(since: since, until: forever) }
    if let time = WallTime(iso8601: text) { return Period(since: time, until: forever) }
    // A space in place of the T, and the parts that are not given.
    var full = text
    if let space = full.firstIndex(of: " ") { full.replaceSubrange(space...space, with: ["T"]) }
    for tail in [":00Z", "Z"] {
      if let civil = WallTime(iso8601: full + tail) {
        return Period(since: zone.wallTime(CivilTime(civil)), until: forever)
      }
    }
    throw Failure(
      .usage, "\(option) \"\(clean(text))\": no date",
      remedy: "write 2026-11-21, 2026-11, today, yesterday, monday or 7d")
  }

  /// The beginning of a period, or a moment; also a time of day, alone (`18:00`) or behind a day (`yesterday 18:00`,
  /// `monday 7:30`, `2026-11-20 18:00:30`).
  /// - Parameter day: on which day a time alone is meant: today's, where none is given.
  func moment(_ text: String, option: String, on day: WallTime? = nil) throws -> WallTime {
    let words = text.split(separator: " ")
    guard let time = words.last.flatMap(timeOfDay) else { return try period(text, option: option).since }
    var start = day ?? now()
    if words.count > 1 {
      start = try period(words.dropLast().joined(separator: " "), option: option).since
      // The time of day is one of a day, not of a week or a month.
      guard let last = words.dropLast().last, isDay(last.lowercased()) else {
        throw Failure(
          .usage, "\(option) \"\(clean(text))\": a time behind what is no day",
          remedy: "write \"yesterday 18:00\", \"monday 18:00\" or \"2026-11-20 18:00\"")
      }
    }
    var civil = zone.civil(start)
    (civil.hour, civil.minute, civil.second, civil.microsecond) = (time.hour, time.minute, time.second, 0)
    return zone.wallTime(civil)
  }

  /// `today`, `yesterday`, a day of the week, `2026-11-20`, `7d`.
  private func isDay(_ word: String) -> Bool {
    let since = (namedPeriod(word) ?? calendarPeriod(word)).map { $0.until - $0.since }
    // A day has 23 to 25 hours where clocks are changed.
    return since.map { $0 < .seconds(2 * 86_400) } ?? word.hasSuffix("d")
  }

  /// `7:30`, `18:00`, `18:00:30`.
  private func timeOfDay(_ word: Substring) -> (hour: Int, minute: Int, second: Int)? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), (1...2).contains(parts[0].utf8.count),
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
    else { return nil }
    let figures = parts.compactMap(digits)
    guard figures.count == parts.count, figures[0] < 24, figures[1] < 60, figures.last! < 60 else {
      return nil
    }
    return (figures[0], figures[1], figures.count == 3 ? figures[2] : 0)
  }

  /// The local day that a moment is in, or the one some days later.
  private func day(_ time: WallTime, plus days: Int = 0) -> Period {
    Period(
      since: zone.startOfDay(time, plus: days), until: zone.startOfDay(time, plus: days + 1))
  }

  /// From a local day to before another.
  private func days(_ first: CivilTime, _ end: CivilTime) -> Period {
    Period(since: zone.wallTime(first), until: zone.wallTime(end))
  }

  private func month(_ year: Int, _ month: Int) -> Period {
    days(
      CivilTime(year: year, month: month, day: 1),
      CivilTime(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1))
  }

  private func year(_ year: Int) -> Period {
    days(CivilTime(year: year, month: 1, day: 1), CivilTime(year: year + 1, month: 1, day: 1))
  }

  private func week(_ time: WallTime) -> Period {
    let back = zone.civil(time).weekday
    return Period(
      since: zone.startOfDay(time, plus: -back), until: zone.startOfDay(time, plus: 7 - back))
  }

  private func namedPeriod(_ word: String) -> Period? {
    let now = now()
    let today = zone.civil(now)
    switch word {
    case "now": return Period(since: now, until: WallTime(microseconds: .max))
    case "today": return day(now)
    case "yesterday": return day(now, plus: -1)
    case "week": return week(now)
    case "month": return month(today.year, today.month)
    case "year": return year(today.year)
    default: break
    }
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    guard word.utf8.count == 3 || word.utf8.count > 5,
      let weekday = names.firstIndex(where: { $0 == word || $0.prefix(3) == word })
    else { return nil }
    return day(now, plus: -((today.weekday - weekday + 7) % 7))
  }

  /// `2026-11-21`, `2026-11`, `2026-w47`, `2026`.
  private func calendarPeriod(_ word: String) -> Period? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard let yearText = parts.first, yearText.utf8.count == 4, let number = digits(yearText), number > 0
    else {
      return nil
    }
    switch parts.count {
    case 1: return year(number)
    case 2:
      if parts[1].hasPrefix("w") {
        guard parts[1].utf8.count == 3, let week = digits(parts[1].dropFirst()) else { return nil }
        return isoWeek(number, week)
      }
      guard parts[1].utf8.count == 2, let month = digits(parts[1]), (1...12).contains(month) else {
        return nil
      }
      return self.month(number, month)
    case 3:
      guard let start = WallTime(iso8601: word + "T00:00:00Z") else { return nil }
      let next = CivilTime(start + .seconds(86_400))
      return days(CivilTime(start), CivilTime(year: next.year, month: next.month, day: next.day))
    default: return nil
    }
  }

  private func digits(_ text: Substring) -> Int? {
    text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }

  /// A week of ISO 8601: the first one has the year's first Thursday.
  private func isoWeek(_ year: Int, _ week: Int) -> Period? {
    let fourth = CivilTime(year: year, month: 1, day: 4)
    let monday = fourth.wallTime + .seconds(86_400 * Double(7 * (week - 1) - fourth.weekday))
    let thursday = CivilTime(monday + .seconds(3 * 86_400))
    guard week >= 1, thursday.year == year else { return nil }
    return days(CivilTime(monday), CivilTime(monday + .seconds(7 * 86_400)))
  }

  /// `7d` is the beginning of the day seven days ago, `12h` twelve hours ago.
  private func ago(_ word: String) -> WallTime? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), count <= 100_000 else { return nil }
    switch word.dropFirst(digits.count) {
    case "d": return zone.startOfDay(now(), plus: -count)
    case "w": return zone.startOfDay(now(), plus: -7 * count)
    case "h": return now() + .seconds(-3_600 * Double(count))
    case "min": return now() + .seconds(-60 * Double(count))
    default: return nil
    }
  }
}
