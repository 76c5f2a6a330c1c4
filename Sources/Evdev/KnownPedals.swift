public import Tracking

/// A foot pedal that is taken without configuration.
public struct KnownPedal: Hashable, Sendable {
  /// The USB vendor and product, where the pedal is known by them.
  public var vendor: UInt16?
  /// See `vendor`.
  public var product: UInt16?
  /// A shell pattern for the name, where the pedal is known by it.
  public var namePattern: String?
  /// What it is, for people: `PCsensor FootSwitch`.
  public var description: String
}

/// The foot pedals that are known. `Config/udev/70-holdfast.rules` has the same ones.
///
/// GPIO buttons are not among them: every one is 0001:0001 and called as the owner likes.
public enum KnownPedals {
  /// Sources: rgerganov/footswitch and its issues, parlatype#28 and keyd#591 (VEC), the makers' Bluetooth names.
  public static let table: [KnownPedal] = [
    usb(0x3553, 0xb001, "PCsensor FootSwitch"),
    usb(0x0c45, 0x7403, "PCsensor or RDing FootSwitch"),
    usb(0x0c45, 0x7404, "PCsensor or RDing FootSwitch"),
    usb(0x413d, 0x2107, "PCsensor or RDing FootSwitch"),
    usb(0x1a86, 0xe026, "PCsensor or RDing FootSwitch"),
    usb(0x0426, 0x3011, "Scythe foot switch"),
    usb(0x055a, 0x0998, "Scythe foot switch"),
    usb(0x05f3, 0x00ff, "VEC Infinity foot pedal"),
    usb(0x5131, 0x2019, "GZIOT foot switch"),
    named("*FootSwitch*", "foot switch"),
    named("*Foot Switch*", "foot switch"),
    named("*Footpedal*", "foot pedal"),
    named("*Foot Pedal*", "foot pedal"),
    named("AirTurn*", "AirTurn pedal"),
    named("PageFlip*", "PageFlip pedal"),
    named("iRig BlueTurn*", "IK Multimedia iRig BlueTurn"),
  ]

  /// Never pedals, whatever their numbers: PCsensor's thermometers share 413d:2107 with its pedals, and type.
  static let exceptions = ["*TEMPer*"]

  /// The entry of the table that describes a device; `nil` for all others, keyboards among them.
  public static func find(_ device: DeviceIdentity) -> KnownPedal? {
    guard !exceptions.contains(where: { globMatches($0, device.name) }) else { return nil }
    return table.first { pedal in
      if let pattern = pedal.namePattern { return globMatches(pattern, device.name) }
      return pedal.vendor == device.vendor && pedal.product == device.product
    }
  }

  private static func usb(_ vendor: UInt16, _ product: UInt16, _ description: String) -> KnownPedal {
    KnownPedal(vendor: vendor, product: product, description: description)
  }

  private static func named(_ pattern: String, _ description: String) -> KnownPedal {
    KnownPedal(namePattern: pattern, description: description)
  }
}
