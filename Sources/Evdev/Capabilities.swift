internal import CLibevdev
internal import Tracking

/// The range of an axis, in the device's units.
public struct AxisInfo: Hashable, Sendable {
  /// The least value.
  public var minimum: Int32
  /// The greatest value.
  public var maximum: Int32
  /// Changes up to this are noise, which the kernel filters.
  public var fuzz: Int32
  /// Values up to this around the middle are taken as the middle.
  public var flat: Int32
  /// Units per mm, per radian, or per g for an accelerometer; 0 where unknown.
  public var resolution: Int32

  /// A range of these figures.
  public init(minimum: Int32, maximum: Int32, fuzz: Int32 = 0, flat: Int32 = 0, resolution: Int32 = 0) {
    self.minimum = minimum
    self.maximum = maximum
    self.fuzz = fuzz
    self.flat = flat
    self.resolution = resolution
  }
}

/// Which events a device can send or take, from sysfs, from the device itself or from a recording.
public struct Capabilities: Hashable, Sendable {
  /// `INPUT_PROP_ACCELEROMETER` …
  public var properties: CodeSet
  /// The codes of each event type, `EV_SYN` left out; types without codes are not in it.
  public var codes: [UInt16: CodeSet]
  /// The ranges of the axes of `EV_ABS`, by code. Sysfs does not tell them.
  public var axes: [UInt16: AxisInfo]

  /// Capabilities of these parts.
  public init(
    properties: CodeSet = [], codes: [UInt16: CodeSet] = [:], axes: [UInt16: AxisInfo] = [:]
  ) {
    self.properties = properties
    self.codes = codes
    self.axes = axes
  }

  /// The codes of one event type.
  public func codes(ofType type: UInt16) -> CodeSet { codes[type] ?? [] }

  /// What the device can do, as far as it matters here; the identity is asked for its name and numbers.
  func abilities(of identity: DeviceIdentity) -> DeviceIdentity.Abilities {
    var abilities: DeviceIdentity.Abilities = []
    let keys = codes(ofType: UInt16(EV_KEY))
    if !keys.isEmpty {
      abilities.insert(.keys)
      if KnownPedals.find(identity) != nil { abilities.insert(.knownPedal) }
    }
    if keys.contains(all: Self.fullKeyboard) { abilities.insert(.fullKeyboard) }
    if isAccelerometer(named: identity.name) { abilities.insert(.accelerometer) }
    if !codes(ofType: UInt16(EV_LED)).isEmpty { abilities.insert(.leds) }
    if !codes(ofType: UInt16(EV_SND)).isEmpty { abilities.insert(.sound) }
    return abilities
  }

  /// Digits, letters, Enter and Space: no pedal, keypad or remote control that says the truth has them all.
  private static let fullKeyboard: [UInt16] =
    Array(UInt16(KEY_1)...UInt16(KEY_0)) + Array(UInt16(KEY_Q)...UInt16(KEY_P))
    + Array(UInt16(KEY_A)...UInt16(KEY_L)) + Array(UInt16(KEY_Z)...UInt16(KEY_M))
    + [UInt16(KEY_ENTER), UInt16(KEY_SPACE)]

  /// The property says so; the drivers of older sensors do not set it and are known by their names.
  private func isAccelerometer(named name: String) -> Bool {
    let absolute = codes(ofType: UInt16(EV_ABS))
    let relative = codes(ofType: UInt16(EV_REL))
    let hasAxes =
      absolute.contains(all: [UInt16(ABS_X), UInt16(ABS_Y), UInt16(ABS_Z)])
      || absolute.contains(all: [UInt16(ABS_RX), UInt16(ABS_RY), UInt16(ABS_RZ)])
      || relative.contains(all: [UInt16(REL_X), UInt16(REL_Y), UInt16(REL_Z)])
    guard hasAxes else { return false }
    return properties.contains(UInt16(INPUT_PROP_ACCELEROMETER))
      || Self.accelerometerNames.contains { globMatches($0, name) }
  }

  /// hid-wiimote, hid-nintendo (both its spellings), adxl34x, lis3lv02d. `70-holdfast.rules` has the same.
  static let accelerometerNames = [
    "Nintendo Wii Remote Accelerometer", "Nintendo * IMU", "Nintendo * (IMU)", "ADXL34x accelerometer",
    "ST LIS3LV02DL Accelerometer", "*lis3lv02d*",
  ]
}
