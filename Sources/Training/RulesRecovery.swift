// Rules 69-74, recovery: easy weeks and rest between sessions; what the athlete says is in RulesSoreness.swift.

extension RuleBook {
  static let recovery: [Int: Check] = [69: deload, 74: restBetween].merging(soreness) { first, _ in first }
}

/// How many weeks before count as what is usual. Holdfast's own: a month, as `habits` of training are told by.
private let weeksBefore = 4
/// By how much a week is above the greatest of those before it where that is worth a word. Holdfast's own: a set more is
/// progress, a fifth more is not.
private let totalMargin = 0.2

// MARK: - Easy weeks

/// The week of a program that is there to recover: its figures, where the data has some, and less than in the weeks before.
private let deload: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  let sessions = week.sessions.filter(\.isStrength)
  guard let first = sessions.first, let number = week.programWeekNumber(of: first.day),
    diary.program?.week(number)?.isDeload == true
  else { return [] }
  func asked(_ what: String) -> Figure? {
    rule.figures(of: what, for: diary.program).first {
      $0.program == diary.program?.id && $0.weeks?.holds(Double(number)) == true
    }?.value
  }
  var findings: [RuleFinding] = []
  var flagged: Set<String> = []
  for session in sessions {
    for exercise in session.exercisesOfWork where !flagged.contains(exercise) {
      guard let text = session.excess(of: exercise, sets: asked("sets"), reps: asked("reps")) else {
        continue
      }
      flagged.insert(exercise)
      findings.append(
        RuleFinding(
          rule.number, day: session.day, .warning,
          "\(exercise) \(weekdayText(session.day)): \(text) in an easy week"))
    }
  }
  let before = diary.sessions.filter { (week.monday - weeksBefore * 7..<week.monday).contains($0.day) }
  let weeks = Dictionary(grouping: before.filter(\.isStrength)) { weekNumber(ofDay: $0.day) }
  guard !weeks.isEmpty else { return findings }
  let sets = sessions.reduce(0) { $0 + $1.setsOfWork }
  let usual = Double(weeks.values.joined().reduce(0) { $0 + $1.setsOfWork }) / Double(weeks.count)
  if Double(sets) >= usual {
    findings.append(
      RuleFinding(
        rule.number, day: week.monday, .warning,
        "\(countText(sets, "set")) in an easy week, \(decimalText(usual.rounded())) a week before"))
  }
  for exercise in Set(sessions.flatMap(\.exercisesOfWork)).subtracting(flagged).sorted() {
    guard let load = sessions.compactMap({ $0.heaviest(exercise) }).max(),
      let heaviest = before.compactMap({ $0.heaviest(exercise) }).max(), load >= heaviest
    else { continue }
    findings.append(
      RuleFinding(
        rule.number, day: week.monday, .warning,
        "\(exercise): \(decimalText(load)) kg in an easy week, \(decimalText(heaviest)) kg before"))
  }
  return findings
}

extension DiarySession {
  fileprivate var exercisesOfWork: [String] { Set(sets.filter(\.isWorkSet).map(\.set.exercise)).sorted() }
  fileprivate func heaviest(_ exercise: String) -> Double? {
    sets.filter { $0.set.exercise == exercise }.compactMap(\.set.loadKg).filter { $0 > 0 }.max()
  }

  /// What of an exercise is more than was asked for; sets of a side and of the other are one.
  fileprivate func excess(of exercise: String, sets asked: Figure?, reps: Figure?) -> String? {
    let done = sets.filter { $0.set.exercise == exercise }
    let pairs = max(done.count { $0.set.side == .left }, done.count { $0.set.side == .right })
    let count = done.count { $0.set.side == .both } + pairs
    if let asked, let most = asked.upper, Double(count) > most {
      return "\(countText(count, "set")), \(asked.text) asked"
    }
    if let reps, let most = reps.upper, let greatest = done.compactMap(\.set.reps).max(),
      Double(greatest) > most
    {
      return "\(greatest) reps, \(reps.text) asked"
    }
    return nil
  }
}

// MARK: - Rest

/// Holds alone ask for no day of rest (004:247, 004:341).
private let restBetween: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  func isWork(_ classes: Set<ExerciseClass>) -> Bool {
    classes.isDisjoint(with: [.hold, .mobility, .stretch, .activation])
  }
  var days = Set(diary.sessions.filter { $0.sets.contains { isWork($0.classes) } }.map(\.day))
  days.formUnion(week.planned.filter { $0.sets.contains { isWork(diary.classes($0.exercise)) } }.map(\.day))
  let second = (week.monday...week.sunday).filter { days.contains($0) && days.contains($0 - 1) }
  var findings: [RuleFinding] = []
  if let first = second.first {
    let all = weekdayList(second.flatMap { [$0 - 1, $0] })
    findings.append(
      RuleFinding(rule.number, day: first, .warning, "strength on \(all), no day of rest between"))
  }
  func sets(_ first: Int) -> Int {
    diary.sessions.filter { (first..<first + 7).contains($0.day) }.reduce(0) { $0 + $1.setsOfWork }
  }
  let before = (1...weeksBefore).map { sets(week.monday - $0 * 7) }.filter { $0 > 0 }
  let now = sets(week.monday)
  // One week before is no habit.
  if before.count >= 2, let most = before.max(), Double(now) > Double(most) * (1 + totalMargin) {
    findings.append(
      RuleFinding(
        rule.number, day: week.monday, .advice,
        "\(countText(now, "set")) this week, at most \(most) in the weeks before: fatigue adds up"))
  }
  return findings
}
