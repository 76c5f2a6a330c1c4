import Testing
import Training

@testable import Settings

@Suite struct DurationTests {
  @Test(arguments: [
    ("3s", 3_000_000), ("250ms", 250_000), ("30m", 1_800_000_000), ("1h", 3_600_000_000),
    ("1m30s", 90_000_000),
    ("1h30m", 5_400_000_000), ("1.5s", 1_500_000), ("0s", 0), ("0.25ms", 250), ("-3s", -3_000_000),
    ("1h2m3s4ms", 3_723_004_000), ("90m", 5_400_000_000),
  ])
  func reads(_ text: String, _ microseconds: Int64) {
    #expect(readDuration(text) == Interval(microseconds: microseconds))
  }

  @Test(arguments: [
    "", "-", "3", "s", "3 s", "3x", "30min", "1s1s", "1s1m", "1m1m", "+3s", "--3s", "1..5s", ".", "1e3s",
    "٣s", "3S",
    "1h-3m", "ms3",
  ])
  func refuses(_ text: String) { #expect(readDuration(text) == nil) }

  @Test func anAbsurdLengthOverflowsNothing() throws {
    let text = String(repeating: "9", count: 400) + "h"
    #expect(try #require(readDuration(text)) > .seconds(1e11))
  }

  @Test(arguments: ["3s", "250ms", "15m", "1h30m", "1m30s", "0s", "24h"])
  func writesWhatItReads(_ text: String) throws {
    #expect(durationText(try #require(readDuration(text))) == text)
  }
}
