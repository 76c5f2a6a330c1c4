internal import Syscalls
public import Training

extension Program {
  /// The program of one file.
  ///
  /// - Parameters:
  ///   - file: Its name for messages.
  ///   - programs: The ids of all programs, which it may name; `nil` where they are not known, and not looked at.
  /// - Throws: All that is wrong in it: an exercise that the catalogue does not know, a week 0, a session that no file has.
  public static func parse(
    _ bytes: [UInt8], file: String, catalogue: Catalogue, programs: [String]? = nil
  ) throws(SettingsErrors) -> Program {
    let table = try TableReader.document(bytes, file: file)
    let program = ProgramReader(catalogue: catalogue, programs: programs).program(table)
    table.finish()
    try table.findings.throwErrors()
    return program
  }
}

/// Reads the tables of a program's file.
struct ProgramReader {
  let catalogue: Catalogue
  let programs: [String]?

  fileprivate func program(_ table: TableReader) -> Program {
    var program = Program(
      id: table.required("id", "home-plan") { table.name("id") } ?? "",
      name: table.required("name", "Home plan") { table.string("name") } ?? "",
      kind: table.required("kind", "plan") { table.word("kind", ProgramKind.self) } ?? .plan,
      source: table.string("source") ?? "")
    program.about = table.string("about")
    program.audience = table.string("for")
    program.when = table.string("when")
    program.endsDaysBeforeRace = table.figure("ends_days_before_race")
    program.minutes = table.figure("minutes")
    program.equipment = table.strings("equipment", remedy: "write [\"band\"]")
    program.optionalEquipment = table.strings("equipment_optional", remedy: "write [\"band\"]") ?? []
    program.sessionsPerWeek = table.figure("sessions_per_week")
    program.days = table.days("days")
    program.follows = table.choices("follows")
    program.open = table.strings("open", remedy: "write [\"the rest between rounds\"]") ?? []
    program.progression = table.progression()
    let sessions = table.tables("session")
    program.sessions = sessions.map(session)
    reportTwins(program.sessions.map(\.id), table, "session")
    for (table, session) in zip(sessions, program.sessions) {
      checkSubstitute(session, among: program.sessions, table)
    }
    program.weeks = table.tables("week").map { week($0, sessions: program.sessions.map(\.id)) }
    program.phases = table.tables("phase").map { phase($0, sessions: program.sessions.map(\.id)) }
    program.moves = table.tables("move").map(move)
    program.injuries = table.tables("injury").map(injury)
    checkWhole(program, table)
    return program
  }

  private func reportTwins(_ ids: [String], _ table: TableReader, _ key: String) {
    var seen: Set<String> = []
    for id in ids where !id.isEmpty && !seen.insert(id).inserted {
      table.report(.conflict, key, "a second \(key) \"\(id)\"", remedy: "give each an id of its own")
    }
  }

  /// What only the whole shows.
  private func checkWhole(_ program: Program, _ table: TableReader) {
    switch program.kind {
    case .plan where program.sessions.isEmpty, .routine where program.sessions.isEmpty:
      table.report(.missingKey, "session", "missing", remedy: "write a [[session]] with its blocks")
    case .menu where program.moves.isEmpty && program.injuries.isEmpty && program.sessions.isEmpty:
      table.report(.missingKey, "move", "missing", remedy: "write a [[move]] for each to pick from")
    case .phases where program.phases.isEmpty && program.weeks.isEmpty:
      table.report(.missingKey, "phase", "missing", remedy: "write a [[phase]] for each")
    default: break
    }
    // A week that follows on none would be reached by nobody.
    var next = 1.0
    for (index, week) in program.weeks.enumerated() {
      guard let first = week.weeks.lower, first > 0 else { continue }
      if first != next {
        table.report(
          .conflict, "week", "week \(decimalText(first)) follows on week \(decimalText(next - 1))",
          remedy: "write the weeks in their order, none twice and none left out")
        return
      }
      guard let last = week.weeks.upper else {
        if index + 1 < program.weeks.count {
          table.report(
            .conflict, "week", "weeks follow on \"\(week.weeks.text)\"", remedy: "put what has no end last")
        }
        return
      }
      next = last + 1
    }
  }

  private func week(_ table: TableReader, sessions known: [String]) -> ProgramWeek {
    let weeks = table.required("weeks", "1-4") { table.figure("weeks") } ?? .exactly(1)
    if let lower = weeks.lower, lower < 1 || lower != lower.rounded() || (weeks.upper ?? 1) > 520 {
      table.report(.badValue, "weeks", "\"\(weeks.text)\": there is no such week", remedy: "count from 1")
    } else if weeks == .open {
      table.report(.badValue, "weeks", "\"open\" is no week", remedy: "write 3, \"1-4\" or \"17+\"")
    }
    var week = ProgramWeek(weeks: weeks)
    week.phase = table.word("phase", Phase.self)
    week.focus = table.string("focus")
    week.sessions = table.strings("sessions", remedy: "write [\"full\"]")
    for id in week.sessions ?? [] { check(session: id, known, table, "sessions") }
    week.sessionsPerWeek = table.figure("sessions_per_week")
    week.dose = table.weekDose("dose")
    week.volume = table.string("volume")
    week.load = table.string("load")
    week.isDeload = table.boolean("deload") ?? false
    week.note = table.string("note")
    week.source = table.string("source")
    table.finish()
    return week
  }

  func check(session id: String, _ known: [String], _ table: TableReader, _ key: String) {
    guard !known.contains(id) else { return }
    table.report(
      .unknownName, key, "there is no session \"\(id)\"",
      remedy: nearestName(to: id, among: known).map { "did you mean \"\($0)\"?" }
        ?? "write it as a [[session]]")
  }

  /// What a session stands in for has to be there, and must not lead back to it: then neither would be due.
  private func checkSubstitute(
    _ session: ProgramSession, among sessions: [ProgramSession], _ table: TableReader
  ) {
    guard let other = session.insteadOf else { return }
    check(session: other, sessions.map(\.id), table, "instead_of")
    var next: String? = other
    for _ in sessions {
      guard let id = next else { return }
      guard id != session.id else {
        return table.report(
          .conflict, "instead_of", "\"\(session.id)\" stands in for itself in the end",
          remedy: "leave it out where the session is one of its own")
      }
      next = sessions.first { $0.id == id }?.insteadOf
    }
  }

  private func session(_ table: TableReader) -> ProgramSession {
    let id = table.required("id", "full") { table.name("id") } ?? ""
    var session = ProgramSession(id: id, name: table.string("name") ?? id)
    session.minutes = table.figure("minutes")
    session.days = table.days("days")
    session.isOptional = table.boolean("optional") ?? false
    session.when = table.string("when")
    session.insteadOf = table.string("instead_of")
    session.note = table.string("note")
    session.source = table.string("source")
    session.blocks = table.tables("block").map(block)
    if session.blocks.isEmpty, !table.has("block") {
      table.report(.missingKey, "block", "missing", remedy: "write a [[session.block]] with its exercises")
    }
    table.finish()
    return session
  }

  private func block(_ table: TableReader) -> ProgramBlock {
    let part = table.word("part", ProgramBlock.Part.self) ?? .work
    var block = ProgramBlock(name: table.string("name") ?? part.rawValue)
    block.part = part
    block.form = table.word("form", ProgramBlock.Form.self) ?? .straight
    block.rounds = table.count("rounds")
    block.dose = table.weekDose("dose")
    block.when = table.string("when")
    block.minutes = table.figure("minutes")
    block.rest = table.rest("rest")
    block.roundRest = table.rest("round_rest")
    block.isOptional = table.boolean("optional") ?? false
    block.progression = table.progression()
    block.note = table.string("note")
    block.source = table.string("source")
    block.exercises = table.tables("exercise").map { exercise($0, in: block) }
    if block.form == .straight, table.has("rounds") {
      table.report(
        .conflict, "rounds", "a straight block has sets, not rounds",
        remedy: "write form = \"circuit\", or sets with each exercise")
    }
    table.finish()
    return block
  }

  private func exercise(_ table: TableReader, in block: ProgramBlock) -> ProgramExercise {
    let exercise = exercise(table)
    if block.form != .straight, block.rounds != nil, exercise.sets != nil {
      table.report(
        .conflict, "sets", "a round is one set of it", remedy: "leave sets out, or write form = \"straight\"")
    }
    table.finish()
    return exercise
  }

  /// What all tables say that have an exercise; whoever asks for more keys ends the table.
  func exercise(_ table: TableReader) -> ProgramExercise {
    var exercise = ProgramExercise(exercises(table))
    exercise.slot = table.string("slot")
    if !table.has("exercise"), !table.has("slot") {
      table.report(
        .missingKey, "exercise", "missing", remedy: "write exercise = \"squat\", or slot = \"core work\"")
    } else if table.has("exercise"), table.has("slot") {
      table.report(
        .conflict, "slot", "an exercise and a free choice",
        remedy: "write one of them; or = [...] fills a slot")
    }
    exercise.pick = table.count("pick")
    exercise.sets = table.count("sets")
    exercise.dose = table.dose("target", kind(of: exercise))
    exercise.sides = table.word("sides", Sides.self)
    exercise.rest = table.rest("rest")
    exercise.load = table.string("load")
    exercise.isOptional = table.boolean("optional") ?? false
    exercise.progression = table.progression()
    exercise.note = table.string("note")
    exercise.source = table.string("source")
    return exercise
  }

  func kind(of exercise: ProgramExercise) -> Kind {
    exercise.exercises.first.flatMap { catalogue[$0] }?.kind ?? .reps
  }

  /// `exercise`, and what may stand in for it with `or`.
  private func exercises(_ table: TableReader) -> [String] {
    let ids =
      [table.string("exercise")].compactMap { $0 } + (table.strings("or", remedy: "write [\"squat\"]") ?? [])
    for id in ids where catalogue[id] == nil { reportUnknown(id, table, ids.first == id ? "exercise" : "or") }
    return ids
  }

  func reportUnknown(_ id: String, _ table: TableReader, _ key: String) {
    table.report(
      .unknownName, key, "there is no exercise \"\(id)\"",
      remedy: catalogue.nearest(to: id).map { "did you mean \"\($0)\"?" } ?? "see: holdfast exercises")
  }
}
