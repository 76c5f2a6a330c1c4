import Gym
import Settings
import Testing
import Tracking
import Training

@Suite("A turn")
struct TurnTests {
  @Test("What several devices sent in one turn is taken in order of time, whatever was read first")
  func order() {
    let gym = Gym(stations: [station("main", [input("*")])])
    let first = gym.attach(pedal("first"), to: 0, as: input("*"), at: at(0))
    let second = gym.attach(pedal("second", product: 2), to: 0, as: input("*"), at: at(0))
    gym.tap(second, at(4_000))
    gym.tap(second, at(6_000))
    gym.tap(first, at(1_000))
    gym.tap(first, at(3_000))
    gym.tap(first, at(9_000))
    gym.endTurn(now: at(10_000))
    #expect(gym.ended().map(\.set.milliseconds) == [2_000, 2_000])
    #expect(gym.stations[0].isBusy)
  }

  @Test("Events of one instant keep the order in which they were read")
  func sameInstant() {
    let gym = Gym(stations: [station("main", [input("*")])])
    let seat = gym.attach(pedal("a"), to: 0, as: input("*"), at: at(0))
    let other = gym.attach(pedal("b", product: 2), to: 0, as: input("*"), at: at(0))
    gym.tap(other, at(2_000))
    // Out of order, so that the turn has to be sorted; a key event and its report have one time.
    gym.tap(seat, at(1_000))
    gym.endTurn(now: at(3_000))
    #expect(gym.ended().map(\.set.milliseconds) == [1_000])
  }

  @Test("A deadline between two events of a turn comes between them")
  func deadline() {
    let gym = Gym(stations: [station("main", [input("*")]) { $0.maxHold = .seconds(2) }])
    let seat = gym.attach(pedal("a"), to: 0, as: input("*"), at: at(0))
    gym.tap(seat, at(1_000))
    // Three seconds after the end by itself a tap starts anew.
    gym.tap(seat, at(7_000))
    gym.tap(seat, at(8_500))
    gym.endTurn(now: at(9_000))
    let ended = gym.ended()
    #expect(ended.map(\.set.milliseconds) == [2_000, 1_500])
    #expect(ended.map(\.set.endedBy) == [.timeout, .tap])
  }

  @Test("No deadline passes before its instant, and the next one is told")
  func nextDeadline() {
    let gym = Gym(stations: [
      station("a") { $0.maxHold = .seconds(5) }, station("b") { $0.maxHold = .seconds(3) },
    ])
    #expect(gym.nextDeadline == nil)
    gym.perform(.start, station: 0, at: at(0))
    gym.perform(.start, station: 1, at: at(0))
    #expect(gym.nextDeadline == at(3_000))
    gym.endTurn(now: at(2_999))
    #expect(gym.ended().isEmpty)
    gym.endTurn(now: at(3_000))
    #expect(gym.ended().map(\.station) == ["b"])
    #expect(gym.nextDeadline == at(5_000))
  }

  @Test("A command comes after all that was collected")
  func command() {
    let gym = Gym(stations: [station("main", [input("*")])])
    let seat = gym.attach(pedal("a"), to: 0, as: input("*"), at: at(0))
    gym.tap(seat, at(1_000))
    gym.perform(.stop, station: 0, at: at(2_500))
    #expect(gym.ended().map(\.set.milliseconds) == [1_500])
  }

  @Test("What a device had sent before it went is not lost")
  func unplugged() {
    let gym = Gym(stations: [station("main", [input("*", KeyBinding(press: .hold))])])
    let entry = input("*", KeyBinding(press: .hold))
    let seat = gym.attach(pedal("a"), to: 0, as: entry, at: at(0))
    gym.edge(seat, at(1_000), 1)
    gym.edge(seat, at(2_000), 0)
    gym.unplugged(seat, at: at(2_010))
    gym.endTurn(now: at(2_020))
    let ended = gym.ended()
    #expect(ended.map(\.set.milliseconds) == [1_000])
    #expect(ended.map(\.set.endedBy) == [.release])
  }

  @Test("Stations do not disturb one another")
  func stations() {
    let gym = Gym(stations: [station("left", [input("l")]), station("right", [input("r")])])
    let left = gym.attach(pedal("l"), to: 0, as: input("l"), at: at(0))
    let right = gym.attach(pedal("r"), to: 1, as: input("r"), at: at(0))
    gym.tap(left, at(1_000))
    gym.tap(right, at(1_100))
    gym.tap(right, at(2_100))
    gym.tap(left, at(4_000))
    gym.endTurn(now: at(5_000))
    let ended = gym.ended()
    #expect(ended.map(\.station) == ["right", "left"])
    #expect(ended.map(\.set.milliseconds) == [1_000, 3_000])
  }

  @Test("A load belongs to the athlete, at whichever station it was set")
  func loads() {
    let gym = Gym(stations: [station("left"), station("right")])
    gym.perform(.selectLoad(12.5), station: 0, at: at(0))
    gym.perform(.exercise("squat"), station: 1, at: at(100))
    gym.perform(.exercise("wall-sit"), station: 1, at: at(200))
    #expect(gym.stations[1].selection.loadKg == 12.5)
  }

  @Test("Who trains along a program at two stations finds the next set at either")
  func program() throws {
    let gym = Gym(stations: [station("left"), station("right")])
    let sets = ["squat", "wall-sit"].enumerated().map { place, exercise in
      PlannedSet(exercise: exercise, side: .both, block: 0, place: place, number: 1, count: 1)
    }
    let due = DueSession(
      week: 1, session: "s", name: "S", number: 1, sets: sets, reasons: sets.map { _ in .start })
    gym.follow(SessionGuide(program: "p", programName: "P", due: due), athlete: "me", at: at(0))
    #expect(gym.stations.map(\.selection.exercise) == ["squat", "squat"])
    gym.perform(.start, station: 0, at: at(1_000))
    gym.perform(.stop, station: 0, at: at(2_000))
    #expect(gym.stations.map(\.selection.exercise) == ["wall-sit", "wall-sit"])
    let selected = gym.take().filter { if case .selected = $0.effect { true } else { false } }
    #expect(selected.map(\.station).suffix(2).sorted() == [0, 1])
    let set = LoggedSet(
      id: SetID(high: 0, low: 1), athlete: "me", station: "left", exercise: "squat", kind: .reps, side: .both,
      startedAt: WallTime(microseconds: at(1_000).microseconds), duration: .seconds(1), endedBy: .command,
      clock: .synced)
    gym.tookBack(set, station: 0, at: at(3_000))
    #expect(gym.stations.map(\.selection.exercise) == ["squat", "squat"])
  }
}

@Suite("Who gets a device")
struct ClaimTests {
  @Test("The first entry that matches, in the order of the file")
  func first() throws {
    let gym = Gym(stations: [
      station("left", [input("Left*"), input("Any Left", KeyBinding(tap: .undo))]),
      station("right", [input("*", KeyBinding(tap: .toggle))]),
    ])
    let left = try #require(gym.claim(pedal("Left One")))
    #expect(left.station == 0 && left.input.any?.tap == .go)
    #expect(gym.claim(pedal("Any Left"))?.input.any?.tap == .undo)
    #expect(gym.claim(pedal("Whatever"))?.station == 1)
    #expect(Gym(stations: [station("none")]).claim(pedal("Any")) == nil)
  }

  @Test("Where no input is configured, known pedals, and whatever is named")
  func named() {
    let configuration = Configuration.default(shared)
    let gym = Gym(stations: Gym.stations(of: configuration, catalogue: shared))
    #expect(gym.claim(pedal("Keyboard", abilities: [.keys, .fullKeyboard])) == nil)
    #expect(gym.claim(pedal("Known", abilities: [.keys, .knownPedal]))?.station == 0)
    #expect(
      gym.claim(named: pedal("Keyboard", abilities: [.keys, .fullKeyboard]), configuration)?.station == 0)
    #expect(gym.claim(named: pedal("Lamp", abilities: [.leds]), configuration) == nil)
  }

  @Test("Where inputs are configured, a name is no reason")
  func namedButConfigured() throws {
    let configuration = try parse(
      "[[station]]\nname = \"a\"\n[[station.input]]\nmatch = { name = \"Pedal\" }\n")
    let gym = Gym(stations: Gym.stations(of: configuration, catalogue: shared))
    #expect(gym.claim(named: pedal("Pedal"), configuration)?.station == 0)
    #expect(gym.claim(named: pedal("Other"), configuration) == nil)
  }

  @Test("With two stations and no input nobody gets it")
  func twoStations() throws {
    let configuration = try parse("[[station]]\nname = \"a\"\n[[station]]\nname = \"b\"\n")
    let gym = Gym(stations: Gym.stations(of: configuration, catalogue: shared))
    #expect(gym.claim(named: pedal("Pedal", abilities: [.keys, .knownPedal]), configuration) == nil)
  }
}

@Suite("A new configuration")
struct ReconfigureTests {
  private let entry = input("*")

  @Test("What runs goes on as it began, and its device still ends it")
  func goesOn() {
    let gym = Gym(stations: [station("main", [entry]) { $0.maxHold = .seconds(100) }])
    let seat = gym.attach(pedal("a"), to: 0, as: entry, at: at(0))
    gym.tap(seat, at(1_000))
    gym.endTurn(now: at(2_000))
    _ = gym.take()
    gym.reconfigure([station("new"), station("main", [entry]) { $0.maxHold = .seconds(2) }], at: at(2_000))
    #expect(gym.stations.map(\.configuration.name) == ["new", "main"])
    let again = gym.attach(pedal("a"), to: 1, as: entry, at: at(2_000))
    gym.endTurn(now: at(50_000))
    gym.tap(again, at(51_000))
    gym.endTurn(now: at(52_000))
    #expect(gym.ended().map(\.set.milliseconds) == [50_000])
    // The next one is under the new settings.
    gym.tap(again, at(60_000))
    gym.endTurn(now: at(70_000))
    #expect(gym.ended().map(\.set.milliseconds) == [2_000])
  }

  @Test("A station that is no more stays while its set runs, and no longer")
  func leaving() {
    let gym = Gym(stations: [
      station("idle"), station("busy", [entry]) { $0.rest = .seconds(30) }, station("stays"),
    ])
    gym.perform(.start, station: 1, at: at(0))
    gym.endTurn(now: at(10))
    _ = gym.take()
    gym.reconfigure([station("stays")], at: at(1_000))
    #expect(gym.stations.map(\.configuration.name) == ["stays", "busy"])
    #expect(gym.station(named: "busy") == 1)
    #expect(gym.station(named: "idle") == nil)
    // Its device is still its own, as nobody else wants it.
    let claim = gym.claim(pedal("a"))
    #expect(claim?.station == 1)
    let seat = gym.attach(pedal("a"), to: 1, as: entry, at: at(1_000))
    // In one turn the tap that ends the set, and one that would start another.
    gym.tap(seat, at(5_000))
    gym.tap(seat, at(6_000))
    gym.endTurn(now: at(7_000))
    #expect(gym.ended().map(\.set.milliseconds) == [5_000])
    #expect(gym.station(named: "busy") == nil)
    #expect(!gym.isPresent(1))
    #expect(gym.claim(pedal("a")) == nil)
    // Not even its rest is timed.
    #expect(gym.nextDeadline == nil)
    gym.tap(seat, at(8_000))
    gym.endTurn(now: at(60_000))
    #expect(gym.take().isEmpty)
    gym.reconfigure([station("stays")], at: at(61_000))
    #expect(gym.stations.count == 1)
  }

  @Test("A station that leaves and comes back has its set still")
  func back() {
    let gym = Gym(stations: [station("a"), station("b")])
    gym.perform(.start, station: 1, at: at(0))
    _ = gym.take()
    gym.reconfigure([station("a")], at: at(1_000))
    gym.reconfigure([station("b"), station("a")], at: at(2_000))
    #expect(gym.stations.map(\.configuration.name) == ["b", "a"])
    gym.perform(.stop, station: 0, at: at(3_000))
    #expect(gym.ended().map(\.set.milliseconds) == [3_000])
  }

  @Test("Selection and loads stay; a station that is new knows the loads")
  func loads() {
    let gym = Gym(stations: [station("a")])
    gym.perform(.selectLoad(20), station: 0, at: at(0))
    gym.perform(.exercise("side-plank"), station: 0, at: at(10))
    _ = gym.take()
    gym.reconfigure([station("a"), station("b")], at: at(1_000))
    #expect(gym.stations[0].selection.exercise == "side-plank")
    gym.perform(.exercise("squat"), station: 1, at: at(2_000))
    gym.perform(.exercise("wall-sit"), station: 1, at: at(3_000))
    #expect(gym.stations[1].selection.loadKg == 20)
  }
}
