import Syscalls

// MARK: - The clock

extension Examination {
  func examineClock() {
    let setters = [
      ("systemd-timesyncd", "/usr/lib/systemd/systemd-timesyncd"),
      ("systemd-timesyncd", "/lib/systemd/systemd-timesyncd"),
      ("chrony", "/usr/sbin/chronyd"), ("ntpsec", "/usr/sbin/ntpd"),
    ]
    let setter = setters.first { machine.exists($0.1) }?.0
    do throws(SystemError) {
      if try machine.isClockSynchronized() {
        ok(.clock, "the kernel calls it synchronized" + (setter.map { " (by \($0))" } ?? ""))
      } else if let setter {
        warn(
          .clock, "it is not synchronized: sets are marked until it is, and then dated anew",
          "see that \(setter) runs and the network is there: timedatectl")
      } else {
        warn(
          .clock,
          "it is not synchronized, and nothing is installed that would do it: dates may be wrong for ever",
          "sudo apt install systemd-timesyncd")
      }
    } catch {
      skip(.clock, "whether it is synchronized: \(error)")
    }
    if context.sysFolder.isEmpty || !fileExists(context.sysFolder + "/class/rtc/rtc0") {
      note(
        .clock, "there is no clock that runs while the machine is off: after that, dates wait for the network"
      )
    }
  }

  // MARK: - The journal

  func examineJournal() {
    guard machine.exists("/run/systemd/system") else { return skip(.journal, "systemd does not run here") }
    if machine.exists("/var/log/journal") { return ok(.journal, "messages outlive a restart of the machine") }
    note(
      .journal, "messages are gone when the machine starts anew: after a crash nobody knows what was",
      "sudo mkdir -p /var/log/journal && sudo systemctl restart systemd-journald")
  }

  // MARK: - The power supply

  /// A Pi's firmware sees its voltage. The driver raspberrypi-hwmon asks it every 2 s whether it was too low meanwhile;
  /// `get_throttled` of the Pi's own kernel has that in bit 0, and in bit 16 whether it ever was since the start.
  func examinePower() {
    guard let model = machine.text("/proc/device-tree/model") else {
      return skip(.power, "only a Raspberry Pi tells its voltage; this is none")
    }
    let name = String(model.prefix { $0 != "\0" })
    guard name.contains("Raspberry Pi") else {
      return skip(.power, "only a Raspberry Pi tells its voltage; this is a \(name)")
    }
    let remedy =
      "take the power supply that belongs to it, and a short, thick cable; a USB hub of its own for what needs much"
    let file = context.sysFolder + "/devices/platform/soc/soc:firmware/get_throttled"
    if let text = attribute(file).map({ String(decoding: $0.prefix { $0 > 0x20 }, as: UTF8.self) }),
      let bits = UInt32(text.hasPrefix("0x") ? String(text.dropFirst(2)) : text, radix: 16)
    {
      switch bits {
      case _ where bits & 1 != 0: return warn(.power, "\(name): the voltage is too low now", remedy)
      case _ where bits & 1 << 16 != 0:
        return warn(.power, "\(name): the voltage was too low since it was started", remedy)
      default: return ok(.power, "\(name): the voltage was never too low since it was started")
      }
    }
    let hwmon = context.sysFolder + "/class/hwmon"
    for entry in ((try? directoryEntries(hwmon)) ?? []).sorted() {
      guard let driver = attribute("\(hwmon)/\(entry)/name"), driver.starts(with: "rpi_volt".utf8),
        let alarm = attribute("\(hwmon)/\(entry)/in0_lcrit_alarm")
      else { continue }
      if alarm.first == UInt8(ascii: "1") { return warn(.power, "\(name): the voltage is too low", remedy) }
      return ok(.power, "\(name): the voltage is high enough now")
    }
    skip(.power, "\(name): this kernel does not tell its voltage (no rpi_volt below \(hwmon))")
  }
}
