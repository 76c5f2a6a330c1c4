import Testing

@testable import Training

private let oneThing = DiaryB.rule(53, [DiaryB.value("things changed at once", "1", "004:340")])

private let weeklyStep = DiaryB.rule(
  54,
  [
    DiaryB.value("growth of load a week", "5-10", "004:810"),
    DiaryB.value("growth of a hold a week", "open", "004:810"),
  ])

private let overload = DiaryB.rule(55)
private let addWeight = DiaryB.rule(56)
private let startLight = DiaryB.rule(57)

private let formBeforeLoad = DiaryB.rule(
  58,
  exercises: [
    "forward-lunge", "reverse-lunge", "walking-lunge", "romanian-deadlift", "deadlift", "pistol-squat",
  ])

private let noLeaps = DiaryB.rule(59, exercises: ["wall-sit", "pistol-squat-hold"])
private let strongEnough = DiaryB.rule(60)
private let vary = DiaryB.rule(61)
private let fullRange = DiaryB.rule(62)
private let tooMuchMuscle = DiaryB.rule(63)

struct RulesProgressionTests {
  @Test("Rule 53, one-thing-at-a-time: time, load or form, not two of them at once")
  func oneThingAtATime() {
    var diary = DiaryB(today: 1)
    diary.did("back-squat", -7, reps: 8, kg: 80, asked: "8")
    diary.did("back-squat", 0, reps: 8, kg: 82.5, asked: "8")
    #expect(diary.says(oneThing) == [])
    diary.plans("back-squat", 3, "8 85kg")
    #expect(diary.says(oneThing) == [])
    diary.diary.planned = []
    diary.plans("back-squat", 3, "9 85kg")
    #expect(
      diary.says(oneThing) == [
        "back-squat 8 → 9 reps and 82.5 → 85 kg planned for Thu: 1 thing at a time"
      ])
    #expect(diary.day(oneThing) == 3)
  }

  @Test("Rule 53, one-thing-at-a-time: a harder form counts; what was known before is no growth")
  func oneThingOfForms() {
    var diary = DiaryB()
    diary.did("wall-sit", -3, s: 30, asked: "30s")
    diary.did("wall-sit-single-leg", 0, s: 30, asked: "30s")
    #expect(diary.says(oneThing) == [])
    diary.diary.sessions.removeLast()
    diary.did("wall-sit-single-leg", 0, s: 35, asked: "35s")
    #expect(
      diary.says(oneThing) == [
        "wall-sit-single-leg wall-sit → wall-sit-single-leg and 30 → 35 s on Mon: 1 thing at a time"
      ])
    // A week with less is over.
    var resumed = DiaryB()
    resumed.did("back-squat", -14, reps: 8, kg: 80, asked: "8")
    resumed.did("back-squat", -7, reps: 6, kg: 64, asked: "6")
    resumed.did("back-squat", 0, reps: 8, kg: 80, asked: "8")
    #expect(resumed.says(oneThing) == [])
    // Nobody knows what was asked for.
    var unknown = DiaryB()
    unknown.did("back-squat", -7, reps: 8, kg: 80)
    unknown.did("back-squat", 0, reps: 12, kg: 90)
    #expect(unknown.says(oneThing) == [])
  }

  @Test("Rule 54, weekly-step: at most 10 % more load than in the week before")
  func weeklySteps() {
    var diary = DiaryB()
    diary.did("back-squat", -5, reps: 5, kg: 80)
    diary.did("back-squat", 0, reps: 5, kg: 88)
    diary.did("deadlift", 0, reps: 5, kg: 100)
    diary.did("plank", -5, s: 30)
    diary.did("plank", 0, s: 60)
    #expect(diary.says(weeklyStep) == [])
    diary.did("back-squat", 3, sets: 3, reps: 5, kg: 92.5)
    #expect(diary.says(weeklyStep) == ["back-squat 80 → 92.5 kg in a week, 16 %: at most 10 %"])
    #expect(diary.day(weeklyStep) == 3)
  }

  @Test("Rule 54, weekly-step: what is planned, what is barely over, and what was lifted before")
  func weeklyStepsAtTheEdges() {
    var diary = DiaryB(today: 0)
    diary.did("back-squat", -5, reps: 5, kg: 80)
    diary.plans("back-squat", 2, "5 88.2kg")
    #expect(diary.says(weeklyStep) == ["back-squat 80 → 88.2 kg in a week, 10.3 %: at most 10 %"])
    diary.did("back-squat", -26, reps: 5, kg: 90)
    #expect(diary.says(weeklyStep) == [])
    // Nothing in the week before.
    var gap = DiaryB()
    gap.did("back-squat", -14, reps: 5, kg: 50)
    gap.did("back-squat", 0, reps: 5, kg: 100)
    #expect(gap.says(weeklyStep) == [])
  }

  private func plateau(_ weeks: Int = 5) -> DiaryB {
    var diary = DiaryB()
    for week in 0..<weeks { diary.did("back-squat", -7 * week, sets: 3, reps: 8, kg: 60, rest: 90) }
    return diary
  }

  private let stuck =
    "! back-squat: nothing has grown in 4 weeks; more load, repetitions, seconds or sets, less rest, or a harder form"

  @Test("Rule 55, ways-to-overload: four weeks in which nothing has grown")
  func plateaus() {
    #expect(plateau().says(overload) == [stuck])
    #expect(plateau(4).says(overload) == [])
    var growth: [(String, (inout DiaryB) -> Void)] = []
    growth.append(("load", { $0.did("back-squat", 2, reps: 5, kg: 60.5) }))
    growth.append(("repetitions", { $0.did("back-squat", 2, reps: 9, kg: 40) }))
    growth.append(("sets", { $0.did("back-squat", 2, sets: 4, reps: 8, kg: 60, rest: 90) }))
    growth.append(("rest", { $0.did("back-squat", 2, sets: 3, reps: 8, kg: 60, rest: 80) }))
    for (name, grow) in growth {
      var diary = plateau()
      grow(&diary)
      #expect(diary.says(overload) == [], "\(name)")
    }
    var form = DiaryB()
    for week in 0..<5 { form.did("wall-sit", -7 * week, s: 60) }
    #expect(form.says(overload).count == 1)
    form.did("wall-sit-single-leg", -1, s: 20)
    #expect(form.says(overload) == [])
  }

  @Test("Rule 55, ways-to-overload: not around races, not after a pause, not for who is strong enough")
  func noPlateaus() {
    var race = plateau()
    race.diary.phase = { _ in .taper }
    #expect(race.says(overload) == [])
    var pause = plateau()
    pause.diary.sessions.removeAll { $0.day == DiaryB.monday - 14 }
    #expect(pause.says(overload) == [])
    var enough = plateau()
    enough.said(.enough, "yes", -30)
    #expect(enough.says(overload) == [])
    enough.said(.enough, "no", -1)
    #expect(enough.says(overload) == [stuck])
  }

  @Test("Rule 56, when-to-add-weight: after all sets of the last session were met, comfortably")
  func addingWeight() {
    for (reps, rpe, expected) in [
      (8, 8.0, []),
      (7, nil, ["back-squat 60 → 62.5 kg on Wed after 1 of 3 sets missed: first all of them, comfortably"]),
      (8, 8.5, ["back-squat 60 → 62.5 kg on Wed after a set rated 8.5: first all of them, comfortably"]),
    ] as [(Int, Double?, [String])] {
      var diary = DiaryB()
      diary.did("back-squat", 0, sets: 2, reps: 8, kg: 60, asked: "8")
      diary.did("back-squat", 0, reps: reps, kg: 60, asked: "8", rpe: rpe)
      diary.did("back-squat", 2, sets: 3, reps: 8, kg: 62.5, asked: "8")
      #expect(diary.says(addWeight) == expected)
      // The same load again is none that rose.
      diary.diary.sessions.removeLast()
      diary.did("back-squat", 2, sets: 3, reps: 8, kg: 60, asked: "8")
      #expect(diary.says(addWeight) == [])
    }
    // Five weeks ago was another beginning.
    for (ago, count) in [(-28, 1), (-35, 0)] {
      var pause = DiaryB()
      pause.did("back-squat", ago, reps: 3, kg: 60, asked: "8")
      pause.did("back-squat", 2, reps: 8, kg: 65, asked: "8")
      #expect(pause.says(addWeight).count == count, "\(ago)")
    }
    var unknown = DiaryB()
    unknown.did("back-squat", 0, reps: 3, kg: 60)
    unknown.did("back-squat", 2, reps: 3, kg: 65)
    #expect(unknown.says(addWeight) == [])
  }

  @Test("Rule 57, start-light: the first session of an exercise has the least of its loads")
  func startingLight() {
    var diary = DiaryB()
    diary.did("back-squat", -5, reps: 8, kg: 60)
    diary.did("back-squat", 0, reps: 8, kg: 60)
    diary.did("squat", -5, reps: 8)
    diary.did("squat", 0, reps: 8, kg: 10)
    #expect(diary.says(startLight) == [])
    diary.did("back-squat", 2, reps: 8, kg: 40)
    #expect(diary.says(startLight) == ["back-squat began with 60 kg, 40 kg on Wed: begin light"])
    // Later a lighter session is one of a week with less.
    diary.did("back-squat", -12, reps: 8, kg: 60)
    #expect(diary.says(startLight) == [])
    #expect(DiaryB().says(startLight) == [])
  }

  @Test("Rule 58, form-before-load: lunges before dumbbells, Romanian deadlifts before those from the floor")
  func formFirst() {
    var diary = DiaryB()
    diary.did("reverse-lunge", 1, reps: 8, kg: 10)
    diary.did("deadlift", 1, reps: 5, kg: 60)
    diary.did("push-up", 1, reps: 5, kg: 10)
    #expect(
      diary.says(formBeforeLoad) == [
        "reverse-lunge with 10 kg on Tue, and none without a load yet: that comes first",
        "deadlift on Tue, and no romanian-deadlift yet: that comes first",
      ])
    diary.did("reverse-lunge", 0, reps: 8)
    diary.did("romanian-deadlift", -7, reps: 8)
    #expect(diary.says(formBeforeLoad) == [])
  }

  @Test("Rule 58, form-before-load: what is planned, once, and not where the log is too young to tell")
  func formFirstAtTheEdges() {
    var diary = DiaryB(today: 0)
    diary.plans("deadlift", 3, "5")
    let planned = ["deadlift planned for Thu, and no romanian-deadlift yet: that comes first"]
    #expect(diary.says(formBeforeLoad) == planned)
    var advanced = diary
    advanced.diary.level = .advanced
    #expect(advanced.says(formBeforeLoad) == [])
    advanced.did("squat", -28, reps: 8)
    #expect(advanced.says(formBeforeLoad) == planned)
    var later = diary
    later.did("deadlift", -7, reps: 5)
    #expect(later.says(formBeforeLoad) == [])
    diary.plans("romanian-deadlift", 1, "8")
    #expect(diary.says(formBeforeLoad) == [])
  }

  @Test("Rule 59, no-leaps: one leg or a load after the form that leads there")
  func leaps() {
    var diary = DiaryB()
    diary.did("back-squat", 2, reps: 8, kg: 20)
    diary.did("pistol-squat-hold", 2, s: 10, kg: 10)
    diary.did("plank", 2, s: 30, kg: 10)
    // Beginners have a figure for it: it is where they begin.
    diary.did("single-leg-calf-raise-hold", 2, s: 15)
    #expect(
      diary.says(noLeaps) == [
        "back-squat on Wed, and no goblet-squat yet: small steps",
        "pistol-squat-hold on Wed, and no squat, lunge or wall sit on one leg yet: small steps",
        "plank with 10 kg on Wed, and none without a load yet: small steps",
      ])
    diary.did("goblet-squat", 1, reps: 8)
    diary.did("plank", 1, s: 30)
    // Nor do other holds on one leg lead to a pistol's.
    let pistol = ["pistol-squat-hold on Wed, and no squat, lunge or wall sit on one leg yet: small steps"]
    #expect(diary.says(noLeaps) == pistol)
    diary.did("wall-sit", -8, s: 30)
    #expect(diary.says(noLeaps) == pistol)
    diary.did("wall-sit-single-leg", -7, s: 20)
    #expect(
      diary.says(noLeaps) == ["pistol-squat-hold with 10 kg on Wed, and none without a load yet: small steps"]
    )
    diary.did("pistol-squat-hold", 1, s: 10)
    #expect(diary.says(noLeaps) == [])
  }

  @Test("Rule 59, no-leaps: maximal lifts after weeks of lifting")
  func maximalLifts() {
    var diary = DiaryB()
    diary.did("romanian-deadlift", -14, reps: 8)
    diary.did("romanian-deadlift", -7, reps: 8, kg: 40)
    diary.did("deadlift", 1, reps: 4, kg: 90)
    #expect(diary.says(noLeaps) == [])
    diary.did("deadlift", 3, reps: 3, kg: 110)
    #expect(
      diary.says(noLeaps) == ["deadlift 3 x 110 kg on Thu after 3 weeks of compound lifts: 4 come first"])
    diary.did("romanian-deadlift", -21, reps: 8)
    #expect(diary.says(noLeaps) == [])
    var unknown = DiaryB(.advanced)
    unknown.did("deadlift", 3, reps: 1, kg: 150)
    #expect(unknown.says(noLeaps) == [])
  }

  @Test("Rule 60, strong-enough: figures stay where the athlete says that it is enough")
  func enough() {
    var diary = DiaryB(today: 1)
    diary.did("back-squat", -7, reps: 8, kg: 80, asked: "8")
    diary.plans("back-squat", 2, "8 82.5kg")
    #expect(diary.says(strongEnough) == [])
    diary.said(.enough, "yes", -2)
    #expect(
      diary.says(strongEnough) == [
        "! back-squat 80 → 82.5 kg planned for Wed: you said that it is enough, it may stay"
      ])
    diary.diary.planned = []
    diary.plans("back-squat", 2, "8 80kg")
    #expect(diary.says(strongEnough) == [])
    diary.plans("back-squat", 4, "9 80kg")
    #expect(
      diary.says(strongEnough) == [
        "! back-squat 8 → 9 reps planned for Fri: you said that it is enough, it may stay"
      ])
    diary.said(.enough, "no", 0)
    #expect(diary.says(strongEnough) == [])
  }

  @Test("Rule 61, vary: twelve weeks of the same lifting")
  func varying() {
    var diary = DiaryB()
    for week in 0..<11 { diary.did("squat", -7 * week, sets: 3, reps: 12, asked: "12") }
    #expect(diary.says(vary) == [])
    diary.did("squat", -77, sets: 3, reps: 11, asked: "12")
    #expect(
      diary.says(vary) == ["! the same exercises with the same figures for 12 weeks: time for something new"])
    diary.did("push-up", -30, reps: 12)
    #expect(diary.says(vary) == [])
  }

  @Test("Rule 61, vary: rising mileage without strength")
  func dropping() {
    var diary = DiaryB()
    for (week, km) in [(2, 20.0), (1, 25), (0, 25.5)] { diary.ran(-7 * week, km: km) }
    // Who has not begun drops nothing.
    #expect(diary.says(vary) == [])
    diary.did("squat", -21, reps: 8)
    let text = "! 20 → 25 → 25.5 km in 3 weeks, and no strength: do not drop it when the mileage rises"
    #expect(diary.says(vary) == [text])
    var trained = diary
    trained.did("squat", -10, reps: 8)
    #expect(trained.says(vary) == [])
    var planned = diary
    planned.plans("squat", 6, "8")
    #expect(planned.says(vary) == [])
    var race = diary
    race.diary.phase = { _ in .raceWeek }
    #expect(race.says(vary) == [])
    var unknown = diary
    unknown.ran(1)
    #expect(unknown.says(vary) == [])
    diary.diary.runs[2].km = 25
    #expect(diary.says(vary) == [])
  }

  @Test("Rule 62, full-range: advice, which nothing could check")
  func noCheck() {
    #expect(RuleBook.checks[62] == nil)
    #expect(DiaryB().says(fullRange) == [])
    for number in 36...63 where number != 62 { #expect(RuleBook.checks[number] != nil, "\(number)") }
  }

  @Test("Rule 63, too-much-muscle: less load and more repetitions, or an easy run")
  func muscle() {
    var diary = DiaryB(today: 1)
    diary.did("back-squat", -7, reps: 5, kg: 80)
    diary.did("back-squat", 2, reps: 5, kg: 80)
    diary.did("push-up", 2, reps: 12)
    #expect(diary.says(tooMuchMuscle) == [])
    diary.said(.bulk, "yes", -1)
    let text =
      "! back-squat with 80 kg on Wed: less load and more repetitions, or an easy run afterwards, for less muscle"
    #expect(diary.says(tooMuchMuscle) == [text])
    var running = diary
    running.ran(2, .tempo)
    #expect(running.says(tooMuchMuscle) == [text])
    running.ran(2)
    #expect(running.says(tooMuchMuscle) == [])
    var lighter = DiaryB()
    lighter.did("back-squat", -7, reps: 5, kg: 80)
    lighter.said(.bulk, "yes", -1)
    lighter.plans("back-squat", 4, "8 60kg")
    #expect(lighter.says(tooMuchMuscle) == [])
    lighter.plans("back-squat", 5, "5 60kg")
    #expect(lighter.says(tooMuchMuscle).count == 1)
    diary.said(.bulk, "no", 0)
    #expect(diary.says(tooMuchMuscle) == [])
  }
}
