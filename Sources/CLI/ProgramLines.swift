import Training

extension ProgramPrinter {
  /// A heading with an empty line before it.
  func heading(_ text: String) {
    context.out.line()
    line(text, .heading)
  }

  /// Text that is broken where the line ends; nothing where there is none.
  func line(_ text: String, indent: Int = 0, hanging: Int = 0, _ role: Style.Role = .plain) {
    guard !text.isEmpty else { return }
    let margin = String(repeating: " ", count: indent)
    for line in wrapped(clean(text), to: context.style.columns.map { $0 - indent }, indent: hanging) {
      context.out.line(margin + context.style.paint(line, role))
    }
  }

  /// Notes and sources, each on lines of its own.
  func notes(_ texts: [String?], indent: Int) {
    for text in texts { line(text ?? "", indent: indent, .faint) }
  }

  /// A source that is not the program's.
  func source(_ source: String?) -> String? { source.map { "source \($0)" } }

  /// Lines behind a label.
  func entry(_ label: String, margin: Int, _ lines: [String], notes: [String?]) {
    let texts =
      lines.filter { !$0.isEmpty }.map { (text: $0, role: Style.Role.plain) }
      + notes.compactMap { $0 }.map { (text: $0, role: .faint) }
    let width = context.style.columns.map { max(16, $0 - margin) }
    var head = "  " + label
    for (text, role) in texts {
      for line in wrapped(clean(text), to: width) {
        let space = String(repeating: " ", count: max(2, margin - head.utf8.count))
        context.out.line(head + space + context.style.paint(line, role))
        head = ""
      }
    }
    if texts.isEmpty { context.out.line(head) }
  }

  /// An exercise with what is asked for, behind it or, where that is too long, below; then what else there is to say.
  /// - Parameter column: how wide the names are above and below it.
  func printRow(
    _ name: String, _ asked: String, of exercise: ProgramExercise, more: [String?] = [], indent: Int,
    column: Int = 0
  ) {
    let below = indent + 4
    let start = indent + max(column, width(name)) + 2
    let head = String(repeating: " ", count: indent) + name
    if asked.isEmpty {
      line(name, indent: indent)
    } else if let columns = context.style.columns, start + min(width(asked), 24) > columns {
      line(name, indent: indent)
      line(asked, indent: below)
    } else {
      let space = String(repeating: " ", count: start - width(head))
      let lines = wrapped(clean(asked), to: context.style.columns.map { $0 - start })
      context.out.line(head + space + lines[0])
      for line in lines.dropFirst() { context.out.line(String(repeating: " ", count: start) + line) }
    }
    line(exercise.alternatives ?? "", indent: below)
    for text in more { line(text ?? "", indent: below) }
    if let progression = exercise.progression { line("grows: " + progression.inWords, indent: below) }
    notes([exercise.note, source(exercise.source)], indent: below)
  }
}

/// Prints a session.
struct SessionPrinting {
  private let view: SessionView
  private let printer: ProgramPrinter

  init(_ view: SessionView, _ printer: ProgramPrinter) {
    self.view = view
    self.printer = printer
  }

  func print() {
    let session = view.session
    printer.heading(session.name + (session.name == session.id ? "" : " (\(session.id))"))
    var parts = [session.minutes?.minutesInWords, daysInWords(session.days)]
    if session.isOptional { parts.append("optional") }
    parts += [session.when, session.insteadOf.map { "instead of " + $0 }]
    printer.line(parts.compactMap { $0 }.joined(separator: ", "), indent: 2)
    printer.notes([session.note, printer.source(session.source)], indent: 2)
    for block in view.blocks { print(block) }
  }

  private func print(_ view: BlockView) {
    let block = view.block
    var parts: [String?] = []
    if block.part != .work, block.name != block.part.rawValue { parts.append(block.part.rawValue) }
    if block.form != .straight, block.name != block.form.rawValue { parts.append(block.form.rawValue) }
    parts += [
      rounds(view), block.minutes?.minutesInWords,
      block.dose.map { "each " + $0.inWords },
    ]
    parts += rests(view)
    if block.isOptional { parts.append("optional") }
    parts.append(block.when)
    if let progression = block.progression { parts.append("grows: " + progression.inWords) }
    let facts = parts.compactMap { $0 }.joined(separator: ", ")
    printer.line(block.name + (facts.isEmpty ? "" : ": " + facts), indent: 2, hanging: 2)
    printer.notes([block.note, printer.source(block.source)], indent: 4)
    let column = view.exercises.reduce(0) { max($0, width($1.name)) }
    for exercise in view.exercises {
      printer.printRow(
        exercise.name, exercise.inWords(isRound: block.rounds != nil), of: exercise.exercise, indent: 4,
        column: column)
    }
  }

  /// The rounds that the block says, and what Holdfast takes where their number is open.
  private func rounds(_ view: BlockView) -> String? {
    guard let rounds = view.block.rounds else { return nil }
    let taken = view.exercises.compactMap(\.taken).first { $0.setsFrom == .holdfast }
    return rounds.of("round", "rounds") + (taken.map { " (Holdfast: \($0.sets))" } ?? "")
  }

  /// The rests that the block says, and what Holdfast takes where it says none.
  private func rests(_ view: BlockView) -> [String?] {
    let block = view.block
    let own = view.exercises.contains { $0.taken?.restFrom == .holdfast && $0.exercise.rest == nil }
    switch (block.form, block.rest, block.roundRest) {
    case (.straight, let rest?, _): return ["rest " + rest.inWords]
    case (.straight, nil, _):
      return own ? ["rest (Holdfast: \(decimalText(Guidance.rest.seconds)) s)"] : []
    case (_, let rest, let roundRest):
      var words = [
        rest.map { "rest \($0.inWords) after a set" }, roundRest.map { "\($0.inWords) after a round" },
      ]
      if rest == nil, let roundRest { words = ["rest \(roundRest.inWords) after a round"] }
      if rest == nil, roundRest == nil, own {
        words = ["rest (Holdfast: \(decimalText(Guidance.rest.seconds)) s) after a round"]
      }
      return words
    }
  }
}
