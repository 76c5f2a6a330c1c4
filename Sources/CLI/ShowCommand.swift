import Gym
import ArgumentParser
import Control
import Store
import Training

struct ShowCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", _superCommandName: "holdfast", abstract: "One set, whole.")

  @Argument(
    help: ArgumentHelp("last, last~2, or an unambiguous ending of an id.", valueName: "id"),
    completion: .setID)
  var id: String

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path)
    let path = try places.database()
    guard let log = try Store.openReadOnly(path) else { throw Failure.noLog(path) }
    let set = try context.set(named: id, in: log)
    switch output.format {
    case .json: context.out.write(JSONWriter.line(set))
    case .text, .csv: printSet(set, in: try session(of: set, log, gap: try places.sessionGap()), context)
    }
  }

  /// The session that a set is in. One of more than a day is cut.
  private func session(of set: LoggedSet, _ log: Log, gap: Interval) throws -> Session? {
    let day = Interval.seconds(86_400)
    let near = SetFilter(
      since: set.startedAt + day * -1, until: set.endedAt + day, athlete: set.athlete)
    var gathering = SessionGathering(gap: gap)
    var sessions: [Session] = []
    try log.forEach(near) { sessions += gathering.add($0) }
    return (sessions + gathering.finish()).first { $0.sets.contains { $0.id == set.id } }
  }
}

/// Prints all that is known of a set, a line each.
/// - Parameter session: the session that it is in, where that is to be told.
func printSet(_ set: LoggedSet, in session: Session? = nil, _ context: Context) {
  func moment(_ time: WallTime) -> String {
    let civil = context.zone.civil(time)
    return "\(dayText(civil)), \(secondText(civil)).\(padded(civil.microsecond, 6))"
  }
  var lines: [(String, String)] = [
    ("id", set.id.description), ("exercise", "\(set.exercise) (\(set.kind.rawValue))"),
    ("side", set.side.rawValue),
    ("athlete", set.athlete), ("station", set.station),
    ("started", moment(set.startedAt) + (set.clock == .unsynced ? " (the clock was not set)" : "")),
    (
      "duration",
      set.isTimed ? "\(durationText(set.duration)) (\(set.duration.decimalSeconds) s)" : "not timed"
    ),
  ]
  if let session, session.sets.count > 1,
    let place = session.sets.firstIndex(where: { $0.id == set.id })
  {
    let rest = session.rests[place].map { ", after \(wholeSeconds($0)) of rest" } ?? ""
    lines.append(("session", "set \(place + 1) of \(session.sets.count)" + rest))
  }
  if set.kind == .reps || set.reps != nil {
    lines.append(("reps", set.reps.map(String.init) ?? "not counted"))
  }
  if let load = set.loadKg { lines.append(("load", decimalText(load) + " kg")) }
  if let rpe = set.rpe { lines.append(("rpe", decimalText(rpe))) }
  if let target = set.target {
    lines.append(("target", target.inWords + (set.targetMet.map { $0 ? ", met" : ", not met" } ?? "")))
  }
  var end = set.endedBy.rawValue + (set.isDoubtful ? ", doubtful" : "")
  if !set.mayBeRecord { end += " (counts for no record until edited, or confirmed: edit --confirm)" }
  lines.append(("ended by", end))
  if let note = set.note { lines.append(("note", note)) }
  if let measured = set.measured {
    var text = "\(measured.exercise), \(measured.side.rawValue), \(moment(measured.startedAt)), "
    text += durationText(measured.duration)
    if let reps = measured.reps { text += ", \(reps) reps" }
    if let load = measured.loadKg { text += ", \(decimalText(load)) kg" }
    lines.append(("measured", text))
  }
  printLabelled(lines, context)
}

/// Prints texts behind what they are, each broken at its own margin; one without a label belongs to that before.
/// - Parameter margin: where the texts begin.
func printLabelled(_ lines: [(label: String, text: String)], margin: Int = 10, _ context: Context) {
  for (label, text) in lines {
    let name =
      context.style.paint(label, .faint) + String(repeating: " ", count: max(1, margin - label.utf8.count))
    let body = wrapped(clean(text), to: context.style.columns.map { max(20, $0 - margin) })
    context.out.line(name + body[0])
    for line in body.dropFirst() { context.out.line(String(repeating: " ", count: margin) + line) }
  }
}
