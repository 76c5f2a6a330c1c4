internal import Syscalls
public import Tracking
public import Training

/// What a configuration file says, checked, with the defaults filled in.
public struct Configuration: Hashable, Sendable {
  /// The file, as it was named; `nil` without one.
  public var source: String?
  /// The database's absolute path, where the file gives one.
  public var database: String?
  /// The control socket's absolute path, where the file gives one.
  public var socket: String?
  /// How far apart two sets of one session may be.
  public var sessionGap: Interval
  /// How often a running set is journalled.
  public var heartbeat: Interval
  /// Of how many sets what sensors sent is kept; 0 for none.
  public var keepSamples = 0
  /// The athletes; at least one.
  public var athletes: [AthleteSettings]
  /// The stations; at least one. One whose entry names no input has none: see `inputs(of:)`.
  public var stations: [StationConfiguration]
  /// What is odd, though it can be run.
  public var warnings: [SettingsError]
  /// `defaultInputs` with what the file sets for all inputs.
  private var unnamedInputs: [InputConfiguration]

  /// What the only station listens to where no input is configured: every known foot pedal, a tap being `go`.
  public static let defaultInputs = [
    InputConfiguration(match: DeviceMatch(knownPedal: true), any: KeyBinding(tap: .go))
  ]

  /// The configuration of a machine that has no file: one station, one athlete, any known pedal.
  public static func `default`(_ catalogue: Catalogue) -> Configuration {
    let station = StationConfiguration.standard(catalogue)
    return Configuration(
      source: nil, database: nil, socket: nil, sessionGap: station.sessionGap, heartbeat: station.heartbeat,
      athletes: [AthleteSettings(id: station.athlete)], stations: [station], warnings: [],
      unnamedInputs: defaultInputs)
  }

  /// What a station listens to: its own inputs; where it has none, known foot pedals if it is the only station,
  /// else nothing but commands.
  public func inputs(of station: StationConfiguration) -> [InputConfiguration] {
    station.inputs.isEmpty && stations.count == 1 ? unnamedInputs : station.inputs
  }

  /// The athlete of this id.
  public func athlete(_ id: String) -> AthleteSettings? { athletes.first { $0.id == id } }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - programs: the ids of the programs that there are, asked where an athlete follows one; what is `nil` is not checked.
  ///   - today: the number of the day, from 1970-01-01, which a race may be before: that is a warning. `nil` where no clock
  ///     is to be trusted.
  /// - Throws: All that is wrong in it, or that it cannot be read.
  public static func load(
    path: String, catalogue: Catalogue, names: KeyNameTable,
    programs: (() throws(SettingsErrors) -> [String])? = nil, today: Int? = nil
  ) throws(SettingsErrors) -> Configuration {
    try parse(
      settingsFile(path), file: path, catalogue: catalogue, names: names, programs: programs, today: today)
  }

  /// Reads the bytes of a file; `file` is its name for messages. See `load` for the rest.
  ///
  /// - Throws: All that is wrong in them.
  public static func parse(
    _ bytes: [UInt8], file: String, catalogue: Catalogue, names: KeyNameTable,
    programs: (() throws(SettingsErrors) -> [String])? = nil, today: Int? = nil
  ) throws(SettingsErrors) -> Configuration {
    let table = try TableReader.document(bytes, file: file)
    let findings = table.findings
    var configuration = Configuration.default(catalogue)
    configuration.source = file
    configuration.database = table.absolutePath("database")
    configuration.socket = table.absolutePath("socket")
    if let path = configuration.socket, path.utf8.count > 107 {
      table.report(
        .badValue, "socket", "longer than the kernel's 107 bytes for a socket",
        remedy: "choose a shorter path")
    }

    let athleteTables = table.tables("athlete")
    let known = athleteTables.contains { $0.has("program") } ? try programs?() : nil
    let athletes = Configuration.readAthletes(athleteTables, programs: known, today: today)
    if !athletes.isEmpty { configuration.athletes = athletes }
    let reading = StationReading(
      catalogue: catalogue, names: names, athletes: configuration.athletes.map(\.id))
    let defaults = reading.defaults(table)
    configuration.sessionGap = defaults.station.sessionGap
    configuration.heartbeat = defaults.station.heartbeat
    if let count = table.integer("keep_samples", 0...1_000) { configuration.keepSamples = count }
    configuration.unnamedInputs = Self.defaultInputs.map { input in
      var input = input
      input.grab = defaults.input.grab
      input.debounce = defaults.input.debounce
      input.double = defaults.input.double
      input.long = defaults.input.long
      return input
    }

    let stations = table.tables("station")
    configuration.stations = stations.map { reading.station($0, defaults) }
    if stations.isEmpty { configuration.stations = [reading.station(table.empty(), defaults)] }
    for index in configuration.stations.indices {
      configuration.stations[index].keepsTapes = configuration.keepSamples > 0
    }
    table.finish()
    reading.checkNames(stations, configuration.stations)
    try findings.throwErrors()

    reading.warnOfSharedDevices(configuration.stations, stations)
    configuration.warnings = findings.warnings
    return configuration
  }
}

extension StationConfiguration {
  /// A station as it is without settings. Its exercise is `wall-sit`, else the catalogue's first.
  static func standard(_ catalogue: Catalogue) -> StationConfiguration {
    var station = StationConfiguration()
    if catalogue[station.exercise] == nil, let first = catalogue.exercises.first {
      station.exercise = first.id
    }
    return station
  }
}

extension TableReader {
  /// A path that means the same wherever the program was started.
  fileprivate func absolutePath(_ key: String) -> String? {
    guard let path = string(key) else { return nil }
    guard path.hasPrefix("/") else {
      report(.badValue, key, "\"\(path)\" is not an absolute path", remedy: "begin it with /")
      return nil
    }
    return path
  }

  /// A table without members at the same place.
  fileprivate func empty() -> TableReader { TableReader([], at: place, findings) }
}

/// The names of keys and LEDs, which this library does not know by itself.
public struct KeyNameTable: Sendable {
  /// The code of a key or button: 79 for `KEY_KP1`.
  public var code: @Sendable (String) -> UInt16?
  /// All names of keys and buttons, for suggestions.
  public var all: @Sendable () -> [String]
  /// The code of an LED: 0 for `LED_NUML`.
  public var led: @Sendable (String) -> UInt16?

  /// A table of these functions.
  public init(
    code: @escaping @Sendable (String) -> UInt16?, all: @escaping @Sendable () -> [String],
    led: @escaping @Sendable (String) -> UInt16?
  ) {
    self.code = code
    self.all = all
    self.led = led
  }
}
