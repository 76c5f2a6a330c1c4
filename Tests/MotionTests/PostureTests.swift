import Motion
import Testing
import Training

@Suite struct PostureTests {
  private func direction(_ degrees: Double) -> (x: Float, y: Float) {
    let posture = Posture(x: Float(cosine(degrees)), y: Float(cosine(90 - degrees)), z: 0)!
    return (posture.x, posture.y)
  }

  /// A learner's result of a hold.
  private func learnt(_ hold: HoldMaker, apartFrom others: [Posture] = []) -> Result<Posture, PostureError> {
    var learner = PostureLearner()
    for sample in hold.samples() { learner.add(sample) }
    do throws(PostureError) {
      return .success(try learner.finish(apartFrom: others))
    } catch {
      return .failure(error)
    }
  }

  private func hold(seconds: Double = 4, tremor: Double = 10) -> HoldMaker {
    var hold = HoldMaker()
    hold.seconds = seconds
    hold.tremorMilligravity = tremor
    return hold
  }

  @Test func aPostureIsLearntFromStillness() throws {
    let posture = try learnt(hold()).get()
    #expect(posture.tolerance == 15)
    // The same way round with gravity's other sign it is the opposite.
    var other = hold()
    other.sign = -1
    #expect(abs(posture.angle(to: try learnt(other).get()) - 180) < 1)
  }

  @Test func whatIsNotStillIsRefused() {
    #expect(learnt(hold(seconds: 1.2)) == .failure(.tooShort(.milliseconds(1_000))))
    guard case .failure(.moved(let moved)) = learnt(hold(tremor: 150)) else {
      Issue.record("shaking was learnt")
      return
    }
    #expect(moved > 60)
    var turning = hold()
    turning.sagDegreesPerSecond = 3
    guard case .failure(.turned(let turned)) = learnt(turning) else {
      Issue.record("turning was learnt")
      return
    }
    #expect(turned > 6 && turned < 13)
    var learner = PostureLearner()
    for k in 0..<400 as Range<Int64> {
      learner.add(MotionSample(at: Instant(microseconds: k * 10_000), x: 0.01, y: 0, z: 0))
    }
    #expect(throws: PostureError.self) { try learner.finish() }
  }

  @Test func posturesThatAreNearAreRefused() throws {
    let first = Posture(x: 1, y: 0, z: 0)!
    let near = direction(18)
    let far = direction(22)
    let conflict = try #require(
      Posture(x: near.x, y: near.y, z: 0)!.conflict(with: [Posture(x: 0, y: 0, z: 1)!, first]))
    #expect(conflict.index == 1)
    #expect(abs(conflict.degrees - 18) < 0.1)
    #expect(Posture(x: far.x, y: far.y, z: 0)!.conflict(with: [first]) == nil)
    let known = try learnt(hold()).get()
    guard case .failure(.tooNear(0, _, 20)) = learnt(hold(), apartFrom: [known]) else {
      Issue.record("the same posture was learnt twice")
      return
    }
    #expect(Posture(x: 0, y: 0, z: 0) == nil)
    #expect(Posture(x: .nan, y: 0, z: 0) == nil)
  }

  // MARK: Watching

  /// A way of an angle over time, 50 Hz, with tremor: what a watch for 0° and 60° tells, times in seconds.
  private func events(
    seconds: Double, rate: Double = 50, tremor: Double = 0.01, _ angle: (Double) -> Double,
    move: (Double) -> Double = { _ in 0 }
  ) -> [(word: String, at: Double)] {
    let far = direction(60)
    var watch = PostureWatch([Posture(x: 1, y: 0, z: 0)!, Posture(x: far.x, y: far.y, z: 0)!])
    var dice = Dice(11)
    var events: [(String, Double)] = []
    for k in 0..<Int(seconds * rate) {
      let t = Double(k) / rate
      let way = angle(t)
      let shake = tremor * 2.0.squareRoot() * cosine(360 * 9 * t) + move(t)
      let sample = MotionSample(
        at: Instant(microseconds: Int64(t * 1e6)), x: Float(cosine(way) + shake + 0.004 * dice.normal()),
        y: Float(cosine(90 - way) + 0.5 * shake), z: Float(shake))
      switch watch.add(sample) {
      case .entered(let index, let at)?: events.append(("entered \(index)", at.microseconds.seconds))
      case .left(let index, let at)?: events.append(("left \(index)", at.microseconds.seconds))
      case nil: break
      }
    }
    return events
  }

  /// From 150° to a posture within 1 s, and up again.
  private func visit(_ t: Double, to goal: Double, from start: Double, until end: Double) -> Double {
    if t < start || t > end + 1 { return 150 }
    if t < start + 1 { return 150 + (goal - 150) * (t - start) }
    return t < end ? goal : goal + (150 - goal) * (t - end)
  }

  @Test(arguments: [10.0, 25, 50, 100, 400]) func aHoldIsEnteredAndLeft(rate: Double) {
    let found = events(seconds: 50, rate: rate) { visit($0, to: 3, from: 9, until: 40) }
    #expect(found.map(\.word) == ["entered 0", "left 0"])
    guard found.count == 2 else { return }
    #expect(abs(found[0].at - 10) <= 0.5, "\(rate) Hz: entered at \(found[0].at)")
    #expect(abs(found[1].at - 40) <= 0.5, "\(rate) Hz: left at \(found[1].at)")
  }

  @Test func theNearestPostureWins() {
    let found = events(seconds: 30) { visit($0, to: 52, from: 4, until: 20) }
    #expect(found.map(\.word) == ["entered 1", "left 1"])
  }

  @Test func walkingThroughAPostureIsNoHold() {
    // To and fro through both postures, never at rest in them.
    #expect(events(seconds: 60) { 30 + 60 * cosine(360 * $0 / 4) }.isEmpty)
    // In the posture, but walking: 300 mg at 2 Hz.
    #expect(events(seconds: 60, { _ in 4 }, move: { 0.3 * cosine(720 * $0) }).isEmpty)
    // In it for a second.
    #expect(events(seconds: 20) { visit($0, to: 0, from: 5, until: 7) }.isEmpty)
  }

  @Test func tremorAndSagAreStillTheHold() {
    let shaking = events(seconds: 60, tremor: 0.01) {
      visit($0, to: 0, from: 2, until: 50)
    } move: {
      $0 > 10 && $0 < 50 ? 0.12 * cosine(360 * 8 * $0) : 0
    }
    #expect(shaking.map(\.word) == ["entered 0", "left 0"])
    let sagging = events(seconds: 70) { $0 < 60 ? $0 * 0.35 : 150 }
    #expect(sagging.map(\.word) == ["entered 0", "left 0"])
    #expect(sagging.last.map { abs($0.at - 60) <= 0.5 } ?? false)
    // A quick sag within which the hold goes on: it ends when it is left.
    for angle in [10.0, 15, 18] {
      let sagged = events(seconds: 50) {
        $0 < 23
          ? 0 : $0 < 25 ? angle * ($0 - 23) / 2 : $0 < 30 ? angle : $0 < 31 ? angle + (120 * ($0 - 30)) : 140
      }
      #expect(sagged.map(\.word) == ["entered 0", "left 0"])
      #expect(sagged.last.map { abs($0.at - 30) <= 0.6 } ?? false, "\(angle)°: \(sagged)")
    }
  }

  /// Postures learnt in stretches of real gym sessions: other stretches and sets hardly ever hold them.
  @Test func realMovementIsNoHold() throws {
    guard let folder = sharedMotion(for: "realMovementIsNoHold") else { return }
    let sets = filesOfManifest(folder + "/manifest.csv").map { folder + "/" + $0 }
    let idle = filesOfManifest(folder + "/idle/idle-manifest.csv").map { folder + "/idle/" + $0 }
    let files = sets + idle
    var seconds = 0.0
    var heldSeconds = 0.0
    var visits = 0
    for (index, file) in files.enumerated() where index % 4 == 0 {
      let samples = recordedSamples(file)
      // The first second's posture of another set, of the same exercise for the most part, as it would be learnt.
      let other = recordedSamples(sets[(index + 2) % sets.count])
      let mean = other.prefix(50).reduce(into: SIMD3<Float>.zero) { $0 += SIMD3($1.x, $1.y, $1.z) }
      let posture = try #require(Posture(x: mean.x, y: mean.y, z: mean.z))
      var watch = PostureWatch([posture])
      var since: Int64?
      for sample in samples {
        switch watch.add(sample) {
        case .entered(_, let at)?:
          since = at.microseconds
          visits += 1
        case .left(_, let at)?:
          heldSeconds += Double(at.microseconds - (since ?? 0)) / 1e6
          since = nil
        case nil: break
        }
      }
      let end = samples.last!.at.microseconds
      if let since { heldSeconds += Double(end - since) / 1e6 }
      seconds += Double(end - samples[0].at.microseconds) / 1e6
    }
    print("real sets and idling: \(visits) entries, \(heldSeconds) s held of \(seconds) s")
    #expect(seconds > 1_500)
    #expect(heldSeconds < 0.05 * seconds)
  }
}

extension Int64 {
  fileprivate var seconds: Double { Double(self) / 1e6 }
}
