import Training

/// One line from a client: the request, or what is wrong with it, and the id wherever one could be read.
struct RequestLine {
  var id: RequestID?
  var request: Result<Request, ControlError>

  init(id: RequestID?, _ request: Request) {
    self.id = id
    self.request = .success(request)
  }

  /// Reads a line. Everything that is wrong with it has code `data`.
  init(parsing line: [UInt8]) {
    do {
      let fields = try JSONFields(try JSONValue(parsing: line), at: "")
      switch fields["id"] {
      case nil, .null: id = nil
      case .integer(let value): id = .number(value)
      case .string(let text): id = .text(text)
      case let other?: throw wrongType(other, at: "id", wanted: "a whole number or text")
      }
      request = .success(try Request(fields))
    } catch let error as ControlError {
      request = .failure(error)
    } catch {
      request = .failure(ControlError(.data, "no JSON: \(error)"))
    }
  }
}

extension RequestLine: JSONWritable {
  func write(to writer: inout JSONWriter) {
    guard case .success(let request) = request else { return writer.null() }
    writer.object {
      $0.member("request", request.name)
      if let id { $0.member("id", id) }
      request.writeFields(to: &$0)
    }
  }
}

extension Request.Name: JSONName {}
extension Subscription.Stream: JSONName {}

extension Request {
  /// Writes what is given besides the name, `nil` being left out.
  fileprivate func writeFields(to writer: inout JSONWriter) {
    func member(_ key: String, _ value: (some JSONWritable)?) {
      if let value { writer.member(key, value) }
    }
    switch self {
    case .status, .redo, .reload: break
    case .start(let station), .stop(let station), .rep(let station), .discard(let station):
      member("station", station)
    case .undo(let station, let athlete):
      member("station", station)
      member("athlete", athlete)
    case .subscribe(let subscription):
      member("what", Subscription.Stream.allCases.filter(subscription.streams.contains))
      member("station", subscription.station)
      member("device", subscription.device)
    case .select(let selection):
      member("station", selection.station)
      member("exercise", selection.exercise)
      member("side", selection.side)
      writer.member("load_kg", selection.load)
      writer.member("target", selection.target)
      member("athlete", selection.athlete)
    case .add, .edit, .note, .delete, .import:
      writeChange(to: &writer)
    case .programStart, .programStop, .runAdd, .runImport, .runDelete, .answer:
      writeCalendar(to: &writer)
    case .learn, .forget: writePosture(to: &writer)
    }
  }

  fileprivate init(_ fields: JSONFields) throws {
    let name: Name = try fields.required("request")
    try fields.allowOnly(["request", "id"] + name.keys)
    switch name {
    case .status: self = .status
    case .redo: self = .redo
    case .reload: self = .reload
    case .start: self = .start(station: try fields.name("station"))
    case .stop: self = .stop(station: try fields.name("station"))
    case .rep: self = .rep(station: try fields.name("station"))
    case .discard: self = .discard(station: try fields.name("station"))
    case .undo: self = .undo(station: try fields.name("station"), athlete: try fields.name("athlete"))
    case .subscribe: self = .subscribe(try Subscription(fields))
    case .select: self = .select(try SelectRequest(fields))
    case .add, .edit, .note, .delete, .import: try self.init(name, changeIn: fields)
    case .programStart, .programStop, .runAdd, .runImport, .runDelete, .answer:
      try self.init(name, calendarIn: fields)
    case .learn, .forget: try self.init(name, postureIn: fields)
    }
  }
}

extension Request.Name {
  /// The fields that the request may have, in the order in which they are written.
  fileprivate var keys: [String] {
    switch self {
    case .status, .redo, .reload: []
    case .start, .stop, .rep, .discard: ["station"]
    case .undo: ["station", "athlete"]
    case .subscribe: ["what", "station", "device"]
    case .select: ["station", "exercise", "side", "load_kg", "target", "athlete"]
    case .add: ["set"]
    case .edit: ["set_id"] + SetEdit.keys
    case .note: ["set_id", "note"]
    case .delete: ["set_ids"]
    case .import: ["sets", "after", "more"]
    case .programStart: ["athlete", "program", "race", "start"]
    case .programStop: ["athlete"]
    case .runAdd: ["run"]
    case .runImport: ["runs"]
    case .runDelete: ["run_id"]
    case .answer: ["answer"]
    case .learn: ["athlete", "exercise", "direction", "tolerance_deg", "device"]
    case .forget: ["athlete", "exercise"]
    }
  }
}

extension Subscription {
  fileprivate init(_ fields: JSONFields) throws {
    let streams: [Stream]? = try fields.optional("what")
    if let streams, streams.isEmpty {
      throw fieldError("is empty", at: "what", remedy: "give \"events\", \"input\" or both")
    }
    self.init(
      Set(streams ?? [.events]), station: try fields.name("station"), device: try fields.name("device"))
  }
}

extension SelectRequest {
  fileprivate init(_ fields: JSONFields) throws {
    self.init(
      station: try fields.name("station"), exercise: try fields.name("exercise"),
      side: try fields.optional("side"), load: try fields.change("load_kg"),
      target: try fields.change("target"), athlete: try fields.name("athlete"))
    if case .set(let kg) = load, !(0...1_000).contains(kg) {
      throw fieldError("must be from 0 to 1000", at: "load_kg")
    }
    if self == SelectRequest(station: station) {
      throw ControlError(
        .data, "select: nothing is selected", remedy: "give any of exercise, side, load_kg, target, athlete")
    }
  }
}

extension JSONFields {
  /// A name, which is not empty.
  func name(_ key: String) throws -> String? {
    let value: String? = try optional(key)
    if value == "" { throw fieldError("is empty", at: place(of: key)) }
    return value
  }

  func change<Value: JSONReadable>(_ key: String) throws -> Change<Value> {
    switch self[key] {
    case nil: .keep
    case .null: .clear
    case let value?: .set(try Value(json: value, at: place(of: key)))
    }
  }
}
