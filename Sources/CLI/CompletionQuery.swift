import ArgumentParser
import Settings

/// A command line that is being typed, and what may come at its end.
struct CompletionQuery {
  /// A word that may stand there, with what it is.
  struct Candidate: Equatable {
    var word: String
    var about: String

    /// - Parameter about: what it is; a single sentence loses its full stop.
    init(_ word: String, _ about: String = "") {
      self.word = word
      self.about = about.hasSuffix(".") && !about.contains(". ") ? String(about.dropLast()) : about
    }
  }

  /// What may come.
  enum Answer: Equatable {
    case words([Candidate])
    case files
    case folders
  }

  /// The words before the one that is being typed, without the program's name.
  private let words: [String]
  /// What is typed of the last word: of its value alone, where it is `--option=value`.
  let typed: String
  /// `--option=` where the last word begins so.
  let prefix: String

  /// - Parameter words: the words after the program's name; the last one is being typed, and may be empty.
  init(words: [String]) {
    self.words = Array(words.dropLast())
    let last = words.last ?? ""
    if last.hasPrefix("--"), let sign = last.firstIndex(of: "=") {
      prefix = String(last[...sign])
      typed = String(last[last.index(after: sign)...])
    } else {
      prefix = ""
      typed = last
    }
  }

  /// What may come. What cannot be found out is left out.
  func answer(_ context: Context) -> Answer {
    var command: any ParsableCommand.Type = HoldfastCommand.self
    var rest = words[...]
    if rest.first == "help" {
      for word in rest.dropFirst() {
        guard let next = subcommand(of: command, named: word) else { return .words([]) }
        command = next
      }
      return .words(commands(of: command, withHelp: rest.count == 1))
    }
    while !command.configuration.subcommands.isEmpty {
      guard let name = rest.popFirst() else {
        return typed.hasPrefix("-")
          ? .words(options(CompletionArgument.all(of: command), used: []))
          : .words(commands(of: command, withHelp: command == HoldfastCommand.self))
      }
      guard let next = subcommand(of: command, named: name) else { return .words([]) }
      command = next
    }
    return answer(CompletionArgument.all(of: command), after: rest, context)
  }

  private func subcommand(
    of command: any ParsableCommand.Type, named name: String
  ) -> (any ParsableCommand.Type)? {
    command.configuration.subcommands.first { $0.configuration.commandName == name }
  }

  private func commands(of command: any ParsableCommand.Type, withHelp: Bool) -> [Candidate] {
    command.configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay)
      .map { Candidate($0.commandName ?? "", $0.abstract) }
      + (withHelp ? [Candidate("help", "Help for a command.")] : [])
  }

  /// - Parameter words: those after the command's name.
  private func answer(
    _ arguments: [CompletionArgument], after words: ArraySlice<String>, _ context: Context
  ) -> Answer {
    func named(_ name: String) -> CompletionArgument? { arguments.first { $0.names.contains(name) } }
    var used: [String] = []
    var positionals = arguments.filter { $0.kind == .positional }[...]
    var hasTerminator = false
    /// The option whose value comes next.
    var owner: CompletionArgument?
    for word in words {
      if let option = owner, !option.takesSeveral || !word.hasPrefix("-") {
        if !option.takesSeveral { owner = nil }
      } else if word == "--", !hasTerminator {
        hasTerminator = true
        owner = nil
      } else if word.hasPrefix("-"), word != "-", !hasTerminator {
        let name = word.prefix { $0 != "=" }
        used.append(String(name))
        let argument = named(String(name))
        owner = argument?.kind == .option && name.count == word.count ? argument : nil
      } else if positionals.first?.isRepeating == false {
        positionals.removeFirst()
      }
    }
    if !prefix.isEmpty, !hasTerminator {
      return named(String(prefix.dropLast())).map { values($0.values, context) } ?? .words([])
    }
    if let owner, !owner.takesSeveral || !typed.hasPrefix("-") { return values(owner.values, context) }
    let offered = hasTerminator ? [] : options(arguments, used: used)
    if typed.hasPrefix("-"), !hasTerminator { return .words(offered) }
    // Where nothing but an option can come, options are what is asked for.
    return positionals.first.map { values($0.values, context) } ?? .words(offered)
  }

  /// The options that may still come, by their long names.
  private func options(_ arguments: [CompletionArgument], used: [String]) -> [Candidate] {
    arguments.filter {
      $0.kind != .positional && ($0.isRepeating || !$0.names.contains(where: used.contains))
    }
    .compactMap { argument in
      // Every command has it by way of the root, where it belongs.
      guard let name = argument.names.first(where: { $0.hasPrefix("--") }) ?? argument.names.first,
        name != "--version" || words.isEmpty
      else { return nil }
      return Candidate(name, argument.about)
    }
  }

  private func values(_ values: CompletionArgument.Values, _ context: Context) -> Answer {
    switch values {
    case .unknown: return .words([])
    case .list(let words): return .words(words.map { Candidate($0) })
    case .files: return .files
    case .folders: return .folders
    case .offer(let offer):
      let places = Places(
        context, config: path("--config", context), database: path("--database", context),
        socket: path("--socket", context))
      // What moves the cursor cannot be typed either.
      return .words(offer.candidates(places, context).filter { clean($0.word) == $0.word })
    }
  }

  /// The path that the line gives to an option: other files have other names in them.
  private func path(_ option: String, _ context: Context) -> String? {
    var path: String?
    for (index, word) in words.enumerated() {
      if word == option, index + 1 < words.count { path = words[index + 1] }
      if word.hasPrefix(option + "=") { path = String(word.dropFirst(option.count + 1)) }
    }
    guard let path, path.hasPrefix("~/"), let home = context.surroundings.environment("HOME") else {
      return path
    }
    return home + path.dropFirst()
  }
}
