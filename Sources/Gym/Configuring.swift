internal import Evdev
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
  /// input at all, any device with keys is a pedal.
  /// - Parameters:
  ///   - device: the device.
  ///   - configuration: the configuration that the stations were made from.
  public func claim(
    named device: DeviceIdentity, _ configuration: Configuration
  ) -> (station: Int, input: InputConfiguration)? {
    if let claim = claim(device) { return claim }
    guard configuration.stations.count == 1, configuration.stations[0].inputs.isEmpty,
      device.abilities.contains(.keys), let input = stations.first?.configuration.inputs.first
    else { return nil }
    return (0, input)
  }
}
