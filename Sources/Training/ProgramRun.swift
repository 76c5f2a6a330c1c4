// That an athlete follows a program, from when to when, and for which race.
//
// It owns these facts alone: which week it is, which session is due and what was done follow from it and the log
// (ProgramCourse). The store keeps it, commands and the configuration make it. It knows no program's content.

/// The race that somebody trains for.
public struct Race: Hashable, Sendable {
  /// Its day's number, from 1970-01-01.
  public var day: Int
  /// How far it is.
  public var distance: RaceDistance

  /// A race.
  public init(day: Int, distance: RaceDistance) {
    self.day = day
    self.distance = distance
  }
}

/// How far a race is.
public struct RaceDistance: Hashable, Sendable {
  /// The distance in km; of an ultra-marathon that says no figure, 50, the shortest that is usual.
  public var km: Double
  /// As people write it: `marathon`, `10k`, `15 km`.
  public var text: String

  /// The names that are understood.
  public static let names = ["5k", "10k", "half-marathon", "marathon", "ultra"]

  /// Reads `5k`, `10k`, `half-marathon` (or `half`), `marathon`, `ultra`, and kilometers or miles: `15 km`, `50k`, `10mi`.
  /// - Returns: `nil` for anything else, and outside of 0.1 to 1,000 km.
  public init?(_ text: String) {
    let word = text.lowercased()
    switch word {
    case "half", "half-marathon", "half marathon": self.init(named: "half-marathon", 21.097_5)
    case "marathon": self.init(named: word, 42.195)
    case "ultra", "ultra-marathon": self.init(named: "ultra", 50)
    default:
      let figure = word.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      guard let value = Double(figure) else { return nil }
      // The international mile.
      let kmOfUnit: Double
      switch word.dropFirst(figure.count).drop(while: { $0 == " " }) {
      case "k", "km": kmOfUnit = 1
      case "mi", "miles": kmOfUnit = 1.609_344
      default: return nil
      }
      guard (0.1...1_000).contains(value * kmOfUnit) else { return nil }
      self.init(named: word, value * kmOfUnit)
    }
  }

  private init(named text: String, _ km: Double) {
    self.text = text
    self.km = km
  }

  /// Whether it is a marathon or longer; the sources have one figure for these, and another for what is shorter.
  public var isMarathonOrLonger: Bool { km >= 42 }
}

/// A program that an athlete follows, or followed.
public struct ProgramRun: Hashable, Sendable {
  /// The athlete's id.
  public var athlete: String
  /// The program's id.
  public var program: String
  /// The day's number on which it began, from 1970-01-01; its week, from Monday, is the first.
  public var startDay: Int
  /// The first day on which it was no longer followed; `nil` while it is.
  public var stopDay: Int?
  /// The race that is trained for.
  public var race: Race?

  /// A run through a program.
  public init(athlete: String, program: String, startDay: Int, stopDay: Int? = nil, race: Race? = nil) {
    self.athlete = athlete
    self.program = program
    self.startDay = startDay
    self.stopDay = stopDay
    self.race = race
  }

  /// Whether it is followed on a day.
  public func isFollowed(on day: Int) -> Bool { startDay <= day && stopDay.map { day < $0 } ?? true }
}
