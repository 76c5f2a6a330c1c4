import Gym
import Settings
import Tracking
import Training

enum Code {
  static let key: UInt16 = 1
  static let a: UInt16 = 30
  static let b: UInt16 = 48
}

let shared = Catalogue([
  Exercise(id: "wall-sit", name: "Wall sit", kind: .hold, sides: .both),
  Exercise(id: "side-plank", name: "Side plank", kind: .hold, sides: .each),
  Exercise(id: "squat", name: "Squat", kind: .reps, sides: .both),
])

/// So many milliseconds after the beginning.
func at(_ milliseconds: Int64) -> Instant { Instant(microseconds: 1_000_000_000 + milliseconds * 1_000) }

func pedal(_ name: String, product: UInt16 = 1, abilities: DeviceIdentity.Abilities = [.keys])
  -> DeviceIdentity
{
  DeviceIdentity(
    name: name, bus: 3, vendor: 0x1234, product: product, path: "/dev/input/\(name)", abilities: abilities)
}

/// An entry that takes devices of a name.
func input(_ name: String, _ binding: KeyBinding = KeyBinding(tap: .go)) -> InputConfiguration {
  InputConfiguration(match: DeviceMatch(name: name), any: binding)
}

func station(
  _ name: String, _ inputs: [InputConfiguration] = [],
  _ change: (inout StationConfiguration) -> Void = { _ in }
) -> Station {
  var configuration = StationConfiguration()
  configuration.name = name
  configuration.exercise = "wall-sit"
  configuration.inputs = inputs
  change(&configuration)
  return Station(configuration: configuration, catalogue: shared, athletes: [Athlete(id: "me")])
}

func key(_ at: Instant, _ value: Int32, _ code: UInt16 = Code.a) -> DeviceEvent {
  .event(RawEvent(at: at, type: Code.key, code: code, value: value))
}

func report(_ at: Instant) -> DeviceEvent { .event(RawEvent(at: at, type: 0, code: 0, value: 0)) }

extension Gym {
  func edge(_ seat: Seat, _ at: Instant, _ value: Int32, _ code: UInt16 = Code.a) {
    collect(key(at, value, code), from: seat)
    collect(report(at), from: seat)
  }

  func tap(_ seat: Seat, _ start: Instant, _ code: UInt16 = Code.a) {
    edge(seat, start, 1, code)
    edge(seat, start + .milliseconds(60), 0, code)
  }

  /// The requests since the last call.
  func take() -> [Request] {
    defer { requests = [] }
    return requests
  }

  /// The sets that have ended since the last call, with their stations' names.
  func ended() -> [(station: String, set: FinishedSet)] {
    take().compactMap { request in
      guard case .finished(let set) = request.effect else { return nil }
      return (stations[request.station].configuration.name, set)
    }
  }
}

extension FinishedSet {
  var milliseconds: Int64 { (endedAt - running.startedAt).microseconds / 1_000 }
}

/// A configuration in TOML.
func parse(_ text: String) throws -> Configuration {
  try Configuration.parse(
    Array(text.utf8), file: "test.toml", catalogue: shared,
    names: KeyNameTable(code: { _ in nil }, all: { [] }, led: { _ in nil }))
}
