// Rules 64-68, sides: left and right, one leg, the back of the body, and moves to the side.

extension RuleBook {
  static let sides: [Int: Check] = [
    64: matchSides, 65: weakSide, 66: singleLegShare, 67: backOfTheBody, 68: sideToSide,
  ]
}

/// Over how many weeks the sides are compared. Holdfast's own: with one or two sessions a week the fewest days of a
/// `Balance` are there, and what was before is another athlete.
private let weeksCompared = 8
/// How many weeks ago a gap must have been greater, in base. Holdfast's own: half of the weeks that are compared.
private let weeksToShrink = 4
/// How long a session is at most that counts as short. Holdfast's own, since 000:77 gives no figure: the shortest session
/// with a name in the sources, of 20 minutes (004:590).
private let shortMinutes = 20.0
/// With fewer exercises than these it is no session, but something in between. Holdfast's own.
private let fewestExercises = 3

// MARK: - Left and right

/// What was done on each side, of one exercise in one session.
private struct SidesDone {
  var sets = (left: 0, right: 0)
  var reps = (left: 0, right: 0)
  var seconds = (left: 0.0, right: 0.0)
  var kind = Kind.hold
  /// Whether what was measured of every set is sound.
  var isMeasured = true

  init(_ done: [DiarySet]) {
    for one in done {
      let set = one.set
      kind = set.kind
      if !set.mayBeRecord || set.kind == .reps && set.reps == nil { isMeasured = false }
      switch set.side {
      case .left:
        sets.left += 1
        reps.left += set.reps ?? 0
        seconds.left += set.duration.seconds
      case .right:
        sets.right += 1
        reps.right += set.reps ?? 0
        seconds.right += set.duration.seconds
      case .both: break
      }
    }
  }

  /// What differs; `nil` where nothing does.
  func difference(limitPercent: Double) -> String? {
    if sets.left != sets.right { return "left \(countText(sets.left, "set")), right \(sets.right)" }
    guard isMeasured else { return nil }
    switch kind {
    case .reps:
      return reps.left == reps.right ? nil : "left \(reps.left) reps, right \(reps.right)"
    case .hold:
      let gap = abs(seconds.left - seconds.right) / max(seconds.left, seconds.right, 1) * 100
      guard gap > limitPercent else { return nil }
      return "left \(Int(seconds.left.rounded())) s, right \(Int(seconds.right.rounded()))"
    }
  }
}

/// Sets and repetitions are equal or they are not. Seconds never are: as long as no source says how much is too much, the
/// limit is that of `Balance`.
private let matchSides: RuleBook.Check = { diary, rule in
  let limit =
    rule.figures(of: "difference of the sides").compactMap(\.value.upper).first ?? Balance.limitPercent
  var found: [String: (days: [Int], text: String)] = [:]
  for session in KnownWeek(diary).closedSessions {
    let sided = session.sets.filter {
      $0.set.side != .both && $0.classes.isDisjoint(with: [.mobility, .stretch])
    }
    for (exercise, sets) in Dictionary(grouping: sided, by: \.set.exercise) {
      guard let text = SidesDone(sets).difference(limitPercent: limit) else { continue }
      found[exercise, default: ([], text)].days.append(session.day)
    }
  }
  return found.sorted { ($0.value.days[0], $0.key) < ($1.value.days[0], $1.key) }.map { exercise, seen in
    let others = Set(seen.days.dropFirst()).subtracting([seen.days[0]])
    let more = others.isEmpty ? "" : "; \(weekdayList(others)) too"
    return RuleFinding(
      rule.number, day: seen.days[0], .warning,
      "\(exercise) \(weekdayText(seen.days[0])): \(seen.text)\(more)"
    )
  }
}

/// The balance of an exercise over the weeks up to a day.
private func balance(_ exercise: String, in diary: TrainingDiary, upTo day: Int) -> Balance? {
  let kind = diary.catalogue[exercise]?.kind ?? .reps
  var gathering = BalanceGathering(kind: kind)
  for set in diary.sessions.flatMap(\.sets)
  where set.set.exercise == exercise && set.set.mayBeRecord && set.day <= day
    && set.day > day - weeksCompared * 7
  {
    gathering.add(
      side: set.set.side, duration: set.set.duration, reps: set.set.reps, loadKg: set.set.loadKg, day: set.day
    )
  }
  return gathering.balance
}

/// A gap is said of the exercises that were done in the week; in base it is to be smaller than it was.
private let weakSide: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  let last = min(week.sunday, diary.today)
  return rule.exercises.compactMap { exercise -> RuleFinding? in
    guard let day = week.sessions.first(where: { $0.sets.contains { $0.set.exercise == exercise } })?.day,
      let now = balance(exercise, in: diary, upTo: last), now.verdict == .real,
      let gap = now.differencePercent, let weaker = now.weaker
    else { return nil }
    let text =
      "\(exercise): \(weaker.rawValue) \(Int(gap.rounded())) % behind \(weaker.opposite.rawValue) over \(now.days) days"
    guard diary.phase(day) == .base else { return RuleFinding(rule.number, day: day, .advice, text) }
    guard let before = balance(exercise, in: diary, upTo: last - weeksToShrink * 7),
      before.verdict != .tooFew, let gapBefore = before.differencePercent
    else { return RuleFinding(rule.number, day: day, .advice, text + "; base is the time to mend it") }
    // As much as half a percent is lost in rounding.
    guard gap.rounded() >= gapBefore.rounded() else { return nil }
    return RuleFinding(
      rule.number, day: day, .warning,
      text + ", \(Int(gapBefore.rounded())) % \(weeksToShrink) weeks before; in base it is to shrink")
  }
}

// MARK: - What a week has

private let singleLegShare: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  let sessions = week.strengthSessions
  guard sessions > 0, let content = week.content, !content.contains(where: { $0.contains(.singleLeg) }) else {
    return []
  }
  let count = sessions == 1 ? "1 strength session" : "\(sessions) strength sessions"
  return [
    RuleFinding(rule.number, day: week.monday, .warning, "\(week.words)\(count), no single-leg exercise")
  ]
}

/// What serves both the back and the front counts on both sides, and so decides nothing.
private let backOfTheBody: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  guard let sets = week.setsByExercise else { return [] }
  func sum(_ group: ExerciseClass) -> Int {
    sets.reduce(0) { $0 + (diary.classes($1.key).contains(group) ? $1.value : 0) }
  }
  let back = sum(.posterior)
  let front = sum(.anterior)
  guard back < front else { return [] }
  return [
    RuleFinding(
      rule.number, day: week.monday, .warning,
      "\(week.words)glutes, hamstrings, lower back \(countText(back, "set")); quads, chest, abs \(front)")
  ]
}

/// The program that the source has for short sessions is held to its figure; a session of no program is, too, where it is
/// short. Other programs know what they leave out.
private let sideToSide: RuleBook.Check = { diary, rule in
  let values = rule.values.filter { $0.what == "exercises in a session" }
  guard let value = values.first(where: { $0.program == diary.program?.id }) ?? values.first,
    let least = value.value.lower
  else { return [] }
  let isItsProgram = diary.program != nil && value.program == diary.program?.id
  let without = KnownWeek(diary).closedSessions.filter { session in
    guard session.isStrength else { return false }
    if session.session != nil {
      guard isItsProgram else { return false }
    } else {
      let work = Set(session.sets.filter(\.isWorkSet).map(\.set.exercise))
      guard session.minutes <= shortMinutes, work.count >= fewestExercises else { return false }
    }
    let toTheSide = Set(session.sets.filter { $0.classes.contains(.lateral) }.map(\.set.exercise))
    return Double(toTheSide.count) < least
  }
  guard let first = without.first else { return [] }
  let isOfProgram = without.contains { $0.session != nil }
  return [
    RuleFinding(
      rule.number, day: first.day, isOfProgram ? .warning : .advice,
      "\(weekdayList(without.map(\.day))): a short session without a move to the side")
  ]
}
