import Control
import Glibc
import Syscalls
import Testing
import Training

@testable import CLI

/// Eleven weeks of one runner, which `demo/season.py` made up: what the README's pictures show.
@Suite("A season") struct SeasonTests {
  private static let file = repository + "/demo/season.csv"

  private func world() throws -> World {
    let world = World()
    world.now = WallTime(iso8601: "2026-11-21T10:00:00+00:00")!
    world.environment["HOLDFAST_CONFIG"] = repository + "/demo/holdfast.toml"
    world.environment["HOLDFAST_DATABASE"] = world.database
    #expect(world.run("import", Self.file) == World.Result(status: 0, out: "218 sets imported\n", err: ""))
    return world
  }

  @Test("The weaker side is told, and the forgotten hold is no record")
  func figures() throws {
    let world = try world()
    let balance = world.run("balance")
    #expect(balance.out.contains("right weaker") && balance.status == 0, "\(balance)")
    let records = world.run("records", "--exercise", "dead-hang")
    #expect(records.out.contains("1 set was left out"), "\(records)")
    #expect(!records.out.contains("longest"), "\(records)")
  }

  @Test("The chart rises, and names its ends")
  func trend() throws {
    let world = try world()
    world.columns = 80
    let result = world.run("trend", "wall-sit")
    let lines = result.out.split(separator: "\n")
    for line in lines { #expect(width(String(line)) <= 80, "\(line)") }
    #expect(lines.last == "0:32.0 → 1:01.3, +3.0 s a week; best 1:04.4, Fri 13 Nov 2026", "\(result.out)")
  }

  @Test("The file is what season.py writes")
  func generated() throws {
    let world = World()
    let path = world.folder + "/season.csv"
    guard system("command -v python3 >/dev/null 2>&1") == 0 else {
      print("SKIPPED: \(#function): there is no python3")
      return
    }
    #expect(system("python3 '\(repository)/demo/season.py' '\(path)'") == 0)
    let isSame = try readFile(path) == readFile(Self.file)
    #expect(isSame, "run demo/season.py")
  }
}
