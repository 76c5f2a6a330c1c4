import ArgumentParser
import Control
import Gym
import Settings
import Training

struct ProgramsCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "programs", _superCommandName: "holdfast",
    abstract: "The training programs that there are.",
    discussion: """
      A plan has sessions in a week, week after week; a routine is one session; a menu has moves to pick from; phases say \
      what each phase of a season asks for. A figure that is open is left open by its source; varies: the weeks or phases \
      differ.

      Your own programs are files in a folder programs beside the configuration; an equal id replaces the shipped one. \
      Where a file is wrong, the others are listed all the same, and the exit code is 78.

      \(ProgramJSON.discussion)
      """)

  @Option(help: "Only those of this kind.")
  var kind: ProgramKind?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption

  func run(in context: Context) throws {
    let library = try Places(context, config: config.path).programs()
    var programs: [Program] = []
    var wrong: [Failure] = []
    for id in library.ids {
      do {
        if let program = try library.program(id), kind ?? program.kind == program.kind {
          programs.append(program)
        }
      } catch { wrong.append(Failure(error)) }
    }
    programs.sort { ($0.kind.place, $0.id) < ($1.kind.place, $1.id) }
    switch output.format {
    case .json:
      for program in programs {
        context.out.write(JSONWriter.line(ProgramJSON(program, file: library.ownPath(of: program.id))))
      }
    case .text, .csv: printPrograms(programs, context)
    }
    guard var failure = wrong.first else { return }
    failure.messages = wrong.flatMap(\.messages)
    throw failure
  }
}

/// Prints a line for each program, under its kind.
private func printPrograms(_ programs: [Program], _ context: Context) {
  var table = Table(columns: [
    .init(),  // id, which is to be typed: never cut
    .init(minimum: 16, worth: 1),  // name
    .init(worth: 4),  // sessions a week
    .init(worth: 3),  // minutes
    .init(minimum: 9, worth: 2),  // equipment
  ])
  var rest = programs[...]
  while let kind = rest.first?.kind {
    if !table.rows.isEmpty { table.rows.append(table.columns.map { _ in Table.Cell("") }) }
    table.rows.append(
      [Table.Cell(kind.rawValue, .heading)]
        + ["", "a week", "min", "equipment"].map { Table.Cell($0, .faint) })
    while let program = rest.first, program.kind == kind {
      rest.removeFirst()
      table.rows.append([
        Table.Cell(program.id), Table.Cell(clean(program.name)), Table.Cell(program.sessionsInShort),
        Table.Cell(program.minutesInShort), Table.Cell(clean(program.equipmentInWords ?? ""), .faint),
      ])
    }
  }
  table.print(to: context.out, context.style)
}

extension ProgramKind {
  /// In which order the kinds are listed.
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Program {
  /// What it takes; `nil` where the source does not say.
  var equipmentInWords: String? {
    equipment.map { $0.isEmpty ? "none" : $0.joined(separator: ", ") }
  }

  /// How many sessions a week has, in a word; empty where nothing says it.
  fileprivate var sessionsInShort: String {
    if let sessionsPerWeek { return sessionsPerWeek.text }
    let parts = Set(weeks.compactMap(\.sessionsPerWeek) + phases.compactMap(\.sessionsPerWeek))
    return parts.count > 1 ? "varies" : parts.first?.text ?? ""
  }

  /// How many minutes a session takes: its own figure, else from the shortest session to the longest.
  fileprivate var minutesInShort: String {
    if let minutes { return minutes.text }
    let parts = sessions.compactMap(\.minutes)
    guard parts.count == sessions.count, let low = parts.compactMap(\.lower).min(),
      let high = parts.compactMap(\.upper).max(), !parts.contains(.open)
    else { return "" }
    return (low < high ? Figure.range(low, high) : .exactly(low)).text
  }
}
