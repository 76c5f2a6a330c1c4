import Testing
import Training

@testable import FIT

@Suite struct ActivityTests {
  private func set(
    _ at: String, _ seconds: Double, _ exercise: String = "plank", reps: Int? = nil, load: Double? = nil
  ) -> LoggedSet {
    LoggedSet(
      id: SetID(high: 1, low: 2), athlete: "me", station: "main", exercise: exercise, kind: .hold,
      side: .both,
      startedAt: WallTime(iso8601: at)!, duration: .seconds(seconds), reps: reps, loadKg: load, endedBy: .tap,
      clock: .synced)
  }

  private func activity(_ sets: [LoggedSet]) -> Activity? {
    Activity(of: sets, secondsEastOfUTC: 3_600) {
      $0 == "plank" ? ExerciseCategory(number: 19, subtype: 43) : nil
    }
  }

  /// The `set` messages of a file, each as its 25 bytes.
  private func setMessages(_ bytes: [UInt8]) throws -> [[UInt8]] {
    // The definition says where they begin, and which local type they have.
    let fields: [UInt8] = [
      225, 0, 10, 254, 4, 0x86, 0, 4, 0x86, 3, 2, 0x84, 4, 2, 0x84, 5, 1, 0x02, 6, 4, 0x86, 7, 2, 0x84, 8, 2,
      0x84, 9, 2, 0x84, 10, 2, 0x84,
    ]
    let place = try #require(bytes.firstRange(of: fields))
    let local = bytes[place.lowerBound - 3] & 0xF
    var rest = bytes[place.upperBound...]
    var messages: [[UInt8]] = []
    while rest.first == local {
      messages.append(Array(rest.dropFirst().prefix(25)))
      rest = rest.dropFirst(26)
    }
    return messages
  }

  /// 2026-11-21T10:00:00Z is 1795255200 of Unix time, 1164189600 = 0x45641FA0 of FIT's.
  @Test func setsAndRestsByteForByte() throws {
    let bytes = try #require(
      activity([
        set("2026-11-21T10:00:00.250000Z", 45.0125),
        set("2026-11-21T10:02:00.000000Z", 30, "made-up", reps: 12, load: 22.5),
      ])
    ).bytes
    #expect(
      try setMessages(bytes) == [
        [
          0xCD, 0x1F, 0x64, 0x45,  // 10:00:45.262
          0xD5, 0xAF, 0, 0,  // 45.013 s
          0xFF, 0xFF, 0xFF, 0xFF, 1, 0xA0, 0x1F, 0x64, 0x45,  // no repetitions, no weight, active, 10:00:00
          19, 0, 43, 0, 0xFF, 0xFF, 0, 0,  // plank/plank, no unit, the first
        ],
        [
          0x18, 0x20, 0x64, 0x45,  // 10:02:00
          0xF2, 0x23, 1, 0,  // 74.738 s (74.7375)
          0xFF, 0xFF, 0xFF, 0xFF, 0, 0xCD, 0x1F, 0x64, 0x45,  // rest, 10:00:45
          0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0,
        ],
        [
          0x36, 0x20, 0x64, 0x45,  // 10:02:30
          0x30, 0x75, 0, 0,  // 30 s
          12, 0, 0x68, 1, 1, 0x18, 0x20, 0x64, 0x45,  // 12 repetitions, 22.5 kg in sixteenths
          0xFE, 0xFF, 0xFF, 0xFF, 1, 0, 2, 0,  // unknown, kilogram, the third
        ],
      ])
    #expect(checksum(of: bytes) == 0)
  }

  @Test func setsThatOverlapHaveNoRestBetween() throws {
    let bytes = try #require(
      activity([
        set("2026-11-21T10:00:30Z", 10), set("2026-11-21T10:00:00Z", 60), set("2026-11-21T10:01:00Z", 5),
      ])
    ).bytes
    #expect(try setMessages(bytes).map { $0[12] } == [1, 1, 1])
  }

  @Test func timesOfFIT() {
    func time(_ text: String) -> UInt32? { seconds(WallTime(iso8601: text)!) }
    #expect(time("2026-11-21T10:00:00Z") == 1_164_189_600)
    // Rounded down, so that a set never starts later than it did.
    #expect(time("2026-11-21T10:00:00.999999Z") == 1_164_189_600)
    #expect(time("1998-07-03T21:24:16Z") == 0x1000_0000)
    #expect(time("1998-07-03T21:24:15.999999Z") == nil)
    #expect(time("1970-01-01T00:00:00Z") == nil)
    #expect(time("1969-12-31T23:59:59.5Z") == nil)
    #expect(time("2126-02-06T06:28:14Z") == 0xFFFF_FFFE)
    #expect(time("2126-02-06T06:28:15Z") == nil)
  }

  @Test func lengthsOfFIT() {
    #expect(milliseconds(.seconds(45.0124)) == 45_012)
    #expect(milliseconds(.seconds(45.0125)) == 45_013)
    #expect(milliseconds(.zero) == 0)
    #expect(milliseconds(Interval(microseconds: 4_294_967_294_000)) == 4_294_967_294)
    #expect(milliseconds(Interval(microseconds: 4_294_967_295_000)) == nil)
    #expect(milliseconds(.seconds(-3)) == nil)
  }

  @Test func whatFITCannotSay() throws {
    #expect(activity([]) == nil)
    #expect(activity([set("1970-01-01T00:00:00Z", 30)]) == nil)
    #expect(activity([set("2200-01-01T00:00:00Z", 30)]) == nil)
    // Too much for the field: left open, and no other figure in its place.
    let bytes = try #require(activity([set("2026-11-21T10:00:00Z", 30, reps: 70_000, load: 5_000)])).bytes
    #expect(try Array(setMessages(bytes)[0][8..<12]) == [0xFF, 0xFF, 0xFF, 0xFF])
  }
}
