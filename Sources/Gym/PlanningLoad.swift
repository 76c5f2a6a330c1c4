public import Settings
public import Store
public import Training

extension Planning {
  /// Which programs are followed on a day, read from their files.
  /// - Parameters:
  ///   - log: where the programs that were started and stopped stand; `nil` for none.
  ///   - day: the local day's number.
  ///   - former: what was followed before: a program whose file is wrong now stays as it was there.
  /// - Returns: the programs, and what could not be read, for people.
  /// - Throws: a `StoreError` where the log cannot be read.
  public static func load(
    _ configuration: Configuration, _ log: Log?, _ library: ProgramLibrary, on day: Int, zone: LocalZone,
    former: Planning? = nil
  ) throws(StoreError) -> (planning: Planning, faults: [String]) {
    var followed: [Followed] = []
    var faults: [String] = []
    var athletes = configuration.athletes
    let rows = try log?.programRows() ?? []
    // Without a file anybody may train.
    for (run, _) in rows
    where configuration.source == nil && !athletes.contains(where: { $0.id == run.athlete }) {
      athletes.append(AthleteSettings(id: run.athlete))
    }
    for athlete in athletes {
      let own = rows.filter { $0.run.athlete == athlete.id }
      let (effective, _) = effectiveRun(configured: athlete.configuredProgram, rows: own, today: day)
      guard let run = effective else { continue }
      do throws(SettingsErrors) {
        if let found = try library.followed(run, athlete.level) {
          followed.append(found)
          continue
        }
        faults.append("\(athlete.id) follows the program \(run.program), which is not there any more")
      } catch {
        faults.append("the program \(run.program) is not taken: \(error.description)")
      }
      if var old = former?.followed(by: athlete.id), old.program.id == run.program {
        old.run = run
        followed.append(old)
      }
    }
    return (
      Planning(followed, catalogue: library.catalogue, gap: configuration.sessionGap, zone: zone), faults
    )
  }
}

extension ProgramLibrary {
  /// The program of a run, read and ready; `nil` where there is none of that id.
  /// - Throws: All that is wrong in its file.
  public func followed(_ run: ProgramRun, _ level: Level) throws(SettingsErrors) -> Followed? {
    guard let program = try program(run.program) else { return nil }
    let phases = run.race == nil ? nil : try self.program(Season.followedID(by: program))
    return Followed(run: run, program: program, level: level, phases: phases)
  }
}
