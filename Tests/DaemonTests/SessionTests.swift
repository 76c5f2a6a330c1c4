import Control
import Store
import Syscalls
import Testing
import Training

@Suite("Which set it is")
struct SessionTests {
  private func hold(_ client: ControlClient) throws {
    _ = try client.station(.start(station: nil))
    _ = try client.set(.stop(station: nil))
  }

  private func number(_ client: ControlClient) throws -> Int {
    try StatusReport(json: client.send(.status), at: "").stations[0].set.number
  }

  @Test("It counts what stands in the log, whoever changes that, through a restart")
  func numbers() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let fresh = try daemon.station()
    #expect(fresh.set == StationReport.SetNumber(1) && fresh.rested == nil && fresh.sessionLeft == nil)
    try hold(client)
    let started = try client.station(.start(station: nil))
    #expect(started.set.number == 2 && started.rested == nil && started.sessionLeft == nil)
    let second = try client.set(.stop(station: nil))
    #expect(try number(client) == 3)
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try number(client) == 2)
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try number(client) == 1)
    #expect(try daemon.station().rested == nil)
    _ = try client.change(.redo)
    _ = try client.change(.redo)
    #expect(try number(client) == 3)
    #expect(daemon.stop() == 0)

    let again = try RunningDaemon(daemon.folder)
    pause(milliseconds: 50)
    let report = try again.status()
    let station = report.stations[0]
    #expect(station.set.number == 3)
    let rested = try #require(station.rested)
    let left = try #require(station.sessionLeft)
    // Both clocks are those of one status.
    #expect(abs((report.clock.wall - second.endedAt - rested).microseconds) < 100_000)
    #expect(rested + left == .seconds(1_800))
    _ = try again.client().change(.undo(station: nil, athlete: nil))
    #expect(try number(again.client()) == 2)
  }

  @Test("A set of another session, another station or another side does not count")
  func others() throws {
    let two = """
      session_gap = "1h"
      [[station]]
      name = "main"
      exercise = "side-plank"
      [[station]]
      name = "rack"
      exercise = "side-plank"

      """
    let daemon = try RunningDaemon(configuration: two)
    let client = try daemon.client()
    _ = try client.station(.start(station: "main"))
    _ = try client.set(.stop(station: "main"))
    #expect(try daemon.station().set.number == 1)
    #expect(try daemon.station().selection.side == .right)
    #expect(try daemon.station("rack").set.number == 1)
    #expect(try daemon.station("rack").rested == nil)
    #expect(try client.station(.select(SelectRequest(station: "main", side: .left))).set.number == 2)
    daemon.stop()
    // Two hours pass: the set is that much older.
    try sqlite(
      daemon.database,
      "UPDATE sets SET started_us = started_us - 7200000000, sort_us = sort_us - 7200000000")
    let again = try RunningDaemon(daemon.folder)
    _ = try again.client().station(.select(SelectRequest(station: "main", side: .left)))
    #expect(try again.station().set.number == 1)
    #expect(try again.station().rested == nil)
  }

  @Test("Sets that a wrong clock puts into the future do not disturb the count")
  func future() throws {
    let daemon = try RunningDaemon()
    try hold(daemon.client())
    daemon.stop()
    try sqlite(
      daemon.database,
      "UPDATE sets SET started_us = started_us + 7200000000, sort_us = sort_us + 7200000000")
    let again = try RunningDaemon(daemon.folder)
    #expect(try again.station().set.number == 1)
    for expected in [2, 3] {
      try hold(again.client())
      #expect(try again.station().set.number == expected)
    }
  }

  @Test("A set that ended with the daemon counts")
  func closed() throws {
    let daemon = try RunningDaemon(configuration: "heartbeat = \"1s\"\n")
    _ = try daemon.client().station(.start(station: nil))
    let database = try Other(daemon.database)
    #expect(try eventually { try database.integer("SELECT count(*) FROM running") == 1 })
    daemon.kill()
    // Five minutes pass.
    try sqlite(
      daemon.database,
      "UPDATE running SET instant_us = instant_us - 300000000, heartbeat_us = heartbeat_us - 300000000")
    let again = try RunningDaemon(daemon.folder)
    #expect(try again.sets(1)[0].endedBy == .crash)
    let station = try again.station()
    #expect(station.set.number == 2)
    let rested = try #require(station.rested)
    #expect(rested > .seconds(250) && rested < .seconds(350), "\(rested)")
  }

  @Test("A set that is typed in, put right or deleted counts as it stands")
  func corrections() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    try hold(client)
    let now = WallTime(microseconds: SystemClock.realtime)
    func typed(ago seconds: Double) -> LoggedSet {
      LoggedSet(
        id: .make(at: now), athlete: "me", station: "main", exercise: "wall-sit", kind: .hold, side: .both,
        startedAt: now + .seconds(-seconds), duration: .seconds(45), endedBy: .edit, clock: .synced)
    }
    let set = typed(ago: 600)
    _ = try client.change(.add(set))
    #expect(try number(client) == 3)
    // Too long ago for this session.
    _ = try client.change(.add(typed(ago: 7_200)))
    #expect(try number(client) == 3)
    _ = try client.change(.edit(set.id, SetEdit(exercise: "plank")))
    #expect(try number(client) == 2)
    #expect(try client.station(.select(SelectRequest(exercise: "plank"))).set.number == 2)
    _ = try client.change(.undo(station: nil, athlete: nil))
    #expect(try number(client) == 1)
    _ = try client.change(.redo)
    _ = try client.change(.delete([set.id]))
    #expect(try number(client) == 1)
    #expect(try client.station(.select(SelectRequest(exercise: "wall-sit"))).set.number == 2)
    // Of two equal ones the one that goes is the one that is meant.
    let late = typed(ago: 300)
    _ = try client.change(.add(late))
    let early = typed(ago: 40_000)
    _ = try client.change(.add(early))
    #expect(try number(client) == 3)
    _ = try client.change(.delete([early.id]))
    #expect(try number(client) == 3)
    // A note is none of the station's business.
    let stored = try #require(try daemon.sets().first { $0.endedBy == .command })
    _ = try client.change(.note(stored.id, "easy"))
    #expect(try number(client) == 3)
    _ = try client.change(.delete([stored.id]))
    #expect(try number(client) == 2)
  }
}
