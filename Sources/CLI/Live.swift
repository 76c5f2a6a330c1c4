import Gym
import Control
import Syscalls
import Training

/// One request to the daemon, and its answer.
struct Daemon {
  let client: ControlClient

  /// Connects.
  /// - Throws: `ControlError`, `unavailable` where no daemon runs.
  init(_ places: Places) throws { client = try ControlClient(path: try places.socket()) }

  func status() throws -> StatusReport { try StatusReport(json: try client.send(.status), at: "") }
}

/// The daemon's status as it changes, through restarts of the daemon.
///
/// Whoever uses it waits for `descriptor` to be readable (or, while that is `nil`, for a second) and calls `refresh`.
struct LiveStatus {
  private let path: String
  private let uptime: () -> Instant
  private var client: ControlClient?
  /// The latest report.
  private(set) var report: StatusReport
  /// When it came, on the clock of `uptime`.
  private(set) var receivedAt: Instant
  /// Why there is no connection now.
  private(set) var problem: Failure?
  private var lostAt: Instant?

  /// Connects, and fails where that is not possible at first.
  init(path: String, uptime: @escaping () -> Instant) throws {
    self.path = path
    self.uptime = uptime
    let (client, report) = try Self.connect(path)
    self.client = client
    self.report = report
    receivedAt = uptime()
  }

  /// Readable when something has happened; `nil` without a connection.
  var descriptor: Int32? { client?.descriptor }

  /// For how long nothing else is known than what the report says, by the daemon's clock: until now, or until the
  /// connection was lost.
  var age: Interval {
    let age = max((lostAt ?? uptime()) - receivedAt, .zero)
    let speed = report.clock.speed
    return speed == 1 ? age : .seconds(age.seconds * speed)
  }

  /// A daemon that does not answer must not keep whoever waits here from hearing of a signal, or of the end of the
  /// terminal, within a second.
  private static let patience = Interval.milliseconds(800)

  private static func connect(_ path: String, patience: Interval = .seconds(5)) throws -> (
    ControlClient, StatusReport
  ) {
    let client = try ControlClient(path: path, timeout: patience)
    try client.subscribe(Subscription([.events]), timeout: patience)
    return (client, try StatusReport(json: try client.send(.status, timeout: patience), at: ""))
  }

  /// Takes what the daemon has sent, or connects anew.
  /// - Returns: whether anything is different now.
  mutating func refresh() -> Bool {
    do {
      guard let client else {
        let (client, report) = try Self.connect(path, patience: Self.patience)
        self.client = client
        take(report)
        return true
      }
      var hasChanged = false
      // The answer may have events behind it that are read with it.
      while try drain(client) {
        take(try StatusReport(json: try client.send(.status, timeout: Self.patience), at: ""))
        hasChanged = true
      }
      return hasChanged
    } catch {
      let former = problem
      client = nil
      problem = Failure(error)
      lostAt = lostAt ?? uptime()
      return former != problem
    }
  }

  private mutating func take(_ report: StatusReport) {
    self.report = report
    receivedAt = uptime()
    problem = nil
    lostAt = nil
  }

  private func drain(_ client: ControlClient) throws -> Bool {
    var hasLines = false
    while try client.next(timeout: .zero) != nil { hasLines = true }
    return hasLines
  }
}

extension StatusReport {
  /// The station of this name, or the only one.
  /// - Throws: a failure that names the stations.
  func station(named name: String?) throws -> StationReport {
    let names = stations.map(\.station)
    if let name {
      if let station = stations.first(where: { $0.station == name }) { return station }
      let nearest = nearestName(to: name, among: names).map { "did you mean \($0)?" }
      throw Failure(
        .noInput, "there is no station \"\(clean(name))\"",
        remedy: nearest ?? "there are: " + names.joined(separator: ", "))
    }
    guard stations.count != 1 else { return stations[0] }
    throw Failure(
      .usage, stations.isEmpty ? "the daemon has no station" : "there are several stations",
      remedy: "name one of: " + names.joined(separator: ", "))
  }
}
