import Testing
import Training

@testable import Motion

@Suite struct RepCounterLiveTests {
  /// The counter's own live count is that of `LiveCounter`, from samples of any rate.
  @Test(arguments: [12.5, 50, 400])
  func countsLive(rate: Double) throws {
    var stream = StreamMaker(rate: rate)
    stream.rest(3)
    stream.reps(10, period: 2)
    stream.rest(4)
    var counter = RepCounter()
    counter.begin(at: StreamMaker.instant(0))
    var most = 0
    for sample in stream.samples {
      counter.add(sample)
      most = max(most, counter.count)
    }
    #expect(abs(counter.count - 10) <= 1)
    #expect(most <= 11)
    let last = try #require(counter.lastRepAt)
    #expect(abs((last - StreamMaker.instant(23)).seconds) < 1)
    let moved = try #require(counter.lastMovedAt)
    #expect(abs((moved - StreamMaker.instant(23)).seconds) < 0.8)
  }
}
