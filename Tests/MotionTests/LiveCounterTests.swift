import Testing
import Training

@testable import Motion

@Suite struct LiveCounterTests {
  /// Counts a stream, decimated as the counter decimates it, and notes when each repetition was told.
  private func live(_ stream: StreamMaker) -> (
    counter: LiveCounter, told: [(count: Int, at: Double, end: Double)]
  ) {
    var (decimator, readings, counter) = (Decimator(), [SIMD4<Float>](), LiveCounter())
    var told: [(count: Int, at: Double, end: Double)] = []
    var fed = 0
    counter.begin(at: StreamMaker.instant(0))
    for sample in stream.samples {
      decimator.add(sample, to: &readings, limit: 100_000)
      while fed < readings.count {
        let at = Instant(microseconds: StreamMaker.start + Decimator.offset(of: Double(fed)))
        let reading = readings[fed]
        counter.add(MotionSample(at: at, x: reading.x, y: reading.y, z: reading.z))
        fed += 1
        if counter.count != told.last?.count ?? 0, let end = counter.lastRepAt {
          told.append(
            (
              counter.count, (sample.at - StreamMaker.instant(0)).seconds,
              (end - StreamMaker.instant(0)).seconds
            ))
        }
      }
    }
    return (counter, told)
  }

  @Test(arguments: [0.6, 1, 1.6, 2.5, 4, 7, 11])
  func countsAnyTempo(period: Double) {
    var stream = StreamMaker()
    stream.rest(2)
    stream.reps(12, period: period)
    stream.rest(period + 1)
    #expect(abs(live(stream).counter.count - 12) <= 1)
  }

  @Test(arguments: [10.0, 25, 50, 100, 250, 1_000])
  func countsAtAnyRate(rate: Double) {
    var stream = StreamMaker(rate: rate)
    stream.rest(2)
    stream.reps(10, period: 2.5)
    stream.rest(3)
    #expect(abs(live(stream).counter.count - 10) <= 1)
  }

  @Test(arguments: [1.8, 0.55])
  func followsTheTempo(drift: Double) {
    var stream = StreamMaker()
    stream.rest(2)
    stream.reps(14, period: 2.5, drift: drift)
    stream.rest(4)
    #expect(abs(live(stream).counter.count - 14) <= 1)
  }

  @Test func countsOverPauses() {
    var stream = StreamMaker()
    stream.rest(3)
    stream.reps(10, period: 2, pause: 1)
    stream.rest(3)
    #expect(abs(live(stream).counter.count - 10) <= 1)
  }

  @Test func attitudeAndSignDoNotMatter() {
    var stream = StreamMaker()
    stream.rest(2)
    stream.reps(10, period: 2)
    stream.rest(3)
    let straight = live(stream).counter.count
    #expect(abs(straight - 10) <= 1)
    for sign: Float in [1, -1] {
      var turned = StreamMaker(
        sign: sign, axes: [SIMD3(0.6, 0, 0.8), SIMD3(0.48, 0.8, -0.36), SIMD3(-0.64, 0.6, 0.48)])
      turned.rest(2)
      turned.reps(10, period: 2)
      turned.rest(3)
      #expect(abs(live(turned).counter.count - straight) <= 1)
    }
  }

  @Test func longSetsKeepWhatLeftTheWindow() {
    var stream = StreamMaker()
    stream.rest(2)
    stream.reps(150, period: 2)
    stream.rest(3)
    #expect(abs(live(stream).counter.count - 150) <= 2)
  }

  @Test func tellsARepetitionWithinOneMore() {
    var stream = StreamMaker()
    stream.rest(3)
    stream.reps(10, period: 3)
    stream.rest(4)
    let told = live(stream).told
    // The first news is two of them, a repetition after the second at the latest.
    #expect(told.first.map { $0.count <= 2 && $0.at <= 3 + 3 * 3 } == true)
    for news in told.dropFirst() where news.count > 2 { #expect(news.at - news.end <= 3.1) }
    #expect(told.last.map { abs($0.end - 33) < 1.5 } == true)
  }

  @Test func stillnessIsNothing() {
    var still = StreamMaker()
    still.rest(60)
    let (counter, _) = live(still)
    #expect(counter.count == 0)
    #expect(counter.lastRepAt == nil)
    #expect(counter.lastMovedAt == nil)
  }

  @Test func knowsWhenItMoved() throws {
    var stream = StreamMaker()
    stream.rest(5)
    stream.reps(1, period: 3)
    stream.rest(20)
    let moved = try #require(live(stream).counter.lastMovedAt)
    let at = (moved - StreamMaker.instant(0)).seconds
    #expect(abs(at - 8) < 0.6)
  }

  @Test func aLongSilenceKeepsTheCount() {
    var counter = LiveCounter()
    counter.begin(at: StreamMaker.instant(0))
    var stream = StreamMaker(rate: 20)
    stream.reps(8, period: 2)
    stream.silence(30)
    let before = stream.samples.count
    stream.reps(6, period: 2)
    stream.rest(2)
    var atPause = 0
    for (i, sample) in stream.samples.enumerated() {
      counter.add(sample)
      if i == before { atPause = counter.count }
    }
    #expect((6...8).contains(atPause))
    #expect(abs(counter.count - atPause - 6) <= 1)
  }

  @Test func whatComesAfterASetIsUnlikeIt() {
    var stream = StreamMaker()
    stream.reps(10, period: 3)
    #expect(!live(stream).counter.isUnlikeBefore)
    stream.reps(20, period: 1)
    #expect(live(stream).counter.isUnlikeBefore)
  }

  @Test func badInputIsNeverAbsurd() {
    var counter = LiveCounter()
    counter.begin(at: Instant(microseconds: .min))
    let values: [Float] = [0, 1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -1e30]
    for i in 0..<4_000 {
      let at = [Int64(i) * 50_000, .max, .min, 0][i % 97 == 0 ? (i / 97) % 4 : 0]
      counter.add(
        MotionSample(
          at: Instant(microseconds: at), x: values[i % 7], y: values[(i / 7) % 7], z: values[(i / 49) % 7]))
      #expect(counter.count >= 0 && counter.count <= 4_000 / 10)
    }
  }
}
