public import Control
public import Training

// How a followed program went, as `stats` and `report` show it.

extension LeastDose.Verdict {
  /// For people.
  /// - Parameter isRunning: whether more may still be done.
  func inWords(isRunning: Bool) -> String {
    switch self {
    case .met: "met"
    case .partly: isRunning ? "in part so far" : "in part"
    case .missed: isRunning ? "not yet" : "missed"
    }
  }
}

extension AdherenceWeek: JSONWritable {
  /// Writes the week; minutes are those of all strength sessions.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("week", weekText(number))
      $0.member("starts_on", dateText(ofDay: monday(ofWeek: number)))
      $0.member("program", program)
      $0.member("program_week", programWeek)
      $0.member("sessions_planned", planned)
      $0.member("sessions_done", done)
      $0.member("is_full", isFull)
      $0.member("strength_sessions", minutes.count)
      $0.member("strength_min", (minutes.reduce(0, +) * 10).rounded() / 10)
      $0.member("least_dose", dose?.rawValue)
    }
  }
}

extension Adherence {
  /// Whether a week is the one that the day is in.
  func isRunning(_ week: AdherenceWeek) -> Bool { week.number == weekNumber(ofDay: today) }

  /// Prints a line for each of these weeks.
  func print(_ weeks: [AdherenceWeek], indent: Int, _ context: Context) {
    var table = Table(
      columns: [
        .init(),  // week
        .init(worth: 1),  // its Monday
        .init(),  // sessions
        .init(worth: 3),  // least dose
        .init(worth: 0),  // program
      ], indent: indent)
    table.rows.append(
      ["week", "", "sessions", "least dose", "program"].map { Table.Cell($0, .faint) })
    for week in weeks {
      let monday = dayText(civil(ofDay: monday(ofWeek: week.number))).dropFirst(4).dropLast(5)
      let isShort = week.planned > 0 && !week.isFull && !isRunning(week)
      table.rows.append([
        Table.Cell(weekText(week.number)), Table.Cell(String(monday), .faint),
        Table.Cell(
          week.planned == 0 ? "none planned" : "\(week.done) of \(week.planned)",
          week.isFull ? .good : isShort ? .warning : .plain),
        Table.Cell(week.dose?.inWords(isRunning: isRunning(week)) ?? ""),
        Table.Cell(clean(week.program) + ", week \(week.programWeek)", .faint),
      ])
    }
    table.print(to: context.out, context.style)
  }
}
