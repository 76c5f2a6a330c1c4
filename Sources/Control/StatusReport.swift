public import Training

/// How the daemon is: the result of `status`.
public struct StatusReport: Hashable, Sendable {
  /// Whether the wall clock can be trusted.
  public struct Clock: Hashable, Sendable {
    /// Whether the kernel calls it synchronized.
    public var isSynchronized: Bool
    /// What it says.
    public var wall: WallTime
    /// How many seconds pass for the stations in one: 1, unless recordings are played faster.
    public var speed: Double

    /// A clock.
    public init(isSynchronized: Bool, wall: WallTime, speed: Double = 1) {
      self.isSynchronized = isSynchronized
      self.wall = wall
      self.speed = speed
    }
  }

  /// The daemon's version.
  public var version: String
  /// Its process.
  public var process: Int
  /// When it started.
  public var since: WallTime
  /// The configuration that it took; `nil` for none.
  public var configuration: String?
  /// The database that it writes.
  public var database: String
  /// The socket that it serves.
  public var socket: String
  /// The wall clock.
  public var clock: Clock
  /// How many sets are held in memory only.
  public var pending: Int
  /// What is wrong, for people, one line each.
  public var faults: [String]
  /// The stations, in the order of the configuration.
  public var stations: [StationReport]
  /// The devices that stations listen to.
  public var devices: [DeviceReport]

  /// A report.
  public init(
    version: String, process: Int, since: WallTime, configuration: String?, database: String, socket: String,
    clock: Clock, pending: Int = 0, faults: [String] = [], stations: [StationReport] = [],
    devices: [DeviceReport] = []
  ) {
    self.version = version
    self.process = process
    self.since = since
    self.configuration = configuration
    self.database = database
    self.socket = socket
    self.clock = clock
    self.pending = pending
    self.faults = faults
    self.stations = stations
    self.devices = devices
  }
}

/// How a station is.
public struct StationReport: Hashable, Sendable {
  /// What a station is doing.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// Nothing.
    case idle
    /// The countdown before a set runs.
    case ready
    /// A set runs.
    case running
    /// The rest after a set runs.
    case resting
  }

  /// Which set that is: `set 3 of 4`.
  public struct SetNumber: Hashable, Sendable {
    /// Its number among the sets of this athlete, exercise and side in the running session at this station, from 1.
    public var number: Int
    /// How many a program asks for; `nil` without one.
    public var of: Int?

    /// A number.
    public init(_ number: Int, of: Int? = nil) {
      self.number = number
      self.of = of
    }
  }

  /// The station's name.
  public var station: String
  /// What it is set to.
  public var selection: Selection
  /// The exercise's name for people.
  public var exerciseName: String
  /// The target that the next set gets, wherever it comes from.
  public var target: Target?
  /// Which set runs, or comes next.
  public var set: SetNumber
  /// What it is doing.
  public var state: State
  /// The set that runs.
  public var running: RunningReport?
  /// What is left of the countdown.
  public var countdown: Interval?
  /// What is left of the rest.
  public var restLeft: Interval?
  /// For how long the athlete has rested since the last set of the session; `nil` while one runs, and before the first.
  public var rested: Interval?
  /// How soon the session is over if no other set is begun; `nil` like `rested`.
  public var sessionLeft: Interval?
  /// The last set that was stored here.
  public var lastSet: LoggedSet?
  /// Where the athlete is in the session that a program asks for; `nil` where none does.
  public var plan: PlanReport?
  /// How the athlete's week goes; `nil` where no program is followed.
  public var adherence: AdherenceReport?

  /// A report. `selection.target` is not written: `target` is what applies.
  public init(
    station: String, selection: Selection, exerciseName: String, target: Target?,
    set: SetNumber = SetNumber(1), state: State = .idle,
    running: RunningReport? = nil, countdown: Interval? = nil, restLeft: Interval? = nil,
    rested: Interval? = nil, sessionLeft: Interval? = nil, lastSet: LoggedSet? = nil,
    plan: PlanReport? = nil, adherence: AdherenceReport? = nil
  ) {
    self.station = station
    self.selection = selection
    self.exerciseName = exerciseName
    self.target = target
    self.set = set
    self.state = state
    self.running = running
    self.countdown = countdown
    self.restLeft = restLeft
    self.rested = rested
    self.sessionLeft = sessionLeft
    self.lastSet = lastSet
    self.plan = plan
    self.adherence = adherence
  }
}

/// A set that runs.
public struct RunningReport: Hashable, Sendable {
  /// What carries a set.
  public enum Carrier: String, CaseIterable, Hashable, Sendable {
    /// It was begun by a command.
    case command
    /// It was begun by a tap, and goes on without the pedal.
    case tap
    /// Movement that an accelerometer saw.
    case motion
    /// A key must stay down.
    case key
  }

  /// The exercise's id.
  public var exercise: String
  /// Timed or counted.
  public var kind: Kind
  /// The side.
  public var side: Side
  /// When it started.
  public var startedAt: WallTime
  /// How long it has lasted.
  public var elapsed: Interval
  /// The repetitions so far; `nil` where nothing counts.
  public var reps: Int?
  /// The load in kg.
  public var loadKg: Double?
  /// The rating given while it runs.
  public var rpe: Double?
  /// What is asked for.
  public var target: Target?
  /// Whether that is met already.
  public var targetMet: Bool?
  /// What carries it.
  public var carrier: Carrier

  /// A report.
  public init(
    exercise: String, kind: Kind, side: Side, startedAt: WallTime, elapsed: Interval, reps: Int? = nil,
    loadKg: Double? = nil, rpe: Double? = nil, target: Target? = nil, targetMet: Bool? = nil,
    carrier: Carrier
  ) {
    self.exercise = exercise
    self.kind = kind
    self.side = side
    self.startedAt = startedAt
    self.elapsed = elapsed
    self.reps = reps
    self.loadKg = loadKg
    self.rpe = rpe
    self.target = target
    self.targetMet = targetMet
    self.carrier = carrier
  }
}

/// A device that a station listens to, or should.
public struct DeviceReport: Hashable, Sendable {
  /// How a device is.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// It is read.
    case open
    /// It is read and will be grabbed when every key is up.
    case waiting
    /// It cannot be opened; `error` says why.
    case failed
    /// It is gone.
    case unplugged
  }

  /// What it is listened to for.
  public enum Use: String, CaseIterable, Hashable, Sendable {
    /// Keys.
    case keys
    /// Acceleration.
    case motion
  }

  /// The node: `/dev/input/event7`.
  public var path: String
  /// The kernel's name of it.
  public var name: String
  /// The physical path.
  public var phys: String
  /// The serial number or Bluetooth address.
  public var uniq: String
  /// The station that it belongs to.
  public var station: String?
  /// What for.
  public var use: Use
  /// Whether Holdfast has it alone.
  public var isGrabbed: Bool
  /// How it is.
  public var state: State
  /// Why it is not read.
  public var error: String?

  /// A report.
  public init(
    path: String, name: String, phys: String = "", uniq: String = "", station: String?, use: Use = .keys,
    isGrabbed: Bool = false, state: State = .open, error: String? = nil
  ) {
    self.path = path
    self.name = name
    self.phys = phys
    self.uniq = uniq
    self.station = station
    self.use = use
    self.isGrabbed = isGrabbed
    self.state = state
    self.error = error
  }
}
