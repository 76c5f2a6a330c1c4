import Testing
import Training

@testable import Tracking

private func ms(_ count: Double) -> Instant { Instant(microseconds: Int64(count * 1_000)) }

@Suite struct GestureReaderTests {
  private static let b: UInt16 = 48
  private static let numLock: UInt16 = 69
  private static let one: UInt16 = 79

  /// Feeds key events, each a frame of its own, and gives what is told, one line each: the gesture, the key, when it began,
  /// its length, and its action.
  private func told(
    _ input: InputConfiguration?, down: [UInt16] = [], _ events: [(at: Double, key: UInt16, value: Int32)],
    until end: Double = 10_000
  ) -> [String] {
    var reader = GestureReader(input: input, down: down)
    var readings: [GestureReader.Reading] = []
    for event in events {
      reader.take(RawEvent(at: ms(event.at), type: 1, code: event.key, value: event.value), into: &readings)
      reader.take(RawEvent(at: ms(event.at), type: 0, code: 0, value: 0), into: &readings)
    }
    reader.advance(to: ms(end), into: &readings)
    if end == 10_000 { #expect(reader.nextDeadline == nil) }
    return readings.map(line)
  }

  private func line(_ reading: GestureReader.Reading) -> String {
    var text =
      "\(reading.key.map(String.init) ?? "any") \(reading.what.rawValue) @\(reading.at.microseconds / 1_000)"
    if let length = reading.length { text += " \(decimalText(Double(length.microseconds) / 1_000))ms" }
    if let action = reading.action { text += " → " + action.words }
    return text
  }

  private func input(
    _ binding: KeyBinding? = nil, any: KeyBinding? = nil, debounce: Interval = .milliseconds(25)
  ) -> InputConfiguration {
    InputConfiguration(
      match: DeviceMatch(name: "*"), debounce: debounce, keys: binding.map { [Self.b: $0] } ?? [:], any: any)
  }

  @Test func aTapAloneIsToldAtThePress() throws {
    var reader = GestureReader(input: input(KeyBinding(tap: .go)))
    var readings: [GestureReader.Reading] = []
    reader.take(RawEvent(at: ms(100), type: 1, code: Self.b, value: 1), into: &readings)
    try #require(readings.map(line) == ["48 tap @100 → go"])
    #expect(readings[0].isConfigured)
    readings = []
    reader.take(RawEvent(at: ms(162), type: 1, code: Self.b, value: 0), into: &readings)
    #expect(readings.isEmpty && reader.nextDeadline == ms(187))
    reader.advance(to: ms(186.999), into: &readings)
    #expect(readings.isEmpty)
    reader.advance(to: ms(187), into: &readings)
    #expect(readings.map(line) == ["48 release @162 62ms"])
  }

  @Test func gesturesOfAConfiguredKey() {
    let goUndo = input(KeyBinding(tap: .go, long: .undo))
    let b = Self.b
    #expect(told(goUndo, [(0, b, 1), (62, b, 0)]) == ["48 tap @0 → go", "48 release @62 62ms"])
    // Told at 800 ms, while it is down.
    #expect(told(goUndo, [(0, b, 1)], until: 799.9) == [])
    #expect(told(goUndo, [(0, b, 1)], until: 800) == ["48 long @0 → undo"])
    #expect(told(goUndo, [(0, b, 1), (1_213, b, 0)]) == ["48 long @0 → undo", "48 release @1213 1213ms"])
    // Twice in a row is two taps where no double is bound.
    #expect(
      told(goUndo, [(0, b, 1), (60, b, 0), (160, b, 1), (230, b, 0)]) == [
        "48 tap @0 → go", "48 release @60 60ms", "48 tap @160 → go", "48 release @230 70ms",
      ])
    let double = input(KeyBinding(tap: .go, double: .next))
    #expect(
      told(double, [(0, b, 1), (60, b, 0), (160, b, 1), (230, b, 0)]) == [
        "48 double @0 → next", "48 release @230 70ms",
      ])
    #expect(told(double, [(0, b, 1), (60, b, 0)], until: 309.9) == [])
    #expect(told(double, [(0, b, 1), (60, b, 0)]) == ["48 tap @0 → go", "48 release @60 60ms"])
    let hold = input(KeyBinding(press: .hold, release: .undo))
    #expect(
      told(hold, [(0, b, 1), (3_000, b, 0)]) == ["48 press @0 → hold", "48 release @3000 3000ms → undo"])
    // Autorepeat is nothing.
    #expect(told(hold, [(0, b, 1), (300, b, 2), (400, b, 2), (500, b, 0)]).count == 2)
  }

  @Test func keysThatNothingIsBoundTo() {
    let b = Self.b
    for entry in [nil, InputConfiguration(match: DeviceMatch(name: "*"), keys: [30: KeyBinding(tap: .go)])] {
      #expect(told(entry, [(0, b, 1), (60, b, 0)]) == ["48 tap @0", "48 release @60 60ms"])
      #expect(
        told(entry, [(0, b, 1), (60, b, 0), (160, b, 1), (230, b, 0)]) == [
          "48 double @0", "48 release @230 70ms",
        ])
      #expect(told(entry, [(0, b, 1), (900, b, 0)]) == ["48 long @0", "48 release @900 900ms"])
      // Two keys do not mix, and an up without a down is nothing.
      #expect(
        told(entry, [(0, b, 1), (20, 31, 1), (40, 31, 0), (60, b, 0), (70, 32, 0)]).sorted()
          == ["31 release @40 20ms", "31 tap @20", "48 release @60 60ms", "48 tap @0"])
    }
    // Bound to nothing: it is told at once, and keeps out of any.
    let ignored = InputConfiguration(
      match: DeviceMatch(name: "*"), keys: [b: KeyBinding()], any: KeyBinding(tap: .go))
    #expect(told(ignored, [(0, b, 1), (60, b, 0)]) == ["48 press @0", "48 release @60 60ms"])
  }

  @Test func anyIsOneKey() {
    let any = input(any: KeyBinding(tap: .go))
    #expect(
      told(any, [(0, Self.numLock, 1), (1, Self.one, 1), (50, Self.numLock, 0), (60, Self.one, 0)])
        == ["any tap @0 → go", "any release @60 60ms"])
  }

  @Test func bounces() {
    let b = Self.b
    let one = input(KeyBinding(tap: .go))
    // At the press and at the release, each with how long the contact was open.
    #expect(
      told(one, [(0, b, 1), (3, b, 0), (6, b, 1), (100, b, 0), (104.5, b, 1), (110, b, 0)]) == [
        "48 tap @0 → go", "48 bounce @3 3ms", "48 bounce @100 4.5ms", "48 release @110 110ms",
      ])
    // Up for 25 ms is a release.
    #expect(
      told(one, [(0, b, 1), (100, b, 0), (125, b, 1), (200, b, 0)]) == [
        "48 tap @0 → go", "48 release @100 100ms", "48 tap @125 → go", "48 release @200 75ms",
      ])
    // The entry's own time counts.
    let slow = input(KeyBinding(tap: .go), debounce: .milliseconds(60))
    #expect(told(slow, [(0, b, 1), (100, b, 0), (125, b, 1), (200, b, 0)]).contains("48 bounce @100 25ms"))
    let none = input(KeyBinding(tap: .go), debounce: .zero)
    #expect(
      told(none, [(0, b, 1), (3, b, 0), (6, b, 1), (9, b, 0)]).filter { $0.contains("tap") }.count == 2)
  }

  @Test func keysThatWereDownAreNoPress() {
    let b = Self.b
    #expect(
      told(nil, down: [b], [(50, b, 0), (500, b, 1), (560, b, 0)]) == ["48 tap @500", "48 release @560 60ms"])
    #expect(told(input(KeyBinding(tap: .go)), down: [b], [(50, b, 0)]) == [])
    var reader = GestureReader(input: nil)
    var readings: [GestureReader.Reading] = []
    reader.take(RawEvent(at: ms(0), type: 1, code: b, value: 1), into: &readings)
    // Lost events: the key is found up.
    reader.resync(down: [], at: ms(100), into: &readings)
    reader.advance(to: ms(1_000), into: &readings)
    #expect(readings.map(line) == ["48 tap @0", "48 release @100 100ms"])
  }

  @Test func theKernelsReleaseIsNoTap() {
    // When a device goes, the kernel releases its keys and marks the frame.
    var reader = GestureReader(input: input(KeyBinding(tap: .go, long: .undo)))
    var readings: [GestureReader.Reading] = []
    reader.take(RawEvent(at: ms(0), type: 1, code: Self.b, value: 1), into: &readings)
    reader.take(RawEvent(at: ms(0), type: 0, code: 0, value: 0), into: &readings)
    reader.take(RawEvent(at: ms(300), type: 1, code: Self.b, value: 0), into: &readings)
    reader.take(RawEvent(at: ms(300), type: 0, code: 0, value: 1), into: &readings)
    reader.advance(to: ms(2_000), into: &readings)
    #expect(readings.isEmpty)
    // It was asleep only: the next press is one.
    reader.take(RawEvent(at: ms(3_000), type: 1, code: Self.b, value: 1), into: &readings)
    reader.take(RawEvent(at: ms(3_050), type: 1, code: Self.b, value: 0), into: &readings)
    reader.advance(to: ms(4_000), into: &readings)
    #expect(readings.map(line) == ["48 tap @3000 → go", "48 release @3050 50ms"])
  }

  @Test func itTellsWhatAStationWouldDo() {
    // The same random presses, chatter and all, read here and by the node of a station.
    var random = SplitMix(seed: 7)
    for round in 0..<300 {
      let input = input(
        KeyBinding(tap: .go, double: round % 2 == 0 ? .next : nil, long: round % 3 == 0 ? .undo : nil))
      var at = 0.0
      var events: [RawEvent] = []
      for _ in 0..<30 {
        at +=
          [1.0, 3, 20, 60, 200, 400, 900].randomElement(using: &random)!
          + Double.random(in: 0..<1, using: &random)
        events.append(RawEvent(at: ms(at), type: 1, code: Self.b, value: events.count % 2 == 0 ? 1 : 0))
      }
      var node = InputNode(device: "", input: input, down: [])
      var wanted: [String] = []
      func note(_ gesture: Gesture?) {
        guard let gesture, let action = input.keys[Self.b]?.action(for: gesture) else { return }
        wanted.append("\(gesture.at.microseconds) \(action.words)")
      }
      func letTimePass(to end: Instant) {
        while node.deadline <= end { note(node.expire(due: node.deadline)?.gesture) }
      }
      for event in events {
        letTimePass(to: event.at)
        note(node.take(event)?.gesture)
      }
      letTimePass(to: ms(at + 5_000))

      var reader = GestureReader(input: input)
      var readings: [GestureReader.Reading] = []
      for event in events { reader.take(event, into: &readings) }
      reader.advance(to: ms(at + 5_000), into: &readings)
      let got = readings.compactMap { reading in
        reading.action.map { "\(reading.at.microseconds) \($0.words)" }
      }
      #expect(got == wanted, "round \(round)")
      #expect(!wanted.isEmpty)
    }
  }

  @Test func actionsInTheirOwnWords() {
    for text in [
      "go", "toggle", "start", "stop", "hold", "rep", "undo", "discard", "next", "previous", "side",
      "exercise wall-sit",
      "athlete me", "load +2.5", "load -2.5", "load 20", "rpe 7.5", "load +0",
    ] {
      #expect(Action(text)?.words == text)
    }
    for name in Action.names { #expect(Action(name)?.words ?? name == name) }
    #expect(KeyBinding(tap: .go, long: .undo).words == "tap go, long undo")
    #expect(
      KeyBinding(press: .hold, release: .stop, double: .next).words == "press hold, release stop, double next"
    )
    #expect(KeyBinding().words == "nothing")
  }
}

/// Random numbers that are the same each time.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
