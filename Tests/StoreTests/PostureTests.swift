import Testing
import Training

@testable import Store

private func posture(
  _ exercise: String, athlete: String = "me", tolerance: Double = 15, z: Double = 0.1
) -> LearntPosture {
  LearntPosture(
    athlete: athlete, exercise: exercise, direction: SIMD3(0.012345678901234, -0.98, z), tolerance: tolerance,
    device: "Joy-Con (L) (IMU)", learntAt: tenOClock)
}

@Suite struct PostureTests {
  let scratch = Scratch()

  @Test func oneForEachAthleteAndExercise() throws {
    let store = try scratch.store()
    #expect(try store.postures() == [])
    for learnt in [posture("wall-sit"), posture("plank"), posture("plank", athlete: "ana")] {
      try store.setPosture(learnt)
    }
    let anew = posture("wall-sit", tolerance: 20, z: -0.2)
    try store.setPosture(anew)
    #expect(try store.postures() == [posture("plank", athlete: "ana"), posture("plank"), anew])
    #expect(try Store.openReadOnly(scratch.database)?.postures() == store.postures())
    #expect(try store.forgetPosture(athlete: "ana", exercise: "wall-sit") == nil)
    #expect(try store.forgetPosture(athlete: "me", exercise: "wall-sit") == anew)
    #expect(try store.postures() == [posture("plank", athlete: "ana"), posture("plank")])
    // Undo knows nothing of it.
    #expect(try store.undo() == nil)
  }

  @Test func theWriterKeepsThem() throws {
    func open() throws -> (writer: Writer, opening: Opening) {
      try Writer.open(
        path: scratch.database, boot: BootIdentity(id: "boot-1"), at: at(0), offset: synced,
        busyTimeout: .milliseconds(20))
    }
    let (plank, sit) = (posture("plank"), posture("wall-sit"))
    let (writer, opening) = try open()
    #expect(opening.postures == [])
    writer.submit(.learn(sit), request: 1)
    writer.submit(.learn(plank), request: 2)
    writer.submit(.forget(athlete: "me", exercise: "wall-sit"), request: 3)
    writer.submit(.forget(athlete: "me", exercise: "wall-sit"), request: 4)
    writer.stop()
    #expect(
      writer.drain() == [
        Outcome(request: 1, event: .learnt(sit, all: [sit])),
        Outcome(request: 2, event: .learnt(plank, all: [plank, sit])),
        Outcome(request: 3, event: .forgotten(sit, all: [plank])),
        Outcome(request: 4, event: .forgotten(nil, all: [plank])),
      ])
    let (again, found) = try open()
    again.stop()
    #expect(found.postures == [plank])
  }
}
