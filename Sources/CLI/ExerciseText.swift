import Settings
import Training

/// Prints a line for each exercise, under its pillar.
func printExercises(_ entries: [ExerciseEntry], _ context: Context) {
  var table = Table(columns: [
    .init(minimum: 28),  // id
    .init(minimum: 18, worth: 0),  // name
    .init(),  // kind and sides
    .init(worth: 3),  // beginner
    .init(worth: 2),  // advanced
    .init(minimum: 10, worth: 1),  // equipment
  ])
  /// - Parameter roles: of the first cells; all others are faint.
  func line(_ cells: [String], _ roles: [Style.Role]) {
    table.rows.append(cells.indices.map { Table.Cell(cells[$0], $0 < roles.count ? roles[$0] : .faint) })
  }
  // One that a site added may have none.
  for pillar in Pillar.allCases.map(Optional.some) + [nil] {
    let entries = entries.filter { $0.notes.pillar == pillar }
    if entries.isEmpty { continue }
    if !table.rows.isEmpty { line(["", "", "", "", "", ""], []) }
    line([pillar?.rawValue ?? "other", "", "kind", "beginner", "advanced", "equipment"], [.heading])
    for entry in entries {
      let (exercise, notes) = (entry.exercise, entry.notes)
      let isDiscouraged = notes.discouraged != nil
      line(
        [
          exercise.id + (isDiscouraged ? " !" : ""), clean(exercise.name), kindText(exercise),
          targetText(entry, .beginner), targetText(entry, .advanced),
          clean(notes.equipment.joined(separator: ", ")),
        ], [isDiscouraged ? .warning : .plain, .plain, .faint, .plain, .plain, .faint])
    }
  }
  table.print(to: context.out, context.style)
  guard entries.contains(where: { $0.notes.discouraged != nil }) else { return }
  context.out.line()
  printFaint("! A source advises against it; holdfast exercises ID says why.", context)
}

private func printFaint(_ text: String, _ context: Context) {
  for line in wrapped(clean(text), to: context.style.columns) {
    context.out.line(context.style.paint(line, .faint))
  }
}

/// `hold`, `reps each`.
private func kindText(_ exercise: Exercise) -> String {
  exercise.kind.rawValue + (exercise.sides == .each ? " each" : "")
}

/// A target in few letters: `20-30 s`, `max`, `open`.
private func targetText(_ entry: ExerciseEntry, _ level: Level) -> String {
  if entry.notes.openLevels.contains(level) { return "open" }
  guard let target = entry.exercise.target(for: level) else { return "" }
  let usual = entry.exercise.kind == .hold ? Target(seconds: .max) : Target(reps: .max)
  if target == usual { return "max" }
  let words = target.inWords
  // Of what is counted the kind says the unit.
  return words.hasSuffix(" reps") ? String(words.dropLast(" reps".count)) : words
}

/// Prints all that is known of an exercise.
/// - Parameter others: those that have its name in theirs.
func printExercise(_ entry: ExerciseEntry, others: [ExerciseEntry], _ context: Context) {
  let (exercise, notes) = (entry.exercise, entry.notes)
  var lines: [(label: String, text: String)] = [("id", exercise.id), ("name", exercise.name)]
  func add(_ label: String, _ text: String?, _ key: String? = nil) {
    guard let text, !text.isEmpty else { return }
    let isReading = key.map(notes.inferred.contains) ?? false
    lines.append((label, text + (isReading ? " (Holdfast's reading)" : "")))
  }
  func add(_ label: String, _ level: Level) {
    add(
      label, notes.openLevels.contains(level) ? "open" : exercise.target(for: level)?.inWords, level.rawValue)
  }
  add("also", exercise.aliases.joined(separator: ", "), "aliases")
  add("kind", exercise.kind == .hold ? "hold: it is timed" : "reps: they are counted", "kind")
  add("sides", exercise.sides == .each ? "each has its own set" : "both in one set", "sides")
  add("pillar", notes.pillar?.rawValue, "pillar")
  add("trains", notes.muscles.joined(separator: ", "), "muscles")
  let isBare = notes.equipment.isEmpty && notes.optionalEquipment.isEmpty
  add("takes", isBare ? "nothing" : notes.equipment.joined(separator: ", "), "equipment")
  add("may take", notes.optionalEquipment.joined(separator: ", "), "equipment_optional")
  if let discouraged = notes.discouraged { add("beware", discouraged) }
  add("beginner", .beginner)
  add("advanced", .advanced)
  for (number, dose) in notes.doses.enumerated() {
    let parts = [dose.inWords] + [dose.purpose].compactMap { $0 }
    lines.append((number == 0 ? "doses" : "", parts.joined(separator: ", ") + sourceText(dose.source)))
  }
  add("progress", notes.progression, "progression")
  add("next", notes.next, "next")
  for (number, other) in entry.standIns.enumerated() {
    lines.append((number == 0 ? "or else" : "", other.exercise + sourceText(other.source)))
  }
  add("in FIT", notes.category, "category")
  add("source", notes.source)
  printLabelled(lines, context)
  guard !others.isEmpty else { return }
  context.out.line()
  printFaint("See also: " + others.map(\.exercise.id).joined(separator: ", "), context)
}

private func sourceText(_ source: String?) -> String { source.map { " (\($0))" } ?? "" }
