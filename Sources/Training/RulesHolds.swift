// Rules 42-52, holds.
//
// Sources disagree about how long a hold lasts, and none says which figure wins. Where the followed program chose a source,
// that one speaks alone; what the program asks for itself is not held against it. Else a hold is as it should be within
// the rule's figure or its own target of the catalogue, and between the two: this is Holdfast's own.

extension RuleBook {
  static let holds = lengthsOfHolds.merging(formOfHolds) { first, _ in first }

  private static let lengthsOfHolds: [Int: Check] = [
    42: { holdRange($0, $1) { _ in true } },
    43: { diary, rule in
      // Planks are of the trunk, and sources disagree about them once more.
      holdRange(diary, rule, planks: ["D12"]) { history in
        rule.exercises.contains(history.exercise) || history.classes.contains(.bigMuscle)
      }
    },
    44: { diary, rule in
      holdRange(diary, rule, isStart: true) { history in
        rule.exercises.contains(history.exercise) || history.classes.contains(.smallMuscle)
      }
    },
    45: { rehabHolds($0, $1) },
    46: { holdLadders($0, $1) },
    47: { setsOfAHold($0, $1) },
    51: { effortSteps($0, $1) },
    52: { whereHoldsFit($0, $1) },
  ]

  /// The disagreement about how long a hold lasts.
  private static let lengthOfHolds = "D11"

  private static func isHold(_ history: ExerciseHistory) -> Bool {
    history.classes.contains(.hold) && history.classes.isDisjoint(with: [.stretch, .mobility, .activation])
  }

  /// Seconds of holds against a range.
  /// - Parameters:
  ///   - planks: disagreements that are about planks only.
  ///   - isStart: whether the upper end is one to begin with, and to be outgrown.
  private static func holdRange(
    _ diary: TrainingDiary, _ rule: TrainingRule, planks: [String] = [], isStart: Bool = false,
    applies: (ExerciseHistory) -> Bool
  ) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      guard isHold(history), applies(history) else { return nil }
      let disagreements = [lengthOfHolds] + (history.classes.contains(.core) ? planks : [])
      // The class widens what the source has examples of.
      let exercise = rule.exercises.contains(history.exercise) ? history.exercise : rule.exercises.first
      let ladder = diary.catalogue[history.exercise]?.target(for: diary.level)?.seconds
      var breaches = HoldBreaches()
      for (place, bout) in history.week.enumerated() {
        guard !diary.isLeftToProgram(history.exercise, on: bout.day, disagreements: disagreements),
          let figure = diary.figures(
            rule, "hold", on: bout.day, exercise: exercise, disagreements: disagreements
          ).first?.value,
          var low = figure.lower
        else { continue }
        var high = figure.upper
        if diary.program(on: bout.day)?.choice(among: disagreements) == nil {
          low = min(low, ladder?.lower ?? low)
          high = high.map { max($0, ladder?.upper ?? $0) }
        }
        if isStart, !diary.isAmongFirst(history, place: place) { high = nil }
        breaches.compare(bout, low: low, high: high)
      }
      return breaches.finding(rule, history.exercise)
    }
  }

  /// The holds that a program for a tendon asks for: sets, seconds and effort.
  private static func rehabHolds(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      var parts: [String] = []
      var day: Int?
      for bout in history.week {
        guard let program = diary.program(on: bout.day), program.asks(of: history.exercise, kind: .hold),
          isHold(history)
        else { continue }
        func figure(_ what: String) -> Figure? {
          rule.values.first { $0.what == what && $0.program == program.id }?.value
        }
        var broken: [String] = []
        if let sets = figure("sets"), sets.holds(Double(bout.setCount)) == false {
          broken.append("\(countText(bout.setCount, "set")), \(sets.text) are asked for")
        }
        if let hold = figure("hold"), let low = hold.lower {
          // What is planned has its seconds in what is asked for.
          let seconds =
            bout.isPlanned
            ? bout.sets.compactMap { $0.asked?.seconds?.lower } : bout.sets.compactMap(\.seconds)
          let outside = seconds.map { $0.rounded() }.filter {
            $0 < low || $0 > (hold.upper ?? $0) + OwnFigures.slack
          }
          if !outside.isEmpty { broken.append("\(spreadText(outside)) s, \(hold.text) s are asked for") }
        }
        if let effort = figure("effort") {
          let outside = bout.sets.compactMap { $0.asked?.effortPercent }.filter { effort.holds($0) == false }
          if !outside.isEmpty {
            broken.append("\(spreadText(outside)) % effort, about \(effort.text) % is asked for")
          }
        }
        guard !broken.isEmpty else { continue }
        parts.append(bout.when + " " + broken.joined(separator: "; "))
        day = day ?? bout.day
      }
      return day.map {
        RuleFinding(rule.number, day: $0, .warning, history.exercise + " " + parts.joined(separator: "; "))
      }
    }
  }

  /// Seconds of each of the ten holds against its own target of the athlete's level. More is no harm: then it is time for the
  /// next level.
  private static func holdLadders(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      guard isHold(history), rule.exercises.contains(history.exercise) else { return nil }
      let target = diary.catalogue[history.exercise]?.target(for: diary.level)?.seconds
      var breaches = HoldBreaches()
      var over = HoldBreaches()
      for bout in history.week {
        guard !diary.isLeftToProgram(history.exercise, on: bout.day, disagreements: rule.disagreements),
          let figure = diary.figures(rule, "hold", on: bout.day, exercise: history.exercise).first?.value,
          let low = target?.lower ?? figure.lower
        else { continue }
        // A target of one figure has no upper end of its own.
        var high = figure.upper
        if case .range(_, let upper)? = target { high = upper } else { high = high.map { max($0, low) } }
        breaches.compare(bout, low: low, high: nil, text: high.map { spreadText([low, $0]) })
        over.compare(bout, low: 0, high: high, text: high.map { spreadText([low, $0]) })
      }
      let level = ", \(diary.level.rawValue)"
      return breaches.finding(rule, history.exercise, level)
        ?? over.finding(rule, history.exercise, level + "; time for a harder form", .advice)
    }
  }

  /// Sets of a hold in its first sessions.
  private static func setsOfAHold(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      guard isHold(history) else { return nil }
      for (place, bout) in history.week.enumerated()
      where diary.isAmongFirst(history, place: place) {
        guard !diary.isLeftToProgram(history.exercise, on: bout.day, disagreements: []),
          // Those of single exercises are examples of it.
          let figure = diary.figures(rule, "sets", on: bout.day).first?.value,
          figure.holds(Double(bout.setCount)) == false
        else { continue }
        return RuleFinding(
          rule.number, day: bout.day, .warning,
          "\(history.exercise) \(countText(bout.setCount, "set")) \(bout.when): begin with \(figure.text)"
        )
      }
      return nil
    }
  }

  /// The effort that a press into the wall is asked for against the level's.
  private static func effortSteps(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      for bout in history.week {
        guard
          let figure = diary.figures(rule, "effort", on: bout.day, exercise: history.exercise).first?.value
        else { continue }
        let outside = bout.sets.compactMap { $0.asked?.effortPercent }.filter { figure.holds($0) == false }
        guard !outside.isEmpty else { continue }
        return RuleFinding(
          rule.number, day: bout.day, .warning,
          "\(history.exercise) at \(spreadText(outside)) % \(bout.when): \(figure.text) %, \(diary.level.rawValue)"
        )
      }
      return nil
    }
  }

  /// Holds in race week, on days of two runs and on days of rest are short and light. How short is not said: up to the
  /// longest that a source does on such a day, which is where holds stop growing too.
  private static func whereHoldsFit(_ diary: TrainingDiary, _ rule: TrainingRule) -> [RuleFinding] {
    diary.histories(weeks: 0).compactMap { history in
      guard isHold(history) else { return nil }
      for bout in history.week {
        guard let place = easyPlace(bout.day, diary) else { continue }
        let long = bout.sets.compactMap { $0.secondsRange?.lowerBound }
          .filter { $0 > ProgressionState.longestHold + (bout.isPlanned ? 0 : OwnFigures.slack) }
        guard !long.isEmpty || bout.sets.contains(where: \.isHeavy) else { continue }
        let what = long.isEmpty ? "heavy" : spreadText(long) + " s"
        return RuleFinding(
          rule.number, day: bout.day, .warning,
          "\(history.exercise) \(what) \(bout.when), \(place): light, "
            + "and \(decimalText(ProgressionState.longestHold)) s at most")
      }
      return nil
    }
  }

  /// What kind of day it is, where only short holds fit; `nil` for a day of strength.
  private static func easyPlace(_ day: Int, _ diary: TrainingDiary) -> String? {
    if diary.phase(day) == .raceWeek { return "in race week" }
    let runs = diary.runs.count { $0.day == day }
    if runs >= 2 { return "a day of \(runs) runs" }
    let exercises = (diary.bouts(weeks: 0) + diary.plannedBouts).filter { $0.day == day }.map(\.exercise)
    let areHolds = exercises.allSatisfy { exercise in
      !diary.classes(exercise).isDisjoint(with: [.hold, .mobility, .stretch, .activation])
    }
    // Without a calendar of its runs nobody knows the week's days of rest.
    let isKnown = diary.runs.contains { weekNumber(ofDay: $0.day) == diary.week }
    return areHolds && runs == 0 && isKnown ? "a day of rest" : nil
  }
}

/// Holds that are too short or too long.
private struct HoldBreaches {
  private var seconds: [Double] = []
  private var bouts: [ExerciseBout] = []
  private var range = ""

  mutating func compare(_ bout: ExerciseBout, low: Double, high: Double?, text: String? = nil) {
    guard !bout.isOwn else { return }
    for value in bout.sets.compactMap(\.secondsRange)
    where value.upperBound < low || value.lowerBound > (high ?? .infinity) + OwnFigures.slack {
      seconds.append(value.lowerBound)
      bouts.append(bout)
      range = text ?? high.map { spreadText([low, $0]) } ?? decimalText(low) + "+"
    }
  }

  func finding(
    _ rule: TrainingRule, _ exercise: String, _ more: String = "", _ gravity: RuleFinding.Gravity = .warning
  ) -> RuleFinding? {
    guard let day = bouts.map(\.day).min() else { return nil }
    return RuleFinding(
      rule.number, day: day, gravity,
      "\(exercise) \(spreadText(seconds)) s \(whenText(bouts)): \(range) s\(more)")
  }
}
