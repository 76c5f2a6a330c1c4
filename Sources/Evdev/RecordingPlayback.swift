internal import CLibevdev
public import Tracking
internal import Training

/// Turns a recording's events into what a live device delivered: the state at opening and the frame after
/// `SYN_DROPPED` become `.resynced`, since keys that are found down are no presses.
///
/// In recordings of other programs, which do not write the state after `SYN_DROPPED`, keys stay as they were.
public struct RecordingPlayback: Sequence, IteratorProtocol {
  private let recording: Recording
  private var index = 0
  private var down: [UInt16] = []
  private var resync: (at: Instant, hasOthers: Bool)?
  private var waiting: DeviceEvent?

  init(of recording: Recording) {
    self.recording = recording
    if recording.openingEventCount > 0, let first = recording.events.first { resync = (first.at, false) }
  }

  /// The next event; `nil` after the last.
  public mutating func next() -> DeviceEvent? {
    if let event = waiting {
      waiting = nil
      return event
    }
    while index < recording.events.count {
      let event = recording.events[index]
      index += 1
      if let result = take(event) { return result }
    }
    return endOfResync()
  }

  private mutating func take(_ event: RawEvent) -> DeviceEvent? {
    switch (event.type, event.code) {
    case (UInt16(EV_SYN), UInt16(SYN_DROPPED)):
      if resync == nil { resync = (event.at, false) }
      return nil
    case (UInt16(EV_SYN), UInt16(SYN_REPORT)) where resync != nil:
      let hasOthers = resync!.hasOthers
      let end = endOfResync()
      guard hasOthers else { return end }
      waiting = end
      return .event(event)
    case (UInt16(EV_KEY), _):
      note(event)
      return resync == nil ? .event(event) : nil
    default:
      resync?.hasOthers = true
      return .event(event)
    }
  }

  private mutating func note(_ key: RawEvent) {
    let place = down.firstIndex { $0 >= key.code } ?? down.endIndex
    let isDown = place < down.endIndex && down[place] == key.code
    if key.value == 0 && isDown { down.remove(at: place) }
    if key.value != 0 && !isDown { down.insert(key.code, at: place) }
  }

  private mutating func endOfResync() -> DeviceEvent? {
    guard let at = resync?.at else { return nil }
    resync = nil
    return .resynced(down: down, at: at)
  }
}
