import Glibc
import Gym
import Settings
import Store
import Syscalls
import Tracking
import Training

/// What programs ask for, told to the stations: read from the log on a thread of its own, since the loop waits for no disk.
extension Daemon {
  /// What is to be told anew.
  enum PlanWish: Sendable {
    /// What these athletes are to do: their log is another, or a session is over, or a day has begun.
    case athletes(Set<String>)
    /// Which programs are followed, too.
    case all

    func joined(with other: PlanWish?) -> PlanWish {
      guard case .athletes(let first) = self, case .athletes(let second)? = other else {
        return other == nil ? self : .all
      }
      return .athletes(first.union(second))
    }
  }

  /// What came of reading.
  struct Plans: Sendable {
    var planning: Planning
    var faults: [String]
    var guides: [Answer] = []

    struct Answer {
      var athlete: String
      var guide: SessionGuide?
      var adherence: AdherenceSummary?
      /// When the session that goes on is over, if no other set is begun; `nil` where none goes on.
      var sessionEnd: WallTime?
    }
  }

  /// An athlete follows another program than before, or none any more, and that is durable.
  func programsChanged() { replan(.all) }

  /// What an athlete is to do may be something else now.
  func replan(_ athletes: Set<String>) {
    guard let planning else { return }
    let concerned = athletes.filter { planning.followed(by: $0) != nil }
    if !concerned.isEmpty { replan(.athletes(concerned)) }
  }

  /// The same for all, where the programs are the same.
  func replanAll() {
    if let planning { replan(Set(planning.followed.map(\.run.athlete))) }
  }

  /// A set that the writer was handed is in the log, or will not be there soon.
  func heardOfSet() {
    unstored = max(0, unstored - 1)
    guard unstored == 0, planReading == nil, let wish = planWish else { return }
    planWish = nil
    replan(wish)
  }

  /// A station says that an athlete goes on with no session there. Where the log knows one that goes on (at another
  /// station, or the wall clock was set back), that is looked at again when it is over.
  func sessionOver(of athlete: String) {
    if sessionEndsAt[athlete] == nil { replan([athlete]) }
  }

  /// Reads what is wished for, and tells the stations when that is there.
  func replan(_ wish: PlanWish) {
    guard planReading == nil else {
      planWish = wish.joined(with: planWish)
      return
    }
    let now = clock.wallOffset.wallTime(of: clock.now)
    let (configuration, catalogue, database) = (configuration, gym.stations[0].catalogue, paths.database.path)
    let former = planning
    do {
      let reading = try Background<Result<Plans, Failure>>("plan") {
        do {
          return .success(
            try Self.plans(wish, configuration, catalogue, database: database, at: now, former: former))
        } catch { return .failure(Failure(error)) }
      }
      planReading = reading
      let version = planVersion
      try loop.add(reading.wakeUp.descriptor, .readable) { [unowned self] _ in
        guard let plans = reading.finish() else { return }
        loop.remove(reading.wakeUp.descriptor)
        planReading = nil
        take(plans, wish, version)
      }
    } catch {
      planReading = nil
      cannotPlan(Failure(error))
    }
  }

  private static func plans(
    _ wish: PlanWish, _ configuration: Configuration, _ catalogue: Catalogue, database: String,
    at now: WallTime, former: Planning?
  ) throws -> Plans {
    let log = try Store.openReadOnly(database)
    let zone = LocalZone { secondsEastOfUTC(atUnixTime: $0) }
    var plans: Plans
    let athletes: Set<String>
    if case .athletes(let some) = wish, let former {
      plans = Plans(planning: former, faults: [])
      athletes = some
    } else {
      let library = try ProgramLibrary(
        shipped: try ShippedData.directory(), besideConfiguration: configuration.source, catalogue: catalogue)
      var (planning, faults) = try Planning.load(
        configuration, log, library, on: zone.dayNumber(of: now), zone: zone, former: former)
      if !planning.followed.isEmpty {
        planning.dose = try former?.dose ?? RuleLibrary.load(shipped: try ShippedData.directory()).leastDose
      }
      // What the files were read into is far more than what is kept of them.
      returnFreedMemory()
      plans = Plans(planning: planning, faults: faults)
      athletes = Set((planning.followed + (former?.followed ?? [])).map(\.run.athlete))
    }
    for athlete in athletes.sorted() {
      var history = try plans.planning.history(of: athlete, in: log)
      let guide = history?.guide(at: now)
      plans.guides.append(
        Plans.Answer(
          athlete: athlete, guide: guide,
          adherence: history.flatMap { plans.planning.adherence(of: athlete, $0, at: now) },
          sessionEnd: (history?.open).map { $0.span.end + configuration.sessionGap }))
    }
    return plans
  }

  private func take(_ plans: Result<Plans, Failure>, _ wish: PlanWish, _ version: Int) {
    turn()
    let again = planWish
    planWish = nil
    // A set that ended meanwhile may be missing, and one that was taken back be there still.
    if unstored > 0 { return planWish = wish.joined(with: again) }
    if version != planVersion { return replan(wish.joined(with: again)) }
    switch plans {
    case .failure(let failure):
      cannotPlan(failure)
    case .success(let plans):
      if case .all = wish {
        for fault in plans.faults where !planFaults.contains(fault) { Log.error(fault) }
        planFaults = plans.faults
      }
      planning = plans.planning
      let now = clock.now
      let offset = clock.wallOffset
      for answer in plans.guides {
        adherence[answer.athlete] = answer.adherence
        sessionEndsAt[answer.athlete] = answer.sessionEnd.map {
          Instant(microseconds: $0.microseconds - offset.microseconds)
        }
        gym.follow(answer.guide, athlete: answer.athlete, at: now)
      }
      doRequests(at: now)
      noteMidnight()
    }
    if let again { replan(again) }
  }

  /// What stations know stays as it is, and a minute later it is tried once more.
  private func cannotPlan(_ failure: Failure) {
    let fault = "what the program asks for cannot be read: \(failure)"
    if planFaults != [fault] { Log.error(fault) }
    planFaults = [fault]
    plansChangeAt = clock.now + .seconds(60)
  }

  // MARK: The calendar

  private func noteMidnight() {
    let offset = clock.wallOffset
    plansChangeAt = planning.map {
      let midnight = $0.changes(after: offset.wallTime(of: clock.now))
      return Instant(microseconds: midnight.microseconds - offset.microseconds)
    }
  }

  /// When time alone changes what programs ask for.
  var plansChange: Instant? {
    earlier(earlier(plansChangeAt, beginsAnywayAt), sessionEndsAt.values.min())
  }

  /// Looks whether that has come.
  func replan(upTo now: Instant) {
    let over = sessionEndsAt.filter { $0.value <= now }
    for athlete in over.keys { sessionEndsAt[athlete] = nil }
    if !over.isEmpty { replan(Set(over.keys)) }
    if let due = plansChangeAt, due <= now { replanByCalendar() }
    if let due = beginsAnywayAt, due <= now { followConfigured(waited: true) }
  }

  /// A day has begun, or the calendar was set; or it is time to try again. By another date somebody may follow a program whom
  /// nobody knew to: it begins today, or the clock had been wrong.
  func replanByCalendar() {
    // What is being read now may be of the day before.
    guard planning != nil || plansChangeAt != nil || planReading != nil else { return }
    plansChangeAt = nil
    replan(.all)
  }
}
