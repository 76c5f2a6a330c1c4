import Training

/// What a coach would say of some days: what was done, against the plan, what is new, and what comes next. Text, JSON and
/// HTML are made of it.
struct CoachReport {
  /// What was done of an exercise in the period.
  struct Done {
    var exercise: String
    var kind: Kind
    var sets = 0
    var tension = Interval.zero
    var reps = 0
    var volumeKg = 0.0
    /// Of how many sets it can be told whether the target was met, and of how many it was.
    var asked = 0
    var met = 0
  }

  /// A record that was set in the period.
  struct Record {
    /// Of what, as `records` calls them.
    enum Measure: String {
      case longest
      case mostReps = "most_reps"
      case heaviest
    }

    var exercise: String
    var side: Side
    var measure: Measure
    /// Seconds, repetitions or kg.
    var value: Double
    /// What it was before the period; `nil` where there was none.
    var before: Double?
    var day: Int
  }

  /// Left against right in an exercise, over the weeks that are shown.
  struct Gap {
    var exercise: String
    var kind: Kind
    var measure: BalanceGathering.Measure
    var balance: Balance
    /// By how many percentage points a week the gap grows, by least squares over the days with both sides.
    var changePerWeek: Double?
  }

  /// The bests of the days of an exercise, over the weeks that are shown.
  struct Course {
    var exercise: String
    var measure: TrendMeasure
    var sides: [(side: Side, days: Tally)]
  }

  /// What somebody wrote to a set.
  struct Note {
    var day: Int
    var exercise: String
    var side: Side
    var text: String
  }

  /// A day, or the sum of some.
  struct Load {
    var sessions = 0
    var tension = Interval.zero

    static func + (a: Load, b: Load) -> Load {
      Load(sessions: a.sessions + b.sessions, tension: a.tension + b.tension)
    }
  }

  var athlete: String
  var period: ReportPeriod
  /// The period's first moment, and the one after it.
  var stretch: Range<WallTime>
  /// Today's number.
  var today: Int
  var total = Totals()
  var done: [Done] = []
  /// How many sets of the period can be no record.
  var leftOut = 0
  /// By the days of the weeks that are shown; none where nothing was done.
  var loads: [Int: Load] = [:]
  var records: [Record] = []
  var gaps: [Gap] = []
  var courses: [Course] = []
  var notes: [Note] = []
  /// How the weeks to the period's end went; `nil` where no program was followed.
  var adherence: Adherence?
  /// What the rules say of the period's weeks, each with its rule's id.
  var findings: [(rule: String, finding: RuleFinding)] = []

  /// The same for people: of each rule the newest, and in how many weeks it had something to say.
  var newestFindings: [(rule: String, text: String, gravity: RuleFinding.Gravity)] {
    var told: [(rule: String, gravity: RuleFinding.Gravity, finding: RuleFinding, weeks: Set<Int>)] = []
    for (rule, finding) in findings {
      let week = weekNumber(ofDay: finding.day)
      guard let index = told.firstIndex(where: { $0.rule == rule && $0.gravity == finding.gravity }) else {
        told.append((rule, finding.gravity, finding, [week]))
        continue
      }
      told[index].weeks.insert(week)
      // The first of a week stays: several of one rule are of one kind.
      if week > weekNumber(ofDay: told[index].finding.day) { told[index].finding = finding }
    }
    return told.map { rule, gravity, finding, weeks in
      let more = weeks.count == 1 ? "" : ", the last of \(weeks.count) weeks"
      return (rule, "\(shortDay(finding.day))\(more): \(finding.text)", gravity)
    }
  }
  /// What to do next; nothing of a period that is over.
  var next: [String] = []
  /// The names of exercises, by their ids.
  var names: [String: String] = [:]

  /// The weeks of the period in which a program was followed.
  var weeks: [AdherenceWeek] {
    let numbers = weekNumber(ofDay: period.days.lowerBound)...weekNumber(ofDay: period.days.upperBound - 1)
    return adherence?.weeks.filter { numbers.contains($0.number) } ?? []
  }

  /// What was done in some days.
  func load(of days: Range<Int>) -> Load { days.reduce(Load()) { $0 + (loads[$1] ?? Load()) } }

  /// Whether today is in it.
  var isRunning: Bool { period.days.contains(today) }
}

extension CoachReport.Record {
  /// `0:57.4`, `12 reps`, `16 kg`.
  func text(_ value: Double) -> String {
    switch measure {
    case .longest: durationText(.seconds(value))
    case .mostReps: decimalText(value) + (value == 1 ? " rep" : " reps")
    case .heaviest: decimalText(value) + " kg"
    }
  }

  /// `longest`, `most reps`.
  var name: String {
    switch measure {
    case .longest: "longest"
    case .mostReps: "most reps"
    case .heaviest: "heaviest"
    }
  }
}

extension CoachReport.Gap {
  /// `right 20.9 % weaker`, `even`, `too few days (2 of 5)`.
  var inWords: String {
    let percent = balance.differencePercent.map { tenths($0) + " %" } ?? ""
    let weaker = balance.weaker?.rawValue ?? ""
    switch balance.verdict {
    case .tooFew: return "too few days (\(balance.days) of \(Balance.fewestDays))"
    case .none: return balance.weaker == nil ? "even" : "even: \(percent) is within what days differ"
    case .small: return "\(weaker) \(percent) less"
    case .real: return "\(weaker) \(percent) weaker"
    }
  }

  /// `closing by 0.5 points a week`; `nil` where there is too little to tell.
  var trend: String? {
    guard balance.verdict != .tooFew, let changePerWeek else { return nil }
    // What tenths do not show is no change.
    let points = tenths(abs(changePerWeek))
    if points == "0.0" { return "steady" }
    return (changePerWeek < 0 ? "closing" : "widening") + " by \(points) points a week"
  }

  /// A mean as it is measured.
  func text(_ mean: Double?) -> String {
    guard let mean else { return "-" }
    switch measure {
    case .duration: return durationText(.seconds(mean))
    case .reps: return tenths(mean) + " reps"
    case .volume: return tenths(mean) + " kg"
    }
  }
}

extension CoachReport.Course {
  /// `0:57.4`, `12 reps`.
  func text(_ value: Double) -> String {
    measure == .duration
      ? durationText(.seconds(value)) : decimalText(value) + (value == 1 ? " rep" : " reps")
  }
}
