import Control
import Store
import Training

/// How the program of an athlete went: what `stats` says below its totals where one is followed.
struct StatsPlan {
  /// How many weeks text has; JSON has all.
  private static let shown = 8

  private let athlete: String
  private let adherence: Adherence
  /// Those of the period that is looked at.
  private let weeks: [AdherenceWeek]

  /// - Returns: `nil` where no program was followed in the period.
  init?(_ followed: FollowedPrograms, in filter: SetFilter, _ context: Context) {
    let end = filter.until.map { context.zone.dayNumber(of: $0 + Interval(microseconds: -1)) } ?? .max
    guard let adherence = followed.adherence(to: end) else { return nil }
    let first = filter.since.map { weekNumber(ofDay: context.zone.dayNumber(of: $0)) } ?? .min
    let weeks = adherence.weeks.filter { $0.number >= first }
    guard !weeks.isEmpty else { return nil }
    self.adherence = adherence
    self.weeks = weeks
    athlete = followed.athlete
  }

  func print(_ format: Format, _ context: Context) {
    switch format {
    case .json: context.out.write(JSONWriter.line(self))
    case .text, .csv: printText(context)
    }
  }

  private func printText(_ context: Context) {
    guard let last = weeks.last else { return }
    context.out.line()
    let summary = AdherenceSummary(week: last, streak: adherence.streak)
    let text = "\(clean(athlete)), \(clean(last.program)), \(summary.text)"
    for line in wrapped(text, to: context.style.columns, indent: 2) {
      context.out.line(context.style.paint(line, .heading))
    }
    adherence.print(weeks.suffix(Self.shown), indent: 0, context)
    let left = weeks.count - Self.shown
    guard left > 0 else { return }
    let rest = "and \(left) week\(left == 1 ? "" : "s") before: --json has all"
    for line in wrapped(rest, to: context.style.columns) {
      context.out.line(context.style.paint(line, .faint))
    }
  }
}

extension StatsPlan: JSONWritable {
  /// Writes an object that is told from the totals by `"by":"program"`; `sessions_planned` and the like are the last week's.
  func write(to writer: inout JSONWriter) {
    let last = weeks.last
    writer.object {
      $0.member("by", "program")
      $0.member("bucket", last?.program)
      $0.member("athlete", athlete)
      $0.member("program_week", last?.programWeek)
      $0.member("sessions_planned", last?.planned)
      $0.member("sessions_done", last?.done)
      $0.member("streak_weeks", adherence.streak)
      $0.member("least_dose", last?.dose?.rawValue)
      $0.member("weeks", weeks)
    }
  }
}

/// Says below the totals of `stats` how programs went; nothing where none is followed, or parts of the log are left out.
func printPlans(
  of athletes: [String], in filter: SetFilter, _ log: Log, gap: Interval, _ format: Format, _ places: Places,
  _ context: Context
) throws {
  for athlete in athletes.sorted() {
    let followed = try FollowedPrograms(
      of: athlete, programRuns(of: athlete, log, places, context), log, gap: gap, places, context)
    StatsPlan(followed, in: filter, context)?.print(format, context)
  }
}
