import ArgumentParser
import Control
import Gym
import Settings
import Training

struct ExercisesCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercises", _superCommandName: "holdfast",
    abstract: "The exercises that are known; everything about one of them.",
    discussion: """
      Searched are ids, names and aliases. Where one is exactly what was typed, or only one has it, all that is known of \
      that exercise is shown: what the sources ask for, how it gets harder, what may stand in for it, and what FIT files \
      call it.

      A source is a document's number and its lines: 000 is a coach's article, 001 a physiotherapy clinic's, 002 a \
      marathon coach's, 003 a doctors' practice's, 004 a long guide. A figure that is open is left open by its source.
      """)

  @Argument(
    help: ArgumentHelp("Part of an exercise's id, name or alias.", valueName: "search"), completion: .exercise
  )
  var search: [String] = []

  @Option(help: "Only those of this pillar.")
  var pillar: Pillar?

  @Option(help: ArgumentHelp("Only those that train this muscle.", valueName: "name"), completion: .muscle)
  var muscle: String?

  @Option(
    help: ArgumentHelp(
      "Only those that take or may take this equipment; none: those that take nothing.", valueName: "name"),
    completion: .equipment)
  var equipment: String?

  @Option(help: "Only those that are timed, or counted.")
  var kind: Kind?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption

  func run(in context: Context) throws {
    let guide = try Places(context, config: config.path).guide()
    var entries = guide.entries
    if let pillar { entries.removeAll { $0.notes.pillar != pillar } }
    if let kind { entries.removeAll { $0.exercise.kind != kind } }
    if let muscle {
      try checkKnown(muscle, among: guide.muscles, "muscle")
      entries.removeAll { !$0.notes.muscles.contains { hasWords($0, muscle) } }
    }
    if let equipment {
      if isNone(equipment) {
        entries.removeAll { !$0.notes.equipment.isEmpty }
      } else {
        try checkKnown(equipment, among: guide.tools + [noEquipment], "equipment")
        // A bar is not a trap bar, where there is one that is called so.
        let isName = guide.tools.contains { $0.lowercased() == equipment.lowercased() }
        entries.removeAll { entry in
          !entry.notes.tools.contains {
            isName ? $0.lowercased() == equipment.lowercased() : hasWords($0, equipment)
          }
        }
      }
    }
    let words = search.joined(separator: " ").split(separator: " ").joined(separator: " ")
    let found = words.isEmpty ? entries : try self.found(words, entries, guide)
    // The one that was meant, and others that have its name in theirs.
    let meant =
      words.isEmpty ? nil : found.first { $0.exercise.isCalled(words) } ?? (found.count == 1 ? found[0] : nil)
    switch output.format {
    case .json: for entry in meant.map({ [$0] }) ?? found { context.out.write(JSONWriter.line(entry)) }
    case .text, .csv:
      if let meant {
        printExercise(meant, others: found.filter { $0.exercise.id != meant.exercise.id }, context)
      } else if found.isEmpty {
        context.remark("no exercise is all of that")
      } else {
        printExercises(found, context)
      }
    }
  }

  /// Those that have all the words.
  /// - Throws: that no exercise at all has them, with the nearest that is known.
  private func found(_ words: String, _ entries: [ExerciseEntry], _ guide: ExerciseGuide) throws
    -> [ExerciseEntry]
  {
    let found = entries.filter { $0.exercise.has(words) }
    guard found.isEmpty, !guide.catalogue.exercises.contains(where: { $0.has(words) }) else { return found }
    let all = guide.catalogue.exercises
    let near =
      guide.catalogue.nearest(to: words)
      ?? nearestName(to: words, among: all.flatMap { [$0.name] + $0.aliases })
      .flatMap { guide.catalogue.find($0)?.id }
      // A word of a name: "plnk" is in none, and far from "side-plank".
      ?? nearestName(to: words, among: all.flatMap { $0.id.split(separator: "-").map(String.init) })
    throw Failure(
      .noInput, "no exercise has \"\(words)\" in its id, name or aliases",
      remedy: near.map { "did you mean \($0)?" } ?? "holdfast exercises lists them all")
  }

  private func checkKnown(_ text: String, among known: [String], _ option: String) throws {
    guard !known.contains(where: { hasWords($0, text) }) else { return }
    let near = nearestName(to: text, among: known)
    throw Failure(
      .usage, "--\(option) \"\(text)\": no exercise has it",
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "known: " + known.joined(separator: ", "))
  }
}

/// What `--equipment` calls nothing.
let noEquipment = "none"

private func isNone(_ text: String) -> Bool { text.lowercased() == noEquipment }

/// Whether a text has words in a row that are those of another, whatever their case: "lower back" has "back", and
/// "barbell" has no "bar".
func hasWords(_ text: String, _ wanted: String) -> Bool {
  func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
  let wanted = words(wanted)
  return !wanted.isEmpty && words(text).firstRange(of: wanted) != nil
}

extension Exercise {
  /// Whether this is exactly its id, name or alias, whatever the case.
  fileprivate func isCalled(_ text: String) -> Bool {
    ([id, name] + aliases).contains { $0.lowercased() == text.lowercased() }
  }

  /// Whether its id, its name or an alias has all words of a text in it, whatever the case.
  fileprivate func has(_ text: String) -> Bool {
    let words = text.lowercased().split(separator: " ")
    return ([id, name] + aliases).contains { name in
      let name = name.lowercased()
      return words.allSatisfy { !name.ranges(of: $0).isEmpty }
    }
  }
}
