/// What is to be changed of a set; what is `nil` or `keep` stays.
public struct SetEdit: Hashable, Sendable {
  /// The exercise: an id, or a name or alias until `resolved(in:)`.
  public var exercise: String?
  /// What the catalogue says of `exercise`, once that is known.
  public private(set) var entry: Exercise?
  /// The side. Another exercise of both sides needs none.
  public var side: Side?
  /// When it started. A date that was typed is trusted.
  public var startedAt: WallTime?
  /// How long it was.
  public var duration: Interval?
  /// The repetitions.
  public var reps: Change<Int>
  /// The load in kg.
  public var loadKg: Change<Double>
  /// The rating.
  public var rpe: Change<Double>
  /// The target as people type it, which means what the exercise's kind makes of it.
  public var target: Change<String>
  /// The athlete's id.
  public var athlete: String?
  /// The note.
  public var note: Change<String>
  /// Whether the set is confirmed as it then is: it counts for records, whatever ended it.
  public var confirms: Bool
  /// What the time was when it was checked; `nil` where no clock was to be trusted, or before that.
  private(set) var checkedAt: WallTime?

  /// An edit.
  public init(
    exercise: String? = nil, side: Side? = nil, startedAt: WallTime? = nil, duration: Interval? = nil,
    reps: Change<Int> = .keep, loadKg: Change<Double> = .keep, rpe: Change<Double> = .keep,
    target: Change<String> = .keep, athlete: String? = nil, note: Change<String> = .keep,
    confirms: Bool = false
  ) {
    self.exercise = exercise
    self.side = side
    self.startedAt = startedAt
    self.duration = duration
    self.reps = reps
    self.loadKg = loadKg
    self.rpe = rpe
    self.target = target
    self.athlete = athlete
    self.note = note
    self.confirms = confirms
  }

  /// Whether it says nothing at all.
  public var isEmpty: Bool { self == SetEdit() }

  /// Whether it says something of what is measured: then whoever made it has looked at that.
  var isAboutFigures: Bool {
    exercise != nil || side != nil || startedAt != nil || duration != nil || reps != .keep || loadKg != .keep
  }

  /// The edit with its exercise looked up.
  /// - Throws: that there is no such exercise.
  public func resolved(in catalogue: Catalogue) throws(SetProblem) -> SetEdit {
    guard let exercise else { return self }
    var edit = self
    let entry = try catalogue.known(exercise)
    edit.exercise = entry.id
    edit.entry = entry
    return edit
  }
}

extension SetEdit {
  /// The edit, once it is known that what is to be written can be. Whether the set can be that comes of it is known where
  /// that is: in `LoggedSet.edited(by:)`.
  /// - Parameter now: what the time is; `nil` where no clock is to be trusted.
  /// - Throws: what cannot be.
  public func checked(now: WallTime?) throws(SetProblem) -> SetEdit {
    try check(now: now)
    var edit = self
    edit.checkedAt = now
    return edit
  }
}

extension LoggedSet {
  /// Whether it may be a record: measured to its end, not beyond belief, and not counted by a sensor that was not sure; or
  /// confirmed by an edit.
  public var mayBeRecord: Bool {
    measured != nil || endedBy.isMeasuredToTheEnd && !isDoubtful && !hasDoubtfulCount
  }

  /// The set after an edit.
  ///
  /// What was measured before the first edit stays in `measured`, and what ended the set stays. An edit of the figures
  /// confirms the set; one of the rating, the target, the athlete or the note says nothing about them.
  /// - Throws: that the set's exercise does not have such a side, or is not counted; that a target is none; that a hold would
  ///   have no duration; or that the set would end in the future.
  public func edited(by edit: SetEdit) throws(SetProblem) -> LoggedSet {
    var set = self
    if edit.exercise != nil, let entry = edit.entry {
      set.exercise = entry.id
      set.kind = entry.kind
      if entry.kind == .hold { set.reps = nil }
      if entry.sides == .both { set.side = .both }
    }
    if let side = edit.side { set.side = side }
    try set.checkSide(isEach: edit.entry.map { $0.sides == .each } ?? (side != .both))
    if let startedAt = edit.startedAt {
      set.startedAt = startedAt
      set.clock = .synced
    }
    if let duration = edit.duration { set.duration = duration }
    if set.kind == .hold, kind == .reps, set.duration == .zero { throw .noHold }
    if set.endedAt > endedAt, set.clock == .synced, let now = edit.checkedAt {
      try checkPast(set.endedAt, now, "it would end")
    }
    edit.reps.apply(to: &set.reps)
    if case .set = edit.reps { try set.checkCounts() }
    edit.loadKg.apply(to: &set.loadKg)
    edit.rpe.apply(to: &set.rpe)
    if let athlete = edit.athlete { set.athlete = athlete }
    edit.note.apply(to: &set.note)
    if set.note?.isEmpty == true { set.note = nil }
    switch edit.target {
    case .keep: break
    case .clear: set.target = nil
    case .set(let text):
      guard let target = Target(text, kind: set.kind) else { throw SetProblem.noTarget(text) }
      set.target = target
    }
    if set.duration != duration || set.reps != reps || set.target != target {
      set.targetMet = set.target?.isMet(duration: set.duration, count: set.reps) ?? nil
    }
    let before = Measured(self)
    if Measured(set) != before || (edit.confirms || edit.isAboutFigures) && !mayBeRecord {
      set.measured = measured ?? before
      set.isDoubtful = false
    }
    return set
  }

  func checkSide(isEach: Bool) throws(SetProblem) {
    guard (side != .both) != isEach else { return }
    if isEach {
      throw SetProblem("\(exercise) is done with each side", remedy: "say which: left or right")
    }
    throw SetProblem("\(exercise) has no side \(side.rawValue)", remedy: "its side is: both")
  }

  func checkCounts() throws(SetProblem) {
    guard kind == .hold else { return }
    throw SetProblem("\(exercise) is held, not counted", remedy: "give a duration, such as 45s")
  }
}

extension Measured {
  /// What a set says of the figures.
  public init(_ set: LoggedSet) {
    self.init(
      startedAt: set.startedAt, duration: set.duration, reps: set.reps, loadKg: set.loadKg,
      exercise: set.exercise, side: set.side)
  }
}
