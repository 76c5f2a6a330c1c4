public import Store
public import Training

/// The program that an athlete follows, read and ready.
public struct Followed: Sendable {
  /// By whom, since when, for which race.
  public var run: ProgramRun
  /// What it says.
  public var program: Program
  /// Which targets apply.
  public var level: Level
  /// What phases ask for, where a race is trained for; see `Season.followedID(by:)`.
  public var phases: Program?

  /// A program that is followed.
  public init(run: ProgramRun, program: Program, level: Level, phases: Program? = nil) {
    self.run = run
    self.program = program
    self.level = level
    self.phases = phases
  }

  /// The season around the race; without a race only what the program's weeks say.
  public var season: Season {
    Season(race: run.race, phases: phases, program: program, startDay: run.startDay)
  }
}

extension Followed {
  /// The way through the program, as the log tells it.
  /// - Parameters:
  ///   - log: `nil` for an empty one.
  ///   - gap: `session_gap`.
  ///   - zone: which local day a moment is in.
  /// - Throws: a `StoreError` where the log cannot be read.
  public func history(
    in log: Log?, _ catalogue: Catalogue, gap: Interval, zone: LocalZone
  ) throws(StoreError) -> CourseHistory {
    var history = CourseHistory(
      run, program: program, catalogue: catalogue, level: level, season: run.race == nil ? nil : season,
      gap: gap,
      dayOf: { zone.dayNumber(of: $0) })
    let since = zone.firstMoment(of: civil(ofDay: run.startDay))
    try log?.forEach(SetFilter(since: since, athlete: run.athlete)) { history.add($0) }
    return history
  }
}

/// What the programs that are followed ask for, told from the log.
///
/// The daemon (on a thread of its own), `plan` and `replay` ask here, and hand the answer to the stations (`Gym.follow`). It owns
/// nothing that changes, and must not know stations or sockets.
public struct Planning: Sendable {
  /// The programs, one for each athlete who follows any.
  public var followed: [Followed]
  /// The least that works in a week; `nil` where that is not asked.
  public var dose: LeastDose?
  private let catalogue: Catalogue
  private let gap: Interval
  private let zone: LocalZone

  /// - Parameters:
  ///   - gap: `session_gap`.
  ///   - zone: which local day a moment is in.
  public init(_ followed: [Followed], catalogue: Catalogue, gap: Interval, zone: LocalZone) {
    self.followed = followed
    self.catalogue = catalogue
    self.gap = gap
    self.zone = zone
  }

  /// The program of an athlete.
  public func followed(by athlete: String) -> Followed? { followed.first { $0.run.athlete == athlete } }

  /// An athlete's way through the program, as the log tells it.
  /// - Parameter log: `nil` for an empty one.
  /// - Returns: `nil` where the athlete follows none.
  /// - Throws: a `StoreError` where the log cannot be read.
  public func history(of athlete: String, in log: Log?) throws(StoreError) -> CourseHistory? {
    try followed(by: athlete)?.history(in: log, catalogue, gap: gap, zone: zone)
  }

  /// What an athlete is to do now.
  /// - Returns: `nil` where the athlete follows no program, or it has no more this week.
  /// - Throws: a `StoreError` where the log cannot be read.
  public func guide(of athlete: String, in log: Log?, at now: WallTime) throws(StoreError) -> SessionGuide? {
    var history = try history(of: athlete, in: log)
    return history?.guide(at: now)
  }

  /// How the running week goes, and the weeks of this program before it.
  /// - Parameter history: of the athlete, as `history(of:in:)` gave it.
  public func adherence(of athlete: String, _ history: CourseHistory, at now: WallTime) -> AdherenceSummary? {
    guard let followed = followed(by: athlete) else { return nil }
    return Adherence(
      [FollowedProgram(followed.run, history)], today: zone.dayNumber(of: now), dose: dose,
      phase: { followed.run.race == nil ? nil : followed.season.phase(on: $0) }, isStrength: { _ in true }
    ).summary
  }

  /// When the answers may be others by the calendar alone: the next local midnight. Where nobody follows a program, too: one may
  /// begin on that day.
  public func changes(after now: WallTime) -> WallTime {
    zone.firstMoment(of: civil(ofDay: zone.dayNumber(of: now) + 1))
  }
}
