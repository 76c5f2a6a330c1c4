// Whether what a program plans is done: week by week, a streak, and the least dose.
//
// It owns how sessions that the course took become weeks of a plan. `stats`, `status` and `report` show it. It knows no
// file and no clock: histories (CourseHistory) and the day are handed in, and so are the figures of the least dose.

/// The least strength work in a week that does something, as the rule "least-dose" has it: two sessions of 30 min, one of
/// 60; two of 20 already make a difference; 20 min a week in the race season (004:814, 004:128, 004:566).
public struct LeastDose: Hashable, Sendable {
  /// So many sessions, each of so many minutes.
  public struct Portion: Hashable, Sendable {
    /// How many sessions.
    public var sessions: Int
    /// How long each is at least, in minutes.
    public var minutes: Double

    /// A portion.
    public init(sessions: Int, minutes: Double) {
      self.sessions = sessions
      self.minutes = minutes
    }

    /// All of it: bits count too (004:470), so it matters little how they are cut.
    fileprivate var whole: Double { Double(sessions) * minutes }
  }

  /// What a week comes to.
  public enum Verdict: String, CaseIterable, Hashable, Sendable {
    /// It is enough.
    case met
    /// It makes a difference, and is not enough.
    case partly
    /// It is less than that.
    case missed
  }

  /// Each of these is enough.
  public var enough: [Portion]
  /// Each of these makes a difference.
  public var someUse: [Portion]
  /// How many minutes a week are enough in the race season.
  public var raceSeasonMinutes: Double?

  /// A dose of these figures.
  public init(enough: [Portion], someUse: [Portion] = [], raceSeasonMinutes: Double? = nil) {
    self.enough = enough
    self.someUse = someUse
    self.raceSeasonMinutes = raceSeasonMinutes
  }

  /// The figures of the rule. Of its doses those "for most" and "for some" runners are enough, the one without a condition
  /// makes a difference; what it says of beginnings and single bits of work is no dose of a week.
  /// - Returns: `nil` where the rule has no dose that is enough.
  public init?(_ rule: TrainingRule) {
    self.init(enough: [])
    for value in rule.values {
      guard let figure = value.value.lower else { continue }
      switch (value.what, value.when) {
      case ("minutes a week", _): raceSeasonMinutes = figure
      case ("strength sessions a week", let when):
        guard let minutes = value.minutes?.lower else { continue }
        let portion = Portion(sessions: Int(figure), minutes: minutes)
        if when == nil { someUse.append(portion) }
        if when == "most runners" || when == "some runners" { enough.append(portion) }
      default: continue
      }
    }
    if enough.isEmpty { return nil }
  }

  /// What the strength work of a week comes to; `nil` in the week of a race and after it, which ask for none.
  /// - Parameters:
  ///   - minutes: how long it was in all.
  ///   - phase: of the season. No source says which phases the race season is: here, as in the rule's check, peak and taper.
  public func verdict(of minutes: Double, phase: Phase?) -> Verdict? {
    switch phase {
    case .raceWeek, .recovery: return nil
    case .peak, .taper:
      if let raceSeasonMinutes, minutes >= raceSeasonMinutes { return .met }
    case .offSeason, .base, .build, nil: break
    }
    if enough.contains(where: { minutes >= $0.whole }) { return .met }
    return someUse.contains { minutes >= $0.whole } ? .partly : .missed
  }
}

/// A week, from Monday, in which a program was followed.
public struct AdherenceWeek: Hashable, Sendable {
  /// Which week: `weekNumber(ofDay:)`.
  public var number: Int
  /// The program's id; of several in one week the last.
  public var program: String
  /// Which week of the program, from 1.
  public var programWeek: Int
  /// How many sessions the program plans.
  public var planned: Int
  /// How many of them were done.
  public var done: Int
  /// How long each strength session was, of the program or not, in minutes from first start to last end.
  public var minutes: [Double]
  /// Whether that is the least that works; `nil` where nothing says what that is, or none is asked for.
  public var dose: LeastDose.Verdict?

  /// A week.
  public init(
    number: Int, program: String, programWeek: Int, planned: Int, done: Int, minutes: [Double] = [],
    dose: LeastDose.Verdict? = nil
  ) {
    self.number = number
    self.program = program
    self.programWeek = programWeek
    self.planned = planned
    self.done = done
    self.minutes = minutes
    self.dose = dose
  }

  /// Whether all that was planned is done; never where nothing was.
  public var isFull: Bool { planned > 0 && done >= planned }

  /// Whether there was any strength work.
  public var hasStrength: Bool { !minutes.isEmpty }
}

/// A program that is or was followed, and what was done meanwhile.
public struct FollowedProgram {
  /// From when to when.
  public var run: ProgramRun
  /// The sessions since it began.
  public var history: CourseHistory

  /// A run with its history.
  public init(_ run: ProgramRun, _ history: CourseHistory) {
    self.run = run
    self.history = history
  }
}

/// Whether what programs plan is done, by one athlete.
public struct Adherence: Hashable, Sendable {
  /// The weeks in which a program was followed, oldest first, to the one that the day is in.
  public private(set) var weeks: [AdherenceWeek]
  /// Today: its week still runs, all before are over.
  public let today: Int
  /// The last week that is looked at, whether or not a program was followed in it.
  private let last: Int

  /// Of weeks as they are, oldest first.
  public init(_ weeks: [AdherenceWeek], today: Int) {
    last = weekNumber(ofDay: today)
    self.weeks = weeks.filter { [last] in $0.number <= last }
    self.today = today
  }

  /// Of programs that are or were followed.
  /// - Parameters:
  ///   - followed: of one athlete.
  ///   - today: its week still runs, all before are over.
  ///   - end: only weeks up to that of this day are looked at, each whole.
  ///   - dose: the least that works.
  ///   - phase: the phase of a day; `nil` where nobody knows.
  ///   - isStrength: whether a session is strength work at all: stretches alone are not.
  public init(
    _ followed: [FollowedProgram], today: Int, to end: Int = .max, dose: LeastDose? = nil,
    phase: (Int) -> Phase? = { _ in nil },
    isStrength: (CourseHistory.Session) -> Bool
  ) {
    var found: [Int: AdherenceWeek] = [:]
    let lastDay = end < today ? min(today, monday(ofWeek: weekNumber(ofDay: end) + 1) - 1) : today
    for followed in followed.sorted(by: { $0.run.startDay < $1.run.startDay }) {
      let last = min(lastDay, followed.run.stopDay.map { $0 - 1 } ?? lastDay)
      guard followed.run.startDay <= last else { continue }
      for number in weekNumber(ofDay: followed.run.startDay)...weekNumber(ofDay: last) {
        var week = followed.week(number, isStrength: isStrength)
        // Whoever changes programs in midweek is asked for what the new one plans, and what was done counts.
        if let before = found[number] {
          week.done += before.done
          week.minutes = before.minutes + week.minutes
        }
        found[number] = week
      }
    }
    weeks = found.values.sorted { $0.number < $1.number }
    for index in weeks.indices {
      // The last day of the week: the phase may change in it, towards the race.
      let day = min(today, monday(ofWeek: weeks[index].number + 1) - 1)
      weeks[index].dose = dose?.verdict(of: weeks[index].minutes.reduce(0, +), phase: phase(day))
    }
    self.today = today
    last = weekNumber(ofDay: lastDay)
  }

  /// The last week that is looked at, as a rule the running one; `nil` where no program is followed in it.
  public var current: AdherenceWeek? { weeks.last.flatMap { $0.number == last ? $0 : nil } }

  /// How many weeks in a row had all their sessions done, up to the last. The running week counts as soon as it is full, and
  /// breaks nothing before it is over; one for which the program plans nothing neither counts nor breaks; one in which no
  /// program was followed breaks.
  public var streak: Int {
    var streak = 0
    var expected = last
    for week in weeks.reversed() {
      guard week.number == expected else { break }
      expected -= 1
      if week.isFull {
        streak += 1
      } else if week.planned > 0, week.number != weekNumber(ofDay: today) {
        break
      }
    }
    return streak
  }

  /// The last week in short; `nil` where no program is followed in it.
  public var summary: AdherenceSummary? {
    current.map { AdherenceSummary(week: $0, streak: streak) }
  }
}

/// The running week of a program in short, as `status` shows it.
public struct AdherenceSummary: Hashable, Sendable {
  /// The week.
  public var week: AdherenceWeek
  /// How many weeks in a row were full.
  public var streak: Int

  /// A summary.
  public init(week: AdherenceWeek, streak: Int) {
    self.week = week
    self.streak = streak
  }

  /// `week 3: 1 of 2 sessions, streak 2 weeks`.
  public var text: String {
    let sessions =
      week.planned == 0
      ? "no session planned" : "\(week.done) of \(week.planned) session\(week.planned == 1 ? "" : "s")"
    let row = streak == 0 ? "" : ", streak \(streak) week\(streak == 1 ? "" : "s")"
    return "week \(week.programWeek): \(sessions)\(row)"
  }
}

extension FollowedProgram {
  /// What one week of it came to.
  fileprivate func week(_ number: Int, isStrength: (CourseHistory.Session) -> Bool) -> AdherenceWeek {
    let course = history.course
    let first = monday(ofWeek: number)
    let sessions = history.sessions.filter { weekNumber(ofDay: $0.day) == number }
    let strength = sessions.filter(isStrength)
    var week = AdherenceWeek(
      number: number, program: run.program, programWeek: course.week(of: first), planned: 0,
      done: sessions.count { $0.session != nil }, minutes: strength.map { $0.span.length.seconds / 60 })
    switch course.due(on: first) {
    // A menu plans nothing, and neither does a program that has ended.
    case .nothing, .over: break
    // Nothing in this phase of the season; with the race near, what the week had before that.
    case .heldBack: week.planned = min(course.sessionsPlanned(inWeek: week.programWeek), week.done)
    case .weekDone:
      let planned = course.sessionsPlanned(inWeek: week.programWeek)
      // A week of rest has no sessions, whatever the others have.
      week.planned = course.sessionsDone(inWeek: week.programWeek).count < planned ? 0 : planned
    case .session(let due):
      week.planned = course.sessionsPlanned(inWeek: week.programWeek)
      // Where the source leaves all exercises open, nothing can be told from others: any strength session is one of it.
      if due.sets.isEmpty { week.done = min(week.planned, strength.count) }
    }
    return week
  }
}
