public import Training

/// The station's state machine: the heart of Holdfast.
///
/// It owns what one station is set to, what runs there, and the keys of its devices. Whoever has events hands them
/// in with their own time (`handle`, `perform`), asks for `nextDeadline`, and calls `advance` when that instant has
/// come and every device is read dry. Everything it wants done comes back as effects, in order. It never reads a
/// clock, a file or a device, so a recording gives exactly what the live run gave.
///
/// The files beside this one are its parts: `Station+Actions` what a gesture or command does, `Station+Selection`
/// what is selected, `Station+Session` which set of a session that is, `Station+Guide` what a program asks for,
/// `Station+Deadlines` what time does, `Station+Devices` what devices do, `Station+Motion` what an accelerometer sees.
public struct Station: Sendable {
  /// What happens at the station.
  enum Phase {
    case idle
    case gettingReady(Countdown)
    case running(Run)
  }

  /// A countdown: nothing of it is journalled.
  struct Countdown {
    var tappedAt: Instant
    var startAt: Instant
    var carrier: RunningSet.Carrier
    var momentaryKey: KeyID?
    /// Seconds that the next tick will tell; 0 when all are told.
    var ticksLeft: Int
  }

  /// A running set with what only the living station needs to know of it.
  struct Run {
    var set: RunningSet
    var settings: Settings
    var momentaryKey: KeyID?
    var targetWasCued = false
    /// The target's seconds are over, though its count may not be reached.
    var targetTimeWasReached = false
    /// The times of all repetitions, for taking the last one back.
    var repTimes: [Instant] = []
    /// Set while the device that carries the set is gone.
    var unpluggedAt: Instant?
    /// How long an unplugged momentary hold may still come back.
    var graceEndsAt: Instant?
    /// What the set ends as when its device does not come back.
    var endIfLost: EndedBy = .unplug
    var nextHeartbeat: Instant
    /// The node of the accelerometer that watches the set.
    var sensor: Int?
    /// Since when that is gone.
    var sensorAwaySince: Instant?
    /// Since when it sees the set, where it missed a part of it.
    var seenSince: Instant?
    /// Whether the sensor cannot be trusted to see a repetition: nothing but a tap ends the set then.
    var isUnseen = false
    /// When it was last seen moving, while nothing more was counted.
    var movedAt: Instant?
    /// When the last repetition ended that the final count would have, as last asked.
    var confirmedAt: Instant?
    /// The repetitions from before a restart, or tapped, which the accelerometer's own count does not have.
    var repsBefore = 0
    /// The highest count that a cue told: what was put right meanwhile is not told again.
    var toldReps = 0

    /// Whether movement began the set: nobody is there who would end it by a tap.
    var isBegunByMotion: Bool { if case .motion = set.carrier { true } else { false } }

    /// Whether it goes on after a restart only if that is seen: that its key is down, or its posture held. Nobody would end
    /// it otherwise.
    var mustBeSeen: Bool {
      switch set.carrier {
      case .key: true
      case .motion: set.kind == .hold
      case .tap, .none: false
      }
    }

    /// Whether idleness may end the set: that a sensor which is gone or broken sees nothing means nothing.
    var mayIdle: Bool { isBegunByMotion || !isUnseen && sensorAwaySince == nil }

    /// What a set needs of the configuration, as it was when the set began: a reload leaves it as it began.
    struct Settings {
      var maxHold: Interval
      var repIdle: Interval
      var rest: Interval?
      var unplugGrace: Interval
      var heartbeat: Interval
      var stopAtTarget: Bool
      var alternate: Bool

      init(_ configuration: StationConfiguration) {
        maxHold = configuration.maxHold
        repIdle = configuration.repIdle
        rest = configuration.rest
        unplugGrace = configuration.unplugGrace
        heartbeat = configuration.heartbeat
        stopAtTarget = configuration.stopAtTarget
        alternate = configuration.alternate
      }
    }
  }

  /// A key of a node of this station.
  struct KeyID: Hashable {
    var node: Int
    var key: InputNode.Key
  }

  /// The settings.
  public internal(set) var configuration: StationConfiguration
  /// All exercises that are known here.
  public let catalogue: Catalogue
  /// All athletes that are known here.
  public let athletes: [Athlete]
  /// Whether motion counts repetitions here: `go` then starts and stops the set, be the sensor there or not.
  public internal(set) var countsByMotion: Bool
  /// Whether a key of this station is a repetition whatever else counts, or is one where nothing else does.
  let hasRepKey: Bool
  let hasGoKey: Bool

  /// What is selected: the next set will be this.
  public internal(set) var selection: Selection {
    didSet { if selection.athlete != oldValue.athlete { tellPostures() } }
  }
  /// Whether that is what was selected before a restart, and nothing has been planned since.
  var isSelectionRestored = false
  var exercise: Exercise { didSet { if exercise.id != oldValue.id { tellPostures() } } }
  var loads: [LoadKey: Double]
  var phase: Phase = .idle { didSet { noteTimers() } }
  var nodes: [InputNode] = []
  /// The postures that start and stop holds by themselves.
  var postures: [LearntPosture] = []
  /// When a set last ended by itself: for a while `go` and `toggle` only acknowledge.
  var endedByItselfAt: Instant?
  var restEndsAt: Instant? {
    didSet {
      restTicksLeft = restEndsAt == nil ? 0 : Self.restTicks
      noteTimers()
    }
  }
  /// Seconds of the rest that the next tick will tell; 0 when all are told.
  var restTicksLeft = 0
  /// What programs ask for, by athlete.
  var guides: [String: SessionGuide] = [:] { didSet { noteTimers() } }
  /// When the session ended of which it was told that it is over, by athlete: no end is told twice.
  var toldOver: [String: Instant] = [:]
  /// The sets that were stored here and may belong to a running session, in order of their starts.
  var stored: [SessionSet] = []
  /// The last `go` or `toggle` by key, for taking two pedals that are hit together as one.
  var lastGo: (key: KeyID, at: Instant)?
  /// When the station last changed: nothing older may change it any more.
  var changedAt = Instant(microseconds: Int64.min / 2)
  /// The station's own deadlines, of the phase that it is in.
  var timers = Timers()
  /// The earliest deadline of all, kept so that an event costs no search.
  var due = Station.never

  /// For how long after a set ended by itself `go` and `toggle` only acknowledge.
  static let acknowledgement = Interval.seconds(3)
  /// How many seconds at the end of a rest are told.
  static let restTicks = 3
  /// How close two `go` or `toggle` presses of different keys must be to be one.
  static let together = Interval.milliseconds(150)
  static let never = Instant(microseconds: Int64.max)

  /// Names what loads are kept for.
  public struct LoadKey: Hashable, Sendable {
    /// The athlete's id.
    public var athlete: String
    /// The exercise's id.
    public var exercise: String
    /// The load of this athlete for this exercise.
    public init(athlete: String, exercise: String) {
      self.athlete = athlete
      self.exercise = exercise
    }
  }

  /// A station that is idle.
  /// - Parameters:
  ///   - configuration: its settings; the exercise must be in the catalogue.
  ///   - catalogue: all exercises.
  ///   - athletes: all athletes; one that is not among them is a beginner.
  ///   - loads: the loads that were last used, in kg.
  ///   - selection: what was selected before a restart, if that is to return.
  ///   - countsByMotion: whether motion counts repetitions here though no input says so.
  public init(
    configuration: StationConfiguration, catalogue: Catalogue, athletes: [Athlete] = [],
    loads: [LoadKey: Double] = [:], selection: Selection? = nil, countsByMotion: Bool = false
  ) {
    self.configuration = configuration
    self.catalogue = catalogue
    self.athletes = athletes
    self.loads = loads
    self.countsByMotion = countsByMotion || configuration.inputs.contains { $0.use == .motion }
    let actions = configuration.inputs.flatMap { input in
      (Array(input.keys.values) + [input.any].compactMap { $0 }).flatMap {
        [$0.press, $0.release, $0.tap, $0.double, $0.long]
      }
    }
    hasRepKey = actions.contains(.rep)
    hasGoKey = actions.contains(.go)
    let restored = selection.flatMap { selected in catalogue[selected.exercise].map { (selected, $0) } }
    if let (selected, exercise) = restored {
      self.selection = selected
      isSelectionRestored = true
      self.selection.side = exercise.side(nearest: selected.side)
      self.exercise = exercise
    } else {
      exercise =
        catalogue[configuration.exercise] ?? catalogue.exercises.first
        ?? Exercise(id: configuration.exercise, name: configuration.exercise, kind: .hold, sides: .both)
      self.selection = Selection(
        athlete: configuration.athlete, exercise: exercise.id, side: exercise.firstSide,
        loadKg: loads[LoadKey(athlete: configuration.athlete, exercise: exercise.id)])
    }
  }

  // MARK: In

  /// Takes an event of a device.
  ///
  /// Deadlines that come before it are handled first, one at its very instant too.
  /// - Parameters:
  ///   - event: the event with its kernel time.
  ///   - node: the number that `attach` gave.
  ///   - effects: what is to be done is added here.
  public mutating func handle(_ event: RawEvent, from node: Int, into effects: inout [Effect]) {
    if event.at >= due { advance(to: event.at, into: &effects) }
    if nodes[node].motion != nil { return sense(event, node: node, into: &effects) }
    if nodes[node].isKernelRelease(event) {
      return unplugged(node, at: event.at, isKernelRelease: true, into: &effects)
    }
    if nodes[node].isAsleep { awake(node, event, into: &effects) }
    let taken = nodes[node].take(event)
    if let taken { recognized(taken.gesture, node: node, key: taken.key, now: event.at, into: &effects) }
    if event.type == EventCode.key || nodes[node].hasAny { settle(now: event.at, into: &effects) }
  }

  /// Carries out a command at an instant.
  /// - Parameters:
  ///   - action: what to do.
  ///   - at: when it was asked for.
  ///   - effects: what is to be done is added here.
  public mutating func perform(_ action: Action, at: Instant, into effects: inout [Effect]) {
    advance(to: at, into: &effects)
    perform(action, at: at, key: nil, now: at, into: &effects)
    settle(now: at, into: &effects)
  }

  /// After a change: what is due at once is done at once.
  mutating func settle(now: Instant, into effects: inout [Effect]) {
    noteDue()
    if due <= now { advance(to: now, into: &effects) }
  }

  /// The earliest instant at which something may happen by itself: when it has come, and every device is read dry,
  /// call `advance`.
  public var nextDeadline: Instant? { due == Station.never ? nil : due }

  /// Lets time pass up to and including an instant: deadlines are handled in order of time.
  public mutating func advance(to now: Instant, into effects: inout [Effect]) {
    while true {
      noteDue()
      guard due <= now else { return }
      expire(due, into: &effects)
    }
  }

  /// Something happened that no older event may change any more. It never moves back, whatever dates a damaged
  /// recording has: sets must not overlap.
  mutating func changed(at: Instant) { changedAt = max(changedAt, at) }

  // MARK: Gestures

  mutating func recognized(
    _ gesture: Gesture, node: Int, key index: Int, now: Instant, endedBy: EndedBy = .release,
    into effects: inout [Effect]
  ) {
    let key = KeyID(node: node, key: nodes[node].key(at: index))
    if case .release(let at) = gesture { released(key, at: at, endedBy: endedBy, into: &effects) }
    if let action = nodes[node].action(for: gesture, key: index) {
      perform(action, at: gesture.at, key: key, now: now, into: &effects)
    }
  }

  /// A key came up: if it carries a momentary hold, that ends.
  private mutating func released(_ key: KeyID, at: Instant, endedBy: EndedBy, into effects: inout [Effect]) {
    guard momentaryKey == key else { return }
    forceTimers(upTo: at, into: &effects)
    switch phase {
    case .idle: return
    case .gettingReady: callOff(at: at, into: &effects)
    case .running(let run): finish(run, at: at, endedBy: endedBy, decidedAt: at, into: &effects)
    }
  }

  private var momentaryKey: KeyID? {
    switch phase {
    case .idle: nil
    case .gettingReady(let countdown): countdown.momentaryKey
    case .running(let run): run.momentaryKey
    }
  }
}
