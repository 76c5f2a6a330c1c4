public import Tracking
public import Training

/// The events of several recordings, merged by their times: those of one time in the order of the recordings.
public struct Playback {
  private let recordings: [[RawEvent]]
  private var positions: [Int]

  /// A playback from the beginning.
  /// - Parameter recordings: the events of each, in order of time.
  public init(_ recordings: [[RawEvent]]) {
    self.recordings = recordings
    positions = recordings.map { _ in 0 }
  }

  /// The time of the earliest event of all; `nil` where there is none.
  public var start: Instant? { recordings.compactMap { $0.first?.at }.min() }

  /// The time of the event that is next; `nil` at the end.
  public var nextAt: Instant? { nextIndex.map { recordings[$0][positions[$0]].at } }

  /// The next event, and the number of the recording that it comes from.
  public mutating func next() -> (recording: Int, event: RawEvent)? {
    guard let index = nextIndex else { return nil }
    defer { positions[index] += 1 }
    return (index, recordings[index][positions[index]])
  }

  private var nextIndex: Int? {
    var earliest: Int?
    for index in recordings.indices where positions[index] < recordings[index].count {
      if let known = earliest,
        recordings[known][positions[known]].at <= recordings[index][positions[index]].at
      {
        continue
      }
      earliest = index
    }
    return earliest
  }
}
