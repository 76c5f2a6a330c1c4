import FIT
import Settings
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct ExportFITTests {
  private func catalogue() throws -> Catalogue { try Catalogue.load(shipped: repository + "/Config") }

  /// The one session of a day: what `FIT` makes of it, in local time.
  @Test func aSessionToStandardOutput() throws {
    let world = try World.withFixedLog()
    let result = world.run("export", "2026-11-16", "--athlete", "ana", "--format", "fit")
    #expect(result.status == 0 && result.err == "")
    let sets = FixedLog.sets.filter {
      $0.athlete == "ana" && $0.startedAt.iso8601.hasPrefix("2026-11-16")
    }
    #expect(sets.count == 2)
    let catalogue = try catalogue()
    let activity = try #require(Activity(of: sets, secondsEastOfUTC: 3_600) { catalogue[$0]?.category })
    let path = world.folder + "/one.fit"
    #expect(
      world.run("export", "2026-11-16", "--athlete", "ana", "--format", "fit", "--output", path)
        == World.Result(status: 0, out: "", err: ""))
    #expect(try readFile(path) == activity.bytes)
  }

  @Test func aFileForEachSessionInAFolder() throws {
    let world = try World.withFixedLog()
    let folder = world.folder + "/fit/"
    #expect(
      world.run("export", "--format", "fit", "--athlete", "ben", "-o", folder)
        == World.Result(status: 0, out: "", err: "holdfast: 4 files in \(folder)\n"))
    #expect(
      try directoryEntries(folder).sorted() == [
        "ben-20261025T005940Z.fit", "ben-20261106T225930Z.fit", "ben-20261107T090000Z.fit",
        "ben-20261121T090000Z.fit",
      ])
    // The same again is the same.
    let first = try readFile(folder + "ben-20261107T090000Z.fit")
    #expect(world.run("export", "--format", "fit", "--athlete", "ben", "-o", folder).status == 0)
    #expect(try readFile(folder + "ben-20261107T090000Z.fit") == first)
    #expect(try directoryEntries(folder).count == 4)
  }

  @Test func refusesWhatIsNotOneActivity() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("export", "--format", "fit")
        == World.Result(
          status: 64, out: "",
          err: """
            holdfast: these are sets of ana, ben, me, and an activity has one athlete
              choose one with --athlete

            """))
    #expect(
      world.run("export", "--format", "fit", "--athlete", "ben")
        == World.Result(
          status: 64, out: "",
          err: """
            holdfast: these are 4 sessions, and a FIT file has one
              name a folder with --output DIR/ for a file each, or choose one (see: holdfast log)

            """))
    #expect(
      world.run("export", "--format", "fit", "--athlete", "nobody")
        == World.Result(
          status: 66, out: "",
          err: "holdfast: no set matches: there is nothing to write\n  see what there is: holdfast log\n"))
    world.columns = 80
    #expect(
      world.run("export", "today", "--format", "fit", "--athlete", "ben")
        == World.Result(
          status: 64, out: "",
          err: """
            holdfast: a FIT file is not for a terminal
              name a file with --output, or redirect it: > FILE.fit

            """))
  }

  @Test func saysWhatFITCallsUnknown() throws {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    try world.store([.hold("aaaaaa", at: "2026-11-20T09:00:00Z", exercise: "made-up")])
    let result = world.run("export", "--format", "fit", "-o", world.folder + "/a.fit")
    #expect(
      result
        == World.Result(
          status: 0, out: "", err: "holdfast: without a category for FIT, and called unknown there: made-up\n"
        ))
  }

  @Test func refusesDatesThatFITDoesNotHave() throws {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    try world.store([.hold("aaaaaa", at: "1990-01-01T09:00:00Z")])
    let result = world.run("export", "--format", "fit", "-o", world.folder + "/a.fit")
    #expect(result.status == 65)
    #expect(
      result.err.hasPrefix(
        "holdfast: FIT has no dates before July 1998 or after 2126, and a session began on Mon 1 Jan 1990\n"))
    #expect(!fileExists(world.folder + "/a.fit"))
  }
}
