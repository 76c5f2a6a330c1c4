import Evdev
import Glibc
import Syscalls
import Testing
import Tracking

@Suite struct DiscoveryTests {
  @Test func listsDevicesByNumberWithAllThatSysfsHas() throws {
    let machine = FakeMachine()
    machine.add(10, name: "AT Translated Set 2 keyboard", capabilities: ["key": keyboardKeys, "led": "7"])
    machine.add(
      2, name: "VEC  VEC USB Footpedal", ids: ("0003", "05f3", "00ff", "0120"),
      phys: "usb-0000:01:00.0-1.2/input0",
      uniq: "A1", capabilities: ["key": "7 0 0 0 0"])
    machine.folder.makeFolder("sys/class/input/mouse0")
    machine.folder.makeFolder("sys/class/input/event")
    let devices = machine.scan()
    #expect(devices.map(\.identity.path) == [machine.input + "/event2", machine.input + "/event10"])
    let pedal = try #require(devices.first)
    #expect(
      pedal.identity
        == DeviceIdentity(
          name: "VEC  VEC USB Footpedal", bus: 3, vendor: 0x05f3, product: 0x00ff, version: 0x0120,
          phys: "usb-0000:01:00.0-1.2/input0", uniq: "A1", path: machine.input + "/event2", links: [],
          abilities: [.keys, .knownPedal]))
    #expect(devices[1].identity.abilities == [.keys, .fullKeyboard, .leds])
  }

  @Test func nothingIsListedWithoutSysfs() {
    #expect(scanDevices(input: "/nonexistent/input", sys: "/nonexistent/sys").isEmpty)
  }

  @Test func tellsTwoIdenticalPedalsApartByPhys() {
    let machine = FakeMachine()
    for number in [4, 5] {
      machine.add(
        number, name: "RDing FootSwitch1F1.", ids: ("0003", "0c45", "7403", "0110"),
        phys: "usb-1.\(number)/input0", capabilities: ["key": keyboardKeys])
    }
    let devices = machine.scan().map(\.identity)
    #expect(devices.count == 2)
    #expect(!devices[0].isSameDevice(as: devices[1]))
    #expect(DeviceMatch(phys: "usb-1.5/*").matches(devices[1]))
    #expect(!DeviceMatch(phys: "usb-1.5/*").matches(devices[0]))
  }

  @Test func aPedalThatLooksLikeAKeyboardIsBoth() throws {
    let machine = FakeMachine()
    let numbers = ("0003", "3553", "b001", "0111")
    machine.add(
      1, name: "PCsensor FootSwitch Keyboard", ids: numbers, capabilities: ["key": keyboardKeys, "led": "1f"])
    machine.add(
      2, name: "PCsensor FootSwitch Mouse", ids: numbers,
      capabilities: ["key": "70000 0 0 0 0", "rel": "103"])
    machine.add(3, name: "PCsensor FootSwitch", ids: numbers, capabilities: ["abs": "100000000"])
    let abilities = machine.scan().map(\.identity.abilities)
    #expect(abilities == [[.keys, .fullKeyboard, .leds, .knownPedal], [.keys, .knownPedal], []])
  }

  @Test func aKeypadIsNoFullKeyboard() {
    let machine = FakeMachine()
    // Keypad codes 69 to 83, 96, 98 and Backspace.
    machine.add(1, name: "USB Keypad", capabilities: ["key": "5000fffe0 4000"])
    // A remote control with digits and Enter, but no letters.
    machine.add(2, name: "Remote", capabilities: ["key": "10000ffe"])
    #expect(machine.scan().map(\.identity.abilities) == [.keys, .keys])
  }

  @Test(
    arguments: [
      ("DualSense Wireless Controller Motion Sensors", ["abs": "3f"], "40", true),
      ("Nintendo Switch Left Joy-Con IMU", ["abs": "3f"], "0", true),
      ("Nintendo Switch Right Joy-Con (IMU)", ["abs": "3f"], "0", true),
      ("Nintendo Wii Remote Accelerometer", ["abs": "38"], "0", true),
      ("ADXL34x accelerometer", ["rel": "7"], "0", true),
      ("ST LIS3LV02DL Accelerometer", ["abs": "7"], "0", true),
      ("Nintendo Wii Remote", ["abs": "7"], "0", false), ("Joystick", ["abs": "3f"], "0", false),
      ("Broken sensor", ["abs": "3"], "40", false),
    ] as [(String, [String: String], String, Bool)])
  func knowsAccelerometers(name: String, capabilities: [String: String], properties: String, isOne: Bool) {
    let machine = FakeMachine()
    machine.add(0, name: name, capabilities: capabilities, properties: properties)
    #expect(machine.scan()[0].identity.abilities.contains(.accelerometer) == isOne)
  }

  @Test func knowsBeepers() {
    let machine = FakeMachine()
    machine.add(0, name: "PC Speaker", capabilities: ["snd": "6"])
    #expect(machine.scan()[0].identity.abilities == .sound)
  }

  @Test func findsLinksThatLeadToANode() throws {
    let machine = FakeMachine()
    machine.add(3, name: "Pedal", capabilities: ["key": "2"])
    machine.add(13, name: "Other", capabilities: ["key": "2"])
    machine.folder.makeFolder("dev/input/by-id")
    machine.folder.makeFolder("dev/input/by-path")
    machine.folder.link("dev/input/by-path/pci-1-event", to: "../event3")
    machine.folder.link("dev/input/by-id/usb-Pedal-event-kbd", to: "../event3")
    machine.folder.link("dev/input/by-id/usb-gone", to: "../event99")
    let devices = machine.scan().map(\.identity)
    #expect(
      devices[0].links == [
        machine.input + "/by-id/usb-Pedal-event-kbd", machine.input + "/by-path/pci-1-event",
      ])
    #expect(devices[1].links.isEmpty)
  }

  @Test func saysWhetherANodeCanBeOpenedAndWhoseItIs() throws {
    let machine = FakeMachine()
    machine.add(0, name: "Open", capabilities: ["key": "2"])
    machine.add(1, name: "Missing", capabilities: ["key": "2"], hasNode: false)
    #expect(chmod(machine.input + "/event0", 0o640) == 0)
    let devices = machine.scan()
    #expect(devices[0].access == .writable)
    let ownership = try #require(devices[0].ownership)
    #expect(ownership.mode == 0o640)
    #expect(!ownership.owner.isEmpty && !ownership.group.isEmpty)
    if getuid() == 0 { #expect(ownership.owner == "root") }
    #expect(devices[1].access == .denied(ENOENT))
    #expect(devices[1].ownership == nil)
  }

  /// Permissions do not bind root: as root, this thread looks at files as somebody else for a moment.
  @Test func saysThatANodeIsDeniedOrOnlyReadable() throws {
    let machine = FakeMachine()
    for number in 0...1 { machine.add(number, name: "Pedal", capabilities: ["key": "2"]) }
    #expect(chmod(machine.folder.path, 0o755) == 0)
    #expect(chmod(machine.input + "/event0", 0) == 0)
    #expect(chmod(machine.input + "/event1", 0o444) == 0)
    typealias SetUser = @convention(c) (uid_t) -> Int32
    let setUser = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: SetUser.self)
    let isRoot = geteuid() == 0
    if isRoot { #expect(setUser(65534) == 0) }
    let access = machine.scan().map(\.access)
    if isRoot { #expect(setUser(0) == 65534) }
    #expect(access == [.denied(EACCES), .readable])
  }

  /// /dev/null plays the node: a character device that any test may use.
  @Test func identifiesANodeByItsNumberThroughALink() throws {
    let machine = FakeMachine()
    machine.add(7, name: "Pedal", ids: ("0003", "3553", "b001", "0111"), capabilities: ["key": "2"])
    machine.folder.makeFolder("sys/dev")
    machine.folder.makeFolder("sys/dev/char")
    machine.folder.link("sys/dev/char/1:3", to: "../../class/input/event7")
    machine.folder.link("pedal", to: "/dev/null")
    let link = machine.folder.path + "/pedal"
    let found = try identity(ofNode: link, input: machine.input, sys: machine.sys)
    #expect(found.name == "Pedal")
    #expect(found.abilities == [.keys, .knownPedal])
    #expect(found.path == "/dev/null")
    #expect(found.links == [link])
  }

  @Test func refusesWhatIsNoEvdevNode() throws {
    let machine = FakeMachine()
    machine.folder.write("file", "")
    machine.folder.link("dangling", to: "nowhere")
    machine.folder.makeFolder("sys/dev")
    machine.folder.makeFolder("sys/dev/char")
    machine.folder.makeFolder("sys/class/input/mouse0")
    machine.folder.link("sys/dev/char/1:3", to: "../../class/input/mouse0")
    func code(_ path: String) -> NodeError.Code? {
      do throws(NodeError) {
        _ = try identity(ofNode: path, input: machine.input, sys: machine.sys)
        return nil
      } catch {
        #expect(error.description.hasPrefix(path + ": "))
        return error.code
      }
    }
    let folder = machine.folder.path
    #expect(code(folder + "/file") == .notEvdev)
    #expect(code(folder) == .notEvdev)
    #expect(code("/dev/null") == .notEvdev)
    #expect(code("/dev/zero") == .notEvdev)
    #expect(code(folder + "/dangling") == .missing)
    #expect(code(folder + "/file/below") == .missing)
    #expect(code("") == .missing)
  }

  @Test func openingWhatIsNoDeviceFailsWithTheReason() {
    func error(_ path: String) -> Int32? {
      do throws(SystemError) {
        _ = try Device(opening: path)
        return nil
      } catch {
        #expect(error.description.contains(path))
        return error.errno
      }
    }
    #expect(error("/nonexistent/event0") == ENOENT)
    #expect(error("/dev/null") == ENOTTY)
  }
}
