// Rules 70-73, soreness and pain: what the athlete says, and what came of it.

extension RuleBook {
  static let soreness: [Int: Check] = [
    70: sorenessTest, 71: expectedSoreness, 72: jointPain, 73: scaleDown,
  ]
}

/// For how many days an answer can be about a session. Holdfast's own: soreness is worst one to three days after.
private let daysFelt = 3
/// How many days after a session the next one is as large as ever, whatever was felt. Holdfast's own: after a week of rest an
/// answer has done its work.
private let daysUntilNext = 7
/// For how many days an exercise rests after pain, unless the athlete says that it is over. Holdfast's own: two weeks, after
/// which an answer that nobody took back is no news any more.
private let daysOfPain = 14

/// Answers after which the next session is to be smaller: what was said, by the days.
private func lighterNext(
  _ diary: TrainingDiary, _ rule: TrainingRule, _ says: (Answer) -> String?
) -> [RuleFinding] {
  let week = KnownWeek(diary)
  let strength = diary.sessions.filter(\.isStrength)
  var words: [Int: [String]] = [:]
  for answer in diary.answers {
    if let word = says(answer) { words[answer.day, default: []].append(word) }
  }
  var findings: [RuleFinding] = []
  var judged: Set<Int> = []
  for (day, said) in words.sorted(by: { $0.key < $1.key }) {
    guard let last = strength.last(where: { $0.day < day }), day - last.day <= daysFelt else { continue }
    let told = listText(said.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    guard let next = strength.first(where: { $0.day >= day }) else {
      guard week.answers.contains(where: { $0.day == day }) else { continue }
      findings.append(
        RuleFinding(
          rule.number, day: day, .advice,
          "\(told) on \(weekdayText(day)): fewer sets or less load next time"))
      continue
    }
    // Two answers before one session say one thing; an answer is done with when the next session came too late.
    guard (week.monday...week.sunday).contains(next.day), judged.insert(next.day).inserted,
      next.day - last.day <= daysUntilNext
    else { continue }
    // The same session of a program, where there is one: others are of other sizes.
    let same = strength.last { $0.day < day && next.session != nil && $0.session == next.session }
    let before = same ?? last
    let isLighter =
      next.setsOfWork < before.setsOfWork
      || next.setsOfWork == before.setsOfWork && before.liftedKg > 0 && next.liftedKg < before.liftedKg
    if isLighter { continue }
    findings.append(
      RuleFinding(
        rule.number, day: next.day, .warning,
        "\(weekdayText(next.day)): \(countText(next.setsOfWork, "set")) after \"\(told)\", "
          + "\(before.setsOfWork) before; less was due"))
  }
  return findings
}

private let sorenessTest: RuleBook.Check = { diary, rule in
  lighterNext(diary, rule) { answer in
    switch (answer.question, answer.choice) {
    case (.easyRun, "no"): "no easy run"
    case (.stride, "no"): "stride not as ever"
    case (.pain, "joint"): "joint pain"
    case (.pain, "sharp"): "sharp pain"
    default: nil
    }
  }
}

private let scaleDown: RuleBook.Check = { diary, rule in
  lighterNext(diary, rule) { answer in
    answer.question == .feeling && ["sore", "tired"].contains(answer.choice) ? answer.choice : nil
  }
}

/// Soreness counts from the first session, or from the one after a break as long as soreness may take; in build, from its
/// beginning.
private let expectedSoreness: RuleBook.Check = { diary, rule in
  guard let value = rule.figures(of: "weeks until soreness fades").first, let most = value.value.upper else {
    return []
  }
  let days = Int(most) * 7
  let strength = diary.sessions.filter(\.isStrength)
  for answer in KnownWeek(diary).answers {
    guard
      answer.question == .feeling && answer.choice == "sore"
        || answer.question == .pain && answer.choice == "muscle"
    else { continue }
    let before = strength.filter { $0.day <= answer.day }
    guard let last = before.last, answer.day - last.day <= daysFelt else { continue }
    var start = before[0].day
    for (earlier, later) in zip(before, before.dropFirst()) where later.day - earlier.day >= days {
      start = later.day
    }
    let isNewInBuild = diary.phase(answer.day) == .build && diary.phase(answer.day - days) != .build
    guard answer.day - start >= days, !isNewInBuild else { continue }
    let sets = before.flatMap(\.sets)
    let hasNew = Set(last.sets.map(\.set.exercise)).contains { exercise in
      let first = sets.first { $0.set.exercise == exercise }
      return first.map { answer.day - $0.day < days } ?? true
    }
    guard !hasNew else { continue }
    let week = (answer.day - start) / 7 + 1
    return [
      RuleFinding(
        rule.number, day: answer.day, .advice,
        "sore on \(weekdayText(answer.day)) in week \(week) with no new exercise; gone by week \(value.value.text)"
      )
    ]
  }
  return []
}

/// Pain stops an exercise until the athlete says that it does not hurt there.
private let jointPain: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  let pains = diary.answers.filter { $0.question == .pain }
  // Of an exercise what was done against the rule, else the last that was said.
  var findings: [String?: RuleFinding] = [:]
  for (index, pain) in pains.enumerated() where ["joint", "sharp"].contains(pain.choice) {
    guard pain.day <= week.sunday, pain.day + daysOfPain >= week.monday else { continue }
    // From the day on which it hurt, to that on which it was over.
    let over = pains[(index + 1)...].first {
      ["none", "muscle"].contains($0.choice) && ($0.exercise == nil || $0.exercise == pain.exercise)
    }
    let end = min(over?.day ?? .max, pain.day + daysOfPain + 1)
    let what = pain.choice == "joint" ? "joint pain" : "sharp pain"
    let on = pain.day >= week.monday ? "on " + weekdayText(pain.day) : nil
    func when(_ day: Int) -> String { on ?? "\(day - pain.day) days before" }
    func find(_ day: Int, _ gravity: RuleFinding.Gravity, _ text: String) {
      guard findings[pain.exercise]?.gravity != .warning else { return }
      findings[pain.exercise] = RuleFinding(rule.number, day: day, gravity, text)
    }
    guard let exercise = pain.exercise else {
      if let on { find(pain.day, .advice, "\(what) \(on): leave out what hurts") }
      continue
    }
    let done = week.sessions.flatMap(\.sets).first {
      $0.set.exercise == exercise && $0.day > pain.day && $0.day < end
    }
    let planned = week.planned.first {
      $0.day > pain.day && $0.day < end && $0.sets.contains { $0.exercise == exercise }
    }
    if let day = done?.day {
      let name = weekdayText(day)
      find(day, .warning, "\(exercise) \(name): \(what) \(when(day)), leave it out")
    } else if let day = planned?.day {
      let name = weekdayText(day)
      find(day, .warning, "\(exercise) planned for \(name): \(what) \(when(day)), leave it out")
    } else if let on, over == nil {
      find(pain.day, .advice, "\(exercise): \(what) \(on), leave it out")
    }
  }
  return findings.values.sorted { ($0.day, $0.text) < ($1.day, $1.text) }
}
