import Testing
import Training

@testable import CLI

@Suite struct TextTests {
  @Test func durations() {
    #expect(durationText(.seconds(0)) == "0:00.0")
    #expect(durationText(.seconds(29.999)) == "0:29.9")
    #expect(durationText(.seconds(61)) == "1:01.0")
    #expect(durationText(.seconds(3_600)) == "1:00:00.0")
    #expect(roughText(.seconds(59)) == "59 s")
    #expect(roughText(.seconds(172_800)) == "2 days")
  }

  @Test func days() {
    #expect(dayText(CivilTime(year: 2026, month: 11, day: 21)) == "Sat 21 Nov 2026")
    #expect(dayText(CivilTime(year: 1970, month: 1, day: 1)) == "Thu 1 Jan 1970")
    #expect(dayText(CivilTime(year: 1969, month: 12, day: 31)) == "Wed 31 Dec 1969")
    #expect(dayText(CivilTime(year: 2024, month: 2, day: 29)) == "Thu 29 Feb 2024")
  }

  /// Central European time of 2026: +2 h from 29 March, 01:00 UTC, to 25 October, 01:00 UTC.
  private let berlin = LocalZone { seconds in
    (1_774_746_000..<1_792_890_000).contains(seconds) ? 7_200 : 3_600
  }

  @Test func changesOfTheClocks() {
    func utc(_ text: String) -> WallTime { WallTime(iso8601: text)! }
    func local(_ month: Int, _ day: Int, _ hour: Int) -> WallTime {
      berlin.wallTime(CivilTime(year: 2026, month: month, day: day, hour: hour))
    }
    #expect(local(3, 29, 1) == utc("2026-03-29T00:00:00Z"))
    #expect(local(3, 29, 3) == utc("2026-03-29T01:00:00Z"))
    #expect(local(7, 1, 12) == utc("2026-07-01T10:00:00Z"))
    #expect(local(10, 25, 4) == utc("2026-10-25T03:00:00Z"))
  }

  @Test func sessionsOfSeveralAthletes() {
    func set(_ athlete: String, _ minute: Int) -> LoggedSet {
      var set = LoggedSet.hold("aaaaaa", at: "2026-11-21T10:00:00Z", seconds: 60)
      set.athlete = athlete
      set.startedAt = set.startedAt + .seconds(Double(minute) * 60)
      return set
    }
    var gathering = SessionGathering(gap: .seconds(1_800))
    var sessions: [Session] = []
    for next in [
      set("a", 0), set("b", 1), set("a", 10), set("a", 40), set("a", 71), set("b", 72), set("a", 73),
    ] {
      sessions += gathering.add(next)
    }
    sessions += gathering.finish()
    let shape = sessions.map { session in
      session.sets[0].athlete + ":"
        + session.sets.map { "\(($0.startedAt - set("a", 0).startedAt).microseconds / 60_000_000)" }
        .joined(separator: ",")
    }
    // 11 to 40 are 29 minutes: one session; 41 to 71 are 30: another.
    #expect(shape == ["a:0,10,40", "b:1", "a:71,73", "b:72"])
  }
}

@Suite struct TableTailTests {
  private func lines(_ rows: [[Table.Cell]], to columns: Int?, _ layout: [Table.Column]) -> [String] {
    let out = Output()
    var table = Table(columns: layout, indent: 1)
    table.rows = rows
    table.print(to: out, Style(columns: columns, hasColor: false))
    return out.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private let layout: [Table.Column] = [.init(minimum: 8), .init(isRight: true), .init(worth: 1)]

  @Test func keepsAnEndWhereTheRestIsCut() {
    let rows = [
      [Table.Cell("side-plank", tail: " left"), Table.Cell("0:31.2"), Table.Cell("met")],
      [Table.Cell("壁座り壁座り壁座り", tail: ""), Table.Cell("9"), Table.Cell("")],
    ]
    #expect(
      lines(rows, to: nil, layout) == [
        " side-plank left     0:31.2  met", " 壁座り壁座り壁座り       9",
      ])
    #expect(lines(rows, to: 24, layout) == [" side… left  0:31.2  met", " 壁座り壁…        9"])
    #expect(lines(rows, to: 18, layout) == [" sid… left  0:31.2", " 壁座り壁…       9"])
    // An end that leaves nothing of the rest is cut like all else.
    #expect(Table.Cell("plank", tail: " right").cut(to: 6) == "plank…")
  }
}
