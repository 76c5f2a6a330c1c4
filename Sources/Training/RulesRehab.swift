// Rules 75-78, rehab: what an injury asks for, and what is for injuries alone.

extension RuleBook {
  static let rehab: [Int: Check] = [75: painFree, 76: achillesFirst, 78: machines]
}

/// The programs without injuries of their own that are for one all the same: what their files say in words (for).
private let programsForInjuries: Set<String> = ["rehab-5x45"]
/// The injuries of which holds are the first step (004:58, 004:342).
private let injuriesOfHolds: Set<String> = ["injury-itb", "injury-achilles", "injury-patellar"]
/// The injury of rule 76.
private let achilles = "injury-achilles"

/// What an athlete follows for an injury.
private struct Rehab {
  /// The injuries that it may be about; none where the program is a session.
  let injuries: [ProgramInjury]
  /// All exercises of these, or of the program's sessions.
  let exercises: Set<String>

  /// - Returns: `nil` where no program for an injury is followed in the week.
  init?(_ diary: TrainingDiary) {
    let week = KnownWeek(diary)
    guard let program = diary.program, let run = diary.run,
      (week.monday...week.sunday).contains(where: run.isFollowed)
    else { return nil }
    // A menu is followed for one of its injuries, or for any.
    let one = program.injuries.filter { $0.id == run.program }
    injuries = one.isEmpty ? program.injuries : one
    guard !injuries.isEmpty || programsForInjuries.contains(program.id) else { return nil }
    exercises = Set(
      injuries.flatMap { $0.exercises + $0.more }
        + program.sessions.flatMap { $0.blocks.flatMap(\.exercises).flatMap(\.exercises) })
  }

  /// Whether an exercise is there for some injuries alone.
  func isOnly(_ exercise: String, of ids: Set<String>) -> Bool {
    let named = injuries.filter { ($0.exercises + $0.more).contains(exercise) }
    return !named.isEmpty && named.allSatisfy { ids.contains($0.id) }
  }

  /// Whether holds come before an exercise: that is said of some injuries, and of programs of holds.
  func comesAfterHolds(_ exercise: String) -> Bool {
    exercises.contains(exercise) && (injuries.isEmpty || isOnly(exercise, of: injuriesOfHolds))
  }
}

/// What hurt is left out, were it sore muscles alone; holds come first. A hold of the same session is asked for: what else is
/// left open nobody knows.
private let painFree: RuleBook.Check = { diary, rule in
  guard let rehab = Rehab(diary) else { return [] }
  let week = KnownWeek(diary)
  var findings: [RuleFinding] = []
  var flagged: Set<String> = []
  let pains = diary.answers.filter {
    $0.question == .pain && $0.exercise.map(rehab.exercises.contains) == true
  }
  for done in week.sessions.flatMap(\.sets) where !flagged.contains(done.set.exercise) {
    let exercise = done.set.exercise
    // An answer of the same day may well be about this set.
    guard let last = pains.last(where: { $0.exercise == exercise && $0.day < done.day }),
      last.choice != "none"
    else { continue }
    flagged.insert(exercise)
    let when = last.day >= week.monday ? "on " + weekdayText(last.day) : "when it was last asked"
    findings.append(
      RuleFinding(
        rule.number, day: done.day, .warning,
        "\(exercise) \(weekdayText(done.day)): it hurt \(when), only what does not hurt is done"))
  }
  for session in week.sessions {
    guard
      let hold = session.sets.firstIndex(where: {
        $0.classes.contains(.hold) && rehab.exercises.contains($0.set.exercise)
      }),
      let early = session.sets[..<hold].first(where: {
        $0.isWorkSet && !$0.classes.contains(.hold) && rehab.comesAfterHolds($0.set.exercise)
      })
    else { continue }
    findings.append(
      RuleFinding(
        rule.number, day: session.day, .warning,
        "\(weekdayText(session.day)): \(early.set.exercise) before the first hold; holds come first"
      )
    )
  }
  return findings.sorted { $0.day < $1.day }
}

/// Calf raises that other injuries ask for too are nobody's business here, while the injury may be one of those.
private let achillesFirst: RuleBook.Check = { diary, rule in
  guard let rehab = Rehab(diary), let run = diary.run,
    rehab.injuries.contains(where: { $0.id == achilles })
  else { return [] }
  let isHold = { (exercise: String) in diary.classes(exercise).contains(.hold) }
  let sets = diary.sessions.flatMap(\.sets).filter { $0.day >= run.startDay }
  let hold = sets.first { rule.exercises.contains($0.set.exercise) && isHold($0.set.exercise) }
  var findings: [RuleFinding] = []
  var flagged: Set<String> = []
  for done in KnownWeek(diary).sessions.flatMap(\.sets) {
    let exercise = done.set.exercise
    guard done.day >= run.startDay, rule.exercises.contains(exercise), !isHold(exercise),
      rehab.isOnly(exercise, of: [achilles]),
      hold.map({ done.set.startedAt < $0.set.startedAt }) ?? true, flagged.insert(exercise).inserted
    else { continue }
    findings.append(
      RuleFinding(
        rule.number, day: done.day, .warning,
        "\(exercise) \(weekdayText(done.day)): before any hold on tiptoe, which comes first"))
  }
  return findings
}

/// A program may have one as an option, for rehab alone (D14): that is worth a word, not a warning.
private let machines: RuleBook.Check = { diary, rule in
  guard Rehab(diary) == nil else { return [] }
  let onMachines = KnownWeek(diary).sessions.flatMap(\.sets).filter {
    rule.exercises.contains($0.set.exercise) || $0.classes.contains(.machine)
  }
  let asked = Set(
    diary.program?.sessions.flatMap { $0.blocks.flatMap(\.exercises).flatMap(\.exercises) } ?? [])
  return Dictionary(grouping: onMachines, by: \.set.exercise)
    .sorted { ($0.value[0].day, $0.key) < ($1.value[0].day, $1.key) }
    .map { exercise, sets in
      RuleFinding(
        rule.number, day: sets[0].day, asked.contains(exercise) ? .advice : .warning,
        "\(exercise) \(weekdayList(sets.map(\.day))): machines only to come back from an injury")
    }
}
