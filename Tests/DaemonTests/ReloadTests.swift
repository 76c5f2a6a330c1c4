import Control
import Glibc
import Syscalls
import Testing
import Training

@Suite("The configuration is read anew")
struct ReloadTests {
  private static func stations(_ names: String...) -> String {
    names.map { "[[station]]\nname = \"\($0)\"\n" }.joined()
  }

  @Test("A broken one is refused with its place, the old one stays, and a running set goes on")
  func broken() throws {
    let daemon = try RunningDaemon(configuration: Self.stations("left", "right"))
    let client = try daemon.client()
    let running = try client.station(.start(station: "left")).running
    for (text, place) in [
      (Self.stations("left") + "exercise = \"wall-sti\"\n", "holdfast.toml:3"),
      ("[[station]\n", "holdfast.toml:1"),
      ("max_hold = 7\n", "holdfast.toml:1"),
    ] {
      daemon.folder.write("holdfast.toml", text)
      let error = try client.failure(.reload)
      #expect(error.code == .configuration)
      #expect(error.message.contains(place), "\(error.message)")
      #expect(error.remedy != nil)
    }
    unlink(daemon.folder("holdfast.toml"))
    #expect(try client.failure(.reload).code == .configuration)
    let status = try daemon.status()
    #expect(status.stations.map(\.station) == ["left", "right"])
    #expect(status.faults.count == 1 && status.faults[0].contains("the former one stays"))
    #expect(status.stations[0].running?.startedAt == running?.startedAt)

    daemon.folder.write("holdfast.toml", Self.stations("left", "middle"))
    #expect(try client.send(.reload) == .null)
    let after = try daemon.status()
    #expect(after.faults == [])
    #expect(after.stations.map(\.station) == ["left", "middle"])
    #expect(after.stations[0].running?.startedAt == running?.startedAt)
    #expect(try client.set(.stop(station: "left")).startedAt == running?.startedAt)
  }

  @Test("A set that runs stays as it began; the next is under the new configuration")
  func whileRunning() throws {
    let daemon = try RunningDaemon(configuration: "max_hold = \"1h\"\n")
    let client = try daemon.client()
    _ = try client.station(.start(station: nil))
    daemon.folder.write("holdfast.toml", "max_hold = \"1s\"\nexercise = \"side-plank\"\n")
    try client.send(.reload)
    pause(milliseconds: 1_300)
    #expect(try daemon.station().state == .running)
    _ = try client.set(.stop(station: nil))
    _ = try client.station(.start(station: nil))
    let sets = try daemon.sets(2)
    #expect(sets[0].duration > .seconds(1))
    #expect(sets[1].duration == .seconds(1))
    #expect(sets[1].endedBy == .timeout)
  }

  @Test("A station that is no more goes when its set has ended")
  func removedStation() throws {
    let daemon = try RunningDaemon(configuration: Self.stations("old", "gone", "stays"))
    let client = try daemon.client()
    _ = try client.station(.start(station: "old"))
    daemon.folder.write("holdfast.toml", Self.stations("stays", "new"))
    try client.send(.reload)
    #expect(try daemon.status().stations.map(\.station) == ["stays", "new", "old"])
    // Another reload meanwhile changes nothing for it.
    try client.send(.reload)
    #expect(try daemon.status().stations.map(\.station) == ["stays", "new", "old"])
    #expect(try client.set(.stop(station: "old")).station == "old")
    #expect(try daemon.status().stations.map(\.station) == ["stays", "new"])
    #expect(try client.failure(.start(station: "old")).code == .noInput)
  }

  @Test("The pedal of a station that went starts nothing there any more", .timeLimit(.minutes(1)))
  func pedalOfARemovedStation() throws {
    let folder = Folder()
    var pedal = Pedal("Pedal")
    for index in 0..<6 { pedal.tap(at: Int64(index) * 1_000_000) }
    let input = "[[station.input]]\nmatch = { name = \"Pedal\" }\n"
    let daemon = try RunningDaemon(
      folder, ["--play", folder.write("taps", pedal.text)],
      configuration: Self.stations("old") + input)
    #expect(try eventually { try daemon.station("old").state == .running })
    folder.write("holdfast.toml", Self.stations("new"))
    let client = try daemon.client()
    try client.send(.reload)
    // The second tap ends the set; the others find nobody.
    #expect(try daemon.sets(1)[0].duration.microseconds == 1_000_000)
    pause(milliseconds: 1_500)
    let status = try daemon.status()
    #expect(status.stations.map(\.station) == ["new"])
    #expect(status.devices == [])
    #expect(try daemon.sets().count == 1)
  }

  @Test("A played key that is held down carries its hold over a reload")
  func momentary() throws {
    let folder = Folder()
    var pedal = Pedal("Pedal")
    pedal.press(at: 0)
    pedal.release(at: 1_500_007)
    let text = """
      [[station]]
      name = "main"
      [[station.input]]
      match = { name = "Pedal" }
      keys.any = { press = "hold" }
      """
    let daemon = try RunningDaemon(folder, ["--play", folder.write("taps", pedal.text)], configuration: text)
    #expect(try eventually { try daemon.station().state == .running })
    try daemon.client().send(.reload)
    let set = try daemon.sets(1)[0]
    #expect(set.duration.microseconds == 1_500_007)
    #expect(set.endedBy == .release)
  }

  @Test("SIGHUP does the same, and two at once are both answered")
  func signal() throws {
    let daemon = try RunningDaemon(configuration: Self.stations("a"))
    daemon.folder.write("holdfast.toml", Self.stations("b"))
    daemon.signal(SIGHUP)
    #expect(try eventually { try daemon.status().stations[0].station == "b" })
    daemon.folder.write("holdfast.toml", Self.stations("c"))
    let clients = try (0..<8).map { _ in try RawConnection(daemon.socket) }
    for client in clients { try client.send("{\"request\":\"reload\"}\n{\"request\":\"reload\"}\n") }
    daemon.signal(SIGHUP)
    for client in clients {
      for _ in 0..<2 { #expect(try client.line()?.contains("\"ok\":true") == true) }
    }
    #expect(try daemon.status().stations.map(\.station) == ["c"])
    #expect(daemon.stop() == 0)
  }

  @Test("Many reloads leave nothing behind")
  func many() throws {
    let daemon = try RunningDaemon(configuration: Self.stations("a"))
    let client = try daemon.client()
    for _ in 0..<20 { try client.send(.reload) }
    let before = try descriptors(daemon)
    for _ in 0..<100 { try client.send(.reload) }
    #expect(try eventually { try descriptors(daemon) <= before })
  }

  private func descriptors(_ daemon: RunningDaemon) throws -> Int {
    try directoryEntries("/proc/\(daemon.process)/fd").count
  }
}
