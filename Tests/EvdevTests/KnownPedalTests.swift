@testable import Evdev
import Glibc
import Testing
import Tracking

@Suite struct KnownPedalTests {
  private func identity(_ name: String, _ vendor: UInt16 = 0, _ product: UInt16 = 0) -> DeviceIdentity {
    DeviceIdentity(name: name, bus: 3, vendor: vendor, product: product)
  }

  @Test(
    arguments: [
      ("PCsensor FootSwitch Keyboard", 0x3553, 0xb001), ("PCsensor FootSwitch Mouse", 0x3553, 0xb001),
      ("VEC  VEC USB Footpedal", 0x05f3, 0x00ff), ("RDing FootSwitch1F1.", 0x0c45, 0x7403),
      ("HID 413d:2107", 0x413d, 0x2107), ("HID 1a86:e026", 0x1a86, 0xe026), ("HID 5131:2019", 0x5131, 0x2019),
      ("Scythe", 0x0426, 0x3011), ("HID 055a:0998", 0x055a, 0x0998), ("AirTurn PED", 0, 0),
      ("PageFlip Firefly", 0, 0), ("iRig BlueTurn", 0, 0),
    ] as [(String, UInt16, UInt16)])
  func knows(name: String, vendor: UInt16, product: UInt16) {
    #expect(KnownPedals.find(identity(name, vendor, product)) != nil)
  }

  @Test(
    arguments: [
      ("AT Translated Set 2 keyboard", 0x0001, 0x0001), ("Logitech USB Keyboard", 0x046d, 0xc31c),
      ("gpio-keys", 0x0001, 0x0001), ("Kinesis", 0x05f3, 0x0007), ("USB Keyboard", 0x0c45, 0x7603),
      ("PCsensor TEMPerX_V3.1", 0x413d, 0x2107), ("WCH CH9350", 0x1a86, 0xe129), ("", 0, 0),
    ] as [(String, UInt16, UInt16)])
  func doesNotTakeOthersForPedals(name: String, vendor: UInt16, product: UInt16) {
    #expect(KnownPedals.find(identity(name, vendor, product)) == nil)
  }

  @Test func everyEntryHasEitherNumbersOrAName() {
    for pedal in KnownPedals.table {
      #expect((pedal.vendor != nil) == (pedal.product != nil))
      #expect((pedal.vendor != nil) != (pedal.namePattern != nil), "\(pedal)")
    }
  }

  /// What the daemon takes by itself it must be allowed to open, and the other way round.
  @Test func udevRulesHaveTheSamePedalsAndAccelerometers() throws {
    let rules = try readRules()
    var numbers: Set<String> = []
    var names: Set<String> = []
    var exceptions: Set<String> = []
    var accelerometers: Set<String> = []
    for rule in rules {
      if rule.hasSuffix("ENV{HOLDFAST_PEDAL}=\"1\"") {
        if let name = value("ATTRS{name}", of: rule) {
          names.insert(name)
        } else {
          let vendor = try #require(value("ATTRS{id/vendor}", of: rule))
          numbers.insert(vendor + ":" + (try #require(value("ATTRS{id/product}", of: rule))))
        }
      } else if rule.hasSuffix("ENV{HOLDFAST_PEDAL}=\"\"") {
        exceptions.insert(try #require(value("ATTRS{name}", of: rule)))
      } else if rule.hasSuffix("ENV{HOLDFAST_MOTION}=\"1\""), let name = value("ATTRS{name}", of: rule) {
        accelerometers.insert(name)
      }
    }
    let table = KnownPedals.table
    #expect(names == Set(table.compactMap(\.namePattern)))
    #expect(
      numbers
        == Set(table.compactMap { pedal in pedal.vendor.map { hex($0) + ":" + hex(pedal.product ?? 0) } }))
    #expect(exceptions == Set(KnownPedals.exceptions))
    #expect(accelerometers == Set(Capabilities.accelerometerNames))
    for kind in ["PEDAL", "MOTION"] {
      #expect(
        rules.contains("ENV{HOLDFAST_\(kind)}==\"1\", GROUP=\"input\", MODE=\"0660\", TAG+=\"systemd\""))
    }
  }

  private func readRules() throws -> [String] {
    let repository = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(repository)/Config/udev/70-holdfast.rules", "r"))
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("#") }
  }

  private func value(_ key: String, of rule: String) -> String? {
    for part in rule.split(separator: ",") {
      let text = part.drop { $0 == " " }
      if text.hasPrefix(key + "==\"") { return String(text.dropFirst(key.count + 3).dropLast()) }
    }
    return nil
  }

  private func hex(_ number: UInt16) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 4 - text.count) + text
  }
}
