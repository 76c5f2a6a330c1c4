import Control
import Testing
import Training

private let at = WallTime(iso8601: "2026-11-21T10:00:00.5Z")!

@Suite struct SetJSONTests {
  @Test func exampleOfTheContract() {
    #expect(
      JSONWriter.text(LoggedSet.example)
        == #"{"id":"0198c1f2-0000-7000-8000-000000000001","athlete":"me","station":"main","exercise":"wall-sit","#
        + #""kind":"hold","side":"both","started_at":"2026-11-21T10:00:00.123456+00:00","duration_s":45.012345,"#
        + #""reps":null,"load_kg":null,"rpe":null,"target":{"seconds":[30,45]},"target_met":true,"#
        + #""ended_by":"tap","clock":"synced","note":null,"motion":null,"measured":null}"#)
  }

  private static let full = LoggedSet(
    id: SetID("0198c1f2-0000-7000-8000-00000000abcd")!, athlete: "anna", station: "left rack",
    exercise: "squat", kind: .reps, side: .left, startedAt: at, duration: .seconds(30), reps: 12,
    loadKg: 22.5, rpe: 7.5,
    target: Target(seconds: .max, reps: .exactly(10), steps: .range(1, 2.5), loadKg: 20, effortPercent: 62.5),
    targetMet: false, endedBy: .powerCut, clock: .unsynced, note: "knee: \"ok\"",
    measured: Measured(
      startedAt: at, duration: Interval(microseconds: 1), reps: nil, loadKg: 20, exercise: "lunge",
      side: .right))

  @Test func everythingGiven() {
    #expect(
      JSONWriter.text(Self.full)
        == #"{"id":"0198c1f2-0000-7000-8000-00000000abcd","athlete":"anna","station":"left rack","#
        + #""exercise":"squat","kind":"reps","side":"left","started_at":"2026-11-21T10:00:00.500000+00:00","#
        + #""duration_s":30.000000,"reps":12,"load_kg":22.5,"rpe":7.5,"#
        + #""target":{"seconds":"max","reps":10,"steps":[1,2.5],"load_kg":20,"effort_pct":62.5},"#
        + #""target_met":false,"ended_by":"power-cut","clock":"unsynced","note":"knee: \"ok\"","motion":null,"#
        + #""measured":{"exercise":"lunge","side":"right","started_at":"2026-11-21T10:00:00.500000+00:00","#
        + #""duration_s":0.000001,"reps":null,"load_kg":20}}"#)
  }

  @Test func readsBack() throws {
    for set in [LoggedSet.example, Self.full] {
      #expect(try LoggedSet(json: JSONValue(parsing: JSONWriter.text(set)), at: "") == set)
    }
  }

  @Test func durationsReadBackToTheMicrosecond() throws {
    for microseconds: Int64 in [0, 1, 999_999, 45_012_345, 86_399_999_999, 31_536_000_000_001] {
      let length = Interval(microseconds: microseconds)
      #expect(try Interval(json: JSONValue(parsing: JSONWriter.text(length)), at: "") == length)
    }
  }

  @Test(
    arguments: [
      ("id", .string("x"), #"field "set.id": "x" is no UUID"#),
      ("athlete", .integer(1), #"field "set.athlete": must be text, not a number"#),
      ("kind", .string("holt"), #"field "set.kind": "holt" is not one of hold, reps"#),
      (
        "started_at", .string("2026-02-30T10:00:00Z"),
        #"field "set.started_at": "2026-02-30T10:00:00Z" is no date and time"#
      ),
      ("duration_s", .number(-0.5), #"field "set.duration_s": must not be negative"#),
      ("duration_s", .null, #"field "set.duration_s": must be a number, not null"#),
      ("reps", .number(1.5), #"field "set.reps": must be a whole number, not a number"#),
      ("reps", .integer(-1), #"field "set.reps": must not be negative"#),
      ("target", .array([]), #"field "set.target": must be an object, not an array"#),
      ("target", .object([]), #"field "set.target": has no part"#),
      (
        "target", .object([JSONMember("second", .integer(3))]),
        #"field "set.target.second": is not known here"#
      ),
      (
        "target", .object([JSONMember("reps", .integer(0))]), #"field "set.target.reps": must be more than 0"#
      ),
      (
        "target", .object([JSONMember("reps", .array([.integer(5), .integer(3)]))]),
        #"field "set.target.reps": must be [low,high]"#
      ),
      (
        "target", .object([JSONMember("reps", .string("most"))]),
        #"field "set.target.reps": must be a number, [low,high] or "max""#
      ),
      ("target_met", .integer(1), #"field "set.target_met": must be true or false, not a number"#),
      ("measured", .object([]), #"field "set.measured.started_at": is missing"#),
    ] as [(String, JSONValue, String)]) func badFields(_ key: String, _ value: JSONValue, _ message: String)
    throws
  {
    guard case .object(var members) = try JSONValue(parsing: JSONWriter.text(LoggedSet.example)) else {
      return
    }
    members[try #require(members.firstIndex { $0.key == key })].value = value
    let error = failure { try LoggedSet(json: .object(members), at: "set") }
    #expect(error?.message == message)
    #expect(error?.code == .data)
  }

  @Test func requiredKeysAreMissed() throws {
    guard case .object(let members) = try JSONValue(parsing: JSONWriter.text(LoggedSet.example)) else {
      return
    }
    let mayBeAbsent = ["reps", "load_kg", "rpe", "target", "target_met", "note", "motion", "measured"]
    for (index, member) in members.enumerated() {
      var rest = members
      rest.remove(at: index)
      let set = try? LoggedSet(json: .object(rest), at: "")
      #expect((set != nil) == mayBeAbsent.contains(member.key), "\(member.key)")
    }
  }
}

@Suite struct DateTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001+00:00", 1), ("1970-01-01T01:00:00+01:00", 0),
    ("1969-12-31T19:30:00.5-04:30", 500_000), ("2000-02-29T00:00:00Z", 951_782_400_000_000),
  ]) func good(_ text: String, _ microseconds: Int64) {
    #expect(WallTime(iso8601: text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21 10:00:00Z", "2026-13-01T00:00:00Z",
    "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z", "2026-11-21T10:00:60Z",
    "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00.1234567Z", "2026-11-21T10:00:00+0100",
    "2026-11-21T10:00:00Zx",
    "2026-11-21T10:00:00+24:00", "-026-11-21T10:00:00Z", "2026-00-21T10:00:00Z", "２026-11-21T10:00:00Z",
  ]) func bad(_ text: String) {
    #expect(WallTime(iso8601: text) == nil)
  }
}
