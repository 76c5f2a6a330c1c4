import Testing

@testable import Training

@Suite struct StatisticsTests {
  private func minute(_ minutes: Double) -> WallTime {
    WallTime(microseconds: 1_800_000_000_000_000) + .seconds(minutes * 60)
  }

  // MARK: Sessions

  @Test func aSessionGrowsAndTellsItsRests() {
    var span = SessionSpan(start: minute(0), end: minute(1))
    #expect(span.length == .seconds(60) && span.rest == .zero)
    #expect(span.add(start: minute(3), end: minute(4)) == .seconds(120))
    // Beside the one before it, and within it.
    #expect(span.add(start: minute(3.5), end: minute(5)) == nil)
    #expect(span.add(start: minute(4), end: minute(4.5)) == nil)
    #expect(span.add(start: minute(5), end: minute(6)) == .zero)
    #expect(span.rest == .seconds(120) && span.start == minute(0) && span.end == minute(6))
    // Dated before all others by a clock that was set back.
    #expect(span.add(start: minute(-3), end: minute(-2)) == nil)
    #expect(span.start == minute(-3) && span.end == minute(6) && span.rest == .seconds(240))
  }

  @Test(arguments: [
    // Minutes of a start, beside a session from 0 to 10 and a gap of 30 min.
    (39.99, false), (40, true), (41, true), (10, false), (5, false), (-29.99, false), (-30, true),
  ]) func theGapIsOutsideOfTheSession(start: Double, isApart: Bool) {
    let span = SessionSpan(start: minute(0), end: minute(10))
    #expect(span.isApart(from: minute(start), gap: .seconds(1_800)) == isApart)
  }

  // MARK: Totals

  private struct Done {
    var athlete = 0
    var exercise = 0
    var at: Double
    var seconds = 60.0
    var reps: Int?
    var load: Double?
    var isCounted = true
  }

  private func statistics(_ sets: [Done], by grouping: Statistics.Grouping = .none) -> Statistics {
    var statistics = Statistics(gap: .seconds(1_800), by: grouping)
    for set in sets {
      statistics.add(
        athlete: set.athlete, exercise: set.exercise, kind: set.reps == nil ? .hold : .reps,
        startedAt: minute(set.at), duration: .seconds(set.seconds), reps: set.reps, loadKg: set.load,
        isCounted: set.isCounted)
    }
    statistics.finish()
    return statistics
  }

  @Test func addsUp() {
    let total = statistics([
      Done(at: 0), Done(at: 3, reps: 8, load: 12.5), Done(at: 6, reps: 10),
      Done(at: 9, seconds: 30, load: 20),
    ]).total
    #expect(total.sessions == 1 && total.sets == 4 && total.holds == 2 && total.reps == 18)
    #expect(total.timeUnderTension == .seconds(210))
    #expect(total.volumeKg == 100, "a load that was held still is no volume")
    #expect(total.sessionTime == .seconds(570) && total.rest == .seconds(360))
    #expect(total.densityPercent == 100 * 210.0 / 570)
    #expect(statistics([]).total == Totals())
  }

  @Test func densityIsOfSessionsWithARest() {
    // Half of two minutes, and a set by itself two hours later.
    let pair = [Done(at: 0, seconds: 30), Done(at: 1.5, seconds: 30)]
    #expect(statistics(pair).total.densityPercent == 50)
    let withSingle = statistics(pair + [Done(at: 120, seconds: 600)]).total
    #expect(withSingle.densityPercent == 50)
    #expect(withSingle.sessionTime == .seconds(720) && withSingle.pacedTime == .seconds(120))
    #expect(statistics([Done(at: 0)]).total.densityPercent == nil)
    // Two exercises in turn without a pause; and two at once.
    #expect(statistics([Done(at: 0), Done(at: 1)]).total.densityPercent == nil)
    #expect(statistics([Done(at: 0), Done(at: 0.5)]).total.densityPercent == nil)
  }

  @Test func athletesHaveSessionsOfTheirOwn() {
    let sets = [
      Done(athlete: 0, at: 0), Done(athlete: 2, at: 1), Done(athlete: 0, at: 10), Done(athlete: 2, at: 25),
      // 29 minutes after the end, and 30.
      Done(athlete: 0, at: 40), Done(athlete: 2, at: 56),
    ]
    #expect(statistics(sets).total.sessions == 3)
  }

  /// Stretches of an hour.
  private func hour(_ time: WallTime) -> Range<WallTime> {
    let length: Int64 = 3_600_000_000
    let start = time.microseconds / length * length
    return WallTime(microseconds: start)..<WallTime(microseconds: start + length)
  }

  @Test func aSetBelongsWhereItStartsAndASessionWhereItsFirstDoes() {
    // Over the hour at 60 min; the set before it goes on beyond it.
    let parts = statistics(
      [Done(at: 50), Done(at: 59.5, seconds: 90), Done(at: 63), Done(at: 64), Done(at: 150)], by: .time(hour)
    ).byTime
    #expect(parts.map { $0.stretch.lowerBound } == [minute(0), minute(60), minute(120)])
    #expect(parts.map { $0.totals.sets } == [2, 2, 1])
    #expect(parts.map { $0.totals.sessions } == [1, 0, 1])
    #expect(parts[0].totals.timeUnderTension == .seconds(150))
    #expect(parts[0].totals.sessionTime == .seconds(15 * 60) && parts[1].totals.sessionTime == .zero)
    #expect(parts[1].totals.densityPercent == nil)
  }

  @Test func stretchesAreAskedForOnce() {
    var asked = 0
    let grouping = Statistics.Grouping.time {
      asked += 1
      return hour($0)
    }
    let sets = (0..<600).map { Done(at: Double($0)) }
    #expect(statistics(sets, by: grouping).byTime.count == 10)
    #expect(asked == 10)
    // Backwards, they are in order of time nevertheless.
    #expect(
      statistics(sets.reversed(), by: grouping).byTime.map { $0.stretch.lowerBound }
        == (0..<10).map { minute(Double($0) * 60) })
    // In any order each is one.
    let parts = statistics([Done(at: 10), Done(at: 70), Done(at: 20), Done(at: 80)], by: grouping).byTime
    #expect(parts.map { $0.totals.sets } == [2, 2])
  }

  @Test func aSessionCountsForEachOfItsExercises() {
    let statistics = statistics(
      [
        Done(exercise: 2, at: 0), Done(exercise: 0, at: 3), Done(exercise: 2, at: 6),
        Done(exercise: 2, at: 600),
      ], by: .exercise)
    #expect(statistics.byExercise.map { $0.sets } == [1, 0, 3])
    #expect(statistics.byExercise.map { $0.sessions } == [1, 0, 2])
    #expect(statistics.total.sessions == 2)
  }

  @Test func whatIsNotCountedHoldsASessionTogether() {
    // Two wall sits 50 minutes apart, with squats between them.
    var sets = [Done(at: 0), Done(at: 20, reps: 8), Done(at: 40, reps: 8), Done(at: 50)]
    sets[1].isCounted = false
    sets[2].isCounted = false
    let total = statistics(sets, by: .time(hour)).total
    #expect(total.sets == 2 && total.sessions == 1 && total.reps == 0)
    #expect(statistics([sets[0], sets[3]]).total.sessions == 2)
    // A session counts from its first set that does, and not where there is none.
    sets[0].isCounted = false
    sets[3].at = 65
    let parts = statistics(sets, by: .time(hour)).byTime
    #expect(parts.count == 1 && parts[0].stretch.lowerBound == minute(60) && parts[0].totals.sessions == 1)
    #expect(statistics(Array(sets[..<3])).total == Totals())
  }
}
