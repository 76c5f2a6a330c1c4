// An athlete's way through a program, read off the log.
//
// It owns how sets become sessions and sessions become the course. Whoever has the log hands the athlete's sets in, in its
// order; the daemon, `plan`, `stats` and `report` all read the course so. It knows no file and no clock: which local day a
// moment is in is handed in.

/// The sessions of one athlete since a program began, and the course as they leave it.
public struct CourseHistory {
  /// A session of the log.
  public struct Session: Hashable, Sendable {
    /// The sets, in the log's order; never none.
    public var sets: [LoggedSet]
    /// From the first start to the last end.
    public var span: SessionSpan
    /// The local day on which it began.
    public var day: Int
    /// The week of the program that it was in.
    public var week: Int
    /// Which session of the program it was; `nil` for none, and while it is open.
    public var session: String?
  }

  /// The course, as all sessions that are closed left it.
  public private(set) var course: ProgramCourse
  /// The sessions that are closed, in order.
  public private(set) var sessions: [Session] = []
  /// The session that more sets may belong to.
  public private(set) var open: Session?
  private let run: ProgramRun
  private let gap: Interval
  let dayOf: (WallTime) -> Int

  /// Before the first set.
  /// - Parameters:
  ///   - run: when the program was begun, and by whom.
  ///   - gap: `session_gap`.
  ///   - dayOf: the number of the local day that a moment is in.
  public init(
    _ run: ProgramRun, program: Program, catalogue: Catalogue, level: Level, gap: Interval,
    dayOf: @escaping (WallTime) -> Int
  ) {
    self.run = run
    self.gap = gap
    self.dayOf = dayOf
    course = ProgramCourse(program, catalogue: catalogue, level: level, startDay: run.startDay)
  }

  /// Takes the next set of the log; one of another athlete, or of a day on which the program was not followed, is passed over.
  public mutating func add(_ set: LoggedSet) {
    guard set.athlete == run.athlete else { return }
    if let open, open.span.isApart(from: set.startedAt, gap: gap) { closeOpen() }
    if open != nil {
      open!.sets.append(set)
      open!.span.add(start: set.startedAt, end: set.endedAt)
      return
    }
    let day = dayOf(set.startedAt)
    guard run.isFollowed(on: day) else { return }
    open = Session(
      sets: [set], span: SessionSpan(start: set.startedAt, end: set.endedAt), day: day,
      week: course.week(of: day))
  }

  /// Closes the session that no set of a moment could belong to any more.
  public mutating func close(at now: WallTime) {
    if let open, open.span.isApart(from: now, gap: gap) { closeOpen() }
  }

  private mutating func closeOpen() {
    guard var closing = open else { return }
    closing.session = course.take(closing.sets.map { DoneSet($0) }, day: closing.day)
    sessions.append(closing)
    open = nil
  }
}
