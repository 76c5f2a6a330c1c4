import Evdev
import Gym
import Tracking
import Training

/// Recordings that are played as devices (`--play`): the earliest event of all of them comes at the start, the others
/// as much later as they did when they were recorded.
struct Playing {
  private var playback: Playback
  private let recordings: [Recording]
  private let seats: [Gym.Seat]
  private var shift: Interval?

  /// A playback that has not begun, without seats.
  init(_ recordings: [Recording]) {
    playback = Playback(recordings)
    self.recordings = recordings
    seats = []
  }

  mutating func start(at now: Instant) {
    shift = playback.nextAt.map { now - $0 }
  }

  /// When the next event is due; `nil` at the end, and before the start.
  var nextAt: Instant? {
    guard let shift else { return nil }
    return playback.nextAt.map { $0 + shift }
  }

  mutating func collect(upTo now: Instant, into gym: Gym) {
    while let shift, let at = nextAt, at <= now, let (recording, event) = playback.next() {
      gym.collect(event.shifted(by: shift), from: seats[recording])
    }
  }
}
