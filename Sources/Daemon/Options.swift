public import ArgumentParser
import Settings
import Syscalls
import Training

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
  public func run() throws {
    do {
      try Daemon(self).run()
    } catch {
      let failure = Failure(error)
      for line in failure.description.split(whereSeparator: \.isNewline) { Log.error(String(line)) }
      throw ExitCode(failure.code)
    }
  }

  var flags: Paths.Flags { Paths.Flags(configuration: configurationFile, database: database, socket: socket) }
}

extension DaemonCommand {
  /// Runs the program and ends the process: 64 is a wrong command line, all else as in sysexits.h.
  public static func start() -> Never {
    pretendWideTerminal()
    do {
      var command = try parseAsRoot()
      try command.run()
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
