internal import FIT
public import Training

extension Catalogue {
  /// The shipped exercises, and a site's own, as the tracker knows them: see `ExerciseGuide`, which has all the rest.
  ///
  /// - Parameters:
  ///   - shipped: The folder of shipped data, see `ShippedData.directory()`.
  ///   - configuration: The configuration's path; an `exercises.toml` beside it is read where there is one.
  /// - Throws: All that is wrong in the first file that is wrong.
  public static func load(
    shipped: String, besideConfiguration configuration: String? = nil
  ) throws(SettingsErrors) -> Catalogue {
    try ExerciseGuide.read(shipped: shipped, besideConfiguration: configuration, .tracker).catalogue
  }

  /// The exercises of one file; `file` is its name for messages.
  ///
  /// - Throws: All that is wrong in it.
  public static func parse(_ bytes: [UInt8], file: String) throws(SettingsErrors) -> Catalogue {
    try ExerciseGuide.parse(bytes, file: file).catalogue
  }
}

extension ExerciseGuide {
  /// The keys of an exercise, a swap, a kit or a slot that the tracker does not need, apart by spaces.
  private static let keysOfNotes =
    "doses muscles pillar classes equipment equipment_optional progression next inferred discouraged source "
    + "exercises instead_of optional notes"

  /// Adds the entries of a file; an equal id replaces what was there.
  ///
  /// - Throws: All that is wrong in it.
  mutating func add(_ bytes: [UInt8], file: String, _ extent: Extent) throws(SettingsErrors) {
    let table = try TableReader.document(
      bytes, file: file, passingOver: extent == .tracker ? Self.keysOfNotes : nil)
    let entries = table.tables("exercise")
    var seen: Set<String> = []
    for entry in entries {
      guard let (exercise, notes) = entry.readExercise(extent) else { continue }
      if !seen.insert(exercise.id).inserted {
        entry.report(
          .conflict, "id", "a second exercise \"\(exercise.id)\"",
          remedy: "give each exercise an id of its own")
      }
      catalogue.add(exercise)
      self.notes[exercise.id] = notes
    }
    switch extent {
    case .tracker: table.passOver(["swap", "kit", "slot"])
    case .whole:
      checkNext(entries)
      swaps += table.tables("swap").compactMap { $0.readSwap(catalogue) }
      readKits(table.tables("kit"))
      readSlots(table.tables("slot"))
    }
    table.finish()
    try table.findings.throwErrors()
  }
}

extension TableReader {
  /// An `[[exercise]]`; `nil` without an id or a kind, which is then reported.
  fileprivate func readExercise(_ extent: ExerciseGuide.Extent) -> (Exercise, ExerciseNotes?)? {
    let id = name("id")
    let kind = word("kind", Kind.self)
    if !has("id") { report(.missingKey, "id", "missing", remedy: "write id = \"wall-sit\"") }
    if !has("kind") {
      report(.missingKey, "kind", "missing", remedy: "write kind = \"hold\" or kind = \"reps\"")
    }
    let aliases = strings("aliases", remedy: "write [\"wall sits\"]") ?? []
    var exercise = Exercise(
      id: id ?? "", name: string("name") ?? id ?? "", aliases: aliases, kind: kind ?? .hold,
      sides: word("sides", Sides.self) ?? .both)
    var openLevels: [Level] = []
    exercise.beginner = target(.beginner, exercise.kind, &openLevels)
    exercise.advanced = target(.advanced, exercise.kind, &openLevels)
    let category = category()
    exercise.category = category?.value
    var notes: ExerciseNotes?
    switch extent {
    case .tracker: break
    case .whole:
      notes = readNotes(exercise)
      notes?.openLevels = openLevels
      notes?.category = category?.text
    }
    finish()
    return id == nil || kind == nil ? nil : (exercise, notes)
  }

  private func target(_ level: Level, _ kind: Kind, _ openLevels: inout [Level]) -> Target? {
    let key = level.rawValue
    guard let text = string(key, remedy: "write it in quotes, such as \"20-30s\"") else { return nil }
    if text == "open" {
      openLevels.append(level)
      return nil
    }
    if let target = Target(text, kind: kind) { return target }
    report(
      .badValue, key, "\"\(text)\" is no target",
      remedy:
        "write \"30s\", \"20-30s\", \"8-12\", \"20 steps\" or \"max\", and \"open\" where the figure is open")
    return nil
  }

  private func category() -> (value: ExerciseCategory, text: String)? {
    let key = "category"
    guard let text = string(key, remedy: "write it in quotes, such as \"plank/side_plank\"") else {
      return nil
    }
    if let category = ExerciseCategory(text) { return (category, text) }
    report(
      .unknownName, key, "\"\(text)\" is no category of FIT files",
      remedy: ExerciseCategory.nearest(to: text).map { "did you mean \"\($0)\"?" }
        ?? "write an exercise_category of the FIT profile and a name of its list, such as \"squat/step_up\"")
    return nil
  }
}
