public import Tracking
public import Training

/// An athlete as the configuration has one.
public struct AthleteSettings: Hashable, Sendable {
  /// The race that somebody trains for.
  public struct Race: Hashable, Sendable {
    /// The day, its time being 0:00.
    public var date: CivilTime
    /// The distance as it is written: `marathon`.
    public var distance: String

    /// A race.
    public init(date: CivilTime, distance: String) {
      self.date = date
      self.distance = distance
    }
  }

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

  /// What a station needs to know.
  public var athlete: Athlete { Athlete(id: id, level: level) }
}

extension TableReader {
  /// The `[[athlete]]` tables.
  func readAthletes() -> [AthleteSettings] {
    var athletes: [AthleteSettings] = []
    for table in tables("athlete") {
      let id = table.name("id")
      if !table.has("id") {
        table.report(.missingKey, "id", "missing", remedy: "write id = \"me\"")
      }
      var athlete = AthleteSettings(id: id ?? "")
      if let level = table.word("level", Level.self) { athlete.level = level }
      athlete.program = table.name("program")
      athlete.race = table.readRace()
      table.finish()
      if let id, athletes.contains(where: { $0.id == id }) {
        table.report(
          .conflict, "id", "a second athlete \"\(id)\"", remedy: "give each athlete an id of its own")
      }
      athletes.append(athlete)
    }
    return athletes
  }

  private func readRace() -> AthleteSettings.Race? {
    let form = "{ date = 2027-04-18, distance = \"marathon\" }"
    guard let table = table("race", remedy: "write race = \(form)") else { return nil }
    defer { table.finish() }
    let date = table.date("date")
    let distance = table.string("distance")
    for key in ["date", "distance"] where !table.has(key) {
      table.report(.missingKey, key, "missing", remedy: "write race = \(form)")
    }
    guard let date, let distance else { return nil }
    return AthleteSettings.Race(date: date, distance: distance)
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
