// What somebody typed or sent of programs, runs and answers: whether it can be, and the words for it. Days are numbers from
// 1970-01-01; `today` is `nil` where no clock is to be trusted.

/// The day of the first year that is taken for one, and the day after the last.
private let sensibleDays =
  dayNumber(
    CivilTime(year: 2000, month: 1, day: 1))..<dayNumber(
    CivilTime(year: 2200, month: 1, day: 1))

private func checkDay(_ day: Int, _ what: String) throws(SetProblem) {
  guard sensibleDays.contains(day) else {
    throw SetProblem("\(what) on \(dateText(ofDay: day))", remedy: "give a day from 2000 to 2199")
  }
}

/// A word of a few.
private func known<Word: RawRepresentable<String> & CaseIterable>(
  _ text: String, _ what: String, _: Word.Type
) throws(SetProblem) -> Word {
  if let word = Word(rawValue: text.lowercased()) { return word }
  throw unknown(text, what, among: Word.allCases.map(\.rawValue))
}

private func unknown(_ text: String, _ what: String, among words: [String]) -> SetProblem {
  SetProblem(
    "\"\(text)\" is no \(what)",
    remedy: nearestName(to: text, among: words).map { "did you mean \($0)?" }
      ?? "write one of " + words.joined(separator: ", "))
}

// MARK: - Programs

extension RaceDistance {
  /// The forms that are understood, for messages.
  public static let forms = "5k, 10k, half-marathon, marathon, ultra, 15km or 10mi"

  /// Reads a distance as `init(_:)`.
  /// - Throws: that it is none, with the forms.
  public static func typed(_ text: String) throws(SetProblem) -> RaceDistance {
    if let distance = RaceDistance(text) { return distance }
    throw SetProblem("\"\(text)\" is no distance of a race", remedy: "write \(forms)")
  }
}

extension ProgramRun {
  /// Whether a run that somebody starts can be: within a year of today, with a race to come within five years.
  public func check(today: Int?) throws(SetProblem) {
    try checkDay(startDay, "a start")
    if let race { try checkDay(race.day, "a race") }
    if let today {
      guard abs(startDay - today) <= 366 else {
        throw SetProblem(
          "a start on \(dateText(ofDay: startDay)): more than a year away",
          remedy: "give a day within a year of today, \(dateText(ofDay: today))")
      }
      if let race, race.day < today {
        throw SetProblem(
          "the race on \(dateText(ofDay: race.day)) is past",
          remedy: "give the day of a race to come, or none")
      }
      if let race, race.day - today > 5 * 366 {
        throw SetProblem(
          "a race on \(dateText(ofDay: race.day)): more than five years away", remedy: "see to the year")
      }
    }
    if let race, race.day < startDay {
      throw SetProblem(
        "the race on \(dateText(ofDay: race.day)) is before the start on \(dateText(ofDay: startDay))",
        remedy: "start earlier")
    }
  }
}

extension Program {
  /// Whether somebody can follow it from session to session.
  /// - Throws: what to do instead.
  public func checkStartable() throws(SetProblem) {
    switch kind {
    case .plan, .routine: return
    case .menu:
      throw SetProblem(
        "\(id) is a menu, from which moves are picked: it has no sessions to follow",
        remedy: "see its moves: holdfast program show \(id); set a station to one: holdfast select")
    case .phases:
      let programs = phases.flatMap(\.programs)
      throw SetProblem(
        "\(id) says what each phase of a season asks for: it has no sessions to follow",
        remedy: (programs.isEmpty
          ? "start a plan instead, see: holdfast programs --kind plan"
          : "start one that it names: " + distinct(programs).joined(separator: ", "))
          + "; see: holdfast program show \(id)")
    }
  }

  private func distinct(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }
}

/// That no program has an id.
/// - Parameter ids: those that there are.
public func unknownProgram(_ id: String, among ids: [String]) -> SetProblem {
  SetProblem(
    "there is no program \"\(id)\"",
    remedy: nearestName(to: id, among: ids).map { "did you mean \($0)?" } ?? "see: holdfast programs",
    isUnknownName: true)
}

// MARK: - Runs

extension LoggedRun.Kind {
  /// Reads a kind by its name.
  /// - Throws: that there is none, with the nearest or all.
  public static func typed(_ text: String) throws(SetProblem) -> Self {
    try known(text, "kind of run", Self.self)
  }
}

extension LoggedRun {
  /// Whether a run that comes from outside can be.
  /// - Throws: the first of `problems(today:)`.
  public func check(today: Int?) throws(SetProblem) {
    if let first = problems(today: today).first { throw first.problem }
  }

  /// What cannot be, each with the key that it has in JSON. A run may be one to come, within a year.
  public func problems(today: Int?) -> [(key: String, problem: SetProblem)] {
    var problems: [(key: String, problem: SetProblem)] = []
    func report(_ key: String, _ message: String, remedy: String? = nil) {
      problems.append((key, SetProblem(message, remedy: remedy)))
    }
    do throws(SetProblem) {
      try checkDay(day, "a run")
      if let today, day - today > 366 {
        report(
          "date", "a run on \(dateText(ofDay: day)): more than a year ahead",
          remedy: "today is \(dateText(ofDay: today)) by this machine's clock")
      }
    } catch { problems.append(("date", error)) }
    if let minute, !(0..<1_440).contains(minute) {
      report("time", "minute \(minute) of a day", remedy: "give a time from 00:00 to 23:59")
    }
    if let duration, duration <= .zero || duration > .seconds(7 * 86_400) {
      report(
        "duration_s", "a run of \(decimalText(duration.seconds)) s", remedy: "more than 0, and at most a week"
      )
    }
    if let km, !(km > 0 && km <= 1_000) {
      report("distance_km", "a run of \(decimalText(km)) km", remedy: "more than 0, and at most 1000 km")
    }
    // Nobody has ever run faster than 45 km/h, however short the stretch.
    if problems.isEmpty, let duration, let km, km / (duration.seconds / 3_600) > 45 {
      report(
        "duration_s",
        "\(decimalText(km)) km in \(decimalText(duration.seconds)) s is faster than anybody runs",
        remedy: "write hours and minutes out: 1h30min or 1:30:00")
    }
    if let note, note.utf8.count > 2_000 {
      report("note", "a note of \(note.utf8.count) bytes", remedy: "at most 2000")
    }
    if athlete.isEmpty { report("athlete", "the athlete's name is empty") }
    if athlete.utf8.count > 200 { report("athlete", "the athlete's name is longer than 200 bytes") }
    return problems
  }

  /// Whether it is the same run as another that has an id and words of its own: an import that is made twice brings it but
  /// once.
  public func isSame(as other: LoggedRun) -> Bool {
    id == other.id
      || (athlete, day, minute, kind) == (other.athlete, other.day, other.minute, other.kind)
        && duration == other.duration && km == other.km
  }
}

// MARK: - Answers

extension Question {
  /// Reads a question by its name.
  /// - Throws: that there is none, with the nearest or all.
  public static func typed(_ text: String) throws(SetProblem) -> Self {
    try known(text, "question", Self.self)
  }

  /// Reads one of the question's choices.
  /// - Throws: that it is none, with the nearest or all.
  public func choice(_ text: String) throws(SetProblem) -> String {
    if choices.contains(text.lowercased()) { return text.lowercased() }
    throw unknown(text, "answer to \(rawValue)", among: choices)
  }

  /// Whether an answer may be about one exercise.
  public var takesExercise: Bool { self == .pain || self == .form }
}

extension Answer {
  /// Whether an answer that comes from outside can be: one of the choices, of a day that is not to come.
  /// - Throws: the first thing that cannot be.
  public func check(today: Int?) throws(SetProblem) {
    _ = try question.choice(choice)
    try checkDay(day, "an answer")
    if let today, day > today {
      throw SetProblem(
        "an answer on \(dateText(ofDay: day)), a day to come",
        remedy: "today is \(dateText(ofDay: today)) by this machine's clock")
    }
    guard exercise == nil || question.takesExercise else {
      let names = Question.allCases.filter(\.takesExercise).map(\.rawValue)
      throw SetProblem(
        "\(question.rawValue) is about no single exercise",
        remedy: "an exercise goes with " + names.joined(separator: " and "))
    }
  }
}
