import Control
import Gym
import Settings
import Store
import Training

/// What an athlete's program asks for now.
struct PlanView {
  let followed: Followed
  /// The way through the program up to now.
  let history: CourseHistory
  /// The session that is up; `nil` where nothing is.
  let guide: SessionGuide?
  /// The number of today's local day.
  let today: Int

  var athlete: String { followed.run.athlete }
  var program: Program { followed.program }
  var week: Int { history.course.week(of: today) }

  /// The views of those who follow a program, in the order of the configuration.
  /// - Parameter athlete: whose alone; `nil` for all.
  static func read(_ athlete: String?, _ places: Places, _ context: Context) throws -> [PlanView] {
    let configuration = try places.configurationOrDefault()
    if let athlete { try checked { () throws(SetProblem) in try configuration.checkAthlete(athlete) } }
    let log = try Store.openReadOnly(try places.database())
    let now = context.now()
    let today = context.zone.dayNumber(of: now)
    let (planning, faults) = try Planning.load(
      configuration, log, try places.programs(), on: today, zone: context.zone)
    if let fault = faults.first, planning.followed.isEmpty { throw Failure(.configuration, fault) }
    for fault in faults { context.remark(fault) }
    let status = try? Daemon(places).status()
    return try planning.followed.filter { athlete == nil || $0.run.athlete == athlete }.map { followed in
      var history = try planning.history(of: followed.run.athlete, in: log)!
      var guide = history.guide(at: now)
      // What was passed over at the station only the daemon knows.
      let live = status?.stations.first { $0.selection.athlete == followed.run.athlete }?.plan
      if let live, live.program == guide?.program, live.session == guide?.due.session,
        live.week == guide?.due.week
      {
        guide?.goTo(live.up.map { ($0.exercise, $0.side, $0.set.number) })
      }
      return PlanView(followed: followed, history: history, guide: guide, today: today)
    }
  }

  private static func checked(_ body: () throws(SetProblem) -> Void) throws {
    do throws(SetProblem) { try body() } catch { throw Failure(error) }
  }

  /// What there is to do, where it is no session.
  func nothing(_ context: Context) -> String {
    let course = history.course
    switch course.due(on: today) {
    case .session(let due):
      return
        "\(clean(due.name)): the program leaves its exercises open, see holdfast program show \(program.id)"
    case .weekDone:
      let planned = course.sessionsPlanned(inWeek: week)
      guard planned > 0 else { return "this week has no session" }
      let monday = dayText(civil(ofDay: monday(ofWeek: weekNumber(ofDay: today) + 1)))
      return "all \(planned) sessions of the week are done; the next week begins on \(monday)"
    case .heldBack(let phase):
      return "no strength work now: \(phase.inWords)"
        + (followed.run.race.map { ", " + $0.until(today) } ?? "")
    case .over: return "the program is over"
    case .nothing: return "the program has no sessions to walk through: holdfast program show \(program.id)"
    }
  }
}

/// The sets of one exercise in a session, both sides together.
struct PlanRow {
  /// The place of its block.
  var block: Int
  var exercise: String
  var sides: Int
  var target: Target?
  var isOwnTarget: Bool
  var rest: Interval?
  var reason: ProgressionReason
  var count = 0
  var done = 0
  var skipped = 0
  var isUp = false

  /// The exercises of a session in their order.
  static func rows(of guide: SessionGuide) -> [PlanRow] {
    var rows: [(place: Int, row: PlanRow)] = []
    var sides: [Set<Side>] = []
    for (index, set) in guide.due.sets.enumerated() {
      var place = rows.firstIndex { $0.row.block == set.block && $0.place == set.place }
      if place == nil {
        place = rows.count
        sides.append([])
        rows.append(
          (
            set.place,
            PlanRow(
              block: set.block, exercise: set.exercise, sides: 1, target: set.target,
              isOwnTarget: set.isOwnTarget, rest: nil, reason: guide.due.reasons[index])
          ))
      }
      let row = place!
      sides[row].insert(set.side)
      rows[row].row.sides = sides[row].count
      rows[row].row.count += 1
      // Of a circuit the rest is that of the round's last.
      if let rest = set.timedRest { rows[row].row.rest = max(rest, rows[row].row.rest ?? rest) }
      switch guide.marks[index] {
      case .done(let exercise):
        rows[row].row.done += 1
        rows[row].row.exercise = exercise
      case .skipped: rows[row].row.skipped += 1
      case .open: break
      }
      if guide.current == index { rows[row].row.isUp = true }
    }
    return rows.map(\.row)
  }
}

extension ProgressionReason {
  /// Why the figure is what it is, for people.
  var inWords: String {
    switch self {
    case .start: "as the program begins"
    case .grown: "all sets were met, it grew"
    case .capped: "all sets were met; it grew within a week, and waits"
    case .fixed: "all sets were met; the program lets it stay"
    case .atTop: "all sets were met at the top of the range: something harder is next"
    case .stepTooGreat: "all sets were met; the smallest step of the load would be more than a week's growth"
    case .again: "missed once: the same again"
    case .split: "missed once: two shorter, clean holds in place of each"
    case .whole: "the shorter holds were met: whole ones again"
    case .deload: "missed twice: a fifth less, for a week"
    case .resumed: "the week with less is over"
    case .newFigure: "the program has another figure from this week on"
    }
  }

  /// The name in JSON.
  var name: String {
    switch self {
    case .start: "start"
    case .grown: "grown"
    case .capped: "capped"
    case .fixed: "fixed"
    case .atTop: "at-top"
    case .stepTooGreat: "step-too-great"
    case .again: "again"
    case .split: "split"
    case .whole: "whole"
    case .deload: "deload"
    case .resumed: "resumed"
    case .newFigure: "new-figure"
    }
  }
}
