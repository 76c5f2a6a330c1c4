import Control
import Glibc
import Syscalls
import Testing
import Tracking
import Training

/// A daemon that goes along programs.
enum Guided {
  /// Everybody's shipped program: a circuit of squat, push-up, lunge, pull-apart and side plank, three rounds, and two more.
  static let homePlan = "[[athlete]]\nid = \"me\"\nprogram = \"home-plan\"\n"

  /// The text of a site's own program: sets of one exercise after the other.
  /// - Parameter exercises: the ids, with how many sets and what is asked for.
  static func program(
    rest: String = "1min", _ exercises: (id: String, sets: Int, target: String)..., id: String = "own"
  ) -> String {
    """
    id = "\(id)"
    name = "Of our own"
    kind = "routine"
    source = "me"
    sessions_per_week = 3
    [[session]]
    id = "a"
    name = "A"
    [[session.block]]
    name = "all"
    rest = "\(rest)"

    """
      + exercises.map {
        "[[session.block.exercise]]\nexercise = \"\($0.id)\"\nsets = \($0.sets)\ntarget = \"\($0.target)\"\n"
      }.joined()
  }

  /// A folder with a program in `programs/` beside the configuration.
  static func folder(_ program: String, as id: String = "own") -> Folder {
    let folder = Folder()
    mkdir(folder("programs"), 0o755)
    folder.write("programs/\(id).toml", program)
    return folder
  }

  /// A configuration under which `me` follows a program.
  static func following(_ id: String) -> String { "[[athlete]]\nid = \"me\"\nprogram = \"\(id)\"\n" }
}

extension RunningDaemon {
  /// The station, once it is as it should be; fails where it does not come to that.
  func station(_ name: String = "main", _ isSo: (StationReport) -> Bool) throws -> StationReport {
    let client = try client()
    var found: StationReport?
    let isThere = try eventually {
      let report = try StatusReport(json: client.send(.status, timeout: .seconds(10)), at: "")
      found = report.stations.first { $0.station == name }
      return found.map(isSo) ?? false
    }
    let station = try #require(found)
    try #require(isThere, "\(station.selection), set \(station.set), \(String(describing: station.plan))")
    return station
  }

  /// The station, once the set of an exercise is up.
  @discardableResult
  func isUp(_ exercise: String, _ number: Int = 1, side: Side = .both, at name: String = "main") throws
    -> StationReport
  {
    try station(name) {
      $0.plan?.up?.exercise == exercise && $0.plan?.up?.side == side && $0.plan?.up?.set.number == number
        && $0.selection.exercise == exercise && $0.selection.side == side && $0.set.number == number
    }
  }
}

extension ControlClient {
  /// A set of repetitions of what is selected.
  @discardableResult
  func count(_ reps: Int, at station: String? = nil) throws -> LoggedSet {
    for _ in 0..<reps { _ = try self.station(.rep(station: station)) }
    return try set(.stop(station: station))
  }

  /// A hold of what is selected, over at once.
  @discardableResult
  func hold(at station: String? = nil) throws -> LoggedSet {
    _ = try self.station(.start(station: station))
    return try set(.stop(station: station))
  }

  /// What happens up to an event, by their names and what they tell; `selected` and `saved` are left out.
  func happenings(upTo last: Event.Happening) throws -> [Event.Happening] {
    var heard: [Event.Happening] = []
    let end = SystemClock.boottime + 10_000_000
    while SystemClock.boottime < end, let line = try next(timeout: .seconds(5)) {
      guard case .event(let event) = line else { continue }
      switch event.what {
      case .selected, .saved, .started: continue
      default: heard.append(event.what)
      }
      if event.what == last { return heard }
    }
    throw NotRunning(description: "no \(last) among \(heard)")
  }
}

@Suite("A program is gone along")
struct GuideTests {
  @Test("A program of the configuration sets the station to its first set, and status has plan and week")
  func first() throws {
    let daemon = try RunningDaemon(configuration: Guided.homePlan)
    let station = try daemon.isUp("squat")
    #expect(station.set == StationReport.SetNumber(1, of: 3))
    #expect(station.target == Target(reps: .exactly(12)) && station.state == .idle)
    let plan = try #require(station.plan)
    #expect(plan.program == "home-plan" && plan.programName == "Home plan" && plan.week == 1)
    #expect(plan.session == "full" && plan.sessionName == "Full body")
    // Three rounds of seven sets, with both sides of lunge and side plank; calf raise; clamshell on both sides.
    #expect(plan.done == 0 && plan.of == 24)
    #expect(plan.up?.set == station.set && plan.up?.target == station.target && plan.up?.rest == nil)
    #expect(plan.then?.exercise == "push-up" && plan.then?.exerciseName == "Push-up")
    #expect(
      station.adherence
        == AdherenceReport(program: "home-plan", week: 1, done: 0, planned: 2, streak: 0, dose: .missed))
    // As JSON, all of it is there under its names.
    let json = try daemon.client().send(.status)["stations"]
    guard case .array(let stations)? = json else {
      throw NotRunning(description: "\(String(describing: json))")
    }
    #expect(stations[0]["plan"]?["up"]?["exercise"] == .string("squat"))
    #expect(stations[0]["plan"]?["sets_planned"] == .integer(24))
    #expect(stations[0]["adherence"]?["sessions_planned"] == .integer(2))
    #expect(try daemon.status().faults == [])
  }

  @Test("A set that is done moves it on, to the other side too, and the cue says what is up")
  func movesOn() throws {
    let folder = Folder()
    let daemon = try RunningDaemon(
      folder,
      configuration: Guided.homePlan + """
        [cues]
        command = ["/bin/sh", "-c", "echo \\"$1|$2\\" >> \(folder.path)/said", "cue", "{cue}", "{text}"]

        """)
    try daemon.isUp("squat")
    let client = try daemon.client()
    let watcher = try daemon.client()
    try watcher.subscribe(Subscription())
    #expect(try client.count(12).reps == 12)
    let heard = try watcher.happenings(upTo: .ready)
    #expect(heard == (1...12).map { .rep($0) } + [.target, .stopped, .ready], "\(heard)")
    let next = try daemon.isUp("push-up")
    #expect(next.set == StationReport.SetNumber(1, of: 3) && next.target == Target(reps: .exactly(12)))
    #expect(next.plan?.done == 1 && next.plan?.then?.exercise == "reverse-lunge")
    #expect(next.plan?.then?.side == .left)
    #expect(
      eventually { folder.text("said").contains("ready|Push-up, set 1 of 3, 12 reps\n") },
      "\(folder.text("said"))")
    // Another one that may stand in for it is as good.
    _ = try client.station(.select(SelectRequest(exercise: "incline-push-up")))
    #expect(try daemon.station().set == StationReport.SetNumber(1, of: 3))
    try client.count(1)
    try daemon.isUp("reverse-lunge", side: .left)
    try client.count(1)
    try daemon.isUp("reverse-lunge", side: .right)
    #expect(
      eventually { folder.text("said").contains("ready|Reverse lunge, right, set 1 of 3, 10 reps\n") },
      "\(folder.text("said"))")
    #expect(try daemon.sets().map(\.exercise) == ["squat", "incline-push-up", "reverse-lunge"])
  }

  @Test("The rest is timed and counted down, and the session's end is told", .timeLimit(.minutes(1)))
  func restAndEnd() throws {
    let folder = Guided.folder(Guided.program(rest: "2s", ("wall-sit", 2, "30s")))
    let daemon = try RunningDaemon(
      folder,
      configuration: Guided.following("own") + """
        [cues]
        command = ["/bin/sh", "-c", "echo \\"$1|$2\\" >> \(folder.path)/said", "cue", "{cue}", "{text}"]

        """)
    #expect(try daemon.isUp("wall-sit").plan?.up?.rest == .seconds(2))
    let client = try daemon.client()
    let watcher = try daemon.client()
    try watcher.subscribe(Subscription())
    let first = try client.hold()
    let resting = try daemon.isUp("wall-sit", 2)
    #expect(resting.state == .resting && resting.plan?.up?.rest == nil)
    #expect(try #require(resting.restLeft) <= .seconds(2))
    var over = try watcher.event("the second before its end") { $0 == .tick(1) }
    #expect(abs((over.at - first.endedAt).microseconds - 1_000_000) < 50_000)
    over = try watcher.event("the end of the rest") { $0 == .restOver }
    #expect(abs((over.at - first.endedAt).microseconds - 2_000_000) < 50_000)
    #expect(
      eventually { folder.text("said").hasSuffix("tick|1\nrest-over|rest over: Wall sit\n") },
      "\(folder.text("said"))")
    #expect(try daemon.station().state == .idle)
    // Nothing is to be rested for after the last set.
    try client.hold()
    let heard = try watcher.happenings(upTo: .sessionDone)
    #expect(heard == [.stopped, .sessionDone], "\(heard)")
    let done = try daemon.station()
    #expect(done.plan?.up == nil && done.plan?.done == 2 && done.plan?.of == 2 && done.state == .idle)
    #expect(eventually { folder.text("said").contains("session-done|session done\n") })
  }

  @Test("What is not planned fits in between, and the place is kept")
  func unplanned() throws {
    let daemon = try RunningDaemon(configuration: Guided.homePlan)
    try daemon.isUp("squat")
    let client = try daemon.client()
    try client.count(1)
    try daemon.isUp("push-up")
    let chosen = try client.station(.select(SelectRequest(exercise: "wall-sit")))
    // It is nobody's set of three, and the plan still says what is up.
    #expect(chosen.set == StationReport.SetNumber(1) && chosen.plan?.up?.exercise == "push-up")
    #expect(try client.hold().exercise == "wall-sit")
    #expect(try daemon.isUp("push-up").plan?.done == 1)
    // A planned one out of its turn counts, and what was up stays so.
    _ = try client.station(.select(SelectRequest(exercise: "calf-raise")))
    try client.count(1)
    #expect(try daemon.isUp("push-up").plan?.done == 2)
    #expect(try daemon.sets().map(\.exercise) == ["squat", "wall-sit", "calf-raise"])
  }

  @Test("Undo and delete put a set up again, redo takes it as done")
  func takenBack() throws {
    let daemon = try RunningDaemon(configuration: Guided.homePlan)
    try daemon.isUp("squat")
    let client = try daemon.client()
    let squat = try client.count(1)
    try daemon.isUp("push-up")
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try daemon.isUp("squat").plan?.done == 0)
    _ = try client.change(.redo)
    #expect(try daemon.isUp("push-up").plan?.done == 1)
    _ = try client.change(.delete([squat.id]))
    #expect(try daemon.isUp("squat").plan?.done == 0)
    // So does the first of several; what was done after it stays done.
    let again = try client.count(1)
    try daemon.isUp("push-up")
    try client.count(1)
    try daemon.isUp("reverse-lunge", side: .left)
    _ = try client.change(.delete([again.id]))
    #expect(try daemon.isUp("squat").plan?.done == 1)
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try daemon.isUp("reverse-lunge", side: .left).plan?.done == 2)
    // Of all that is deleted at once the oldest is up.
    let sets = try daemon.sets()
    _ = try client.change(.delete(sets.map(\.id)))
    #expect(try daemon.isUp("squat").plan?.done == 0)
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try daemon.isUp("reverse-lunge", side: .left).plan?.done == 2)
    // Put right to something that is not asked for, it is open again, and waits until all else is done.
    let last = try #require(try daemon.sets().last)
    _ = try client.change(.edit(last.id, SetEdit(exercise: "jump-squat")))
    #expect(try daemon.station { $0.plan?.done == 1 }.plan?.up?.exercise == "reverse-lunge")
  }

  @Test("Two stations: each goes along the program of its own athlete; at two stations one goes along one")
  func twoStations() throws {
    let folder = Guided.folder(Guided.program(("wall-sit", 3, "30s"), ("plank", 1, "20s")))
    let daemon = try RunningDaemon(
      folder,
      configuration: Guided.homePlan + """
        [[athlete]]
        id = "ana"
        program = "own"
        [[station]]
        name = "left"
        athlete = "me"
        [[station]]
        name = "right"
        athlete = "ana"
        [[station]]
        name = "rack"
        athlete = "ana"

        """)
    let client = try daemon.client()
    try daemon.isUp("squat", at: "left")
    #expect(try daemon.isUp("wall-sit", at: "right").plan?.program == "own")
    #expect(try client.hold(at: "right").athlete == "ana")
    #expect(try daemon.isUp("squat", at: "left").plan?.done == 0)
    try daemon.isUp("wall-sit", 2, at: "right")
    // The other station of hers knows it too.
    try client.hold(at: "rack")
    try daemon.isUp("wall-sit", 3, at: "right")
    #expect(try client.count(1, at: "left").athlete == "me")
    try daemon.isUp("push-up", at: "left")
    try daemon.isUp("wall-sit", 3, at: "right")
    // Somebody else at a station gets what is up for him.
    _ = try client.station(.select(SelectRequest(station: "rack", athlete: "me")))
    try daemon.isUp("push-up", at: "rack")
    try client.count(1, at: "rack")
    try daemon.isUp("reverse-lunge", side: .left, at: "left")
    // Hers is taken back from the station where she is not any more.
    _ = try client.change(.undo(station: nil, athlete: "ana"))
    try daemon.isUp("wall-sit", 2, at: "right")
  }
}
