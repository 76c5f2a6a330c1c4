import Control
import Gym
import Settings
import Syscalls
import Tracking
import Training

/// Which configuration counts for the devices of this machine, and which of its entries takes which device.
struct DeviceClaims {
  /// The entry that takes a device.
  struct Claim {
    /// The station's number in the configuration, and its name.
    var station: Int
    var stationName: String
    /// The entry's number at its station and its line; `nil` where no entry was written and the default takes known
    /// pedals.
    var entry: (number: Int, line: Int)?
    /// What it says.
    var input: InputConfiguration
  }

  /// The file; `nil` where there is none, so that the defaults apply.
  var file: String?
  /// What it says, with its lines.
  var draft: ConfigurationDraft

  /// The configuration of the daemon that runs, or what one started now would read.
  /// - Throws: what is wrong with it.
  init(_ places: Places, _ report: StatusReport?, names: KeyNameTable = .kernel) throws {
    let place = places.deviceConfiguration(report)
    let isThere = place.isAskedFor || fileExists(place.path)
    file = isThere ? place.path : nil
    let bytes = isThere ? try places.bytes(ofConfiguration: place.path) : []
    draft = try ConfigurationDraft(
      bytes, file: place.path, catalogue: try places.catalogue(besideConfiguration: place.path), names: names)
  }

  /// The entry that takes a device: the first that matches, in the order of the file.
  func claim(_ device: DeviceIdentity) -> Claim? {
    let configuration = draft.configuration
    for (station, settings) in configuration.stations.enumerated() {
      for (number, input) in configuration.inputs(of: settings).enumerated() where input.match.matches(device)
      {
        let line = draft.line(ofInput: number, station: station)
        return Claim(
          station: station, stationName: settings.name,
          entry: settings.inputs.isEmpty ? nil : (number, line ?? 0), input: input)
      }
    }
    return nil
  }
}

extension DeviceClaims.Claim {
  /// What it does with the keys, for people: `any: tap go; KEY_KP1: tap exercise wall-sit`.
  func keysText(_ name: (UInt16) -> String) -> String {
    var parts = input.keys.sorted { $0.key < $1.key }.map { "\(name($0.key)): \($0.value.words)" }
    if let any = input.any { parts.append("any: " + any.words) }
    return parts.joined(separator: "; ")
  }
}

extension Places {
  /// The configuration that counts for devices: the one that was asked for; else that of the daemon that runs; else the
  /// caller's own or the system's. A daemon without a file would find one at its own usual place.
  func deviceConfiguration(_ report: StatusReport?) -> ResolvedPath {
    let own = configurationPath
    guard !own.isAskedFor, let report else { return own }
    if let path = report.configuration { return ResolvedPath(path, .configuration) }
    // Whoever serves the socket below the user's own folder was started by the user.
    let isUsers = (try? socketPlace())?.origin == .user
    return isUsers ? usersConfiguration : own
  }

  /// The bytes of a configuration.
  /// - Throws: a failure where it cannot be read.
  func bytes(ofConfiguration path: String) throws -> [UInt8] {
    do throws(SystemError) {
      return try readFile(path)
    } catch {
      let status = ExitStatus(reading: error)
      throw Failure(
        status == .permission ? status : .configuration, "\(path): cannot be read: \(error.message)",
        remedy: status == .permission ? "run it as root: sudo holdfast …" : "check the path")
    }
  }
}
