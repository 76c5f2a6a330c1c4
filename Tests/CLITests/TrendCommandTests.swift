import Testing
import Training

@testable import CLI

@Suite struct TrendCommandTests {
  @Test func textAt80() throws {
    let world = try World.withFixedLog()
    world.columns = 80
    #expect(
      world.run("trend", "wall-sit")
        == World.Result(
          status: 0,
          out: """
            wall-sit, me: longest of each day, target 30-45 s
            60 s ┤
                 │
                 │                                                                ⢀⡠⣤⣀
                 │                                                           ⢀⡠⠤⠒⠉⠁   ⠉⠒⠤⣀
                 │                                                      ⣀⡠⠔⠒⠙⠃            ⠉⠶
            50   ┤                                                ⢀⣀⠤⠒⠊⠛
                 │                                           ⣀⡠⣤⠒⠉⠁
                 │                                      ⣀⢤⡔⠒⠉
                 │                                 ⣀⠤⠔⠊⠉
                 │                           ⢀⣀⠤⠒⠊⠛
            40   ┤                      ⢀⡠⠤⠒⠙⠃
                 │                 ⣀⡠⣤⠒⠉⠁
                 │           ⢀⡠⣤⠒⠊⠉
                 │      ⢀⡠⠤⠒⠉⠁
                 │ ⣀⡠⠔⠒⠙⠃
            30   ┤⠛ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
                 └┬────────────┬────────────┬────────────┬─────────────┬────────────┬───────
               12 Oct       19 Oct       26 Oct        2 Nov         9 Nov       16 Nov
            0:30.4 → 0:52.0, +4.5 s a week; best 0:55.4, Mon 16 Nov 2026

            """, err: ""))
  }

  @Test func sidesAt80() throws {
    let world = try World.withFixedLog()
    world.columns = 80
    #expect(
      world.run("trend", "side-plank").out == """
        side-plank, me: longest of each day, target 20-45 s
              left
        50 s ┤
             │                                                              ⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠤⣤
        40   ┤                                ⢀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⣤⠤⠤⠔⠒⠒⠲⠖⠒⠒⠒⠉⠉⠉⠉⠛⠉⠉   ⠉
             │   ⢀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠤⢤⡤⠤⠤⠒⠒⠒⠶⠒⠒⠒⠊⠉⠉⠉⠙⠋⠉⠁  ⠈⠁
        30   ┤⠛⠉⠉⠁  ⠈⠁
             │
        20   ┤⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
              right
        50 s ┤
             │
        40   ┤
             │                                                              ⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠤⣤
        30   ┤                  ⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠤⢤⡤⠤⠤⠤⠤⢤⡤⠤⠤⠤⠒⠒⠒⠒⠶⠒⠒⠒⠒⠒⠲⠖⠒⠒⠒⠉⠉⠉⠉⠛⠉⠉   ⠉
             │⠶⠒⠒⠒⠒⠒⠲⠖⠒⠒⠊⠉⠉⠉⠙⠋⠉⠉   ⠉
        20   ┤⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
             └┬─────────────┬──────────────┬──────────────┬──────────────┬─────────────┬
           12 Oct        19 Oct         26 Oct          2 Nov          9 Nov      16 Nov
        left: 0:31.2 → 0:43.7, +2.5 s a week; best 0:43.7, Mon 16 Nov 2026
        right: 0:24.9 → 0:33.2, +1.7 s a week; best 0:33.2, Mon 16 Nov 2026

        """)
  }

  @Test func sidesAt40() throws {
    let world = try World.withFixedLog()
    world.columns = 40
    let out = world.run("trend", "side-plank").out
    #expect(
      out == """
        side-plank, me: longest of each day,
          target 20-45 s
              left
        60 s ┤
             │
        40   ┤        ⣀⣀⣀⣀⣀⣀⣀⠤⢤⡤⠤⠤⣤⠔⠒⠶⠒⠒⠒⠶⠊⠙⠋⠉⠉⠛
             │⠶⠊⠉⠛⠉⠉⠙⠋ ⠈⠁  ⠈⠁
        20   ┤⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
              right
        60 s ┤
             │
        40   ┤
             │⣀⣀⣀⣀⣀⠤⢤⡤⠤⢤⡤⠤⠤⢤⡤⠒⠲⠖⠒⠒⠶⠒⠒⠶⠒⠉⠉⠛⠉⠙⠋⠉⠉⠛
        20   ┤⠉ ⠒⠉⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒  target
             └┬────────────┬─────────────┬──────
           12 Oct       26 Oct         9 Nov
        left: 0:31.2 → 0:43.7, +2.5 s a week;
          best 0:43.7, Mon 16 Nov 2026
        right: 0:24.9 → 0:33.2, +1.7 s a week;
          best 0:33.2, Mon 16 Nov 2026

        """)
    #expect(out.split(separator: "\n").count < 24)
  }

  @Test func asciiAt40() throws {
    let world = try World.withFixedLog()
    world.columns = 40
    let out = world.run("trend", "push-up", "--ascii").out
    #expect(
      out == """
        push-up, ana: most reps of each day,
          target 10-15 reps
        20 reps +
                |
                |                              o
                |                             .
                |                             .
                |                            .
                |                            .
        15      +                          .o
                |                     .o.o.
                |                  ...
                |               ...
                |          .o.o.
                |     o..o.
                |   ..
        10      +o.o - - - - - - - - - - target
                ++----------+----------+--------
              12 Oct     26 Oct      9 Nov
        10 reps -> 18 reps, +1.2 reps a week;
          best 18 reps, Fri 20 Nov 2026

        """)
    // The same where no more is to be expected of the terminal.
    for (name, value) in [("LC_ALL", "C"), ("LANG", "de_DE.ISO-8859-1"), ("TERM", "linux")] {
      world.environment[name] = value
      #expect(world.run("trend", "push-up").out == out, "\(name)")
      world.environment[name] = nil
    }
    world.environment["LANG"] = "C"
    world.environment["LC_CTYPE"] = "de_DE.utf8"
    #expect(world.run("trend", "push-up").out.contains("┤"))
  }

  @Test func json() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("trend", "side-plank", "2026-11", "--json").out == """
        {"date":"2026-11-02","athlete":"me","exercise":"side-plank","side":"left","of":"duration",\
        "best_s":38.700000,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-05","athlete":"me","exercise":"side-plank","side":"left","of":"duration",\
        "best_s":39.700000,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-09","athlete":"me","exercise":"side-plank","side":"left","of":"duration",\
        "best_s":41.200000,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-12","athlete":"me","exercise":"side-plank","side":"left","of":"duration",\
        "best_s":42.200000,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-16","athlete":"me","exercise":"side-plank","side":"left","of":"duration",\
        "best_s":43.700000,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-02","athlete":"me","exercise":"side-plank","side":"right","of":"duration",\
        "best_s":29.900000,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-05","athlete":"me","exercise":"side-plank","side":"right","of":"duration",\
        "best_s":30.566667,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-09","athlete":"me","exercise":"side-plank","side":"right","of":"duration",\
        "best_s":31.566667,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-12","athlete":"me","exercise":"side-plank","side":"right","of":"duration",\
        "best_s":32.233333,"best_reps":null,"best_kg":null,"sets":1}
        {"date":"2026-11-16","athlete":"me","exercise":"side-plank","side":"right","of":"duration",\
        "best_s":33.233333,"best_reps":null,"best_kg":null,"sets":1}

        """)
    #expect(
      world.run("trend", "goblet-squat", "2026-W47", "--of", "volume", "--json").out == """
        {"date":"2026-11-16","athlete":"me","exercise":"goblet-squat","side":"both","of":"volume",\
        "best_s":null,"best_reps":null,"best_kg":208,"sets":1}

        """)
  }

  /// The hold across midnight of 6 November belongs to the day it began on; the one in the night of the change of the
  /// clocks to the 25th.
  @Test func daysAreLocal() throws {
    let world = try World.withFixedLog()
    let lines = world.run("trend", "plank", "--json").out.split(separator: "\n")
    #expect(lines.map { $0.dropFirst(9).prefix(10) } == ["2026-10-25", "2026-11-06"])
  }

  @Test func whatItIsOf() throws {
    let world = try World.withFixedLog()
    #expect(world.run("trend", "goblet-squat").out.contains("goblet-squat, me: most reps of each day"))
    let load = world.run("trend", "goblet-squat", "--of", "load").out
    #expect(load.contains("heaviest of each day"))
    #expect(load.contains("12 kg → 16 kg"))
    #expect(world.run("trend", "push-up", "--of", "duration").out.contains("longest of each day"))
    #expect(
      world.run("trend", "push-up", "--of", "load")
        == World.Result(
          status: 0, out: "",
          err: "holdfast: no set of push-up by ana with a load is among those that were asked for\n"))
  }

  @Test func theTargetIsTheNewestSetsOrTheCatalogues() throws {
    let world = try World.withFixedLog()
    // The newest set of ana's push-ups has none; the catalogue's is the same for both.
    #expect(world.run("trend", "wall-sit", "2026-10").out.contains(", target 30-45 s"))
    let bare = World()
    bare.environment["HOLDFAST_DATABASE"] = bare.database
    var set = LoggedSet.hold("aaaaaa", at: "2026-11-20T09:00:00+00:00")
    set.target = nil
    try bare.store([set])
    #expect(bare.run("trend", "wall-sit").out.contains(", target 20-30 s"))
    let configuration = bare.write("holdfast.toml", "[[athlete]]\nid = \"me\"\nlevel = \"advanced\"\n")
    #expect(bare.run("trend", "wall-sit", "--config", configuration).out.contains(", target 60-90 s"))
  }

  @Test func severalAthletesHaveAChartEach() throws {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    var other = LoggedSet.hold("bbbbbb", at: "2026-11-20T09:00:00+00:00")
    other.athlete = "ana"
    try world.store([.hold("aaaaaa", at: "2026-11-19T09:00:00+00:00"), other])
    let out = world.run("trend", "wall-sit").out
    let headings = out.split(separator: "\n").filter { $0.hasPrefix("wall-sit, ") }
    #expect(headings.map { $0.dropFirst(10).prefix(4) } == ["ana:", "me: "])
    #expect(out.contains("\n\nwall-sit, me"))
    #expect(!world.run("trend", "wall-sit", "--athlete", "me").out.contains("ana"))
  }

  @Test func aTerminalThatIsTooNarrowHasTheFiguresAlone() throws {
    let world = try World.withFixedLog()
    world.columns = 12
    let out = world.run("trend", "wall-sit").out
    #expect(!out.contains("┤"))
    #expect(out.contains("0:30.4"))
  }

  @Test func badInput() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("trend", "wall-sti")
        == World.Result(
          status: 66, out: "",
          err: "holdfast: \"wall-sti\": there is no such exercise\n  did you mean wall-sit?\n"))
    // Known, and never done.
    #expect(
      world.run("trend", "dead bug")
        == World.Result(status: 0, out: "", err: "holdfast: dead-bug was never done\n")
    )
    #expect(
      world.run("trend", "wall-sit", "2025")
        == World.Result(
          status: 0, out: "", err: "holdfast: no set of wall-sit is among those that were asked for\n"))
    #expect(
      world.run("trend", "wall-sit", "--athlete", "mee").err
        == "holdfast: no set of wall-sit is among those that were asked for\n"
        + "holdfast: no set of athlete \"mee\" is in the log; did you mean me?\n")
    #expect(world.run("trend").status == 64)
    #expect(world.run("trend", "wall-sit", "--of", "weight").status == 64)
    #expect(world.run("trend", "wall-sit", "sometime").status == 64)
    let empty = World()
    #expect(empty.run("trend", "wall-sit").status == 0)
    #expect(empty.run("trend", "wall-sit").out == "")
    #expect(empty.run("trend", "wall-sti").status == 66)
  }
}
