import ArgumentParser
import Control
import Gym
import Settings
import Training

struct RulesCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", _superCommandName: "holdfast",
    abstract: "The rules of training, with their figures and sources; all that is said of one of them.",
    discussion: """
      A rule is asked for by its number or its id: holdfast rules 6, holdfast rules least-dose; where its sources \
      disagree, by the disagreement's: holdfast rules D14. Each says how it is checked from sets, runs, the race, answers \
      or the program, or why nothing that is known could show it. plan --week and report warn with the rule's id.

      A source is a document's number and its lines (see holdfast exercises). A figure that is open is left open by its \
      source.
      """)

  @Argument(
    help: ArgumentHelp("A rule's number or id, or a disagreement's: 6, least-dose, D14.", valueName: "rule"),
    completion: .rule)
  var name: String?

  @Option(help: ArgumentHelp("Only those of this topic: how-often, race, doses.", valueName: "name"))
  var topic: String?

  @OptionGroup var output: OutputOptions

  func run(in context: Context) throws {
    let library = try Places(context).rules()
    if let name, let disagreement = library.disagreements.first(where: { $0.id == name.uppercased() }) {
      switch output.format {
      case .json: context.out.write(JSONWriter.line(disagreement))
      case .text, .csv: printDisagreement(disagreement, library, context)
      }
      return
    }
    if let name {
      let rule = try rule(name, library)
      switch output.format {
      case .json: context.out.write(JSONWriter.line(rule))
      case .text, .csv: printRule(rule, library, context)
      }
      return
    }
    let rules = try topic.map { try self.rules(of: $0, library) } ?? library.rules
    switch output.format {
    case .json: for rule in rules { context.out.write(JSONWriter.line(rule)) }
    case .text, .csv: printRules(rules, context)
    }
  }

  private func rule(_ name: String, _ library: RuleLibrary) throws -> TrainingRule {
    let number = Int(name)
    if let rule = library.rules.first(where: { $0.id == name.lowercased() || $0.number == number }) {
      return rule
    }
    if number != nil {
      throw Failure(
        .noInput, "there is no rule \(name)", remedy: "they are numbered from 1 to \(library.rules.count)")
    }
    let ids = library.rules.map(\.id) + library.disagreements.map(\.id)
    throw Failure(
      .noInput, "there is no rule \"\(name)\"",
      remedy: nearestName(to: name, among: ids).map { "did you mean \($0)?" } ?? "see: holdfast rules")
  }

  private func rules(of topic: String, _ library: RuleLibrary) throws -> [TrainingRule] {
    let found = library.rules.filter { $0.topic == topic.lowercased() }
    guard found.isEmpty else { return found }
    var topics: [String] = []
    for rule in library.rules where !topics.contains(rule.topic) { topics.append(rule.topic) }
    throw Failure(
      .usage, "--topic \"\(topic)\": no rule has it",
      remedy: nearestName(to: topic, among: topics).map { "did you mean \($0)?" }
        ?? "known: " + topics.joined(separator: ", "))
  }
}

/// Prints a line for each rule, under its topic.
private func printRules(_ rules: [TrainingRule], _ context: Context) {
  var table = Table(columns: [
    .init(isRight: true),  // number
    .init(),  // id, which is to be typed: never cut
    .init(minimum: 20, worth: 2),  // what it says
    .init(worth: 1),  // whether it is checked
  ])
  var rest = rules[...]
  while let topic = rest.first?.topic {
    if !table.rows.isEmpty { table.rows.append(table.columns.map { _ in Table.Cell("") }) }
    table.rows.append([Table.Cell(""), Table.Cell(topic, .heading), Table.Cell(""), Table.Cell("")])
    while let rule = rest.first, rule.topic == topic {
      rest.removeFirst()
      table.rows.append([
        Table.Cell("\(rule.number)", .faint), Table.Cell(rule.id), Table.Cell(clean(rule.text)),
        Table.Cell(rule.check == nil ? "not checked" : "", .faint),
      ])
    }
  }
  table.print(to: context.out, context.style)
}

/// Prints all that is said of a rule.
private func printRule(_ rule: TrainingRule, _ library: RuleLibrary, _ context: Context) {
  var lines: [(label: String, text: String)] = [
    ("rule", "\(rule.number), \(rule.id)"), ("topic", rule.topic), ("says", rule.text),
  ]
  func add(_ label: String, _ text: String?) {
    if let text, !text.isEmpty { lines.append((label, text)) }
  }
  for (index, value) in rule.values.enumerated() { add(index == 0 ? "figures" : "", value.inWords) }
  add("of", rule.exercises.joined(separator: ", "))
  add("differs", rule.differs)
  for (index, id) in rule.disagreements.enumerated() {
    let title = library.disagreements.first { $0.id == id }?.title ?? ""
    add(index == 0 ? "disputed" : "", "\(id): \(title)")
  }
  add("needs", rule.needs.joined(separator: ", "))
  add("checked", rule.check)
  add("unchecked", rule.advice)
  add("source", rule.source)
  printLabelled(lines, margin: 11, context)
}

/// Prints all that is said of a disagreement.
private func printDisagreement(
  _ disagreement: RuleLibrary.Disagreement, _ library: RuleLibrary, _ context: Context
) {
  var lines: [(label: String, text: String)] = [
    ("id", disagreement.id), ("about", disagreement.title), ("says", disagreement.text),
  ]
  for (index, number) in disagreement.rules.enumerated() {
    lines.append((index == 0 ? "rules" : "", "\(number), \(library.book[number]?.id ?? "")"))
  }
  lines.append(("source", disagreement.sources))
  printLabelled(lines, margin: 11, context)
}

extension TrainingRule.Value {
  /// `strength sessions a week: 2, 30 min each, most runners (004:814)`.
  var inWords: String {
    var words = what + ": " + value.text + (unit.map { " " + $0 } ?? "")
    if let minutes { words += ", \(minutes.text) min each" }
    var conditions: [String] = []
    if let when { conditions.append(when) }
    if let phase { conditions.append(phase.rawValue) }
    if let program { conditions.append(program) }
    if let weeks { conditions.append("week \(weeks.text)") }
    if let level { conditions.append(level.rawValue) }
    if let runner { conditions.append("runner: \(runner)") }
    if let race { conditions.append("race: \(race)") }
    conditions += exercises
    if !conditions.isEmpty { words += ", " + conditions.joined(separator: ", ") }
    return words + " (\(source))"
  }
}
