import ArgumentParser
import Control
import Gym
import Settings
import Store
import Training

struct EditCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", _superCommandName: "holdfast", abstract: "Put a set of the log right.",
    discussion: """
      What is not given stays; a load, a rating, a count or a target goes with: none. What was measured stays beside what \
      is typed (holdfast show), and holdfast undo takes the edit back.

      A set that was cut off, forgotten, is beyond belief, or was counted by a sensor that was not sure counts for no \
      record until its figures are edited, or --confirm says that they are right.
      """)

  @Argument(
    help: ArgumentHelp("last, last~2, or an unambiguous ending of an id.", valueName: "id"),
    completion: .setID)
  var id: String

  @Option(help: ArgumentHelp("How long it was: 45s, 1:30, 1min30s.", valueName: "time"))
  var duration: String?

  @Option(help: ArgumentHelp("How many, or none where nothing counted.", valueName: "n"))
  var reps: String?

  @Option(help: ArgumentHelp("The load: 20, 22.5kg or none.", valueName: "kg"))
  var load: String?

  @Option(help: ArgumentHelp("How hard it was, 1 to 10, or none.", valueName: "figure"))
  var rpe: String?

  @Option(help: ArgumentHelp("What was asked for: 45s, 30-45s, 8-10, max or none.", valueName: "target"))
  var target: String?

  @Option(help: ArgumentHelp("An exercise's id, name or alias.", valueName: "id"), completion: .exercise)
  var exercise: String?

  @Option(help: "The side.")
  var side: Side?

  @Option(
    help: ArgumentHelp(
      "When it began; a time alone is of its day, a day alone keeps its time.", valueName: "date"),
    completion: .period)
  var at: String?

  @Option(help: ArgumentHelp("An athlete's id.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @Option(help: ArgumentHelp("What is to be said of it, or none.", valueName: "text"))
  var note: String?

  @Flag(help: "It is right as it is: let it count for records.")
  var confirm = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func validate() throws {
    let options = [duration, reps, load, rpe, target, exercise, at, athlete, note]
    guard options.contains(where: { $0 != nil }) || side != nil || confirm else {
      throw ValidationError(
        "nothing to edit: give --duration, --reps, --load, --rpe, --target, --exercise, --side, --at, "
          + "--athlete or --note; or --confirm, where it is right as it is")
    }
  }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let history = History(context, places, "edit")
    let set = try history.set(named: id)
    let edit = SetEdit(
      exercise: exercise, side: side,
      startedAt: try at.map { try context.start($0, option: "--at", insteadOf: set.startedAt) },
      duration: try duration.map { try typedDuration($0, option: "--duration") },
      reps: try change(reps) { try typedReps($0, option: "--reps") },
      loadKg: try change(load) { try typedLoad($0, option: "--load") },
      rpe: try change(rpe) { try typedRating($0, option: "--rpe") }, target: change(target) { $0 },
      athlete: athlete, note: change(note) { $0 }, confirms: confirm
    )
    let resolved = try (exercise == nil ? edit : edit.resolved(in: places.catalogue()))
      .checked(now: context.now())
    if let athlete { try places.configurationOrDefault().checkAthlete(athlete) }
    context.print(try history.change(.edit(set.id, resolved)), .made, output.format)
  }
}

struct NoteCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", _superCommandName: "holdfast", abstract: "Write a note to a set.",
    discussion: "It takes the place of the one that is there. --remove takes it away; so does holdfast undo.")

  @Argument(
    help: ArgumentHelp("last, last~2, or an unambiguous ending of an id.", valueName: "id"),
    completion: .setID)
  var id: String

  @Argument(help: ArgumentHelp("What is to be said of it.", valueName: "text"))
  var text: [String] = []

  @Flag(help: "Take the note away.")
  var remove = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  private var note: String { text.joined(separator: " ") }

  func validate() throws {
    if remove, !text.isEmpty { throw ValidationError("a text and --remove: give one of them") }
    if !remove, note.isEmpty { throw ValidationError("give a text, or --remove") }
  }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let history = History(context, places, "note")
    if !remove { try SetEdit(note: .set(note)).check(now: nil) }
    let set = try history.set(named: id)
    context.print(try history.change(.note(set.id, remove ? nil : note)), .made, output.format)
  }
}

struct DeleteCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", _superCommandName: "holdfast", abstract: "Take sets out of the log, all or none.",
    discussion: "holdfast undo brings them back.")

  @Argument(
    help: ArgumentHelp("last, last~2, or an unambiguous ending of an id.", valueName: "id"),
    completion: .setID)
  var ids: [String]

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let history = History(context, places, "delete")
    let report = try history.change(.delete(try history.sets(named: ids).map(\.id)))
    context.print(report, .made, output.format)
    if output.format != .json {
      context.out.line(
        context.style.paint("holdfast undo brings \(report.count == 1 ? "it" : "them") back", .faint))
    }
  }
}
