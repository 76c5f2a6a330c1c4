public import ArgumentParser
import Gym
import Settings
import Syscalls
import Training

/// What the daemon is told at its start.
struct DaemonOptions {
  var flags = Paths.Flags()
  /// The devices that are listened to, where not all are.
  var device: [String] = []
  /// The recordings that are played.
  var play: [String] = []
  var speed = 1.0

  /// - Returns: `nil` for anything but plain words.
  init?(plain words: ArraySlice<String>) {
    let options = ["--config", "--database", "--socket", "--device", "--play"]
    guard let plain = PlainArguments(words, options: options) else { return nil }
    flags = Paths.Flags(
      configuration: plain["--config"], database: plain["--database"], socket: plain["--socket"])
    device = [plain["--device"]].compactMap { $0 }
    play = [plain["--play"]].compactMap { $0 }
  }

  fileprivate init(_ command: DaemonCommand) {
    flags = Paths.Flags(
      configuration: command.configurationFile, database: command.database, socket: command.socket)
    (device, play, speed) = (command.device, command.play, command.speed)
  }

  /// Serves until a signal ends it.
  /// - Throws: the `ExitCode`, once the log has been told why.
  func run() throws {
    do {
      try Daemon(self).run()
    } catch {
      let failure = Failure(error)
      for line in failure.description.split(whereSeparator: \.isNewline) { Log.error(String(line)) }
      throw ExitCode(failure.code)
    }
  }
}

/// The command line of `holdfastd`.
public struct DaemonCommand: ParsableCommand {
  /// The program and its help.
  public static let configuration = CommandConfiguration(
    commandName: "holdfastd",
    abstract: "Times holds and counts repetitions that are tapped on pedals and keypads, and logs them.",
    discussion:
      "Runs in the foreground and logs to standard error. Without a configuration every known foot pedal "
      + "that is plugged in starts and stops a hold. Read the log with `holdfast log`.",
    version: Holdfast.version)

  @Option(
    name: .customLong("config"), help: ArgumentHelp("The configuration.", valueName: "file"),
    completion: .file())
  var configurationFile: String?

  @Option(
    help: ArgumentHelp("The database that sets are stored in.", valueName: "file"),
    completion: .file())
  var database: String?

  @Option(
    help: ArgumentHelp("The socket that `holdfast` talks to.", valueName: "file"),
    completion: .file())
  var socket: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Listen to these devices only: /dev/input/eventN, or links to them.", valueName: "path"),
    completion: .file())
  var device: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Play recordings, each as one more device, from the moment of READY on.", valueName: "recording"),
    completion: .file())
  var play: [String] = []

  @Option(
    help: ArgumentHelp("Let the clock run so many times faster while recordings are played.", valueName: "n"))
  var speed: Double = 1

  /// A command line without options.
  public init() {}

  /// - Throws: where options do not go together.
  public func validate() throws {
    guard speed > 0, speed <= 1000 else {
      throw ValidationError("--speed \(speed): give a number from 0.001 to 1000.")
    }
    if speed != 1, play.isEmpty {
      throw ValidationError("--speed goes with --play: live devices keep real time.")
    }
  }

  /// Serves until a signal ends it.
  /// - Throws: the `ExitCode`, once the log has been told why.
  public func run() throws { try DaemonOptions(self).run() }
}

extension DaemonCommand {
  /// Runs the program and ends the process: 64 is a wrong command line, all else as in sysexits.h.
  public static func start() -> Never {
    do {
      if let options = DaemonOptions(plain: CommandLine.arguments.dropFirst()) {
        try options.run()
      } else {
        pretendWideTerminal()
        var command = try parseAsRoot()
        try command.run()
      }
      DaemonCommand.exit()
    } catch let code as ExitCode {
      DaemonCommand.exit(withError: code)
    } catch {
      let code = exitCode(for: error)
      if code == .success { DaemonCommand.exit(withError: error) }
      Log.error(message(for: error) + " (see holdfastd --help)")
      DaemonCommand.exit(withError: ExitCode(64))
    }
  }
}
