import Gym
import ArgumentParser
import Control
import Store
import Training

struct ShowCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", _superCommandName: "holdfast", abstract: "One set, whole.",
    discussion: """
      Of what an accelerometer counted it shows how sure the count is (of sets that are 90 % sure, about nine in ten are \
      right to within one), the median time of a repetition, how alike they were, and each as a bar: as high as it went \
      far, as long as it took. Below are the numbers of some and when they began, and at the right when the last ended. A \
      count that is less than \(percentText(SetMotion.CountedReps.lowConfidence)) sure is one to look at: the set counts for no \
      record until holdfast edit has put it right or confirmed it. What was counted stays beside it.

      Of a hold it shows how steady it was (the root mean square of what is not gravity, in thousandths of g; sway is the \
      slow part of it, tremor the quick one), how far the posture went from that of its first seconds, and for how long the \
      form was clean.
      """)

  @Argument(
    help: ArgumentHelp("last, last~2, or an unambiguous ending of an id.", valueName: "id"),
    completion: .setID)
  var id: String

  @Flag(help: "Add a line for each repetition that was counted by motion: when, how long, how far.")
  var reps = false

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
    case .text, .csv:
      printSet(set, in: try session(of: set, log, gap: try places.sessionGap()), context)
      if reps { printRepTable(set, context) }
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
  var lines: [LabelledText] = []
  func add(_ label: String, _ text: String, _ role: Style.Role = .plain) {
    lines.append(LabelledText(label, text, role))
  }
  add("id", set.id.description)
  add("exercise", "\(set.exercise) (\(set.kind.rawValue))")
  add("side", set.side.rawValue)
  add("athlete", set.athlete)
  add("station", set.station)
  add("started", moment(set.startedAt) + (set.clock == .unsynced ? " (the clock was not set)" : ""))
  add(
    "duration", set.isTimed ? "\(durationText(set.duration)) (\(set.duration.decimalSeconds) s)" : "not timed"
  )
  if let session, session.sets.count > 1,
    let place = session.sets.firstIndex(where: { $0.id == set.id })
  {
    let rest = session.rests[place].map { ", after \(wholeSeconds($0)) of rest" } ?? ""
    add("session", "set \(place + 1) of \(session.sets.count)" + rest)
  }
  if set.kind == .reps || set.reps != nil {
    add("reps", repsText(set), set.hasDoubtfulCount ? .warning : .plain)
    if set.hasDoubtfulCount { add("", doubtText(set)) }
  }
  if let load = set.loadKg { add("load", decimalText(load) + " kg") }
  if let rpe = set.rpe { add("rpe", decimalText(rpe)) }
  if let target = set.target {
    add("target", target.inWords + (set.targetMet.map { $0 ? ", met" : ", not met" } ?? ""))
  }
  var end = set.endedBy.rawValue + (set.isDoubtful ? ", doubtful" : "")
  if !set.mayBeRecord, !set.hasDoubtfulCount {
    end += " (counts for no record until edited, or confirmed: edit --confirm)"
  }
  add("ended by", end)
  if let note = set.note { add("note", note) }
  if let measured = set.measured {
    var text = "\(measured.exercise), \(measured.side.rawValue), \(moment(measured.startedAt)), "
    text += durationText(measured.duration)
    if let reps = measured.reps { text += ", \(reps) reps" }
    if let load = measured.loadKg { text += ", \(decimalText(load)) kg" }
    add("measured", text)
  }
  printLabelled(lines + motionLines(set), context)
  printRepChart(set, context)
}

/// A text behind what it is.
struct LabelledText {
  /// Without one it belongs to the text before.
  var label: String
  var text: String
  var role: Style.Role

  init(_ label: String, _ text: String, _ role: Style.Role = .plain) {
    (self.label, self.text, self.role) = (label, text, role)
  }
}

/// Prints texts behind what they are, each broken at its own margin.
/// - Parameter margin: where the texts begin.
func printLabelled(_ lines: [(label: String, text: String)], margin: Int = 10, _ context: Context) {
  printLabelled(lines.map { LabelledText($0.label, $0.text) }, margin: margin, context)
}

/// Prints texts behind what they are, each broken at its own margin.
/// - Parameter margin: where the texts begin.
func printLabelled(_ lines: [LabelledText], margin: Int = 10, _ context: Context) {
  for line in lines {
    let name =
      context.style.paint(line.label, .faint)
      + String(repeating: " ", count: max(1, margin - line.label.utf8.count))
    let body = wrapped(clean(line.text), to: context.style.columns.map { max(20, $0 - margin) })
      .map { context.style.paint($0, line.role) }
    context.out.line(name + body[0])
    for line in body.dropFirst() { context.out.line(String(repeating: " ", count: margin) + line) }
  }
}
