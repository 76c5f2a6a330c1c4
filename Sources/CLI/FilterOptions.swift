import ArgumentParser
import Gym
import Store
import Training

/// Which stretch of time is meant, as it was typed.
struct PeriodWords {
  var when: String?
  var since: String?
  var until: String?

  /// Narrows a filter to it.
  /// - Throws: a usage failure for what is no date, for two answers to one question, or where nothing can be between.
  func narrow(_ filter: inout SetFilter, _ context: Context) throws {
    if let when {
      guard since == nil, until == nil else {
        throw Failure(
          .usage, "\"\(clean(when))\" beside --since or --until",
          remedy: "give either a period, or its two ends")
      }
      let period = try context.period(when, option: "period")
      filter.since = period.since
      filter.until = period.until.microseconds == .max ? nil : period.until
      // A day that the calendar left out somewhere (Samoa, 2011) is empty, and no mistake.
      return
    }
    if let since { filter.since = try context.moment(since, option: "--since") }
    if let until { filter.until = try context.moment(until, option: "--until") }
    if let since = filter.since, let until = filter.until, since >= until {
      throw Failure(.usage, "--since is not before --until: nothing can be between them")
    }
  }
}

/// The period of every command that reads the log.
struct PeriodOptions: ParsableArguments {
  /// What a discussion says of them.
  static let discussion = """
    A period is a day (2026-11-21, today, yesterday, monday), a week (2026-W47, week), a month (2026-11, month), a year \
    (2026, year), or all since so long ago (7d, 2w, 12h, 30min). --since includes its moment, --until does not: \
    --since monday --until today is all from Monday to yesterday.
    """

  @Argument(
    help: ArgumentHelp("Sets of this period: yesterday, 7d, 2026-11.", valueName: "period"),
    completion: .period)
  var when: String?

  @Option(help: ArgumentHelp("Sets that started then or later.", valueName: "date"), completion: .period)
  var since: String?

  @Option(help: ArgumentHelp("Sets that started before.", valueName: "date"), completion: .period)
  var until: String?

  var words: PeriodWords { PeriodWords(when: when, since: since, until: until) }
}

/// Whose sets, on which side, and where: in every command that reads the log.
struct WhoOptions: ParsableArguments {
  @Option(help: ArgumentHelp("An athlete's id.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @Option(help: "The side.")
  var side: Side?

  @Option(help: ArgumentHelp("The station where it was done.", valueName: "name"), completion: .station)
  var station: String?
}
