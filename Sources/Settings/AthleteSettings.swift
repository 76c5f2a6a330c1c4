public import Tracking
public import Training

/// An athlete as the configuration has one.
public struct AthleteSettings: Hashable, Sendable {
  /// The id.
  public var id: String
  /// Which of the catalogue's targets apply.
  public var level: Level
  /// The id of the program that is followed, if any.
  public var program: String?
  /// The race that is trained for, if any.
  public var race: Race?

  /// An athlete.
  public init(id: String, level: Level = .beginner, program: String? = nil, race: Race? = nil) {
    self.id = id
    self.level = level
    self.program = program
    self.race = race
  }

  /// What the configuration says of the athlete's program; `nil` where it names none.
  public var configuredProgram: ConfiguredProgram? {
    program.map { ConfiguredProgram(athlete: id, program: $0, race: race) }
  }

  /// What a station needs to know.
  public var athlete: Athlete { Athlete(id: id, level: level) }
}

extension Configuration {
  /// The athletes of `[[athlete]]` tables.
  /// - Parameters:
  ///   - programs: the ids of the programs that there are; `nil` where that is not asked.
  ///   - today: the number of the day, from 1970-01-01; `nil` where no clock is to be trusted.
  static func readAthletes(
    _ tables: [TableReader], programs: [String]?, today: Int?
  ) -> [AthleteSettings] {
    var athletes: [AthleteSettings] = []
    for table in tables {
      let id = table.name("id")
      if !table.has("id") {
        table.report(.missingKey, "id", "missing", remedy: "write id = \"me\"")
      }
      var athlete = AthleteSettings(id: id ?? "")
      if let level = table.word("level", Level.self) { athlete.level = level }
      athlete.program = table.readProgram(among: programs)
      athlete.race = table.readRace(today: today)
      table.finish()
      if let id, athletes.contains(where: { $0.id == id }) {
        table.report(
          .conflict, "id", "a second athlete \"\(id)\"", remedy: "give each athlete an id of its own")
      }
      athletes.append(athlete)
    }
    return athletes
  }
}

extension TableReader {
  fileprivate func readProgram(among programs: [String]?) -> String? {
    guard let id = name("program") else { return nil }
    guard let programs, !programs.contains(id) else { return id }
    report(
      .unknownName, "program", "there is no program \"\(id)\"",
      remedy: nearestName(to: id, among: programs).map { "did you mean \"\($0)\"?" }
        ?? "see: holdfast programs")
    return nil
  }

  fileprivate func readRace(today: Int?) -> Race? {
    let form = "{ date = 2027-04-18, distance = \"marathon\" }"
    guard let table = table("race", remedy: "write race = \(form)") else { return nil }
    defer { table.finish() }
    let date = table.date("date")
    let distance = table.distance("distance")
    for key in ["date", "distance"] where !table.has(key) {
      table.report(.missingKey, key, "missing", remedy: "write race = \(form)")
    }
    guard let date, let distance else { return nil }
    let race = Race(day: dayNumber(date), distance: distance)
    // A file is forgotten: it is no reason to refuse it.
    if let today, race.day < today {
      findings.warn(
        table.place(of: "date"), "the race on \(dateText(ofDay: race.day)) is past",
        remedy: "write the next one, or take race out")
    }
    return race
  }

  private func distance(_ key: String) -> RaceDistance? {
    guard let text = string(key) else { return nil }
    do throws(SetProblem) { return try RaceDistance.typed(text) } catch {
      report(
        .badValue, key, error.message, remedy: "write \(RaceDistance.forms), in quotes")
      return nil
    }
  }

  private func date(_ key: String) -> CivilTime? {
    guard let value = value(key) else { return nil }
    guard case .date(let year, let month, let day) = value.content else {
      report(
        .wrongType, key, "\(value.typeName) instead of a date",
        remedy: "write it without quotes, such as 2027-04-18")
      return nil
    }
    return CivilTime(year: year, month: month, day: day)
  }
}
