// What was done, or is planned, of one exercise in one session: what the rules about doses, holds and growth compare.
//
// It owns nothing: it is the diary, exercise by exercise.

/// A set, done or planned.
struct BoutSet {
  /// The side.
  var side: Side
  /// What is asked for.
  var asked: Target?
  /// How long a hold was; `nil` of repetitions, of what is planned, and of what was not measured to its end.
  var seconds: Double?
  /// The repetitions, or steps, that were counted.
  var reps: Double?
  /// The load in kg; 0 for none.
  var loadKg: Double
  /// Whether what was asked for was met; `nil` where that cannot be told.
  var isMet: Bool?
  /// The rating.
  var rpe: Double?
  /// Whether it was heavy.
  var isHeavy = false
  /// Whether it is still to come.
  var isPlanned = false
  /// Whether what is asked for is Holdfast's own, since the program leaves it open.
  var isOwn = false

  /// A set that was done.
  init(_ done: DiarySet) {
    let set = done.set
    side = set.side
    asked = set.target
    if set.mayBeRecord {
      if set.kind == .hold { seconds = set.duration.seconds }
      reps = set.reps.map { Double($0) }
    }
    loadKg = max(0, set.loadKg ?? 0)
    isMet = set.targetMet
    rpe = set.rpe
    isHeavy = done.isHeavy
  }

  /// A set that is planned.
  init(_ planned: PlannedSet) {
    side = planned.side
    asked = planned.target
    loadKg = max(0, planned.target?.loadKg ?? 0)
    isPlanned = true
    isOwn = planned.isOwnTarget
  }

  /// The seconds of a hold: what was done, of what is planned all that is asked for. Those done count as whole ones.
  var secondsRange: ClosedRange<Double>? {
    seconds.map { $0.rounded()...$0.rounded() } ?? planned(asked?.seconds)
  }

  /// The repetitions or steps: what was done, of what is planned all that is asked for.
  var repsRange: ClosedRange<Double>? { reps.map { $0...$0 } ?? planned(asked?.reps ?? asked?.steps) }

  private func planned(_ amount: Amount?) -> ClosedRange<Double>? {
    guard isPlanned, let lower = amount?.lower, let upper = amount?.upper else { return nil }
    return lower...upper
  }
}

/// One exercise in one session.
struct ExerciseBout {
  /// The exercise's id.
  var exercise: String
  /// The session's day.
  var day: Int
  /// Whether it is still to come.
  var isPlanned: Bool
  /// The sets, in their order; never none.
  var sets: [BoutSet]

  /// How many sets it has, of the side that has the most.
  var setCount: Int { Side.allCases.map { side in sets.count { $0.side == side } }.max() ?? 0 }
  /// The greatest load.
  var load: Double { sets.map(\.loadKg).max() ?? 0 }
  /// The least load.
  var leastLoad: Double { sets.map(\.loadKg).min() ?? 0 }
  /// The seconds that are asked for, of a range the lower end.
  var askedSeconds: Double? { sets.compactMap { $0.asked?.seconds?.lower }.max() }
  /// The repetitions or steps that are asked for, of a range the lower end.
  var askedReps: Double? { sets.compactMap { ($0.asked?.reps ?? $0.asked?.steps)?.lower }.max() }
  /// The longest hold.
  var longest: Double? { sets.compactMap(\.seconds).max() }
  /// The most repetitions.
  var mostReps: Double? { sets.compactMap(\.reps).max() }
  /// What the holds are about: the seconds asked for, else the longest.
  var holdSeconds: Double? { askedSeconds ?? longest }
  /// `on Tue`, or `planned for Tue`.
  var when: String { whenText([self]) }
  /// Whether its figures are Holdfast's own.
  var isOwn: Bool { sets.contains(where: \.isOwn) }
}

/// One exercise, seen from a week.
struct ExerciseHistory {
  /// The exercise's id.
  var exercise: String
  /// What it counts as.
  var classes: Set<ExerciseClass>
  /// What was done before the week, oldest first.
  var before: [ExerciseBout] = []
  /// What was done in the week.
  var inWeek: [ExerciseBout] = []
  /// What is planned for the week.
  var planned: [ExerciseBout] = []

  /// The week, what is planned last.
  var week: [ExerciseBout] { inWeek + planned }
  /// Everything, oldest first.
  var all: [ExerciseBout] { before + inWeek + planned }
  /// Each session of the week behind the one before it.
  var steps: [(from: ExerciseBout, to: ExerciseBout)] {
    let all = self.all
    return all.indices.dropFirst(max(1, before.count)).map { (all[$0 - 1], all[$0]) }
  }
}

extension TrainingDiary {
  /// What was done up to the end of the week, session by session and exercise by exercise.
  /// - Parameter weeks: how many weeks before it; `nil` for all. A log may have ten years.
  func bouts(weeks: Int?) -> [ExerciseBout] {
    let first = weeks.map { monday(ofWeek: week - $0) } ?? .min
    let end = monday(ofWeek: week + 1)
    return sessions.filter { $0.day >= first && $0.day < end }.flatMap { session in
      grouped(session.sets.map { ($0.set.exercise, BoutSet($0)) }, day: session.day, isPlanned: false)
    }
  }

  /// The first sessions of an exercise, up to the end of the week.
  func firstBouts(of exercise: String, _ count: Int) -> [ExerciseBout] {
    var bouts: [ExerciseBout] = []
    for session in sessions {
      guard bouts.count < count, weekNumber(ofDay: session.day) <= week else { break }
      let sets = session.sets.filter { $0.set.exercise == exercise }
      if sets.isEmpty { continue }
      bouts += grouped(sets.map { (exercise, BoutSet($0)) }, day: session.day, isPlanned: false)
    }
    return bouts
  }

  /// Whether a session of the week, by its place in the history's week, is one of the first of its exercise.
  func isAmongFirst(_ history: ExerciseHistory, place: Int) -> Bool {
    let first = firstBouts(of: history.exercise, OwnFigures.firstSessions)
    return first.count { weekNumber(ofDay: $0.day) < week } + place < OwnFigures.firstSessions
  }

  /// Whether any set that something is true of was done up to a day.
  func hasDone(until day: Int, _ isMeant: (_ exercise: String, _ loadKg: Double) -> Bool) -> Bool {
    for session in sessions {
      if session.day > day { return false }
      if session.sets.contains(where: { isMeant($0.set.exercise, $0.set.loadKg ?? 0) }) { return true }
    }
    return false
  }

  /// In how many weeks compound lifts were done before a day, counted no further than to what makes a foundation.
  func weeksOfLifting(before day: Int) -> Int {
    var weeks: Set<Int> = []
    for session in sessions {
      if session.day >= day || weeks.count >= OwnFigures.foundationWeeks { break }
      let isLifting = session.sets.contains {
        $0.classes.contains(.compound) && !$0.classes.contains(.plyometric)
      }
      if isLifting { weeks.insert(weekNumber(ofDay: session.day)) }
    }
    return weeks.count
  }

  /// Everything that is planned, of later weeks too.
  var plannedBouts: [ExerciseBout] {
    planned.flatMap { day in
      grouped(day.sets.map { ($0.exercise, BoutSet($0)) }, day: day.day, isPlanned: true)
    }
  }

  private func grouped(_ sets: [(String, BoutSet)], day: Int, isPlanned: Bool) -> [ExerciseBout] {
    var bouts: [ExerciseBout] = []
    for (exercise, set) in sets {
      if let place = bouts.firstIndex(where: { $0.exercise == exercise }) {
        bouts[place].sets.append(set)
      } else {
        bouts.append(ExerciseBout(exercise: exercise, day: day, isPlanned: isPlanned, sets: [set]))
      }
    }
    return bouts
  }

  /// The exercises that were done in the week or are planned for it, in the order in which they come.
  /// - Parameter weeks: how many weeks before it are looked at too; `nil` for all.
  func histories(weeks: Int?) -> [ExerciseHistory] {
    var places: [String: Int] = [:]
    var histories: [ExerciseHistory] = []
    let done = bouts(weeks: weeks)
    let planned = plannedBouts.filter { weekNumber(ofDay: $0.day) == week }
    for bout in done.filter({ weekNumber(ofDay: $0.day) == week }) + planned
    where places[bout.exercise] == nil {
      places[bout.exercise] = histories.count
      histories.append(ExerciseHistory(exercise: bout.exercise, classes: classes(bout.exercise)))
    }
    for bout in done {
      guard let place = places[bout.exercise] else { continue }
      if weekNumber(ofDay: bout.day) == week {
        histories[place].inWeek.append(bout)
      } else {
        histories[place].before.append(bout)
      }
    }
    for bout in planned { histories[places[bout.exercise]!].planned.append(bout) }
    return histories
  }
}

/// When sessions of a week were, or will be: `on Tue and Fri`, `planned for Fri`.
func whenText(_ bouts: [ExerciseBout]) -> String {
  (bouts.allSatisfy(\.isPlanned) ? "planned for " : "on ") + weekdayList(bouts.map(\.day))
}
