public import Evdev
public import Tracking
public import Training

/// Several recordings as one stream of events in order of time: those of one time in the order of the recordings.
///
/// Its clock is the calendar of the recordings, in µs since 1970, moved by `shift`: so recordings whose clocks have
/// different zeros meet at the right distance. `replay` takes it as it is; `--play` moves it to the present.
public struct Playback {
  /// What is added to every time.
  public var shift: Interval = .zero
  /// Whether every recording knows its date. One that does not counts from the year 2000.
  public let isDated: Bool

  private var sources: [Source]

  private struct Source {
    var events: RecordingPlayback
    let toCalendar: Int64
    let set: RecordedSet?
    var next: DeviceEvent?

    mutating func take() -> DeviceEvent? {
      defer { next = events.next() }
      return next
    }

    var nextAt: Instant? { next.map { Instant(microseconds: $0.at.microseconds + toCalendar) } }
  }

  /// A playback from the beginning.
  public init(_ recordings: [Recording]) {
    let offsets = recordings.map(\.wallOffset)
    isDated = offsets.allSatisfy(\.isSynchronized)
    sources = zip(recordings, offsets).map { recording, offset in
      var source = Source(
        events: recording.playback, toCalendar: offset.microseconds, set: recording.set)
      _ = source.take()
      return source
    }
  }

  /// The time of the event that is next; `nil` at the end.
  public var nextAt: Instant? { nextIndex.flatMap { sources[$0].nextAt }.map { $0 + shift } }

  /// The time of a recording's next event; `nil` at its end.
  public func nextAt(of recording: Int) -> Instant? { sources[recording].nextAt.map { $0 + shift } }

  /// The set that a recording is of, on the playback's clock; `nil` where it does not say.
  public func set(of recording: Int) -> RecordedSet? {
    let source = sources[recording]
    return source.set.map {
      let offset = shift + Interval(microseconds: source.toCalendar)
      return RecordedSet(begun: $0.begun + offset, ended: $0.ended + offset, exercise: $0.exercise)
    }
  }

  /// The next event, and the number of the recording that it comes from.
  public mutating func next() -> (recording: Int, event: DeviceEvent)? {
    guard let index = nextIndex, let event = sources[index].take() else { return nil }
    return (index, event.moved(by: shift + Interval(microseconds: sources[index].toCalendar)))
  }

  private var nextIndex: Int? {
    var earliest: (index: Int, at: Instant)?
    for index in sources.indices {
      guard let at = sources[index].nextAt, at < earliest?.at ?? .distantFuture else { continue }
      earliest = (index, at)
    }
    return earliest?.index
  }
}

extension Recording {
  /// How the recording's clock relates to the calendar: as its anchor says; else times of 10⁹ s and more are Unix
  /// time, and smaller ones count from 2000-01-01T00:00:00Z, which is not to be trusted.
  public var wallOffset: WallOffset {
    if let anchor { return anchor.offset }
    let isUnixTime = (events.first?.at.microseconds ?? 0) >= 1_000_000_000_000_000
    return WallOffset(microseconds: isUnixTime ? 0 : 946_684_800_000_000, isSynchronized: isUnixTime)
  }
}

extension Instant {
  fileprivate static let distantFuture = Instant(microseconds: Int64.max)
}

extension DeviceEvent {
  fileprivate func moved(by interval: Interval) -> DeviceEvent {
    switch self {
    case .event(let raw):
      .event(RawEvent(at: raw.at + interval, type: raw.type, code: raw.code, value: raw.value))
    case .resynced(let down, let at): .resynced(down: down, at: at + interval)
    }
  }
}
