import Testing
import Training

@Suite struct SetMotionTests {
  private static let counted = SetMotion(
    rate: 49.84, coverage: 0.996, faults: [.gap, .stuckAxis, .gap],
    reps: SetMotion.CountedReps(
      confidence: 0.934, regularity: 0.871, tempo: .milliseconds(2_410),
      each: [
        SetMotion.Rep(
          start: .milliseconds(800), duration: .milliseconds(2_400),
          phases: .init(up: .milliseconds(1_100), down: .milliseconds(1_300)), range: 62.49),
        SetMotion.Rep(start: .milliseconds(3_200), duration: .milliseconds(2_420), range: 0.7),
      ]))

  private static let held = SetMotion(
    rate: 200, coverage: 1,
    hold: SetMotion.HoldForm(
      rms: 12.34, sway: 9.1, tremor: 4.05, drift: 7.26, driftAtEnd: 3.04, brokeAt: .milliseconds(31_200)))

  @Test("Figures are rounded once, and each fault stands once, in one order")
  func rounding() {
    #expect(Self.counted.rate == 49.8)
    #expect(Self.counted.coverage == 1)
    #expect(Self.counted.faults == [.stuckAxis, .gap])
    #expect(Self.counted.reps?.confidence == 0.93)
    #expect(Self.counted.reps?.each[0].range == 62.5)
    #expect(Self.counted.reps?.count == 2)
    #expect(Self.held.hold?.rms == 12.3)
    let nothing = SetMotion(rate: .nan, coverage: .infinity)
    #expect(nothing.rate == 0)
    #expect(nothing.coverage == 1)
  }

  @Test("The text says all of it, and reads back as the same")
  func text() {
    #expect(
      Self.counted.text == "rate=49.8 coverage=1 faults=stuck-axis,gap confidence=0.93 regularity=0.87 "
        + "tempo=2410000 reps=800000:2400000:1100000:1300000:62.5;3200000:2420000:::0.7")
    #expect(
      Self.held.text == "rate=200 coverage=1 rms=12.3 sway=9.1 tremor=4.1 drift=7.3 end=3 broke=31200000")
    for motion in [Self.counted, Self.held, SetMotion(rate: 0, coverage: 0)] {
      #expect(SetMotion(motion.text) == motion)
    }
    var none = Self.counted
    none.reps?.each = []
    none.reps?.tempo = nil
    #expect(SetMotion(none.text) == none)
    var slow = Self.held
    slow.hold?.tremor = nil
    slow.hold?.brokeAt = nil
    #expect(SetMotion(slow.text) == slow)
  }

  @Test("What a newer version adds is passed over; what is no such text is none")
  func otherText() {
    #expect(SetMotion(Self.held.text + " jerk=3")?.hold == Self.held.hold)
    #expect(SetMotion("") == nil)
    #expect(SetMotion("rate=10") == nil)
    #expect(SetMotion("rate=10 coverage") == nil)
    #expect(SetMotion("rate=10 coverage=1 reps=1:2") == nil)
    #expect(SetMotion("rate=10 coverage=1 confidence=1 regularity=1 reps=1:2:3") == nil)
    #expect(SetMotion("rate=10 coverage=1 rms=3") == nil)
    let start = "rate=10 coverage=1 confidence=1 regularity=1 reps="
    for reps in [
      "1", "1:2:3:4", "1:2:3:4:", "1:2:3:4:x", "1:2:3:4:0.", "1:2:3:4:.5", "1:2:3:4:0.6255", "::::1",
      "1:2:3:4:1,",
      "a:2:3:4:1", "1:2:3:4:1 2", "1:2:3:4:5:6", "1:2:3:4:-", "1234567890123456789:2:3:4:1", "1:2:3:4:1;;",
      "é",
    ] {
      #expect(SetMotion(start + reps) == nil, "\(reps)")
    }
    let rep = SetMotion(start + "-1:2:3::-0.62")?.reps?.each
    #expect(
      rep == [.init(start: Interval(microseconds: -1), duration: Interval(microseconds: 2), range: -0.62)])
    // Every figure that can be written is read as the same.
    for hundredths in 0...2_000 {
      let range = Double(hundredths) / 100
      let motion = SetMotion(
        rate: 1, coverage: 1,
        reps: .init(
          confidence: 1, regularity: 1, tempo: nil, each: [.init(start: .zero, duration: .zero, range: range)]
        ))
      #expect(SetMotion(motion.text) == motion)
    }
  }

  @Test("Without its list a count stays, in the text too")
  func withoutTheList() {
    let short = Self.counted.withoutList
    #expect(short.reps?.each == [] && short.reps?.count == 2 && short.reps?.tempo == .milliseconds(2_410))
    #expect(
      short.text
        == "rate=49.8 coverage=1 faults=stuck-axis,gap confidence=0.93 regularity=0.87 tempo=2410000 "
        + "unlisted=2 reps=")
    #expect(SetMotion(short.text) == short && short.withoutList == short)
    #expect(Self.held.withoutList == Self.held)
    let absurd = "rate=1 coverage=1 confidence=1 regularity=1 unlisted=9223372036854775807 reps=1:2:::3"
    #expect(SetMotion(absurd)?.reps?.count == 1_000_001)
    #expect(SetMotion(absurd.replacing("unlisted=", with: "unlisted=-"))?.reps?.count == 1)
  }

  @Test("The confidence can be read without the rest")
  func confidenceAlone() {
    func confidence(_ text: String) -> Double? {
      Array(text.utf8).withUnsafeBufferPointer { SetMotion.confidence(inText: $0) }
    }
    #expect(confidence(Self.counted.text) == 0.93)
    #expect(confidence(Self.held.text) == nil)
    #expect(confidence("") == nil && confidence(" ") == nil && confidence("confidence=") == nil)
    #expect(confidence("noconfidence=1 confidence=0.5") == 0.5)
  }

  @Test("A figure beyond all reason is none")
  func beyondReason() {
    let motion = SetMotion(
      rate: 1e300, coverage: 1, reps: .init(confidence: .nan, regularity: -.infinity, tempo: nil, each: []))
    #expect(motion.rate == 0 && motion.reps?.confidence == 0 && motion.reps?.regularity == 0)
  }
}
