import ArgumentParser
import Control
import Gym
import Training

struct PlanCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", _superCommandName: "holdfast",
    abstract: "What the program asks for today, and what is left of it.",
    discussion: """
      The session that is due, exercise by exercise: how many sets of what, how many are done, and with > the one that is up. \
      A session that was begun goes on until the session gap is over.

      The figures grow with what was done; --why tells why each is what it is. (own) marks one that the source leaves open: \
      it is Holdfast's.

      --json prints an object for each set.
      """)

  @Flag(help: "Tell why each figure is what it is.")
  var why = false

  @Option(help: ArgumentHelp("Of this athlete alone.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let views = try PlanView.read(athlete, places, context)
    switch output.format {
    case .json: for view in views { view.writeJSON(to: context.out) }
    case .text, .csv:
      if views.isEmpty { context.remark(nobodyFollows(athlete)) }
      for (index, view) in views.enumerated() {
        if index > 0 { context.out.line() }
        PlanPrinter(view, isNamed: views.count > 1, why: why, context).print()
      }
    }
  }
}

struct NextCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", _superCommandName: "holdfast", abstract: "The set that the program asks for next.",
    discussion: "One line for each athlete who follows a program; holdfast plan shows the whole session.")

  @Option(help: ArgumentHelp("Of this athlete alone.", valueName: "id"), completion: .athlete)
  var athlete: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let views = try PlanView.read(athlete, places, context)
    if views.isEmpty, output.format != .json { context.remark(nobodyFollows(athlete)) }
    for view in views {
      switch output.format {
      case .json: view.writeNextJSON(to: context.out)
      case .text, .csv:
        context.out.line((views.count > 1 ? clean(view.athlete) + ": " : "") + view.next(context))
      }
    }
  }
}

private func nobodyFollows(_ athlete: String?) -> String {
  (athlete.map { "\(clean($0)) follows no program" } ?? "nobody follows a program")
    + ": holdfast program start ID begins one, holdfast programs lists them"
}

extension PlanView {
  /// `push-up, set 1 of 3, 12 reps, then 60 s of rest`.
  fileprivate func next(_ context: Context) -> String {
    guard let guide else { return nothing(context) }
    guard let set = guide.set, let exercise = guide.exercise else { return "the session is done" }
    var text = clean(exercise) + (set.side == .both ? "" : " " + set.side.rawValue)
    if set.count > 1 { text += ", set \(set.number) of \(set.count)" }
    if let target = set.target, !target.inWords.isEmpty { text += ", " + target.inWords }
    if let rest = set.timedRest { text += ", then \(decimalText(rest.seconds)) s of rest" }
    return text
  }

  fileprivate func writeNextJSON(to out: Output) {
    guard let guide, let current = guide.current else { return }
    out.write(JSONWriter.line(PlanEntry(view: self, guide: guide, place: current)))
  }

  fileprivate func writeJSON(to out: Output) {
    guard let guide else { return }
    for place in guide.due.sets.indices {
      out.write(JSONWriter.line(PlanEntry(view: self, guide: guide, place: place)))
    }
  }
}

/// A set of a plan, for scripts.
struct PlanEntry: JSONWritable {
  let view: PlanView
  let guide: SessionGuide
  let place: Int

  func write(to writer: inout JSONWriter) {
    let set = guide.due.sets[place]
    var (exercise, state) = (set.exercise, "open")
    switch guide.marks[place] {
    case .open:
      if guide.current == place { (exercise, state) = (guide.exercise ?? exercise, "up") }
    case .skipped: state = "skipped"
    case .done(let done): (exercise, state) = (done, "done")
    }
    writer.object {
      $0.member("athlete", view.athlete)
      $0.member("program", guide.program)
      $0.member("week", guide.due.week)
      $0.member("session", guide.due.session)
      $0.member("session_number", guide.due.number)
      $0.member("exercise", exercise)
      $0.member("side", set.side)
      $0.member("set", StationReport.SetNumber(set.number, of: set.count))
      $0.member("target", set.target)
      $0.member("own_target", set.isOwnTarget)
      $0.member("rest_s", set.timedRest)
      $0.member("own_rest", set.isOwnRest)
      $0.member("state", state)
      $0.member("reason", guide.due.reasons[place].name)
    }
  }
}
