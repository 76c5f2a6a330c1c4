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
    var guides: [(athlete: String, guide: SessionGuide?, adherence: AdherenceSummary?)]
  }

  /// An athlete follows another program than before, or none any more, and that is durable.
  func programsChanged() { replan(.all) }

  /// What an athlete is to do may be something else now.
  func replan(_ athletes: Set<String>) {
    guard let planning else { return }
    let concerned = athletes.filter { planning.followed(by: $0) != nil }
    if !concerned.isEmpty { replan(.athletes(concerned)) }
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
        // Sets may end here, which the reading cannot know.
        turn()
        take(plans, wish, isStale: version != planVersion)
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
      plans = Plans(planning: former, faults: [], guides: [])
      athletes = some
    } else {
      let library = try ProgramLibrary(
        shipped: try ShippedData.directory(), besideConfiguration: configuration.source, catalogue: catalogue)
      var (planning, faults) = try Planning.load(
        configuration, log, library, on: zone.dayNumber(of: now), zone: zone, former: former)
      if !planning.followed.isEmpty {
        planning.dose = try former?.dose ?? LeastDose.load(shipped: try ShippedData.directory())
      }
      // What the files were read into is far more than what is kept of them.
      returnFreedMemory()
      plans = Plans(planning: planning, faults: faults, guides: [])
      athletes = Set((planning.followed + (former?.followed ?? [])).map(\.run.athlete))
    }
    for athlete in athletes.sorted() {
      var history = try plans.planning.history(of: athlete, in: log)
      let guide = history?.guide(at: now)
      let adherence = history.flatMap { plans.planning.adherence(of: athlete, $0, at: now) }
      plans.guides.append((athlete, guide, adherence))
    }
    return plans
  }

  private func take(_ plans: Result<Plans, Failure>, _ wish: PlanWish, isStale: Bool) {
    let again = planWish
    planWish = nil
    // A set that ended meanwhile may be missing, and one that was taken back be there still.
    if isStale { return replan(wish.joined(with: again)) }
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
      for (athlete, guide, adherence) in plans.guides {
        if storing[athlete] != nil { toldEarly.insert(athlete) }
        self.adherence[athlete] = adherence
        gym.follow(guide, athlete: athlete, at: now)
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

  // MARK: Sets on their way to the log

  /// A set has ended, and is not in the log yet.
  func isStoring(_ athlete: String) {
    planVersion += 1
    storing[athlete, default: 0] += 1
  }

  /// A set is in the log. Where a disk is slow, plans may have been told from the log without it.
  func isStored(_ athlete: String) {
    planVersion += 1
    guard let count = storing[athlete] else { return }
    storing[athlete] = count > 1 ? count - 1 : nil
    if count == 1, toldEarly.remove(athlete) != nil { replan([athlete]) }
  }

  /// All sets are in the log that had been in the spill file.
  func areFlushed() {
    planVersion += 1
    storing = [:]
    let early = toldEarly
    toldEarly = []
    replan(early)
  }

  /// Whether anybody follows, or followed, a program that was started by hand.
  static func hasPrograms(_ path: String) -> Bool {
    guard let log = try? Store.openReadOnly(path), let rows = try? log.programRows() else { return false }
    return !rows.isEmpty
  }

  // MARK: The calendar

  private func noteMidnight() {
    let offset = clock.wallOffset
    plansChangeAt = planning.map {
      let midnight = $0.changes(after: offset.wallTime(of: clock.now))
      return Instant(microseconds: midnight.microseconds - offset.microseconds)
    }
  }

  /// A day has begun, or the calendar was set; or it is time to try again. By another date somebody may follow a program whom
  /// nobody knew to: it begins today, or the clock had been wrong.
  func replanByCalendar() {
    guard planning != nil || plansChangeAt != nil else { return }
    plansChangeAt = nil
    replan(.all)
  }
}
