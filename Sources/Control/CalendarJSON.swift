public import Training

// What athletes tell beside sets, as JSON: programs, runs, answers. Days are local dates, `2026-11-21`; a race or a time that
// there is not is `null`, and all keys are always written.

/// A local date.
struct LocalDate: JSONWritable, JSONReadable {
  /// Its number, from 1970-01-01.
  var day: Int

  init(_ day: Int) { self.day = day }

  func write(to writer: inout JSONWriter) { writer.value(dateText(ofDay: day)) }

  init(json: JSONValue, at path: String) throws {
    let text = try String(json: json, at: path)
    guard let day = dayNumber(iso8601: text) else {
      throw fieldError("\"\(text)\" is no date", at: path, remedy: "write it as 2026-11-21")
    }
    self.day = day
  }
}

extension Question: JSONName {}
extension LoggedRun.Kind: JSONName {}

extension Race: JSONWritable, JSONReadable {
  /// Writes `{"date":"2027-04-18","distance":"marathon","distance_km":42.195}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("date", LocalDate(day))
      $0.member("distance", distance.text)
      $0.member("distance_km", distance.km)
    }
  }

  /// Reads a race; `distance` says how far it is.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let date: LocalDate = try fields.required("date")
    let text: String = try fields.required("distance")
    do throws(SetProblem) {
      self.init(day: date.day, distance: try RaceDistance.typed(text))
    } catch {
      throw fieldError(error.message, at: fields.place(of: "distance"), remedy: error.remedy)
    }
  }
}

extension ProgramRun: JSONWritable, JSONReadable {
  /// Writes `{"athlete":"me","program":"home-plan","start":"2026-11-21","stop":null,"race":null}`; `stop` is the first day
  /// on which it is no longer followed.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete)
      $0.member("program", program)
      $0.member("start", LocalDate(startDay))
      $0.member("stop", stopDay.map { LocalDate($0) })
      $0.member("race", race)
    }
  }

  /// Reads a run through a program.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let start: LocalDate = try fields.required("start")
    let stop: LocalDate? = try fields.optional("stop")
    self.init(
      athlete: try fields.required("athlete"), program: try fields.required("program"), startDay: start.day,
      stopDay: stop?.day, race: try fields.optional("race"))
  }
}

extension ProgramChange: JSONWritable, JSONReadable {
  /// Writes `{"athlete":"me","started":{…},"stopped":[{…}]}`; `started` is null of a stop.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete)
      $0.member("started", started)
      $0.member("stopped", stopped)
    }
  }

  /// Reads a change.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      athlete: try fields.required("athlete"), started: try fields.optional("started"),
      stopped: try fields.required("stopped"))
  }
}

/// The time of a day in minutes: `07:30`.
private struct TimeOfDay: JSONWritable, JSONReadable {
  var minute: Int

  func write(to writer: inout JSONWriter) {
    writer.value(padded(minute / 60, 2) + ":" + padded(minute % 60, 2))
  }

  init(_ minute: Int) { self.minute = minute }

  init(json: JSONValue, at path: String) throws {
    let text = try String(json: json, at: path)
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
    else { throw fieldError("\"\(text)\" is no time of day", at: path, remedy: "write it as 07:30") }
    self.minute = hour * 60 + minute
  }
}

extension LoggedRun: JSONWritable, JSONReadable {
  /// Writes `{"id":"…","athlete":"me","date":"2026-11-20","time":"07:30","kind":"long","duration_s":5400.000000,
  /// "distance_km":15,"note":null}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("athlete", athlete)
      $0.member("date", LocalDate(day))
      $0.member("time", minute.map { TimeOfDay($0) })
      $0.member("kind", kind)
      $0.member("duration_s", duration)
      $0.member("distance_km", km)
      $0.member("note", note)
    }
  }

  /// Reads a run.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let date: LocalDate = try fields.required("date")
    let time: TimeOfDay? = try fields.optional("time")
    self.init(
      id: try fields.required("id"), athlete: try fields.required("athlete"), day: date.day,
      minute: time?.minute, kind: try fields.required("kind"), duration: try fields.optional("duration_s"),
      km: try fields.optional("distance_km"), note: try fields.optional("note"))
  }
}

extension Answer: JSONWritable, JSONReadable {
  /// Writes `{"athlete":"me","date":"2026-11-21","question":"pain","choice":"none","exercise":null}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete)
      $0.member("date", LocalDate(day))
      $0.member("question", question)
      $0.member("choice", choice)
      $0.member("exercise", exercise)
    }
  }

  /// Reads an answer; whether the question has that choice is for whoever takes it.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let date: LocalDate = try fields.required("date")
    self.init(
      athlete: try fields.required("athlete"), day: date.day, question: try fields.required("question"),
      choice: try fields.required("choice"), exercise: try fields.optional("exercise"))
  }
}

/// What came of runs that were added or imported.
public struct RunsReport: Hashable, Sendable, JSONWritable, JSONReadable {
  /// How many were new.
  public var added: Int
  /// How many were known already.
  public var known: Int

  /// A report.
  public init(added: Int, known: Int) {
    self.added = added
    self.known = known
  }

  /// Writes `{"added":12,"known":3}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("added", added)
      $0.member("known", known)
    }
  }

  /// Reads a report.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(added: try fields.required("added"), known: try fields.required("known"))
  }
}
