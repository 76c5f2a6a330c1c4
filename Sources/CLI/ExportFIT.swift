import FIT
import Gym
import Store
import Syscalls
import Training

/// Sets as FIT activities: one session to a file.
struct FITExport {
  var query: LogQuery
  var output: String?

  func run(_ places: Places, _ context: Context) throws {
    if output == nil, context.terminal != nil {
      throw Failure(
        .usage, "a FIT file is not for a terminal",
        remedy: "name a file with --output, or redirect it: > FILE.fit")
    }
    let catalogue = try places.catalogue()
    let sessions = try sessions(places, context, catalogue)
    guard !sessions.isEmpty else {
      throw Failure(
        .noInput, "no set matches: there is nothing to write", remedy: "see what there is: holdfast log")
    }
    let activities = try sessions.map { try ($0, activity(of: $0, catalogue, context)) }
    sayWhatIsUnknown(sessions, catalogue, context)
    if let output, isFolder(output) {
      try writeAll(activities, to: output, besides: places.database(), context)
      return
    }
    guard sessions.count == 1 else {
      throw Failure(
        .usage, "these are \(sessions.count) sessions, and a FIT file has one",
        remedy: "name a folder with --output DIR/ for a file each, or choose one (see: holdfast log)")
    }
    guard let output else { return context.out.write(activities[0].1.bytes) }
    try writeFile(output, besides: places.database(), context) { $0.write(activities[0].1.bytes) }
  }

  /// The sessions that are wanted, of one athlete.
  private func sessions(_ places: Places, _ context: Context, _ catalogue: Catalogue) throws -> [Session] {
    let exercise = query.exercise.map { catalogue.find($0)?.id ?? $0 }
    var filter = SetFilter(
      exercise: exercise, athlete: query.athlete, side: query.side, station: query.station)
    try query.period.narrow(&filter, context)
    var gathering = SessionGathering(gap: try places.sessionGap())
    var sessions: [Session] = []
    try Store.openReadOnly(places.database())?.forEach(filter) { sessions += gathering.add($0) }
    sessions += gathering.finish()
    let athletes = Set(sessions.map { $0.sets[0].athlete }).sorted()
    guard athletes.count <= 1 else {
      throw Failure(
        .usage,
        "these are sets of \(athletes.prefix(5).map(clean).joined(separator: ", "))"
          + (athletes.count > 5 ? ", …" : "") + ", and an activity has one athlete",
        remedy: "choose one with --athlete")
    }
    return sessions
  }

  private func activity(of session: Session, _ catalogue: Catalogue, _ context: Context) throws -> Activity {
    let east = context.zone.secondsEast(session.span.end.microseconds / 1_000_000)
    let activity = Activity(of: session.sets, secondsEastOfUTC: east) { catalogue[$0]?.category }
    if let activity { return activity }
    throw Failure(
      .data,
      "FIT has no dates before July 1998 or after 2126, and a session began on "
        + dayText(context.zone.civil(session.span.start)),
      remedy: "put its date right with holdfast edit, or leave it out with --since")
  }

  /// Names the exercises that an activity can only call unknown.
  private func sayWhatIsUnknown(_ sessions: [Session], _ catalogue: Catalogue, _ context: Context) {
    let done = Set(sessions.flatMap { $0.sets.map(\.exercise) })
    let unknown = done.filter { catalogue[$0]?.category == nil }.sorted()
    guard !unknown.isEmpty else { return }
    context.remark(
      "without a category for FIT, and called unknown there: \(unknown.map(clean).joined(separator: ", "))")
  }

  /// A file a session, named by its athlete and its start in UTC, which no two sessions share.
  private func writeAll(
    _ activities: [(Session, Activity)], to folder: String, besides database: String, _ context: Context
  ) throws {
    do throws(SystemError) { try createDirectory(folder, mode: 0o750) } catch {
      throw Failure(ExitStatus(error), "\(folder): \(error.message)", remedy: remedy(error, folder))
    }
    for (session, activity) in activities {
      let path = (folder.hasSuffix("/") ? folder : folder + "/") + fileName(session)
      try writeFile(path, besides: database, context) { $0.write(activity.bytes) }
    }
    context.remark("\(activities.count) \(activities.count == 1 ? "file" : "files") in \(folder)")
  }

  /// `me-20261121T100003Z.fit`: nothing in it that a file system or a shell would mind.
  private func fileName(_ session: Session) -> String {
    let athlete = session.sets[0].athlete.unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
        ? String(scalar) : "-"
    }
    let start = session.span.start.iso8601.prefix(19).filter { $0 != "-" && $0 != ":" }
    return athlete.joined() + "-" + start + "Z.fit"
  }
}
