import CSQLite
import Control
import Glibc
import Store
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct LogTests {
  private func world() throws -> World {
    let world = World()
    var squat = LoggedSet.hold("bbbbbb", at: "2026-11-21T10:02:00+00:00", seconds: 31.5, exercise: "squat")
    squat.kind = .reps
    squat.reps = 12
    squat.loadKg = 22.5
    squat.rpe = 7
    squat.target = Target(reps: .range(8, 12))
    squat.note = "felt, \"easy\""
    var plank = LoggedSet.hold("cccccc", at: "2026-11-21T10:04:00+00:00", seconds: 20, exercise: "side-plank")
    plank.side = .left
    plank.endedBy = .powerCut
    plank.clock = .unsynced
    plank.athlete = "me"
    try world.store([
      .hold("aaaaaa", at: "2026-11-20T09:00:00.123456+00:00"), squat, plank,
      .hold("dddddd", at: "2026-11-21T23:10:00+00:00", seconds: 3_725.25),
    ])
    world.environment["HOLDFAST_DATABASE"] = world.database
    return world
  }

  @Test func groupsBySessionInLocalTime() throws {
    let result = try world().run("log")
    #expect(
      result
        == World.Result(
          status: 0,
          out: """
            Fri 20 Nov 2026  10:00  me  main
              10:00:00  aaaaaa  wall-sit  0:45.0  met
              1 set, 0:45.0 under tension

            Sat 21 Nov 2026  11:02–11:04  me  main
              11:02:00   bbbbbb  squat            0:31.5             12 reps  22.5 kg  rpe 7  met               felt, "easy"
              11:04:00?  cccccc  side-plank left  0:20.0  rest 1:28                           under  power-cut
              2 sets in 2:20, 0:51.5 under tension, 12 reps, volume 270 kg

            Sun 22 Nov 2026  00:10–01:12  me  main
              00:10:00  dddddd  wall-sit  1:02:05.2  met
              1 set, 1:02:05.2 under tension

            3 sessions, 4 sets, 1:03:41.7 under tension, 12 reps, volume 270 kg

            """, err: ""))
  }

  @Test(arguments: [80, 60, 40, 24]) func keepsToTheTerminal(columns: Int) throws {
    let world = try world()
    world.columns = columns
    let result = world.run("log")
    #expect(result.status == 0)
    for line in result.out.split(separator: "\n") { #expect(width(String(line)) <= columns, "\(line)") }
    #expect(result.out.contains("0:31.5"))
  }

  @Test func narrowTerminalGivesUpTheLeastFirst() throws {
    let world = try world()
    world.columns = 40
    let result = world.run("log", "--since", "2026-11-21", "--until", "2026-11-22")
    #expect(
      result.out
        == """
        Sat 21 Nov 2026  11:02–11:04  me  main
          11:02:00   squat       0:31.5  12 reps
          11:04:00?  side… left  0:20.0
          2 sets in 2:20, 0:51.5 under tension,
            12 reps, volume 270 kg

        """)
  }

  @Test func colorsOnlyWhereItMay() throws {
    let world = try world()
    world.columns = 80
    #expect(!world.run("log").out.contains("\u{1B}"))
    world.hasColor = true
    #expect(world.run("log").out.contains("\u{1B}[1mFri 20 Nov"))
    #expect(!world.run("log", "--json").out.contains("\u{1B}"))
  }

  @Test func jsonIsTheContracts() throws {
    let result = try world().run("log", "--json", "--until", "yesterday", "--since", "7d")
    #expect(result.out == "")
    let one = try world().run("log", "--json", "--since", "yesterday", "--until", "today")
    #expect(
      one.out == """
        {"id":"0198c1f2-0000-7000-8000-000000aaaaaa","athlete":"me","station":"main","exercise":"wall-sit",\
        "kind":"hold","side":"both","started_at":"2026-11-20T09:00:00.123456+00:00","duration_s":45.012345,\
        "reps":null,"load_kg":null,"rpe":null,"target":{"seconds":[30,45]},"target_met":true,"ended_by":"tap",\
        "clock":"synced","note":null,"motion":null,"measured":null}

        """)
  }

  @Test func csvHasAHeaderAndQuotes() throws {
    let result = try world().run("log", "--csv", "--exercise", "squat")
    #expect(
      result.out == """
        id,athlete,station,exercise,kind,side,started_at,duration_s,reps,load_kg,rpe,target,target_met,ended_by,clock,note,\
        doubtful,measured_exercise,measured_side,measured_started_at,measured_duration_s,measured_reps,measured_load_kg,confidence,motion
        0198c1f2-0000-7000-8000-000000bbbbbb,me,main,squat,reps,both,2026-11-21T10:02:00.000000+00:00,31.500000,12,22.5,7,\
        8-12reps,true,tap,synced,"felt, ""easy\""",false,,,,,,,,

        """)
  }

  @Test func filters() throws {
    let world = try world()
    func ids(_ arguments: String...) -> [String] {
      let result = world.run(["log", "--json"] + arguments)
      #expect(result.status == 0 && result.err == "", "\(result.err)")
      return result.out.split(separator: "\n").map { String($0.dropFirst(7 + 30).prefix(6)) }
    }
    #expect(ids("--last", "2") == ["cccccc", "dddddd"])
    #expect(ids("--last", "0") == [])
    #expect(ids("--side", "left") == ["cccccc"])
    #expect(ids("--exercise", "wall-sit") == ["aaaaaa", "dddddd"])
    #expect(ids("--exercise", "Wall sit") == ["aaaaaa", "dddddd"])
    #expect(ids("--athlete", "me", "--station", "main", "--last", "1") == ["dddddd"])
    #expect(ids("--since", "2026-11-21T11:04") == ["cccccc", "dddddd"])
    #expect(ids("--since", "2026-11-21 11:04:01") == ["dddddd"])
    #expect(ids("--until", "2026-11-21T10:04:00+00:00") == ["aaaaaa", "bbbbbb"])
    #expect(ids("--since", "now") == ["dddddd"])
    #expect(ids("--since", "1h", "--until", "now") == ["bbbbbb", "cccccc"])
  }

  /// Plain words go without the parser; every other spelling of the same goes through it.
  @Test func plainWordsAndTheParserAgree() throws {
    let world = try world()
    for (plain, parsed) in [
      (["--last", "2"], ["--last=2"]), (["--json"], ["--json", "--last=99"]),
      (["--since", "today", "--until", "now"], ["--since=today", "--until", "now"]),
      (
        ["--exercise", "squat", "--athlete", "me", "--station", "main"],
        ["--exercise=squat", "--athlete=me", "--station=main"]
      ),
      (["--exercise", "wallsit"], ["--exercise=wallsit"]), (["--since", "never"], ["--since=never"]),
    ] {
      let result = world.run(["log"] + plain)
      #expect(result == world.run(["log"] + parsed))
      #expect(result.out != "" || result.err != "")
    }
    for wrong in [["--last", "x"], ["--last"], ["--json", "--json", "more"], ["--last", "-1"]] {
      #expect(world.run(["log"] + wrong).status == 64, "\(wrong)")
    }
  }

  @Test func unknownNamesAreHintedAtOnly() throws {
    let world = try world()
    #expect(
      world.run("log", "--exercise", "wallsit")
        == World.Result(
          status: 0, out: "",
          err: "holdfast: no set of exercise \"wallsit\" is in the log; did you mean wall-sit?\n"))
    #expect(
      world.run("log", "--athlete", "you", "--station", "mainn").err
        == "holdfast: no set of athlete \"you\" is in the log\n"
        + "holdfast: no set of station \"mainn\" is in the log; did you mean main?\n")
    // Known, and simply never done.
    #expect(world.run("log", "--exercise", "pull-up") == World.Result(status: 0, out: "", err: ""))
  }

  @Test func noDatabaseIsAnEmptyLog() {
    let world = World()
    let result = world.run("log", "--database", world.database)
    #expect(result.status == 0 && result.out == "")
    #expect(
      result.err == "holdfast: there is no log yet: \(world.database)\n"
        + "  holdfastd, holdfast add and holdfast import make one; --database names one elsewhere\n")
    #expect(!fileExists(world.database))
    #expect(world.run("log", "--json", "--database", world.database).out == "")
  }

  @Test func showsOneSetWhole() throws {
    let world = try world()
    #expect(
      world.run("show", "bbbbbb").out == """
        id        0198c1f2-0000-7000-8000-000000bbbbbb
        exercise  squat (reps)
        side      both
        athlete   me
        station   main
        started   Sat 21 Nov 2026, 11:02:00.000000
        duration  0:31.5 (31.500000 s)
        session   set 1 of 2
        reps      12
        load      22.5 kg
        rpe       7
        target    8-12 reps, met
        ended by  tap
        note      felt, "easy"

        """)
    #expect(world.run("show", "cccccc").out.contains("session   set 2 of 2, after 1:28 of rest\n"))
    #expect(!world.run("show", "aaaaaa").out.contains("session "))
    #expect(world.run("show", "last").out.contains("0000dddddd"))
    #expect(world.run("show", "last~3", "--json").out.contains("\"2026-11-20T09:00:00.123456+00:00\""))
  }

  @Test func aNoteCannotCommandTheTerminal() throws {
    let world = World()
    var set = LoggedSet.hold("aaaaaa", at: "2026-11-20T09:00:00+00:00")
    set.note = "a\u{1B}[2Jb\nc\u{202E}d"
    try world.store([set])
    #expect(world.run("log", "--database", world.database).out.contains("a?[2Jb c?d"))
    #expect(world.run("show", "last", "--database", world.database).out.contains("note      a?[2Jb c?d\n"))
  }

  @Test func showsWhatWasMeasuredBeforeAnEdit() throws {
    let world = World()
    let set = LoggedSet.hold("aaaaaa", at: "2026-11-20T09:00:00+00:00")
    try world.store([set])
    let store = try Store(path: world.database, boot: BootIdentity(id: "test"))
    try store.apply(.edit(set.id, SetEdit(duration: .seconds(40))), at: world.now)
    #expect(
      world.run("show", "last", "--database", world.database).out.contains(
        "measured  wall-sit, both, Fri 20 Nov 2026, 10:00:00.000000, 0:45.0\n"))
    #expect(world.run("log", "--database", world.database).out.contains("met  edited"))
  }

  // MARK: Bad input

  @Test func refusesIDsThatMeanNothingOrTooMuch() throws {
    let world = try world()
    try world.store([.hold("1aaaaa", at: "2026-11-19T09:00:00+00:00")])
    #expect(
      world.run("show", "ffff")
        == World.Result(
          status: 66, out: "",
          err: """
            holdfast: no set has an id that ends in ffff
              take an id from holdfast log, any ending of a full one, or last, last~1, …

            """))
    #expect(world.run("show", "last~99").status == 66)
    #expect(world.run("show", "lastly").status == 66)
    let ambiguous = world.run("show", "aaaaa")
    #expect(ambiguous.status == 64 && ambiguous.out == "")
    #expect(
      ambiguous.err.hasPrefix("holdfast: aaaaa may be any of these sets\n  give more of the id's ending:\n"))
    // The same as of the commands that change a set.
    #expect(ambiguous == world.run("edit", "aaaaa", "--rpe", "7", "--database", world.database))
  }

  @Test func refusesWhatIsNoDatabase() {
    let world = World()
    world.write("holdfast.db", String(repeating: "This is no database. ", count: 100))
    let result = world.run("log", "--database", world.database)
    #expect(result.status == 65 && result.out == "")
    #expect(
      result.err == """
        holdfast: \(world.database): file is not a database
          name another file with --database, or move this one away

        """)
  }

  @Test func refusesADatabaseFromTheFuture() throws {
    let world = try world()
    var handle: OpaquePointer?
    sqlite3_open(world.database, &handle)
    sqlite3_exec(handle, "PRAGMA user_version = 999", nil, nil, nil)
    sqlite3_close(handle)
    let result = world.run("log")
    #expect(result.status == 65 && result.out == "")
    #expect(result.err.contains(world.database) && result.err.contains("999"))
  }

  @Test func refusesWhatCannotBeOpened() {
    let world = World()
    #expect(world.run("log", "--database", world.folder).status != 0)
    let below = world.run("log", "--database", world.write("file", "") + "/x.db")
    #expect(below.status == 66 && below.err.contains("Not a directory"))
  }

  @Test func refusesDatesThatAreNone() {
    let world = World()
    for text in ["never", "2026-13-01", "2026-02-30", "2026-11-21T25:00", "7", "7y", ""] {
      #expect(
        world.run("log", "--since", text)
          == World.Result(
            status: 64, out: "",
            err: """
              holdfast: --since "\(text)": no date
                write 2026-11-21, 2026-11, today, yesterday, monday or 7d

              """))
    }
    #expect(
      world.run("log", "--since", "today", "--until", "yesterday").err
        == "holdfast: --since is not before --until: nothing can be between them\n")
  }

  @Test func aFullDiskIsAnInputOutputError() throws {
    let full = try openFile("/dev/full", O_WRONLY)
    defer { close(full) }
    let result = try world().run(["log"], out: Output(descriptor: full))
    #expect(result.status == 74)
    #expect(result.err == "holdfast: standard output: No space left on device\n")
  }

  @Test func aReaderThatHasGoneIsNoError() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let result = try world().run(["log", "--json"], out: Output(descriptor: ends[1]))
    #expect(result == World.Result(status: 0, out: result.out, err: ""))
  }
}
