import Syscalls
import Testing
import Training

@testable import Settings

/// A row of the digest's table of exercises, cell by cell as it stands there.
struct DigestRow: Sendable {
  var id: String
  var kind: String
  var sides: String
  var beginner: String
  var advanced: String
  var doses: String
  var focus: String
  var pillar: String
  var equipment: String
  var sources: String
}

/// The digest of the sources beside the checkout, from which the shipped exercises were written: read here by another
/// way, and compared figure by figure. Without it the tests say so and pass.
@Suite struct DigestTests {
  private func digest(for test: String = #function) throws -> (rows: [DigestRow], after: String)? {
    let path = repository + "/../shared/training.md"
    guard fileExists(path) else {
      print("SKIPPED: \(test): there is no \(path)")
      return nil
    }
    let text = String(decoding: try readFile(path), as: UTF8.self)
    let begin = try #require(text.firstRange(of: "## 1. Exercise catalogue"))
    let end = try #require(text.firstRange(of: "## 2. Programmes"))
    let section = String(text[begin.upperBound..<end.lowerBound])
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| id ") }.map {
      line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map(
        trimmed)
      #expect(cells.count == 13, "\(line)")
      return DigestRow(
        id: cells[0], kind: cells[2], sides: cells[3], beginner: cells[4], advanced: cells[5],
        doses: cells[6],
        focus: cells[7], pillar: cells[8], equipment: cells[9], sources: cells[12])
    }
    let after = try #require(section.firstRange(of: "**Generic names"))
    return (rows, String(section[after.lowerBound...]))
  }

  private var guide: ExerciseGuide { get throws { try ExerciseGuide.load(shipped: repository + "/Config") } }

  @Test func everyExerciseIsThereInTheDigestsOrder() throws {
    guard let (rows, _) = try digest() else { return }
    #expect(rows.count == 167)
    #expect(try guide.catalogue.exercises.map(\.id) == rows.map(\.id))
  }

  @Test func kindSidesAndPillarAreTheDigests() throws {
    guard let (rows, _) = try digest() else { return }
    let guide = try guide
    for row in rows {
      let exercise = try #require(guide.catalogue[row.id])
      let notes = try #require(guide.notes[row.id])
      #expect(notes.pillar?.rawValue == row.pillar, "\(row.id)")
      #expect((exercise.sides == .each) == row.sides.hasPrefix("each"), "\(row.id)")
      #expect(notes.inferred.contains("sides") == (row.sides == "each~"), "\(row.id)")
      #expect(notes.inferred.contains("muscles") == row.focus.contains("*"), "\(row.id)")
      #expect(notes.inferred.contains("equipment") == row.equipment.contains("*"), "\(row.id)")
      switch row.kind {
      case "hold", "reps":
        #expect(exercise.kind.rawValue == row.kind, "\(row.id)")
        #expect(!notes.inferred.contains("kind"), "\(row.id)")
      case "both": #expect(notes.inferred.contains("kind"), "\(row.id)")
      default:
        #expect(row.kind == "mobility")
        // A time says that it is timed, else the kind is a reading.
        let isTimed = notes.doses.contains { $0.target?.seconds != nil }
        #expect(notes.inferred.contains("kind") != isTimed, "\(row.id)")
        if isTimed { #expect(exercise.kind == .hold, "\(row.id)") }
      }
    }
  }

  @Test func theTargetsOfBothLevelsAreTheDigests() throws {
    guard let (rows, _) = try digest() else { return }
    let guide = try guide
    var figures = 0
    for row in rows {
      let exercise = try #require(guide.catalogue[row.id])
      for (level, cell) in [(Level.beginner, row.beginner), (.advanced, row.advanced)] {
        let isOpen = try #require(guide.notes[row.id]).openLevels.contains(level)
        let target = exercise.target(for: level)
        let expected =
          cell == "as pull-up" ? guide.catalogue["pull-up"]?.target(for: level) : figure(cell, exercise.kind)
        #expect(target == expected, "\(row.id), \(level): \(cell)")
        #expect(isOpen == (expected == nil && cell != "-"), "\(row.id), \(level): \(cell)")
        if expected != nil { figures += 1 }
      }
    }
    #expect(figures == 27)
  }

  /// The figure of a cell such as `2-3 x 20-30 s` or `hands on bench; 10-15 clean`.
  private func figure(_ cell: String, _ kind: Kind) -> Target? {
    // Another exercise's.
    if cell.hasPrefix("see ") { return nil }
    if cell.contains("of what is possible") { return Target(reps: .max) }
    let words = cell.split { " ,;()".contains($0) }.flatMap { $0.split(separator: "x") }.map(String.init)
    var target = Target()
    for (word, unit) in zip(words, words.dropFirst() + [""]) {
      let word = word.hasSuffix("+") ? String(word.dropLast()) : word
      guard let first = word.first, first.isNumber else { continue }
      if unit == "%" { target.effortPercent = Double(word) }
      switch kind {
      case .hold where unit == "s": target.seconds = Target(word, kind: .hold)?.seconds
      case .reps where unit != "sets": target.reps = Target(word, kind: .reps)?.reps
      default: continue
      }
    }
    return target == Target() ? nil : target
  }

  @Test func everySourceIsNamed() throws {
    guard let (rows, _) = try digest() else { return }
    let guide = try guide
    for row in rows {
      let source = try #require(guide.notes[row.id]?.source)
      let named = source.split(separator: ",").map { trimmed($0) }
      for reference in references(row.sources) {
        #expect(named.contains(reference), "\(row.id): \(reference)")
      }
    }
  }

  @Test func everyOtherDoseHasItsFiguresAndItsSource() throws {
    guard let (rows, _) = try digest() else { return }
    let guide = try guide
    var compared = 0
    for row in rows {
      let notes = try #require(guide.notes[row.id])
      for item in row.doses.split(separator: ";") where item != "-" {
        let references = references(String(item))
        // What is advised against is said elsewhere.
        if item.contains("discouraged") {
          #expect(notes.discouraged != nil, "\(row.id)")
          if !references.allSatisfy({ notes.discouraged?.contains($0) == true }) {
            Issue.record("\(row.id): \(item)")
          }
          continue
        }
        let doses =
          references.isEmpty
          ? notes.doses
          : notes.doses.filter { dose in
            let named = (dose.source ?? "").split(separator: ",").map { trimmed($0) }
            return references.contains { named.contains($0) }
          }
        #expect(
          Set(references).isSubset(
            of: doses.flatMap { ($0.source ?? "").split(separator: ",").map { trimmed($0) } }),
          "\(row.id): \(item)")
        var there = doses.flatMap { figures($0.text + " " + ($0.purpose ?? "")) }
        for figure in figures(withoutReferences(String(item))) {
          guard let index = there.firstIndex(of: figure) else {
            Issue.record("\(row.id): \(figure) of \(item)")
            continue
          }
          there.remove(at: index)
          compared += 1
        }
      }
    }
    #expect(compared > 200)
  }

  @Test func swapsAndSlotsAreTheDigests() throws {
    guard let (_, after) = try digest() else { return }
    let guide = try guide
    let slots = try #require(after.split(separator: "\n").first { $0.hasPrefix("**Generic names") })
    #expect(guide.slots.map { $0.source ?? "" }.sorted() == references(String(slots)).sorted())
    let swaps = try #require(after.split(separator: "\n").first { $0.hasPrefix("**Documented swaps") })
    let named = Set(guide.swaps.compactMap(\.source))
    // That what is swapped stays in balance is a rule and no swap, and stands at the same line as two that are.
    let expected = references(String(swaps)).flatMap { $0 == "004:738-739" ? ["004:738", "004:739"] : [$0] }
    #expect(named == Set(expected).union(["004:531"]))
    let kits = try #require(after.split(separator: "\n").first { $0.hasPrefix("**Equipment kits") })
    #expect(guide.kits.compactMap(\.source) == references(String(kits)))
  }
}

private func trimmed(_ text: Substring) -> String {
  String(String(text.drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
}

/// `[000:88,97] [004:1-2]` as `000:88`, `000:97`, `004:1-2`.
private func references(_ text: String) -> [String] {
  text.split(separator: "[").flatMap { part -> [String] in
    guard let end = part.firstIndex(of: "]"), let colon = part.firstIndex(of: ":"), colon < end else {
      return []
    }
    return part[part.index(after: colon)..<end].split(separator: ",").map { part[..<colon] + ":" + $0 }
  }
}

private func withoutReferences(_ text: String) -> String {
  var result = ""
  var isIn = false
  for character in text {
    if character == "[" { isIn = true }
    if !isIn { result.append(character) }
    if character == "]" { isIn = false }
  }
  return result
}

/// The figures of a text, ranges as one: `2-3x30-60s` as `2-3` and `30-60`.
private func figures(_ text: String) -> [String] {
  // A name, no figure.
  let text = text.split(separator: " ").filter { $0 != "8-exercise" }.joined(separator: " ")
  return text.split { !$0.isNumber && $0 != "-" }.map(String.init).filter { $0.first!.isNumber }
}
