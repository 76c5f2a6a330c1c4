import Testing
import Training

@Suite struct LearntPostureTests {
  private func posture(
    _ x: Double, _ y: Double, _ z: Double, tolerance: Double = 15, device: String = "IMU"
  ) -> LearntPosture {
    LearntPosture(
      athlete: "me", exercise: "plank", direction: SIMD3(x, y, z), tolerance: tolerance, device: device,
      learntAt: WallTime(microseconds: 0))
  }

  @Test("The direction is brought to length 1, whatever it is measured in")
  func direction() throws {
    #expect(try posture(0, -9.81, 0).checked().direction == SIMD3(0, -1, 0))
    #expect(try posture(3e8, 0, 4e8).checked().direction == SIMD3(0.6, 0, 0.8))
    #expect(try posture(0, 0, 1e-8).checked() == posture(0, 0, 1))
    #expect(try posture(0, 0, 2, tolerance: 5).checked().tolerance == 5)
  }

  @Test("What is no direction, no tolerance or no name is refused")
  func refused() {
    let directions = [
      posture(0, 0, 0), posture(.nan, 0, 1), posture(0, .infinity, 1), posture(0, 1e300, 0),
      posture(1e-300, 0, 0),
    ]
    for wrong in directions {
      #expect { try wrong.checked() } throws: {
        ($0 as? SetProblem)?.message == "the direction of gravity is none"
      }
    }
    for tolerance in [0, 4.99, 25.1, -15, .nan] {
      #expect { try posture(0, 0, 1, tolerance: tolerance).checked() } throws: {
        ($0 as? SetProblem)?.remedy == "give 5 to 25"
      }
    }
    #expect(throws: SetProblem.self) {
      try posture(0, 0, 1, device: String(repeating: "x", count: 201)).checked()
    }
  }
}
