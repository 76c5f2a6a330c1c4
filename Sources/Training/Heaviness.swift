// What counts as heavy, hard and much. No source gives a figure for it: all here is Holdfast's own, with its reason.

/// Holdfast's own measures, where rules name a thing and no source says how much of it.
public enum Heaviness {
  /// The most repetitions that a load can be moved and still be heavy: sources call sets of 4-8 and of 8 heavy (004:525,
  /// 004:595), and 8-12 moderate (000:42).
  public static let heavyReps = 8.0
  /// From here on a set is hard, on the scale of perceived exertion from 1 to 10: two more repetitions would have gone.
  public static let hardRPE = 8.0
  /// Up to here a set is light, whatever was lifted.
  public static let lightRPE = 5.0
  /// With more repetitions a set says little of the greatest load.
  public static let mostRepsOfAnEstimate = 12
  /// What a week of running is against the four before it, to be one of high mileage: more than the usual ups and downs.
  public static let highMileage = 1.3
  /// Up to here a session is short, in minutes: that of the circuits that keep strength in the season (004:604).
  public static let shortMinutes = 20.0
  /// How far a session's minutes may be from what is asked for: warm-up and the way to the bar are not measured.
  public static let tolerance = 0.25

  /// The greatest load that could be moved once, by Epley's formula of 1985: w · (1 + reps / 30).
  /// - Returns: `nil` where load or repetitions are not known, or there are too many of them.
  public static func estimate(_ set: LoggedSet) -> Double? {
    guard let load = set.loadKg, load > 0, let reps = set.reps, reps > 0, reps <= mostRepsOfAnEstimate,
      set.mayBeRecord
    else { return nil }
    return reps == 1 ? load : load * (1 + Double(reps) / 30)
  }

  /// Whether a set was heavy: a loaded lift of several joints that was hard, or whose load could be moved eight times at most,
  /// by Epley's formula from the athlete's best set of the exercise. What was said to be light is not.
  /// - Parameter bestEstimate: the greatest `estimate(_:)` of the athlete and exercise; `nil` where there is none.
  public static func isHeavy(_ set: LoggedSet, classes: Set<ExerciseClass>, bestEstimate: Double?) -> Bool {
    guard let load = set.loadKg, load > 0, set.kind == .reps, classes.contains(.compound),
      classes.isDisjoint(with: [.hold, .plyometric])
    else { return false }
    if let rpe = set.rpe, rpe >= hardRPE || rpe <= lightRPE { return rpe >= hardRPE }
    guard let best = bestEstimate ?? estimate(set) else { return false }
    return load * (1 + heavyReps / 30) >= best * 0.999_999
  }

  /// Whether a set counts as lifting, for rules that say how much of it is too much and when there is none of it: not a
  /// hold, which leaves little soreness (004:44, 004:193), nor mobility; nor work of the core or against injuries alone, which
  /// has rules of its own on more days than lifting has (rules 7, 11).
  public static func isLift(kind: Kind, classes: Set<ExerciseClass>) -> Bool {
    guard kind == .reps, classes.isDisjoint(with: [.hold, .mobility, .stretch, .activation]) else {
      return false
    }
    return classes.isDisjoint(with: [.core, .prehab]) || !classes.isDisjoint(with: [.compound, .plyometric])
  }

  /// Whether a run is one that must not be spoilt: a fast one, or the long one.
  public static func isKey(_ run: LoggedRun) -> Bool { run.kind.isHard || run.kind == .long }

  /// Whether a session was short.
  public static func isShort(_ session: DiarySession) -> Bool { session.minutes <= shortMinutes }

  /// Whether a week has far more running than the four before it have on average: by km, else by time, else by
  /// number, whichever all their runs have.
  /// - Returns: `nil` where one of the four has no run.
  public static func isHighMileage(week: Int, runs: [LoggedRun]) -> Bool? {
    var byWeek = [[LoggedRun]](repeating: [], count: 5)
    for run in runs {
      let ago = week - weekNumber(ofDay: run.day)
      if (0...4).contains(ago) { byWeek[ago].append(run) }
    }
    guard byWeek[1...].allSatisfy({ !$0.isEmpty }) else { return nil }
    let all = byWeek.flatMap { $0 }
    let sums = byWeek.map { runs in
      if all.allSatisfy({ $0.km != nil }) { return runs.reduce(0) { $0 + $1.km! } }
      if all.allSatisfy({ $0.duration != nil }) { return runs.reduce(0) { $0 + $1.duration!.seconds } }
      return Double(runs.count)
    }
    return sums[0] >= sums[1...].reduce(0, +) / 4 * highMileage
  }
}

extension DiarySession {
  /// Whether there was lifting in it; see `Heaviness.isLift(kind:classes:)`.
  public var isLifting: Bool { sets.contains(where: \.isLift) }
}

extension DiarySet {
  /// Whether it counts as lifting.
  public var isLift: Bool { Heaviness.isLift(kind: set.kind, classes: classes) }
  /// When in the day of its start it ended, in minutes from midnight; past midnight beyond 1,440.
  var endMinute: Double { Double(minute) + set.duration.seconds / 60 }
}
