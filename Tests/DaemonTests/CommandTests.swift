import Control
import Syscalls
import Testing
import Training

@Suite("Commands")
struct CommandTests {
  @Test("Start and stop: the answer is the set that is stored")
  func startAndStop() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let started = try client.station(.start(station: nil))
    #expect(started.state == .running)
    #expect(started.running?.carrier == .command)
    #expect(try client.failure(.start(station: nil)).code == .usage)
    #expect(try client.failure(.rep(station: nil)).message.contains("wall-sit is held"))
    let set = try client.set(.stop(station: nil))
    #expect(set.endedBy == .command)
    let isSynchronized = try daemon.status().clock.isSynchronized
    #expect(set.clock == (isSynchronized ? .synced : .unsynced))
    #expect(set.startedAt == started.running?.startedAt)
    #expect(try daemon.sets() == [set])
    #expect(try daemon.station().lastSet == set)
    #expect(try client.failure(.stop(station: nil)).message == "nothing is running")
    #expect(try client.failure(.discard(station: nil)).code == .usage)
  }

  @Test("Several stops at once get the sets they ended, each its own")
  func stopsAtOnce() throws {
    let daemon = try RunningDaemon()
    let holder = try Other(daemon.database)
    let first = try RawConnection(daemon.socket)
    let second = try RawConnection(daemon.socket)
    let third = try RawConnection(daemon.socket)
    // While the database is locked, nothing can be stored: two sets wait for their answers.
    try holder.run("BEGIN EXCLUSIVE")
    try first.send(
      "{\"request\":\"start\"}\n{\"request\":\"select\",\"load_kg\":1}\n{\"request\":\"stop\",\"id\":1}\n")
    _ = try (first.line(), first.line())
    try second.send(
      "{\"request\":\"start\"}\n{\"request\":\"select\",\"load_kg\":2}\n{\"request\":\"stop\",\"id\":2}\n")
    _ = try (second.line(), second.line())
    try third.send("{\"request\":\"stop\",\"id\":3}\n")
    #expect(try third.line()?.contains("nothing is running") == true)
    try holder.run("COMMIT")
    for (client, load) in [(first, 1.0), (second, 2.0)] {
      let line = try #require(try client.line())
      let set = try LoggedSet(json: try #require(try JSONValue(parsing: Array(line.utf8))["result"]), at: "")
      #expect(set.loadKg == load, "\(line)")
    }
    #expect(try daemon.sets(2).map(\.loadKg) == [1, 2])
  }

  @Test("Selecting")
  func select() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let selected = try client.station(
      .select(SelectRequest(exercise: "side-plank", side: .right, load: .set(7.5), target: .set("20-40s"))))
    #expect(selected.selection.exercise == "side-plank")
    #expect(selected.selection.side == .right)
    #expect(selected.selection.loadKg == 7.5)
    #expect(selected.target == Target(seconds: .range(20, 40)))
    // What is wrong in one part changes nothing in the others.
    _ = try client.failure(.select(SelectRequest(exercise: "wall-sit", side: .left)))
    #expect(try daemon.station().selection == selected.selection)
    let cleared = try client.station(.select(SelectRequest(load: .clear, target: .clear)))
    #expect(cleared.selection.loadKg == nil && cleared.selection.target == nil)
    // It ends what runs, and returns after a restart.
    _ = try client.station(.start(station: nil))
    _ = try client.station(.select(SelectRequest(exercise: "squat")))
    #expect(try daemon.sets(1)[0].endedBy == .change)
    #expect(daemon.stop() == 0)
    #expect(try RunningDaemon(daemon.folder).station().selection.exercise == "squat")
  }

  @Test("Repetitions, undo, redo, discard")
  func repetitions() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    #expect(try client.failure(.undo(station: nil, athlete: nil)).message == "nothing to undo")
    #expect(try client.failure(.redo).message == "nothing to redo")
    _ = try client.station(.select(SelectRequest(exercise: "squat")))
    for count in 1...3 { #expect(try client.station(.rep(station: nil)).running?.reps == count) }
    let set = try client.set(.stop(station: nil))
    #expect(set.reps == 3)
    let undone = try client.change(.undo(station: "main", athlete: nil))
    #expect(undone.set == set)
    #expect(undone.text.hasPrefix("took back squat"))
    #expect(try daemon.sets() == [])
    #expect(try daemon.station().lastSet == nil)
    let redone = try client.change(.redo)
    #expect(redone.set?.id == set.id)
    #expect(try daemon.sets().map(\.id) == [set.id])
    #expect(try daemon.station().lastSet?.id == set.id)
    _ = try client.station(.rep(station: nil))
    #expect(try client.station(.discard(station: nil)).state == .idle)
    #expect(try daemon.sets().count == 1)
    #expect(try client.failure(.undo(station: "nowhere", athlete: nil)).code == .noInput)
  }

  @Test("A countdown is called off by stop, and a rep is no part of it")
  func countdown() throws {
    let daemon = try RunningDaemon(configuration: "get_ready = \"10m\"\n")
    let client = try daemon.client()
    let ready = try client.station(.start(station: nil))
    #expect(ready.state == .ready)
    #expect(try #require(ready.countdown) > .seconds(590))
    #expect(try client.failure(.start(station: nil)).code == .usage)
    #expect(try client.station(.stop(station: nil)).state == .idle)
    _ = try client.station(.select(SelectRequest(exercise: "squat")))
    _ = try client.station(.start(station: nil))
    #expect(try client.failure(.rep(station: nil)).code == .usage)
    #expect(try client.station(.discard(station: nil)).state == .idle)
    #expect(try daemon.sets() == [])
  }

  @Test("A countdown runs to its end without anybody touching the daemon")
  func countdownRuns() throws {
    let daemon = try RunningDaemon(configuration: "get_ready = \"300ms\"\nmax_hold = \"1s\"\n")
    let client = try daemon.client()
    try client.subscribe(Subscription())
    _ = try client.station(.start(station: nil))
    _ = try client.event("started") { if case .started = $0 { true } else { false } }
    let saved = try client.event("saved") { if case .saved = $0 { true } else { false } }
    guard case .saved(let set) = saved.what else { return }
    #expect(set.duration.microseconds == 1_000_000)
    #expect(set.endedBy == .timeout)
  }

  @Test("With several stations a command names its own")
  func severalStations() throws {
    let daemon = try RunningDaemon(
      configuration: "[[station]]\nname = \"left\"\n[[station]]\nname = \"right\"\n")
    let client = try daemon.client()
    let error = try client.failure(.start(station: nil))
    #expect(error.code == .usage)
    #expect(error.remedy == "add --station: left, right")
    _ = try client.station(.start(station: "right"))
    #expect(try daemon.station("left").state == .idle)
    #expect(try daemon.station("right").state == .running)
    #expect(try client.set(.stop(station: "right")).station == "right")
    #expect(try client.failure(.stop(station: "rihgt")).remedy == "did you mean right?")
    #expect(try client.failure(.undo(station: "left", athlete: nil)).message == "nothing to undo")
  }

  @Test("Subscribers hear what happens, in order, the set after its end")
  func events() throws {
    let daemon = try RunningDaemon(
      configuration: "[[station]]\nname = \"left\"\n[[station]]\nname = \"right\"\n")
    let all = try daemon.client()
    let right = try daemon.client()
    try all.subscribe(Subscription())
    try right.subscribe(Subscription(station: "right"))
    let client = try daemon.client()
    for station in ["left", "right"] {
      _ = try client.station(.start(station: station))
      _ = try client.set(.stop(station: station))
    }
    let wanted = ["started", "stopped", "saved"]
    #expect(try names(all, 6).map(\.name) == wanted + wanted)
    #expect(try names(right, 3) == wanted.map { Heard(name: $0, station: "right") })
  }

  private struct Heard: Equatable {
    var name: String
    var station: String?
  }

  private func names(_ client: ControlClient, _ count: Int) throws -> [Heard] {
    try (0..<count).map { _ in
      guard case .event(let event)? = try client.next(timeout: .seconds(10)) else {
        throw NotRunning(description: "no event")
      }
      let name =
        switch event.what {
        case .started: "started"
        case .stopped: "stopped"
        case .saved: "saved"
        default: "\(event.what)"
        }
      return Heard(name: name, station: event.station)
    }
  }
}
