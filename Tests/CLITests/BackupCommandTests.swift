import Glibc
import Store
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct BackupCommandTests {
  @Test func toAFileAndToAFolder() throws {
    let world = try World.withFixedLog()
    let path = world.folder + "/copy.db"
    let result = world.run("backup", path)
    let size = Int(try fileStatus(path).st_size)
    #expect(
      result
        == World.Result(
          status: 0, out: "\(FixedLog.sets.count) sets, \((size + 500) / 1_000) kB, in \(path)\n", err: ""))
    #expect(world.run("log", "--json", "--database", path).out == world.run("log", "--json").out)
    #expect(
      world.run("backup", world.folder, "--json").out
        == "{\"file\":\"\(world.folder)/holdfast-2026-11-21-120000.db\",\"sets\":\(FixedLog.sets.count),\"bytes\":\(size)}\n"
    )
    #expect(fileExists(world.folder + "/holdfast-2026-11-21-120000.db"))
  }

  @Test func refusesWhatIsThere() throws {
    let world = try World.withFixedLog()
    let path = world.write("notes.txt", "mine")
    #expect(
      world.run("backup", path)
        == World.Result(
          status: 64, out: "",
          err: "holdfast: \(path): is there already\n  name another file, or overwrite it with --force\n"))
    #expect(String(decoding: try readFile(path), as: UTF8.self) == "mine")
    #expect(world.run("backup", "--force", path).status == 0)
    #expect(world.run("log", "--json", "--database", path).out == world.run("log", "--json").out)
    #expect(
      world.run("backup", "--force", world.database)
        == World.Result(
          status: 64, out: "",
          err: """
            holdfast: \(world.database): is the database itself
              name another file, best on another disk

            """))
  }

  @Test func placesThatAreNone() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("backup", world.folder + "/none/copy.db")
        == World.Result(
          status: 74, out: "",
          err: """
            holdfast: \(world.folder)/none/copy.db: there is no folder \(world.folder)/none
              make it first

            """))
    #expect(
      world.run("backup", "/dev/full")
        == World.Result(
          status: 74, out: "",
          err: "holdfast: /dev/full: is no file, and a database cannot be there\n  name a file\n"))
    let empty = World()
    #expect(
      empty.run("backup", empty.folder + "/copy.db", "--database", empty.database)
        == World.Result(
          status: 66, out: "",
          err: """
            holdfast: there is no log yet: \(empty.database)
              holdfastd, holdfast add and holdfast import make one; --database names one elsewhere

            """))
    #expect(!fileExists(empty.folder + "/copy.db"))
  }
}
