// A diary from the log: sets become sessions, and each set learns what it counts as.

extension TrainingDiary {
  /// One athlete's sets as sessions, as `CourseHistory` groups them.
  /// - Parameters:
  ///   - sets: the athlete's sets, in the order of the log.
  ///   - gap: `session_gap`.
  ///   - dayOf: the number of the local day that a moment is in.
  ///   - minuteOf: when in its local day a moment is, in minutes from midnight.
  ///   - classes: what an exercise counts as.
  ///   - sessionOf: which session of the program one is whose first set is handed in; `nil` for none.
  public static func gathered(
    from sets: [LoggedSet], gap: Interval, dayOf: (WallTime) -> Int, minuteOf: (WallTime) -> Int,
    classes: (String) -> Set<ExerciseClass>, sessionOf: (LoggedSet) -> String? = { _ in nil }
  ) -> [DiarySession] {
    var best: [String: Double] = [:]
    var classesOf: [String: Set<ExerciseClass>] = [:]
    for set in sets {
      if let estimate = Heaviness.estimate(set) {
        best[set.exercise] = max(best[set.exercise] ?? 0, estimate)
      }
      if classesOf[set.exercise] == nil { classesOf[set.exercise] = classes(set.exercise) }
    }
    var sessions: [DiarySession] = []
    var span: SessionSpan?
    for set in sets {
      let kinds = classesOf[set.exercise] ?? []
      let entry = DiarySet(
        set, day: dayOf(set.startedAt), minute: minuteOf(set.startedAt), classes: kinds,
        isHeavy: Heaviness.isHeavy(set, classes: kinds, bestEstimate: best[set.exercise]))
      if span?.isApart(from: set.startedAt, gap: gap) == false {
        span?.add(start: set.startedAt, end: set.endedAt)
        sessions[sessions.count - 1].sets.append(entry)
      } else {
        span = SessionSpan(start: set.startedAt, end: set.endedAt)
        sessions.append(DiarySession([entry], session: sessionOf(set)))
      }
    }
    return sessions
  }
}
