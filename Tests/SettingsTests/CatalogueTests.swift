import Glibc
import Testing
import Training

@testable import Settings

private func catalogueErrors(_ text: String) -> String {
  do {
    _ = try Catalogue.parse(Array(text.utf8), file: "e.toml")
    return ""
  } catch { return error.description }
}

private let hold = "[[exercise]]\nid = \"a\"\nkind = \"hold\"\n"

@Suite struct CatalogueTests {
  @Test func readsEveryKey() throws {
    let text = """
      [[exercise]]
      id = "wall-press"
      name = "Wall press"
      aliases = ["push", "wall push"]
      kind = "hold"
      sides = "each"
      beginner = "20s 50%"
      advanced = "30-60"
      muscles = ["chest"]
      pillar = "isometric"
      equipment = ["wall"]
      progression = "harder"
      category = "push_up/wall_push_up"
      source = "004:1"
      [[exercise]]
      id = "x"
      kind = "reps"
      beginner = "8-12"
      advanced = "max"
      """
    let catalogue = try Catalogue.parse(Array(text.utf8), file: "e.toml")
    #expect(
      catalogue.exercises == [
        Exercise(
          id: "wall-press", name: "Wall press", aliases: ["push", "wall push"], kind: .hold, sides: .each,
          beginner: Target(seconds: .exactly(20), effortPercent: 50),
          advanced: Target(seconds: .range(30, 60)), category: ExerciseCategory(number: 22, subtype: 90)),
        Exercise(
          id: "x", name: "x", kind: .reps, sides: .both, beginner: Target(reps: .range(8, 12)),
          advanced: Target(reps: .max)),
      ])
  }

  @Test(arguments: [
    Bad("exercises = []", "e.toml:1: exercises: unknown key; did you mean exercise?"),
    Bad("[[exercise]]\nkind = \"hold\"", "e.toml:1: exercise.id: missing; write id = \"wall-sit\""),
    Bad(
      "[[exercise]]\nid = \"a\"", "e.toml:1: exercise.kind: missing; write kind = \"hold\" or kind = \"reps\""
    ),
    Bad(
      "[[exercise]]\nid = \"a b\"\nkind = \"hold\"",
      "e.toml:2: exercise.id: \"a b\" cannot be a name; use up to 64 letters, digits, -, _ and . only"),
    Bad(
      "[[exercise]]\nid = \"a\"\nkind = \"hodl\"",
      "e.toml:3: exercise.kind: \"hodl\" is not known here; did you mean \"hold\"?"),
    Bad(
      hold + "sides = \"left\"",
      "e.toml:4: exercise.sides: \"left\" is not known here; write \"both\" or \"each\""),
    Bad(
      hold + "beginner = 30",
      "e.toml:4: exercise.beginner: a number instead of a string; write it in quotes, such as \"20-30s\""),
    Bad(
      hold + "advanced = \"much\"",
      "e.toml:4: exercise.advanced: \"much\" is no target; "
        + "write \"30s\", \"20-30s\", \"8-12\", \"20 steps\" or \"max\", and \"open\" where the figure is open"
    ),
    Bad(hold + "begginer = \"30s\"", "e.toml:4: exercise.begginer: unknown key; did you mean beginner?"),
    Bad(
      hold + "category = \"plank/side_plnk\"",
      "e.toml:4: exercise.category: \"plank/side_plnk\" is no category of FIT files; did you mean \"plank/side_plank\"?"
    ),
    Bad(
      hold + "\n\ncategory = \"plnk\"",
      "e.toml:6: exercise.category: \"plnk\" is no category of FIT files; did you mean \"plank\"?"),
    Bad(
      hold + "category = \"juggling\"",
      "e.toml:4: exercise.category: \"juggling\" is no category of FIT files; "
        + "write an exercise_category of the FIT profile and a name of its list, such as \"squat/step_up\""),
    Bad(
      hold + "category = 19",
      "e.toml:4: exercise.category: a number instead of a string; write it in quotes, such as \"plank/side_plank\""
    ),
    Bad(
      hold + "muscles = \"legs\"",
      "e.toml:4: exercise.muscles: a string instead of an array of strings; write [\"one\", \"two\"]"),
    Bad(
      hold + "[[exercise]]\nid = \"a\"\nkind = \"reps\"",
      "e.toml:5: exercise.id: a second exercise \"a\"; give each exercise an id of its own"),
  ])
  func says(_ bad: Bad) { #expect(catalogueErrors(bad.text) == bad.error) }

  @Test func aSitesEntriesAddAndReplace() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "exercises.toml", "[[exercise]]\nid = \"a\"\nkind = \"hold\"\n[[exercise]]\nid = \"b\"\nkind = \"hold\""
    )
    try folder.write(
      "site/exercises.toml",
      "[[exercise]]\nid = \"b\"\nkind = \"reps\"\n[[exercise]]\nid = \"c\"\nkind = \"reps\"")
    let all = try Catalogue.load(
      shipped: folder.path, besideConfiguration: folder.path + "/site/holdfast.toml")
    #expect(all.exercises.map(\.id) == ["a", "b", "c"])
    #expect(all.exercises.map(\.kind) == [.hold, .reps, .reps])
    let shipped = try Catalogue.load(
      shipped: folder.path, besideConfiguration: folder.path + "/none/holdfast.toml")
    #expect(shipped.exercises.map(\.id) == ["a", "b"])

    try folder.write("site/exercises.toml", "[[exercise]]\n")
    #expect(throws: SettingsErrors.self) {
      try Catalogue.load(shipped: folder.path, besideConfiguration: folder.path + "/site/holdfast.toml")
    }
    #expect(throws: SettingsErrors.self) { try Catalogue.load(shipped: folder.path + "/site/none") }
  }
}

/// A folder that goes with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/holdfast-settings-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
    #expect(mkdir(path + "/site", 0o755) == 0)
  }

  func write(_ name: String, _ text: String) throws {
    let file = try #require(fopen(path + "/" + name, "w"))
    fputs(text, file)
    fclose(file)
  }

  deinit {
    for name in ["/exercises.toml", "/site/exercises.toml"] { unlink(path + name) }
    rmdir(path + "/site")
    rmdir(path)
  }
}
