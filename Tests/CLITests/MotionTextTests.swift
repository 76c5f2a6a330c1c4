import Testing
import Training

@testable import CLI

/// What `show` says of a set that an accelerometer saw. The bars' places and the times were worked out by hand from the
/// fixed repetitions of `MotionLog`.
@Suite struct MotionTextTests {
  private func shown(_ id: String, columns: Int? = 80, _ more: String...) throws -> String {
    let world = try World.withMotionLog()
    world.columns = columns
    let result = world.run(["show", id] + more)
    #expect(result.status == 0 && result.err == "")
    return result.out
  }

  /// What comes from `reps` on.
  private func figures(_ id: String, columns: Int? = 80, from label: String = "reps ") throws -> String {
    let out = try shown(id, columns: columns)
    return String(out[(try #require(out.firstRange(of: "\n" + label))).lowerBound...].dropFirst())
  }

  @Test func aSureCountAt80() throws {
    #expect(
      try shown("c0ffe1") == """
        id        0199e2a0-0000-7000-8000-000000c0ffe1
        exercise  push-up (reps)
        side      both
        athlete   me
        station   main
        started   Fri 20 Nov 2026, 18:00:00.000000
        duration  0:38.0 (38.000000 s)
        session   set 1 of 8
        reps      12, counted, 93 % sure
        target    10-15 reps, met
        ended by  tap
        tempo     2.4 s a rep, 1.0 s up and 1.5 s down, 87 % alike
        sensor    49.8 samples a second, 98 % of the time
                  samples were lost
        each      ████ ███ ████ ▇▇▇▇ ▇▇▇▇ ▇▇▇▇ ▆▆▆▆▆ ▆▆▆▆         ▆▆▆▆▆ ▅▅▅▅▅ ▅▅▅▅ ▅▅▅▅▅
                  1             4         6          8                  10
                  0:03.1        0:09.8    0:14.6     0:19.5             0:28.7    0:36.8

        """)
  }

  @Test func aSureCountAt40() throws {
    #expect(
      try figures("c0ffe1", columns: 40) == """
        reps      12, counted, 93 % sure
        target    10-15 reps, met
        ended by  tap
        tempo     2.4 s a rep, 1.0 s up and 1.5
                  s down, 87 % alike
        sensor    49.8 samples a second, 98 % of
                  the time
                  samples were lost
        each      █ █ █ ▇ ▇▇ ▇ ▆ ▆     ▆▆ ▅ ▅ ▅▅
                  1       5
                  0:03.1  0:12.2          0:36.8

        """)
  }

  /// Wide, and with a line for each.
  @Test func aSureCountAt120() throws {
    let out = try shown("c0ffe1", columns: 120, "--reps")
    #expect(
      out.hasSuffix(
        """
                  samples were lost
        each      ██████ ███████ ██████ ▇▇▇▇▇▇▇ ▇▇▇▇▇▇▇ ▇▇▇▇▇▇▇ ▆▆▆▆▆▆▆ ▆▆▆▆▆▆▆▆              ▆▆▆▆▆▆▆ ▅▅▅▅▅▅▅▅ ▅▅▅▅▅▅▅▅ ▅▅▅▅▅▅▅▅
                  1                     4               6               8                             10
                  0:03.1                0:09.8          0:14.6          0:19.5                        0:28.7              0:36.8

        rep      at   took     up   down  range
          1  0:03.1  2.2 s  0.9 s  1.3 s    71°
          2  0:05.3  2.3 s  0.9 s  1.4 s    68°
          3  0:07.5  2.3 s  0.9 s  1.4 s    65°
          4  0:09.8  2.4 s  0.9 s  1.4 s    62°
          5  0:12.2  2.4 s  1.0 s  1.4 s    59°
          6  0:14.6  2.5 s                  56°
          7  0:17.0  2.5 s  1.0 s  1.5 s    53°
          8  0:19.5  2.6 s  1.0 s  1.5 s    50°
          9  0:26.1  2.6 s  1.0 s  1.6 s    47°
         10  0:28.7  2.7 s  1.1 s  1.6 s    44°
         11  0:31.3  2.7 s  1.1 s  1.6 s    41°
         12  0:34.0  2.8 s  1.1 s  1.7 s    38°

        """))
  }

  @Test func aDoubtfulCountSaysWhatToDo() throws {
    #expect(
      try figures("c0ffe2").hasPrefix(
        """
        reps      9, counted, 61 % sure
                  look at it: holdfast edit c0ffe2 --reps N puts it right, or --confirm
                  if it is; until then it counts for no record
        load      20 kg
        target    8-12 reps, met
        ended by  tap
        tempo
        """))
    let world = try World.withMotionLog()
    world.columns = 80
    world.hasColor = true
    #expect(world.run("show", "c0ffe2").out.contains("\u{1B}[33m9, counted, 61 % sure\u{1B}[0m\n"))
    #expect(!world.run("show", "c0ffe1").out.contains("\u{1B}[33m12"))
    #expect(world.run("show", "c0ffe1").out.contains("\u{1B}[33msamples were lost\u{1B}[0m\n"))
  }

  /// What it says to do is what helps: the count is then beside that of the sensor.
  @Test func whatIsSaidToDoHelps() throws {
    let world = try World.withMotionLog()
    #expect(world.run("edit", "c0ffe2", "--reps", "10").status == 0)
    #expect(world.run("show", "c0ffe2").out.contains("reps      10; the sensor counted 9, 61 % sure\n"))
    #expect(world.run("undo").status == 0)
    #expect(world.run("show", "c0ffe2").out.contains("look at it"))
    #expect(world.run("edit", "c0ffe2", "--confirm").status == 0)
    #expect(world.run("show", "c0ffe2").out.contains("reps      9, counted, 61 % sure, confirmed\n"))
    #expect(world.run("records", "--exercise", "goblet-squat").out.contains("most reps  9 reps"))
  }

  @Test func anEditedCountStandsBesideTheMeasuredOne() throws {
    #expect(
      try figures("c0ffe3").hasPrefix(
        """
        reps      14; the sensor counted 11, 55 % sure
        ended by  tap
        measured  push-up, both, Fri 20 Nov 2026, 18:04:00.000000, 0:38.0, 11 reps
        tempo     2.4 s a rep, 1.0 s up and 1.5 s down, 87 % alike

        """))
    #expect(try figures("c0ffe5").hasPrefix("reps      10, counted, 70 % sure, confirmed\n"))
    #expect(try figures("c0ffe4") == "reps      8\nended by  tap\n")
  }

  @Test func holds() throws {
    #expect(
      try figures("c0ffe6", from: "steady") == """
        steady    12.3 mg rms: 9.1 mg of sway, 4.1 mg of tremor
        drift     7.3° at the most, 3.0° at the end
        form      clean for 0:31.2 of 0:45.0
        sensor    200 samples a second, 100 % of the time

        """)
    #expect(
      try figures("c0ffe7", columns: 40, from: "steady") == """
        steady    12.3 mg rms: 9.1 mg of sway,
                  tremor unknown, the sensor is
                  too slow for it
        drift     7.3° at the most, 3.0° at the
                  end
        form      clean to the end
        sensor    12.5 samples a second, 100 %
                  of the time

        """)
  }

  @Test func aSensorThatSaidNothing() throws {
    #expect(
      try figures("c0ffe8") == """
        reps      0, counted, 10 % sure
                  look at it: holdfast edit c0ffe8 --reps N puts it right, or --confirm
                  if it is; until then it counts for no record
        ended by  tap
        sensor    no samples came
                  it never showed gravity at rest, so nothing says how strong its
                  readings are
                  nothing came for ten seconds

        """)
  }

  @Test func whereThereIsNothingToSayOfEach() throws {
    let world = try World.withMotionLog()
    for id in ["c0ffe4", "c0ffe6", "c0ffe8"] {
      let result = world.run("show", id, "--reps")
      #expect(result.status == 0 && result.out == world.run("show", id).out)
      #expect(
        result.err
          == "holdfast: no sensor told the repetitions of this set apart: there is no more to say of each\n")
    }
    var set = MotionLog.sets[0].withoutList
    set.id = SetID("0199e2a0-0000-7000-8000-000000c0ffe9")!
    try world.store([set])
    #expect(
      world.run("show", "c0ffe9").out.hasSuffix("\neach      not kept: there was no room for so many\n"))
    #expect(world.run("show", "c0ffe9").out.contains("\nreps      12, counted, 93 % sure\n"))
  }

  /// Where block elements are not to be expected, digits are.
  @Test func digitsOnTheConsole() throws {
    let world = try World.withMotionLog()
    world.columns = 80
    world.environment["TERM"] = "linux"
    #expect(
      world.run("show", "c0ffe1").out.contains(
        "\neach      8888 888 8888 7777 7777 7777 66666 6666         66666 55555 5555 55555\n"))
  }

  @Test func manyAreSaidToBeMeans() throws {
    let world = try World.withMotionLog()
    var set = MotionLog.sets[0]
    set.id = SetID("0199e2a0-0000-7000-8000-000000c0ffea")!
    set.motion = MotionLog.counted(150, 0.9)
    set.reps = 150
    try world.store([set])
    #expect(world.run("show", "c0ffea").out.hasSuffix("\n          a bar is the mean of 3 reps\n"))
    world.columns = 200
    #expect(!world.run("show", "c0ffea").out.contains("the mean of"))
  }

  @Test("It keeps to the terminal", arguments: [24, 30, 40, 60, 80, 120])
  func widths(columns: Int) throws {
    let world = try World.withMotionLog()
    world.columns = columns
    for set in MotionLog.sets {
      for line in world.run("show", set.id.description).out.split(separator: "\n") {
        #expect(width(String(line)) <= max(30, columns), "\(line)")
      }
    }
  }

  /// JSON says all of it, whatever text shows.
  @Test func json() throws {
    let out = try shown("c0ffe6", columns: nil, "--json")
    let whole = try shown("c0ffe6", columns: nil, "--json", "--reps")
    #expect(out == whole)
    #expect(out.contains("\"motion\":{") && out.contains("\"measured\":null"))
  }

  /// No two faults are said alike, and each is a line of words.
  @Test func faults() {
    let words = MotionFault.allCases.map(\.inWords)
    #expect(Set(words).count == MotionFault.allCases.count)
    for text in words { #expect(!text.contains("\n") && text.utf8.count < 80 && clean(text) == text) }
  }
}
