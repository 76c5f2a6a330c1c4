import ArgumentParser
import Control
import Training

struct WatchCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", _superCommandName: "holdfast",
    abstract: "The big timer for a terminal across the room.",
    discussion: "It ends with Ctrl-C or q, and survives a restart of the daemon.")

  @Argument(
    help: ArgumentHelp("The station; needed where there are several.", valueName: "station"),
    completion: .station)
  var station: String?

  @OptionGroup var color: ColorOption
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  var colorChoice: ColorChoice { color.choice }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, socket: socket.path)
    var live = try LiveStatus(path: try places.socket(), uptime: context.uptime)
    let name = try live.report.station(named: station).station
    let screen = try Screen(context)
    try screen.run(&live) { live, size in
      guard let station = live.report.stations.first(where: { $0.station == name }) else {
        return Frame(lines: [ScreenLine("station \(clean(name)) is gone from the configuration", .warning)])
      }
      return TimerFace(
        size: size, station: station.aged(by: live.age), problem: live.problem?.messages[0],
        fault: live.report.faults.first
      ).frame
    }
  }
}
