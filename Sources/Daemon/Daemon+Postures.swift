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
    writer.submit(job, request: number { awaitingPosture[$0] = (token, job) })
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
      guard LearntPosture.tolerances.contains(learn.tolerance) else {
        throw SetProblem("a tolerance of \(decimalText(learn.tolerance)) degrees", remedy: "give 5 to 25")
      }
      let posture = LearntPosture(
        athlete: try configuration.athleteMeant(learn.athlete), exercise: exercise.id,
        direction: learn.direction, tolerance: learn.tolerance, device: learn.device,
        learntAt: clock.wallOffset.wallTime(of: clock.now))
      return .learn(try posture.checked())
    case .forget(let athlete, let exercise):
      // Also of an athlete or an exercise that the configuration no longer has.
      let isKept = postures.contains { $0.exercise == exercise }
      let id = isKept ? exercise : try catalogue.known(exercise).id
      if let athlete { return .forget(athlete: athlete, exercise: id) }
      return .forget(athlete: try configuration.athleteMeant(nil), exercise: id)
    default:
      throw SetProblem("\(request.name.rawValue) is about no posture")
    }
  }

  // MARK: What came of it

  func takePosture(_ event: Outcome.Event, _ request: UInt64?) {
    let awaited = request.flatMap { awaitingPosture.removeValue(forKey: $0) }
    let reply: Reply
    switch event {
    case .learnt(let posture, let all):
      posturesChanged(all)
      reply = .posture(posture)
    case .forgotten(let posture, let all):
      posturesChanged(all)
      reply = posture.map { .posture($0) } ?? .failure(nothingForgotten(awaited?.job))
    default: return
    }
    if let awaited { server.reply(to: awaited.token, reply) }
  }

  /// In the words of the command where no daemon runs.
  private func nothingForgotten(_ job: Job?) -> ControlError {
    var what = "no posture was learnt"
    if case .forget(let athlete, let exercise)? = job {
      what = "no posture of \(exercise) was learnt for \(athlete)"
    }
    return ControlError(.noInput, what, remedy: "see what was learnt: holdfast learn")
  }

  /// Other postures hold from now on.
  func posturesChanged(_ all: [LearntPosture]) {
    postures = all
    gym.learn(all)
  }
}
