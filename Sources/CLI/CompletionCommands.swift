import ArgumentParser

/// A shell that can complete this program's arguments.
enum Shell: String, CaseIterable, ExpressibleByArgument {
  case bash
  case zsh
  case fish
}

struct CompletionCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion", _superCommandName: "holdfast",
    abstract: "Print the script that makes a shell complete holdfast's arguments.",
    discussion: """
      make install puts it where the shell looks. For yourself alone, add to ~/.bashrc: \
      source <(holdfast completion bash); to ~/.zshrc, after compinit: source <(holdfast completion zsh); to \
      ~/.config/fish/config.fish: holdfast completion fish | source
      """)

  @Argument(help: ArgumentHelp("The shell.", valueName: "shell"))
  var shell: Shell

  func run(in context: Context) throws { context.out.write(shell.completionScript) }
}

/// What the scripts call. Its first line says what may come, `words`, `files` or `folders`; a line for each word follows, with
/// a tab and what the word is where the shell shows that. Whatever fails, there is just nothing to offer.
struct CompleteCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", _superCommandName: "holdfast",
    abstract: "What may come at the end of a command line; for the scripts of `completion`.",
    shouldDisplay: false)

  @Argument var shell: Shell

  /// bash: the line up to the cursor, and the part of its last word that bash will replace. zsh and fish: the words after
  /// the program's name without their quotes, up to the cursor.
  @Argument(parsing: .captureForPassthrough) var words: [String] = []

  func run(in context: Context) throws {
    switch shell {
    case .bash:
      let line = BashLine(words.first ?? "")
      let query = CompletionQuery(words: line.words)
      print(query.answer(context), context) { candidate in
        guard candidate.word.hasPrefix(query.typed) else { return nil }
        return line.reply(query.prefix, candidate.word, replacing: words.dropFirst().first ?? "")
      }
    case .zsh:
      // The script has zsh put the option's name aside.
      print(CompletionQuery(words: words).answer(context), context) { Self.withNote($0) }
    case .fish:
      let query = CompletionQuery(words: words)
      print(query.answer(context), context) { query.prefix + Self.withNote($0) }
    }
  }

  private static func withNote(_ candidate: CompletionQuery.Candidate) -> String {
    candidate.about.isEmpty ? candidate.word : candidate.word + "\t" + clean(candidate.about)
  }

  private func print(
    _ answer: CompletionQuery.Answer, _ context: Context,
    _ line: (CompletionQuery.Candidate) -> String?
  ) {
    switch answer {
    case .files: context.out.line("files")
    case .folders: context.out.line("folders")
    case .words(let candidates):
      context.out.line("words")
      for candidate in candidates { if let text = line(candidate) { context.out.line(text) } }
    }
  }
}
