/// Why what somebody typed, or a file says, cannot be a set of the log.
public struct SetProblem: Error, Hashable, Sendable {
  /// What is wrong, in one line.
  public var message: String
  /// What to do.
  public var remedy: String?
  /// Whether a name is meant that nobody knows.
  public var isUnknownName: Bool

  /// A problem.
  public init(_ message: String, remedy: String? = nil, isUnknownName: Bool = false) {
    self.message = message
    self.remedy = remedy
    self.isUnknownName = isUnknownName
  }

  static let noHold = SetProblem("a hold of 0 s is none", remedy: "give its duration, such as 45s")

  static func noTarget(_ text: String) -> SetProblem {
    SetProblem("\"\(text)\" is no target", remedy: "write 45s, 30-45s, 8-10, \"20 steps\" or max")
  }
}

extension Catalogue {
  /// The entry of this id, name or alias.
  /// - Throws: that there is none, with the nearest.
  public func known(_ text: String) throws(SetProblem) -> Exercise {
    if let exercise = find(text) { return exercise }
    throw SetProblem(
      "there is no exercise \"\(text)\"", remedy: nearest(to: text).map { "did you mean \($0)?" },
      isUnknownName: true)
  }
}

extension LoggedSet {
  /// The set as one that is typed in: of an exercise of the catalogue, with its kind and a side that it has, not
  /// measured, with a date that is trusted.
  /// - Throws: what cannot be.
  public func typedIn(_ catalogue: Catalogue) throws(SetProblem) -> LoggedSet {
    var set = self
    let entry = try catalogue.known(exercise)
    set.exercise = entry.id
    set.kind = entry.kind
    try set.checkSide(isEach: entry.sides == .each)
    if set.reps != nil { try set.checkCounts() }
    set.targetMet = set.target?.isMet(duration: set.duration, count: set.reps) ?? nil
    set.endedBy = .edit
    set.clock = .synced
    set.motion = nil
    set.measured = nil
    set.isDoubtful = false
    if set.note?.isEmpty == true { set.note = nil }
    return set
  }

  /// Whether a set that comes from outside can be.
  /// - Parameter now: what the time is; `nil` where no clock is to be trusted.
  /// - Throws: the first of `problems(now:)`.
  public func check(now: WallTime?) throws(SetProblem) {
    if let first = problems(now: now).first { throw first.problem }
  }

  /// What cannot be of a set that comes from outside, each with the key that it has in JSON: a hold of no time that nobody
  /// measured, more than a day, a load, a rating or a count out of bounds, a target that the log cannot hold, names or a
  /// note too long; and a date before the year 2000 or to come, but for a set whose clock was not right.
  /// - Parameter now: what the time is; `nil` where no clock is to be trusted.
  public func problems(now: WallTime?) -> [(key: String, problem: SetProblem)] {
    var problems: [(key: String, problem: SetProblem)] = []
    func check(_ key: String, _ check: () throws(SetProblem) -> Void) {
      do throws(SetProblem) { try check() } catch { problems.append((key, error)) }
    }
    func check(_ key: String, _ edit: SetEdit) {
      check(key) { () throws(SetProblem) in try edit.check(now: now) }
    }
    if clock == .synced { check("started_at", SetEdit(startedAt: startedAt)) }
    check("duration_s") { () throws(SetProblem) in
      guard duration > .zero || kind == .reps || endedBy != .edit else { throw SetProblem.noHold }
      try duration.checkLength()
      if clock == .synced, problems.isEmpty, let now { try checkPast(endedAt, now, "it would end") }
    }
    if let reps { check("reps", SetEdit(reps: .set(reps))) }
    if let loadKg { check("load_kg", SetEdit(loadKg: .set(loadKg))) }
    if let rpe { check("rpe", SetEdit(rpe: .set(rpe))) }
    if let note { check("note", SetEdit(note: .set(note))) }
    for (key, name) in [("exercise", exercise), ("athlete", athlete), ("station", station)] {
      check(key) { () throws(SetProblem) in try checkName(key, name) }
    }
    check("target") { () throws(SetProblem) in
      guard let target, Target(target.text, kind: kind) != target else { return }
      throw SetProblem("no target that can be kept", remedy: "give figures from 0.001 to 1000000")
    }
    if let motion { check("motion") { () throws(SetProblem) in try motion.check() } }
    guard let measured else { return problems }
    check("measured") { () throws(SetProblem) in
      try measured.duration.checkLength()
      try SetEdit(
        reps: measured.reps.map { .set($0) } ?? .keep, loadKg: measured.loadKg.map { .set($0) } ?? .keep
      ).check(now: nil)
      try checkName("exercise", measured.exercise)
    }
    return problems
  }
}

private func checkName(_ what: String, _ name: String) throws(SetProblem) {
  if name.isEmpty { throw SetProblem("the \(what)'s name is empty") }
  if name.utf8.count > 200 { throw SetProblem("the \(what)'s name is longer than 200 bytes") }
}

extension SetEdit {
  /// Whether what is to be written can be.
  /// - Parameter now: what the time is; `nil` where no clock is to be trusted.
  /// - Throws: what cannot be.
  public func check(now: WallTime?) throws(SetProblem) {
    if let duration {
      guard duration > .zero else {
        throw SetProblem(
          "a duration of \(duration.shortSeconds) s: not more than 0", remedy: "write 45s, 1:30 or 1min30s")
      }
      guard duration <= .seconds(86_400) else {
        throw SetProblem(
          "a duration of \(duration.shortSeconds) s: more than a day", remedy: "write 45s, 1:30 or 1min30s")
      }
    }
    if let startedAt {
      // 2000-01-01, from which a clock that knows nothing counts.
      guard startedAt >= WallTime(microseconds: 946_684_800_000_000) else {
        throw SetProblem("a start before the year 2000", remedy: "give the date on which it was done")
      }
      if let now { try checkPast(startedAt, now, "that is") }
    }
    if case .set(let count) = reps, !(0...100_000).contains(count) {
      throw SetProblem("\(count) repetitions", remedy: "give a count from 0 to 100000")
    }
    if case .set(let load) = loadKg, !(0...1_000).contains(load) {
      throw SetProblem("a load of \(decimalText(load)) kg", remedy: "give kilograms from 0 to 1000")
    }
    if case .set(let rating) = rpe, !(1...10).contains(rating) {
      throw SetProblem("a rating of \(decimalText(rating))", remedy: "give a figure from 1 to 10")
    }
    if case .set(let text) = note, text.utf8.count > 2_000 {
      throw SetProblem("a note of \(text.utf8.count) bytes", remedy: "write at most 2000")
    }
  }
}

/// A minute is left for two clocks that differ.
func checkPast(_ time: WallTime, _ now: WallTime, _ what: String) throws(SetProblem) {
  guard time > now + .seconds(60) else { return }
  throw SetProblem(
    "\(what) in the future: it is \(now.iso8601.prefix(16))Z by this machine's clock",
    remedy: "give the date on which it was done, or set the clock")
}

extension Interval {
  /// Seconds without zeros at the end: `-3`, `90000`, `0.5`.
  fileprivate var shortSeconds: String { decimalText(seconds) }

  /// What was measured may be nothing.
  fileprivate func checkLength() throws(SetProblem) {
    if self < .zero { throw SetProblem("a duration of \(shortSeconds) s: less than 0") }
    guard self > .seconds(86_400) else { return }
    throw SetProblem("a duration of \(shortSeconds) s: more than a day")
  }
}
