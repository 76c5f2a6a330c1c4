import Glibc
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct ExportTests {
  /// The whole of ben, whose sets have all that is out of the ordinary.
  @Test func csvOfTheFixedLog() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("export", "--athlete", "ben")
        == World.Result(
          status: 0,
          out: """
            id,athlete,station,exercise,kind,side,started_at,duration_s,reps,load_kg,rpe,target,target_met,ended_by,clock,note,\
            doubtful,measured_exercise,measured_side,measured_started_at,measured_duration_s,measured_reps,measured_load_kg,confidence,motion
            0199e2a0-0000-7000-8000-000000adc041,ben,rack,plank,hold,both,2026-10-25T00:59:40.000000+00:00,61.500000,,,,\
            60s,true,tap,synced,,false,,,,,,,,
            0199e2a0-0000-7000-8000-000000adf07a,ben,rack,plank,hold,both,2026-11-06T22:59:30.000000+00:00,65.250000,,,,\
            60s,true,tap,synced,late; 体が重い,false,,,,,,,,
            0199e2a0-0000-7000-8000-000000ae20b3,ben,rack,plank,hold,both,2026-11-07T09:00:00.000000+00:00,900.000000,,,,\
            60s,true,timeout,synced,,false,,,,,,,,
            0199e2a0-0000-7000-8000-000000ae50ec,ben,rack,plank,hold,both,2026-11-07T09:20:00.000000+00:00,12.500000,,,,\
            60s,false,power-cut,synced,,false,,,,,,,,
            0199e2a0-0000-7000-8000-000000af11d0,ben,rack,single-leg-calf-raise-hold,hold,left,2026-11-21T09:00:00.000000+00:00,33.300000,,,,\
            15-20s,true,tap,unsynced,,false,,,,,,,,

            """, err: ""))
  }

  @Test func csvOfAnEditAndADoubt() throws {
    let world = try World.withFixedLog()
    let lines = world.run("export", "--since", "2026-11-19", "--athlete", "me").out.split(separator: "\n")
    #expect(
      lines.dropFirst().map { String($0.dropFirst(36)) } == [
        ",me,main,wall-sit,hold,both,2026-11-19T17:00:00.000000+00:00,420.000000,,,,,,tap,synced,,true,,,,,,,,",
        ",me,main,wall-sit,hold,both,2026-11-20T17:00:00.000000+00:00,52.000000,,,,30-45s,true,tap,synced,"
          + "forgot to stop,false,wall-sit,both,2026-11-20T17:00:00.000000+00:00,95.500000,,,,",
      ])
  }

  /// An object a line: what `log` says, and whether the set is doubtful.
  @Test func jsonOfTheFixedLog() throws {
    let world = try World.withFixedLog()
    let exported = world.run("export", "--format", "json").out.split(separator: "\n")
    let log = world.run("log", "--json").out.split(separator: "\n")
    #expect(exported.count == FixedLog.sets.count)
    for (line, logged) in zip(exported, log) {
      #expect(line == logged.dropLast() + ",\"doubtful\":\(line.contains("\"duration_s\":420.000000"))}")
    }
  }

  @Test func logPrintsTheSameCSV() throws {
    let world = try World.withFixedLog()
    #expect(world.run("log", "--csv").out == world.run("export").out)
  }

  @Test func takesTheFiltersOfLog() throws {
    let world = try World.withFixedLog()
    for filter in [
      ["2026-11"], ["--exercise", "Wall sit", "--since", "14d"], ["--side", "left", "--station", "main"],
      ["--until", "2026-10-20", "--athlete", "ana"],
    ] {
      let exported = world.run(["export"] + filter)
      #expect(exported == world.run(["log", "--csv"] + filter))
      #expect(exported.out.split(separator: "\n").count > 1)
    }
  }

  @Test func noDatabaseIsAnEmptyExport() {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    #expect(world.run("export").out == csvHeader + "\n")
    #expect(world.run("export", "--format", "json").out == "")
    #expect(world.run("export", "--format", "fit").status == 66)
  }

  // MARK: Files

  @Test func aFileIsThereWhole() throws {
    let world = try World.withFixedLog()
    let path = world.write("log.csv", "what was there before")
    #expect(world.run("export", "--output", path) == World.Result(status: 0, out: "", err: ""))
    #expect(String(decoding: try readFile(path), as: UTF8.self) == world.run("export").out)
    #expect(try directoryEntries(world.folder).filter { $0.hasSuffix(".part") } == [])
    let made = world.folder + "/new.csv"
    #expect(world.run("export", "-o", made).status == 0)
    #expect(try fileStatus(made).st_mode & 0o777 == 0o640)
  }

  @Test func aFullDiskLeavesNoHalfFile() throws {
    let world = try World.withFixedLog()
    let result = world.run("export", "--output", "/dev/full")
    #expect(
      result
        == World.Result(
          status: 74, out: "",
          err:
            "holdfast: /dev/full: No space left on device\n  make room on its disk; nothing was left there\n")
    )
    let full = try openFile("/dev/full", O_WRONLY)
    defer { close(full) }
    #expect(world.run(["export"], out: Output(descriptor: full)).status == 74)
    // What was changed is changed, whether or not that can be told.
    let added = world.run(["add", "plank", "45s"], out: Output(descriptor: full))
    #expect(
      added.err == """
        holdfast: standard output: No space left on device
          what it was to say was done all the same: see holdfast log

        """)
    #expect(added.status == 74 && world.run("log", "--last", "1").out.contains("plank"))
  }

  /// A disk of 64 KiB, which only root can have.
  @Test func aSmallDiskLeavesNoHalfFile() throws {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    try world.store(
      (0..<2_000).map { number in
        let ending = String(number + 0x100000, radix: 16)
        return .hold(ending, at: "2026-11-20T09:00:00Z")
      })
    guard let disk = SmallDisk(kilobytes: 64) else { return }
    let before = disk.path + "/log.csv"
    let file = fopen(before, "w")!
    fputs("what was there before", file)
    fclose(file)
    let result = world.run("export", "-o", before)
    #expect(result.status == 74)
    #expect(result.err.hasPrefix("holdfast: \(before): No space left on device\n"))
    #expect(try directoryEntries(disk.path) == ["log.csv"])
    #expect(String(decoding: try readFile(before), as: UTF8.self) == "what was there before")
    let backup = world.run("backup", disk.path + "/copy.db")
    #expect(backup.status == 74)
    #expect(
      backup.err == "holdfast: \(disk.path)/copy.db: database or disk is full\n  make room on its disk\n")
    #expect(try directoryEntries(disk.path) == ["log.csv"])
  }

  @Test func refusesPlacesThatAreNone() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("export", "-o", world.folder)
        == World.Result(
          status: 64, out: "", err: "holdfast: \(world.folder): is a folder\n  name a file in it\n"))
    let missing = world.folder + "/none/a.csv"
    #expect(
      world.run("export", "-o", missing)
        == World.Result(
          status: 74, out: "",
          err:
            "holdfast: \(missing): No such file or directory\n  make the folder \(world.folder)/none first\n")
    )
    #expect(world.run("export", "--format", "xml").status == 64)
  }
}

/// A file system in memory of a given size, where this user may mount one; gone with the value.
final class SmallDisk {
  let path: String

  /// - Returns: `nil`, said aloud, where that cannot be.
  init?(kilobytes: Int, for test: String = #function) {
    let template = strdup("/tmp/holdfast-disk-XXXXXX")!
    defer { free(template) }
    path = String(cString: mkdtemp(template)!)
    guard mount("none", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
      print("SKIPPED: \(test): a small disk cannot be mounted: \(String(cString: strerror(errno)))")
      rmdir(path)
      return nil
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }
}
