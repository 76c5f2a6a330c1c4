internal import Training

// What a program's file says beside its sessions: phases of the season, moves to pick from, help with injuries.

extension ProgramReader {
  func phase(_ table: TableReader, sessions known: [String]) -> ProgramPhase {
    var phase = ProgramPhase(table.required("phase", "build") { table.word("phase", Phase.self) } ?? .base)
    phase.also = table.words("also", Phase.self)
    phase.focus = table.string("focus")
    phase.sessions = table.strings("sessions", remedy: "write [\"full\"]")
    for id in phase.sessions ?? [] { check(session: id, known, table, "sessions") }
    phase.weeksBeforeRace = table.figure("weeks_before_race")
    phase.sessionsPerWeek = table.figure("sessions_per_week")
    phase.minutes = table.figure("minutes")
    phase.runsPerWeek = table.figure("runs_per_week")
    phase.dose = table.weekDose("dose")
    phase.volume = table.string("volume")
    phase.load = table.string("load")
    phase.rest = table.rest("rest")
    phase.programs = table.strings("programs", remedy: "write [\"home-plan\"]") ?? []
    for id in phase.programs where programs?.contains(id) == false {
      table.report(
        .unknownName, "programs", "there is no program \"\(id)\"",
        remedy: nearestName(to: id, among: programs ?? []).map { "did you mean \"\($0)\"?" }
          ?? "see: holdfast programs")
    }
    phase.exercises = table.tables("exercise").map { table in
      var exercise = exercise(table)
      exercise.perWeek = table.figure("per_week")
      table.finish()
      return exercise
    }
    phase.avoid = table.words("avoid", ProgramPhase.Avoidance.self)
    phase.note = table.string("note")
    phase.source = table.string("source")
    table.finish()
    return phase
  }

  func move(_ table: TableReader) -> ProgramMove {
    var move = ProgramMove(exercise(table))
    let kind = kind(of: move.exercise)
    move.group = table.string("group")
    move.beginner = table.dose("beginner", kind)
    move.advanced = table.dose("advanced", kind)
    move.then = table.string("then")
    move.check = table.string("check")
    table.finish()
    return move
  }

  func injury(_ table: TableReader) -> ProgramInjury {
    let id = table.required("id", "injury-itb") { table.name("id") } ?? ""
    var injury = ProgramInjury(id: id, name: table.string("name") ?? id)
    injury.exercises = known("exercises", table)
    injury.more = known("more", table)
    injury.weakLink = table.string("weak_link")
    injury.slots = table.strings("slots", remedy: "write [\"hip strength\"]") ?? []
    if let doses = table.table("doses", remedy: "write { clamshell = \"2x15\" }") {
      for id in doses.keys {
        if catalogue[id] == nil { reportUnknown(id, doses, id) }
        injury.doses[id] = doses.weekDose(id)
      }
    }
    injury.dose = table.dose("target", injury.exercises.first.flatMap { catalogue[$0] }?.kind ?? .reps)
    injury.note = table.string("note")
    injury.source = table.string("source")
    table.finish()
    return injury
  }

  private func known(_ key: String, _ table: TableReader) -> [String] {
    let ids = table.strings(key, remedy: "write [\"squat\"]") ?? []
    for id in ids where catalogue[id] == nil { reportUnknown(id, table, key) }
    return ids
  }
}
