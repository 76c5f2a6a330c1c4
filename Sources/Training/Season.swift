// Which phase of the season a day is in, and what that phase asks for.
//
// It owns the way from a race's day to phases. What a phase asks for is the data of the phases programs (phases-000, -003,
// -004); where these leave open how many weeks a phase has, the figure is Holdfast's own, and said to be. It knows no
// clock and no file: days are numbers from 1970-01-01.

/// How long phases are where the followed source leaves it open. All of them are Holdfast's own, in weeks that end with the
/// race's day: the week of the race is the first.
public enum SeasonGuidance {
  /// A race is in sight from here on: the base of a plan of sixteen weeks begins (004:611).
  public static let base = 16
  /// Build begins: weeks 5 to 12 of those sixteen (004:612-613), and 000's 8-12 (000:38).
  public static let build = 12
  /// Peak begins: weeks 13 and 14 (004:614).
  public static let peak = 4
  /// The taper begins: week 15, and then race week (004:615-616).
  public static let taper = 2

  /// Weeks of recovery after a race: from 1 to 3 by its length, as 004:578 has "1 to 3+ weeks", more for a marathon. What is
  /// shorter than a half-marathon is taken for the least, a marathon and what is longer for the greatest figure.
  public static func recovery(after distance: RaceDistance) -> Int {
    if distance.isMarathonOrLonger { return 3 }
    return distance.isHalfMarathonOrLonger ? 2 : 1
  }
}

extension RaceDistance {
  /// Whether it is a half-marathon or longer; no source has a figure for that, see where it is asked.
  var isHalfMarathonOrLonger: Bool { km >= 21 }
}

/// The season around a race.
public struct Season: Sendable {
  /// What phases ask for where a program's source says nothing of them (001, 002), and without a program: that of 000 alone
  /// says how many weeks before the race its phases are.
  public static let defaultID = "phases-000"

  private let race: Race?
  private let phases: Program?
  private let program: Program?
  private let startDay: Int?

  /// The season of an athlete.
  /// - Parameters:
  ///   - race: what is trained for; `nil` where no race is in sight.
  ///   - phases: the program of phases that is followed, see `followedID(by:)`.
  ///   - program: the program that is trained by; where its weeks say a phase, they win, save for race week and the recovery
  ///     after it: a race is where it is, whatever week the program is in.
  ///   - startDay: the day on which that was begun.
  public init(race: Race?, phases: Program?, program: Program? = nil, startDay: Int? = nil) {
    self.race = race
    self.phases = phases
    self.program = program
    self.startDay = startDay
  }

  /// The program of phases that a program follows: that of the document it names for how often (D1), else of its own.
  public static func followedID(by program: Program?) -> String {
    guard let program else { return defaultID }
    let ids = ["phases-000", "phases-003", "phases-004"]
    if ids.contains(program.id) { return program.id }
    let source = program.follows.first { $0.disagreement == "D1" }?.source ?? program.source
    let id = "phases-" + source.prefix(3)
    return ids.contains(id) ? id : defaultID
  }

  /// The phase that a day is in.
  public func phase(on day: Int) -> Phase {
    let said = phaseOfProgram(on: day)
    guard let race else { return said ?? .offSeason }
    let days = race.day - day
    guard days >= 0 else {
      let isRecovery = -days <= SeasonGuidance.recovery(after: race.distance) * 7
      return isRecovery ? .recovery : said ?? .offSeason
    }
    // The week of the race is the first.
    let week = days / 7 + 1
    if week == 1 { return .raceWeek }
    if let said { return said }
    if week <= taperWeeks(race.distance) { return .taper }
    if let peakWeeks, week <= peakWeeks { return .peak }
    if week <= buildWeeks { return .build }
    return week <= SeasonGuidance.base ? .base : .offSeason
  }

  /// What a phase asks for; `nil` where the followed source says nothing of it.
  public func asks(in phase: Phase) -> ProgramPhase? {
    phases?.phases.first { $0.phase == phase } ?? phases?.phases.first { $0.also.contains(phase) }
  }

  private func phaseOfProgram(on day: Int) -> Phase? {
    guard let program, let startDay else { return nil }
    let week = weekNumber(ofDay: day) - weekNumber(ofDay: startDay) + 1
    guard week > 0 else { return nil }
    return program.weeks.first { $0.weeks.holds(Double(week)) == true }?.phase
  }

  /// Of a range the greater figure holds for a marathon, the lesser for what is shorter: Holdfast's own reading, after
  /// the days without heavy lifting, which the source has so (004:559).
  private func taperWeeks(_ distance: RaceDistance) -> Int {
    let figure = asks(in: .taper)?.weeksBeforeRace
    let weeks = distance.isMarathonOrLonger ? figure?.upper ?? figure?.lower : figure?.lower
    return weeks.map { Int($0) } ?? SeasonGuidance.taper
  }

  private var buildWeeks: Int {
    let figure = asks(in: .build)?.weeksBeforeRace
    return (figure?.upper ?? figure?.lower).map { Int($0) } ?? SeasonGuidance.build
  }

  /// `nil` where the source has no such phase: build then goes on until the taper.
  private var peakWeeks: Int? {
    guard phases == nil || asks(in: .peak) != nil else { return nil }
    // It begins when the weeks of build are over.
    if case .range(let last, _)? = asks(in: .build)?.weeksBeforeRace { return Int(last) - 1 }
    return SeasonGuidance.peak
  }
}
