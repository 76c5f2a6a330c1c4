import Testing

@testable import Training

private let holdRange = DiaryB.rule(42, [DiaryB.value("hold", "20-60", "004:828")])

private let bigMuscleHolds = DiaryB.rule(
  43, exercises: ["plank", "wall-sit"],
  [DiaryB.value("hold", "45-60", "004:828", exercises: ["plank", "wall-sit"])])

private let smallMuscleHolds = DiaryB.rule(
  44, exercises: ["single-leg-calf-raise-hold"],
  [DiaryB.value("hold", "20-30", "004:828", exercises: ["single-leg-calf-raise-hold"])])

private let rehabHolds = DiaryB.rule(
  45,
  [
    DiaryB.value("sets", "5", "004:830", program: "rehab-5x45"),
    DiaryB.value("hold", "45", "004:830", program: "rehab-5x45"),
    DiaryB.value("effort", "70", "004:830", program: "rehab-5x45"),
  ])

private let holdLadders = DiaryB.rule(
  46, exercises: ["wall-sit", "single-leg-calf-raise-hold", "dead-hang", "wall-press"],
  disagreements: ["D11"],
  [
    DiaryB.value("hold", "15-30", "004:264-332", level: .beginner),
    DiaryB.value("hold", "20-90", "004:264-332", level: .advanced),
  ])

private let setsOfAHold = DiaryB.rule(
  47,
  [
    DiaryB.value("sets", "2-3", "004:339", level: .beginner),
    DiaryB.value("sets", "3", "004:339", exercises: ["wall-sit"]),
    DiaryB.value("hold", "30", "004:339", exercises: ["wall-sit"]),
  ])

private let stopWhenFormBreaks = DiaryB.rule(48)

private let qualityOverTime = DiaryB.rule(
  49,
  [
    DiaryB.value("sets", "2", "004:829"), DiaryB.value("hold", "30", "004:829"),
    DiaryB.value("hold", "20", "004:337"),
  ])

private let breathe = DiaryB.rule(50)

private let effortSteps = DiaryB.rule(
  51, exercises: ["wall-press"],
  [
    DiaryB.value("effort", "50", "004:331", level: .beginner, exercises: ["wall-press"]),
    DiaryB.value("effort", "open", "004:332", level: .advanced, exercises: ["wall-press"]),
  ])

private let whereHoldsFit = DiaryB.rule(52)

struct RulesHoldsTests {
  @Test("Rule 42, hold-range: 20 to 60 s, or the move's own target")
  func rangeOfHolds() {
    var diary = DiaryB()
    diary.did("side-plank", 0, s: 19.5)
    diary.did("side-plank", 0, s: 65)
    // 15-20 s are a beginner's on one calf.
    diary.did("single-leg-calf-raise-hold", 0, s: 15)
    #expect(diary.says(holdRange) == [])
    diary.did("side-plank", 2, s: 19.4)
    diary.did("side-plank", 4, s: 66)
    diary.did("single-leg-calf-raise-hold", 4, s: 14)
    #expect(
      diary.says(holdRange) == [
        "side-plank 19-66 s on Wed and Fri: 20-60 s", "single-leg-calf-raise-hold 14 s on Fri: 15-60 s",
      ])
    #expect(diary.day(holdRange) == 2)
  }

  @Test("Rule 42, hold-range: the source that a program chose, and a program's own figure")
  func rangeOfPrograms() {
    var diary = DiaryB(program: DiaryB.program("own", follows: ["D11": "004:828"]))
    diary.did("single-leg-calf-raise-hold", 0, s: 15)
    #expect(diary.says(holdRange) == ["single-leg-calf-raise-hold 15 s on Mon: 20-60 s"])
    diary.diary.program = DiaryB.program("own", follows: ["D11": "004:256-334"])
    #expect(diary.says(holdRange) == [])
    var other = DiaryB(program: DiaryB.program("own", [DiaryB.entry("side-plank", "10s")]))
    other.did("side-plank", 0, s: 10)
    #expect(other.says(holdRange) == [])
  }

  @Test("Rule 42, hold-range: what is planned, but for Holdfast's own guidance")
  func rangeOfPlans() {
    var diary = DiaryB(program: DiaryB.program("own", follows: ["D11": "004:828"]), today: 0)
    diary.plans("side-plank", 1, "10-20s")
    diary.plans("side-plank", 2, "60-90s")
    #expect(diary.says(holdRange) == [])
    diary.plans("side-plank", 3, "10-15s")
    #expect(diary.says(holdRange) == ["side-plank 10 s planned for Thu: 20-60 s"])
    diary.diary.planned[2].sets[0].isOwnTarget = true
    #expect(diary.says(holdRange) == [])
  }

  @Test("Rule 42, hold-range: nothing of repetitions, stretches and what was cut short")
  func rangeUnknown() {
    var diary = DiaryB()
    diary.did("squat", 0, reps: 8, s: 5)
    diary.did("hip-flexor-stretch", 0, s: 120)
    diary.did("side-plank", 0, s: 3, endedBy: .powerCut)
    diary.did("side-plank", -2, s: 3)
    #expect(diary.says(holdRange) == [])
  }

  @Test("Rule 43, big-muscle-holds: 45 to 60 s for planks and wall sits")
  func bigMuscles() {
    var diary = DiaryB()
    diary.did("plank", 0, s: 45)
    diary.did("plank", 0, s: 60)
    // A beginner's wall sit is one of 20-30 s, and comes to these from there.
    diary.did("wall-sit", 0, s: 35)
    diary.did("side-plank", 0, s: 20)
    #expect(diary.says(bigMuscleHolds) == [])
    diary.did("plank", 1, s: 44)
    diary.did("wall-sit", 1, s: 19)
    #expect(diary.says(bigMuscleHolds) == ["plank 44 s on Tue: 45-60 s", "wall-sit 19 s on Tue: 20-60 s"])
    diary.diary.program = DiaryB.program("core-routine", follows: ["D12": "000:132-133"])
    #expect(diary.says(bigMuscleHolds) == ["wall-sit 19 s on Tue: 20-60 s"])
  }

  @Test("Rule 44, small-muscle-holds: 20 to 30 s to begin with, more later")
  func smallMuscles() {
    var diary = DiaryB(program: DiaryB.program("own", follows: ["D11": "004:828"]))
    diary.did("single-leg-calf-raise-hold", 0, s: 20)
    diary.did("single-leg-calf-raise-hold", 0, s: 35)
    diary.did("side-plank", 0, s: 99)
    #expect(diary.says(smallMuscleHolds) == [])
    diary.did("single-leg-calf-raise-hold", 1, s: 36)
    #expect(diary.says(smallMuscleHolds) == ["single-leg-calf-raise-hold 36 s on Tue: 20-30 s"])
    for day in [-14, -10, -7] { diary.did("single-leg-calf-raise-hold", day, s: 25) }
    #expect(diary.says(smallMuscleHolds) == [])
    diary.did("single-leg-calf-raise-hold", 3, s: 19)
    #expect(diary.says(smallMuscleHolds) == ["single-leg-calf-raise-hold 19 s on Thu: 20+ s"])
  }

  @Test("Rule 45, rehab-holds: five of 45 s at 70 %")
  func rehab() {
    let program = DiaryB.program("rehab-5x45", [DiaryB.entry("knee-extension-hold", sets: 5, "45s 70%")])
    var diary = DiaryB(program: program)
    diary.did("knee-extension-hold", 0, sets: 5, s: 45, asked: "45s 70%")
    diary.did("knee-extension-hold", 1, sets: 5, s: 50, asked: "45s 70%")
    diary.plans("knee-extension-hold", 6, sets: 5, "45s 70%")
    diary.did("wall-sit", 0, sets: 1, s: 90)
    #expect(diary.says(rehabHolds) == [])
    diary.did("knee-extension-hold", 3, sets: 4, s: 40, asked: "45s 80%")
    diary.plans("knee-extension-hold", 5, sets: 5, "60s 70%")
    #expect(
      diary.says(rehabHolds) == [
        "knee-extension-hold on Thu 4 sets, 5 are asked for; 40 s, 45 s are asked for; 80 % effort, "
          + "about 70 % is asked for; planned for Sat 60 s, 45 s are asked for"
      ])
    diary.diary.program = nil
    #expect(diary.says(rehabHolds) == [])
  }

  @Test("Rule 46, hold-ladders: each hold's own target of the level")
  func ladders() {
    var diary = DiaryB()
    diary.did("wall-sit", 0, s: 20)
    diary.did("wall-sit", 0, s: 35)
    diary.did("dead-hang", 0, s: 20)
    diary.did("plank", 0, s: 5)
    #expect(diary.says(holdLadders) == [])
    diary.did("wall-sit", 1, s: 36)
    #expect(diary.says(holdLadders) == ["! wall-sit 36 s on Tue: 20-30 s, beginner; time for a harder form"])
    diary.did("wall-sit", 2, s: 19)
    #expect(diary.says(holdLadders) == ["wall-sit 19 s on Wed: 20-30 s, beginner"])
    diary.diary.level = .advanced
    #expect(
      diary.says(holdLadders) == [
        "wall-sit 19-36 s on Mon, Tue and Wed: 60-90 s, advanced", "dead-hang 20 s on Mon: 60-90 s, advanced",
      ])
  }

  @Test("Rule 46, hold-ladders: silent where the program follows another source, or asks itself")
  func laddersOfPrograms() {
    var diary = DiaryB(program: DiaryB.program("own", follows: ["D11": "004:256-334"]))
    diary.did("wall-sit", 0, s: 10)
    #expect(diary.says(holdLadders) == ["wall-sit 10 s on Mon: 20-30 s, beginner"])
    diary.diary.program = DiaryB.program("own", follows: ["D11": "004:828"])
    #expect(diary.says(holdLadders) == [])
    diary.diary.program = DiaryB.program("own", [DiaryB.entry("wall-sit", "10s")])
    #expect(diary.says(holdLadders) == [])
  }

  @Test("Rule 47, sets-of-a-hold: two or three to begin with")
  func setsToBeginWith() {
    var diary = DiaryB()
    diary.did("plank", 0, sets: 2, s: 45)
    diary.did("plank", 1, sets: 3, s: 45)
    for side in [Side.left, .right] { diary.did("side-plank", 0, sets: 3, s: 30, side: side) }
    #expect(diary.says(setsOfAHold) == [])
    diary.did("plank", 2, sets: 4, s: 45)
    #expect(diary.says(setsOfAHold) == ["plank 4 sets on Wed: begin with 2-3"])
    for day in [-21, -14, -7] { diary.did("plank", day, sets: 2, s: 45) }
    #expect(diary.says(setsOfAHold) == [])
    var advanced = DiaryB(.advanced)
    advanced.did("plank", 0, sets: 9, s: 45)
    #expect(advanced.says(setsOfAHold) == [])
  }

  @Test("Rule 48, stop-when-form-breaks: the next target is shorter")
  func ragged() {
    var diary = DiaryB(today: 1)
    diary.did("plank", 1, s: 50, asked: "60s")
    #expect(diary.says(stopWhenFormBreaks) == [])
    diary.said(.form, "ragged", 1)
    #expect(
      diary.says(stopWhenFormBreaks) == [
        "! plank ragged at 60 s on Tue: next time shorter, or an easier form"
      ])
    var same = diary
    same.plans("plank", 4, "60s")
    #expect(
      same.says(stopWhenFormBreaks) == [
        "plank ragged at 60 s on Tue, 60 s planned for Fri: shorter, or an easier form"
      ])
    diary.plans("plank", 4, "59s")
    #expect(diary.says(stopWhenFormBreaks) == [])
  }

  @Test("Rule 48, stop-when-form-breaks: the week after, and answers about what nobody did")
  func raggedLastWeek() {
    var diary = DiaryB()
    diary.did("plank", -3, s: 50)
    diary.did("wall-sit", -3, s: 30)
    diary.said(.form, "ragged", -3, about: "plank")
    #expect(diary.says(stopWhenFormBreaks) == [])
    diary.did("plank", 1, s: 55)
    #expect(
      diary.says(stopWhenFormBreaks) == [
        "plank ragged at 50 s on 27 Feb, 55 s on Tue: shorter, or an easier form"
      ])
    var unknown = DiaryB()
    unknown.said(.form, "ragged", 1)
    unknown.said(.form, "clean", 1, about: "plank")
    unknown.said(.form, "ragged", 2, about: "plank")
    #expect(unknown.says(stopWhenFormBreaks) == [])
  }

  @Test("Rule 49, quality-over-time: two shorter holds in place of a ragged one, never a longer one")
  func quality() {
    var diary = DiaryB(today: 1)
    diary.did("plank", 1, s: 90)
    diary.said(.form, "ragged", 1)
    #expect(diary.says(qualityOverTime) == [])
    for (planned, sets, expected) in [
      ("30s", 2, []),
      ("90s", 1, []),
      ("30s", 1, ["! plank ragged at 90 s on Tue, 1 of 30 s planned for Thu: 2 shorter ones in its place"]),
      ("91s", 2, ["plank ragged at 90 s on Tue, 91 s planned for Thu: never longer"]),
    ] {
      var next = diary
      next.plans("plank", 3, sets: sets, planned)
      #expect(next.says(qualityOverTime) == expected, "\(sets) of \(planned)")
    }
  }

  @Test("Rule 50, breathe: a held breath keeps the target where it is")
  func breathing() {
    var diary = DiaryB(today: 1)
    diary.did("plank", 1, s: 45, asked: "45s")
    #expect(diary.says(breathe) == [])
    diary.said(.form, "breath-held", 1, about: "plank")
    diary.plans("plank", 4, "45s")
    #expect(diary.says(breathe) == ["! plank, breath held on Tue: breathe all through; 45 s stay"])
    diary.diary.planned = []
    diary.plans("plank", 4, "50s")
    #expect(
      diary.says(breathe) == [
        "plank, breath held on Tue: 45 → 50 s planned for Fri; it stays until you breathe through"
      ])
    // A week later nothing is left to say, where the target stayed.
    diary.diary.week += 1
    #expect(diary.says(breathe) == [])
  }

  @Test("Rule 51, effort-steps: half of the strength for beginners")
  func effort() {
    var diary = DiaryB()
    diary.did("wall-press", 0, s: 20, asked: "20s 50%")
    diary.did("wall-press", 0, s: 20)
    diary.did("wall-sit", 0, s: 20, asked: "20s 90%")
    #expect(diary.says(effortSteps) == [])
    diary.plans("wall-press", 6, "20s 51%")
    #expect(diary.says(effortSteps) == ["wall-press at 51 % planned for Sun: 50 %, beginner"])
    // Close to all of it is no figure.
    diary.diary.level = .advanced
    #expect(diary.says(effortSteps) == [])
  }

  @Test("Rule 52, where-holds-fit: short and light in race week, on days of two runs and of rest")
  func places() {
    var diary = DiaryB()
    diary.did("plank", 1, s: 65)
    diary.did("plank", 3, s: 99)
    // Without a calendar of runs nobody knows what day it was.
    #expect(diary.says(whereHoldsFit) == [])
    diary.ran(0)
    #expect(
      diary.says(whereHoldsFit) == ["plank 99 s on Thu, a day of rest: light, and 60 s at most"])
    var planned = diary
    planned.plans("squat", 3, "8")
    #expect(planned.says(whereHoldsFit) == [])
    diary.ran(3)
    #expect(diary.says(whereHoldsFit) == [])
    diary.ran(3)
    #expect(diary.says(whereHoldsFit) == ["plank 99 s on Thu, a day of 2 runs: light, and 60 s at most"])
    diary.diary.phase = { _ in .raceWeek }
    diary.did("wall-sit", 0, s: 30, kg: 20, isHeavy: true)
    #expect(
      diary.says(whereHoldsFit) == [
        "wall-sit heavy on Mon, in race week: light, and 60 s at most",
        "plank 99 s on Thu, in race week: light, and 60 s at most",
      ])
    diary.diary.phase = { _ in nil }
    diary.diary.runs = []
    diary.ran(0)
    diary.did("squat", 3, reps: 8)
    #expect(diary.says(whereHoldsFit) == [])
  }
}
