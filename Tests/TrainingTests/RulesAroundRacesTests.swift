import Testing
import Training

@Suite struct RulesAroundRacesTests {
  private typealias D = DiaryA

  private let heavy = ruleA(
    29,
    [
      figureA("days without heavy lifting before a race", "10", "004:559", race: "marathon"),
      figureA("days without heavy lifting before a race", "5-7", "004:559", race: "shorter"),
      figureA("days without heavy lifting before a race", "5", "004:609"),
      figureA("time between heavy lifting and a long run or race", "48+", "004:826"),
      figureA("weeks of bodyweight or band only before a race", "2-3", "000:45-48"),
    ])

  @Test(
    "Rule 29, no-heavy-before-race: the last days without heavy sets, by distance and source",
    arguments: [
      ("marathon", nil, 10), ("ultra", nil, 10), ("half-marathon", nil, 7), ("10k", nil, 5),
      ("marathon", "004:559", 10),
      ("marathon", "004:609", 5), ("10k", "004:826", 2), ("marathon", "000", 21), ("10k", "000:45-48", 14),
    ] as [(String, String?, Int)])
  func noHeavy(_ distance: String, _ follows: String?, _ days: Int) {
    func session(_ before: Int, isHeavy: Bool = true) -> [String] {
      D().with { diary in
        diary.race(D.wed + before, distance)
        if let follows { diary.program(source: "004:1", follows: ["D5": follows]) }
        diary.session(D.wed, isHeavy: isHeavy)
      }.says(heavy)
    }
    #expect(session(days).count == 1)
    #expect(
      session(days).first?.hasPrefix("heavy lifting on Wed, \(days) days before the \(distance)") == true)
    #expect(session(days + 1) == [])
    #expect(session(days, isHeavy: false) == [])
    #expect(D().with { $0.session(D.wed, isHeavy: true) }.says(heavy) == [], "no race")
  }

  @Test("Rule 29, no-heavy-before-race: what is planned")
  func noHeavyPlanned() {
    let diary = D(today: D.wed).with {
      $0.session(D.mon, isHeavy: true)
      $0.race(D.sun + 1, "10k")
      $0.plan(D.thu)
    }
    #expect(diary.says(heavy) == ["heavy lifting on Thu, 4 days before the 10k: none in the last 5"])
  }

  @Test("Rule 30, circuits-until-ten-days: only light work from then on")
  func circuits() {
    let rule = ruleA(30, [figureA("last circuit before a race", "10", "004:604", race: "marathon")])
    func session(
      _ before: Int, _ exercise: String = "box-jump", loadKg: Double? = nil, race: String = "marathon"
    ) -> [String] {
      D().with {
        $0.race(D.wed + before, race)
        $0.session(D.wed, [exercise], loadKg: loadKg)
      }.says(rule)
    }
    #expect(
      session(9) == [
        "strength with load or jumps on Wed: only light work in the last 10 days before the marathon"
      ])
    #expect(session(9, "squat", loadKg: 10).count == 1)
    #expect(session(10) == [])
    #expect(session(9, "squat") == [], "bodyweight")
    #expect(session(9, race: "10k") == [])
    #expect(D().with { $0.session(D.wed, ["box-jump"]) }.says(rule) == [], "no race")
  }

  private let taper = ruleA(
    31,
    [
      figureA("sets", "1-2", "000:49", phase: .taper), figureA("reps", "8-10", "000:49", phase: .taper),
      figureA("load", "open", "000:48", phase: .taper), figureA("load", "open", "003:120", phase: .taper),
      figureA(
        "session length", "20", "004:589-590", phase: .taper, program: "flow-16wk-phases", weeks: "13-16"),
      figureA("last days before a race with light core or mobility at most", "5", "004:609"),
    ])

  @Test("Rule 31, taper-load: sets, repetitions and load by the source that is followed")
  func taperLoad() {
    func session(
      _ exercises: [String], reps: Int = 10, loadKg: Double? = nil, minutes: Double = 20,
      _ source: String? = nil
    ) -> [String] {
      D().with {
        $0.race(D.wed + 10)
        if let source { $0.program(source: source) }
        $0.session(D.wed, exercises, minutes: minutes, reps: reps, loadKg: loadKg)
      }.says(taper)
    }
    #expect(session(["squat", "squat"]) == [])
    #expect(
      session(["squat", "squat", "squat"]) == ["in the taper, on Wed: 3 sets of an exercise, at most 2"])
    #expect(session(["squat"], reps: 12) == ["in the taper, on Wed: 12 reps, at most 10"])
    #expect(session(["squat"], loadKg: 20) == ["in the taper, on Wed: 20 kg, bodyweight or a band at most"])
    #expect(session(["squat"], loadKg: 20, "003:1").count == 1)
    #expect(session(["squat", "squat", "squat"], reps: 12, "003:1") == [], "003 gives no figure")
    #expect(session(["squat", "squat", "squat"], loadKg: 20, "004:1") == [], "nor 004 of sets and load")
    #expect(session(["plank", "plank", "plank"]) == [])
    #expect(D().with { $0.session(D.wed, reps: 30) }.says(taper) == [], "no race")
  }

  @Test("Rule 31, taper-load: 20 min, and the last five days, of the long guide")
  func taperOfTheGuide() {
    func session(_ before: Int, minutes: Double, _ exercise: String = "squat") -> [String] {
      D().with {
        $0.race(D.wed + before)
        $0.program("flow-16wk-phases", source: "004:583-598", follows: ["D6": "004:590"])
        $0.diary.run?.startDay = D.mon - 7 * 13
        $0.session(D.wed, [exercise], minutes: minutes)
      }.says(taper)
    }
    #expect(session(10, minutes: 26) == ["in the taper, on Wed: 26 min, at most 20"])
    #expect(session(10, minutes: 25) == [])
    #expect(session(5, minutes: 20) == ["lifting on Wed: light core or mobility at most in the last 5 days"])
    #expect(session(6, minutes: 20) == [])
    #expect(session(5, minutes: 20, "crunch") == [])
    let light = D().with {
      $0.race(D.wed + 5)
      $0.program(source: "004:559", follows: ["D7": "004:560-564"])
      $0.session(D.wed)
    }
    #expect(light.says(taper) == [], "its source has a light session there")
  }

  @Test("Rule 32, taper-length: weeks from the first day of the taper to the race")
  func taperLength() {
    let what = "taper length"
    let rule = ruleA(
      32,
      [
        figureA(what, "2-3", "000:45"), figureA(what, "1-2", "003:120"),
        figureA(what, "4", "004:589", program: "flow-16wk-phases", weeks: "13-16"),
        figureA(what, "1", "004:615-616", program: "flow-16wk-weeks", weeks: "15"),
      ])
    func taper(_ days: Int, _ source: String? = nil) -> [String] {
      D().with { diary in
        diary.diary.race = Race(day: D.sun + 7, distance: RaceDistance("marathon")!)
        diary.diary.phase = { day in
          switch D.sun + 7 - day {
          case 0...6: .raceWeek
          case 7..<days: .taper
          default: .build
          }
        }
        if let source { diary.program(source: source) }
      }.says(rule)
    }
    #expect(taper(7) == ["the taper takes 1 week: 2-3 before the race are asked for"])
    #expect(taper(14) == [] && taper(21) == [])
    #expect(taper(22) == ["the taper takes 4 weeks: 2-3 before the race are asked for"])
    #expect(taper(7, "003:1") == [] && taper(15, "003:1").count == 1)
    #expect(taper(14, "004:1") == [], "what a plan's weeks have is that plan's alone")
    // Of a plan, the weeks that it says are the taper.
    func plan(_ id: String, taper: Figure) -> [String] {
      D().with { diary in
        diary.program(id, source: "004:1")
        diary.diary.run?.startDay = D.mon - 7 * 12
        var (first, last) = (ProgramWeek(weeks: taper), ProgramWeek(weeks: .exactly(16)))
        (first.phase, last.phase) = (.taper, .raceWeek)
        diary.diary.program?.weeks = [first, last]
        let race = Race(day: D.sun + 21, distance: RaceDistance("marathon")!)
        diary.diary.race = race
        let season = Season(
          race: race, phases: nil, program: diary.diary.program, startDay: diary.diary.run?.startDay)
        // The race decides where the plan says nothing.
        diary.diary.phase = { day in day < D.mon ? .build : season.phase(on: day) }
      }.says(rule)
    }
    #expect(plan("flow-16wk-phases", taper: .range(13, 15)) == [])
    #expect(plan("flow-16wk-weeks", taper: .exactly(15)) == [])
    #expect(
      plan("flow-16wk-weeks", taper: .range(14, 15)) == [
        "the taper takes 2 weeks: 1 before the race are asked for"
      ])
    #expect(D().with { $0.phase(.taper) }.says(rule) == [], "no race")
  }

  @Test("Rule 33, race-week: number, day and load")
  func raceWeek() {
    let rule = ruleA(
      33,
      [
        figureA("strength sessions a week", "0-1", "000:54", phase: .raceWeek),
        figureA("strength sessions a week", "0-1", "003:121", phase: .raceWeek),
        figureA("load", "open", "003:89", phase: .raceWeek),
        figureA("sets", "2", "004:561", phase: .raceWeek, exercises: ["squat"]),
        figureA("reps", "6", "004:561", phase: .raceWeek, exercises: ["squat"]),
        figureA(
          "strength sessions a week", "0", "004:616", phase: .raceWeek, program: "flow-16wk-weeks",
          weeks: "16"),
      ])
    let race = D().with { $0.race(D.sun, "10k") }
    #expect(race.with { $0.session(D.wed) }.says(rule) == [])
    #expect(
      race.with { $0.session(D.thu) }.says(rule) == [
        "strength on Thu, 3 days before the race: early in race week, if at all"
      ])
    #expect(
      race.with {
        $0.session(D.mon); $0.session(D.wed)
      }.says(rule) == [
        "strength on Mon and Wed in race week: at most 1, and that light"
      ])
    #expect(
      race.with { $0.session(D.tue, loadKg: 20) }.says(rule) == ["20 kg on Tue in race week: bodyweight only"]
    )
    let light = race.with { $0.program(source: "004:559", follows: ["D7": "004:560-564"]) }
    #expect(light.with { $0.session(D.tue, reps: 6, loadKg: 12) }.says(rule) == [])
    #expect(light.with { $0.session(D.tue, reps: 7, loadKg: 12) }.says(rule).count == 1)
    let none = race.with {
      $0.program("flow-16wk-weeks", source: "004:610")
      $0.diary.run?.startDay = D.mon - 7 * 15
      $0.session(D.mon)
    }
    #expect(none.says(rule) == ["strength on Mon in race week: none"])
    #expect(D().with { $0.session(D.thu, loadKg: 50) }.says(rule) == [], "no race")
    #expect(
      D().with {
        $0.race(D.mon - 1); $0.session(D.mon, loadKg: 50)
      }.says(rule) == [], "it is over")
    #expect(
      D().with {
        $0.race(D.sun + 7); $0.session(D.sun, loadKg: 50)
      }.says(rule) == [], "next week")
  }

  @Test("Rule 34, no-soreness-in-race-week: the athlete is sore")
  func soreness() {
    let rule = ruleA(34, [])
    let race = D(today: D.thu).with { $0.race(D.sun, "10k") }
    let sore = race.with { $0.answer(D.thu, .feeling, "sore") }
    #expect(sore.says(rule) == ["sore on Thu, in race week: no more strength work before the race"])
    #expect(
      sore.with { $0.plan(D.fri) }.says(rule) == [
        "sore on Thu, in race week: leave out what is planned for Fri"
      ])
    #expect(race.with { $0.answer(D.thu, .pain, "joint") }.says(rule).count == 1)
    #expect(
      race.with {
        $0.answer(D.thu, .pain, "none"); $0.answer(D.thu, .feeling, "tired")
      }.says(rule) == [])
    #expect(
      D().with {
        $0.race(D.sun + 1); $0.answer(D.mon, .feeling, "sore")
      }.says(rule) == [], "a day too early")
    #expect(D().with { $0.answer(D.thu, .feeling, "sore") }.says(rule) == [], "no race")
  }

  @Test(
    "Rule 35, after-a-race: only easy sets for so many weeks",
    arguments: [("10k", 1), ("half-marathon", 2), ("marathon", 3)])
  func afterRace(_ distance: String, _ weeks: Int) {
    let rule = ruleA(35, [figureA("weeks of light work after a race", "1+", "004:578")])
    func session(_ days: Int, _ exercises: [String] = ["squat"], rpe: Double? = nil, isHeavy: Bool = false)
      -> [String]
    {
      D().with {
        $0.race(D.wed - days, distance)
        $0.session(D.wed, exercises, rpe: rpe, isHeavy: isHeavy)
      }.says(rule)
    }
    #expect(session(7 * weeks, isHeavy: true).count == 1)
    #expect(session(7 * weeks + 1, isHeavy: true) == [])
    #expect(
      session(2, ["box-jump"]) == [
        "heavy, explosive or hard sets on Wed, 2 days after the \(distance): only easy ones for "
          + (weeks == 1 ? "1 week" : "\(weeks) weeks")
      ])
    #expect(session(2, rpe: 8).count == 1)
    #expect(session(2, rpe: 7) == [] && session(2, ["wall-sit"]) == [])
    #expect(D().with { $0.session(D.wed, isHeavy: true) }.says(rule) == [], "no race")
  }
}
