import Control
import Glibc
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct DeviceTests {
  /// A machine with a pedal, a keyboard and a Joy-Con.
  private func world() -> World {
    let world = World()
    world.addDevice(
      2, "AT Keyboard", "0001", "0001", key: "402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe")
    world.addDevice(7, "VEC  VEC USB Footpedal", "05f3", "00ff", key: "7 0 0 0 0")
    world.addDevice(9, "Joy-Con IMU", "057e", "2006", key: "0", abs: "3f", properties: "40")
    return world
  }

  @Test func listsForPeople() throws {
    let world = world()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    var report = StatusReport.example(world)
    report.configuration = nil
    report.devices[0].path = world.folder + "/dev/input/event7"
    let daemon = try FakeDaemon(world.socket, report: report)
    defer { daemon.stop() }
    let input = world.folder + "/dev/input"
    let result = world.run("devices")
    #expect(result.status == 0 && result.err == "")
    #expect(
      result.out == """
        \(input)/event2  AT Keyboard  0001:0001
          a full keyboard: taken only if the configuration names it
          you can read it
          phys usb-1/input2

        \(input)/event7  VEC  VEC USB Footpedal  05f3:00ff
          a known foot pedal
          holdfastd reads it for station main, alone
          taken without configuration: any: tap go
          phys usb-1/input7

        \(input)/event9  Joy-Con IMU  057e:2006
          an accelerometer: for an input with use = "motion"
          you can read it
          phys usb-1/input9

        """)
  }

  @Test func listsAsJSON() {
    let lines = world().run("devices", "--json").out.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines.contains {
        $0.contains("\"name\":\"VEC  VEC USB Footpedal\",\"bus\":3,\"vendor\":1523,\"product\":255,")
      })
    #expect(lines.allSatisfy { $0.contains("\"held\":null") && $0.contains("\"readable\":true") })
    #expect(
      lines[1].hasSuffix(
        ",\"held\":null,\"configured\":{\"station\":\"main\",\"file\":null,\"line\":null},\"open_in\":[]}"))
    #expect(lines[0].hasSuffix(",\"configured\":null,\"open_in\":[]}"))
  }

  @Test func saysWhichEntryTakesADevice() {
    let world = world()
    let config = world.write(
      "holdfast.toml",
      """
      [[station]]
      name = "rack"
      [[station.input]]
      match = { name = "AT Keyboard" }
      keys.KEY_B = { tap = "go", long = "undo" }
      keys.KEY_KPPLUS = { tap = "load +2.5" }

      [[station.input]]
      match = { accelerometer = true }
      use = "motion"

      """)
    let result = world.run("devices", "--config", config)
    #expect(
      result.out.contains(
        "  line 3 of \(config) takes it for station rack: KEY_B: tap go, long undo; KEY_KPPLUS: tap load +2.5\n"
      ))
    #expect(result.out.contains("  nothing in the configuration takes it: holdfast setup\n"))
    #expect(result.out.contains("  line 8 of \(config) takes it for station rack: motion\n"))
    let json = world.run("devices", "--json", "--config", config).out
    #expect(json.contains("\"configured\":{\"station\":\"rack\",\"file\":\"\(config)\",\"line\":3}"))
    #expect(json.contains("\"configured\":{\"station\":\"rack\",\"file\":\"\(config)\",\"line\":8}"))

    world.write("holdfast.toml", "rest = 3\n")
    let broken = world.run("devices", "--config", config)
    #expect(
      broken.status == 0 && broken.out.contains("VEC USB Footpedal") && !broken.out.contains(" takes it"))
    #expect(
      broken.err.hasPrefix(
        "holdfast: what the configuration takes is not shown, since it is wrong: \(config):1: rest"))
  }

  @Test func saysWhoElseHasADevice() throws {
    let world = world()
    let node = world.folder + "/dev/input/event7"
    for (process, name) in [(711, "Xorg"), (812, "holdfastd"), (9, "ev\u{1B}il")] {
      world.makeFolders("proc/\(process)/fd")
      world.write("proc/\(process)/comm", name + "\n")
      symlink(process == 9 ? "/dev/null" : node, world.folder + "/proc/\(process)/fd/5")
    }
    #expect(world.run("devices").out.contains("  also open in Xorg (process 711), holdfastd (process 812)\n"))
    world.environment["HOLDFAST_SOCKET"] = world.socket
    var report = StatusReport.example(world)
    report.devices[0].path = node
    report.devices[0].state = .waiting
    report.devices[0].isGrabbed = false
    report.devices[0].error = "Device or resource busy"
    let daemon = try FakeDaemon(world.socket, report: report)
    defer { daemon.stop() }
    let out = world.run("devices").out
    // The daemon itself is no news, and who refused it the device may be.
    #expect(out.contains("  also open in Xorg (process 711)\n"))
    #expect(
      out.contains(
        "  another program keeps it to itself: holdfastd hears nothing (Device or resource busy)\n"))
  }

  @Test func saysWhatToDoAboutPermissions() {
    let world = world()
    // Root may open everything: a node that is not there yet is the refusal that a test can have as root too.
    unlink(world.folder + "/dev/input/event7")
    let result = world.run("devices")
    #expect(
      result.out.contains(
        "  you cannot read it: No such file or directory\n  wait a moment, or plug it in anew\n"))
  }

  @Test func nothingPluggedInIsSaid() {
    #expect(World().run("devices").out == "no input device is plugged in\n")
    #expect(World().run("devices", "--json").out == "")
    #expect(
      World().run("monitor", "*Foot*").err
        == "holdfast: there is no device \"*Foot*\" that can be read\n  see what there is: holdfast devices\n"
    )
    #expect(World().run("monitor", "*Foot*").status == 66)
  }

  @Test func recordRefuses() {
    let world = world()
    let file = world.folder + "/take.evemu"
    #expect(World().run("record", file).status == 66)
    let other = world.run("record", file, "--device", "/dev/input/event99")
    #expect(other.status == 66 && other.err.contains("there is no device \"/dev/input/event99\""))
    let several = world.run("record", file, "--device", "*")
    #expect(
      several.status == 64 && several.err.contains("there are several devices")
        && several.err.contains("--device"))
    // Nothing was made, since the node is no device at all.
    #expect(world.run("record", file).status == 74)
    #expect(!fileExists(file))
  }
}
