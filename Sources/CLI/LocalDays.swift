import Training

/// Local days as numbers: 0 is 1 January 1970, whatever the zone.
///
/// The bounds of a day are found once, and not for each of its sets: to ask the zone takes longer than all else that a
/// pass over the log does with one.
struct LocalDays {
  private let zone: LocalZone
  private var start = WallTime(microseconds: .max)
  private var end = WallTime(microseconds: .min)
  private var known = 0

  init(_ zone: LocalZone) { self.zone = zone }

  /// The day that a moment is in.
  mutating func number(of time: WallTime) -> Int {
    if time >= start, time < end { return known }
    known = zone.dayNumber(of: time)
    start = zone.firstMoment(of: civil(ofDay: known))
    end = zone.firstMoment(of: civil(ofDay: known + 1))
    return known
  }

  /// The week that a moment is in, from Monday to Sunday.
  mutating func week(of time: WallTime) -> Int { weekNumber(ofDay: number(of: time)) }
}

/// A week as ISO 8601 and `--since` name it: `2026-W47`.
func weekText(_ number: Int) -> String {
  // It belongs to the year that its Thursday is in.
  let thursday = monday(ofWeek: number) + 3
  let year = civil(ofDay: thursday).year
  let inYear = thursday - dayNumber(CivilTime(year: year, month: 1, day: 1))
  return padded(year, 4) + "-W" + padded(inYear / 7 + 1, 2)
}
