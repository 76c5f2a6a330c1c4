import Control
import Evdev
import Settings
import Syscalls
import Testing
import Tracking
import Training

@testable import CLI

@Suite struct MonitorTests {
  private func event(_ ms: Double, _ key: Int, _ value: Int, type: Int = 1) -> InputEvent {
    InputEvent(
      path: "/dev/input/event7", name: "Pedal", time: Instant(microseconds: Int64(ms * 1_000)), type: type,
      code: key, value: value,
      codeName: KeyNames.eventName(type: UInt16(type), code: UInt16(key)))
  }

  private func claims(_ world: World, _ text: String) throws -> DeviceClaims {
    let path = world.write("holdfast.toml", text)
    return try DeviceClaims(Places(world.context(), config: path), nil)
  }

  private let pedal = DeviceIdentity(
    name: "Pedal", vendor: 1, product: 2, path: "/dev/input/event7", abilities: .keys)

  /// What `monitor` prints of events that come at their times.
  private func shown(_ gestures: Gestures, _ events: [InputEvent], format: Format = .text) -> String {
    let out = Output()
    let printer = MonitorPrinter(format: format, out: out, style: Style(columns: 80, hasColor: false))
    for event in events {
      let told = gestures.take(event)
      printer.print(told.before)
      printer.print(event)
      printer.print(told.after)
    }
    printer.print(gestures.advance(to: Instant(microseconds: 60_000_000), isLate: { _ in true }))
    return out.text
  }

  @Test func showsWhatATapIsTakenFor() throws {
    let world = World()
    let claims = try claims(
      world,
      """
      [[station]]
      name = "rack"
      [[station.input]]
      match = { name = "Pedal" }
      keys.KEY_B = { tap = "go", long = "undo" }

      """)
    let gestures = Gestures(claims)
    gestures.begin(pedal, down: [])
    #expect(
      shown(
        gestures,
        [
          event(100, 48, 1), event(100, 0, 0, type: 0), event(103, 48, 0), event(106.5, 48, 1),
          event(380, 48, 2),
          event(400, 48, 0), event(2_000, 48, 1), event(3_213, 48, 0), event(4_000, 30, 1),
          event(4_060, 30, 0),
        ]) == """
          0.100000  event7  KEY_B down
          0.103000  event7  KEY_B up
          0.106500  event7  KEY_B down
          0.103000  event7    KEY_B bounced, open for 3.5 ms: ignored
          0.380000  event7  KEY_B repeat
          0.400000  event7  KEY_B up
          0.100000  event7    KEY_B tap → go
          0.400000  event7    KEY_B released after 0.300 s
          2.000000  event7  KEY_B down
          2.000000  event7    KEY_B long → undo
          3.213000  event7  KEY_B up
          3.213000  event7    KEY_B released after 1.213 s
          4.000000  event7  KEY_A down
          4.060000  event7  KEY_A up
          4.000000  event7    KEY_A tap
          4.060000  event7    KEY_A released after 0.060 s

          """)
  }

  @Test func gesturesAsJSON() throws {
    let world = World()
    let claims = try claims(
      world,
      "[[station]]\nname = \"rack\"\n[[station.input]]\nmatch = { name = \"Pedal\" }\nkeys.any = { tap = \"exercise plank\" }\n"
    )
    let gestures = Gestures(claims)
    gestures.begin(pedal, down: [])
    let lines = shown(
      gestures, [event(100, 48, 1), event(100, 0, 0, type: 0), event(162, 48, 0), event(162, 0, 0, type: 0)],
      format: .json
    )
    .split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("{\"gesture\"") } == [
        "{\"gesture\":{\"path\":\"/dev/input/event7\",\"name\":\"Pedal\",\"time\":0.100000,\"gesture\":\"tap\",\"key\":null,\"length_s\":null,\"station\":\"rack\",\"action\":\"exercise plank\"}}",
        "{\"gesture\":{\"path\":\"/dev/input/event7\",\"name\":\"Pedal\",\"time\":0.162000,\"gesture\":\"release\",\"key\":null,\"length_s\":0.062000,\"station\":\"rack\",\"action\":null}}",
      ])
    #expect(lines.count == 6)
    // No configuration, and a device that nobody announced.
    let unknown = Gestures(nil)
    let told = shown(unknown, [event(100, 48, 1), event(162, 48, 0)], format: .json).split(separator: "\n")
    #expect(
      told[2]
        == "{\"gesture\":{\"path\":\"/dev/input/event7\",\"name\":\"Pedal\",\"time\":0.100000,\"gesture\":\"tap\",\"key\":\"KEY_B\",\"length_s\":null,\"station\":null,\"action\":null}}"
    )
  }

  @Test func waitsForWhatIsUndecided() {
    let gestures = Gestures(nil)
    gestures.begin(pedal, down: [])
    func at(_ ms: Int64) -> Instant { Instant(microseconds: ms * 1_000) }
    #expect(gestures.milliseconds(from: at(0), isLate: { _ in false }) == nil)
    _ = gestures.take(event(100, 48, 1))
    // Debounce first, then the long press; 50 ms more for what comes through the daemon.
    #expect(gestures.milliseconds(from: at(100), isLate: { _ in false }) == 26)
    #expect(gestures.milliseconds(from: at(100), isLate: { _ in true }) == 76)
    #expect(gestures.advance(to: at(125), isLate: { _ in false }) == [])
    #expect(gestures.milliseconds(from: at(125), isLate: { _ in false }) == 776)
    #expect(gestures.advance(to: at(949), isLate: { _ in true }) == [])
    #expect(gestures.advance(to: at(950), isLate: { _ in true }).map(\.reading.what) == [.long])
    gestures.end(pedal.path)
    #expect(gestures.milliseconds(from: at(950), isLate: { _ in false }) == nil)
  }

  @Test func followsTheDaemonsDevices() throws {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.addDevice(7, "VEC  VEC USB Footpedal", "05f3", "00ff", key: "7 0 0 0 0")
    var report = StatusReport.example(world)
    report.configuration = nil
    let node = world.folder + "/dev/input/event7"
    report.devices[0].path = node
    let daemon = try FakeDaemon(world.socket, report: report)
    for (arguments, wanted) in [
      (["monitor"], ["BTN_0 down", "any tap → go", "BTN_0 up", "any released after 0.0"]),
      (["monitor", "--raw"], ["BTN_0 down", "BTN_0 up"]),
      (
        ["monitor", "--json"],
        ["\"code_name\":\"BTN_0\"", "{\"gesture\":{\"path\":\"\(node)\"", "\"gesture\":\"release\""]
      ),
    ] {
      let talk = try Conversation(world, arguments, daemon: daemon)
      // It has subscribed once it says what it listens to; JSON has no such line.
      if arguments.contains("--json") {
        pause(milliseconds: 300)
      } else {
        talk.expect("event7  VEC  VEC USB Footpedal  05f3:00ff")
      }
      talk.tap(node, 256)
      for text in wanted { talk.expect(text) }
      // The reader goes, as `head` does: the next line ends it.
      talk.hangUp()
      talk.tap(node, 256)
      let result = talk.end()
      #expect(result.status == 0 && result.err == "", "\(result)")
    }
    daemon.stop()
  }
}
