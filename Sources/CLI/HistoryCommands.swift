import ArgumentParser
import Gym

struct UndoCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", _superCommandName: "holdfast",
    abstract: "Take back the newest change to the log; again, the one before.",
    discussion: "Works with and without the daemon. redo brings back what was taken back last.")

  @OptionGroup var station: StationOption

  @Option(
    help: ArgumentHelp("The newest change of this athlete.", valueName: "id"),
    completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let history = History(
      context, Places(context, config: config.path, database: database.path, socket: socket.path), "undo")
    guard let report = try history.undo(station: station.name, athlete: athlete) else {
      throw Failure(.noInput, "there is nothing to take back")
    }
    context.print(report, .undone, output.format)
  }
}

struct RedoCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo", _superCommandName: "holdfast", abstract: "Bring back what was taken back last.",
    discussion: "The set has its old id. A new change to the log ends redo.")

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let history = History(
      context, Places(context, config: config.path, database: database.path, socket: socket.path), "redo")
    guard let report = try history.redo() else {
      throw Failure(.noInput, "there is nothing to bring back", remedy: "a new change to the log ends redo")
    }
    context.print(report, .redone, output.format)
  }
}
