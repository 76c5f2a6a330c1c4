import Tracking
import Training

/// Reads the text of a scenario; whatever it does not understand is an error that names the place.
struct ScenarioParser {
  private var scenario: Scenario
  private var line = 0
  private var configuredTarget: String?

  static func parse(_ text: String, file: String) throws -> Scenario {
    var parser = ScenarioParser(scenario: Scenario(file: file))
    try parser.read(text)
    return parser.scenario
  }

  private init(scenario: Scenario) { self.scenario = scenario }

  private func error(_ message: String) -> ScenarioError {
    ScenarioError(file: scenario.file, line: line, message: message)
  }

  private mutating func read(_ text: String) throws {
    var isExpected = false
    var parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    if parts.last == "" { parts.removeLast() }
    for part in parts {
      line += 1
      if part.hasPrefix("#") { continue }
      if part.isEmpty {
        if !isExpected, scenario.events.isEmpty { throw error("the first blank line comes after the events") }
        isExpected = true
      } else if isExpected {
        scenario.expected.append(String(part))
      } else if part.first!.isNumber {
        try readEvent(String(part))
      } else {
        guard scenario.events.isEmpty else { throw error("a line of the set-up after the first event") }
        try readSetUp(try words(part))
      }
    }
    guard isExpected, !scenario.expected.isEmpty else {
      throw error("nothing is expected: a blank line and the output must follow the events")
    }
    guard case .end? = scenario.events.last?.what else { throw error("the last event must be `TIME end`") }
  }

  /// Words are separated by blanks, except within quotes: `tap="exercise wall-sit"` is one.
  private func words(_ text: some StringProtocol) throws -> [String] {
    var words = [""]
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted: words.append("")
      default: words[words.count - 1].append(character)
      }
    }
    if isQuoted { throw error("a quote is not closed") }
    return words.filter { !$0.isEmpty }
  }

  // MARK: Set-up

  private mutating func readSetUp(_ words: [String]) throws {
    switch (words[0], words.count) {
    case ("station", 2...):
      try readStation(words.dropFirst(), into: &scenario.configuration)
    case ("athlete", 3):
      guard let level = Level(rawValue: words[2]) else { throw error("unknown level \(words[2])") }
      scenario.athletes.append(Athlete(id: words[1], level: level))
    case ("exercise", 4...): try readExercise(words)
    case ("plan", 4...): try readPlan(words)
    case ("motion", 1): scenario.countsByMotion = true
    case ("heartbeats", 1): scenario.showsHeartbeats = true
    case ("input", 3...): try readInput(words)
    case ("absent", 2): scenario.devices[try device(words[1])].isPresent = false
    case ("down", 3...): scenario.devices[try device(words[1])].down = try words.dropFirst(2).map(key)
    default: throw error("unknown line `\(words.joined(separator: " "))`")
    }
  }

  private mutating func readExercise(_ words: [String]) throws {
    guard let kind = Kind(rawValue: words[2]), let sides = Sides(rawValue: words[3]) else {
      throw error("an exercise is: exercise ID hold|reps both|each [beginner=TARGET]")
    }
    var exercise = Exercise(id: words[1], name: words[1], kind: kind, sides: sides)
    for (name, value) in try words.dropFirst(4).map(option) {
      guard name == "beginner" else { throw error("unknown option \(name)") }
      exercise.beginner = try target(value, kind: kind)
    }
    scenario.exercises.append(exercise)
  }

  /// `plan EXERCISE SIDE TARGET|- [rest=60s] [or=EXERCISE] [athlete=ID]`
  private mutating func readPlan(_ words: [String]) throws {
    guard let exercise = scenario.catalogue[words[1]], let side = Side(rawValue: words[2]) else {
      throw error("a planned set is: plan EXERCISE SIDE TARGET|- …")
    }
    var set = PlannedSet(exercise: exercise.id, side: side, block: 0, place: 0, number: 1, count: 1)
    if words[3] != "-" { set.target = try target(words[3], kind: exercise.kind) }
    var athlete = "me"
    for (name, value) in try words.dropFirst(4).map(option) {
      switch name {
      case "rest": set.rest = try interval(value)
      case "or": set.alternatives.append(value)
      case "athlete": athlete = value
      default: throw error("unknown option \(name)")
      }
    }
    var sets = scenario.plans[athlete] ?? []
    set.place = sets.firstIndex { $0.exercise == set.exercise } ?? sets.count
    sets.append(set)
    let alike = sets.indices.filter { sets[$0].exercise == set.exercise && sets[$0].side == set.side }
    for (number, index) in alike.enumerated() {
      (sets[index].number, sets[index].count) = (number + 1, alike.count)
    }
    scenario.plans[athlete] = sets
  }

  private func readStation(_ words: some Sequence<String>, into station: inout StationConfiguration) throws {
    for (name, value) in try words.map(option) {
      switch name {
      case "exercise":
        guard scenario.catalogue[value] != nil else { throw error("unknown exercise \(value)") }
        station.exercise = value
      case "athlete": station.athlete = value
      case "get_ready": station.getReady = try interval(value)
      case "max_hold": station.maxHold = try interval(value)
      case "rep_idle": station.repIdle = try interval(value)
      case "rest": station.rest = try interval(value)
      case "unplug_grace": station.unplugGrace = try interval(value)
      case "session_gap": station.sessionGap = try interval(value)
      case "heartbeat": station.heartbeat = try interval(value)
      case "stop_at_target": station.stopAtTarget = try truth(value)
      case "alternate": station.alternate = try truth(value)
      case "target": station.target = try target(value, kind: scenario.catalogue[station.exercise]!.kind)
      default: throw error("unknown option \(name)")
      }
    }
  }

  private mutating func readInput(_ words: [String]) throws {
    let name = words[1]
    if (try? device(name)) == nil {
      scenario.devices.append(
        Scenario.Device(name: name, input: InputConfiguration(match: DeviceMatch(name: name))))
    }
    let index = try device(name)
    var rest = words.dropFirst(2)
    if let subject = rest.first, !subject.contains("=") {
      rest = rest.dropFirst()
      var binding = KeyBinding()
      for (gesture, value) in try rest.map(option) {
        guard let action = Action(value) else { throw error("unknown action \(value)") }
        switch gesture {
        case "press": binding.press = action
        case "release": binding.release = action
        case "tap": binding.tap = action
        case "double": binding.double = action
        case "long": binding.long = action
        default: throw error("unknown gesture \(gesture)")
        }
      }
      if subject == "any" {
        scenario.devices[index].input.any = binding
      } else {
        scenario.devices[index].input.keys[try key(subject)] = binding
      }
      return
    }
    for (option, value) in try rest.map(option) {
      switch option {
      case "debounce": scenario.devices[index].input.debounce = try interval(value)
      case "double": scenario.devices[index].input.double = try interval(value)
      case "long": scenario.devices[index].input.long = try interval(value)
      default: throw error("unknown option \(option)")
      }
    }
  }

  // MARK: Events

  private mutating func readEvent(_ text: String) throws {
    let words = try words(text)
    guard words.count >= 2, let at = instant(words[0]) else { throw error("an event is: TIME WHAT") }
    if case .end? = scenario.events.last?.what { throw error("an event after the end") }
    scenario.events.append(Scenario.Event(line: line, at: at, what: try what(Array(words.dropFirst()))))
  }

  private func what(_ words: [String]) throws -> Scenario.What {
    switch (words[0], words.count) {
    case ("do", 2...): return .perform(try command(Array(words.dropFirst())))
    case ("unplug", 2): return .unplug(try deviceName(words[1]))
    case ("plug", 2...): return .plug(try deviceName(words[1]), down: try words.dropFirst(2).map(key))
    case ("drop", 2...): return .drop(try deviceName(words[1]), down: try words.dropFirst(2).map(key))
    case ("crash", 1): return .ends(.crash)
    case ("shutdown", 1): return .ends(.shutdown)
    case ("restart", 1): return .restart
    case ("reload", _):
      var configuration = scenario.configuration
      try readStation(words.dropFirst(), into: &configuration)
      return .reload(configuration)
    case ("session", 1): return .session
    case ("end", 1): return .end
    default: return try frame(words)
    }
  }

  /// `pedal B down, NUMLOCK up`
  private func frame(_ words: [String]) throws -> Scenario.What {
    let name = try deviceName(words[0])
    var changes: [Scenario.KeyChange] = []
    for part in words.dropFirst().joined(separator: " ").split(separator: ",") {
      let pair = part.split(separator: " ").map(String.init)
      guard pair.count == 2, let value = ["up": 0, "down": 1, "repeat": 2, "lost": 0][pair[1]] else {
        throw error("a key's event is: KEY down|up|repeat|lost, not `\(part)`")
      }
      changes.append(
        Scenario.KeyChange(
          code: try key(pair[0]), value: Int32(value), isByKernel: pair[1] == "lost" || value == 2))
    }
    if changes.isEmpty { throw error("a frame without a key") }
    return .keys(device: name, changes)
  }

  /// An action as a key has it, and what only commands can say.
  private func command(_ words: [String]) throws -> Action {
    switch (words[0], words.count) {
    case ("side", 2):
      guard let side = Side(rawValue: words[1]) else { throw error("unknown side \(words[1])") }
      return .selectSide(side)
    case ("target", 2...):
      if words[1] == "none" { return .selectTarget(nil) }
      return .selectTarget(try target(words.dropFirst().joined(separator: " "), kind: .hold))
    case ("load", 2) where words[1] == "none": return .selectLoad(nil)
    default:
      guard let action = Action(words.joined(separator: " ")) else {
        throw error("unknown action `\(words.joined(separator: " "))`")
      }
      return action
    }
  }

  // MARK: Words

  private func option(_ word: String) throws -> (name: String, value: String) {
    guard let equals = word.firstIndex(of: "=") else { throw error("`\(word)` is not NAME=VALUE") }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  private func device(_ name: String) throws -> Int {
    guard let index = scenario.devices.firstIndex(where: { $0.name == name }) else {
      throw error("unknown input or word `\(name)`")
    }
    return index
  }

  private func deviceName(_ name: String) throws -> String {
    _ = try device(name)
    return name
  }

  private func key(_ name: String) throws -> UInt16 {
    guard let code = keyCodes[name] else { throw error("unknown key \(name)") }
    return code
  }

  private func truth(_ text: String) throws -> Bool {
    guard let value = Bool(text) else { throw error("`\(text)` is neither true nor false") }
    return value
  }

  private func target(_ text: String, kind: Kind) throws -> Target {
    guard let target = Target(text, kind: kind) else { throw error("`\(text)` is no target") }
    return target
  }

  private func interval(_ text: String) throws -> Interval {
    for (unit, microseconds) in [("ms", 1_000.0), ("s", 1_000_000), ("m", 60_000_000)]
    where text.hasSuffix(unit) {
      guard let count = Double(text.dropLast(unit.count)), count >= 0 else { break }
      return Interval(microseconds: Int64((count * microseconds).rounded()))
    }
    throw error("`\(text)` is no length of time (25ms, 3s, 15m)")
  }

  /// `45.012345`: exact, so without going through a floating-point number.
  private func instant(_ text: String) -> Instant? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let seconds = Int64(parts[0]), seconds >= 0 else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : "0"
    guard (1...6).contains(decimals.count), let fraction = Int64(decimals), fraction >= 0 else { return nil }
    var scale: Int64 = 1
    for _ in decimals.count..<6 { scale *= 10 }
    return Instant(microseconds: seconds * 1_000_000 + fraction * scale)
  }
}
