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
    let daemon = try RunningDaemon(configuration: "[[athlete]]\nid = \"me\"\n[[athlete]]\nid = \"ben\"\n")
    let client = try daemon.client()
    for (request, code, message) in [
      (learn("wall-sti", athlete: "me"), ControlError.Code.noInput, "there is no exercise \"wall-sti\""),
      (learn("squat", athlete: "me"), .usage, "squat is counted, not held"),
      (learn("plank", athlete: "ana"), .noInput, "there is no athlete \"ana\""),
      (learn("plank"), .usage, nil),
      (learn("plank", athlete: "me", direction: .zero), .usage, "the direction of gravity is none"),
      (learn("plank", athlete: "me", tolerance: 4.9), .usage, "a tolerance of 4.9 degrees"),
      (learn("plank", athlete: "me", tolerance: 25.1), .usage, "a tolerance of 25.1 degrees"),
      (learn("plank", athlete: "me", tolerance: 91), .usage, "a tolerance of 91 degrees"),
      (.forget(athlete: "me", exercise: "plonk"), .noInput, "there is no exercise \"plonk\""),
      (.forget(athlete: "ana", exercise: "Wall sit"), .noInput, "no posture of wall-sit was learnt for ana"),
    ] as [(Request, ControlError.Code, String?)] {
      let error = try client.failure(request)
      #expect(error.code == code, "\(error)")
      if let message { #expect(error.message == message) }
    }
    #expect(try client.failure(learn("plank", athlete: "me", tolerance: 90)).remedy == "give 5 to 25")
    #expect(
      try client.failure(.forget(athlete: "me", exercise: "plank")).remedy
        == "see what was learnt: holdfast learn")
    #expect(try Store.openReadOnly(daemon.database)?.postures() == [])
    // Both ends can be.
    for degrees in [5.0, 25] {
      #expect(try posture(client, learn("plank", athlete: "me", tolerance: degrees)).tolerance == degrees)
    }
  }

  @Test("The posture of an exercise that is in the catalogue no more can be forgotten")
  func forgetsWhatIsGone() throws {
    let folder = Folder()
    let old = LearntPosture(
      athlete: "me", exercise: "old-hold", direction: SIMD3(0, -1, 0), tolerance: 15, device: "IMU",
      learntAt: WallTime(microseconds: 1_795_255_200_000_000))
    do {
      let store = try Store(path: folder("holdfast.db"), boot: BootIdentity(id: "test"))
      try store.setPosture(old)
    }
    let daemon = try RunningDaemon(folder)
    let client = try daemon.client()
    #expect(try posture(client, .forget(athlete: nil, exercise: "old-hold")) == old)
    #expect(
      try client.failure(.forget(athlete: nil, exercise: "old-hold")).message
        == "there is no exercise \"old-hold\"")
  }
}
