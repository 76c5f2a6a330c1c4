import Control
import Gym
import Settings
import Syscalls
import Tracking
import Training

/// One look at everything. Each subject is an extension in a file of its own, and adds what it finds.
final class Examination {
  let context: Context
  let places: Places
  private(set) var findings: [Finding] = []
  /// What the daemon says of itself, where one answers.
  var report: StatusReport?
  /// The configuration that counts, where it is right.
  var claims: DeviceClaims?

  init(_ context: Context, _ places: Places) {
    self.context = context
    self.places = places
  }

  var machine: Machine { context.machine }

  /// Whether this user is root, who may do everything.
  var isRoot: Bool { context.surroundings.userID == 0 }

  /// Looks at everything, and tells it by subject.
  func examine() {
    // What the daemon and the configuration say is needed by others.
    let daemon = gathered { examineDaemon() }
    let configuration = gathered { examineConfiguration() }
    examinePaths()
    examineUser()
    examineDevices()
    examineRules()
    examineService()
    findings += daemon + configuration
    examineDatabase()
    examineDisk()
    examineClock()
    examineJournal()
    examinePower()
  }

  private func gathered(_ body: () -> Void) -> [Finding] {
    let before = findings
    findings = []
    body()
    defer { findings = before }
    return findings
  }

  // MARK: Adding

  func ok(_ topic: Finding.Topic, _ what: String) { add(topic, .ok, what) }

  func note(_ topic: Finding.Topic, _ what: String, _ remedy: String? = nil) {
    add(topic, .note, what, remedy)
  }

  func warn(_ topic: Finding.Topic, _ what: String, _ remedy: String) { add(topic, .warning, what, remedy) }

  func problem(_ topic: Finding.Topic, _ status: ExitStatus, _ what: String, _ remedy: String?) {
    add(topic, .problem, what, remedy, status)
  }

  /// Nothing is left out without a word.
  func skip(_ topic: Finding.Topic, _ what: String) { add(topic, .notChecked, what) }

  private func add(
    _ topic: Finding.Topic, _ status: Finding.Status, _ what: String, _ remedy: String? = nil,
    _ problem: ExitStatus? = nil
  ) {
    findings.append(
      Finding(
        topic: topic, status: status, what: clean(what), remedy: remedy.map(clean), problem: problem))
  }
}

// MARK: - Paths

extension Examination {
  func examinePaths() {
    let place = places.deviceConfiguration(report)
    let isThere = fileExists(place.path)
    ok(
      .paths,
      "configuration \(place.path) (\(words(place.origin, "HOLDFAST_CONFIG", report?.configuration == place.path)))"
        + (isThere ? "" : ": not there, the defaults apply"))
    for (name, variable, taken, served) in [
      ("database", "HOLDFAST_DATABASE", { try self.places.databasePlace() }, report?.database),
      ("socket", "HOLDFAST_SOCKET", { try self.places.socketPlace() }, report?.socket),
    ] as [(String, String, () throws -> ResolvedPath, String?)] {
      do {
        let place = try taken()
        if let served, served != place.path {
          warn(
            .paths,
            "\(name) \(place.path) (\(words(place.origin, variable))), but the daemon that answers has \(served)",
            "name the same to both, or see who runs it: holdfast status")
        } else {
          ok(.paths, "\(name) \(place.path) (\(words(place.origin, variable)))")
        }
      } catch {
        skip(.paths, "\(name): the configuration, which may name it, is wrong")
      }
    }
  }

  private func words(_ origin: PathOrigin, _ variable: String, _ isDaemons: Bool = false) -> String {
    switch origin {
    case .flag: "as named"
    case .environment: "from $\(variable)"
    case .configuration: isDaemons ? "the daemon's" : "from the configuration"
    case .user: "your own"
    case .system: "the system's"
    }
  }
}

// MARK: - Configuration

extension Examination {
  func examineConfiguration() {
    let place = places.deviceConfiguration(report)
    do {
      let claims = try DeviceClaims(places, report)
      self.claims = claims
      let configuration = claims.draft.configuration
      for warning in configuration.warnings {
        warn(
          .configuration, "\(warning.file):\(warning.line): \(warning.key): \(warning.what)", warning.remedy)
      }
      guard claims.file != nil else {
        return note(
          .configuration, "none: station main takes every known foot pedal, a tap being go",
          "to choose yourself: holdfast setup")
      }
      if configuration.warnings.isEmpty { ok(.configuration, "\(place.path) is right") }
      examineEntries(claims)
    } catch let errors as SettingsErrors {
      for error in errors.errors.prefix(5) {
        let line = error.line > 0 ? ":\(error.line)" : ""
        let key = error.key.isEmpty ? "" : error.key + ": "
        problem(.configuration, .configuration, "\(error.file)\(line): \(key)\(error.what)", error.remedy)
      }
    } catch {
      let failure = Failure(error)
      let remedy = failure.status == .permission ? "let this user read it" : nil
      problem(.configuration, failure.status, failure.messages[0], failure.remedy ?? remedy)
    }
  }

  /// Entries that nothing matches that is plugged in.
  private func examineEntries(_ claims: DeviceClaims) {
    let devices = scanned
    for (station, settings) in claims.draft.configuration.stations.enumerated() {
      for (number, input) in settings.inputs.enumerated()
      where !devices.contains(where: { input.match.matches($0.identity) }) {
        let line = claims.draft.line(ofInput: number, station: station).map { " (line \($0))" } ?? ""
        note(
          .configuration,
          "nothing is plugged in that input \(number + 1) of station \(settings.name)\(line) means",
          "plug it in, or see what there is: holdfast devices")
      }
    }
  }
}
