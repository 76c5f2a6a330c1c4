public import Training

// What a station's report says of the program that its athlete follows.

/// How the running week of somebody goes who follows a program.
public struct AdherenceReport: Hashable, Sendable {
  /// The program's id.
  public var program: String
  /// Its week, from 1.
  public var week: Int
  /// How many of the week's sessions are done.
  public var done: Int
  /// How many there are.
  public var planned: Int
  /// How many weeks in a row had all their sessions done.
  public var streak: Int
  /// Whether the week's strength work is the least that works; `nil` where none is asked for.
  public var dose: LeastDose.Verdict?

  /// A week.
  public init(
    program: String, week: Int, done: Int, planned: Int, streak: Int, dose: LeastDose.Verdict? = nil
  ) {
    self.program = program
    self.week = week
    self.done = done
    self.planned = planned
    self.streak = streak
    self.dose = dose
  }
}

/// Where an athlete is in a session that a program asks for.
public struct PlanReport: Hashable, Sendable {
  /// A set that is asked for.
  public struct Step: Hashable, Sendable {
    /// The exercise's id.
    public var exercise: String
    /// What people read.
    public var exerciseName: String
    /// The side.
    public var side: Side
    /// What is asked for.
    public var target: Target?
    /// Which set of its exercise and side it is.
    public var set: StationReport.SetNumber
    /// The rest after it; `nil` where none is asked for.
    public var rest: Interval?

    /// A set.
    public init(
      exercise: String, exerciseName: String, side: Side, target: Target?, set: StationReport.SetNumber,
      rest: Interval?
    ) {
      self.exercise = exercise
      self.exerciseName = exerciseName
      self.side = side
      self.target = target
      self.set = set
      self.rest = rest
    }
  }

  /// The program's id.
  public var program: String
  /// What people call it.
  public var programName: String
  /// Its week, from 1.
  public var week: Int
  /// The session's id.
  public var session: String
  /// What people call it.
  public var sessionName: String
  /// How many sets are done.
  public var done: Int
  /// How many there are.
  public var of: Int
  /// The set that is up; `nil` when the session is done.
  public var up: Step?
  /// The set after it.
  public var then: Step?

  /// A place in a session.
  public init(
    program: String, programName: String, week: Int, session: String, sessionName: String, done: Int, of: Int,
    up: Step? = nil, then: Step? = nil
  ) {
    self.program = program
    self.programName = programName
    self.week = week
    self.session = session
    self.sessionName = sessionName
    self.done = done
    self.of = of
    self.up = up
    self.then = then
  }
}

// MARK: - JSON

extension LeastDose.Verdict: JSONName {}

extension AdherenceReport: JSONWritable, JSONReadable {
  /// Writes the week, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("program", program)
      $0.member("week", week)
      $0.member("sessions_done", done)
      $0.member("sessions_planned", planned)
      $0.member("streak_weeks", streak)
      $0.member("least_dose", dose)
    }
  }

  /// Reads a week.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      program: try fields.required("program"), week: try fields.required("week"),
      done: try fields.required("sessions_done"), planned: try fields.required("sessions_planned"),
      streak: try fields.required("streak_weeks"), dose: try fields.optional("least_dose"))
  }
}

extension PlanReport.Step: JSONWritable, JSONReadable {
  /// Writes the set, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("exercise", exercise)
      $0.member("exercise_name", exerciseName)
      $0.member("side", side)
      $0.member("target", target)
      $0.member("set", set)
      $0.member("rest_s", rest)
    }
  }

  /// Reads a set.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      exercise: try fields.required("exercise"), exerciseName: try fields.required("exercise_name"),
      side: try fields.required("side"), target: try fields.optional("target"),
      set: try fields.required("set"), rest: try fields.optional("rest_s"))
  }
}

extension PlanReport: JSONWritable, JSONReadable {
  /// Writes the place, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("program", program)
      $0.member("program_name", programName)
      $0.member("week", week)
      $0.member("session", session)
      $0.member("session_name", sessionName)
      $0.member("sets_done", done)
      $0.member("sets_planned", of)
      $0.member("up", up)
      $0.member("then", then)
    }
  }

  /// Reads a place.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      program: try fields.required("program"), programName: try fields.required("program_name"),
      week: try fields.required("week"), session: try fields.required("session"),
      sessionName: try fields.required("session_name"), done: try fields.required("sets_done"),
      of: try fields.required("sets_planned"), up: try fields.optional("up"),
      then: try fields.optional("then"))
  }
}
