import ArgumentParser
import Control
import Gym
import Settings
import Store
import Training

struct ProgramStartCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", _superCommandName: "holdfast program",
    abstract: "Follow a program from a day on.",
    discussion: """
      Its week, from Monday, is the program's first. A program that was followed before is stopped with it, and what it says \
      leads back. Plans and routines can be followed. A start by hand holds until the configuration names another program; \
      without --race the program has the race of the configuration, where that names it with one.
      """)

  @Argument(help: ArgumentHelp("The program's id.", valueName: "id"), completion: .program)
  var id: String

  @Option(
    help: ArgumentHelp("The day of the race that is trained for.", valueName: "date"), completion: .period)
  var race: String?

  @Option(
    help: ArgumentHelp("How far the race is: \(RaceDistance.forms).", valueName: "distance"),
    completion: .list(RaceDistance.names))
  var distance: String?

  @Option(
    help: ArgumentHelp("Its first day; today where none is given.", valueName: "date"), completion: .period)
  var start: String?

  @Option(
    help: ArgumentHelp("The athlete's id, where there are several.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let library = try places.programs()
    guard let program = try library.program(id) else { throw unknownProgram(id, among: library.ids) }
    try program.checkStartable()
    let settings = try places.configurationOrDefault()
    let athlete = try settings.athleteMeant(athlete)
    let run = ProgramRun(
      athlete: athlete, program: id,
      startDay: try start.map { try context.typedDay($0, option: "--start") } ?? context.today,
      race: try typedRace(context))
    try run.check(today: context.today)
    let change = try Changing(places, "program start").perform(on: try places.databaseToMake()) {
      store throws(StoreError) in
      try store.startProgram(run, configured: settings.athlete(athlete)?.program)
    } orAsk: {
      try $0.ask(
        .programStart(
          ProgramStartRequest(athlete: athlete, program: id, race: run.race, startDay: run.startDay)))
    }
    let course = ProgramCourse(
      program, catalogue: library.catalogue, level: settings.athlete(athlete)?.level ?? .beginner,
      startDay: run.startDay)
    var outcome = ProgramOutcome(change, today: context.today, hasSeveral: settings.athletes.count > 1)
    outcome.name = program.name
    if case .session(let due) = course.due(on: run.startDay) { outcome.first = due }
    context.print(outcome, output.format)
  }

  private func typedRace(_ context: Context) throws -> Race? {
    guard let race else {
      guard distance == nil else {
        throw Failure(
          .usage, "--distance without --race", remedy: "give the day of the race: --race 2027-04-18")
      }
      return nil
    }
    guard let distance else {
      throw Failure(
        .usage, "--race without --distance", remedy: "say how far it is: --distance \(RaceDistance.forms)")
    }
    return Race(day: try context.typedDay(race, option: "--race"), distance: try RaceDistance.typed(distance))
  }
}

struct ProgramStopCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", _superCommandName: "holdfast program",
    abstract: "Follow no program any more, from today on.",
    discussion: """
      What was done stays in the log, and what it says leads back. Where the configuration names the program, it does not \
      begin again by itself before the configuration names another.
      """)

  @Option(
    help: ArgumentHelp("The athlete's id, where there are several.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let settings = try places.configurationOrDefault()
    let athlete = try settings.athleteMeant(athlete)
    let configured = settings.athlete(athlete)?.configuredProgram
    let changing = Changing(places, "program stop")
    let none = Failure(.noInput, "\(athlete) follows no program", remedy: "see: holdfast programs")
    // One that only the configuration knows is stopped too, and that has to be kept.
    guard
      let path = configured == nil
        ? changing.existing(try places.database()) : try places.databaseToMake()
    else { throw none }
    let change = try changing.perform(on: path) { store throws(StoreError) in
      try store.stopProgram(athlete: athlete, day: context.today, configured: configured)
    } orAsk: {
      try $0.ask(.programStop(athlete: athlete))
    }
    guard !change.stopped.isEmpty else { throw none }
    context.print(
      ProgramOutcome(change, today: context.today, hasSeveral: settings.athletes.count > 1), output.format)
  }
}

/// What starting or stopping a program did, as it is told.
struct ProgramOutcome {
  let change: ProgramChange
  let today: Int
  /// Whether there are several athletes, so that it is said whose program it is.
  let hasSeveral: Bool
  /// The program's name, of a start.
  var name: String?
  /// Its first session.
  var first: DueSession?

  init(_ change: ProgramChange, today: Int, hasSeveral: Bool) {
    self.change = change
    self.today = today
    self.hasSeveral = hasSeveral
  }

  /// The command that leads back to what was followed before.
  var wayBack: String? {
    guard let run = change.stopped.first else { return nil }
    var words = ["holdfast program start", run.program, "--start", dateText(ofDay: run.startDay)]
    if let race = run.race, race.day >= today {
      let text = race.distance.text
      words += ["--race", dateText(ofDay: race.day), "--distance", text.contains(" ") ? "\"\(text)\"" : text]
    }
    if hasSeveral { words += ["--athlete", run.athlete] }
    return words.joined(separator: " ")
  }
}

extension ProgramOutcome: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", change.athlete)
      $0.member("started", change.started)
      $0.member("name", name)
      $0.member("first_session", first.map(Session.init))
      $0.member("stopped", change.stopped)
      $0.member("way_back", wayBack)
    }
  }

  private struct Session: JSONWritable {
    var due: DueSession

    func write(to writer: inout JSONWriter) {
      writer.object {
        $0.member("id", due.session)
        $0.member("name", due.name)
        $0.member("sets", due.sets.count)
      }
    }
  }
}

extension Context {
  fileprivate func print(_ outcome: ProgramOutcome, _ format: Format) {
    out.isAboutChange = true
    switch format {
    case .json: out.write(JSONWriter.line(outcome))
    case .text, .csv: printLabelled(lines(outcome), margin: 11, self)
    }
  }

  private func lines(_ outcome: ProgramOutcome) -> [(label: String, text: String)] {
    func date(_ day: Int) -> String { dayText(civil(ofDay: day)) }
    var lines: [(label: String, text: String)] = []
    let whose = outcome.hasSeveral ? ", \(outcome.change.athlete)" : ""
    if let run = outcome.change.started {
      let name = outcome.name.map { "\($0) (\(run.program))" } ?? run.program
      lines.append(("program", "\(name), from \(date(run.startDay)) on\(whose)"))
      if let race = run.race { lines.append(("race", "\(race.distance.text) on \(date(race.day))")) }
      if let first = outcome.first {
        lines.append(("first", first.name + (first.sets.isEmpty ? "" : ", " + setCount(first.sets.count))))
      }
    }
    let from = outcome.change.started?.startDay ?? outcome.today
    for (number, run) in outcome.change.stopped.enumerated() {
      var text = run.program
      if run.startDay > outcome.today {
        text += ", which was to begin on " + date(run.startDay)
      } else {
        text += ", followed since " + date(run.startDay)
        if let stop = run.stopDay, stop <= outcome.today { text += " until " + date(stop - 1) }
        if from > outcome.today { text += ", from \(date(from)) on" }
      }
      lines.append((number == 0 ? "stopped" : "", text + (outcome.change.started == nil ? whose : "")))
    }
    if let wayBack = outcome.wayBack { lines.append(("way back", wayBack)) }
    return lines
  }
}
