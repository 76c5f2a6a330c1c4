internal import FIT
internal import Syscalls
public import Training

extension Catalogue {
  /// The shipped exercises, and a site's own: an equal id replaces the shipped entry.
  ///
  /// - Parameters:
  ///   - shipped: The folder of shipped data, see `ShippedData.directory()`.
  ///   - configuration: The configuration's path; an `exercises.toml` beside it is read where there is one.
  /// - Throws: All that is wrong in the first file that is wrong.
  public static func load(
    shipped: String, besideConfiguration configuration: String? = nil
  ) throws(SettingsErrors) -> Catalogue {
    var catalogue = try Catalogue.parse(
      settingsFile(shipped + "/exercises.toml"), file: shipped + "/exercises.toml")
    if let configuration {
      let site = siblingPath(of: configuration, named: "exercises.toml")
      if fileExists(site) {
        for exercise in try Catalogue.parse(settingsFile(site), file: site).exercises {
          catalogue.add(exercise)
        }
      }
    }
    return catalogue
  }

  /// The entries of one file; `file` is its name for messages.
  ///
  /// - Throws: All that is wrong in it.
  public static func parse(_ bytes: [UInt8], file: String) throws(SettingsErrors) -> Catalogue {
    let table = try TableReader.document(bytes, file: file)
    var catalogue = Catalogue()
    for entry in table.tables("exercise") {
      guard let exercise = entry.readExercise() else { continue }
      if catalogue[exercise.id] != nil {
        entry.report(
          .conflict, "id", "a second exercise \"\(exercise.id)\"",
          remedy: "give each exercise an id of its own")
      }
      catalogue.add(exercise)
    }
    table.finish()
    try table.findings.throwErrors()
    return catalogue
  }
}

extension TableReader {
  /// An `[[exercise]]`; `nil` without an id or a kind, which is then reported.
  fileprivate func readExercise() -> Exercise? {
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
    exercise.beginner = target("beginner", exercise.kind)
    exercise.advanced = target("advanced", exercise.kind)
    exercise.category = category()
    readNotes()
    finish()
    return id == nil || kind == nil ? nil : exercise
  }

  private func target(_ key: String, _ kind: Kind) -> Target? {
    guard let text = string(key, remedy: "write it in quotes, such as \"20-30s\"") else { return nil }
    if let target = Target(text, kind: kind) { return target }
    report(
      .badValue, key, "\"\(text)\" is no target",
      remedy: "write \"30s\", \"20-30s\", \"8-12\", \"20 steps\" or \"max\"; leave an open figure out")
    return nil
  }

  private func category() -> ExerciseCategory? {
    let key = "category"
    guard let text = string(key, remedy: "write it in quotes, such as \"plank/side_plank\"") else {
      return nil
    }
    if let category = ExerciseCategory(text) { return category }
    report(
      .unknownName, key, "\"\(text)\" is no category of FIT files",
      remedy: ExerciseCategory.nearest(to: text).map { "did you mean \"\($0)\"?" }
        ?? "write an exercise_category of the FIT profile and a name of its list, such as \"squat/step_up\"")
    return nil
  }

  /// What people read and the tracker does not use: checked, so that a slip does not lie in the file for years.
  private func readNotes() {
    for key in ["muscles", "equipment"] { _ = strings(key, remedy: "write [\"one\", \"two\"]") }
    for key in ["pillar", "progression", "source"] { _ = string(key) }
  }
}
