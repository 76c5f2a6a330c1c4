import Evdev
import Glibc
import Syscalls
import Testing
import Tracking
import Training

@Suite struct RecordingTests {
  @Test func readsDescriptionAndEvents() throws {
    let recording = try Recording(
      parsing: Array(
        """
        # EVEMU 1.3
        # Kernel: 6.12.0
        # Input device name: "VEC  VEC USB Footpedal"
        N: VEC  VEC USB Footpedal
        I: 0003 05f3 00ff 0120
        P: 40 00 00 00 00 00 00 00
        B: 00 0b 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 00 00 00 00 00 00 00 00
        B: 01 07 00 00 00 00 00 00 00
        B: 03 07 00 00 00 00 00 00 00
        B: 11 01 00 00 00 00 00 00 00
        A: 00 -32767 32767 10 0 4096
        A: 02 -5 5 1 2 0
        L: 00 1
        S: 00 1
        ################################
        #      Waiting for events      #
        ################################
        E: 0.000001 0001 0100 0001\t# EV_KEY / BTN_0                1
        E: 0.000001 0000 0000 0000\t# ------------ SYN_REPORT (0) ---------- +0ms
        E: 12.500000 0003 0002 -512
        E: 12.500000 0000 0000 0
        E: 1738461230.860033 0004 0005 -711924796

        """.utf8), name: "pedal.evemu")
    let identity = recording.identity
    #expect(identity.name == "VEC  VEC USB Footpedal")
    #expect([identity.bus, identity.vendor, identity.product, identity.version] == [3, 0x05f3, 0xff, 0x120])
    #expect(identity.path == "pedal.evemu")
    #expect(identity.abilities == [.keys, .knownPedal, .accelerometer, .leds])
    #expect(recording.capabilities.properties == [6])
    #expect(recording.capabilities.codes == [1: [256, 257, 258], 3: [0, 1, 2], 0x11: [0]])
    #expect(
      recording.capabilities.axes == [
        0: AxisInfo(minimum: -32767, maximum: 32767, fuzz: 10, flat: 0, resolution: 4096),
        2: AxisInfo(minimum: -5, maximum: 5, fuzz: 1, flat: 2, resolution: 0),
      ])
    #expect(
      recording.events == [
        key(256, 1, at: 1), report(at: 1), axis(2, -512, at: 12_500_000), report(at: 12_500_000),
        RawEvent(
          at: Instant(microseconds: 1_738_461_230_860_033), type: 4, code: 5, value: -711_924_796),
      ])
    #expect(recording.anchor == nil)
    #expect(recording.openingEventCount == 0)
  }

  @Test func toleratesWhatOtherProgramsAndEditorsLeave() throws {
    let text = """
      # EVEMU 1.0
      N: Old
      I: 3 1 2 3
      A: 00 0 255 0 0

      # a comment
      E: 1.000000 1 1e 1   # pressed\u{20}
        \t
      E: 1.000000 0000 0000 0
      """
    for bytes in [Array(text.utf8), Array((text + "\n").utf8)] {
      let recording = try Recording(parsing: bytes, name: "")
      #expect(recording.events == [key(30, 1, at: 1_000_000), report(at: 1_000_000)])
      #expect(recording.capabilities.axes[0] == AxisInfo(minimum: 0, maximum: 255))
    }
    let dos = Array(text.utf8).flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    let recording = try Recording(parsing: dos, name: "")
    #expect(recording.identity.name == "Old")
    #expect(recording.events.count == 2)
  }

  @Test func aDescriptionWithoutEventsIsARecording() throws {
    #expect(try Recording(parsing: pedalRecording(), name: "").events.isEmpty)
  }

  @Test func theLastFrameMayLackItsReport() throws {
    let recording = try Recording(parsing: pedalRecording("E: 1.000000 0001 0100 1"), name: "")
    #expect(recording.events == [key(256, 1, at: 1_000_000)])
  }

  @Test(
    arguments: [
      ("E: 1.000000 0001 0100 1 junk", .malformed), ("E: 1.000000 0001 0100", .malformed), ("E:", .malformed),
      ("E: 1.00000 0001 0100 1", .malformed), ("E: 1.0000000 0001 0100 1", .malformed),
      ("E: 1 0001 0100 1", .malformed), ("E: -1.000000 0001 0100 1", .malformed),
      ("E: 1.000000 000g 0100 1", .malformed), ("E: 1.000000 00001 0100 1", .malformed),
      ("E: 1.000000 0020 0100 1", .malformed), ("E: 1.000000 0001 0100 0x1", .malformed),
      ("E: 1.000000 0001 0100 2147483648", .malformed), ("E: 1.000000 0001 0100 99999999999", .malformed),
      ("E: 9999999999999.000000 0001 0100 1", .malformed), ("X: 1", .unknownLine), ("hello", .unknownLine),
      ("E", .unknownLine), ("\u{0}\u{1}\u{2}", .unknownLine), ("E: 0.500000 0001 0100 0", .timeBackwards),
      ("N: Second", .badDescription), ("B: 01 00 00 00 00 00 00 00 00", .badDescription),
    ] as [(String, RecordingError.Code)])
  func refusesALineAfterTheFirstEvent(line: String, code: RecordingError.Code) {
    let error = errorOfReading(pedalRecording("E: 1.000000 0000 0000 0", line, "E: 2.000000 0000 0000 0"))
    #expect(error?.code == code)
    #expect(error?.line == 8)
    #expect(error?.description.hasPrefix("test.evemu:8: ") == true)
    #expect(error?.description.utf8.allSatisfy { $0 >= 0x20 } == true)
  }

  /// Time runs on until a set ends.
  @Test func refusesASetThatIsNotAmongItsEvents() {
    func reading(_ set: String) -> RecordingError? {
      errorOfReading(pedalRecording("# Set: \(set)", "E: 100000.000000 0000 0000 0"))
    }
    #expect(reading("99000.000000 to 101000.000000 plank") == nil)
    #expect(reading("13600.000000 to 186400.000000") == nil)
    #expect(reading("of the rack") == nil)
    for wrong in [
      "13599.999999 to 100000.000000", "100000.000000 to 186400.000001 plank", "99000.000000 to 99999.999999",
      "100000.000001 to 100001.000000",
    ] {
      #expect(reading(wrong)?.code == .malformed)
      #expect(reading(wrong)?.description.hasPrefix("test.evemu: the set ") == true)
    }
    let second = pedalRecording(
      "# Set: 1.000000 to 2.000000", "# Set: 1.000000 to 2.000000", "E: 1.000000 0000 0000 0")
    #expect(errorOfReading(second)?.code == .badDescription)
  }

  @Test(
    arguments: [
      ("I: 0003 05f3 00ff", .malformed), ("I: 0003 05f3 00ff 0100 0", .malformed),
      ("I: 3 zz 0 0", .malformed),
      ("P: 00 00 00 00 00 00 00", .malformed), ("P: 00 00 00 00 00 00 00 00 00", .malformed),
      ("B: 20 00 00 00 00 00 00 00 00", .malformed), ("B: 01 00 00 00 00 00 00 00 100", .malformed),
      ("B: 01", .malformed), ("A: 00 1 2 3", .malformed), ("A: 00 1 2 3 4 5 6", .malformed),
      ("A: 00 1 2 3 4 x", .malformed), ("L: 00", .malformed), ("S: 00 1 2", .malformed), ("N:", .malformed),
      ("N: Another", .badDescription), ("# Clock: boottime 1 = wall 2 synced", .malformed),
      ("# Clock: boottime 1.000000 = wall 2.000000", .malformed), ("Z: 1", .unknownLine),
      ("# Set: 1.000000 2.000000 plank", .malformed), ("# Set: 2.000000 to 1.000000 plank", .malformed),
    ] as [(String, RecordingError.Code)])
  func refusesALineOfTheDescription(line: String, code: RecordingError.Code) {
    let error = errorOfReading(pedalRecording(line))
    #expect(error?.code == code)
    #expect(error?.line == 7)
  }

  @Test(
    arguments: [
      ("", .empty, nil), ("\n\n", .empty, nil), ("N: Pedal\n", .noHeader, 1), ("# EVEMU 2.0\n", .noHeader, 1),
      ("\n# EVEMU one\n", .noHeader, 2), ("\u{7f}ELF\u{2}\u{1}\n", .noHeader, 1),
      ("E: 1.000000 0000 0000 0\n", .noHeader, 1), ("# EVEMU 1.3\n", .badDescription, 1),
      ("# EVEMU 1.3\nE: 1.000000 0000 0000 0\n", .badDescription, 2),
      ("# EVEMU 1.3\nI: 0 0 0 0\n\nE: 1.000000 0000 0000 0\n", .badDescription, 4),
      ("# EVEMU 1.3\nN: Pedal\n# x\n", .badDescription, 3), ("# EVEMU 1.3\nN: Ped", .truncated, 2),
      ("# EVEMU 1.3\nN: Pedal\nI: 0003 0001", .truncated, 3),
    ] as [(String, RecordingError.Code, Int?)])
  func refusesAFileWithoutDescription(text: String, code: RecordingError.Code, line: Int?) {
    let error = errorOfReading(Array(text.utf8))
    #expect(error?.code == code)
    #expect(error?.line == line)
    #expect(error?.remedy.isEmpty == false)
  }

  /// A power cut may end a file anywhere: never with a value that was not sent.
  @Test func aFileCutAnywhereIsRefusedOrReadToThatPoint() throws {
    let whole = pedalRecording(
      "E: 1.000000 0003 0000 -1234 # comment", "E: 1.000000 0000 0000 0", "E: 2.000000 0001 0100 0001",
      "E: 2.000000 0000 0000 0")
    let events = try Recording(parsing: whole, name: "").events
    var refused = 0
    for length in 0..<whole.count {
      let part = Array(whole[..<length])
      guard let cut = try? Recording(parsing: part, name: "") else {
        let error = try #require(errorOfReading(part))
        let codes: [RecordingError.Code] = [.truncated, .empty, .badDescription, .noHeader]
        #expect(codes.contains(error.code), "\(length): \(error)")
        refused += 1
        continue
      }
      #expect(cut.events == Array(events[..<cut.events.count]), "\(length)")
    }
    #expect(refused > 100)
  }

  @Test func readsAFileOfAnySizeInPieces() throws {
    let folder = TemporaryFolder()
    let count = 60_000
    var text = String(decoding: pedalRecording(), as: UTF8.self)
    for index in 0..<count { text += "E: \(index).000000 0003 0000 \(index)\n" }
    #expect(text.utf8.count > 1 << 20)
    folder.write("long.evemu", text)
    let recording = try Recording(contentsOf: folder.path + "/long.evemu")
    #expect(recording.events.count == count)
    #expect(recording.events.last == axis(0, Int32(count - 1), at: Int64(count - 1) * 1_000_000))
    #expect(recording.identity.path == folder.path + "/long.evemu")
    folder.write("long.evemu", text + "E: oops\n")
    do {
      _ = try Recording(contentsOf: folder.path + "/long.evemu")
      Issue.record("must be refused")
    } catch {
      #expect(error.line == count + 7)
    }
  }

  @Test func aFileThatCannotBeReadIsAnError() {
    for (path, number) in [("/nonexistent.evemu", ENOENT), ("/tmp", EISDIR)] {
      do {
        _ = try Recording(contentsOf: path)
        Issue.record("must be refused")
      } catch {
        #expect(error.code == .unreadable)
        #expect(error.underlying?.errno == number)
        #expect(error.line == nil)
      }
    }
  }

  @Test func aLineWithoutEndIsRefusedWithoutReadingOn() {
    do {
      _ = try Recording(contentsOf: "/dev/zero")
      Issue.record("must be refused")
    } catch {
      #expect(error.code == .noHeader)
      #expect(error.line == 1)
    }
  }

  @Test(
    arguments: [
      ("vec-in-usb-3", "VEC  VEC USB Footpedal", [.keys, .knownPedal], 18),
      ("joycon-left-imu", "Nintendo Switch Left Joy-Con IMU", [.accelerometer], 23),
      ("usbkbd", "HID 05f3:0007", [.keys, .fullKeyboard, .leds], 15),
    ] as [(String, String, DeviceIdentity.Abilities, Int)])
  func readsRecordingsOfRealDevices(
    file: String, name: String, abilities: DeviceIdentity.Abilities, count: Int
  ) throws {
    guard let folder = sharedRecordings(for: "readsRecordingsOfRealDevices(\(file))") else { return }
    let recording = try Recording(contentsOf: "\(folder)/\(file).evemu")
    #expect(recording.identity.name == name)
    #expect(recording.identity.abilities == abilities)
    #expect(recording.events.count == count)
  }

  @Test func theTapsOfARealPedalHaveTheirLengths() throws {
    guard let folder = sharedRecordings(for: "theTapsOfARealPedalHaveTheirLengths") else { return }
    let keys = try Recording(contentsOf: folder + "/vec-in-usb-3.evemu").events.filter { $0.type == 1 }
    #expect(keys.map(\.code) == [256, 256, 257, 257, 258, 258])
    let lengths = stride(from: 0, to: keys.count, by: 2).map { (keys[$0 + 1].at - keys[$0].at).microseconds }
    #expect(lengths == [224_069, 279_994, 263_969])
  }
}
