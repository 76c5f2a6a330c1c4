import Training

// The requests that change the log, as JSON. A request's own id is `id`: that of a set is `set_id`.

extension Request {
  /// Writes what `add`, `edit`, `note`, `delete` and `import` have besides their name.
  func writeChange(to writer: inout JSONWriter) {
    switch self {
    case .add(let set):
      writer.member("set", set)
    case .edit(let id, let edit):
      writer.member("set_id", id)
      edit.writeFields(to: &writer)
    case .note(let id, let note):
      writer.member("set_id", id)
      writer.member("note", note)
    case .delete(let ids):
      writer.member("set_ids", ids)
    case .import(let sets, let after, let more):
      writer.member("sets", sets.map(WholeSet.init))
      writer.member("after", after)
      writer.member("more", more)
    default: break
    }
  }

  /// Reads `add`, `edit`, `note`, `delete` or `import`.
  init(_ name: Name, changeIn fields: JSONFields) throws {
    switch name {
    case .add:
      self = .add(try fields.required("set"))
    case .edit:
      self = .edit(try fields.required("set_id"), try SetEdit(fields))
    case .note:
      guard fields["note"] != nil else {
        throw fieldError("is missing", at: "note", remedy: "null removes it")
      }
      self = .note(try fields.required("set_id"), try fields.optional("note"))
    case .delete:
      let ids: [SetID] = try fields.required("set_ids")
      guard (1...Request.deleteLimit).contains(ids.count) else {
        throw fieldError("must have from 1 to \(Request.deleteLimit) ids", at: "set_ids")
      }
      self = .delete(ids)
    case .import:
      self = .import(
        try fields.required("sets"), after: try fields.count("after") ?? 0,
        more: try fields.optional("more") ?? false)
    default:
      throw fieldError("is no change", at: "request")
    }
  }
}

extension SetEdit {
  /// The fields of an edit, in the order in which they are written.
  static let keys = [
    "exercise", "side", "started_at", "duration_s", "reps", "load_kg", "rpe", "target", "athlete", "note",
    "confirm",
  ]

  fileprivate func writeFields(to writer: inout JSONWriter) {
    func member(_ key: String, _ value: (some JSONWritable)?) {
      if let value { writer.member(key, value) }
    }
    member("exercise", exercise)
    member("side", side)
    member("started_at", startedAt)
    member("duration_s", duration)
    writer.member("reps", reps)
    writer.member("load_kg", loadKg)
    writer.member("rpe", rpe)
    writer.member("target", target)
    member("athlete", athlete)
    writer.member("note", note)
    if confirms { writer.member("confirm", true) }
  }

  fileprivate init(_ fields: JSONFields) throws {
    self.init(
      exercise: try fields.name("exercise"), side: try fields.optional("side"),
      startedAt: try fields.optional("started_at"), duration: try fields.optional("duration_s"),
      reps: try fields.change("reps"), loadKg: try fields.change("load_kg"), rpe: try fields.change("rpe"),
      target: try fields.change("target"), athlete: try fields.name("athlete"),
      note: try fields.change("note"), confirms: try fields.optional("confirm") ?? false)
    if isEmpty {
      throw ControlError(
        .data, "edit: nothing is edited", remedy: "give any of " + Self.keys.joined(separator: ", "))
    }
  }
}

extension JSONWriter {
  /// A change of a value under its key: nothing where it stays, `null` where it goes.
  mutating func member(_ key: String, _ change: Change<some JSONWritable>) {
    switch change {
    case .keep: break
    case .clear: member(key, JSONValue.null)
    case .set(let value): member(key, value)
    }
  }
}
