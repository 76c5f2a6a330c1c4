import Control
import Glibc
import Store
import Syscalls
import Testing
import Training

@Suite("The end, and what comes after it")
struct EndTests {
  /// Starts a set, lets some time pass and ends the daemon.
  private func interrupted(_ end: (RunningDaemon) -> Void) throws -> (
    daemon: RunningDaemon, start: RunningReport
  ) {
    let daemon = try RunningDaemon(configuration: "heartbeat = \"1s\"\n")
    let start = try #require(try daemon.client().station(.start(station: nil)).running)
    pause(milliseconds: 300)
    try waitForJournal(daemon)
    end(daemon)
    return (daemon, start)
  }

  /// What is not on the disk does not survive being cut off.
  private func waitForJournal(_ daemon: RunningDaemon) throws {
    let database = try Other(daemon.database)
    #expect(try eventually { try database.integer("SELECT count(*) FROM running") == 1 })
  }

  @Test(
    "Told to stop, and back soon: the set goes on from its exact start",
    arguments: [SIGTERM, SIGINT, SIGKILL])
  func goesOn(signal: Int32) throws {
    let (former, start) = try interrupted { daemon in
      daemon.signal(signal)
      #expect(daemon.exitCode() == (signal == SIGKILL ? -SIGKILL : 0))
    }
    #expect(try former.sets() == [])
    let before = SystemClock.boottime
    let daemon = try RunningDaemon(former.folder)
    let running = try #require(try daemon.station().running)
    #expect(running.startedAt == start.startedAt)
    #expect(running.elapsed > .milliseconds(300))
    let set = try daemon.client().set(.stop(station: nil))
    #expect(set.startedAt == start.startedAt)
    #expect(set.duration > .milliseconds(300))
    #expect(set.duration.microseconds < SystemClock.boottime - before + 20_000_000)
    #expect(set.endedBy == .command)
    #expect(daemon.log.contains("wall-sit goes on"))
  }

  @Test("Back too late, the set ends at its last heartbeat: as a crash, or as told to stop")
  func tooLate() throws {
    for (signal, endedBy) in [(SIGKILL, EndedBy.crash), (SIGTERM, .shutdown)] {
      let (former, _) = try interrupted { daemon in
        daemon.signal(signal)
        _ = daemon.exitCode()
      }
      // Forty minutes pass: what is journalled moves back by so much.
      try sqlite(
        former.database,
        "UPDATE running SET instant_us = instant_us - 2400000000, heartbeat_us = heartbeat_us - 2400000000")
      let daemon = try RunningDaemon(former.folder)
      let set = try daemon.sets(1)[0]
      #expect(set.endedBy == endedBy)
      #expect(set.duration < .seconds(5))
      #expect(signal == SIGKILL || set.duration > .milliseconds(300))
      #expect(try daemon.station().state == .idle)
    }
  }

  @Test("In another boot the set ends as a power cut, whenever that is")
  func powerCut() throws {
    let (former, start) = try interrupted { $0.kill() }
    try sqlite(former.database, "UPDATE boots SET boot_id = 'another'")
    let daemon = try RunningDaemon(former.folder)
    let set = try daemon.sets(1)[0]
    #expect(set.endedBy == .powerCut)
    #expect(set.startedAt == start.startedAt)
    #expect(try daemon.station().state == .idle)
  }

  @Test("A selection returns, unless its athlete trains here no more")
  func athleteIsGone() throws {
    let two = "[[athlete]]\nid = \"me\"\n[[athlete]]\nid = \"you\"\n"
    let first = try RunningDaemon(configuration: two)
    _ = try first.client().station(.select(SelectRequest(exercise: "squat", athlete: "you")))
    first.stop()
    let second = try RunningDaemon(first.folder)
    #expect(try second.station().selection.athlete == "you")
    #expect(try second.station().selection.exercise == "squat")
    second.stop()
    let third = try RunningDaemon(first.folder, configuration: "[[athlete]]\nid = \"me\"\n")
    #expect(try third.station().selection.athlete == "me")
  }

  @Test("A set that a played pedal began goes on, and another life's pedal ends it")
  func pedalGoesOn() throws {
    let folder = Folder()
    var pedal = Pedal()
    pedal.tap(at: 0)
    let first = try RunningDaemon(folder, ["--play", folder.write("taps", pedal.text)])
    #expect(try eventually { try first.station().state == .running })
    let start = try first.station().running?.startedAt
    try waitForJournal(first)
    first.kill()
    let second = try RunningDaemon(folder, ["--play", folder("taps")])
    let set = try second.sets(1)[0]
    #expect(set.startedAt == start)
    #expect(set.endedBy == .tap)
  }

  @Test("After it has gone on, its life is journalled anew")
  func journalledAnew() throws {
    let (former, _) = try interrupted { $0.stop() }
    let second = try RunningDaemon(former.folder)
    let database = try Other(former.database)
    #expect(try eventually { try database.integer("SELECT stopped FROM running") == 0 })
    second.kill()
    // It was alive until just now, whatever had been told before.
    try sqlite(
      former.database,
      "UPDATE running SET instant_us = instant_us - 2400000000, heartbeat_us = heartbeat_us - 2400000000")
    let set = try RunningDaemon(former.folder).sets(1)[0]
    #expect(set.endedBy == .crash)
  }

  @Test("A client that waits for its set gets it although the daemon is told to stop")
  func answeredAtTheEnd() throws {
    let daemon = try RunningDaemon()
    let holder = try Other(daemon.database)
    let client = try RawConnection(daemon.socket)
    try client.send("{\"request\":\"start\"}\n")
    _ = try client.line()
    try holder.run("BEGIN EXCLUSIVE")
    try client.send("{\"request\":\"stop\"}\n{\"request\":\"status\"}\n")
    // The status comes while the set is held up.
    #expect(try client.line()?.contains("\"stations\"") == true)
    daemon.signal(SIGTERM)
    #expect(try client.line()?.contains("duration_s") == true)
    #expect(daemon.exitCode() == 0)
    try holder.run("COMMIT")
    #expect(try RunningDaemon(daemon.folder).sets(1).count == 1)
  }

  @Test("A log that nobody takes stops nothing")
  func brokenLog() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    // A pipe that is full at once, and whose reader goes later.
    _ = fcntl(ends[1], setPipeSize, 4_096)
    let daemon = try RunningDaemon(logDescriptor: ends[1])
    close(ends[1])
    let client = try daemon.client()
    for _ in 0..<200 { _ = try? client.send(.start(station: nil)) }
    #expect(try daemon.status().stations.count == 1)
    close(ends[0])
    for _ in 0..<10 { _ = try? client.send(.start(station: nil)) }
    #expect(try daemon.station().state == .running)
  }
}

/// `F_SETPIPE_SZ`, Linux's own, which Swift's Glibc module leaves out (`fcntl.h` under `_GNU_SOURCE`).
private let setPipeSize: Int32 = 1_031
