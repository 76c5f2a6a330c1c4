import Testing
import Training

@Suite struct SetIDTests {
  @Test func version7() {
    // The example of RFC 9562, appendix A.6.
    let time = WallTime(microseconds: 0x017F_22E2_79B0 * 1_000)
    let id = SetID(at: time, random: (0xFFFF_FFFF_FFFF_FCC3, 0x18C4_DC0C_0C07_398F))
    #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    #expect(id.short == "07398f")
  }

  @Test func versionAndVariantWhateverTheRandomBits() {
    for random in [(UInt64.min, UInt64.min), (.max, .max), (0x1234_5678, 0x9ABC_DEF0)] {
      for microseconds in [0, -5, 1_763_719_200_000_000, Int64.max] {
        let id = SetID(at: WallTime(microseconds: microseconds), random: random)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.low >> 62 == 0b10)
        #expect(id.high & 0xFFF == random.0 & 0xFFF)
        #expect(id.low << 2 == random.1 << 2)
        #expect(id.high >> 16 == UInt64(max(0, microseconds / 1_000)) & 0xFFFF_FFFF_FFFF)
        #expect(SetID(id.description) == id)
      }
    }
  }

  @Test func readAnyCase() {
    let id = SetID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    #expect(id == SetID(high: 0x017F_22E2_79B0_7CC3, low: 0x98C4_DC0C_0C07_398F))
    #expect(SetID("00000000-0000-0000-0000-000000000000") == SetID(high: 0, low: 0))
    #expect(SetID("ffffffff-ffff-ffff-ffff-ffffffffffff") == SetID(high: .max, low: .max))
  }

  @Test(arguments: [
    "", "017f22e2", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f ", " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "017f22e2_79b0-7cc3-98c4-dc0c0c07398f",
    "017f22e27-9b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c0739-f",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398é",
  ])
  func bad(_ text: String) { #expect(SetID(text) == nil) }
}
