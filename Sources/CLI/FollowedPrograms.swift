import Gym
import Settings
import Store
import Training

// What commands know of the programs that athletes follow, and what the rules say of their weeks.

/// The programs that an athlete follows and followed, oldest first: those that were begun, and what the configuration has begin
/// today.
func programRuns(of athlete: String, _ log: Log, _ places: Places, _ context: Context) throws -> [ProgramRun]
{
  let rows = try log.programRows(athlete: athlete)
  let configured = try places.configuration()?.athlete(athlete)?.configuredProgram
  let today = context.zone.dayNumber(of: context.now())
  let (run, _) = effectiveRun(configured: configured, rows: rows, today: today)
  var runs = rows.map(\.run)
  guard let run else { return runs }
  // With the race that the configuration has for it.
  if let index = runs.lastIndex(where: { $0.program == run.program && $0.startDay == run.startDay }) {
    runs[index] = run
  } else {
    runs.append(run)
  }
  return runs
}

/// What the rules say of some weeks of an athlete, in their order; of this week as it is so far.
func ruleFindings(
  of athlete: String, weeks: Range<Int>, _ followed: FollowedPrograms, _ log: Log, _ places: Places,
  _ context: Context
) throws -> [RuleFinding] {
  guard !weeks.isEmpty else { return [] }
  let configuration = try places.configurationOrDefault()
  let reader = try RuleReader(places, gap: configuration.sessionGap, context)
  let level = configuration.athlete(athlete)?.level ?? .beginner
  var findings: [RuleFinding] = []
  var last: (run: ProgramRun?, diary: TrainingDiary)?
  for week in weeks {
    let program = followed.followed(in: week)
    if last == nil || last?.run != program?.followed.run {
      last = (
        program?.followed.run,
        try reader.diary(of: athlete, level: level, program?.followed, program?.history, log)
      )
    }
    last!.diary.week = week
    findings += reader.book.findings(in: last!.diary)
  }
  return findings
}

/// The programs that an athlete follows and followed, with what was done of them.
struct FollowedPrograms {
  let athlete: String
  /// Oldest first; one whose file is gone is left out.
  private(set) var programs: [FollowedProgram] = []
  /// The same with their seasons.
  private var followed: [Followed] = []
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
    dose = try LeastDose.load(shipped: try context.shippedData())
    pillars = try places.guide().notes.compactMapValues(\.pillar)
    for run in runs {
      guard let program = try library.program(run.program) else {
        context.remark("\(clean(run.program)), which \(clean(athlete)) follows, is no program any more")
        continue
      }
      var days = LocalDays(context.zone)
      let phases = run.race == nil ? nil : try library.program(Season.followedID(by: program))
      let entry = Followed(run: run, program: program, level: level, phases: phases)
      followed.append(entry)
      var history = CourseHistory(
        run, program: program, catalogue: library.catalogue, level: level,
        season: run.race == nil ? nil : entry.season, gap: gap, dayOf: { days.number(of: $0) })
      let since = context.zone.firstMoment(of: civil(ofDay: run.startDay))
      try log.forEach(SetFilter(since: since, athlete: athlete)) { history.add($0) }
      history.close(at: context.now())
      programs.append(FollowedProgram(run, history))
    }
  }

  /// How the weeks up to that of a day went; `nil` where no program is or was followed.
  func adherence(to day: Int) -> Adherence? {
    let adherence = Adherence(
      programs, today: today, to: day, dose: dose, phase: { phase(on: $0) },
      // Stretches, drills and rolling are none.
      isStrength: { $0.sets.contains { pillars[$0.exercise] != .mobility } })
    return adherence.weeks.isEmpty ? nil : adherence
  }

  /// The phase of the season that a day is in, for somebody who trains for a race.
  private func phase(on day: Int) -> Phase? {
    followed.last { $0.run.isFollowed(on: day) && $0.run.race != nil }?.season.phase(on: day)
  }

  /// The program that was followed in a week, at its end at least.
  func followed(in week: Int) -> (followed: Followed, history: CourseHistory)? {
    let days = monday(ofWeek: week)..<monday(ofWeek: week) + 7
    guard
      let index = followed.indices.last(where: { index in
        days.contains { followed[index].run.isFollowed(on: $0) }
      })
    else { return nil }
    return (followed[index], programs[index].history)
  }

  /// The one that is followed today.
  var current: FollowedProgram? { programs.last { $0.run.isFollowed(on: today) } }
}
