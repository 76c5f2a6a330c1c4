import Gym
import Settings
import Store
import Training

// All that the rules look at, gathered for one athlete. `plan --week` and `report` ask here.

/// What is known of exercises, and the rules: read once for all athletes and weeks.
struct RuleReader {
  let book: RuleBook
  private let guide: ExerciseGuide
  private let easier: [String: [String]]
  private let gap: Interval
  private let context: Context

  init(_ places: Places, gap: Interval, _ context: Context) throws {
    book = try places.rules().book
    guide = try places.guide()
    var easier: [String: [String]] = [:]
    for (id, notes) in guide.notes { if let next = notes.next { easier[next, default: []].append(id) } }
    self.easier = easier
    self.gap = gap
    self.context = context
  }

  /// The name of a rule.
  func name(_ number: Int) -> String { book[number]?.id ?? "\(number)" }

  /// An athlete's diary up to now, with nothing planned.
  /// - Parameters:
  ///   - followed: the program that is followed.
  ///   - history: the sessions of it that were done.
  func diary(
    of athlete: String, level: Level, _ followed: Followed?, _ history: CourseHistory?, _ log: Log?
  ) throws -> TrainingDiary {
    let notes = guide.notes
    let classes: @Sendable (String) -> Set<ExerciseClass> = { notes[$0]?.classes ?? [] }
    let easier = easier
    var diary = TrainingDiary(
      today: context.zone.dayNumber(of: context.now()), catalogue: guide.catalogue, classes: classes)
    diary.level = level
    diary.easierForms = { easier[$0] ?? [] }
    diary.program = followed?.program
    diary.run = followed?.run
    diary.race = followed?.run.race
    if let season = followed?.season { diary.phase = { season.phase(on: $0) } }
    guard let log else { return diary }
    var sets: [LoggedSet] = []
    try log.forEach(SetFilter(athlete: athlete)) { sets.append($0) }
    var days = LocalDays(context.zone)
    // Which session of the program one was: by its first set.
    var sessions: [SetID: String] = [:]
    for session in history?.sessions ?? [] { sessions[session.sets[0].id] = session.session }
    if let open = history?.open {
      sessions[open.sets[0].id] =
        history?.course.session(of: open.sets.map { DoneSet($0) }, day: open.day)?.session
    }
    let zone = context.zone
    diary.sessions = TrainingDiary.gathered(
      from: sets, gap: gap, dayOf: { days.number(of: $0) },
      minuteOf: { time in
        let civil = zone.civil(time)
        return civil.hour * 60 + civil.minute
      }, classes: classes, sessionOf: { sessions[$0.id] })
    diary.runs = try log.runs(athlete: athlete)
    diary.answers = try log.answers(athlete: athlete)
    return diary
  }
}
