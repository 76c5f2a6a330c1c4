import Settings
import Training

/// Prints a whole program.
struct ProgramPrinter {
  let view: ProgramView
  let context: Context
  private var program: Program { view.program }

  init(_ view: ProgramView, _ context: Context) {
    self.view = view
    self.context = context
  }

  func print() {
    line(program.name, .heading)
    if let about = program.about { line(about) }
    context.out.line()
    printFacts()
    printWeeks()
    for session in view.sessions { SessionPrinting(session, self).print() }
    printPhases()
    printMoves()
    printInjuries()
    if view.hasOwnFigures {
      context.out.line()
      line(
        "(Holdfast: ...) is Holdfast's own, where the source gives no figure; (catalogue: ...) is the exercise's "
          + "target, \(view.level.rawValue).", .faint)
    }
  }

  // MARK: The program

  private func printFacts() {
    var facts: [(label: String, text: String)] = [("id", program.id), ("kind", program.kind.inWords)]
    func add(_ label: String, _ text: String?) {
      if let text, !text.isEmpty { facts.append((label, text)) }
    }
    add("for", program.audience)
    add("when", program.when)
    let often = program.sessionsPerWeek?.sessionsInWords
    add("a week", [often, daysInWords(program.days)].compactMap { $0 }.joined(separator: ", "))
    add("takes", program.minutes?.minutesInWords)
    add("equipment", program.equipmentInWords)
    add("may use", program.optionalEquipment.joined(separator: ", "))
    add(
      "race",
      program.endsDaysBeforeRace.map { "ends at least \($0.of("day", "days")) before it" })
    add("grows", program.progression?.inWords)
    for (number, choice) in program.follows.enumerated() {
      let id = choice.disagreement
      let title = view.disagreements[id].map { "\($0) (\(id))" } ?? id
      facts.append((number == 0 ? "follows" : "", "\(title): \(choice.source)"))
    }
    for (number, text) in program.open.enumerated() { facts.append((number == 0 ? "open" : "", text)) }
    add("source", program.source)
    add("file", view.file)
    printLabelled(facts, margin: 11, context)
  }

  // MARK: Weeks and phases

  private func printWeeks() {
    guard !view.weeks.isEmpty else { return }
    heading(view.number == nil ? "Weeks" : "Week")
    let margin = 4 + view.weeks.reduce(0) { max($0, $1.weeks.text.utf8.count) }
    for week in view.weeks {
      var aim = week.phase?.inWords ?? ""
      if let focus = week.focus { aim += (aim.isEmpty ? "" : ": ") + focus }
      if week.isDeload { aim += (aim.isEmpty ? "" : ", ") + "deload" }
      let parts = [
        week.sessions.map { $0.joined(separator: " + ") }, week.sessionsPerWeek.map { $0.sessionsInWords },
        week.dose.map { "each " + $0.inWords }, week.volume.map { "volume " + $0 },
        week.load.map { "load " + $0 },
      ]
      entry(
        week.weeks.text, margin: margin,
        [aim, parts.compactMap { $0 }.joined(separator: ", ")], notes: [week.note, source(week.source)])
    }
  }

  private func printPhases() {
    guard !program.phases.isEmpty else { return }
    heading("Phases")
    for phase in program.phases {
      let names = ([phase.phase] + phase.also).map(\.inWords).joined(separator: ", ")
      line(names + (phase.focus.map { ": " + $0 } ?? ""), indent: 2)
      let parts = [
        phase.weeksBeforeRace.map { $0.of("week", "weeks") + " before the race" },
        phase.sessionsPerWeek?.sessionsInWords, phase.minutes?.minutesInWords,
        phase.runsPerWeek.map { $0 == .open ? "runs a week open" : $0.of("run", "runs") },
        phase.dose.map { "each " + $0.inWords }, phase.volume.map { "volume " + $0 },
        phase.load.map { "load " + $0 }, phase.rest.map { "rest " + $0.inWords },
        phase.sessions.map { "sessions " + $0.joined(separator: " + ") },
      ]
      line(parts.compactMap { $0 }.joined(separator: ", "), indent: 4)
      let column = phase.exercises.reduce(0) { max($0, width($1.title)) }
      for exercise in phase.exercises {
        printRow(exercise.title, exercise.inWords, of: exercise, indent: 4, column: column)
      }
      if !phase.programs.isEmpty { line("program " + phase.programs.joined(separator: ", "), indent: 4) }
      if !phase.avoid.isEmpty {
        line("without: " + phase.avoid.map(\.inWords).joined(separator: ", "), indent: 4, .warning)
      }
      notes([phase.note, source(phase.source)], indent: 4)
    }
  }

  // MARK: What is chosen

  private func printMoves() {
    var group: String?
    for (number, view) in view.moves.enumerated() {
      let move = view.move
      if number == 0 || move.group != group {
        heading(move.group ?? (number == 0 ? "Moves" : "Others"))
        group = move.group
      }
      let said = [("", move.exercise.dose), ("beginner ", move.beginner), ("advanced ", move.advanced)]
      var parts = said.filter { $1 != nil }.map { $0 + setsInWords(move.exercise.sets, $1) }
      if parts.isEmpty { parts = [setsInWords(move.exercise.sets, nil)] }
      let asked = parts.filter { !$0.isEmpty }.joined(separator: ", ")
      let words = [asked + (asked.isEmpty ? "" : view.exercise.side), view.exercise.takenInWords()]
      let whole = [words.filter { !$0.isEmpty }.joined(separator: " ")].filter { !$0.isEmpty }
      printRow(
        move.exercise.title, (whole + move.exercise.conditions).joined(separator: ", "), of: move.exercise,
        more: [move.then.map { "then " + $0 }, move.check.map { "check: " + $0 }], indent: 2)
    }
  }

  private func printInjuries() {
    for injury in program.injuries {
      heading(injury.name)
      var facts: [(label: String, text: String)] = [("id", injury.id)]
      func add(_ label: String, _ text: String?) {
        if let text, !text.isEmpty { facts.append((label, text)) }
      }
      add("first", injury.exercises.joined(separator: ", "))
      add("more", injury.more.joined(separator: ", "))
      add("also", injury.slots.joined(separator: ", "))
      add("weak link", injury.weakLink)
      let doses = injury.sortedDoses.map { "\($0.exercise) \($0.dose.inWords)" }
      let rest = injury.dose.map { (doses.isEmpty ? "" : "others ") + $0.inWords }
      add("dose", (doses + [rest].compactMap { $0 }).joined(separator: "; "))
      add("note", injury.note)
      add("source", injury.source)
      printLabelled(facts, margin: 11, context)
    }
  }
}

extension ProgramPhase.Avoidance {
  fileprivate var inWords: String {
    switch self {
    case .heavy: "heavy loads"
    case .plyometric: "jumps"
    case .soreness: "whatever makes sore"
    case .strength: "strength work"
    }
  }
}

extension ProgramExercise {
  /// What is asked for of an exercise that no session has.
  fileprivate var inWords: String {
    let words = setsInWords(sets, dose) + (sides == .each ? " each side" : "")
    return ([words].filter { !$0.isEmpty } + conditions).joined(separator: ", ")
  }
}
