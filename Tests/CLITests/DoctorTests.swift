import Control
import Evdev
import Glibc
import Synchronization
import Syscalls
import Testing
import Training

@testable import CLI
@testable import Store

/// Every finding of `doctor`, on machines that are files below a folder.
@Suite struct DoctorTests {
  /// A machine on which all is well: a service that runs, a pedal, rules, a database on an ext4 of an eMMC, a Pi.
  private func world() throws -> (World, FakeDaemon) {
    let world = World()
    world.environment["HOLDFAST_SOCKET"] = world.socket
    world.environment["HOLDFAST_DATABASE"] = world.database
    let config = world.write(
      "holdfast.toml",
      """
      [[station]]
      name = "main"
      [[station.input]]
      match = { name = "VEC*" }
      keys.any = { tap = "go" }

      """)
    world.environment["HOLDFAST_CONFIG"] = config
    try world.store([.hold("aaaaaa", at: "2026-11-21T10:00:00+00:00")])
    _ = try SpillFile(database: world.database)
    world.addDevice(7, "VEC  VEC USB Footpedal", "05f3", "00ff", key: "7 0 0 0 0")
    world.makeFolders("usr/lib/udev/rules.d")
    world.makeFolders("run/udev")
    world.makeFolders("run/systemd/system")
    world.makeFolders("var/log/journal")
    world.makeFolders("usr/lib/systemd")
    world.write("usr/lib/systemd/systemd-timesyncd", "")
    let rules = try readFile(repository + "/Config/udev/70-holdfast.rules")
    world.write("usr/lib/udev/rules.d/70-holdfast.rules", String(decoding: rules, as: UTF8.self))
    world.makeFolders("proc/self")
    world.write("proc/self/mountinfo", "25 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw\n")
    world.makeFolders("proc/device-tree")
    world.write("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0")
    world.makeFolders("sys/dev/block")
    world.makeFolders("sys/devices/block/mmcblk0/mmcblk0p2")
    world.write("sys/devices/block/mmcblk0/mmcblk0p2/partition", "2\n")
    symlink(world.folder + "/sys/devices/block/mmcblk0/mmcblk0p2", world.folder + "/sys/dev/block/179:2")
    world.makeFolders("sys/devices/block/mmcblk0/device")
    world.write("sys/devices/block/mmcblk0/device/type", "MMC\n")
    world.write("sys/devices/block/mmcblk0/device/life_time", "0x02 0x01\n")
    world.write("sys/devices/block/mmcblk0/device/pre_eol_info", "0x01\n")
    world.makeFolders("sys/fs/ext4/mmcblk0p2")
    world.write("sys/fs/ext4/mmcblk0p2/errors_count", "0\n")
    world.makeFolders("sys/class/rtc/rtc0")
    world.makeFolders("sys/devices/platform/soc/soc:firmware")
    world.write("sys/devices/platform/soc/soc:firmware/get_throttled", "0\n")
    world.machine.groups = { ["holdfast"] }
    world.machine.members = { $0 == "holdfast" ? [] : nil }
    Self.serve(world)
    var report = StatusReport.example(world)
    report.configuration = config
    report.devices[0].path = world.folder + "/dev/input/event7"
    return (world, try FakeDaemon(world.socket, report: report))
  }

  /// What `systemctl show` says, with some of it changed.
  static func serve(_ world: World, status: Int32 = 0, _ changes: [String: String] = [:]) {
    var values = [
      "LoadState": "loaded", "ActiveState": "active", "SubState": "running", "UnitFileState": "enabled",
      "Result": "success",
      "ExecMainStatus": "0", "NRestarts": "0", "NeedDaemonReload": "no",
    ]
    values.merge(changes) { $1 }
    let text = values.map { "\($0)=\($1)\n" }.joined()
    world.machine.capture = { arguments throws(SystemError) in
      guard arguments.prefix(3) == ["systemctl", "show", "holdfast.service"] else {
        throw SystemError(ENOENT, doing: "run \(arguments[0])")
      }
      return Captured(status: status, output: Array(text.utf8))
    }
  }

  @Test func allIsWell() throws {
    let (world, daemon) = try world()
    defer { daemon.stop() }
    let result = world.run("doctor")
    let me = userName(1_000)
    #expect(result.status == 0 && result.err == "")
    #expect(
      result.out == """
        paths
          ok       configuration \(world.folder)/holdfast.toml (from $HOLDFAST_CONFIG)
          ok       database \(world.database) (from $HOLDFAST_DATABASE)
          ok       socket \(world.socket) (from $HOLDFAST_SOCKET)
        user
          ok       \(me) is in group holdfast: may read the log and use the socket of the service
        devices
          ok       \(world.folder)/dev/input/event7 (VEC  VEC USB Footpedal): holdfastd reads it for station main, alone
        udev
          ok       /usr/lib/udev/rules.d/70-holdfast.rules knows every pedal that this program knows
          warning  \(world.folder)/dev/input/event7 belongs to group \(groupName(getegid())), mode 0644: the rules had no effect on it
                   sudo udevadm control --reload, then plug it in anew (or: sudo udevadm trigger \(world.folder)/dev/input/event7)
        service
          ok       it runs
          ok       it is started with the machine
        daemon
          ok       holdfastd 0.1.0 (process 812) answers
        configuration
          ok       \(world.folder)/holdfast.toml is right
        database
          ok       \(world.database): 1 set, undamaged
          ok       no set waits in the spill file
        disk
          ok       \(world.folder): 21.5 GB of 34.4 GB free
          ok       mmcblk0p2: the file system has seen no error
          ok       mmcblk0: 10–20 % of its life is used up
        clock
          ok       the kernel calls it synchronized (by systemd-timesyncd)
        journal
          ok       messages outlive a restart of the machine
        power
          ok       Raspberry Pi 4 Model B Rev 1.4: the voltage was never too low since it was started

        1 warning, 18 ok

        """)
  }

  @Test func narrowAndAsJSON() throws {
    let (world, daemon) = try world()
    defer { daemon.stop() }
    Self.serve(world, ["UnitFileState": "disabled"])
    world.columns = 40
    let text = world.run("doctor").out
    #expect(
      text.contains(
        "  warning  it is not started with the\n           machine\n           sudo systemctl enable\n           holdfast\n"
      ))
    #expect(text.split(separator: "\n").allSatisfy { width(String($0)) <= 40 || $0.contains("/") })
    world.columns = nil
    let lines = world.run("doctor", "--json").out.split(separator: "\n")
    #expect(lines.count == 19)
    #expect(
      lines.contains(
        "{\"topic\":\"service\",\"status\":\"warning\",\"what\":\"it is not started with the machine\",\"remedy\":\"sudo systemctl enable holdfast\",\"exit_code\":null}"
      ))
    #expect(lines.allSatisfy { $0.hasPrefix("{\"topic\":\"") && $0.contains("\"exit_code\":") })
  }

  @Test(arguments: cases) func finds(case one: Case) throws {
    let (world, daemon) = try world()
    defer { daemon.stop() }
    let before = findings(world)
    one.change(world, daemon)
    let after = findings(world)
    // Without the topic.
    let added = after.lines.filter { !before.lines.contains($0) }.map {
      String($0.drop { $0 != " " }.dropFirst())
    }
    for text in one.says { #expect(added.contains { $0.contains(text) }, "\(text) is not in \(added)") }
    #expect(after.status == one.status, "\(added)")
  }

  /// The findings, one a line: topic, status, what, and behind `|` the remedy.
  private func findings(_ world: World) -> (lines: [String], status: Int32) {
    let examination = Examination(world.context(), Places(world.context()))
    examination.examine()
    let lines = examination.findings.map {
      "\($0.topic.rawValue) \($0.status.rawValue) \($0.what)" + ($0.remedy.map { " | " + $0 } ?? "")
    }
    return (lines, world.run("doctor").status)
  }

  @Test func spilledSetsAreCounted() throws {
    let (world, daemon) = try world()
    defer { daemon.stop() }
    let spill = try SpillFile(database: world.database)
    for number in 0..<2 {
      let start = Instant(microseconds: Int64(number) * 100_000_000)
      let running = RunningSet(
        athlete: "me", exercise: "wall-sit", kind: .hold, side: .both, startedAt: start)
      let offset = WallOffset(microseconds: world.now.microseconds, isSynchronized: true)
      try spill.append(
        SetRecord(
          station: "main", FinishedSet(running: running, endedAt: start + .seconds(30), endedBy: .tap),
          ActiveSet(id: .make(at: world.now), offset: offset), boot: BootIdentity(id: "b")))
    }
    #expect(
      world.run("doctor").out.contains(
        "  warning  2 sets wait in the spill file to be stored\n           see what keeps holdfastd from it: holdfast status\n"
      ))
  }

  @Test func theGravestDecides() throws {
    let (world, daemon) = try world()
    daemon.stop()
    world.machine.space = { _ in DiskSpace(free: 0, total: 1, freeFiles: 1, isReadOnly: true) }
    #expect(world.run("doctor").status == 74)
    world.write("holdfast.toml", "rest = 3\n")
    let result = world.run("doctor")
    #expect(result.status == 78 && result.err == "")
  }
}
