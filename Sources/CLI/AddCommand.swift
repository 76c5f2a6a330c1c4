import ArgumentParser
import Gym
import Settings
import Store
import Tracking
import Training

struct AddCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", _superCommandName: "holdfast",
    abstract: "Type a set in that no pedal has seen.",
    discussion: """
      A hold has a length (45s, 1:30, 1min30s), an exercise of repetitions a count: add wall-sit 45s, add push-up 12. \
      It ended just now unless --at says when it began: "18:00" (today), "yesterday 18:00", "monday 7:30", \
      "2026-11-20 18:00", 20min (ago). holdfast undo takes it back.
      """)

  @Argument(
    help: ArgumentHelp("An exercise's id, name or alias.", valueName: "exercise"), completion: .exercise)
  var exercise: String

  @Argument(help: ArgumentHelp("How long, or how many: 45s, 1:30, 12.", valueName: "amount"))
  var amount: [String] = []

  @Option(help: ArgumentHelp("How long it took: for repetitions.", valueName: "time"))
  var duration: String?

  @Option(help: "The side, where each has its own.")
  var side: Side?

  @Option(help: ArgumentHelp("When it began.", valueName: "date"), completion: .period)
  var at: String?

  @Option(help: ArgumentHelp("The load: 20 or 22.5kg.", valueName: "kg"))
  var load: String?

  @Option(help: ArgumentHelp("How hard it was, 1 to 10.", valueName: "figure"))
  var rpe: String?

  @Option(help: ArgumentHelp("What was asked for: 45s, 30-45s, 8-10, max.", valueName: "target"))
  var target: String?

  @Option(help: ArgumentHelp("What is to be said of it.", valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp("The athlete's id; the station's where none is named.", valueName: "id"),
    completion: .athlete)
  var athlete: String?

  @Option(help: ArgumentHelp("Where; the only station, or main.", valueName: "name"), completion: .station)
  var station: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let set = try typedSet(context, places)
    let report = try History(context, places, "add").change(.add([set]))
    context.print(report, .made, output.format)
  }

  private func typedSet(_ context: Context, _ places: Places) throws -> LoggedSet {
    let catalogue = try places.catalogue()
    let configuration = try places.configurationOrDefault()
    let entry = try catalogue.known(exercise)
    let (length, count) = try figures(of: entry)
    let station = try stationName(configuration)
    let settings = configuration.stations.first { $0.name == station } ?? configuration.stations[0]
    let athlete = athlete ?? settings.athlete
    try configuration.checkAthlete(athlete)
    let now = context.now()
    let start = try at.map { try context.start($0, option: "--at") } ?? now + (.zero - length)
    let goal = try target.map { text in
      guard let target = Target(text, kind: entry.kind) else {
        throw Failure(
          .usage, "--target \"\(clean(text))\": no target",
          remedy: "write 45s, 30-45s, 8-10, \"12 reps\" or max")
      }
      return target
    }
    let set = LoggedSet(
      id: SetID.make(at: now), athlete: athlete, station: station, exercise: entry.id, kind: entry.kind,
      side: side ?? .both, startedAt: start, duration: length, reps: count,
      loadKg: try load.map { try typedLoad($0, option: "--load") },
      rpe: try rpe.map { try typedRating($0, option: "--rpe") }, target: goal, endedBy: .edit, clock: .synced,
      note: note)
    let typed = try set.typedIn(catalogue)
    try typed.check(now: now)
    return typed
  }

  /// How long it was, and how many.
  private func figures(of entry: Exercise) throws -> (length: Interval, count: Int?) {
    let text = amount.joined(separator: " ")
    let name = clean(entry.id)
    let length = try duration.map { try typedDuration($0, option: "--duration") }
    if let length { try SetEdit(duration: length).check(now: nil) }
    switch entry.kind {
    case .hold:
      if !text.isEmpty, length != nil {
        throw Failure(.usage, "\(clean(text)) and --duration: two lengths", remedy: "give one of them")
      }
      if let length { return (length, nil) }
      guard !text.isEmpty else {
        throw Failure(.usage, "how long was it? \(name) is held", remedy: "holdfast add \(name) 45s")
      }
      guard let typed = Interval(typed: text) else {
        throw Failure(
          .usage, "\"\(clean(text))\" is no length of time, and \(name) is held",
          remedy: "write 45s, 1:30, 90 s or 1min30s")
      }
      try SetEdit(duration: typed).check(now: nil)
      return (typed, nil)
    case .reps:
      guard !text.isEmpty else {
        throw Failure(.usage, "how many were they? \(name) is counted", remedy: "holdfast add \(name) 12")
      }
      guard let count = try? typedReps(text, option: "") else {
        throw Failure(
          .usage, "\"\(clean(text))\" is no count, and \(name) is counted",
          remedy: "write 12 or \"12 reps\"; how long they took goes with --duration 30s")
      }
      guard count > 0 else { throw Failure(.usage, "\(count) repetitions are no set") }
      return (length ?? .zero, count)
    }
  }

  /// The named station, else the only one, else `main`.
  private func stationName(_ configuration: Configuration) throws -> String {
    if let station {
      try configuration.checkStation(station)
      return station
    }
    return configuration.stations.count == 1 ? configuration.stations[0].name : "main"
  }
}
