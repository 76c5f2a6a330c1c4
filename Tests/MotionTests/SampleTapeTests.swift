import Motion
import Testing
import Training

@Suite struct SampleTapeTests {
  /// Frames of a sensor, 10 ms apart, from `start` s on.
  private func frames(_ count: Int, from start: Double = 1_000) -> [SampleTape.Event] {
    var events: [SampleTape.Event] = []
    for index in 0..<count {
      let at = Instant(microseconds: Int64(start * 1e6) + Int64(index) * 10_000)
      for axis in UInt16(0)...2 {
        let value = Int32(index * Int(axis + 1) % 4_001 - 2_000) * (index % 2 == 0 ? 1 : -1)
        events.append(.init(at: at, type: 3, code: axis, value: value))
      }
      events.append(.init(at: at, type: 4, code: 5, value: Int32(truncatingIfNeeded: index &* 1_000_003)))
      events.append(.init(at: at, type: 0, code: 0, value: 0))
    }
    return events
  }

  private func play(_ events: [SampleTape.Event], to tape: inout SampleTape) {
    for event in events { tape.add(type: event.type, code: event.code, value: event.value, at: event.at) }
  }

  @Test func whatWasSentComesBack() {
    var tape = SampleTape()
    let events = frames(3_000)
    tape.begin(at: events[0].at)
    play(events, to: &tape)
    let bytes = tape.finish()
    #expect(SampleTape.events(of: bytes) == events)
    // Five events a frame.
    #expect(bytes.count < 25 * 3_000)
  }

  @Test func extremesComeBack() {
    var tape = SampleTape()
    let events = [Int32.min, .max, 0, .min, -1].map { value in
      SampleTape.Event(at: Instant(microseconds: 5), type: 3, code: 0, value: value)
    }
    tape.begin(at: Instant(microseconds: 0))
    play(events, to: &tape)
    let bytes = tape.finish()
    #expect(SampleTape.events(of: bytes) == events)
  }

  @Test func whatTellsNothingOfAccelerationIsLeftOut() {
    var tape = SampleTape()
    tape.begin(at: Instant(microseconds: 0))
    tape.add(type: 1, code: 48, value: 1, at: Instant(microseconds: 1))
    tape.add(type: 3, code: 40, value: 1, at: Instant(microseconds: 1))
    #expect(tape.finish().isEmpty)
  }

  @Test("Without a set the last minute is kept, and a set has what came since it began")
  func before() {
    var tape = SampleTape()
    let events = frames(20_000)
    play(events, to: &tape)
    var kept = tape
    kept.begin(at: Instant(microseconds: 0))
    let minute = SampleTape.events(of: kept.finish()) ?? []
    #expect(minute.count >= 5 * 6_000)
    #expect(minute.count <= 5 * 6_500)
    let start = events[5 * 19_000].at
    tape.begin(at: start)
    let since = SampleTape.events(of: tape.finish()) ?? []
    #expect(since.last == events.last)
    #expect(since.contains { $0.at == start })
    #expect(since.filter { $0.type != 3 }.count == 2 * 1_000)
    #expect(since.allSatisfy { $0.at >= start })
  }

  @Test("After a long set the last minute is kept too, for a set that begins by itself soon")
  func afterASet() {
    var tape = SampleTape()
    let events = frames(10_000)
    tape.begin(at: events[0].at)
    play(Array(events.prefix(5 * 9_000)), to: &tape)
    #expect(!tape.finish().isEmpty)
    play(Array(events.dropFirst(5 * 9_000)), to: &tape)
    let start = events[5 * 8_990].at
    tape.begin(at: start)
    let since = SampleTape.events(of: tape.finish()) ?? []
    #expect(since.filter { $0.type == 0 }.count == 1_010)
  }

  @Test(
    "A tape begins with its set, whenever the set was known for one, and has what came since",
    arguments: 0..<40)
  func beginning(number: Int) {
    // From 3 s before the first frame to 5 s after it, told before the frames, in between or after them.
    let all = frames(400)
    let start = Instant(microseconds: 997_000_003 + Int64(number) * 200_000)
    for told in [0, 7, 900, 2_000] {
      var tape = SampleTape()
      play(Array(all.prefix(told)), to: &tape)
      tape.begin(at: start)
      play(Array(all.dropFirst(told)), to: &tape)
      let bytes = tape.finish()
      // What comes late is of the set all the same.
      let wanted = all.enumerated().filter { $0.offset >= told || $0.element.at >= start }.map(\.element)
      let events = SampleTape.events(of: bytes) ?? []
      guard !wanted.isEmpty else {
        #expect(bytes.isEmpty)
        continue
      }
      #expect(SampleTape.start(of: bytes) == start)
      #expect(events.allSatisfy { $0.at >= start })
      #expect(events.suffix(wanted.count).map(\.value) == wanted.map(\.value))
      #expect(events.suffix(wanted.count).map(\.at) == wanted.map { max($0.at, start) })
      // Before them at most the axes as they were.
      #expect(events.count - wanted.count <= 3)
    }
  }

  @Test("It does not grow beyond its bound, and what is cut off is the end")
  func bound() {
    var tape = SampleTape()
    let events = frames(120_000)
    tape.begin(at: events[0].at)
    play(events, to: &tape)
    let bytes = tape.finish()
    #expect(bytes.count <= SampleTape.most + 16_384)
    let back = SampleTape.events(of: bytes) ?? []
    #expect(back.count > 100_000)
    #expect(back == Array(events.prefix(back.count)))
  }

  @Test func bytesThatAreNoTapeAreNone() {
    var tape = SampleTape()
    tape.begin(at: Instant(microseconds: 0))
    play(frames(10), to: &tape)
    let bytes = tape.finish()
    #expect(SampleTape.events(of: Array(bytes.dropLast())) == nil)
    #expect(SampleTape.events(of: [5, 0, 99, 0, 0, 0]) == nil)
    #expect(SampleTape.events(of: Array(repeating: 0xff, count: 20)) == nil)
    #expect(SampleTape.events(of: []) == [])
  }
}
