import Gym
import Settings
import Training

// Figures as people type them, with a message that says what was typed, where, and how it is written.

/// A length of time; that it is more than 0 and at most a day is checked with the whole set.
func typedDuration(_ text: String, option: String) throws -> Interval {
  if let duration = Interval(typed: text) { return duration }
  throw Failure(
    .usage, "\(option) \"\(clean(text))\": no length of time", remedy: "write 45s, 1:30, 90 s or 1min30s")
}

/// A count: `12`, `12 reps`, `12x`.
func typedReps(_ text: String, option: String) throws -> Int {
  var word = text.lowercased().filter { $0 != " " }
  for unit in ["reps", "rep", "x"] where word.hasSuffix(unit) {
    word.removeLast(unit.count)
    break
  }
  if word.utf8.count <= 9, let count = Int(word) { return count }
  throw Failure(.usage, "\(option) \"\(clean(text))\": no count", remedy: "write 12 or \"12 reps\"")
}

/// A load in kg; `nil` for what is none.
func readLoad(_ text: String) -> Double? {
  var word = text.lowercased().filter { $0 != " " }
  if word.hasSuffix("kg") { word.removeLast(2) }
  return Double(word).flatMap { (0...1_000).contains($0) ? $0 : nil }
}

func typedLoad(_ text: String, option: String) throws -> Double {
  if let load = readLoad(text) { return load }
  throw Failure(
    .usage, "\(option) \"\(clean(text))\": no load", remedy: "write kilograms from 0 to 1000: 20 or 22.5kg")
}

func typedRating(_ text: String, option: String) throws -> Double {
  if let rating = Double(text), (1...10).contains(rating) { return rating }
  throw Failure(.usage, "\(option) \"\(clean(text))\": no rating", remedy: "write a figure from 1 to 10")
}

/// A value that may be taken away with `none`.
func change<Value>(_ text: String?, _ read: (String) throws -> Value) rethrows -> Change<Value> {
  guard let text else { return .keep }
  return text.lowercased() == "none" ? .clear : .set(try read(text))
}

extension Context {
  /// The start of a set, which is not that of a day or a week: nobody trains at midnight for want of a better word.
  /// - Parameter former: when it started so far. A time alone is then of that day, and a day alone keeps the time.
  func start(_ text: String, option: String, insteadOf former: WallTime? = nil) throws -> WallTime {
    if let date = try day(text, option: option) {
      guard let former else {
        throw Failure(
          .usage, "\(option) \"\(clean(text))\": no time of day", remedy: "write \"\(clean(text)) 18:00\"")
      }
      var civil = zone.civil(former)
      (civil.year, civil.month, civil.day) = (date.year, date.month, date.day)
      return try past(zone.wallTime(civil), text, option: option)
    }
    return try past(moment(text, option: option, on: former), text, option: option)
  }

  /// A moment of the past.
  func past(_ start: WallTime, _ text: String, option: String) throws -> WallTime {
    let civil = zone.civil(start)
    guard civil.year < 2000 || start > now() else { return start }
    let problem = civil.year < 2000 ? "before the year 2000" : "in the future"
    throw Failure(
      .usage, "\(option) \"\(clean(text))\": \(dayText(civil)) \(minuteText(civil)) is \(problem)",
      remedy: "give the date on which it was done, such as \"yesterday 18:00\"")
  }
}

extension Places {
  /// The configuration, or what applies where there is none.
  func configurationOrDefault() throws -> Configuration { try configuration() ?? .default(try catalogue()) }
}

extension Context {
  /// The number of the local day, from 1970-01-01.
  var today: Int { zone.dayNumber(of: now()) }

  /// The number of a day that is typed: `2026-11-21`, `today`, `yesterday`, `monday`, `7d` (ago).
  func typedDay(_ text: String, option: String) throws -> Int {
    if let day = singleDay(text.lowercased()) { return day }
    throw Failure(
      .usage, "\(option) \"\(clean(text))\": no day", remedy: "write 2026-11-21, today, yesterday or monday")
  }

  /// The minute of a day that is typed: `7:30`, `18:00`.
  func minuteOfDay(_ text: String, option: String) throws -> Int {
    if let time = timeOfDay(text[...]), time.second == 0 { return time.hour * 60 + time.minute }
    throw Failure(.usage, "\(option) \"\(clean(text))\": no time of day", remedy: "write 7:30 or 18:00")
  }
}

/// How long a run took; `nil` for what is no length of time, and for a bare number, as nobody can tell what it counts.
func readRunDuration(_ text: String) -> Interval? {
  text.allSatisfy { $0.isNumber || $0 == "." } ? nil : Interval(typed: text)
}

/// How far a run was, in km: `10`, `10km`, `6.2 mi`, `half-marathon`; `nil` for anything else.
func readKilometers(_ text: String) -> Double? {
  if let km = Double(text), text.utf8.allSatisfy({ "0123456789.".utf8.contains($0) }) { return km }
  return RaceDistance(text)?.km
}
