public import ArgumentParser
import Gym
public import Settings
import Syscalls
import Tracking
public import Training

struct ConfigurationOption: ParsableArguments {
  @Option(
    name: .customLong("config"), help: ArgumentHelp("The configuration.", valueName: "file"),
    completion: .file())
  var path: String?
}

struct DatabaseOption: ParsableArguments {
  @Option(
    name: .customLong("database"), help: ArgumentHelp("The database.", valueName: "file"), completion: .file()
  )
  var path: String?
}

struct SocketOption: ParsableArguments {
  @Option(
    name: .customLong("socket"), help: ArgumentHelp("The daemon's socket.", valueName: "file"),
    completion: .file())
  var path: String?
}

struct StationOption: ParsableArguments {
  @Option(
    name: .customLong("station"),
    help: ArgumentHelp("The station, where there are several.", valueName: "name"),
    completion: .station)
  var name: String?
}

/// When text is colored.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  /// On a terminal, unless `NO_COLOR` is set.
  case auto
  /// Everywhere.
  case always
  /// Nowhere.
  case never
}

struct ColorOption: ParsableArguments {
  @Option(
    name: .customLong("color"),
    help: ArgumentHelp(
      "Color text: auto (on a terminal, unless NO_COLOR is set), always, never.", valueName: "when"))
  var choice: ColorChoice = .auto
}

/// How results are printed: every command that prints results has these.
struct OutputOptions: ParsableArguments {
  @Flag(name: .customLong("json"), help: "Print JSON, one object a line.")
  var isJSON = false

  @OptionGroup var color: ColorOption

  @Flag(name: .customLong("no-pager"), help: "Print all at once, however long it is.")
  var isUnpaged = false

  var format: Format { isJSON ? .json : .text }
}

/// How results are printed.
enum Format {
  case text
  case json
  case csv
}

extension Kind: ExpressibleByArgument {}
extension Pillar: ExpressibleByArgument {}
extension Side: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}
extension ProgramKind: ExpressibleByArgument {}

/// Where the configuration, the database and the socket are. The configuration is read only if it is needed: it takes
/// longer than all else that most commands do.
final class Places {
  private let paths: Paths
  private let context: Context
  private var loaded: Configuration??
  private var loadedRules: RuleLibrary?

  init(
    _ context: Context, config: String? = nil, database: String? = nil, socket: String? = nil
  ) {
    self.context = context
    paths = Paths(
      .command,
      flags: Paths.Flags(configuration: config, database: database, socket: socket),
      surroundings: context.surroundings)
  }

  /// The configuration's place, whether or not there is a file.
  var configurationPath: ResolvedPath { paths.configuration }

  /// Where a daemon that the caller starts looks for the configuration.
  var usersConfiguration: ResolvedPath {
    Paths(.daemon, surroundings: context.surroundings).configuration
  }

  /// The database's path.
  func database() throws -> String { try databasePlace().path }

  /// The database's path, with where it was taken from.
  func databasePlace() throws -> ResolvedPath {
    let place = paths.database(configured: nil)
    return place.isAskedFor ? place : paths.database(configured: try configuration()?.database)
  }

  /// The database's path for a command that may make it. Where nobody named one, and neither the user nor the system
  /// has a place for it yet, that is the user's own, as for `holdfastd`.
  /// - Throws: that the folder of one that somebody named is not there: it may be misspelt.
  func databaseToMake() throws -> String {
    var place = paths.database(configured: nil)
    if !place.isAskedFor { place = paths.database(configured: try configuration()?.database) }
    let folder = directoryName(place.path)
    guard !context.surroundings.fileExists(folder) else { return place.path }
    if place.origin == .system {
      let own = Paths(.daemon, flags: paths.flags, surroundings: context.surroundings).database(
        configured: nil)
      return own.path
    }
    guard !place.isAskedFor else {
      throw Failure(
        .noInput, "\(place.path): there is no folder \(folder)", remedy: "make it, or name another database")
    }
    return place.path
  }

  /// The socket's path.
  func socket() throws -> String { try socketPlace().path }

  /// The socket's path, with where it was taken from.
  func socketPlace() throws -> ResolvedPath {
    let place = paths.socket(configured: nil)
    return place.isAskedFor ? place : paths.socket(configured: try configuration()?.socket)
  }

  /// The configuration, where there is a file, or one was asked for.
  func configuration() throws -> Configuration? {
    if let loaded { return loaded }
    let place = paths.configuration
    guard place.isAskedFor || context.surroundings.fileExists(place.path) else {
      loaded = .some(nil)
      return nil
    }
    let configuration = try Configuration.load(path: place.path, catalogue: try catalogue(), names: .kernel)
    loaded = configuration
    return configuration
  }

  /// The configuration as a daemon that starts takes it: the programs that it names have to be there, and a race that is past
  /// is odd. `nil` where there is no file, and none was asked for.
  func configurationAsStarted() throws -> Configuration? {
    let place = paths.configuration
    guard place.isAskedFor || context.surroundings.fileExists(place.path) else { return nil }
    let shipped = try context.shippedData()
    return try Configuration.load(
      path: place.path, catalogue: try catalogue(), names: .kernel,
      programs: { () throws(SettingsErrors) in
        try ProgramLibrary.ids(shipped: shipped, besideConfiguration: place.path)
      }, today: context.today)
  }

  /// How far apart two sets of a session may be: as the configuration says where it was read anyway, or asked for.
  func sessionGap() throws -> Interval {
    if let configuration = loaded ?? nil { return configuration.sessionGap }
    let asked = paths.configuration.isAskedFor ? try configuration() : nil
    return asked?.sessionGap ?? StationConfiguration().sessionGap
  }

  /// The exercises, a site's own among them.
  func catalogue() throws -> Catalogue { try catalogue(besideConfiguration: paths.configuration.path) }

  /// The exercises with all that is said of them, a site's own among them.
  func guide() throws -> ExerciseGuide {
    try ExerciseGuide.load(
      shipped: try context.shippedData(), besideConfiguration: paths.configuration.path)
  }

  /// The programs, a site's own among them.
  func programs() throws -> ProgramLibrary {
    try ProgramLibrary(
      shipped: try context.shippedData(), besideConfiguration: paths.configuration.path,
      catalogue: try catalogue())
  }

  /// The programs' ids, for which no file is read.
  func programIDs() throws -> [String] {
    try ProgramLibrary.ids(
      shipped: try context.shippedData(), besideConfiguration: paths.configuration.path)
  }

  /// The rules of training, and where their sources disagree.
  func rules() throws -> RuleLibrary {
    if let loadedRules { return loadedRules }
    let rules = try RuleLibrary.load(shipped: try context.shippedData())
    loadedRules = rules
    return rules
  }

  /// What the disagreements between the sources are about, by their ids.
  func disagreements() throws -> [String: String] {
    try disagreementTitles(shipped: try context.shippedData())
  }

  /// The exercises, with those beside a configuration.
  func catalogue(besideConfiguration path: String) throws -> Catalogue {
    try Catalogue.load(shipped: try context.shippedData(), besideConfiguration: path)
  }
}
