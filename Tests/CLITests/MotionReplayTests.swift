import Control
import Evdev
import Motion
import Store
import Testing
import Tracking
import Training

@testable import CLI

/// Recordings of an accelerometer in `replay`.
@Suite struct MotionReplayTests {
  /// A sensor at 50 Hz that lies on one side for 5 s, is held in another posture for 12 s, and lies as before for 6 s.
  private static let sensor: String = {
    var text = """
      # EVEMU 1.3
      N: Test IMU
      I: 0005 1234 0001 0100
      P: 40 00 00 00 00 00 00 00
      B: 00 0b 00 00 00 00 00 00 00
      B: 03 07 00 00 00 00 00 00 00
      A: 00 -32767 32767 0 0 4096
      A: 01 -32767 32767 0 0 4096
      A: 02 -32767 32767 0 0 4096

      """
    for sample in 0..<23 * 50 {
      let second = 100 + sample / 50
      let fraction = String(1_000_000 + sample % 50 * 20_000).dropFirst()
      let isHeld = (5 * 50..<17 * 50).contains(sample)
      // It is never wholly still.
      let noise = sample % 2 * 8
      for (axis, value) in [isHeld ? noise : 4_096, isHeld ? -4_096 : noise, noise].enumerated() {
        text += "E: \(second).\(fraction) 0003 000\(axis) \(value)\n"
      }
      text += "E: \(second).\(fraction) 0000 0000 0\n"
    }
    return text
  }()

  private func world(auto: Bool) -> World {
    let world = World()
    world.write("sensor.evemu", Self.sensor)
    world.environment["HOLDFAST_CONFIG"] = world.write(
      "holdfast.toml",
      """
      [[station]]
      name = "main"
      exercise = "wall-sit"

      [[station.input]]
      match = { name = "Pedal" }
      keys.BTN_0 = { tap = "go", long = "undo" }

      [[station.input]]
      match = { name = "Test IMU" }
      use = "motion"
      auto = \(auto)
      """)
    return world
  }

  private func learn(_ world: World) throws {
    let store = try Store(path: world.database, boot: BootIdentity(id: "test"))
    try store.setPosture(
      LearntPosture(
        athlete: "me", exercise: "wall-sit", direction: SIMD3(0, -1, 0), tolerance: 15, device: "Test IMU",
        learntAt: world.now))
  }

  private static let none = "holdfast: no set came of these recordings\n"

  @Test("The postures of the database begin and end holds, as they do live")
  func learntPostures() throws {
    let world = world(auto: true)
    try learn(world)
    let result = world.run("replay", "--json", "--database", world.database, world.folder + "/sensor.evemu")
    #expect(result.status == 0 && result.err == "")
    let lines = result.out.split(separator: "\n")
    try #require(lines.count == 1, "\(result)")
    #expect(lines[0].contains("\"exercise\":\"wall-sit\"") && lines[0].contains("\"ended_by\":\"motion\""))
    let set = try #require(try Store.openReadOnly(world.database)?.sets(SetFilter()).first)
    #expect(abs(set.duration.seconds - 12) < 1, "\(set.duration)")
    // Where no database is given there is none that was learnt.
    #expect(world.run("replay", "--json", world.folder + "/sensor.evemu").out == "")
  }

  /// The sensor's recording, which says that a set began as it was lifted and ended as it was put down.
  private func marked(_ exercise: String) -> String {
    Self.sensor.replacing("N: Test IMU", with: "# Set: 105.000000 to 117.000000 \(exercise)\nN: Test IMU")
  }

  @Test("A recording that says which set it is of gives that set again")
  func recordedSet() throws {
    let world = world(auto: false)
    world.write("set.evemu", marked("plank"))
    func replay(_ more: String...) throws -> (sets: [LoggedSet], err: String) {
      let result = world.run(["replay", "--json", world.folder + "/set.evemu"] + more)
      let lines = result.out.split(separator: "\n")
      return (try lines.map { try LoggedSet(json: JSONValue(parsing: String($0)), at: "") }, result.err)
    }
    let (sets, err) = try replay()
    let set = try #require(sets.first)
    #expect(sets.count == 1 && err == "" && set.exercise == "plank" && set.duration == .seconds(12))
    // 105 s after the beginning of the year 2000.
    #expect(set.startedAt == WallTime(microseconds: 946_684_905_000_000) && set.endedBy == .command)
    #expect(try #require(set.motion?.hold).drift < 1)
    // Another exercise may be asked for; one that is not known is told.
    #expect(try replay("--exercise", "wall-sit").sets.map(\.exercise) == ["wall-sit"])
    world.write("set.evemu", marked("planck"))
    let unknown = try replay()
    #expect(unknown.sets.map(\.exercise) == ["wall-sit"] && unknown.sets.map(\.duration) == [.seconds(12)])
    #expect(
      unknown.err
        == "holdfast: the recording is of \"planck\", and there is no such exercise: --exercise names one\n")
    // Where a pedal's recording is given too, that is what begins and ends sets.
    world.write(
      "pedal.evemu",
      evemu("Pedal", ids: "0003 1234 5678 0100", [("101.000000", "0130", 1), ("101.100000", "0130", 0)]))
    #expect(try replay(world.folder + "/pedal.evemu").sets == [])
  }

  @Test("Several recordings of sets give each its own, whatever the configuration would begin and end")
  func recordedSets() throws {
    let world = world(auto: true)
    world.environment["HOLDFAST_CONFIG"] = world.write(
      "holdfast.toml",
      """
      get_ready = "5s"
      max_hold = "3s"
      stop_at_target = true
      [[station]]
      name = "main"
      exercise = "wall-sit"
      [[station.input]]
      match = { name = "Pedal" }
      keys.BTN_0 = { tap = "go" }
      [[station]]
      name = "rack"
      exercise = "pull-up"
      [[station.input]]
      match = { name = "Test IMU" }
      use = "motion"
      auto = true
      """)
    // The later one first; one begins as the other ends, and a third overlaps both.
    let marks = [
      "117.000000 to 120.000000 wall-sit", "105.000000 to 117.000000 plank", "106.000000 to 118.000000 plank",
    ]
    let files = marks.enumerated().map { index, mark in
      world.write(
        "\(index).evemu", Self.sensor.replacing("N: Test IMU", with: "# Set: \(mark)\nN: Test IMU"))
    }
    func replay(_ more: String...) throws -> [LoggedSet] {
      try world.run(["replay", "--json"] + files + more).out.split(separator: "\n").map {
        try LoggedSet(json: JSONValue(parsing: String($0)), at: "")
      }
    }
    let sets = try replay()
    #expect(sets.map(\.duration) == [.seconds(12), .seconds(12), .seconds(3)])
    #expect(sets.map(\.exercise) == ["plank", "plank", "wall-sit"])
    #expect(sets.allSatisfy { $0.station == "rack" && $0.endedBy == .command })
    // Each was watched.
    #expect(sets.allSatisfy { $0.motion.map { $0.rate > 45 && $0.coverage > 0.9 } ?? false }, "\(sets)")
    // What is asked for is what they all are of, at whatever station.
    #expect(try replay("--exercise", "plank").map(\.exercise) == ["plank", "plank", "plank"])
  }

  @Test("What was kept of a set is a recording that gives the set again")
  func keptSamples() throws {
    let world = world(auto: false)
    world.write("set.evemu", marked("plank"))
    _ = world.run("replay", "--database", world.database, world.folder + "/set.evemu")
    let store = try Store(path: world.database, boot: BootIdentity(id: "test"))
    let set = try #require(try store.log.sets(SetFilter()).first)
    // What the daemon would have kept: the events from the set's beginning on, and a while after it.
    var tape = SampleTape()
    tape.begin(at: Instant(microseconds: 105_000_000))
    let recording = try Recording(contentsOf: world.folder + "/set.evemu")
    for event in recording.events where (105_000_000...119_000_000).contains(event.at.microseconds) {
      tape.add(type: event.type, code: event.code, value: event.value, at: event.at)
    }
    try store.keepSamples(
      of: set.id, device: RecordingWriter.header(of: recording.identity, recording.capabilities),
      events: tape.finish(), keep: 1, maxBytes: 1 << 20)
    // What was put right since is not what the sensor saw.
    let edit = SetEdit(
      exercise: "wall-sit", startedAt: set.startedAt + .seconds(60), duration: .seconds(5))
    try store.apply(.edit(set.id, edit), at: world.now)
    let file = world.folder + "/kept.evemu"
    #expect(world.run("record", file, "--set", "last", "--database", world.database).status == 0)
    let result = world.run("replay", "--json", file)
    let again = try LoggedSet(json: JSONValue(parsing: result.out), at: "")
    #expect(again.startedAt == set.startedAt && again.duration == set.duration, "\(again)")
    #expect(again.exercise == "plank" && again.motion == set.motion, "\(again)")
  }

  @Test(
    "That no set was made is said, and what makes one of an accelerometer's recording",
    arguments: [[], ["--json"]])
  func noSet(options: [String]) throws {
    func replay(_ world: World, _ more: String...) -> World.Result {
      world.run(["replay", world.folder + "/sensor.evemu"] + more + options)
    }
    #expect(
      replay(world(auto: false))
        == World.Result(
          status: 0, out: "",
          err: Self.none
            + "  a tap starts a set: give the pedal's recording too, or set auto = true for the sensor\n"))
    let learning = world(auto: true)
    let remedy =
      "  a tap starts a set: give the pedal's recording too, or with --database the log in which a posture was learnt\n"
    #expect(replay(learning) == World.Result(status: 0, out: "", err: Self.none + remedy))
    // A pedal is there, and nobody trod on it; or the set was taken back.
    let silent = world(auto: false)
    silent.write(
      "pedal.evemu",
      evemu("Pedal", ids: "0003 1234 5678 0100", [("101.000000", "0130", 1), ("101.100000", "0130", 0)]))
    #expect(
      replay(silent, silent.folder + "/pedal.evemu")
        == World.Result(status: 0, out: "", err: Self.none))
    // A set that was made is not talked of.
    silent.write(
      "pedal.evemu",
      evemu("Pedal", ids: "0003 1234 5678 0100", [("101.000000", "0100", 1), ("101.100000", "0100", 0)]))
    #expect(replay(silent, silent.folder + "/pedal.evemu").err == "")
  }
}
