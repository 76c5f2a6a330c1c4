import Testing
import Training

@testable import CLI

/// Counts of sensors in `log`, `stats`, `records`, `trend` and `status`.
@Suite struct MotionLogTests {
  @Test func logAt120() throws {
    let world = try World.withMotionLog()
    world.columns = 120
    #expect(
      world.run("log").out == """
        Fri 20 Nov 2026  18:00–18:14  me  main
          18:00:00  c0ffe1  push-up       0:38.0             12~ reps  93 %         met
          18:02:00  c0ffe2  goblet-squat  0:30.0  rest 1:22   9? reps  61 %  20 kg  met
          18:04:00  c0ffe3  push-up       0:38.0  rest 1:30  14  reps                    edited
          18:06:00  c0ffe4  push-up       0:30.0  rest 1:22   8  reps
          18:08:00  c0ffe5  push-up       0:33.0  rest 1:30  10  reps                    edited
          18:10:00  c0ffe6  plank         0:45.0  rest 1:27                         met
          18:12:00  c0ffe7  wall-sit      0:40.0  rest 1:15
          18:14:00  c0ffe8  push-up       0:20.0  rest 1:20   0? reps  10 %
          8 sets in 14:20, 4:34.0 under tension, 53 reps, volume 180 kg

        """)
  }

  @Test func logAt80() throws {
    let world = try World.withMotionLog()
    world.columns = 80
    #expect(
      world.run("log").out == """
        Fri 20 Nov 2026  18:00–18:14  me  main
          18:00:00  c0ffe1  push-up      0:38.0             12~ reps         met
          18:02:00  c0ffe2  goblet-squ…  0:30.0  rest 1:22   9? reps  20 kg  met
          18:04:00  c0ffe3  push-up      0:38.0  rest 1:30  14  reps              edited
          18:06:00  c0ffe4  push-up      0:30.0  rest 1:22   8  reps
          18:08:00  c0ffe5  push-up      0:33.0  rest 1:30  10  reps              edited
          18:10:00  c0ffe6  plank        0:45.0  rest 1:27                   met
          18:12:00  c0ffe7  wall-sit     0:40.0  rest 1:15
          18:14:00  c0ffe8  push-up      0:20.0  rest 1:20   0? reps
          8 sets in 14:20, 4:34.0 under tension, 53 reps, volume 180 kg

        """)
    #expect(
      world.run("log", "--exercise", "push-up", "--last", "2").out == """
        Fri 20 Nov 2026  18:08–18:14  me  main
          18:08:00  c0ffe5  push-up  0:33.0  10  reps        edited
          18:14:00  c0ffe8  push-up  0:20.0   0? reps  10 %
          2 sets in 6:20, 0:53.0 under tension, 10 reps

        """)
    // Where nothing was counted by a sensor there is no room for a mark.
    #expect(
      world.run("log", "--exercise", "push-up", "--until", "2026-11-20 18:07", "--last", "2").out
        .contains("0:38.0  14 reps  edited\n  18:06:00  c0ffe4  push-up  0:30.0   8 reps\n"))
  }

  @Test func logAt40() throws {
    let world = try World.withMotionLog()
    world.columns = 40
    #expect(
      world.run("log").out == """
        Fri 20 Nov 2026  18:00–18:14  me  main
          18:00:00  push-up     0:38.0  12~ reps
          18:02:00  goblet-sq…  0:30.0   9? reps
          18:04:00  push-up     0:38.0  14  reps
          18:06:00  push-up     0:30.0   8  reps
          18:08:00  push-up     0:33.0  10  reps
          18:10:00  plank       0:45.0
          18:12:00  wall-sit    0:40.0
          18:14:00  push-up     0:20.0   0? reps
          8 sets in 14:20, 4:34.0 under tension,
            53 reps, volume 180 kg

        """)
  }

  @Test func doubtCatchesTheEye() throws {
    let world = try World.withMotionLog()
    world.columns = 120
    world.hasColor = true
    let out = world.run("log").out
    #expect(out.contains("\u{1B}[33m9? reps\u{1B}[0m  \u{1B}[33m61 %\u{1B}[0m"))
    #expect(out.contains("12~ reps  \u{1B}[2m93 %\u{1B}[0m"))
  }

  @Test func marks() {
    let texts = MotionLog.sets.map { markedReps($0) }
    #expect(texts == ["12~ reps", "9? reps", "14 reps", "8 reps", "10 reps", "", "", "0? reps"])
    var set = MotionLog.sets[0]
    set.reps = 1
    set.motion = MotionLog.counted(1, 0.79)
    #expect(markedReps(set) == "1? rep" && markedReps(set, hasMarks: true) == "1? rep")
    // Another count is somebody else's.
    set.reps = 2
    #expect(markedReps(set) == "2 reps" && markedReps(set, hasMarks: true) == "2  reps")
  }

  // MARK: Statistics

  @Test func statsLeaveDoubtfulCountsOut() throws {
    let world = try World.withMotionLog()
    world.columns = 80
    #expect(
      world.run("stats").out == """
        sessions       1
        sets           8: 2 holds, 6 of repetitions
        under tension  4:34.0
        repetitions    53
        volume         180 kg
        in sessions    14:20.0
        density        31 %

        """)
    #expect(
      world.run("stats", "--sure").out == """
        sessions       1
        sets           6: 2 holds, 4 of repetitions
        under tension  3:44.0
        repetitions    44

        2 sets were left out: a sensor counted, and was not sure; holdfast edit confirms
        one.

        """)
    #expect(
      world.run("stats", "--sure", "--by", "exercise").out == """
        exercise  sessions  sets  tension  reps
        plank            1     1   0:45.0
        push-up          1     4   2:19.0    44
        wall-sit         1     1   0:40.0
        total            1     6   3:44.0    44

        2 sets were left out: a sensor counted, and was not sure; holdfast edit confirms
        one.

        """)
    world.columns = 40
    #expect(
      world.run("stats", "--sure", "--exercise", "goblet-squat").out == """
        sessions       0
        sets           0
        under tension  0:00.0

        1 set was left out: a sensor counted,
        and was not sure; holdfast edit confirms
        one.

        """)
  }

  @Test func statsAsJSON() throws {
    let world = try World.withMotionLog()
    #expect(
      world.run("stats", "--sure", "--json").out
        == "{\"by\":null,\"bucket\":null,\"since\":null,\"until\":null,\"sessions\":1,\"sets\":6,\"holds\":2,"
        + "\"time_under_tension_s\":224.000000,\"reps\":44,\"volume_kg\":0,\"session_s\":null,"
        + "\"density_pct\":null}\n")
  }

  /// The set that is left out still holds its session together.
  @Test func aSessionStaysOne() throws {
    let world = World()
    var sets = [MotionLog.sets[0], MotionLog.sets[1], MotionLog.sets[3]]
    for index in sets.indices {
      sets[index].startedAt = MotionLog.sets[0].startedAt + .seconds(1_500 * Double(index))
    }
    try world.store(sets)
    let out = world.run("stats", "--sure", "--database", world.database).out
    #expect(out.hasPrefix("sessions       1\nsets           2: 0 holds, 2 of repetitions\n"), "\(out)")
  }

  /// After an edit nothing is in doubt any more; and without a doubt nothing is said.
  @Test func whatWasLookedAtCounts() throws {
    let world = try World.withMotionLog()
    for id in ["c0ffe2", "c0ffe8"] { #expect(world.run("edit", id, "--confirm").status == 0) }
    let out = world.run("stats", "--sure").out
    #expect(out.contains("repetitions    53\n") && !out.contains("left out"))
    #expect(!world.run("log").out.contains("?"))
    #expect(!world.run("records").out.contains("left out"))
  }

  @Test func noRecordIsInDoubt() throws {
    let world = try World.withMotionLog()
    world.columns = 80
    let records = world.run("records")
    #expect(!records.out.contains("goblet-squat"))
    #expect(records.out.contains("push-up   most reps  14 reps  Fri 20 Nov 2026  c0ffe3\n"))
    #expect(
      records.out.hasSuffix(
        "\n2 sets were left out: not measured to the end, or doubtful; holdfast edit\nconfirms one.\n"))
    #expect(
      world.run("trend", "goblet-squat").err
        == "holdfast: no set of goblet-squat by me with a count that is sure is among those that were asked for\n"
    )
    #expect(world.run("edit", "c0ffe2", "--reps", "9").status == 0)
    #expect(world.run("records").out.contains("goblet-squat  most reps   9 reps"))
    #expect(world.run("trend", "goblet-squat").status == 0)
  }

  /// An empty log, and one from before there was motion, are as ever.
  @Test func nothingIsInDoubtWhereNothingWasSeen() throws {
    let world = try World.withFixedLog()
    #expect(world.run("stats", "--sure", "--by", "month").status == 0)
    #expect(!world.run("stats", "--sure").out.contains("left out"))
    let empty = World()
    #expect(empty.run("stats", "--sure", "--json", "--database", empty.database).status == 0)
  }
}
