import Settings
import Syscalls
import Testing
import Tracking
import Training

@Suite struct ConfigurationTests {
  @Test func nothingAtAllWorks() throws {
    let configuration = Configuration.default(catalogue)
    #expect(configuration.source == nil)
    #expect(configuration.athletes == [AthleteSettings(id: "me")])
    #expect(configuration.stations == [StationConfiguration()])
    #expect(configuration.stations[0].inputs.isEmpty)
    #expect(configuration.inputs(of: configuration.stations[0]) == Configuration.defaultInputs)
    #expect(Configuration.defaultInputs[0].match.knownPedal)
    #expect(Configuration.defaultInputs[0].any == KeyBinding(tap: .go))
  }

  @Test func anEmptyFileIsNoFile() throws {
    var empty = try parse("# nothing\n")
    #expect(empty.source == "h.toml")
    empty.source = nil
    #expect(empty == Configuration.default(catalogue))
  }

  @Test func theFirstExerciseServesWhereThereIsNoWallSit() {
    let other = Catalogue([Exercise(id: "plank", name: "Plank", kind: .hold, sides: .both)])
    #expect(Configuration.default(other).stations[0].exercise == "plank")
    #expect(Configuration.default(Catalogue()).stations[0].exercise == "wall-sit")
  }

  @Test func readsEveryKey() throws {
    let configuration = try parse(
      """
      database = "/var/lib/holdfast/holdfast.db"
      socket = "/run/holdfast/holdfast.sock"
      session_gap = "45m"
      heartbeat = "5s"
      keep_samples = 20

      [[athlete]]
      id = "me"
      level = "advanced"
      program = "home-plan"
      race = { date = 2027-04-18, distance = "marathon" }

      [[athlete]]
      id = "bo.b-2"

      [[station]]
      name = "rack"
      athlete = "bo.b-2"
      exercise = "push-up"
      get_ready = "3s"
      max_hold = "10m"
      rep_idle = "15s"
      rest = "1m30s"
      unplug_grace = "0s"
      stop_at_target = true
      alternate = false
      target = "8-12"
      cues = { led = "LED_CAPSL", sound = true, command = ["say", "{text}"] }

      [[station.input]]
      match = { name = "PC*", vendor = 0x13ba, product = 65535, phys = "p", uniq = "u", path = "/dev/*" }
      grab = false
      debounce = "10ms"
      double = "300ms"
      long = "1s"
      keys.KEY_KP1 = { tap = "exercise wall-sit", double = "athlete me", long = "undo" }
      keys.KEY_KP2 = { press = "hold", release = "rep" }
      keys.KEY_NUMLOCK = {}
      keys.any = { tap = "load -2.5" }

      [[station.input]]
      match.accelerometer = true
      use = "motion"
      auto = true
      form = true
      """)
    #expect(configuration.database == "/var/lib/holdfast/holdfast.db")
    #expect(configuration.socket == "/run/holdfast/holdfast.sock")
    // 18 April 2027.
    #expect(
      configuration.athletes == [
        AthleteSettings(
          id: "me", level: .advanced, program: "home-plan",
          race: Race(day: 20_926, distance: RaceDistance("marathon")!)),
        AthleteSettings(id: "bo.b-2"),
      ])
    #expect(configuration.athlete("me")?.athlete == Athlete(id: "me", level: .advanced))
    let pedal = InputConfiguration(
      match: DeviceMatch(name: "PC*", vendor: 0x13ba, product: 65535, phys: "p", uniq: "u", path: "/dev/*"),
      grab: false, debounce: .milliseconds(10), double: .milliseconds(300), long: .seconds(1),
      keys: [
        79: KeyBinding(tap: .exercise("wall-sit"), double: .athlete("me"), long: .undo),
        80: KeyBinding(press: .hold, release: .rep), 69: KeyBinding(),
      ], any: KeyBinding(tap: .load(by: -2.5)))
    let sensor = InputConfiguration(
      match: DeviceMatch(accelerometer: true), use: .motion, auto: true, form: true, grab: false)
    var rack = StationConfiguration(
      name: "rack", athlete: "bo.b-2", exercise: "push-up", getReady: .seconds(3), maxHold: .seconds(600),
      repIdle: .seconds(15), rest: .seconds(90), unplugGrace: .zero, stopAtTarget: true, alternate: false,
      target: Target(reps: .range(8, 12)), sessionGap: .seconds(2_700), heartbeat: .seconds(5),
      inputs: [pedal, sensor], cues: CueOutputs(led: 1, sound: true, command: ["say", "{text}"]))
    rack.keepsTapes = true
    #expect(configuration.stations == [rack])
    #expect(configuration.keepSamples == 20)
    #expect(configuration.warnings.isEmpty)
  }

  @Test func topLevelSettingsAreDefaultsForAll() throws {
    let configuration = try parse(
      """
      exercise = "push-up"
      get_ready = "3s"
      target = "10"
      debounce = "40ms"
      grab = false
      [cues]
      sound = true
      command = ["beep"]
      [[station]]
      name = "a"
      get_ready = "5s"
      exercise = "wall-sit"
      cues = { sound = false }
      [[station.input]]
      match = { name = "A" }
      [[station.input]]
      match = { name = "B" }
      debounce = "5ms"
      grab = true
      [[station]]
      name = "b"
      [[station.input]]
      match = { name = "C" }
      """)
    let (a, b) = (configuration.stations[0], configuration.stations[1])
    #expect(a.getReady == .seconds(5))
    #expect(b.getReady == .seconds(3))
    #expect(a.exercise == "wall-sit")
    #expect(b.exercise == "push-up")
    // A bare figure means the unit of the exercise.
    #expect(a.target == Target(seconds: .exactly(10)))
    #expect(b.target == Target(reps: .exactly(10)))
    #expect(a.inputs.map(\.debounce) == [.milliseconds(40), .milliseconds(5)])
    #expect(a.inputs.map(\.grab) == [false, true])
    #expect(a.cues == CueOutputs(sound: false, command: ["beep"]))
    #expect(b.cues == CueOutputs(sound: true, command: ["beep"]))
  }

  @Test func defaultsReachTheDefaultInput() throws {
    let configuration = try parse("debounce = \"40ms\"\ngrab = false")
    let inputs = configuration.inputs(of: configuration.stations[0])
    #expect(configuration.stations[0].inputs.isEmpty)
    #expect(inputs.count == 1)
    #expect(inputs[0].match == DeviceMatch(knownPedal: true))
    #expect(inputs[0].debounce == .milliseconds(40))
    #expect(!inputs[0].grab)
  }

  @Test func anInputWithoutKeysIsGo() throws {
    let configuration = try parse("[[station]]\n[[station.input]]\nmatch = { name = \"A\" }")
    #expect(configuration.stations[0].inputs[0].any == KeyBinding(tap: .go))
  }

  @Test func ofSeveralStationsOneWithoutInputGetsNoPedal() throws {
    let configuration = try parse(
      "[[station]]\nname = \"a\"\n\n[[station]]\nname = \"b\"\n[[station.input]]\nmatch = { name = \"A\" }")
    #expect(configuration.inputs(of: configuration.stations[0]).isEmpty)
    #expect(
      configuration.warnings.map(\.description) == [
        "h.toml:1: station: station \"a\" has no input: only commands reach it; add [[station.input]] with a match"
      ])
  }

  @Test func twoEntriesForOneDeviceAreAWarning() throws {
    let configuration = try parse(
      """
      [[station]]
      name = "a"
      [[station.input]]
      match = { name = "A", vendor = 1 }
      [[station]]
      name = "b"
      [[station.input]]
      match = { vendor = 0x1, name = "A" }
      """)
    #expect(
      configuration.warnings.map(\.description) == [
        "h.toml:8: station.input.match: the entry of line 4 takes the same devices first; "
          + "tell them apart by phys or path"
      ])
  }

  @Test func aStationWithoutAthleteHasTheFirst() throws {
    #expect(try parse("[[athlete]]\nid = \"bo\"\n[[athlete]]\nid = \"al\"").stations[0].athlete == "bo")
    #expect(try parse("[[athlete]]\nid = \"bo\"\n[[athlete]]\nid = \"me\"").stations[0].athlete == "me")
  }

  @Test func aFileThatIsNotThereSaysSo() {
    do {
      _ = try Configuration.load(path: "/nonexistent/h.toml", catalogue: catalogue, names: names)
      Issue.record("it was read")
    } catch {
      #expect(
        error.description == "/nonexistent/h.toml: cannot be read: No such file or directory; check the path")
      #expect(error.errors.first?.code == .unreadable)
      #expect(error.errors.first?.underlying?.errno == 2)
    }
    #expect(throws: SettingsErrors.self) {
      try Configuration.load(path: "/dev/zero", catalogue: catalogue, names: names)
    }
    #expect(throws: SettingsErrors.self) {
      try Configuration.load(path: "/", catalogue: catalogue, names: names)
    }
  }

  @Test func aProgramThatThereIsNot() throws {
    func read(_ text: String, _ programs: [String], today: Int? = nil) throws -> Configuration {
      try Configuration.parse(
        Array(text.utf8), file: "h.toml", catalogue: catalogue, names: names, programs: { programs },
        today: today)
    }
    let text = "[[athlete]]\nid = \"me\"\nprogram = \"home-paln\"\n"
    #expect(throws: SettingsErrors.self) { try read(text, ["home-plan"]) }
    for (programs, remedy) in [
      (["gym", "home-plan"], "did you mean \"home-plan\"?"), ([], "see: holdfast programs"),
    ] {
      do {
        _ = try read(text, programs)
        Issue.record("it was taken")
      } catch {
        #expect("\(error)" == "h.toml:3: athlete.program: there is no program \"home-paln\"; \(remedy)")
      }
    }
    #expect(try read(text, ["home-paln"]).athletes[0].program == "home-paln")
    #expect(try parse(text).athletes[0].program == "home-paln", "not checked by those who do not ask")
    // Nobody looks for programs where none is named.
    let other = "[[athlete]]\nid = \"me\"\n"
    let asked = try Configuration.parse(
      Array(other.utf8), file: "h.toml", catalogue: catalogue, names: names,
      programs: { () throws(SettingsErrors) in throw SettingsErrors([]) })
    #expect(asked.athletes[0].configuredProgram == nil)
  }

  @Test func aRaceThatIsPastIsOddAndNoError() throws {
    let text =
      "[[athlete]]\nid = \"me\"\nprogram = \"p\"\nrace = { date = 2027-04-18, distance = \"half\" }\n"
    func warnings(_ today: Int?) throws -> [String] {
      try Configuration.parse(
        Array(text.utf8), file: "h.toml", catalogue: catalogue, names: names, today: today
      ).warnings.map(\.description)
    }
    #expect(try warnings(nil) == [] && warnings(20_926) == [])
    #expect(
      try warnings(20_927) == [
        "h.toml:4: athlete.race.date: the race on 2027-04-18 is past; write the next one, or take race out"
      ])
    let race = Race(day: 20_926, distance: RaceDistance("half-marathon")!)
    #expect(
      try parse(text).athletes[0].configuredProgram
        == ConfiguredProgram(athlete: "me", program: "p", race: race))
  }
}
