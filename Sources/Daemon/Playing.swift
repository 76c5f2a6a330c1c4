import Evdev
import Gym
import Settings
import Tracking
import Training

/// Recordings that are played as devices (`--play`): the earliest event of all of them comes at the start, the others
/// as much later as they did when they were recorded.
struct Playing {
  private var playback: Playback
  private let devices: [DeviceIdentity]
  private var seats: [Gym.Seat?]
  private var hasStarted = false

  /// A playback that has not begun, without seats.
  init(_ recordings: [Recording]) {
    playback = Playback(recordings)
    devices = recordings.map(\.identity)
    seats = recordings.map { _ in nil }
  }

  /// Seats the recordings as devices; they were opened with no key down.
  /// - Returns: the name of one that no station listens to.
  mutating func seat(in gym: Gym, _ configuration: Configuration, at now: Instant) -> String? {
    var unclaimed: String?
    for (index, device) in devices.enumerated() {
      guard let claim = gym.claim(named: device, configuration) else {
        seats[index] = nil
        unclaimed = device.name
        continue
      }
      seats[index] = gym.attach(device, to: claim.station, as: claim.input, at: now)
    }
    return unclaimed
  }

  mutating func start(at now: Instant) {
    hasStarted = true
    if let first = playback.nextAt { playback.shift = playback.shift + (now - first) }
  }

  /// When the next event is due; `nil` at the end, and before the start.
  var nextAt: Instant? { hasStarted ? playback.nextAt : nil }

  mutating func collect(upTo now: Instant, into gym: Gym) {
    while let at = nextAt, at <= now, let (recording, event) = playback.next() {
      if let seat = seats[recording] { gym.collect(event, from: seat) }
    }
  }
}
