internal import Tracking
internal import Training

/// The settings of an input that may also stand at the top level.
let inputSettings = ["auto", "form", "grab", "debounce", "double", "long"]

extension StationReading {
  /// Reads a `[[station.input]]`.
  func input(_ table: TableReader, _ defaults: Defaults) -> InputConfiguration {
    var input = defaults.input
    let match = table.table("match", remedy: "write match = { name = \"PCsensor FootSwitch*\" }")
    if let match {
      input.match = readMatch(match)
    } else if !table.has("match") {
      table.report(.missingKey, "match", "missing", remedy: "say which devices: match = { name = \"…\" }")
    }
    if let use = table.word("use", InputConfiguration.Use.self) { input.use = use }
    readInputSettings(table, into: &input)
    switch input.use {
    case .keys: readKeys(table, into: &input)
    case .motion: readMotion(table, into: &input)
    }
    table.finish()
    return input
  }

  /// Reads the settings that may also stand at the top level.
  func readInputSettings(_ table: TableReader, into input: inout InputConfiguration) {
    if let isSet = table.boolean("auto") { input.auto = isSet }
    if let isSet = table.boolean("form") { input.form = isSet }
    if let isSet = table.boolean("grab") { input.grab = isSet }
    if let time = table.duration("debounce", .zero...(.seconds(1))) { input.debounce = time }
    if let time = table.duration("double", .milliseconds(1)...(.seconds(5))) { input.double = time }
    if let time = table.duration("long", .milliseconds(1)...(.seconds(10))) { input.long = time }
    for (key, time) in [("double", input.double), ("long", input.long)] where table.has(key) {
      checkLonger(time, key, than: input.debounce, table)
    }
  }

  /// A double or a long press that is over before the contacts have settled could not be told from a bounce.
  private func checkLonger(_ time: Interval, _ key: String, than debounce: Interval, _ table: TableReader) {
    guard time <= debounce else { return }
    table.report(
      .conflict, key, "\(durationText(time)) is not longer than debounce (\(durationText(debounce)))",
      remedy: "make \(key) longer or debounce shorter")
  }

  private func readMatch(_ table: TableReader) -> DeviceMatch {
    let match = DeviceMatch(
      name: table.string("name"), vendor: table.id16("vendor"), product: table.id16("product"),
      phys: table.string("phys"), uniq: table.string("uniq"), path: table.string("path"),
      accelerometer: table.boolean("accelerometer"))
    table.finish()
    if table.keys.isEmpty || match == DeviceMatch(accelerometer: false) {
      table.findings.report(
        .badValue, table.place, "names no device",
        remedy: "give name, vendor, product, phys, uniq or path, or accelerometer = true")
    }
    return match
  }

  private func readMotion(_ table: TableReader, into input: inout InputConfiguration) {
    // A sensor types nothing into the console, and others may want to read it too.
    if !table.has("grab") { input.grab = false }
    if table.value("keys") != nil {
      table.report(
        .conflict, "keys", "an input for motion has no keys", remedy: "take keys or use = \"motion\" out")
    }
  }

  private func readKeys(_ table: TableReader, into input: inout InputConfiguration) {
    for key in ["auto", "form"] where table.has(key) {
      table.report(.conflict, key, "only for motion", remedy: "take it out, or write use = \"motion\"")
    }
    guard table.has("keys") else {
      input.any = KeyBinding(tap: .go)
      return
    }
    guard let keys = table.table("keys", remedy: "write keys.any = { tap = \"go\" }") else { return }
    for name in keys.keys {
      let form = "write keys.\(name) = { tap = \"go\" }"
      if name == "any" {
        input.any = keys.table(name, remedy: form).map { readBinding($0) }
      } else if let code = names.code(name) {
        guard let table = keys.table(name, remedy: form) else { continue }
        if input.keys[code] != nil {
          keys.report(
            .conflict, name, "another name of a key that is bound above", remedy: "bind each key once")
        }
        input.keys[code] = readBinding(table)
      } else {
        _ = keys.value(name)
        let near = nearestName(to: name, among: names.all() + ["any"])
        keys.report(
          .unknownName, name, "no key of this name",
          remedy: near.map { "did you mean \($0)?" } ?? "take a name such as KEY_B, or any for all other keys"
        )
      }
    }
    let bindings = Array(input.keys.values) + [input.any].compactMap { $0 }
    if bindings.contains(where: { $0.double != nil }), !table.has("double") {
      checkLonger(input.double, "double", than: input.debounce, table)
    }
    if bindings.contains(where: { $0.long != nil }), !table.has("long") {
      checkLonger(input.long, "long", than: input.debounce, table)
    }
  }
}

// MARK: - Devices that two entries want

extension StationReading {
  /// Warns of entries that a former one leaves nothing, and of stations that no device can reach.
  func warnOfSharedDevices(_ stations: [StationConfiguration], _ tables: [TableReader]) {
    var lines: [DeviceMatch: Int] = [:]
    for (station, table) in zip(stations, tables) {
      if station.inputs.isEmpty, stations.count > 1 {
        table.findings.warn(
          table.place, "station \"\(station.name)\" has no input: only commands reach it",
          remedy: "add [[station.input]] with a match")
      }
      for (input, inputTable) in zip(station.inputs, table.tables("input")) {
        let place = inputTable.place(of: "match")
        if let line = lines[input.match] {
          table.findings.warn(
            place, "the entry of line \(line) takes the same devices first",
            remedy: "tell them apart by phys or path")
        } else {
          lines[input.match] = place.line
        }
      }
    }
  }
}
