import Control
import Glibc
import Syscalls
import Testing
import Training

@Suite("A recording is played")
struct PlayTests {
  @Test("A hold lasts as long as the recording says, to the microsecond")
  func exactDuration() throws {
    let folder = Folder()
    var pedal = Pedal()
    pedal.tap(at: 1_000_017)
    pedal.tap(at: 1_345_679)
    pedal.tap(at: 5_000_000)
    pedal.tap(at: 6_000_001)
    let daemon = try RunningDaemon(folder, ["--play", folder.write("taps", pedal.text), "--speed", "20"])
    let sets = try daemon.sets(2)
    #expect(sets.map(\.duration.microseconds) == [345_662, 1_000_001])
    #expect(sets.map { ($0.startedAt - sets[0].startedAt).microseconds } == [0, 3_999_983])
    #expect(sets.allSatisfy { $0.exercise == "wall-sit" && $0.station == "main" && $0.endedBy == .tap })
    #expect(daemon.stop() == 0)
  }

  @Test("In real time the same comes out, and takes as long")
  func realTime() throws {
    let folder = Folder()
    var pedal = Pedal()
    pedal.tap(at: 0)
    pedal.tap(at: 500_123)
    let daemon = try RunningDaemon(folder, ["--play", folder.write("taps", pedal.text)])
    let set = try #require(try daemon.sets(1).first)
    #expect(set.duration.microseconds == 500_123)
    let since = try daemon.status().since
    #expect(set.startedAt >= since)
  }

  @Test("Several recordings are several devices of one time line")
  func several() throws {
    let folder = Folder()
    var first = Pedal("Left Pedal")
    var second = Pedal("Right Pedal", product: 2)
    first.tap(at: 1_000_000)
    second.tap(at: 3_000_000)
    second.tap(at: 3_200_000)
    first.tap(at: 7_000_005)
    first.tap(at: 9_000_006)
    let daemon = try RunningDaemon(
      folder,
      ["--play", folder.write("a", first.text), folder.write("b", second.text), "--speed", "20"])
    // The right pedal's second tap starts a set, which the left one ends.
    #expect(try daemon.sets(2).map(\.duration.microseconds) == [2_000_000, 3_800_005])
    #expect(try daemon.status().devices.map(\.name).sorted() == ["Left Pedal", "Right Pedal"])
  }

  @Test("What each is listened to for is in the status, as of a device")
  func uses() throws {
    let folder = Folder()
    var pedal = Pedal("Pedal")
    pedal.tap(at: 1_000_000)
    let sensor = sensorRecording("Test IMU", "E: 1.000000 0003 0000 4096", "E: 1.000000 0000 0000 0")
    let daemon = try RunningDaemon(
      folder, ["--play", folder.write("a", pedal.text), folder.write("b", sensor)],
      configuration: """
        [[station]]
        name = "main"
        [[station.input]]
        match = { name = "Pedal" }
        keys.any = { tap = "go" }
        [[station.input]]
        match = { name = "Test IMU" }
        use = "motion"
        """)
    let uses = try daemon.status().devices.map { "\($0.name): \($0.use.rawValue)" }
    #expect(uses.sorted() == ["Pedal: keys", "Test IMU: motion"])
  }

  @Test("A keypad selects, a pedal times, each by its entry")
  func keypad() throws {
    let folder = Folder()
    var pedal = Pedal("Pedal")
    var keypad = Pedal("Keypad", product: 2)
    keypad.tap(at: 1_000_000, key: 80)
    keypad.tap(at: 1_500_000, key: 78)
    pedal.tap(at: 2_000_000)
    pedal.tap(at: 12_000_003)
    keypad.tap(at: 13_000_000, key: 79)
    pedal.tap(at: 14_000_000)
    pedal.tap(at: 15_000_000)
    let daemon = try RunningDaemon(
      folder,
      ["--play", folder.write("a", pedal.text), folder.write("b", keypad.text), "--speed", "50"],
      configuration: """
        [[station]]
        name = "corner"
        [[station.input]]
        match = { name = "Pedal" }
        keys.any = { tap = "go", long = "undo" }
        [[station.input]]
        match = { vendor = 0x1234, product = 2 }
        keys.KEY_KP1 = { tap = "exercise wall-sit" }
        keys.KEY_KP2 = { tap = "exercise side-plank" }
        keys.KEY_KPPLUS = { tap = "load +2.5" }
        """)
    let sets = try daemon.sets(2)
    #expect(sets.map(\.exercise) == ["side-plank", "wall-sit"])
    #expect(sets.map(\.side) == [.left, .both])
    #expect(sets.map(\.loadKg) == [2.5, nil])
    #expect(sets.map(\.duration.microseconds) == [10_000_003, 1_000_000])
    #expect(sets.map(\.station) == ["corner", "corner"])
  }

  @Test("A client that monitors sees what is played, and the keys by their names")
  func monitored() throws {
    let folder = Folder()
    var pedal = Pedal()
    for index in 0..<200 { pedal.tap(at: Int64(index) * 200_000) }
    let daemon = try RunningDaemon(folder, ["--play", folder.write("taps", pedal.text)])
    let client = try daemon.client()
    try client.subscribe(Subscription([.input]))
    var names: Set<String?> = []
    for _ in 0..<4 {
      guard case .input(let input)? = try client.next(timeout: .seconds(5)) else {
        Issue.record("no input")
        break
      }
      #expect(input.name == "Test Pedal" && input.path == folder("taps"))
      names.insert(input.codeName)
    }
    #expect(names == ["KEY_A", "SYN_REPORT"])
  }

  @Test("A recording that no station listens to is an error of the configuration")
  func unclaimed() throws {
    let folder = Folder()
    var pedal = Pedal("Other Pedal")
    pedal.tap(at: 0)
    let (code, log) = try RunningDaemon.refused(
      folder, ["--play", folder.write("taps", pedal.text)],
      configuration: "[[station]]\nname = \"a\"\n[[station.input]]\nmatch = { name = \"Pedal\" }\n")
    #expect(code == 78)
    #expect(log.contains("\"Other Pedal\"") && log.contains("[[station.input]]"))
  }

  @Test("Recordings that cannot be played, and options that make no sense")
  func refused() throws {
    let folder = Folder()
    let bad = folder.write("bad", Pedal().text + "E: 1.0 nonsense\n")
    let (code, log) = try RunningDaemon.refused(folder, ["--play", bad])
    #expect(code == 65)
    #expect(log.contains("\(bad):19:"), "\(log)")
    #expect(try RunningDaemon.refused(folder, ["--play", folder("missing")]).code == 66)
    #expect(try RunningDaemon.refused(folder, ["--device", folder("missing")]).code == 66)
    #expect(try RunningDaemon.refused(folder, ["--speed", "2"]).code == 64)
    #expect(try RunningDaemon.refused(folder, ["--play", bad, "--speed", "0"]).code == 64)
    #expect(try RunningDaemon.refused(folder, ["--nonsense"]).code == 64)
  }
}
