import Training

@testable import CLI

/// A session that an accelerometer saw, on Friday 20 November 2026 from 18:00 on in central European time: counts that are
/// sure, doubtful, edited, confirmed and tapped, and holds.
enum MotionLog {
  /// Repetitions that get slower and shorter, with a pause before the ninth.
  static func reps(_ count: Int, each: Double = 2.2, range: Double = 71) -> [SetMotion.Rep] {
    var time = 3.1
    return (0..<count).map { index in
      if index == 8 { time += 4 }
      let duration = each + Double(index) * 0.05
      defer { time += duration }
      return SetMotion.Rep(
        start: .seconds(time), duration: .seconds(duration),
        phases: index == 5 ? nil : .init(up: .seconds(duration * 0.4), down: .seconds(duration * 0.6)),
        range: range - Double(index) * 3)
    }
  }

  static func counted(
    _ count: Int, _ confidence: Double, rate: Double = 49.8, coverage: Double = 0.98,
    faults: [MotionFault] = []
  ) -> SetMotion {
    SetMotion(
      rate: rate, coverage: coverage, faults: faults,
      reps: SetMotion.CountedReps(
        confidence: confidence, regularity: 0.87, tempo: count > 0 ? .seconds(2.41) : nil, each: reps(count)))
  }

  static func held(tremor: Double?, brokeAt: Double?, faults: [MotionFault] = []) -> SetMotion {
    SetMotion(
      rate: tremor == nil ? 12.5 : 200, coverage: 1, faults: faults,
      hold: SetMotion.HoldForm(
        rms: 12.3, sway: 9.1, tremor: tremor, drift: 7.3, driftAtEnd: 3.0,
        brokeAt: brokeAt.map { .seconds($0) }))
  }

  static let sets: [LoggedSet] = {
    var sets: [LoggedSet] = []
    func add(
      _ ending: String, _ minute: Int, _ exercise: String, seconds: Double, reps: Int? = nil,
      load: Double? = nil, target: String? = nil, _ motion: SetMotion?, measured: Int? = nil
    ) {
      let kind: Kind = reps == nil && motion?.reps == nil ? .hold : .reps
      let goal = target.map { Target($0, kind: kind)! }
      let duration = Interval.seconds(seconds)
      var set = LoggedSet(
        id: SetID("0199e2a0-0000-7000-8000-000000" + ending)!, athlete: "me", station: "main",
        exercise: exercise, kind: kind, side: .both,
        startedAt: WallTime(iso8601: "2026-11-20T17:\(padded(minute, 2)):00Z")!, duration: duration,
        reps: reps, loadKg: load, target: goal, targetMet: goal?.isMet(duration: duration, count: reps),
        endedBy: .tap, clock: .synced, motion: motion)
      if let measured {
        set.measured = Measured(
          startedAt: set.startedAt, duration: duration, reps: measured, loadKg: load, exercise: exercise,
          side: .both)
      }
      sets.append(set)
    }
    add("c0ffe1", 0, "push-up", seconds: 38, reps: 12, target: "10-15", counted(12, 0.93, faults: [.gap]))
    add("c0ffe2", 2, "goblet-squat", seconds: 30, reps: 9, load: 20, target: "8-12", counted(9, 0.61))
    add("c0ffe3", 4, "push-up", seconds: 38, reps: 14, counted(11, 0.55), measured: 11)
    add("c0ffe4", 6, "push-up", seconds: 30, reps: 8, nil)
    add("c0ffe5", 8, "push-up", seconds: 33, reps: 10, counted(10, 0.7), measured: 10)
    add("c0ffe6", 10, "plank", seconds: 45, target: "30-60s", held(tremor: 4.1, brokeAt: 31.2))
    add("c0ffe7", 12, "wall-sit", seconds: 40, held(tremor: nil, brokeAt: nil))
    add(
      "c0ffe8", 14, "push-up", seconds: 20, reps: 0,
      counted(0, 0.1, rate: 0, coverage: 0, faults: [.silent, .noGravity]))
    return sets
  }()
}

extension World {
  /// A world at midday of Saturday 21 November 2026, with the session in its database.
  static func withMotionLog() throws -> World {
    let world = World()
    world.zone = FixedLog.zone
    world.now = WallTime(iso8601: "2026-11-21T11:00:00+00:00")!
    try world.store(MotionLog.sets)
    world.environment["HOLDFAST_DATABASE"] = world.database
    return world
  }
}
