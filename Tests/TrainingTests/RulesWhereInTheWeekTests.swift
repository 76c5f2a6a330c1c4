import Testing
import Training

@Suite struct RulesWhereInTheWeekTests {
  private typealias D = DiaryA

  @Test("Rule 17, spacing: two days in a row with lifting, done or planned")
  func spacing() {
    let rule = ruleA(17, [figureA("full days between strength sessions", "1+", "003:70")])
    let tue = D(today: D.wed, isKnown: false).with { $0.session(D.tue) }
    #expect(
      tue.with { $0.session(D.wed) }.says(rule) == ["strength on Tue and Wed: a full day should lie between"])
    #expect(
      tue.with { $0.plan(D.wed) }.says(rule) == ["strength on Tue and Wed: a full day should lie between"])
    #expect(tue.with { $0.plan(D.thu) }.says(rule) == [])
    #expect(tue.with { $0.session(D.tue, at: 300) }.says(rule) == [], "twice on one day")
    #expect(
      tue.with { $0.session(D.wed, ["plank", "wall-sit"]) }.says(rule) == [], "holds may be done often")
    let sunday = D(isKnown: false).with {
      $0.session(D.sun - 7)
      $0.session(D.mon)
    }
    #expect(sunday.says(rule) == ["strength on Sun and Mon: a full day should lie between"])
    #expect(RuleBook([rule]).findings(in: sunday.diary).map(\.day) == [D.mon])
    #expect(D(isKnown: false).says(rule) == [])
  }

  private let hours = ruleA(
    18, [figureA("time between heavy lifting and a long run or race", "48+", "004:826")])

  @Test("Rule 18, 48-hours: from the end of heavy sets to a long run or race")
  func fortyEightHours() {
    // Ends at 18:40 on Thursday.
    let thursday = D().with { $0.session(D.thu, isHeavy: true) }
    #expect(
      thursday.with { $0.run(D.sat, .long, at: 18 * 60 + 39) }.says(hours) == [
        "heavy lifting on Thu, long run on Sat: at least 48 h should lie between"
      ])
    #expect(thursday.with { $0.run(D.sat, .long, at: 18 * 60 + 40) }.says(hours) == [])
    #expect(thursday.with { $0.run(D.sat, .long) }.says(hours) == [], "perhaps in the evening")
    #expect(thursday.with { $0.run(D.fri, .long) }.says(hours).count == 1)
    #expect(thursday.with { $0.run(D.fri, .intervals, at: 600) }.says(hours) == [], "no long run")
    #expect(thursday.with { $0.race(D.fri, "5k") }.says(hours).first?.contains("race on Fri") == true)
    #expect(
      D().with {
        $0.session(D.thu); $0.run(D.fri, .long)
      }.says(hours) == [], "not heavy")
    #expect(thursday.says(hours) == [], "no runs are known")
  }

  @Test("Rule 18, 48-hours: a planned session with what was heavy last time")
  func fortyEightHoursPlanned() {
    let diary = D(today: D.thu).with {
      $0.session(D.mon, isHeavy: true)
      $0.run(D.sat, .long, at: 480)
    }
    #expect(diary.says(hours) == [])
    #expect(diary.with { $0.plan(D.thu) }.says(hours) == [], "56 h after midnight")
    #expect(diary.with { $0.plan(D.fri) }.says(hours).count == 1)
    #expect(diary.with { $0.plan(D.fri, ["wall-sit"]) }.says(hours) == [])
  }

  @Test("Rule 19, not-the-day-before: lifting on the eve of a fast or long run")
  func dayBefore() {
    let rule = ruleA(
      19, [figureA("days without lifting before a fast or long run", "1+", "004:608")], source: "004:608")
    let friday = D(today: D.fri).with { $0.plan(D.fri) }
    #expect(
      friday.with { $0.run(D.sat, .long) }.says(rule) == ["strength on Fri, before the long run on Sat"])
    #expect(
      friday.with { $0.run(D.sat, .tempo) }.says(rule) == ["strength on Fri, before the fast run on Sat"])
    #expect(friday.with { $0.run(D.sat, .easy) }.says(rule) == [])
    #expect(friday.with { $0.run(D.sun, .long) }.says(rule) == [])
    #expect(friday.with { $0.run(D.fri, .long) }.says(rule) == [], "the same day")
    let saturday = friday.with { $0.run(D.sat, .long) }
    #expect(saturday.with { $0.program(source: "004:610", follows: ["D4": "004:611"]) }.says(rule) == [])
    #expect(saturday.with { $0.program(source: "004:1", follows: ["D4": "004:608"]) }.says(rule).count == 1)
    #expect(friday.says(rule) == [], "no runs are known")
  }

  @Test("Rule 20, pair-or-part: on the days of hard runs, or away from them, as the program follows")
  func pairOrPart() {
    let rule = ruleA(
      20, [], source: "003:59, 004:607, 002:36",
      differs: "apart (000:105); behind easy runs (004:548, 004:611, 004:734)")
    let parted = D().with {
      $0.run(D.tue, .intervals)
      $0.session(D.wed)
    }
    let paired = D().with {
      $0.run(D.tue, .intervals)
      $0.session(D.tue)
      $0.session(D.fri)
    }
    #expect(
      parted.says(rule) == [
        "strength on Wed, a hard run alone on Tue: put Wed's on Tue, and keep easy days easy"
      ])
    #expect(paired.says(rule) == [])
    for (source, follows) in [("000:1", [:]), ("004:731", ["D2": "004:734"]), ("004:1", ["D2": "004:611"])] {
      let program: (inout D) -> Void = { $0.program(source: source, follows: follows) }
      #expect(parted.with(program).says(rule) == [], "\(source)")
      #expect(
        paired.with(program).says(rule) == ["strength and a hard run on Tue: the program keeps them apart"],
        "\(source)")
    }
    #expect(parted.with { $0.program(source: "004:1", follows: ["D2": "004:783"]) }.says(rule).count == 1)
    #expect(D().with { $0.session(D.wed) }.says(rule) == [], "no runs are known")
  }

  @Test("Rule 21, order-in-the-day: legs before a hard or long run")
  func order() {
    let rule = ruleA(21, [])
    func day(_ exercise: String, at minute: Int?, _ kind: LoggedRun.Kind = .tempo, isHeavy: Bool = false)
      -> [RuleFinding]
    {
      let diary = D().with {
        $0.session(D.tue, [exercise], at: 600, isHeavy: isHeavy)
        $0.run(D.tue, kind, at: minute)
      }
      return RuleBook([rule]).findings(in: diary.diary)
    }
    #expect(day("squat", at: 700).map(\.text) == ["leg work before Tue's hard run: run first, then lift"])
    #expect(day("squat", at: 700).map(\.gravity) == [.advice])
    let heavy = day("squat", at: 700, .long, isHeavy: true)
    #expect(heavy.map(\.text) == ["heavy leg work before Tue's long run: run first, then lift"])
    #expect(heavy.map(\.gravity) == [.warning])
    #expect(day("squat", at: 600) == [] && day("squat", at: 500) == [])
    #expect(day("push-up", at: 700) == [] && day("crunch", at: 700) == [])
    #expect(day("squat", at: 700, .easy) == [])
    #expect(day("squat", at: nil) == [], "nobody knows when")
  }

  @Test("Rule 22, gap-to-the-run: within three hours, where the source that is followed says so")
  func gap() {
    let what = "time between strength and a hard run"
    let rule = ruleA(
      22,
      [figureA(what, "0-3", "002:36"), figureA(what, "open", "003:124"), figureA(what, "open", "004:607")])
    func strength(at minute: Int) -> D {
      D().with {
        $0.run(D.tue, .intervals, at: 600, minutes: 60)
        $0.session(D.tue, at: minute, minutes: 40)
      }
    }
    #expect(strength(at: 840).says(rule) == [])
    #expect(strength(at: 846).says(rule) == ["3.1 h between Tue's hard run and strength: at most 3 h"])
    #expect(strength(at: 380).says(rule) == [], "before it")
    #expect(strength(at: 300).says(rule) == ["4.3 h between Tue's hard run and strength: at most 3 h"])
    #expect(strength(at: 1_300).with { $0.program(source: "003:1") }.says(rule) == [], "open")
    #expect(
      strength(at: 1_300).with { $0.program(source: "004:1", follows: ["D3": "002:36"]) }.says(rule).count
        == 1)
    #expect(
      D().with {
        $0.session(D.tue); $0.run(D.tue, .intervals)
      }.says(rule) == [], "nobody knows when")
  }

  @Test("Rule 23, no-two-hard-days: hard runs and heavy sets")
  func hardDays() {
    let rule = ruleA(23, [figureA("hard days in a row", "1", "004:807")])
    let tuesday = D().with { $0.run(D.tue, .intervals) }
    #expect(
      tuesday.with { $0.session(D.wed, isHeavy: true) }.says(rule) == [
        "hard days one after the other, Tue and Wed: at most 1 in a row"
      ])
    #expect(tuesday.with { $0.session(D.tue, isHeavy: true) }.says(rule) == [])
    #expect(tuesday.with { $0.session(D.wed) }.says(rule) == [], "not heavy")
    #expect(tuesday.with { $0.run(D.wed, .long) }.says(rule) == [], "long, not hard")
    #expect(tuesday.with { $0.run(D.thu, .race) }.says(rule) == [])
    let sunday = D().with {
      $0.run(D.sun - 7, .race)
      $0.session(D.mon, isHeavy: true)
    }
    #expect(sunday.says(rule).count == 1)
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 24, one-easy-day: a day free of lifting, fast and long runs")
  func easyDay() {
    let rule = ruleA(24, [figureA("easy days a week", "1+", "004:808")])
    let six = D(today: D.sat).with { diary in
      [D.mon, D.wed, D.fri].forEach { diary.session($0) }
      diary.run(D.tue, .intervals)
      diary.run(D.thu, .tempo)
      diary.run(D.sat, .long)
      diary.run(D.sun, .easy)
    }
    #expect(six.says(rule) == [])
    #expect(six.with { $0.session(D.sun, ["wall-sit", "plank"]) }.says(rule) == [], "holds leave it easy")
    #expect(
      six.with { $0.plan(D.sun) }.says(rule) == [
        "every day has lifting, a fast or a long run: leave 1 easy day"
      ])
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 25, runs-come-first: the athlete says so, or the fast run is missing")
  func runsFirst() {
    let rule = ruleA(25, [])
    let diary = D().with { $0.session(D.tue) }
    #expect(
      diary.with { $0.answer(D.wed, .runs, "worse") }.says(rule) == [
        "runs get worse, as said on Wed: take load or volume out of strength"
      ])
    #expect(diary.with { $0.answer(D.wed, .runs, "well") }.says(rule) == [])
    #expect(diary.with { $0.answer(D.wed - 7, .runs, "missed") }.says(rule) == [], "of another week")
    let usual = diary.with { diary in (1...4).forEach { diary.run(D.tue - 7 * $0, .tempo) } }
    #expect(usual.says(rule).first?.hasPrefix("no fast run") == true)
    #expect(usual.with { $0.run(D.tue, .hills) }.says(rule) == [])
    #expect(usual.with { $0.phase(.taper) }.says(rule) == [])
    #expect(diary.says(rule) == [] && D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 26, high-mileage: at most one session in a week of far more running")
  func highMileage() {
    let rule = ruleA(
      26,
      [
        figureA("strength sessions a week", "1", "004:811"),
        figureA("weeks of reduced strength", "1", "004:811"),
      ])
    func week(_ km: Double, sessions: Int) -> D {
      D().with { diary in
        (1...4).forEach { diary.run(D.sat - 7 * $0, .long, km: 40) }
        diary.run(D.sat, .long, km: km)
        (0..<sessions).forEach { diary.session(D.mon + 2 * $0) }
      }
    }
    #expect(
      week(52, sessions: 2).says(rule) == [
        "far more running than in the four weeks before, and 2 strength sessions: 1 for maintenance or prehab"
      ])
    #expect(week(52, sessions: 1).says(rule) == [])
    #expect(week(51.9, sessions: 3).says(rule) == [])
    #expect(
      D().with {
        $0.run(D.sat, .long, km: 90); $0.session(D.mon); $0.session(D.thu)
      }.says(rule) == [], "no weeks before")
  }

  @Test("Rule 27, sets-or-circuits: the form of the program's blocks against the phase")
  func setsOrCircuits() {
    let rule = ruleA(27, [])
    func week(_ form: ProgramBlock.Form, _ phase: Phase) -> D {
      D().with {
        $0.program(source: "004:1")
        var session = ProgramSession(id: "full", name: "Full")
        session.blocks = [ProgramBlock(name: "work")]
        session.blocks[0].form = form
        $0.diary.program?.sessions = [session]
        $0.race(D.mon + 300)
        $0.phase(phase)
        $0.session(D.tue, id: "full")
      }
    }
    #expect(
      week(.circuit, .offSeason).says(rule) == [
        "\"Full\" is done in circuits: straight sets in the off-season"
      ])
    #expect(week(.straight, .offSeason).says(rule) == [])
    #expect(
      week(.straight, .peak).says(rule) == ["\"Full\" is done in straight sets: circuits in the season"])
    #expect(week(.circuit, .peak).says(rule) == [])
    #expect(week(.circuit, .base).says(rule) == [])
    #expect(week(.circuit, .offSeason).with { $0.diary.race = nil }.says(rule) == [], "no race")
    #expect(D(isKnown: false).says(rule) == [])
  }

  @Test("Rule 28, adjust-not-skip: heavy lifts or no leg work when tired, sick or in a heavy week")
  func adjust() {
    let rule = ruleA(28, [])
    let sick = D().with { $0.answer(D.tue, .feeling, "sick") }
    #expect(
      sick.with { $0.session(D.wed, isHeavy: true) }.says(rule) == [
        "sick on Tue: holds in place of the heavy lifts on Wed"
      ])
    #expect(sick.with { $0.session(D.mon, isHeavy: true) }.says(rule) == [], "before")
    #expect(sick.says(rule) == ["sick on Tue, and no leg work in the week: change it, do not skip it"])
    #expect(sick.with { $0.session(D.thu, ["wall-sit"]) }.says(rule) == [])
    #expect(D().with { $0.answer(D.mon - 90, .situation, "recovery") }.says(rule).count == 1)
    #expect(D().with { $0.answer(D.tue, .feeling, "fresh") }.says(rule) == [])
    #expect(D().says(rule) == [] && D(isKnown: false).says(rule) == [])
  }
}
