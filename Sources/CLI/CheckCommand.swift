import ArgumentParser
import Control
import Gym
import Settings
import Syscalls
import Tracking
import Training

struct CheckCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: "holdfast",
    abstract: "Say what is wrong or odd in a configuration.",
    discussion:
      "The exercises and programs beside it are checked too. The exit code is 78 where anything is wrong.")

  @Argument(
    help: ArgumentHelp("The configuration; the usual one where none is named.", valueName: "file"),
    completion: .file())
  var file: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption

  func run(in context: Context) throws {
    var config = config
    if let file { config.path = file }
    let places = Places(context, config: config.path)
    let place = places.configurationPath
    let isThere = place.isAskedFor || context.surroundings.fileExists(place.path)
    if output.format == .text { say(place, isThere, context) }
    let configuration: Configuration
    do {
      configuration = try places.configurationAsStarted() ?? .default(try places.catalogue())
    } catch let errors as SettingsErrors {
      if output.format == .json {
        context.out.write(JSONWriter.line(Findings(place.path, errors: errors.errors)))
      }
      throw errors
    }
    let programs = try ownPrograms(places)
    switch output.format {
    case .json:
      context.out.write(
        JSONWriter.line(
          Findings(isThere ? place.path : nil, errors: programs.errors, warnings: configuration.warnings)))
    case .text, .csv:
      for warning in configuration.warnings { context.out.line("warning: \(warning)") }
      let stations = configuration.stations.map { clean($0.name) }
      context.out.line("stations: " + stations.joined(separator: ", "))
      context.out.line("athletes: " + configuration.athletes.map { clean($0.id) }.joined(separator: ", "))
      if !programs.ids.isEmpty {
        context.out.line("programs: " + programs.ids.map(clean).joined(separator: ", "))
      }
      if programs.errors.isEmpty { context.out.line("ok") }
    }
    if !programs.errors.isEmpty { throw SettingsErrors(programs.errors) }
  }

  /// The programs beside the configuration, and what is wrong in their files.
  private func ownPrograms(_ places: Places) throws -> (ids: [String], errors: [SettingsError]) {
    var errors: [SettingsError] = []
    do {
      let library = try places.programs()
      for id in library.ownIDs {
        do { _ = try library.program(id) } catch { errors += error.errors }
      }
      return (library.ownIDs, errors)
    } catch let unreadable as SettingsErrors {
      return ([], unreadable.errors)
    }
  }

  private func say(_ place: ResolvedPath, _ isThere: Bool, _ context: Context) {
    let origin =
      switch place.origin {
      case .flag: "as named"
      case .environment: "from $HOLDFAST_CONFIG"
      case .configuration: "from the configuration"
      case .user: "your own"
      case .system: "the system's"
      }
    context.out.line(
      isThere
        ? "configuration: \(place.path) (\(origin))"
        : "configuration: none, the defaults apply (\(place.path) would be read)")
  }
}

/// What `check --json` prints.
private struct Findings: JSONWritable {
  var file: String?
  var errors: [SettingsError]
  var warnings: [SettingsError]

  init(_ file: String?, errors: [SettingsError] = [], warnings: [SettingsError] = []) {
    self.file = file
    self.errors = errors
    self.warnings = warnings
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("file", file)
      $0.member("ok", errors.isEmpty)
      $0.member("errors", errors.map(Finding.init))
      $0.member("warnings", warnings.map(Finding.init))
    }
  }

  private struct Finding: JSONWritable {
    var error: SettingsError

    func write(to writer: inout JSONWriter) {
      writer.object {
        $0.member("file", error.file)
        $0.member("line", error.line > 0 ? error.line : nil)
        $0.member("column", error.column > 0 ? error.column : nil)
        $0.member("key", error.key.isEmpty ? nil : error.key)
        $0.member("what", error.what)
        $0.member("remedy", error.remedy)
      }
    }
  }
}
