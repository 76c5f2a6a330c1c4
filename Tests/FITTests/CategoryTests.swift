import Testing
import Training

@testable import FIT

@Suite struct CategoryTests {
  /// Numbers that Garmin's SDK and fitdecode have alike; Tests/fit compares them all.
  @Test func namesOfTheProfile() {
    let table: [(String, UInt16, UInt16?)] = [
      ("plank/plank", 19, 43), ("plank/side_plank", 19, 66), ("plank/45_degree_plank", 19, 0),
      ("squat/body_weight_wall_squat", 28, 20), ("bench_press", 0, nil), ("unknown", 65_534, nil),
      ("calf_raise/standing_calf_raise", 1, 18), ("suspension/y_fly", 49, 34), ("pose/bridge", 36, 8),
      // Behind numbers that are left out.
      ("core/hanging_l_sit", 5, 75), ("core/seated_side_bend", 5, 96),
      ("deadlift/kettlebell_deadlift", 8, 20),
      ("run_indoor/treadmill", 52, 1), ("bike_outdoor/bike", 53, 0), ("cardio_sensors", 34, nil),
    ]
    for (text, number, subtype) in table {
      #expect(ExerciseCategory(text) == ExerciseCategory(number: number, subtype: subtype), "\(text)")
    }
  }

  @Test func whatIsNone() {
    for text in [
      "", "/", "plank/", "/plank", "Plank", "plank/side plank", "plank/-", "core/-", "plank/side_plank/x",
      "side_plank",
      "unknown/plank", "plank/plank ", "plank/plan",
    ] {
      #expect(ExerciseCategory(text) == nil, "\(text)")
    }
  }

  @Test func theNearest() {
    let table: [(String, String?)] = [
      ("plnk", "plank"), ("plank/side_plnk", "plank/side_plank"), ("plnk/side_plank", "plank/side_plank"),
      ("squat/wal_ball", "squat/wall_ball"), ("plank/xylophone_with_drums", nil), ("swimming_pool", nil),
      ("", nil),
    ]
    for (text, nearest) in table { #expect(ExerciseCategory.nearest(to: text) == nearest, "\(text)") }
  }

  /// Every name is found under its own number, and stands once in its list.
  @Test func allNamesAreFound() {
    var count = 0
    for category in CategoryNames.all {
      var seen: Set<Substring> = []
      for (number, name) in "\(category.subtypes)".split(whereSeparator: \.isWhitespace).enumerated()
      where name != "-" {
        #expect(seen.insert(name).inserted, "\(category.name)/\(name)")
        #expect(
          ExerciseCategory("\(category.name)/\(name)")
            == ExerciseCategory(number: category.number, subtype: UInt16(number)))
        count += 1
      }
    }
    #expect(CategoryNames.all.count == 53)
    #expect(count == 1_846)
  }
}
