import Glibc
import Testing
import Tracking

@Suite struct DeviceTests {
  private let pedal = DeviceIdentity(
    name: "PCsensor FootSwitch Keyboard", bus: 3, vendor: 0x3553, product: 0xb001, version: 0x0110,
    phys: "usb-0000:01:00.0-1.2/input0", path: "/dev/input/event7",
    links: ["/dev/input/by-id/usb-PCsensor_FootSwitch-event-kbd"], abilities: [.keys, .knownPedal])
  private let imu = DeviceIdentity(
    name: "Nintendo Switch Left Joy-Con IMU", bus: 5, vendor: 0x057e, product: 0x2006,
    uniq: "98:b6:e9:00:00:01", path: "/dev/input/event9", abilities: [.accelerometer])

  @Test func everyConditionMustHold() {
    let table: [(DeviceMatch, pedal: Bool, imu: Bool)] = [
      (DeviceMatch(), false, false),
      (DeviceMatch(name: "PCsensor FootSwitch*"), true, false),
      (DeviceMatch(name: "*"), true, true),
      (DeviceMatch(name: "pcsensor*"), false, false),
      (DeviceMatch(name: "PCsensor FootSwitch"), false, false),
      (DeviceMatch(vendor: 0x3553), true, false),
      (DeviceMatch(vendor: 0x3553, product: 0xb001), true, false),
      (DeviceMatch(vendor: 0x3553, product: 0xb002), false, false),
      (DeviceMatch(phys: "usb-*-1.2/input0"), true, false),
      (DeviceMatch(phys: "usb-*-1.3/input0"), false, false),
      (DeviceMatch(uniq: "98:b6:*"), false, true),
      (DeviceMatch(path: "/dev/input/event7"), true, false),
      (DeviceMatch(path: "/dev/input/by-id/*FootSwitch*"), true, false),
      (DeviceMatch(path: "/dev/input/event*"), true, true),
      (DeviceMatch(accelerometer: true), false, true),
      (DeviceMatch(accelerometer: false), true, false),
      (DeviceMatch(name: "*Joy-Con*", accelerometer: true), false, true),
      (DeviceMatch(name: "*Joy-Con*", accelerometer: false), false, false),
      (DeviceMatch(knownPedal: true), true, false),
    ]
    for (match, isPedal, isIMU) in table {
      #expect(match.matches(pedal) == isPedal, "\(match)")
      #expect(match.matches(imu) == isIMU, "\(match)")
    }
  }

  @Test func theSameDeviceAfterAReplug() {
    var replugged = pedal
    replugged.path = "/dev/input/event12"
    replugged.links = []
    #expect(pedal.isSameDevice(as: replugged))
    var twin = pedal
    twin.phys = "usb-0000:01:00.0-1.3/input0"
    #expect(!pedal.isSameDevice(as: twin))
    var otherNode = pedal
    otherNode.name = "PCsensor FootSwitch Mouse"
    #expect(!pedal.isSameDevice(as: otherNode))
  }

  @Test func shellPatterns() {
    let table: [(pattern: String, text: String, matches: Bool)] = [
      ("", "", true), ("", "a", false), ("*", "", true), ("**", "abc", true), ("?", "", false),
      ("?", "a", true), ("a*c", "abbbc", true), ("a*c", "abbbcd", false), ("*b*", "abc", true),
      ("*a*b*c", "aabbc", true), ("*ab", "aab", true), ("*aab", "aaab", true),
      ("VEC  VEC*", "VEC  VEC USB Footpedal", true), ("VEC VEC*", "VEC  VEC USB Footpedal", false),
      ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true), ("[!a-c]x", "ax", false),
      ("[]]", "]", true), ("[!]]", "]", false), ("[a-]", "-", true), ("[a", "[a", true), ("[a", "a", false),
      ("\\*", "*", true), ("\\*", "a", false), ("a\\?", "a?", true), ("(IMU)", "(IMU)", true),
    ]
    for row in table {
      #expect(globMatches(row.pattern, row.text) == row.matches, "\(row.pattern) on \(row.text)")
    }
  }

  @Test func asFnmatchHasIt() {
    var random = SplitMix64(seed: 7)
    func text(_ letters: String, upTo length: Int) -> String {
      String((0..<Int.random(in: 0...length, using: &random)).map { _ in random.pick(Array(letters)) })
    }
    for _ in 0..<30_000 {
      let pattern = text("aab*?[]!-", upTo: 8)
      let subject = text("aaab-", upTo: 8)
      #expect(
        globMatches(pattern, subject) == (fnmatch(pattern, subject, 0) == 0), "\(pattern) on \(subject)")
    }
  }

  @Test func manyStarsTakeNoTime() {
    let pattern = String(repeating: "*a", count: 40) + "b"
    #expect(!globMatches(pattern, String(repeating: "a", count: 4_000)))
  }
}

@Suite struct ActionTests {
  @Test func read() {
    let table: [(String, Action?)] = [
      ("go", .go), ("toggle", .toggle), ("start", .start), ("stop", .stop), ("hold", .hold), ("rep", .rep),
      ("undo", .undo), ("discard", .discard), ("next", .next), ("previous", .previous), ("side", .side),
      ("exercise wall-sit", .exercise("wall-sit")), ("athlete anna", .athlete("anna")),
      ("load +2.5", .load(by: 2.5)), ("load -2.5", .load(by: -2.5)), ("load 20", .selectLoad(20)),
      ("load +1000", .load(by: 1_000)), ("load +1000.5", nil), ("load", nil), ("load x", nil),
      ("load nan", nil), ("load +inf", nil), ("load + 2", nil), ("load 1 2", nil),
      ("rpe 7", .rpe(7)), ("rpe 7.5", .rpe(7.5)), ("rpe 1", .rpe(1)), ("rpe 10", .rpe(10)),
      ("rpe 0.9", nil), ("rpe 10.1", nil), ("rpe", nil), ("rpe nan", nil),
      ("", nil), (" ", nil), ("Go", nil), ("go go", nil), ("gone", nil), ("exercise", nil),
      ("exercise a b", nil), ("athlete", nil), ("side left", nil), ("  go  ", .go), ("rpe  7", .rpe(7)),
    ]
    for (text, action) in table { #expect(Action(text) == action, "`\(text)`") }
  }

  @Test func everyNameIsAnAction() {
    for name in Action.names {
      let arguments = ["exercise": " x", "athlete": " x", "load": " +1", "rpe": " 7"]
      #expect(Action(name + (arguments[name] ?? "")) != nil, "\(name)")
    }
  }
}
