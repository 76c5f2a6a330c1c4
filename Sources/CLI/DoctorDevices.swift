import Control
import Evdev
import Glibc
import Gym
import Settings
import Syscalls
import Tracking

// MARK: - The user

extension Examination {
  func examineUser() {
    let me = userName(context.surroundings.userID)
    if isRoot { return ok(.user, "you are root, who may do everything; this does not say what others may") }
    let own: [String]
    do { own = try machine.groups() } catch { return skip(.user, "the groups of this process: \(error)") }
    guard let members = machine.members("holdfast") else {
      return note(
        .user, "there is no group holdfast: Holdfast is not installed as a service",
        "for one: sudo make install")
    }
    if own.contains("holdfast") {
      ok(.user, "\(me) is in group holdfast: may read the log and use the socket of the service")
    } else if members.contains(me) {
      warn(
        .user, "\(me) was added to group holdfast, but this login began before that",
        "log out and in again; or, for one shell: newgrp holdfast")
    } else if usesTheService {
      warn(
        .user, "\(me) is not in group holdfast: the log and the socket of the service stay closed",
        "sudo usermod -aG holdfast \(me), then log in anew")
    } else {
      note(.user, "\(me) is not in group holdfast, which only the service needs")
    }
  }

  /// Whether it is the system's service that is talked to.
  private var usesTheService: Bool { (try? places.socketPlace())?.origin == .system }
}

// MARK: - Devices

extension Examination {
  /// All devices, with what the daemon says of them.
  var scanned: [DeviceNotes] { context.devices(report) }

  func examineDevices() {
    guard fileExists(context.sysFolder + "/class/input") else {
      return skip(
        .devices,
        "there is no \(context.sysFolder)/class/input: this kernel, or this container, has no input devices")
    }
    let devices = scanned
    let wanted = devices.filter { device in
      guard device.use != "pedal" else { return true }
      // Played recordings and keyboards that somebody configured.
      return claims?.claim(device.identity) != nil
    }
    if !devices.contains(where: { $0.use == "pedal" }) {
      note(
        .devices, "no known foot pedal is plugged in", "any other device with keys will do: holdfast setup")
    }
    for device in wanted { examine(device) }
    for device in report?.devices ?? [] where device.state == .failed {
      guard !wanted.contains(where: { $0.identity.path == device.path }) else { continue }
      problem(.devices, .permission, "\(device.path) (\(device.name)): \(device.error ?? "not read")", nil)
    }
  }

  private func examine(_ device: DeviceNotes) {
    let name = "\(device.identity.path) (\(device.identity.name))"
    if let held = device.held {
      switch held.state {
      case .failed:
        problem(
          .devices, .permission, "\(name): holdfastd cannot read it: \(held.error ?? "unknown error")",
          "let group input read it: install the udev rules, then plug it in anew (see udev below)")
      case .waiting where held.error != nil:
        problem(
          .devices, .unavailable, "\(name): another program keeps it to itself: \(held.error ?? "")",
          "end that program; as root, holdfast devices names those that have it open")
      case .open, .waiting, .unplugged:
        ok(.devices, "\(name): " + (device.heldText ?? "known to holdfastd"))
      }
      return
    }
    if report != nil, let claim = claims?.claim(device.identity), claim.input.use == .keys {
      return problem(
        .devices, .unavailable,
        "\(name): configured for station \(claim.stationName), but holdfastd does not have it",
        "have it read the configuration anew: holdfast reload")
    }
    // Somebody has to read it: the daemon as its own user, or this user.
    if device.isReadable {
      ok(.devices, "\(name): you can read it")
    } else if let ownership = device.listing.ownership, ownership.group == "input",
      ownership.mode & 0o060 == 0o060
    {
      note(
        .devices, "\(name): the service can read it (group input), you cannot", device.remedy)
    } else {
      problem(.devices, .permission, "\(name): \(device.problem ?? "cannot be read")", device.remedy)
    }
  }
}

// MARK: - udev

extension Examination {
  /// Where udev looks for rules; a file of the first hides one of the same name below (udev(7)).
  private static let ruleFolders = [
    "/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d", "/usr/lib/udev/rules.d",
    "/lib/udev/rules.d",
  ]

  func examineRules() {
    let file = "70-holdfast.rules"
    let found = Self.ruleFolders.map { $0 + "/" + file }.first(where: machine.exists)
    guard let found else {
      let remedy =
        "sudo make install, or copy Config/udev/\(file) to /etc/udev/rules.d; then sudo udevadm control --reload"
      guard machine.exists("/run/udev") else {
        return skip(.udev, "udev does not run here, and \(file) is not installed")
      }
      if isRoot || scanned.allSatisfy({ $0.use != "pedal" || $0.isReadable || $0.held?.state == .open }) {
        return note(.udev, "\(file) is not installed: whether pedals can be read is up to others", remedy)
      }
      return warn(.udev, "\(file) is not installed: the service may not be able to read pedals", remedy)
    }
    do {
      let rules = String(decoding: try readFile(machine.root + found), as: UTF8.self)
      let lacking = KnownPedals.table.filter { !covers(rules, $0) }
      if lacking.isEmpty {
        ok(.udev, "\(found) knows every pedal that this program knows")
      } else {
        warn(
          .udev,
          "\(found) is of another version: it does not know \(lacking.map(\.description).joined(separator: ", "))",
          "install it anew: sudo make install && sudo udevadm control --reload, then plug the pedal in anew")
      }
    } catch {
      skip(.udev, "\(found): \(error.message)")
    }
    guard machine.exists("/run/udev") else {
      return skip(.udev, "udev does not run here: the rules have no effect")
    }
    for device in scanned where device.use == "pedal" {
      guard let ownership = device.listing.ownership else { continue }
      if ownership.group != "input" || ownership.mode & 0o060 != 0o060 {
        warn(
          .udev,
          "\(device.identity.path) belongs to group \(ownership.group), mode \(octal(ownership.mode)): the rules had no effect on it",
          "sudo udevadm control --reload, then plug it in anew (or: sudo udevadm trigger \(device.identity.path))"
        )
      }
    }
  }

  private func covers(_ rules: String, _ pedal: KnownPedal) -> Bool {
    let lines = rules.split(separator: "\n").filter { !$0.hasPrefix("#") }
    if let pattern = pedal.namePattern {
      return lines.contains { $0.contains("ATTRS{name}==\"\(pattern)\"") }
    }
    guard let vendor = pedal.vendor, let product = pedal.product else { return true }
    return lines.contains {
      $0.contains("ATTRS{id/vendor}==\"\(hex(vendor))\"")
        && $0.contains("ATTRS{id/product}==\"\(hex(product))\"")
    }
  }

  private func octal(_ mode: UInt32) -> String {
    let text = String(mode & 0o777, radix: 8)
    return String(repeating: "0", count: 4 - text.utf8.count) + text
  }
}
