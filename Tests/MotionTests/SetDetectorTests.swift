import Testing
import Training

@testable import Motion

@Suite struct SetDetectorTests {
  private struct Found: Equatable {
    var began: Double
    var ended: Double?
  }

  private func seconds(_ at: Instant) -> Double { (at - StreamMaker.instant(0)).seconds }

  private func sets(_ stream: StreamMaker) -> [Found] {
    var detector = SetDetector()
    var found: [Found] = []
    for sample in stream.samples {
      switch detector.add(sample) {
      case .began(let at)?: found.append(Found(began: seconds(at)))
      case .ended(let at)?: found[found.count - 1].ended = seconds(at)
      case nil: break
      }
    }
    return found
  }

  @Test(arguments: [1.8, 2.5, 4, 7])
  func findsASet(period: Double) throws {
    var stream = StreamMaker()
    stream.rest(12)
    stream.reps(8, period: period)
    stream.rest(4 * period + 10)
    let found = sets(stream)
    try #require(found.count == 1)
    #expect(abs(found[0].began - 12) <= period)
    let ended = try #require(found[0].ended)
    #expect(abs(ended - 12 - 8 * period) <= period)
  }

  @Test(arguments: [10.0, 12.5, 50, 250, 1_000])
  func findsItAtAnyRate(rate: Double) throws {
    var stream = StreamMaker(rate: rate, sign: -1)
    stream.rest(8)
    stream.reps(8, period: 2.4, drift: 1.3)
    stream.rest(15)
    let found = sets(stream)
    try #require(found.count == 1)
    #expect(abs(found[0].began - 8) <= 2.4)
  }

  @Test func findsItAmongFidget() throws {
    var stream = StreamMaker()
    stream.fidget(30)
    let (from, to) = (stream.time, stream.time + 10 * 2.2)
    stream.reps(10, period: 2.2)
    stream.fidget(30)
    let found = sets(stream)
    try #require(found.count == 1)
    #expect(abs(found[0].began - from) <= 2 * 2.2)
    let ended = try #require(found[0].ended)
    #expect(abs(ended - to) <= 2 * 2.2)
  }

  @Test(arguments: [0.95, 1.1, 1.25, 1.5])
  func walkingIsNoSet(stride: Double) {
    for (swing, blow) in [(20.0, 0.25), (30, 0.2), (5, 0.3), (15, 0.1)] {
      var stream = StreamMaker()
      stream.rest(5)
      stream.walk(60, stride: stride, swing: swing, blow: blow)
      stream.rest(10)
      #expect(sets(stream).isEmpty, "arm \(swing)°, steps \(blow) g")
    }
  }

  /// With the sensor at the ankle it is as vigorous as fast repetitions.
  @Test(arguments: [1, 1.1, 1.2, 1.3, 1.4]) func walkingOnTheFootIsNoSet(stride: Double) {
    for length in [0.7, 1, 1.3] {
      var stream = StreamMaker()
      stream.rest(5)
      stream.walkOnFoot(60, stride: stride, length: length)
      stream.rest(10)
      #expect(sets(stream).isEmpty, "\(length) m")
    }
  }

  @Test func fidgetAndStillnessAreNoSet() {
    var stream = StreamMaker()
    stream.fidget(300)
    stream.rest(60)
    stream.fidget(100)
    #expect(sets(stream).isEmpty)
  }

  @Test func twoRepetitionsAreNoSet() {
    var stream = StreamMaker()
    stream.rest(10)
    stream.reps(2, period: 2.5)
    stream.rest(20)
    #expect(sets(stream).isEmpty)
  }

  @Test func twoSetsAreTwo() throws {
    var stream = StreamMaker()
    stream.rest(5)
    stream.reps(8, period: 2)
    stream.rest(30)
    stream.reps(8, period: 3)
    stream.rest(20)
    let found = sets(stream)
    try #require(found.count == 2)
    #expect(abs(found[1].began - 51) <= 3)
  }

  @Test func aSilenceEndsIt() throws {
    var stream = StreamMaker()
    stream.rest(5)
    stream.reps(8, period: 2)
    stream.silence(40)
    stream.rest(5)
    let found = sets(stream)
    try #require(found.count == 1)
    let ended = try #require(found[0].ended)
    #expect(abs(ended - 21) <= 2)
  }

  @Test func whatWasThrownAwayDoesNotBeginAgain() {
    var stream = StreamMaker()
    stream.rest(5)
    stream.reps(30, period: 2)
    stream.rest(20)
    stream.reps(8, period: 2)
    stream.rest(20)
    var detector = SetDetector()
    var began: [Double] = []
    for sample in stream.samples {
      if case .began(let at)? = detector.add(sample) {
        began.append(seconds(at))
        if began.count == 1 { detector.setEnded() }
      }
    }
    #expect(began.count == 2)
    #expect(began.last.map { abs($0 - 85) <= 2 } == true)
  }

  @Test func keepsTheBeginning() throws {
    var stream = StreamMaker(rate: 100)
    stream.rest(90)
    stream.reps(6, period: 3)
    var detector = SetDetector()
    var began: Instant?
    for sample in stream.samples {
      if case .began(let at)? = detector.add(sample) { began = at }
    }
    let start = try #require(began)
    let kept = detector.recent(since: start)
    let first = try #require(kept.first)
    #expect(abs(seconds(first.at) - seconds(start)) < 0.1)
    #expect(zip(kept, kept.dropFirst()).allSatisfy { ($1.at - $0.at) == .milliseconds(50) })
    let all = detector.recent(since: StreamMaker.instant(0))
    #expect(all.count == 1_200)
    #expect(all.allSatisfy { abs($0.x * $0.x + $0.y * $0.y - 1) < 0.2 })
  }

  /// The counter is full, and the sensor is silent.
  @Test func aSilenceAfterWhatWasCountedEndsIt() throws {
    var stream = StreamMaker()
    stream.rest(5)
    stream.reps(20, period: 2)
    let whole = stream.time
    stream.silence(30)
    stream.rest(1)
    var (detector, counter) = (SetDetector(), RepCounter())
    var ended: Instant?
    var hasFollowed = false
    for sample in stream.samples {
      let isFull = seconds(sample.at) > whole
      var change: SetDetector.Change?
      if !isFull, detector.canFollow(counter.live.motion.count) {
        change = detector.follow(&counter, to: sample.at)
        hasFollowed = true
      } else {
        detector.stopFollowing(counter.live)
        change = detector.add(sample)
      }
      if case .ended(let at)? = change { ended = at }
      counter.add(sample)
    }
    #expect(hasFollowed)
    let at = try #require(ended)
    #expect(abs(seconds(at) - whole) <= 2)
  }

  @Test func badInputIsNoTrap() {
    var detector = SetDetector()
    var inSet = false
    let values: [Float] = [0, 1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -1e30]
    for i in 0..<20_000 {
      let at = [Int64(i) * 20_000, .max, .min, 0][i % 997 == 0 ? (i / 997) % 4 : 0]
      let change = detector.add(
        MotionSample(
          at: Instant(microseconds: at), x: values[i % 7], y: values[(i / 7) % 7], z: values[(i / 49) % 7]))
      switch change {
      case .began?:
        #expect(!inSet)
        inSet = true
      case .ended?:
        #expect(inSet)
        inSet = false
      case nil: break
      }
    }
    #expect(detector.recent(since: Instant(microseconds: .min)).count <= 1_200)
  }
}
