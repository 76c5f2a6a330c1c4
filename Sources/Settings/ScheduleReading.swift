internal import Syscalls
public import Training

/// A week of runs and strength as a source lays it out (docs/programs.md). It is an example to look at: nothing is planned by it.
public struct WeekSchedule: Hashable, Sendable {
  /// What a day has.
  public struct Day: Hashable, Sendable {
    /// Which day.
    public var weekday: Weekday
    /// The run, in words.
    public var run: String?
    /// Strength work that is of no program, in words.
    public var strength: String?
    /// The program's id.
    public var program: String?
    /// The id of its session.
    public var session: String?
    /// What takes their place, in words.
    public var rest: String?
    /// Whether it may be left out.
    public var isOptional = false
    /// What else there is to say.
    public var note: String?
  }

  /// What commands say: `week-003`.
  public var id: String
  /// Which source it follows where they disagree.
  public var follows: [Program.Choice] = []
  /// The days that the source has something for, in their order.
  public var days: [Day] = []
  /// What else there is to say.
  public var note: String?
  /// Documents and lines.
  public var source: String

  /// The shipped ones, in the order of the file.
  /// - Parameter shipped: The folder of shipped data, see `ShippedData.directory()`.
  /// - Throws: That the file cannot be read, or what is wrong in it.
  public static func load(shipped: String) throws(SettingsErrors) -> [WeekSchedule] {
    let file = shipped + "/schedules.toml"
    let table = try TableReader.document(settingsFile(file), file: file)
    let schedules = table.tables("schedule").map { table in
      var schedule = WeekSchedule(id: table.name("id") ?? "", source: table.string("source") ?? "")
      schedule.note = table.string("note")
      schedule.follows = table.choices("follows")
      schedule.days = Weekday.allCases.compactMap { weekday in
        table.table(weekday.rawValue, remedy: "write { run = \"easy\" }").map { day(weekday, $0) }
      }
      table.finish()
      return schedule
    }
    table.finish()
    try table.findings.throwErrors()
    return schedules
  }

  private static func day(_ weekday: Weekday, _ table: TableReader) -> Day {
    var day = Day(weekday: weekday)
    day.run = table.string("run")
    day.strength = table.string("strength")
    day.program = table.string("program")
    day.session = table.string("session")
    day.rest = table.string("rest")
    day.isOptional = table.boolean("optional") ?? false
    day.note = table.string("note")
    table.finish()
    return day
  }
}
