import Control
import Gym
import Store
import Training

/// The week of somebody who follows a program: what was done, what is left and on which days it may be done, and what the
/// rules object to.
struct PlanWeek {
  /// A day.
  struct Day {
    var number: Int
    /// The sessions that were done, by their names; `nil` is one that the program did not ask for.
    var done: [(name: String?, sets: Int)]
    /// The names of those that are proposed for it.
    var planned: [String]
    var runs: [LoggedRun]
    var isRace: Bool
  }

  let view: PlanView
  let days: [Day]
  let phase: Phase
  let asks: ProgramPhase?
  let planned: Int
  let done: Int
  let findings: [RuleFinding]
  let reader: RuleReader

  /// - Parameter log: `nil` for an empty one.
  init(_ view: PlanView, _ log: Log?, _ reader: RuleReader) throws {
    self.view = view
    self.reader = reader
    let course = view.history.course
    let today = view.today
    let monday = monday(ofWeek: weekNumber(ofDay: today))
    var diary = try reader.diary(
      of: view.athlete, level: view.followed.level, view.followed, view.history, log)
    let left = Self.left(view)
    let (planning, findings) = Self.place(left, in: diary, reader.book, view.program)
    diary.planned = planning
    self.findings = findings
    let season = view.followed.season
    phase = season.phase(on: today)
    asks = season.asks(in: phase)
    planned = course.sessionsPlanned(inWeek: view.week)
    // The one that is under way counts when it is over.
    done = course.sessionsDone(inWeek: view.week).count
    let names = Dictionary(
      view.program.sessions.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    days = (monday..<monday + 7).map { day in
      Day(
        number: day,
        done: diary.sessions.filter { $0.day == day }.map { session in
          (session.session.flatMap { names[$0] }, session.sets.count)
        },
        planned: planning.filter { $0.day == day }.map { names[$0.session] ?? $0.session },
        runs: diary.runs.filter { $0.day == day }, isRace: view.followed.run.race?.day == day)
    }
  }

  /// The sessions that are left in the week, with the figures that they would have today.
  private static func left(_ view: PlanView) -> [DueSession] {
    var course = view.history.course
    var left: [DueSession] = []
    if view.history.open != nil, let guide = view.guide {
      // What is under way counts as done, for the days that are left.
      _ = course.take(guide.due.sets.map { DoneSet(planned: $0) }, day: view.today)
    }
    while left.count < 7, case .session(let due) = course.due(on: view.today) {
      left.append(due)
      if course.take(due.sets.map { DoneSet(planned: $0) }, day: view.today) == nil { break }
    }
    return left
  }

  /// Proposes days for what is left: those on which the rules object to least, of these the days that the program has as an
  /// example, of these the earliest.
  private static func place(
    _ left: [DueSession], in diary: TrainingDiary, _ book: RuleBook, _ program: Program
  ) -> (planned: [PlannedDay], findings: [RuleFinding]) {
    var diary = diary
    let monday = monday(ofWeek: diary.week)
    // One session a day is enough.
    let isDoneToday = diary.sessions.contains { $0.day == diary.today && $0.isStrength }
    let open = Array((isDoneToday ? diary.today + 1 : diary.today)..<monday + 7)
    guard !left.isEmpty else { return ([], book.findings(in: diary)) }
    var best: (score: (Int, Int, Int), planned: [PlannedDay], findings: [RuleFinding])?
    for days in choices(of: min(left.count, open.count), from: open) {
      let planned = zip(days, left).map { PlannedDay(day: $0, session: $1.session, sets: $1.sets) }
      diary.planned = planned
      let findings = book.findings(in: diary)
      let away = zip(days, left).count { day, due in
        let session = program.sessions.first { $0.id == due.session }
        let example = session.map { $0.days.isEmpty ? program.days : $0.days } ?? program.days
        return !example.isEmpty && !example.contains(Weekday.allCases[day - monday])
      }
      let score = (findings.count { $0.gravity == .warning }, away, days.reduce(0, +))
      if best.map({ score < $0.score }) ?? true { best = (score, planned, findings) }
    }
    return best.map { ($0.planned, $0.findings) } ?? ([], book.findings(in: diary))
  }

  /// All ways to choose so many days, in their order.
  private static func choices(of count: Int, from days: [Int]) -> [[Int]] {
    guard count > 0 else { return [[]] }
    guard let first = days.first else { return [] }
    let rest = Array(days.dropFirst())
    return choices(of: count - 1, from: rest).map { [first] + $0 } + choices(of: count, from: rest)
  }
}

extension DoneSet {
  /// A set that does just what is asked.
  fileprivate init(planned set: PlannedSet) {
    self.init(
      exercise: set.exercise, side: set.side, duration: .seconds(set.target?.seconds?.lower ?? 20),
      reps: (set.target?.reps ?? set.target?.steps)?.lower.map { Int($0.rounded(.up)) },
      loadKg: set.target?.loadKg)
  }
}

extension Race {
  /// `the marathon is in 12 days`.
  func until(_ today: Int) -> String {
    let days = day - today
    let what = distance.text
    if days == 0 { return "the \(what) is today" }
    let count = "\(abs(days)) \(abs(days) == 1 ? "day" : "days")"
    return days > 0 ? "the \(what) is in \(count)" : "the \(what) was \(count) ago"
  }
}

extension LoggedRun {
  /// `long run 18 km 1:45:00`.
  var inWords: String {
    var text = kind == .race ? "race" : kind.rawValue + (kind == .hills || kind == .intervals ? "" : " run")
    if let km { text += " \(decimalText(km)) km" }
    if let duration { text += " " + wholeSeconds(duration) }
    return text
  }
}
