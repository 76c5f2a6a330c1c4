import Control
import Glibc
import Gym
import Settings
import Store
import Syscalls
import Tracking
import Training

/// What athletes tell beside sets: programs that they follow, runs, answers. All of it is checked here and made durable by
/// the writer, which answers; none of it is waited for.
extension Daemon {
  /// The number of the local day, from 1970-01-01.
  var today: Int { Self.day(of: clock.wallOffset.wallTime(of: clock.now)) }

  /// The same where the clock is right; `nil` where it may not be, and does not say what is past or to come.
  private var trustedToday: Int? { clock.wallOffset.isSynchronized ? today : nil }

  /// The local day that it is, for those who have no daemon yet; `nil` where the clock may be wrong.
  static var trustedDay: Int? {
    guard (try? SystemClock.isSynchronized()) == true else { return nil }
    return day(of: WallTime(microseconds: SystemClock.realtime))
  }

  private static func day(of time: WallTime) -> Int {
    let east = secondsEastOfUTC(atUnixTime: time.microseconds / 1_000_000)
    return dayNumber(CivilTime(time + .seconds(Double(east))))
  }

  // MARK: Requests

  /// - Returns: why it cannot be; else `nil`, and the answer comes when it is durable.
  func tell(_ request: Request, _ token: ReplyToken) -> Reply? {
    do throws(SetProblem) {
      switch request {
      case .programStart(let start):
        let athlete = try configuration.athleteMeant(start.athlete)
        let run = ProgramRun(
          athlete: athlete, program: start.program, startDay: start.startDay ?? today, race: start.race)
        try run.check(today: trustedToday)
        begin(.start(run), token)
      case .programStop(let athlete):
        begin(.stop(athlete: try configuration.athleteMeant(athlete)), token)
      case .runAdd(let run):
        try check(run)
        submit(.addRuns([run]), token, count: 1)
      case .runImport(let runs):
        for (index, run) in runs.enumerated() {
          do throws(SetProblem) { try check(run) } catch {
            throw SetProblem(
              "runs[\(index)]: \(error.message)", remedy: error.remedy, isUnknownName: error.isUnknownName)
          }
        }
        submit(.addRuns(runs), token, count: runs.count)
      case .runDelete(let id):
        submit(.deleteRun(id), token)
      case .answer(var answer):
        try answer.check(today: trustedToday)
        try configuration.checkAthlete(answer.athlete)
        if let exercise = answer.exercise {
          answer.exercise = try gym.stations[0].catalogue.known(exercise).id
        }
        submit(.answer(answer), token)
      default:
        throw SetProblem("\(request.name.rawValue) is nothing that athletes tell")
      }
    } catch {
      return .failure(ControlError(error))
    }
    log(token, request.name.rawValue)
    return nil
  }

  private func check(_ run: LoggedRun) throws(SetProblem) {
    try run.check(today: trustedToday)
    try configuration.checkAthlete(run.athlete)
  }

  private func submit(_ job: Job, _ token: ReplyToken, count: Int = 0) {
    writer.submit(job, request: number { awaitingCalendar[$0] = (token, count) })
  }

  // MARK: Programs

  /// A program that is to begin, or to end.
  enum ProgramWish {
    case start(ProgramRun)
    case stop(athlete: String)
  }

  /// Wishes are done one after the other: before one begins, its file is read, on a thread of its own.
  private func begin(_ wish: ProgramWish, _ token: ReplyToken) {
    programWishes.append((wish, token))
    if programReading == nil { nextProgram() }
  }

  private func nextProgram() {
    while programReading == nil, !programWishes.isEmpty {
      let (wish, token) = programWishes.removeFirst()
      switch wish {
      case .stop(let athlete):
        let configured = configuration.athlete(athlete)?.configuredProgram
        submit(.stopProgram(athlete: athlete, day: today, configured: configured), token)
      case .start(let run):
        do { try read(run, token) } catch { server.reply(to: token, .failure(ControlError(Failure(error)))) }
      }
    }
  }

  private func read(_ run: ProgramRun, _ token: ReplyToken) throws {
    let file = paths.configuration.path
    let catalogue = gym.stations[0].catalogue
    let reading = try Background<ControlError?>("program") {
      defer { returnFreedMemory() }
      return Self.problem(with: run.program, besideConfiguration: file, catalogue)
    }
    programReading = reading
    do {
      try loop.add(reading.wakeUp.descriptor, .readable) { [unowned self] _ in
        guard let result = reading.finish() else { return }
        loop.remove(reading.wakeUp.descriptor)
        programReading = nil
        if let problem = result {
          server.reply(to: token, .failure(problem))
        } else {
          let configured = configuration.athlete(run.athlete)?.program
          submit(.startProgram(run, configured: configured), token)
        }
        nextProgram()
      }
    } catch {
      programReading = nil
      throw error
    }
  }

  /// Why a program cannot be followed; `nil` where it can.
  private static func problem(
    with id: String, besideConfiguration file: String, _ catalogue: Catalogue
  ) -> ControlError? {
    do {
      let library = try ProgramLibrary(
        shipped: try ShippedData.directory(), besideConfiguration: file, catalogue: catalogue)
      guard let program = try library.program(id) else { throw unknownProgram(id, among: library.ids) }
      try program.checkStartable()
      return nil
    } catch let problem as SetProblem {
      return ControlError(problem)
    } catch {
      return ControlError(Failure(error))
    }
  }

  /// How long a clock is waited for: a network that is there has set it by then.
  private static let clockWait = Interval.seconds(600)
  /// 1 January 2026. A clock that shows an earlier day was never set: there was no Holdfast then.
  private static let firstDay = 20_454

  /// Has programs of the configuration begin that were not seen there before, once the clock is right: their first day is
  /// today.
  /// - Parameter waited: whether the clock was waited for long enough. A machine without a network has no better one, and
  ///   the log goes by it as well.
  func followConfigured(waited: Bool = false) {
    let programs = configuration.athletes.compactMap(\.configuredProgram)
    let likely = waited && today >= Self.firstDay ? today : nil
    let day = programs.isEmpty ? nil : trustedToday ?? likely
    isFollowingDue = !programs.isEmpty && day == nil
    beginsAnywayAt = isFollowingDue && !waited ? beginsAnywayAt ?? clock.now + Self.clockWait : nil
    if let day { writer.submit(.followConfigured(programs, day: day)) }
  }

  // MARK: What came of it

  func takeCalendar(_ event: Outcome.Event, _ request: UInt64?) {
    let awaited = request.flatMap { awaitingCalendar.removeValue(forKey: $0) }
    let reply: Reply
    switch event {
    case .programChanged(let change):
      let isNothing = change.started == nil && change.stopped.isEmpty
      reply =
        isNothing
        ? .failure(
          ControlError(.noInput, "\(change.athlete) follows no program", remedy: "see: holdfast programs"))
        : .program(change)
      if !isNothing { changed(change) }
    case .configuredFollowed(let changes):
      for change in changes {
        guard let run = change.started else { continue }
        Log.notice(
          "\(run.athlete) follows \(run.program) from \(dateText(ofDay: run.startDay)) on, as the configuration says"
        )
        changed(change)
      }
      return
    case .runsAdded(let runs):
      reply = .runs(RunsReport(added: runs.count, known: max(0, (awaited?.count ?? 0) - runs.count)))
    case .runDeleted(let run): reply = .run(run)
    case .answered(let answer): reply = .answer(answer)
    default: return
    }
    if let awaited { server.reply(to: awaited.token, reply) }
  }

  private func changed(_ change: ProgramChange) {
    server.broadcast(
      Event(.program(change), station: nil, at: clock.wallOffset.wallTime(of: clock.now)))
    programsChanged()
  }
}

extension ControlError {
  /// What cannot be, as the client hears of it.
  init(_ problem: SetProblem) {
    self.init(problem.isUnknownName ? .noInput : .usage, problem.message, remedy: problem.remedy)
  }

  /// What failed here, as the client hears of it.
  fileprivate init(_ failure: Failure) {
    self.init(Code(rawValue: failure.code), failure.description)
  }
}
