internal import Training

extension ExerciseNotes {
  /// The keys whose values may be Holdfast's reading.
  private static let inferable = [
    "aliases", "kind", "sides", "beginner", "advanced", "muscles", "pillar", "equipment",
    "equipment_optional", "progression", "next", "category",
  ]

  fileprivate static func checkInferred(_ keys: [String], in entry: TableReader) {
    for key in keys where !inferable.contains(key) {
      let near = nearestName(to: key, among: inferable)
      entry.report(
        .unknownName, "inferred", "\"\(key)\" is no key that is known here",
        remedy: near.map { "did you mean \"\($0)\"?" } ?? "take some of: " + inferable.joined(separator: ", ")
      )
    }
  }
}

extension TableReader {
  /// What an `[[exercise]]` says beside what the tracker needs.
  func readNotes(_ exercise: Exercise) -> ExerciseNotes {
    var notes = ExerciseNotes()
    notes.doses = tables("doses").compactMap { $0.readDose(exercise.kind) }
    notes.muscles = words("muscles")
    notes.pillar = word("pillar", Pillar.self)
    notes.classes =
      has("classes")
      ? Set(words("classes", ExerciseClass.self))
      : ExerciseNotes.derivedClasses(exercise, pillar: notes.pillar, muscles: notes.muscles)
    notes.equipment = words("equipment")
    notes.optionalEquipment = words("equipment_optional")
    notes.progression = string("progression")
    notes.next = string("next", remedy: "write the id of an exercise in quotes")
    notes.inferred = words("inferred")
    ExerciseNotes.checkInferred(notes.inferred, in: self)
    notes.discouraged = string("discouraged")
    notes.source = string("source")
    return notes
  }

  private func words(_ key: String) -> [String] { strings(key, remedy: "write [\"one\", \"two\"]") ?? [] }

  private func readDose(_ kind: Kind) -> ExerciseDose? {
    let text = string("dose")
    if !has("dose") {
      report(.missingKey, "dose", "missing", remedy: "write { dose = \"3x30s\", for = \"home plan\" }")
    }
    let purpose = string("for")
    let source = string("source")
    finish()
    guard let text else { return nil }
    guard var dose = ExerciseDose(text, kind: kind) else {
      report(
        .badValue, "dose", "\"\(text)\" is no dose",
        remedy:
          "write \"3x30s\", \"2-3x8-10\", \"30-60s\", \"3xmax\", \"2x12 open\" for an open unit, or \"open\"")
      return nil
    }
    dose.purpose = purpose
    dose.source = source
    return dose
  }

  /// The id of an exercise; `nil` where there is none of it, which is reported.
  fileprivate func exercise(_ id: String, _ key: String, _ catalogue: Catalogue) -> String? {
    if catalogue[id] != nil { return id }
    report(
      .unknownName, key, "no exercise \"\(id)\"",
      remedy: catalogue.nearest(to: id).map { "did you mean \"\($0)\"?" }
        ?? "take the id of an exercise in this file or of the shipped ones")
    return nil
  }

  /// A `[[swap]]`; `nil` where it names too few exercises, which is then reported.
  func readSwap(_ catalogue: Catalogue) -> Swap? {
    let remedy = "write [\"walking-lunge\", \"step-up\"]"
    let named = strings("exercises", remedy: remedy)
    let insteadOf = string("instead_of").flatMap { exercise($0, "instead_of", catalogue) }
    let source = string("source")
    finish()
    guard let named else {
      if !has("exercises") { report(.missingKey, "exercises", "missing", remedy: remedy) }
      return nil
    }
    let exercises = named.compactMap { exercise($0, "exercises", catalogue) }
    guard exercises.count == named.count else { return nil }
    guard
      Set(exercises + (insteadOf.map { [$0] } ?? [])).count == exercises.count + (insteadOf == nil ? 0 : 1)
    else {
      report(.conflict, "exercises", "an exercise twice", remedy: "name each once")
      return nil
    }
    guard exercises.count >= (has("instead_of") ? 1 : 2) else {
      report(.badValue, "exercises", "fewer than two", remedy: "name those that stand in for one another")
      return nil
    }
    return Swap(exercises: exercises, insteadOf: insteadOf, source: source)
  }

  /// The id and the name of a `[[kit]]` or `[[slot]]`; `nil` without an id, which is then reported.
  fileprivate func readHead(example: String) -> (id: String, name: String)? {
    let id = name("id")
    if !has("id") { report(.missingKey, "id", "missing", remedy: "write id = \"\(example)\"") }
    let name = string("name")
    return id.map { ($0, name ?? $0) }
  }
}

extension ExerciseGuide {
  /// Reports every `next` of a file that names no exercise, or leads back to its own.
  func checkNext(_ entries: [TableReader]) {
    for entry in entries {
      guard case .string(let next)? = entry.value("next")?.content, !next.isEmpty,
        case .string(let id)? = entry.value("id")?.content
      else { continue }
      guard entry.exercise(next, "next", catalogue) != nil else { continue }
      var way = [id]
      var step: String? = next
      while let at = step, !way.contains(at) {
        way.append(at)
        step = notes[at]?.next
      }
      if step == id {
        entry.report(
          .conflict, "next", "a circle: " + (way + [id]).joined(separator: " → "),
          remedy: "let it end with the hardest")
      }
    }
  }

  mutating func readKits(_ entries: [TableReader]) {
    var seen: Set<String> = []
    for entry in entries {
      let head = entry.readHead(example: "home")
      let remedy = "write [\"band\", \"mat\"]"
      let equipment = entry.strings("equipment", remedy: remedy)
      let kit = Kit(
        id: head?.id ?? "", name: head?.name ?? "", equipment: equipment ?? [],
        optionalEquipment: entry.strings("optional", remedy: remedy) ?? [],
        notes: entry.strings("notes", remedy: remedy) ?? [], source: entry.string("source"))
      entry.finish()
      guard head != nil else { continue }
      if !seen.insert(kit.id).inserted {
        entry.report(.conflict, "id", "a second kit \"\(kit.id)\"", remedy: "give each kit an id of its own")
      }
      kits.removeAll { $0.id == kit.id }
      kits.append(kit)
    }
  }

  mutating func readSlots(_ entries: [TableReader]) {
    var seen: Set<String> = []
    for entry in entries {
      let head = entry.readHead(example: "core-work")
      let slot = Slot(id: head?.id ?? "", name: head?.name ?? "", source: entry.string("source"))
      entry.finish()
      guard head != nil else { continue }
      if !seen.insert(slot.id).inserted {
        entry.report(
          .conflict, "id", "a second slot \"\(slot.id)\"", remedy: "give each slot an id of its own")
      }
      if catalogue[slot.id] != nil {
        entry.report(
          .conflict, "id", "\"\(slot.id)\" is an exercise", remedy: "give the slot an id of its own")
      }
      slots.removeAll { $0.id == slot.id }
      slots.append(slot)
    }
  }
}
