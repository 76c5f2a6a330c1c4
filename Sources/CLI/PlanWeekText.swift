import Control
import Gym
import Training

extension PlanWeek {
  /// Prints the week.
  /// - Parameter isNamed: whether it is said whose it is.
  func print(isNamed: Bool, _ context: Context) {
    func line(_ text: String, indent: Int = 2, _ role: Style.Role = .plain) {
      for line in wrapped(text, to: context.style.columns, indent: indent) {
        context.out.line(context.style.paint(line, role))
      }
    }
    let from = civil(ofDay: days[0].number)
    line(
      (isNamed ? clean(view.athlete) + ": " : "") + clean(view.program.name)
        + (view.week > 0 ? ", week \(view.week)" : "") + ", from \(dayText(from))", .heading)
    line(season)
    if let remark = asks.flatMap(\.inWords) { line(remark) }
    context.out.line()
    var table = Table(columns: [
      Table.Column(), Table.Column(minimum: 12, worth: 2), Table.Column(minimum: 8, worth: 1),
    ])
    for day in days { table.rows.append(cells(day)) }
    table.print(to: context.out, context.style)
    context.out.line()
    line(summary)
    for finding in findings {
      let isWarning = finding.gravity == .warning
      line(
        "\(isWarning ? "warning" : "advice"): \(finding.text) (\(reader.name(finding.rule)))",
        isWarning ? .warning : .plain)
    }
    if !findings.isEmpty { line("holdfast rules NAME tells a rule and where it comes from", .faint) }
  }

  private var season: String {
    let name = phase == .offSeason && view.followed.run.race == nil ? "no race in sight" : phase.inWords
    return name + (view.followed.run.race.map { ": " + $0.until(view.today) } ?? "")
  }

  private var summary: String {
    var text = "\(done) of \(planned) \(planned == 1 ? "session" : "sessions") done"
    if case .heldBack(let phase) = view.history.course.due(on: view.today) {
      text += "; no strength work now: \(phase.inWords)"
    }
    return text
  }

  private func cells(_ day: Day) -> [Table.Cell] {
    let date = civil(ofDay: day.number)
    let isToday = day.number == view.today
    let name = String(dayText(date).dropLast(5))
    var strength = day.done.map { session in
      "\(clean(session.name ?? "strength")), \(session.sets) \(session.sets == 1 ? "set" : "sets") done"
    }
    strength += day.planned.map { clean($0) }
    var runs = day.runs.map(\.inWords)
    if day.isRace, !day.runs.contains(where: { $0.kind == .race }) { runs.insert("race", at: 0) }
    let role: Style.Role = isToday ? .good : day.number < view.today ? .faint : .plain
    return [
      Table.Cell((isToday ? "> " : "  ") + name, role), Table.Cell(strength.joined(separator: "; "), role),
      Table.Cell(runs.joined(separator: "; "), role),
    ]
  }
}

extension ProgramPhase {
  /// What it asks for and what it does without: `1 session a week, lower volume; without heavy loads (000:47)`.
  fileprivate var inWords: String? {
    var parts: [String] = []
    if let sessionsPerWeek, sessionsPerWeek != .open {
      parts.append(sessionsPerWeek.sessionsInWords + " a week")
    }
    if let dose, dose.text != "open" { parts.append("each " + dose.inWords) }
    if let volume { parts.append("volume " + volume) }
    if let load { parts.append("load " + load) }
    var text = parts.joined(separator: ", ")
    let without = avoid.map(\.inWords)
    if !without.isEmpty { text += (text.isEmpty ? "" : "; ") + "without " + without.joined(separator: ", ") }
    return text.isEmpty ? nil : text
  }
}

extension ProgramPhase.Avoidance {
  fileprivate var inWords: String {
    switch self {
    case .heavy: "heavy loads"
    case .plyometric: "jumps"
    case .soreness: "anything that makes sore"
    case .strength: "strength work"
    }
  }
}

extension PlanWeek: JSONWritable {
  /// Writes the week, all keys present.
  func write(to writer: inout JSONWriter) {
    let race = view.followed.run.race
    writer.object {
      $0.member("athlete", view.athlete)
      $0.member("program", view.program.id)
      $0.member("week", view.week)
      $0.member("from", dateText(ofDay: days[0].number))
      $0.member("phase", phase.rawValue)
      $0.member("race_date", race.map { dateText(ofDay: $0.day) })
      $0.member("race_distance", race?.distance.text)
      $0.member("sessions_planned", planned)
      $0.member("sessions_done", done)
      $0.key("days")
      $0.array { writer in
        for day in days {
          writer.object {
            $0.member("date", dateText(ofDay: day.number))
            $0.member("sessions_done", day.done.map { $0.name ?? "" })
            $0.member("sessions_proposed", day.planned)
            $0.member("runs", day.runs)
          }
        }
      }
      $0.key("findings")
      $0.array { writer in
        for finding in findings {
          writer.object {
            $0.member("rule", finding.rule)
            $0.member("name", reader.name(finding.rule))
            $0.member("gravity", finding.gravity.rawValue)
            $0.member("date", dateText(ofDay: finding.day))
            $0.member("text", finding.text)
          }
        }
      }
    }
  }
}
