import ArgumentParser

struct StatusCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", _superCommandName: "holdfast",
    abstract: "Stations, what runs and for how long, devices, the clock, faults.")

  @Flag(help: "Go on, and print anew whenever something changes, until Ctrl-C.")
  var watch = false

  @OptionGroup var station: StationOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    try StatusView(isWatching: watch, station: station.name, format: output.format)
      .run(Places(context, config: config.path, socket: socket.path), context)
  }
}
