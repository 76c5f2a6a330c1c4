import ArgumentParser
import Control
import Gym
import Training

// What the pedal does, by command. The daemon does it; these ask.

struct StartCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", _superCommandName: "holdfast", abstract: "Start a set.")

  @OptionGroup var station: StationOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let daemon = try Daemon(Places(context, config: config.path, socket: socket.path))
    try context.print(try daemon.station(.start(station: station.name)), output.format)
  }
}

struct RepCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "rep", _superCommandName: "holdfast", abstract: "Count one repetition.")

  @OptionGroup var station: StationOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let daemon = try Daemon(Places(context, config: config.path, socket: socket.path))
    try context.print(try daemon.station(.rep(station: station.name)), output.format)
  }
}

struct DiscardCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard", _superCommandName: "holdfast",
    abstract: "Throw away the set that runs, or call its countdown off.")

  @OptionGroup var station: StationOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let daemon = try Daemon(Places(context, config: config.path, socket: socket.path))
    try context.print(try daemon.station(.discard(station: station.name)), output.format)
  }
}

struct StopCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", _superCommandName: "holdfast", abstract: "Stop the set that runs, and store it.")

  @OptionGroup var station: StationOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let daemon = try Daemon(Places(context, config: config.path, socket: socket.path))
    let result = try daemon.client.send(.stop(station: station.name))
    // A countdown that was called off leaves nothing to store.
    guard result["state"] == nil else {
      return try context.print(try StationReport(json: result, at: "result"), output.format)
    }
    let set = try LoggedSet(json: result, at: "result")
    switch output.format {
    case .json: context.out.write(JSONWriter.line(set))
    case .text, .csv: context.out.line("stored \(clean(set.inOneLine)) (\(set.id.short))")
    }
  }
}

struct ReloadCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload", _superCommandName: "holdfast",
    abstract: "Have the daemon read its configuration anew.",
    discussion: "A configuration with an error is refused, and the old one stays.")

  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    try Daemon(Places(context, config: config.path, socket: socket.path)).client.send(.reload)
  }
}

struct SelectCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "select", _superCommandName: "holdfast",
    abstract: "Set a station to an exercise, side, load, target or athlete.",
    discussion: "What is not given stays. A load and a target go with: none.")

  @Argument(
    help: ArgumentHelp("An exercise's id, name or alias.", valueName: "exercise"), completion: .exercise)
  var exercise: String?

  @Option(help: "The side.")
  var side: Side?

  @Option(help: ArgumentHelp("The load: 20, 22.5kg or none.", valueName: "kg"))
  var load: String?

  @Option(
    help: ArgumentHelp("What to reach: 45s, 30-45s, 8-10, max, or none for the usual.", valueName: "target"))
  var target: String?

  @Option(help: ArgumentHelp("An athlete's id.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var station: StationOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func validate() throws {
    guard exercise != nil || side != nil || load != nil || target != nil || athlete != nil else {
      throw ValidationError(
        "nothing to select: name an exercise, or give --side, --load, --target or --athlete")
    }
    _ = try loadChange()
    if case .set(let text) = targetChange, Target(text, kind: .hold) == nil {
      throw ValidationError("--target \"\(clean(text))\": write 45s, 30-45s, 8-10, \"12 reps\", max or none")
    }
  }

  func run(in context: Context) throws {
    let daemon = try Daemon(Places(context, config: config.path, socket: socket.path))
    let request = SelectRequest(
      station: station.name, exercise: exercise, side: side, load: try loadChange(), target: targetChange,
      athlete: athlete)
    try context.print(try daemon.station(.select(request)), output.format)
  }

  private func loadChange() throws -> Change<Double> {
    try change(load) { load in
      if let kg = readLoad(load) { return kg }
      throw ValidationError("--load \"\(clean(load))\": write kilograms from 0 to 1000, or none")
    }
  }

  private var targetChange: Change<String> { change(target) { $0 } }
}

extension Daemon {
  /// Sends a request whose result is a station.
  func station(_ request: Request) throws -> StationReport {
    try StationReport(json: try client.send(request), at: "result")
  }
}

extension Context {
  /// Prints how a station is now.
  func print(_ report: StationReport, _ format: Format) throws {
    switch format {
    case .json: out.write(JSONWriter.line(report))
    case .text, .csv:
      var text = "\(clean(report.station)): \(selectionText(report)), "
      switch report.state {
      case .idle: text += "idle"
      case .ready: text += "starts in \(durationText(report.countdown ?? .zero))"
      case .resting: text += "resting, \(durationText(report.restLeft ?? .zero)) left"
      case .running:
        text += "running"
        if let reps = report.running?.reps { text += ", \(reps) \(reps == 1 ? "rep" : "reps")" }
      }
      out.line(text)
    }
  }
}
