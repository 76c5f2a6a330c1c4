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
      clock relates to the calendar. Only with --database is anything stored, and are the postures known that were learnt \
      there. Where an athlete of the configuration follows \
      a program, the station goes along it, from the day of the first event on.
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

    var playback = Playback(recordings)
    let gym = Gym(stations: Gym.stations(of: configuration, catalogue: catalogue))
    if let started, let first = playback.nextAt {
      playback.shift = Interval(microseconds: started.microseconds - first.microseconds)
    }
    let (seats, inputs) = try attach(recordings, to: gym, configuration, at: playback.nextAt, context)

    let lock = try self.database.path.map { path throws(StoreError) in
      try DatabaseLock(database: path, program: "holdfast replay")
    }
    try withExtendedLifetime(lock) {
      let boot = BootIdentity(id: "replay-\(SetID.random)")
      let stored = try self.database.path.map { path throws(StoreError) in try Store(path: path, boot: boot) }
      let store = try stored ?? .inMemory(boot: boot)
      var replay = Replay(
        playback, seats: seats, gym: gym, store: store, isDated: started != nil || playback.isDated,
        planning: try planning(configuration, store, places, at: playback.nextAt, context),
        // Where nobody taps, they say themselves when the sets began and ended.
        sets: inputs.allSatisfy(\.isSensorAlone)
          ? recordings.indices.map { performed(playback.set(of: $0), in: catalogue, context) } : [])
      let sets = try replay.run()
      print(sets, configuration, context)
      if sets.isEmpty {
        let remedy = try startingRemedy(inputs, hasPostures: !store.postures().isEmpty)
        context.remark(Failure(.ok, "no set came of these recordings", remedy: remedy))
      }
    }
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

  /// The set that a recording is of, its exercise only where that is known and nothing else was asked for.
  private func performed(
    _ set: RecordedSet?, in catalogue: Catalogue, _ context: Context
  ) -> RecordedSet? {
    guard var set, let id = set.exercise else { return set }
    if exercise != nil || catalogue[id] == nil { set.exercise = nil }
    if exercise == nil, set.exercise == nil {
      context.remark(
        "the recording is of \"\(clean(id))\", and there is no such exercise: --exercise names one")
    }
    return set
  }

  private func find(_ name: String, in catalogue: Catalogue) throws -> Exercise {
    if let exercise = catalogue.find(name) { return exercise }
    throw Failure(
      .noInput, "--exercise \"\(clean(name))\": there is no such exercise",
      remedy: catalogue.nearest(to: name).map { "did you mean \($0)?" })
  }

  /// Seats each recording's device; those that no station listens to are named.
  private func attach(
    _ recordings: [Recording], to gym: Gym, _ configuration: Configuration, at: Instant?, _ context: Context
  ) throws -> (seats: [Gym.Seat?], inputs: [InputConfiguration]) {
    var unclaimed: [String] = []
    var inputs: [InputConfiguration] = []
    let seats = recordings.map { recording -> Gym.Seat? in
      let device = recording.identity
      guard let (station, input) = gym.claim(named: device, configuration) else {
        unclaimed.append("\(device.path): no station listens to \"\(clean(device.name))\"")
        return nil
      }
      inputs.append(input)
      return gym.attach(
        device, to: station, as: input, axes: MotionAxes(recording.capabilities),
        at: at ?? Instant(microseconds: 0))
    }
    if unclaimed.count == recordings.count, let first = unclaimed.first {
      throw Failure(
        .configuration, first,
        remedy: configuration.source.map { "add a [[station.input]] that matches it to \($0)" }
          ?? "name a configuration with --config that has a [[station.input]] for it")
    }
    for text in unclaimed { context.remark(text) }
    return (seats, inputs)
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

extension SetID {
  /// An id for something that is no set.
  fileprivate static var random: SetID {
    var generator = SystemRandomNumberGenerator()
    return SetID(high: generator.next(), low: generator.next())
  }
}
