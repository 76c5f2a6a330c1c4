import Testing
import Training

/// Whose a set's count is, and whether it is one to look at.
@Suite struct CountedByMotionTests {
  private static func motion(_ count: Int, confidence: Double) -> SetMotion {
    SetMotion(
      rate: 50, coverage: 1, faults: [.gap],
      reps: SetMotion.CountedReps(
        confidence: confidence, regularity: 0.9, tempo: count > 0 ? .seconds(2) : nil,
        each: (0..<count).map {
          SetMotion.Rep(start: .seconds(Double($0) * 2), duration: .seconds(2), range: 1)
        }))
  }

  private static func set(_ reps: Int?, _ motion: SetMotion?) -> LoggedSet {
    LoggedSet(
      id: SetID("0198c1f2-0000-7000-8000-000000aaaaaa")!, athlete: "me", station: "main", exercise: "push-up",
      kind: .reps, side: .both, startedAt: WallTime(iso8601: "2026-11-21T10:00:00Z")!, duration: .seconds(30),
      reps: reps, endedBy: .motion, clock: .synced, motion: motion)
  }

  @Test("The count is the sensor's where both are the same, and nobody has edited it")
  func whose() throws {
    #expect(Self.set(12, Self.motion(12, confidence: 0.9)).sensorCount?.count == 12)
    #expect(Self.set(0, Self.motion(0, confidence: 0.9)).sensorCount?.count == 0)
    #expect(Self.set(12, nil).sensorCount == nil)
    #expect(Self.set(11, Self.motion(12, confidence: 0.9)).sensorCount == nil)
    #expect(Self.set(nil, Self.motion(0, confidence: 0.9)).sensorCount == nil)
    #expect(Self.set(12, SetMotion(rate: 50, coverage: 1)).sensorCount == nil)
    let edited = try Self.set(12, Self.motion(12, confidence: 0.5)).edited(by: SetEdit(reps: .set(13)))
    #expect(edited.sensorCount == nil && edited.motion?.reps?.count == 12)
  }

  @Test("A count that is not sure is no record until it is edited or confirmed", arguments: [0.79, 0.8])
  func doubt(confidence: Double) throws {
    let set = Self.set(12, Self.motion(12, confidence: confidence))
    let isSure = confidence >= 0.8
    #expect(set.hasDoubtfulCount == !isSure)
    #expect(set.mayBeRecord == isSure)
    for edit in [
      SetEdit(reps: .set(13)), SetEdit(reps: .set(12)), SetEdit(confirms: true), SetEdit(loadKg: .set(20)),
    ] {
      let edited = try set.edited(by: edit)
      #expect(edited.mayBeRecord && !edited.hasDoubtfulCount, "\(edit)")
      #expect(edited.motion == set.motion)
      // Of a sure count an edit that changes nothing is none.
      #expect((edited.measured == nil) == (isSure && edited == set))
    }
    // What says nothing of the figures says nothing of the count.
    let rated = try set.edited(by: SetEdit(rpe: .set(7), note: .set("hm")))
    #expect(rated.hasDoubtfulCount == !isSure && rated.mayBeRecord == isSure)
  }

  @Test("What the text is glanced at for is what reading all of it gives")
  func glance() {
    let counted =
      [0, 1, 2, 13, 200].flatMap { count in
        [0, 0.5, 0.79, 0.8, 0.93, 1].map { Self.motion(count, confidence: $0) }
      }
    let none = [
      SetMotion(rate: 0, coverage: 0),
      SetMotion(
        rate: 50, coverage: 1,
        hold: SetMotion.HoldForm(
          rms: 1, sway: 1, tremor: nil, drift: 1, driftAtEnd: 1, brokeAt: .seconds(3))),
    ]
    for motion in counted + counted.map(\.withoutList) + none {
      let bytes = Array(motion.text.utf8)
      bytes.withUnsafeBufferPointer {
        #expect(SetMotion.confidence(inText: $0) == motion.reps?.confidence, "\(motion.text)")
        #expect(SetMotion.count(inText: $0) == motion.reps?.count, "\(motion.text)")
      }
    }
  }

  @Test(
    "A text that is damaged says what it says, and never more",
    arguments: [
      ("", nil, nil), (" ", nil, nil), ("confidence=", nil, nil), ("confidence=x reps=1:2:::3", nil, 1),
      ("confidence=0.5", 0.5, nil), ("xconfidence=0.5 xreps=1:2:::3", nil, nil), ("reps=", nil, 0),
      ("confidence=0.9 confidence=0.5 unlisted=-7 reps=1:2:::3;", 0.9, 2),
      ("reps=confidence=0.5", nil, 1), ("unlisted=99999999999999999999 reps=", nil, 0),
      ("unlisted=9999999999 reps=;", nil, 1_000_002), ("confi", nil, nil), ("rep s=1", nil, nil),
    ] as [(String, Double?, Int?)])
  func damaged(text: String, confidence: Double?, count: Int?) {
    Array(text.utf8).withUnsafeBufferPointer {
      #expect(SetMotion.confidence(inText: $0) == confidence)
      #expect(SetMotion.count(inText: $0) == count)
    }
  }
}
