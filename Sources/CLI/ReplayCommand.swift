import ArgumentParser
import Control
import Evdev
import Gym
import Motion
import Settings
import Store
import Syscalls
import Tracking
import Training

struct ReplayCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", _superCommandName: "holdfast",
    abstract: "Run recordings through the very same engine, and print the sets.",
    discussion: """
      Each recording is a device. Their events are merged by time; after the last one time runs on until nothing runs. \
      Times of 10^9 s and more are Unix time, smaller ones count from 2000-01-01, unless the recording says how its \
      clock relates to the calendar. A recording of a set (record --set) says when that began and ended, and what it was, \
      and is run by itself; with a pedal's recording beside it the pedal counts. Only with --database is anything stored, \
      and are the postures known that were learnt there. Where an athlete of the configuration follows a program, the \
      station goes along it, from the day of the first event on.
      """)

  @Argument(
    help: ArgumentHelp("Recordings in evemu's format.", valueName: "recording"), completion: .file())
  var recordings: [String]

  @Option(
    help: ArgumentHelp("What the first station is set to at first.", valueName: "id"), completion: .exercise)
  var exercise: String?

  @Option(help: ArgumentHelp("The date of the first event.", valueName: "time"))
  var start: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let started = try start.map {
      try context.past(context.moment($0, option: "--start"), $0, option: "--start")
    }
    let recordings = try recordings.map { path throws(RecordingError) in try Recording(contentsOf: path) }
    let catalogue = try places.catalogue()
    var configuration = try places.configuration() ?? .default(catalogue)
    if let exercise { configuration.stations[0].exercise = try find(exercise, in: catalogue).id }

    let claimed = try claimed(recordings, configuration, catalogue, context)
    let shift = Playback(claimed.map(\.recording)).nextAt.flatMap { first in
      started.map { Interval(microseconds: $0.microseconds - first.microseconds) }
    }
    let lock = try self.database.path.map { path throws(StoreError) in
      try DatabaseLock(database: path, program: "holdfast replay")
    }
    try withExtendedLifetime(lock) {
      let boot = BootIdentity(id: "replay-\(SetID.random)")
      let stored = try self.database.path.map { path throws(StoreError) in try Store(path: path, boot: boot) }
      let store = try stored ?? .inMemory(boot: boot)
      var sets: [LoggedSet] = []
      for take in Take.takes(of: claimed) {
        sets += try replay(take, configuration, catalogue, places, store, shift, context)
      }
      sets = sets.enumerated().sorted { ($0.element.endedAt, $0.offset) < ($1.element.endedAt, $1.offset) }
        .map(\.element)
      print(sets, configuration, context)
      if sets.isEmpty {
        let remedy = try startingRemedy(claimed.map(\.input), hasPostures: !store.postures().isEmpty)
        context.remark(Failure(.ok, "no set came of these recordings", remedy: remedy))
      }
    }
  }

  private func replay(
    _ take: Take, _ configured: Configuration, _ catalogue: Catalogue, _ places: Places, _ store: Store,
    _ shift: Interval?, _ context: Context
  ) throws -> [LoggedSet] {
    var playback = Playback(take.recordings)
    if let shift { playback.shift = shift }
    var configuration = configured
    var set: RecordedSet?
    if take.isOfASet, var recorded = playback.set(of: 0) {
      for index in configuration.stations.indices { configuration.stations[index].followsTheRecording() }
      recorded.exercise = exerciseID(of: recorded, catalogue, context)
      set = recorded
    }
    let gym = Gym(stations: Gym.stations(of: configuration, catalogue: catalogue))
    let seats = take.recordings.map { recording -> Gym.Seat? in
      let device = recording.identity
      guard let (station, input) = gym.claim(named: device, configuration) else { return nil }
      return gym.attach(
        device, to: station, as: input, axes: MotionAxes(recording.capabilities),
        at: playback.nextAt ?? Instant(microseconds: 0))
    }
    var replay = Replay(
      playback, seats: seats, gym: gym, store: store, isDated: shift != nil || playback.isDated,
      planning: try planning(configuration, store, places, at: playback.nextAt, context), set: set)
    return try replay.run()
  }

  /// The programs that are followed on the day of the first event.
  private func planning(
    _ configuration: Configuration, _ store: Store, _ places: Places, at first: Instant?, _ context: Context
  ) throws -> Planning? {
    guard let first else { return nil }
    let (planning, faults) = try Planning.load(
      configuration, store.log, try places.programs(),
      on: context.zone.dayNumber(of: WallTime(microseconds: first.microseconds)), zone: context.zone)
    if let fault = faults.first { throw Failure(.configuration, fault) }
    return planning.followed.isEmpty ? nil : planning
  }

  /// What the set of a recording was done with; `nil` for what its station is set to.
  private func exerciseID(of set: RecordedSet, _ catalogue: Catalogue, _ context: Context) -> String? {
    // As it is written in the catalogue.
    if let exercise { return catalogue.find(exercise)?.id }
    guard let id = set.exercise else { return nil }
    if catalogue[id] == nil {
      context.remark(
        "the recording is of \"\(clean(id))\", and there is no such exercise: --exercise names one")
    }
    return catalogue[id]?.id
  }

  private func find(_ name: String, in catalogue: Catalogue) throws -> Exercise {
    if let exercise = catalogue.find(name) { return exercise }
    throw Failure(
      .noInput, "--exercise \"\(clean(name))\": there is no such exercise",
      remedy: catalogue.nearest(to: name).map { "did you mean \($0)?" })
  }

  /// The recordings whose devices a station listens to; the others are named.
  private func claimed(
    _ recordings: [Recording], _ configuration: Configuration, _ catalogue: Catalogue, _ context: Context
  ) throws -> [Claimed] {
    let gym = Gym(stations: Gym.stations(of: configuration, catalogue: catalogue))
    var unclaimed: [String] = []
    let claimed = recordings.compactMap { recording -> Claimed? in
      let device = recording.identity
      if let (_, input) = gym.claim(named: device, configuration) {
        return Claimed(recording: recording, input: input)
      }
      unclaimed.append("\(device.path): no station listens to \"\(clean(device.name))\"")
      return nil
    }
    if claimed.isEmpty, let first = unclaimed.first {
      throw Failure(
        .configuration, first,
        remedy: configuration.source.map { "add a [[station.input]] that matches it to \($0)" }
          ?? "name a configuration with --config that has a [[station.input]] for it")
    }
    for text in unclaimed { context.remark(text) }
    return claimed
  }

  /// What would have started a set, where all recordings are of sensors; `nil` where one is of a pedal.
  private func startingRemedy(_ inputs: [InputConfiguration], hasPostures: Bool) -> String? {
    guard inputs.allSatisfy(\.isSensorAlone) else { return nil }
    let remedy = "a tap starts a set: give the pedal's recording too"
    guard inputs.contains(where: \.auto) else { return remedy + ", or set auto = true for the sensor" }
    return hasPostures ? remedy : remedy + ", or with --database the log in which a posture was learnt"
  }

  private func print(_ sets: [LoggedSet], _ configuration: Configuration, _ context: Context) {
    switch output.format {
    case .json:
      for set in sets { context.out.write(JSONWriter.line(set)) }
    case .text, .csv:
      var sessions = SessionGathering(gap: configuration.sessionGap)
      var printer = SessionPrinter(context)
      for set in sets { for session in sessions.add(set) { printer.print(session) } }
      for session in sessions.finish() { printer.print(session) }
    }
  }
}

/// A recording, and the entry of the configuration that listens to its device.
private struct Claimed {
  var recording: Recording
  var input: InputConfiguration
}

/// Recordings that are run together.
private struct Take {
  var recordings: [Recording]
  /// Whether it is the only one, of a sensor that says itself when its set began and ended.
  var isOfASet = false

  /// Where nobody taps, each recording of a set is a take of its own: they may be of one sensor at many times.
  static func takes(of claimed: [Claimed]) -> [Take] {
    guard claimed.allSatisfy(\.input.isSensorAlone) else {
      return [Take(recordings: claimed.map(\.recording))]
    }
    let others = claimed.map(\.recording).filter { $0.set == nil }
    let sets = claimed.map(\.recording).filter { $0.set != nil }
    return (others.isEmpty ? [] : [Take(recordings: others)])
      + sets.map { Take(recordings: [$0], isOfASet: true) }
  }
}

extension StationConfiguration {
  /// The recording says when a set begins and ends, and nothing else does.
  fileprivate mutating func followsTheRecording() {
    getReady = .zero
    stopAtTarget = false
    (maxHold, repIdle) = (.seconds(86_400), .seconds(86_400))
    for index in inputs.indices { inputs[index].auto = false }
  }
}

extension SetID {
  /// An id for something that is no set.
  fileprivate static var random: SetID {
    var generator = SystemRandomNumberGenerator()
    return SetID(high: generator.next(), low: generator.next())
  }
}
