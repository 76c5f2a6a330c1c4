public import Training

/// A program that is to be followed.
public struct ProgramStartRequest: Hashable, Sendable {
  /// The athlete's id; needed only where there are several.
  public var athlete: String?
  /// The program's id.
  public var program: String
  /// The race that is trained for.
  public var race: Race?
  /// The number of the first day, from 1970-01-01; in JSON the date `start`, today where it is absent.
  public var startDay: Int?

  /// A program.
  public init(athlete: String? = nil, program: String, race: Race? = nil, startDay: Int? = nil) {
    self.athlete = athlete
    self.program = program
    self.race = race
    self.startDay = startDay
  }
}

// The requests about what athletes tell beside sets, as JSON.

extension Request {
  /// Writes what these requests have besides their name.
  func writeCalendar(to writer: inout JSONWriter) {
    switch self {
    case .programStart(let start):
      if let athlete = start.athlete { writer.member("athlete", athlete) }
      writer.member("program", start.program)
      if let race = start.race { writer.member("race", race) }
      if let day = start.startDay { writer.member("start", LocalDate(day)) }
    case .programStop(let athlete):
      if let athlete { writer.member("athlete", athlete) }
    case .runAdd(let run): writer.member("run", run)
    case .runImport(let runs): writer.member("runs", runs)
    case .runDelete(let id): writer.member("run_id", id)
    case .answer(let answer): writer.member("answer", answer)
    default: break
    }
  }

  /// Reads one of these requests.
  init(_ name: Name, calendarIn fields: JSONFields) throws {
    switch name {
    case .programStart:
      guard let program = try fields.name("program") else {
        throw fieldError("is missing", at: "program", remedy: "give a program's id, see: holdfast programs")
      }
      let start: LocalDate? = try fields.optional("start")
      self = .programStart(
        ProgramStartRequest(
          athlete: try fields.name("athlete"), program: program, race: try fields.optional("race"),
          startDay: start?.day))
    case .programStop: self = .programStop(athlete: try fields.name("athlete"))
    case .runAdd: self = .runAdd(try fields.required("run"))
    case .runImport: self = .runImport(try fields.required("runs"))
    case .runDelete: self = .runDelete(try fields.required("run_id"))
    case .answer: self = .answer(try fields.required("answer"))
    default: throw fieldError("is no request of this kind", at: "request")
    }
  }
}
