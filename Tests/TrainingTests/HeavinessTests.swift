import Testing
import Training

@Suite struct HeavinessTests {
  private func set(
    _ exercise: String = "squat", loadKg: Double? = 100, reps: Int? = 5, rpe: Double? = nil,
    kind: Kind = .reps,
    at seconds: Int64 = 0, endedBy: EndedBy = .tap
  ) -> LoggedSet {
    LoggedSet(
      id: SetID(high: 1, low: UInt64(seconds)), athlete: "a", station: "s", exercise: exercise, kind: kind,
      side: .both,
      startedAt: WallTime(microseconds: seconds * 1_000_000), duration: .seconds(60), reps: reps,
      loadKg: loadKg, rpe: rpe,
      endedBy: endedBy, clock: .synced)
  }

  @Test(
    "The greatest load by Epley's formula",
    arguments: [
      (100, 1, 100), (100, 3, 110), (60, 12, 84), (60, 13, nil), (nil, 5, nil), (100, nil, nil), (0, 5, nil),
    ] as [(Double?, Int?, Double?)])
  func estimate(_ load: Double?, _ reps: Int?, _ expected: Double?) {
    #expect(Heaviness.estimate(set(loadKg: load, reps: reps)).map { ($0 * 1e6).rounded() / 1e6 } == expected)
    #expect(Heaviness.estimate(set(loadKg: load, reps: reps, endedBy: .timeout)) == nil)
  }

  @Test("Heavy is what could be moved eight times at most, or was hard")
  func heavy() {
    func isHeavy(
      _ load: Double?, _ reps: Int?, rpe: Double? = nil, best: Double? = nil,
      _ classes: Set<ExerciseClass> = [.compound]
    ) -> Bool {
      Heaviness.isHeavy(set(loadKg: load, reps: reps, rpe: rpe), classes: classes, bestEstimate: best)
    }
    // 8 repetitions with 75 kg are 95 once.
    #expect(isHeavy(75, 5, best: 95) && !isHeavy(74.9, 5, best: 95))
    #expect(isHeavy(100, 8) && !isHeavy(100, 9), "of a set alone its own repetitions decide")
    #expect(isHeavy(50, 10, rpe: 8, best: 100) && !isHeavy(100, 3, rpe: 5, best: 100))
    #expect(!isHeavy(nil, 5) && !isHeavy(100, nil))
    #expect(!isHeavy(100, 5, []) && !isHeavy(100, 5, [.compound, .hold]))
  }

  @Test("Lifting: no holds, no mobility, and no core or prehab alone")
  func lift() {
    func isLift(_ classes: ExerciseClass..., kind: Kind = .reps) -> Bool {
      Heaviness.isLift(kind: kind, classes: Set(classes))
    }
    #expect(isLift(.compound) && isLift(.plyometric, .prehab) && isLift(.compound, .core) && isLift())
    #expect(
      !isLift(.hold) && !isLift(kind: .hold) && !isLift(.core) && !isLift(.prehab) && !isLift(.activation))
  }

  @Test("High mileage by km, else by time, else by number, and unknown without four weeks")
  func mileage() {
    func runs(_ values: [Double], _ unit: Int) -> [LoggedRun] {
      values.enumerated().map { index, value in
        LoggedRun(
          id: SetID(high: 1, low: UInt64(index)), athlete: "a", day: Training.monday(ofWeek: 100 - index),
          kind: .easy,
          duration: unit < 2 ? .seconds(value) : nil, km: unit < 1 ? value : nil)
      }
    }
    for unit in 0...1 {
      #expect(Heaviness.isHighMileage(week: 100, runs: runs([130, 90, 110, 100, 100], unit)) == true)
      #expect(Heaviness.isHighMileage(week: 100, runs: runs([129, 90, 110, 100, 100], unit)) == false)
      #expect(Heaviness.isHighMileage(week: 100, runs: runs([130, 90, 110, 100], unit)) == nil)
    }
    let five = runs([1, 1, 1, 1, 1], 2)
    #expect(Heaviness.isHighMileage(week: 100, runs: five) == false)
    #expect(Heaviness.isHighMileage(week: 100, runs: five + five.prefix(1)) == true)
  }

  @Test("Sets become sessions by the gap, and heavy by the best of their exercise")
  func gathered() {
    let sets = [
      set(loadKg: 60, reps: 5, at: 0), set(loadKg: 100, reps: 5, at: 300),
      set("plank", loadKg: nil, kind: .hold, at: 360 + 1_799),
      set(loadKg: 60, reps: 5, at: 86_400),
    ]
    let sessions = TrainingDiary.gathered(
      from: sets, gap: .seconds(1_800), dayOf: { Int($0.microseconds / 86_400_000_000) },
      minuteOf: { Int($0.microseconds / 60_000_000 % 1_440) },
      classes: { $0 == "squat" ? [.compound, .lower] : [.hold] },
      sessionOf: { $0.loadKg == 60 && $0.startedAt.microseconds > 0 ? "full" : nil })
    #expect(sessions.map(\.sets.count) == [3, 1])
    #expect(sessions.map(\.session) == [nil, "full"])
    #expect(sessions[0].sets.map(\.isHeavy) == [false, true, false])
    #expect(sessions.map(\.day) == [0, 1] && sessions[0].sets.map(\.minute) == [0, 5, 35])
    #expect(
      sessions.allSatisfy(\.isLifting) && Heaviness.isShort(sessions[1]) && !Heaviness.isShort(sessions[0]))
    let apart = TrainingDiary.gathered(
      from: Array(sets[..<2]), gap: .seconds(240), dayOf: { _ in 0 }, minuteOf: { _ in 0 },
      classes: { _ in [] })
    #expect(apart.count == 2, "240 s lie between")
  }
}
