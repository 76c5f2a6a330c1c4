import ArgumentParser
import Control
import Gym
import Settings
import Training

/// What is done with one program.
struct ProgramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "program", _superCommandName: "holdfast",
    abstract: "One training program: shown, followed, left.",
    subcommands: [ProgramShowCommand.self, ProgramStartCommand.self, ProgramStopCommand.self])
}

struct ProgramShowCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", _superCommandName: "holdfast program",
    abstract: "A whole program: whom it is for, its weeks, sessions and sets, and what it leaves open.",
    discussion: """
      Figures are the source's. Where it leaves one open, what Holdfast takes for guidance stands beside it: (Holdfast: \
      ...) is its own, (catalogue: ...) the exercise's for the level. Of a range of sets the lower end is taken. What a \
      warm-up or cool-down names without a figure is done as you like.

      \(ProgramJSON.discussion) A target is an object, {"reps":[8,10]}; {"from":{"seconds":60}} for 60 s or more. guidance \
      is what is taken for an exercise, and sets_from, target_from and rest_from say whose figure it is: program, \
      catalogue or holdfast; it is null where nothing is taken, or the weeks ask for different things.
      """)

  @Argument(help: ArgumentHelp("The program's id.", valueName: "id"), completion: .program)
  var id: String

  @Option(help: ArgumentHelp("Only this week, from 1.", valueName: "n"))
  var week: Int?

  @Option(help: "Whose targets of the catalogue are taken.")
  var level: Level = .beginner

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption

  func validate() throws {
    if let week, week < 1 { throw ValidationError("--week \(week): weeks count from 1.") }
  }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path)
    let library = try places.programs()
    guard let program = try library.program(id) else { throw unknownProgram(id, among: library.ids) }
    let view = try ProgramView(
      program, file: library.ownPath(of: id), week: week, level: level, catalogue: library.catalogue,
      disagreements: try places.disagreements())
    switch output.format {
    case .json: context.out.write(JSONWriter.line(ProgramJSON(view)))
    case .text, .csv: ProgramPrinter(view, context).print()
    }
  }
}
