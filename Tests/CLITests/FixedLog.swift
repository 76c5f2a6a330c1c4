import Training

@testable import CLI

/// The log that the snapshots of all commands are taken of: three athletes at two stations, from 12 October to 21 November
/// 2026, in central European time, whose summer time ends on 25 October.
///
/// In it are: a set across that night's change of the clocks, a set across midnight, one that timed out, one at a power
/// cut, one that is doubtful, an edited one, one that was typed in, one whose clock was not set, notes (one in wide
/// characters), loads, ratings, targets met and not.
enum FixedLog {
  /// An hour ahead of UTC, two in summer.
  static var zone: LocalZone {
    LocalZone { seconds in
      // 2026-03-29 and 2026-10-25, 01:00 UTC.
      (1_774_746_000..<1_792_890_000).contains(seconds) ? 7_200 : 3_600
    }
  }

  static let sets: [LoggedSet] = {
    var sets: [LoggedSet] = []
    /// Adds a set; `at` is UTC, `YYYY-MM-DDTHH:MM:SS`.
    func add(
      _ athlete: String, _ station: String, _ at: String, _ exercise: String, _ side: Side = .both,
      seconds: Double, reps: Int? = nil, load: Double? = nil, target: String? = nil, rpe: Double? = nil,
      _ change: (inout LoggedSet) -> Void = { _ in }
    ) {
      let kind: Kind = reps == nil ? .hold : .reps
      let goal = target.map { Target($0, kind: kind)! }
      let number = String(0xA00000 + sets.count * 0x3039, radix: 16)
      var set = LoggedSet(
        id: SetID("0199e2a0-0000-7000-8000-000000" + number)!, athlete: athlete, station: station,
        exercise: exercise, kind: kind, side: side, startedAt: WallTime(iso8601: at + "Z")!,
        duration: .seconds(seconds), reps: reps, loadKg: load, rpe: rpe, target: goal,
        targetMet: goal?.isMet(duration: .seconds(seconds), count: reps), endedBy: .tap, clock: .synced)
      change(&set)
      sets.append(set)
    }

    // Six weeks of two sessions each: holds get longer, the right side lags behind the left.
    for week in 0..<6 {
      for (day, hour) in [(0, 17), (3, 18)] {
        let monday = WallTime(iso8601: "2026-10-12T00:00:00Z")! + .seconds(Double(week * 7 + day) * 86_400)
        let date = monday.iso8601.prefix(10)
        // The last Thursday is yet to come, and ana was ill in the fourth week.
        if week == 5, day == 3 { continue }
        let gain = Double(week * 5 + (day > 0 ? 2 : 0))
        add("me", "main", "\(date)T\(hour):00:03.250000", "wall-sit", seconds: 30.4 + gain, target: "30-45s")
        add(
          "me", "main", "\(date)T\(hour):02:10.500000", "wall-sit", seconds: 28.7 + gain, target: "30-45s",
          rpe: 7)
        add(
          "me", "main", "\(date)T\(hour):04:31.125000", "side-plank", .left, seconds: 31.2 + gain / 2,
          target: "20-45s")
        add(
          "me", "main", "\(date)T\(hour):05:40.000000", "side-plank", .right, seconds: 24.9 + gain / 3,
          target: "20-45s")
        add(
          "me", "main", "\(date)T\(hour):08:00.000000", "goblet-squat", seconds: 38, reps: 8 + week,
          load: 12 + 2 * Double(week / 2),
          target: "8-12")
        if week != 3 {
          add(
            "ana", "rack", "\(date)T\(hour):01:00.750000", "dead-hang", seconds: 22 + gain, target: "20-30s")
          add(
            "ana", "rack", "\(date)T\(hour):03:30.000000", "push-up", seconds: 24.4, reps: 10 + week,
            target: "10-15")
        }
      }
    }
    // The night in which summer time ends: 02:59:40 is followed by 02:00:00.
    add("ben", "rack", "2026-10-25T00:59:40.000000", "plank", seconds: 61.5, target: "60s")
    // Across midnight, in local time.
    add("ben", "rack", "2026-11-06T22:59:30.000000", "plank", seconds: 65.25, target: "60s") {
      $0.note = "late; 体が重い"
    }
    // Forgotten, cut off, beyond belief, edited, typed in, not dated for sure.
    add("ben", "rack", "2026-11-07T09:00:00.000000", "plank", seconds: 900, target: "60s") {
      $0.endedBy = .timeout
    }
    add("ben", "rack", "2026-11-07T09:20:00.000000", "plank", seconds: 12.5, target: "60s") {
      $0.endedBy = .powerCut
    }
    add("me", "main", "2026-11-19T17:00:00.000000", "wall-sit", seconds: 420) { $0.isDoubtful = true }
    add("me", "main", "2026-11-20T17:00:00.000000", "wall-sit", seconds: 52, target: "30-45s") {
      $0.measured = Measured(
        startedAt: $0.startedAt, duration: .seconds(95.5), reps: nil, loadKg: nil, exercise: "wall-sit",
        side: .both)
      $0.note = "forgot to stop"
    }
    add("ana", "rack", "2026-11-20T18:00:00.000000", "push-up", seconds: 30, reps: 18) { $0.endedBy = .edit }
    add(
      "ben", "rack", "2026-11-21T09:00:00.000000", "single-leg-calf-raise-hold", .left, seconds: 33.3,
      target: "15-20s"
    ) {
      $0.clock = .unsynced
    }
    return sets
  }()
}

extension World {
  /// A world at midday of Saturday 21 November 2026, with the fixed log in its database.
  static func withFixedLog() throws -> World {
    let world = World()
    world.zone = FixedLog.zone
    world.now = WallTime(iso8601: "2026-11-21T11:00:00+00:00")!
    try world.store(FixedLog.sets)
    world.environment["HOLDFAST_DATABASE"] = world.database
    return world
  }
}
