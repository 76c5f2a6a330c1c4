import ArgumentParser
import Store
import Training

struct StatsCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", _superCommandName: "holdfast",
    abstract: "What the sets of a period come to: in all, or by day, week, month or exercise.",
    discussion: """
      \(PeriodOptions.discussion)

      Time under tension is the time for which muscles endure mechanical stress (Schoenfeld, Science and Development of \
      Muscle Hypertrophy, 2021): here the duration of each set, of a hold as of repetitions, whose pauses nothing measures. \
      Volume is load x repetitions. Density is the share of a session's time in which a set ran (Bompa and Haff, \
      Periodization, 2009: absolute density). It is of whole sessions with a rest in them, and not told of exercises, \
      sides or stations, nor with --sure.

      --sure leaves out sets whose repetitions a sensor counted and was not sure of (less than \
      \(percentText(SetMotion.CountedReps.lowConfidence)), 12? reps in holdfast log) and that nobody has put right or confirmed since. \
      Records, balance and trend leave them out anyway.

      Days begin at local midnight, weeks on Monday (ISO 8601). A set belongs to the day on which it started, a session to \
      that of its first set. A day's, week's or month's name is a period: holdfast log 2026-W47.

      Where an athlete follows a program, its weeks follow (in JSON an object with "by":"program"): sessions done of those \
      planned, the streak of weeks in a row with all of them (the running week counts as soon as it is full, a week without \
      a session neither counts nor breaks), and whether the least dose of the rule least-dose was met.
      """)

  @OptionGroup var period: PeriodOptions

  @Option(help: ArgumentHelp("What sets are put together by.", valueName: "unit"))
  var by: StatsUnit?

  @Option(help: ArgumentHelp("An exercise's id, name or alias.", valueName: "id"), completion: .exercise)
  var exercise: String?

  @Flag(help: "Leave out sets whose count a sensor was not sure of.")
  var sure = false

  @OptionGroup var who: WhoOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    var filter = SetFilter(exercise: exercise, athlete: who.athlete, side: who.side, station: who.station)
    try period.words.narrow(&filter, context)
    let gap = try places.sessionGap()
    guard let log = try openLog(places, context) else {
      return StatsReport(by: by, filter: filter, isOnlySure: sure).print(output.format, context)
    }
    var report = StatsReport(by: by, filter: filter, isOnlySure: sure)
    try report.read(log, gap: gap, zone: context.zone)
    if report.total.sets + report.leftOut == 0, let id = otherExercise(than: filter, places) {
      filter.exercise = id
      report = StatsReport(by: by, filter: filter, isOnlySure: sure)
      try report.read(log, gap: gap, zone: context.zone)
    }
    report.print(output.format, context)
    if by == nil, !filter.leavesOutParts {
      let athletes = who.athlete.map { [$0] } ?? report.athletes
      try printPlans(of: athletes, in: filter, log, gap: gap, output.format, places, context)
    }
    if report.total.sets + report.leftOut == 0 {
      try hint(log, asked: filter, exercise: exercise, places, context)
    }
  }
}
