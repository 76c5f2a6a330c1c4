import Control
import Glibc
import Store
import Syscalls
import Testing
import Training

/// Postures of holds, over the socket of a real daemon.
@Suite("Postures that are learnt")
struct PostureTests {
  private func learn(
    _ exercise: String, athlete: String? = nil, direction: SIMD3<Double> = SIMD3(0, -9.81, 0),
    tolerance: Double = 15
  ) -> Request {
    .learn(
      LearnRequest(
        athlete: athlete, exercise: exercise, direction: direction, tolerance: tolerance,
        device: "Joy-Con (L) (IMU)"))
  }

  private func posture(_ client: ControlClient, _ request: Request) throws -> LearntPosture {
    try LearntPosture(json: client.send(request, timeout: .seconds(10)), at: "")
  }

  @Test("One is learnt, replaced and forgotten, and is durable when that is answered")
  func learnt() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    let before = WallTime(microseconds: SystemClock.realtime)
    let first = try posture(client, learn("Wall sit"))
    #expect(first.athlete == "me" && first.exercise == "wall-sit" && first.device == "Joy-Con (L) (IMU)")
    #expect(first.direction == SIMD3(0, -1, 0) && first.tolerance == 15)
    #expect(first.learntAt >= before && first.learntAt < before + .seconds(60))
    func kept() throws -> [LearntPosture] {
      try #require(try Store.openReadOnly(daemon.database)).postures()
    }
    #expect(try kept() == [first])
    let second = try posture(client, learn("wall-sit", athlete: "me", tolerance: 20))
    let plank = try posture(client, learn("plank"))
    #expect(try kept() == [plank, second])
    #expect(try posture(client, .forget(athlete: nil, exercise: "Wall sit")) == second)
    #expect(try kept() == [plank])
    #expect(try client.failure(.forget(athlete: nil, exercise: "wall-sit")).code == .noInput)
    daemon.kill()
    let again = try RunningDaemon(daemon.folder)
    #expect(try Store.openReadOnly(again.database)?.postures() == [plank])
  }

  @Test("What cannot be is refused, and says why")
  func refused() throws {
    let daemon = try RunningDaemon()
    let client = try daemon.client()
    for (request, code, message) in [
      (learn("wall-sti"), ControlError.Code.noInput, "there is no exercise \"wall-sti\""),
      (learn("squat"), .usage, "squat is counted, not held"),
      (learn("plank", athlete: "ana"), .noInput, nil),
      (learn("plank", direction: .zero), .usage, "the direction of gravity is none"),
      (learn("plank", tolerance: 91), .usage, "a tolerance of 91 degrees"),
      (.forget(athlete: nil, exercise: "nothing"), .noInput, "no posture was learnt for that"),
    ] as [(Request, ControlError.Code, String?)] {
      let error = try client.failure(request)
      #expect(error.code == code, "\(error)")
      if let message { #expect(error.message == message) }
    }
    #expect(try Store.openReadOnly(daemon.database)?.postures() == [])
  }
}
