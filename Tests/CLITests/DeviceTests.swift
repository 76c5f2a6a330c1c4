import Control
import Glibc
import Syscalls
import Testing
import Training

@testable import CLI

@Suite struct DeviceTests {
  /// A machine with a pedal, a keyboard and a Joy-Con in a sysfs of its own; the nodes are plain files.
  private func world() -> World {
    let world = World()
    func folder(_ path: String) {
      var whole = world.folder
      for part in path.split(separator: "/") {
        whole += "/" + part
        mkdir(whole, 0o755)
      }
    }
    func add(
      _ number: Int, _ name: String, _ vendor: String, _ product: String, key: String, abs: String = "0",
      properties: String = "0"
    ) {
      let device = "sys/class/input/event\(number)/device"
      folder(device + "/id")
      folder(device + "/capabilities")
      folder("dev/input")
      world.write(device + "/name", name + "\n")
      world.write(device + "/phys", "usb-1/input\(number)\n")
      world.write(device + "/uniq", "\n")
      world.write(device + "/properties", properties + "\n")
      world.write(device + "/id/bustype", "0003\n")
      world.write(device + "/id/vendor", vendor + "\n")
      world.write(device + "/id/product", product + "\n")
      world.write(device + "/id/version", "0100\n")
      world.write(device + "/capabilities/key", key + "\n")
      world.write(device + "/capabilities/abs", abs + "\n")
      for other in ["rel", "led", "snd"] { world.write(device + "/capabilities/" + other, "0\n") }
      world.write("dev/input/event\(number)", "")
    }
    add(2, "AT Keyboard", "0001", "0001", key: "402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe")
    add(7, "VEC  VEC USB Footpedal", "05f3", "00ff", key: "7 0 0 0 0")
    add(9, "Joy-Con IMU", "057e", "2006", key: "0", abs: "3f", properties: "40")
    return world
  }

  @Test func listsForPeople() throws {
    let world = world()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    var report = StatusReport.example(world)
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
          a known foot pedal: taken without configuration
          holdfastd reads it for station main, alone
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
