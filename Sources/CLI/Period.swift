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
    if word == "now" { return Period(since: now(), until: forever) }
    if let days = days(named: word) {
      return Period(since: beginning(of: days.lowerBound), until: beginning(of: days.upperBound))
    }
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
    var date = zone.civil(day ?? now())
    if words.count > 1 {
      let typed = words.dropLast().joined(separator: " ")
      // The time of day is one of a day, not of a week or a month. The date is the one that was typed: the day's first
      // moment may be at another time than 00:00.
      guard let day = singleDay(typed.lowercased()) else {
        _ = try period(typed, option: option)
        throw Failure(
          .usage, "\(option) \"\(clean(text))\": a time behind what is no day",
          remedy: "write \"yesterday 18:00\", \"monday 18:00\" or \"2026-11-20 18:00\"")
      }
      date = civil(ofDay: day)
    }
    return zone.wallTime(
      CivilTime(
        year: date.year, month: date.month, day: date.day, hour: time.hour, minute: time.minute,
        second: time.second))
  }

  /// The date of a day that is typed without a time; `nil` where there is a time.
  /// - Throws: that it is longer than a day.
  func day(_ text: String, option: String) throws -> CivilTime? {
    let word = text.lowercased()
    if let day = singleDay(word) { return civil(ofDay: day) }
    guard days(named: word) == nil else {
      throw Failure(
        .usage, "\(option) \"\(clean(text))\": longer than a day",
        remedy: "write \"yesterday 18:00\" or 20min (ago)")
    }
    return nil
  }

  /// `today`, `yesterday`, a day of the week, `2026-11-20`, `7d`: the number of that day.
  func singleDay(_ word: String) -> Int? {
    if let days = days(named: word) { return days.count == 1 ? days.lowerBound : nil }
    guard word.hasSuffix("d") else { return nil }
    return daysAgo(word)
  }

  /// `7:30`, `18:00`, `18:00:30`.
  func timeOfDay(_ word: Substring) -> (hour: Int, minute: Int, second: Int)? {
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

  // MARK: Days, by their numbers

  private func beginning(of day: Int) -> WallTime { zone.firstMoment(of: civil(ofDay: day)) }

  /// The days that a word means: one, or those of a week, a month or a year.
  private func days(named word: String) -> Range<Int>? {
    let today = zone.dayNumber(of: now())
    let date = civil(ofDay: today)
    switch word {
    case "today": return today..<today + 1
    case "yesterday": return today - 1..<today
    case "week": return week(weekNumber(ofDay: today))
    case "month": return month(date.year, date.month)
    case "year": return year(date.year)
    default: break
    }
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    if word.utf8.count == 3 || word.utf8.count > 5,
      let weekday = names.firstIndex(where: { $0 == word || $0.prefix(3) == word })
    {
      let latest = today - (date.weekday - weekday + 7) % 7
      return latest..<latest + 1
    }
    return calendarDays(word)
  }

  /// `2026-11-21`, `2026-11`, `2026-w47`, `2026`.
  private func calendarDays(_ word: String) -> Range<Int>? {
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
      guard let midnight = WallTime(iso8601: word + "T00:00:00Z") else { return nil }
      let day = dayNumber(CivilTime(midnight))
      return day..<day + 1
    default: return nil
    }
  }

  private func year(_ year: Int) -> Range<Int> { firstDay(year, 1)..<firstDay(year + 1, 1) }

  private func month(_ year: Int, _ month: Int) -> Range<Int> {
    firstDay(year, month)..<(month == 12 ? firstDay(year + 1, 1) : firstDay(year, month + 1))
  }

  private func firstDay(_ year: Int, _ month: Int) -> Int {
    dayNumber(CivilTime(year: year, month: month, day: 1))
  }

  private func week(_ number: Int) -> Range<Int> { monday(ofWeek: number)..<monday(ofWeek: number + 1) }

  /// A week of ISO 8601: the first one has the year's first Thursday, hence the 4th of January.
  private func isoWeek(_ year: Int, _ week: Int) -> Range<Int>? {
    let days = self.week(weekNumber(ofDay: firstDay(year, 1) + 3) + week - 1)
    let thursday = days.lowerBound + 3
    return week >= 1 && civil(ofDay: thursday).year == year ? days : nil
  }

  // MARK: So long ago

  /// `7d` is the beginning of the day seven days ago, `12h` twelve hours ago.
  private func ago(_ word: String) -> WallTime? {
    if let day = daysAgo(word) { return beginning(of: day) }
    guard let (count, unit) = countAndUnit(word) else { return nil }
    switch unit {
    case "h": return now() + .seconds(-3_600 * Double(count))
    case "min": return now() + .seconds(-60 * Double(count))
    default: return nil
    }
  }

  /// The day that `7d` or `2w` ago was.
  private func daysAgo(_ word: String) -> Int? {
    guard let (count, unit) = countAndUnit(word), unit == "d" || unit == "w" else { return nil }
    return zone.dayNumber(of: now()) - count * (unit == "w" ? 7 : 1)
  }

  private func countAndUnit(_ word: String) -> (Int, Substring)? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), count <= 100_000 else { return nil }
    return (count, word.dropFirst(digits.count))
  }

  private func digits(_ text: Substring) -> Int? {
    text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }
}
