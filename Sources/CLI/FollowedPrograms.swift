import Settings
import Store
import Training

// What commands know of the programs that athletes follow. All that comes from elsewhere comes in through this file.

/// The programs that an athlete follows and followed, oldest first.
///
/// MERGE: the log knows them as `Log.programRuns(athlete:)`; until it does, nobody follows any.
func programRuns(of athlete: String, _ log: Log) throws -> [ProgramRun] { [] }

/// The phase of the season that a day is in, for somebody who trains for a race.
///
/// MERGE: the season works it out from the race and the program; until it does, nobody knows.
func phase(of day: Int, _ runs: [ProgramRun]) -> Phase? { nil }

/// What the rules say of some weeks of an athlete.
///
/// MERGE: `RuleBook.findings(in:)` for each week, of a diary that is gathered from the log, the runs and the answers.
func ruleFindings(
  of athlete: String, weeks: Range<Int>, _ log: Log, _ places: Places
) throws -> [RuleFinding] { [] }

/// The programs that an athlete follows and followed, with what was done of them.
struct FollowedPrograms {
  let athlete: String
  /// Oldest first; one whose file is gone is left out.
  private(set) var programs: [FollowedProgram] = []
  private var dose: LeastDose?
  private var pillars: [String: Pillar] = [:]
  private let today: Int

  /// Nobody reads a file where no program is or was followed.
  init(
    of athlete: String, _ runs: [ProgramRun], _ log: Log, gap: Interval, _ places: Places, _ context: Context
  ) throws {
    self.athlete = athlete
    today = context.zone.dayNumber(of: context.now())
    guard !runs.isEmpty else { return }
    let library = try places.programs()
    let level = try places.configuration()?.athlete(athlete)?.level ?? .beginner
    dose = try places.rules().rules.first { $0.id == "least-dose" }.flatMap { LeastDose($0) }
    pillars = try places.guide().notes.compactMapValues(\.pillar)
    for run in runs {
      guard let program = try library.program(run.program) else {
        context.remark("\(clean(run.program)), which \(clean(athlete)) follows, is no program any more")
        continue
      }
      var days = LocalDays(context.zone)
      var history = CourseHistory(
        run, program: program, catalogue: library.catalogue, level: level, gap: gap,
        dayOf: { days.number(of: $0) })
      let since = context.zone.firstMoment(of: civil(ofDay: run.startDay))
      try log.forEach(SetFilter(since: since, athlete: athlete)) { history.add($0) }
      history.close(at: context.now())
      programs.append(FollowedProgram(run, history))
    }
  }

  /// How the weeks up to that of a day went; `nil` where no program is or was followed.
  func adherence(to day: Int) -> Adherence? {
    let runs = programs.map(\.run)
    let adherence = Adherence(
      programs, today: today, to: day, dose: dose, phase: { phase(of: $0, runs) },
      // Stretches, drills and rolling are none.
      isStrength: { $0.sets.contains { pillars[$0.exercise] != .mobility } })
    return adherence.weeks.isEmpty ? nil : adherence
  }

  /// The one that is followed today.
  var current: FollowedProgram? { programs.last { $0.run.isFollowed(on: today) } }
}
