import Control
import Evdev
import Glibc
import Gym
import Settings
import Store
import Syscalls
import Tracking
import Training

/// The daemon: one loop thread with the devices, the timer, the signals and the socket, beside the writer's thread,
/// which owns the database. This thread never waits for a disk or for a client.
///
/// It owns everything that lives as long as the process. The files beside this one are its parts: `Daemon+Devices`
/// what is plugged in, `Daemon+Effects` what stations want done, `Daemon+Outcomes` what came of it, `Daemon+Requests`
/// `Daemon+History` and `Daemon+Calendar` what clients ask, `Daemon+Reports` how things are, `Daemon+Recovery` what had been running, `Daemon+Clock` the date,
/// `Daemon+Guides` what programs ask for, `Daemon+Postures` how a sensor lies while an exercise is held,
/// `Reload` the configuration.
final class Daemon {
  let options: DaemonOptions
  let clock: EngineClock
  let loop: EventLoop
  let gym: Gym
  let writer: Writer
  /// Held as long as the process lives: the right to change the database.
  let lock: DatabaseLock
  let paths: (configuration: ResolvedPath, database: ResolvedPath, socket: ResolvedPath)
  let startedAt: WallTime
  /// What the configuration said at the start of what is only taken then.
  let taken: (database: String?, socket: String?)
  var configuration: Configuration
  var server: ControlServer!
  var manager: ServiceManager?
  var watcher: DeviceWatcher?
  var clockWatch: ClockWatch
  /// Whether the wall clock has been seen to be right.
  var clockWasRight = false
  var playing: Playing?

  var devices: [OpenDevice] = []
  var refused: [DeviceReport] = []
  var cuePlayers: [String: CuePlayer] = [:]
  /// Made with the first cue.
  var cueCommand: CueCommand?
  /// What dates the sets that run, by station: the offset seen when they began, as for the log.
  var dated: [String: WallOffset] = [:]
  /// The set that has just begun, until its cue tells of it.
  var begun: RunningSet?
  /// The newest sets of the log, newest last, for `status`.
  var recent: [LoggedSet]
  /// Grows with every change of `recent`.
  var recentVersion = 0
  /// What the writer could not do last, until it can again.
  var trouble: String?
  /// What happened to the database and must be known, though it works again.
  var lasting: String?
  var reloadFault: String?
  /// What clients asked and is not yet dealt with.
  var asked: [(request: Request, token: ReplyToken)] = []
  /// Who asked for the stop that is being carried out at a station.
  var stopping: (station: Int, token: ReplyToken)?
  /// Who waits for the set of the job of this number.
  var awaitingSet: [UInt64: ReplyToken] = [:]
  /// Who waits for the change of the job of this number, and what is told of it.
  var awaitingChange: [UInt64: (token: ReplyToken, telling: HistoryReport.Telling)] = [:]
  /// Who waits for a program, runs or an answer to be durable, and how many runs were sent.
  var awaitingCalendar: [UInt64: (token: ReplyToken, count: Int)] = [:]
  /// Who waits for a posture to be kept or forgotten by the job of this number, and whose it is.
  var awaitingPosture: [UInt64: (token: ReplyToken, athlete: String, exercise: String)] = [:]
  /// Programs that are to begin or to end, and the file that is being read for the one before them.
  var programWishes: [(wish: ProgramWish, token: ReplyToken)] = []
  var programReading: Background<ControlError?>?
  /// Whether the configuration's programs are still to be looked at: the clock is not right, or the database failed.
  var isFollowingDue = false
  /// When they begin although nobody has set the clock right; `nil` before that is waited for, and after.
  var beginsAnywayAt: Instant?
  var undoneAt: [UInt64: Instant] = [:]
  var lastRequest: UInt64 = 0
  var reload: Background<Loaded>?
  /// Reads the newest sets of the log anew.
  var reading: Background<[LoggedSet]?>?
  /// The programs that are followed; `nil` before they were first looked at.
  var planning: Planning?
  /// How the week goes of those who follow a program.
  var adherence: [String: AdherenceSummary] = [:]
  /// The postures that were learnt.
  var postures: [LearntPosture]
  /// What sensors sent during sets that are not known to be in the log yet, by the number of the job that stores the set, with
  /// their recordings' heads.
  var tapes: [UInt64: (header: String, bytes: [UInt8])] = [:]
  /// The heads of recordings of the sensors, by device; empty where nothing is kept.
  var headers: [String: String] = [:]
  /// Why a program is not followed as it should be.
  var planFaults: [String] = []
  /// Reads what programs ask for.
  var planReading: Background<Result<Plans, Failure>>?
  /// What is to be read after that.
  var planWish: PlanWish?
  /// Grows with every set that ends or is stored, and every change of the log.
  var planVersion = 0
  /// How many sets the writer has been handed of which it has said nothing yet.
  var unstored = 0
  /// When the calendar alone changes what programs ask for.
  var plansChangeAt: Instant?
  /// When sessions that go on are over, by athlete, if no other set is begun; as the log knew it when it was read.
  var sessionEndsAt: [String: Instant] = [:]
  var reloadAgain = false
  var reloadTokens: [ReplyToken] = []

  private let timer: Timer
  private let signals: Signals
  private var timerIsSetTo: Int64?
  private let watchdogEvery: Interval?
  private var nextWatchdog: Instant?
  private var isEnding = false

  init(_ options: DaemonOptions) throws {
    self.options = options
    // Before any thread: the signals are blocked in all of them.
    signals = try Signals([SIGTERM, SIGINT, SIGHUP, SIGCHLD])
    // A log that nobody reads any more and a limit on files' sizes are errors of a call, and no reason to end.
    ignoreSignals([SIGPIPE, SIGXFSZ])
    clock = EngineClock(speed: options.speed)
    let now = clock.now
    let offset = clock.wallOffset
    startedAt = offset.wallTime(of: now)

    let choice = Paths(.daemon, flags: options.flags, surroundings: .current())
    let file = choice.configuration
    let (configuration, catalogue) = try Self.load(file)
    self.configuration = configuration
    taken = (configuration.database, configuration.socket)
    paths = (
      file, choice.database(configured: configuration.database),
      choice.socket(configured: configuration.socket)
    )
    for warning in configuration.warnings { Log.warning(warning.description) }
    let recordings = try options.play.map { path throws(RecordingError) in try Recording(contentsOf: path) }

    lock = try DatabaseLock(database: paths.database.path, program: "holdfastd")
    // A faster clock's instants mean nothing to the next run: it is a boot of its own.
    let boot =
      options.speed == 1
      ? try BootIdentity.current() : BootIdentity(id: "play-\(getpid())-\(startedAt.iso8601)")
    let opened = try Writer.open(path: paths.database.path, boot: boot, at: now, offset: offset)
    writer = opened.writer
    recent = Self.newestSets(paths.database.path) ?? []
    postures = opened.opening.postures
    gym = Gym(
      stations: Gym.stations(
        of: configuration, catalogue: catalogue, loads: Self.loads(opened.opening),
        selection: { Self.selection(opened.opening, $0, within: configuration.sessionGap) }))
    gym.learn(postures)

    loop = try EventLoop()
    timer = try Timer()
    clockWatch = try ClockWatch()
    manager = try ServiceManager()
    watchdogEvery = watchdogMicroseconds().map { Interval(microseconds: $0 / 2) }
    nextWatchdog = watchdogEvery.map { clock.real + $0 }
    server = try ControlServer(
      path: paths.socket.path, greeting: Greeting(version: Holdfast.version, process: Int(getpid())),
      poller: loop,
      log: { $0.isWarning ? Log.warning("socket: " + $0.text) : Log.info("socket: " + $0.text) },
      handler: { [unowned self] request, token in
        // A broadcast may bring it, in the middle of something else.
        asked.append((request, token))
        return nil
      })

    if let error = opened.opening.trouble { noteTrouble(error) }
    recount(at: now, offset)
    recover(opened.opening, at: now)
    followConfigured()
    try watch()
    try openDevices(at: now)
    if configuration.athletes.contains(where: { $0.program != nil }) || opened.opening.hasPrograms {
      replan(.all)
    }
    if !recordings.isEmpty { playing = try seat(recordings) }
  }

  private static func loads(_ opening: Opening) -> [Station.LoadKey: Double] {
    var loads: [Station.LoadKey: Double] = [:]
    for load in opening.loads { loads[.init(athlete: load.athlete, exercise: load.exercise)] = load.kg }
    return loads
  }

  private static func selection(_ opening: Opening, _ station: String, within gap: Interval) -> Selection? {
    guard let stored = opening.selections[station], let age = stored.age, age < gap else { return nil }
    return stored.selection
  }

  private func watch() throws {
    try loop.add(timer.descriptor.number, .readable) { [unowned self] _ in
      _ = try? timer.clear()
      timerIsSetTo = nil
    }
    try loop.add(signals.descriptor.number, .readable) { [unowned self] _ in takeSignals() }
    try loop.add(writer.descriptor, .readable) { [unowned self] _ in takeOutcomes() }
    for descriptor in clockWatch.descriptors {
      try loop.add(descriptor, .readable) { [unowned self] _ in
        if clockWatch.clear() { lookAtClock() }
      }
    }
  }

  // MARK: - The loop

  /// Serves until a signal ends it.
  func run() throws {
    Log.info(
      "holdfastd \(Holdfast.version): configuration \(configuration.source ?? "none (defaults)"), "
        + "database \(paths.database.path), socket \(paths.socket.path)")
    try? manager?.ready(status: statusLine)
    playing?.start(at: clock.now)
    while !isEnding {
      turn()
      answerWhatIsAsked()
      setTimer()
      try loop.wait(onlyLooks: !asked.isEmpty)
    }
    end()
  }

  /// Hands all that has happened to the stations, and does what they want, until nothing is left.
  ///
  /// The instant is taken before the devices are read dry: no deadline up to it can overtake an event.
  func turn() {
    let now = clock.now
    readDevices()
    play(upTo: now)
    gym.endTurn(now: now)
    doRequests(at: now)
    releaseDevices(at: now)
    let real = clock.real
    advanceCues(to: real)
    if let due = plansChange, due <= now { replan(upTo: now) }
    if let due = nextWatchdog, due <= real, let every = watchdogEvery {
      try? manager?.watchdog()
      server.resumeAccepting()
      nextWatchdog = real + every
    }
  }

  private func setTimer() {
    let engine = earlier(earlier(gym.nextDeadline, playing?.nextAt), plansChange)
    var real = nextWatchdog
    for player in cuePlayers.values { real = earlier(real, player.deadline) }
    for device in devices { real = earlier(real, device.readAgainAt) }
    let ofEngine = engine.map { Instant(microseconds: clock.bootTime(of: $0)) }
    let earliest = earlier(real, ofEngine)?.microseconds
    guard earliest != timerIsSetTo else { return }
    do {
      try timer.set(at: earliest)
      timerIsSetTo = earliest
    } catch {
      Log.error("timer: \(error)")
    }
  }

  private func takeSignals() {
    while let (signal, process) = try? signals.next() {
      switch signal {
      case SIGHUP:
        Log.info("told by process \(process) to read the configuration anew")
        beginReload(nil)
      case SIGCHLD:
        cueCommand?.childEnded()
      default:
        Log.info("told by process \(process) to stop")
        isEnding = true
      }
    }
  }

  /// A running set is journalled, and goes on if the daemon is back soon enough.
  private func end() {
    turn()
    while !asked.isEmpty { answerWhatIsAsked() }
    try? manager?.stopping()
    var running: [String: RunningSet] = [:]
    for station in gym.stations {
      let snapshot = station.snapshot
      guard case .running(let set) = snapshot.state else { continue }
      // A momentary hold whose pedal is gone is in doubt since then: its last heartbeat says when.
      if snapshot.isUnplugged, case .key = set.carrier { continue }
      running[station.configuration.name] = set
    }
    if !running.isEmpty { writer.submit(.noteShutdown(running, at: clock.now)) }
    writer.stop()
    takeOutcomes()
    if writer.pending.held > 0 { Log.error("\(writer.pending.held) sets could not be saved and are lost") }
    cueCommand?.end()
    for open in devices { quieten(open) }
    server.stop()
  }
}
