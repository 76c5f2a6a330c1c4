import Testing
import Training

@Suite struct RulesHowLongTests {
  private typealias D = DiaryA
  private let sessions = "strength sessions a week"

  @Test("Rule 9, holds-often: the first sessions with holds have one or two; no number of days is too many")
  func holds() {
    let rule = ruleA(9, [figureA("holds in a session", "1-2", "004:207", when: "to begin with")])
    let two = D().with { diary in
      (D.mon...D.sun).forEach { diary.session($0, ["plank", "wall-sit", "wall-sit"]) }
    }
    #expect(two.says(rule) == [])
    let three = D().with { $0.session(D.tue, ["plank", "wall-sit", "bridge-hold"]) }
    #expect(three.says(rule) == ["3 different holds on Tue: begin with 1-2"])
    #expect(three.with { $0.session(D.mon - 14, ["plank"]) }.says(rule) == [], "no beginning any more")
    #expect(three.with { $0.diary.level = .advanced }.says(rule) == [])
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 10, jumps: two days, one in build")
  func jumps() {
    let what = "plyometric sessions a week"
    let rule = ruleA(
      10,
      [
        figureA(what, "2", "003:104"), figureA(what, "1", "000:43", phase: .build),
        figureA(what, "open", "004:532", phase: .base),
      ])
    let two = D(today: D.thu).with {
      $0.session(D.mon, ["box-jump"])
      $0.plan(D.thu, ["box-jump"])
    }
    #expect(two.says(rule) == [])
    #expect(two.with { $0.phase(.base) }.says(rule) == [], "open in base")
    #expect(
      two.with { $0.phase(.build) }.says(rule) == [
        "jumps on Mon and Thu: 1 session a week in build is enough"
      ])
    #expect(
      two.with {
        $0.phase(.build); $0.program(source: "003:1")
      }.says(rule) == [])
    #expect(
      two.with { $0.plan(D.sat, ["box-jump"]) }.says(rule) == [
        "jumps on Mon, Thu and Sat: 2 sessions a week is enough"
      ])
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 11, prehab: of somebody who does it, days and minutes")
  func prehab() {
    let rule = ruleA(
      11,
      [
        figureA("prehab sessions a week", "2", "004:659"),
        figureA("session length", "15", "004:659", when: "prehab"),
      ])
    let before = D().with { $0.session(D.mon - 5, ["clamshell"], minutes: 15) }
    let one = before.with { $0.session(D.tue, ["clamshell"], minutes: 15) }
    #expect(one.says(rule) == ["prehab on 1 day, 15 min: 2 circuits of 15 min a week"])
    #expect(one.with { $0.session(D.fri, ["clamshell"], minutes: 10) }.says(rule) == [])
    let short = before.with { diary in
      [D.tue, D.fri].forEach { diary.session($0, ["clamshell"], minutes: 7) }
    }
    #expect(short.says(rule) == ["prehab on 2 days, 14 min: 2 circuits of 15 min a week"])
    #expect(D().says(rule) == [], "nobody knows of any")
  }

  @Test("Rule 12, mobility: of somebody who logs it, its minutes and a session of its own")
  func mobility() {
    let rule = ruleA(
      12,
      [
        figureA("mobility length", "5-10", "004:232", when: "after a run"),
        figureA("mobility sessions a week", "1", "004:726"),
      ])
    let before = D().with { $0.session(D.mon - 5, ["foam-roll"], minutes: 10) }
    #expect(before.says(rule) == ["0 sessions of mobility alone: 1 a week is asked for"])
    #expect(before.with { $0.session(D.tue, ["foam-roll"], minutes: 5) }.says(rule) == [])
    #expect(
      before.with { $0.session(D.tue, ["foam-roll"], minutes: 4) }.says(rule) == [
        "4 min of mobility on Tue: 5-10 min after a run or on a day of rest"
      ])
    #expect(D().says(rule) == [], "nobody knows of any")
  }

  @Test("Rule 13, keep-going: a week without any, in race season too")
  func keepGoing() {
    let rule = ruleA(13, [figureA(sessions, "2", "004:815", when: "all year")])
    #expect(D().says(rule) == ["no strength session in the week: 2 a week, all year"])
    #expect(D().with { $0.phase(.peak) }.says(rule).count == 1)
    #expect(D().with { $0.session(D.sun, ["plank"]) }.says(rule) == [])
    #expect(D().with { $0.phase(.raceWeek) }.says(rule) == [])
    #expect(D().with { $0.phase(.recovery) }.says(rule) == [])
    #expect(D(today: D.sun).says(rule) == [], "not over")
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 14, time-to-effect: a review at 6, 8 and 12 weeks in a row", arguments: 1...14)
  func timeToEffect(_ weeks: Int) {
    let what = "weeks until an effect"
    let rule = ruleA(
      14,
      [
        figureA(sessions, "2", "000:19"), figureA(what, "8-12", "000:19"), figureA(what, "6-8", "004:85"),
        figureA(what, "8", "004:94"),
      ])
    // The week before has one session.
    var diary = D(isKnown: false)
    diary.session(D.mon - 7 * weeks)
    for week in 0..<weeks { for day in [D.mon, D.thu] { diary.session(day - 7 * week) } }
    let said = diary.says(rule)
    if [6, 8, 12].contains(weeks) {
      #expect(said == ["\(weeks) weeks in a row with 2 strength sessions: look back at what has changed"])
    } else {
      #expect(said == [])
    }
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 15, session-length: of the program's session, else of the phase, a quarter of it either way")
  func sessionLength() {
    let what = "session length"
    let rule = ruleA(
      15,
      [
        figureA(what, "30-45", "000:17", phase: .base),
        figureA(what, "45", "004:756", program: "gym", when: "lower body"),
        figureA(what, "30", "004:777", program: "gym", when: "reset"),
        figureA(what, "20", "004:590", when: "in the season"),
      ])
    func length(_ minutes: Double, _ phase: Phase? = .base, id: String? = nil) -> D {
      D().with {
        $0.session(D.tue, minutes: minutes, id: id)
        $0.diary.phase = { _ in phase }
        $0.program("gym", source: "004:1")
        var session = ProgramSession(id: "a", name: "Lower body")
        session.minutes = .exactly(99)
        var other = ProgramSession(id: "b", name: "Other")
        other.minutes = .exactly(10)
        $0.diary.program?.sessions = [session, other]
      }
    }
    #expect(length(57).says(rule) == ["57 min on Tue: 30-45 min are asked for"])
    #expect(length(56.25).says(rule) == [])
    #expect(length(22.5).says(rule) == [])
    #expect(length(22).says(rule) == ["22 min on Tue: 30-45 min are asked for"])
    #expect(length(45, id: "a").says(rule) == [])
    #expect(length(30, id: "a").says(rule) == ["30 min on Tue: 45 min are asked for"])
    #expect(
      length(30, id: "b").says(rule) == ["30 min on Tue: 10 min are asked for"], "the program's own figure")
    #expect(length(40, .peak).says(rule) == ["40 min on Tue: 20 min are asked for"])
    #expect(length(200, nil).says(rule) == [])
    #expect(length(22).with { $0.diary.today = D.tue }.says(rule) == [], "it may go on")
    #expect(length(57).with { $0.diary.today = D.tue }.says(rule).count == 1)
  }

  @Test("Rule 16, session-size: exercises of each class in a session of one's own, by either list")
  func sessionSize() {
    let what = "exercises in a session"
    let rule = ruleA(
      16,
      [
        figureA(what, "2-3", "004:224", when: "lower-body compound"),
        figureA(what, "1-2", "004:224", when: "upper body"),
        figureA(what, "1", "000:78", program: "short-on-time", when: "leg move on both legs"),
        figureA(what, "1", "000:79", program: "short-on-time", when: "single-leg"),
        figureA(what, "1", "000:80", program: "short-on-time", when: "upper-body push"),
        figureA(what, "1", "000:80", program: "short-on-time", when: "upper-body pull"),
        figureA(what, "2", "000:81", program: "short-on-time", when: "core"),
        figureA(what, "1", "000:82", program: "short-on-time", when: "side-to-side"),
      ])
    func session(_ exercises: [String], id: String? = nil) -> [String] {
      D().with { $0.session(D.tue, exercises, id: id) }.says(rule)
    }
    #expect(session(["squat", "deadlift", "push-up"]) == [])
    #expect(session(["squat", "squat", "deadlift", "lunge", "push-up", "row"]) == [])
    #expect(
      session(["squat", "push-up"]) == [
        "1 compound for the legs and 1 for the upper body on Tue: 2-3 and 1-2 make a session"
      ])
    #expect(session(["squat", "deadlift", "hip-thrust", "leg-press", "row"]).count == 1)
    #expect(session(["squat", "lunge", "push-up", "row", "crunch", "plank", "side-lunge"]) == [])
    #expect(session(["squat", "lunge", "push-up", "row", "dip", "crunch", "plank", "side-lunge"]).count == 1)
    #expect(session(["squat"], id: "full") == [], "a program's")
    #expect(
      D(today: D.tue).with { $0.session(D.tue, ["squat", "push-up"]) }.says(rule) == [], "it may go on")
    #expect(session(["push-up"]) == [], "no session for the legs")
    #expect(D(isKnown: false).says(rule) == [])
  }
}
