import Training

/// The local times of a session. Where the clocks change in it, or its times may mean either of the two hours that the end
/// of summer time makes of one, they say how far they are ahead of UTC: `02:59:40+02`.
struct SessionClock {
  private let zone: LocalZone
  private let span: SessionSpan
  /// How far ahead of UTC local time is throughout; `nil` where the clocks change within hours of it.
  private let steady: Int?
  /// Whether the offset is told.
  private let isTold: Bool

  init(_ span: SessionSpan, _ zone: LocalZone) {
    self.span = span
    self.zone = zone
    let before = Self.offset(zone, span.start + .seconds(-Self.near))
    let after = Self.offset(zone, span.end + .seconds(Self.near))
    steady = before == after ? before : nil
    guard before != after else {
      isTold = false
      return
    }
    /// Whether the same local time comes twice.
    func isAmbiguous(_ time: WallTime) -> Bool {
      let own = Self.offset(zone, time)
      let other = own == before ? after : before
      return other != own && Self.offset(zone, time + .seconds(Double(own - other))) == other
    }
    isTold =
      Self.offset(zone, span.start) != Self.offset(zone, span.end) || isAmbiguous(span.start)
      || isAmbiguous(span.end)
  }

  /// Hours in which a change of the clocks can touch it: more than any clock was put back by since 1970.
  private static let near = 6.0 * 3_600

  private static func offset(_ zone: LocalZone, _ time: WallTime) -> Int {
    zone.secondsEast(time.microseconds / 1_000_000)
  }

  /// The local date and time of a moment in it.
  func civil(_ time: WallTime) -> CivilTime {
    CivilTime(time + .milliseconds(1_000 * Int64(steady ?? Self.offset(zone, time))))
  }

  /// The offset from UTC as ISO 8601 has it, where it is told.
  private func suffix(_ time: WallTime) -> String {
    guard isTold else { return "" }
    let offset = Self.offset(zone, time)
    let minutes = abs(offset) / 60 % 60
    return (offset < 0 ? "-" : "+") + padded(abs(offset) / 3_600, 2)
      + (minutes == 0 ? "" : ":" + padded(minutes, 2))
  }

  /// `10:00:07`.
  func second(_ time: WallTime) -> String {
    isTold ? secondText(civil(time)) + suffix(time) : secondText(civil(time))
  }

  /// `Sat 21 Nov 2026  11:02–11:04`, `Fri 6 Nov 2026  23:59–Sat 00:00`, `Sun 25 Oct 2026  02:59+02–02:00+01`.
  var text: String {
    let begin = civil(span.start)
    let end = civil(span.end)
    let first = minuteText(begin) + suffix(span.start)
    let last = minuteText(end) + suffix(span.end)
    let day = dayText(begin)
    let lastDay = dayText(end)
    if day == lastDay { return "\(day)  \(first)" + (first == last ? "" : "–" + last) }
    // A weekday is enough within a week.
    let isNear = span.length < .seconds(6 * 86_400)
    return "\(day)  \(first)–" + (isNear ? String(lastDay.prefix(3)) : lastDay) + " \(last)"
  }
}
