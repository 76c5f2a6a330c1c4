import Training

/// Prints what an athlete is to do today.
struct PlanPrinter {
  private let view: PlanView
  private let isNamed: Bool
  private let why: Bool
  private let context: Context

  /// - Parameter isNamed: whether it is said whose plan it is.
  init(_ view: PlanView, isNamed: Bool, why: Bool, _ context: Context) {
    self.view = view
    self.isNamed = isNamed
    self.why = why
    self.context = context
  }

  func print() {
    line(title, .heading)
    guard let guide = view.guide else { return line(view.nothing(context)) }
    let rows = PlanRow.rows(of: guide)
    let blocks = view.program.sessions.first { $0.id == guide.due.session }?.blocks ?? []
    var table = Table(columns: [
      Table.Column(), Table.Column(minimum: 12, worth: 3), Table.Column(), Table.Column(),
      Table.Column(worth: 1),
    ])
    for (index, block) in blocks.enumerated() {
      let rows = rows.filter { $0.block == index }
      guard !rows.isEmpty else { continue }
      context.out.line()
      line(block.inWords, .faint)
      table.rows = rows.map(cells)
      table.print(to: context.out, context.style)
      if why { printReasons(rows) }
    }
    context.out.line()
    line(summary(guide))
  }

  /// `squat, plank: all sets were met, it grew`.
  private func printReasons(_ rows: [PlanRow]) {
    var told: Set<String> = []
    func why(_ row: PlanRow) -> String {
      row.reason.inWords + (row.isOwnTarget ? "; the source leaves the figure open" : "")
    }
    for row in rows where told.insert(why(row)).inserted {
      let same = rows.filter { why($0) == why(row) }.map { clean($0.exercise) }
      let text = (same.count == rows.count ? "" : same.joined(separator: ", ") + ": ") + why(row)
      for line in wrapped(text, to: context.style.columns.map { $0 - 3 }, indent: 2) {
        context.out.line("   " + context.style.paint(line, .faint))
      }
    }
  }

  private func line(_ text: String, _ role: Style.Role = .plain) {
    for line in wrapped(text, to: context.style.columns, indent: 2) {
      context.out.line(context.style.paint(line, role))
    }
  }

  private var title: String {
    let who = isNamed ? clean(view.athlete) + ": " : ""
    let name = who + clean(view.program.name)
    guard let guide = view.guide else { return view.week > 0 ? "\(name), week \(view.week)" : name }
    let planned = view.history.course.sessionsPlanned(inWeek: guide.due.week)
    return
      "\(name), week \(guide.due.week), session \(guide.due.number) of \(max(planned, guide.due.number)): "
      + clean(guide.due.name)
  }

  private func cells(_ row: PlanRow) -> [Table.Cell] {
    let sets = row.count / max(1, row.sides)
    let target = row.target.map(\.inWords) ?? ""
    var dose = sets == 1 && target.isEmpty ? "1 set" : sets == 1 ? target : "\(sets) × \(target)"
    if row.sides > 1 { dose += " a side" }
    if row.isOwnTarget { dose += " (own)" }
    let role: Style.Role = row.isUp ? .good : row.done == row.count ? .faint : .plain
    var state = row.done == row.count ? "done" : row.done > 0 ? "\(row.done) of \(row.count)" : ""
    if row.skipped > 0 { state += (state.isEmpty ? "" : ", ") + "\(row.skipped) skipped" }
    return [
      Table.Cell(row.isUp ? ">" : " ", role), Table.Cell(clean(row.exercise), role), Table.Cell(dose, role),
      Table.Cell(state, role), Table.Cell(row.rest.map { "rest \(decimalText($0.seconds)) s" } ?? "", role),
    ]
  }

  private func summary(_ guide: SessionGuide) -> String {
    let left = guide.marks.count { $0 == .open }
    if guide.current == nil { return "the session is done" }
    let count = guide.due.sets.count
    return left == count ? "\(count) sets" : "\(left) of \(count) sets left"
  }
}

extension ProgramBlock {
  /// `circuit, by turns`.
  fileprivate var inWords: String {
    switch form {
    case .straight: clean(name)
    case .superset: clean(name) + (name.contains("superset") ? "" : ", superset") + ": by turns"
    case .circuit: clean(name) + (name.contains("circuit") ? "" : ", circuit") + ": round by round"
    }
  }
}
