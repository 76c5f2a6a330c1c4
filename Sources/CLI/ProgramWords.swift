import Training

// What a program says, in words for people.

extension ProgramKind {
  /// The kind, with what it means.
  var inWords: String {
    switch self {
    case .plan: "plan: sessions in a week, week after week"
    case .routine: "routine: one session"
    case .menu: "menu: moves to pick from"
    case .phases: "phases: what each phase of a season asks for"
    }
  }
}

extension Figure {
  /// `2-3 rounds`, `1 round`; `rounds open`.
  func of(_ unit: String, _ units: String) -> String {
    switch self {
    case .open: units + " open"
    case .exactly(1): "1 " + unit
    default: text + " " + units
    }
  }

  var minutesInWords: String { of("minute", "minutes") }

  /// `2-3 sessions`; whoever prints it says that it is of a week.
  var sessionsInWords: String { of("session", "sessions") }
}

extension ProgramRest {
  /// `60 s`, `full`, and what Holdfast takes where the source gives no figure: `open (Holdfast: 60 s)`.
  var inWords: String {
    let (rest, isOwn) = taken
    let words =
      switch self {
      case .seconds(.open), .full, .short: text
      case .seconds(let figure): figure.text + " s"
      }
    return words + (isOwn ? " (Holdfast: \(decimalText(rest.seconds)) s)" : "")
  }
}

extension Dose {
  /// `20-30 s`, `60 s or more`, `as many reps as possible`, `open`.
  var inWords: String {
    guard let target else { return "open" }
    return target.inWords + (isOrMore ? " or more" : "")
  }
}

extension WeekDose {
  /// `3 × 8-10`, `open × 30 s`, `open`: what a bare number counts is each exercise's own.
  var inWords: String {
    if sets == .open, target == "open" { return "open" }
    var words = target
    if words.hasSuffix("s"), words.dropLast().last?.isNumber == true { words = words.dropLast() + " s" }
    return sets.text + " × " + words
  }
}

extension Progression {
  /// `seconds, 5 s more, at most 10 % a week (004:810)`.
  var inWords: String {
    var parts: [String]
    switch rule {
    case .seconds: parts = ["seconds"]
    case .double: parts = ["repetitions, then the load"]
    case .load: parts = ["the load"]
    case .none: parts = ["nothing"]
    }
    if let step {
      let unit = rule == .seconds ? " s" : " %"
      parts.append(step == .open ? "by how much is open" : "by " + step.text + unit)
    }
    if let capPercent { parts.append("at most \(decimalText(capPercent)) % a week") }
    return parts.joined(separator: ", ") + (source.map { " (\($0))" } ?? " (Holdfast's own rule)")
  }
}

extension Phase {
  var inWords: String { self == .raceWeek ? "race week" : rawValue }
}

/// Days that a source has as an example: `for example mon, thu`.
func daysInWords(_ days: [Weekday]) -> String? {
  days.isEmpty ? nil : "for example " + days.map(\.rawValue).joined(separator: ", ")
}

extension ExerciseView {
  /// `goblet-squat`, or the free choice as the source puts it.
  var name: String { exercise.title }

  /// What is asked for, and what is taken where that is open: `3 × 30 s each side, rest 60 s, optional`.
  ///
  /// - Parameter isRound: whether a round is one set of it.
  func inWords(isRound: Bool) -> String {
    var parts: [String] = []
    if isLeftToWeek {
      parts.append("as its week says" + side)
    } else {
      let asked = shared?.inWords ?? setsInWords(isRound ? nil : sets, dose)
      let words = [asked.isEmpty ? "" : asked + side, takenInWords(isRound: isRound)].filter { !$0.isEmpty }
      if !words.isEmpty { parts.append(words.joined(separator: " ")) }
    }
    return (parts + exercise.conditions).joined(separator: ", ")
  }

  /// ` each side`, where each has sets of its own.
  var side: String { sides == .each ? " each side" : "" }

  /// `(Holdfast: 2 × 8 reps)`, `(Holdfast: 2 sets; catalogue: 20-30 s)`; empty where all of it is the program's.
  func takenInWords(isRound: Bool = false) -> String {
    guard let taken else { return "" }
    let hasOwnSets = taken.setsFrom == .holdfast && !isRound
    let target = taken.target.inWords
    var parts: [String] = []
    switch taken.targetFrom {
    case .holdfast: parts.append("Holdfast: " + (hasOwnSets ? "\(taken.sets) × " : "") + target)
    case .catalogue, .program:
      if hasOwnSets { parts.append("Holdfast: " + setCount(taken.sets)) }
      if taken.targetFrom == .catalogue { parts.append("catalogue: " + target) }
    }
    return parts.isEmpty ? "" : "(" + parts.joined(separator: "; ") + ")"
  }
}

/// `3 × 8-10 reps`, `3 × open`, `open × 30 s`, `30 s`, `3 sets`, `open`; empty where nothing is said.
func setsInWords(_ sets: Figure?, _ dose: Dose?) -> String {
  switch (sets, dose) {
  case (nil, nil): ""
  case (nil, let dose?): dose.inWords
  case (.open?, nil): "open"
  case (let sets?, nil): sets.of("set", "sets")
  case (.open?, let dose?) where dose.target == nil: "open"
  case (let sets?, let dose?): sets.text + " × " + dose.inWords
  }
}

extension ProgramExercise {
  /// The exercise, or the free choice as the source puts it.
  var title: String { slot.map { clean($0) } ?? exercises.first ?? "" }

  /// What else holds for it.
  var conditions: [String] {
    var parts: [String] = []
    if slot != nil {
      parts.append(pick.map { $0 == .open ? "how many is open" : "pick " + $0.text } ?? "your choice")
    }
    if let perWeek { parts.append(perWeek == .open ? "how often is open" : perWeek.text + " a week") }
    if let load { parts.append("load " + load) }
    if let rest { parts.append("rest " + rest.inWords) }
    if isOptional { parts.append("optional") }
    return parts
  }

  /// What may be done in its place, or fills the choice; `nil` where there is nothing.
  var alternatives: String? {
    let others = slot == nil ? exercises.dropFirst() : exercises[...]
    return others.isEmpty ? nil : (slot == nil ? "or " : "such as ") + others.joined(separator: ", ")
  }
}
