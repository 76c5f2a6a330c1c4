public import Training

/// What a gesture or a command asks of a station.
public enum Action: Hashable, Sendable {
  /// The one-pedal action: starts and stops a hold; a repetition where nothing else counts.
  case go
  /// Start or stop, whatever the kind.
  case toggle
  /// Start a set.
  case start
  /// Stop the set and store it.
  case stop
  /// Momentary: starts on press, stops on release.
  case hold
  /// One repetition.
  case rep
  /// Take back: what is running, else the last set stored here.
  case undo
  /// Throw away what is running.
  case discard
  /// The next exercise.
  case next
  /// The exercise before.
  case previous
  /// The other side.
  case side
  /// Exactly this side. Not bound to keys; `select --side`.
  case selectSide(Side)
  /// Select an exercise by its id.
  case exercise(String)
  /// Select an athlete by id.
  case athlete(String)
  /// Change the load by so many kg; never below 0.
  case load(by: Double)
  /// Set the load to so many kg; `nil` takes it off. Not bound to keys; `select --load`.
  case selectLoad(Double?)
  /// Ask for this target until the exercise changes; `nil` goes back to the usual one. Not bound to keys.
  case selectTarget(Target?)
  /// Rate the running set, else the last one of the session: 1 to 10.
  case rpe(Double)
}

extension Action {
  /// The names that a configuration may use, for suggestions.
  public static let names = [
    "go", "toggle", "start", "stop", "hold", "rep", "undo", "discard", "next", "previous", "side", "exercise",
    "athlete", "load", "rpe",
  ]

  /// Reads an action as the configuration writes it: `go`, `exercise wall-sit`, `load +2.5`, `rpe 7`.
  ///
  /// Whether an exercise or an athlete exists is for the caller to check.
  /// - Returns: `nil` for an unknown action, a missing or a superfluous argument, or a figure out of range.
  public init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("go", 1): self = .go
    case ("toggle", 1): self = .toggle
    case ("start", 1): self = .start
    case ("stop", 1): self = .stop
    case ("hold", 1): self = .hold
    case ("rep", 1): self = .rep
    case ("undo", 1): self = .undo
    case ("discard", 1): self = .discard
    case ("next", 1): self = .next
    case ("previous", 1): self = .previous
    case ("side", 1): self = .side
    case ("exercise", 2): self = .exercise(words[1])
    case ("athlete", 2): self = .athlete(words[1])
    case ("load", 2):
      guard let kg = Double(words[1]), abs(kg) <= 1_000 else { return nil }
      self = words[1].hasPrefix("+") || words[1].hasPrefix("-") ? .load(by: kg) : .selectLoad(kg)
    case ("rpe", 2):
      guard let value = Double(words[1]), (1...10).contains(value) else { return nil }
      self = .rpe(value)
    default: return nil
    }
  }
}

/// What a key means: an action for each gesture that is bound. `press` beside `tap`, `double` or `long` is an
/// error of the configuration.
public struct KeyBinding: Hashable, Sendable {
  /// At once, when the key goes down.
  public var press: Action?
  /// When the key comes up.
  public var release: Action?
  /// A short press; at once where neither `double` nor `long` is bound.
  public var tap: Action?
  /// The second press within `double` of the first's release.
  public var double: Action?
  /// A press of `long` or more.
  public var long: Action?

  /// A binding of these gestures.
  public init(
    press: Action? = nil, release: Action? = nil, tap: Action? = nil, double: Action? = nil,
    long: Action? = nil
  ) {
    self.press = press
    self.release = release
    self.tap = tap
    self.double = double
    self.long = long
  }
}

/// What a station does with one matching device.
public struct InputConfiguration: Hashable, Sendable {
  /// What an input is listened to for.
  public enum Use: String, CaseIterable, Hashable, Sendable {
    /// Keys.
    case keys
    /// Acceleration.
    case motion
  }

  /// Which devices.
  public var match: DeviceMatch
  /// What for.
  public var use: Use
  /// For motion: whether sets start and stop by themselves.
  public var auto: Bool
  /// For motion: whether a cue warns when the form of a hold breaks.
  public var form: Bool
  /// Whether to take the device for Holdfast alone, which keeps its keys out of the console.
  public var grab: Bool
  /// How long after an edge further ones are ignored.
  public var debounce: Interval
  /// How soon after the first press's release the second press of a double must come.
  public var double: Interval
  /// From how long on a press is long.
  public var long: Interval
  /// What each key means, by its code.
  public var keys: [UInt16: KeyBinding]
  /// What the virtual key over all other keys means.
  public var any: KeyBinding?

  /// Whether nothing but measurements comes from it.
  public var isSensorAlone: Bool { use == .motion && keys.isEmpty }

  /// An input; the times are those of the contract.
  public init(
    match: DeviceMatch, use: Use = .keys, auto: Bool = false, form: Bool = false, grab: Bool = true,
    debounce: Interval = .milliseconds(25), double: Interval = .milliseconds(250),
    long: Interval = .milliseconds(800),
    keys: [UInt16: KeyBinding] = [:],
    any: KeyBinding? = nil
  ) {
    self.match = match
    self.use = use
    self.auto = auto
    self.form = form
    self.grab = grab
    self.debounce = debounce
    self.double = double
    self.long = long
    self.keys = keys
    self.any = any
  }
}

/// Where and how a station speaks.
public struct CueOutputs: Hashable, Sendable {
  /// The code of the LED to light, if any.
  public var led: UInt16?
  /// Whether to beep through devices with `EV_SND`.
  public var sound: Bool
  /// A program and its arguments, `{text}`, `{cue}`, `{station}`, `{athlete}` and `{exercise}` being filled in.
  public var command: [String]

  /// Outputs; by default none.
  public init(led: UInt16? = nil, sound: Bool = false, command: [String] = []) {
    self.led = led
    self.sound = sound
    self.command = command
  }
}

/// An athlete as a station needs to know one.
public struct Athlete: Hashable, Sendable {
  /// The id.
  public var id: String
  /// Which of the catalogue's targets apply.
  public var level: Level

  /// An athlete.
  public init(id: String, level: Level = .beginner) {
    self.id = id
    self.level = level
  }
}

/// What a station is told by the configuration.
public struct StationConfiguration: Hashable, Sendable {
  /// The station's name.
  public var name: String
  /// Who trains there at first.
  public var athlete: String
  /// The exercise at first.
  public var exercise: String
  /// The countdown before a set.
  public var getReady: Interval
  /// When a forgotten set ends.
  public var maxHold: Interval
  /// When a set of tapped repetitions ends by itself.
  public var repIdle: Interval
  /// The rest after a set, where one is to be timed.
  public var rest: Interval?
  /// How long an unplugged pedal may be gone from under a momentary hold.
  public var unplugGrace: Interval
  /// Whether a set ends at the upper bound of its target.
  public var stopAtTarget: Bool
  /// Whether the other side is due after each stored set.
  public var alternate: Bool
  /// The station's own target, which comes before the catalogue's.
  public var target: Target?
  /// How far apart two sets of one session may be.
  public var sessionGap: Interval
  /// How often a running set is journalled.
  public var heartbeat: Interval
  /// Whether what sensors send during sets is to be handed on with them.
  public var keepsTapes = false
  /// The inputs, in the order of the file: a device belongs to the first entry that matches it.
  public var inputs: [InputConfiguration]
  /// Where cues go.
  public var cues: CueOutputs

  /// A station; the times are those of the contract.
  public init(
    name: String = "main", athlete: String = "me", exercise: String = "wall-sit", getReady: Interval = .zero,
    maxHold: Interval = .seconds(900), repIdle: Interval = .seconds(20), rest: Interval? = nil,
    unplugGrace: Interval = .seconds(30), stopAtTarget: Bool = false, alternate: Bool = true,
    target: Target? = nil,
    sessionGap: Interval = .seconds(1_800), heartbeat: Interval = .seconds(10),
    inputs: [InputConfiguration] = [],
    cues: CueOutputs = CueOutputs()
  ) {
    self.name = name
    self.athlete = athlete
    self.exercise = exercise
    self.getReady = getReady
    self.maxHold = maxHold
    self.repIdle = repIdle
    self.rest = rest
    self.unplugGrace = unplugGrace
    self.stopAtTarget = stopAtTarget
    self.alternate = alternate
    self.target = target
    self.sessionGap = sessionGap
    self.heartbeat = heartbeat
    self.inputs = inputs
    self.cues = cues
  }
}
