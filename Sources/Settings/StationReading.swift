internal import Tracking
internal import Training

/// What stands at the top level for all stations and inputs.
struct Defaults {
  var station: StationConfiguration
  /// Kept as text: what a bare figure means depends on the station's exercise.
  var target: String?
  var input: InputConfiguration
}

/// Reads stations with what their settings may name.
struct StationReading {
  var catalogue: Catalogue
  var names: KeyNameTable
  var athletes: [String]

  /// Reads the settings that stand at the top level for all.
  func defaults(_ table: TableReader) -> Defaults {
    var station = StationConfiguration.standard(catalogue)
    station.athlete = athletes.contains(station.athlete) ? station.athlete : athletes[0]
    if let gap = table.duration("session_gap", .seconds(60)...(.seconds(86_400))) { station.sessionGap = gap }
    if let heartbeat = table.duration("heartbeat", .seconds(1)...(.seconds(300))) {
      station.heartbeat = heartbeat
    }
    readSettings(table, into: &station)
    let target = table.string("target")
    if let target, Kind.allCases.allSatisfy({ Target(target, kind: $0) == nil }) {
      reportTarget(target, table)
    }
    var input = InputConfiguration(match: DeviceMatch())
    readInputSettings(table, into: &input)
    return Defaults(station: station, target: target, input: input)
  }

  /// Reads a `[[station]]`.
  func station(_ table: TableReader, _ defaults: Defaults) -> StationConfiguration {
    var station = defaults.station
    if let name = table.name("name") { station.name = name }
    if let athlete = table.string("athlete"), checkAthlete(athlete, "athlete", table) {
      station.athlete = athlete
    }
    readSettings(table, into: &station)
    let kind = catalogue[station.exercise]?.kind ?? .hold
    let target = table.string("target")
    if let text = target ?? defaults.target {
      station.target = Target(text, kind: kind)
      if station.target == nil, target != nil { reportTarget(text, table) }
    }
    station.inputs = table.tables("input").map { input($0, defaults) }
    let home = "[[station.input]], or at the top level for all"
    table.finish(
      elsewhere: Dictionary(uniqueKeysWithValues: inputSettings.map { ($0, home) }).merging([
        "match": "[[station.input]]", "keys": "[[station.input]]", "use": "[[station.input]]",
        "database": "the top level", "socket": "the top level", "session_gap": "the top level",
        "heartbeat": "the top level", "keep_samples": "the top level", "led": "cues", "sound": "cues",
        "command": "cues",
      ]) { first, _ in first })
    return station
  }

  /// The settings of a station that may also stand at the top level.
  private func readSettings(_ table: TableReader, into station: inout StationConfiguration) {
    if let id = table.string("exercise"), checkExercise(id, "exercise", table) { station.exercise = id }
    if let time = table.duration("get_ready", .zero...(.seconds(600))) { station.getReady = time }
    if let time = table.duration("max_hold", .seconds(1)...(.seconds(86_400))) { station.maxHold = time }
    if let time = table.duration("rep_idle", .seconds(1)...(.seconds(3_600))) { station.repIdle = time }
    if let time = table.duration("rest", .seconds(1)...(.seconds(3_600))) { station.rest = time }
    if let time = table.duration("unplug_grace", .zero...(.seconds(3_600))) { station.unplugGrace = time }
    if let isSet = table.boolean("stop_at_target") { station.stopAtTarget = isSet }
    if let isSet = table.boolean("alternate") { station.alternate = isSet }
    let form = "write cues = { sound = true } or a table of its own"
    if let cues = table.table("cues", remedy: form) { readCues(cues, into: &station.cues) }
  }

  private func readCues(_ table: TableReader, into cues: inout CueOutputs) {
    if let name = table.string("led") {
      cues.led = names.led(name) ?? cues.led
      if names.led(name) == nil {
        let known = ledNames.filter { names.led($0) != nil }
        let near = nearestName(to: name, among: known)
        table.report(
          .unknownName, "led", "no LED \"\(name)\"",
          remedy: near.map { "did you mean \($0)?" } ?? "choose one of \(known.joined(separator: ", "))")
      }
    }
    if let sound = table.boolean("sound") { cues.sound = sound }
    let form = "write [\"espeak-ng\", \"{text}\"]"
    if let command = table.strings("command", remedy: form) {
      cues.command = command
      if command.isEmpty {
        table.report(.badValue, "command", "empty", remedy: "\(form), or leave the key out")
      }
    }
    table.finish()
  }

  private func reportTarget(_ text: String, _ table: TableReader) {
    table.report(
      .badValue, "target", "\"\(text)\" is no target",
      remedy:
        "write \"45s\", \"30-45s\", \"8-12 reps\", \"20 steps\" or \"max\", with \"20kg\" or \"50%\" after it"
    )
  }
}

/// The kernel's LEDs, for suggestions (`linux/input-event-codes.h`).
private let ledNames = [
  "LED_NUML", "LED_CAPSL", "LED_SCROLLL", "LED_COMPOSE", "LED_KANA", "LED_SLEEP", "LED_SUSPEND", "LED_MUTE",
  "LED_MISC", "LED_MAIL", "LED_CHARGING",
]

// MARK: - Names

extension StationReading {
  /// Whether the catalogue has the exercise; reported at the key where it has not.
  func checkExercise(_ id: String, _ key: String, _ table: TableReader) -> Bool {
    if catalogue[id] != nil { return true }
    let near = catalogue.find(id)?.id ?? catalogue.nearest(to: id)
    table.report(
      .unknownName, key, "no exercise \"\(id)\"",
      remedy: near.map { "did you mean \($0)?" } ?? "take an id of exercises.toml, or add the exercise there")
    return false
  }

  /// Whether there is such an athlete; reported at the key where there is not.
  func checkAthlete(_ id: String, _ key: String, _ table: TableReader) -> Bool {
    if athletes.contains(id) { return true }
    let near = nearestName(to: id, among: athletes)
    table.report(
      .unknownName, key, "no athlete \"\(id)\"",
      remedy: near.map { "did you mean \($0)?" } ?? "add an [[athlete]] with this id")
    return false
  }

  /// Reports stations of equal names.
  func checkNames(_ tables: [TableReader], _ stations: [StationConfiguration]) {
    var seen: Set<String> = []
    for (table, station) in zip(tables, stations) where !seen.insert(station.name).inserted {
      table.report(
        .conflict, "name", "a second station \"\(station.name)\"",
        remedy: "give each station a name of its own")
    }
  }
}
