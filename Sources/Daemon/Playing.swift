import Control
import Evdev
import Glibc
import Gym
import Motion
import Settings
import Tracking
import Training

/// Recordings that are played as devices (`--play`): the earliest event of all of them comes at the start, the others
/// as much later as they did when they were recorded.
struct Playing {
  /// `EV_KEY` and `EV_ABS` of `linux/input-event-codes.h`.
  private static let evKey: UInt16 = 1
  private static let evAbs: UInt16 = 3
  /// `ABS_CNT`
  private static let axisCount = 64

  private var playback: Playback
  private let devices: [DeviceIdentity]
  private let capabilities: [Capabilities]
  private var seats: [Gym.Seat?]
  /// The keys that are down.
  private var down: [Set<UInt16>]
  /// The axes' latest values: one that does not change is not sent.
  private var values: [[Int32?]]
  /// Of sensors: how long their measurements may wait, as those of a device.
  private var pacing: [SensorPacing?]
  /// What was handed over in this turn.
  private var read: [(events: Int, frames: Int)]
  private var hasStarted = false

  /// A playback that has not begun, without seats.
  init(_ recordings: [Recording]) {
    playback = Playback(recordings)
    devices = recordings.map(\.identity)
    capabilities = recordings.map(\.capabilities)
    seats = recordings.map { _ in nil }
    down = recordings.map { _ in [] }
    values = recordings.map { _ in Array(repeating: nil, count: Self.axisCount) }
    pacing = recordings.map { _ in nil }
    read = recordings.map { _ in (0, 0) }
  }

  /// Seats the recordings as devices, as they are at present.
  /// - Returns: the name of one that no station listens to.
  mutating func seat(in gym: Gym, _ configuration: Configuration, at now: Instant) -> String? {
    var unclaimed: String?
    for (index, device) in devices.enumerated() {
      guard let claim = gym.claim(named: device, configuration) else {
        seats[index] = nil
        pacing[index] = nil
        unclaimed = device.name
        continue
      }
      let isSensor = claim.input.isSensorAlone
      pacing[index] = isSensor ? pacing[index] ?? SensorPacing() : nil
      seats[index] = gym.attach(
        device, to: claim.station, as: claim.input, down: down[index].sorted(),
        axes: MotionAxes(capabilities[index]) { values[index][Int($0)] }, at: now)
    }
    return unclaimed
  }

  mutating func start(at now: Instant) {
    hasStarted = true
    if let first = playback.nextAt { playback.shift = playback.shift + (now - first) }
  }

  /// When something is to be handed over next; `nil` at the end, and before the start.
  var nextAt: Instant? {
    guard hasStarted else { return nil }
    var earliest: Instant?
    for index in pacing.indices {
      let next = playback.nextAt(of: index).map { $0 + (pacing[index]?.pause ?? .zero) }
      earliest = earlier(earliest, next)
    }
    return earliest
  }

  /// Hands over what is due.
  /// - Parameter tell: is called with each event that a station listens to.
  mutating func collect(upTo now: Instant, into gym: Gym, _ tell: (RawEvent, DeviceIdentity) -> Void) {
    guard hasStarted else { return }
    defer {
      for index in pacing.indices where read[index].events > 0 {
        pacing[index]?.read(events: read[index].events, frames: read[index].frames, at: now)
        read[index] = (0, 0)
      }
    }
    while let at = playback.nextAt, at <= now, let (recording, event) = playback.next() {
      read[recording].events += 1
      if event.endsFrame { read[recording].frames += 1 }
      note(event, recording)
      guard let seat = seats[recording] else { continue }
      gym.collect(event, from: seat)
      if case .event(let raw) = event { tell(raw, devices[recording]) }
    }
  }

  private mutating func note(_ event: DeviceEvent, _ recording: Int) {
    switch event {
    case .event(let raw):
      if raw.type == Self.evAbs, raw.code < Self.axisCount { values[recording][Int(raw.code)] = raw.value }
      guard raw.type == Self.evKey else { return }
      if raw.value == 0 { down[recording].remove(raw.code) } else { down[recording].insert(raw.code) }
    case .resynced(let keys, _): down[recording] = Set(keys)
    }
  }

  /// Lets go of what sits at stations that are gone.
  mutating func release(in gym: Gym) {
    for index in seats.indices {
      if let seat = seats[index], !gym.isPresent(seat.station) { seats[index] = nil }
    }
  }

  /// The recordings that a station listens to, as devices.
  func reports(_ gym: Gym) -> [DeviceReport] {
    zip(devices, seats).compactMap { device, seat in
      guard let seat else { return nil }
      return DeviceReport(
        path: device.path, name: device.name, phys: device.phys, uniq: device.uniq,
        station: gym.stations[seat.station].configuration.name, use: gym.input(of: seat).reportedUse)
    }
  }
}
