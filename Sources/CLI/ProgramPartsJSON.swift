public import Control
public import Training

// The parts of a program as JSON: weeks, sessions with what is taken for guidance, and what is chosen.

extension ProgramWeek: JSONWritable {
  /// Writes the week.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("weeks", weeks)
      $0.member("phase", phase?.rawValue)
      $0.member("focus", focus)
      $0.member("sessions", sessions)
      $0.member("sessions_per_week", sessionsPerWeek)
      $0.member("dose", dose)
      $0.member("volume", volume)
      $0.member("load", load)
      $0.member("deload", isDeload)
      $0.member("note", note)
      $0.member("source", source)
    }
  }
}

extension SessionView: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", session.id)
      $0.member("name", session.name)
      $0.member("minutes", session.minutes)
      $0.member("days", session.days.map(\.rawValue))
      $0.member("optional", session.isOptional)
      $0.member("when", session.when)
      $0.member("instead_of", session.insteadOf)
      $0.member("note", session.note)
      $0.member("source", session.source)
      $0.member("blocks", blocks)
    }
  }
}

extension BlockView: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("name", block.name)
      $0.member("form", block.form.rawValue)
      $0.member("part", block.part.rawValue)
      $0.member("rounds", block.rounds)
      $0.member("dose", block.dose)
      $0.member("when", block.when)
      $0.member("minutes", block.minutes)
      $0.member("rest_s", block.rest)
      $0.member("round_rest_s", block.roundRest)
      $0.member("optional", block.isOptional)
      $0.member("progression", block.progression)
      $0.member("note", block.note)
      $0.member("source", block.source)
      $0.member("exercises", exercises)
    }
  }
}

extension ExerciseView: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      exercise.writeMembers(to: &$0)
      $0.member("guidance", taken)
    }
  }
}

extension ProgramExercise: JSONWritable {
  /// Writes what the file says.
  public func write(to writer: inout JSONWriter) {
    writer.object { writeMembers(to: &$0) }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    // A free choice has none of its own, only some that may fill it.
    writer.member("exercise", slot == nil ? exercises.first : nil)
    writer.member("or", slot == nil ? Array(exercises.dropFirst()) : exercises)
    writer.member("slot", slot)
    writer.member("pick", pick)
    writer.member("sets", sets)
    writer.member("target", dose)
    writer.member("sides", sides?.rawValue)
    writer.member("rest_s", rest)
    writer.member("load", load)
    writer.member("optional", isOptional)
    writer.member("progression", progression)
    writer.member("note", note)
    writer.member("source", source)
  }
}

extension Taken: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("sets", sets)
      $0.member("sets_from", setsFrom.rawValue)
      $0.member("target", target)
      $0.member("target_from", targetFrom.rawValue)
      $0.member("rest_s", rest)
      $0.member("rest_from", rest == nil ? nil : restFrom.rawValue)
    }
  }
}

// MARK: - What is chosen

extension ProgramPhase: JSONWritable {
  /// Writes the phase.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("phase", phase.rawValue)
      $0.member("also", also.map(\.rawValue))
      $0.member("focus", focus)
      $0.member("sessions", sessions)
      $0.member("weeks_before_race", weeksBeforeRace)
      $0.member("sessions_per_week", sessionsPerWeek)
      $0.member("minutes", minutes)
      $0.member("runs_per_week", runsPerWeek)
      $0.member("dose", dose)
      $0.member("volume", volume)
      $0.member("load", load)
      $0.member("rest_s", rest)
      $0.key("exercises")
      $0.array { writer in
        for exercise in exercises {
          writer.object {
            exercise.writeMembers(to: &$0)
            $0.member("per_week", exercise.perWeek)
          }
        }
      }
      $0.member("programs", programs)
      $0.member("avoid", avoid.map(\.rawValue))
      $0.member("note", note)
      $0.member("source", source)
    }
  }
}

extension MoveView: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("group", move.group)
      move.exercise.writeMembers(to: &$0)
      $0.member("beginner", move.beginner)
      $0.member("advanced", move.advanced)
      $0.member("then", move.then)
      $0.member("check", move.check)
      $0.member("guidance", exercise.taken)
    }
  }
}

extension ProgramInjury: JSONWritable {
  /// Writes the injury.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("name", name)
      $0.member("exercises", exercises)
      $0.member("more", more)
      $0.member("slots", slots)
      $0.member("weak_link", weakLink)
      $0.key("doses")
      $0.object { for (exercise, dose) in sortedDoses { $0.member(exercise, dose) } }
      $0.member("target", dose)
      $0.member("note", note)
      $0.member("source", source)
    }
  }

  /// The doses in the order of the exercises that they belong to.
  var sortedDoses: [(exercise: String, dose: WeekDose)] {
    let order = exercises + more
    return doses.sorted {
      (order.firstIndex(of: $0.key) ?? order.count, $0.key)
        < (order.firstIndex(of: $1.key) ?? order.count, $1.key)
    }
    .map { (exercise: $0.key, dose: $0.value) }
  }
}
