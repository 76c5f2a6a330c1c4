import Control
import Glibc
import Motion
import Store
import Syscalls
import Testing
import Training

@Suite("The disk does not take it")
struct TroubleTests {
  @Test("While another program locks the database, sets go to the spill file, and later where they belong")
  func locked() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let holder = try Other(daemon.database)
    _ = try client.station(.start(station: nil))
    try holder.run("BEGIN EXCLUSIVE")
    let before = SystemClock.boottime
    let sets = try (0..<3).map { index in
      let set = try client.set(.stop(station: nil))
      if index < 2 { _ = try client.station(.start(station: nil)) }
      return set
    }
    let status = try daemon.status()
    #expect(
      status.faults.contains("3 sets are in the spill file, not yet in the database"), "\(status.faults)")
    #expect(status.faults.contains { $0.contains("locked") || $0.contains("holds") }, "\(status.faults)")
    #expect(status.pending == 0)
    try holder.run("COMMIT")
    let stored = try daemon.sets(3, seconds: 20)
    #expect(stored.map(\.id) == sets.map(\.id))
    #expect(stored.map(\.duration) == sets.map(\.duration))
    #expect(sets.allSatisfy { $0.duration.microseconds < SystemClock.boottime - before })
    #expect(try eventually { try daemon.status().faults == [] })
  }

  @Test("What a sensor sent during a set is kept with that set, though the next one ends before it is stored")
  func samplesOfSets() throws {
    let folder = Folder()
    var pedal = Pedal()
    for second in [1, 3, 4, 9] { pedal.tap(at: Int64(second) * 1_000_000) }
    var sensor = sensorRecording("Motion Sensors")
    for frame in 0..<500 {
      let hundredths = String(100 + 2 * frame % 100).dropFirst()
      let at = "\(frame / 50).\(hundredths)0000"
      sensor += "E: \(at) 0003 0002 \(4_000 + frame % 2)\nE: \(at) 0000 0000 0\n"
    }
    let daemon = try RunningDaemon(
      folder,
      ["--play", folder.write("taps", pedal.text), folder.write("sensor", sensor), "--speed", "20"],
      configuration: """
        keep_samples = 5
        [[station]]
        name = "main"
        exercise = "wall-sit"
        [[station.input]]
        match = { name = "Test Pedal" }
        keys.KEY_A = { tap = "go" }
        [[station.input]]
        match = { accelerometer = true }
        use = "motion"
        """)
    // While it is locked nothing is stored; for less time than the daemon waits.
    let holder = try Other(daemon.database)
    try holder.run("BEGIN IMMEDIATE")
    usleep(700_000)
    try holder.run("COMMIT")
    let sets = try daemon.sets(2)
    #expect(sets.map(\.duration) == [.seconds(2), .seconds(5)])
    let log = try #require(try Store.openReadOnly(daemon.database))
    for set in sets {
      #expect(try eventually { try log.samples(of: set.id) != nil })
      let kept = try #require(try log.samples(of: set.id))
      let frames = SampleTape.events(of: kept.events)?.count { $0.type == 0 } ?? 0
      #expect(abs(frames - Int(set.duration.seconds * 50)) < 5, "\(frames)")
    }
    #expect(daemon.stop() == 0)
  }

  @Test("A database that is locked at the start is waited for in the background")
  func lockedAtTheStart() throws {
    let first = try RunningDaemon()
    first.stop()
    let holder = try Other(first.database)
    try holder.run("BEGIN EXCLUSIVE")
    let daemon = try RunningDaemon(first.folder)
    let client = try daemon.client()
    _ = try client.station(.start(station: nil))
    let set = try client.set(.stop(station: nil))
    #expect(try daemon.status().faults.isEmpty == false)
    try holder.run("COMMIT")
    #expect(try daemon.sets(1, seconds: 20)[0].id == set.id)
  }

  @Test("A selection that could not be stored is a fault only until the database works again")
  func faultIsOver() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let holder = try Other(daemon.database)
    try holder.run("BEGIN EXCLUSIVE")
    _ = try client.station(.select(SelectRequest(exercise: "squat")))
    #expect(try eventually { try daemon.status().faults.count == 1 })
    try holder.run("COMMIT")
    _ = try client.station(.select(SelectRequest(exercise: "wall-sit")))
    #expect(try eventually { try daemon.status().faults == [] })
  }

  @Test("On a full disk the timing goes on, and what is only in memory is a fault")
  func full() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let listener = try daemon.client()
    try listener.subscribe(Subscription())
    // No file of the process may grow, nor be written beyond its first byte.
    try limitFiles(of: daemon.process, to: "1")
    _ = try client.station(.start(station: nil))
    let error = try client.failure(.stop(station: nil))
    #expect(error.code == .inputOutput)
    #expect(error.message.contains("memory only"), "\(error)")
    _ = try listener.event("fault") { if case .fault("not-saved", _) = $0 { true } else { false } }
    #expect(try daemon.status().pending == 1)
    _ = try client.station(.start(station: nil))
    _ = try client.failure(.stop(station: nil))
    let status = try daemon.status()
    #expect(status.pending == 2)
    #expect(status.faults.contains("2 sets are held in memory only"))
    // There is room again: both are stored, and that is told.
    try limitFiles(of: daemon.process, to: "unlimited")
    _ = try listener.event("saved") { if case .saved = $0 { true } else { false } }
    _ = try daemon.sets(2, seconds: 20)
    #expect(try eventually { try daemon.status().faults == [] })
    #expect(try daemon.status().pending == 0)
  }

  @Test("A file of the database that somebody removed is replaced, and that is told until the end")
  func removed() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    for suffix in ["", "-wal", "-shm"] { unlink(daemon.database + suffix) }
    _ = try client.station(.start(station: nil))
    let set = try client.set(.stop(station: nil))
    #expect(try daemon.sets(1) == [set])
    #expect(try daemon.status().faults.contains { $0.contains("moved or removed") })
    _ = try client.station(.start(station: nil))
    _ = try client.set(.stop(station: nil))
    #expect(try daemon.status().faults.contains { $0.contains("moved or removed") })
  }

  /// Limits how large a file the process may write: `1`, `unlimited`.
  private func limitFiles(of process: Int32, to bytes: String) throws {
    let child = try ChildProcess(starting: ["prlimit", "--pid", "\(process)", "--fsize=\(bytes):"])
    var status: Int32 = 0
    guard waitpid(child.process, &status, 0) == child.process, status == 0 else {
      throw NotRunning(description: "prlimit failed")
    }
  }
}
