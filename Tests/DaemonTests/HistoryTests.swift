import Control
import Store
import Syscalls
import Testing
import Training

/// What clients may do to the log, over the socket of a real daemon.
@Suite("Changes to the log")
struct HistoryTests {
  /// A set that ended a minute ago.
  private static func typed(_ exercise: String = "wall-sit", ago seconds: Double = 105) -> LoggedSet {
    LoggedSet(
      id: .make(at: now), athlete: "me", station: "main", exercise: exercise, kind: .hold, side: .both,
      startedAt: now + .seconds(-seconds), duration: .seconds(45), target: Target(seconds: .range(30, 45)),
      targetMet: true, endedBy: .edit, clock: .synced)
  }

  private static var now: WallTime { WallTime(microseconds: SystemClock.realtime) }

  @Test("A set is typed in, put right, noted, deleted, and all of it taken back and brought back")
  func throughTheSocket() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let set = Self.typed()
    let added = try client.change(.add(set))
    #expect(added.kind == .add && added.text == "added wall-sit, 45.0 s" && added.set == set)
    #expect(added.count == 1 && added.before == [] && added.after == [set])
    #expect(try daemon.sets() == [set])
    #expect(try daemon.station().lastSet == set)
    #expect(try client.change(.add(set)).count == 0, "the same again adds nothing")

    let edit = SetEdit(exercise: "Plank", duration: .seconds(29.5), loadKg: .set(5), rpe: .set(7))
    let edited = try client.change(.edit(set.id, edit))
    let after = try #require(edited.set)
    #expect(edited.kind == .edit && edited.before == [set] && edited.after == [after])
    #expect(after.exercise == "plank" && after.loadKg == 5 && after.rpe == 7 && after.targetMet == false)
    #expect(after.measured == Measured(set) && after.startedAt == set.startedAt)
    #expect(try daemon.station().lastSet == after)

    let noted = try client.change(.note(set.id, "felt easy"))
    #expect(noted.set?.note == "felt easy")
    #expect(try client.change(.note(set.id, nil)).set?.note == nil)
    #expect(try client.change(.delete([set.id])).before == [after])
    #expect(try daemon.sets() == [] && daemon.station().lastSet == nil)

    let takenBack = try client.change(.undo(station: nil, athlete: nil))
    #expect(takenBack.text == "took back the deletion of plank, 29.5 s, 5 kg" && takenBack.after == [after])
    #expect(try client.change(.undo(station: nil, athlete: nil)).after.first?.note == "felt easy")
    #expect(try client.change(.undo(station: nil, athlete: nil)).after == [after])
    let back = try client.change(.undo(station: nil, athlete: nil))
    #expect(back.kind == .edit && back.before == [after] && back.after == [set])
    #expect(try daemon.station().lastSet == set)
    #expect(try client.change(.redo).after == [after])
    #expect(try daemon.sets() == [after])
  }

  @Test("What cannot be is refused with its reason, changes nothing, and is no trouble with the database")
  func refusals() throws {
    let daemon = try RunningDaemon(configuration: "[[athlete]]\nid = \"me\"\n[[athlete]]\nid = \"ana\"\n")
    let client = try daemon.client()
    let set = Self.typed()
    _ = try client.change(.add(set))
    let before = try daemon.sets()
    var cases: [(Request, ControlError.Code, String)] = [
      (.edit(.make(at: Self.now), SetEdit(confirms: true)), .noInput, "no set has the id"),
      (.note(.make(at: Self.now), "x"), .noInput, "no set has the id"),
      (.delete([set.id, .make(at: Self.now)]), .noInput, "no set has the id"),
      (.edit(set.id, SetEdit(side: .left)), .usage, "wall-sit has no side left"),
      (.edit(set.id, SetEdit(exercise: "side-plank")), .usage, "side-plank is done with each side"),
      (.edit(set.id, SetEdit(exercise: "walsit")), .noInput, "there is no exercise \"walsit\""),
      (.edit(set.id, SetEdit(athlete: "anna")), .noInput, "there is no athlete \"anna\""),
      (.edit(set.id, SetEdit(duration: .seconds(-3))), .usage, "a duration of -3 s"),
      (.edit(set.id, SetEdit(startedAt: WallTime(microseconds: 0))), .usage, "a start before the year 2000"),
      (.edit(set.id, SetEdit(reps: .set(3))), .usage, "wall-sit is held"),
      (.note(set.id, String(repeating: "x", count: 2_001)), .usage, "a note of 2001 bytes"),
    ]
    for change: (inout LoggedSet) -> Void in [
      { $0.exercise = "walsit" }, { $0.athlete = "bob" }, { $0.station = "rack" }, { $0.side = .left },
      { $0.duration = .zero }, { $0.duration = .seconds(90_000) }, { $0.reps = 3 }, { $0.rpe = 11 },
      { $0.startedAt = WallTime(microseconds: 0) },
    ] {
      var wrong = Self.typed()
      change(&wrong)
      let isName = wrong.exercise == "walsit" || wrong.athlete == "bob" || wrong.station == "rack"
      cases.append((.add(wrong), isName ? .noInput : .usage, ""))
      if !isName, wrong.side == .both, wrong.reps == nil {
        cases.append((.import([Self.typed(), wrong], after: 0, more: false), .usage, "sets[1]: "))
      }
    }
    for (request, code, message) in cases {
      let error = try client.failure(request)
      #expect(error.code == code && error.message.contains(message), "\(request): \(error)")
    }
    #expect(try client.failure(.edit(set.id, SetEdit(athlete: "anna"))).remedy == "did you mean ana?")
    #expect(try daemon.sets() == before)
    #expect(try daemon.status().faults == [])
    // One change only was made.
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try client.failure(.undo(station: nil, athlete: nil)).message == "nothing to undo")
  }

  @Test("The last set of status is right after what is done to the last ones")
  func lastSet() throws {
    let daemon = try RunningDaemon(
      configuration: "[[station]]\nname = \"main\"\n[[station]]\nname = \"rack\"\n")
    let client = try daemon.client()
    var sets: [LoggedSet] = []
    for number in 0..<60 {
      var set = Self.typed(ago: Double(10_000 - number * 100))
      if number == 0 { set.station = "rack" }
      sets.append(set)
    }
    #expect(try client.change(.import(sets, after: 0, more: false)).count == 60)
    // Of so many the newest fifty are read once they are stored, and it is not among them.
    #expect(try eventually { try daemon.station("main").lastSet == sets[59] })
    #expect(try daemon.station("rack").lastSet == nil)
    // Moved to the front, it is.
    let now = Self.now + .seconds(-50)
    let moved = try client.change(.edit(sets[0].id, SetEdit(startedAt: now)))
    #expect(try daemon.station("rack").lastSet == moved.set)
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try eventually { try daemon.station("rack").lastSet == nil })
    // With the others gone, it is again, once that is read.
    _ = try client.change(.delete(sets[40...].map(\.id)))
    #expect(try daemon.station("main").lastSet == sets[39])
    #expect(try eventually { try daemon.station("rack").lastSet == sets[0] })
  }

  @Test("A set that was forgotten counts once it is confirmed")
  func confirmation() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    var forgotten = Self.typed(ago: 6_000)
    (forgotten.duration, forgotten.endedBy) = (.seconds(900), .timeout)
    _ = try client.change(.import([forgotten], after: 0, more: false))
    let confirmed = try client.change(.edit(forgotten.id, SetEdit(confirms: true)))
    #expect(confirmed.set?.measured == Measured(forgotten) && confirmed.set?.endedBy == .timeout)
    #expect(confirmed.set?.mayBeRecord == true)
    #expect(try client.change(.edit(forgotten.id, SetEdit(confirms: true))).before == [confirmed.set])
    let undone = try client.change(.undo(station: nil, athlete: nil))
    #expect(undone.after.first?.mayBeRecord == false, "the second one was no change")
  }

  @Test("Subscribers hear of changes")
  func events() throws {
    let daemon = try RunningDaemon()
    let listener = try daemon.client()
    try listener.subscribe(Subscription())
    let client = try daemon.client()
    let set = Self.typed()
    let added = try client.change(.add(set))
    let event = try listener.event("changed") { if case .changed = $0 { true } else { false } }
    #expect(event.what == .changed(added) && event.station == "main")
    // What changes nothing is not told.
    _ = try client.change(.edit(set.id, SetEdit(duration: set.duration)))
    let deleted = try client.change(.delete([set.id]))
    #expect(try listener.event("changed") { _ in true }.what == .changed(deleted))
    let undone = try client.change(.undo(station: nil, athlete: nil))
    #expect(try listener.event("undone") { _ in true }.what == .undone(undone))
    let redone = try client.change(.redo)
    #expect(try listener.event("redone") { _ in true }.what == .redone(redone))
  }

  // MARK: Import

  @Test("An import comes in pieces and is one change")
  func pieces() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let sets = (0..<300).map { Self.typed(ago: Double(100_000 - $0 * 100)) }
    _ = try client.change(.add(sets[7]))
    #expect(try client.send(.import(Array(sets[..<100]), after: 0, more: true)) == .null)
    #expect(try client.send(.import(Array(sets[100..<200]), after: 100, more: true)) == .null)
    #expect(try daemon.sets() == [sets[7]], "nothing yet")
    let report = try client.change(.import(Array(sets[200...]), after: 200, more: false))
    #expect(report.kind == .import && report.count == 299 && report.text == "imported 299 sets")
    #expect(report.after.count == 20 && report.set == nil)
    #expect(try daemon.sets().map(\.id) == sets.map(\.id))
    #expect(try client.change(.import(sets.suffix(100), after: 0, more: false)).count == 0)
    let undone = try client.change(.undo(station: nil, athlete: nil))
    #expect(undone.count == 299 && undone.text == "took back the import of 299 sets")
    #expect(try daemon.sets() == [sets[7]])
  }

  @Test("A connection that ends in the middle of an import changes nothing")
  func diesInTheMiddle() throws {
    let daemon = try RunningDaemon()
    do {
      let client = try daemon.client()
      try client.send(.import([Self.typed(), Self.typed()], after: 0, more: true))
    }
    let other = try daemon.client()
    let set = Self.typed()
    // What the other had sent is nobody else's.
    #expect(try other.failure(.import([set], after: 2, more: false)).code == .data)
    #expect(try other.change(.import([set], after: 0, more: false)).count == 1)
    #expect(try daemon.sets() == [set])
  }

  @Test("Another request in between drops the pieces, and what follows is refused")
  func interrupted() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let sets = (0..<3).map { _ in Self.typed() }
    for between in [Request.status, .redo, .subscribe(Subscription())] {
      try client.send(.import([sets[0]], after: 0, more: true))
      _ = try? client.send(between)
      let error = try client.failure(.import([sets[1]], after: 1, more: true))
      #expect(error.message == "import: 1 sets are said to be sent before, and 0 are here")
      #expect(try client.failure(.import([sets[2]], after: 2, more: false)).code == .data)
    }
    // A line that is no request is one too.
    let raw = try RawConnection(daemon.socket)
    let piece = JSONWriter.text(sets[0])
    try raw.send("{\"request\":\"import\",\"sets\":[\(piece)],\"more\":true}\nnonsense\n")
    try raw.send("{\"request\":\"import\",\"sets\":[\(piece)],\"after\":1,\"id\":3}\n")
    var lines: [String] = []
    while lines.last?.contains("\"id\":3") != true, let line = try raw.line() { lines.append(line) }
    #expect(lines.last?.contains("1 sets are said to be sent before") == true, "\(lines)")
    #expect(try daemon.sets() == [])
    // Begun anew, it is taken.
    #expect(try client.change(.import(sets, after: 0, more: false)).count == 3)
  }
}
