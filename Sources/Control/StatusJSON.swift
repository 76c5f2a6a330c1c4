import Training

extension StatusReport: JSONWritable, JSONReadable {
  /// Writes the report, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("version", version)
      $0.member("pid", process)
      $0.member("since", since)
      $0.member("config", configuration)
      $0.member("database", database)
      $0.member("socket", socket)
      $0.member("clock", clock)
      $0.member("pending", pending)
      $0.member("faults", faults)
      $0.member("stations", stations)
      $0.member("devices", devices)
    }
  }

  /// Reads a report.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      version: try fields.required("version"), process: try fields.required("pid"),
      since: try fields.required("since"), configuration: try fields.optional("config"),
      database: try fields.required("database"), socket: try fields.required("socket"),
      clock: try fields.required("clock"), pending: try fields.required("pending"),
      faults: try fields.required("faults"), stations: try fields.required("stations"),
      devices: try fields.required("devices"))
  }
}

extension StatusReport.Clock: JSONWritable, JSONReadable {
  /// Writes `{"synced":true,"wall":"…","speed":1}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("synced", isSynchronized)
      $0.member("wall", wall)
      $0.member("speed", speed)
    }
  }

  /// Reads a clock.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      isSynchronized: try fields.required("synced"), wall: try fields.required("wall"),
      speed: try fields.required("speed"))
  }
}

extension StationReport.State: JSONName {}

extension StationReport.SetNumber: JSONWritable, JSONReadable {
  /// Writes `{"number":3,"of":null}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("number", number)
      $0.member("of", of)
    }
  }

  /// Reads a number.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(try fields.required("number"), of: try fields.count("of"))
  }
}

extension StationReport: JSONWritable, JSONReadable {
  /// Writes the report, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("station", station)
      $0.member("athlete", selection.athlete)
      $0.member("exercise", selection.exercise)
      $0.member("exercise_name", exerciseName)
      $0.member("side", selection.side)
      $0.member("load_kg", selection.loadKg)
      $0.member("target", target)
      $0.member("set", set)
      $0.member("state", state)
      $0.member("running", running)
      $0.member("countdown_s", countdown)
      $0.member("rest_left_s", restLeft)
      $0.member("rested_s", rested)
      $0.member("session_left_s", sessionLeft)
      $0.member("last_set", lastSet?.listing(atMost: LoggedSet.listedInReport))
      $0.member("plan", plan)
      $0.member("adherence", adherence)
    }
  }

  /// Reads a report.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      station: try fields.required("station"),
      selection: Selection(
        athlete: try fields.required("athlete"), exercise: try fields.required("exercise"),
        side: try fields.required("side"), loadKg: try fields.load("load_kg")),
      exerciseName: try fields.required("exercise_name"), target: try fields.optional("target"),
      set: try fields.required("set"), state: try fields.required("state"),
      running: try fields.optional("running"),
      countdown: try fields.optional("countdown_s"), restLeft: try fields.optional("rest_left_s"),
      rested: try fields.optional("rested_s"), sessionLeft: try fields.optional("session_left_s"),
      lastSet: try fields.optional("last_set"), plan: try fields.optional("plan"),
      adherence: try fields.optional("adherence"))
  }
}

extension RunningReport.Carrier: JSONName {}

extension RunningReport: JSONWritable, JSONReadable {
  /// Writes the report, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("exercise", exercise)
      $0.member("kind", kind)
      $0.member("side", side)
      $0.member("started_at", startedAt)
      $0.member("elapsed_s", elapsed)
      $0.member("reps", reps)
      $0.member("load_kg", loadKg)
      $0.member("rpe", rpe)
      $0.member("target", target)
      $0.member("target_met", targetMet)
      $0.member("carrier", carrier)
    }
  }

  /// Reads a report.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      exercise: try fields.required("exercise"), kind: try fields.required("kind"),
      side: try fields.required("side"), startedAt: try fields.required("started_at"),
      elapsed: try fields.required("elapsed_s"), reps: try fields.count("reps"),
      loadKg: try fields.load("load_kg"), rpe: try fields.optional("rpe"),
      target: try fields.optional("target"), targetMet: try fields.optional("target_met"),
      carrier: try fields.required("carrier"))
  }
}

extension DeviceReport.State: JSONName {}
extension DeviceReport.Use: JSONName {}

extension DeviceReport: JSONWritable, JSONReadable {
  /// Writes the report, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("path", path)
      $0.member("name", name)
      $0.member("phys", phys)
      $0.member("uniq", uniq)
      $0.member("station", station)
      $0.member("use", use)
      $0.member("grabbed", isGrabbed)
      $0.member("state", state)
      $0.member("error", error)
    }
  }

  /// Reads a report.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      path: try fields.required("path"), name: try fields.required("name"),
      phys: try fields.required("phys"), uniq: try fields.required("uniq"),
      station: try fields.optional("station"), use: try fields.required("use"),
      isGrabbed: try fields.required("grabbed"), state: try fields.required("state"),
      error: try fields.optional("error"))
  }
}
