import Gym
import ArgumentParser
import Control
import Syscalls
import Training

struct MonitorCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor", _superCommandName: "holdfast",
    abstract: "What devices send, as it comes, until Ctrl-C.",
    discussion: """
      Devices that the daemon holds are heard of through it; all others are read here. Full keyboards are left out \
      unless they are named.
      """)

  @Argument(
    help: ArgumentHelp("A node, a link to one, or a pattern for the name: \"*Foot*\".", valueName: "device"),
    completion: .device)
  var device: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, socket: socket.path)
    let monitoring = try Monitoring(context, places, DeviceChoice(wanted: device))
    func handle(_ item: Monitoring.Item) throws {
      switch item {
      case .remark(let text): context.remark(text)
      case .event(let event): print(event, context.out)
      }
    }
    try monitoring.scan(handle)
    if !monitoring.hearsAnything {
      guard device == nil else {
        throw Failure(
          .noInput, "there is no device \"\(clean(device ?? ""))\" that can be read",
          remedy: "see what there is: holdfast devices")
      }
      context.remark("no device can be read; waiting for one (see: holdfast devices)")
    }
    while !context.out.isClosed {
      try monitoring.wait(handle)
      try context.out.flush()
    }
  }

  private func print(_ event: InputEvent, _ out: Output) {
    switch output.format {
    case .json: out.write(JSONWriter.line(event))
    case .text, .csv:
      // The end of a frame is nothing to look at.
      if event.type == 0, event.code == 0 { return }
      let node = event.path.split(separator: "/").last.map(String.init) ?? event.path
      let code = event.codeName ?? "\(event.type) \(event.code)"
      let time = Interval(microseconds: event.time.microseconds).decimalSeconds
      out.line("\(time)  \(clean(node))  \(clean(event.name))  \(code) \(value(of: event))")
    }
  }

  private func value(of event: InputEvent) -> String {
    guard event.type == 1 else { return String(event.value) }
    switch event.value {
    case 0: return "up"
    case 1: return "down"
    default: return "repeat"
    }
  }
}
