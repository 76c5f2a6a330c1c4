import Testing
import Training

@testable import Settings

@Suite struct ExerciseClassTests {
  private var guide: ExerciseGuide { get throws { try ExerciseGuide.load(shipped: repository + "/Config") } }

  @Test func everyExerciseHasClasses() throws {
    let guide = try guide
    #expect(guide.catalogue.exercises.count == 167)
    for exercise in guide.catalogue.exercises {
      #expect(guide.notes[exercise.id]?.classes.isEmpty == false, "\(exercise.id)")
    }
    // The file says them all: none is derived.
    let text = String(decoding: try settingsFile(repository + "/Config/exercises.toml"), as: UTF8.self)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("classes = [") }.count == 167)
  }

  @Test func everyClassHasExercises() throws {
    let used = try guide.notes.values.reduce(into: Set<ExerciseClass>()) { $0.formUnion($1.classes) }
    #expect(used == Set(ExerciseClass.allCases))
  }

  @Test func classesAgreeWithOneAnotherAndWithTheEntry() throws {
    let guide = try guide
    for exercise in guide.catalogue.exercises {
      let notes = try #require(guide.notes[exercise.id])
      let classes = notes.classes
      func implies(_ given: Bool, _ then: Bool, _ what: Comment) { if given { #expect(then, what) } }
      let id = exercise.id
      let isMobile = !classes.isDisjoint(with: [.mobility, .stretch])
      #expect((notes.pillar == .mobility) == isMobile, "\(id): mobility")
      #expect(!classes.isSuperset(of: [.mobility, .stretch]), "\(id): moves or is still")
      implies(classes.contains(.stretch), exercise.kind == .hold, "\(id): a stretch is timed")
      // A carry is timed, and walks.
      #expect(
        classes.contains(.hold) == (exercise.kind == .hold && !isMobile && id != "farmers-carry"),
        "\(id): hold")
      implies(notes.pillar == .isometric, classes.contains(.hold), "\(id): an isometric hold")
      implies(notes.pillar == .compound, classes.contains(.compound), "\(id): compound")
      implies(notes.pillar == .plyometric, classes.contains(.plyometric), "\(id): plyometric")
      implies(notes.pillar == .core, classes.contains(.core), "\(id): core")
      implies(notes.pillar == .upper, classes.contains(.upper), "\(id): upper")
      implies(notes.pillar == .prehab, classes.contains(.prehab), "\(id): prehab")
      for leg in [ExerciseClass.singleLeg, .lateral, .squat, .lunge, .hinge] {
        implies(classes.contains(leg), classes.contains(.lower), "\(id): \(leg) is of the legs")
      }
      for arm in [ExerciseClass.push, .pull] {
        implies(classes.contains(arm), classes.contains(.upper), "\(id): \(arm) is of the arms")
      }
      #expect(!classes.isSuperset(of: [.bigMuscle, .smallMuscle]), "\(id): big or small")
      implies(isMobile, classes.isDisjoint(with: [.posterior, .anterior, .compound]), "\(id): no strength")
      implies(
        classes.contains(.machine), notes.equipment.contains { $0.contains("machine") }, "\(id): machine")
      // Carried by one leg, and yet one set for both: jumps from leg to leg alone.
      implies(
        classes.contains(.singleLeg), exercise.sides == .each || classes.contains(.plyometric),
        "\(id): one leg at a time")
    }
  }

  @Test(
    arguments: [
      ("squat", [.squat, .compound, .lower, .posterior, .anterior, .bigMuscle]),
      ("step-up", [.lunge, .singleLeg, .compound, .lower, .posterior, .bigMuscle]),
      ("romanian-deadlift", [.hinge, .compound, .lower, .posterior, .bigMuscle]),
      ("push-up", [.push, .compound, .upper, .anterior, .bigMuscle]),
      ("pull-up", [.pull, .compound, .upper, .bigMuscle]),
      ("plank", [.core, .hold, .posterior, .anterior, .bigMuscle]),
      ("single-leg-calf-raise-hold", [.singleLeg, .lower, .hold, .smallMuscle]),
      ("skater", [.singleLeg, .lateral, .lower, .plyometric, .posterior]),
      ("lateral-band-walk", [.lateral, .lower, .prehab, .activation, .posterior, .smallMuscle]),
      ("leg-extension", [.lower, .prehab, .anterior, .machine, .bigMuscle]),
      ("hamstring-stretch", [.lower, .stretch]),
      ("leg-swing", [.lower, .mobility, .activation]),
      ("farmers-carry", [.core, .upper, .smallMuscle]),
      ("belly-breathing", [.mobility]),
    ] as [(String, Set<ExerciseClass>)])
  func isClassified(_ id: String, _ classes: Set<ExerciseClass>) throws {
    #expect(try guide.notes[id]?.classes == classes)
  }

  /// 003:38, 000:74 and 004:440-444 by name.
  @Test func whatTheSourcesClassifyIsAsTheySay() throws {
    let guide = try guide
    func all(_ ids: [String], are expected: ExerciseClass) {
      for id in ids { #expect(guide.notes[id]?.classes.contains(expected) == true, "\(id)") }
    }
    all(
      ["forward-lunge", "reverse-lunge", "walking-lunge", "single-leg-deadlift", "step-up", "split-squat"],
      are: .singleLeg)
    all(["lateral-band-walk", "skater"], are: .lateral)
    all(["push-up"], are: .push)
    all(["bent-over-row", "pull-up"], are: .pull)
    all(["deadlift", "romanian-deadlift"], are: .hinge)
    all(["deadlift", "glute-bridge", "step-up"], are: .posterior)
    all(["leg-extension", "hip-abductor-machine"], are: .machine)
    all(
      [
        "hip-flexor-stretch", "quad-stretch", "hamstring-stretch", "calf-stretch-straight",
        "calf-stretch-bent", "chest-stretch",
      ], are: .stretch)
    all(["wall-sit", "plank"], are: .bigMuscle)
  }

  private func classes(_ entry: String) throws -> Set<ExerciseClass>? {
    try ExerciseGuide.parse(Array(("[[exercise]]\nid = \"a\"\n" + entry).utf8), file: "e.toml").notes["a"]?
      .classes
  }

  @Test(
    arguments: [
      ("kind = \"reps\"", []),
      ("kind = \"hold\"", [.hold]),
      ("kind = \"hold\"\npillar = \"mobility\"\nmuscles = [\"quads\"]", [.stretch, .lower]),
      ("kind = \"reps\"\npillar = \"mobility\"", [.mobility]),
      (
        "kind = \"reps\"\nsides = \"each\"\npillar = \"compound\"\nmuscles = [\"quads\", \"glutes\"]",
        [.compound, .lower, .singleLeg, .posterior, .anterior]
      ),
      ("kind = \"reps\"\npillar = \"upper\"\nmuscles = [\"chest\"]", [.upper, .anterior]),
      ("kind = \"reps\"\npillar = \"core\"", [.core]),
      ("kind = \"reps\"\npillar = \"plyometric\"\nmuscles = [\"legs\"]", [.plyometric, .lower]),
      ("kind = \"reps\"\npillar = \"prehab\"\nmuscles = [\"lower back\"]", [.prehab, .posterior]),
      // What the entry says goes before all that could be derived, even where it is nothing.
      ("kind = \"hold\"\npillar = \"core\"\nclasses = [\"squat\", \"big-muscle\"]", [.squat, .bigMuscle]),
      ("kind = \"hold\"\nclasses = []", []),
    ] as [(String, Set<ExerciseClass>)])
  func aSitesOwnExercise(_ entry: String, _ expected: Set<ExerciseClass>) throws {
    #expect(try classes(entry) == expected)
  }

  @Test func aClassThatDoesNotExistIsNamed() {
    let text = "[[exercise]]\nid = \"a\"\nkind = \"hold\"\nclasses = [\"hold\", \"singleleg\"]\n"
    do {
      _ = try ExerciseGuide.parse(Array(text.utf8), file: "e.toml")
      Issue.record("read")
    } catch {
      #expect(
        error.description
          == "e.toml:4: exercise.classes: \"singleleg\" is not known here; did you mean \"single-leg\"?")
    }
  }

  /// Where the tracker alone is asked for, a class is not even looked at.
  @Test func theDaemonPassesOverThem() throws {
    let text = "[[exercise]]\nid = \"a\"\nkind = \"hold\"\nclasses = [\"no such\",\n  \"class\"]\n"
    var guide = ExerciseGuide()
    try guide.add(Array(text.utf8), file: "e.toml", .tracker)
    #expect(guide.catalogue["a"] != nil)
    #expect(guide.notes["a"] == nil)
  }
}
