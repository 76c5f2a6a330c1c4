import Glibc
import Syscalls
import Testing
import Training

@testable import CLI

/// The files that `export` and `backup` make: where they go, whose they are, and what must not be in their place.
@Suite struct OutputFileTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try readFile(path, limit: 100_000_000), as: UTF8.self)
  }

  private func parts(_ folder: String) throws -> [String] {
    try directoryEntries(folder).filter { $0.contains(".part") }
  }

  // MARK: Whose they are

  @Test(arguments: [["export", "-o"], ["export", "--format", "json", "-o"], ["backup", "--force"]])
  func modeAndOwnerStay(_ command: [String]) throws {
    let world = try World.withFixedLog()
    let path = world.write("file", "what was there before")
    for mode in [0o600, 0o664] as [mode_t] {
      #expect(chmod(path, mode) == 0)
      if geteuid() == 0 { #expect(chown(path, 1_000, 1_000) == 0) }
      let former = try fileStatus(path)
      #expect(world.run(command + [path]).status == 0)
      let status = try fileStatus(path)
      #expect(status.st_size != former.st_size || status.st_ino != former.st_ino)
      #expect(status.st_mode & 0o7777 == mode)
      #expect(status.st_uid == former.st_uid && status.st_gid == former.st_gid)
    }
  }

  @Test(arguments: [["export", "-o"], ["backup"]])
  func linksLeadOn(_ command: [String]) throws {
    let world = try World.withFixedLog()
    world.makeFolders("real")
    let link = world.folder + "/link"
    #expect(symlink("real/file", link) == 0)
    #expect(world.run(command + [link]).status == 0)
    #expect(try readLink(link) == "real/file")
    #expect(try directoryEntries(world.folder + "/real") == ["file"])
    let first = try fileStatus(link)
    #expect(world.run((command == ["backup"] ? ["backup", "--force"] : command) + [link]).status == 0)
    #expect(try readLink(link) == "real/file")
    #expect(try fileStatus(link).st_ino != first.st_ino)
    // Into a folder that is not there: it is the one to be made.
    unlink(link)
    #expect(symlink("none/file", link) == 0)
    let result = world.run(command + [link])
    #expect(result.status == 74)
    #expect(result.err.contains(world.folder + "/none"), "\(result.err)")
    #expect(try readLink(link) == "none/file")
  }

  /// Somebody else's file would be this user's afterwards.
  @Test func whatCannotKeepItsOwnerStays() throws {
    guard geteuid() == 0 else {
      print("SKIPPED: \(#function): only root can become somebody else")
      return
    }
    let world = try World.withFixedLog()
    let path = world.write("log.csv", "of root")
    #expect(chmod(world.folder, 0o777) == 0 && chmod(path, 0o666) == 0)
    for end in ["", "-wal", "-shm"] { chmod(world.database + end, 0o666) }
    guard
      let program = try PseudoTerminal(
        ["export", "-o", path], environment: world.environment, user: 12_345)
    else { return }
    #expect(program.shows("log.csv: Operation not permitted\r\n  it belongs to root"))
    #expect(program.end() == 77)
    #expect(try text(path) == "of root")
    #expect(try parts(world.folder) == [])
  }

  @Test(arguments: [["export", "-o"], ["backup"], ["backup", "--force"]])
  func placesThatMayNotBeWritten(_ command: [String]) throws {
    guard geteuid() == 0 else {
      print("SKIPPED: \(#function): only root can become somebody else")
      return
    }
    let world = try World.withFixedLog()
    #expect(chmod(world.folder, 0o755) == 0)
    for end in ["", "-wal", "-shm"] { chmod(world.database + end, 0o666) }
    world.makeFolders("closed")
    let path = world.folder + "/closed/file"
    guard let program = try PseudoTerminal(command + [path], environment: world.environment, user: 12_345)
    else { return }
    #expect(
      program.shows("file: Permission denied\r\n  name a place that this user may write to\r\n"),
      "\(program.screen)")
    #expect(program.end() == 77)
    #expect(try directoryEntries(world.folder + "/closed") == [])
  }

  // MARK: The database

  /// Under whatever name: neither the log nor what belongs to it is written over, also where it is not there now.
  @Test(arguments: [
    ["export", "-o"], ["export", "--format", "json", "--output"], ["backup", "--force"], ["backup"],
  ])
  func theDatabaseStays(_ command: [String]) throws {
    let world = try World.withFixedLog()
    let before = world.run("log", "--json").out
    unlink(world.database + "-journal")
    #expect(symlink(world.database, world.folder + "/link.db") == 0)
    #expect(symlink("holdfast.db-wal", world.folder + "/link.db-wal") == 0)
    #expect(link(world.database, world.folder + "/hard.db") == 0)
    for name in ["holdfast.db", "link.db", "hard.db"] {
      let path = world.folder + "/" + name
      #expect(
        world.run(command + [path])
          == World.Result(
            status: 64, out: "",
            err: "holdfast: \(path): is the database itself\n  name another file, best on another disk\n"))
    }
    for end in ["-wal", "-shm", "-journal", ".spill", ".lock"] {
      for isThere in [false, true] {
        let path = world.database + end
        unlink(path)
        if isThere { world.write("holdfast.db" + end, "") }
        #expect(
          world.run(command + [path])
            == World.Result(
              status: 64, out: "",
              err:
                "holdfast: \(path): belongs to the database \(world.database)\n"
                + "  name another file, best on another disk\n"))
        #expect(fileExists(path) == isThere || end == "-wal" || end == "-shm")
      }
    }
    #expect(world.run(command + [world.folder + "/link.db-wal"]).status == 64)
    for end in ["-wal", "-shm", "-journal", ".spill", ".lock"] { unlink(world.database + end) }
    #expect(world.run("log", "--json").out == before)
  }

  /// One that is still to be made, too; and the database that is asked for under a link's name.
  @Test func aDatabaseToComeStays() throws {
    let empty = World()
    empty.environment["HOLDFAST_DATABASE"] = empty.database
    #expect(empty.run("export", "-o", empty.database).status == 64)
    #expect(try directoryEntries(empty.folder) == [])
    let world = try World.withFixedLog()
    #expect(symlink(world.database, world.folder + "/link.db") == 0)
    for end in ["", "-wal", ".lock"] {
      for name in ["holdfast.db", "link.db"] {
        let result = world.run(
          "export", "--database", world.folder + "/link.db", "-o", world.folder + "/" + name + end)
        #expect(result.status == 64, "\(name + end): \(result)")
      }
    }
  }

  /// Another database that somebody writes to has its newest sets in a file beside it.
  @Test func anotherDatabaseInUseStays() throws {
    let world = try World.withFixedLog()
    let path = world.write("other.db", "a database")
    world.write("other.db-wal", "its newest sets")
    for command in [["export", "-o", path], ["backup", "--force", path]] {
      let result = world.run(command)
      #expect(result.status == 64)
      #expect(
        result.err == """
          holdfast: \(path): is a database in use, or was when it was copied: it has \(path)-wal
            name another file, or move both away

          """)
    }
    #expect(try text(path) == "a database")
  }

  // MARK: Folders

  @Test(arguments: ["fit", "fit/", "new/deep/", "new/deep"])
  func aNewFolderIsMade(_ name: String) throws {
    let world = try World.withFixedLog()
    let folder = world.folder + "/" + name
    if !name.hasSuffix("/") { world.makeFolders(name) }
    for _ in 1...2 {
      #expect(
        world.run("export", "--format", "fit", "--athlete", "ben", "-o", folder)
          == World.Result(status: 0, out: "", err: "holdfast: 4 files in \(folder)\n"))
      #expect(try directoryEntries(folder).count == 4)
    }
  }

  @Test func aFileIsNoFolder() throws {
    let world = try World.withFixedLog()
    let path = world.write("fit", "mine")
    let result = world.run("export", "--format", "fit", "--athlete", "ben", "-o", path + "/")
    #expect(result.status == 74)
    #expect(result.err.hasPrefix("holdfast: \(path)/: Not a directory\n"))
    #expect(try text(path) == "mine")
  }

  // MARK: Interrupted

  /// Runs the program, and sends it a signal while a file is half made, however fast the machine is.
  /// - Returns: `nil`, said aloud, where the program was not built.
  private func interrupt(
    _ command: [String], _ world: World, _ signal: Int32, in folder: String
  ) throws -> PseudoTerminal? {
    guard let program = try PseudoTerminal(command, environment: world.environment) else { return nil }
    let end = SystemClock.boottime + 20_000_000
    repeat {
      program.signal(SIGCONT)
      while (try? parts(folder)) ?? [] == [], SystemClock.boottime < end {}
      program.signal(SIGSTOP)
      while program.state != "T", program.state != "Z", SystemClock.boottime < end {}
    } while try parts(folder) == [] && program.state == "T" && SystemClock.boottime < end
    #expect(try parts(folder) != [], "it was too fast")
    program.signal(signal)
    program.signal(SIGCONT)
    return program
  }

  /// A signal that ends the program does so once nothing half made is left.
  @Test(arguments: [
    (["export", "-o"], SIGTERM), (["export", "-o"], SIGINT), (["export", "-o"], SIGHUP),
    (["export", "-o"], SIGPIPE),
    (["export", "--format", "json", "-o"], SIGTERM), (["backup", "--force"], SIGTERM),
    (["backup", "--force"], SIGINT),
  ])
  func interrupted(_ command: [String], _ signal: Int32) throws {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    try world.store(
      (0..<20_000).map { .hold(String($0 + 0x100000, radix: 16), at: "2026-11-01T09:00:00Z", seconds: 1) })
    let path = world.write("file", "what was there before")
    guard let program = try interrupt(command + [path], world, signal, in: world.folder) else { return }
    #expect(program.shows("holdfast: \(path): interrupted, and nothing was written\r\n"))
    #expect(program.end() == -signal)
    #expect(try parts(world.folder) == [])
    #expect(try text(path) == "what was there before")
  }

  /// A file for each session: those that are there are whole.
  @Test func interruptedBetweenFiles() throws {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    // The zone of the world: an activity has the local time.
    world.environment["TZ"] = "<+01>-1"
    let start = WallTime(iso8601: "2024-01-01T09:00:00Z")!
    try world.store(
      (0..<300).map { number in
        var set = LoggedSet.hold(String(number + 0x100000, radix: 16), at: "2024-01-01T09:00:00Z")
        set.startedAt = start + .seconds(Double(number) * 86_400)
        return set
      })
    let (folder, whole) = (world.folder + "/cut", world.folder + "/whole")
    let command = ["export", "--format", "fit", "-o"]
    #expect(world.run(command + [whole + "/"]).status == 0)
    mkdir(folder, 0o755)
    guard let program = try interrupt(command + [folder], world, SIGTERM, in: folder) else { return }
    #expect(program.end() == -SIGTERM)
    let names = try directoryEntries(folder)
    #expect(names.count < 300)
    for name in names {
      #expect(try readFile(folder + "/" + name) == readFile(whole + "/" + name), "\(name)")
    }
  }

  // MARK: Sizes

  @Test(
    arguments: [
      (0, "0 kB"), (499, "0 kB"), (500, "1 kB"), (115_200, "115 kB"), (999_499, "999 kB"), (999_500, "1 MB"),
      (1_000_000, "1 MB"), (1_249_999, "1.2 MB"), (1_250_000, "1.3 MB"), (99_940_000, "99.9 MB"),
      (99_960_000, "100 MB"), (157_286_400, "157 MB"), (999_499_999, "999 MB"), (999_500_000, "1 GB"),
      (21_474_836_480, "21.5 GB"), (512_110_190_592, "512 GB"), (2_000_398_934_016, "2 TB"),
      (Int64.max, "9223372 TB"),
    ] as [(Int64, String)])
  func sizes(_ bytes: Int64, _ text: String) {
    #expect(sizeText(bytes) == text)
  }
}
