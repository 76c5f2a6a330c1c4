public import Training

/// What is known of an evdev node without reading from it. Pure data: `Evdev` fills it in from sysfs or from a
/// recording, configuration entries are matched against it.
public struct DeviceIdentity: Hashable, Sendable {
  /// The kernel's name of the device, spaces as they are: `VEC  VEC USB Footpedal`.
  public var name: String
  /// The bus (`BUS_USB` is 3, `BUS_BLUETOOTH` 5).
  public var bus: UInt16
  /// The vendor id.
  public var vendor: UInt16
  /// The product id.
  public var product: UInt16
  /// The version.
  public var version: UInt16
  /// The physical path, which alone tells identical devices apart: `usb-0000:01:00.0-1.2/input0`.
  public var phys: String
  /// The serial number or Bluetooth address, where the device has one.
  public var uniq: String
  /// The node: `/dev/input/event7`, or a recording's file name.
  public var path: String
  /// Links to the node below `/dev/input/by-id` and `/dev/input/by-path`.
  public var links: [String]
  /// What the device can do.
  public var abilities: Abilities

  /// What a device can do, as far as it matters here.
  public struct Abilities: OptionSet, Hashable, Sendable {
    /// The bits.
    public var rawValue: UInt8
    /// Abilities from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Has keys or buttons (`EV_KEY`).
    public static let keys = Abilities(rawValue: 1)
    /// Has the letters, digits and modifiers of a full keyboard: never taken unless configured.
    public static let fullKeyboard = Abilities(rawValue: 2)
    /// Measures acceleration.
    public static let accelerometer = Abilities(rawValue: 4)
    /// Is in the table of known foot pedals.
    public static let knownPedal = Abilities(rawValue: 8)
    /// Has LEDs (`EV_LED`).
    public static let leds = Abilities(rawValue: 16)
    /// Has a beeper (`EV_SND`).
    public static let sound = Abilities(rawValue: 32)
  }

  /// An identity of these parts.
  public init(
    name: String, bus: UInt16 = 0, vendor: UInt16 = 0, product: UInt16 = 0, version: UInt16 = 0,
    phys: String = "",
    uniq: String = "", path: String = "", links: [String] = [], abilities: Abilities = []
  ) {
    self.name = name
    self.bus = bus
    self.vendor = vendor
    self.product = product
    self.version = version
    self.phys = phys
    self.uniq = uniq
    self.path = path
    self.links = links
    self.abilities = abilities
  }

  /// Whether two nodes are the same node of the same device, before and after a replug: event numbers change,
  /// all else stays.
  public func isSameDevice(as other: DeviceIdentity) -> Bool {
    name == other.name && bus == other.bus && vendor == other.vendor && product == other.product
      && phys == other.phys && uniq == other.uniq
  }
}

/// Which devices an entry of the configuration means: every condition that is given must hold.
public struct DeviceMatch: Hashable, Sendable {
  /// A shell pattern for the name: `*`, `?` and `[a-z]`.
  public var name: String?
  /// The vendor id.
  public var vendor: UInt16?
  /// The product id.
  public var product: UInt16?
  /// A shell pattern for the physical path.
  public var phys: String?
  /// A shell pattern for the serial number.
  public var uniq: String?
  /// A shell pattern for the node or for one of its by-id and by-path links.
  public var path: String?
  /// Whether it must (`true`) or must not (`false`) be an accelerometer.
  public var accelerometer: Bool?
  /// Whether it must be in the table of known foot pedals. Not in the configuration file: the default entry.
  public var knownPedal: Bool

  /// Conditions; with none given, nothing matches.
  public init(
    name: String? = nil, vendor: UInt16? = nil, product: UInt16? = nil, phys: String? = nil,
    uniq: String? = nil,
    path: String? = nil, accelerometer: Bool? = nil, knownPedal: Bool = false
  ) {
    self.name = name
    self.vendor = vendor
    self.product = product
    self.phys = phys
    self.uniq = uniq
    self.path = path
    self.accelerometer = accelerometer
    self.knownPedal = knownPedal
  }

  /// Whether the device meets every condition that is given.
  public func matches(_ device: DeviceIdentity) -> Bool {
    if self == DeviceMatch() { return false }
    if let name, !globMatches(name, device.name) { return false }
    if let vendor, vendor != device.vendor { return false }
    if let product, product != device.product { return false }
    if let phys, !globMatches(phys, device.phys) { return false }
    if let uniq, !globMatches(uniq, device.uniq) { return false }
    if let path, !([device.path] + device.links).contains(where: { globMatches(path, $0) }) { return false }
    if let accelerometer, accelerometer != device.abilities.contains(.accelerometer) { return false }
    if knownPedal, !device.abilities.contains(.knownPedal) { return false }
    return true
  }
}

/// Whether a shell pattern matches the whole text: `*` any run, `?` one character, `[a-z]` and `[!a-z]` a class,
/// `\` takes the next character as it is. Case counts. Like `fnmatch` without flags; linear in practice, since
/// only the last `*` is ever tried again.
public func globMatches(_ pattern: String, _ text: String) -> Bool {
  let p = Array(pattern.utf8)
  let t = Array(text.utf8)
  var pi = 0
  var ti = 0
  var star: (pattern: Int, text: Int)?
  while ti < t.count {
    if pi < p.count, p[pi] == UInt8(ascii: "*") {
      star = (pi, ti)
      pi += 1
    } else if let next = matchOne(p, pi, t[ti]) {
      pi = next
      ti += 1
    } else if let back = star {
      star = (back.pattern, back.text + 1)
      pi = back.pattern + 1
      ti = back.text + 1
    } else {
      return false
    }
  }
  return p[pi...].allSatisfy { $0 == UInt8(ascii: "*") }
}

/// The pattern index after the element at `index` if that element matches the byte.
private func matchOne(_ pattern: [UInt8], _ index: Int, _ byte: UInt8) -> Int? {
  guard index < pattern.count else { return nil }
  switch pattern[index] {
  case UInt8(ascii: "?"):
    return index + 1
  case UInt8(ascii: "\\") where index + 1 < pattern.count:
    return pattern[index + 1] == byte ? index + 2 : nil
  case UInt8(ascii: "["):
    var i = index + 1
    let isNegated = i < pattern.count && pattern[i] == UInt8(ascii: "!")
    if isNegated { i += 1 }
    let first = i
    var isIn = false
    while i < pattern.count, pattern[i] != UInt8(ascii: "]") || i == first {
      if i + 2 < pattern.count, pattern[i + 1] == UInt8(ascii: "-"), pattern[i + 2] != UInt8(ascii: "]") {
        if pattern[i] <= byte, byte <= pattern[i + 2] { isIn = true }
        i += 3
      } else {
        if pattern[i] == byte { isIn = true }
        i += 1
      }
    }
    // An open bracket that nothing closes is an ordinary character.
    guard i < pattern.count else { return pattern[index] == byte ? index + 1 : nil }
    return isIn != isNegated ? i + 1 : nil
  case let literal:
    return literal == byte ? index + 1 : nil
  }
}

/// One evdev event as the kernel gave it, with the kernel's own time.
public struct RawEvent: Hashable, Sendable {
  /// When it happened, on the engine's clock.
  public var at: Instant
  /// `EV_KEY`, `EV_ABS`, `EV_SYN` …
  public var type: UInt16
  /// `KEY_B`, `ABS_X`, `SYN_REPORT` …
  public var code: UInt16
  /// For keys 1 is down, 0 up and 2 autorepeat.
  public var value: Int32

  /// An event of these parts.
  @inlinable public init(at: Instant, type: UInt16, code: UInt16, value: Int32) {
    self.at = at
    self.type = type
    self.code = code
    self.value = value
  }
}

/// What comes out of a device, live or recorded.
public enum DeviceEvent: Hashable, Sendable {
  /// An event.
  case event(RawEvent)
  /// The kernel dropped events (`SYN_DROPPED`) and the state was read anew: these keys are down now.
  case resynced(down: [UInt16], at: Instant)
}
