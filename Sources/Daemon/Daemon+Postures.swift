import Control
import Gym
import Store
import Tracking
import Training

/// The postures of holds: learnt and forgotten by clients, kept by the writer, which answers.
extension Daemon {
  /// - Returns: why it cannot be; else `nil`, and the answer comes when it is durable.
  func changePosture(_ request: Request, _ token: ReplyToken) -> Reply? {
    let job: Job
    do throws(SetProblem) {
      job = try postureJob(request)
    } catch {
      return .failure(ControlError(error))
    }
    log(token, request.name.rawValue)
    writer.submit(job, request: number { awaitingCalendar[$0] = (token, 0) })
    return nil
  }

  private func postureJob(_ request: Request) throws(SetProblem) -> Job {
    let catalogue = gym.stations[0].catalogue
    switch request {
    case .learn(let learn):
      let exercise = try catalogue.known(learn.exercise)
      guard exercise.kind == .hold else {
        throw SetProblem("\(exercise.id) is counted, not held", remedy: "a posture is learnt of a hold")
      }
      let posture = LearntPosture(
        athlete: try configuration.athleteMeant(learn.athlete), exercise: exercise.id,
        direction: learn.direction, tolerance: learn.tolerance, device: learn.device,
        learntAt: clock.wallOffset.wallTime(of: clock.now))
      try configuration.checkAthlete(posture.athlete)
      return .learn(try posture.checked())
    case .forget(let athlete, let exercise):
      return .forget(
        athlete: try configuration.athleteMeant(athlete),
        // Of an exercise that is no longer in the catalogue, too.
        exercise: catalogue.find(exercise)?.id ?? exercise)
    default:
      throw SetProblem("\(request.name.rawValue) is about no posture")
    }
  }

  // MARK: What came of it

  func takePosture(_ event: Outcome.Event, _ request: UInt64?) {
    let reply: Reply
    switch event {
    case .learnt(let posture, let all):
      posturesChanged(all)
      reply = .posture(posture)
    case .forgotten(let posture, let all):
      posturesChanged(all)
      reply =
        posture.map { .posture($0) }
        ?? .failure(
          ControlError(.noInput, "no posture was learnt for that", remedy: "see: holdfast learn --help"))
    default: return
    }
    if let token = request.flatMap({ awaitingCalendar.removeValue(forKey: $0)?.token }) {
      server.reply(to: token, reply)
    }
  }

  /// Other postures hold from now on.
  func posturesChanged(_ all: [LearntPosture]) {
    postures = all
  }
}
