import Control
import Evdev
import Glibc
import Syscalls
import Tracking
import Training

/// Four digits, as `lsusb` shows vendors and products.
func hex(_ number: UInt16) -> String {
  let text = String(number, radix: 16)
  return String(repeating: "0", count: 4 - text.utf8.count) + text
}

/// What there is to say of an input device: what it may serve as, whether it can be read, and who reads it.
struct DeviceNotes {
  let listing: DeviceListing
  /// What the daemon says of it, where it says anything.
  let held: DeviceReport?
  let me: String
  /// Whether it is known what the configuration takes.
  var isConfigurationKnown = false
  /// The entry of the configuration that takes it.
  var claim: DeviceClaims.Claim?
  /// The file that the entry is in.
  var file: String?
  /// Which other programs have it open, as far as this user may see.
  var openers: [String] = []

  var identity: DeviceIdentity { listing.identity }

  /// `05f3:00ff`.
  var ids: String { hex(identity.vendor) + ":" + hex(identity.product) }

  /// What it may serve as.
  var use: String {
    if let pedal = KnownPedals.find(identity) {
      return identity.abilities.contains(.keys)
        ? "pedal" : "part of a pedal (\(pedal.description)), without keys"
    }
    if identity.abilities.contains(.accelerometer) { return "motion" }
    if identity.abilities.contains(.fullKeyboard) { return "keyboard" }
    if identity.abilities.contains(.keys) { return "keys" }
    return "nothing"
  }

  /// The same for people.
  var useText: String {
    switch use {
    case "pedal": "a known foot pedal"
    case "motion": "an accelerometer: for an input with use = \"motion\""
    case "keyboard": "a full keyboard: taken only if the configuration names it"
    case "keys": "keys or buttons: for an input of the configuration"
    case "nothing": "no keys and no accelerometer: of no use here, but for cues"
    default: use
    }
  }

  var isReadable: Bool {
    switch listing.access {
    case .writable, .readable: true
    case .denied: false
    }
  }

  /// Why this user cannot read it; `nil` where that is not so.
  var problem: String? {
    guard case .denied(let errno) = listing.access else { return nil }
    return SystemError(errno, doing: "open").message
  }

  /// What to do about it.
  var remedy: String? {
    guard case .denied(let code) = listing.access else { return nil }
    guard code == EACCES || code == EPERM else { return "wait a moment, or plug it in anew" }
    guard let ownership = listing.ownership else { return nil }
    if ownership.mode & 0o040 != 0, ownership.group != "root" {
      return "sudo usermod -aG \(ownership.group) \(me), then log in anew"
    }
    return "install the udev rules (70-holdfast.rules), or add one: KERNEL==\"event*\", "
      + "ATTRS{idVendor}==\"\(hex(identity.vendor))\", GROUP=\"input\", MODE=\"0660\"; then plug it in anew"
  }

  /// Whether the daemon has it for itself, or is about to: others that read it hear nothing.
  var isHeldAlone: Bool { held.map { $0.isGrabbed || $0.state == .waiting } ?? false }

  /// What the daemon does with it.
  var heldText: String? {
    guard let held else { return nil }
    let station = held.station.map { " for station \(clean($0))" } ?? ""
    switch held.state {
    case .open: return "holdfastd reads it\(station)" + (held.isGrabbed ? ", alone" : "")
    case .waiting:
      // The grab was refused: somebody else has it, and hears its keys alone.
      if let error = held.error {
        return "another program keeps it to itself: holdfastd hears nothing (\(clean(error)))"
      }
      return "holdfastd reads it\(station), alone when all keys are up"
    case .failed: return "holdfastd cannot read it: " + clean(held.error ?? "unknown error")
    case .unplugged: return nil
    }
  }
}

extension DeviceNotes {
  /// What the configuration does with it, where that is worth a line.
  var claimText: String? {
    guard let claim else {
      return use == "pedal" && isConfigurationKnown
        ? "nothing in the configuration takes it: holdfast setup" : nil
    }
    let keys = claim.input.use == .motion ? "motion" : claim.keysText { KeyNames.name(for: $0) ?? "\($0)" }
    guard let entry = claim.entry, let file else { return "taken without configuration: " + keys }
    return
      "line \(entry.line) of \(clean(file)) takes it for station \(clean(claim.stationName)): \(clean(keys))"
  }

  /// Which other programs have it open.
  var openersText: String? {
    guard !openers.isEmpty else { return nil }
    return "also open in " + openers.joined(separator: ", ")
  }
}

extension DeviceNotes: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("path", identity.path)
      $0.member("name", identity.name)
      $0.member("bus", Int(identity.bus))
      $0.member("vendor", Int(identity.vendor))
      $0.member("product", Int(identity.product))
      $0.member("phys", identity.phys)
      $0.member("uniq", identity.uniq)
      $0.member("links", identity.links)
      $0.member("use", use)
      $0.member("readable", isReadable)
      $0.member("error", problem)
      $0.member("remedy", remedy)
      $0.member("held", held)
      $0.key("configured")
      if let claim {
        $0.object {
          $0.member("station", claim.stationName)
          $0.member("file", claim.entry == nil ? nil : file)
          $0.member("line", claim.entry?.line)
        }
      } else {
        $0.null()
      }
      $0.member("open_in", openers)
    }
  }
}

extension Context {
  /// All devices of this machine, with what the daemon says of them, if it runs.
  func devices(_ daemon: StatusReport?) -> [DeviceNotes] {
    let me = userName(effectiveUserID())
    return scanDevices(input: inputFolder, sys: sysFolder).map { listing in
      let held = daemon?.devices.first { $0.path == listing.identity.path && $0.state != .unplugged }
      return DeviceNotes(listing: listing, held: held, me: me)
    }
  }
}
