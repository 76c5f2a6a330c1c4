import Training

extension CoachReport {
  /// Prints the report; what there is nothing to say of is left out.
  func print(_ context: Context) {
    let style = context.style
    for line in wrapped("\(clean(athlete)), \(period.title)", to: style.columns, indent: 2) {
      context.out.line(style.paint(line, .heading))
    }
    printDone(context)
    printPlan(context)
    printRecords(context)
    printGaps(context)
    if !findings.isEmpty {
      heading("Rules", context)
      for (rule, text, gravity) in newestFindings {
        let isWarning = gravity == .warning
        item(isWarning ? "! " : "- ", "\(rule), \(text)", context, isWarning ? .warning : .plain)
      }
    }
    if !notes.isEmpty {
      heading("Notes", context)
      for note in notes {
        item("- ", "\(shortDay(note.day)), \(exerciseText(note.exercise, note.side)): \(note.text)", context)
      }
    }
    guard !next.isEmpty else { return }
    heading("Next", context)
    for step in next { item("- ", step, context) }
  }

  private func heading(_ text: String, _ context: Context) {
    context.out.line()
    context.out.line(context.style.paint(text, .heading))
  }

  /// Prints a line of a list, wrapped under its text.
  private func item(_ mark: String, _ text: String, _ context: Context, _ role: Style.Role = .plain) {
    for line in wrapped("  " + mark + clean(text), to: context.style.columns, indent: 2 + mark.count) {
      context.out.line(context.style.paint(line, role))
    }
  }

  /// `3 sessions, 7 sets, 9:41.2 under tension, 13 reps, 208 kg`.
  var totalInWords: String {
    var parts = ["\(total.sessions) session\(total.sessions == 1 ? "" : "s")", setCount(total.sets)]
    parts.append(durationText(total.timeUnderTension) + " under tension")
    if total.reps > 0 { parts.append(total.reps == 1 ? "1 rep" : "\(total.reps) reps") }
    if total.volumeKg > 0 { parts.append(volumeText(total.volumeKg)) }
    return parts.joined(separator: ", ")
  }

  /// What is said where the period has no set.
  var nothing: String { isRunning ? "Nothing was done yet." : "Nothing was done." }

  private func printDone(_ context: Context) {
    heading("Done", context)
    guard total.sets > 0 else { return item("", nothing, context) }
    item("", totalInWords, context)
    var table = Table(
      columns: [
        .init(minimum: 12),  // exercise
        .init(isRight: true),  // sets
        .init(isRight: true),  // under tension
        .init(isRight: true, worth: 3),  // reps
        .init(isRight: true, worth: 1),  // volume
        .init(isRight: true, worth: 2),  // targets met
      ], indent: 2)
    let hasReps = done.contains { $0.reps > 0 }
    let hasVolume = done.contains { $0.volumeKg > 0 }
    let hasTargets = done.contains { $0.asked > 0 }
    table.rows.append(
      [
        "", "sets", "tension", hasReps ? "reps" : "", hasVolume ? "volume" : "",
        hasTargets ? "targets met" : "",
      ].map { Table.Cell($0, .faint) })
    for done in done {
      table.rows.append([
        Table.Cell(clean(done.exercise)), Table.Cell("\(done.sets)"), Table.Cell(durationText(done.tension)),
        Table.Cell(done.reps > 0 ? "\(done.reps)" : ""),
        Table.Cell(done.volumeKg > 0 ? volumeText(done.volumeKg) : ""),
        Table.Cell(
          done.asked > 0 ? "\(done.met) of \(done.asked)" : "", done.met < done.asked ? .warning : .plain),
      ])
    }
    table.print(to: context.out, context.style)
  }

  private func printPlan(_ context: Context) {
    guard let adherence, let last = weeks.last else { return }
    heading("Against plan", context)
    item(
      "", "\(last.program), \(AdherenceSummary(week: last, streak: adherence.streak).text)", context)
    adherence.print(weeks, indent: 2, context)
  }

  private func printRecords(_ context: Context) {
    guard !records.isEmpty || leftOut > 0 else { return }
    heading("Records", context)
    var table = Table(
      columns: [
        .init(minimum: 12),  // exercise and side
        .init(worth: 2),  // which record
        .init(isRight: true),  // what was done
        .init(),  // what it was before
        .init(worth: 1),  // when
      ], indent: 2)
    for record in records {
      table.rows.append([
        Table.Cell(clean(record.exercise), tail: record.side == .both ? "" : " " + record.side.rawValue),
        Table.Cell(record.name, .faint),
        Table.Cell(record.text(record.value), .good),
        Table.Cell(record.before.map { "was " + record.text($0) } ?? "first", .faint),
        Table.Cell(shortDay(record.day), .faint),
      ])
    }
    table.print(to: context.out, context.style)
    if let without { item("", without, context, .faint) }
  }

  /// Which sets no record was looked for in; `nil` where there are none.
  var without: String? {
    leftOut == 0
      ? nil
      : (leftOut == 1 ? "1 set was" : "\(leftOut) sets were")
        + " left out: not measured to the end, or doubtful; holdfast edit confirms one."
  }

  private func printGaps(_ context: Context) {
    guard !gaps.isEmpty else { return }
    heading("Left and right, over \(period.weeks.count) weeks", context)
    for gap in gaps {
      let trend = gap.trend.map { ", \($0)" } ?? ""
      item(
        "", "\(gap.exercise): \(gap.inWords)\(trend)", context,
        gap.balance.verdict == .real ? .warning : .plain)
    }
  }
}
