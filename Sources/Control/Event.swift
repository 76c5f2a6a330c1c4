public import Training

/// Something that happened, as subscribers hear of it: `{"event":"started","station":"main","at":"…",…}`.
public struct Event: Hashable, Sendable {
  /// What can happen.
  public enum Happening: Hashable, Sendable {
    /// Something new is ready to be started.
    case ready
    /// A set has started.
    case started(RunningReport)
    /// The countdown: so many seconds are left.
    case tick(Int)
    /// The target's lower bound is reached.
    case target
    /// A set has stopped, or a countdown was called off.
    case stopped
    /// A set is durable.
    case saved(LoggedSet)
    /// A repetition was counted; the count.
    case rep(Int)
    /// The rest is over.
    case restOver
    /// All that a program asks for in this session is done.
    case sessionDone
    /// Something could not be done: the fault's name, and the same for people.
    case fault(String, text: String)
    /// The station is set to something else.
    case selected(Selection)
    /// The running set was thrown away.
    case discarded
    /// The log was changed by a command: added to, edited, noted, deleted from, imported into.
    case changed(ChangeReport)
    /// A change was taken back.
    case undone(ChangeReport)
    /// A change was brought back.
    case redone(ChangeReport)
    /// An athlete follows another program, or none any more.
    case program(ProgramChange)
    /// A device came, went or changed: its `state` says which.
    case device(DeviceReport)
    /// The configuration was read anew.
    case reloaded
  }

  /// Where; `nil` for what concerns no single station.
  public var station: String?
  /// When it became true.
  public var at: WallTime
  /// What.
  public var what: Happening

  /// An event.
  public init(_ what: Happening, station: String?, at: WallTime) {
    self.station = station
    self.at = at
    self.what = what
  }
}

extension Event {
  /// The names of the events.
  enum Name: String, CaseIterable, JSONName {
    case ready, started, tick, target, stopped, saved, rep
    case restOver = "rest-over"
    case sessionDone = "session-done"
    case fault, selected, discarded, changed, undone, redone, program, device, reloaded
  }
}

extension Event: JSONWritable, JSONReadable {
  /// Writes the event.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("event", what.name)
      $0.member("station", station)
      $0.member("at", at)
      switch what {
      case .ready, .target, .stopped, .restOver, .sessionDone, .discarded, .reloaded: break
      case .started(let report): $0.member("running", report)
      case .tick(let seconds): $0.member("seconds", seconds)
      case .saved(let set): $0.member("set", set.listing(atMost: LoggedSet.listedInMessage))
      case .rep(let count): $0.member("reps", count)
      case .fault(let name, let text):
        $0.member("fault", name)
        $0.member("text", text)
      case .selected(let selection): $0.member("selection", selection)
      case .changed(let change), .undone(let change), .redone(let change): $0.member("change", change)
      case .program(let change): $0.member("program", change)
      case .device(let report): $0.member("device", report)
      }
    }
  }

  /// Reads an event.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    let name: Name = try fields.required("event")
    let what: Happening =
      switch name {
      case .ready: .ready
      case .target: .target
      case .stopped: .stopped
      case .restOver: .restOver
      case .sessionDone: .sessionDone
      case .discarded: .discarded
      case .reloaded: .reloaded
      case .started: .started(try fields.required("running"))
      case .tick: .tick(try fields.required("seconds"))
      case .saved: .saved(try fields.required("set"))
      case .rep: .rep(try fields.required("reps"))
      case .fault: .fault(try fields.required("fault"), text: try fields.required("text"))
      case .selected: .selected(try fields.required("selection"))
      case .changed: .changed(try fields.required("change"))
      case .undone: .undone(try fields.required("change"))
      case .redone: .redone(try fields.required("change"))
      case .program: .program(try fields.required("program"))
      case .device: .device(try fields.required("device"))
      }
    self.init(what, station: try fields.optional("station"), at: try fields.required("at"))
  }
}

extension Event.Happening {
  var name: Event.Name {
    switch self {
    case .ready: .ready
    case .started: .started
    case .tick: .tick
    case .target: .target
    case .stopped: .stopped
    case .saved: .saved
    case .rep: .rep
    case .restOver: .restOver
    case .sessionDone: .sessionDone
    case .fault: .fault
    case .selected: .selected
    case .discarded: .discarded
    case .changed: .changed
    case .undone: .undone
    case .redone: .redone
    case .program: .program
    case .device: .device
    case .reloaded: .reloaded
    }
  }
}

extension Selection: JSONWritable, JSONReadable {
  /// Writes the selection, all keys present.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete)
      $0.member("exercise", exercise)
      $0.member("side", side)
      $0.member("load_kg", loadKg)
      $0.member("target", target)
    }
  }

  /// Reads a selection.
  public init(json: JSONValue, at path: String) throws {
    let fields = try JSONFields(json, at: path)
    self.init(
      athlete: try fields.required("athlete"), exercise: try fields.required("exercise"),
      side: try fields.required("side"), loadKg: try fields.load("load_kg"),
      target: try fields.optional("target"))
  }
}
