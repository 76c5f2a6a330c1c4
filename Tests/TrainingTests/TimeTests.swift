import Glibc
import Testing
import Training

@Suite struct TimeTests {
  @Test func intervals() {
    #expect(Interval.milliseconds(25).microseconds == 25_000)
    #expect(Interval.seconds(45.012345).microseconds == 45_012_345)
    #expect(Interval.seconds(0.1 + 0.2).microseconds == 300_000)
    #expect(Interval.seconds(-1.5).microseconds == -1_500_000)
    #expect(Interval.seconds(0.000_000_6).microseconds == 1)
    #expect(Interval.seconds(.nan) == .zero)
    #expect(Interval.seconds(.infinity) == .seconds(1e12))
    #expect(Interval.seconds(-.infinity) == .seconds(-1e12))
    #expect(Interval.seconds(1e300) == .seconds(1e12))
    #expect(Interval(microseconds: 1_500_000).seconds == 1.5)
    #expect(Interval.seconds(2) + .milliseconds(5) == Interval(microseconds: 2_005_000))
    #expect(Interval.seconds(2) - .seconds(3) == .seconds(-1))
    #expect(Interval.seconds(2) * 3 == .seconds(6))
    #expect(Interval.seconds(2) < .seconds(2.000001))
  }

  @Test func instantsAndMoments() {
    let instant = Instant(microseconds: 5_000_000)
    #expect(instant + .seconds(1) - instant == .seconds(1))
    #expect(instant - .seconds(1) < instant)
    let offset = WallOffset(microseconds: 1_000, isSynchronized: true)
    #expect(offset.wallTime(of: instant) == WallTime(microseconds: 5_001_000))
    #expect(
      WallTime(microseconds: 5) + Interval(microseconds: 2) - WallTime(microseconds: 5)
        == Interval(microseconds: 2))
  }

  @Test func decimalSeconds() {
    for (microseconds, text) in [
      (45_012_345, "45.012345"), (0, "0.000000"), (1, "0.000001"), (-1, "-0.000001"),
      (-1_500_000, "-1.500000"), (Int64.max, "9223372036854.775807"), (Int64.min, "-9223372036854.775808"),
    ] as [(Int64, String)] {
      #expect(Interval(microseconds: microseconds).decimalSeconds == text)
    }
  }
}

@Suite struct CivilTests {
  @Test func knownDays() {
    let table: [(Int64, String)] = [
      (0, "1970-01-01T00:00:00.000000+00:00"),
      (-1, "1969-12-31T23:59:59.999999+00:00"),
      (951_782_400_000_000, "2000-02-29T00:00:00.000000+00:00"),
      (946_684_800_000_000, "2000-01-01T00:00:00.000000+00:00"),
      (1_795_255_200_123_456, "2026-11-21T10:00:00.123456+00:00"),
      (4_107_542_400_000_000, "2100-03-01T00:00:00.000000+00:00"),
      (-62_167_219_200_000_000, "0000-01-01T00:00:00.000000+00:00"),
      (-62_167_219_200_000_001, "-0001-12-31T23:59:59.999999+00:00"),
      (253_402_300_799_999_999, "9999-12-31T23:59:59.999999+00:00"),
    ]
    for (microseconds, text) in table {
      let time = WallTime(microseconds: microseconds)
      #expect(time.iso8601 == text)
      #expect(CivilTime(time).wallTime == time)
    }
  }

  @Test func asTheLibraryHasIt() {
    // Years -1 to 9999, by a linear congruential sequence: the same days on every machine.
    let first: Int64 = -62_198_755_200
    let last: Int64 = 253_402_300_799
    var state: UInt64 = 42
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let seconds = first + Int64(state >> 16) % (last - first)
      let fraction = Int64(state % 1_000_000)
      let civil = CivilTime(WallTime(microseconds: seconds * 1_000_000 + fraction))
      var library = tm()
      var time = time_t(seconds)
      gmtime_r(&time, &library)
      let expected = CivilTime(
        year: Int(library.tm_year) + 1_900, month: Int(library.tm_mon) + 1, day: Int(library.tm_mday),
        hour: Int(library.tm_hour), minute: Int(library.tm_min), second: Int(library.tm_sec),
        microsecond: Int(fraction))
      #expect(civil == expected)
      #expect(civil.wallTime == WallTime(microseconds: seconds * 1_000_000 + fraction))
    }
  }

  @Test func theEndsOfWhatCanBeSaid() {
    for microseconds in [Int64.min, Int64.min + 1, Int64.max - 1, Int64.max] {
      _ = WallTime(microseconds: microseconds).iso8601
    }
  }
}
