import Testing
import Training

@testable import Settings

private func guideErrors(_ text: String) -> String {
  do {
    _ = try ExerciseGuide.parse(Array(text.utf8), file: "e.toml")
    return ""
  } catch { return error.description }
}

private func exercise(_ id: String, _ more: String = "") -> String {
  "[[exercise]]\nid = \"\(id)\"\nkind = \"hold\"\n" + more
}

@Suite struct GuideTests {
  @Test func readsEveryNote() throws {
    let text = """
      [[exercise]]
      id = "wall-press"
      kind = "hold"
      beginner = "20s"
      advanced = "open"
      doses = [
        { dose = "2-3x30-60s", for = "home", source = "004:1" },
        { dose = "open" },
      ]
      muscles = ["chest"]
      pillar = "isometric"
      classes = ["push", "hold"]
      equipment = ["wall"]
      equipment_optional = ["band or strap"]
      progression = "harder"
      next = "x"
      inferred = ["sides"]
      discouraged = "dull"
      category = "push_up/wall_push_up"
      source = "004:1, 004:7"
      [[exercise]]
      id = "x"
      kind = "reps"
      [[swap]]
      exercises = ["x"]
      instead_of = "wall-press"
      source = "004:2"
      [[kit]]
      id = "home"
      name = "Home"
      equipment = ["wall"]
      optional = ["band"]
      notes = ["cheap"]
      source = "004:3"
      [[slot]]
      id = "core-work"
      source = "004:4"
      """
    let guide = try ExerciseGuide.parse(Array(text.utf8), file: "e.toml")
    var dose = try #require(ExerciseDose("2-3x30-60s", kind: .hold))
    dose.purpose = "home"
    dose.source = "004:1"
    var notes = ExerciseNotes()
    notes.doses = [dose, try #require(ExerciseDose("open", kind: .hold))]
    notes.openLevels = [.advanced]
    notes.muscles = ["chest"]
    notes.pillar = .isometric
    notes.classes = [.push, .hold]
    notes.equipment = ["wall"]
    notes.optionalEquipment = ["band or strap"]
    notes.progression = "harder"
    notes.next = "x"
    notes.inferred = ["sides"]
    notes.discouraged = "dull"
    notes.category = "push_up/wall_push_up"
    notes.source = "004:1, 004:7"
    #expect(guide.notes == ["wall-press": notes, "x": ExerciseNotes()])
    #expect(guide.catalogue["wall-press"]?.advanced == nil)
    #expect(guide.swaps == [Swap(exercises: ["x"], insteadOf: "wall-press", source: "004:2")])
    #expect(
      guide.kits == [
        Kit(
          id: "home", name: "Home", equipment: ["wall"], optionalEquipment: ["band"], notes: ["cheap"],
          source: "004:3")
      ])
    #expect(guide.slots == [Slot(id: "core-work", name: "core-work", source: "004:4")])
    #expect(guide.standIns(for: "wall-press").map(\.exercise) == ["x"])
    #expect(guide.standIns(for: "x").isEmpty)
  }

  @Test(
    arguments: [
      ("3x30s", Kind.hold, Amount.exactly(3), Target(seconds: .exactly(30)), "3 × 30 s"),
      ("2-3x30-60s", .hold, .range(2, 3), Target(seconds: .range(30, 60)), "2-3 × 30-60 s"),
      ("30-45", .hold, nil, Target(seconds: .range(30, 45)), "30-45 s"),
      ("8-10", .reps, nil, Target(reps: .range(8, 10)), "8-10 reps"),
      ("2x30s", .reps, .exactly(2), Target(seconds: .exactly(30)), "2 × 30 s"),
      ("3xmax", .reps, .exactly(3), Target(reps: .max), "3 × as many reps as possible"),
      ("max", .reps, nil, Target(reps: .max), "as many reps as possible"),
      ("2x20 steps", .reps, .exactly(2), Target(steps: .exactly(20)), "2 × 20 steps"),
      ("5x45s 70%", .hold, .exactly(5), Target(seconds: .exactly(45), effortPercent: 70), "5 × 45 s, 70 %"),
      ("2-3min", .hold, nil, Target(seconds: .range(120, 180)), "120-180 s"),
      ("2x10-12 open", .hold, .exactly(2), nil, "2 × 10-12, unit open"),
      ("6 open", .hold, nil, nil, "6, unit open"),
      ("open", .hold, nil, nil, "open"),
    ] as [(String, Kind, Amount?, Target?, String)])
  func reads(_ text: String, _ kind: Kind, _ sets: Amount?, _ target: Target?, _ words: String) throws {
    let dose = try #require(ExerciseDose(text, kind: kind))
    #expect(dose.sets == sets)
    #expect(dose.target == target)
    #expect(dose.inWords == words)
  }

  @Test(arguments: [
    "", "x", "3x", "x30s", "0x30s", "3-2x30s", "3x30 apples", "30s open", "max open", "3x open", "Open",
  ])
  func isNoDose(_ text: String) { #expect(ExerciseDose(text, kind: .hold) == nil) }

  @Test(arguments: [
    Bad(
      exercise("a", "doses = [{ dose = \"much\" }]"),
      "e.toml:4: exercise.doses.dose: \"much\" is no dose; write \"3x30s\", \"2-3x8-10\", \"30-60s\", \"3xmax\", "
        + "\"2x12 open\" for an open unit, or \"open\""),
    Bad(
      exercise("a", "doses = [\n  { dose = \"30s\" },\n  { dos = \"30s\" },\n]"),
      "e.toml:6: exercise.doses.dose: missing; write { dose = \"3x30s\", for = \"home plan\" }\n"
        + "e.toml:6: exercise.doses.dos: unknown key; did you mean dose?"),
    Bad(
      exercise("a", "doses = \"30s\""),
      "e.toml:4: exercise.doses: a string instead of tables; write [[exercise.doses]] over each"),
    Bad(
      exercise("a", "pillar = \"cor\""),
      "e.toml:4: exercise.pillar: \"cor\" is not known here; did you mean \"core\"?"),
    Bad(
      exercise("a", "inferred = [\"side\"]"),
      "e.toml:4: exercise.inferred: \"side\" is no key that is known here; did you mean \"sides\"?"),
    Bad(
      exercise("a", "equipment_opt = [\"wall\"]"),
      "e.toml:4: exercise.equipment_opt: unknown key; did you mean equipment?"),
    Bad(
      exercise("wall-sit") + exercise("b", "next = \"wal-sit\""),
      "e.toml:7: exercise.next: no exercise \"wal-sit\"; did you mean \"wall-sit\"?"),
    Bad(
      exercise("a", "next = \"zzzzzz\""),
      "e.toml:4: exercise.next: no exercise \"zzzzzz\"; take the id of an exercise in this file or of the shipped ones"
    ),
    Bad(
      exercise("a", "next = 1"),
      "e.toml:4: exercise.next: a number instead of a string; write the id of an exercise in quotes"),
    Bad(
      exercise("a", "next = \"b\"\n") + exercise("b", "next = \"a\""),
      "e.toml:4: exercise.next: a circle: a → b → a; let it end with the hardest\n"
        + "e.toml:8: exercise.next: a circle: b → a → b; let it end with the hardest"),
    Bad(
      exercise("a", "next = \"a\""), "e.toml:4: exercise.next: a circle: a → a; let it end with the hardest"),
    Bad(
      exercise("wall-sit") + "[[swap]]\nexercises = [\"wall-sit\", \"wall-sot\"]",
      "e.toml:5: swap.exercises: no exercise \"wall-sot\"; did you mean \"wall-sit\"?"),
    Bad(
      exercise("wall-sit") + "[[swap]]\nexercises = [\"wall-sit\"]",
      "e.toml:5: swap.exercises: fewer than two; name those that stand in for one another"),
    Bad(
      exercise("a") + "[[swap]]\nexercises = [\"a\"]\ninstead_of = \"a\"",
      "e.toml:5: swap.exercises: an exercise twice; name each once"),
    Bad("[[swap]]", "e.toml:1: swap.exercises: missing; write [\"walking-lunge\", \"step-up\"]"),
    Bad("[[kit]]\nname = \"x\"", "e.toml:1: kit.id: missing; write id = \"home\""),
    Bad(
      "[[kit]]\nid = \"x\"\n[[kit]]\nid = \"x\"",
      "e.toml:4: kit.id: a second kit \"x\"; give each kit an id of its own"),
    Bad(
      "[[slot]]\nid = \"x\"\n[[slot]]\nid = \"x\"",
      "e.toml:4: slot.id: a second slot \"x\"; give each slot an id of its own"),
    Bad(
      exercise("a") + "[[slot]]\nid = \"a\"",
      "e.toml:5: slot.id: \"a\" is an exercise; give the slot an id of its own"),
    Bad("[[slots]]\nid = \"a\"", "e.toml:1: slots: unknown key; did you mean slot?"),
  ])
  func says(_ bad: Bad) { #expect(guideErrors(bad.text) == bad.error) }

  @Test func aSitesNotesReplaceAndItsNextMayBeShipped() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "exercises.toml",
      exercise("a", "progression = \"shipped\"\n") + exercise("b", "progression = \"shipped\"\n")
        + "[[kit]]\nid = \"home\"\nequipment = [\"wall\"]\n")
    try folder.write(
      "site/exercises.toml",
      exercise("b", "next = \"a\"\n") + "[[swap]]\nexercises = [\"a\", \"b\"]\n[[kit]]\nid = \"home\"\n")
    let site = folder.path + "/site/holdfast.toml"
    let guide = try ExerciseGuide.load(shipped: folder.path, besideConfiguration: site)
    #expect(guide.notes["a"]?.progression == "shipped")
    #expect(guide.notes["b"]?.progression == nil && guide.notes["b"]?.next == "a")
    #expect(guide.standIns(for: "a").map(\.exercise) == ["b"])
    #expect(guide.kits == [Kit(id: "home", name: "home", equipment: [], optionalEquipment: [], notes: [])])

    // A site's file is checked whole where only the tracker's part is wanted too.
    try folder.write("site/exercises.toml", exercise("c", "next = \"d\"\n"))
    #expect(throws: SettingsErrors.self) {
      try Catalogue.load(shipped: folder.path, besideConfiguration: site)
    }
  }
}

/// What the daemon reads of the shipped file.
@Suite struct SkimmingTests {
  private func tracker(_ bytes: [UInt8]) throws(SettingsErrors) -> [Exercise] {
    var guide = ExerciseGuide()
    try guide.add(bytes, file: "e.toml", .tracker)
    #expect(guide.notes.isEmpty && guide.swaps.isEmpty && guide.kits.isEmpty && guide.slots.isEmpty)
    return guide.catalogue.exercises
  }

  @Test func theDaemonReadsTheSameExercises() throws {
    let bytes = try settingsFile(repository + "/Config/exercises.toml")
    let exercises = try tracker(bytes)
    #expect(exercises.count > 160)
    let whole = try ExerciseGuide.parse(bytes, file: "e.toml").catalogue.exercises
    let loaded = try Catalogue.load(shipped: repository + "/Config").exercises
    #expect(exercises == whole)
    #expect(exercises == loaded)
  }

  @Test(arguments: [
    "doses = [ # ] \"\n  { dose = \"]\" }, '[', \"\"\"\n]\"\"\",\n]\n",
    "progression = \"\"\"\nid = \"y\"\n[[exercise]]\"\"\"\n", "progression = '''\n'''''\n",
    "progression = \"a \\\" # b\" # \"\n", "  muscles\t= [ ]", "x.y = 1\n\"source\" = '''\n'''\n",
    "source = 1\r\n",
  ])
  func passesOverWhatItDoesNotNeed(_ more: String) throws {
    let text = exercise("a", more + "\nname = \"A\"\n") + exercise("b")
    // Keys that nothing knows are errors as ever.
    guard !more.hasPrefix("x.y") else {
      #expect(throws: SettingsErrors.self) { try tracker(Array(text.utf8)) }
      return
    }
    #expect(try tracker(Array(text.utf8)).map(\.name) == ["A", "b"])
  }

  /// An error is at its line, however much was passed over before it.
  @Test(arguments: [
    ("muscles = [\n\"a\",\n]\nbeginner = \"much\"\n", 7), ("muscles = [\n\"a\",\nid = \"b\"\n", 6),
    ("muscles = [\n\"a\",\n]]\nname = \"x\n", 6), ("muscles = [\n\n[[exercise]]\nid = \"b\"\n", 6),
    ("musles = [\n]\n", 4),
  ])
  func errorsKeepTheirPlaces(_ more: String, _ line: Int) throws {
    do {
      _ = try tracker(Array(exercise("a", more).utf8))
      Issue.record("nothing was wrong")
    } catch {
      #expect(error.errors.first?.line == line, "\(error)")
    }
  }

  @Test func whateverIsReadWholeIsReadTheSame() throws {
    let text = String(decoding: try settingsFile(repository + "/Config/exercises.toml"), as: UTF8.self)
    // The first four, without what names others.
    let entries = text.split(separator: "\n\n").filter { $0.hasPrefix("[[exercise]]") }.prefix(4)
    let lines = entries.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("next") }
    let sample = Array(lines.joined(separator: "\n").utf8)
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var read = 0
    for _ in 0..<2_000 {
      var bytes = sample
      switch random(3) {
      case 0: bytes[random(bytes.count)] = Array("[]{}\"'#\\\n= a,".utf8)[random(13)]
      case 1: bytes.removeSubrange(random(bytes.count)...)
      default: bytes.remove(at: random(bytes.count))
      }
      let skimmed = try? tracker(bytes)
      var guide = ExerciseGuide()
      // What stands in the notes may be wrong, and `next` may be cut off.
      guard (try? guide.add(bytes, file: "e.toml", .whole)) != nil else { continue }
      read += 1
      #expect(skimmed == guide.catalogue.exercises)
    }
    #expect(read > 100)
  }
}
