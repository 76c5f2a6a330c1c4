import Control
import Gym
import Store
import Tracking
import Training

/// The postures of holds: learnt and forgotten by clients, kept by the writer, which answers.
extension Daemon {
  /// - Returns: why it cannot be; else `nil`, and the answer comes when it is durable.
  func changePosture(_ request: Request, _ token: ReplyToken) -> Reply? {
    let change: (job: Job, athlete: String, exercise: String)
    do throws(SetProblem) {
      change = try postureChange(request)
    } catch {
      return .failure(ControlError(error))
    }
    log(token, request.name.rawValue)
    writer.submit(
      change.job, request: number { awaitingPosture[$0] = (token, change.athlete, change.exercise) })
    return nil
  }

  /// What is to be done, and whose posture of which exercise it is.
  private func postureChange(
    _ request: Request
  ) throws(SetProblem) -> (job: Job, athlete: String, exercise: String) {
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
      return (.learn(try posture.checked()), posture.athlete, posture.exercise)
    case .forget(let athlete, let exercise):
      // Also of an athlete or an exercise that the configuration no longer has.
      let isKept = postures.contains { $0.exercise == exercise }
      let id = isKept ? exercise : try catalogue.known(exercise).id
      let whose = if let athlete { athlete } else { try configuration.athleteMeant(nil) }
      return (.forget(athlete: whose, exercise: id), whose, id)
    default:
      throw SetProblem("\(request.name.rawValue) is about no posture")
    }
  }

  // MARK: What came of it

  func takePosture(_ event: Outcome.Event, _ request: UInt64?) {
    let changed: LearntPosture?
    switch event {
    case .learnt(let posture, let all):
      posturesChanged(all)
      changed = posture
    case .forgotten(let posture, let all):
      posturesChanged(all)
      changed = posture
    default: return
    }
    guard let awaited = request.flatMap({ awaitingPosture.removeValue(forKey: $0) }) else { return }
    // In the words of the command where no daemon runs.
    server.reply(
      to: awaited.token,
      changed.map { .posture($0) }
        ?? .failure(
          ControlError(
            .noInput, "no posture of \(awaited.exercise) was learnt for \(awaited.athlete)",
            remedy: "see what was learnt: holdfast learn")))
  }

  /// Other postures hold from now on.
  func posturesChanged(_ all: [LearntPosture]) {
    postures = all
    gym.learn(all)
  }
}
