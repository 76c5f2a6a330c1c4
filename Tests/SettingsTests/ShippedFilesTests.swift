import Testing
import Tracking
import Training

@testable import Settings

@Suite struct ShippedFilesTests {
  private var shipped: Catalogue { get throws { try Catalogue.load(shipped: repository + "/Config") } }

  @Test func theProgramFindsThem() throws {
    #expect(try ShippedData.directory() == repository + "/Config")
  }

  @Test func theIsometricHoldsHaveTheDocumentedTargets() throws {
    let catalogue = try shipped
    func target(_ range: ClosedRange<Double>) -> Target {
      Target(seconds: .range(range.lowerBound, range.upperBound))
    }
    func target(_ seconds: Double) -> Target { Target(seconds: .exactly(seconds)) }
    let expected: [(id: String, sides: Sides, beginner: Target?, advanced: Target?)] = [
      ("wall-sit", .both, target(20...30), target(60...90)),
      ("glute-bridge-hold", .both, target(20...30), nil),
      ("single-leg-calf-raise-hold", .each, target(15...20), target(30...60)),
      ("side-plank-reach", .each, target(20), nil),
      ("reverse-lunge-hold", .each, target(15), target(30...60)),
      ("hip-flexor-hold", .each, target(15), target(30)),
      ("push-up-hold-high", .both, target(30), nil),
      ("push-up-hold-mid", .both, nil, target(20...30)),
      ("dead-hang", .both, target(20...30), target(60)),
      ("hollow-body-hold", .both, target(15...20), target(30)),
      ("wall-press", .both, Target(seconds: .exactly(20), effortPercent: 50), nil),
      ("plank", .both, nil, nil), ("side-plank", .each, nil, nil),
    ]
    for row in expected {
      let exercise = try #require(catalogue[row.id])
      #expect(exercise.kind == .hold)
      #expect(exercise.sides == row.sides, "\(row.id)")
      #expect(exercise.beginner == row.beginner, "\(row.id)")
      #expect(exercise.advanced == row.advanced, "\(row.id)")
    }
  }

  @Test func everyPillarHasItsExercises() throws {
    let guide = try ExerciseGuide.load(shipped: repository + "/Config")
    var counts: [Pillar: Int] = [:]
    for notes in guide.notes.values { counts[try #require(notes.pillar), default: 0] += 1 }
    #expect(
      counts == [
        .isometric: 22, .compound: 26, .plyometric: 17, .core: 16, .upper: 24, .prehab: 29, .mobility: 33,
      ])
    #expect(guide.swaps.count == 16 && guide.kits.count == 3 && guide.slots.count == 14)
  }

  /// `000:88, 004:256-267`, of a document there is.
  @Test func everySourceIsADocumentAndItsLines() throws {
    let guide = try ExerciseGuide.load(shipped: repository + "/Config")
    let all =
      guide.notes.values.flatMap { [$0.source] + $0.doses.map(\.source) } + guide.swaps.map(\.source)
      + guide.kits.map(\.source) + guide.slots.map(\.source)
    for source in all {
      for reference in try #require(source).split(separator: ",") {
        let parts = reference.drop { $0 == " " }.split(separator: ":")
        #expect(parts.count == 2 && ["000", "001", "002", "003", "004"].contains(parts[0]), "\(reference)")
        let lines = parts[1].split(separator: "-").compactMap { Int($0) }
        #expect(lines == lines.sorted() && (1...2).contains(lines.count), "\(reference)")
      }
    }
  }

  @Test func everyExerciseHasItsCategoryOfFIT() throws {
    for exercise in try shipped.exercises { #expect(exercise.category != nil, "\(exercise.id)") }
    #expect(try shipped["side-plank"]?.category == ExerciseCategory(number: 19, subtype: 66))
    #expect(try shipped["wall-sit"]?.category == ExerciseCategory(number: 28, subtype: 20))
  }

  @Test func noNameMeansTwoExercises() throws {
    var owners: [String: String] = [:]
    for exercise in try shipped.exercises {
      for name in Set([exercise.id, exercise.name.lowercased()] + exercise.aliases.map { $0.lowercased() }) {
        #expect(owners[name] == nil, "\(name) is \(exercise.id) and \(owners[name] ?? "")")
        owners[name] = exercise.id
      }
    }
  }

  @Test func theSampleChangesNothing() throws {
    let bytes = try settingsFile(repository + "/Config/holdfast.toml")
    let catalogue = try shipped
    var sample = try Configuration.parse(bytes, file: "holdfast.toml", catalogue: catalogue, names: names)
    sample.source = nil
    #expect(sample == Configuration.default(catalogue))
  }

  @Test func everyExampleOfTheSampleIsValid() throws {
    let text = try uncommentedSample()
    let configuration = try Configuration.parse(
      Array(text.utf8), file: "holdfast.toml", catalogue: shipped, names: names)
    #expect(configuration.stations.count == 1)
    #expect(configuration.stations[0].inputs.count == 3)
    #expect(configuration.athletes[0].race != nil)
    #expect(configuration.stations[0].cues.command == ["espeak-ng", "{text}"])
    #expect(configuration.warnings.isEmpty)
  }

  @Test func theSampleShowsTheDefaults() throws {
    // Example values that are no defaults, taken out; what is left must change nothing either.
    let examples = ["target", "rest", "led", "command", "program", "race", "keys", "match", "use"]
    let settings = try uncommentedSample().split(separator: "\n").filter { line in
      !line.hasPrefix("[[station.input]]")
        && !examples.contains { line.hasPrefix($0 + " ") || line.hasPrefix($0 + ".") }
    }
    let catalogue = try shipped
    var shown = try Configuration.parse(
      Array(settings.joined(separator: "\n").utf8), file: "h", catalogue: catalogue, names: names)
    shown.source = nil
    shown.database = nil
    shown.socket = nil
    #expect(shown == Configuration.default(catalogue))
  }
}

/// The sample with every example in force: a `#` straight before a word or a bracket hides one.
func uncommentedSample() throws -> String {
  let text = String(decoding: try settingsFile(repository + "/Config/holdfast.toml"), as: UTF8.self)
  return text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") && $0 != "#" ? $0.dropFirst() : $0 }
    .joined(separator: "\n")
}
