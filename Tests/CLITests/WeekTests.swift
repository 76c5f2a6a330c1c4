import Control
import Glibc
import Store
import Syscalls
import Testing
import Training

@testable import CLI

/// A week of use: three athletes at two stations, with all that goes wrong, acted by `demo/week.py`. It wrote down the
/// sets while it made the recordings, so these are told by somebody else than Holdfast.
@Suite("A week of use") struct WeekTests {
  private static let folder = repository + "/demo/week-recordings"
  private static let devices = ["main-pedal", "main-keypad", "rack-pedal", "rack-keypad"]

  private func text(_ path: String) throws -> String { String(decoding: try readFile(path), as: UTF8.self) }

  /// A world whose log is the week, as `replay` stores it.
  private func world(_ devices: [String] = devices) throws -> World {
    let world = World()
    world.environment["HOLDFAST_CONFIG"] = Self.folder + "/holdfast.toml"
    world.now = WallTime(iso8601: "2026-11-15T20:00:00+00:00")!
    let result = world.run(
      ["replay", "--database", world.database] + devices.map { "\(Self.folder)/\($0).evemu" })
    #expect(result.status == 0 && result.err == "", "\(result.err)")
    world.environment["HOLDFAST_DATABASE"] = world.database
    return world
  }

  /// The log as `week.py` writes it: start, duration, athlete, station, exercise, side, reps, load, end.
  private func rows(_ world: World) throws -> [String] {
    let sets = try #require(try Store.openReadOnly(world.database)).sets()
    return sets.map { set in
      let fields = [
        String(set.startedAt.iso8601.prefix(26)), set.duration.decimalSeconds, set.athlete, set.station,
        set.exercise, set.side.rawValue, set.reps.map(String.init) ?? "-",
        set.loadKg.map { decimalText($0) } ?? "-", set.endedBy.rawValue,
      ]
      #expect(set.clock == .synced && set.note == nil && set.measured == nil)
      return fields.joined(separator: "\t")
    }
  }

  @Test("The log has exactly the sets that were acted, to the microsecond")
  func sets() throws {
    let acted = try text(Self.folder + "/sets.tsv").split(separator: "\n").map(String.init)
    let stored = try rows(world())
    #expect(stored == acted)
    #expect(acted.count == 73)
    let ends = Set(acted.map { $0.split(separator: "\t").last.map(String.init) ?? "" })
    #expect(ends == ["tap", "idle", "release", "change", "unplug", "timeout"])
    // Whatever the order in which the devices are named.
    #expect(try rows(world(Self.devices.reversed())) == acted)
  }

  @Test("No line is wider than the terminal, and every set has one")
  func lines() throws {
    let world = try world()
    world.columns = 80
    let result = world.run("log")
    #expect(result.status == 0 && result.err == "")
    for line in result.out.split(separator: "\n") { #expect(width(String(line)) <= 80, "\(line)") }
    let sets = try #require(try Store.openReadOnly(world.database)).sets()
    for set in sets {
      let isThere = result.out.contains(set.id.short)
      #expect(isThere, "\(set)")
    }
  }

  @Test("The recordings are those that week.py makes")
  func generated() throws {
    let world = World()
    let command = "python3 '\(repository)/demo/week.py' '\(world.folder)' >/dev/null 2>&1"
    guard system("command -v python3 >/dev/null 2>&1") == 0 else {
      print("SKIPPED: \(#function): there is no python3")
      return
    }
    #expect(system("export PYTHONDONTWRITEBYTECODE=1; " + command) == 0)
    for name in Self.devices.map({ $0 + ".evemu" }) + ["sets.tsv"] {
      let isSame = try text(world.folder + "/" + name) == text(Self.folder + "/" + name)
      #expect(isSame, "\(name): run demo/week.py")
    }
  }
}
