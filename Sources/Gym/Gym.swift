public import Motion
public import Tracking
public import Training

/// All stations of one configuration: which device feeds which of them, and in which order of time.
///
/// The daemon and `replay` both stand on it, so that a recording takes the very path of a live device. It owns the
/// stations and what one turn has collected; it must not know sockets, databases or clocks. One thread uses it.
public final class Gym {
  /// A device that a station listens to: what `attach` gives and events are handed in with.
  public struct Seat: Hashable, Sendable {
    /// The station's number in `stations`.
    public var station: Int
    /// The node's number there.
    public var node: Int
  }

  /// What a station wants done.
  public struct Request: Hashable, Sendable {
    /// The station's number in `stations`.
    public var station: Int
    /// What it wants.
    public var effect: Effect
  }

  /// The stations, in the order of the configuration; those that a reload removed come last while they are busy.
  public private(set) var stations: [Station]
  /// What the stations want done, in order; whoever does it empties the list.
  public var requests: [Request] = []
  private var leavingFrom: Int
  private var turn: [(seat: Seat, event: DeviceEvent)] = []
  private var effects: [Effect] = []

  /// A gym of these stations, all idle.
  public init(stations: [Station]) {
    self.stations = stations
    leavingFrom = stations.count
  }

  /// The number of the station of this name, unless it is gone.
  public func station(named name: String) -> Int? {
    stations.indices.first { stations[$0].configuration.name == name && isPresent($0) }
  }

  /// Whether the station is part of the configuration, or still busy after it was removed.
  public func isPresent(_ index: Int) -> Bool { index < leavingFrom || stations[index].isBusy }

  // MARK: Devices

  /// The station and the entry of its configuration that a device belongs to: the first that matches, in the order
  /// of the file.
  public func claim(_ device: DeviceIdentity) -> (station: Int, input: InputConfiguration)? {
    for index in stations.indices where isPresent(index) {
      for input in stations[index].configuration.inputs where input.match.matches(device) {
        return (index, input)
      }
    }
    return nil
  }

  /// Seats a device at a station.
  /// - Parameters:
  ///   - device: the device.
  ///   - station: the station's number, as `claim` gave it.
  ///   - input: the entry, as `claim` gave it.
  ///   - down: the keys that are down: none of them is a press.
  ///   - axes: its axes, where it is an accelerometer; looked at only where the entry is for motion.
  ///   - at: when it was opened.
  public func attach(
    _ device: DeviceIdentity, to station: Int, as input: InputConfiguration, down: [UInt16] = [],
    axes: MotionAxes? = nil, at: Instant
  ) -> Seat {
    flushTurn()
    let node = stations[station].attach(
      device.key, input: input, down: down, axes: input.use == .motion ? axes : nil, at: at, into: &effects)
    hand(over: station)
    return Seat(station: station, node: node)
  }

  /// What the device at a seat is listened to for, and how.
  public func input(of seat: Seat) -> InputConfiguration { stations[seat.station].input(of: seat.node) }

  /// A device has gone.
  public func unplugged(_ seat: Seat, at: Instant) {
    flushTurn()
    stations[seat.station].unplugged(seat.node, at: at, into: &effects)
    hand(over: seat.station)
  }

  // MARK: One turn

  /// Collects an event; `endTurn` hands all of one turn to the stations in order of time.
  public func collect(_ event: DeviceEvent, from seat: Seat) { turn.append((seat, event)) }

  /// Every device was read dry after `now` was taken: hands the collected events over, then lets time pass.
  public func endTurn(now: Instant) {
    flushTurn()
    for index in stations.indices where isPresent(index) { advance(index, to: now) }
  }

  private func flushTurn() {
    guard !turn.isEmpty else { return }
    if !isInOrder {
      // Sorted by time; events of one time keep the order in which they were read.
      let order = turn.indices.sorted { (turn[$0].event.at, $0) < (turn[$1].event.at, $1) }
      turn = order.map { turn[$0] }
    }
    // What its device still sends starts nothing at a station that is gone.
    for (seat, event) in turn where isPresent(seat.station) {
      switch event {
      case .event(let raw):
        stations[seat.station].handle(raw, from: seat.node, into: &effects)
      case .resynced(let down, let at):
        stations[seat.station].resynced(seat.node, down: down, at: at, into: &effects)
      }
      hand(over: seat.station)
    }
    turn.removeAll(keepingCapacity: true)
  }

  private var isInOrder: Bool {
    for index in turn.indices.dropFirst() where turn[index].event.at < turn[index - 1].event.at {
      return false
    }
    return true
  }

  private func advance(_ index: Int, to now: Instant) {
    stations[index].advance(to: now, into: &effects)
    hand(over: index)
  }

  private func hand(over station: Int) {
    guard !effects.isEmpty else { return }
    for effect in effects {
      requests.append(Request(station: station, effect: effect))
      switch effect {
      case .selected: shareLoads(of: station)
      case .finished(let set):
        // Somebody may train at two stations in one session.
        tellOthers(than: station) { $0.tookElsewhere(set, at: set.endedAt, into: &$1) }
      default: break
      }
    }
    effects.removeAll(keepingCapacity: true)
  }

  /// What they select for that is nothing that a station has to hear of again.
  private func tellOthers(than station: Int, _ what: (inout Station, inout [Effect]) -> Void) {
    var others: [Effect] = []
    for index in stations.indices where index != station && isPresent(index) {
      what(&stations[index], &others)
      requests += others.map { Request(station: index, effect: $0) }
      others.removeAll(keepingCapacity: true)
    }
  }

  /// A load is kept for an athlete and an exercise, wherever that athlete trains next.
  private func shareLoads(of station: Int) {
    for index in stations.indices where index != station {
      stations[index].takeLoads(from: stations[station])
    }
  }

  /// The earliest instant at which something may happen by itself.
  public var nextDeadline: Instant? {
    stations.indices.lazy.filter(isPresent).compactMap { self.stations[$0].nextDeadline }.min()
  }

  // MARK: Commands

  /// Carries out a command at a station.
  public func perform(_ action: Action, station: Int, at: Instant) {
    flushTurn()
    stations[station].perform(action, at: at, into: &effects)
    hand(over: station)
  }

  /// Lets the stations know what the program of an athlete asks for now.
  /// - Parameters:
  ///   - guide: `nil` where it asks for nothing.
  public func follow(_ guide: SessionGuide?, athlete: String, at: Instant) {
    flushTurn()
    for index in stations.indices where isPresent(index) {
      stations[index].follow(guide, athlete: athlete, at: at, into: &effects)
      hand(over: index)
    }
  }

  /// Lets the stations know all postures that were learnt.
  public func learn(_ postures: [LearntPosture]) {
    for index in stations.indices { stations[index].learn(postures) }
  }

  /// A set of the station was taken back.
  public func tookBack(_ set: LoggedSet, station: Int, at: Instant) {
    tellOthers(than: station) { $0.tookBackElsewhere(set, at: at, into: &$1) }
    stations[station].tookBack(set, at: at, into: &effects)
    hand(over: station)
  }

  /// Sets of the station are in the log that it does not know of: after a restart, brought back, or typed in.
  public func count(_ sets: [SessionSet], station: Int) { stations[station].count(sets) }

  /// A set of the station is no longer in the log as it was.
  public func uncount(_ set: LoggedSet, station: Int) { stations[station].uncount(set) }

  /// A set that ended at a station is in the log now.
  public func saved(_ set: LoggedSet, station: Int) { stations[station].saved(set) }

  /// A set of a station that began when it did is otherwise no longer as it was.
  /// - Returns: whether it is one of those that count.
  public func revise(_ former: LoggedSet, as set: LoggedSet, station: Int) -> Bool {
    stations[station].revise(former, as: set)
  }

  /// Goes on with a set that was running when the daemon ended, before any device is attached.
  public func resume(_ set: RunningSet, station: Int, heartbeat: Instant, at: Instant, endedBy: EndedBy) {
    stations[station].resume(set, heartbeat: heartbeat, at: at, endedBy: endedBy)
  }

  // MARK: Reload

  /// Puts stations of a new configuration in the place of the old ones. What runs goes on as it began; a station
  /// that is no more goes when its set has ended. Call it after `endTurn`, with all requests carried out, as stations
  /// get other numbers; all devices are to be attached again.
  public func reconfigure(_ new: [Station], at: Instant) {
    assert(turn.isEmpty && requests.isEmpty)
    var next = new
    for old in stations
    where old.isBusy || new.contains(where: { $0.configuration.name == old.configuration.name }) {
      if let index = next.firstIndex(where: { $0.configuration.name == old.configuration.name }) {
        next[index].takeOver(from: old, at: at)
      } else {
        var leaving = Station(
          configuration: old.configuration, catalogue: old.catalogue, athletes: old.athletes,
          countsByMotion: old.countsByMotion)
        leaving.takeOver(from: old, at: at)
        next.append(leaving)
      }
    }
    // A station that is new knows the loads too.
    if let known = stations.first { for index in next.indices { next[index].takeLoads(from: known) } }
    stations = next
    leavingFrom = new.count
  }
}

extension DeviceEvent {
  /// When it happened.
  var at: Instant {
    switch self {
    case .event(let raw): raw.at
    case .resynced(_, let at): at
    }
  }
}

extension DeviceIdentity {
  /// What names the device across a replug and a restart: all that `isSameDevice` compares.
  public var key: String { "\(bus):\(vendor):\(product):\(name)|\(phys)|\(uniq)" }
}
