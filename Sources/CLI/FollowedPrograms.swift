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
  /// Oldest first, with what was done of each; one whose file is gone is left out.
  private var programs: [(followed: Followed, history: CourseHistory)] = []
  private var dose: LeastDose?
  private var notes: [String: ExerciseNotes] = [:]
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
    dose = try places.rules().leastDose
    notes = try places.guide().notes
    for run in runs {
      guard let followed = try library.followed(run, level) else {
        context.remark("\(clean(run.program)), which \(clean(athlete)) follows, is no program any more")
        continue
      }
      var history = try followed.history(in: log, library.catalogue, gap: gap, zone: context.zone)
      history.close(at: context.now())
      programs.append((followed, history))
    }
  }

  /// How the weeks up to that of a day went; `nil` where no program is or was followed.
  func adherence(to day: Int) -> Adherence? {
    let adherence = Adherence(
      programs.map { FollowedProgram($0.followed.run, $0.history) }, today: today, to: day, dose: dose,
      phase: { phase(on: $0) },
      isStrength: { $0.sets.contains { notes[$0.exercise]?.classes.isWork != false } })
    return adherence.weeks.isEmpty ? nil : adherence
  }

  /// The phase of the season that a day is in, for somebody who trains for a race.
  private func phase(on day: Int) -> Phase? {
    programs.last { $0.followed.run.isFollowed(on: day) && $0.followed.run.race != nil }?.followed.season
      .phase(on: day)
  }

  /// The program that was followed in a week, at its end at least.
  func followed(in week: Int) -> (followed: Followed, history: CourseHistory)? {
    let days = monday(ofWeek: week)..<monday(ofWeek: week) + 7
    return programs.last { program in days.contains { program.followed.run.isFollowed(on: $0) } }
  }

  /// The one that is followed today.
  var current: (followed: Followed, history: CourseHistory)? {
    programs.last { $0.followed.run.isFollowed(on: today) }
  }
}
