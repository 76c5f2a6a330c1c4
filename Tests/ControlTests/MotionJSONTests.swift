@testable import Control
import Testing
import Training

private let counted = SetMotion(
  rate: 49.8, coverage: 1, faults: [.gap, .stuckAxis],
  reps: SetMotion.CountedReps(
    confidence: 0.93, regularity: 0.87, tempo: .milliseconds(2_410),
    each: [
      SetMotion.Rep(
        start: .milliseconds(800), duration: .milliseconds(2_400),
        phases: .init(up: .milliseconds(1_100), down: .milliseconds(1_300)), range: 62.5),
      SetMotion.Rep(start: .milliseconds(3_200), duration: Interval(microseconds: 2_420_001), range: 0.7),
    ]))

private let held = SetMotion(
  rate: 200, coverage: 0.98,
  hold: SetMotion.HoldForm(
    rms: 12.3, sway: 9.1, tremor: 4.1, drift: 7.3, driftAtEnd: 3, brokeAt: .milliseconds(31_200)))

private let countedText =
  #"{"rate_hz":49.8,"coverage":1,"faults":["stuck-axis","gap"],"reps":{"count":2,"confidence":0.93,"#
  + #""tempo_s":2.410000,"regularity":0.87,"each":[{"at_s":0.800000,"duration_s":2.400000,"up_s":1.100000,"#
  + #""down_s":1.300000,"range_deg":62.5},{"at_s":3.200000,"duration_s":2.420001,"up_s":null,"down_s":null,"#
  + #""range_deg":0.7}]},"hold":null}"#

private let heldText =
  #"{"rate_hz":200,"coverage":0.98,"faults":[],"reps":null,"hold":{"rms_mg":12.3,"sway_mg":9.1,"tremor_mg":4.1,"#
  + #""drift_deg":7.3,"drift_end_deg":3,"broke_at_s":31.200000}}"#

private func read(_ text: String) throws -> SetMotion {
  try SetMotion(json: JSONValue(parsing: text), at: "motion")
}

extension LoggedSet {
  /// The example with so many repetitions.
  fileprivate static func counting(_ count: Int) -> LoggedSet {
    var set = LoggedSet.example
    set.motion = counted
    set.motion?.reps?.each = Array(repeating: counted.reps!.each[0], count: count)
    return set
  }
}

@Suite struct MotionJSONTests {
  @Test func writtenAndRead() throws {
    var slow = held
    slow.hold?.tremor = nil
    slow.hold?.brokeAt = nil
    let short = counted.withoutList
    #expect(short.reps?.count == 2 && short.reps?.each == [])
    let texts = [
      (counted, countedText), (held, heldText),
      (
        slow,
        heldText.replacing(#""tremor_mg":4.1"#, with: #""tremor_mg":null"#)
          .replacing(#""broke_at_s":31.200000"#, with: #""broke_at_s":null"#)
      ),
      (
        short,
        #"{"rate_hz":49.8,"coverage":1,"faults":["stuck-axis","gap"],"reps":{"count":2,"confidence":0.93,"#
          + #""tempo_s":2.410000,"regularity":0.87,"each":[]},"hold":null}"#
      ),
      (
        SetMotion(rate: 0, coverage: 0, faults: [.silent]),
        #"{"rate_hz":0,"coverage":0,"faults":["silent"],"reps":null,"hold":null}"#
      ),
    ]
    for (motion, text) in texts {
      #expect(JSONWriter.text(motion) == text)
      #expect(try read(text) == motion)
      #expect(try SetMotion.unknownKey(in: JSONValue(parsing: text)) == nil)
      var set = LoggedSet.example
      set.motion = motion
      let whole = JSONWriter.text(set)
      #expect(whole.contains(#","note":null,"motion":\#(text),"measured":null}"#))
      #expect(try LoggedSet(json: JSONValue(parsing: whole), at: "") == set)
    }
  }

  @Test func whatMayBeNullMayBeAbsent() throws {
    #expect(try read(#"{"rate_hz":10,"coverage":1}"#) == SetMotion(rate: 10, coverage: 1))
    let reps = #"{"rate_hz":10,"coverage":1,"reps":{"confidence":1,"regularity":0}}"#
    #expect(try read(reps).reps == .init(confidence: 1, regularity: 0, tempo: nil, each: []))
    #expect(try read(heldText.replacing(#""tremor_mg":4.1,"#, with: "")).hold?.tremor == nil)
    // What a newer daemon adds is passed over, and can be found out.
    let newer = countedText.replacing(#""range_deg":0.7}"#, with: #""range_deg":0.7,"jerk":1}"#)
    #expect(try read(newer) == counted)
    #expect(try SetMotion.unknownKey(in: JSONValue(parsing: newer))?.path == "reps.each[1].jerk")
  }

  @Test func unknownKeysAreFound() throws {
    func found(_ text: String) throws -> String? {
      try SetMotion.unknownKey(in: JSONValue(parsing: text))?.path
    }
    #expect(try found(#"{"rate":1}"#) == "rate")
    #expect(try found(countedText.replacing("tempo_s", with: "tempo")) == "reps.tempo")
    #expect(try found(heldText.replacing("sway_mg", with: "sway")) == "hold.sway")
    for text in ["null", "[]", #"{"reps":3,"hold":"x"}"#, #"{"reps":{"each":[3,null]}}"#] {
      #expect(try found(text) == nil, "\(text): of another kind, which reading it says")
    }
  }

  private static let bad = [
    (#""coverage":1,"#, "", #""motion.coverage": is missing"#),
    (#""coverage":1,"#, #""coverage":1.01,"#, #""motion.coverage": must be from 0 to 1"#),
    (#""rate_hz":49.8"#, #""rate_hz":-1"#, #""motion.rate_hz": must not be negative"#),
    (#""rate_hz":49.8"#, #""rate_hz":"fast""#, #""motion.rate_hz": must be a number, not text"#),
    (#"["stuck-axis","gap"]"#, #""gap""#, #""motion.faults": must be an array, not text"#),
    (
      #""stuck-axis""#, #""stuck""#,
      #""motion.faults[0]": "stuck" is not one of stuck-axis, saturated, no-gravity, orientation-swap, "#
        + "time-backwards, silent, gap"
    ),
    (#""count":2"#, #""count":3"#, #""motion.reps.count": is 3, and 2 repetitions are listed"#),
    (#""count":2"#, #""count":-2"#, #""motion.reps.count": must not be negative"#),
    (#""confidence":0.93"#, #""confidence":-0.1"#, #""motion.reps.confidence": must be from 0 to 1"#),
    (#""tempo_s":2.410000"#, #""tempo_s":-1"#, #""motion.reps.tempo_s": must not be negative"#),
    (#""at_s":3.200000,"#, "", #""motion.reps.each[1].at_s": is missing"#),
    (
      #""down_s":1.300000"#, #""down_s":null"#,
      #""motion.reps.each[0].down_s": is missing, and the other half is there"#
    ),
    (#""up_s":1.100000,"#, "", #""motion.reps.each[0].up_s": is missing, and the other half is there"#),
    (
      #""range_deg":62.5"#, #""range_deg":null"#,
      #""motion.reps.each[0].range_deg": must be a number, not null"#
    ),
    (#""hold":null"#, #""hold":{}"#, #""motion.hold.rms_mg": is missing"#),
  ]

  @Test(arguments: bad) func badFields(_ good: String, _ wrong: String, _ message: String) {
    #expect(countedText.contains(good))
    let error = failure { try read(countedText.replacing(good, with: wrong)) }
    #expect(error?.message == "field " + message)
  }

  @Test func moreThanCanBe() {
    let text =
      #"{"rate_hz":1,"coverage":1,"reps":{"count":9223372036854775807,"confidence":1,"regularity":1}}"#
    #expect(failure { try read(text) }?.message == #"field "motion.reps.count": is more than 100000"#)
  }

  @Test func whatCannotBeIsToldOfASet() throws {
    func problem(_ change: (inout SetMotion) -> Void) -> String? {
      var set = LoggedSet.example
      var motion = counted
      motion.hold = held.hold
      change(&motion)
      set.motion = motion
      let problems = set.problems(now: nil)
      return problems.first.map { $0.key + ": " + $0.problem.message }
    }
    #expect(problem { _ in } == nil)
    #expect(problem { $0.rate = -1 } == "motion: a figure of -1: less than 0")
    #expect(problem { $0.hold?.drift = -0.5 } == "motion: a figure of -0.5: less than 0")
    #expect(
      problem { $0.reps?.each[1].start = .seconds(-3) } == "motion: a time of -3 s: not from 0 to a day")
    #expect(
      problem { $0.hold?.brokeAt = .seconds(86_401) } == "motion: a time of 86401 s: not from 0 to a day")
    #expect(problem { $0.reps?.unlisted = 99_999 } == "motion: 100001 repetitions: more than 100000")
  }

  // MARK: Messages

  /// 256 KiB may wait for a client: no message is longer than that because a set has many repetitions.
  @Test func longListsAreLeftOutOfMessages() throws {
    func size(_ message: some JSONWritable) -> Int { JSONWriter.line(message).count }
    func lists(_ message: some JSONWritable) -> Bool { JSONWriter.text(message).contains(#""at_s":"#) }
    let (usual, most, long) = (LoggedSet.counting(12), LoggedSet.counting(1_000), LoggedSet.counting(3_000))
    let at = WallTime(microseconds: 0)
    for (set, isListed) in [(usual, true), (most, true), (long, false)] {
      let event = Event(.saved(set), station: "main", at: at)
      let reply = ReplyLine(id: nil, reply: .set(set))
      #expect(lists(event) == isListed && lists(reply) == isListed)
      #expect(size(event) < 200_000 && size(reply) < 200_000)
    }
    #expect(JSONWriter.text(Event(.saved(long), station: "main", at: at)).contains(#""count":3000,"#))
    // An edit has its set three times.
    func report(_ set: LoggedSet, _ count: Int) -> ChangeReport {
      ChangeReport(
        kind: .edit, text: "", set: set, count: count, before: Array(repeating: set, count: count),
        after: Array(repeating: set, count: count))
    }
    #expect(report(usual, 1).set == usual && report(usual, 20).after[19] == usual)
    #expect(report(most, 1).set == most.withoutList && report(most, 1).before == [most.withoutList])
    #expect(size(report(.counting(24), 20)) < 150_000 && size(report(.counting(500), 20)) < 150_000)
    // There may be many stations.
    func station(_ set: LoggedSet) -> StationReport {
      StationReport(
        station: "main", selection: Selection(athlete: "me", exercise: "x", side: .both), exerciseName: "X",
        target: nil, lastSet: set)
    }
    #expect(lists(station(usual)) && !lists(station(.counting(101))))
    // The log's own JSON has all of it.
    #expect(try LoggedSet(json: JSONValue(parsing: JSONWriter.text(long)), at: "") == long)
  }

  @Test func repetitionsOfAnImportAreBounded() throws {
    var gathering = ImportGathering()
    let piece = Array(repeating: LoggedSet.counting(1_000), count: 300)
    #expect(try gathering.take(piece, after: 0, more: true, from: 1) == nil)
    #expect { try gathering.take(piece, after: 300, more: true, from: 1) } throws: {
      ($0 as? ControlError)?.message == "import: more than 20 MB of names, notes and repetitions at once"
    }
  }
}
