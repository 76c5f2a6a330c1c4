internal import Syscalls
public import Training

/// What rules.toml says: the rules of training, where their sources disagree, and what these claim. A site adds nothing to it.
public struct RuleLibrary: Sendable {
  /// Where documents say different things.
  public struct Disagreement: Hashable, Sendable {
    /// What programs say in `follows`: `D2`.
    public var id: String
    /// What it is about.
    public var title: String
    /// What each document says.
    public var text: String
    /// Documents and lines.
    public var sources: String
    /// The numbers of the rules that it touches.
    public var rules: [Int]
  }

  /// A figure that documents give for what training does. Nothing is compared with it.
  public struct Claim: Hashable, Sendable {
    /// What is claimed.
    public var text: String
    /// Documents and lines.
    public var source: String
  }

  /// The rules, in the order of their numbers.
  public var rules: [TrainingRule]
  /// The disagreements, in the order of the file.
  public var disagreements: [Disagreement]
  /// The claims, in the order of the file.
  public var claims: [Claim]

  /// The rules and their checks.
  public var book: RuleBook { RuleBook(rules) }

  /// The shipped rules.
  ///
  /// - Parameters:
  ///   - shipped: The folder of shipped data, see `ShippedData.directory()`.
  ///   - catalogue: The exercises that rules may name; `nil` where they are not looked at.
  ///   - programs: The ids of all programs, likewise.
  /// - Throws: All that is wrong in the file, or that it cannot be read.
  public static func load(
    shipped: String, catalogue: Catalogue? = nil, programs: [String]? = nil
  ) throws(SettingsErrors) -> RuleLibrary {
    let file = shipped + "/rules.toml"
    return try parse(settingsFile(file), file: file, catalogue: catalogue, programs: programs)
  }

  /// The rules of one file; `file` is its name for messages.
  ///
  /// - Throws: All that is wrong in it: a rule that is not the next number, has neither a check nor says why it has none, or names
  ///   what there is not.
  public static func parse(
    _ bytes: [UInt8], file: String, catalogue: Catalogue? = nil, programs: [String]? = nil
  ) throws(SettingsErrors) -> RuleLibrary {
    let table = try TableReader.document(bytes, file: file)
    let disagreements = table.tables("disagreement").map(disagreement)
    let reader = RuleReader(
      catalogue: catalogue, programs: programs, disagreements: disagreements.map(\.id))
    let library = RuleLibrary(
      rules: table.tables("rule").enumerated().map { reader.rule($1, number: $0 + 1) },
      disagreements: disagreements, claims: table.tables("claim").map(claim))
    reader.reportTwins(library.rules, table)
    table.finish()
    try table.findings.throwErrors()
    return library
  }

  private static func disagreement(_ table: TableReader) -> Disagreement {
    let disagreement = Disagreement(
      id: table.required("id", "D1") { table.name("id") } ?? "",
      title: table.required("title", "How often") { table.string("title") } ?? "",
      text: table.required("text", "003 asks for two") { table.string("text") } ?? "",
      sources: table.sources("sources", wholeDocuments: true), rules: table.numbers("rules"))
    table.finish()
    return disagreement
  }

  private static func claim(_ table: TableReader) -> Claim {
    let claim = Claim(
      text: table.required("text", "up to 5 % faster") { table.string("text") } ?? "",
      source: table.sources("source"))
    table.finish()
    return claim
  }
}

/// Reads the tables of the rules.
private struct RuleReader {
  let catalogue: Catalogue?
  let programs: [String]?
  let disagreements: [String]

  func rule(_ table: TableReader, number: Int) -> TrainingRule {
    var rule = TrainingRule(
      number: number, id: table.required("id", "spacing") { table.name("id") } ?? "",
      topic: table.required("topic", "how-often") { table.string("topic") } ?? "",
      text: table.required("text", "two a week") { table.string("text") } ?? "",
      source: table.sources("source"))
    if let written = table.required("number", "\(number)", { table.figure("number") }),
      written != .exactly(Double(number))
    {
      table.report(
        .badValue, "number", "\(written.text) where \(number) is next",
        remedy: "number the rules in their order")
    }
    rule.exercises = exercises(table)
    rule.values = table.tables("figures").map(value)
    rule.differs = table.string("differs")
    rule.disagreements = disagreements(table)
    rule.needs = needs(table)
    rule.check = table.string("check")
    rule.advice = table.string("advice")
    if table.has("check") == table.has("advice") {
      table.report(
        table.has("check") ? .conflict : .missingKey, "check",
        table.has("check") ? "a check, and why there is none" : "missing",
        remedy: "write check = how it is seen, or advice = why it cannot be")
    }
    table.finish()
    return rule
  }

  private func value(_ table: TableReader) -> TrainingRule.Value {
    var value = TrainingRule.Value(
      table.required("what", "strength sessions a week") { table.string("what") } ?? "",
      table.required("value", "2-3") { table.figure("value") } ?? .open, source: table.sources("source"))
    value.unit = table.string("unit")
    value.minutes = table.figure("minutes")
    value.phase = table.word("phase", Phase.self)
    value.program = table.string("program")
    if let id = value.program, let programs { check(id, "program", programs, table, "program") }
    value.weeks = table.figure("weeks")
    value.level = table.word("level", Level.self)
    value.runner = table.string("runner")
    if let runner = value.runner { check(runner, "runner", Question.runner.choices, table, "runner") }
    value.race = table.string("race")
    if let race = value.race { check(race, "race", ["marathon", "shorter"], table, "race") }
    value.exercises = exercises(table)
    value.when = table.string("when")
    // For readers of the file; no check asks for it.
    _ = table.string("note")
    table.finish()
    return value
  }

  private func exercises(_ table: TableReader) -> [String] {
    let ids = table.strings("exercises", remedy: "write [\"squat\"]") ?? []
    for id in ids where catalogue?[id] == nil {
      guard let catalogue else { continue }
      check(id, "exercise", catalogue.exercises.map(\.id), table, "exercises")
    }
    return ids
  }

  private func disagreements(_ table: TableReader) -> [String] {
    let names = (table.string("disagreement") ?? "").split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
    for name in names { check(name, "disagreement", disagreements, table, "disagreement") }
    return names
  }

  private func needs(_ table: TableReader) -> [String] {
    let needs = table.strings("needs", remedy: "write [\"sets\"]") ?? []
    for need in needs { check(need, "need", ["sets", "runs", "race", "answer", "program"], table, "needs") }
    return needs
  }

  private func check(_ name: String, _ what: String, _ known: [String], _ table: TableReader, _ key: String) {
    guard !known.contains(name) else { return }
    table.report(
      .unknownName, key, "there is no \(what) \"\(name)\"",
      remedy: nearestName(to: name, among: known).map { "did you mean \"\($0)\"?" }
        ?? (known.count <= 5 ? "known are: \(known.joined(separator: ", "))" : "take one that there is"))
  }

  func reportTwins(_ rules: [TrainingRule], _ table: TableReader) {
    var seen: Set<String> = []
    for rule in rules where !rule.id.isEmpty && !seen.insert(rule.id).inserted {
      table.report(.conflict, "rule", "a second rule \"\(rule.id)\"", remedy: "give each an id of its own")
    }
  }
}

extension TableReader {
  /// `003:70, 001:50-52`: documents with their lines; of a disagreement also whole documents.
  fileprivate func sources(_ key: String, wholeDocuments: Bool = false) -> String {
    guard let text = required(key, "003:70", { string(key) }) else { return "" }
    let areSources = text.split(separator: ",").allSatisfy { part in
      let fields = part.drop { $0 == " " }.split(separator: ":", omittingEmptySubsequences: false)
      let isDocument = ["000", "001", "002", "003", "004"].contains(String(fields[0]))
      return isDocument
        && (fields.count == 2 && Figure(String(fields[1])) != nil || fields.count == 1 && wholeDocuments)
    }
    if !areSources {
      report(
        .badValue, key, "\"\(text)\" is no source", remedy: "write document and lines: \"003:70, 001:50-52\"")
    }
    return text
  }

  /// Whole numbers.
  fileprivate func numbers(_ key: String) -> [Int] {
    guard let value = required(key, "1", { self.value(key) }) else { return [] }
    let remedy = "write [1, 2]"
    guard case .array(let values) = value.content else {
      report(.wrongType, key, "\(value.typeName) instead of an array of numbers", remedy: remedy)
      return []
    }
    return values.compactMap { value in
      if case .integer(let number) = value.content { return Int(number) }
      report(.wrongType, key, "\(value.typeName) instead of a number in the array", remedy: remedy)
      return nil
    }
  }
}

extension RuleLibrary {
  /// The least dose, as its rule has it; `nil` where that has none.
  public var leastDose: LeastDose? { rules.first { $0.id == "least-dose" }.flatMap { LeastDose($0) } }
}
