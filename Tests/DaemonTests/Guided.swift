import Control
import Glibc
import Syscalls
import Testing
import Training

/// A daemon that goes along programs.
enum Guided {
  /// Everybody's shipped program: a circuit of squat, push-up, lunge, pull-apart and side plank, three rounds, and two more.
  static let homePlan = "[[athlete]]\nid = \"me\"\nprogram = \"home-plan\"\n"

  /// The text of a site's own program: sets of one exercise after the other.
  /// - Parameter exercises: the ids, with how many sets and what is asked for.
  static func program(
    rest: String = "1min", _ exercises: (id: String, sets: Int, target: String)..., id: String = "own"
  ) -> String {
    """
    id = "\(id)"
    name = "Of our own"
    kind = "routine"
    source = "me"
    sessions_per_week = 3
    [[session]]
    id = "a"
    name = "A"
    [[session.block]]
    name = "all"
    rest = "\(rest)"

    """
      + exercises.map {
        "[[session.block.exercise]]\nexercise = \"\($0.id)\"\nsets = \($0.sets)\ntarget = \"\($0.target)\"\n"
      }.joined()
  }

  /// A folder with a program in `programs/` beside the configuration.
  static func folder(_ program: String, as id: String = "own") -> Folder {
    let folder = Folder()
    mkdir(folder("programs"), 0o755)
    folder.write("programs/\(id).toml", program)
    return folder
  }

  /// A configuration under which `me` follows a program.
  static func following(_ id: String) -> String { "[[athlete]]\nid = \"me\"\nprogram = \"\(id)\"\n" }
}

extension RunningDaemon {
  /// The station, once it is as it should be; fails where it does not come to that.
  func station(_ name: String = "main", _ isSo: (StationReport) -> Bool) throws -> StationReport {
    let client = try client()
    var found: StationReport?
    let isThere = try eventually {
      let report = try StatusReport(json: client.send(.status, timeout: .seconds(10)), at: "")
      found = report.stations.first { $0.station == name }
      return found.map(isSo) ?? false
    }
    let station = try #require(found)
    try #require(isThere, "\(station.selection), set \(station.set), \(String(describing: station.plan))")
    return station
  }

  /// The station, once the set of an exercise is up.
  @discardableResult
  func isUp(_ exercise: String, _ number: Int = 1, side: Side = .both, at name: String = "main") throws
    -> StationReport
  {
    try station(name) {
      $0.plan?.up?.exercise == exercise && $0.plan?.up?.side == side && $0.plan?.up?.set.number == number
        && $0.selection.exercise == exercise && $0.selection.side == side && $0.set.number == number
    }
  }
}

extension ControlClient {
  /// A set of repetitions of what is selected.
  @discardableResult
  func count(_ reps: Int, at station: String? = nil) throws -> LoggedSet {
    for _ in 0..<reps { _ = try self.station(.rep(station: station)) }
    return try set(.stop(station: station))
  }

  /// A hold of what is selected, over at once.
  @discardableResult
  func hold(at station: String? = nil) throws -> LoggedSet {
    _ = try self.station(.start(station: station))
    return try set(.stop(station: station))
  }

  /// What happens up to an event, by their names and what they tell; `selected` and `saved` are left out.
  func happenings(upTo last: Event.Happening) throws -> [Event.Happening] {
    var heard: [Event.Happening] = []
    let end = SystemClock.boottime + 10_000_000
    while SystemClock.boottime < end, let line = try next(timeout: .seconds(5)) {
      guard case .event(let event) = line else { continue }
      switch event.what {
      case .selected, .saved, .started: continue
      default: heard.append(event.what)
      }
      if event.what == last { return heard }
    }
    throw NotRunning(description: "no \(last) among \(heard)")
  }
}
