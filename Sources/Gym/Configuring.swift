public import Evdev
public import Motion
public import Settings
public import Tracking
public import Training

extension KeyNameTable {
  /// The kernel's names.
  public static let kernel = KeyNameTable(
    code: KeyNames.code(for:), all: { KeyNames.all }, led: KeyNames.ledCode(for:))
}

extension Gym {
  /// The stations of a configuration, idle.
  /// - Parameters:
  ///   - configuration: the configuration.
  ///   - catalogue: the exercises.
  ///   - loads: the loads that were last used, in kg.
  ///   - selection: what a station of this name was set to, if that is to return.
  public static func stations(
    of configuration: Configuration, catalogue: Catalogue, loads: [Station.LoadKey: Double] = [:],
    selection: (String) -> Selection? = { _ in nil }
  ) -> [Station] {
    let athletes = configuration.athletes.map(\.athlete)
    return configuration.stations.map { settings in
      var settings = settings
      settings.inputs = configuration.inputs(of: settings)
      return Station(
        configuration: settings, catalogue: catalogue, athletes: athletes, loads: loads,
        selection: selection(settings.name).flatMap { selected in
          // One that trains here no more is not selected again.
          athletes.contains { $0.id == selected.athlete } ? selected : nil
        })
    }
  }

  /// The station and the entry for a device that somebody named: as `claim`, but where the configuration names no
  /// input at all, any accelerometer is one for motion, and any other device with keys is a pedal.
  /// - Parameters:
  ///   - device: the device.
  ///   - configuration: the configuration that the stations were made from.
  public func claim(
    named device: DeviceIdentity, _ configuration: Configuration
  ) -> (station: Int, input: InputConfiguration)? {
    if let claim = claim(device) { return claim }
    guard configuration.stations.count == 1, configuration.stations[0].inputs.isEmpty else { return nil }
    if device.abilities.contains(.accelerometer) {
      return (0, InputConfiguration(match: DeviceMatch(accelerometer: true), use: .motion, grab: false))
    }
    guard device.abilities.contains(.keys), let input = stations.first?.configuration.inputs.first
    else { return nil }
    return (0, input)
  }
}

extension InputConfiguration {
  /// Whether a device has what the entry listens to.
  public func canUse(_ device: DeviceIdentity) -> Bool {
    switch use {
    case .keys: device.abilities.contains(.keys)
    case .motion: device.abilities.contains(.accelerometer)
    }
  }
}

extension MotionAxes {
  /// Where a device's acceleration is; `nil` where it has none.
  /// - Parameters:
  ///   - capabilities: what it can send.
  ///   - value: the present value of an axis, where that is known.
  public init?(_ capabilities: Capabilities, value: (UInt16) -> Int32? = { _ in nil }) {
    var absolute: [UInt16: AxisRange] = [:]
    for code in capabilities.codes(ofType: EventType.absolute).codes {
      let axis = capabilities.axes[code]
      absolute[code] = AxisRange(
        minimum: axis?.minimum ?? 0, maximum: axis?.maximum ?? 0, resolution: axis?.resolution ?? 0,
        value: value(code))
    }
    self.init(
      absolute: absolute, relative: capabilities.codes(ofType: EventType.relative).codes,
      sendsTimestamps: capabilities.codes(ofType: EventType.miscellaneous).codes.contains(
        EventType.mscTimestamp))
  }
}

/// The kernel's numbers (`linux/input-event-codes.h`).
private enum EventType {
  static let relative: UInt16 = 2
  static let absolute: UInt16 = 3
  static let miscellaneous: UInt16 = 4
  static let mscTimestamp: UInt16 = 5
}
