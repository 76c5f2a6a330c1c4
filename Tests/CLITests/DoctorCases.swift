import Control
import Glibc
import Syscalls
import Synchronization
import Testing
import Training

@testable import CLI

/// What may not be well, a case each.
extension DoctorTests {
  /// One thing that is not well, and what is said of it.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var status: Int32 = 0
    var says: [String]
    var change: @Sendable (World, FakeDaemon) -> Void
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    // User.
    Case(
      name: "root", says: ["ok you are root, who may do everything; this does not say what others may"],
      change: { world, _ in world.userID = 0 }),
    Case(
      name: "no group",
      says: [
        "note there is no group holdfast: Holdfast is not installed as a service | for one: sudo make install"
      ],
      change: { world, _ in
        world.machine.members = { _ in nil }
        world.machine.groups = { [] }
      }),
    Case(
      name: "old login",
      says: [
        "warning \(userName(1_000)) was added to group holdfast, but this login began before that | log out and in again"
      ],
      change: { world, _ in
        world.machine.members = { _ in [userName(1_000)] }
        world.machine.groups = { ["users"] }
      }),
    Case(
      name: "not a member, nor is it needed",
      says: ["note \(userName(1_000)) is not in group holdfast, which only the service needs"],
      change: { world, _ in world.machine.groups = { ["users"] } }),
    Case(
      name: "groups unknown", says: ["not-checked the groups of this process: ask: Operation not permitted"],
      change: { world, _ in
        world.machine.groups = { () throws(SystemError) in throw SystemError(EPERM, doing: "ask") }
      }),
    // Devices.
    Case(
      name: "no pedal",
      says: [
        "note no known foot pedal is plugged in | any other device with keys will do: holdfast setup",
        "note nothing is plugged in that input 1 of station main (line 3) means | plug it in",
      ],
      change: { world, daemon in
        world.write("sys/class/input/event7/device/name", "Nothing\n")
        world.write("sys/class/input/event7/device/id/vendor", "0000\n")
        daemon.report.withLock { $0.devices = [] }
      }),
    Case(
      name: "no input",
      says: [
        "not-checked there is no ", "/sys/class/input: this kernel, or this container, has no input devices",
      ],
      change: { world, daemon in
        rename(world.folder + "/sys/class/input", world.folder + "/sys/class/none")
        daemon.report.withLock { $0.devices = [] }
      }),
    Case(
      name: "refused", status: 77,
      says: [
        "problem ",
        "(VEC  VEC USB Footpedal): holdfastd cannot read it: Permission denied | let group input read it",
      ],
      change: { _, daemon in
        daemon.report.withLock {
          $0.devices[0].state = .failed
          $0.devices[0].error = "Permission denied"
        }
      }),
    Case(
      name: "grabbed by another", status: 69,
      says: [
        "(VEC  VEC USB Footpedal): another program keeps it to itself: Device or resource busy | end that program"
      ],
      change: { _, daemon in
        daemon.report.withLock {
          $0.devices[0].state = .waiting
          $0.devices[0].error = "Device or resource busy"
        }
      }),
    Case(
      name: "not taken", status: 69,
      says: [
        "configured for station main, but holdfastd does not have it | have it read the configuration anew: holdfast reload"
      ],
      change: { _, daemon in daemon.report.withLock { $0.devices = [] } }),
    Case(
      name: "a node that is not there", status: 77,
      says: ["problem ", "event7 (VEC  VEC USB Footpedal): No such file or directory | wait a moment"],
      change: { world, daemon in
        daemon.stop()
        unlink(world.folder + "/dev/input/event7")
      }),
    // udev.
    Case(
      name: "no rules",
      says: [
        "note 70-holdfast.rules is not installed: whether pedals can be read is up to others | sudo make install"
      ],
      change: { world, _ in unlink(world.folder + "/usr/lib/udev/rules.d/70-holdfast.rules") }),
    Case(
      name: "no udev",
      says: ["not-checked udev does not run here, and 70-holdfast.rules is not installed"],
      change: { world, _ in
        unlink(world.folder + "/usr/lib/udev/rules.d/70-holdfast.rules")
        rmdir(world.folder + "/run/udev")
      }),
    Case(
      name: "old rules hide new ones",
      says: [
        "warning /etc/udev/rules.d/70-holdfast.rules is of another version: it does not know ",
        "VEC Infinity foot pedal",
      ],
      change: { world, _ in
        world.makeFolders("etc/udev/rules.d")
        world.write(
          "etc/udev/rules.d/70-holdfast.rules",
          "ATTRS{id/vendor}==\"3553\", ATTRS{id/product}==\"b001\"\n#ATTRS{id/vendor}==\"05f3\", ATTRS{id/product}==\"00ff\"\n"
        )
      }),
    // The service.
    Case(
      name: "no systemd", says: ["not-checked systemd does not run here"],
      change: { world, _ in rmdir(world.folder + "/run/systemd/system") }),
    Case(
      name: "no systemctl", says: ["not-checked systemctl: Connection timed out"],
      change: { world, _ in
        world.machine.capture = { _ throws(SystemError) in
          throw SystemError(ETIMEDOUT, doing: "run systemctl")
        }
      }),
    Case(
      name: "systemctl fails", says: ["not-checked systemctl ended with status 1"],
      change: { world, _ in DoctorTests.serve(world, status: 1) }),
    Case(
      name: "not installed",
      says: ["note not installed: holdfastd runs only while somebody runs it | sudo make install"],
      change: { world, _ in DoctorTests.serve(world, ["LoadState": "not-found", "ActiveState": "inactive"])
      }),
    Case(
      name: "masked",
      says: ["warning holdfast.service is masked: it cannot be started | sudo systemctl unmask holdfast"],
      change: { world, _ in DoctorTests.serve(world, ["LoadState": "masked"]) }),
    Case(
      name: "failed", status: 69,
      says: [
        "problem it has failed (exit-code, exit status 78): the configuration is wrong | see why: journalctl -u holdfast"
      ],
      change: { world, _ in
        DoctorTests.serve(world, ["ActiveState": "failed", "Result": "exit-code", "ExecMainStatus": "78"])
      }),
    Case(
      name: "starting", says: ["warning it is being started (auto-restart) | see why that lasts"],
      change: { world, _ in
        DoctorTests.serve(world, ["ActiveState": "activating", "SubState": "auto-restart"])
      }),
    Case(
      name: "another daemon", says: ["note it does not run; the daemon that answers was started otherwise"],
      change: { world, _ in DoctorTests.serve(world, ["ActiveState": "inactive"]) }),
    Case(
      name: "restarts", says: ["warning it runs, but had to be started anew 3 times (watchdog)"],
      change: { world, _ in DoctorTests.serve(world, ["NRestarts": "3", "Result": "watchdog"]) }),
    Case(
      name: "unit changed",
      says: ["warning the unit's file has changed since systemd read it | sudo systemctl daemon-reload"],
      change: { world, _ in DoctorTests.serve(world, ["NeedDaemonReload": "yes"]) }),
    // The daemon.
    Case(
      name: "no daemon", status: 69,
      says: [
        "problem holdfastd is not running: there is no socket ",
        "problem it does not run | sudo systemctl start holdfast",
      ],
      change: { world, daemon in
        daemon.stop()
        DoctorTests.serve(world, ["ActiveState": "inactive"])
      }),
    Case(
      name: "another version",
      says: ["warning holdfastd is version 0.0.9, this program 0.1.0 | start the new one"],
      change: { _, daemon in daemon.report.withLock { $0.version = "0.0.9" } }),
    Case(
      name: "faults", status: 74,
      says: ["problem the disk is full? | see: journalctl -u holdfast, holdfast status"],
      change: { _, daemon in daemon.report.withLock { $0.faults = ["the disk is full\u{7}"] } }),
    Case(
      name: "two daemons",
      says: ["warning 2 of them run (processes 12, 812): only one can have a pedal for itself"],
      change: { world, _ in
        for (process, name) in [(12, "holdfastd"), (812, "holdfastd"), (13, "holdfast")] {
          world.makeFolders("proc/\(process)")
          world.write("proc/\(process)/comm", name + "\n")
        }
      }),
    Case(
      name: "another database",
      says: [
        "warning database ",
        "(from $HOLDFAST_DATABASE), but the daemon that answers has /var/lib/other.db | name the same to both",
      ],
      change: { _, daemon in daemon.report.withLock { $0.database = "/var/lib/other.db" } }),
    // The configuration.
    Case(
      name: "wrong", status: 78,
      says: ["problem ", "holdfast.toml:2: station.nam: unknown key | did you mean name?"],
      change: { world, _ in world.write("holdfast.toml", "[[station]]\nnam = \"main\"\n") }),
    Case(
      name: "odd",
      says: [
        "warning ",
        "holdfast.toml:1: station: station \"a\" has no input: only commands reach it | add [[station.input]]",
      ],
      change: { world, _ in
        world.write(
          "holdfast.toml",
          "[[station]]\nname = \"a\"\n[[station]]\nname = \"b\"\n[[station.input]]\nmatch = { name = \"VEC*\" }\n"
        )
      }),
    Case(
      name: "missing", status: 78,
      says: ["problem ", "holdfast.toml: cannot be read: No such file or directory | check the path"],
      change: { world, _ in unlink(world.folder + "/holdfast.toml") }),
    // The database.
    Case(
      name: "no database", says: ["note ", "holdfast.db: nothing is in it yet"],
      change: { world, _ in for end in ["", "-wal", "-shm"] { unlink(world.database + end) } }),
    Case(
      name: "no database at all", status: 65, says: ["problem ", "holdfast.db: file is not a database"],
      change: { world, _ in
        for end in ["-wal", "-shm"] { unlink(world.database + end) }
        world.write("holdfast.db", String(repeating: "no database ", count: 500))
      }),
    Case(
      name: "damaged before",
      says: [
        "note a damaged database was put aside: ", "holdfast.db.damaged-20261101 | what can be read of it",
      ],
      change: { world, _ in world.write("holdfast.db.damaged-20261101", "") }),
    Case(
      name: "no spill file", says: ["note there is no spill file yet"],
      change: { world, _ in unlink(world.database + ".spill") }),
    // The disk.
    Case(
      name: "nearly full",
      says: ["warning ", "157 MB of 34.4 GB free | make room: sudo journalctl --vacuum-size=50M"],
      change: { world, _ in
        world.machine.space = { _ in
          DiskSpace(free: 150 << 20, total: 32 << 30, freeFiles: 5, isReadOnly: false)
        }
      }),
    Case(
      name: "full", status: 74, says: ["problem ", ": 3.1 MB of "],
      change: { world, _ in
        world.machine.space = { _ in
          DiskSpace(free: 3 << 20, total: 32 << 30, freeFiles: nil, isReadOnly: false)
        }
      }),
    Case(
      name: "no more files", status: 74, says: ["problem no more file can be made on the disk of "],
      change: { world, _ in
        world.machine.space = { _ in
          DiskSpace(free: 3 << 30, total: 32 << 30, freeFiles: 0, isReadOnly: false)
        }
      }),
    Case(
      name: "read-only", status: 74,
      says: ["problem ", " is mounted read-only: nothing can be stored | a card that is worn out"],
      change: { world, _ in
        world.machine.space = { _ in DiskSpace(free: 3 << 30, total: 32 << 30, freeFiles: 9, isReadOnly: true)
        }
      }),
    Case(
      name: "in memory",
      says: ["warning ", " is in memory (tmpfs): the log is gone when the machine is switched off"],
      change: { world, _ in
        world.write(
          "proc/self/mountinfo",
          "25 1 179:2 / / rw shared:1 - ext4 /dev/mmcblk0p2 rw\n30 25 0:30 / /tmp rw - tmpfs tmpfs rw\n31 25 0:31 / /tmpfoo rw - ext4 /dev/sda1 rw\n"
        )
      }),
    Case(
      name: "overlay", says: ["note ", " is on an overlay, which may be in memory"],
      change: { world, _ in world.write("proc/self/mountinfo", "25 1 0:22 / / rw - overlay overlay rw\n") }),
    Case(
      name: "unknown disk", says: ["not-checked its health: /proc/self/mountinfo does not tell which disk "],
      change: { world, _ in unlink(world.folder + "/proc/self/mountinfo") }),
    Case(
      name: "over the network", says: ["not-checked its health: nas:/log (nfs4) is no disk of this machine"],
      change: { world, _ in world.write("proc/self/mountinfo", "25 1 0:22 / / rw - nfs4 nas:/log rw\n") }),
    Case(
      name: "file system errors",
      says: ["warning mmcblk0p2: the file system has seen 2 errors | make a backup now"],
      change: { world, _ in world.write("sys/fs/ext4/mmcblk0p2/errors_count", "2\n") }),
    Case(
      name: "btrfs", says: ["not-checked errors of the file system: btrfs does not count them"],
      change: { world, _ in
        world.write("proc/self/mountinfo", "25 1 179:2 / / rw - btrfs /dev/mmcblk0p2 rw\n")
      }),
    Case(
      name: "SD card", says: ["not-checked the wear of mmcblk0: an SD card does not tell it, made 04/2019"],
      change: { world, _ in
        for name in ["life_time", "pre_eol_info"] {
          unlink(world.folder + "/sys/devices/block/mmcblk0/device/" + name)
        }
        world.write("sys/devices/block/mmcblk0/device/type", "SD\n")
        world.write("sys/devices/block/mmcblk0/device/date", "04/2019\n")
      }),
    Case(
      name: "worn",
      says: [
        "warning mmcblk0: 80–90 % of its life is used up | make a backup (holdfast backup FILE) and plan to replace it"
      ],
      change: { world, _ in world.write("sys/devices/block/mmcblk0/device/life_time", "0x02 0x09\n") }),
    Case(
      name: "spare blocks", says: ["warning mmcblk0: 10–20 % of its life is used up"],
      change: { world, _ in world.write("sys/devices/block/mmcblk0/device/pre_eol_info", "0x02\n") }),
    Case(
      name: "worn out", status: 74,
      says: ["problem mmcblk0: all of its life is used up, and the spare blocks are nearly gone"],
      change: { world, _ in
        world.write("sys/devices/block/mmcblk0/device/life_time", "0x0b 0x0a\n")
        world.write("sys/devices/block/mmcblk0/device/pre_eol_info", "0x03\n")
      }),
    Case(
      name: "another disk",
      says: ["not-checked the wear of sda: sysfs does not tell it; smartctl -a /dev/sda may"],
      change: { world, _ in
        world.makeFolders("sys/devices/block/sda")
        symlink(world.folder + "/sys/devices/block/sda", world.folder + "/sys/dev/block/8:0")
        world.write("proc/self/mountinfo", "25 1 8:0 / / rw - ext4 /dev/sda rw\n")
      }),
    // The clock.
    Case(
      name: "not synchronized",
      says: [
        "warning it is not synchronized: sets are marked until it is, and then dated anew | see that systemd-timesyncd runs"
      ],
      change: { world, _ in world.machine.isClockSynchronized = { false } }),
    Case(
      name: "nothing synchronizes",
      says: [
        "warning it is not synchronized, and nothing is installed that would do it",
        "| sudo apt install systemd-timesyncd",
      ],
      change: { world, _ in
        world.machine.isClockSynchronized = { false }
        unlink(world.folder + "/usr/lib/systemd/systemd-timesyncd")
      }),
    Case(
      name: "clock forbidden",
      says: ["not-checked whether it is synchronized: adjtimex: Operation not permitted"],
      change: { world, _ in
        world.machine.isClockSynchronized = { () throws(SystemError) in
          throw SystemError(EPERM, doing: "adjtimex")
        }
      }),
    Case(
      name: "no clock of its own", says: ["note there is no clock that runs while the machine is off"],
      change: { world, _ in rmdir(world.folder + "/sys/class/rtc/rtc0") }),
    // The journal and the power supply.
    Case(
      name: "journal in memory",
      says: ["note messages are gone when the machine starts anew", "| sudo mkdir -p /var/log/journal"],
      change: { world, _ in rmdir(world.folder + "/var/log/journal") }),
    Case(
      name: "undervoltage now",
      says: [
        "warning Raspberry Pi 4 Model B Rev 1.4: the voltage is too low now | take the power supply that belongs to it"
      ],
      change: { world, _ in world.write("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n") }),
    Case(
      name: "undervoltage before",
      says: ["warning Raspberry Pi 4 Model B Rev 1.4: the voltage was too low since it was started"],
      change: { world, _ in world.write("sys/devices/platform/soc/soc:firmware/get_throttled", "0x50000\n") }),
    Case(
      name: "hwmon, low", says: ["warning Raspberry Pi 4 Model B Rev 1.4: the voltage is too low |"],
      change: { world, _ in
        unlink(world.folder + "/sys/devices/platform/soc/soc:firmware/get_throttled")
        for (number, name, alarm) in [(0, "cpu_thermal", "1"), (1, "rpi_volt", "1")] {
          world.makeFolders("sys/class/hwmon/hwmon\(number)")
          world.write("sys/class/hwmon/hwmon\(number)/name", name + "\n")
          world.write("sys/class/hwmon/hwmon\(number)/in0_lcrit_alarm", alarm + "\n")
        }
      }),
    Case(
      name: "hwmon, high enough", says: ["ok Raspberry Pi 4 Model B Rev 1.4: the voltage is high enough now"],
      change: { world, _ in
        unlink(world.folder + "/sys/devices/platform/soc/soc:firmware/get_throttled")
        world.makeFolders("sys/class/hwmon/hwmon1")
        world.write("sys/class/hwmon/hwmon1/name", "rpi_volt\n")
        world.write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n")
      }),
    Case(
      name: "voltage unknown",
      says: ["not-checked Raspberry Pi 4 Model B Rev 1.4: this kernel does not tell its voltage"],
      change: { world, _ in unlink(world.folder + "/sys/devices/platform/soc/soc:firmware/get_throttled") }),
    Case(
      name: "another board", says: ["not-checked only a Raspberry Pi tells its voltage; this is a Banana Pi"],
      change: { world, _ in world.write("proc/device-tree/model", "Banana Pi\0") }),
    Case(
      name: "no board", says: ["not-checked only a Raspberry Pi tells its voltage; this is none"],
      change: { world, _ in unlink(world.folder + "/proc/device-tree/model") }),
  ]
}
