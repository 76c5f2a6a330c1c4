import Control
import Gym
import Training

// What a change of the log did, for people: one line for one set, with what is different; a line for each of several.

extension Context {
  /// Prints what a change, an undo or a redo did.
  func print(_ report: Control.ChangeReport, _ telling: HistoryReport.Telling, _ format: Format) {
    out.isAboutChange = report.before != report.after
    switch format {
    case .json: out.write(JSONWriter.line(report))
    case .text, .csv: for line in lines(report, telling) { out.line(line) }
    }
  }

  private func lines(_ report: Control.ChangeReport, _ telling: HistoryReport.Telling) -> [String] {
    let columns = style.columns
    guard report.count == 1, let set = report.set else {
      let sets = telling == .undone ? report.before + report.after : report.after + report.before
      var seen: Set<SetID> = []
      let shown = sets.filter { seen.insert($0.id).inserted }.prefix(Control.ChangeReport.listed)
      let list = listed(Array(shown)).map { truncated("  " + $0, to: columns ?? .max) }
      let rest = !shown.isEmpty && shown.count < report.count ? ["  …"] : []
      return wrapped(report.kind.told(telling) + setCount(report.count), to: columns, indent: 2) + list + rest
    }
    // Of a set that is on both sides, what is different says the most.
    guard let before = report.before.first, let after = report.after.first else {
      return wrapped(report.kind.told(telling) + oneLine(set), to: columns, indent: 2)
    }
    let different = differences(before, after)
    let name = exerciseText(before) + ", " + moment(before)
    guard !different.isEmpty else {
      let head = telling == .made ? "nothing is different: " : report.kind.told(telling)
      return wrapped(head + name, to: columns, indent: 2)
    }
    let head = report.kind.told(telling) + name + ":"
    let line = head + " " + different.joined(separator: ", ")
    guard let columns, width(line) > columns else { return [line] }
    return wrapped(head, to: columns, indent: 2)
      + different.flatMap { wrapped("  " + $0, to: columns, indent: 4) }
  }

  /// A line for each of several sets: `a3a054  Sat 21 Nov 2026 11:02  wall-sit left, 45.0 s, me`.
  /// - Parameter length: how much of the ids is told.
  func listed(_ sets: [LoggedSet], length: Int = 6) -> [String] {
    let dates = sets.map { set in
      let start = zone.civil(set.startedAt)
      return dayText(start) + " " + minuteText(start)
    }
    let widest = dates.map(\.utf8.count).max() ?? 0
    return zip(sets, dates).map { set, date in
      let space = String(repeating: " ", count: widest - date.utf8.count)
      let what = "\(clean(set.inOneLine)), \(clean(set.athlete))"
      return "\(set.id.description.suffix(length))  \(date)\(space)  \(what)"
    }
  }

  /// `wall-sit left, 45.0 s, me, Sat 21 Nov 2026 11:02 (a3a054)`.
  private func oneLine(_ set: LoggedSet) -> String {
    "\(clean(set.inOneLine)), \(clean(set.athlete)), \(moment(set))"
  }

  private func moment(_ set: LoggedSet) -> String {
    let start = zone.civil(set.startedAt)
    return "\(dayText(start)) \(minuteText(start)) (\(set.id.short))"
  }

  private func exerciseText(_ set: LoggedSet) -> String {
    clean(set.exercise) + (set.side == .both ? "" : " " + set.side.rawValue)
  }

  /// What is different between two states of a set, a piece each: `duration 0:40.0 → 0:45.0`.
  func differences(_ before: LoggedSet, _ after: LoggedSet) -> [String] {
    var pieces: [String] = []
    func compare<Value: Equatable>(
      _ label: String, _ value: (LoggedSet) -> Value, _ text: (Value) -> String
    ) {
      let (old, new) = (value(before), value(after))
      guard old != new else { return }
      pieces.append("\(label) \(text(old)) → \(text(new))")
    }
    func optional<Value: Equatable>(
      _ label: String, _ value: (LoggedSet) -> Value?, _ text: (Value) -> String
    ) {
      compare(label, value) { $0.map(text) ?? "none" }
    }
    compare("exercise", \.exercise, clean)
    compare("side", \.side, \.rawValue)
    compare("athlete", \.athlete, clean)
    compare("station", \.station, clean)
    let (old, new) = (zone.civil(before.startedAt), zone.civil(after.startedAt))
    let isOneDay = dayText(old) == dayText(new)
    let isOneSecond = isOneDay && secondText(old) == secondText(new)
    compare("started", \.startedAt) { time in
      let civil = zone.civil(time)
      return (isOneDay ? "" : dayText(civil) + " ") + secondText(civil)
        + (isOneSecond ? "." + padded(civil.microsecond, 6) : "")
    }
    // What differs by less than a tenth must not look the same.
    let areClose = durationText(before.duration) == durationText(after.duration)
    compare("duration", \.duration) { areClose ? $0.decimalSeconds + " s" : durationText($0) }
    optional("reps", \.reps, String.init)
    optional("load", \.loadKg) { decimalText($0) + " kg" }
    optional("rpe", \.rpe, decimalText)
    optional("target", \.target, \.inWords)
    optional("target met", \.targetMet) { $0 ? "yes" : "no" }
    optional("note", \.note) { "\"" + clean($0) + "\"" }
    compare("clock", \.clock, \.rawValue)
    // An edit that left the figures alone was made to confirm them.
    if before.measured == nil, after.measured != nil, after.measured == Measured(after) {
      pieces.append("confirmed, it may be a record")
    } else if before.measured != nil, after.measured == nil, before.measured == Measured(before) {
      pieces.append("no longer confirmed")
    }
    return pieces
  }
}
