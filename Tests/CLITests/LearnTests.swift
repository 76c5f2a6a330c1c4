import Store
import Testing
import Training

@testable import CLI

/// `learn`, as far as it goes without a sensor: how it is called, what it lists and forgets.
@Suite struct LearnTests {
  private static let twoAthletes = "[[athlete]]\nid = \"me\"\n[[athlete]]\nid = \"ben\"\n"

  /// A world with the posture of a side plank, of `me`.
  private func world() throws -> World {
    let world = World()
    world.environment["HOLDFAST_CONFIG"] = world.write("holdfast.toml", Self.twoAthletes)
    world.environment["HOLDFAST_DATABASE"] = world.database
    let store = try Store(path: world.database, boot: BootIdentity(id: "test"))
    try store.setPosture(
      LearntPosture(
        athlete: "me", exercise: "side-plank", direction: SIMD3(0, -1, 0), tolerance: 15,
        device: "Joy-Con (L) (IMU)", learntAt: world.now))
    return world
  }

  @Test(
    "What is about one exercise wants it named, instead of a list",
    arguments: [
      (["--forget"], "--forget"), (["--device", "foo", "--delay", "3s"], "--device"),
      (["--delay", "5s"], "--delay"), (["--time", "4s"], "--time"), (["--tolerance", "15"], "--tolerance"),
      (["--forget", "--athlete", "me"], "--forget"),
    ])
  func exerciseIsWanted(arguments: [String], option: String) throws {
    let world = try world()
    let result = world.run(["learn"] + arguments)
    #expect(
      result
        == World.Result(
          status: 64, out: "",
          err: """
            holdfast: learn: \(option): name the exercise, such as holdfast learn wall-sit
              see: holdfast learn --help

            """))
    #expect(try Store.openReadOnly(world.database)?.postures().count == 1)
  }

  @Test(
    "A time in which nothing can be learnt is refused at once",
    arguments: ["0s", "1s", "2.9s", "61s", "2h", "-4s"])
  func timeOutOfRange(time: String) throws {
    let result = try world().run("learn", "side-plank", "--athlete", "me", "--time=\(time)")
    #expect(
      result
        == World.Result(
          status: 64, out: "",
          err: "holdfast: learn: --time \"\(time)\": give 3 to 60 seconds\n  see: holdfast learn --help\n"))
  }

  @Test("A time that is none is told as one", arguments: ["--time", "--delay"])
  func noTime(option: String) throws {
    let result = try world().run("learn", "side-plank", "--athlete", "me", option, "soon")
    #expect(result.status == 64 && result.out == "")
    #expect(result.err.contains("\(option) \"soon\": "), "\(result.err)")
  }

  @Test("The ends of the range are taken", arguments: ["3s", "60s", "1:00"])
  func timeInRange(time: String) throws {
    let result = try world().run("learn", "side-plank", "--athlete", "me", "--time", time)
    #expect(result.status == 66)
    #expect(result.err.hasPrefix("holdfast: there is no accelerometer to learn from\n"), "\(result.err)")
  }

  @Test("The list of an athlete who has learnt nothing is about that athlete")
  func listOfAnAthlete() throws {
    let world = try world()
    #expect(
      world.run("learn").out == world.run("learn", "--athlete", "me").out
        && world.run("learn").out.hasPrefix("side-plank  me  "))
    #expect(
      world.run("learn", "--athlete", "ben")
        == World.Result(
          status: 0, out: "nothing was learnt for ben yet: holdfast learn wall-sit --athlete ben\n", err: ""))
    #expect(world.run("learn", "--athlete", "ben", "--json") == World.Result(status: 0, out: "", err: ""))
    // As `learn wall-sit --athlete nobody` says.
    let unknown = world.run("learn", "--athlete", "nobody")
    #expect(unknown.status == 66 && unknown.out == "")
    #expect(unknown.err.hasPrefix("holdfast: there is no athlete \"nobody\"\n"), "\(unknown.err)")
    #expect(world.run("learn", "wall-sit", "--athlete", "nobody") == unknown)
  }

  @Test("Nothing at all was learnt")
  func emptyList() {
    #expect(
      World().run("learn")
        == World.Result(status: 0, out: "nothing was learnt yet: holdfast learn wall-sit\n", err: ""))
  }

  @Test("A posture is forgotten, once")
  func forgets() throws {
    let world = try world()
    #expect(
      world.run("learn", "side-plank", "--forget", "--athlete", "me")
        == World.Result(status: 0, out: "side-plank: forgotten, me\n", err: ""))
    #expect(
      world.run("learn", "side-plank", "--forget", "--athlete", "me")
        == World.Result(
          status: 66, out: "",
          err: """
            holdfast: no posture of side-plank was learnt for me
              see what was learnt: holdfast learn

            """))
  }
}
