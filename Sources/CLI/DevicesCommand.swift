import ArgumentParser
import Control
import Syscalls
import Tracking
import Training

struct DevicesCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices", _superCommandName: "holdfast",
    abstract: "What is plugged in, what it may serve as, and whether it can be read.",
    discussion: """
      No device is opened. Whether another program keeps a device to itself cannot be seen without trying to do the same, \
      which would take events from it: it is told where the daemon was refused. Which programs have a device open is told \
      as far as you may see; root sees all.
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, socket: socket.path)
    // Devices are there with or without a daemon.
    let report = try? Daemon(places).status()
    var devices = context.devices(report)
    do {
      let claims = try DeviceClaims(places, report)
      for index in devices.indices {
        devices[index].claim = claims.claim(devices[index].identity)
        devices[index].file = claims.file
        devices[index].isConfigurationKnown = true
      }
    } catch {
      context.remark(
        "what the configuration takes is not shown, since it is wrong: \(Failure(error).messages[0]) (see: holdfast check)"
      )
    }
    let openers = context.machine.openers(of: Set(devices.map(\.identity.path)))
    let known = report.map { "(process \($0.process))" }
    for index in devices.indices {
      devices[index].openers = (openers[devices[index].identity.path] ?? []).filter { opener in
        known.map { !opener.hasSuffix($0) } ?? true
      }
    }
    switch output.format {
    case .json:
      for device in devices { context.out.write(JSONWriter.line(device)) }
    case .text, .csv:
      if devices.isEmpty { context.out.line("no input device is plugged in") }
      for (index, device) in devices.enumerated() {
        if index > 0 { context.out.line() }
        print(device, context)
      }
    }
  }

  private func print(_ device: DeviceNotes, _ context: Context) {
    let style = context.style
    let heading = "\(clean(device.identity.path))  \(clean(device.identity.name))  \(device.ids)"
    for line in wrapped(heading, to: style.columns, indent: 2) {
      context.out.line(style.paint(line, .heading))
    }
    func add(_ text: String, _ role: Style.Role = .plain) {
      for line in wrapped("  " + text, to: style.columns, indent: 4) {
        context.out.line(style.paint(line, role))
      }
    }
    add(device.useText)
    if let held = device.heldText { add(held, device.held?.error == nil ? .good : .warning) }
    if let claim = device.claimText { add(claim) }
    if let openers = device.openersText { add(openers) }
    if let problem = device.problem {
      add("you cannot read it: \(problem)", .warning)
      if let remedy = device.remedy { add(remedy) }
    } else if device.heldText == nil {
      add("you can read it")
    }
    if !device.identity.phys.isEmpty { add("phys " + clean(device.identity.phys), .faint) }
    if !device.identity.uniq.isEmpty { add("uniq " + clean(device.identity.uniq), .faint) }
    for link in device.identity.links { add(clean(link), .faint) }
  }
}
