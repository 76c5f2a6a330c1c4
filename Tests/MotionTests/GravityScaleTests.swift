import Glibc
import Motion
import Testing
import Training

@Suite struct GravityScaleTests {
  /// A sensor without stamps, read by its own units: moves for `moving` seconds, then rests for `resting`.
  private func assembled(
    unitsPerG: Double, resolution: Int32, moving: Double, resting: Double, gravity: Double = 1,
    limit: Int32 = 500
  ) -> Assembly {
    let range = AxisRange(minimum: -limit, maximum: limit, resolution: resolution)
    var a = Assembly(MotionAxes(kind: .absolute, ranges: [range, range, range], sendsTimestamps: true))
    a.assembler.faults.begin(at: Instant(microseconds: 0))
    var dice = Dice(3)
    for k in 0..<Int((moving + resting) * 50) {
      let t = Double(k) / 50
      let angle = t < moving ? 0.9 * sin(3 * t) : 0
      let swing = t < moving ? 0.3 * sin(6 * t) : 0
      let values = [
        gravity * cos(angle) + swing, gravity * sin(angle) * 0.8 - swing, gravity * sin(angle) * 0.6,
      ]
      .map { Int32((($0 + 0.004 * dice.normal()) * unitsPerG).rounded()) }
      a.frame(at: Int64(k) * 20_000, stamp: Int64(k) * 20_000, x: values[0], y: values[1], z: values[2])
    }
    return a
  }

  /// The Wii Remote: some 100 units are 1 g, and nothing says so.
  @Test func gravityAtRestIsOneG() throws {
    let a = assembled(unitsPerG: 98, resolution: 0, moving: 6.2832, resting: 6)
    let last = try #require(a.samples.last)
    let length = (last.x * last.x + last.y * last.y + last.z * last.z).squareRoot()
    #expect(abs(length - 1) < 0.02)
    #expect(abs(try #require(a.assembler.unitsPerG) - 98) < 1)
    #expect(try #require(a.assembler.scaleError) < 0.02)
    #expect(a.faults == [])
  }

  @Test func beforeAnyRestTheScaleIsNear() throws {
    let a = assembled(unitsPerG: 98, resolution: 0, moving: 6.2832, resting: 0)
    let units = try #require(a.assembler.unitsPerG)
    #expect(units > 80 && units < 120, "\(units)")
    #expect(a.faults == [])
  }

  @Test func theDriversUnitsAreTaken() {
    let a = assembled(unitsPerG: 113, resolution: 113, moving: 3.1416, resting: 3, limit: 512)
    #expect(a.assembler.unitsPerG == 113)
    #expect(a.assembler.scaleError == nil)
    #expect(a.faults == [])
  }

  /// Units that are wrong by a factor: declared, and gravity serves instead.
  @Test(arguments: [(8_192, 1_000), (1_000, 8_192)] as [(Double, Int32)])
  func absurdUnitsAreDeclared(true units: Double, said: Int32) throws {
    let a = assembled(unitsPerG: units, resolution: said, moving: 0, resting: 12, limit: 32_767)
    #expect(a.faults == [.noGravity])
    #expect(abs(try #require(a.assembler.unitsPerG) / units - 1) < 0.02)
  }

  @Test func unitsThatCannotHoldOneGAreNotBelieved() throws {
    let a = assembled(unitsPerG: 100, resolution: 4_096, moving: 0, resting: 5)
    #expect(abs(try #require(a.assembler.unitsPerG) - 100) < 2)
    #expect(a.faults == [])
  }

  @Test(arguments: [0, 8_192] as [Int32]) func aSensorWithoutGravityIsDeclared(resolution: Int32) {
    let a = assembled(
      unitsPerG: 8_192, resolution: resolution, moving: 10.472, resting: 5, gravity: 0, limit: 32_767)
    #expect(a.faults == [.noGravity])
    #expect(a.samples.count == 773)
    let b = assembled(unitsPerG: 0, resolution: resolution, moving: 5.236, resting: 5, limit: 32_767)
    #expect(b.faults == [.noGravity])
  }
}
