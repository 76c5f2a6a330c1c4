import Settings
import Testing

/// A text, and exactly what is said of it.
struct Bad: CustomTestStringConvertible, Sendable {
  var text: String
  var error: String

  init(_ text: String, _ error: String) {
    self.text = text
    self.error = error
  }

  var testDescription: String { error }
}

private let station = "[[station]]\n"
private let input = "[[station]]\n[[station.input]]\nmatch = { name = \"A\" }\n"
private let targets =
  "write \"45s\", \"30-45s\", \"8-12 reps\", \"20 steps\" or \"max\", with \"20kg\" or \"50%\" after it"

// Apart from the macro: Swift 6.0 cannot compile an interpolation in its arguments.
private let badConfigurations: [Bad] = [
  Bad("sesion_gap = \"3s\"", "h.toml:1: sesion_gap: unknown key; did you mean session_gap?"),
  Bad("database = 1", "h.toml:1: database: a number instead of a string; write it in quotes"),
  Bad("database = \"\"", "h.toml:1: database: empty; give it a value or leave the key out"),
  Bad("database = \"a.db\"", "h.toml:1: database: \"a.db\" is not an absolute path; begin it with /"),
  Bad("database = \"/a\\u0000b\"", "h.toml:1: database: holds a NUL character; take \\u0000 out"),
  Bad(
    "socket = \"/\(String(repeating: "x", count: 107))\"",
    "h.toml:1: socket: longer than the kernel's 107 bytes for a socket; choose a shorter path"),
  Bad(
    "session_gap = 30",
    "h.toml:1: session_gap: a number instead of a length of time; "
      + "write it in quotes with its unit, such as \"3s\" or \"250ms\""),
  Bad(
    "session_gap = \"30 minutes\"",
    "h.toml:1: session_gap: \"30 minutes\" is not a length of time; write figures with h, m, s or ms, such as \"1m30s\""
  ),
  Bad(
    "keep_samples = \"20\"",
    "h.toml:1: keep_samples: a string instead of a whole number; write it without quotes, such as 0"),
  Bad("keep_samples = -1", "h.toml:1: keep_samples: -1 is out of bounds; give 0 to 1000"),
  Bad("heartbeat = \"-5s\"", "h.toml:1: heartbeat: \"-5s\" is out of bounds; give 1s to 5m"),
  Bad("max_hold = \"2000h\"", "h.toml:1: max_hold: \"2000h\" is out of bounds; give 1s to 24h"),
  Bad(
    "stop_at_target = \"yes\"",
    "h.toml:1: stop_at_target: a string instead of a boolean; write true or false, without quotes"),
  Bad("athlete = \"me\"", "h.toml:1: athlete: a string instead of tables; write [[athlete]] over each"),
  Bad(
    "[station]\nname = \"a\"", "h.toml:1: station: a table instead of tables; write [[station]] over each"),
  Bad("station = [1]", "h.toml:1: station: a number instead of a table; write [[station]] over each"),

  Bad("[[athlete]]\nlevel = \"beginner\"", "h.toml:1: athlete.id: missing; write id = \"me\""),
  Bad(
    "[[athlete]]\nid = \"a b\"",
    "h.toml:2: athlete.id: \"a b\" cannot be a name; use up to 64 letters, digits, -, _ and . only"),
  Bad(
    "[[athlete]]\nid = \"me\"\nlevel = \"begginer\"",
    "h.toml:3: athlete.level: \"begginer\" is not known here; did you mean \"beginner\"?"),
  Bad(
    "[[athlete]]\nid = \"me\"\nlevel = \"x\"",
    "h.toml:3: athlete.level: \"x\" is not known here; write \"beginner\" or \"advanced\""),
  Bad(
    "[[athlete]]\nid = \"me\"\n[[athlete]]\nid = \"me\"",
    "h.toml:4: athlete.id: a second athlete \"me\"; give each athlete an id of its own"),
  Bad(
    "[[athlete]]\nid = \"me\"\nrace = { date = \"2027-04-18\", distance = \"10k\" }",
    "h.toml:3: athlete.race.date: a string instead of a date; write it without quotes, such as 2027-04-18"),
  Bad(
    "[[athlete]]\nid = \"me\"\nrace = { date = 2027-04-18 }",
    "h.toml:3: athlete.race.distance: missing; write race = { date = 2027-04-18, distance = \"marathon\" }"),
  Bad(
    "[[athlete]]\nid = \"me\"\nrace = { date = 2027-04-18, distance = \"26 versts\" }",
    "h.toml:3: athlete.race.distance: \"26 versts\" is no distance of a race; "
      + "write 5k, 10k, half-marathon, marathon, ultra, 15km or 10mi, in quotes"),
  Bad(
    "[[athlete]]\nid = \"me\"\nrace = { date = 2027-04-18, distnace = \"10k\", distance = \"10k\" }",
    "h.toml:3: athlete.race.distnace: unknown key; did you mean distance?"),

  Bad(station + "nmae = \"a\"", "h.toml:2: station.nmae: unknown key; did you mean name?"),
  Bad(
    station + "debounce = \"3ms\"",
    "h.toml:2: station.debounce: unknown key; it belongs in [[station.input]], or at the top level for all"),
  Bad(station + "sound = true", "h.toml:2: station.sound: unknown key; it belongs in cues"),
  Bad(
    station + "name = \"a\"\n[[station]]\nname = \"a\"",
    "h.toml:4: station.name: a second station \"a\"; give each station a name of its own"),
  Bad(station + "athlete = \"mee\"", "h.toml:2: station.athlete: no athlete \"mee\"; did you mean me?"),
  Bad(
    station + "athlete = \"robert\"",
    "h.toml:2: station.athlete: no athlete \"robert\"; add an [[athlete]] with this id"),
  Bad(
    station + "exercise = \"wall-sti\"",
    "h.toml:2: station.exercise: no exercise \"wall-sti\"; did you mean wall-sit?"),
  Bad(
    station + "exercise = \"Chair\"",
    "h.toml:2: station.exercise: no exercise \"Chair\"; did you mean wall-sit?"),
  Bad(
    station + "exercise = \"zzzzzzzz\"",
    "h.toml:2: station.exercise: no exercise \"zzzzzzzz\"; take an id of exercises.toml, or add the exercise there"
  ),
  Bad(station + "target = \"45-30s\"", "h.toml:2: station.target: \"45-30s\" is no target; " + targets),
  Bad("target = \"soon\"", "h.toml:1: target: \"soon\" is no target; " + targets),
  Bad(
    station + "cues = true",
    "h.toml:2: station.cues: a boolean instead of a table; write cues = { sound = true } or a table of its own"
  ),
  Bad("[cues]\nled = \"LED_NUM\"", "h.toml:2: cues.led: no LED \"LED_NUM\"; did you mean LED_NUML?"),
  Bad("[cues]\nled = \"red\"", "h.toml:2: cues.led: no LED \"red\"; choose one of LED_NUML, LED_CAPSL"),
  Bad(
    "[cues]\ncommand = []",
    "h.toml:2: cues.command: empty; write [\"espeak-ng\", \"{text}\"], or leave the key out"),
  Bad(
    "[cues]\ncommand = \"x\"",
    "h.toml:2: cues.command: a string instead of an array of strings; write [\"espeak-ng\", \"{text}\"]"),
  Bad(
    "[cues]\ncommand = [\"x\", 1]",
    "h.toml:2: cues.command: a number instead of a string in the array; write [\"espeak-ng\", \"{text}\"]"),
  Bad("[cues]\ncommand = [\"\"]", "h.toml:2: cues.command: empty; give it a value or leave the key out"),

  Bad(
    station + "[[station.input]]\n",
    "h.toml:2: station.input.match: missing; say which devices: match = { name = \"…\" }"),
  Bad(
    station + "[[station.input]]\nmatch = {}",
    "h.toml:3: station.input.match: names no device; give name, vendor, product, phys, uniq or path, or accelerometer = true"
  ),
  Bad(
    station + "[[station.input]]\nmatch = { accelerometer = false }",
    "h.toml:3: station.input.match: names no device; give name, vendor, product, phys, uniq or path, or accelerometer = true"
  ),
  Bad(
    station + "[[station.input]]\nmatch = \"PCsensor\"",
    "h.toml:3: station.input.match: a string instead of a table; write match = { name = \"PCsensor FootSwitch*\" }"
  ),
  Bad(
    station + "[[station.input]]\nmatch = { vendor = 0x10000 }",
    "h.toml:3: station.input.match.vendor: 65536 is out of bounds; give 0 to 0xffff, as lsusb shows it"),
  Bad(
    station + "[[station.input]]\nmatch = { product = -1 }",
    "h.toml:3: station.input.match.product: -1 is out of bounds; give 0 to 0xffff, as lsusb shows it"),
  Bad(
    station + "[[station.input]]\nmatch = { vendor = \"13ba\" }",
    "h.toml:3: station.input.match.vendor: a string instead of a whole number; write it without quotes, such as 0x13ba"
  ),
  Bad(
    station + "[[station.input]]\nmatch = { vendor = 1, serial = \"x\" }",
    "h.toml:3: station.input.match.serial: unknown key; known here: name, vendor, product, phys, uniq, path, accelerometer"
  ),

  Bad(
    input + "use = \"key\"",
    "h.toml:4: station.input.use: \"key\" is not known here; did you mean \"keys\"?"),
  Bad(
    input + "use = \"motion\"\nkeys.any = { tap = \"go\" }",
    "h.toml:5: station.input.keys: an input for motion has no keys; take keys or use = \"motion\" out"),
  Bad(
    input + "auto = true",
    "h.toml:4: station.input.auto: only for motion; take it out, or write use = \"motion\""),
  Bad(
    input + "debounce = \"30ms\"\nlong = \"30ms\"",
    "h.toml:5: station.input.long: 30ms is not longer than debounce (30ms); make long longer or debounce shorter"
  ),
  Bad(
    "double = \"25ms\"",
    "h.toml:1: double: 25ms is not longer than debounce (25ms); make double longer or debounce shorter"),
  Bad(
    input + "debounce = \"300ms\"\nkeys.any = { double = \"undo\" }",
    "h.toml:2: station.input.double: 250ms is not longer than debounce (300ms); make double longer or debounce shorter"
  ),
  Bad(
    input + "debounce = \"2s\"", "h.toml:4: station.input.debounce: \"2s\" is out of bounds; give 0s to 1s"),
  Bad(
    input + "keys = \"go\"",
    "h.toml:4: station.input.keys: a string instead of a table; write keys.any = { tap = \"go\" }"),
  Bad(
    input + "keys.any = \"go\"",
    "h.toml:4: station.input.keys.any: a string instead of a table; write keys.any = { tap = \"go\" }"),
  Bad(
    input + "keys.KEY_KP11 = { tap = \"go\" }",
    "h.toml:4: station.input.keys.KEY_KP11: no key of this name; did you mean KEY_KP1?"),
  Bad(
    input + "keys.Any = { tap = \"go\" }",
    "h.toml:4: station.input.keys.Any: no key of this name; did you mean any?"),
  Bad(
    input + "keys.PEDAL_OF_MINE = { tap = \"go\" }",
    "h.toml:4: station.input.keys.PEDAL_OF_MINE: no key of this name; take a name such as KEY_B, or any for all other keys"
  ),
  Bad(
    input + "keys.KEY_HANGEUL = { tap = \"go\" }\nkeys.KEY_HANGUEL = { tap = \"rep\" }",
    "h.toml:5: station.input.keys.KEY_HANGUEL: another name of a key that is bound above; bind each key once"
  ),
  Bad(
    input + "keys.any = { tpa = \"go\" }",
    "h.toml:4: station.input.keys.any.tpa: unknown key; did you mean tap?"),
  Bad(
    input + "keys.any = { tap = 1 }",
    "h.toml:4: station.input.keys.any.tap: a number instead of a string; write an action in quotes, such as \"go\""
  ),
  Bad(
    input + "keys.any = { press = \"go\", long = \"undo\" }",
    "h.toml:4: station.input.keys.any.press: cannot stand beside long: it acts before a long is known to be one; "
      + "bind press and release, or tap, double and long"),
  Bad(
    input + "keys.any = { tap = \"hold\" }",
    "h.toml:4: station.input.keys.any.tap: hold lasts from press to release and cannot be bound to tap; "
      + "write press = \"hold\""),
  Bad(
    input + "keys.any = { tap = \"goo\" }",
    "h.toml:4: station.input.keys.any.tap: no action \"goo\"; did you mean go?"),
  Bad(
    input + "keys.any = { tap = \"teleport\" }",
    "h.toml:4: station.input.keys.any.tap: no action \"teleport\"; choose one of go, toggle, start, stop, hold, rep, "
      + "undo, discard, next, previous, side, exercise, athlete, load, rpe"),
  Bad(
    input + "keys.any = { tap = \"go now\" }",
    "h.toml:4: station.input.keys.any.tap: \"go now\" is not understood; write \"go\" alone"),
  Bad(
    input + "keys.any = { tap = \"load\" }",
    "h.toml:4: station.input.keys.any.tap: \"load\" is not understood; write \"load +2.5\", \"load -2.5\" or \"load 20\": "
      + "kg, up to 1000"),
  Bad(
    input + "keys.any = { tap = \"rpe 11\" }",
    "h.toml:4: station.input.keys.any.tap: \"rpe 11\" is not understood; write \"rpe 7\": 1 to 10"),
  Bad(
    input + "keys.any = { tap = \"exercise side-plan\" }",
    "h.toml:4: station.input.keys.any.tap: no exercise \"side-plan\"; did you mean side-plank?"),
  Bad(
    input + "keys.any = { tap = \"athlete you\" }",
    "h.toml:4: station.input.keys.any.tap: no athlete \"you\"; add an [[athlete]] with this id"),
]

@Suite struct ConfigurationErrorTests {
  @Test(arguments: badConfigurations)
  func says(_ bad: Bad) { #expect(errors(bad.text) == bad.error) }

  /// The parser's own words stand between the place and the remedy; they differ between its versions.
  @Test(arguments: [
    ("a = \n", "h.toml:1: not TOML at column 5: "), ("\na = 1\na = 2\n", "h.toml:3: not TOML at column 5: "),
    ("a = \"é\" b", "h.toml:1: not TOML at column 9: "),
  ])
  func saysWhereTOMLEnds(_ text: String, _ beginning: String) {
    #expect(errors(text).hasPrefix(beginning), "\(errors(text))")
    #expect(errors(text).hasSuffix("; correct the line"))
  }

  @Test func allErrorsComeInTheOrderOfTheFile() {
    let text = """
      socket = 1
      [[station]]
      athlete = "x y z w"
      [[station.input]]
      match = { name = "A" }
      keys.KEY_A = { tap = "goo" }
      lnog = "1s"
      [[athlete]]
      id = 3
      """
    #expect(
      errors(text).split(separator: "\n").map { String($0.prefix(30)) } == [
        "h.toml:1: socket: a number ins", "h.toml:3: station.athlete: no ", "h.toml:6: station.input.keys.K",
        "h.toml:7: station.input.lnog: ", "h.toml:9: athlete.id: a number",
      ])
  }

  @Test func manyErrorsAreCutShort() {
    let text = (1...15).map { "zz\($0) = 1" }.joined(separator: "\n")
    let lines = errors(text).split(separator: "\n")
    #expect(lines.count == 11)
    #expect(lines.last == "and 5 more; correct these first")
  }
}
