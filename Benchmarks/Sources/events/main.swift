import CEvents
import Glibc
import Tracking
import Training

// The path from a raw event to a finished gesture and the station's new state, beside a C loop over the same events.
// Prints a line a case: name, nanoseconds a key event, those of the C loop (or "-"), sets, and ends with 1 where the
// two do not find the same sets.

let keyB: UInt16 = 48
let presses = 100_000
let rounds = 15

/// A case: what is played, at which station.
struct Case {
  var name: String
  var events: [RawEvent]
  var station: Station
  var hasPeer: Bool
}

let catalogue = Catalogue([
  Exercise(
    id: "wall-sit", name: "Wall sit", kind: .hold, sides: .both,
    beginner: Target(seconds: .range(20, 30)))
])

func station(_ input: InputConfiguration) -> Station {
  // Sessions that end: no one does ten thousands of sets in one, and the station looks at all of a session's.
  Station(
    configuration: StationConfiguration(sessionGap: .seconds(2), inputs: [input]), catalogue: catalogue)
}

let anyPedal = DeviceMatch(knownPedal: true)
let keypadCodes: [UInt16] = [71, 72, 73, 75, 76, 77, 79, 80, 81, 82, 96, 98]
let cases = [
  Case(
    name: "pedal, default configuration", events: taps(on: [keyB]),
    station: station(InputConfiguration(match: anyPedal, any: KeyBinding(tap: .go))), hasPeer: true),
  Case(
    name: "pedal, its key bound", events: taps(on: [keyB]),
    station: station(InputConfiguration(match: anyPedal, keys: [keyB: KeyBinding(tap: .go)])), hasPeer: true),
  Case(
    name: "keypad, 12 keys with tap, double and long", events: taps(on: keypadCodes),
    station: station(
      InputConfiguration(
        match: anyPedal,
        keys: Dictionary(
          uniqueKeysWithValues: keypadCodes.map {
            ($0, KeyBinding(tap: .go, double: .discard, long: .toggle))
          }))), hasPeer: false),
]

/// A sequence that is the same on every machine (the generator of the C standard's own example).
struct Figures {
  var state: UInt32 = 20_261_121
  mutating func next(_ range: ClosedRange<Int64>) -> Int64 {
    state = state &* 1_103_515_245 &+ 12_345
    return range.lowerBound + Int64(state / 65_536) % (range.upperBound - range.lowerBound + 1)
  }
}

/// Presses as switches make them: a quarter chatters, a tenth is held until the keyboard repeats.
func taps(on codes: [UInt16]) -> [RawEvent] {
  var figures = Figures()
  var events: [RawEvent] = []
  var now = Instant(microseconds: 1_000_000)
  func send(_ code: UInt16, _ value: Int32) {
    events.append(RawEvent(at: now, type: 1, code: code, value: value))
    events.append(RawEvent(at: now, type: 0, code: 0, value: 0))
  }
  func pass(_ milliseconds: ClosedRange<Int64>) {
    now = now + Interval(microseconds: figures.next(milliseconds) * 1_000 + figures.next(0...999))
  }
  for _ in 0..<presses {
    let code = codes[Int(figures.next(0...Int64(codes.count - 1)))]
    let chatters = figures.next(1...4) == 1
    send(code, 1)
    if chatters { pass(1...3); send(code, 0); pass(1...3); send(code, 1) }
    if figures.next(1...10) == 1 {
      for _ in 0..<5 { pass(33...34); send(code, 2) }
    }
    pass(60...200)
    send(code, 0)
    if chatters { pass(1...3); send(code, 1); pass(1...3); send(code, 0) }
    pass(160...3_000)
  }
  return events
}

struct Found: Equatable {
  var sets = 0
  var held: Int64 = 0
}

/// As the daemon does it: events as they come, time at the end of each frame, and the next deadline for the timer.
func run(_ events: [RawEvent], _ fresh: Station) -> Found {
  var station = fresh
  var effects: [Effect] = []
  var found = Found()
  var wakeAt: Instant?
  let node = station.attach("pedal", input: station.configuration.inputs[0], at: events[0].at, into: &effects)
  for event in events {
    station.handle(event, from: node, into: &effects)
    guard event.type == 0 else { continue }
    station.advance(to: event.at, into: &effects)
    wakeAt = station.nextDeadline
    guard !effects.isEmpty else { continue }
    for effect in effects {
      guard case .finished(let set) = effect else { continue }
      found.sets += 1
      found.held += set.duration.microseconds
    }
    effects.removeAll(keepingCapacity: true)
  }
  precondition(wakeAt != nil || found.sets > 0)
  return found
}

func runPeer(_ events: [RawEvent]) -> Found {
  precondition(MemoryLayout<RawEvent>.stride == MemoryLayout<cevents_event>.stride)
  return events.withUnsafeBytes { bytes in
    let result = cevents_run(
      bytes.assumingMemoryBound(to: cevents_event.self).baseAddress, events.count, keyB, 25_000)
    return Found(sets: Int(result.sets), held: result.held)
  }
}

/// The thread's own processor time: others on the machine do not count.
func processorTime() -> Int64 {
  var now = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}

func tenths(_ value: Double) -> String {
  let count = Int((value * 10).rounded())
  return "\(count / 10).\(count % 10)"
}

func median(_ figures: [Double]) -> Double { figures.sorted()[figures.count / 2] }

for test in cases {
  let keyEvents = Double(test.events.count { $0.type == 1 })
  var ours: [Double] = []
  var peers: [Double] = []
  var found = Found()
  for _ in 0..<rounds {
    let start = processorTime()
    found = run(test.events, test.station)
    let middle = processorTime()
    ours.append(Double(middle - start) / keyEvents)
    guard test.hasPeer else { continue }
    let peer = runPeer(test.events)
    peers.append(Double(processorTime() - middle) / keyEvents)
    guard peer == found else {
      print("\(test.name): the C loop found \(peer), the station \(found)")
      exit(1)
    }
  }
  print(
    test.name, tenths(median(ours)), test.hasPeer ? tenths(median(peers)) : "-", found.sets, separator: "\t")
}
