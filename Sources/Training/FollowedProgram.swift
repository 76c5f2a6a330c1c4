// Which program an athlete follows: what the configuration says, and what was started and stopped by hand.
//
// It owns the rule between the two. The store keeps the rows; whoever finds that a run is new has it written. It knows no
// clock and no file: days are numbers from 1970-01-01.

/// What the configuration says of an athlete's program.
public struct ConfiguredProgram: Hashable, Sendable {
  /// The athlete's id.
  public var athlete: String
  /// The program's id.
  public var program: String
  /// The race that is trained for.
  public var race: Race?

  /// A program of the configuration.
  public init(athlete: String, program: String, race: Race? = nil) {
    self.athlete = athlete
    self.program = program
    self.race = race
  }
}

/// What a start or a stop did.
public struct ProgramChange: Hashable, Sendable {
  /// The athlete's id.
  public var athlete: String
  /// The run that is followed from its first day on; `nil` of a stop.
  public var started: ProgramRun?
  /// What would have been followed on that day or later, as it was before, the earliest first.
  public var stopped: [ProgramRun]

  /// A change.
  public init(athlete: String, started: ProgramRun? = nil, stopped: [ProgramRun] = []) {
    self.athlete = athlete
    self.started = started
    self.stopped = stopped
  }
}

/// The run that an athlete follows on a day.
///
/// A program of the configuration begins on the day on which it is first seen there: where it is another than the
/// configuration named when the newest row was made. So what was started or stopped by hand since holds until the file names
/// another program, and a program that is taken out of the file stops nothing. One that is followed already goes on. The
/// race of the configuration is that of its program, where a start by hand gave no other.
/// - Parameters:
///   - configured: what the configuration says of the athlete; `nil` where it names no program.
///   - rows: the athlete's runs, oldest first, each with the program that the configuration named when it was made.
///   - today: the day's number.
/// - Returns: the run, `nil` where none is followed; and whether the configuration has it begin, or go on, so that a row is
///   to be made of it (`ProgramRun.asRow(of:)`).
public func effectiveRun(
  configured: ConfiguredProgram?, rows: [(run: ProgramRun, configured: String?)], today: Int
) -> (run: ProgramRun?, isNew: Bool) {
  var run = rows.last { $0.run.isFollowed(on: today) }?.run
  guard let configured else { return (run, false) }
  let isNew = rows.last?.configured != configured.program
  if isNew {
    if run?.program != configured.program {
      run = ProgramRun(athlete: configured.athlete, program: configured.program, startDay: today)
    }
    run?.stopDay = nil
  }
  if run?.program == configured.program, run?.race == nil { run?.race = configured.race }
  return (run, isNew)
}

extension ProgramRun {
  /// The run without the race that the configuration gives it, which changes with the file.
  public func asRow(of configured: ConfiguredProgram) -> ProgramRun {
    var row = self
    if row.program == configured.program, row.race == configured.race { row.race = nil }
    return row
  }
}
