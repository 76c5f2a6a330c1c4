import Store
import Syscalls
import Testing
import Training

@testable import CLI

/// A recording of a pedal (BTN_0) or a keypad, written inline.
func evemu(
  _ name: String, ids: String, _ events: [(time: String, key: String, value: Int)], extra: String = ""
) -> String {
  var text = """
    # EVEMU 1.3
    \(extra)N: \(name)
    I: \(ids)
    P: 00 00 00 00 00 00 00 00
    B: 00 0b 00 00 00 00 00 00 00

    """
  // All keys up to BTN_7 but those of letters.
  for row in 0..<12 {
    let bytes =
      row < 4
      ? (row == 1 ? "80 0e 00 00 00 00 00 00" : "00 00 00 00 00 00 00 00")
      : row == 4 ? "ff 00 00 00 00 00 00 00" : "00 00 00 00 00 00 00 00"
    text += "B: 01 \(bytes)\n"
  }
  for event in events {
    text += "E: \(event.time) 0001 \(event.key) \(event.value)\nE: \(event.time) 0000 0000 0\n"
  }
  return text
}

@Suite struct ReplayTests {
  private static let configuration = """
    [[station]]
    name = "main"

    [[station.input]]
    match = { name = "Pedal" }
    keys.BTN_0 = { tap = "go", long = "undo" }

    [[station.input]]
    match = { vendor = 0x13ba, product = 0x0001 }
    keys.KEY_KP1 = { tap = "exercise squat" }
    keys.KEY_KP2 = { tap = "exercise side-plank-reach" }
    keys.KEY_KP3 = { tap = "rpe 8" }
    keys.KEY_KPPLUS = { tap = "load +2.5" }

    """

  private static let pedalIDs = "0003 1234 5678 0100"
  private static let keypadIDs = "0003 13ba 0001 0110"

  /// A tap of 100 ms at a time in whole seconds.
  private func tap(_ second: Int, _ key: String = "0100", micros: String = "000000") -> [(
    String, String, Int
  )] {
    [("\(second).\(micros)", key, 1), ("\(second).1\(micros.dropFirst())", key, 0)]
  }

  private func world(_ pedal: [(String, String, Int)], _ keypad: [(String, String, Int)], extra: String = "")
    -> World
  {
    let world = World()
    world.write("holdfast.toml", Self.configuration)
    world.write("pedal.evemu", evemu("Pedal", ids: Self.pedalIDs, pedal, extra: extra))
    world.write("keypad.evemu", evemu("Keypad", ids: Self.keypadIDs, keypad, extra: extra))
    world.environment["HOLDFAST_CONFIG"] = world.folder + "/holdfast.toml"
    return world
  }

  private func replay(_ world: World, _ arguments: String...) -> World.Result {
    world.run(["replay", world.folder + "/pedal.evemu", world.folder + "/keypad.evemu"] + arguments)
  }

  @Test func pedalAndKeypadTogether() {
    let base = 1_795_255_200  // 2026-11-21T10:00:00Z
    let world = world(
      tap(base + 0, micros: "012345") + tap(base + 45, micros: "024680") + tap(base + 70) + tap(base + 100)
        + tap(base + 110) + tap(base + 140),
      tap(base + 60, "0050") + tap(base + 62, "004e") + tap(base + 63, "004e") + tap(base + 146, "0051"))
    let result = replay(world, "--json")
    #expect(result.err == "")
    let common = "\"athlete\":\"me\",\"station\":\"main\""
    #expect(
      withoutIDs(result.out) == """
        {"id":"-",\(common),"exercise":"wall-sit","kind":"hold","side":"both",\
        "started_at":"2026-11-21T10:00:00.012345+00:00","duration_s":45.012335,"reps":null,"load_kg":null,"rpe":null,\
        "target":{"seconds":[20,30]},"target_met":true,"ended_by":"tap","clock":"synced","note":null,"motion":null,\
        "measured":null}
        {"id":"-",\(common),"exercise":"side-plank-reach","kind":"hold","side":"left",\
        "started_at":"2026-11-21T10:01:10.000000+00:00","duration_s":30.000000,"reps":null,"load_kg":5,"rpe":null,\
        "target":{"seconds":20},"target_met":true,"ended_by":"tap","clock":"synced","note":null,"motion":null,\
        "measured":null}
        {"id":"-",\(common),"exercise":"side-plank-reach","kind":"hold","side":"right",\
        "started_at":"2026-11-21T10:01:50.000000+00:00","duration_s":30.000000,"reps":null,"load_kg":5,"rpe":8,\
        "target":{"seconds":20},"target_met":true,"ended_by":"tap","clock":"synced","note":null,"motion":null,\
        "measured":null}

        """)
    #expect(withoutIDs(replay(world, "--json").out) == withoutIDs(result.out))
    #expect(!fileExists(world.folder + "/.local"))
    // The order of the recordings on the command line is none of the events.
    let swapped = world.run(
      "replay", "--json", world.folder + "/keypad.evemu", world.folder + "/pedal.evemu")
    #expect(withoutIDs(swapped.out) == withoutIDs(result.out))
  }

  @Test func printsSessionsForPeople() {
    let base = 1_795_255_200
    let world = world(tap(base) + tap(base + 45), tap(base + 60, "0051"))
    let lines = replay(world).out.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines.first == "Sat 21 Nov 2026  11:00  me  main")
    #expect(lines.dropFirst().first?.hasSuffix("wall-sit  0:45.0  rpe 8  met") == true, "\(lines)")
    #expect(lines.last == "  1 set, 0:45.0 under tension")
  }

  @Test func aLongPressTakesTheSetBack() {
    let world = world(
      tap(2_000) + tap(2_010) + tap(2_020) + tap(2_031) + [
        ("2040.000000", "0100", 1), ("2041.000000", "0100", 0),
      ], [])
    let result = replay(world, "--json")
    #expect(result.err == "")
    let lines = withoutIDs(result.out).split(separator: "\n")
    #expect(lines.count == 1 && lines[0].contains("\"duration_s\":10.000000"), "\(result.out)")
  }

  @Test func smallTimesCountFrom2000() {
    let world = world(tap(100) + tap(110), [])
    #expect(
      replay(world, "--json").out.contains(
        "\"started_at\":\"2000-01-01T00:01:40.000000+00:00\",\"duration_s\":10.000000"))
    #expect(replay(world, "--json").out.contains("\"clock\":\"unsynced\""))
  }

  @Test func startDatesTheFirstEvent() {
    let world = world(tap(100) + tap(110), [])
    for start in ["2026-11-21T08:00:00+00:00", "2026-11-21T09:00"] {
      let result = replay(world, "--json", "--start", start)
      #expect(result.out.contains("\"started_at\":\"2026-11-21T08:00:00.000000+00:00\""), "\(result)")
      #expect(result.out.contains("\"clock\":\"synced\""))
    }
    #expect(replay(world, "--start", "soon").status == 64)
  }

  @Test func aRecordingsOwnAnchorDatesIt() {
    let world = world(
      tap(100) + tap(110), [], extra: "# Clock: boottime 90.000000 = wall 1795255200.000000 synced\n")
    let result = replay(world, "--json")
    #expect(result.out.contains("\"started_at\":\"2026-11-21T10:00:10.000000+00:00\""), "\(result)")
    #expect(result.out.contains("\"clock\":\"synced\""))
  }

  @Test func timeRunsOnUntilNothingRuns() {
    let world = world(tap(100), [])
    #expect(replay(world, "--json").out.contains("\"duration_s\":900.000000"))
    #expect(replay(world, "--json").out.contains("\"ended_by\":\"timeout\""))
    // Tapped repetitions end by rep_idle, at the last of them.
    let reps = replay(self.world(tap(100) + tap(103) + tap(105), []), "--json", "--exercise", "squat")
    #expect(reps.out.contains("\"duration_s\":5.000000,\"reps\":3"), "\(reps)")
    #expect(reps.out.contains("\"ended_by\":\"idle\""))
  }

  @Test func storesOnlyWhereItIsTold() {
    let world = world(tap(100) + tap(110), [])
    world.environment["HOLDFAST_DATABASE"] = world.folder + "/env.db"
    _ = replay(world)
    #expect(!fileExists(world.folder + "/env.db"))
    let result = replay(world, "--json", "--database", world.database)
    #expect(result.status == 0 && result.err == "")
    #expect(world.run("log", "--json", "--database", world.database).out == result.out)
    _ = replay(world, "--json", "--database", world.database)
    #expect(world.run("log", "--json", "--database", world.database).out.split(separator: "\n").count == 2)
  }

  @Test func whatNobodyListensToIsNamed() {
    let world = world(tap(100) + tap(110), [])
    let other = world.write("other.evemu", evemu("Other", ids: "0003 0001 0002 0003", tap(101)))
    let mixed = world.run("replay", world.folder + "/pedal.evemu", other)
    #expect(mixed.status == 0)
    #expect(mixed.err == "holdfast: \(other): no station listens to \"Other\"\n")
    #expect(
      world.run("replay", other)
        == World.Result(
          status: 78, out: "",
          err: """
            holdfast: \(other): no station listens to "Other"
              add a [[station.input]] that matches it to \(world.folder)/holdfast.toml

            """))
    // Without a configuration any device with keys that is named is a pedal.
    world.environment = [:]
    #expect(world.run("replay", "--json", other).out.contains("\"ended_by\":\"timeout\""))
  }

  // MARK: Bad input

  @Test func namesFileAndLine() {
    let world = World()
    let good = evemu("Pedal", ids: Self.pedalIDs, tap(100))
    func replay(_ text: String) -> World.Result {
      world.run("replay", "--database", world.database, world.write("bad.evemu", text))
    }
    let file = world.folder + "/bad.evemu"
    let lines = good.split(separator: "\n").count
    for (text, place) in [
      ("", "\(file): "), ("hello\n", "\(file):1: "),
      (good + "E: 99.000000 0001 0100 1\n", "\(file):\(lines + 1): "),
      (good + "E: 101.5 0001 0100 1\n", "\(file):\(lines + 1): "),
      (good + "E: 101.500000 0001 01", "\(file):\(lines + 1): "),
      (good + "\u{0}\u{1}\u{2}\n", "\(file):\(lines + 1): "),
    ] {
      let result = replay(text)
      #expect(result.status == 65 && result.out == "")
      #expect(result.err.hasPrefix("holdfast: " + place), "\(result.err)")
      #expect(result.err.split(separator: "\n").count == 2, "\(result.err)")
    }
    // Nothing was begun.
    #expect(!fileExists(world.database))
  }

  @Test func refusesWhatIsNotThere() {
    let world = World()
    #expect(
      world.run("replay", "/nowhere/x.evemu")
        == World.Result(
          status: 66, out: "",
          err: "holdfast: /nowhere/x.evemu: No such file or directory\n  name a recording that can be read\n")
    )
    #expect(world.run("replay", world.folder).status == 66)
    let pedal = world.write("pedal.evemu", evemu("Pedal", ids: Self.pedalIDs, tap(100)))
    #expect(
      world.run("replay", pedal, "--exercise", "wallsit")
        == World.Result(
          status: 66, out: "",
          err: "holdfast: --exercise \"wallsit\": there is no such exercise\n  did you mean wall-sit?\n"))
  }

  @Test func aDatabaseInUseIsLeftAlone() throws {
    let world = World()
    let pedal = world.write("pedal.evemu", evemu("Pedal", ids: Self.pedalIDs, tap(100)))
    let lock = try DatabaseLock(database: world.database, program: "holdfastd")
    let result = world.run("replay", pedal, "--database", world.database)
    withExtendedLifetime(lock) {}
    #expect(result.status == 69 && result.out == "")
    #expect(
      result.err.hasPrefix("holdfast: \(world.database): in use by holdfastd (process "), "\(result.err)")
    #expect(!fileExists(world.database))
  }

  // MARK: Real devices

  @Test func vecPedal() throws {
    guard let path = recording("vec-in-usb-3.evemu") else { return }
    let result = World().run("replay", "--json", path)
    #expect(result.status == 0 && result.err == "")
    let common =
      "\"athlete\":\"me\",\"station\":\"main\",\"exercise\":\"wall-sit\",\"kind\":\"hold\",\"side\":\"both\""
    #expect(
      withoutIDs(result.out) == """
        {"id":"-",\(common),"started_at":"2023-02-07T05:22:05.907012+00:00","duration_s":4.272034,"reps":null,\
        "load_kg":null,"rpe":null,"target":{"seconds":[20,30]},"target_met":false,"ended_by":"tap","clock":"synced",\
        "note":null,"motion":null,"measured":null}
        {"id":"-",\(common),"started_at":"2023-02-07T05:22:12.866933+00:00","duration_s":900.000000,"reps":null,\
        "load_kg":null,"rpe":null,"target":{"seconds":[20,30]},"target_met":true,"ended_by":"timeout",\
        "clock":"synced","note":null,"motion":null,"measured":null}

        """)
  }

  @Test func kinesisKeyboard() throws {
    guard let path = recording("usbkbd.evemu") else { return }
    // The first event is the release of Enter, which is no tap; then A starts and Shift stops.
    let result = World().run("replay", "--json", path)
    #expect(result.status == 0)
    #expect(
      result.out.split(separator: "\n").count == 1 && result.out.contains("\"ended_by\":\"tap\""), "\(result)"
    )
  }

  /// Without a configuration an accelerometer is one for motion, and starts no set by itself.
  @Test func joyConStartsNothing() throws {
    guard let path = recording("joycon-left-imu.evemu") else { return }
    let result = World().run("replay", path)
    #expect(result.status == 0)
    #expect(result.out.isEmpty, "\(result)")
    #expect(result.err.hasPrefix("holdfast: no set came of these recordings\n"), "\(result)")
  }
}
