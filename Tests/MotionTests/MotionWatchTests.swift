import Testing
import Training

@testable import Motion

/// Sets that begin and end by themselves while their repetitions are counted.
@Suite struct MotionWatchTests {
  private struct Seen: Equatable {
    var began: Double
    var ended: Double?
    var count: Int?
  }

  /// A station that does what it is told, and stops its set by itself at `stops`; `starts` are taps, or a set that goes on
  /// after a restart. Before them nothing begins.
  private func watch(
    _ stream: StreamMaker, starts: [Double] = [], stops: [Double] = [], areTaps: Bool = true,
    begunAgainAt: Double = .infinity,
    isCounted: Bool = true
  ) -> [Seen] {
    let range = AxisRange(minimum: -65_536, maximum: 65_535, resolution: 4_096)
    let axes = MotionAxes(kind: .absolute, ranges: [range, range, range], sendsTimestamps: true)
    var watch = MotionWatch(axes, startsSets: true)
    var seen: [Seen] = []
    var (runs, isTapped) = (false, false)
    var (starts, stops, again) = (starts[...], stops[...], begunAgainAt)
    func seconds(_ at: Instant) -> Double { (at - StreamMaker.instant(0)).seconds }
    func begin(_ at: Instant, isTap: Bool) {
      (runs, isTapped) = (true, isTap)
      watch.begin(.reps, at: at)
      seen.append(Seen(began: seconds(at)))
    }
    func end(_ at: Instant) {
      runs = false
      seen[seen.count - 1].ended = seconds(at)
      if isCounted {
        seen[seen.count - 1].count = watch.finish(at: at).reps?.each.count
      } else {
        watch.abandon()
      }
    }
    for sample in stream.samples {
      let values = [sample.x, sample.y, sample.z].map { Int32(($0 * 4_096).rounded()) }
      let stamp = Int32(truncatingIfNeeded: (sample.at - StreamMaker.instant(0)).microseconds)
      if let start = starts.first, seconds(sample.at) >= start {
        starts.removeFirst()
        begin(sample.at, isTap: areTaps)
      }
      if let stop = stops.first, seconds(sample.at) >= stop {
        stops.removeFirst()
        if runs { end(sample.at) }
      }
      if runs, seconds(sample.at) >= again {
        again = .infinity
        watch.begin(.reps, at: sample.at)
      }
      watch.take(type: 4, code: 5, value: stamp, at: sample.at)
      for (axis, value) in values.enumerated() {
        watch.take(type: 3, code: UInt16(axis), value: value, at: sample.at)
      }
      watch.take(type: 0, code: 0, value: 0, at: sample.at)
      while let news = watch.nextNews() {
        switch news {
        case .began(let at): if !runs, starts.isEmpty { begin(at, isTap: false) }
        case .ended(let at): if runs, !isTapped { end(at) }
        default: break
        }
      }
    }
    return seen
  }

  @Test(arguments: [10.0, 50, 1_000], [1.8, 2.5, 6])
  func aSetEndsByItself(rate: Double, period: Double) throws {
    var stream = StreamMaker(rate: rate)
    stream.rest(10)
    stream.reps(10, period: period)
    stream.rest(4 * period + 5)
    stream.reps(10, period: period)
    stream.rest(4 * period + 5)
    let seen = watch(stream)
    try #require(seen.count == 2)
    for (set, start) in zip(seen, [10, 15 + 14 * period]) {
      #expect(abs(set.began - start) <= period)
      let ended = try #require(set.ended)
      #expect(abs(ended - start - 10 * period) <= period)
      #expect(set.count == 10)
    }
  }

  @Test func whatGoesOnAfterATapBeginsNoSet() throws {
    var stream = StreamMaker()
    stream.rest(3)
    stream.reps(40, period: 2)
    stream.rest(15)
    stream.reps(8, period: 2)
    stream.rest(15)
    // One that began by itself, and one that was tapped: both are stopped while the movement goes on.
    for starts in [[], [2.0]] {
      let seen = watch(stream, starts: starts, stops: [30])
      try #require(seen.count == 2)
      #expect(seen[0].ended.map { abs($0 - 30) < 0.1 } == true)
      #expect(abs(seen[1].began - 98) <= 2)
      #expect(seen[1].count == 8)
    }
  }

  @Test func afterAPauseInATappedSetToo() {
    var stream = StreamMaker()
    stream.rest(3)
    stream.reps(9, period: 2)
    stream.rest(8)
    stream.reps(30, period: 2)
    stream.rest(10)
    #expect(watch(stream, starts: [15], stops: [59]).count == 1)
  }

  @Test func afterAShortTappedSetToo() {
    var stream = StreamMaker()
    stream.rest(3)
    stream.reps(15, period: 6)
    stream.rest(20)
    #expect(watch(stream, starts: [30], stops: [35]).count == 1)
  }

  @Test func aSetThatGoesOnAfterARestartEndsByItself() throws {
    var stream = StreamMaker()
    stream.reps(20, period: 2)
    stream.rest(20)
    let seen = watch(stream, starts: [1], areTaps: false)
    try #require(seen.count == 1)
    #expect(seen[0].ended.map { abs($0 - 40) <= 2 } == true)
  }

  @Test func aSilenceEndsIt() throws {
    var stream = StreamMaker()
    stream.rest(5)
    stream.reps(8, period: 2)
    stream.silence(40)
    stream.rest(5)
    let seen = watch(stream)
    try #require(seen.count == 1)
    #expect(seen[0].ended.map { abs($0 - 21) <= 2 } == true)
    #expect(seen[0].count == 8)
  }

  @Test func aSetThatIsCountedAnewEndsByItself() throws {
    var stream = StreamMaker()
    stream.rest(5)
    stream.reps(20, period: 2)
    stream.rest(30)
    let seen = watch(stream, begunAgainAt: 30)
    try #require(seen.count == 1)
    #expect(seen[0].ended.map { abs($0 - 45) <= 2 } == true)
  }

  /// The counter keeps 15 minutes; the set goes on, and still ends by itself.
  @Test func aSetThatIsLongerThanWhatIsCountedEndsByItself() throws {
    var stream = StreamMaker(rate: 20)
    stream.rest(5)
    stream.reps(400, period: 3)
    let end = stream.time
    stream.rest(20)
    let start = stream.time
    stream.reps(8, period: 3)
    stream.rest(20)
    // The final count of so much takes minutes in a build without optimization.
    let seen = watch(stream, isCounted: false)
    try #require(seen.count == 2)
    #expect(seen[0].ended.map { abs($0 - end) <= 3 } == true)
    #expect(abs(seen[1].began - start) <= 3)
  }
}
