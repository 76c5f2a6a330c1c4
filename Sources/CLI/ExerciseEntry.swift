import Control
import Settings
import Training

extension ExerciseGuide {
  /// The exercises with what is known of each, in the order of the files.
  var entries: [ExerciseEntry] {
    catalogue.exercises.map { exercise in
      ExerciseEntry(
        exercise: exercise, notes: notes[exercise.id] ?? ExerciseNotes(), standIns: standIns(for: exercise.id)
      )
    }
  }

  /// The muscles that exercises train.
  var muscles: [String] { distinct(notes.values.flatMap(\.muscles)) }

  /// The equipment that exercises take or may take.
  var tools: [String] { distinct(notes.values.flatMap(\.tools)) }

  private func distinct(_ words: [String]) -> [String] { Set(words).filter { $0 != "open" }.sorted() }
}

extension ExerciseNotes {
  /// What it takes or may take, of a choice each.
  var tools: [String] {
    (equipment + optionalEquipment).flatMap { text in
      text.split(separator: " ").split(separator: "or").map { $0.joined(separator: " ") }
    }
  }
}

/// An exercise with what is known of it: a line of JSON.
struct ExerciseEntry: JSONWritable {
  var exercise: Exercise
  var notes: ExerciseNotes
  var standIns: [(exercise: String, source: String?)]

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", exercise.id)
      $0.member("name", exercise.name)
      $0.member("aliases", exercise.aliases)
      $0.member("kind", exercise.kind)
      $0.member("sides", exercise.sides.rawValue)
      write(.beginner, to: &$0)
      write(.advanced, to: &$0)
      $0.member("doses", notes.doses.map(AskedFor.init))
      $0.member("muscles", notes.muscles)
      $0.member("pillar", notes.pillar?.rawValue)
      $0.member("equipment", notes.equipment)
      $0.member("equipment_optional", notes.optionalEquipment)
      $0.member("progression", notes.progression)
      $0.member("next", notes.next)
      $0.member("stand_ins", standIns.map(StandIn.init))
      $0.member("inferred", notes.inferred)
      $0.member("discouraged", notes.discouraged)
      $0.member("category", notes.category)
      $0.member("source", notes.source)
    }
  }

  /// A target, or `"open"` where the source has the level and no figure.
  private func write(_ level: Level, to writer: inout JSONWriter) {
    if notes.openLevels.contains(level) {
      writer.member(level.rawValue, "open")
    } else {
      writer.member(level.rawValue, exercise.target(for: level))
    }
  }

  private struct StandIn: JSONWritable {
    var swap: (exercise: String, source: String?)

    func write(to writer: inout JSONWriter) {
      writer.object {
        $0.member("exercise", swap.exercise)
        $0.member("source", swap.source)
      }
    }
  }
  /// Sets and target are `null` where they are open.
  private struct AskedFor: JSONWritable {
    var dose: ExerciseDose

    func write(to writer: inout JSONWriter) {
      writer.object {
        $0.member("dose", dose.text)
        $0.member("sets", dose.sets)
        $0.member("target", dose.target)
        $0.member("for", dose.purpose)
        $0.member("source", dose.source)
      }
    }
  }
}
