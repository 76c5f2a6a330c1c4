import Tracking
import Training

/// A time line of `Tests/Scenarios`: how a station is set up, what happens, and what must come of it.
/// `Tests/Scenarios/README.md` describes the form.
struct Scenario {
  struct Device {
    var name: String
    var input: InputConfiguration
    /// Whether it is there at the start.
    var isPresent = true
    /// The keys that are down at the start.
    var down: [UInt16] = []
  }

  struct KeyChange: Hashable {
    var code: UInt16
    var value: Int32
    /// Made by the kernel itself: its frame ends with a `SYN_REPORT` of value 1.
    var isByKernel = false
  }

  enum What {
    /// One frame of a device.
    case keys(device: String, [KeyChange])
    case perform(Action)
    case unplug(String)
    case plug(String, down: [UInt16])
    case drop(String, down: [UInt16])
    /// The daemon ends; on `shutdown` it is told to, and journals once more.
    case ends(EndedBy)
    case restart
    case reload(StationConfiguration)
    /// Tells which set it is.
    case session
    case end
  }

  struct Event {
    var line: Int
    var at: Instant
    var what: What
  }

  var file: String
  var configuration = StationConfiguration()
  var exercises = Scenario.defaultExercises
  var athletes = [Athlete(id: "me")]
  var countsByMotion = false
  var showsHeartbeats = false
  var devices: [Device] = []
  var events: [Event] = []
  var expected: [String] = []
  /// What a program asks for, by athlete.
  var plans: [String: [PlannedSet]] = [:]

  var catalogue: Catalogue { Catalogue(exercises) }

  /// The exercises of every scenario; the figures are those of the shipped catalogue.
  static let defaultExercises = [
    Exercise(
      id: "wall-sit", name: "Wall sit", kind: .hold, sides: .both,
      beginner: Target(seconds: .range(20, 30)), advanced: Target(seconds: .range(60, 90))),
    Exercise(id: "plank", name: "Plank", kind: .hold, sides: .both),
    Exercise(id: "side-plank", name: "Side plank", kind: .hold, sides: .each),
    Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
    Exercise(
      id: "reverse-lunge", name: "Reverse lunge", kind: .reps, sides: .each,
      beginner: Target(reps: .range(3, 5))),
  ]
}

/// What is wrong with a scenario, and where.
struct ScenarioError: Error, CustomStringConvertible {
  var file: String
  var line: Int
  var message: String
  var description: String { "\(file):\(line): \(message)" }
}

/// The codes of `linux/input-event-codes.h` under the names that scenarios use: without `KEY_`.
let keyCodes: [String: UInt16] = [
  "ENTER": 28, "LEFTSHIFT": 42, "DOT": 52, "SLASH": 53, "LEFTMETA": 125,
  "A": 30, "B": 48, "C": 46, "D": 32, "E": 18, "H": 35, "M": 50, "O": 24, "P": 25, "R": 19, "T": 20, "W": 17,
  "NUMLOCK": 69, "KPASTERISK": 55, "KPMINUS": 74, "KPPLUS": 78, "KPENTER": 96, "KPSLASH": 98,
  "KP7": 71, "KP8": 72, "KP9": 73, "KP4": 75, "KP5": 76, "KP6": 77, "KP1": 79, "KP2": 80, "KP3": 81,
  "KP0": 82,
  "PAGEUP": 104, "PAGEDOWN": 109, "BTN_0": 256, "BTN_1": 257, "BTN_2": 258,
]

/// `45.012345`, in seconds: exact, at least three decimals.
func timeText(_ at: Instant) -> String {
  var text = Interval(microseconds: at.microseconds).decimalSeconds
  for _ in 0..<3 where text.hasSuffix("0") { text.removeLast() }
  return text
}
