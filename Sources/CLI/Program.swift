import Gym
import ArgumentParser
import Glibc
import Syscalls
import Training

/// `holdfast`: reads and steers the log.
struct HoldfastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdfast", abstract: "A training log that a foot pedal writes.",
    discussion: """
      The daemon holdfastd times the holds and counts the repetitions; this program shows and steers what it does.

      ID is last, last~2, or any unambiguous ending of a set's id. Errors go to standard error, and the exit code is \
      one of sysexits.h: 64 usage, 65 bad data, 66 no such input, 69 daemon not running, 74 I/O, 77 permission, \
      78 configuration.
      """,
    version: Holdfast.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Training",
        subcommands: [
          StatusCommand.self, WatchCommand.self, SelectCommand.self, StartCommand.self, StopCommand.self,
          RepCommand.self, DiscardCommand.self,
          ExercisesCommand.self, AthletesCommand.self,
          PlanCommand.self, NextCommand.self, ProgramsCommand.self, ProgramCommand.self,
          RunCommand.self, AnswerCommand.self, RulesCommand.self, SchedulesCommand.self,
        ]),
      CommandGroup(
        name: "Log",
        subcommands: [
          LogCommand.self, ShowCommand.self,
          StatsCommand.self, RecordsCommand.self, BalanceCommand.self, TrendCommand.self,
          ReportCommand.self,
          AddCommand.self, EditCommand.self, DeleteCommand.self, NoteCommand.self,
          UndoCommand.self, RedoCommand.self,
          ExportCommand.self, ImportCommand.self, BackupCommand.self,
        ]),
      CommandGroup(
        name: "Set-up",
        subcommands: [
          SetupCommand.self, DoctorCommand.self, DevicesCommand.self, MonitorCommand.self,
          LearnCommand.self, RecordCommand.self, ReplayCommand.self,
          CheckCommand.self, ReloadCommand.self, CompletionCommand.self, CompleteCommand.self,
        ]),
    ])
}

/// A command that takes everything outside of its arguments from a context.
protocol ContextualCommand: ParsableCommand {
  /// When what it prints is colored.
  var colorChoice: ColorChoice { get }
  func run(in context: Context) throws
}

extension ContextualCommand {
  var colorChoice: ColorChoice { .auto }
}

/// A command that prints results, as text or as JSON.
protocol PrintingCommand: ContextualCommand {
  var output: OutputOptions { get }
}

extension PrintingCommand {
  var colorChoice: ColorChoice { output.color.choice }
}

/// Runs the program and returns its exit code.
/// - Parameter arguments: what follows the program's name.
public func runHoldfast(_ arguments: [String], in context: Context) -> Int32 {
  var status = run(arguments, context)
  do {
    try context.out.finish()
  } catch {
    let remedy =
      context.out.isAboutChange ? "what it was to say was done all the same: see holdfast log" : nil
    let failure = report(Failure(.inputOutput, error.description, remedy: remedy), context)
    // Of two failures the first decides.
    if status == .ok { status = failure }
  }
  try? context.err.flush()
  return status.rawValue
}

private func run(_ arguments: [String], _ context: Context) -> ExitStatus {
  do {
    if try runPlainly(arguments, in: context) { return .ok }
  } catch {
    return report(Failure(error), context)
  }
  var command: any ParsableCommand
  do {
    try checkHelp(arguments)
    command = try parse(usualWords(arguments))
    // The parser's own commands, and the root, which asks for help.
    guard command is any ContextualCommand else {
      try command.run()
      return .ok
    }
  } catch let failure as Failure {
    return report(failure, context)
  } catch {
    let columns = context.style.columns
    pretendWideTerminal()
    guard HoldfastCommand.exitCode(for: error).isSuccess else {
      return report(usageFailure(HoldfastCommand.message(for: error), arguments), context)
    }
    for line in helpLines(HoldfastCommand.fullMessage(for: error, columns: helpColumns(columns)), columns) {
      context.out.line(line)
    }
    return .ok
  }
  do {
    if let command = command as? any ContextualCommand {
      var context = context
      context.colorChoice = command.colorChoice
      if let paged = command as? any PagedCommand, paged.printsText, !paged.output.isUnpaged {
        context.pageLongText()
      }
      try command.run(in: context)
    }
    return .ok
  } catch {
    return report(Failure(error), context)
  }
}

/// Refuses help for what is no command: the parser would show the root's.
private func checkHelp(_ arguments: [String]) throws {
  guard arguments.count == 2, arguments[0] == "help", !arguments[1].hasPrefix("-"),
    !commandNames.contains(arguments[1])
  else { return }
  throw unknownCommand(arguments[1], prefix: "holdfast help")
}

/// Parses the command's own arguments alone where that succeeds: the root would first try whether a shell's
/// completions are meant. For all else, help and errors too, the root does it.
private func parse(_ arguments: [String]) throws -> any ParsableCommand {
  if let name = arguments.first,
    let command = command(named: name),
    let parsed = try? command.parseAsRoot(Array(arguments.dropFirst())), parsed is any ContextualCommand
  {
    return parsed
  }
  return try HoldfastCommand.parseAsRoot(arguments)
}

/// The parser's own word for the scripts is understood as well; its own scripts are not ours.
private func usualWords(_ arguments: [String]) -> [String] {
  let option = "--generate-completion-script"
  guard let first = arguments.first, first.hasPrefix(option) else { return arguments }
  return ["completion"] + first.dropFirst(option.count).split(separator: "=").map(String.init)
    + arguments.dropFirst()
}

private func report(_ failure: Failure, _ context: Context) -> ExitStatus {
  for line in failure.lines { context.err.line(line) }
  return failure.status
}

private func usageFailure(_ message: String, _ arguments: [String]) -> Failure {
  let word = arguments.first { !$0.hasPrefix("-") }
  guard var word, arguments.first == word else {
    return Failure(.usage, asPart(message), remedy: "see: holdfast --help")
  }
  guard commandNames.contains(word) else { return unknownCommand(word, prefix: "holdfast") }
  // What is done with one thing: `program show`.
  if let group = command(named: word)?.configuration.subcommands, !group.isEmpty, arguments.count > 1,
    !arguments[1].hasPrefix("-")
  {
    let names = group.compactMap { $0.configuration.commandName }
    guard names.contains(arguments[1]) else {
      return unknownCommand(arguments[1], among: names, prefix: "holdfast \(word)")
    }
    word += " " + arguments[1]
  }
  // The parser takes it for an option, and says so.
  if let negative = arguments.first(where: { $0.hasPrefix("-") && $0.dropFirst().first?.isNumber == true }) {
    return Failure(
      .usage, "\(word): \(clean(negative)): nothing here is less than 0",
      remedy: "see: holdfast \(word) --help")
  }
  return Failure(.usage, "\(word): " + asPart(message), remedy: "see: holdfast \(word) --help")
}

private func unknownCommand(
  _ name: String, among known: [String] = commandNames, prefix: String
) -> Failure {
  let whole = prefix.split(separator: " ").dropFirst().filter { $0 != "help" } + [Substring(name)]
  return Failure(
    .usage, "there is no command \"\(clean(whole.joined(separator: " ")))\"",
    remedy: nearestName(to: name, among: known).map { "did you mean: \(prefix) \($0)" }
      ?? "see: \(prefix) --help")
}

private func command(named name: String) -> (any ParsableCommand.Type)? {
  HoldfastCommand.configuration.subcommands.first { $0.configuration.commandName == name }
}

/// The names of all commands that people are shown.
private var commandNames: [String] {
  HoldfastCommand.configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay)
    .compactMap(\.commandName) + ["help"]
}

/// A message of the parser as a part of ours: its sentences, which may stand on several lines, as one.
private func asPart(_ message: String) -> String {
  var text = ""
  for line in message.split(whereSeparator: \.isNewline) {
    var rest = line.drop { $0 == " " }
    while let end = rest.firstRange(of: ". ") {
      add(rest[..<end.lowerBound])
      rest = rest[end.upperBound...]
    }
    add(rest.hasSuffix(".") ? rest.dropLast() : rest)
  }
  func add(_ sentence: Substring) {
    guard let first = sentence.first else { return }
    // The values that an option may have, where they are many.
    if sentence.hasPrefix("- ") {
      text += (text.hasSuffix(":") ? " " : ", ") + sentence.dropFirst(2)
      return
    }
    text += (text.isEmpty ? "" : "; ") + first.lowercased() + sentence.dropFirst()
  }
  return text
}
