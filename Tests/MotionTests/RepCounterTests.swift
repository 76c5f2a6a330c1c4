import Testing
import Training

@testable import Motion

/// Sets with known repetitions, counted whole.
@Suite struct RepCounterTests {
  /// Counts a kind of set with several numbers of repetitions, mountings and signs, and says what was off by more.
  private func wrong(by allowed: Int, _ make: (inout SetMaker) -> Void) -> [String] {
    [(5, 1), (8, 2), (12, 3), (20, 4)].compactMap { reps, seed in
      var set = SetMaker()
      set.reps = reps
      set.seed = UInt64(seed)
      set.sign = seed % 2 == 0 ? 1 : -1
      make(&set)
      let counted = set.counted().count
      return abs(counted - set.reps) <= allowed ? nil : "\(set.reps) counted \(counted)"
    }
  }

  @Test(arguments: [10, 12.5, 25, 48.9, 100, 250, 1_000] as [Double]) func everyRate(rate: Double) {
    #expect(wrong(by: 0) { $0.rate = rate } == [])
  }

  @Test(arguments: [0.5, 0.7, 1, 1.5, 2.5, 4, 6, 9, 12] as [Double]) func everyPeriod(period: Double) {
    #expect(wrong(by: 1) { $0.period = period } == [])
  }

  @Test(arguments: [0.5, 0.7, 1.5, 1.8] as [Double]) func everyDriftOfTempo(drift: Double) {
    #expect(wrong(by: 1) { $0.drift = drift } == [])
  }

  @Test(arguments: [(1, 0), (2, 0), (0, 1), (0, 3), (1.5, 1.5), (3, 3)] as [(Double, Double)])
  func pausesAtTopAndBottom(top: Double, bottom: Double) {
    #expect(wrong(by: 1) { ($0.pauseAtTop, $0.pauseAtBottom) = (top, bottom) } == [])
  }

  @Test(arguments: [0.7, 1, 2, 4] as [Double]) func carryingAboutAtTheEndsCountsForNothing(period: Double) {
    #expect(
      wrong(by: 1) {
        ($0.period, $0.ends, $0.walks) = (period, 4, true)
      } == [])
  }

  @Test(arguments: [5, 10, 20, 90, 170] as [Double]) func everyRangeOfTurning(degrees: Double) {
    #expect(wrong(by: 1) { $0.degrees = degrees } == [])
  }

  /// A bar is shifted and not turned.
  @Test(arguments: [0.6, 1, 2, 3] as [Double]) func aBarThatOnlyRises(period: Double) {
    #expect(
      wrong(by: 1) {
        ($0.period, $0.degrees, $0.rise) = (period, 0, 0.5)
      } == [])
  }

  /// Rest is half a swing from the first turning point of a bar, and from the last: no repetition more.
  @Test(arguments: [1, 2, 3] as [Double]) func restAtTheEndsOfAShiftIsNoRepetition(period: Double) {
    for (reps, seed) in [(8, 2), (10, 5), (12, 3), (20, 4)] {
      var set = SetMaker()
      (set.reps, set.seed, set.period, set.degrees, set.rise, set.ends) = (
        reps, UInt64(seed), period, 0, 0.5, 4
      )
      #expect(set.counted().count == reps)
    }
  }

  /// The last ones are a struggle, or the first: all of them are counted, and no long one stands for several.
  @Test(arguments: [1.7, 0.6] as [Double]) func everyStepOfTempo(step: Double) {
    #expect(wrong(by: 2) { ($0.step, $0.scatter) = (step, 0.02) } == [])
  }

  @Test func lostSamplesAndJitter() {
    #expect(wrong(by: 0) { ($0.loss, $0.jitter) = (0.1, 0.8) } == [])
    #expect(wrong(by: 1) { ($0.rate, $0.loss, $0.jitter) = (12.5, 0.1, 0.8) } == [])
  }

  @Test func manyRepetitions() {
    var set = SetMaker()
    (set.reps, set.period) = (100, 1)
    #expect((100...101).contains(set.counted().count))
    (set.reps, set.period) = (2, 4)
    #expect(set.counted().count == 2)
  }

  /// No repetition: a sensor that lies, one that is turned over once, and one that sways less than its noise.
  @Test func whatIsNoRepetition() {
    var set = SetMaker()
    (set.reps, set.ends) = (0, 20)
    #expect(set.counted() == .none)
    (set.reps, set.degrees, set.rise) = (10, 0.2, 0)
    #expect(set.counted().count == 0)
  }

  /// Each repetition has its time and its size.
  @Test func repetitionsAreWhereTheyWere() throws {
    var set = SetMaker()
    (set.reps, set.pauseAtBottom, set.degrees, set.scatter) = (8, 1.5, 60, 0.1)
    let counted = set.counted()
    let (planned, _) = set.plan()
    try #require(counted.count == planned.count)
    for (rep, truth) in zip(counted.reps, planned) {
      let middle = rep.start - set.instant(0) + Interval(microseconds: rep.duration.microseconds / 2)
      #expect(abs(middle.seconds - (truth.start + truth.way / 2)) < 0.6)
      #expect(abs(rep.range - 60 * truth.range) < 12)
    }
    let tempo = try #require(counted.tempo)
    #expect(abs(tempo.seconds - 3.6) < 0.5)
    #expect(counted.regularity > 0.8)
    #expect(counted.confidence > 0.85)
    for (a, b) in zip(counted.reps, counted.reps.dropFirst()) { #expect(a.start + a.duration <= b.start) }
  }

  /// Where a set ends in the middle of a repetition and the sensor rests there, or trembles, that rest belongs to no repetition.
  @Test(arguments: [0.01, 0.05, 0.2] as [Double]) func restIsNoPartOfARepetition(tremble: Double) throws {
    for seed in 1...40 {
      var set = SetMaker()
      (set.seed, set.reps, set.ends) = (UInt64(seed), 8, 0)
      var chance = SetMaker.Chance(state: UInt64(seed))
      var samples = set.samples()
      samples.removeLast(Int(chance.unit() * 2.5 * set.rate))
      let last = try #require(samples.last)
      for step in 1...Int(20 * set.rate) {
        var sample = last
        sample.at = last.at + .seconds(Double(step) / set.rate)
        sample.x += Float(chance.normal() * tremble)
        samples.append(sample)
      }
      let counted = count(samples)
      try #require((6...9).contains(counted.count))
      let longest = counted.reps.map(\.duration).max() ?? .zero
      #expect(longest.seconds < 2 * 2.5, "\(seed): \(longest.seconds) s")
    }
  }

  /// Which way is up is told by what a rise adds to gravity, whatever the sign and the mounting.
  @Test(arguments: [(1, 1), (2, -1), (3, 1), (4, -1)] as [(Int, Double)]) func upAndDown(
    seed: Int, sign: Double
  ) throws {
    var set = SetMaker()
    (set.seed, set.sign, set.rise, set.pauseAtTop) = (UInt64(seed), sign, 0.5, 0)
    let counted = set.counted()
    #expect(counted.count == 10)
    // The sensor rises in the first half of each repetition.
    for rep in counted.reps.dropFirst().dropLast() {
      let (up, down) = (try #require(rep.up), try #require(rep.down))
      #expect(abs((up + down - rep.duration).microseconds) <= 1)
      #expect(abs(up.seconds - 1.25) < 0.4)
    }
    set.rise = 0
    #expect(set.counted().reps.allSatisfy { $0.up == nil && $0.down == nil })
  }

  /// Lowering slowly is a way to train: 3 s down and 1 s up are no 2 s each.
  @Test(arguments: [0.2, 0.35, 0.5, 0.65, 0.8], [1.2, 2.5, 5]) func eachWayTakesItsTime(
    upShare: Double, period: Double
  ) throws {
    for pause in [0, 0.3 * period] {
      for seed in 1...4 {
        var set = SetMaker()
        (set.seed, set.upShare, set.period, set.pauseAtTop) = (UInt64(seed), upShare, period, pause)
        // On the shorter way a tenth of gravity is added, the most that anybody does with a weight.
        let shorter = min(upShare, 1 - upShare) * period
        set.rise = min(0.4, 2 * 0.981 * shorter * shorter / (.pi * .pi))
        let counted = set.counted()
        try #require(abs(counted.count - 10) <= 1, "\(pause) \(seed)")
        // The pause at the top lasts for three quarters of itself on average, and each way has its half.
        let told = counted.reps.dropFirst().dropLast().compactMap { $0.up?.seconds }
        try #require(!told.isEmpty, "\(pause) \(seed)")
        let usual = told.sorted()[told.count / 2]
        let wanted = upShare * period + 0.375 * pause
        #expect(abs(usual - wanted) < 0.04 * period + 0.05, "\(usual) instead of \(wanted), \(pause) \(seed)")
      }
    }
  }

  /// Only what lies between the taps counts.
  @Test func repetitionsOutsideTheTapsDoNotCount() {
    var set = SetMaker()
    (set.reps, set.ends, set.scatter) = (20, 0, 0)
    let samples = set.samples()
    var counter = RepCounter()
    for sample in samples.prefix(300) { counter.add(sample) }
    counter.begin(at: set.instant(10))
    for sample in samples { counter.add(sample) }
    let counted = counter.finish(at: set.instant(35))
    #expect(counted.count == 10)
    #expect(
      counted.reps.allSatisfy { $0.start >= set.instant(9.9) && $0.start + $0.duration <= set.instant(35.1) })
  }

  /// The live count is there after each repetition and a half at the latest.
  @Test func theLiveCountFollows() {
    var set = SetMaker()
    (set.reps, set.period, set.ends) = (10, 2, 1)
    var counter = RepCounter()
    counter.begin(at: set.instant(0))
    for sample in set.samples() {
      counter.add(sample)
      let now = (sample.at - set.instant(0)).seconds
      #expect(counter.count <= Int(max(0, now - 1) / 2) + 2)
      #expect(counter.count >= Int(max(0, now - 1 - 3) / 2) - 2)
    }
    #expect(abs(counter.count - 10) <= 1)
  }
}

extension SetMaker {
  func instant(_ seconds: Double) -> Instant { Instant(microseconds: start + Int64(seconds * 1e6)) }
}
