public import Syscalls
public import Tracking
public import Training

/// A device and what it sent, from a file in the format of evemu 1.0 to 1.3.
///
/// Three comments are this program's own, and are read back: `# Clock:` (see `ClockAnchor`), `# Set:` (see `RecordedSet`),
/// and `# State at opening` before a first frame that tells the state and no news.
public struct Recording: Sendable {
  /// What the device is; `path` is the file's name. Other programs' recordings have no `phys` and `uniq`.
  public var identity: DeviceIdentity
  /// Which events the device can send or take, and the ranges of its axes.
  public var capabilities: Capabilities
  /// Every event in order, the times never running backwards. See `playback` for what a device would deliver.
  public var events: [RawEvent]
  /// How many events at the beginning are the state at opening, their `SYN_REPORT` included.
  public var openingEventCount: Int
  /// How the recording's clock relates to the calendar, where the file says so.
  public var anchor: ClockAnchor?
  /// The set that the events are of, where the file says so.
  public var set: RecordedSet?

  /// A recording of these parts.
  public init(
    identity: DeviceIdentity, capabilities: Capabilities, events: [RawEvent] = [],
    openingEventCount: Int = 0, anchor: ClockAnchor? = nil, set: RecordedSet? = nil
  ) {
    self.identity = identity
    self.capabilities = capabilities
    self.events = events
    self.openingEventCount = openingEventCount
    self.anchor = anchor
    self.set = set
  }

  /// The recording as a device would deliver it.
  public var playback: RecordingPlayback { RecordingPlayback(of: self) }
}

/// An instant of a recording's clock together with the wall time.
public struct ClockAnchor: Hashable, Sendable {
  /// The instant at which the offset was read, on the recording's clock.
  public var at: Instant
  /// How the clock related to the calendar then.
  public var offset: WallOffset

  /// An anchor of these parts.
  public init(at: Instant, offset: WallOffset) {
    self.at = at
    self.offset = offset
  }
}

/// The set that a recording was made of: a sensor's recording has no taps in it.
public struct RecordedSet: Hashable, Sendable {
  /// When it began, on the recording's clock.
  public var begun: Instant
  /// When it ended.
  public var ended: Instant
  /// The exercise's id; `nil` where it is not told.
  public var exercise: String?

  /// A set of these parts.
  public init(begun: Instant, ended: Instant, exercise: String? = nil) {
    self.begun = begun
    self.ended = ended
    self.exercise = exercise
  }
}

/// What is wrong with a recording, where, and what to do.
public struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the code.
    public var rawValue: String
    /// A code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The file cannot be read.
    public static let unreadable = Code(rawValue: "unreadable")
    /// There is nothing in the file.
    public static let empty = Code(rawValue: "empty")
    /// The first line is not `# EVEMU 1.x`.
    public static let noHeader = Code(rawValue: "no-header")
    /// A part of the description is missing, repeated or out of place.
    public static let badDescription = Code(rawValue: "bad-description")
    /// A line begins as no line does.
    public static let unknownLine = Code(rawValue: "unknown-line")
    /// A line is not what its beginning promises.
    public static let malformed = Code(rawValue: "malformed")
    /// An event is older than the one before.
    public static let timeBackwards = Code(rawValue: "time-backwards")
    /// The file ends in the middle of a line.
    public static let truncated = Code(rawValue: "truncated")
  }

  /// What is wrong.
  public var code: Code
  /// The file.
  public var file: String
  /// The line, the first being 1; `nil` where it is the whole file.
  public var line: Int?
  /// What is wrong, in words.
  public var problem: String
  /// What to do.
  public var remedy: String
  /// The system's error, where there is one.
  public var underlying: SystemError?

  /// An error of these parts.
  public init(
    _ code: Code, file: String, line: Int? = nil, _ problem: String, remedy: String,
    underlying: SystemError? = nil
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.problem = problem
    self.remedy = remedy
    self.underlying = underlying
  }

  /// `taps.evemu:31: the time runs backwards …; cut the file there …`.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(problem); \(remedy)"
  }
}
