import Gym
import Settings
import Store
import Training

/// Gathers a report from one pass over the sets of an athlete.
struct CoachGathering {
  /// One series of sets.
  private struct Key: Hashable {
    var exercise: String
    var kind: Kind
    var side = Side.both

    static func isBefore(_ a: Key, _ b: Key) -> Bool {
      if a.exercise != b.exercise { return a.exercise < b.exercise }
      return (a.kind == .hold ? 0 : 1, a.side.place) < (b.kind == .hold ? 0 : 1, b.side.place)
    }
  }

  /// What both sides of an exercise did day by day, by what may be compared.
  private struct Sides {
    var gathering: BalanceGathering
    var days: [BalanceGathering.Measure: (left: Tally, right: Tally)] = [:]
  }

  private var report: CoachReport
  private var days: LocalDays
  private let shown: Range<Int>
  private var total: Statistics
  private var daily: Statistics
  private var row: Int64 = 0
  private var done: [Key: CoachReport.Done] = [:]
  private var before: [Key: Records] = [:]
  private var within: [Key: Records] = [:]
  private var bests: [Key: Tally] = [:]
  private var sides: [Key: Sides] = [:]

  init(_ athlete: String, _ period: ReportPeriod, gap: Interval, _ context: Context) {
    let zone = context.zone
    func start(_ day: Int) -> WallTime { zone.firstMoment(of: civil(ofDay: day)) }
    report = CoachReport(
      athlete: athlete, period: period,
      stretch: start(period.days.lowerBound)..<start(period.days.upperBound),
      today: zone.dayNumber(of: context.now()))
    days = LocalDays(zone)
    shown = monday(ofWeek: period.weeks.lowerBound)..<period.days.upperBound
    let calendar = CalendarUnit(unit: .day, zone: zone)
    total = Statistics(gap: gap, by: .none)
    daily = Statistics(gap: gap, by: .time { calendar.stretch($0) })
  }

  /// The report of one athlete.
  /// - Parameter runs: the programs that are and were followed.
  static func report(
    of athlete: String, _ period: ReportPeriod, _ runs: [ProgramRun], _ log: Log, _ places: Places,
    _ context: Context
  ) throws -> CoachReport {
    let gap = try places.sessionGap()
    var gathering = CoachGathering(athlete, period, gap: gap, context)
    try log.forEach(SetFilter(until: gathering.report.stretch.upperBound, athlete: athlete)) {
      gathering.add($0)
    }
    var report = gathering.finished(context)
    let followed = try FollowedPrograms(of: athlete, runs, log, gap: gap, places, context)
    report.adherence = followed.adherence(to: period.days.upperBound - 1)
    let findings = try ruleFindings(
      of: athlete,
      weeks: weekNumber(ofDay: period.days.lowerBound)..<weekNumber(ofDay: period.days.upperBound - 1) + 1,
      followed, log, places, context)
    if !findings.isEmpty {
      let book = try places.rules().book
      report.findings = findings.map { (book[$0.rule]?.id ?? "rule \($0.rule)", $0) }
    }
    // A name is only how it is shown; a broken file of exercises is told of elsewhere.
    if let catalogue = try? places.catalogue() {
      for id in Set(
        report.done.map(\.exercise) + report.courses.map(\.exercise) + report.gaps.map(\.exercise))
      {
        report.names[id] = catalogue[id]?.name
      }
    }
    if report.isRunning { report.next = report.steps(followed) }
    return report
  }

  /// Takes the next set of the log.
  private mutating func add(_ set: LoggedSet) {
    let day = days.number(of: set.startedAt)
    let isWithin = report.period.days.contains(day)
    let isShown = shown.contains(day)
    func add(to statistics: inout Statistics, isCounted: Bool) {
      statistics.add(
        athlete: 0, exercise: 0, kind: set.kind, startedAt: set.startedAt, duration: set.duration,
        reps: set.reps, loadKg: set.loadKg, isCounted: isCounted)
    }
    add(to: &total, isCounted: isWithin)
    add(to: &daily, isCounted: isShown)
    if isWithin { count(set, day) }
    row += 1
    guard set.mayBeRecord else { return }
    let key = Key(exercise: set.exercise, kind: set.kind, side: set.side)
    func add(to records: inout Records) {
      records.add(
        duration: set.duration, reps: set.reps, loadKg: set.loadKg, row: row, startedAt: set.startedAt,
        week: 0)
    }
    if isWithin {
      add(to: &within[key, default: Records(kind: set.kind)])
    } else {
      add(to: &before[key, default: Records(kind: set.kind)])
    }
    guard isShown else { return }
    let measure = TrendMeasure(of: set.kind)
    if let value = measure.value(duration: set.duration, reps: set.reps, loadKg: set.loadKg) {
      bests[key, default: Tally()].add(value, to: day)
    }
    compare(set, day)
  }

  /// Counts a set of the period in.
  private mutating func count(_ set: LoggedSet, _ day: Int) {
    let key = Key(exercise: set.exercise, kind: set.kind)
    var done = done[key] ?? CoachReport.Done(exercise: set.exercise, kind: set.kind)
    done.sets += 1
    done.tension = done.tension + set.duration
    done.reps += set.reps ?? 0
    if let reps = set.reps, let load = set.loadKg { done.volumeKg += load * Double(reps) }
    if let isMet = set.targetMet {
      done.asked += 1
      done.met += isMet ? 1 : 0
    }
    self.done[key] = done
    if !set.mayBeRecord { report.leftOut += 1 }
    if let note = set.note, !note.isEmpty {
      report.notes.append(
        CoachReport.Note(day: day, exercise: set.exercise, side: set.side, text: note))
    }
  }

  /// Takes a set into the comparison of the sides.
  private mutating func compare(_ set: LoggedSet, _ day: Int) {
    guard set.side != .both else { return }
    let key = Key(exercise: set.exercise, kind: set.kind)
    var both = sides[key] ?? Sides(gathering: BalanceGathering(kind: set.kind))
    both.gathering.add(
      side: set.side, duration: set.duration, reps: set.reps, loadKg: set.loadKg, day: day)
    let measures: [(BalanceGathering.Measure, TrendMeasure)] =
      set.kind == .hold ? [(.duration, .duration)] : [(.reps, .reps), (.volume, .volume)]
    for (measure, figure) in measures {
      guard let value = figure.value(duration: set.duration, reps: set.reps, loadKg: set.loadKg) else {
        continue
      }
      var tallies = both.days[measure] ?? (Tally(), Tally())
      if set.side == .left { tallies.left.add(value, to: day) } else { tallies.right.add(value, to: day) }
      both.days[measure] = tallies
    }
    sides[key] = both
  }

  func finished(_ context: Context) -> CoachReport {
    var (report, total, daily) = (report, total, daily)
    total.finish()
    daily.finish()
    report.total = total.total
    for (stretch, totals) in daily.byTime {
      report.loads[context.zone.dayNumber(of: stretch.lowerBound)] = CoachReport.Load(
        sessions: totals.sessions, tension: totals.timeUnderTension)
    }
    report.done = done.sorted { Key.isBefore($0.key, $1.key) }.map(\.value)
    for (key, records) in within.sorted(by: { Key.isBefore($0.key, $1.key) }) {
      report.records += newRecords(key, records, context)
    }
    for (key, both) in sides.sorted(by: { Key.isBefore($0.key, $1.key) }) {
      guard let balance = both.gathering.balance else { continue }
      let measure = both.gathering.measure
      report.gaps.append(
        CoachReport.Gap(
          exercise: key.exercise, kind: key.kind, measure: measure, balance: balance,
          changePerWeek: both.days[measure].flatMap { Self.change($0, weaker: balance.weaker) }))
    }
    var courses: [Key: [(Side, Tally)]] = [:]
    for (key, tally) in bests.sorted(by: { Key.isBefore($0.key, $1.key) }) {
      courses[Key(exercise: key.exercise, kind: key.kind), default: []].append((key.side, tally))
    }
    report.courses = courses.sorted { Key.isBefore($0.key, $1.key) }.map { key, sides in
      CoachReport.Course(
        exercise: key.exercise, measure: TrendMeasure(of: key.kind), sides: sides.map { (side: $0, days: $1) }
      )
    }
    return report
  }

  /// What of the period is more than all before it.
  private func newRecords(_ key: Key, _ records: Records, _ context: Context) -> [CoachReport.Record] {
    let former = before[key]
    func record(
      _ measure: CoachReport.Record.Measure, _ value: Double?, _ before: Double?, _ at: WallTime?
    ) -> CoachReport.Record? {
      guard let value, let at, value > before ?? 0 else { return nil }
      return CoachReport.Record(
        exercise: key.exercise, side: key.side, measure: measure, value: value, before: before,
        day: context.zone.dayNumber(of: at))
    }
    return [
      record(
        .longest, records.longest?.value.seconds, former?.longest?.value.seconds, records.longest?.startedAt),
      record(
        .mostReps, records.mostReps.map { Double($0.value) }, former?.mostReps.map { Double($0.value) },
        records.mostReps?.startedAt),
      record(.heaviest, records.heaviest?.value, former?.heaviest?.value, records.heaviest?.startedAt),
    ].compactMap { $0 }
  }

  /// By how many percentage points a week the side that is weaker on the whole falls behind.
  private static func change(_ days: (left: Tally, right: Tally), weaker: Side?) -> Double? {
    let rights = Dictionary(uniqueKeysWithValues: days.right.buckets.map { ($0.number, $0.best) })
    var gaps = Tally()
    for left in days.left.buckets {
      guard let right = rights[left.number] else { continue }
      let ahead = weaker == .left ? right - left.best : left.best - right
      gaps.add(ahead / max(left.best, right) * 100, to: left.number)
    }
    return Trend(gaps)?.changePerWeek
  }
}

extension CoachReport {
  /// What to do next, from what is due and what was seen.
  fileprivate func steps(_ followed: FollowedPrograms) -> [String] {
    var steps: [String] = []
    if let current = followed.current {
      let course = current.history.course
      let nextMonday = shortDay(monday(ofWeek: weekNumber(ofDay: today) + 1))
      switch course.due(on: today) {
      case .session(let due):
        let planned = course.sessionsPlanned(inWeek: due.week)
        let left = monday(ofWeek: weekNumber(ofDay: today) + 1) - today
        steps.append(
          "\(course.program.id), week \(due.week): session \(due.number) of \(planned) is next, \(due.name), "
            + "\(setCount(due.sets.count)); days left in the week: \(left)")
      case .weekDone:
        steps.append("\(course.program.id): this week's sessions are done; the next begins on \(nextMonday)")
      case .heldBack(let phase): steps.append("\(course.program.id): no strength work now, \(phase.inWords)")
      case .over: steps.append("\(course.program.id) is over: choose another with holdfast programs")
      case .nothing: break
      }
      if let race = current.followed.run.race, race.day >= today {
        let days = race.day - today
        steps.append("\(race.distance.text) in \(days) day\(days == 1 ? "" : "s"), on \(shortDay(race.day))")
      }
    } else {
      steps.append("no program is followed: holdfast programs lists them")
    }
    for gap in gaps where gap.balance.verdict == .real {
      let side = gap.balance.weaker?.rawValue ?? ""
      let trend = gap.trend.map { ", \($0)" } ?? ""
      steps.append(
        "\(gap.exercise): bring the \(side) side up to the other\(trend) (rule match-sides)")
    }
    if total.sets == 0 { steps.append("nothing was done yet: any session counts") }
    return steps
  }
}
