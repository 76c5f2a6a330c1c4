import Testing
import Training

@testable import CLI

/// What `log` prints of the fixed log for people.
@Suite struct LogTextTests {
  /// Two weeks of three athletes: rests, the end of summer time, midnight, wide characters, a forgotten set.
  @Test func twoWeeksAtEightyColumns() throws {
    let world = try World.withFixedLog()
    world.columns = 80
    #expect(
      world.run("log", "--since", "2026-10-25", "--until", "2026-11-08").out
        == """
        Sun 25 Oct 2026  02:59+02–02:00+01  ben  rack
          02:59:40+02  adc041  plank  1:01.5  met
          1 set, 1:01.5 under tension

        Mon 26 Oct 2026  18:00–18:08  me  main
          18:00:03  a5463c  wall-sit       0:40.4                                    met
          18:02:10  a57675  wall-sit       0:38.7  rest 1:26                  rpe 7  met
          18:04:31  a5a6ae  side-pl… left  0:36.2  rest 1:41                         met
          18:05:40  a5d6e7  side-p… right  0:28.2  rest 0:32                         met
          18:08:00  a60720  goblet-squat   0:38.0  rest 1:51  10 reps  14 kg         met
          5 sets in 8:34, 3:01.5 under tension, 10 reps, volume 140 kg

        Mon 26 Oct 2026  18:01–18:03  ana  rack
          18:01:00  a63759  dead-hang  0:32.0                      met
          18:03:30  a66792  push-up    0:24.4  rest 1:57  12 reps  met
          2 sets in 2:53, 0:56.4 under tension, 12 reps

        Thu 29 Oct 2026  19:00–19:08  me  main
          19:00:03  a697cb  wall-sit       0:42.4                                    met
          19:02:10  a6c804  wall-sit       0:40.7  rest 1:24                  rpe 7  met
          19:04:31  a6f83d  side-pl… left  0:37.2  rest 1:39                         met
          19:05:40  a72876  side-p… right  0:28.9  rest 0:31                         met
          19:08:00  a758af  goblet-squat   0:38.0  rest 1:51  10 reps  14 kg         met
          5 sets in 8:34, 3:07.2 under tension, 10 reps, volume 140 kg

        Thu 29 Oct 2026  19:01–19:03  ana  rack
          19:01:00  a788e8  dead-hang  0:34.0                      met
          19:03:30  a7b921  push-up    0:24.4  rest 1:55  12 reps  met
          2 sets in 2:53, 0:58.4 under tension, 12 reps

        Mon 2 Nov 2026  18:00–18:08  me  main
          18:00:03  a7e95a  wall-sit       0:45.4                                    met
          18:02:10  a81993  wall-sit       0:43.7  rest 1:21                  rpe 7  met
          18:04:31  a849cc  side-pl… left  0:38.7  rest 1:36                         met
          18:05:40  a87a05  side-p… right  0:29.9  rest 0:30                         met
          18:08:00  a8aa3e  goblet-squat   0:38.0  rest 1:50  11 reps  14 kg         met
          5 sets in 8:34, 3:15.7 under tension, 11 reps, volume 154 kg

        Thu 5 Nov 2026  19:00–19:08  me  main
          19:00:03  a8da77  wall-sit       0:47.4                                    met
          19:02:10  a90ab0  wall-sit       0:45.7  rest 1:19                  rpe 7  met
          19:04:31  a93ae9  side-pl… left  0:39.7  rest 1:34                         met
          19:05:40  a96b22  side-p… right  0:30.5  rest 0:29                         met
          19:08:00  a99b5b  goblet-squat   0:38.0  rest 1:49  11 reps  14 kg         met
          5 sets in 8:34, 3:21.3 under tension, 11 reps, volume 154 kg

        Fri 6 Nov 2026  23:59–Sat 00:00  ben  rack
          23:59:30  adf07a  plank  1:05.2  met  late; 体が重い
          1 set, 1:05.2 under tension

        Sat 7 Nov 2026  10:00–10:20  ben  rack
          10:00:00  ae20b3  plank  15:00.0             met    timeout
          10:20:00  ae50ec  plank   0:12.5  rest 5:00  under  power-cut
          2 sets in 20:12, 15:12.5 under tension

        9 sessions, 28 sets, 31:59.8 under tension, 66 reps, volume 588 kg

        """)
  }

  @Test func nightAndDayAtFortyColumns() throws {
    let world = try World.withFixedLog()
    world.columns = 40
    #expect(
      world.run("log", "--since", "2026-11-06", "--until", "2026-11-10").out
        == """
        Fri 6 Nov 2026  23:59–Sat 00:00  ben  r…
          23:59:30  adf07a  plank  1:05.2  met
          1 set, 1:05.2 under tension

        Sat 7 Nov 2026  10:00–10:20  ben  rack
          10:00:00  ae20b3  plank  15:00.0
          10:20:00  ae50ec  plank   0:12.5
          2 sets in 20:12, 15:12.5 under tension

        Mon 9 Nov 2026  18:00–18:08  me  main
          18:00:03  wall-sit     0:50.4
          18:02:10  wall-sit     0:48.7
          18:04:31  side-… left  0:41.2
          18:05:40  side… right  0:31.5
          18:08:00  goblet-squ…  0:38.0  12 reps
          5 sets in 8:34, 3:29.8 under tension,
            12 reps, volume 192 kg

        Mon 9 Nov 2026  18:01–18:03  ana  rack
          18:01:00  dead-hang  0:42.0
          18:03:30  push-up    0:24.4  14 reps
          2 sets in 2:53, 1:06.4 under tension,
            14 reps

        4 sessions, 10 sets, 20:54.0 under
          tension, 26 reps, volume 192 kg

        """)
  }

  /// Where sets between them are left out, two sets have no rest that could be told.
  @Test func filteredSetsTellNoRest() throws {
    let world = try World.withFixedLog()
    #expect(world.run("log", "--athlete", "ana", "2026-11-16").out.contains("rest 1:42"))
    for filter in [["--exercise", "plank"], ["--station", "rack"], ["--side", "both"]] {
      let result = world.run(["log"] + filter)
      #expect(result.out.contains("2 sets in 20:12") && !result.out.contains("rest "), "\(filter)")
    }
  }

  @Test func sumsUpWhereThereIsMoreThanOneSession() throws {
    let world = try World.withFixedLog()
    #expect(
      world.run("log").out.hasSuffix(
        "\n\n27 sessions, 81 sets, 1:09:22.8 under tension, 240 reps, volume 1588 kg\n"))
    #expect(!world.run("log", "2026-11-21").out.contains("sessions"))
    #expect(
      world.run("log", "--last", "2").out.hasSuffix("\n\n2 sessions, 2 sets, 1:03.3 under tension, 18 reps\n")
    )
  }

  /// One column to a wide character would push the rest out of line; a long name gives way, and never its side.
  @Test(arguments: [24, 40, 60, 80]) func wideAndLongNames(columns: Int) throws {
    let world = World()
    world.columns = columns
    var sets = [0, 2, 4].map { LoggedSet.hold("aaaaa\($0)", at: "2026-11-20T10:0\($0):00Z") }
    sets[0].exercise = "壁座り"
    sets[1].exercise = "single-leg-calf-raise-hold-on-a-step-with-a-very-long-name"
    sets[1].side = .right
    sets[2].athlete = "山田太郎-with-a-name-that-is-longer-than-forty-columns-are"
    sets[2].note = "体が重い、もうだめだ、体が重い、もうだめだ、体が重い、もうだめだ"
    try world.store(sets)
    let out = world.run("log", "--database", world.database).out
    for line in out.split(separator: "\n") { #expect(width(String(line)) <= columns, "\(line)") }
    #expect(out.contains(" right  0:45.0"))
  }
}
