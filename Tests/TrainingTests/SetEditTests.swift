import Testing
import Training

private let start = WallTime(iso8601: "2026-11-21T10:00:00Z")!

private func hold(seconds: Double = 40, endedBy: EndedBy = .tap) -> LoggedSet {
  LoggedSet(
    id: SetID(high: 1, low: 2), athlete: "me", station: "main", exercise: "side-plank", kind: .hold,
    side: .left,
    startedAt: start, duration: .seconds(seconds), target: Target("30-45s", kind: .hold), targetMet: true,
    endedBy: endedBy, clock: .unsynced)
}

private let catalogue = Catalogue([
  Exercise(id: "plank", name: "Plank", kind: .hold, sides: .both),
  Exercise(id: "side-plank", name: "Side plank", kind: .hold, sides: .each),
  Exercise(id: "lunge", name: "Lunge", kind: .reps, sides: .each),
  Exercise(id: "push-up", name: "Push-up", aliases: ["press up"], kind: .reps, sides: .both),
])

@Suite struct SetEditTests {
  @Test func keepsWhatIsNotNamed() throws {
    var set = hold()
    set.note = "n"
    set.loadKg = 5
    #expect(try set.edited(by: SetEdit()) == set)
    let edited = try set.edited(by: SetEdit(duration: .seconds(29)))
    var expected = set
    expected.duration = .seconds(29)
    expected.targetMet = false
    expected.measured = Measured(set)
    #expect(edited == expected)
  }

  @Test func whatMayGoGoes() throws {
    var set = hold()
    (set.reps, set.loadKg, set.rpe, set.note) = (3, 5, 7, "n")
    let edited = try set.edited(
      by: SetEdit(reps: .clear, loadKg: .clear, rpe: .clear, target: .clear, note: .clear))
    #expect(edited.reps == nil && edited.loadKg == nil && edited.rpe == nil && edited.note == nil)
    #expect(edited.target == nil && edited.targetMet == nil)
    #expect(edited.measured?.loadKg == 5 && edited.measured?.reps == 3)
    #expect(try set.edited(by: SetEdit(note: .set(""))).note == nil)
  }

  @Test func whatWasMeasuredIsFromBeforeTheFirstEdit() throws {
    let first = try hold().edited(by: SetEdit(duration: .seconds(30)))
    let second = try first.edited(by: SetEdit(side: .right, startedAt: start + .seconds(60)))
    #expect(second.measured == Measured(hold()))
    #expect(second.side == .right && second.clock == .synced && second.duration == .seconds(30))
  }

  /// What is not about the figures neither keeps them nor confirms them.
  @Test func ratingAndNotingConfirmNothing() throws {
    let edit = SetEdit(rpe: .set(8), target: .set("50s"), athlete: "ana", note: .set("x"))
    let edited = try hold(endedBy: .timeout).edited(by: edit)
    #expect(edited.measured == nil && !edited.mayBeRecord)
    #expect(edited.targetMet == false, "judged by the new target")
    #expect(edited.athlete == "ana" && edited.rpe == 8)
  }

  @Test(arguments: EndedBy.allCases, [true, false])
  func whatAnEditConfirms(_ endedBy: EndedBy, isDoubtful: Bool) throws {
    var set = hold(endedBy: endedBy)
    set.isDoubtful = isDoubtful
    let counts = set.mayBeRecord
    #expect(counts == (endedBy.isMeasuredToTheEnd && !isDoubtful))
    for edit in [SetEdit(confirms: true), SetEdit(duration: set.duration), SetEdit(loadKg: .set(5))] {
      let edited = try set.edited(by: edit)
      #expect(edited.mayBeRecord && !edited.isDoubtful && edited.endedBy == endedBy)
    }
    // Nothing is kept of a set that counts as it is.
    #expect(try set.edited(by: SetEdit(confirms: true)).measured == (counts ? nil : Measured(set)))
  }

  @Test func anotherExerciseBringsItsKindAndSides() throws {
    func edited(_ set: LoggedSet, _ edit: SetEdit) throws -> LoggedSet {
      try set.edited(by: edit.resolved(in: catalogue))
    }
    let plank = try edited(hold(), SetEdit(exercise: "Plank"))
    #expect(plank.exercise == "plank" && plank.side == .both && plank.kind == .hold)
    #expect(plank.measured?.exercise == "side-plank" && plank.measured?.side == .left)
    #expect(throws: SetProblem("side-plank is done with each side", remedy: "say which: left or right")) {
      try edited(plank, SetEdit(exercise: "side-plank"))
    }
    #expect(try edited(plank, SetEdit(exercise: "side-plank", side: .right)).side == .right)
    let lunge = try edited(hold(), SetEdit(exercise: "lunge", reps: .set(8), target: .set("6-10")))
    #expect(lunge.kind == .reps && lunge.side == .left && lunge.reps == 8 && lunge.targetMet == true)
    #expect(lunge.target == Target(reps: .range(6, 10)))
    let back = try edited(lunge, SetEdit(exercise: "plank"))
    #expect(back.reps == nil && back.targetMet == false && back.kind == .hold)
    #expect(try edited(plank, SetEdit(exercise: "press up")).exercise == "push-up")
  }

  @Test func whatWouldBeNoSet() throws {
    var count = hold()
    (count.exercise, count.kind, count.side, count.duration, count.reps) = (
      "push-up", .reps, .both, .zero, 12
    )
    let edit = try SetEdit(exercise: "plank").resolved(in: catalogue)
    #expect(throws: SetProblem("a hold of 0 s is none", remedy: "give its duration, such as 45s")) {
      try count.edited(by: edit)
    }
    var longer = edit
    longer.duration = .seconds(45)
    #expect(try count.edited(by: longer).kind == .hold)
    // It ended at 9:00:40, and it is 11 o'clock.
    var dated = hold()
    (dated.clock, dated.startedAt) = (.synced, WallTime(iso8601: "2026-11-21T10:59:00Z")!)
    let long = try SetEdit(duration: .seconds(7_200)).checked(now: Self.now)
    #expect { try dated.edited(by: long) } throws: {
      ($0 as? SetProblem)?.message.hasPrefix("it would end in the future") == true
    }
    // A clock that may be wrong does not know.
    #expect(
      try dated.edited(by: SetEdit(duration: .seconds(7_200)).checked(now: nil)).duration == .seconds(7_200))
    dated.clock = .unsynced
    #expect(try dated.edited(by: long).duration == .seconds(7_200))
  }

  @Test func whatCannotBe() throws {
    var both = hold()
    (both.exercise, both.side) = ("plank", .both)
    for (set, edit, message) in [
      (both, SetEdit(side: .left), "plank has no side left"),
      (hold(), SetEdit(side: .both), "side-plank is done with each side"),
      (hold(), SetEdit(reps: .set(3)), "side-plank is held, not counted"),
      (hold(), SetEdit(target: .set("lots")), "\"lots\" is no target"),
    ] {
      #expect { try set.edited(by: edit) } throws: { ($0 as? SetProblem)?.message == message }
    }
    #expect { try SetEdit(exercise: "plonk").resolved(in: catalogue) } throws: { error in
      error as? SetProblem
        == SetProblem(
          "there is no exercise \"plonk\"", remedy: "did you mean plank?", isUnknownName: true)
    }
  }

  static let now = WallTime(iso8601: "2026-11-21T11:00:00Z")!

  @Test(arguments: [
    (SetEdit(duration: .zero), "a duration of 0 s: not more than 0"),
    (SetEdit(duration: .seconds(-3)), "a duration of -3 s: not more than 0"),
    (SetEdit(duration: .seconds(86_401)), "a duration of 86401 s: more than a day"),
    (SetEdit(startedAt: WallTime(iso8601: "1970-01-01T00:00:00Z")!), "a start before the year 2000"),
    (SetEdit(startedAt: WallTime(iso8601: "1999-12-31T23:59:59Z")!), "a start before the year 2000"),
    (
      SetEdit(startedAt: WallTime(iso8601: "2026-11-21T11:01:01Z")!),
      "that is in the future: it is 2026-11-21T11:00Z by this machine's clock"
    ),
    (SetEdit(reps: .set(-1)), "-1 repetitions"), (SetEdit(reps: .set(100_001)), "100001 repetitions"),
    (SetEdit(loadKg: .set(-2.5)), "a load of -2.5 kg"), (SetEdit(loadKg: .set(1_001)), "a load of 1001 kg"),
    (SetEdit(loadKg: .set(.nan)), "a load of nan kg"), (SetEdit(rpe: .set(0)), "a rating of 0"),
    (SetEdit(rpe: .set(10.5)), "a rating of 10.5"),
    (SetEdit(note: .set(String(repeating: "ü", count: 1_001))), "a note of 2002 bytes"),
  ]) func boundsOfEdits(_ edit: SetEdit, message: String) {
    #expect { try edit.check(now: Self.now) } throws: { ($0 as? SetProblem)?.message == message }
  }

  @Test func whatIsJustWithinBounds() throws {
    try SetEdit(
      startedAt: WallTime(iso8601: "2000-01-01T00:00:00Z"), duration: .seconds(86_400), reps: .set(100_000),
      loadKg: .set(0), rpe: .set(10), note: .set(String(repeating: "ü", count: 1_000))
    ).check(now: Self.now)
    // A clock that may be wrong does not know what is to come.
    try SetEdit(startedAt: WallTime(iso8601: "2036-01-01T00:00:00Z")).check(now: nil)
  }

  @Test func boundsOfSets() throws {
    func problem(_ change: (inout LoggedSet) -> Void) -> String? {
      var set = hold()
      change(&set)
      do throws(SetProblem) {
        try set.check(now: Self.now)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(problem { _ in } == nil)
    #expect(problem { $0.duration = .zero } == nil, "a tap too many was measured")
    #expect(problem { ($0.duration, $0.endedBy) = (.zero, .edit) } == "a hold of 0 s is none")
    #expect(problem { ($0.duration, $0.endedBy, $0.kind) = (.zero, .edit, .reps) } == nil)
    #expect(problem { $0.duration = .seconds(-1) } == "a duration of -1 s: less than 0")
    #expect(
      problem { ($0.clock, $0.duration) = (.synced, .seconds(7_200)) }?.hasPrefix(
        "it would end in the future") == true)
    #expect(
      problem { ($0.clock, $0.startedAt) = (.synced, WallTime(microseconds: 0)) }
        == "a start before the year 2000")
    // What a clock said that was not right is what it said.
    for year in ["1970", "2036"] {
      #expect(problem { $0.startedAt = WallTime(iso8601: "\(year)-01-01T00:00:00Z")! } == nil)
    }
    #expect(problem { $0.athlete = "" } == "the athlete's name is empty")
    #expect(
      problem { $0.station = String(repeating: "x", count: 201) }
        == "the station's name is longer than 200 bytes")
    #expect(problem { $0.rpe = 11 } == "a rating of 11")
    #expect(problem { $0.target = Target(seconds: .exactly(1e300)) } == "no target that can be kept")
    for change: (inout Measured) -> Void in [
      { $0.duration = .seconds(1e12) }, { $0.loadKg = 1e300 }, { $0.exercise = "" }, { $0.reps = -1 },
    ] {
      var measured = Measured(hold())
      change(&measured)
      #expect(problem { $0.measured = measured } != nil, "\(measured)")
    }
  }

  @Test func typedInAsTheCatalogueSays() throws {
    var set = hold()
    (set.exercise, set.side, set.measured, set.isDoubtful) = ("Press Up", .both, Measured(hold()), true)
    (set.reps, set.target) = (12, Target("10-15", kind: .reps))
    let typed = try set.typedIn(catalogue)
    #expect(typed.exercise == "push-up" && typed.kind == .reps && typed.targetMet == true)
    #expect(typed.endedBy == .edit && typed.clock == .synced && typed.measured == nil && !typed.isDoubtful)
    set.exercise = "plank"
    #expect { try set.typedIn(catalogue) } throws: {
      ($0 as? SetProblem)?.message == "plank is held, not counted"
    }
    set.reps = nil
    set.side = .left
    #expect { try set.typedIn(catalogue) } throws: {
      ($0 as? SetProblem)?.message == "plank has no side left"
    }
  }
}

@Suite struct TypedDurationTests {
  @Test(
    arguments: [
      ("45", 45), ("45s", 45), ("45 s", 45), ("90 SEC", 90), ("1:30", 90), ("0:05.5", 5.5),
      ("1:02:03", 3_723),
      ("2min", 120), ("2 m", 120), ("1min30s", 90), ("1 min 30", nil), ("1h 5min", 3_900), ("1.5h", 5_400),
      ("0.001s", 0.001), ("-3s", -3), ("-1:30", -90), ("−3", -3), ("0", 0), ("100:00", 6_000),
      ("12:59:59.9", 46_799.9),
      ("", nil), ("s", nil), ("45kg", nil), ("45 reps", nil), ("1:60", nil), ("1:2:3:4", nil), (":30", nil),
      ("1:", nil), ("1.5:30", nil), ("30s1min", nil), ("1m1m", nil), ("1e3", nil), ("+5", nil), ("--5", nil),
      ("1..5", nil), ("nan", nil), ("inf", nil), ("٤٥", nil), ("9999999999999999", nil), ("4 5", 45),
    ] as [(String, Double?)]) func typed(_ text: String, seconds: Double?)
  {
    #expect(Interval(typed: text) == seconds.map { .seconds($0) })
  }
}
