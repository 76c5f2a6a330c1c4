import Evdev
import Testing

@Suite struct KeyNameTests {
  @Test(
    arguments: [("KEY_KP1", 79), ("KEY_B", 48), ("BTN_0", 256), ("BTN_SOUTH", 304), ("BTN_A", 304)]
      as [(String, UInt16)])
  func knowsKeys(name: String, code: UInt16) {
    #expect(KeyNames.code(for: name) == code)
  }

  @Test(arguments: [
    "", "KEY_", "KEY_NOSUCH", "key_b", "ABS_X", "LED_NUML", "KEY_MAX", "KEY_CNT", "KEY_RESERVED",
  ])
  func refusesWhatIsNoKey(name: String) {
    #expect(KeyNames.code(for: name) == nil)
  }

  @Test func namesAndCodesAgree() {
    #expect(KeyNames.all.count > 400)
    for name in KeyNames.all {
      let code = KeyNames.code(for: name)
      #expect(code.flatMap(KeyNames.name(for:)) == name, "\(name)")
    }
    for name in KeyNames.allLEDs {
      #expect(KeyNames.ledCode(for: name).flatMap(KeyNames.ledName(for:)) == name)
    }
    #expect(KeyNames.ledCode(for: "LED_NUML") == 0)
    #expect(KeyNames.ledCode(for: "LED_MAX") == nil)
    #expect(KeyNames.name(for: 0x2ff) == nil)
    #expect(KeyNames.name(for: .max) == nil)
  }

  @Test func namesEvents() {
    #expect(KeyNames.eventName(type: 1, code: 48) == "KEY_B")
    #expect(KeyNames.eventName(type: 3, code: 0) == "ABS_X")
    #expect(KeyNames.eventName(type: 0, code: 3) == "SYN_DROPPED")
    #expect(KeyNames.eventName(type: 1, code: 0x2f1) == "EV_KEY 0x2f1")
    #expect(KeyNames.eventName(type: 0x1e, code: 3) == "0x1e 0x3")
    #expect(KeyNames.eventName(type: .max, code: .max) == "0xffff 0xffff")
  }
}
