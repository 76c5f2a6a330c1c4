// Rules 84-90, equipment, technique, choice: which plan, which exercises, and whether all kinds of work are in the week.

extension RuleBook {
  static let equipment: [Int: Check] = [87: whichPlan, 88: notFirst, 89: threePillars, 90: patterns]
}

/// Which plan an answer names (rule 87), and why.
private let plans: [(choice: String, program: String, why: String)] = [
  ("time", "home-plan", "with little time or no gym"), ("gym", "gym-plan", "for a big race to come"),
  ("recovery", "recovery-isometric", "to recover"),
]

/// Another plan of the three is worth a word; who follows a fourth knows why: the best plan is the one that is kept.
private let whichPlan: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  guard let answer = diary.answers.last(where: { $0.question == .situation && $0.day <= week.sunday }),
    let plan = plans.first(where: { $0.choice == answer.choice })
  else { return [] }
  let day = max(week.monday, answer.day)
  let followed = diary.run.flatMap {
    $0.isFollowed(on: max(day, min(diary.today, week.sunday))) ? $0.program : nil
  }
  guard followed.map({ id in id != plan.program && plans.contains { $0.program == id } }) ?? true else {
    return []
  }
  let instead = followed.map { ", not \($0)" } ?? ""
  return [RuleFinding(rule.number, day: day, .advice, "\(plan.program) suits \(plan.why)\(instead)")]
}

/// What the session's program asks for is its own affair (D14, D15).
private let notFirst: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  var sets: [String: (days: [Int], count: Int)] = [:]
  for session in week.sessions {
    let asked = Set(
      week.programSession(session.session)?.blocks.flatMap(\.exercises).flatMap(\.exercises) ?? [])
    for done in session.sets
    where rule.exercises.contains(done.set.exercise) && !asked.contains(done.set.exercise) {
      sets[done.set.exercise, default: ([], 0)].days.append(session.day)
      sets[done.set.exercise]?.count += 1
    }
  }
  return sets.sorted { ($0.value.days[0], $0.key) < ($1.value.days[0], $1.key) }.map { exercise, seen in
    RuleFinding(
      rule.number, day: seen.days[0], .warning,
      "\(exercise) \(weekdayList(seen.days)): \(countText(seen.count, "set")), not what to spend time on"
    )
  }
}

/// What of some groups of classes a week lacks, where it should have so many of them; `nil` where it has, or nobody can know.
private func missing(
  _ groups: [(name: String, classes: Set<ExerciseClass>)], least: Double, in week: KnownWeek
) -> [String]? {
  guard week.strengthSessions > 0, let content = week.content else { return nil }
  let absent = groups.filter { group in !content.contains { !$0.isDisjoint(with: group.classes) } }
  return Double(groups.count - absent.count) < least ? absent.map(\.name) : nil
}

private let threePillars: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  let pillars: [(name: String, classes: Set<ExerciseClass>)] = [
    ("holds", [.hold]), ("compound lifts", [.compound]),
    ("mobility or activation", [.mobility, .stretch, .activation]),
  ]
  guard let least = rule.figures(of: "pillars in a week").first?.value.lower,
    let absent = missing(pillars, least: least, in: week)
  else { return [] }
  return [
    RuleFinding(
      rule.number, day: week.monday, .warning,
      "\(week.words)a week without \(listText(absent, "and without"))")
  ]
}

private let patterns: RuleBook.Check = { diary, rule in
  let week = KnownWeek(diary)
  let patterns: [(name: String, classes: Set<ExerciseClass>)] = [
    ("squat", [.squat]), ("lunge", [.lunge]), ("push", [.push]), ("pull", [.pull]), ("hinge", [.hinge]),
  ]
  guard let least = rule.figures(of: "movement patterns").first?.value.lower,
    let absent = missing(patterns, least: least, in: week)
  else { return [] }
  return [
    RuleFinding(
      rule.number, day: week.monday, .warning, "\(week.words)a week without a \(listText(absent, "or"))"
    )
  ]
}
