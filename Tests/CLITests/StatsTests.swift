import Testing
import Training

@testable import CLI

/// What `stats` prints of the fixed log. The figures were computed by another program (in Python, from `log --json`).
@Suite struct StatsTests {
  private func world(columns: Int? = nil) throws -> World {
    let world = try World.withFixedLog()
    world.columns = columns
    return world
  }

  /// What a command prints; it must not complain.
  private func out(_ world: World, _ arguments: String...) -> String {
    let result = world.run(["stats"] + arguments)
    #expect(result.status == 0 && result.err == "", "\(result.err)")
    return result.out
  }

  // MARK: JSON

  @Test func totalAsJSON() throws {
    let expected = """
      {"by":null,"bucket":null,"since":null,"until":null,"sessions":27,"sets":81,"holds":60,\
      "time_under_tension_s":4162.850000,"reps":240,"volume_kg":1588,"session_s":9099.650000,"density_pct":41.5}

      """
    #expect(try out(world(), "--json") == expected)
  }

  @Test func daysAsJSON() throws {
    let expected = """
      {"by":"day","bucket":"2026-10-12","since":"2026-10-11T22:00:00.000000+00:00","until":"2026-10-12T22:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":199.600000,"reps":18,"volume_kg":96,"session_s":688.400000,"density_pct":29}
      {"by":"day","bucket":"2026-10-15","since":"2026-10-14T22:00:00.000000+00:00","until":"2026-10-15T22:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":207.266667,"reps":18,"volume_kg":96,"session_s":688.400000,"density_pct":30.1}
      {"by":"day","bucket":"2026-10-19","since":"2026-10-18T22:00:00.000000+00:00","until":"2026-10-19T22:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":218.766667,"reps":20,"volume_kg":108,"session_s":688.400000,"density_pct":31.8}
      {"by":"day","bucket":"2026-10-22","since":"2026-10-21T22:00:00.000000+00:00","until":"2026-10-22T22:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":226.433333,"reps":20,"volume_kg":108,"session_s":688.400000,"density_pct":32.9}
      {"by":"day","bucket":"2026-10-25","since":"2026-10-24T22:00:00.000000+00:00","until":"2026-10-25T23:00:00.000000+00:00","sessions":1,"sets":1,"holds":1,\
      "time_under_tension_s":61.500000,"reps":0,"volume_kg":0,"session_s":61.500000,"density_pct":null}
      {"by":"day","bucket":"2026-10-26","since":"2026-10-25T23:00:00.000000+00:00","until":"2026-10-26T23:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":237.933333,"reps":22,"volume_kg":140,"session_s":688.400000,"density_pct":34.6}
      {"by":"day","bucket":"2026-10-29","since":"2026-10-28T23:00:00.000000+00:00","until":"2026-10-29T23:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":245.600000,"reps":22,"volume_kg":140,"session_s":688.400000,"density_pct":35.7}
      {"by":"day","bucket":"2026-11-02","since":"2026-11-01T23:00:00.000000+00:00","until":"2026-11-02T23:00:00.000000+00:00","sessions":1,"sets":5,"holds":4,\
      "time_under_tension_s":195.700000,"reps":11,"volume_kg":154,"session_s":514.750000,"density_pct":38}
      {"by":"day","bucket":"2026-11-05","since":"2026-11-04T23:00:00.000000+00:00","until":"2026-11-05T23:00:00.000000+00:00","sessions":1,"sets":5,"holds":4,\
      "time_under_tension_s":201.366667,"reps":11,"volume_kg":154,"session_s":514.750000,"density_pct":39.1}
      {"by":"day","bucket":"2026-11-06","since":"2026-11-05T23:00:00.000000+00:00","until":"2026-11-06T23:00:00.000000+00:00","sessions":1,"sets":1,"holds":1,\
      "time_under_tension_s":65.250000,"reps":0,"volume_kg":0,"session_s":65.250000,"density_pct":null}
      {"by":"day","bucket":"2026-11-07","since":"2026-11-06T23:00:00.000000+00:00","until":"2026-11-07T23:00:00.000000+00:00","sessions":1,"sets":2,"holds":2,\
      "time_under_tension_s":912.500000,"reps":0,"volume_kg":0,"session_s":1212.500000,"density_pct":75.3}
      {"by":"day","bucket":"2026-11-09","since":"2026-11-08T23:00:00.000000+00:00","until":"2026-11-09T23:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":276.266667,"reps":26,"volume_kg":192,"session_s":688.400000,"density_pct":40.1}
      {"by":"day","bucket":"2026-11-12","since":"2026-11-11T23:00:00.000000+00:00","until":"2026-11-12T23:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":283.933333,"reps":26,"volume_kg":192,"session_s":688.400000,"density_pct":41.2}
      {"by":"day","bucket":"2026-11-16","since":"2026-11-15T23:00:00.000000+00:00","until":"2026-11-16T23:00:00.000000+00:00","sessions":2,"sets":7,"holds":5,\
      "time_under_tension_s":295.433333,"reps":28,"volume_kg":208,"session_s":688.400000,"density_pct":42.9}
      {"by":"day","bucket":"2026-11-19","since":"2026-11-18T23:00:00.000000+00:00","until":"2026-11-19T23:00:00.000000+00:00","sessions":1,"sets":1,"holds":1,\
      "time_under_tension_s":420.000000,"reps":0,"volume_kg":0,"session_s":420.000000,"density_pct":null}
      {"by":"day","bucket":"2026-11-20","since":"2026-11-19T23:00:00.000000+00:00","until":"2026-11-20T23:00:00.000000+00:00","sessions":2,"sets":2,"holds":1,\
      "time_under_tension_s":82.000000,"reps":18,"volume_kg":0,"session_s":82.000000,"density_pct":null}
      {"by":"day","bucket":"2026-11-21","since":"2026-11-20T23:00:00.000000+00:00","until":"2026-11-21T23:00:00.000000+00:00","sessions":1,"sets":1,"holds":1,\
      "time_under_tension_s":33.300000,"reps":0,"volume_kg":0,"session_s":33.300000,"density_pct":null}

      """
    #expect(try out(world(), "--by", "day", "--json") == expected)
  }

  @Test func weeksAsJSON() throws {
    let expected = """
      {"by":"week","bucket":"2026-W42","since":"2026-10-11T22:00:00.000000+00:00","until":"2026-10-18T22:00:00.000000+00:00","sessions":4,"sets":14,"holds":10,\
      "time_under_tension_s":406.866667,"reps":36,"volume_kg":192,"session_s":1376.800000,"density_pct":29.6}
      {"by":"week","bucket":"2026-W43","since":"2026-10-18T22:00:00.000000+00:00","until":"2026-10-25T23:00:00.000000+00:00","sessions":5,"sets":15,"holds":11,\
      "time_under_tension_s":506.700000,"reps":40,"volume_kg":216,"session_s":1438.300000,"density_pct":32.3}
      {"by":"week","bucket":"2026-W44","since":"2026-10-25T23:00:00.000000+00:00","until":"2026-11-01T23:00:00.000000+00:00","sessions":4,"sets":14,"holds":10,\
      "time_under_tension_s":483.533333,"reps":44,"volume_kg":280,"session_s":1376.800000,"density_pct":35.1}
      {"by":"week","bucket":"2026-W45","since":"2026-11-01T23:00:00.000000+00:00","until":"2026-11-08T23:00:00.000000+00:00","sessions":4,"sets":13,"holds":11,\
      "time_under_tension_s":1374.816667,"reps":22,"volume_kg":308,"session_s":2307.250000,"density_pct":58.4}
      {"by":"week","bucket":"2026-W46","since":"2026-11-08T23:00:00.000000+00:00","until":"2026-11-15T23:00:00.000000+00:00","sessions":4,"sets":14,"holds":10,\
      "time_under_tension_s":560.200000,"reps":52,"volume_kg":384,"session_s":1376.800000,"density_pct":40.7}
      {"by":"week","bucket":"2026-W47","since":"2026-11-15T23:00:00.000000+00:00","until":"2026-11-22T23:00:00.000000+00:00","sessions":6,"sets":11,"holds":8,\
      "time_under_tension_s":830.733333,"reps":46,"volume_kg":208,"session_s":1223.700000,"density_pct":42.9}

      """
    #expect(try out(world(), "--by", "week", "--json") == expected)
  }

  @Test func monthsAsJSON() throws {
    let expected = """
      {"by":"month","bucket":"2026-10","since":"2026-09-30T22:00:00.000000+00:00","until":"2026-10-31T23:00:00.000000+00:00","sessions":13,"sets":43,"holds":31,\
      "time_under_tension_s":1397.100000,"reps":120,"volume_kg":688,"session_s":4191.900000,"density_pct":32.3}
      {"by":"month","bucket":"2026-11","since":"2026-10-31T23:00:00.000000+00:00","until":"2026-11-30T23:00:00.000000+00:00","sessions":14,"sets":38,"holds":29,\
      "time_under_tension_s":2765.750000,"reps":120,"volume_kg":900,"session_s":4907.750000,"density_pct":50.3}

      """
    #expect(try out(world(), "--by", "month", "--json") == expected)
  }

  @Test func exercisesAsJSON() throws {
    let expected = """
      {"by":"exercise","bucket":"dead-hang","since":null,"until":null,"sessions":9,"sets":9,"holds":9,\
      "time_under_tension_s":301.000000,"reps":0,"volume_kg":0,"session_s":null,"density_pct":null}
      {"by":"exercise","bucket":"goblet-squat","since":null,"until":null,"sessions":11,"sets":11,"holds":0,\
      "time_under_tension_s":418.000000,"reps":113,"volume_kg":1588,"session_s":null,"density_pct":null}
      {"by":"exercise","bucket":"plank","since":null,"until":null,"sessions":3,"sets":4,"holds":4,\
      "time_under_tension_s":1039.250000,"reps":0,"volume_kg":0,"session_s":null,"density_pct":null}
      {"by":"exercise","bucket":"push-up","since":null,"until":null,"sessions":10,"sets":10,"holds":0,\
      "time_under_tension_s":249.600000,"reps":127,"volume_kg":0,"session_s":null,"density_pct":null}
      {"by":"exercise","bucket":"side-plank","since":null,"until":null,"sessions":11,"sets":22,"holds":22,\
      "time_under_tension_s":729.600000,"reps":0,"volume_kg":0,"session_s":null,"density_pct":null}
      {"by":"exercise","bucket":"single-leg-calf-raise-hold","since":null,"until":null,"sessions":1,"sets":1,"holds":1,\
      "time_under_tension_s":33.300000,"reps":0,"volume_kg":0,"session_s":null,"density_pct":null}
      {"by":"exercise","bucket":"wall-sit","since":null,"until":null,"sessions":13,"sets":24,"holds":24,\
      "time_under_tension_s":1392.100000,"reps":0,"volume_kg":0,"session_s":null,"density_pct":null}

      """
    #expect(try out(world(), "--by", "exercise", "--json") == expected)
  }

  // MARK: Text

  @Test func daysAsText() throws {
    let expected = """
      day              sessions  sets  holds    tension  reps   volume  density
      2026-10-12  Mon         2     7      5     3:19.6    18    96 kg     28 %
      2 days off
      2026-10-15  Thu         2     7      5     3:27.2    18    96 kg     30 %
      3 days off
      2026-10-19  Mon         2     7      5     3:38.7    20   108 kg     31 %
      2 days off
      2026-10-22  Thu         2     7      5     3:46.4    20   108 kg     32 %
      2 days off
      2026-10-25  Sun         1     1      1     1:01.5
      2026-10-26  Mon         2     7      5     3:57.9    22   140 kg     34 %
      2 days off
      2026-10-29  Thu         2     7      5     4:05.6    22   140 kg     35 %
      3 days off
      2026-11-02  Mon         1     5      4     3:15.7    11   154 kg     38 %
      2 days off
      2026-11-05  Thu         1     5      4     3:21.3    11   154 kg     39 %
      2026-11-06  Fri         1     1      1     1:05.2
      2026-11-07  Sat         1     2      2    15:12.5                    75 %
      1 day off
      2026-11-09  Mon         2     7      5     4:36.2    26   192 kg     40 %
      2 days off
      2026-11-12  Thu         2     7      5     4:43.9    26   192 kg     41 %
      3 days off
      2026-11-16  Mon         2     7      5     4:55.4    28   208 kg     42 %
      2 days off
      2026-11-19  Thu         1     1      1     7:00.0
      2026-11-20  Fri         2     2      1     1:22.0    18
      2026-11-21  Sat         1     1      1     0:33.3
      total                  27    81     60  1:09:22.8   240  1588 kg     41 %

      """
    #expect(try out(world(columns: 80), "--by", "day") == expected)
  }

  @Test func weeksAsText() throws {
    let expected = """
      week              sessions  sets  holds    tension  reps   volume  density
      2026-W42  12 Oct         4    14     10     6:46.8    36   192 kg     29 %
      2026-W43  19 Oct         5    15     11     8:26.7    40   216 kg     32 %
      2026-W44  26 Oct         4    14     10     8:03.5    44   280 kg     35 %
      2026-W45  2 Nov          4    13     11    22:54.8    22   308 kg     58 %
      2026-W46  9 Nov          4    14     10     9:20.2    52   384 kg     40 %
      2026-W47  16 Nov         6    11      8    13:50.7    46   208 kg     42 %
      total                   27    81     60  1:09:22.8   240  1588 kg     41 %

      """
    #expect(try out(world(columns: 80), "--by", "week") == expected)
    let narrow = """
      week      sets    tension  reps   volume
      2026-W42    14     6:46.8    36   192 kg
      2026-W43    15     8:26.7    40   216 kg
      2026-W44    14     8:03.5    44   280 kg
      2026-W45    13    22:54.8    22   308 kg
      2026-W46    14     9:20.2    52   384 kg
      2026-W47    11    13:50.7    46   208 kg
      total       81  1:09:22.8   240  1588 kg

      """
    #expect(try out(world(columns: 40), "--by", "week") == narrow)
  }

  @Test func monthsAsText() throws {
    let expected = """
      month    sessions  sets  holds    tension  reps   volume  density
      2026-10        13    43     31    23:17.1   120   688 kg     32 %
      2026-11        14    38     29    46:05.7   120   900 kg     50 %
      total          27    81     60  1:09:22.8   240  1588 kg     41 %

      """
    #expect(try out(world(columns: 80), "--by", "month") == expected)
  }

  @Test func exercisesAsText() throws {
    let expected = """
      exercise                    sessions  sets    tension  reps   volume
      dead-hang                          9     9     5:01.0
      goblet-squat                      11    11     6:58.0   113  1588 kg
      plank                              3     4    17:19.2
      push-up                           10    10     4:09.6   127
      side-plank                        11    22    12:09.6
      single-leg-calf-raise-hold         1     1     0:33.3
      wall-sit                          13    24    23:12.1
      total                             27    81  1:09:22.8   240  1588 kg

      """
    #expect(try out(world(columns: 80), "--by", "exercise") == expected)
    let narrow = """
      exercise  sets    tension  reps   volume
      dead-ha…     9     5:01.0
      goblet-…    11     6:58.0   113  1588 kg
      plank        4    17:19.2
      push-up     10     4:09.6   127
      side-pl…    22    12:09.6
      single-…     1     0:33.3
      wall-sit    24    23:12.1
      total       81  1:09:22.8   240  1588 kg

      """
    #expect(try out(world(columns: 40), "--by", "exercise") == narrow)
  }

  @Test func totalsAsText() throws {
    let expected = """
      sessions       27
      sets           81: 60 holds, 21 of repetitions
      under tension  1:09:22.8
      repetitions    240
      volume         1588 kg
      in sessions    2:31:39.6
      density        41 %

      """
    #expect(try out(world(columns: 80)) == expected)
    #expect(
      try out(world(columns: 40)).hasPrefix(
        "sessions       27\nsets           81: 60 holds, 21 of\n               repetitions\n"))
  }

  @Test(arguments: ["day", "week", "month", "exercise"], [24, 40, 60, 80])
  func keepsToTheTerminal(unit: String, columns: Int) throws {
    for line in try out(world(columns: columns), "--by", unit).split(separator: "\n") {
      #expect(width(String(line)) <= columns, "\(line)")
    }
  }

  // MARK: Filters

  @Test func aFilterTellsNoDensity() throws {
    #expect(
      try out(world(columns: 80), "--exercise", "plank") == """
        sessions       3
        sets           4
        under tension  17:19.2

        """)
    #expect(
      try out(world(columns: 80), "--exercise", "plank", "--by", "week") == """
        week                sessions  sets  tension
        2026-W43    19 Oct         1     1   1:01.5
        1 week off
        2026-W45    2 Nov          2     3  16:17.7
        total                      3     4  17:19.2

        """)
    #expect(
      try out(world(), "--side", "left", "--station", "main", "--json") == """
        {"by":null,"bucket":null,"since":null,"until":null,"sessions":11,"sets":11,"holds":11,\
        "time_under_tension_s":410.700000,"reps":0,"volume_kg":0,"session_s":null,"density_pct":null}

        """)
  }

  @Test func periodsAndAthletes() throws {
    // One by day is what the whole has on that day; both ends are told.
    #expect(
      try out(world(), "2026-11-07", "--athlete", "ben", "--json") == """
        {"by":null,"bucket":null,"since":"2026-11-06T23:00:00.000000+00:00","until":"2026-11-07T23:00:00.000000+00:00",\
        "sessions":1,"sets":2,"holds":2,"time_under_tension_s":912.500000,"reps":0,"volume_kg":0,\
        "session_s":1212.500000,"density_pct":75.3}

        """)
    #expect(
      try out(world(columns: 80), "--athlete", "ben", "--by", "day", "--since", "2026-11-06") == """
        day               sessions  sets  tension  density
        2026-11-06   Fri         1     1   1:05.2
        2026-11-07   Sat         1     2  15:12.5     75 %
        13 days off
        2026-11-21   Sat         1     1   0:33.3
        total                    3     4  16:51.0     75 %

        """)
  }

  /// Two wall sits an hour apart are of one session where something was done between them.
  @Test func sessionsAreWhole() throws {
    let world = World()
    var sets = [0, 25, 50].map {
      LoggedSet.hold("aaaaa\($0 / 25)", at: "2026-11-20T10:\($0 < 10 ? "0" : "")\($0):00Z", seconds: 60)
    }
    sets[1].exercise = "plank"
    sets[1].station = "rack"
    try world.store(sets)
    world.environment["HOLDFAST_DATABASE"] = world.database
    for arguments in [["--exercise", "wall-sit"], ["--station", "main"]] {
      let result = world.run(["stats", "--json"] + arguments)
      #expect(result.out.contains("\"sessions\":1,\"sets\":2,"), "\(result.out)")
    }
    #expect(
      out(world, "--by", "exercise", "--json").contains(
        "\"wall-sit\",\"since\":null,\"until\":null,\"sessions\":1"))
  }

  @Test func theGapIsTheConfigurations() throws {
    let world = try world()
    let configuration = world.write("holdfast.toml", "session_gap = \"1m\"\n")
    #expect(out(world, "--json", "--config", configuration).contains("\"sessions\":70,\"sets\":81,"))
    #expect(out(world, "--json").contains("\"sessions\":27,\"sets\":81,"))
  }

  // MARK: Nothing, and bad input

  @Test func nothing() throws {
    let world = World()
    let path = world.database
    let zeros = """
      "sessions":0,"sets":0,"holds":0,"time_under_tension_s":0.000000,"reps":0,"volume_kg":0,"session_s":0.000000,\
      "density_pct":null}

      """
    let json = world.run("stats", "--json", "--database", path)
    #expect(
      json.status == 0 && json.out == "{\"by\":null,\"bucket\":null,\"since\":null,\"until\":null," + zeros)
    #expect(
      json.err == "holdfast: there is no log yet: \(path)\n"
        + "  holdfastd, holdfast add and holdfast import make one; --database names one elsewhere\n")
    #expect(world.run("stats", "--by", "day", "--database", path).out == "")
    #expect(
      try out(self.world(), "2027") == "sessions       0\nsets           0\nunder tension  0:00.0\n")
    #expect(try out(self.world(), "2027", "--by", "week") == "")
    #expect(try out(self.world(), "2027", "--by", "week", "--json") == "")
  }

  @Test func unknownNames() throws {
    let world = try world()
    #expect(
      world.run("stats", "--exercise", "plak").err
        == "holdfast: no set of exercise \"plak\" is in the log; did you mean plank?\n")
    // By its name, as `log` takes it.
    #expect(out(world, "--exercise", "Wall sit", "--json") == out(world, "--exercise", "wall-sit", "--json"))
    let unit = world.run("stats", "--by", "moth")
    #expect(unit.status == 64 && unit.err.contains("'day', 'week', 'month' or 'exercise'"))
    #expect(world.run("stats", "never").status == 64)
    #expect(world.run("stats", "2026-11", "--since", "7d").status == 64)
  }
}
