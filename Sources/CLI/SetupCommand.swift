import ArgumentParser
import Control
import Glibc
import Gym
import Settings
import Syscalls
import Tracking
import Training

struct SetupCommand: ContextualCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup", _superCommandName: "holdfast",
    abstract: "Write the configuration by tapping the pedals and keys you want to use.",
    discussion: """
      Tap a pedal or key, say what it is to do (Enter takes what is proposed), and so on; Enter alone ends. What is to be \
      added to the configuration is shown before anything is written; of what is there not a byte changes. A daemon that \
      runs then reads the new configuration.

      Until then taps do what they did before: with a running daemon they may begin a set (holdfast discard, holdfast \
      undo). Ctrl-C leaves everything as it was.

      Answers can come from a script: one line each. With --yes nothing is asked: what is proposed is taken, and written \
      when nothing has been tapped for 5 s.
      """)

  @Argument(
    help: ArgumentHelp("A node, a link to one, or a pattern for the name: \"*Foot*\".", valueName: "device"))
  var device: String?

  @OptionGroup var station: StationOption

  @Flag(help: "Listen to full keyboards too.")
  var keyboard = false

  @Flag(help: "Take what is proposed, and write it without asking.")
  var yes = false

  @Flag(help: "Print what would be added, and write nothing.")
  var dryRun = false

  @OptionGroup var color: ColorOption
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var socket: SocketOption

  var colorChoice: ColorChoice { color.choice }

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, socket: socket.path)
    let report = try? Daemon(places).status()
    let path = places.configurationToWrite(report, context)
    let bytes = fileExists(path) ? try places.bytes(ofConfiguration: path) : []
    let draft = try ConfigurationDraft(
      bytes, file: path, catalogue: try places.catalogue(besideConfiguration: path), names: .kernel)
    if !dryRun { try checkWritable(path) }

    let dialogue = SetupDialogue(
      context, draft, asksNothing: yes, onlyStation: try number(of: station.name, draft.configuration))
    let choice = DeviceChoice(wanted: device, hasKeyboards: keyboard, isForKeys: true)
    let monitoring = try Monitoring(context, places, choice)
    guard try dialogue.run(monitoring, report) else {
      context.out.line("Nothing was changed.")
      return
    }
    try finish(dialogue, path, places, report, context)
  }

  /// Whether the file can be written, said before anybody taps for nothing.
  private func checkWritable(_ path: String) throws {
    let isThere = fileExists(path)
    var target = isThere ? path : directoryName(path)
    while !fileExists(target), target != "/", target != "." { target = directoryName(target) }
    // The file is replaced by a new one: its folder is written to.
    let folder = isThere ? directoryName((try? canonicalPath(path)) ?? path) : target
    for place in isThere ? [path, folder] : [folder] {
      let code = accessError(place, W_OK)
      guard code != 0 else { continue }
      throw Failure(
        code == EACCES || code == EPERM || code == EROFS ? .permission : .inputOutput,
        "\(place) may not be written: \(SystemError(code, doing: "").message)",
        remedy: "run it as root (sudo holdfast setup), name another file with --config, or see what to add: "
          + "holdfast setup --dry-run")
    }
  }

  private func number(of name: String?, _ configuration: Configuration) throws -> Int? {
    let names = configuration.stations.map(\.name)
    guard let name else { return names.count == 1 ? 0 : nil }
    if let index = names.firstIndex(of: name) { return index }
    throw Failure(
      .noInput, "there is no station \"\(clean(name))\"",
      remedy: nearestName(to: name, among: names).map { "did you mean \($0)?" }
        ?? "there are: " + names.joined(separator: ", "))
  }

  // MARK: The end

  private func finish(
    _ dialogue: SetupDialogue, _ path: String, _ places: Places, _ report: StatusReport?, _ context: Context
  ) throws {
    let draft = dialogue.draft
    guard draft.hasChanged else {
      if yes {
        throw Failure(
          .noInput, "nothing was tapped that could be added", remedy: "see what there is: holdfast devices")
      }
      context.out.line("There is nothing to add.")
      return
    }
    let style = context.style
    context.out.line()
    for line in TextLines.diff(
      from: draft.original, to: draft.bytes, name: path, isNew: draft.original.isEmpty)
    {
      let role: Style.Role = line.hasPrefix("+") ? .good : line.hasPrefix("@@") ? .faint : .plain
      context.out.line(style.paint(clean(line), role))
    }
    for warning in draft.configuration.warnings { context.out.line("warning: \(warning)") }
    dialogue.warnOfDefaults()
    if dryRun { return }
    if !yes {
      context.out.line()
      guard try dialogue.isYes("Write it? [Y/n] ") else {
        context.out.line("Nothing was changed.")
        return
      }
    }
    try write(draft, path)
    context.out.line("\(path) is written.")
    try reload(path, places, report, context)
  }

  private func write(_ draft: ConfigurationDraft, _ path: String) throws {
    let now = fileExists(path) ? try readFile(path) : []
    guard now == draft.original else {
      throw Failure(
        .unavailable, "\(path) was changed by somebody else meanwhile; nothing was written",
        remedy: "run setup again")
    }
    do throws(SystemError) {
      // Ctrl-C now would leave half a file beside it.
      try holdingSignals(TerminalSignal.ending) { _ throws(SystemError) in
        try replaceFile(path, with: draft.bytes, mode: 0o644)
      }
    } catch {
      throw Failure(
        ExitStatus(error), "\(path) could not be written: \(error)", remedy: "nothing was changed")
    }
  }

  private func reload(_ path: String, _ places: Places, _ report: StatusReport?, _ context: Context) throws {
    guard let report else {
      context.out.line(
        "holdfastd does not run: it takes it when it starts (sudo systemctl start holdfast, or holdfastd).")
      return
    }
    let isSame = { (other: String?) in
      other.map { ((try? canonicalPath($0)) ?? $0) == ((try? canonicalPath(path)) ?? path) }
    }
    guard isSame(report.configuration) != false else {
      context.out.line("holdfastd has another configuration: \(clean(report.configuration ?? ""))")
      return
    }
    try Daemon(places).client.send(.reload)
    let after = try Daemon(places).status()
    guard isSame(after.configuration) == true else {
      context.out.line("holdfastd looks elsewhere for it: start it anew, with --config \(path) if need be.")
      return
    }
    context.out.line("holdfastd has taken it.")
    for station in after.stations where station.state == .running || station.state == .ready {
      guard report.stations.first(where: { $0.station == station.station })?.state != station.state else {
        continue
      }
      context.out.line(
        "A set runs at station \(clean(station.station)) since you tapped: holdfast discard throws it away.")
    }
  }
}

extension Places {
  /// The file that `setup` writes: the one that was asked for, or that the daemon reads; else the caller's own where it
  /// is, and where nothing of a service is installed.
  func configurationToWrite(_ report: StatusReport?, _ context: Context) -> String {
    let place = deviceConfiguration(report)
    guard place.origin == .system, report == nil, context.surroundings.userID != 0 else { return place.path }
    let service = ["/etc/holdfast", "/var/lib/holdfast", "/run/holdfast"].contains(
      where: context.machine.exists)
    return service ? place.path : usersConfiguration.path
  }
}
